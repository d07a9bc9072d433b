/* A manifest: which journals there were at a step, whose they are, how long, and their
 * fingerprints. It says who wrote what when the folder is read elsewhere, and what was there when
 * the answers were shown. A table in state/NNNN-manifest. */
#ifndef PEIL_FILES_MANIFEST_H
#define PEIL_FILES_MANIFEST_H

#include "base/err.h"
#include "base/id.h"
#include "model/roster.h"

#include <stdint.h>

struct buf;
struct session_file;

struct manifest_line {
	long uid;
	char *person;  /* id, or "" */
	char *journal; /* "u1000/j-3f9c2b7a51d08e64.csv" */
	uint64_t length;
	char fingerprint[ID_FINGERPRINT_LEN + 1]; /* of the first `length` bytes */
};
struct manifest {
	unsigned number;	    /* of its step */
	struct manifest_line *list; /* by journal */
	size_t count;
};

/* Read the manifest of step `number` in the session folder. False with *err, which names the file
 * in the folder ("state/0003-manifest:4"): its code is ERR_PARTIAL when the disk did not give the
 * file, ERR_INPUT when that is damaged. */
bool manifest_read(const char *path, unsigned number, struct manifest *manifest, struct err *err);
void manifest_free(struct manifest *manifest); /* contents only */
const struct manifest_line *manifest_find(const struct manifest *manifest, const char *journal);
/* Add a line for a journal as it is now; false with *err when it cannot be read. */
bool manifest_take(struct manifest *manifest, const char *path, const char *journal, long uid,
	const char *person, uint64_t length, struct err *err);
/* Sort, and write it as the next step; its number in manifest->number. */
bool manifest_write(struct manifest *manifest, const char *path, struct err *err);
/* Whether the journal's first bytes are still those of the line. */
bool manifest_holds(const struct manifest_line *line, const char *path);

#endif
