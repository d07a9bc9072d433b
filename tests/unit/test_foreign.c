/* Rubrics of Moodle and Canvas: what is read from them and what is said of them, as tables; and
 * what is written for Canvas and as our own file. */
#include "config.h"

#include "base/buf.h"
#include "files/canvas.h"
#include "files/rubric_file.h"
#include "files/rubric_import.h"
#include "files/rubric_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

struct row {
	const char *text;
	unsigned line;	   /* of the fault; 0: there is none */
	const char *words; /* of the fault; else in the rubric file that is made */
};

static void check_row(const struct row *row, enum import_format format, const char *lang)
{
	struct imported imported = {NULL, 0};
	struct faults faults;

	faults_init(&faults, "x");
	rubric_import_bytes(row->text, strlen(row->text), format, lang, &imported, &faults);
	if (row->line > 0) {
		size_t i = 0;

		while (i < faults.count && (faults.list[i].line != row->line ||
						   !strstr(faults.list[i].message, row->words)))
			i++;
		if (i == faults.count)
			fail_msg("%.300s: not %u: %s, but %s", row->text, row->line, row->words,
				i > 0 ? faults.list[0].message : "nothing");
		assert_int_equal(faults.errors, 1);
		assert_int_equal(imported.count, 0);
	} else {
		if (faults.errors > 0)
			fail_msg("%.300s: %s", row->text, faults.list[0].message);
		assert_int_equal(imported.count, 1);
		if (!strstr(imported.list[0]->bytes, row->words))
			fail_msg("no %s in %s", row->words, imported.list[0]->bytes);
	}
	imported_free(&imported);
	faults_free(&faults);
}

/* --- Moodle ------------------------------------------------------------------------------------
 */

#define AREAS(text)	  "<areas><definition>\n" text "</definition></areas>"
#define LEVEL(score, say) "<level>" score "<definition>" say "</definition></level>"
#define LEVELS		  LEVEL("<score>0</score>", "no") LEVEL("<score>1</score>", "yes")
#define CRITERION(text)	  "<criterion>" text "</criterion>\n"
#define TITLE(text)	  "<description>" text "</description>"
#define ONE		  CRITERION(TITLE("One") LEVELS)
#define ORDER(number)	  "<sortorder>" number "</sortorder>"
#define BIDI		  "\xE2\x80\xAE"

static void moodle_is_read(void **state)
{
	static const struct row rows[] = {
		{AREAS("<name>Name</name>" ONE), 0, "title[en] = \"Name\""},
		{AREAS(ONE), 0, "title[en] = \"Moodle\""},
		{AREAS("<name></name>" ONE), 0, "title[en] = \"Moodle\""},
		{AREAS("<name>a<name>b</name>c</name>" ONE), 0, "title[en] = \"ac\""},
		{AREAS("<name>A\xC2\xAD\xE2\x81\xA0\xEF\xBB\xBF\xE2\x80\x8C"
		       "B\xE2\x80\xA8"
		       "c\xE2\x80\xA9"
		       "d\xE2\x80\xAF"
		       "e\xC2\xA0</name>" ONE),
			0, "title[en] = \"AB c d e\""},
		{AREAS("<rubric_criterion>" TITLE("One") "<rubric_level><score>2</score>"
							 "<definition>no</definition>"
							 "</rubric_level>" LEVELS
							 "</rubric_criterion>"),
			0, "value = 2"},
		{AREAS(CRITERION(
			 TITLE("a &lt;b&gt; c") "<descriptionformat>2</descriptionformat>" LEVELS)),
			0, "title[en] = \"a <b> c\""},
		{AREAS(CRITERION(
			 TITLE("a &lt;b&gt; c") "<descriptionformat>1</descriptionformat>" LEVELS)),
			0, "title[en] = \"a c\""},
		{AREAS(CRITERION(ORDER("2") TITLE("Cc") LEVELS) CRITERION(
			 ORDER("1") TITLE("Aa") LEVELS) CRITERION(ORDER("1") TITLE("Bb") LEVELS)),
			0, "order = aa, bb, cc"},
		{AREAS(CRITERION(ORDER("1") TITLE("Bb") LEVELS)
				 CRITERION(ORDER("x") TITLE("Aa") LEVELS)),
			0, "order = aa, bb"},
		{AREAS(CRITERION(TITLE("C") LEVEL("<score> 1,50 </score>", "x") LEVELS)), 0,
			"value = 1.5"},
		{AREAS(CRITERION(TITLE("C") LEVELS LEVEL("", "x"))), 2,
			"a level without a score that is a number"},
		{AREAS(CRITERION(TITLE("C") LEVELS LEVEL("<score>x</score>", "x"))), 2,
			"a level without a score that is a number"},
		{AREAS(CRITERION(TITLE("C") LEVELS LEVEL("<score>  </score>", "x"))), 2,
			"a level without a score that is a number"},
		{AREAS(CRITERION(TITLE("C") LEVELS LEVEL(
			 "<score>0.00000000000000000000000000000000000000001</score>", "x"))),
			2, "a level without a score that is a number"},
		{AREAS(ONE CRITERION(LEVELS)), 3, "a criterion without a description"},
		{AREAS(ONE CRITERION(TITLE("$@NULL@$") LEVELS)), 3,
			"a criterion without a description"},
		{AREAS("<name>a" BIDI "</name>" ONE), 1, "name of a rubric: character U+202E"},
		{AREAS(CRITERION(TITLE("a" BIDI) LEVELS)), 2,
			"description of a criterion: character U+202E"},
		{AREAS(CRITERION(TITLE("C") LEVELS LEVEL("<score>2</score>", "\xEF\xBF\xBD"))), 2,
			"definition of a level: character U+FFFD"},
		{AREAS("<name>N</name>"), 1, "N has 0 criteria; one is the least"},
		{AREAS(CRITERION(TITLE("C") LEVEL("<score>0</score>", "x")) ONE), 2,
			"C has only one rating"},
		{AREAS(CRITERION(TITLE("C") LEVELS LEVELS)), 2,
			"C has two ratings with the same points"},
		{AREAS(CRITERION(
			 TITLE("C") LEVELS LEVEL("<score>2</score>", "x") LEVEL("<score>3</score>",
				 "x") LEVEL("<score>4</score>", "x") LEVEL("<score>5</score>",
				 "x") LEVEL("<score>6</score>", "x") LEVEL("<score>7</score>", "x")
				 LEVEL("<score>8</score>", "x") LEVEL("<score>9</score>", "x"))),
			2, "C has more than nine ratings"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++)
		check_row(&rows[i], IMPORT_MOODLE, "en");
	/* What our own reader does not take is said of the foreign file. */
	check_row(&(const struct row){AREAS(ONE), 1, "Moodle cannot be kept as a rubric file"},
		IMPORT_MOODLE, "english");
}

/* `each` with a number behind it, so many times. */
static void refused_when_too_many(
	const char *begin, const char *each, const char *behind, int times, const struct row *row)
{
	struct buf text = BUF_EMPTY;

	buf_text_add(&text, begin);
	for (int i = 0; i < times; i++)
		buf_format(&text, "%s%d%s", each, i, behind);
	check_row(&(const struct row){buf_text(&text), row->line, row->words}, IMPORT_GUESS, "en");
	buf_free(&text);
}

/* --- Canvas ------------------------------------------------------------------------------------
 */

#define HEAD                                                                                       \
	"Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range,Rating Name,"        \
	"Rating Description,Rating Points,Rating Name,Rating Description,Rating Points\n"
#define SHORT                                                                                      \
	"Rubric Name,Criteria Name,Criteria Description,Rating Name,Rating Description,"           \
	"Rating Points,Rating Name,Rating Description,Rating Points\n"

static void canvas_is_read(void **state)
{
	static const struct row rows[] = {
		{SHORT "R,C,true,Yes,It is,1,No,It is not,0\n", 0, "question[en] = \"true\""},
		{HEAD "R,C,D,false,Title,It is,1,Title,It is not,0\n", 0,
			"order = title-2, title-3"},
		{HEAD "R,C,D,false,Yes,It is,1,,,0\n", 2, "column H (Rating Name 2): no name"},
		{HEAD "R,C,D,false,Yes,It is,1,No,It is not,\n", 2,
			"column J (Rating Points 2): no points"},
		{HEAD "R,,D,false,Yes,It is,1,No,It is not,0\n", 2,
			"row 2, column B (Criteria Name): no name"},
		{HEAD ",C,D,false,Yes,It is,1,No,It is not,0\n", 2,
			"row 2, column A (Rubric Name): no name"},
		{HEAD "\x1B,C,D,false,Yes,It is,1,No,It is not,0\n", 2, "U+001B"},
		{HEAD, 1, "there is no rubric in it"},
		{"Rubric \"Name\n", 1, "a quote where none can stand"},
	};
	struct imported imported;
	struct faults faults;
	static const char ranges[] = HEAD
		"R,C,D,true,Yes,It is,1,No,It is not,0\nR,E,D,true,Yes,It is,1,No,It is not,0\n";
	static const char twice[] = HEAD "R,C,D,,Yes,It is,x,No,It is not,0\n"
					 "R,E,D,,Yes,It is,1,No,It is not,y\n"
					 "S,E,D,,Yes,It is,1,No,It is not,0\n";

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++)
		check_row(&rows[i], IMPORT_CANVAS, "en");
	/* Ranges are told once. */
	faults_init(&faults, "x");
	imported = (struct imported){NULL, 0};
	rubric_import_bytes(ranges, strlen(ranges), IMPORT_CANVAS, "en", &imported, &faults);
	assert_int_equal(faults.count, 1);
	assert_non_null(strstr(faults.list[0].message, "row 2: ranges of points are not kept"));
	assert_int_equal(imported.count, 1);
	imported_free(&imported);
	faults_free(&faults);
	/* Both faults of one rubric are told; the other one is imported. */
	faults_init(&faults, "x");
	imported = (struct imported){NULL, 0};
	rubric_import_bytes(twice, strlen(twice), IMPORT_CANVAS, "en", &imported, &faults);
	assert_int_equal(faults.errors, 2);
	assert_int_equal(faults.list[1].line, 3);
	assert_int_equal(imported.count, 1);
	assert_string_equal(imported.list[0]->id, "s");
	imported_free(&imported);
	faults_free(&faults);
}

static void too_many_are_refused(void **state)
{
	(void)state;
	refused_when_too_many("<areas><definition><name>N</name>", "<criterion>\n<description>C",
		"</description></criterion>", 201,
		&(const struct row){NULL, 202, "more criteria than can be read"});
	refused_when_too_many("<areas>", "<definition>\n<name>N", "</name></definition>", 501,
		&(const struct row){NULL, 502, "more rubrics than can be read"});
}

/* --- written -----------------------------------------------------------------------------------
 */

static struct rubric *parsed(const char *text, size_t len)
{
	struct faults faults;
	struct rubric *rubric;

	faults_init(&faults, "x.ini");
	rubric = rubric_file_parse(text, len, &faults);
	if (rubric == NULL)
		fail_msg("%u: %s", faults.list[0].line, faults.list[0].message);
	faults_free(&faults);
	return rubric;
}

/* A statement is called by its text, stands in its element, and a reversed one gives its points the
 * other way round. */
static void statements_go_to_canvas(void **state)
{
	static const char text[] =
		"[rubric]\nid = s\nkind = statements\ntitle[en] = \"S\"\n[levels]\norder = no, "
		"yes\n"
		"[level.no]\nlabel[en] = \"No\"\n[level.yes]\nlabel[en] = \"Yes\"\n[elements]\n"
		"order = e\n[element.e]\ntitle[en] = \"Element\"\n[statement.e.1]\ntext[en] = "
		"\"We ask.\"\n[statement.e.2]\ntext[en] = \"We hide.\"\nreverse = yes\n";
	static const char open[] = "[rubric]\nid = q\nkind = questions\ntitle[en] = \"Q\"\n"
				   "[sections]\norder = e\n[section.e]\ntitle[en] = \"E\"\n"
				   "[question.e.1]\ntext[en] = \"Why?\"\n";
	struct rubric *rubrics[] = {parsed(text, strlen(text)), parsed(open, strlen(open))};
	struct buf out = BUF_EMPTY;
	struct err err = ERR_OK;

	(void)state;
	assert_true(canvas_write(&out, (const struct rubric *const *)rubrics, 1, "en", &err));
	assert_string_equal(strchr(buf_text(&out), '\n'),
		"\nS,We ask.,Element,false,Yes,,2,No,,1\nS,We hide.,Element,false,No,,2,Yes,,1\n");
	buf_cut(&out, 0);
	assert_false(canvas_write(&out, (const struct rubric *const *)rubrics, 2, "en", &err));
	assert_non_null(strstr(err.message, "open questions have no levels"));
	assert_string_equal(err.where, "q");
	err_free(&err);
	buf_free(&out);
	rubric_free(rubrics[0]);
	rubric_free(rubrics[1]);
}

/* All that is not as usual comes back; a long text goes on in further lines. */
static void what_is_unusual_is_written(void **state)
{
	static const char *const rests[] = {
		"scale = nominal\nreason = ask\n", "scale = interval\nreason = off\n"};
	static const char *const further[] = {"", ".2", ".3", ".4", ".5", ".6"};
	static const char tail[] =
		"[levels]\norder = low, mid, high\n[level.low]\nlabel[en] = \"Low\"\ntext[en] = "
		"\"Same\"\n[level.mid]\nlabel[en] = \"Mid\"\ntext[en] = \"Same\"\n[level.high]\n"
		"label[en] = \"High\"\ntext[en] = \"Same\"\n[criteria]\norder = one, two, three\n"
		"[criterion.one]\ntitle[en] = \"One\"\nweight = 2\n[criterion.two]\ntitle[en] = "
		"\"Two\"\nweight = 0.5\nlow[en] = \"Own\"\n[criterion.three]\ntitle[en] = "
		"\"Three\"\n[profile.p]\ntitle[en] = \"P\"\none = low..high\ntwo = mid\n";

	(void)state;
	for (size_t i = 0; i < LENGTH(rests); i++) {
		struct buf text = BUF_EMPTY, words = BUF_EMPTY, out = BUF_EMPTY, again = BUF_EMPTY;
		struct rubric *first, *second;

		buf_format(
			&text, "[rubric]\nid = x\nkind = levels\ntitle[en] = \"X\"\n%s", rests[i]);
		for (int word = 0; word < 600; word++) {
			buf_format(&words, "%sw%d", word > 0 ? " " : "", word);
			if (word % 100 == 0)
				buf_format(&text, "%spurpose[en]%s = \"w%d", word > 0 ? "\"\n" : "",
					further[word / 100], word);
			else
				buf_format(&text, " w%d", word);
		}
		buf_format(&text, "\"\n%s", tail);
		first = parsed(buf_text(&text), text.len);
		assert_string_equal(first->purpose.by[0], buf_text(&words));
		rubric_write(&out, first);
		assert_non_null(strstr(buf_text(&out), rests[i]));
		assert_non_null(strstr(buf_text(&out), "\npurpose[en].2 = \"w"));
		assert_non_null(strstr(buf_text(&out), "\none = low..high\ntwo = mid\n"));
		assert_non_null(strstr(buf_text(&out), "low[en] = \"Own\""));
		assert_null(strstr(buf_text(&out), "mid[en] ="));
		second = parsed(buf_text(&out), out.len);
		assert_string_equal(second->purpose.by[0], buf_text(&words));
		assert_true(second->criteria[0].weight == 2 && second->criteria[1].weight == 0.5);
		assert_true(second->criteria[2].weight == 1);
		rubric_write(&again, second);
		assert_string_equal(buf_text(&again), buf_text(&out));
		rubric_free(first);
		rubric_free(second);
		buf_free(&text);
		buf_free(&words);
		buf_free(&out);
		buf_free(&again);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moodle_is_read),
		cmocka_unit_test(canvas_is_read),
		cmocka_unit_test(too_many_are_refused),
		cmocka_unit_test(statements_go_to_canvas),
		cmocka_unit_test(what_is_unusual_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
