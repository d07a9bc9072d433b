#include "config.h"

#include "flow/discuss.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/journal.h"
#include "flow/discuss_parts.h"
#include "flow/form_screens.h"
#include "flow/problems.h"
#include "flow/settings.h"
#include "ui/screens.h"

#include <stdlib.h>
#include <string.h>

#define RECENT_SECONDS (4 * 3600)

/* --- the view ----------------------------------------------------------------------------------
 */

/* When the clock started: at the first answer, when that was not long ago. */
static time_t began(const struct discuss *discuss)
{
	const struct record_list *records = discuss->view.ledger->records;
	time_t first;

	if (records->count == 0 || !clock_parse(records->list[0].at, &first))
		return discuss->began;
	if (first > discuss->began || discuss->began - first > RECENT_SECONDS)
		return discuss->began;
	return first;
}

void discuss_view_update(struct discuss *discuss)
{
	struct discuss_view *view = &discuss->view;
	struct workshop *workshop = discuss->workshop;
	int left;

	view->session = workshop_session(workshop);
	view->rubric = workshop_rubric(workshop);
	view->roster = workshop_roster(workshop);
	view->ledger = workshop_ledger(workshop);
	view->discussion = workshop_discussion(workshop);
	view->vote = discuss->vote;
	view->minutes_left = -1;
	if (view->session->minutes > 0) {
		left = view->session->minutes - (int)((clock_now() - began(discuss)) / 60);
		view->minutes_left = left > 0 ? left : 0;
	}
}

bool discuss_refresh(struct discuss *discuss, struct screen *top)
{
	struct err err = ERR_OK;
	bool fine = workshop_refresh(discuss->workshop, &err);

	if (!fine && top != NULL)
		screen_say(top, "%s", err.message);
	err_free(&err);
	discuss_view_update(discuss);
	return fine;
}

/* The step was taken, or the screen says why not. */
static bool took(struct discuss *discuss, bool fine, struct err *err, struct screen *top)
{
	if (!fine && top != NULL)
		screen_say(top, "%s", err->message);
	err_free(err);
	discuss_view_update(discuss);
	return fine;
}

/* --- the agenda --------------------------------------------------------------------------------
 */

enum item {
	ITEM_CELLS, /* only for a matrix */
	ITEM_PRESENT,
	ITEM_PASS,
	ITEM_SHOW,
	ITEM_TALK,
	ITEM_VOTE,
	ITEM_FIT,
	ITEM_CLOSE,
	ITEM_COUNT
};

static size_t count_state(const struct discuss *discuss, enum ledger_state wanted, size_t *people)
{
	const struct ledger *ledger = discuss->view.ledger;
	size_t count = 0;

	*people = 0;
	for (size_t i = 0; i < ledger->roster->count; i++) {
		if (!ledger_counts(ledger, i, ledger->round))
			continue;
		(*people)++;
		count += ledger_state(ledger, i, ledger->round) == wanted;
	}
	return count;
}

static size_t marked(const struct discuss *discuss)
{
	size_t count = 0;

	for (size_t i = 0; i < discuss->view.rubric->criterion_count; i++)
		count += discuss->vote[i];
	return count;
}

static void remark(struct menu_item *item, const char *text, bool off)
{
	free(item->remark);
	item->remark = mem_text(text);
	item->off = off;
}

static void remark_done(struct menu_item *item, const struct discuss *discuss)
{
	size_t people, done = count_state(discuss, LEDGER_DONE, &people);
	struct buf text = BUF_EMPTY;

	buf_format(&text, _("%zu of %zu done"), done, people);
	remark(item, buf_text(&text), item->off);
	item->done = people > 0 && done == people;
	buf_free(&text);
}

static void fill_vote(struct menu_item *item, const struct discuss *discuss)
{
	const struct ledger *ledger = discuss->view.ledger;
	size_t count = marked(discuss);
	struct buf text = BUF_EMPTY;

	if (ledger->round >= discuss->view.session->rounds) {
		remark(item, _("this was the last round"), true);
		return;
	}
	if (count == 0) {
		remark(item, _("mark with v, on the screen of one to talk about"), true);
		return;
	}
	buf_format(&text, _("%zu marked"), count);
	remark(item, buf_text(&text), false);
	buf_free(&text);
}

static void fill_items(struct menu_item *items, const struct discuss *discuss)
{
	const struct ledger *ledger = discuss->view.ledger;
	bool shown = ledger->shown[ledger->round], any = ledger->shown[1];

	items[ITEM_CELLS].label = mem_text(_("Choose today's cells"));
	if (any)
		remark(&items[ITEM_CELLS], _("the answers were shown"), true);
	items[ITEM_PRESENT].label = mem_text(_("Read aloud and score with cards"));
	items[ITEM_PASS].label = mem_text(_("Pass the laptop round"));
	items[ITEM_SHOW].label = mem_text(_("Show the answers"));
	items[ITEM_TALK].label = mem_text(_("Talk"));
	items[ITEM_VOTE].label = mem_text(_("Start a second vote"));
	items[ITEM_FIT].label = mem_text(_("Does it fit?"));
	items[ITEM_CLOSE].label = mem_text(_("Close the session"));
	items[ITEM_SHOW].done = shown;
	if (shown)
		remark(&items[ITEM_SHOW], _("shown"), true);
	else
		remark_done(&items[ITEM_PASS], discuss);
	if (!any) {
		remark(&items[ITEM_TALK], _("after the answers are shown"), true);
		remark(&items[ITEM_VOTE], _("after the answers are shown"), true);
		remark(&items[ITEM_FIT], _("after the answers are shown"), true);
	} else if (!shown) {
		remark(&items[ITEM_VOTE], _("it is under way"), true);
	} else {
		fill_vote(&items[ITEM_VOTE], discuss);
		remark(&items[ITEM_PRESENT], _("the answers were shown"), true);
		remark(&items[ITEM_PASS], _("the answers were shown"), true);
	}
	if (ledger->closed) {
		for (size_t i = 0; i < ITEM_COUNT; i++)
			if (i != ITEM_TALK && i != ITEM_FIT)
				remark(&items[i], _("the session was closed"), true);
		items[ITEM_CLOSE].done = true;
	}
}

static char *agenda_intro(const struct discuss *discuss)
{
	const struct discuss_view *view = &discuss->view;
	struct buf text = BUF_EMPTY;

	if (view->session->title[0] != '\0')
		buf_format(&text, "%s. ", view->session->title);
	buf_format(&text, _("Round %d of %d."), view->ledger->round, view->session->rounds);
	if (view->minutes_left >= 0)
		buf_format(&text,
			lang_plural(" %d minute left.", " %d minutes left.",
				(unsigned long)view->minutes_left),
			view->minutes_left);
	return buf_take(&text);
}

static void free_items(struct menu_item *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(items[i].label);
		free(items[i].remark);
	}
}

/* A matrix has its cells chosen first; levels have something to fit. */
static enum item first_item(const struct discuss *discuss)
{
	return discuss->view.rubric->kind == RUBRIC_GRID ? ITEM_CELLS : ITEM_PRESENT;
}

static void agenda_fill(struct discuss *discuss)
{
	struct menu_item items[ITEM_COUNT] = {{0}};
	enum item first;
	char *intro;
	const char *title;

	discuss_view_update(discuss);
	intro = agenda_intro(discuss);
	first = first_item(discuss);
	fill_items(items, discuss);
	title = rubric_say(discuss->view.rubric, &discuss->view.rubric->title,
		rubric_lang(discuss->view.rubric, lang_current()));
	if (discuss->agenda == NULL) {
		discuss->agenda =
			scr_menu_new("agenda", title, intro, items + first, ITEM_COUNT - first);
		discuss->agenda->passing = true;
	} else {
		scr_menu_fill(discuss->agenda, intro, items + first, ITEM_COUNT - first);
		scr_menu_title(discuss->agenda, title);
	}
	free(intro);
	free_items(items, ITEM_COUNT);
}

/* --- steps that ask first ----------------------------------------------------------------------
 */

static char *missing_names(const struct discuss *discuss)
{
	const struct ledger *ledger = discuss->view.ledger;
	struct buf names = BUF_EMPTY;

	for (size_t i = 0; i < ledger->roster->count; i++) {
		char *shown;
		if (!ledger_counts(ledger, i, ledger->round) ||
			ledger_state(ledger, i, ledger->round) == LEDGER_DONE)
			continue;
		shown = roster_shown(&ledger->roster->list[i]);
		buf_format(&names, "%s%s", names.len == 0 ? "" : ", ", shown);
		free(shown);
	}
	return buf_take(&names);
}

static struct screen *ask_show(struct discuss *discuss)
{
	char *names;
	struct buf detail = BUF_EMPTY;
	struct screen *confirm;

	discuss_refresh(discuss, discuss->agenda);
	names = missing_names(discuss);
	if (names != NULL && names[0] != '\0')
		buf_format(&detail, _("Not done yet: %s. "), names);
	buf_format(&detail, _("Showing the answers closes round %d."), discuss->view.ledger->round);
	confirm = scr_confirm_new(_("Show the answers now?"), buf_text(&detail), DISCUSS_SHOW);
	free(names);
	buf_free(&detail);
	return confirm;
}

static struct screen *ask_vote(struct discuss *discuss)
{
	struct buf question = BUF_EMPTY;
	size_t count = marked(discuss);
	struct screen *confirm;

	buf_format(&question, _("Start a second vote on %zu of them?"), count);
	confirm = scr_confirm_new(buf_text(&question),
		_("Everybody answers once more, each alone; then the answers are shown again."),
		DISCUSS_VOTE);
	buf_free(&question);
	return confirm;
}

static void start_vote(struct discuss *discuss, struct screen *top)
{
	size_t count = discuss->view.rubric->criterion_count, chosen = 0;
	size_t *criteria = mem_grow(NULL, 0, count + 1, sizeof(size_t));
	struct err err = ERR_OK;

	for (size_t i = 0; i < count; i++)
		if (discuss->vote[i])
			criteria[chosen++] = i;
	if (took(discuss, workshop_round(discuss->workshop, criteria, chosen, &err), &err, top)) {
		memset(discuss->vote, 0, count * sizeof(bool));
		screen_say(top, _("The second vote has started."));
	}
	free(criteria);
}

static void confirmed(struct discuss *discuss, struct screen *gone, struct screen *top)
{
	struct err err = ERR_OK;

	switch (scr_confirm_code(gone)) {
	case DISCUSS_SHOW:
		if (took(discuss, workshop_reveal(discuss->workshop, &err), &err, top))
			screen_say(top, _("The answers are shown. Talk is next."));
		break;
	case DISCUSS_VOTE: start_vote(discuss, top); break;
	case DISCUSS_CLOSE:
		if (took(discuss, workshop_close(discuss->workshop, &err), &err, top))
			screen_say(top, _("The session is closed. `peil report` writes it out."));
		break;
	default: break;
	}
}

static struct screen *agenda_item(struct discuss *discuss, size_t at)
{
	const struct ledger *ledger = discuss->view.ledger;
	size_t first = 0;

	while (first + 1 < ledger->rubric->criterion_count &&
		!ledger->in_round[(size_t)ledger->round * ledger->rubric->criterion_count + first])
		first++;
	switch ((enum item)(at + first_item(discuss))) {
	case ITEM_CELLS: return cells_screen(discuss);
	case ITEM_PRESENT: return scr_present_new(&discuss->view, first);
	case ITEM_PASS: return pass_seats(discuss);
	case ITEM_SHOW: return ask_show(discuss);
	case ITEM_TALK: return scr_talk_new(&discuss->view);
	case ITEM_VOTE: return ask_vote(discuss);
	case ITEM_FIT: return scr_fit_new(&discuss->view);
	case ITEM_CLOSE:
		return scr_confirm_new(_("Close the session?"),
			_("After this nothing can be added; the report can be made at any time."),
			DISCUSS_CLOSE);
	case ITEM_COUNT: break;
	}
	return NULL;
}

/* --- what the screens want ---------------------------------------------------------------------
 */

static void cards(struct discuss *discuss, struct screen *top, size_t criterion)
{
	struct err err = ERR_OK;
	const char *typed = scr_present_cards(top);

	if (took(discuss, workshop_cards(discuss->workshop, criterion, typed, &err), &err, top))
		screen_say(top, "%s", _("Saved."));
}

static void agree(struct discuss *discuss, struct screen *top)
{
	struct err err = ERR_OK;
	size_t criterion = scr_aspect_criterion(top);

	if (took(discuss,
		    workshop_agree(discuss->workshop, criterion, scr_aspect_step(top),
			    scr_aspect_reason(top), &err),
		    &err, top))
		screen_say(top, "%s", _("Saved."));
}

static void mark_vote(struct discuss *discuss, struct screen *top, size_t criterion)
{
	const struct ledger *ledger = discuss->view.ledger;

	if (!ledger->shown[ledger->round] || ledger->round >= discuss->view.session->rounds) {
		screen_say(top, "%s",
			ledger->shown[ledger->round]
				? _("There is no further round in this session.")
				: _("A vote is under way already."));
		return;
	}
	discuss->vote[criterion] = !discuss->vote[criterion];
	screen_say(top, "%s",
		discuss->vote[criterion] ? _("Marked for a second vote; the agenda starts it.")
					 : _("No longer marked for a second vote."));
}

static void fits(struct discuss *discuss, struct screen *top)
{
	struct err err = ERR_OK;
	size_t criterion, low, high;

	scr_fit_range(top, &criterion, &low, &high);
	if (took(discuss, workshop_range(discuss->workshop, criterion, low, high, &err), &err, top))
		screen_say(top, "%s", _("Saved."));
}

static void action(struct discuss *discuss, struct screen *top)
{
	struct err err = ERR_OK;
	struct fit_action what;

	scr_fit_action(top, &what);
	if (took(discuss,
		    workshop_action(discuss->workshop, what.part, what.criterion, what.step,
			    what.text, what.owner, what.due, &err),
		    &err, top))
		screen_say(top, "%s", _("Saved."));
}

static struct screen *want(
	void *flow, struct screen *top, enum screen_want want, size_t at, bool *done)
{
	struct discuss *discuss = flow;

	(void)done;
	switch (want) {
	case WANT_HELP: return scr_help_new(top);
	case WANT_BLANK: return scr_black_new();
	case WANT_ITEM:
		if (strcmp(scr_menu_name(top), "agenda") == 0)
			return agenda_item(discuss, at);
		if (strcmp(scr_menu_name(top), "cells") == 0) {
			cells_item(discuss, top, at);
			return NULL;
		}
		return pass_item(discuss, top, at);
	case WANT_CARDS: cards(discuss, top, at); return NULL;
	case WANT_COUNTS: discuss->view.counts_now = !discuss->view.counts_now; return NULL;
	case WANT_ASPECT: return scr_aspect_new(&discuss->view, at);
	case WANT_AGREE: agree(discuss, top); return NULL;
	case WANT_VOTE: mark_vote(discuss, top, at); return NULL;
	case WANT_FITS: fits(discuss, top); return NULL;
	case WANT_ACTION: action(discuss, top); return NULL;
	default: return discuss->form == NULL ? NULL : pass_want(discuss, top, want, at);
	}
}

static struct screen *popped(void *flow, struct screen *gone, struct screen *top)
{
	struct discuss *discuss = flow;
	struct screen *next = NULL;

	if (strcmp(gone->ops->name, "confirm") == 0 && discuss->form == NULL) {
		if (scr_confirm_yes(gone))
			confirmed(discuss, gone, top);
	} else {
		next = pass_popped(discuss, gone, top);
	}
	if (next == NULL && top == discuss->agenda && top != NULL)
		agenda_fill(discuss);
	return next;
}

/* --- the host ----------------------------------------------------------------------------------
 */

static void changed(void *flow, struct screen *top)
{
	struct discuss *discuss = flow;

	(void)top;
	if (discuss->form != NULL)
		form_changed(discuss->form);
}

static enum save_state save_state(void *flow)
{
	return form_save_state(((struct discuss *)flow)->form);
}

static char *save_why(void *flow)
{
	return form_save_why(((struct discuss *)flow)->form);
}

static void settle(void *flow, int ms)
{
	form_settle(((struct discuss *)flow)->form, ms);
}

static void said(void *flow, const struct screen *top, struct telling *telling)
{
	(void)top;
	form_said(((struct discuss *)flow)->form, telling);
}

static int wake_fd(void *flow)
{
	return form_wake_fd(((struct discuss *)flow)->form);
}

static void drain(void *flow)
{
	form_drain(((struct discuss *)flow)->form);
}

static void language(void *flow, struct screen *top)
{
	struct discuss *discuss = flow;

	if (discuss->request->remember_lang)
		settings_remember_lang(lang_current());
	agenda_fill(discuss);
	cells_language(discuss, top);
	pass_language(discuss, top);
}

static void note_problems(struct discuss *discuss, struct discuss_outcome *outcome)
{
	const struct journal_problems *problems = workshop_problems(discuss->workshop);

	problems_list(&discuss->notes, NULL, problems, "warning");
	outcome->partial = problems->count > 0;
}

static bool begin(struct discuss *discuss, struct err *err)
{
	size_t count;

	discuss->workshop = workshop_open(discuss->request->folder, err);
	if (discuss->workshop == NULL)
		return false;
	if (!workshop_is_owner(discuss->workshop))
		return err_set(err, ERR_INPUT, discuss->request->folder, "%s",
			_("only the owner of a session leads it; hint: peil report shows what "
			  "was shown"));
	count = workshop_rubric(discuss->workshop)->criterion_count + 1;
	discuss->vote = mem_grow(NULL, 0, count, sizeof(bool));
	discuss->marks = mem_grow(NULL, 0, count, sizeof(unsigned));
	discuss->order = mem_grow(NULL, 0, count, sizeof(size_t));
	discuss->began = clock_now();
	return true;
}

enum err_code flow_discuss(const struct discuss_request *request, struct discuss_outcome *outcome,
	struct faults *faults, struct err *err)
{
	struct discuss discuss = {.request = request, .faults = faults};
	const struct host host = {&discuss, changed, want, popped, save_state, save_why, settle,
		said, wake_fd, drain, language};
	struct err loop_err = ERR_OK;

	memset(outcome, 0, sizeof *outcome);
	if (begin(&discuss, err)) {
		note_problems(&discuss, outcome);
		agenda_fill(&discuss);
		loop_run(discuss.agenda, &host, &request->loop, &loop_err);
		if (loop_err.message != NULL)
			buf_format(&discuss.notes, "peil: %s\n", loop_err.message);
		err_free(&loop_err);
		pass_close(&discuss, NULL, err);
	}
	free(discuss.vote);
	free(discuss.marks);
	free(discuss.order);
	workshop_free(discuss.workshop);
	outcome->notes = discuss.notes.len == 0 ? NULL : buf_take(&discuss.notes);
	return err->code;
}
