/* The columns of a table that may be wider than the screen: how wide each is, which are shown, and
 * where. The column one is at is always among them; the first column (titles) always stays. */
#ifndef PEIL_UI_TABLE_COLUMNS_H
#define PEIL_UI_TABLE_COLUMNS_H

#include "ui/page.h"

struct table_columns {
	int count, shown, first; /* all; how many are shown, from which on */
	int *widths, *at;	 /* by column number; only those shown count; owned */
};

/* `head` columns are kept at the left. The caller frees. */
struct table_columns table_columns(int columns, int head, int count, int min, int current);
void table_columns_free(struct table_columns *columns);
/* Where not all are shown, say so at the left of the line: "1-3 of 4". */
void table_columns_hint(struct page *page, int line, const struct table_columns *columns);

#endif
