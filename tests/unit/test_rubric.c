/* The shipped rubrics, and what the reader makes of a file. */
#include "config.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/text.h"
#include "files/rubric_file.h"
#include "report/rubric_text.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct rubric *shipped(const char *name)
{
	const char *top = getenv("top_srcdir");
	struct buf path = BUF_EMPTY;
	struct faults faults;
	struct rubric *rubric;

	buf_format(&path, "%s/rubrics/%s.ini", top ? top : ".", name);
	faults_init(&faults, buf_text(&path));
	rubric = rubric_file_read(buf_text(&path), &faults);
	assert_int_equal(faults.count, 0);
	assert_non_null(rubric);
	assert_string_equal(rubric->id, name);
	faults_free(&faults);
	buf_free(&path);
	return rubric;
}

static struct rubric *parse(const char *text)
{
	struct faults faults;
	struct rubric *rubric;

	faults_init(&faults, "x.ini");
	rubric = rubric_file_parse(text, strlen(text), &faults);
	if (faults.count > 0)
		print_message("%u: %s\n", faults.list[0].line, faults.list[0].message);
	assert_int_equal(faults.count, 0);
	assert_non_null(rubric);
	faults_free(&faults);
	return rubric;
}

/* The text is there in each language, and nowhere else. */
static void check_complete(const struct rubric *rubric, const struct rubric_text *text)
{
	for (size_t i = 0; i < RUBRIC_LANGS_MAX; i++) {
		if (i >= rubric->lang_count) {
			assert_null(text->by[i]);
			continue;
		}
		assert_non_null(text->by[i]);
		assert_true(text->by[i][0] != '\0');
	}
}

static void complextool(void **state)
{
	static const char *const ids[] = {"openness", "interdependence", "novelty", "disciplines",
		"stakeholders", "interests", "urgency", "self-direction"};
	static const char *const levels[] = {"low", "moderate", "high", "very-high"};
	struct rubric *rubric = shipped("complextool");
	size_t nl = rubric_lang(rubric, "nl"), en = rubric_lang(rubric, "en");

	(void)state;
	assert_int_equal(rubric->kind, RUBRIC_LEVELS);
	assert_int_equal(rubric->status, RUBRIC_RECONSTRUCTION);
	assert_int_equal(rubric->reason, RUBRIC_REASON_ASK);
	assert_int_equal(rubric->direction, RUBRIC_NEUTRAL);
	assert_int_equal(rubric->scale, RUBRIC_ORDINAL);
	assert_true(rubric->unknown_allowed);
	assert_false(rubric->not_applicable_allowed);
	assert_int_equal(rubric->lang_count, 2);
	assert_int_equal(rubric->level_count, 4);
	assert_int_equal(rubric->criterion_count, 8);
	assert_string_equal(rubric_say(rubric, &rubric->unknown, nl), "weet ik niet");
	assert_string_equal(rubric_say(rubric, &rubric->levels[3].label, en), "very high");
	for (size_t i = 0; i < 4; i++) {
		assert_string_equal(rubric->levels[i].id, levels[i]);
		assert_true(rubric->levels[i].value == (double)i + 1);
		assert_int_equal(rubric_find_level(rubric, levels[i]), i);
	}
	for (size_t i = 0; i < 8; i++) {
		const struct rubric_criterion *criterion = &rubric->criteria[i];

		assert_string_equal(criterion->id, ids[i]);
		assert_int_equal(rubric_find_criterion(rubric, ids[i]), i);
		assert_true(criterion->weight == 1);
		assert_int_equal(criterion->step_count, 4);
		check_complete(rubric, &criterion->title);
		check_complete(rubric, &criterion->question);
		check_complete(rubric, &criterion->ask);
		check_complete(rubric, &criterion->down);
		check_complete(rubric, &criterion->up);
		assert_true(rubric_text_empty(&criterion->self));
		for (size_t j = 0; j < 4; j++) {
			assert_int_equal(criterion->steps[j].level, j);
			check_complete(rubric, &criterion->steps[j].label);
			check_complete(rubric, &criterion->steps[j].descriptor);
		}
	}
	assert_string_equal(rubric_say(rubric, &rubric->criteria[2].question, en),
		"Is there already an approach to this problem, here or elsewhere?");
	rubric_free(rubric);
}

static void profiles(void **state)
{
	struct rubric *rubric = shipped("complextool");
	size_t urgency = rubric_find_criterion(rubric, "urgency");

	(void)state;
	assert_int_equal(rubric->profile_count, 3);
	assert_string_equal(rubric->profiles[1].id, "later-year");
	assert_int_equal(rubric->profiles[1].ranges[0].low, 1);
	assert_int_equal(rubric->profiles[1].ranges[0].high, 2);
	assert_int_equal(rubric->profiles[1].ranges[urgency].low, 0);
	assert_int_equal(rubric->profiles[1].ranges[urgency].high, 2);
	assert_int_equal(rubric->profiles[2].ranges[urgency].high, 3);
	rubric_free(rubric);
}

static void matrix(void **state)
{
	struct rubric *rubric = shipped("collaboration-matrix");
	size_t en = rubric_lang(rubric, "en"), at = rubric_find_criterion(rubric, "task.overview");
	const struct rubric_criterion *cell = &rubric->criteria[at];

	(void)state;
	assert_int_equal(rubric->kind, RUBRIC_GRID);
	assert_int_equal(rubric->status, RUBRIC_ADAPTED);
	assert_int_equal(rubric->row_count, 4);
	assert_int_equal(rubric->column_count, 4);
	assert_int_equal(rubric->criterion_count, 16);
	assert_false(rubric->unknown_allowed);
	assert_int_equal(at, 0);
	assert_int_equal(cell->prompt_count, 3);
	assert_false(cell->prompts[0].group);
	assert_true(cell->prompts[1].group);
	assert_string_equal(
		rubric_say(rubric, &cell->prompts[2].text, en), "What do we deliver, and when?");
	assert_string_equal(rubric_say(rubric, &cell->title, en), "Task: Create overview");
	for (size_t i = 0; i < 16; i++) {
		assert_int_equal(rubric_at(rubric, i / 4, i % 4), i);
		assert_true(rubric->criteria[i].prompt_count >= 2);
		for (size_t j = 0; j < rubric->criteria[i].prompt_count; j++)
			check_complete(rubric, &rubric->criteria[i].prompts[j].text);
		assert_int_equal(rubric->criteria[i].step_count, 4);
		check_complete(rubric, &rubric->criteria[i].steps[3].descriptor);
	}
	assert_string_equal(rubric->criteria[13].id, "guidance.reflect");
	assert_int_equal(rubric_at(rubric, 4, 0), RUBRIC_NONE);
	rubric_free(rubric);
}

#define HEAD "[rubric]\nid = x\n"
#define LEVELS                                                                                     \
	"[levels]\norder = a, b, c\n[level.a]\nlabel[en] = \"A\"\ntext[en] = \"all a\"\n"          \
	"[level.b]\nlabel[en] = \"B\"\n[level.c]\nlabel[en] = \"C\"\nvalue = 7.5\n"

static void own_levels(void **state)
{
	struct rubric *rubric =
		parse(HEAD "kind = levels\ntitle[en] = \"X\"\n" LEVELS
			   "[criteria]\norder = one\norder.2 = two\n"
			   "[criterion.one]\ntitle[en] = \"One\"\nlevels = a, c\n"
			   "a.value = 0.25\nc.label[en] = \"Top\"\nc[en] = \"c,\"\n"
			   "c[en].2 = \"at length\"\nweight = 2.5\n"
			   "[criterion.two]\ntitle[en] = \"Two\"\nb[en] = \"b\"\nc[en] = \"c\"\n");
	const struct rubric_criterion *one = &rubric->criteria[0];

	(void)state;
	assert_int_equal(rubric->criterion_count, 2);
	assert_int_equal(rubric->status, RUBRIC_OWN);
	assert_int_equal(rubric->reason, RUBRIC_REASON_OFFER);
	assert_int_equal(one->step_count, 2);
	assert_int_equal(one->steps[1].level, 2);
	assert_int_equal(rubric_find_step(one, 2), 1);
	assert_int_equal(rubric_find_step(one, 1), RUBRIC_NONE);
	assert_true(one->steps[0].value == 0.25);
	assert_true(one->steps[1].value == 7.5);
	assert_true(one->weight == 2.5);
	assert_string_equal(rubric_say(rubric, &one->steps[0].descriptor, 0), "all a");
	assert_string_equal(rubric_say(rubric, &one->steps[1].label, 0), "Top");
	assert_string_equal(rubric_say(rubric, &one->steps[1].descriptor, 0), "c, at length");
	assert_string_equal(rubric_say(rubric, &rubric->levels[2].label, 0), "C");
	assert_int_equal(rubric->criteria[1].step_count, 3);
	rubric_free(rubric);
}

static void statements(void **state)
{
	struct rubric *rubric =
		parse(HEAD "kind = statements\ntitle[en] = \"X\"\n" LEVELS
			   "[elements]\norder = p, q\n[element.p]\ntitle[en] = \"P\"\n"
			   "[element.q]\ntitle[en] = \"Q\"\n[statement.q.2]\ntext[en] = \"q2\"\n"
			   "[statement.p.10]\ntext[en] = \"p10\"\nreverse = yes\n"
			   "[statement.p.9]\ntext[en] = \"p9\"\n"
			   "[answers]\nunknown = no\nnot-applicable = yes\n"
			   "[comments]\ntip[en] = \"Any tip?\"\n");
	const struct rubric_criterion *reversed = &rubric->criteria[1];

	(void)state;
	assert_int_equal(rubric->row_count, 2);
	assert_int_equal(rubric->criterion_count, 3);
	/* By element, then by number: 10 is more than 9. */
	assert_string_equal(rubric->criteria[0].id, "p.9");
	assert_string_equal(reversed->id, "p.10");
	assert_string_equal(rubric->criteria[2].id, "q.2");
	assert_int_equal(rubric->criteria[2].row, 1);
	assert_true(reversed->reverse);
	/* Values 1, 2, 7.5: the lowest counts as the highest. */
	assert_true(rubric_value(reversed, 0) == 7.5);
	assert_true(rubric_value(reversed, 1) == 6.5);
	assert_true(rubric_value(&rubric->criteria[0], 1) == 2);
	assert_false(rubric->unknown_allowed);
	assert_true(rubric->not_applicable_allowed);
	assert_string_equal(rubric_say(rubric, &rubric->comments[RUBRIC_TIP], 0), "Any tip?");
	assert_true(rubric_text_empty(&rubric->comments[RUBRIC_TOP]));
	rubric_free(rubric);
}

static void questions(void **state)
{
	struct rubric *rubric = parse(HEAD "kind = questions\ntitle[nl] = \"X\"\n"
					   "[sections]\norder = p\n[section.p]\ntitle[nl] = \"P\"\n"
					   "[question.p.1]\ntext[nl] = \"Wat?\"\n");

	(void)state;
	assert_int_equal(rubric->level_count, 0);
	assert_int_equal(rubric->criteria[0].step_count, 0);
	/* No English there: the first language is the best there is. */
	assert_int_equal(rubric_lang(rubric, "en"), 0);
	assert_string_equal(rubric_say(rubric, &rubric->criteria[0].question, 0), "Wat?");
	rubric_free(rubric);
}

static void languages(void **state)
{
	struct rubric *rubric = shipped("complextool");
	struct rubric_text only = {{NULL, rubric->title.by[1]}};

	(void)state;
	assert_string_equal(rubric->langs[0], "nl");
	assert_int_equal(rubric_lang(rubric, "nl"), 0);
	assert_int_equal(rubric_lang(rubric, "en"), 1);
	assert_int_equal(rubric_lang(rubric, "fr"), 1);
	assert_string_equal(rubric_say(rubric, &only, 0), "Complextool");
	assert_string_equal(rubric_say(rubric, &rubric->criteria[0].self, 0), "");
	rubric_free(rubric);
}

/* The fingerprint is that of the bytes in the file, a byte order mark included. */
static void fingerprint(void **state)
{
	const char *text =
		HEAD "kind = questions\ntitle[nl] = \"X\"\n[sections]\norder = p\n"
		     "[section.p]\ntitle[nl] = \"P\"\n[question.p.1]\ntext[nl] = \"W\"\n";
	struct buf marked = BUF_EMPTY;
	struct rubric *plain = parse(text), *with;
	char want[ID_FINGERPRINT_LEN + 1];

	(void)state;
	buf_format(&marked, "\xEF\xBB\xBF%s", text);
	with = parse(buf_text(&marked));
	id_fingerprint(want, text, strlen(text));
	assert_string_equal(plain->fingerprint, want);
	assert_string_not_equal(with->fingerprint, want);
	assert_int_equal(with->byte_count, strlen(text) + 3);
	assert_memory_equal(with->bytes, buf_text(&marked), marked.len);
	rubric_free(plain);
	rubric_free(with);
	buf_free(&marked);
}

/* Every line is at most `width` columns and ends in no space. */
static void check_lines(const char *text, int width)
{
	while (*text) {
		size_t len = strcspn(text, "\n");
		char line[1024];

		assert_true(len < sizeof(line));
		memcpy(line, text, len);
		line[len] = '\0';
		assert_true(text_width(line) <= width);
		assert_true(len == 0 || line[len - 1] != ' ');
		text += len + 1;
	}
}

static void shown(void **state)
{
	static const char *const names[] = {"complextool", "collaboration-matrix"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct rubric *rubric = shipped(names[i]);

		for (int width = 20; width <= 200; width += 9) {
			struct buf out = BUF_EMPTY;
			struct sink sink = sink_to_buf(&out);

			rubric_text_write(&sink, rubric, width % 2 ? "nl" : "en", width, false);
			check_lines(buf_text(&out), width);
			buf_free(&out);
		}
		rubric_free(rubric);
	}
}

/* Plain: each descriptor whole, on a line of its own; no indent, no rule. */
static void shown_plainly(void **state)
{
	struct rubric *rubric = shipped("complextool");
	struct buf out = BUF_EMPTY;
	struct sink sink = sink_to_buf(&out);

	(void)state;
	rubric_plain_write(&sink, rubric, "en");
	assert_null(strstr(buf_text(&out), "\n "));
	assert_null(strstr(buf_text(&out), "--"));
	assert_null(strstr(buf_text(&out), " \n"));
	for (size_t i = 0; i < rubric->criterion_count; i++)
		for (size_t j = 0; j < 4; j++) {
			const struct rubric_step *step = &rubric->criteria[i].steps[j];
			struct buf line = BUF_EMPTY;

			buf_format(&line, "\n%zu %s: %s\n", j + 1, step->label.by[1],
				step->descriptor.by[1]);
			assert_non_null(strstr(buf_text(&out), buf_text(&line)));
			buf_free(&line);
		}
	buf_free(&out);
	rubric_free(rubric);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(complextool),
		cmocka_unit_test(profiles),
		cmocka_unit_test(matrix),
		cmocka_unit_test(own_levels),
		cmocka_unit_test(statements),
		cmocka_unit_test(questions),
		cmocka_unit_test(languages),
		cmocka_unit_test(fingerprint),
		cmocka_unit_test(shown),
		cmocka_unit_test(shown_plainly),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
