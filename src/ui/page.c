#include "config.h"

#include "ui/page.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

int page_columns(const struct pane *pane, int most)
{
	return pane->columns - PAGE_MARGIN < most ? pane->columns - PAGE_MARGIN : most;
}

void page_start(struct page *page, int columns)
{
	memset(page, 0, sizeof(*page));
	page->columns = columns < 1 ? 1 : columns;
	page->focus_first = page->focus_last = -1;
	page->cursor_line = -1;
}

void page_free(struct page *page)
{
	for (size_t i = 0; i < page->count; i++) {
		for (size_t j = 0; j < page->lines[i].count; j++)
			free(page->lines[i].runs[j].text);
		free(page->lines[i].runs);
	}
	free(page->lines);
	page->lines = NULL;
	page->count = page->room = 0;
}

int page_line(struct page *page, int lines)
{
	size_t wanted = page->count + (size_t)lines;

	if (wanted > page->room) {
		size_t room = wanted * 2 + 16;

		page->lines = mem_grow(page->lines, page->room, room, sizeof(*page->lines));
		page->room = room;
	}
	page->count = wanted;
	return (int)page->count - 1;
}

/* Takes `text` over. */
static void add_run(struct page *page, int line, int column, enum look look, char *text)
{
	struct page_line *at;

	assert(line >= 0 && (size_t)line < page->count);
	at = &page->lines[line];
	if (at->count == at->room) {
		size_t room = at->room + 4;

		at->runs = mem_grow(at->runs, at->room, room, sizeof(*at->runs));
		at->room = room;
	}
	at->runs[at->count].column = column;
	at->runs[at->count].look = look;
	at->runs[at->count].text = text;
	at->count++;
}

void page_put(struct page *page, int column, enum look look, const char *text)
{
	add_run(page, (int)page->count - 1, column, look, text_safe_copy(text, TEXT_LINE));
}

void page_format(struct page *page, int column, enum look look, const char *format, ...)
{
	struct buf buf = BUF_EMPTY;
	va_list args;

	va_start(args, format);
	buf_vformat(&buf, format, args);
	va_end(args);
	page_put(page, column, look, buf_text(&buf));
	buf_free(&buf);
}

void page_right(struct page *page, enum look look, const char *text)
{
	char *safe = text_safe_copy(text, TEXT_LINE);
	int column = page->columns - text_width(safe);

	add_run(page, (int)page->count - 1, column < 0 ? 0 : column, look, safe);
}

int page_wrapped_at(
	struct page *page, int line, int column, int columns, enum look look, const char *text)
{
	char *safe = text_safe_copy(text, TEXT_NOTE);
	struct text_lines lines = text_wrap(safe, columns < 1 ? 1 : columns);
	int used = (int)lines.count;

	if (line + used > (int)page->count)
		page_line(page, line + used - (int)page->count);
	for (int i = 0; i < used; i++) {
		struct text_line slice = lines.list[i];

		if (slice.len > 0)
			add_run(page, line + i, column, look,
				mem_text_n(safe + slice.start, slice.len));
	}
	text_lines_free(&lines);
	free(safe);
	return used;
}

int page_wrapped(struct page *page, int column, enum look look, const char *text)
{
	return page_wrapped_at(
		page, (int)page->count - 1, column, page->columns - column, look, text);
}

void page_rule(struct page *page, const char *glyph)
{
	struct buf buf = BUF_EMPTY;

	for (int i = 0; i < page->columns; i++)
		buf_text_add(&buf, glyph);
	page_line(page, 1);
	page_put(page, 0, LOOK_QUIET, buf_text(&buf));
	buf_free(&buf);
}

void page_focus(struct page *page, int first)
{
	page->focus_first = first;
	page->focus_last = (int)page->count - 1;
}

void page_cursor(struct page *page, int line, int column)
{
	page->cursor_line = line;
	page->cursor_column = column;
}

void page_current(struct page *page, int line, const struct glyphs *glyphs)
{
	add_run(page, line, 0, LOOK_CURRENT, text_safe_copy(glyphs->current, TEXT_LINE));
	page_cursor(page, line, 0);
}

static int top_line(const struct page *page, int rows)
{
	int most = (int)page->count - rows;
	int first = page->focus_first, last = page->focus_last;
	int top = first;

	if (most <= 0 || first < 0)
		return 0;
	if (last - first + 1 < rows && page->place == PAGE_MIDDLE)
		top = first - (rows - (last - first + 1)) / 2;
	else if (last - first + 1 < rows && page->place == PAGE_LEAST)
		top = last + 1 - rows;
	if (top > most)
		top = most;
	return top < 0 ? 0 : top;
}

void page_show(const struct page *page, struct pane *pane)
{
	const struct glyphs *glyphs = pane_glyphs(pane);
	struct pane text = pane_part(pane, 0, 0, pane->rows, page->columns);
	int top = top_line(page, pane->rows);

	for (int row = 0; row < pane->rows && top + row < (int)page->count; row++) {
		const struct page_line *line = &page->lines[top + row];

		for (size_t i = 0; i < line->count; i++)
			pane_text(&text, row, line->runs[i].column, line->runs[i].look,
				line->runs[i].text);
	}
	if (top > 0)
		pane_text(pane, 0, pane->columns - 1, LOOK_QUIET, glyphs->more_up);
	if (top + pane->rows < (int)page->count)
		pane_text(pane, pane->rows - 1, pane->columns - 1, LOOK_QUIET, glyphs->more_down);
	if (page->cursor_line >= top && page->cursor_line < top + pane->rows)
		pane_cursor(pane, page->cursor_line - top, page->cursor_column);
}

struct pane page_show_above(const struct page *page, struct pane *pane, int rows)
{
	struct pane above;
	int row;

	if (rows > pane->rows)
		rows = pane->rows;
	above = pane_part(pane, 0, 0, pane->rows - rows, pane->columns);
	page_show(page, &above);
	row = (int)page->count < above.rows ? (int)page->count : above.rows;
	return pane_part(pane, row, 0, rows, pane->columns);
}

void page_shift(struct page *page, int rows, int lines)
{
	int most = page->focus_last - page->focus_first + 1 - rows;

	if (lines > most)
		lines = most;
	if (lines > 0)
		page->focus_first += lines;
}

void page_cut_at(struct page *page, int line, int column, int columns, enum look look,
	const char *text, bool ascii)
{
	char *safe = text_safe_copy(text, TEXT_LINE);
	struct buf cut = BUF_EMPTY;

	text_pad(&cut, safe, columns < 1 ? 1 : columns, ascii);
	add_run(page, line, column, look, buf_take(&cut));
	free(safe);
}
