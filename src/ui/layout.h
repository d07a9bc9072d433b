/* Where things go: pure arithmetic on rows and columns, with its own test. */
#ifndef PEIL_UI_LAYOUT_H
#define PEIL_UI_LAYOUT_H

#include <stdbool.h>

#define LAYOUT_MIN_COLUMNS 60
#define LAYOUT_MIN_ROWS	   16

struct box {
	int row, column, rows, columns;
};

/* A walk: header line, rule, then list and detail, one above the other (a rule between), or side
 * by side (a bar between) when there are at least 110 columns. `columns` x `rows` is the pane
 * without the bottom line; `wanted` rows is what the list would like to have. The detail gets at
 * least 7 rows when stacked. */
struct layout_walk {
	bool side_by_side;
	struct box list, detail;
	int rule; /* stacked: row of the rule between; -1 otherwise */
	int bar;  /* side by side: column of the bar; -1 otherwise */
};
struct layout_walk layout_walk(int rows, int columns, int wanted);

/* Columns of a table: `count` cells in `columns` columns behind a first column of `head`, with one
 * column between; widths[i] >= min. Returns how many of them fit side by side (>= 1). */
int layout_table(int columns, int head, int count, int min, int *widths);

#endif
