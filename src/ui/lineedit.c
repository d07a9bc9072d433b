#include "config.h"

#include "ui/lineedit.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Put `text` in and clean it as a whole, so that no rule of text_safe can be broken by what comes
 * to stand beside what; the cursor goes behind the first `at` bytes. */
static void set_text(struct lineedit *edit, const char *text, size_t len, size_t at)
{
	struct buf safe = BUF_EMPTY, before = BUF_EMPTY;
	size_t cursor = 0;

	text_safe(&before, text, at, TEXT_NOTE);
	text_safe(&safe, text, len, TEXT_NOTE);
	for (size_t i = 0; i < safe.len && !edit->many_lines; i++) {
		if (safe.data[i] == '\n')
			safe.data[i] = ' ';
	}
	while (safe.len > LINEEDIT_MAX)
		buf_cut(&safe, text_previous(safe.data, safe.len, safe.len));
	while (cursor < before.len && cursor < safe.len)
		cursor = text_next(safe.data, safe.len, cursor);
	buf_free(&before);
	buf_free(&edit->text);
	edit->text = safe;
	edit->at = cursor;
}

void lineedit_start(struct lineedit *edit, const char *text, bool many_lines)
{
	size_t len = text ? strlen(text) : 0;

	*edit = (struct lineedit){.text = BUF_EMPTY, .many_lines = many_lines};
	set_text(edit, text ? text : "", len, len);
}

void lineedit_free(struct lineedit *edit)
{
	buf_free(&edit->text);
	edit->at = 0;
}

const char *lineedit_text(const struct lineedit *edit)
{
	return buf_text(&edit->text);
}

/* Replace the bytes from..to by `len` bytes; the cursor goes behind them. */
static bool replace(struct lineedit *edit, size_t from, size_t to, const char *bytes, size_t len)
{
	struct buf text = BUF_EMPTY;
	const char *old = buf_text(&edit->text);

	if (from == to && len == 0)
		return false;
	buf_add(&text, old, from);
	buf_add(&text, bytes, len);
	buf_add(&text, old + to, edit->text.len - to);
	set_text(edit, buf_text(&text), text.len, from + len);
	buf_free(&text);
	return true;
}

/* What was typed or pasted, without what has no place in a text: controls, invisible characters,
 * broken UTF-8. CR LF and CR are newlines. */
static void clean(struct buf *out, const char *text, size_t len)
{
	uint32_t point;
	size_t used;

	for (size_t at = 0; at < len; at += used) {
		struct buf one = BUF_EMPTY;

		used = text_decode(text + at, len - at, &point);
		if (point == '\r') {
			if (at + 1 == len || text[at + 1] != '\n')
				buf_byte(out, '\n');
			continue;
		}
		if (point == '\t')
			point = ' ';
		text_safe(&one, text + at, used, TEXT_NOTE);
		if (point == ' ' || point == '\n')
			buf_byte(out, (char)point);
		else if (used > 1 || (point > ' ' && point < 0x7f)) {
			/* text_safe on its own puts a lone mark on a space: look only whether
			 * it was replaced. */
			if (strcmp(buf_text(&one), "\xef\xbf\xbd") != 0 || point == 0xfffd)
				buf_add(out, text + at, used);
		}
		buf_free(&one);
	}
}

static bool insert(struct lineedit *edit, const struct input *input)
{
	size_t room = LINEEDIT_MAX - edit->text.len;
	struct buf bytes = BUF_EMPTY;
	char one[4];
	bool changed;

	if (input->text)
		clean(&bytes, input->text, strlen(input->text));
	else
		clean(&bytes, one, text_encode(input->point, one));
	while (bytes.len > room)
		buf_cut(&bytes, text_previous(bytes.data, bytes.len, bytes.len));
	changed = replace(edit, edit->at, edit->at, buf_text(&bytes), bytes.len);
	buf_free(&bytes);
	return changed;
}

static struct text_lines wrap(const struct lineedit *edit, int columns)
{
	return text_wrap(buf_text(&edit->text), columns);
}

/* The wrapped line that the cursor is in. */
static size_t line_of(const struct text_lines *lines, size_t at)
{
	size_t line = 0;

	while (line + 1 < lines->count && lines->list[line + 1].start <= at)
		line++;
	return line;
}

static int width_between(const struct lineedit *edit, size_t from, size_t to)
{
	const char *text = buf_text(&edit->text);
	uint32_t point;
	int width = 0;

	while (from < to) {
		from += text_decode(text + from, to - from, &point);
		width += text_point_width(point);
	}
	return width;
}

void lineedit_cursor(const struct lineedit *edit, int columns, int *row, int *column)
{
	struct text_lines lines = wrap(edit, columns);
	size_t line = line_of(&lines, edit->at);
	int width = width_between(edit, lines.list[line].start, edit->at);

	if (columns < 1)
		columns = 1;
	*row = (int)line;
	*column = width;
	/* Behind a full line: on the next one at the end of all, else on its last column. */
	if (width >= columns && line + 1 == lines.count) {
		*row += 1;
		*column = 0;
	} else if (width >= columns) {
		*column = columns - 1;
	}
	text_lines_free(&lines);
}

/* The last place the cursor can stand in a wrapped line without being in the next. */
static size_t line_end(const struct lineedit *edit, const struct text_lines *lines, size_t line)
{
	size_t end = lines->list[line].start + lines->list[line].len;
	size_t next = line + 1 < lines->count ? lines->list[line + 1].start : edit->text.len + 1;

	/* Trailing spaces of the whole text belong to it; those at a wrap are not shown. */
	if (line + 1 == lines->count)
		return edit->text.len;
	if (next > end)
		return next > 0 && buf_text(&edit->text)[next - 1] == '\n' ? next - 1 : end;
	return text_previous(buf_text(&edit->text), edit->text.len, end);
}

/* Where lines are wrapped need not be between whole characters: back to the one before. */
static void settle(struct lineedit *edit)
{
	const char *text = buf_text(&edit->text);
	size_t at = 0, next = 0;

	while (next <= edit->at && at < edit->text.len) {
		at = next;
		next = text_next(text, edit->text.len, at);
	}
	edit->at = next <= edit->at ? next : at;
}

static void move_rows(struct lineedit *edit, int columns, int by)
{
	struct text_lines lines = wrap(edit, columns);
	size_t line = line_of(&lines, edit->at), end;
	int want = width_between(edit, lines.list[line].start, edit->at), width = 0;
	const char *text = buf_text(&edit->text);

	if (by < 0 ? line > 0 : line + 1 < lines.count) {
		line = by < 0 ? line - 1 : line + 1;
		end = line_end(edit, &lines, line);
		edit->at = lines.list[line].start;
		while (edit->at < end) {
			size_t next = text_next(text, edit->text.len, edit->at);

			width += width_between(edit, edit->at, next);
			if (width > want)
				break;
			edit->at = next;
		}
	} else {
		edit->at = by < 0 ? 0 : edit->text.len;
	}
	text_lines_free(&lines);
}

static void move_edge(struct lineedit *edit, int columns, bool end)
{
	struct text_lines lines = wrap(edit, columns);
	size_t line = line_of(&lines, edit->at);

	edit->at = end ? line_end(edit, &lines, line) : lines.list[line].start;
	text_lines_free(&lines);
}

static size_t word_before(const struct lineedit *edit)
{
	const char *text = buf_text(&edit->text);
	size_t at = edit->at, whole = 0;

	while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n'))
		at--;
	while (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n')
		at--;
	/* A mark on a space belongs to the space. */
	while (whole < at)
		whole = text_next(text, edit->text.len, whole);
	return whole;
}

static size_t rest_of_line(const struct lineedit *edit)
{
	const char *text = buf_text(&edit->text);
	const char *newline = strchr(text + edit->at, '\n');
	size_t end = newline ? (size_t)(newline - text) : edit->text.len;

	return end == edit->at && newline ? end + 1 : end;
}

bool lineedit_act(struct lineedit *edit, const struct input *input, int columns)
{
	const char *text = buf_text(&edit->text);
	size_t len = edit->text.len, at = edit->at;

	switch (input->action) {
	case ACT_TYPE: return insert(edit, input);
	case ACT_TYPE_LEFT: edit->at = text_previous(text, len, at); return false;
	case ACT_TYPE_RIGHT: edit->at = text_next(text, len, at); return false;
	case ACT_TYPE_UP: move_rows(edit, columns, -1); break;
	case ACT_TYPE_DOWN: move_rows(edit, columns, 1); break;
	case ACT_TYPE_HOME: move_edge(edit, columns, false); break;
	case ACT_TYPE_END: move_edge(edit, columns, true); break;
	case ACT_TYPE_BACKSPACE: return replace(edit, text_previous(text, len, at), at, "", 0);
	case ACT_TYPE_DELETE: return replace(edit, at, text_next(text, len, at), "", 0);
	case ACT_TYPE_WORD: return replace(edit, word_before(edit), at, "", 0);
	case ACT_TYPE_REST: return replace(edit, at, rest_of_line(edit), "", 0);
	case ACT_TYPE_ALL: return replace(edit, 0, len, "", 0);
	default: return false;
	}
	settle(edit);
	return false;
}
