/* The laptop that goes round: seats, hand-over, one form at a time, nothing of anybody else. */
#include "config.h"

#include "flow/discuss_parts.h"

#include "base/lang.h"
#include "base/mem.h"
#include "flow/form_screens.h"
#include "ui/screens.h"

#include <stdlib.h>
#include <string.h>

static bool takes_part(const struct discuss *discuss, size_t person)
{
	const struct ledger *ledger = discuss->view.ledger;

	return ledger_counts(ledger, person, ledger->round);
}

static void fill_seat(struct menu_item *item, const struct discuss *discuss, size_t person)
{
	const struct ledger *ledger = discuss->view.ledger;
	const char *text = "";

	item->label = roster_shown(&ledger->roster->list[person]);
	item->off = !takes_part(discuss, person);
	switch (ledger_state(ledger, person, ledger->round)) {
	case LEDGER_NOT_STARTED: text = item->off ? _("from the next round on") : ""; break;
	case LEDGER_STARTED: text = _("started"); break;
	case LEDGER_DONE:
		text = _("done");
		item->done = true;
		break;
	case LEDGER_LEFT:
		text = _("has left");
		item->off = true;
		break;
	}
	item->remark = mem_text(text);
}

static struct screen *seats_menu(struct discuss *discuss, struct screen *menu)
{
	size_t count = discuss->view.roster->count;
	struct menu_item *items = mem_grow(NULL, 0, count + 1, sizeof(struct menu_item));
	const char *intro = _("Whose turn is it? Only who is done is shown here, never what they "
			      "chose.");

	for (size_t i = 0; i < count; i++)
		fill_seat(&items[i], discuss, i);
	if (menu == NULL) {
		menu = scr_menu_new("seats", _("Pass the laptop round"), intro, items, count);
		menu->passing = true;
	} else {
		scr_menu_fill(menu, intro, items, count);
		scr_menu_title(menu, _("Pass the laptop round"));
	}
	for (size_t i = 0; i < count; i++) {
		free(items[i].label);
		free(items[i].remark);
	}
	free(items);
	return menu;
}

struct screen *pass_seats(struct discuss *discuss)
{
	discuss_refresh(discuss, NULL);
	return seats_menu(discuss, NULL);
}

/* With one person in a role that is shown apart, that answer can be recognised. */
static bool alone_in_role(const struct discuss *discuss, size_t person)
{
	const struct roster *roster = discuss->view.roster;

	return discuss->view.session->roles_apart && roster->list[person].role[0] != '\0' &&
	       roster_in_role(roster, roster->list[person].role) == 1;
}

static void hand_over_fill(
	const struct discuss *discuss, struct screen *screen, size_t person, const char *before)
{
	char *name = roster_shown(&discuss->view.roster->list[person]);
	struct buf title = BUF_EMPTY, text = BUF_EMPTY;

	if (before != NULL)
		buf_format(&text, "%s ", before);
	buf_format(&title, _("Pass the laptop to %s."), name);
	buf_text_add(&text, _("Is the projector off?"));
	buf_text_add(&text, "\n\n");
	buf_text_add(&text,
		_("You first fill this in alone. Then the group sees how often each level was "
		  "chosen, per role, and the reasons, without names."));
	if (alone_in_role(discuss, person))
		buf_format(&text, " %s",
			_("You are the only one in your role: that answer can be recognised."));
	buf_text_add(&text, "\n\n");
	buf_text_add(&text, _("b makes the screen black at any time."));
	scr_hand_over_say(screen, buf_text(&title), buf_text(&text));
	buf_free(&title);
	buf_free(&text);
	free(name);
}

static struct screen *hand_over(struct discuss *discuss, size_t person, const char *before)
{
	struct screen *screen = scr_hand_over_new("", "");

	hand_over_fill(discuss, screen, person, before);
	screen->passing = true;
	discuss->person = person;
	return screen;
}

struct screen *pass_item(struct discuss *discuss, struct screen *top, size_t at)
{
	(void)top;
	if (at >= discuss->view.roster->count)
		return NULL;
	return hand_over(discuss, at, NULL);
}

void pass_language(struct discuss *discuss, struct screen *top)
{
	if (strcmp(scr_menu_name(top), "seats") == 0)
		seats_menu(discuss, top);
	else if (strcmp(top->ops->name, "hand-over") == 0)
		hand_over_fill(discuss, top, discuss->person, NULL);
}

static struct screen *open_form(struct discuss *discuss, struct screen *top)
{
	struct form_request request = {.folder = discuss->request->folder, .passing = true};
	struct err err = ERR_OK;
	struct screen *first;

	request.person = discuss->view.roster->list[discuss->person].id;
	discuss->form = form_open(&request, discuss->faults, &err);
	if (discuss->form == NULL) {
		screen_say(top, "%s", err.message);
		err_free(&err);
		return NULL;
	}
	first = form_begin_screen(discuss->form);
	first->passing = true;
	return first;
}

bool pass_close(struct discuss *discuss, struct screen *top, struct err *err)
{
	static const struct results_options NO_TABLE = {.delimiter = ','};
	struct form_outcome outcome;
	bool fine;

	if (discuss->form == NULL)
		return true;
	fine = form_close(discuss->form, NULL, false, &NO_TABLE, &outcome, err);
	discuss->form = NULL;
	form_outcome_free(&outcome);
	if (!fine && top != NULL)
		screen_say(top, "%s", err->message);
	return fine;
}

/* Whose turn it is after `person`: the next seat that is not done, going round. */
static size_t next_seat(const struct discuss *discuss)
{
	const struct ledger *ledger = discuss->view.ledger;
	size_t count = ledger->roster->count;

	for (size_t i = 1; i < count; i++) {
		size_t person = (discuss->person + i) % count;
		if (takes_part(discuss, person) &&
			ledger_state(ledger, person, ledger->round) != LEDGER_DONE)
			return person;
	}
	return ROSTER_NONE;
}

static struct screen *after_form(struct discuss *discuss, struct screen *top)
{
	bool handed_in = walk_sheet(form_walk(discuss->form))->submitted;
	struct err err = ERR_OK;
	bool fine = pass_close(discuss, top, &err);
	size_t next;

	err_free(&err);
	discuss_refresh(discuss, top);
	seats_menu(discuss, top);
	if (!handed_in || !fine || discuss->blanked)
		return NULL;
	next = next_seat(discuss);
	if (next != ROSTER_NONE)
		return hand_over(discuss, next, _("Done, saved on this computer."));
	screen_say(top, "%s", _("Done, saved on this computer. Everybody has filled in."));
	return NULL;
}

/* The question for consent was left. The screen that was black is no answer: it is asked again. */
static struct screen *after_consent(
	struct discuss *discuss, const struct screen *gone, struct screen *top)
{
	struct screen *walk;
	struct err err = ERR_OK;

	if (discuss->blanked) {
		pass_close(discuss, top, &err);
		err_free(&err);
		return hand_over(discuss, discuss->person, NULL);
	}
	walk = form_consented(discuss->form, gone);
	walk->passing = true;
	return walk;
}

static bool is_walk(const struct screen *screen)
{
	return strcmp(screen->ops->name, "levels") == 0 || strcmp(screen->ops->name, "grid") == 0;
}

struct screen *pass_want(
	struct discuss *discuss, struct screen *top, enum screen_want want, size_t at)
{
	struct screen *screen = form_want(discuss->form, top, want, at);

	if (screen != NULL)
		screen->passing = true;
	else if (walk_sheet(form_walk(discuss->form))->submitted)
		top->leaving = true; /* a form that was handed in is not shown again */
	return screen;
}

struct screen *pass_popped(struct discuss *discuss, struct screen *gone, struct screen *top)
{
	if (strcmp(gone->ops->name, "hand-over") == 0) {
		discuss->blanked = false;
		return scr_hand_over_yes(gone) ? open_form(discuss, top) : NULL;
	}
	if (discuss->form == NULL)
		return NULL;
	if (form_is_consent(gone))
		return after_consent(discuss, gone, top);
	if (strcmp(gone->ops->name, "black") == 0)
		discuss->blanked = true;
	if (is_walk(gone)) {
		struct screen *next = after_form(discuss, top);
		/* any key brings back the hand-over screen, not the form */
		return discuss->blanked ? hand_over(discuss, discuss->person, NULL) : next;
	}
	if (discuss->blanked) {
		top->leaving = true;
		return NULL;
	}
	form_popped(discuss->form, gone, top);
	if (walk_sheet(form_walk(discuss->form))->submitted)
		top->leaving = true;
	return NULL;
}
