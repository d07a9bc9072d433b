/* Derived files, written whole or not at all: a temporary file in the same directory, fsync,
 * rename (or link, when nothing may be overwritten), fsync of the directory. */
#ifndef PEIL_FILES_ATOMIC_H
#define PEIL_FILES_ATOMIC_H

#include "base/err.h"
#include <sys/types.h>

/* Write `len` bytes to `path` with `mode` (umask applies). Without `overwrite` an existing file is
 * an error (ERR_INPUT, "exists; hint: --force"); other failures are ERR_SAVE. "-" is not
 * special here. */
bool atomic_write(const char *path, const void *bytes, size_t len, mode_t mode, bool overwrite,
	struct err *err);
/* The same under a directory descriptor; `name` has no slash. */
bool atomic_write_at(int dir, const char *name, const void *bytes, size_t len, mode_t mode,
	bool overwrite, struct err *err);

/* Give a finished file its name, never over another one: 0 or an errno. Renamed where the file
 * system can do that; else linked, and a run that is ended in between leaves a file of two names.
 */
int atomic_name_new(int dir, const char *temporary, const char *name);

#endif
