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

/* Give the finished file `temporary` its name in the same directory, never over another one; it has
 * one name at any time, but for file systems that know no such rename. 0 or an errno (EEXIST: there
 * is one), and the temporary file may then be there still. */
int atomic_name_new(int dir, const char *temporary, const char *name);

#endif
