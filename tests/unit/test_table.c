#include "config.h"

#include "base/buf.h"
#include "files/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void expect_field(const char *text, char delimiter, bool quote, const char *want)
{
	struct buf out = BUF_EMPTY;

	table_field(&out, text, delimiter, quote);
	assert_string_equal(buf_text(&out), want);
	buf_free(&out);
}

static void quotes_where_it_has_to(void **state)
{
	(void)state;
	expect_field("plain", ',', false, "plain");
	expect_field("", ',', false, "");
	expect_field("", ',', true, "\"\"");
	expect_field("plain", ',', true, "\"plain\"");
	expect_field("a,b", ',', false, "\"a,b\"");
	expect_field("a,b", ';', false, "a,b");
	expect_field("a;b", ';', false, "\"a;b\"");
	expect_field("say \"hi\"", ',', false, "\"say \"\"hi\"\"\"");
	expect_field(" lead", ',', false, "\" lead\"");
	expect_field("trail ", ',', false, "\"trail \"");
	expect_field("two\nlines", ',', false, "\"two\nlines\"");
	expect_field("carriage\rreturn", ',', false, "\"carriage\rreturn\"");
}

static void guards_formulas(void **state)
{
	static const char *const dangerous[] = {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)",
		"\t=1", "\r=1", "'already",
		"\xEF\xBC\x9D"
		"1",
		"\xEF\xBC\x8B"
		"1",
		"\xEF\xBC\x8D"
		"1",
		"\xEF\xBC\xA0"
		"x"};
	static const char *const harmless[] = {"a=b", "", "1", " =1", "\xEF\xBC\x81", "ok"};

	(void)state;
	for (size_t i = 0; i < sizeof(dangerous) / sizeof(dangerous[0]); i++) {
		struct buf out = BUF_EMPTY, store = BUF_EMPTY;
		const char *fields[2];
		char *back;

		table_text_field(&out, dangerous[i], ',');
		assert_int_equal(table_split(out.data, out.len, &store, fields, 2), 1);
		assert_int_equal(fields[0][0], '\'');
		assert_string_equal(fields[0] + 1, dangerous[i]);
		back = strdup(fields[0]);
		table_unguard(back);
		assert_string_equal(back, dangerous[i]);
		free(back);
		buf_free(&out);
		buf_free(&store);
	}
	for (size_t i = 0; i < sizeof(harmless) / sizeof(harmless[0]); i++) {
		struct buf out = BUF_EMPTY;
		char *same = strdup(harmless[i]);

		table_text_field(&out, harmless[i], ',');
		assert_null(strchr(buf_text(&out), '\''));
		table_unguard(same);
		assert_string_equal(same, harmless[i]);
		free(same);
		buf_free(&out);
	}
}

static int split(const char *line, const char **fields, struct buf *store)
{
	return table_split(line, strlen(line), store, fields, 4);
}

static void splits_strictly(void **state)
{
	struct buf store = BUF_EMPTY;
	const char *fields[4];

	(void)state;
	assert_int_equal(split("a, b ,,\"c\"\"d\"", fields, &store), 4);
	assert_string_equal(fields[0], "a");
	assert_string_equal(fields[1], " b ");
	assert_string_equal(fields[2], "");
	assert_string_equal(fields[3], "c\"d");
	assert_int_equal(split("", fields, &store), 0);
	assert_int_equal(split(",", fields, &store), 2);
	assert_int_equal(split("\"\"", fields, &store), 1);
	assert_int_equal(split("a,b,c,d,e", fields, &store), -1);
	assert_int_equal(split("a,\"open", fields, &store), -1);
	assert_int_equal(split("a\"b", fields, &store), -1);
	assert_int_equal(split("\"a\"b,c", fields, &store), -1);
	assert_int_equal(split("a\rb,c", fields, &store), -1);
	assert_int_equal(split("\"a\rb\",c", fields, &store), 2);
	assert_string_equal(fields[0], "a\rb");
	assert_int_equal(table_split("a\0b", 3, &store, fields, 4), -1);
	buf_free(&store);
}

/* Every text comes back as it was, in any place of a line. */
static void every_text_comes_back(void **state)
{
	static const char alphabet[] = "ab \t\"',;\r=+-@\\\xC3\xA9";
	unsigned long seed = 1;

	(void)state;
	for (int trial = 0; trial < 5000; trial++) {
		struct buf line = BUF_EMPTY, store = BUF_EMPTY;
		char texts[3][9];
		const char *fields[3];

		for (int f = 0; f < 3; f++) {
			int len = 0;

			for (; len < 8; len++) {
				seed = seed * 6364136223846793005UL + 1442695040888963407UL;
				if (seed >> 61 == 0)
					break;
				texts[f][len] = alphabet[(seed >> 33) % (sizeof(alphabet) - 1)];
			}
			texts[f][len] = '\0';
			if (f > 0)
				buf_byte(&line, ',');
			table_field(&line, texts[f], ',', false);
		}
		if (line.len > 0)
			assert_int_equal(table_split(line.data, line.len, &store, fields, 3), 3);
		for (int f = 0; line.len > 0 && f < 3; f++)
			assert_string_equal(fields[f], texts[f]);
		buf_free(&line);
		buf_free(&store);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_where_it_has_to),
		cmocka_unit_test(guards_formulas),
		cmocka_unit_test(splits_strictly),
		cmocka_unit_test(every_text_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
