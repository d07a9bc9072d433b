/* Canvas's rubric table: one row a criterion, ratings in threes (name, description, points) that
 * are found by their place, whatever their numbers. */
#ifndef PEIL_FILES_CANVAS_H
#define PEIL_FILES_CANVAS_H

#include "files/foreign.h"

struct buf;

/* Read all rubrics of the table. Faults name row and column; a rubric with one is marked bad.
 * False with *err when the file cannot be read. */
bool canvas_read(int fd, struct foreign_list *out, struct faults *faults, struct err *err);
/* Append the table of these rubrics, texts in language `lang` where they have it. False with *err,
 * and nothing appended, when one has no levels (questions). */
bool canvas_write(struct buf *out, const struct rubric *const *rubrics, size_t count,
	const char *lang, struct err *err);

#endif
