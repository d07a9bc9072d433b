/* The screens of a workshop, over a meeting made by hand: what they ask of the flow, what they say
 * in plain lines, and that they can be drawn in a room of any size. */
#include "config.h"

#include "discuss_group.h"

#include "ui/keyfile.h"
#include "ui/pane.h"
#include "ui/tty.h"

#include <locale.h>

/* --- present ------------------------------------------------------------------------------------
 */

static void present_begins_with_the_problem(void **state)
{
	struct group group;
	struct screen *screen;

	(void)state;
	group_open(&group, 0);
	screen = scr_present_new(&group.view, 0);
	assert_told(screen, TELL_HERE, 0, "Wijkenergie.\nWho shares what?\n");
	assert_false(screen_can(screen, ACT_CARDS));
	assert_false(screen_can(screen, ACT_CHOOSE));
	assert_int_equal(act(screen, ACT_RIGHT), SCREEN_STAY);
	assert_told(screen, TELL_HERE, 0, "Aspect 1 of 8: Openness of the question.\n");
	assert_told(screen, TELL_HERE, 0, "1: low. The question is fixed;");
	assert_told(screen, TELL_HERE, 0, "1 of 6 answered.\n");
	assert_told(screen, TELL_LEVEL, 4, "4: very high. The question is disputed;");
	act(screen, ACT_LEFT);
	assert_told(screen, TELL_HERE, 0, "Who shares what?\n");
	assert_int_equal(act(screen, ACT_BACK), SCREEN_POP);
	screen_free(screen);
	group_close(&group);
}

static void present_takes_cards(void **state)
{
	struct group group;
	struct screen *screen;

	(void)state;
	group_open(&group, 0);
	screen = scr_present_new(&group.view, at(&group, "disciplines"));
	act(screen, ACT_CARDS);
	assert_string_equal(prompt(screen),
		"6 cards in seating order: student 1, student 2, student 3, lecturer 1, "
		"lecturer 2, workfield 1 (1-4, u don't know, - absent)");
	/* What is wrong stays, to be mended. */
	assert_int_equal(type(screen, "34"), SCREEN_STAY);
	assert_non_null(strstr(screen->message, "2 cards for 6 seats."));
	assert_int_equal(type(screen, "51u-"), SCREEN_STAY);
	assert_non_null(strstr(screen->message, "5 is no card here."));
	assert_true(is_asking(screen));
	assert_int_equal(line(screen, "34 u1-2"), SCREEN_WANT);
	assert_int_equal(screen->want, WANT_CARDS);
	assert_int_equal(screen->want_at, at(&group, "disciplines"));
	assert_string_equal(scr_present_cards(screen), "34 u1-2");
	assert_false(is_asking(screen));
	screen_free(screen);
	group_close(&group);
}

static void present_keeps_counts_until_asked(void **state)
{
	struct group group;
	struct screen *screen;

	(void)state;
	group_open(&group, 0);
	screen = scr_present_new(&group.view, at(&group, "interests"));
	assert_told(screen, TELL_HERE, 0, "6 of 6 answered.\n");
	assert_not_told(screen, TELL_HERE, "three times");
	assert_int_equal(act(screen, ACT_NUMBERS), SCREEN_WANT);
	assert_int_equal(screen->want, WANT_COUNTS);
	group.view.counts_now = true;
	assert_told(screen, TELL_HERE, 0, "Three times low, three times very high. Far apart.\n");
	screen_free(screen);
	group_close(&group);
}

static void present_shows_what_a_round_asks(void **state)
{
	struct group group;
	struct screen *screen;

	(void)state;
	group_open(&group, 1);
	discussion_free(group.meeting.discussion);
	ledger_free(group.meeting.ledger);
	meeting_step(&group.meeting, "round", "2", "interests,urgency");
	meeting_make(&group.meeting);
	look(&group);
	screen = scr_present_new(&group.view, at(&group, "interests"));
	act(screen, ACT_NEXT);
	assert_told(screen, TELL_WHERE, 0, "Aspect 1 of 2: Interests.\n");
	act(screen, ACT_NEXT);
	assert_told(screen, TELL_WHERE, 0, "Aspect 2 of 2: Urgency.\n");
	act(screen, ACT_NEXT);
	assert_string_equal(screen->message, "This was the last one.");
	assert_told(screen, TELL_WHERE, 0, "0 of 6 answered.\n");
	screen_free(screen);
	group_close(&group);
}

static void present_takes_no_cards_after_the_showing(void **state)
{
	struct group group;
	struct screen *screen;

	(void)state;
	group_open(&group, 1);
	screen = scr_present_new(&group.view, at(&group, "interests"));
	act(screen, ACT_LAST);
	assert_false(screen_can(screen, ACT_CARDS));
	screen_free(screen);
	group_close(&group);
}

/* --- talk ---------------------------------------------------------------------------------------
 */

static void talk_is_most_divided_first(void **state)
{
	struct group group;
	struct screen *screen;
	char *text;

	(void)state;
	group_open(&group, 1);
	screen = scr_talk_new(&group.view);
	text = told(screen, TELL_HERE, 0);
	assert_non_null(strstr(text, "31 minutes left: time for 2 aspects.\n"));
	assert_non_null(
		strstr(text, "Talk about this first:\n1: Novelty: once low, twice moderate. "
			     "Three do not know. Not known yet.\n2: Interests: three times "
			     "low, three times very high. Far apart.\n"));
	assert_non_null(strstr(text, "Talked about or agreed:\n"));
	assert_non_null(strstr(text, ": Urgency: six times high. United.\n"));
	free(text);
	assert_not_told(screen, TELL_HERE, "Unity");
	act(screen, ACT_NUMBERS);
	assert_told(screen, TELL_HERE, 0, "Far apart. Unity 0.00.\n");
	act(screen, ACT_NEXT);
	assert_told(screen, TELL_WHERE, 0, "2: Interests:");
	assert_int_equal(act(screen, ACT_SELECT), SCREEN_WANT);
	assert_int_equal(screen->want, WANT_ASPECT);
	assert_int_equal(screen->want_at, at(&group, "interests"));
	assert_int_equal(choose(screen, 1), SCREEN_WANT);
	assert_int_equal(screen->want_at, at(&group, "novelty"));
	group.view.minutes_left = -1;
	assert_not_told(screen, TELL_HERE, "left");
	group.view.minutes_left = 9;
	assert_told(screen, TELL_HERE, 0, "9 minutes left: time to see whether it fits.\n");
	screen_free(screen);
	group_close(&group);
}

/* --- one of them --------------------------------------------------------------------------------
 */

static void aspect_says_roles_rounds_and_reasons(void **state)
{
	struct group group;
	struct screen *screen;

	(void)state;
	group_open(&group, 2);
	screen = scr_aspect_new(&group.view, at(&group, "interests"));
	assert_told(screen, TELL_HERE, 0,
		"Interests: once low, twice moderate, three times very high. Far apart.\n"
		"Agreed level: high. The parties want to talk.\n"
		"Students: once low, twice moderate.\n"
		"Lecturers and work field: three times very high.\n"
		"Before, in round 1: three times low, three times very high.\n"
		"67 % kept their level.\n");
	assert_told(screen, TELL_HERE, 0, "Ask: Who loses something if this succeeds?\n");
	assert_told(screen, TELL_HERE, 0, "Reason: Nobody told us.\n");
	assert_not_told(screen, TELL_HERE, "student 1");
	screen_free(screen);
	group_close(&group);
}

static void aspect_asks_why(void **state)
{
	struct group group;
	struct screen *screen;

	(void)state;
	group_open(&group, 1);
	screen = scr_aspect_new(&group.view, at(&group, "interests"));
	choose(screen, 3);
	assert_non_null(strstr(prompt(screen), "Why high?"));
	screen->ops->act(screen, &(struct input){.action = ACT_TYPE_CANCEL});
	assert_false(is_asking(screen));
	choose(screen, 2);
	assert_int_equal(type(screen, "  they met  "), SCREEN_WANT);
	assert_int_equal(screen->want, WANT_AGREE);
	assert_int_equal(scr_aspect_step(screen), 1);
	assert_int_equal(scr_aspect_criterion(screen), at(&group, "interests"));
	assert_string_equal(scr_aspect_reason(screen), "they met");
	act(screen, ACT_NO_LEVEL);
	assert_int_equal(line(screen, ""), SCREEN_WANT);
	assert_int_equal(scr_aspect_step(screen), RUBRIC_NONE);
	assert_string_equal(scr_aspect_reason(screen), "");
	assert_int_equal(act(screen, ACT_VOTE), SCREEN_WANT);
	assert_int_equal(screen->want, WANT_VOTE);
	assert_int_equal(screen->want_at, at(&group, "interests"));
	act(screen, ACT_LEFT);
	assert_int_equal(scr_aspect_criterion(screen), at(&group, "novelty"));
	act(screen, ACT_LEFT);
	assert_string_equal(screen->message, "This is the first one to talk about.");
	screen_free(screen);
	group_close(&group);
}

static void aspect_is_closed_with_the_session(void **state)
{
	struct group group;
	struct screen *screen;

	(void)state;
	group_open(&group, 1);
	group.meeting.ledger->closed = true;
	screen = scr_aspect_new(&group.view, at(&group, "interests"));
	assert_false(screen_can(screen, ACT_CHOOSE));
	assert_false(screen_can(screen, ACT_VOTE));
	assert_true(screen_can(screen, ACT_RIGHT));
	screen_free(screen);
	group_close(&group);
}

/* --- does it fit --------------------------------------------------------------------------------
 */

static void fit_says_the_difference(void **state)
{
	struct group group;
	struct screen *screen;

	(void)state;
	group_open(&group, 2);
	screen = scr_fit_new(&group.view);
	assert_told(screen, TELL_HERE, 0,
		"6: Interests: now high, wanted low to moderate: 1 too high, after the actions: "
		"fits.\n");
	assert_told(screen, TELL_HERE, 0,
		"9: action: Ask the council. Interests: to moderate. Ana, Saturday 12 December "
		"2026.\n");
	assert_told(screen, TELL_LEVEL, 6, "Easier: ");
	assert_not_told(screen, TELL_LEVEL, "Easier: ");
	screen_free(screen);
	group_close(&group);
}

static void fit_reads_a_range(void **state)
{
	static const struct {
		const char *typed;
		size_t low, high;
	} good[] = {{"2-3", 1, 2}, {"2", 1, 1}, {"1..4", 0, 3}, {"low - moderate", 0, 1},
		{"moderate to very high", 1, 3}, {"Very High", 3, 3}, {"low-very-high", 0, 3},
		{"2 3", 1, 2}};
	static const char *const bad[] = {"3-2", "5", "0-2", "high-", "-", "2-3-4", "soon"};
	struct group group;
	struct screen *screen;
	size_t criterion, low, high;

	(void)state;
	group_open(&group, 1);
	screen = scr_fit_new(&group.view);
	act(screen, ACT_NEXT);
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		act(screen, ACT_WANTED);
		assert_int_equal(line(screen, good[i].typed), SCREEN_WANT);
		assert_int_equal(screen->want, WANT_FITS);
		scr_fit_range(screen, &criterion, &low, &high);
		assert_int_equal(criterion, at(&group, "interdependence"));
		assert_int_equal(low, good[i].low);
		assert_int_equal(high, good[i].high);
	}
	act(screen, ACT_WANTED);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(line(screen, bad[i]), SCREEN_STAY);
		assert_true(is_asking(screen));
	}
	assert_int_equal(line(screen, ""), SCREEN_STAY);
	assert_false(is_asking(screen));
	screen_free(screen);
	group_close(&group);
}

static void fit_asks_for_an_action(void **state)
{
	struct group group;
	struct screen *screen;
	struct fit_action action;

	(void)state;
	group_open(&group, 1);
	screen = scr_fit_new(&group.view);
	act(screen, ACT_ACTION);
	assert_int_equal(type(screen, "Ask the client"), SCREEN_STAY);
	assert_int_equal(type(screen, "9"), SCREEN_STAY);
	assert_non_null(strstr(prompt(screen), "To which level?"));
	assert_int_equal(line(screen, "moderate"), SCREEN_STAY);
	assert_int_equal(type(screen, "Ana"), SCREEN_STAY);
	assert_int_equal(line(screen, "some day"), SCREEN_STAY);
	assert_int_equal(line(screen, "2026-12-12"), SCREEN_WANT);
	assert_int_equal(screen->want, WANT_ACTION);
	scr_fit_action(screen, &action);
	assert_null(action.part);
	assert_int_equal(action.criterion, at(&group, "openness"));
	assert_int_equal(action.step, 1);
	assert_string_equal(action.text, "Ask the client");
	assert_string_equal(action.owner, "Ana");
	assert_string_equal(action.due, "2026-12-12");
	/* Nothing typed adds nothing. */
	act(screen, ACT_ACTION);
	assert_int_equal(line(screen, ""), SCREEN_STAY);
	assert_false(is_asking(screen));
	screen_free(screen);
	group_close(&group);
}

static void fit_changes_and_removes_an_action(void **state)
{
	struct group group;
	struct screen *screen;
	struct fit_action action;

	(void)state;
	group_open(&group, 2);
	screen = scr_fit_new(&group.view);
	assert_false(screen_can(screen, ACT_REMOVE));
	act(screen, ACT_LAST);
	assert_false(screen_can(screen, ACT_WANTED));
	act(screen, ACT_EDIT);
	assert_int_equal(type(screen, " again"), SCREEN_STAY);
	for (int i = 0; i < 2; i++)
		assert_int_equal(type(screen, ""), SCREEN_STAY);
	assert_int_equal(type(screen, ""), SCREEN_WANT);
	scr_fit_action(screen, &action);
	assert_string_equal(action.part, "a1b2");
	assert_string_equal(action.text, "Ask the council again");
	assert_int_equal(action.step, 1);
	assert_string_equal(action.owner, "Ana");
	assert_string_equal(action.due, "2026-12-12");
	assert_int_equal(act(screen, ACT_REMOVE), SCREEN_WANT);
	scr_fit_action(screen, &action);
	assert_string_equal(action.part, "a1b2");
	assert_string_equal(action.text, "");
	screen_free(screen);
	group_close(&group);
}

/* --- set-up -------------------------------------------------------------------------------------
 */

static void setup_asks_two_things(void **state)
{
	struct screen *screen = scr_setup_new("Complextool", "student:3,lecturer:2");

	(void)state;
	lang_set("en");
	assert_int_equal(type(screen, " "), SCREEN_STAY);
	assert_non_null(screen->message);
	assert_int_equal(line(screen, "Wijkenergie"), SCREEN_STAY);
	assert_null(scr_setup_problem(screen));
	assert_int_equal(line(screen, "student:0"), SCREEN_STAY);
	assert_null(scr_setup_people(screen));
	assert_int_equal(line(screen, "student:Ana+Bo"), SCREEN_POP);
	assert_string_equal(scr_setup_problem(screen), "Wijkenergie");
	assert_string_equal(scr_setup_people(screen), "student:Ana+Bo");
	screen_free(screen);
	screen = scr_setup_new("Complextool", "student:3");
	line(screen, "x");
	screen->ops->act(screen, &(struct input){.action = ACT_TYPE_CANCEL});
	assert_int_equal(
		screen->ops->act(screen, &(struct input){.action = ACT_TYPE_CANCEL}), SCREEN_POP);
	assert_null(scr_setup_problem(screen));
	screen_free(screen);
}

/* --- any size, both languages, plain ------------------------------------------------------------
 */

static void draw_all(struct screen *screen, struct tty *tty)
{
	static const enum action keys[] = {ACT_NUMBERS, ACT_NEXT, ACT_PAGE_DOWN, ACT_PAGE_DOWN,
		ACT_LAST, ACT_CARDS, ACT_WANTED, ACT_ACTION, ACT_NO_LEVEL, ACT_FIRST};

	for (size_t i = 0; i <= sizeof(keys) / sizeof(keys[0]); i++) {
		struct pane pane = tty_pane(tty), small;

		pane.rows--;
		screen->ops->draw(screen, &pane);
		small = pane_part(&pane, 0, 0, 3, 9);
		screen->ops->draw(screen, &small);
		small = pane_part(&pane, 0, 0, 0, 0);
		screen->ops->draw(screen, &small);
		if (i < sizeof(keys) / sizeof(keys[0]) && !is_asking(screen) &&
			screen_can(screen, keys[i]))
			screen->ops->act(screen, &(struct input){.action = keys[i]});
	}
	tty_show(tty);
	screen_free(screen);
}

static void draws_at_any_size(void **state)
{
	static const int sizes[][2] = {
		{60, 16}, {80, 24}, {120, 40}, {61, 17}, {20, 5}, {1, 1}, {300, 90}, {79, 3}};
	struct group group;

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct faults faults;
		struct err err = ERR_OK;
		struct keyfile *keyfile;
		struct tty_options options = {.rows = sizes[i][1], .columns = sizes[i][0]};
		struct tty *tty;

		faults_init(&faults, "keys");
		keyfile = keyfile_parse("", 0, &faults);
		options.keyfile = keyfile;
		options.ascii = i % 2 == 1;
		tty = tty_new(&options, &err);
		assert_non_null(tty);
		for (int shown = 0; shown <= 2; shown++) {
			group_open(&group, shown);
			group.view.counts_now = shown == 0;
			lang_set(i % 2 == 0 ? "nl" : "en");
			draw_all(scr_present_new(&group.view, 0), tty);
			draw_all(scr_present_new(&group.view, at(&group, "interests")), tty);
			draw_all(scr_talk_new(&group.view), tty);
			draw_all(scr_aspect_new(&group.view, at(&group, "interests")), tty);
			draw_all(scr_fit_new(&group.view), tty);
			draw_all(scr_setup_new("Complextool", "student:3"), tty);
			group_close(&group);
		}
		tty_free(tty);
		keyfile_free(keyfile);
		faults_free(&faults);
	}
}

/* Sentences: a capital or a number first, an end behind, no line of signs. */
static void check_lines(struct screen *screen)
{
	for (int what = TELL_ENTER; what <= TELL_LEVEL; what++) {
		char *text = told(screen, (enum tell)what, what == TELL_LEVEL ? 1 : 0),
		     *rest = text;
		char *one;

		while ((one = strsep(&rest, "\n")) != NULL && *one) {
			size_t len = strlen(one);

			if (!strchr(".?!:)", one[len - 1]) || strspn(one, " .,:;-=#|") > 0 ||
				strstr(one, "  ") || strstr(one, "..") || strstr(one, " ."))
				fail_msg("no sentence: %s", one);
		}
		free(text);
	}
	screen_free(screen);
}

static void speaks_in_sentences(void **state)
{
	static const char *const langs[] = {"en", "nl"};
	struct group group;

	(void)state;
	for (int shown = 0; shown <= 2; shown++) {
		for (size_t i = 0; i < 2; i++) {
			struct screen *screen;

			group_open(&group, shown);
			group.view.counts_now = true;
			lang_set(langs[i]);
			check_lines(scr_present_new(&group.view, 0));
			check_lines(scr_present_new(&group.view, at(&group, "interests")));
			check_lines(scr_talk_new(&group.view));
			screen = scr_talk_new(&group.view);
			act(screen, ACT_NUMBERS);
			check_lines(screen);
			check_lines(scr_aspect_new(&group.view, at(&group, "interests")));
			check_lines(scr_aspect_new(&group.view, at(&group, "novelty")));
			check_lines(scr_fit_new(&group.view));
			check_lines(scr_setup_new("Complextool", "student:3"));
			group_close(&group);
		}
	}
	lang_set("en");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(present_begins_with_the_problem),
		cmocka_unit_test(present_takes_cards),
		cmocka_unit_test(present_keeps_counts_until_asked),
		cmocka_unit_test(present_shows_what_a_round_asks),
		cmocka_unit_test(present_takes_no_cards_after_the_showing),
		cmocka_unit_test(talk_is_most_divided_first),
		cmocka_unit_test(aspect_says_roles_rounds_and_reasons),
		cmocka_unit_test(aspect_asks_why),
		cmocka_unit_test(aspect_is_closed_with_the_session),
		cmocka_unit_test(fit_says_the_difference),
		cmocka_unit_test(fit_reads_a_range),
		cmocka_unit_test(fit_asks_for_an_action),
		cmocka_unit_test(fit_changes_and_removes_an_action),
		cmocka_unit_test(setup_asks_two_things),
		cmocka_unit_test(draws_at_any_size),
		cmocka_unit_test(speaks_in_sentences),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
