/* Rubrics from and to other programs: what goes out comes back the same, over random rubrics and
 * over tables and backups in the shape of real ones; and files that mean harm. */
#include "config.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/slug.h"
#include "files/canvas.h"
#include "files/rubric_file.h"
#include "files/rubric_import.h"
#include "files/rubric_write.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TRIALS 1000

/* --- help --------------------------------------------------------------------------------------
 */

struct chance {
	uint64_t block;
};

static unsigned below(struct chance *chance, unsigned most)
{
	unsigned char bytes[4];

	id_draw(bytes, sizeof(bytes), 6, chance->block++);
	return (bytes[0] | (unsigned)bytes[1] << 8 | (unsigned)bytes[2] << 16) % most;
}

static char *path_of(const char *below_top)
{
	const char *top = getenv("top_srcdir");
	struct buf path = BUF_EMPTY;

	buf_format(&path, "%s/%s", top ? top : ".", below_top);
	return buf_take(&path);
}

static void import_text(
	const char *text, enum import_format format, struct imported *out, struct faults *faults)
{
	*out = (struct imported){NULL, 0};
	faults_init(faults, "x");
	rubric_import_bytes(text, strlen(text), format, "en", out, faults);
}

static void import_file(
	const char *name, const char *lang, struct imported *out, struct faults *faults)
{
	char *path = path_of(name);
	struct err err = ERR_OK;

	faults_init(faults, name);
	assert_true(rubric_import(path, IMPORT_GUESS, lang, out, faults, &err));
	free(path);
}

static void must_be_same(const struct imported *a, const struct imported *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++)
		assert_string_equal(a->list[i]->bytes, b->list[i]->bytes);
}

/* Out to Canvas and in again, twice: the same rubrics and the same table. */
static void check_round(const struct imported *first)
{
	struct imported second, third;
	struct buf table = BUF_EMPTY, again = BUF_EMPTY;
	struct faults faults;
	struct err err = ERR_OK;

	assert_true(canvas_write(
		&table, (const struct rubric *const *)first->list, first->count, "en", &err));
	import_text(buf_text(&table), IMPORT_CANVAS, &second, &faults);
	assert_int_equal(faults.errors, 0);
	must_be_same(first, &second);
	faults_free(&faults);
	assert_true(canvas_write(
		&again, (const struct rubric *const *)second.list, second.count, "en", &err));
	assert_string_equal(buf_text(&table), buf_text(&again));
	import_text(buf_text(&again), IMPORT_GUESS, &third, &faults);
	must_be_same(first, &third);
	faults_free(&faults);
	imported_free(&second);
	imported_free(&third);
	buf_free(&table);
	buf_free(&again);
}

/* --- random rubrics ----------------------------------------------------------------------------
 */

static void add_words(struct buf *out, struct chance *chance, unsigned most)
{
	static const char *const words[] = {"=SUM", "\"quoted\"\"", "a,b", "c;d", "line\nend", "'s",
		"caf\xC3\xA9", "&amp;", "x < 3", "\xE2\x80\x9Cso\xE2\x80\x9D", "-", "@home", "100%",
		"#1", "[x]", "\xE6\xBC\xA2", "tab\there", "  two  spaces", "$", "+2"};
	unsigned count = 1 + below(chance, most);

	for (unsigned i = 0; i < count; i++)
		buf_format(out, "%s%s", i > 0 ? " " : "",
			words[below(chance, sizeof(words) / sizeof(words[0]))]);
}

static void add_field(struct buf *out, struct chance *chance, unsigned most, bool first)
{
	struct buf text = BUF_EMPTY;

	add_words(&text, chance, most);
	buf_text_add(out, first ? "\"" : ",\"");
	for (size_t i = 0; i < text.len; i++)
		buf_format(out, text.data[i] == '"' ? "\"\"" : "%c", text.data[i]);
	buf_byte(out, '"');
	buf_free(&text);
}

static void add_ratings(struct buf *out, struct chance *chance)
{
	unsigned count = 2 + below(chance, 8);
	int points = (int)below(chance, 9) - 4;

	for (unsigned i = 0; i < count; i++) {
		add_field(out, chance, 2, false);
		if (below(chance, 4) == 0)
			buf_text_add(out, ",");
		else
			add_field(out, chance, 8, false);
		buf_format(out, below(chance, 2) ? ",%d.5" : ",\"%d,25\"", points);
		points += 1 + (int)below(chance, 4) + (points < 0 ? 1 : 0);
	}
	buf_byte(out, '\n');
}

static void make_table(struct buf *out, struct chance *chance)
{
	unsigned rubrics = 1 + below(chance, 3);

	buf_text_add(out, "Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range");
	for (unsigned i = 1; i <= 9; i++)
		buf_format(out, ",Rating Name %u,Rating Description %u,Rating Points %u", i, i, i);
	buf_byte(out, '\n');
	for (unsigned r = 0; r < rubrics; r++) {
		struct buf name = BUF_EMPTY;
		unsigned criteria = 1 + below(chance, 6);

		add_field(&name, chance, 2, true);
		for (unsigned c = 0; c < criteria; c++) {
			buf_text_add(out, buf_text(&name));
			add_field(out, chance, 3, false);
			if (below(chance, 3) == 0)
				buf_text_add(out, ",");
			else
				add_field(out, chance, 6, false);
			buf_text_add(out, ",FALSE");
			add_ratings(out, chance);
		}
		buf_free(&name);
	}
}

/* A text may end up as nothing (a tab), which is a fault of that rubric; most are fine. */
static void test_random(void **state)
{
	struct chance chance = {0};
	size_t made = 0;

	(void)state;
	for (int trial = 0; trial < TRIALS; trial++) {
		struct buf table = BUF_EMPTY;
		struct imported imported;
		struct faults faults;

		make_table(&table, &chance);
		import_text(buf_text(&table), IMPORT_CANVAS, &imported, &faults);
		if (imported.count > 0)
			check_round(&imported);
		made += imported.count;
		imported_free(&imported);
		faults_free(&faults);
		buf_free(&table);
	}
	assert_true(made > TRIALS);
}

/* Our own rubric files as they are written again. */
static void check_written(const char *path)
{
	struct faults faults;
	struct rubric *rubric, *again;
	struct buf text = BUF_EMPTY, second = BUF_EMPTY;

	faults_init(&faults, path);
	rubric = rubric_file_read(path, &faults);
	assert_non_null(rubric);
	rubric_write(&text, rubric);
	again = rubric_file_parse(buf_text(&text), text.len, &faults);
	assert_non_null(again);
	rubric_write(&second, again);
	assert_string_equal(buf_text(&text), buf_text(&second));
	assert_int_equal(rubric->criterion_count, again->criterion_count);
	assert_int_equal(rubric->profile_count, again->profile_count);
	for (size_t i = 0; i < rubric->criterion_count; i++)
		assert_string_equal(rubric->criteria[i].id, again->criteria[i].id);
	rubric_free(rubric);
	rubric_free(again);
	buf_free(&text);
	buf_free(&second);
	faults_free(&faults);
}

static void test_shipped(void **state)
{
	char *folder = path_of("rubrics");
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	int count = 0;

	(void)state;
	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		struct buf path = BUF_EMPTY;

		if (!strstr(entry->d_name, ".ini"))
			continue;
		buf_format(&path, "%s/%s", folder, entry->d_name);
		check_written(buf_text(&path));
		buf_free(&path);
		count++;
	}
	closedir(dir);
	free(folder);
	assert_true(count >= 2);
}

/* --- tables and backups in the shape of real ones ----------------------------------------------
 */

static void test_canvas_two(void **state)
{
	struct imported imported;
	struct faults faults;
	const struct rubric *report;

	(void)state;
	import_file("tests/exchange/canvas-two.csv", "en", &imported, &faults);
	assert_int_equal(faults.errors, 0);
	assert_int_equal(imported.count, 2);
	report = imported.list[0];
	assert_string_equal(report->id, "research-report");
	assert_int_equal(report->direction, RUBRIC_HIGHER_IS_BETTER);
	assert_int_equal(report->level_count, 4);
	assert_int_equal(report->criteria[2].step_count, 2);
	assert_string_equal(report->criteria[2].title.by[0], "Layout & language, \"as agreed\"");
	assert_string_equal(report->criteria[2].steps[1].label.by[0], "Pass");
	assert_true(report->criteria[2].steps[1].value == 1.0);
	assert_string_equal(report->criteria[1].steps[1].descriptor.by[0],
		"Sources are from one side. They are listed.");
	check_round(&imported);
	imported_free(&imported);
	faults_free(&faults);
}

static void test_canvas_dutch(void **state)
{
	struct imported imported;
	struct faults faults;

	(void)state;
	import_file("tests/exchange/canvas-numbered-nl.csv", "nl", &imported, &faults);
	assert_int_equal(faults.count, 0);
	assert_int_equal(imported.count, 1);
	assert_true(imported.list[0]->levels[2].value == 1.75);
	assert_true(imported.list[0]->criteria[1].steps[2].value == 2.5);
	assert_string_equal(imported.list[0]->criteria[0].id, "een-gezamenlijk-doel");
	assert_string_equal(imported.list[0]->langs[0], "nl");
	imported_free(&imported);
	faults_free(&faults);
}

static void test_moodle(void **state)
{
	struct imported imported, again;
	struct buf table = BUF_EMPTY;
	struct faults faults;
	struct err err = ERR_OK;
	const struct rubric *rubric;

	(void)state;
	import_file("tests/exchange/moodle.xml", "nl", &imported, &faults);
	assert_int_equal(faults.errors, 0);
	assert_int_equal(imported.count, 1);
	rubric = imported.list[0];
	assert_string_equal(rubric->title.by[0], "Onderzoeksverslag & presentatie");
	assert_string_equal(rubric->criteria[0].title.by[0], "Vraag");
	assert_string_equal(rubric->criteria[0].question.by[0], "Is de vraag helder als n < 10?");
	assert_true(rubric->criteria[1].steps[1].value == 2.5);
	faults_free(&faults);
	/* By way of Canvas it is the same but for where it came from. */
	assert_true(
		canvas_write(&table, (const struct rubric *const *)imported.list, 1, "nl", &err));
	import_text(buf_text(&table), IMPORT_CANVAS, &again, &faults);
	assert_int_equal(again.count, 1);
	assert_int_equal(again.list[0]->criterion_count, rubric->criterion_count);
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		const struct rubric_criterion *a = &rubric->criteria[i];
		const struct rubric_criterion *b = &again.list[0]->criteria[i];

		assert_string_equal(a->id, b->id);
		assert_int_equal(a->step_count, b->step_count);
		for (size_t s = 0; s < a->step_count; s++) {
			assert_true(a->steps[s].value == b->steps[s].value);
			assert_string_equal(
				a->steps[s].descriptor.by[0], b->steps[s].descriptor.by[0]);
		}
	}
	imported_free(&imported);
	imported_free(&again);
	faults_free(&faults);
	buf_free(&table);
}

/* --- files that mean harm ----------------------------------------------------------------------
 */

/* One error that says this, and nothing imported. */
static void refused(const char *text, enum import_format format, const char *says)
{
	struct imported imported;
	struct faults faults;

	import_text(text, format, &imported, &faults);
	assert_int_equal(imported.count, 0);
	assert_int_equal(faults.errors, 1);
	if (!strstr(faults.list[0].message, says))
		fail_msg("\"%s\" does not say \"%s\"", faults.list[0].message, says);
	imported_free(&imported);
	faults_free(&faults);
}

static void test_hostile_xml(void **state)
{
	struct buf deep = BUF_EMPTY;

	(void)state;
	refused("<!DOCTYPE a [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;&a;\">]><areas>&c;</areas>",
		IMPORT_GUESS, "document type");
	refused("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><areas>&x;</areas>",
		IMPORT_GUESS, "document type");
	refused("<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\"><areas/>", IMPORT_GUESS,
		"document type");
	refused("<areas>&undefined;</areas>", IMPORT_GUESS, "no good XML");
	refused("<areas><area>", IMPORT_GUESS, "no good XML");
	refused("<areas></areas>", IMPORT_GUESS, "no rubric");
	refused("<html></html>", IMPORT_GUESS, "not a grading.xml");
	for (int i = 0; i < 100000; i++)
		buf_text_add(&deep, i == 0 ? "<areas>" : "<a>");
	refused(buf_text(&deep), IMPORT_GUESS, "too deep");
	buf_cut(&deep, 0);
	buf_text_add(&deep, "<areas><definition><name>");
	for (int i = 0; i < 100000; i++)
		buf_byte(&deep, 'x');
	buf_text_add(&deep, "</name></definition></areas>");
	refused(buf_text(&deep), IMPORT_GUESS, "65,536");
	buf_free(&deep);
}

#define HEAD                                                                                       \
	"Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range,Rating Name,"        \
	"Rating Description,Rating Points,Rating Name,Rating Description,Rating Points\n"

static void test_hostile_csv(void **state)
{
	struct buf huge = BUF_EMPTY;

	(void)state;
	refused("", IMPORT_CANVAS, "empty");
	refused("name,points\nx,1\n", IMPORT_CANVAS, "not a rubric table");
	refused(HEAD "R,C,D,false,Yes,It\x1B[31m is,1,No,It is not,0\n", IMPORT_CANVAS, "U+001B");
	refused(HEAD "R,C,D,false,Yes,It \xE2\x80\xAE is,1,No,It is not,0\n", IMPORT_CANVAS,
		"U+202E");
	refused(HEAD "R,C,caf\xE9,false,Yes,It is,1,No,It is not,0\n", IMPORT_CANVAS, "not UTF-8");
	refused(HEAD "R,\"C,D,false\n", IMPORT_CANVAS, "quote");
	buf_text_add(&huge, HEAD "R,C,\"");
	for (int i = 0; i < 200000; i++)
		buf_byte(&huge, 'x');
	buf_text_add(&huge, "\",false,Yes,It is,1,No,It is not,0\n");
	refused(buf_text(&huge), IMPORT_CANVAS, "65,536");
	buf_cut(&huge, 0);
	buf_text_add(&huge, HEAD "R,C,");
	for (int i = 0; i < 2000; i++)
		buf_byte(&huge, 'x');
	buf_text_add(&huge, ",false,Yes,It is,1,No,It is not,0\n");
	refused(buf_text(&huge), IMPORT_CANVAS, "a word of 2000 bytes");
	buf_free(&huge);
}

/* What word processors leave behind is no reason to stop. */
static void test_tolerant(void **state)
{
	struct imported imported;
	struct faults faults;

	(void)state;
	import_text(HEAD "R,C\xE2\x80\x8B,\"a\\b\xC2\xA0"
			 "c\",false,Yes,It is,1,No,It is not,0\n,,,,,,,,,\n",
		IMPORT_CANVAS, &imported, &faults);
	assert_int_equal(faults.errors, 0);
	assert_int_equal(imported.count, 1);
	assert_string_equal(imported.list[0]->criteria[0].title.by[0], "C");
	assert_string_equal(imported.list[0]->criteria[0].question.by[0], "a/b c");
	imported_free(&imported);
	faults_free(&faults);
}

static bool taken(const void *context, const char *id)
{
	return strcmp(context, id) == 0;
}

static void test_slug(void **state)
{
	char slug[SLUG_MAX + 1];

	(void)state;
	slug_make(slug, "\xC3\x89\xC3\xA9n doel, samen!");
	assert_string_equal(slug, "een-doel-samen");
	slug_make(slug, "3 \xE2\x82\xAC \xC5\x81\xC3\xB3"
			"d\xC5\xBA it's");
	assert_string_equal(slug, "lodz-its");
	slug_make(slug, "\xE6\xBC\xA2 42");
	assert_string_equal(slug, "");
	slug_make(slug, "abcdefghijklmnopqrstuvwxyzabcdefghij");
	assert_int_equal(strlen(slug), SLUG_MAX);
	assert_true(id_valid(slug));
	slug_unique(slug, taken, "abcdefghijklmnopqrstuvwxyzabcdef");
	assert_string_equal(slug, "abcdefghijklmnopqrstuvwxyzabcd-2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slug),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_shipped),
		cmocka_unit_test(test_canvas_two),
		cmocka_unit_test(test_canvas_dutch),
		cmocka_unit_test(test_moodle),
		cmocka_unit_test(test_hostile_xml),
		cmocka_unit_test(test_hostile_csv),
		cmocka_unit_test(test_tolerant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
