/* files/ini: what is read, what is refused, and where. */
#include "config.h"

#include "base/buf.h"
#include "files/ini.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct ini *parse(const char *text, struct faults *faults)
{
	faults_init(faults, "x.ini");
	return ini_parse(text, strlen(text), faults);
}

static void reads(void **state)
{
	const char *text =
		"; comment\n[one]\nid = a-b\n  title[en]= \" x; # y&quot;&amp;&&quot \"  "
		"\n[two]\r\nempty = \"\"\r\nlast=9\n[a_b.c-1]\n\tz_y.x-0\t=\t7\t\ntab = \"a\tb;&;& "
		"{&A};\"\n";
	struct faults faults;
	struct ini *ini = parse(text, &faults);
	size_t len;

	(void)state;
	assert_non_null(ini);
	assert_int_equal(faults.count, 0);
	assert_string_equal(ini_get(ini, "one", "id"), "a-b");
	assert_string_equal(ini_get(ini, "one", "title[en]"), " x; # y\"&&&quot ");
	assert_string_equal(ini_get(ini, "two", "empty"), "");
	assert_string_equal(ini_get(ini, "two", "last"), "9");
	assert_null(ini_get(ini, "two", "id"));
	assert_null(ini_get(ini, "three", "id"));
	assert_true(ini_quoted(ini, "one", "title[en]"));
	assert_false(ini_quoted(ini, "one", "id"));
	assert_int_equal(ini_line(ini, "one", NULL), 2);
	assert_int_equal(ini_line(ini, "one", "title[en]"), 4);
	assert_int_equal(ini_line(ini, "two", "last"), 7);
	assert_int_equal(ini_line(ini, "two", "id"), 0);
	assert_string_equal(ini_section(ini, 1), "two");
	assert_null(ini_section(ini, 3));
	assert_string_equal(ini_get(ini, "a_b.c-1", "z_y.x-0"), "7");
	assert_string_equal(ini_get(ini, "a_b.c-1", "tab"), "a b;&;& {&A};");
	assert_false(ini_quoted(ini, "two", "none") || ini_used(ini, "two", "none"));
	assert_false(ini_used(ini, "none", NULL) || ini_used(ini, "two", NULL));
	ini_use_section(ini, "none");
	ini_use_section(ini, "two");
	assert_true(ini_used(ini, "two", NULL));
	assert_int_equal(ini_line(ini, "none", NULL), 0);
	assert_null(ini_key(ini, "none", 0));
	assert_string_equal(ini_key(ini, "two", 1), "last");
	assert_null(ini_key(ini, "two", 2));
	ini_bytes(ini, &len);
	assert_int_equal(len, strlen(text));
	ini_free(ini);
	faults_free(&faults);
}

static void keeps_the_mark_in_its_bytes(void **state)
{
	struct faults faults;
	struct ini *ini = parse("\xEF\xBB\xBF[a]\nb = 1\n", &faults);
	size_t len;

	(void)state;
	assert_non_null(ini);
	assert_string_equal(ini_get(ini, "a", "b"), "1");
	assert_memory_equal(ini_bytes(ini, &len), "\xEF\xBB\xBF[a]", 6);
	assert_int_equal(len, 13);
	ini_free(ini);
	faults_free(&faults);
}

static void empty_is_no_fault(void **state)
{
	struct faults faults;
	struct ini *ini = parse("", &faults);

	(void)state;
	assert_non_null(ini);
	assert_null(ini_section(ini, 0));
	ini_free(ini);
	faults_free(&faults);
}

#define X10  "xxxxxxxxxx"
#define X100 X10 X10 X10 X10 X10 X10 X10 X10 X10 X10

/* One wrong line each: what is said, and in which line. */
static void refuses(void **state)
{
	static const struct {
		const char *text;
		unsigned line;
		const char *said;
	} cases[] = {
		{"[a]\nb = 1 ; c\n", 2, "; in a value without double quotes"},
		{"[a]\nb = \"x\n", 2, "closing quote"},
		{"[a]\nb = \"x\"y\"\n", 2, "double quote inside"},
		{"[a]\n; c\\\n", 2, "ends in a backslash"},
		{"[a]\nb = \"x\\y\"\n", 2, "backslash"},
		{"[a]\nb = 1\nb = 2\n", 3, "is in line 2"},
		{"[a]\n[b]\n[a]\n", 3, "is in line 1"},
		{"[a]\n[]\n", 2, "without a name"},
		{"[a] ; x=1\n", 1, "behind the section's ]"},
		{"[a]\nB = 1\n", 2, "capital letter"},
		{"b = 1\n[a]\n", 1, "before the first section"},
		{"[a]\nb = 'x'\n", 2, "' in a value"},
		{"[a]\nb = caf\xC3\xA9\n", 2, "without double quotes"},
		{"[a]\nb = \"\xE2\x80\xAE\"\n", 2, "U+202E"},
		{"[a]\nb = \"&x;\"\n", 2, "&x;"},
		{"[a]\n\nb = \"\xFF\"\n", 3, "not UTF-8 at byte 11"},
		{"[a]\nb = 1\rc = 2\n", 2, "carriage return"},
		{"[a];\n", 1, "behind the section's ]"},
		{"[a] # x\n", 1, "behind the section's ]"},
		{"[a] x\n", 1, "behind the section's ]"},
		{"[a\n", 1, "section without its ]"},
		{"[" X100 X100 "a]\n", 1, "or is too long"},
		{"[a]\n" X100 X100 "b = 1\n", 2, "is no key"},
		{"[a]\nb[ = 1\n", 2, "is no key"},
		{"[a]\nb[en = 1\n", 2, "is no key"},
		{"[a]\nb[en]! = 1\n", 2, "is no key"},
		{"[a]\nb!c = 1\n", 2, "is no key"},
		{"[a]\n = 1\n", 2, "no key stands before the ="},
		{"[a]\nb =\t\n", 2, "nothing stands behind the ="},
		{"[a]\nb\n", 2, "neither a section"},
		{"[a]\nb = \"x\" ; y\n", 2, "comment behind a value, at column 9"},
		{"[a]\nb = \"x\" # y\n", 2, "comment behind a value, at column 9"},
		{"[a]\nb = \"x\" \\\n", 2, "backslash behind the text, at column 9"},
		{"[a]\nb = \"x\" y\n", 2, "text behind the closing quote, at column 9"},
		{"[a]\nb = \"&quit;\"\n", 2, "unknown entity &quit;"},
		{"[a]\nb = \"&AMP;\"\n", 2, "unknown entity &AMP;"},
		{"[a]\nb = \"&#39;\"\n", 2, "unknown entity &#39;"},
		{"[a]\nb = \"&zZ9;\"\n", 2, "unknown entity &zZ9;"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct faults faults;

		assert_null(parse(cases[i].text, &faults));
		assert_int_equal(faults.count, 1);
		assert_int_equal(faults.list[0].line, cases[i].line);
		assert_non_null(strstr(faults.list[0].message, cases[i].said));
		faults_free(&faults);
	}
}

/* A checker goes on where the rest is known, and nowhere else. */
static void reads_partly(void **state)
{
	const char *some = "[a]\nb = 1 ; c\nd = 2\n", *lost = "[a\nb = 1\n";
	struct faults faults;
	struct ini *ini;

	(void)state;
	faults_init(&faults, "x.ini");
	ini = ini_parse_partly(some, strlen(some), &faults);
	assert_non_null(ini);
	assert_int_equal(faults.errors, 1);
	assert_true(ini_bad(ini, "a", "b"));
	assert_null(ini_get(ini, "a", "b"));
	assert_int_equal(ini_line(ini, "a", "b"), 2);
	assert_string_equal(ini_get(ini, "a", "d"), "2");
	assert_false(ini_bad(ini, "a", "d"));
	ini_free(ini);
	assert_null(ini_parse_partly(lost, strlen(lost), &faults));
	faults_free(&faults);
}

static void unused_names_the_nearest(void **state)
{
	static const char *const known[] = {"rubric", "title", "weight", NULL};
	struct faults faults;
	struct ini *ini = parse("[rubric]\ntitle[en] = \"x\"\ntilte[en] = \"y\"\nzzzzzz = "
				"1\nweight = 2\n[rubrik]\nq = 1\n",
		&faults);

	(void)state;
	assert_non_null(ini);
	ini_use_section(ini, "rubric");
	ini_get(ini, "rubric", "title[en]");
	assert_true(ini_used(ini, "rubric", "title[en]"));
	assert_false(ini_used(ini, "rubric", "weight"));
	ini_unused(ini, &faults, known);
	assert_int_equal(faults.count, 4);
	assert_int_equal(faults.list[0].line, 3);
	assert_string_equal(faults.list[0].hint, "did you mean title[en]?");
	assert_null(faults.list[1].hint);
	assert_string_equal(faults.list[2].hint, "weight does not belong in this section");
	assert_string_equal(faults.list[3].hint, "did you mean [rubric]?");
	ini_free(ini);
	faults_free(&faults);
}

/* Whatever text is quoted is read back, but for what no file may hold. */
static void quotes(void **state)
{
	static const char *const texts[][2] = {
		{"plain", "plain"},
		{"a \"b\" & c; # d = [e]", "a \"b\" & c; # d = [e]"},
		{"&quot;", "&quot;"},
		{"a\nb\tc", "a b c"},
		{"C:\\x", "C:/x"},
		{"\x1B[0m", "\xEF\xBF\xBD[0m"},
		{"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct buf file = BUF_EMPTY;
		struct faults faults;
		struct ini *ini;

		buf_text_add(&file, "[a]\nb = ");
		ini_quote(&file, texts[i][0]);
		buf_byte(&file, '\n');
		ini = parse(buf_text(&file), &faults);
		assert_non_null(ini);
		assert_string_equal(ini_get(ini, "a", "b"), texts[i][1]);
		ini_free(ini);
		faults_free(&faults);
		buf_free(&file);
	}
}

/* iniparser is slow in the number of keys; our limit keeps that small. */
static void limits(void **state)
{
	struct buf text = BUF_EMPTY;
	struct faults faults;
	struct ini *ini;

	(void)state;
	buf_text_add(&text, "[a]\n");
	for (int i = 1; i < 5000; i++)
		buf_format(&text, "k%d = %d\n", i, i);
	ini = parse(buf_text(&text), &faults);
	assert_non_null(ini);
	assert_string_equal(ini_get(ini, "a", "k4999"), "4999");
	ini_free(ini);
	faults_free(&faults);
	buf_text_add(&text, "k5000 = 1\nk5001 = 1\n");
	assert_null(parse(buf_text(&text), &faults));
	assert_int_equal(faults.count, 1);
	assert_int_equal(faults.list[0].line, 5001);
	faults_free(&faults);
	/* Sections count as keys do. */
	buf_cut(&text, 0);
	for (int i = 1; i <= 5001; i++)
		buf_format(&text, "[s%d]\n", i);
	assert_null(parse(buf_text(&text), &faults));
	assert_int_equal(faults.count, 1);
	assert_int_equal(faults.list[0].line, 5001);
	assert_non_null(strstr(faults.list[0].message, "more than 5000 sections and keys"));
	faults_free(&faults);
	/* So many faults, and what comes then is not read. */
	buf_cut(&text, 0);
	for (int i = 1; i <= 6000; i++)
		buf_text_add(&text, "x\n");
	assert_null(parse(buf_text(&text), &faults));
	assert_int_equal(faults.count, 5001);
	assert_int_equal(faults.list[5000].line, 5001);
	assert_non_null(strstr(faults.list[5000].message, "too many faults"));
	faults_free(&faults);
	/* And so many bytes. */
	while (text.len <= 262144)
		buf_text_add(&text, "; a comment\n");
	assert_null(parse(buf_text(&text), &faults));
	assert_int_equal(faults.count, 1);
	assert_non_null(strstr(faults.list[0].message, "262144 bytes is the most"));
	faults_free(&faults);
	buf_free(&text);
}

/* Names that are too long are near to nothing, and a key's name is no section's. */
static void some_names_have_no_nearest(void **state)
{
	static const char long_one[] = X10 X10 X10 X10 X10 X10 X10, *const known[] = {"title",
									    long_one, NULL};
	static const char *const hints[][2] = {{"[title]\n", NULL},
		{"[" X10 X10 X10 X10 X10 X10 X10 "x]\n", NULL}, {"[t]\n", NULL},
		{"[titel]\n", "did you mean [title]?"}};

	(void)state;
	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++) {
		struct faults faults;
		struct ini *ini = parse(hints[i][0], &faults);

		assert_non_null(ini);
		ini_unused(ini, &faults, known);
		assert_int_equal(faults.count, 1);
		if (hints[i][1] != NULL)
			assert_string_equal(faults.list[0].hint, hints[i][1]);
		else
			assert_null(faults.list[0].hint);
		ini_free(ini);
		faults_free(&faults);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads),
		cmocka_unit_test(keeps_the_mark_in_its_bytes),
		cmocka_unit_test(empty_is_no_fault),
		cmocka_unit_test(refuses),
		cmocka_unit_test(reads_partly),
		cmocka_unit_test(unused_names_the_nearest),
		cmocka_unit_test(quotes),
		cmocka_unit_test(limits),
		cmocka_unit_test(some_names_have_no_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
