/* Changing rubric files line by line: what an author wrote stays, and whatever is done to a draft
 * can be read. */
#include "config.h"

#include "base/buf.h"
#include "base/mem.h"
#include "files/rubric_draft.h"
#include "files/rubric_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *read_shipped(const char *name)
{
	const char *top = getenv("top_srcdir");
	struct buf path = BUF_EMPTY, text = BUF_EMPTY;
	char piece[4096];
	size_t got;
	FILE *file;

	buf_format(&path, "%s/rubrics/%s.ini", top ? top : ".", name);
	file = fopen(buf_text(&path), "r");
	assert_non_null(file);
	while ((got = fread(piece, 1, sizeof(piece), file)) > 0)
		buf_add(&text, piece, got);
	fclose(file);
	buf_free(&path);
	return buf_take(&text);
}

static struct rubric *good(const struct rubric_draft *draft)
{
	struct faults faults;
	struct rubric *rubric;

	faults_init(&faults, "draft");
	rubric = rubric_draft_check(draft, &faults);
	for (size_t i = 0; rubric == NULL && i < faults.count; i++)
		print_message("%u: %s\n", faults.list[i].line, faults.list[i].message);
	assert_non_null(rubric);
	faults_free(&faults);
	return rubric;
}

/* Reading and writing changes no byte of a shipped file. */
static void test_unchanged(void **state)
{
	static const char *const names[] = {"complextool", "collaboration-matrix", "key-figures",
		"learning-organisation", "hybrid-evaluation"};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char *before = read_shipped(names[i]), *after;
		struct rubric_draft draft;

		assert_true(rubric_draft_read(&draft, before, strlen(before)));
		assert_int_equal(draft.lang_count, 2);
		after = rubric_draft_text(&draft);
		assert_string_equal(after, before);
		rubric_draft_free(&draft);
		free(before);
		free(after);
	}
}

/* One text changed: all other lines stay, comments and alignment too. */
static void test_one_line(void **state)
{
	static const char before[] =
		"; mine\n[rubric]\nid = x\nkind = levels\n\n# two\ntitle[en]   "
		"= \"A &amp; B\"\n[levels]\norder = a, b\n[level.a]\nlabel[en] = "
		"\"a\"\n; b comes last\n[level.b]\nlabel[en] = \"b\"\n[criteria]\n"
		"order = c\n[criterion.c]\ntitle[en] = \"C\"\na[en]     = \"one\"\n"
		"b[en]     = \"two\"\n";
	struct rubric_draft draft;
	char *text, *after;

	(void)state;
	assert_true(rubric_draft_read(&draft, before, strlen(before)));
	text = rubric_draft_get(&draft, "rubric", "title", "en");
	assert_string_equal(text, "A & B");
	free(text);
	rubric_draft_set(&draft, "criterion.c", "b", "en", "say \"two\" & three");
	after = rubric_draft_text(&draft);
	assert_non_null(strstr(after, "b[en]     = \"say &quot;two&quot; &amp; three\"\n"));
	assert_non_null(strstr(after, "; mine\n[rubric]"));
	assert_non_null(strstr(after, "# two\ntitle[en]   = \"A &amp; B\"\n"));
	assert_non_null(strstr(after, "; b comes last\n[level.b]"));
	assert_memory_equal(after, before, (size_t)(strstr(before, "b[en]     =") - before));
	free(after);
	rubric_free(good(&draft));
	rubric_draft_bump(&draft);
	text = rubric_draft_get(&draft, "rubric", "version", NULL);
	assert_string_equal(text, "1.1");
	free(text);
	rubric_draft_free(&draft);
}

/* A long text goes on in further lines and comes back whole, shorter again too. */
static void test_long(void **state)
{
	char *before = read_shipped("complextool"), *back;
	struct rubric_draft draft;
	struct rubric *rubric;
	struct buf text = BUF_EMPTY;

	(void)state;
	assert_true(rubric_draft_read(&draft, before, strlen(before)));
	for (int i = 0; i < 300; i++)
		buf_format(&text, "%sw\xC3\xB3rd%d&\"", i > 0 ? " " : "", i);
	rubric_draft_set(&draft, "criterion.novelty", "ask", "nl", buf_text(&text));
	back = rubric_draft_get(&draft, "criterion.novelty", "ask", "nl");
	assert_string_equal(back, buf_text(&text));
	free(back);
	rubric = good(&draft);
	assert_string_equal(rubric->criteria[rubric_find_criterion(rubric, "novelty")].ask.by[0],
		buf_text(&text));
	rubric_free(rubric);
	rubric_draft_set(&draft, "criterion.novelty", "ask", "nl", "kort");
	back = rubric_draft_text(&draft);
	assert_null(strstr(back, "ask[nl].2"));
	free(back);
	rubric_free(good(&draft));
	buf_free(&text);
	rubric_draft_free(&draft);
	free(before);
}

/* --- random drafts -----------------------------------------------------------------------------
 */

static uint32_t seed;

static uint32_t draw(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static char *some_text(void)
{
	static const char *const words[] = {"naar", "\xC3\xA9\xC3\xA9n", "of", "\"twee\"", "a & b",
		"samen", "= teken", "; nee", "[haak]", "kun"};
	struct buf out = BUF_EMPTY;

	for (uint32_t i = 0, n = 1 + draw(8); i < n; i++)
		buf_format(&out, "%s%s", i > 0 ? " " : "", words[draw(10)]);
	return buf_take(&out);
}

/* Every text that is empty gets one. */
static void fill(struct rubric_draft *draft)
{
	for (size_t i = 0; i < draft->doc.count; i++) {
		char *line = draft->doc.lines[i], *text;
		size_t len = strlen(line);
		struct buf section = BUF_EMPTY, key = BUF_EMPTY;

		if (len < 3 || strcmp(line + len - 2, "\"\"") != 0)
			continue;
		for (size_t h = i; section.len == 0; h--)
			if (draft->doc.lines[h][0] == '[')
				buf_add(&section, draft->doc.lines[h] + 1,
					strcspn(draft->doc.lines[h], "]") - 1);
		buf_add(&key, line, strcspn(line, " ="));
		text = some_text();
		ini_doc_set(&draft->doc, buf_text(&section), buf_text(&key), text, true);
		free(text);
		buf_free(&section);
		buf_free(&key);
	}
}

static void one_step(struct rubric_draft *draft, const char *list)
{
	struct draft_ids ids = rubric_draft_order(draft, list);
	const char *id = ids.count > 0 ? ids.list[draw((uint32_t)ids.count)] : NULL;
	char *text = some_text();

	switch (draw(5)) {
	case 0:
	case 1: free(rubric_draft_add(draft, list, draw(2) == 0 ? id : NULL, text)); break;
	case 2:
		if (id != NULL)
			rubric_draft_move(draft, list, id, draw(2) == 0 ? 1 : -1);
		break;
	case 3:
		if (ids.count > 3)
			rubric_draft_remove(draft, list, id);
		break;
	default:
		if (id != NULL && strcmp(list, "levels") != 0 && strcmp(list, "rows") != 0 &&
			strcmp(list, "columns") != 0 && strcmp(list, "criteria") != 0)
			free(rubric_draft_add_item(draft, id, text));
		break;
	}
	draft_ids_free(&ids);
	free(text);
}

static void check_same_order(const struct rubric_draft *draft, const struct rubric *rubric)
{
	struct draft_ids ids = rubric_draft_order(draft, "levels");

	assert_int_equal(ids.count, rubric->level_count);
	for (size_t i = 0; i < ids.count; i++)
		assert_string_equal(ids.list[i], rubric->levels[i].id);
	draft_ids_free(&ids);
	if (draft->kind != RUBRIC_LEVELS)
		return;
	ids = rubric_draft_order(draft, "criteria");
	assert_int_equal(ids.count, rubric->criterion_count);
	for (size_t i = 0; i < ids.count; i++)
		assert_string_equal(ids.list[i], rubric->criteria[i].id);
	draft_ids_free(&ids);
}

/* Whatever is added, moved and taken away, the file can be read and has the same order. */
static void test_random(void **state)
{
	static const char *const langs[] = {"nl", "en"};
	static const char *const lists[4][2] = {{"levels", "criteria"}, {"rows", "columns"},
		{"levels", "elements"}, {"sections", "sections"}};

	(void)state;
	for (uint32_t trial = 0; trial < 400; trial++) {
		enum rubric_kind kind = (enum rubric_kind)(trial % 4);
		const char *const *list = lists[kind];
		struct rubric_draft draft;
		struct rubric *rubric;
		struct draft_ids parts;

		seed = trial;
		rubric_draft_begin(&draft, kind, langs, 1 + draw(2));
		for (int i = 0; i < 2; i++) {
			free(rubric_draft_add(&draft, list[0], NULL, "eerste"));
			free(rubric_draft_add(&draft, list[1], NULL, "tweede deel"));
			if (kind == RUBRIC_GRID)
				free(rubric_draft_add(&draft, "levels", NULL, "niveau"));
		}
		for (int i = 0; i < 20; i++)
			one_step(&draft, list[draw(2)]);
		parts = rubric_draft_order(&draft, list[1]);
		for (size_t i = 0; kind >= RUBRIC_STATEMENTS && i < parts.count; i++)
			free(rubric_draft_add_item(&draft, parts.list[i], "Nog een."));
		draft_ids_free(&parts);
		fill(&draft);
		rubric_draft_tidy(&draft);
		rubric = good(&draft);
		if (kind != RUBRIC_QUESTIONS)
			check_same_order(&draft, rubric);
		rubric_free(rubric);
		rubric_draft_free(&draft);
	}
}

/* Prompts of a cell: each kind has its own numbers, a new one never takes the place of one there.
 */
static void test_prompts(void **state)
{
	static const char cell[] = "task.overview";
	char *bytes = read_shipped("collaboration-matrix"), *text;
	struct rubric_draft draft;
	struct draft_ids before, after;

	(void)state;
	assert_true(rubric_draft_read(&draft, bytes, strlen(bytes)));
	before = rubric_draft_prompts(&draft, cell);
	assert_true(before.count >= 2);
	rubric_draft_add_prompt(&draft, cell, false, "And what else?");
	rubric_draft_add_prompt(&draft, cell, true, "And we?");
	after = rubric_draft_prompts(&draft, cell);
	assert_int_equal(after.count, before.count + 2);
	for (size_t i = 0; i < before.count; i++) {
		bool there = false;

		for (size_t k = 0; k < after.count; k++)
			there |= strcmp(before.list[i], after.list[k]) == 0;
		assert_true(there);
	}
	text = rubric_draft_get(&draft, "cell.task.overview", "i.2", draft.langs[0]);
	assert_string_equal(text, "And what else?");
	free(text);
	rubric_draft_remove_prompt(&draft, cell, "i.2");
	rubric_draft_remove_prompt(&draft, cell, "we.3");
	draft_ids_free(&after);
	after = rubric_draft_prompts(&draft, cell);
	assert_int_equal(after.count, before.count);
	rubric_free(good(&draft));
	draft_ids_free(&before);
	draft_ids_free(&after);
	rubric_draft_free(&draft);
	free(bytes);
}

/* --- what authors write by hand ----------------------------------------------------------------
 */

#define DRAFT                                                                                      \
	"[rubric]\nid = x\nkind = levels\ntitle[en] = \"X\"\npurpose[en] = \"\"\n[levels]\n"       \
	"order = low, high\n[level.low]\nvalue = 1\nlabel[en] = \"Low\"\n[level.high]\n"           \
	"value = 4\nlabel[en] = \"High\"\n[criteria]\norder = c\n[criterion.c]\ntitle[en] = "      \
	"\"C\"\nlow[en] = \"l\"\nlow.label[en] = \"L\"\nlow.value = 2\nlower[en] = \"r\"\n"        \
	"high[en] = \"h\"\n"

static void begin(struct rubric_draft *draft, const char *text)
{
	rubric_draft_read(draft, text, strlen(text));
}

static void says(const struct rubric_draft *draft, const char *words, bool there)
{
	char *text = rubric_draft_text(draft);

	if ((strstr(text, words) != NULL) != there)
		fail_msg("%s \"%s\" in\n%s", there ? "no" : "there is", words, text);
	free(text);
}

/* Languages are those of the titles that are well written; without one, or without a kind that we
 * know, it is no draft. */
static void test_heads(void **state)
{
	static const struct {
		const char *head;
		bool good;
		size_t langs;
	} cases[] = {
		{"kind = grid\ntitle[en] = \"\"", true, 1},
		{"kind = grid\ntitle[] = \"\"\ntitle[en = \"\"\ntitle[en]x = \"\"\ntitle[nl] = "
		 "\"\"",
			true, 1},
		{"kind = grid\ntitle[a] = 1\ntitle[b] = 1\ntitle[c] = 1\ntitle[d] = 1\ntitle[e] = "
		 "1\ntitle[f] = 1\ntitle[g] = 1\ntitle[h] = 1\ntitle[i] = 1",
			true, RUBRIC_LANGS_MAX},
		{"kind = grid", false, 0},
		{"kind = heap\ntitle[en] = \"\"", false, 1},
		{"title[en] = \"\"", false, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct rubric_draft draft;
		struct draft_ids ids;
		struct buf text = BUF_EMPTY;

		buf_format(&text, "[rubric]\n%s\n", cases[i].head);
		assert_int_equal(
			rubric_draft_read(&draft, buf_text(&text), text.len), cases[i].good);
		assert_int_equal(draft.lang_count, cases[i].langs);
		ids = rubric_draft_order(&draft, "rows");
		assert_int_equal(ids.count, 0);
		draft_ids_free(&ids);
		rubric_draft_free(&draft);
		buf_free(&text);
	}
}

/* The next version: one more behind the last point. */
static void test_bump(void **state)
{
	static const char *const cases[][2] = {{"version = 1.9\n", "1.10"},
		{"version = 2.0.3\n", "2.0.4"}, {"version = 3\n", "3.1"},
		{"version = 3.\n", "3..1"}, {"version = 1.a\n", "1.a.1"},
		{"version = \"\"\n", "1.1"}, {"", "1.1"}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct rubric_draft draft;
		struct buf text = BUF_EMPTY;
		char *version;

		buf_format(&text, "[rubric]\n%s", cases[i][0]);
		begin(&draft, buf_text(&text));
		rubric_draft_bump(&draft);
		version = rubric_draft_get(&draft, "rubric", "version", NULL);
		assert_string_equal(version, cases[i][1]);
		free(version);
		rubric_draft_free(&draft);
		buf_free(&text);
	}
}

/* Levels that say their values: a new one goes on from the last, two that change places change
 * values, one that goes takes its keys along and no other's. */
static void test_values(void **state)
{
	static const struct {
		const char *name, *id;
	} names[] = {{"Title", "title-2"}, {"\xE6\xBC\xA2", "level-4"}, {"High", "high-2"}};
	struct rubric_draft draft;
	struct faults faults;

	(void)state;
	begin(&draft, DRAFT);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char *id = rubric_draft_add(&draft, "levels", NULL, names[i].name);
		struct buf section = BUF_EMPTY;
		char *value;

		assert_string_equal(id, names[i].id);
		buf_format(&section, "level.%s", id);
		value = rubric_draft_get(&draft, buf_text(&section), "value", NULL);
		assert_int_equal(strtol(value, NULL, 10), 5 + (long)i);
		free(value);
		free(id);
		buf_free(&section);
	}
	says(&draft, "order = low, high, title-2, level-4, high-2\n", true);
	assert_true(rubric_draft_move(&draft, "levels", "low", 1));
	says(&draft, "order = high, low, title-2", true);
	says(&draft, "[level.low]\nvalue = 4\n", true);
	says(&draft, "[level.high]\nvalue = 1\n", true);
	assert_false(rubric_draft_move(&draft, "levels", "high", -1));
	assert_false(rubric_draft_move(&draft, "levels", "nobody", 1));
	rubric_draft_remove(&draft, "levels", "nobody");
	says(&draft, "order = high, low, title-2", true);
	rubric_draft_remove(&draft, "levels", "low");
	says(&draft, "order = high, title-2, level-4, high-2\n", true);
	says(&draft, "\nlow", true); /* lower[en] */
	says(&draft, "\nlow[", false);
	says(&draft, "\nlow.", false);
	/* A level whose value is no number counts from nothing. */
	rubric_draft_set(&draft, "level.high-2", "value", NULL, "much");
	free(rubric_draft_add(&draft, "levels", NULL, "Last"));
	says(&draft, "[level.last]\nvalue = 1\n", true);
	faults_init(&faults, "draft");
	assert_null(rubric_draft_check(&draft, &faults));
	assert_true(faults.errors > 0);
	faults_free(&faults);
	rubric_draft_free(&draft);
}

/* One level says its value, the other does not: they change places, and that is all. */
static void test_half_values(void **state)
{
	static const char *const values[][2] = {{"value = 7\n", ""}, {"", "value = 7\n"}, {"", ""}};

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		struct rubric_draft draft;
		struct buf text = BUF_EMPTY, low = BUF_EMPTY;

		buf_format(&text,
			"[rubric]\nkind = levels\ntitle[en] = \"\"\n[levels]\norder = low, high\n"
			"[level.low]\n%s[level.high]\n%s",
			values[i][0], values[i][1]);
		begin(&draft, buf_text(&text));
		assert_true(rubric_draft_move(&draft, "levels", "low", 1));
		buf_format(&low, "order = high, low\n[level.low]\n%s[level.high]\n%s", values[i][0],
			values[i][1]);
		says(&draft, buf_text(&low), true);
		rubric_draft_free(&draft);
		buf_free(&text);
		buf_free(&low);
	}
}

/* An empty text takes an optional key away, and stays where there has to be one. */
static void test_empty_texts(void **state)
{
	static const struct {
		const char *section, *key, *line;
		bool stays;
	} cases[] = {
		{"criterion.c", "question", "\nquestion[en] = \"\"\n", false},
		{"criterion.c", "title", "\ntitle[en] = \"\"\n", true},
		{"level.low", "text", "\ntext[en] = \"\"\n", false},
		{"level.low", "label", "\nlabel[en] = \"\"\n", true},
		{"statement.a", "text", "\ntext[en] = \"\"\n", true},
	};
	struct rubric_draft draft;
	struct faults faults;
	struct rubric *sample;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		begin(&draft, DRAFT "[statement.a]\ntext[en] = \"t\"\n");
		rubric_draft_set(&draft, cases[i].section, cases[i].key, "en", "full");
		rubric_draft_set(&draft, cases[i].section, cases[i].key, "en", "");
		says(&draft, cases[i].line, cases[i].stays);
		says(&draft, "full", false);
		rubric_draft_free(&draft);
	}
	/* What is not written yet is filled in for a look, comments are not; an empty purpose is
	 * none then, and none when it is tidied. */
	begin(&draft,
		"; \"\"\n[rubric]\nid = x\nkind = questions\ntitle[en] = \"\"\npurpose[en] = \"\"\n"
		"authors = \"\"\n[sections]\norder = s\n[section.s]\ntitle[en] = \"\"\n"
		"[question.s.1]\ntext[en] = \"\"\n");
	faults_init(&faults, "draft");
	sample = rubric_draft_sample(&draft, &faults);
	assert_non_null(sample);
	assert_string_equal(sample->title.by[0], "...");
	assert_null(sample->purpose.by[0]);
	assert_non_null(strstr(sample->bytes, "; \"\"\n"));
	rubric_free(sample);
	faults_free(&faults);
	rubric_draft_tidy(&draft);
	says(&draft, "title[en] = \"\"\n[sections]", true);
	rubric_draft_free(&draft);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_unchanged),
		cmocka_unit_test(test_one_line), cmocka_unit_test(test_long),
		cmocka_unit_test(test_random), cmocka_unit_test(test_prompts),
		cmocka_unit_test(test_heads), cmocka_unit_test(test_bump),
		cmocka_unit_test(test_values), cmocka_unit_test(test_half_values),
		cmocka_unit_test(test_empty_texts)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
