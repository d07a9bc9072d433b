#include "config.h"

#include "ui/pane.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/tty_private.h"

#include <curses.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define ZWJ 0x200D

const struct glyphs *pane_glyphs(const struct pane *pane)
{
	return glyphs_of(pane->tty->ascii);
}

bool pane_ascii(const struct pane *pane)
{
	return pane->tty->ascii;
}

static int clamp(int value, int low, int high)
{
	if (value > high)
		value = high;
	return value < low ? low : value;
}

struct pane pane_part(const struct pane *pane, int row, int column, int rows, int columns)
{
	struct pane part = {.tty = pane->tty};

	row = clamp(row, 0, pane->rows);
	column = clamp(column, 0, pane->columns);
	part.row = pane->row + row;
	part.column = pane->column + column;
	part.rows = clamp(rows, 0, pane->rows - row);
	part.columns = clamp(columns, 0, pane->columns - column);
	return part;
}

/* One line that is safe to send. Joiners are left out: curses counts a cell for each part of a
 * joined emoji, and without them every terminal shows as many. */
static char *one_line(const char *text, size_t len)
{
	struct buf safe = BUF_EMPTY, line = BUF_EMPTY;
	uint32_t point;
	size_t used;

	text_safe(&safe, text, len, TEXT_NOTE);
	for (size_t at = 0; at < safe.len; at += used) {
		used = text_decode(safe.data + at, safe.len - at, &point);
		if (point == '\n')
			buf_byte(&line, ' ');
		else if (point != ZWJ)
			buf_add(&line, safe.data + at, used);
	}
	buf_free(&safe);
	return buf_take(&line);
}

/* In as many columns, so that everything stays in its place. */
static int ascii_cells(wchar_t *out, uint32_t point)
{
	int width = text_point_width(point);

	for (int i = 0; i < width; i++)
		out[i] = width == 1 ? (wchar_t)text_ascii_sign(point) : L'?';
	return width;
}

/* The terminal's own cells; the text fits. */
static void put(struct pane *pane, int row, int column, enum look look, const char *text)
{
	size_t len = strlen(text), at = 0;
	wchar_t *wide =
		mem_new((len + 1) * sizeof(*wide)); /* no character has more columns than bytes */
	uint32_t point;
	int count = 0;

	while (at < len) {
		at += text_decode(text + at, len - at, &point);
		if (pane->tty->ascii && point >= 0x80)
			count += ascii_cells(wide + count, point);
		else
			wide[count++] = (wchar_t)point;
	}
	attrset(pane->tty->looks[look]);
	mvaddnwstr(pane->row + row, pane->column + column, wide, count);
	attrset(A_NORMAL);
	free(wide);
}

int pane_slice(struct pane *pane, int row, int column, enum look look, const char *text, int len)
{
	struct buf cut = BUF_EMPTY;
	int room = pane->columns - column, width;
	char *line;
	size_t fits;

	if (row < 0 || row >= pane->rows || column < 0 || room <= 0 || len <= 0)
		return column;
	line = one_line(text, (size_t)len);
	fits = text_fit(line, room);
	if (line[fits]) {
		buf_add(&cut, line, text_fit(line, room - 1));
		buf_text_add(&cut, pane_glyphs(pane)->ellipsis);
	} else {
		buf_add(&cut, line, fits);
	}
	put(pane, row, column, look, buf_text(&cut));
	width = text_width(buf_text(&cut));
	buf_free(&cut);
	free(line);
	return column + width;
}

int pane_text(struct pane *pane, int row, int column, enum look look, const char *text)
{
	return pane_slice(pane, row, column, look, text, (int)strlen(text));
}

int pane_format(struct pane *pane, int row, int column, enum look look, const char *format, ...)
{
	struct buf text = BUF_EMPTY;
	va_list args;
	int end;

	va_start(args, format);
	buf_vformat(&text, format, args);
	va_end(args);
	end = pane_slice(pane, row, column, look, buf_text(&text), (int)text.len);
	buf_free(&text);
	return end;
}

int pane_right(struct pane *pane, int row, enum look look, const char *text)
{
	char *line = one_line(text, strlen(text));
	int column = clamp(pane->columns - text_width(line), 0, pane->columns);

	pane_text(pane, row, column, look, line);
	free(line);
	return column;
}

int pane_wrapped(struct pane *pane, int row, int column, int columns, int max_rows, enum look look,
	const char *text)
{
	struct pane part;
	struct text_lines lines;
	char *safe;
	int used;

	if (columns <= 0 || max_rows <= 0)
		return 0;
	safe = text_safe_copy(text, TEXT_NOTE);
	lines = text_wrap(safe, columns);
	part = pane_part(pane, row, column, max_rows, columns);
	for (used = 0; used < max_rows && (size_t)used < lines.count; used++) {
		const struct text_line *line = &lines.list[used];
		bool last = used + 1 == max_rows && (size_t)used + 1 < lines.count;

		/* The last row that may be used shows by its cut that there is more. */
		pane_slice(&part, used, 0, look, safe + line->start,
			last ? (int)strlen(safe + line->start) : (int)line->len);
	}
	text_lines_free(&lines);
	free(safe);
	return used;
}

void pane_rule(struct pane *pane, int row)
{
	const char *rule = pane_glyphs(pane)->rule;

	if (row < 0 || row >= pane->rows)
		return;
	for (int column = 0; column < pane->columns; column++)
		put(pane, row, column, LOOK_QUIET, rule);
}

void pane_bar(struct pane *pane, int column, int row, int rows)
{
	if (column < 0 || column >= pane->columns)
		return;
	for (int i = row < 0 ? 0 : row; i < row + rows && i < pane->rows; i++)
		put(pane, i, column, LOOK_QUIET, pane_glyphs(pane)->bar);
}

void pane_cursor(struct pane *pane, int row, int column)
{
	if (pane->rows <= 0 || pane->columns <= 0)
		return;
	pane->tty->cursor_row = pane->row + clamp(row, 0, pane->rows - 1);
	pane->tty->cursor_column = pane->column + clamp(column, 0, pane->columns - 1);
}
