#include "config.h"

#include "report/text_table.h"

#include "base/buf.h"
#include "base/text.h"

#include <string.h>

#define BETWEEN	     3	/* " | " */
#define HANG_LEAST   16 /* columns that a hung text needs */
#define BELOW_INDENT 4

bool text_table_fit(struct text_table *table, size_t count, int width, int first, int least)
{
	int rest = width - first - BETWEEN * ((int)count - 1);

	if (count < 2 || count > TEXT_TABLE_COLUMNS_MAX)
		return false;
	table->count = count;
	table->widths[0] = first;
	for (size_t i = 1; i < count; i++)
		table->widths[i] = rest / ((int)count - 1);
	return first >= least && table->widths[1] >= least;
}

/* Line `nth` of a wrapped cell, filled to its width. */
static void add_cell(
	struct buf *out, const char *text, const struct text_lines *lines, size_t nth, int width)
{
	int used = 0;

	if (nth < lines->count) {
		struct buf line = BUF_EMPTY;

		buf_add(&line, text + lines->list[nth].start, lines->list[nth].len);
		buf_text_add(out, buf_text(&line));
		used = text_width(buf_text(&line));
		buf_free(&line);
	}
	for (; used < width; used++)
		buf_byte(out, ' ');
}

static void put_line(struct sink *sink, struct buf *line)
{
	size_t len = line->len;

	while (len > 0 && line->data[len - 1] == ' ')
		len--;
	buf_cut(line, len);
	buf_byte(line, '\n');
	sink_add(sink, line->data, line->len);
	buf_cut(line, 0);
}

void text_table_row(struct text_table *table, const char *const *cells)
{
	struct text_lines lines[TEXT_TABLE_COLUMNS_MAX];
	struct buf out = BUF_EMPTY;
	size_t high = 1;

	for (size_t i = 0; i < table->count; i++) {
		lines[i] = text_wrap(cells[i], table->widths[i]);
		if (lines[i].count > high)
			high = lines[i].count;
	}
	for (size_t nth = 0; nth < high; nth++) {
		for (size_t i = 0; i < table->count; i++) {
			if (i > 0)
				buf_text_add(&out, table->ascii ? " | " : " \xE2\x94\x82 ");
			add_cell(&out, cells[i], &lines[i], nth, table->widths[i]);
		}
		put_line(table->sink, &out);
	}
	for (size_t i = 0; i < table->count; i++)
		text_lines_free(&lines[i]);
	buf_free(&out);
}

void text_table_rule(struct text_table *table)
{
	const char *line = table->ascii ? "-" : "\xE2\x94\x80";
	const char *cross = table->ascii ? "-+-" : "\xE2\x94\x80\xE2\x94\xBC\xE2\x94\x80";
	struct buf out = BUF_EMPTY;

	for (size_t i = 0; i < table->count; i++) {
		if (i > 0)
			buf_text_add(&out, cross);
		for (int at = 0; at < table->widths[i]; at++)
			buf_text_add(&out, line);
	}
	put_line(table->sink, &out);
	buf_free(&out);
}

void text_hang(struct sink *sink, const char *head, const char *text, int width)
{
	int indent = text_width(head);
	bool below = text[0] != '\0' && width - indent < HANG_LEAST;
	struct text_lines lines;
	struct buf out = BUF_EMPTY;

	/* Too little room beside the head: the text stands below it. */
	if (below) {
		buf_text_add(&out, head);
		put_line(sink, &out);
		indent = (int)strspn(head, " ") + BELOW_INDENT;
	}
	lines = text_wrap(text, width - indent);
	for (size_t nth = 0; nth < lines.count; nth++) {
		if (nth == 0 && !below)
			buf_text_add(&out, head);
		else
			for (int at = 0; at < indent; at++)
				buf_byte(&out, ' ');
		buf_add(&out, text + lines.list[nth].start, lines.list[nth].len);
		put_line(sink, &out);
	}
	text_lines_free(&lines);
	buf_free(&out);
}
