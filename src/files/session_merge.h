/* Bringing together what was written in copies of one session folder. */
#ifndef PEIL_FILES_SESSION_MERGE_H
#define PEIL_FILES_SESSION_MERGE_H

#include "files/session_folder.h"

struct merge_outcome {
	size_t added; /* records that were not here */
	size_t known; /* records that were */
};

/* Copy what `other`, a copy of this session, has and `path` has not. Journals are added, never
 * changed; any number of times in any order gives the same. Whose the records are is written down
 * in a manifest where the copy tells; accounts that are not in the session count as its owner's.
 * Only for the owner. What could not be used of the copy goes to `problems`. */
bool session_merge(const char *path, const char *other, struct merge_outcome *outcome,
	struct journal_problems *problems, struct err *err);

#endif
