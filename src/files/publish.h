/* What an owner writes down and publishes when answers are shown. */
#ifndef PEIL_FILES_PUBLISH_H
#define PEIL_FILES_PUBLISH_H

#include "files/session_folder.h"

struct buf;

/* Write down which journals there are, as far as they were read: the next step, its number in
 * *number. */
bool publish_manifest(const struct session_data *data, unsigned *number, struct err *err);
/* What is never changed once a session was made, as it was at a step: the fingerprints of
 * session.ini and roster.csv, in fields of the step. A file that cannot be read has none. */
void publish_fix(const char *path, struct state_step *step);
/* Whether the file of that field is as the step says, or the step says nothing of it. */
bool publish_is_fixed(const char *path, const struct state_step *step, const char *field);
#define PUBLISH_SESSION "session-fingerprint"
#define PUBLISH_ROSTER	"roster-fingerprint"
/* Write release/round-N.csv and release/round-N-reasons.csv, whole, for everybody to read. */
bool publish_round(const char *path, int round, const struct buf *counts, const struct buf *reasons,
	struct err *err);
/* "round-2.csv", or with `reasons` "round-2-reasons.csv". */
#define PUBLISH_NAME_LEN 24
void publish_name(char out[PUBLISH_NAME_LEN + 1], int round, bool reasons);
/* The published file, appended to `out`; false when it is not there. */
bool publish_read(const char *path, const char *name, struct buf *out);

#endif
