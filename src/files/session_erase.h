/* Taking one person out of a session: the one exception to "never rewritten". */
#ifndef PEIL_FILES_SESSION_ERASE_H
#define PEIL_FILES_SESSION_ERASE_H

#include "files/session_folder.h"

/* Of a step "erased": the new journal, where it stands of what journal, and how far it was there
 * when a round was shown ("within-2"). */
#define ERASED_STEP   "erased"
#define ERASED_OLD    "old"
#define ERASED_NEW    "new"
#define ERASED_STEPS  "steps"	/* numbers of steps that named the person and went: "3 7" */
#define ERASED_WITHIN "within-" /* and the round */

struct erase_outcome {
	size_t lines;	 /* taken away */
	size_t journals; /* removed or written anew */
	size_t steps;	 /* steps that named the person */
};

/* How many lines in journals are by or about the person. */
size_t session_erase_count(const struct session_data *data, const char *person);
/* Write every journal that has lines by or about `person` anew without them, leave a tombstone
 * with both fingerprints, and take away the old ones, the person's lines in the lists and the
 * steps that name the person. Only for the owner; while others may still write, their journals
 * cannot be written anew (a session that is open is an error then). Afterwards read the folder
 * again, and make a manifest and what is derived. */
bool session_erase(const struct session_data *data, const char *person,
	struct erase_outcome *outcome, struct err *err);
/* Whether a step says that the journal went, or was written anew, since somebody who was erased was
 * in it. */
bool session_erased(const struct session_data *data, const char *journal);

#endif
