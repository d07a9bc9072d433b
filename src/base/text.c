#include "config.h"

#include "base/text.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>
#include <wchar.h>

#define REPLACEMENT 0xFFFDU
#define ZWNJ	    0x200CU
#define ZWJ	    0x200DU
/* What curses keeps in one cell beside the base (CCHARW_MAX - 1). */
#define MARKS_MAX 4

static const uint8_t *bytes_of(const char *text)
{
	return (const uint8_t *)text;
}

static bool is_printable(char byte)
{
	return byte >= 0x20 && byte < 0x7F;
}

static bool is_ascii(unsigned char byte)
{
	return byte < 0x80;
}

size_t text_valid(const char *text, size_t len)
{
	const uint8_t *bad = u8_check(bytes_of(text), len);

	return bad ? (size_t)(bad - bytes_of(text)) : len;
}

size_t text_decode(const char *text, size_t len, uint32_t *point)
{
	ucs4_t found;
	int used;

	if (is_ascii((unsigned char)text[0])) {
		*point = (unsigned char)text[0];
		return 1;
	}
	used = u8_mbtoucr(&found, bytes_of(text), len);
	if (used < 1) {
		*point = REPLACEMENT;
		return 1;
	}
	*point = found;
	return (size_t)used;
}

size_t text_encode(uint32_t point, char out[4])
{
	uint8_t bytes[4];
	int used = u8_uctomb(bytes, point, sizeof(bytes));

	if (used < 1)
		used = u8_uctomb(bytes, REPLACEMENT, sizeof(bytes));
	memcpy(out, bytes, (size_t)used);
	return (size_t)used;
}

/* Variation selectors are default-ignorable too, but they only choose the shape of the character
 * before them; they are treated as combining marks. */
static bool is_selector(uint32_t point)
{
	return point >= 0xFE00 && point <= 0xFE0F;
}

bool text_unsafe(uint32_t point)
{
	if (point < 0x20 || (point >= 0x7F && point <= 0x9F))
		return true;
	if (point < 0x80)
		return false;
	if ((point >= 0xD800 && point <= 0xDFFF) || point > 0x10FFFF)
		return true;
	if ((point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF))
		return true;
	if (point == 0x2028 || point == 0x2029 || (point >= 0xFFF9 && point <= 0xFFFB))
		return true;
	return uc_is_property_default_ignorable_code_point(point) && !is_selector(point);
}

int text_point_width(uint32_t point)
{
	int width;

	if (point >= 0x20 && point < 0x7F)
		return 1;
	if (point < 0xA0)
		return 0;
	width = wcwidth((wchar_t)point);
	/* Outside a UTF-8 locale wcwidth knows only ASCII. Inside one, -1 is a character that the C
	 * library does not know; curses gives it one cell. */
	if (width < 0)
		width = MB_CUR_MAX > 1 ? 1 : uc_width(point, "UTF-8");
	return width < 0 ? 1 : width;
}

static int slice_width(const char *text, size_t start, size_t end)
{
	int width = 0;

	while (start < end) {
		uint32_t point;

		if (is_printable(text[start])) {
			start++;
			width++;
			continue;
		}
		start += text_decode(text + start, end - start, &point);
		width += text_point_width(point);
	}
	return width;
}

bool text_clean(const char *text, size_t len)
{
	if (text_valid(text, len) != len)
		return false;
	for (size_t at = 0; at < len;) {
		uint32_t point;

		at += text_decode(text + at, len - at, &point);
		if (text_unsafe(point))
			return false;
	}
	return true;
}

int text_width(const char *text)
{
	return slice_width(text, 0, strlen(text));
}

int text_widest(int widest, const char *text)
{
	int width = text_width(text);

	return width > widest ? width : widest;
}

/* What stands in the output for something unsafe or invalid. */
static void add_replaced(struct buf *out, const char *bytes, size_t len, enum text_policy policy)
{
	if (policy != TEXT_NAME) {
		buf_text_add(out, "\xEF\xBF\xBD");
		return;
	}
	for (size_t i = 0; i < len; i++)
		buf_format(out, "\\x%02x", (unsigned)(unsigned char)bytes[i]);
}

static bool becomes_space(uint32_t point, enum text_policy policy)
{
	if (policy == TEXT_NAME)
		return false;
	return point == '\t' || point == '\r' || (point == '\n' && policy == TEXT_LINE);
}

static bool stays(uint32_t point, enum text_policy policy)
{
	if (policy == TEXT_NOTE && (point == '\n' || point == ZWJ || point == ZWNJ))
		return true;
	return !text_unsafe(point);
}

/* True for what takes no cell of its own. */
static bool is_mark(uint32_t point)
{
	return point != '\n' && text_point_width(point) == 0;
}

void text_safe(struct buf *out, const char *text, size_t len, enum text_policy policy)
{
	int marks = -1; /* on the current base; -1: there is no base yet */
	size_t at = 0;

	while (at < len) {
		uint32_t point;
		size_t used = text_decode(text + at, len - at, &point);
		bool invalid = point == REPLACEMENT && used == 1;

		if (becomes_space(point, policy)) {
			buf_byte(out, ' ');
			marks = 0;
		} else if (invalid || !stays(point, policy)) {
			add_replaced(out, text + at, used, policy);
			marks = 0;
		} else if (!is_mark(point)) {
			buf_add(out, text + at, used);
			marks = point == '\n' ? -1 : 0;
		} else if (marks < MARKS_MAX) {
			if (marks < 0)
				buf_byte(out, ' ');
			buf_add(out, text + at, used);
			marks = marks < 0 ? 1 : marks + 1;
		}
		at += used;
	}
}

char *text_safe_copy(const char *text, enum text_policy policy)
{
	struct buf out = BUF_EMPTY;

	text_safe(&out, text, strlen(text), policy);
	return buf_take(&out);
}

/* The first grapheme boundary behind `at`, by the whole of the Unicode rules: flags and joined
 * emoji stay together, which u8_grapheme_next of libunistring 1.0 does not see. */
static size_t grapheme_end(const char *text, size_t len, size_t at)
{
	size_t window = 24;

	for (;;) {
		char breaks[256], *marks = breaks;
		size_t used = len - at < window ? len - at : window, found;
		bool whole = used == len - at;

		/* A character cut by the window's end would look like another one. */
		while (!whole && used > 0 && ((unsigned char)text[at + used] & 0xC0) == 0x80)
			used--;
		if (used > sizeof(breaks))
			marks = mem_new(used);
		u8_grapheme_breaks(bytes_of(text) + at, used, marks);
		for (found = 1; found < used && !marks[found];)
			found++;
		if (marks != breaks)
			free(marks);
		if (found < used || whole)
			return at + found;
		window *= 4;
	}
}

size_t text_next(const char *text, size_t len, size_t at)
{
	if (at >= len)
		return len;
	if (is_ascii((unsigned char)text[at])) {
		if (at + 1 == len)
			return len;
		if (is_ascii((unsigned char)text[at + 1]) && text[at] != '\r')
			return at + 1;
	}
	return grapheme_end(text, len, at);
}

size_t text_previous(const char *text, size_t len, size_t at)
{
	size_t from, before;

	if (at > len)
		at = len;
	if (at == 0)
		return 0;
	/* Whether two regional indicators or joined emoji belong together depends on what stands
	 * before them, so go forward from a place that is a boundary for certain: between two
	 * ASCII characters. */
	for (from = at - 1; from > 0; from--)
		if (is_ascii((unsigned char)text[from]) &&
			is_ascii((unsigned char)text[from - 1]) && text[from - 1] != '\r')
			break;
	for (before = from; from < at; from = text_next(text, len, from))
		before = from;
	return before;
}

size_t text_fit(const char *text, int columns)
{
	size_t len = strlen(text), at = 0;
	int width = 0;

	while (at < len) {
		size_t next = text_next(text, len, at);

		width += slice_width(text, at, next);
		if (width > columns)
			break;
		at = next;
	}
	return at;
}

void text_pad(struct buf *out, const char *text, int columns, bool ascii)
{
	size_t fits;
	int width;

	if (columns <= 0)
		return;
	fits = text_fit(text, columns);
	if (text[fits]) {
		fits = text_fit(text, columns - 1);
		buf_add(out, text, fits);
		width = slice_width(text, 0, fits) + 1;
		buf_text_add(out, ascii ? "~" : "\xE2\x80\xA6");
	} else {
		buf_add(out, text, fits);
		width = slice_width(text, 0, fits);
	}
	for (; width < columns; width++)
		buf_byte(out, ' ');
}

/* A C string from what libunistring made (NULL: it could not), else from `text`; frees `made`. */
static char *take_made(uint8_t *made, size_t len, const char *text)
{
	char *copy = made ? mem_text_n((const char *)made, len) : mem_text(text);

	free(made);
	return copy;
}

char *text_normal(const char *text)
{
	size_t len = strlen(text), made_len = 0;
	uint8_t *made;

	if (u8_check(bytes_of(text), len))
		return mem_text(text);
	made = u8_normalize(UNINORM_NFC, bytes_of(text), len, NULL, &made_len);
	return take_made(made, made_len, text);
}

char *text_lower(const char *text)
{
	size_t len = strlen(text), made_len = 0;
	uint8_t *made;

	if (u8_check(bytes_of(text), len))
		return mem_text(text);
	made = u8_tolower(bytes_of(text), len, NULL, NULL, NULL, &made_len);
	return take_made(made, made_len, text);
}

char *text_ascii(const char *text)
{
	char *lower = text_lower(text), *made, *to;
	size_t made_len = 0;
	uint8_t *parts =
		u8_normalize(UNINORM_NFKD, bytes_of(lower), strlen(lower), NULL, &made_len);

	made = to = mem_new(made_len + 1);
	for (size_t i = 0; parts != NULL && i < made_len; i++) {
		bool plain = (parts[i] >= 'a' && parts[i] <= 'z') ||
			     (parts[i] >= '0' && parts[i] <= '9');

		if (plain)
			*to++ = (char)parts[i];
		else if (parts[i] < 0x80 && to > made && to[-1] != '-')
			*to++ = '-';
	}
	while (to > made && to[-1] == '-')
		to--;
	*to = '\0';
	free(parts);
	free(lower);
	return made;
}

static void add_line(struct text_lines *lines, const char *text, size_t start, size_t end)
{
	while (end > start && text[end - 1] == ' ')
		end--;
	/* Room doubles: a new block whenever the count reaches a power of two. */
	if ((lines->count & (lines->count - 1)) == 0)
		lines->list = mem_grow(lines->list, lines->count,
			lines->count ? lines->count * 2 : 1, sizeof(*lines->list));
	lines->list[lines->count].start = start;
	lines->list[lines->count].len = end - start;
	lines->count++;
}

/* Wrap text[from, end), which holds no LF; breaks[i - from] tells whether a line may start at i. */
static void wrap_segment(struct text_lines *lines, const char *text, size_t from, size_t end,
	int columns, char *breaks)
{
	size_t start = from, chance = from, at = from;
	int width = 0;

	u8_possible_linebreaks(bytes_of(text) + from, end - from, "UTF-8", breaks);
	while (at < end) {
		size_t next = text_next(text, end, at);
		int wide = slice_width(text, at, next);
		bool hangs = next == at + 1 && text[at] == ' ';

		if (breaks[at - from] == UC_BREAK_POSSIBLE)
			chance = at;
		/* Spaces may hang over the edge: they are not part of the line in the end. */
		while (!hangs && width + wide > columns && start < at) {
			size_t cut = chance > start ? chance : at;

			add_line(lines, text, start, cut);
			start = cut;
			width = slice_width(text, start, at);
		}
		width += wide;
		at = next;
	}
	add_line(lines, text, start, end);
}

struct text_lines text_wrap(const char *text, int columns)
{
	struct text_lines lines = {NULL, 0};
	size_t len = strlen(text), from = 0;
	char *breaks = mem_new(len + 1);

	if (columns < 1)
		columns = 1;
	for (;;) {
		const char *newline = memchr(text + from, '\n', len - from);
		size_t end = newline ? (size_t)(newline - text) : len;

		wrap_segment(&lines, text, from, end, columns, breaks);
		if (!newline)
			break;
		from = end + 1;
	}
	free(breaks);
	return lines;
}

void text_lines_free(struct text_lines *lines)
{
	free(lines->list);
	lines->list = NULL;
	lines->count = 0;
}
