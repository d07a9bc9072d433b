/* Rubric files: INI in, a checked struct rubric out; and where rubrics are found. */
#ifndef PEIL_FILES_RUBRIC_FILE_H
#define PEIL_FILES_RUBRIC_FILE_H

#include "base/err.h"
#include "model/rubric.h"

/* Read and check; every fault of the file is added to `faults`, warnings too. NULL when there was
 * at least one error. The caller frees with rubric_free. */
struct rubric *rubric_file_read(const char *path, struct faults *faults);
/* The same from bytes in memory. */
struct rubric *rubric_file_parse(const char *bytes, size_t len, struct faults *faults);

/* Where a rubric is looked for: `./rubrics/`, `$XDG_DATA_HOME/peil/rubrics/`, the installed
 * directory, and `rubrics/` beside the directory that the program is in: a checkout's. */
struct rubric_place {
	char *path; /* the file, owned */
	char *id;   /* from the file's name, without ".ini", owned */
};
struct rubric_places {
	struct rubric_place *list; /* sorted by id; the first place that has an id wins */
	size_t count;
};
void rubric_places_find(struct rubric_places *places);
void rubric_places_free(struct rubric_places *places);
/* The path of a rubric named by id or by path (anything with a "/" or ending in ".ini" is a
 * path); NULL with *err set ("no rubric ...; hint: peil rubric list"). The caller frees. */
char *rubric_path(const char *name, struct err *err);
/* `$XDG_DATA_HOME/peil/rubrics`, where a user's own rubrics are found; it may not be there yet. NULL
 * with *err when there is no home. The caller frees. */
char *rubric_home(struct err *err);

#endif
