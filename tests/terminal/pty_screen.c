#include "config.h"

#include "pty_screen.h"

#include <stdio.h>
#include <string.h>

enum { PLAIN, ESCAPE, SEQUENCE, CHARSET, TITLE };

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

static void blank(struct pty_screen *screen, int row, int from, int to)
{
	for (int column = from; column < to && column < SCREEN_COLUMNS; column++)
		screen->cells[row][column] = ' ';
}

void pty_screen_start(struct pty_screen *screen, int rows, int columns)
{
	*screen = (struct pty_screen){.rows = rows, .columns = columns, .bottom = rows - 1};
	for (int row = 0; row < SCREEN_ROWS; row++)
		blank(screen, row, 0, SCREEN_COLUMNS);
}

static void scroll(struct pty_screen *screen, int top, int by)
{
	int bottom = screen->bottom;

	for (; by > 0; by--) {
		memmove(screen->cells[top], screen->cells[top + 1],
			sizeof(screen->cells[0]) * (size_t)(bottom - top));
		blank(screen, bottom, 0, SCREEN_COLUMNS);
	}
	for (; by < 0; by++) {
		memmove(screen->cells[top + 1], screen->cells[top],
			sizeof(screen->cells[0]) * (size_t)(bottom - top));
		blank(screen, top, 0, SCREEN_COLUMNS);
	}
}

static void line_feed(struct pty_screen *screen)
{
	if (screen->row == screen->bottom)
		scroll(screen, screen->top, 1);
	else if (screen->row + 1 < screen->rows)
		screen->row++;
}

static void put(struct pty_screen *screen, uint32_t point)
{
	if (screen->wrap) {
		screen->column = 0;
		line_feed(screen);
	}
	screen->cells[screen->row][screen->column] = screen->last = point;
	screen->wrap = screen->column + 1 >= screen->columns;
	if (!screen->wrap)
		screen->column++;
}

static void shift(struct pty_screen *screen, int by)
{
	uint32_t *row = screen->cells[screen->row];
	int from = screen->column, room = screen->columns - from;

	by = clamp(by, -room, room);
	if (by > 0) {
		memmove(row + from + by, row + from, sizeof(*row) * (size_t)(room - by));
		blank(screen, screen->row, from, from + by);
	} else {
		memmove(row + from, row + from - by, sizeof(*row) * (size_t)(room + by));
		blank(screen, screen->row, screen->columns + by, screen->columns);
	}
}

static void erase_screen(struct pty_screen *screen, int how)
{
	for (int row = 0; row < screen->rows; row++) {
		if (how == 2 || (how == 0 && row > screen->row) || (how == 1 && row < screen->row))
			blank(screen, row, 0, SCREEN_COLUMNS);
	}
	if (how == 0)
		blank(screen, screen->row, screen->column, SCREEN_COLUMNS);
	if (how == 1)
		blank(screen, screen->row, 0, screen->column + 1);
}

static void erase_line(struct pty_screen *screen, int how)
{
	blank(screen, screen->row, how == 0 ? screen->column : 0,
		how == 1 ? screen->column + 1 : SCREEN_COLUMNS);
}

static void set_mode(struct pty_screen *screen, bool on)
{
	for (int i = 0; i < screen->count && screen->private; i++) {
		if (screen->parameters[i] == 25)
			screen->hidden = !on;
		else if (screen->parameters[i] == 1049)
			screen->other = on;
		else if (screen->parameters[i] == 2004)
			screen->pastes = on;
	}
}

static void set_region(struct pty_screen *screen, int first, int second)
{
	screen->top = clamp(first, 1, screen->rows) - 1;
	screen->bottom = second ? clamp(second, 1, screen->rows) - 1 : screen->rows - 1;
	screen->row = screen->column = 0;
}

static void finish(struct pty_screen *screen, char final)
{
	int first = screen->parameters[0], second = screen->parameters[1];
	int by = first > 0 ? first : 1, row = screen->row, column = screen->column;

	screen->wrap = false;
	switch (final) {
	case 'A': row -= by; break;
	case 'B': row += by; break;
	case 'C': column += by; break;
	case 'D': column -= by; break;
	case 'G': column = by - 1; break;
	case 'd': row = by - 1; break;
	case 'H':
		row = by - 1;
		column = second > 0 ? second - 1 : 0;
		break;
	case 'J': erase_screen(screen, first); break;
	case 'K': erase_line(screen, first); break;
	case 'X': blank(screen, row, column, column + by); break;
	case 'P': shift(screen, -by); break;
	case '@': shift(screen, by); break;
	case 'L': scroll(screen, row, -by); break;
	case 'M': scroll(screen, row, by); break;
	case 'S': scroll(screen, screen->top, by); break;
	case 'T': scroll(screen, screen->top, -by); break;
	case 'b':
		while (by-- > 0)
			put(screen, screen->last);
		return;
	case 'h': set_mode(screen, true); break;
	case 'l': set_mode(screen, false); break;
	case 'r': set_region(screen, first, second); return;
	default: break;
	}
	screen->row = clamp(row, 0, screen->rows - 1);
	screen->column = clamp(column, 0, screen->columns - 1);
}

static void sequence(struct pty_screen *screen, unsigned char byte)
{
	if (byte == '?')
		screen->private = true;
	else if (byte >= '0' && byte <= '9')
		screen->parameters[screen->count - 1] =
			screen->parameters[screen->count - 1] * 10 + byte - '0';
	else if (byte == ';' && screen->count < 16)
		screen->count++;
	else if (byte >= '@') {
		screen->state = PLAIN;
		finish(screen, (char)byte);
	}
}

static void escape(struct pty_screen *screen, unsigned char byte)
{
	screen->state = PLAIN;
	if (byte == '[') {
		screen->state = SEQUENCE;
		memset(screen->parameters, 0, sizeof(screen->parameters));
		screen->count = 1;
		screen->private = false;
	} else if (byte == '(' || byte == ')') {
		screen->state = CHARSET;
	} else if (byte == ']') {
		screen->state = TITLE;
	} else if (byte == 'M') {
		if (screen->row == screen->top)
			scroll(screen, screen->top, -1);
		else if (screen->row > 0)
			screen->row--;
	}
}

static void control(struct pty_screen *screen, unsigned char byte)
{
	if (byte == 0x1b)
		screen->state = ESCAPE;
	else if (byte == '\n')
		line_feed(screen);
	else if (byte == '\r')
		screen->column = 0;
	else if (byte == '\b' && screen->column > 0)
		screen->column--;
	else if (byte == '\t')
		screen->column = clamp((screen->column | 7) + 1, 0, screen->columns - 1);
	screen->wrap = false;
}

static void character(struct pty_screen *screen, unsigned char byte)
{
	if (byte < 0x80) {
		put(screen, byte);
	} else if (byte < 0xc0) {
		screen->point = screen->point << 6 | (byte & 0x3f);
		if (--screen->more == 0)
			put(screen, screen->point);
	} else {
		screen->more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
		screen->point = byte & (0x3f >> screen->more);
	}
}

void pty_screen_feed(struct pty_screen *screen, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if (screen->state == ESCAPE)
			escape(screen, byte);
		else if (screen->state == SEQUENCE)
			sequence(screen, byte);
		else if (screen->state == CHARSET)
			screen->state = PLAIN;
		else if (screen->state == TITLE)
			screen->state = byte == 7 ? PLAIN : TITLE;
		else if (byte < ' ')
			control(screen, byte);
		else
			character(screen, byte);
	}
}

/* One row as UTF-8. */
static void row_text(const struct pty_screen *screen, int row, char *out)
{
	for (int column = 0; column < screen->columns; column++) {
		uint32_t point = screen->cells[row][column];

		if (point < 0x80) {
			*out++ = (char)point;
		} else if (point < 0x800) {
			*out++ = (char)(0xc0 | point >> 6);
			*out++ = (char)(0x80 | (point & 0x3f));
		} else {
			*out++ = (char)(0xe0 | (point >> 12 & 0x0f));
			*out++ = (char)(0x80 | (point >> 6 & 0x3f));
			*out++ = (char)(0x80 | (point & 0x3f));
		}
	}
	*out = '\0';
}

bool pty_screen_has(const struct pty_screen *screen, const char *text)
{
	char row[SCREEN_COLUMNS * 3 + 1];

	for (int i = 0; i < screen->rows; i++) {
		row_text(screen, i, row);
		if (strstr(row, text))
			return true;
	}
	return false;
}

bool pty_screen_same(const struct pty_screen *screen, const char *dump)
{
	char row[SCREEN_COLUMNS * 3 + 1], cursor[64];

	for (int i = 0; i < screen->rows; i++) {
		size_t len;

		row_text(screen, i, row);
		for (len = strlen(row); len > 0 && row[len - 1] == ' ';)
			len--;
		if (strncmp(dump, row, len) != 0 || dump[len] != '\n')
			return false;
		dump += len + 1;
	}
	snprintf(cursor, sizeof(cursor), "-- cursor %d,%d\n", screen->row, screen->column);
	return strcmp(dump, screen->hidden ? "-- cursor hidden\n" : cursor) == 0;
}

void pty_screen_print(const struct pty_screen *screen)
{
	char row[SCREEN_COLUMNS * 3 + 1];

	for (int i = 0; i < screen->rows; i++) {
		row_text(screen, i, row);
		if (row[strspn(row, " ")])
			fprintf(stderr, "%2d|%s|\n", i, row);
	}
}
