#include "config.h"

#include "base/buf.h"
#include "base/err.h"
#include "files/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

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
	expect_field("edge\t", ',', false, "\"edge\t\"");
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

/* --- a stream ----------------------------------------------------------------------------------
 */

#define NULS "\n\0"

struct rows {
	struct buf seen;
	unsigned last; /* line of the last row */
	unsigned most;
};

static bool see_row(void *context, const struct table_row *row)
{
	struct rows *rows = context;

	buf_format(&rows->seen, "%u:%zu:%s ", row->line, row->count, row->fields[0]);
	rows->last = row->line;
	return rows->most == 0 || --rows->most > 0;
}

#define BYTES(text) text, sizeof(text) - 1

/* What rows come, each with its line, and what is said of the others. */
static void streams(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		unsigned most;	   /* rows that are wanted; 0: all */
		const char *seen;  /* LINE:FIELDS:FIRST */
		unsigned line;	   /* of the fault */
		const char *words; /* NULL: there is none */
	} cases[] = {
		{BYTES("a,b\n1,2\n"), 0, "1:2:a 2:2:1 ", 0, NULL},
		{BYTES("\xEF\xBB\xBF"
		       "a;b\n\n\n1;2"),
			0, "1:2:a 4:2:1 ", 0, NULL},
		{BYTES("a,b\r\n\r\n1,2\r\n"), 0, "1:2:a 3:2:1 ", 0, NULL},
		{BYTES("a,b\n\r\r\n1,2\n"), 0, "1:2:a 3:2:1 ", 0, NULL},
		{BYTES("a,b\r1,2\r"), 0, "1:2:a 1:2:1 ", 0, NULL},
		{BYTES("a,b\n\"1\n\n\",2\n3,4\n"), 0, "1:2:a 2:2:1\n\n 5:2:3 ", 0, NULL},
		{BYTES("a,\"\nb\"\n1,2\n"), 0, "1:2:a 3:2:1 ", 0, NULL},
		{BYTES("a\n1\n2\n3\n"), 2, "1:1:a 2:1:1 ", 0, NULL},
		{BYTES("a\n1\"\n2\n"), 0, "1:1:a 3:1:2 ", 2, "a quote where none can stand"},
		{BYTES("a\n1\n\"2\n"), 0, "1:1:a 2:1:1 ", 3, "a quote is still open"},
		{BYTES("a\n1\0"
		       "2\n3\n"),
			0, "1:1:a 2:1:1 3:1:3 ", 2, "a NUL byte"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct rows rows = {BUF_EMPTY, 0, cases[i].most};
		struct err err = ERR_OK;
		struct faults faults;
		int fd = memfd_create("table", MFD_CLOEXEC);

		assert_int_equal(write(fd, cases[i].bytes, cases[i].len), cases[i].len);
		assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
		faults_init(&faults, "table");
		assert_true(table_stream(fd, see_row, &rows, &faults, &err));
		assert_string_equal(buf_text(&rows.seen), cases[i].seen);
		assert_int_equal(faults.count, cases[i].words != NULL);
		if (cases[i].words != NULL) {
			assert_int_equal(faults.list[0].line, cases[i].line);
			assert_non_null(strstr(faults.list[0].message, cases[i].words));
		}
		faults_free(&faults);
		buf_free(&rows.seen);
		close(fd);
	}
}

/* So many columns, so many faults, and no more; and what cannot be read at all. */
static void a_stream_has_its_limits(void **state)
{
	static const struct {
		size_t columns, wrong;
		size_t faults;
		unsigned last; /* row that came */
		const char *words;
	} cases[] = {
		{TABLE_FIELDS_MAX, 0, 0, 2, NULL},
		{TABLE_FIELDS_MAX + 1, 0, 1, 2, "more columns than can be read"},
		{1, TABLE_FAULTS_MAX, TABLE_FAULTS_MAX, TABLE_FAULTS_MAX + 2, "a NUL byte"},
		{1, TABLE_FAULTS_MAX + 9, TABLE_FAULTS_MAX, TABLE_FAULTS_MAX + 1, "a NUL byte"},
	};
	struct err err = ERR_OK;
	struct faults faults;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct rows rows = {BUF_EMPTY, 0, 0};
		struct buf file = BUF_EMPTY;
		int fd = memfd_create("table", MFD_CLOEXEC);

		for (size_t c = 0; c < cases[i].columns; c++)
			buf_text_add(&file, c > 0 ? ",a" : "a");
		for (size_t n = 0; n < cases[i].wrong; n++)
			buf_add(&file, NULS, 2);
		buf_text_add(&file, "\nb\n");
		assert_int_equal(write(fd, file.data, file.len), file.len);
		assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
		faults_init(&faults, "table");
		assert_true(table_stream(fd, see_row, &rows, &faults, &err));
		assert_int_equal(faults.errors, cases[i].faults);
		assert_int_equal(rows.last, cases[i].last);
		if (cases[i].words != NULL)
			assert_non_null(strstr(faults.list[0].message, cases[i].words));
		faults_free(&faults);
		buf_free(&rows.seen);
		buf_free(&file);
		close(fd);
	}
	faults_init(&faults, "table");
	assert_false(table_stream(-1, see_row, NULL, &faults, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_string_equal(err.where, "table");
	err_free(&err);
	faults_free(&faults);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_where_it_has_to),
		cmocka_unit_test(guards_formulas),
		cmocka_unit_test(splits_strictly),
		cmocka_unit_test(every_text_comes_back),
		cmocka_unit_test(streams),
		cmocka_unit_test(a_stream_has_its_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
