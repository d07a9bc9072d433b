/* A rubric of any kind as one table, before it becomes Markdown or a page. */
#ifndef PEIL_REPORT_RUBRIC_MATRIX_H
#define PEIL_REPORT_RUBRIC_MATRIX_H

#include "model/rubric.h"

struct matrix_cell {
	char *strong; /* what comes first: a label of the criterion's own; "" for none */
	char *text;   /* lines are separated by \n; may be "" */
};

struct matrix_row {
	char *title;		   /* the row's heading */
	char *more;		   /* under it: the question; "" for none */
	struct matrix_cell *cells; /* one a column; NULL: a heading over the rows that follow */
};

struct matrix {
	char *corner; /* over the row headings */
	char **heads; /* one a column */
	size_t columns;
	struct matrix_row *rows;
	size_t row_count;
};

/* Texts in language `lang`, each owned by the matrix. */
void matrix_make(struct matrix *matrix, const struct rubric *rubric, const char *lang);
void matrix_free(struct matrix *matrix); /* contents only */

#endif
