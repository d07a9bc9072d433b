#include "config.h"

#include "group.h"
#include "model/peers.h"

/* Teams a (ann, bob, dan) and b (eve), fay without a group; nobody but ann and bob has an account.
 */
static void class_open(struct group *group)
{
	static const char *const people[][2] = {
		{"ann", "a"}, {"bob", "a"}, {"dan", "a"}, {"eve", "b"}, {"fay", ""}};

	memset(group, 0, sizeof(*group));
	group->rubric = world_rubric("teamwork");
	session_init(&group->session);
	strcpy(group->session.id, "0123456789abcdef");
	group->session.kind = SESSION_PEER;
	mem_replace(&group->session.title, "Peers");
	mem_replace(&group->session.closes, "2026-03-10T18:00:00+01:00");
	for (size_t i = 0; i < 5; i++) {
		group_person(group, people[i][0], "student",
			i == 0	 ? UID_ANN
			: i == 1 ? UID_BOB
				 : ROSTER_NO_UID);
		mem_replace(&group->roster.list[i].group, people[i][1]);
	}
	group_step(group, "open", NULL, NULL);
}

static struct record *about(struct group *group, long uid, enum record_event event,
	const char *rater, const char *target, const char *criterion, const char *level)
{
	struct record *record = group_say(group, uid, event, "1", rater, criterion, level);

	mem_replace(&record->target, target);
	return record;
}

static struct record *rate(
	struct group *group, long uid, const char *rater, const char *target, const char *level)
{
	return about(group, uid, RECORD_RATE, rater, target, "climate", level);
}

static const char *level_of(const struct ledger *ledger, size_t person, size_t target)
{
	const struct ledger_sheet *entry = ledger_about(ledger, person, target, 1);
	size_t at = rubric_find_criterion(ledger->rubric, "climate");
	const struct answer *answer;

	if (entry == NULL)
		return "none";
	answer = &entry->sheet->answers[at];
	return answer->status == ANSWER_SCORED
		       ? ledger->rubric
				 ->levels[ledger->rubric->criteria[at].steps[answer->step].level]
				 .id
		       : "";
}

static void a_sheet_for_everybody_in_the_team(void **state)
{
	const struct ledger *ledger;
	struct group group;
	size_t count, *targets;

	(void)state;
	class_open(&group);
	rate(&group, UID_ANN, "ann", "bob", "rarely");
	rate(&group, UID_ANN, "ann", "ann", "unprompted");
	rate(&group, UID_BOB, "bob", "ann", "helps-others");
	rate(&group, OWNER, "dan", "ann", "when-asked");
	rate(&group, UID_ANN, "ann", "eve", "rarely");	  /* another team */
	rate(&group, UID_ANN, "bob", "dan", "rarely");	  /* forged */
	rate(&group, UID_BOB, "bob", "nobody", "rarely"); /* who is that */
	ledger = group_ledger(&group);
	assert_int_equal(ledger->team_count, 3);
	assert_string_equal(ledger->teams[0].name, "a");
	assert_int_equal(ledger->teams[0].count, 3);
	assert_int_equal(ledger->teams[2].count, 1);
	assert_int_equal(ledger->sheet_count, 4);
	assert_string_equal(level_of(ledger, 0, 1), "rarely");
	assert_string_equal(level_of(ledger, 0, 0), "unprompted");
	assert_string_equal(level_of(ledger, 1, 0), "helps-others");
	assert_string_equal(level_of(ledger, 2, 0), "when-asked");
	assert_true(ledger_about(ledger, 2, 0, 1)->by_owner);
	assert_null(ledger_about(ledger, 0, 3, 1));
	assert_int_equal(group_doubts(ledger, DOUBT_ELSEWHERE), 2);
	assert_int_equal(group_doubts(ledger, DOUBT_FORGED), 1);
	targets = ledger_targets(ledger, 1, &count);
	assert_int_equal(count, 3);
	free(targets);
	/* One without a group, and one alone in a group: themselves only. */
	targets = ledger_targets(ledger, 4, &count);
	assert_int_equal(count, 1);
	assert_int_equal(targets[0], 4);
	free(targets);
	group_close(&group);
}

static void done_is_handed_in_for_all(void **state)
{
	const struct ledger *ledger;
	struct group group;

	(void)state;
	class_open(&group);
	ledger = group_ledger(&group);
	assert_int_equal(ledger_state(ledger, 0, 1), LEDGER_NOT_STARTED);
	about(&group, UID_ANN, RECORD_COMMENT, "ann", "bob", "", "");
	mem_replace(&group.records.list[0].part, "top");
	mem_replace(&group.records.list[0].note, "Helps.");
	ledger = group_ledger(&group);
	assert_int_equal(ledger_state(ledger, 0, 1), LEDGER_STARTED);
	assert_string_equal(ledger_about(ledger, 0, 1, 1)->sheet->comments[RUBRIC_TOP], "Helps.");
	about(&group, UID_ANN, RECORD_SUBMIT, "ann", "ann", "", "");
	about(&group, UID_ANN, RECORD_SUBMIT, "ann", "bob", "", "");
	assert_int_equal(ledger_state(group_ledger(&group), 0, 1), LEDGER_STARTED);
	about(&group, UID_ANN, RECORD_SUBMIT, "ann", "dan", "", "");
	assert_int_equal(ledger_state(group_ledger(&group), 0, 1), LEDGER_DONE);
	/* Reopened by herself, until the closing. */
	about(&group, UID_ANN, RECORD_REOPEN, "ann", "dan", "", "");
	ledger = group_ledger(&group);
	assert_int_equal(ledger_state(ledger, 0, 1), LEDGER_STARTED);
	assert_int_equal(ledger->doubt_count, 0);
	about(&group, UID_ANN, RECORD_SUBMIT, "ann", "dan", "", "");
	/* Who left is not waited for; what was said about them is kept and asked of nobody. */
	group_step(&group, "person-withdrawn", "person", "bob");
	ledger = group_ledger(&group);
	assert_int_equal(ledger_state(ledger, 0, 1), LEDGER_DONE);
	assert_int_equal(ledger_state(ledger, 1, 1), LEDGER_LEFT);
	group_close(&group);
}

static void late_at(struct group *group, const char *level, const char *at)
{
	strcpy(rate(group, UID_ANN, "ann", "bob", level)->at, at);
}

static void closes_by_itself(void **state)
{
	const struct ledger *ledger;
	struct group group;

	(void)state;
	class_open(&group);
	late_at(&group, "rarely", "2026-03-10T17:00:00Z");
	late_at(&group, "unprompted", "2026-03-10T17:00:01Z");
	ledger = group_ledger(&group);
	assert_string_equal(level_of(ledger, 0, 1), "rarely");
	assert_int_equal(ledger_about(ledger, 0, 1, 1)->late, 1);
	assert_int_equal(group_doubts(ledger, DOUBT_LATE), 1);
	assert_false(ledger_over(ledger, 0, "2026-03-10T17:00:00Z"));
	assert_true(ledger_over(ledger, 0, "2026-03-10T17:00:01Z"));
	assert_true(ledger_all_over(ledger, "2026-03-11T00:00:00Z"));
	/* More time for one: what was late counts. */
	group_step(&group, "extended", "person", "ann");
	state_step_set(&group.steps.list[1], "closes", "2026-03-12T18:00:00+01:00");
	ledger = group_ledger(&group);
	assert_string_equal(level_of(ledger, 0, 1), "unprompted");
	assert_int_equal(ledger->doubt_count, 0);
	assert_false(ledger_over(ledger, 0, "2026-03-11T00:00:00Z"));
	assert_true(ledger_over(ledger, 1, "2026-03-11T00:00:00Z"));
	assert_false(ledger_all_over(ledger, "2026-03-11T00:00:00Z"));
	group_close(&group);
}

static void closed_and_opened_again(void **state)
{
	const struct ledger *ledger;
	struct group group;

	(void)state;
	class_open(&group);
	rate(&group, UID_ANN, "ann", "bob", "rarely")->within = 1;
	rate(&group, UID_ANN, "ann", "bob", "unprompted"); /* not in the list of the closing */
	group_step(&group, "closed", NULL, NULL);
	ledger = group_ledger(&group);
	assert_true(ledger->closed);
	assert_true(ledger_over(ledger, 0, "2026-03-01T10:00:00Z"));
	assert_string_equal(level_of(ledger, 0, 1), "rarely");
	group_step(&group, "reopened", "person", "ann");
	ledger = group_ledger(&group);
	assert_true(ledger->closed);
	assert_false(ledger_over(ledger, 0, "2027-01-01T00:00:00Z"));
	assert_true(ledger_over(ledger, 1, "2026-03-01T10:00:00Z"));
	assert_string_equal(level_of(ledger, 0, 1), "unprompted");
	group_step(&group, "closed", NULL, NULL);
	assert_true(ledger_over(group_ledger(&group), 0, "2026-03-01T10:00:00Z"));
	group_step(&group, "reopened", NULL, NULL);
	ledger = group_ledger(&group);
	assert_false(ledger->closed);
	assert_false(ledger_over(ledger, 1, "2026-03-01T10:00:00Z"));
	/* Who leaves after the closing stays in. */
	group_close(&group);
	class_open(&group);
	group_step(&group, "closed", NULL, NULL);
	group_step(&group, "person-withdrawn", "person", "bob");
	ledger = group_ledger(&group);
	assert_true(ledger->left[1]);
	assert_true(ledger_counts(ledger, 1, 1));
	group_close(&group);
}

static void moved_takes_the_new_team(void **state)
{
	const struct ledger *ledger;
	struct group group;

	(void)state;
	class_open(&group);
	rate(&group, UID_ANN, "ann", "bob", "rarely");
	rate(&group, UID_BOB, "bob", "ann", "rarely");
	/* Reading the steps gives the list of participants the new group. */
	mem_replace(&group.roster.list[0].group, "b");
	rate(&group, UID_ANN, "ann", "eve", "unprompted");
	ledger = group_ledger(&group);
	assert_int_equal(ledger->sheet_count, 1);
	assert_string_equal(level_of(ledger, 0, 3), "unprompted");
	assert_int_equal(group_doubts(ledger, DOUBT_ELSEWHERE), 2);
	group_close(&group);
}

static void consent_can_change(void **state)
{
	struct group group;

	(void)state;
	class_open(&group);
	assert_int_equal(group_ledger(&group)->consent[0], CONSENT_NOT_ASKED);
	mem_replace(&about(&group, UID_ANN, RECORD_CONSENT, "ann", "", "", "")->note, "yes");
	mem_replace(&about(&group, UID_BOB, RECORD_CONSENT, "ann", "", "", "")->note, "no");
	assert_int_equal(group_ledger(&group)->consent[0], CONSENT_YES);
	group_step(&group, "closed", NULL, NULL);
	mem_replace(&about(&group, UID_ANN, RECORD_CONSENT, "ann", "", "", "")->note, "no");
	assert_int_equal(group_ledger(&group)->consent[0], CONSENT_NO);
	group_close(&group);
}

/* --- one person's forms ----------------------------------------------------------------------- */

static struct peers *forms(const struct rubric *rubric)
{
	struct peers *peers = peers_new(rubric, "ann", "student");

	peers_add(peers, "bob", "Bob", false);
	peers_add(peers, "dan", "Dan", false);
	peers_add(peers, "ann", "Ann", true);
	return peers;
}

static void choose(struct peers *peers, size_t person, size_t criterion, size_t step)
{
	assert_true(walk_choose(peers_walk(peers, person), criterion, step));
	peers_changed(peers, person);
}

static void take_all(struct peers *peers, struct record_list *list)
{
	struct record record;

	while (peers_take(peers, &record)) {
		strcpy(record.writer, "0123456789abcdef");
		record.seq = list->count + 1;
		record_list_add(list, &record);
	}
}

static void undo_is_over_all_also_after_a_restart(void **state)
{
	struct rubric *rubric = world_rubric("teamwork");
	struct peers *peers = forms(rubric), *again;
	struct record_list list = {NULL, 0, 0};

	(void)state;
	choose(peers, 0, 0, 1);
	take_all(peers, &list);
	choose(peers, 1, 0, 2);
	take_all(peers, &list);
	choose(peers, 0, 1, 3);
	take_all(peers, &list);
	assert_true(walk_comment(peers_walk(peers, 1), RUBRIC_TIP, "Ask.", false));
	peers_changed(peers, 1);
	take_all(peers, &list);
	assert_true(peers_undo(peers)); /* the comment */
	take_all(peers, &list);
	assert_null(walk_sheet(peers_walk(peers, 1))->comments[RUBRIC_TIP]);
	peers_free(peers);

	again = forms(rubric);
	peers_replay(again, &list);
	assert_int_equal(peers_answered(again), 3);
	assert_int_equal(peers_total(again), 15);
	/* Where the first answer misses behind the last thing said. */
	assert_int_equal(peers_criterion(again), 1);
	assert_int_equal(peers_person(again), 1);
	assert_true(peers_undo(again));
	assert_int_equal(peers_person(again), 0);
	assert_int_equal(peers_criterion(again), 1);
	assert_true(peers_undo(again));
	assert_int_equal(peers_person(again), 1);
	assert_true(peers_undo(again));
	assert_int_equal(peers_person(again), 0);
	assert_false(peers_undo(again));
	assert_int_equal(peers_answered(again), 0);
	peers_free(again);
	record_list_free(&list);
	rubric_free(rubric);
}

static void handing_in_is_one_act(void **state)
{
	struct rubric *rubric = world_rubric("teamwork");
	struct peers *peers = forms(rubric);

	(void)state;
	choose(peers, 0, 0, 1);
	assert_true(peers_submit(peers));
	assert_true(peers_submitted(peers));
	assert_false(walk_choose(peers_walk(peers, 0), 1, 1));
	assert_true(peers_undo(peers));
	assert_false(peers_submitted(peers));
	assert_int_equal(peers_answered(peers), 1);
	assert_true(peers_undo(peers));
	assert_int_equal(peers_answered(peers), 0);
	peers_free(peers);
	rubric_free(rubric);
}

static void straight_lines(void **state)
{
	struct rubric *rubric = world_rubric("teamwork");
	struct peers *peers = forms(rubric);

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		for (size_t c = 0; c < 5; c++)
			choose(peers, i, c, c % 2);
	}
	assert_int_equal(peers_straight(peers), PEERS_SAME_FOR_ALL);
	choose(peers, 1, 0, 3);
	assert_int_equal(peers_straight(peers), PEERS_VARIED);
	for (size_t i = 0; i < 3; i++) {
		for (size_t c = 0; c < 5; c++) {
			walk_choose(peers_walk(peers, i), c, i);
			peers_changed(peers, i);
		}
	}
	assert_int_equal(peers_straight(peers), PEERS_SAME_THROUGHOUT);
	walk_unknown(peers_walk(peers, 2), 4);
	peers_changed(peers, 2);
	assert_int_equal(peers_straight(peers), PEERS_VARIED);
	peers_free(peers);
	rubric_free(rubric);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sheet_for_everybody_in_the_team),
		cmocka_unit_test(done_is_handed_in_for_all),
		cmocka_unit_test(closes_by_itself),
		cmocka_unit_test(closed_and_opened_again),
		cmocka_unit_test(moved_takes_the_new_team),
		cmocka_unit_test(consent_can_change),
		cmocka_unit_test(undo_is_over_all_also_after_a_restart),
		cmocka_unit_test(handing_in_is_one_act),
		cmocka_unit_test(straight_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
