/* Rubric files with something wrong or unusual in them, made from parts: what is said, and where.
 * What is wrong in one place of a whole file stands in tests/bad. */
#include "config.h"

#include "base/buf.h"
#include "files/rubric_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static struct rubric *parse(const struct buf *text, struct faults *faults)
{
	faults_init(faults, "x.ini");
	return rubric_file_parse(text->data, text->len, faults);
}

static void expect(const struct faults *faults, unsigned line, const char *words)
{
	for (size_t i = 0; i < faults->count; i++)
		if (faults->list[i].line == line && strstr(faults->list[i].message, words) != NULL)
			return;
	for (size_t i = 0; i < faults->count && i < 9; i++)
		print_message("%u: %s\n", faults->list[i].line, faults->list[i].message);
	fail_msg("not said in line %u: %s", line, words);
}

/* --- levels ------------------------------------------------------------------------------------
 */

/* Line 4 and those from line 20 on are a case's own. */
#define HEAD   "[rubric]\nid = x\nkind = levels\n"
#define LEVELS "[levels]\n"
#define BODY                                                                                       \
	"[level.low]\nlabel[en] = \"Low\"\n[level.mid]\nlabel[en] = \"Mid\"\n[level.high]\n"       \
	"label[en] = \"High\"\n[criteria]\norder = one\n[criterion.one]\ntitle[en] = \"One\"\n"    \
	"low[en] = \"l\"\nmid[en] = \"m\"\nhigh[en] = \"h\"\n"
#define TITLE "title[en] = \"X\"\n"
#define ORDER "order = low, mid, high\n"

/* Of what is put together from a line of the head, the order, and what ends the file. */
static void levels_are_checked(void **state)
{
	static const struct {
		const char *title, *order, *rest;
		unsigned line;	   /* 0: it is fine */
		const char *words; /* in the message */
	} cases[] = {
		{TITLE, ORDER, "", 0, ""},
		{TITLE, "order = low\t,\tmid ,high\t\n", "", 0, ""},
		{TITLE, ORDER, "low.value = 0.5\nhigh.value = 9\n", 0, ""},
		{TITLE, ORDER, "low.value = 5\n", 15,
			"the value of mid is not higher than that of low"},
		{TITLE, ORDER, "mid.value = 1\n", 20,
			"the value of mid is not higher than that of low"},
		{TITLE, ORDER, "mid.value = x\n", 20, "mid.value is no number: x"},
		{TITLE, ORDER, "[profile.p]\ntitle[en] = \"P\"\none = low..mid\n", 0, ""},
		{TITLE, ORDER, "levels = low, high\n[profile.p]\ntitle[en] = \"P\"\none = mid\n",
			23, "one does not have the level mid"},
		{TITLE, ORDER, "[profile.p]\ntitle[en] = \"P\"\none = low..top\n", 22,
			"unknown level: top"},
		{TITLE, ORDER, "[profile.p]\ntitle[en] = \"P\"\none = top..low\n", 22,
			"unknown level: top"},
		{TITLE, ORDER, "[profiles.p]\ntitle[en] = \"P\"\n", 20,
			"unknown section [profiles.p]"},
		{TITLE, ORDER, "[profilex]\ntitle[en] = \"P\"\n", 20, "unknown section [profilex]"},
		{TITLE, ORDER, "title[en].2 = \"b\"\n", 0, ""},
		{TITLE, ORDER, "title[en].3 = \"b\"\n", 20, "title[en].3 without title[en].2"},
		{TITLE, ORDER, "title[en].1 = \"b\"\n", 20,
			"title[en].1 is no further line of a text"},
		{TITLE, ORDER, "title[en].02 = \"b\"\n", 20,
			"title[en].02 is no further line of a text"},
		{TITLE, ORDER, "title[en].99999 = \"b\"\n", 20,
			"title[en].99999 is no further line of a text"},
		{TITLE, ORDER, "title[en]x = \"b\"\n", 20,
			"title[en]x is no further line of a text"},
		{TITLE, ORDER, "tune[en] = \"a\"\ntune[en].2 = \"b\"\n", 20,
			"unknown key tune[en]"},
		{TITLE "titel[en] = \"Y\"\n", ORDER, "", 5, "unknown key titel[en]"},
		{TITLE "authors = Ana\n", ORDER, "", 5, "text of authors without double quotes"},
		{TITLE "authors = \"Ana\"\n", ORDER, "", 0, ""},
		{"title[nds] = \"X\"\ntitle[en] = \"X\"\n", ORDER, "", 9, "label[nds] is missing"},
		{TITLE "title[en-gb-oxford-a] = \"X\"\n", ORDER, "", 5,
			"[en-gb-oxford-a] is no language"},
		{TITLE "title[en_gb] = \"X\"\n", ORDER, "", 5, "[en_gb] is no language"},
		{TITLE "title[e] = \"X\"\n", ORDER, "", 5, "[e] is no language"},
		{TITLE "purpose[en] = \" \"\n", ORDER, "", 5, "purpose[en] is empty"},
		{TITLE "title[nl] = \"X\"\ntitle[de] = \"X\"\n", ORDER, "", 10,
			"label[de] is missing in [level.low]"},
		{TITLE "title[nl] = \"X\"\ntitle[de] = \"X\"\n", ORDER, "", 10,
			"label[nl] is missing in [level.low]"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct buf text = BUF_EMPTY;
		struct faults faults;
		struct rubric *rubric;

		buf_format(&text, HEAD "%s" LEVELS "%s" BODY "%s", cases[i].title, cases[i].order,
			cases[i].rest);
		rubric = parse(&text, &faults);
		if (cases[i].line > 0) {
			assert_null(rubric);
			expect(&faults, cases[i].line, cases[i].words);
		} else if (rubric == NULL) {
			fail_msg("%zu: %u: %s", i, faults.list[0].line, faults.list[0].message);
		}
		rubric_free(rubric);
		faults_free(&faults);
		buf_free(&text);
	}
}

/* A profile when no criterion is known: its own faults are told, no more. */
static void a_profile_without_criteria(void **state)
{
	struct buf text = BUF_EMPTY;
	struct faults faults;

	(void)state;
	buf_text_add(&text, HEAD TITLE LEVELS "order = low, high\n[level.low]\nlabel[en] = "
					      "\"Low\"\n[level.high]\nlabel[en] = \"High\"\n"
					      "[profile.p]\none = low\n");
	assert_null(parse(&text, &faults));
	expect(&faults, 11, "title is missing in [profile.p]");
	expect(&faults, 1, "[criteria] order is missing");
	faults_free(&faults);
	buf_free(&text);
}

/* More ids than there can be sections for are counted no further. */
static void an_order_has_its_limit(void **state)
{
	struct buf text = BUF_EMPTY;
	struct faults faults;

	(void)state;
	buf_text_add(&text, HEAD TITLE LEVELS);
	for (int line = 1; line <= 51; line++) {
		if (line > 1)
			buf_format(&text, "order.%d = ", line);
		else
			buf_text_add(&text, "order = ");
		for (int i = 0; i < 100; i++)
			buf_format(&text, "%sa%d", i > 0 ? "," : "", line * 100 + i);
		buf_byte(&text, '\n');
	}
	assert_null(parse(&text, &faults));
	expect(&faults, 6, "5000 levels; 9 is the most");
	faults_free(&faults);
	buf_free(&text);
}

/* --- grids -------------------------------------------------------------------------------------
 */

static void add_grid(struct buf *text, const char *cell)
{
	buf_format(text,
		"[rubric]\nid = x\nkind = grid\ntitle[en] = \"X\"\n[levels]\norder = a, b\n"
		"[level.a]\nlabel[en] = \"A\"\n[level.b]\nlabel[en] = \"B\"\n[rows]\norder = r\n"
		"[row.r]\ntitle[en] = \"R\"\n[columns]\norder = c\n[column.c]\ntitle[en] = \"C\"\n"
		"[cell.r.c]\n%s",
		cell);
}

static void prompts_are_found(void **state)
{
	static const struct {
		const char *cell;
		size_t prompts; /* 0: there is a fault */
		unsigned line;
		const char *words;
	} cases[] = {
		{"we.1[en] = \"a\"\ni.2[en] = \"b\"\n", 2, 0, ""},
		{"we.9[en] = \"a\"\nwe.8[en] = \"a\"\nwe.7[en] = \"a\"\nwe.6[en] = \"a\"\n"
		 "we.5[en] = \"a\"\nwe.4[en] = \"a\"\nwe.3[en] = \"a\"\nwe.2[en] = \"a\"\n"
		 "we.1[en] = \"first\"\n",
			9, 0, "first"},
		{"we.1[en] = \"a\"\nwe.0[en] = \"b\"\n", 0, 21, "we.0[en]"},
		{"we.1[en] = \"a\"\nwe.x[en] = \"b\"\n", 0, 21, "we.x[en]"},
		{"we.1[en] = \"a\"\nwe.10000[en] = \"b\"\n", 0, 21, "we.10000[en]"},
		{"we.1[en] = \"a\"\nwe.2 = \"b\"\n", 0, 21, "we.2"},
		{"we.1[en] = \"a\"\nyou.2[en] = \"b\"\n", 0, 21, "unknown key you.2[en]"},
		{"", 0, 19, "no question in [cell.r.c]"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct buf text = BUF_EMPTY;
		struct faults faults;
		struct rubric *rubric;

		add_grid(&text, cases[i].cell);
		rubric = parse(&text, &faults);
		if (cases[i].prompts == 0) {
			assert_null(rubric);
			expect(&faults, cases[i].line, cases[i].words);
		} else {
			assert_non_null(rubric);
			assert_int_equal(rubric->criteria[0].prompt_count, cases[i].prompts);
			assert_non_null(
				strstr(rubric->criteria[0].prompts[0].text.by[0], cases[i].words));
		}
		rubric_free(rubric);
		faults_free(&faults);
		buf_free(&text);
	}
}

/* 15 rows of 15 columns, and 201 statements: more than can be asked. */
static void cells_and_statements_have_their_limit(void **state)
{
	static const char *const lists[][2] = {{"rows", "row"}, {"columns", "column"}};
	struct buf text = BUF_EMPTY;
	struct faults faults;

	(void)state;
	buf_text_add(&text, "[rubric]\nid = x\nkind = grid\ntitle[en] = \"X\"\n[levels]\n"
			    "order = a, b\n[level.a]\nlabel[en] = \"A\"\n[level.b]\nlabel[en] = "
			    "\"B\"\n");
	for (size_t list = 0; list < 2; list++) {
		buf_format(&text, "[%s]\norder = p0", lists[list][0]);
		for (int i = 1; i < 15; i++)
			buf_format(&text, ", p%d", i);
		buf_byte(&text, '\n');
		for (int i = 0; i < 15; i++)
			buf_format(&text, "[%s.p%d]\ntitle[en] = \"P\"\n", lists[list][1], i);
	}
	assert_null(parse(&text, &faults));
	expect(&faults, 12, "225 cells; 200 is the most");
	faults_free(&faults);
	buf_cut(&text, 0);
	buf_text_add(&text, "[rubric]\nid = x\nkind = questions\ntitle[en] = \"X\"\n[sections]\n"
			    "order = s\n[section.s]\ntitle[en] = \"S\"\n");
	for (int i = 1; i <= 201; i++)
		buf_format(&text, "[question.s.%d]\ntext[en] = \"Q\"\n", i);
	assert_null(parse(&text, &faults));
	expect(&faults, 9, "201 sections of one kind; 200 is the most");
	faults_free(&faults);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(levels_are_checked),
		cmocka_unit_test(a_profile_without_criteria),
		cmocka_unit_test(an_order_has_its_limit),
		cmocka_unit_test(prompts_are_found),
		cmocka_unit_test(cells_and_statements_have_their_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
