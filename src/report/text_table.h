/* A table as plain text: cells wrapped in columns of a fixed width, rules between the rows. */
#ifndef PEIL_REPORT_TEXT_TABLE_H
#define PEIL_REPORT_TEXT_TABLE_H

#include "base/sink.h"

#include <stdbool.h>

#define TEXT_TABLE_COLUMNS_MAX 16

struct text_table {
	struct sink *sink; /* borrowed */
	size_t count;
	int widths[TEXT_TABLE_COLUMNS_MAX];
	bool ascii;
};

/* Columns in `width`: a first one of `first`, the others equal. False when a column would get less
 * than `least`: write a list then. */
bool text_table_fit(struct text_table *table, size_t count, int width, int first, int least);
/* One row; texts may hold LF. No line ends in a space. */
void text_table_row(struct text_table *table, const char *const *cells);
void text_table_rule(struct text_table *table);

/* A text wrapped in `width`, behind `head` in the first line and as many spaces in the others. */
void text_hang(struct sink *sink, const char *head, const char *text, int width);

#endif
