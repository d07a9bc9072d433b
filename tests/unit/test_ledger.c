#include "config.h"

#include "base/clock.h"
#include "group.h"

static void who_may_write(void **state)
{
	const struct ledger *ledger;
	struct group group;

	(void)state;
	group_open(&group);
	group_rate(&group, UID_ANN, "ann", "novelty", "low");	 /* her own */
	group_rate(&group, OWNER, "bob", "novelty", "high");	 /* entered for the room */
	group_rate(&group, OWNER, "cyn", "novelty", "moderate"); /* has no account */
	group_rate(&group, UID_BOB, "ann", "urgency", "high");	 /* forged */
	group_rate(&group, UID_BOB, "cyn", "urgency", "high");	 /* forged */
	group_rate(&group, STRANGER, "bob", "urgency", "high");	 /* forged */
	group_rate(&group, OWNER, "eve", "urgency", "high");	 /* nobody */
	ledger = group_ledger(&group);
	assert_int_equal(ledger->sheet_count, 3);
	assert_string_equal(group_level(&group, 0, 1, "novelty"), "low");
	assert_string_equal(group_level(&group, 1, 1, "novelty"), "high");
	assert_string_equal(group_level(&group, 2, 1, "novelty"), "moderate");
	assert_string_equal(group_level(&group, 0, 1, "urgency"), "");
	assert_string_equal(group_level(&group, 1, 1, "urgency"), "");
	assert_false(ledger_entry(ledger, 0, 1)->by_owner);
	assert_true(ledger_entry(ledger, 1, 1)->by_owner);
	assert_string_equal(ledger_sheet(ledger, 2, 1)->role, "lecturer");
	assert_int_equal(group_doubts(ledger, DOUBT_FORGED), 3);
	assert_int_equal(group_doubts(ledger, DOUBT_STRANGER), 1);
	assert_int_equal(ledger->doubt_count, 4);
	group_close(&group);
}

/* Also when the owner's is newer. */
static void own_beats_owner(void **state)
{
	const struct ledger *ledger;
	struct group group;

	(void)state;
	group_open(&group);
	group_rate(&group, UID_ANN, "ann", "novelty", "low");
	group_rate(&group, OWNER, "ann", "novelty", "high");
	group_rate(&group, OWNER, "ann", "urgency", "high");
	group_rate(&group, OWNER, "bob", "novelty", "low");
	group_rate(&group, OWNER, "bob", "novelty", "high");
	group_rate(&group, UID_BOB, "bob", "novelty", "low");
	group_rate(&group, UID_BOB, "bob", "novelty", "high");
	ledger = group_ledger(&group);
	assert_string_equal(group_level(&group, 0, 1, "novelty"), "low");
	assert_string_equal(group_level(&group, 0, 1, "urgency"), "high");
	assert_string_equal(group_level(&group, 1, 1, "novelty"), "high");
	assert_int_equal(group_doubts(ledger, DOUBT_DIFFERS), 1);
	assert_int_equal(ledger->doubts[0].record, 1);
	assert_int_equal(ledger->doubt_count, 1);
	/* One record stands for each key. */
	for (size_t i = 0; i < group.records.count; i++)
		assert_int_equal(ledger->used[i], i == 0 || i == 2 || i == 6);
	group_close(&group);
}

/* A rater's own answer must not vanish because somebody copies the line. */
static void copied_line_takes_nothing_away(void **state)
{
	const struct ledger *ledger;
	struct record copy;
	struct group group;

	(void)state;
	group_open(&group);
	group_rate(&group, UID_BOB, "bob", "novelty", "low");
	record_copy(&copy, &group.records.list[0]);
	copy.uid = STRANGER;
	record_list_add(&group.records, &copy);
	record_copy(&copy, &group.records.list[0]);
	copy.uid = UID_ANN;
	record_list_add(&group.records, &copy);
	ledger = group_ledger(&group);
	assert_string_equal(group_level(&group, 1, 1, "novelty"), "low");
	assert_int_equal(group_doubts(ledger, DOUBT_FORGED), 2);
	group_close(&group);
}

static void after_the_showing_it_is_late(void **state)
{
	const struct ledger *ledger;
	struct record copy;
	struct group group;

	(void)state;
	group_open(&group);
	group_rate(&group, UID_ANN, "ann", "novelty", "low")->within = 1 << 1;
	group_rate(&group, UID_ANN, "ann", "novelty", "high");
	group_rate(&group, OWNER, "cyn", "novelty", "high");
	/* A copy of a line that was in time, made later by a sync tool. */
	record_copy(&copy, &group.records.list[0]);
	copy.within = 0;
	copy.file = 7;
	record_list_add(&group.records, &copy);
	ledger = group_ledger(&group);
	assert_string_equal(group_level(&group, 0, 1, "novelty"), "high");
	assert_int_equal(ledger->doubt_count, 0);
	group_step(&group, "revealed", "round", "1");
	ledger = group_ledger(&group);
	assert_true(ledger->shown[1]);
	assert_string_equal(group_level(&group, 0, 1, "novelty"), "low");
	assert_string_equal(group_level(&group, 2, 1, "novelty"), "");
	assert_int_equal(group_doubts(ledger, DOUBT_LATE), 2);
	assert_int_equal(ledger_entry(ledger, 0, 1)->late, 1);
	assert_int_equal(ledger_entry(ledger, 2, 1)->late, 1);
	assert_int_equal(ledger_state(ledger, 2, 1), LEDGER_NOT_STARTED);
	/* The next round is not closed by that. */
	group_step(&group, "round", "round", "2");
	group_say(&group, UID_ANN, RECORD_RATE, "2", "ann", "novelty", "very-high");
	ledger = group_ledger(&group);
	assert_int_equal(ledger->round, 2);
	assert_string_equal(group_level(&group, 0, 2, "novelty"), "very-high");
	group_step(&group, "closed", NULL, NULL);
	ledger = group_ledger(&group);
	assert_true(ledger->closed);
	assert_string_equal(group_level(&group, 0, 2, "novelty"), "");
	group_close(&group);
}

static void who_counts_in_which_round(void **state)
{
	const struct ledger *ledger;
	struct group group;

	(void)state;
	group_open(&group);
	group_person(&group, "dan", "student", ROSTER_NO_UID);
	group_person(&group, "eve", "student", ROSTER_NO_UID);
	group_step(&group, "person-added", "person", "dan"); /* before the showing */
	group_step(&group, "person-withdrawn", "person", "bob");
	group_step(&group, "revealed", "round", "1");
	group_step(&group, "person-added", "person", "eve"); /* a latecomer */
	group_step(&group, "round", "round", "2");
	state_step_set(&group.steps.list[group.steps.count - 1], "criteria", "novelty, interests");
	group_step(&group, "person-withdrawn", "person", "cyn");
	ledger = group_ledger(&group);
	assert_true(ledger_counts(ledger, 0, 1) && ledger_counts(ledger, 0, 2));
	assert_false(ledger_counts(ledger, 1, 1) || ledger_counts(ledger, 1, 2));
	assert_true(ledger_counts(ledger, 2, 1));
	assert_false(ledger_counts(ledger, 2, 2));
	assert_true(ledger_counts(ledger, 3, 1) && ledger_counts(ledger, 3, 2));
	assert_false(ledger_counts(ledger, 4, 1));
	assert_true(ledger_counts(ledger, 4, 2));
	assert_int_equal(ledger_state(ledger, 1, 1), LEDGER_LEFT);
	assert_int_equal(ledger_state(ledger, 2, 2), LEDGER_LEFT);
	for (size_t c = 0; c < group.rubric->criterion_count; c++) {
		const char *id = group.rubric->criteria[c].id;
		bool asked = strcmp(id, "novelty") == 0 || strcmp(id, "interests") == 0;

		assert_true(ledger->in_round[group.rubric->criterion_count + c]);
		assert_int_equal(ledger->in_round[2 * group.rubric->criterion_count + c], asked);
	}
	group_close(&group);
}

static void what_is_asked_can_be_chosen_again(void **state)
{
	const struct ledger *ledger;
	struct group group;
	size_t asked = 0;

	(void)state;
	group_open(&group);
	group_step(&group, "round", "round", "1");
	state_step_set(&group.steps.list[group.steps.count - 1], "criteria", "novelty, urgency");
	group_rate(&group, OWNER, "ann", "novelty", "low");
	group_rate(&group, OWNER, "ann", "urgency", "low");
	ledger = group_ledger(&group);
	for (size_t c = 0; c < group.rubric->criterion_count; c++)
		asked += ledger->in_round[group.rubric->criterion_count + c];
	assert_int_equal(asked, 2);
	assert_int_equal(ledger->round, 1);
	assert_int_equal(ledger_state(ledger, 0, 1), LEDGER_DONE);
	group_close(&group);
}

static void who_is_done(void **state)
{
	struct group group;

	(void)state;
	group_open(&group);
	assert_int_equal(ledger_state(group_ledger(&group), 0, 1), LEDGER_NOT_STARTED);
	for (size_t c = 0; c < group.rubric->criterion_count; c++) {
		struct record *record =
			group_rate(&group, UID_ANN, "ann", group.rubric->criteria[c].id, "low");

		if (c == 3) {
			record->status = RECORD_UNKNOWN;
			mem_replace(&record->level, "");
		}
		assert_int_equal(ledger_state(group_ledger(&group), 0, 1),
			c + 1 < group.rubric->criterion_count ? LEDGER_STARTED : LEDGER_DONE);
	}
	group_rate(&group, OWNER, "bob", "novelty", "low");
	group_say(&group, UID_BOB, RECORD_SUBMIT, "1", "bob", "", "");
	assert_int_equal(ledger_state(group_ledger(&group), 1, 1), LEDGER_DONE);
	group_say(&group, UID_BOB, RECORD_REOPEN, "1", "bob", "", "");
	assert_int_equal(ledger_state(group_ledger(&group), 1, 1), LEDGER_DONE);
	assert_int_equal(group_doubts(group.ledger, DOUBT_NOT_OWNER), 1);
	group_say(&group, OWNER, RECORD_REOPEN, "1", "bob", "", "");
	assert_int_equal(ledger_state(group_ledger(&group), 1, 1), LEDGER_STARTED);
	group_close(&group);
}

static void wrong_contents(void **state)
{
	const struct ledger *ledger;
	struct group group;

	(void)state;
	group_open(&group);
	group_rate(&group, UID_ANN, "ann", "colour", "low");
	group_rate(&group, UID_ANN, "ann", "novelty", "red");
	group_say(&group, UID_ANN, RECORD_RATE, "0", "ann", "novelty", "low");
	group_say(&group, UID_ANN, RECORD_RATE, "10", "ann", "novelty", "low");
	mem_replace(&group_rate(&group, UID_ANN, "ann", "urgency", "low")->target, "West");
	ledger = group_ledger(&group);
	assert_int_equal(group_doubts(ledger, DOUBT_CONTENT), 5);
	assert_string_equal(group_level(&group, 0, 1, "urgency"), "");
	group_close(&group);
}

static void what_the_group_says(void **state)
{
	const struct ledger *ledger;
	struct record *record;
	struct group group;
	size_t novelty, urgency;

	(void)state;
	group_open(&group);
	novelty = rubric_find_criterion(group.rubric, "novelty");
	urgency = rubric_find_criterion(group.rubric, "urgency");
	mem_replace(&group.session.profile, "first-year");
	group_say(&group, OWNER, RECORD_CONSENSUS, "consensus", "", "novelty", "low");
	record = group_say(&group, OWNER, RECORD_CONSENSUS, "consensus", "", "novelty", "high");
	mem_replace(&record->note, "because");
	record = group_say(&group, OWNER, RECORD_CONSENSUS, "consensus", "", "urgency", "");
	record->status = RECORD_NO_CONSENSUS;
	group_say(&group, UID_ANN, RECORD_CONSENSUS, "consensus", "", "interests", "high");
	group_say(&group, OWNER, RECORD_CONSENSUS, "consensus", "", "interests", "red");
	group_say(&group, OWNER, RECORD_RANGE, "", "", "novelty", "moderate..very-high");
	group_say(&group, OWNER, RECORD_RANGE, "", "", "novelty", "high..low");
	group_say(&group, UID_ANN, RECORD_RANGE, "", "", "novelty", "low..low");
	record = group_say(&group, OWNER, RECORD_ACTION, "", "", "novelty", "moderate");
	mem_replace(&record->part, "00aa");
	mem_replace(&record->note, "cut it");
	record = group_say(&group, OWNER, RECORD_ACTION, "", "", "", "");
	mem_replace(&record->part, "00bb");
	mem_replace(&record->note, "ask");
	record = group_say(&group, OWNER, RECORD_ACTION, "", "", "novelty", "low");
	mem_replace(&record->part, "00aa");
	mem_replace(&record->note, "cut it twice");
	ledger = group_ledger(&group);
	assert_true(ledger->agreed[novelty].given);
	assert_int_equal(ledger->agreed[novelty].step, 2);
	assert_string_equal(ledger->agreed[novelty].reason, "because");
	assert_true(ledger->agreed[urgency].given && ledger->agreed[urgency].no_consensus);
	assert_false(ledger->agreed[rubric_find_criterion(group.rubric, "interests")].given);
	assert_int_equal(ledger->wanted[novelty].low, 1);
	assert_int_equal(ledger->wanted[novelty].high, 3);
	assert_int_equal(ledger->wanted[urgency].low, 0);
	assert_int_equal(ledger->wanted[urgency].high, 1);
	assert_int_equal(ledger->action_count, 2);
	assert_string_equal(ledger->actions[0].text, "cut it twice");
	assert_int_equal(ledger->actions[0].step, 0);
	assert_int_equal(ledger->actions[1].criterion, RUBRIC_NONE);
	assert_int_equal(group_doubts(ledger, DOUBT_NOT_OWNER), 2);
	assert_int_equal(group_doubts(ledger, DOUBT_CONTENT), 2);
	record = group_say(&group, OWNER, RECORD_ACTION, "", "", "novelty", "");
	mem_replace(&record->part, "00aa");
	record->status = RECORD_REMOVED;
	ledger = group_ledger(&group);
	assert_int_equal(ledger->action_count, 1);
	assert_string_equal(ledger->actions[0].part, "00bb");
	group_close(&group);
}

/* 1,500 people with eight criteria answered four times: no time to speak of. */
static void many_people(void **state)
{
	const struct ledger *ledger;
	struct group group;
	int64_t start;

	(void)state;
	group_open(&group);
	for (int i = 0; i < 1500; i++) {
		char id[32];

		snprintf(id, sizeof(id), "student-%d", i);
		group_person(&group, id, "student", 10000 + i);
		for (int k = 0; k < 32; k++)
			group_rate(&group, k % 5 == 0 ? OWNER : 10000 + i, id,
				group.rubric->criteria[k % 8].id, "low");
	}
	start = clock_monotonic_ms();
	ledger = group_ledger(&group);
	assert_true(clock_monotonic_ms() - start < 5000);
	assert_int_equal(ledger->sheet_count, 1500);
	for (size_t i = 3; i < group.roster.count; i++)
		assert_int_equal(ledger_state(ledger, i, 1), LEDGER_DONE);
	group_close(&group);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_may_write),
		cmocka_unit_test(own_beats_owner),
		cmocka_unit_test(copied_line_takes_nothing_away),
		cmocka_unit_test(after_the_showing_it_is_late),
		cmocka_unit_test(who_counts_in_which_round),
		cmocka_unit_test(what_is_asked_can_be_chosen_again),
		cmocka_unit_test(who_is_done),
		cmocka_unit_test(wrong_contents),
		cmocka_unit_test(what_the_group_says),
		cmocka_unit_test(many_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
