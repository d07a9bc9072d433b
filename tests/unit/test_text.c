/* base/text: values worked out by hand from the Unicode rules, and properties over random text. */
#include "config.h"

#include "base/buf.h"
#include "base/text.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define REPLACED "\xEF\xBF\xBD"
#define ACUTE	 "\xCC\x81"	/* combining acute accent */
#define HAN	 "\xE6\xBC\xA2" /* two columns */
#define BIDI	 "\xE2\x80\xAE"
#define ZWJ	 "\xE2\x80\x8D"

static void check_safe(const char *text, size_t len, enum text_policy policy, const char *want)
{
	struct buf out = BUF_EMPTY;

	text_safe(&out, text, len, policy);
	assert_string_equal(buf_text(&out), want);
	buf_free(&out);
}

static void safe_line(void **state)
{
	(void)state;
	check_safe("caf\xC3\xA9 " HAN, 9, TEXT_LINE, "caf\xC3\xA9 " HAN);
	check_safe("a\tb\nc\rd", 7, TEXT_LINE, "a b c d");
	check_safe("\x1B[31m\x07\x7F", 7, TEXT_LINE, REPLACED "[31m" REPLACED REPLACED);
	check_safe("a\0b", 3, TEXT_LINE, "a" REPLACED "b");
	check_safe("\xC2\x9B", 2, TEXT_LINE, REPLACED);
	check_safe("a\xE9z", 3, TEXT_LINE, "a" REPLACED "z");
	check_safe("\xE6\xBC", 2, TEXT_LINE, REPLACED REPLACED);
	check_safe("\xC0\xAF", 2, TEXT_LINE, REPLACED REPLACED);
	check_safe("\xED\xA0\x80", 3, TEXT_LINE, REPLACED REPLACED REPLACED);
	check_safe(BIDI "x", 4, TEXT_LINE, REPLACED "x");
	check_safe("a" ZWJ "b", 5, TEXT_LINE, "a" REPLACED "b");
	check_safe("\xF3\xA0\x81\x81", 4, TEXT_LINE, REPLACED);
	check_safe("\xEF\xBF\xBF", 3, TEXT_LINE, REPLACED);
}

static void safe_note_and_name(void **state)
{
	(void)state;
	check_safe("a\nb\tc", 5, TEXT_NOTE, "a\nb c");
	check_safe("a" ZWJ "b", 5, TEXT_NOTE, "a" ZWJ "b");
	check_safe("a\x1B", 2, TEXT_NOTE, "a" REPLACED);
	check_safe("a\x1B\n", 3, TEXT_NAME, "a\\x1b\\x0a");
	check_safe("a\xE9", 2, TEXT_NAME, "a\\xe9");
	check_safe(BIDI, 3, TEXT_NAME, "\\xe2\\x80\\xae");
	/* A cell of a table is read back as it was, but for what is no text. */
	check_safe("\t\ra\nb\xE9\x1B" BIDI "c", 12 - 1, TEXT_TABLE,
		"\t\ra\nb\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
		"c");
}

static void safe_marks(void **state)
{
	(void)state;
	check_safe("e" ACUTE ACUTE ACUTE ACUTE, 9, TEXT_LINE, "e" ACUTE ACUTE ACUTE ACUTE);
	check_safe("e" ACUTE ACUTE ACUTE ACUTE ACUTE "x", 12, TEXT_LINE,
		"e" ACUTE ACUTE ACUTE ACUTE "x");
	check_safe(ACUTE "x", 3, TEXT_LINE, " " ACUTE "x");
	/* After a line break as well: it would go to the line above. */
	check_safe("a\n" ACUTE "x", 5, TEXT_NOTE, "a\n " ACUTE "x");
}

static void decoding(void **state)
{
	uint32_t point;
	char bytes[4];

	(void)state;
	assert_int_equal(text_decode("\xF0\x9F\x99\x82", 4, &point), 4);
	assert_int_equal(point, 0x1F642);
	assert_int_equal(text_decode("\xF0\x9F\x99\x82", 3, &point), 1);
	assert_int_equal(point, 0xFFFD);
	assert_int_equal(text_encode(0x1F642, bytes), 4);
	assert_memory_equal(bytes, "\xF0\x9F\x99\x82", 4);
	assert_int_equal(text_encode(0xD800, bytes), 3);
	assert_memory_equal(bytes, REPLACED, 3);
	assert_int_equal(text_valid("ab\xFF", 3), 2);
	assert_int_equal(text_valid("ab\xC3\xA9", 4), 4);
	assert_int_equal(text_valid("ab\xC3", 3), 2);
}

static void widths(void **state)
{
	(void)state;
	assert_int_equal(text_width(""), 0);
	assert_int_equal(text_width("caf\xC3\xA9"), 4);
	assert_int_equal(text_width("cafe" ACUTE), 4);
	assert_int_equal(text_width(HAN HAN), 4);
	assert_int_equal(text_point_width('\n'), 0);
	assert_int_equal(text_point_width(0x6F22), 2);
	assert_int_equal(text_point_width(0x301), 0);
}

static void check_pad(const char *text, int columns, bool ascii, const char *want)
{
	struct buf out = BUF_EMPTY;

	text_pad(&out, text, columns, ascii);
	assert_string_equal(buf_text(&out), want);
	buf_free(&out);
}

static void fitting(void **state)
{
	(void)state;
	assert_int_equal(text_fit("abc", 2), 2);
	assert_int_equal(text_fit("abc", 9), 3);
	assert_int_equal(text_fit("abc", 0), 0);
	assert_int_equal(text_fit(HAN HAN, 3), 3);
	assert_int_equal(text_fit("e" ACUTE "x", 1), 3);
	check_pad("abc", 5, false, "abc  ");
	check_pad("abc", 3, false, "abc");
	check_pad("abcd", 3, false, "ab\xE2\x80\xA6");
	check_pad("abcd", 3, true, "ab~");
	check_pad(HAN HAN, 3, true, HAN "~");
	check_pad("a" HAN HAN, 3, true, "a~ ");
	check_pad("abc", 0, true, "");
}

static void boundaries(void **state)
{
	const char *flags = "x\xF0\x9F\x87\xB3\xF0\x9F\x87\xB1y";
	size_t len = strlen(flags);

	(void)state;
	assert_int_equal(text_next("e" ACUTE "x", 4, 0), 3);
	assert_int_equal(text_next("e" ACUTE "x", 4, 3), 4);
	assert_int_equal(text_next("abc", 3, 3), 3);
	assert_int_equal(text_next("\r\n", 2, 0), 2);
	assert_int_equal(text_previous("e" ACUTE "x", 4, 4), 3);
	assert_int_equal(text_previous("e" ACUTE "x", 4, 3), 0);
	assert_int_equal(text_previous("abc", 3, 0), 0);
	/* A flag is two characters that belong together. */
	assert_int_equal(text_next(flags, len, 1), 9);
	assert_int_equal(text_previous(flags, len, 9), 1);
}

static void forms(void **state)
{
	char *text = text_normal("cafe" ACUTE);

	(void)state;
	assert_string_equal(text, "caf\xC3\xA9");
	free(text);
	text = text_normal("a\xFF");
	assert_string_equal(text, "a\xFF");
	free(text);
	text = text_lower("\xC3\x89\x43HO Q");
	assert_string_equal(text, "\xC3\xA9\x63ho q");
	free(text);
}

/* The lines joined by "|". */
static void check_wrap(const char *text, int columns, const char *want)
{
	struct text_lines lines = text_wrap(text, columns);
	struct buf out = BUF_EMPTY;

	for (size_t i = 0; i < lines.count; i++) {
		if (i > 0)
			buf_byte(&out, '|');
		buf_add(&out, text + lines.list[i].start, lines.list[i].len);
	}
	assert_string_equal(buf_text(&out), want);
	buf_free(&out);
	text_lines_free(&lines);
}

static void ascii_alone(void **state)
{
	static const struct {
		uint32_t point;
		char sign;
	} CASES[] = {{'a', 'a'}, {0x00e9, 'e'}, {0x00cf, 'I'}, {0x00f1, 'n'}, {0x00df, 's'},
		{0x201c, '"'}, {0x2019, '\''}, {0x2014, '-'}, {0x2026, '~'}, {0x00a0, ' '},
		{0x0133, 'i'}, {0x20ac, '?'}, {0x6f22, '?'}, {0xfdfa, '?'}, {0x1f600, '?'}};

	(void)state;
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
		assert_int_equal(text_ascii_sign(CASES[i].point), CASES[i].sign);
}

static void wrapping(void **state)
{
	(void)state;
	check_wrap("", 5, "");
	check_wrap("one two three", 7, "one two|three");
	check_wrap("one two three", 8, "one two|three");
	check_wrap("one two three", 13, "one two three");
	check_wrap("one    two", 3, "one|two");
	check_wrap("a\n\nb", 5, "a||b");
	check_wrap("a\n", 5, "a|");
	check_wrap("abcdefgh", 3, "abc|def|gh");
	check_wrap("x abcdefgh", 4, "x|abcd|efgh");
	check_wrap("up-to-date text", 6, "up-to-|date|text");
	/* No break at a no-break space. */
	check_wrap("a b\xC2\xA0"
		   "c",
		4,
		"a|b\xC2\xA0"
		"c");
	check_wrap(HAN HAN HAN, 5, HAN HAN "|" HAN);
	check_wrap("e" ACUTE "e" ACUTE, 1, "e" ACUTE "|e" ACUTE);
	/* Wider than a line: nothing else can be done. */
	check_wrap(HAN HAN, 1, HAN "|" HAN);
}

/* A small generator of its own, so that a failure can be repeated. */
static uint32_t dice(uint32_t *seed, uint32_t sides)
{
	*seed = *seed * 1664525U + 1013904223U;
	return (*seed >> 8) % sides;
}

static void random_text(struct buf *out, uint32_t *seed)
{
	static const uint32_t points[] = {'a', 'b', ' ', ' ', '-', '\n', '\t', 0x1B, 0xE9, 0x301,
		0x301, 0x6F22, 0x1F642, 0x1F1F3, 0x1F1F1, 0x200D, 0x202E, 0xFE0F, 0xFEFF, 0xA0,
		0x0E01, 0x0E33, 0x1100, 0x1161, 0x9B, '(', '"', '/'};
	size_t len = dice(seed, 60);

	for (size_t i = 0; i < len; i++) {
		char bytes[4];

		if (dice(seed, 20) == 0)
			buf_byte(out, (char)dice(seed, 256));
		else
			buf_add(out, bytes,
				text_encode(points[dice(seed, sizeof(points) / sizeof(points[0]))],
					bytes));
	}
}

static void check_properties(const char *text, int columns)
{
	struct text_lines lines = text_wrap(text, columns);
	size_t len = strlen(text), at = 0, end = 0, fits = text_fit(text, columns);
	struct buf pad = BUF_EMPTY;

	for (size_t i = 0; i < lines.count; i++) {
		char line[512];

		assert_true(lines.list[i].start >= end);
		for (; end < lines.list[i].start; end++)
			assert_non_null(strchr(" \n", text[end]));
		end += lines.list[i].len;
		memcpy(line, text + lines.list[i].start, lines.list[i].len);
		line[lines.list[i].len] = '\0';
		assert_true(text_width(line) <= columns ||
			    text_next(line, strlen(line), 0) == strlen(line));
	}
	for (; end < len; end++)
		assert_non_null(strchr(" \n", text[end]));
	text_lines_free(&lines);
	while (at < len) {
		size_t next = text_next(text, len, at);

		assert_true(next > at);
		assert_int_equal(text_previous(text, len, next), at);
		at = next;
	}
	assert_true(fits <= len);
	text_pad(&pad, text, columns, false);
	if (!strchr(text, '\n'))
		assert_int_equal(text_width(buf_text(&pad)), columns);
	buf_free(&pad);
}

static void properties(void **state)
{
	uint32_t seed = 42;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct buf raw = BUF_EMPTY, safe = BUF_EMPTY, again = BUF_EMPTY;
		enum text_policy policy = dice(&seed, 3);

		random_text(&raw, &seed);
		text_safe(&safe, buf_text(&raw), raw.len, policy);
		assert_int_equal(text_valid(buf_text(&safe), safe.len), safe.len);
		text_safe(&again, buf_text(&safe), safe.len, policy);
		assert_string_equal(buf_text(&again), buf_text(&safe));
		for (size_t at = 0; at < safe.len;) {
			uint32_t point;

			at += text_decode(safe.data + at, safe.len - at, &point);
			assert_true(!text_unsafe(point) ||
				    (policy == TEXT_NOTE &&
					    (point == '\n' || point == 0x200D || point == 0x200C)));
		}
		check_properties(buf_text(&safe), 1 + (int)dice(&seed, 30));
		buf_free(&raw);
		buf_free(&safe);
		buf_free(&again);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(safe_line),
		cmocka_unit_test(safe_note_and_name),
		cmocka_unit_test(safe_marks),
		cmocka_unit_test(decoding),
		cmocka_unit_test(widths),
		cmocka_unit_test(fitting),
		cmocka_unit_test(boundaries),
		cmocka_unit_test(forms),
		cmocka_unit_test(ascii_alone),
		cmocka_unit_test(wrapping),
		cmocka_unit_test(properties),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
