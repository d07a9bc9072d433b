#include "config.h"

#include "ui/table_columns.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/layout.h"

#include <stdlib.h>

struct table_columns table_columns(int columns, int head, int count, int min, int current)
{
	struct table_columns table = {.count = count};
	size_t room = (size_t)(count > 0 ? count : 1);
	int *fitted = mem_grow(NULL, 0, room, sizeof(*fitted));
	int at = head;

	table.widths = mem_grow(NULL, 0, room, sizeof(*table.widths));
	table.at = mem_grow(NULL, 0, room, sizeof(*table.at));
	if (count > 0) {
		table.shown = layout_table(columns, head, count, min, fitted);
		if (current >= table.shown)
			table.first = current - table.shown + 1;
	}
	for (int i = 0; i < table.shown; i++) {
		table.widths[table.first + i] = fitted[i];
		table.at[table.first + i] = at;
		at += fitted[i] + 1;
	}
	free(fitted);
	return table;
}

void table_columns_free(struct table_columns *columns)
{
	free(columns->widths);
	free(columns->at);
	columns->widths = columns->at = NULL;
}

void table_columns_hint(struct page *page, int line, const struct table_columns *columns)
{
	struct buf text = BUF_EMPTY;

	if (columns->shown >= columns->count || columns->shown < 1)
		return;
	buf_format(&text, _("%d-%d of %d"), columns->first + 1, columns->first + columns->shown,
		columns->count);
	page_wrapped_at(
		page, line, 2, columns->at[columns->first] - 3, LOOK_QUIET, buf_text(&text));
	buf_free(&text);
}
