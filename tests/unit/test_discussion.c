/* The numbers of methods.md, section 1 (how divided a group is) and section 4 (fit). */
#include "config.h"

#include "discussion_world.h"
#include "stats/spread.h"
#include "stats/tally.h"

#include <math.h>

#define CLOSE_TO(value, expected, room) assert_true(fabs((value) - (expected)) <= (room))

static void test_unity(void **state)
{
	static const double four[] = {1, 2, 3, 4}, seven[] = {1, 2, 3, 4, 5, 6, 7};
	static const size_t published[] = {30, 40, 210, 130, 530, 50, 10};
	static const struct {
		size_t counts[4];
		double unity;
	} cases[] = {
		{{4, 0, 0, 0}, 1},
		{{2, 0, 0, 2}, 0},
		{{1, 1, 1, 1}, 0.368},
		{{0, 2, 2, 0}, 0.737},
		{{1, 0, 3, 0}, 0.553},
	};

	(void)state;
	CLOSE_TO(spread_unity(seven, published, 7), 0.7256876, 5e-8);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CLOSE_TO(spread_unity(four, cases[i].counts, 4), cases[i].unity, 5e-4);
}

/* The tally of one row of cards on novelty. */
static struct tally tally_of(const char *cards)
{
	struct meeting meeting;
	struct tally tally;
	char seats[32];

	snprintf(seats, sizeof(seats), "student:%zu", strlen(cards));
	meeting_open(&meeting, "complextool", seats);
	meeting_cards(&meeting, "1", "novelty", cards);
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	tally = meeting_at(&meeting, "novelty")->all;
	meeting_close(&meeting);
	return tally;
}

static void test_tally(void **state)
{
	struct tally tally = tally_of("1144u-x");

	(void)state;
	assert_int_equal(tally.counts[0], 2);
	assert_int_equal(tally.counts[3], 2);
	assert_int_equal(tally.scored, 4);
	assert_int_equal(tally.unknown, 1);
	assert_int_equal(tally.not_applicable, 1);
	assert_int_equal(tally.unanswered, 1);
	CLOSE_TO(tally.unity, 0, 1e-12);
	assert_int_equal(tally.low, 0);
	assert_int_equal(tally.high, 3);
	assert_int_equal(tally.middle_low, 0);
	assert_int_equal(tally.middle_high, 3);
	assert_int_equal(tally.word, UNITY_FAR_APART);
	tally = tally_of("-u-");
	assert_int_equal(tally.scored, 0);
	assert_true(isnan(tally.unity));
	assert_int_equal(tally.middle_low, RUBRIC_NONE);
	assert_int_equal(tally.word, UNITY_NONE);
	assert_false(tally.agreed);
	tally = tally_of("122");
	assert_int_equal(tally.middle_low, 1);
	assert_int_equal(tally.middle_high, 1);
}

static void test_words(void **state)
{
	(void)state;
	assert_int_equal(tally_of("222").word, UNITY_UNITED);
	assert_int_equal(tally_of("223").word, UNITY_CLOSE);
	assert_int_equal(tally_of("243").word, UNITY_SPREAD);
	assert_int_equal(tally_of("143").word, UNITY_FAR_APART);
	assert_string_equal(unity_text(UNITY_FAR_APART), "far apart");
	assert_string_equal(unity_text(UNITY_UNITED), "united");
	assert_string_equal(unity_text(UNITY_CLOSE), "close");
	assert_string_equal(unity_text(UNITY_SPREAD), "spread");
}

static void test_agreed(void **state)
{
	(void)state;
	assert_true(tally_of("2222").agreed);
	assert_true(tally_of("2223").agreed);	 /* 75 %, one level away */
	assert_false(tally_of("22233").agreed);	 /* 60 % */
	assert_false(tally_of("2224").agreed);	 /* 75 %, but two levels away */
	assert_false(tally_of("111114").agreed); /* 83 %, five against one at the far end */
	assert_false(tally_of("222uu").agreed);	 /* two fifths do not know */
	assert_false(tally_of("22u").agreed);	 /* exactly a third */
	assert_true(tally_of("222u").agreed);	 /* a quarter */
	assert_false(tally_of("12223").agreed);	 /* 60 %; both sides one level away */
	assert_true(tally_of("122222223").agreed);
}

static void test_numbers(void **state)
{
	struct meeting meeting;
	struct tally_numbers numbers;
	const struct discussed *about;

	(void)state;
	meeting_open(&meeting, "complextool", "student:4");
	meeting_cards(&meeting, "1", "novelty", "1244");
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	about = meeting_at(&meeting, "novelty");
	numbers = tally_numbers(&about->all, &meeting.rubric->criteria[about->criterion]);
	CLOSE_TO(numbers.min, 1, 0);
	CLOSE_TO(numbers.median, 3, 0);
	CLOSE_TO(numbers.max, 4, 0);
	CLOSE_TO(numbers.mean, 2.75, 1e-12);
	CLOSE_TO(numbers.sd, 1.5, 1e-12); /* squares 3.0625 .5625 1.5625 1.5625, sum 6.75, / 3 */
	about = meeting_at(&meeting, "urgency");
	numbers = tally_numbers(&about->all, &meeting.rubric->criteria[about->criterion]);
	assert_true(isnan(numbers.mean) && isnan(numbers.median) && isnan(numbers.sd));
	meeting_close(&meeting);
}

static void test_order(void **state)
{
	static const char *const order[] = {"urgency", "interests", "openness", "stakeholders",
		"novelty", "disciplines", "self-direction", "interdependence"};
	struct meeting meeting;

	(void)state;
	meeting_open(&meeting, "complextool", "student:6");
	meeting_cards(&meeting, "1", "interests", "111114");	   /* five against one */
	meeting_cards(&meeting, "1", "openness", "222333");	   /* unity .737 */
	meeting_cards(&meeting, "1", "stakeholders", "112222");	   /* close, not agreed */
	meeting_cards(&meeting, "1", "urgency", "22uu33");	   /* a third does not know */
	meeting_cards(&meeting, "1", "novelty", "322222");	   /* agreed */
	meeting_cards(&meeting, "1", "disciplines", "444434");	   /* agreed, the same unity */
	meeting_cards(&meeting, "1", "self-direction", "333333");  /* united */
	meeting_cards(&meeting, "1", "interdependence", "111111"); /* united */
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(
			meeting.rubric->criteria[meeting.discussion->list[i].criterion].id,
			order[i < 4 ? i : 4]);
	for (size_t i = 0; i < 8; i++)
		assert_int_equal(meeting.discussion->list[i].block, i < 3   ? TALK_FIRST
								    : i < 4 ? TALK_IF_TIME
									    : TALK_AGREED);
	assert_true(meeting_at(&meeting, "urgency")->not_known);
	assert_false(meeting_at(&meeting, "interests")->not_known);
	meeting_close(&meeting);
}

/* Five against one at the far end, where nothing is unknown: nothing comes before it. */
static void test_five_against_one(void **state)
{
	struct meeting meeting;

	(void)state;
	meeting_open(&meeting, "complextool", "student:6");
	meeting_cards(&meeting, "1", "urgency", "222333");
	meeting_cards(&meeting, "1", "novelty", "112223");
	meeting_cards(&meeting, "1", "self-direction", "111114");
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	assert_string_equal(meeting.rubric->criteria[meeting.discussion->list[0].criterion].id,
		"self-direction");
	assert_int_equal(meeting.discussion->list[0].block, TALK_FIRST);
	meeting_close(&meeting);
}

/* Unity 0 in both; the wider range would come first, and equals keep the rubric's order. */
static void test_ties(void **state)
{
	struct meeting meeting;

	(void)state;
	meeting_open(&meeting, "complextool", "student:2");
	meeting_cards(&meeting, "1", "self-direction", "14");
	meeting_cards(&meeting, "1", "novelty", "41");
	meeting_cards(&meeting, "1", "urgency", "u4");
	meeting_cards(&meeting, "1", "openness", "uu");
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	assert_int_equal(
		meeting.discussion->place[rubric_find_criterion(meeting.rubric, "novelty")], 2);
	assert_int_equal(meeting_at(&meeting, "self-direction")->block, TALK_IF_TIME);
	/* Nobody was asked: no place among what is to be talked about first. */
	assert_int_equal(meeting_at(&meeting, "interests")->block, TALK_IF_TIME);
	assert_int_equal(meeting.discussion->list[7].all.scored, 0);
	meeting_close(&meeting);
}

static void test_not_shown(void **state)
{
	struct meeting meeting;

	(void)state;
	meeting_open(&meeting, "complextool", "student:2");
	meeting_answer(&meeting, "1", 0, "novelty", '1', "a reason");
	meeting_answer(&meeting, "1", 1, "novelty", '4', NULL);
	meeting_make(&meeting);
	for (size_t i = 0; i < meeting.discussion->count; i++) {
		const struct discussed *about = &meeting.discussion->list[i];

		assert_int_equal(about->round, 0);
		assert_int_equal(about->all.scored + about->first.scored, 0);
		assert_int_equal(about->reason_count, 0);
		assert_int_equal(about->now, RUBRIC_NONE);
	}
	meeting_close(&meeting);
}

static void test_roles(void **state)
{
	struct meeting meeting;
	const struct discussed *about;

	(void)state;
	meeting_open(&meeting, "complextool", "student:3,lecturer:2,workfield:1");
	meeting_cards(&meeting, "1", "interests", "111444");
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	about = meeting_at(&meeting, "interests");
	assert_true(meeting.discussion->roles_merged);
	assert_int_equal(about->role_count, 2);
	assert_string_equal(about->roles[0].role, "student");
	assert_int_equal(about->roles[0].tally.counts[0], 3);
	assert_string_equal(about->roles[1].role, "lecturer, workfield");
	assert_int_equal(about->roles[1].tally.counts[3], 3);
	assert_int_equal(about->all.scored, 6);
	meeting.session.roles_apart = true;
	discussion_free(meeting.discussion);
	meeting.discussion = discussion_new(meeting.ledger);
	about = meeting_at(&meeting, "interests");
	assert_false(meeting.discussion->roles_merged);
	assert_int_equal(about->role_count, 3);
	assert_int_equal(about->roles[2].tally.scored, 1);
	meeting_close(&meeting);
	/* The first alone goes with the next; all of one role is no division at all. */
	meeting_open(&meeting, "complextool", "workfield:1,lecturer:2,student:3");
	meeting_cards(&meeting, "1", "interests", "111444");
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	about = meeting_at(&meeting, "interests");
	assert_int_equal(about->role_count, 2);
	assert_string_equal(about->roles[0].role, "workfield, lecturer");
	meeting_close(&meeting);
	meeting_open(&meeting, "complextool", "lecturer:1,student:1");
	meeting_cards(&meeting, "1", "interests", "14");
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	assert_int_equal(meeting_at(&meeting, "interests")->role_count, 0);
	meeting_close(&meeting);
}

static void test_rounds(void **state)
{
	struct meeting meeting;
	const struct discussed *about;

	(void)state;
	meeting_open(&meeting, "complextool", "student:5");
	meeting_cards(&meeting, "1", "interests", "11444");
	meeting_cards(&meeting, "1", "novelty", "12344");
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_step(&meeting, "round", "2", "interests");
	meeting_cards(&meeting, "2", "interests", "3444-");
	meeting_step(&meeting, "revealed", "2", NULL);
	meeting_make(&meeting);
	about = meeting_at(&meeting, "interests");
	assert_int_equal(about->round, 2);
	assert_int_equal(about->first.counts[0], 2);
	assert_int_equal(about->all.counts[3], 3);
	assert_int_equal(about->all.unanswered, 1);
	/* Four have both: two of them kept 4, two moved. */
	CLOSE_TO(about->stability, 0.5, 1e-12);
	assert_true(about->all.agreed);
	assert_int_equal(about->block, TALK_AGREED);
	about = meeting_at(&meeting, "novelty");
	assert_int_equal(about->round, 1);
	assert_true(isnan(about->stability));
	assert_int_equal(about->block, TALK_FIRST);
	meeting_close(&meeting);
}

/* Which reason comes first must not follow the seats: over many sessions each comes first about
 * as often. And the same session gives the same order. */
static void test_reasons(void **state)
{
	size_t first = 0;

	(void)state;
	for (int i = 0; i < 200; i++) {
		struct meeting meeting;
		const struct discussed *about;

		meeting_open(&meeting, "complextool", "student:3");
		snprintf(meeting.session.id, sizeof(meeting.session.id), "%016x", (unsigned)i);
		meeting_answer(&meeting, "1", 0, "novelty", '1', "from the first seat");
		meeting_answer(&meeting, "1", 1, "novelty", '2', "from the second seat");
		meeting_answer(&meeting, "1", 2, "novelty", '2', "");
		meeting_step(&meeting, "revealed", "1", NULL);
		meeting_make(&meeting);
		about = meeting_at(&meeting, "novelty");
		assert_int_equal(about->reason_count, 2);
		first += strcmp(about->reasons[0], "from the first seat") == 0;
		meeting_close(&meeting);
	}
	assert_in_range(first, 70, 130);
}

static void agree(struct meeting *meeting, const char *criterion, const char *level)
{
	struct record *record = meeting_record(meeting, RECORD_CONSENSUS, criterion);

	mem_replace(&record->round, "consensus");
	record->status = level[0] != '\0' ? RECORD_SCORED : RECORD_NO_CONSENSUS;
	mem_replace(&record->level, level);
	mem_replace(&record->note, "because");
}

static void test_fit(void **state)
{
	struct meeting meeting;
	const struct discussed *about;

	(void)state;
	meeting_open(&meeting, "complextool", "student:4");
	mem_replace(&meeting.session.profile, "first-year");
	meeting_cards(&meeting, "1", "self-direction", "4444");
	meeting_cards(&meeting, "1", "interests", "1144");
	meeting_cards(&meeting, "1", "novelty", "1234");
	agree(&meeting, "novelty", "very-high");
	agree(&meeting, "interests", "");
	meeting_step(&meeting, "revealed", "1", NULL);
	meeting_make(&meeting);
	about = meeting_at(&meeting, "self-direction");
	assert_true(about->fit_known);
	assert_int_equal(about->now, 3);
	assert_int_equal(about->gap, 3 - (int)about->wanted.high);
	about = meeting_at(&meeting, "novelty");
	assert_int_equal(about->now, 3);
	assert_int_equal(about->block, TALK_AGREED);
	/* No agreed level is a result too; the middle is the lower of two. */
	about = meeting_at(&meeting, "interests");
	assert_int_equal(about->now, 0);
	assert_int_equal(about->block, TALK_AGREED);
	assert_false(meeting_at(&meeting, "urgency")->fit_known);
	meeting_close(&meeting);
}

/* Too routine is a misfit too. */
static void test_gaps(void **state)
{
	static const struct {
		const char *cards, *low, *high;
		int gap;
	} cases[] = {{"11", "moderate", "high", -1}, {"11", "very-high", "very-high", -3},
		{"22", "moderate", "high", 0}, {"33", "moderate", "high", 0},
		{"44", "moderate", "high", 1}, {"44", "low", "low", 3}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct meeting meeting;
		size_t novelty;

		meeting_open(&meeting, "complextool", "student:2");
		meeting_cards(&meeting, "1", "novelty", cases[i].cards);
		meeting_step(&meeting, "revealed", "1", NULL);
		meeting_make(&meeting);
		novelty = rubric_find_criterion(meeting.rubric, "novelty");
		meeting.ledger->wanted[novelty].low =
			rubric_find_level(meeting.rubric, cases[i].low);
		meeting.ledger->wanted[novelty].high =
			rubric_find_level(meeting.rubric, cases[i].high);
		discussion_free(meeting.discussion);
		meeting.discussion = discussion_new(meeting.ledger);
		assert_true(meeting_at(&meeting, "novelty")->fit_known);
		assert_int_equal(meeting_at(&meeting, "novelty")->gap, cases[i].gap);
		meeting_close(&meeting);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_unity),
		cmocka_unit_test(test_tally),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_agreed),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_five_against_one),
		cmocka_unit_test(test_ties),
		cmocka_unit_test(test_not_shown),
		cmocka_unit_test(test_roles),
		cmocka_unit_test(test_rounds),
		cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_fit),
		cmocka_unit_test(test_gaps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
