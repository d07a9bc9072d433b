/* What the files of the matrix screen share. */
#ifndef PEIL_UI_SCR_MATRIX_H
#define PEIL_UI_SCR_MATRIX_H

#include "model/walk.h"
#include "ui/screen.h"

/* A table of rows and columns: criteria by levels, or a grid's rows by its columns. */
struct matrix {
	struct screen base;
	const struct walk *walk; /* borrowed */
	size_t row, column;	 /* where one is */
	int shift;		 /* lines into a row that is higher than the screen */
	size_t at;		 /* the criterion to go to */
};

/* The size of the table. */
size_t matrix_rows(const struct matrix *matrix);
size_t matrix_columns(const struct matrix *matrix);
/* The criterion of a row (levels) or of a cell (grid); RUBRIC_NONE where there is no cell. */
size_t matrix_criterion(const struct matrix *matrix, size_t row, size_t column);
bool matrix_is_grid(const struct matrix *matrix);
/* True when all criteria have the rubric's own levels, so that these can head the columns. */
bool matrix_same_levels(const struct rubric *rubric);
void matrix_draw(const struct screen *screen, struct pane *pane);

#endif
