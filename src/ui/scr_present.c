/* One thing at a time, large and calm, for reading aloud; and the field for the cards that people
 * hold up. The first page is the problem itself. */
#include "config.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/cards.h"
#include "ui/asking.h"
#include "ui/discuss_parts.h"
#include "ui/scr_present.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

bool present_asked(const struct present *present, size_t criterion)
{
	const struct ledger *ledger = present->view->ledger;

	return ledger
		->in_round[(size_t)ledger->round * ledger->rubric->criterion_count + criterion];
}

bool present_open(const struct present *present)
{
	const struct ledger *ledger = present->view->ledger;

	return !ledger->shown[ledger->round] && !ledger->closed;
}

/* How many have answered it in this round, of how many. */
static size_t answered(const struct present *present, size_t *people)
{
	const struct ledger *ledger = present->view->ledger;
	size_t count = 0;

	*people = 0;
	for (size_t person = 0; person < ledger->roster->count; person++) {
		const struct sheet *sheet = ledger_sheet(ledger, person, ledger->round);

		if (!ledger_counts(ledger, person, ledger->round))
			continue;
		(*people)++;
		count += sheet && sheet->answers[present->criterion].status != ANSWER_NONE;
	}
	return count;
}

void present_answered(struct buf *out, const struct present *present)
{
	size_t people, count;

	if (present->criterion == RUBRIC_NONE)
		return;
	count = answered(present, &people);
	buf_format(out, _("%zu of %zu answered"), count, people);
}

bool present_tally(const struct present *present, struct tally *tally)
{
	const struct ledger *ledger = present->view->ledger;
	size_t people;

	if (!present->view->counts_now || answered(present, &people) == 0)
		return false;
	tally_make(tally, ledger, present->criterion, ledger->round, NULL);
	return true;
}

void present_place(struct buf *out, const struct present *present)
{
	size_t count = 0, at = 0;
	struct buf noun = BUF_EMPTY;

	for (size_t i = 0; i < present->view->rubric->criterion_count; i++) {
		if (!present_asked(present, i))
			continue;
		count++;
		if (i == present->criterion)
			at = count;
	}
	words_noun_capital(&noun, present->view->rubric);
	buf_format(out, _("%s %zu of %zu"), buf_text(&noun), at, count);
	buf_free(&noun);
}

/* --- cards --------------------------------------------------------------------------------------
 */

/* The person whose card is the one with number `nth`, or ROSTER_NONE. */
static size_t seat(const struct present *present, size_t nth)
{
	const struct ledger *ledger = present->view->ledger;

	for (size_t person = 0; person < ledger->roster->count; person++) {
		if (!ledger->left[person] && nth-- == 0)
			return person;
	}
	return ROSTER_NONE;
}

static size_t seats(const struct present *present)
{
	size_t count = 0;

	while (seat(present, count) != ROSTER_NONE)
		count++;
	return count;
}

static char *cards_prompt(const struct present *present)
{
	const struct discuss_view *view = present->view;
	struct buf prompt = BUF_EMPTY, signs = BUF_EMPTY;
	size_t count = seats(present);

	buf_format(&signs, "1-%zu", view->rubric->criteria[present->criterion].step_count);
	if (view->rubric->unknown_allowed)
		buf_format(&signs, ", u %s", _("don't know"));
	if (view->rubric->not_applicable_allowed)
		buf_format(&signs, ", x %s", words_not_applicable(view->rubric));
	buf_format(&signs, ", - %s", _("absent"));
	buf_format(&prompt,
		lang_plural("%zu card: ", "%zu cards in seating order: ", (unsigned long)count),
		count);
	for (size_t i = 0; i < count; i++) {
		char *who = roster_shown(&view->roster->list[seat(present, i)]);

		buf_format(&prompt, "%s%s", i > 0 ? ", " : "", who);
		free(who);
	}
	buf_format(&prompt, " (%s)", buf_text(&signs));
	if (cards_may_be_counts(view->roster))
		buf_format(&prompt, " %s", _("or how many chose each level, as in =2,3,0,1"));
	buf_free(&signs);
	return buf_take(&prompt);
}

static size_t cards_typed(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text != ' ';
	return count;
}

void present_next_seat(struct buf *out, const struct present *present)
{
	size_t typed = cards_typed(lineedit_text(&present->edit));
	size_t person = seat(present, typed);
	char *who;

	if (person == ROSTER_NONE) {
		if (typed == seats(present))
			buf_text_add(out, _("That is everybody; Enter keeps them."));
		else
			buf_text_add(out, _("More cards than seats."));
		return;
	}
	who = roster_shown(&present->view->roster->list[person]);
	buf_format(out, _("%zu of %zu; next: %s"), typed, seats(present), who);
	free(who);
}

static bool is_card(const struct present *present, char card)
{
	const struct rubric *rubric = present->view->rubric;

	return card == ' ' || card == '-' || (card == 'u' && rubric->unknown_allowed) ||
	       (card == 'x' && rubric->not_applicable_allowed) ||
	       (card >= '1' &&
		       (size_t)(card - '1') < rubric->criteria[present->criterion].step_count);
}

/* What is wrong with them is said at once, and they stay to be mended. */
static bool cards_good(struct present *present, const char *text)
{
	size_t typed = cards_typed(text), wanted = seats(present);

	for (const char *at = text; *at; at++) {
		uint32_t point;
		size_t len = text_decode(at, strlen(at), &point);

		if (len == 1 && is_card(present, *at))
			continue;
		screen_say(&present->base, _("%.*s is no card here. Nothing was kept yet."),
			(int)len, at);
		return false;
	}
	if (typed != wanted)
		screen_say(&present->base,
			_("%zu cards for %zu seats. Nothing was kept yet; - is for who is absent."),
			typed, wanted);
	return typed == wanted;
}

/* "=2,3,0,1" becomes the cards of as many seats; false, and it is said why, when it cannot. */
static bool counts_to_cards(struct present *present, char **text)
{
	const struct rubric *rubric = present->view->rubric;
	struct err err = ERR_OK;
	char *cards;

	if (!cards_may_be_counts(present->view->roster)) {
		screen_say(&present->base,
			_("Counts per level are for people who are not told apart; here each has "
			  "a card."));
		return false;
	}
	cards = cards_of_counts(*text, rubric->criteria[present->criterion].step_count,
		rubric->unknown_allowed, seats(present), &err);
	if (cards == NULL) {
		screen_say(&present->base, "%s", err.message);
		err_free(&err);
		return false;
	}
	free(*text);
	*text = cards;
	return true;
}

static void stop_typing(struct present *present)
{
	lineedit_free(&present->edit);
	free(present->prompt);
	present->prompt = NULL;
	present->typing = false;
}

static enum screen_result cards_act(struct present *present, const struct input *input)
{
	char *text;

	if (input->action == ACT_TYPE_CANCEL) {
		stop_typing(present);
		return SCREEN_STAY;
	}
	if (input->action != ACT_TYPE_DONE) {
		lineedit_act(&present->edit, input, ASKING_COLUMNS);
		return SCREEN_STAY;
	}
	text = asking_text(&present->edit, input);
	if (text[0] == '=' && !counts_to_cards(present, &text)) {
		lineedit_free(&present->edit);
		lineedit_start(&present->edit, text, false);
		free(text);
		return SCREEN_STAY;
	}
	if (text[0] == '\0') {
		free(text);
		stop_typing(present);
		return SCREEN_STAY;
	}
	if (!cards_good(present, text)) {
		lineedit_free(&present->edit);
		lineedit_start(&present->edit, text, false);
		free(text);
		return SCREEN_STAY;
	}
	stop_typing(present);
	free(present->cards);
	present->cards = text;
	present->base.next = TELL_LEVEL; /* how many have answered now */
	return screen_want(&present->base, WANT_CARDS, present->criterion);
}

/* --- going and doing ----------------------------------------------------------------------------
 */

/* The next or the one before that is asked; before the first stands the problem. */
static void go(struct present *present, int by)
{
	size_t count = present->view->rubric->criterion_count, at = present->criterion;

	if (at == RUBRIC_NONE && by < 0) {
		screen_say(&present->base, "%s", _("This is the first page."));
		return;
	}
	for (at = at == RUBRIC_NONE ? 0 : at + (size_t)by; at < count; at += (size_t)by) {
		if (present_asked(present, at)) {
			present->criterion = at;
			present->base.next = TELL_HERE;
			return;
		}
	}
	if (by < 0) {
		present->criterion = RUBRIC_NONE;
		present->base.next = TELL_HERE;
	} else {
		screen_say(&present->base, "%s", _("This was the last one."));
	}
}

static void go_last(struct present *present)
{
	for (size_t i = 0; i < present->view->rubric->criterion_count; i++)
		if (present_asked(present, i))
			present->criterion = i;
	present->base.next = TELL_HERE;
}

static enum screen_result present_act(struct screen *screen, const struct input *input)
{
	struct present *present = (struct present *)screen;

	if (present->typing)
		return cards_act(present, input);
	switch (input->action) {
	case ACT_SELECT:
	case ACT_RIGHT:
	case ACT_PAGE_DOWN:
	case ACT_NEXT: go(present, 1); break;
	case ACT_LEFT:
	case ACT_PAGE_UP:
	case ACT_PREVIOUS: go(present, -1); break;
	case ACT_FIRST:
		present->criterion = RUBRIC_NONE;
		screen->next = TELL_HERE;
		break;
	case ACT_LAST: go_last(present); break;
	case ACT_CARDS:
		present->typing = true;
		present->prompt = cards_prompt(present);
		lineedit_start(&present->edit, "", false);
		break;
	case ACT_NUMBERS:
		screen->next = TELL_LEVEL;
		return screen_want(screen, WANT_COUNTS, present->criterion);
	default: return SCREEN_POP;
	}
	return SCREEN_STAY;
}

static bool present_can(const struct screen *screen, enum action action)
{
	const struct present *present = (const struct present *)screen;

	switch (action) {
	case ACT_SELECT:
	case ACT_RIGHT:
	case ACT_NEXT:
	case ACT_LEFT:
	case ACT_PREVIOUS:
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
	case ACT_FIRST:
	case ACT_LAST:
	case ACT_BACK: return true;
	case ACT_CARDS:
		return present->criterion != RUBRIC_NONE && present_open(present) &&
		       present->view->rubric->criteria[present->criterion].step_count > 0;
	case ACT_NUMBERS:
	case ACT_READ: return present->criterion != RUBRIC_NONE;
	default: return false;
	}
}

static bool present_asking(const struct screen *screen, struct asking *asking)
{
	const struct present *present = (const struct present *)screen;

	if (!present->typing)
		return false;
	return asking_line(asking, &present->edit, present->prompt);
}

static size_t present_choices(const struct screen *screen)
{
	const struct present *present = (const struct present *)screen;

	if (present->criterion == RUBRIC_NONE)
		return 0;
	return present->view->rubric->criteria[present->criterion].step_count;
}

static void present_free(struct screen *screen)
{
	struct present *present = (struct present *)screen;

	if (present->typing)
		stop_typing(present);
	free(present->cards);
	free(present);
}

static const char *present_enter(const struct screen *screen)
{
	(void)screen;
	return _("go on");
}

static const struct screen_ops present_ops = {
	.name = "present",
	.draw = present_draw,
	.tell = present_tell,
	.act = present_act,
	.can = present_can,
	.enter = present_enter,
	.asking = present_asking,
	.free = present_free,
	.choices = present_choices,
};

struct screen *scr_present_new(const struct discuss_view *view, size_t criterion)
{
	struct present *present = MEM_NEW(struct present);
	size_t first = 0, count = view->rubric->criterion_count;

	present->base.ops = &present_ops;
	present->base.passing = true;
	present->view = view;
	while (first < count && !present_asked(present, first))
		first++;
	/* Whoever begins at the first one begins with the problem. */
	present->criterion = criterion < count && criterion > first ? criterion : RUBRIC_NONE;
	return &present->base;
}

const char *scr_present_cards(const struct screen *screen)
{
	const struct present *present = (const struct present *)screen;

	return present->cards ? present->cards : "";
}
