/* A folder of derived files, written whole or not at all: made under another name beside its
 * place, everything synced, then renamed. */
#ifndef PEIL_FILES_WHOLE_FOLDER_H
#define PEIL_FILES_WHOLE_FOLDER_H

#include "base/buf.h"
#include "base/err.h"

struct whole_file {
	const char *name; /* no slash */
	struct buf bytes;
};

/* Write the files (0600) into a new folder (0700) at `path`. An existing one is an error, unless
 * `replace` and it has a file named `mark`: then it gives way in one step and is removed. */
bool whole_folder_write(const char *path, const struct whole_file *files, size_t count,
	bool replace, const char *mark, struct err *err);
/* Remove the ordinary files in a folder and the folder. What else is in it stays. 0 or an errno. */
int whole_folder_remove(const char *path);

#endif
