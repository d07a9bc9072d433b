/* Rubrics from the files of other programs. */
#ifndef PEIL_FILES_RUBRIC_IMPORT_H
#define PEIL_FILES_RUBRIC_IMPORT_H

#include "base/err.h"
#include "model/rubric.h"

enum import_format { IMPORT_GUESS, IMPORT_CANVAS, IMPORT_MOODLE };

struct imported {
	struct rubric **list; /* owned; each one's `bytes` are its rubric file */
	size_t count;
};

/* Read the file at `path`, texts taken to be in language `lang`. Rubrics without a fault are
 * imported whatever the others hold. False with *err when the file cannot be read. */
bool rubric_import(const char *path, enum import_format format, const char *lang,
	struct imported *out, struct faults *faults, struct err *err);
/* The same from bytes; `format` says which. */
void rubric_import_bytes(const char *bytes, size_t len, enum import_format format, const char *lang,
	struct imported *out, struct faults *faults);
void imported_free(struct imported *imported); /* contents only */

#endif
