/* before.csv: what a team agreed at earlier moments, taken along to look back on. */
#ifndef PEIL_FILES_BEFORE_FILE_H
#define PEIL_FILES_BEFORE_FILE_H

#include "base/err.h"
#include "files/session_folder.h"
#include "model/walk.h"

struct before {
	struct walk_before *list; /* strings are owned */
	size_t count;
};

/* The agreements that stand in a session, after those it took along itself. */
void before_collect(const struct session_data *data, struct before *before);
/* Write them into the folder of a session that was just made; nothing is written for none. */
bool before_write(const char *path, const struct rubric *rubric, const struct before *before,
	struct err *err);
/* Those that a folder took along; none where there is no such file, and what does not fit the
 * rubric is left out. */
void before_read(const char *path, const struct rubric *rubric, struct before *before);
void before_free(struct before *before);

#endif
