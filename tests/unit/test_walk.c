/* The walk: answers, what cannot be done, and undo back to the opening, also after a restart. */
#include "config.h"

#include "base/mem.h"
#include "model/walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A rubric of three criteria with three levels; the last criterion has only the outer two. */
static struct rubric *small_rubric(void)
{
	static const char *const LEVELS[] = {"low", "mid", "high"};
	static const char *const CRITERIA[] = {"alpha", "beta", "gamma"};
	struct rubric *rubric = MEM_NEW(struct rubric);

	rubric->id = mem_text("small");
	rubric->unknown_allowed = true;
	rubric->lang_count = 1;
	rubric->langs[0] = mem_text("en");
	rubric->level_count = 3;
	rubric->levels = mem_grow(NULL, 0, 3, sizeof(struct rubric_level));
	for (size_t i = 0; i < 3; i++)
		rubric->levels[i].id = mem_text(LEVELS[i]);
	rubric->criterion_count = 3;
	rubric->criteria = mem_grow(NULL, 0, 3, sizeof(struct rubric_criterion));
	for (size_t i = 0; i < 3; i++) {
		struct rubric_criterion *criterion = &rubric->criteria[i];
		criterion->id = mem_text(CRITERIA[i]);
		criterion->step_count = i == 2 ? 2 : 3;
		criterion->steps = mem_grow(NULL, 0, 3, sizeof(struct rubric_step));
		for (size_t k = 0; k < criterion->step_count; k++)
			criterion->steps[k].level = i == 2 ? k * 2 : k;
	}
	return rubric;
}

struct fixture {
	struct rubric *rubric;
	struct record_list journal; /* what the walk has said, as a store would number it */
};

static int set_up(void **state)
{
	struct fixture *fixture = MEM_NEW(struct fixture);

	fixture->rubric = small_rubric();
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	record_list_free(&fixture->journal);
	rubric_free(fixture->rubric);
	free(fixture);
	return 0;
}

static struct walk *start(struct fixture *fixture)
{
	struct sheet *sheet = sheet_new(fixture->rubric, "1", "ann", "student", "plan");

	return walk_new(sheet, &fixture->journal);
}

static void keep(struct fixture *fixture, struct walk *walk)
{
	struct record record;

	while (walk_take(walk, &record)) {
		record.seq = fixture->journal.count + 1;
		strcpy(record.writer, "00000000000000aa");
		record_list_add(&fixture->journal, &record);
	}
}

static struct walk *restart(struct fixture *fixture, struct walk *walk)
{
	keep(fixture, walk);
	walk_free(walk);
	return start(fixture);
}

static const struct answer *answer(const struct walk *walk, size_t criterion)
{
	return &walk_sheet(walk)->answers[criterion];
}

static void answers_are_four_things(void **state)
{
	struct fixture *fixture = *state;
	struct walk *walk = start(fixture);

	assert_int_equal(sheet_answered(walk_sheet(walk)), 0);
	assert_true(walk_choose(walk, 0, 1));
	assert_true(walk_unknown(walk, 1));
	assert_false(walk_not_applicable(walk, 2)); /* this rubric has no such answer */
	assert_false(walk_choose(walk, 2, 2));	    /* gamma has two levels */
	assert_true(walk_choose(walk, 2, 1));
	assert_int_equal(sheet_answered(walk_sheet(walk)), 3);
	assert_int_equal(answer(walk, 0)->status, ANSWER_SCORED);
	assert_int_equal(answer(walk, 1)->status, ANSWER_UNKNOWN);
	assert_string_equal(walk_last(walk)->level, "high"); /* gamma's second step */
	assert_true(walk_clear(walk, 0));
	assert_int_equal(answer(walk, 0)->status, ANSWER_NONE);
	assert_int_equal(walk_next_open(walk, 1), 0);
	assert_false(walk_clear(walk, 0)); /* changes nothing: no record */
	keep(fixture, walk);
	assert_int_equal(fixture->journal.count, 4);
	assert_int_equal(fixture->journal.list[3].status, RECORD_UNANSWERED);
	walk_free(walk);
}

static void a_restart_gives_the_same_sheet(void **state)
{
	struct fixture *fixture = *state;
	struct walk *walk = start(fixture);

	walk_choose(walk, 0, 2);
	walk_note(walk, 0, "because\nof this", false);
	walk_item(walk, 1, RECORD_QUESTION, NULL, "who pays?", NULL, NULL);
	walk_item(walk, 1, RECORD_AGREEMENT, NULL, "meet", "ann", "friday");
	walk = restart(fixture, walk);
	assert_int_equal(answer(walk, 0)->step, 2);
	assert_string_equal(answer(walk, 0)->note, "because\nof this");
	assert_int_equal(sheet_items_at(walk_sheet(walk), 1, RECORD_QUESTION), 1);
	assert_string_equal(sheet_item_at(walk_sheet(walk), 1, RECORD_AGREEMENT, 0)->owner, "ann");
	assert_int_equal(walk_at(walk), 2); /* on from where one stopped */
	walk_free(walk);
}

static void undo_to_the_opening(struct walk *walk, size_t at_most)
{
	while (at_most-- > 0 && walk_undo(walk))
		;
	assert_false(walk_can_undo(walk));
	assert_int_equal(sheet_answered(walk_sheet(walk)), 0);
	assert_int_equal(walk_sheet(walk)->item_count, 0);
	for (size_t i = 0; i < 3; i++)
		assert_null(answer(walk, i)->note);
	assert_false(walk_sheet(walk)->submitted);
}

static void make_changes(struct walk *walk)
{
	char part[5];

	walk_choose(walk, 0, 0);
	walk_choose(walk, 0, 2);
	walk_note(walk, 0, "a", false);
	walk_unknown(walk, 1);
	walk_item(walk, 2, RECORD_QUESTION, NULL, "q", NULL, NULL);
	strcpy(part, sheet_item_at(walk_sheet(walk), 2, RECORD_QUESTION, 0)->part);
	walk_item(walk, 2, RECORD_QUESTION, part, "q2", NULL, NULL);
	walk_item_remove(walk, 2, RECORD_QUESTION, part);
	walk_submit(walk);
}

static void undo_step_by_step(void **state)
{
	struct fixture *fixture = *state;
	struct walk *walk = start(fixture);

	make_changes(walk);
	assert_true(walk_undo(walk));
	assert_false(walk_sheet(walk)->submitted);
	assert_true(walk_undo(walk)); /* the question is there again, as it was last */
	assert_string_equal(sheet_item_at(walk_sheet(walk), 2, RECORD_QUESTION, 0)->text, "q2");
	assert_true(walk_undo(walk));
	assert_string_equal(sheet_item_at(walk_sheet(walk), 2, RECORD_QUESTION, 0)->text, "q");
	undo_to_the_opening(walk, 5);
	walk_free(walk);
}

static void undo_after_a_restart_goes_back_not_forth(void **state)
{
	struct fixture *fixture = *state;
	struct walk *walk = start(fixture);

	make_changes(walk);
	for (int i = 0; i < 4; i++)
		assert_true(walk_undo(walk));
	walk = restart(fixture, walk);
	assert_true(walk_undo(walk)); /* the don't-know */
	assert_int_equal(answer(walk, 1)->status, ANSWER_NONE);
	walk = restart(fixture, walk);
	assert_true(walk_undo(walk)); /* the note */
	assert_null(answer(walk, 0)->note);
	walk = restart(fixture, walk);
	assert_true(walk_undo(walk));
	assert_int_equal(answer(walk, 0)->step, 0);
	undo_to_the_opening(walk, 1);
	walk = restart(fixture, walk);
	assert_false(walk_can_undo(walk));
	walk_free(walk);
}

/* Any mixture of changes, undos and restarts ends at the opening, in as many undos as there are
 * changes left. */
static void undo_random(void **state)
{
	unsigned random = 12345;

	(void)state;
	for (int trial = 0; trial < 300; trial++) {
		struct fixture fixture = {.rubric = small_rubric()};
		struct walk *walk = start(&fixture);
		for (int i = 0; i < 40; i++) {
			random = random * 1103515245u + 12345u;
			size_t criterion = (random >> 16) % 3;
			switch ((random >> 20) % 7) {
			case 0: walk_choose(walk, criterion, (random >> 24) % 2); break;
			case 1: walk_unknown(walk, criterion); break;
			case 2: walk_note(walk, criterion, random & 64 ? "x" : "y", false); break;
			case 3: walk_clear(walk, criterion); break;
			case 4: walk_undo(walk); break;
			case 5: random & 128 ? walk_submit(walk) : walk_reopen(walk); break;
			default: walk = restart(&fixture, walk);
			}
		}
		walk = restart(&fixture, walk);
		undo_to_the_opening(walk, 41);
		walk_free(walk);
		record_list_free(&fixture.journal);
		rubric_free(fixture.rubric);
	}
}

static void handed_in_is_closed(void **state)
{
	struct fixture *fixture = *state;
	struct walk *walk = start(fixture);

	walk_choose(walk, 0, 0);
	assert_true(walk_submit(walk));
	assert_false(walk_submit(walk));
	assert_false(walk_choose(walk, 0, 1));
	assert_false(walk_note(walk, 0, "x", false));
	assert_false(walk_item(walk, 0, RECORD_QUESTION, NULL, "x", NULL, NULL));
	walk = restart(fixture, walk);
	assert_true(walk_sheet(walk)->submitted);
	assert_true(walk_reopen(walk));
	assert_true(walk_choose(walk, 0, 1));
	walk = restart(fixture, walk);
	assert_false(walk_sheet(walk)->submitted);
	assert_int_equal(answer(walk, 0)->step, 1);
	walk_free(walk);
}

static void a_final_hand_in_stays(void **state)
{
	struct fixture *fixture = *state;
	struct walk *walk = start(fixture);

	walk_is_led(walk);
	walk_choose(walk, 0, 0);
	assert_true(walk_undo(walk));
	walk_choose(walk, 0, 1);
	assert_true(walk_submit(walk));
	assert_false(walk_reopen(walk));
	assert_false(walk_can_undo(walk));
	assert_false(walk_undo(walk));
	assert_true(walk_sheet(walk)->submitted);
	walk_free(walk);
}

static void drafts_are_one_undo(void **state)
{
	struct fixture *fixture = *state;
	struct walk *walk = start(fixture);

	walk_note(walk, 0, "one", false);
	walk_note(walk, 0, "one two", false);
	walk_note(walk, 0, "one two three", true);
	walk_note(walk, 0, "one two three four", true);
	assert_true(walk_undo(walk));
	assert_string_equal(answer(walk, 0)->note, "one");
	walk_free(walk);
}

static void only_an_untouched_form_is_renamed(void **state)
{
	struct fixture *fixture = *state;
	struct walk *walk = start(fixture);

	assert_true(walk_rename(walk, "other"));
	assert_string_equal(walk_sheet(walk)->target, "other");
	walk_choose(walk, 0, 0);
	walk_undo(walk);
	assert_false(walk_rename(walk, "third"));
	walk_free(walk);
}

static void strange_records_change_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct walk *walk = start(fixture);
	struct record record;

	record_init(&record);
	record.event = RECORD_RATE;
	record.status = RECORD_SCORED;
	mem_replace(&record.criterion, "gamma");
	mem_replace(&record.level, "mid"); /* not a level of gamma */
	assert_false(sheet_apply((struct sheet *)walk_sheet(walk), &record));
	mem_replace(&record.criterion, "delta");
	mem_replace(&record.level, "low");
	assert_false(sheet_apply((struct sheet *)walk_sheet(walk), &record));
	assert_int_equal(sheet_answered(walk_sheet(walk)), 0);
	record_free(&record);
	walk_free(walk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(answers_are_four_things, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_restart_gives_the_same_sheet, set_up, tear_down),
		cmocka_unit_test_setup_teardown(undo_step_by_step, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			undo_after_a_restart_goes_back_not_forth, set_up, tear_down),
		cmocka_unit_test(undo_random),
		cmocka_unit_test_setup_teardown(handed_in_is_closed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_final_hand_in_stays, set_up, tear_down),
		cmocka_unit_test_setup_teardown(drafts_are_one_undo, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			only_an_untouched_form_is_renamed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(strange_records_change_nothing, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
