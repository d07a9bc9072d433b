#include "config.h"

#include "flow/peer_form.h"

#include "base/lang.h"
#include "base/mem.h"
#include "flow/peer_form_parts.h"
#include "flow/problems.h"
#include "flow/settings.h"
#include "ui/screens.h"

#include <stdlib.h>
#include <string.h>

#define CLOSE_WAIT_MS 10000

enum code { CODE_OPEN, CODE_STRAIGHT, CODE_CONSENT, CODE_ELSEWHERE };

/* --- what a screen wants ---------------------------------------------------------------------- */

static struct screen *ask_consent(void)
{
	return scr_confirm_new(_("May your answers be used for research, without your name?"),
		_("No has no consequences; you can change this later."), CODE_CONSENT);
}

/* It may be right: it is asked once, and never again. */
static struct screen *ask_straight(struct peer_form *form)
{
	enum peers_straight straight = peers_straight(form->peers);

	if (straight == PEERS_VARIED || form->asked_straight)
		return NULL;
	form->asked_straight = true;
	return scr_confirm_new(
		straight == PEERS_SAME_FOR_ALL
			? _("You gave everybody the same level on each criterion. Hand in as it "
			    "is?")
			: _("You gave each person one level on all criteria. Hand in as it is?"),
		_("It may well be so, in a team that works well together. No goes back, and "
		  "nothing is lost."),
		CODE_STRAIGHT);
}

static struct screen *ask_submit(struct peer_form *form, struct screen *top)
{
	size_t total = peers_total(form->peers), open = total - peers_answered(form->peers);
	struct buf question = BUF_EMPTY, names = BUF_EMPTY;
	struct screen *screen;

	if (open == 0) {
		screen = ask_straight(form);
		if (screen == NULL)
			peer_form_hand_in(form, top);
		return screen;
	}
	buf_format(&question,
		lang_plural("%zu of %zu is not answered yet. Hand in all the same?",
			"%zu of %zu are not answered yet. Hand in all the same?", open),
		open, total);
	peer_form_open_names(form, &names);
	screen = scr_confirm_new(buf_text(&question), buf_text(&names), CODE_OPEN);
	buf_free(&question);
	buf_free(&names);
	return screen;
}

static void reopen(struct peer_form *form, struct screen *top)
{
	if (!peers_reopen(form->peers))
		return;
	peer_form_changed(form);
	screen_say(top, "%s", _("Reopened. Do not forget to hand it in again."));
}

static struct screen *want(
	void *flow, struct screen *top, enum screen_want what, size_t at, bool *done)
{
	struct peer_form *form = flow;

	(void)at;
	(void)done;
	switch (what) {
	case WANT_HELP: return scr_help_new(top);
	case WANT_WORDS: return scr_peer_words_new(&form->view);
	case WANT_REVIEW: return scr_peer_review_new(&form->view);
	case WANT_ABOUT: return scr_peer_opening_new(&form->view, true);
	case WANT_CONSENT: return ask_consent();
	case WANT_SUBMIT: return ask_submit(form, top);
	case WANT_REOPEN: reopen(form, top); return NULL;
	case WANT_RETRY: store_retry(form->store); return NULL;
	case WANT_ELSEWHERE:
		return scr_field_new(_("Save elsewhere"),
			_("A folder that is not there yet; it then is the session"),
			store_path(form->store), CODE_ELSEWHERE);
	default: return NULL;
	}
}

/* --- what was left ---------------------------------------------------------------------------- */

static struct screen *confirmed(struct peer_form *form, struct screen *gone, struct screen *top)
{
	bool yes = scr_confirm_yes(gone);
	struct screen *next;

	if (scr_confirm_code(gone) == CODE_CONSENT) {
		/* Asked before the form: that comes now. */
		struct screen *begun = top == NULL ? scr_peer_new(&form->view) : NULL;

		peer_form_consent(form, yes);
		screen_say(begun != NULL ? begun : top, "%s",
			yes ? _("Saved: your answers may be used, without your name.")
			    : _("Saved: your answers are not used for research."));
		return begun;
	}
	if (!yes)
		return NULL;
	next = scr_confirm_code(gone) == CODE_OPEN ? ask_straight(form) : NULL;
	if (next == NULL)
		peer_form_hand_in(form, top);
	return next;
}

static void saved_elsewhere(struct peer_form *form, struct screen *gone, struct screen *top)
{
	const char *path = scr_field_text(gone);
	struct err err = ERR_OK;

	if (path == NULL || path[0] == '\0')
		return;
	if (store_move(form->store, path, &err))
		screen_say(top, _("From now on saved in %s"), path);
	else
		screen_say(top, _("That folder cannot be used: %s"), err.message);
	err_free(&err);
}

static struct screen *popped(void *flow, struct screen *gone, struct screen *top)
{
	struct peer_form *form = flow;
	const char *name = gone->ops->name;
	size_t person, criterion;

	if (strcmp(name, "peer opening") == 0 && scr_peer_opening_begins(gone))
		return form->view.asks_consent && form->view.consent == 0
			       ? ask_consent()
			       : scr_peer_new(&form->view);
	if (strcmp(name, "confirm") == 0)
		return confirmed(form, gone, top);
	if (top == NULL)
		return NULL;
	if (strcmp(name, "peer review") == 0 && scr_peer_review_at(gone, &person, &criterion)) {
		peers_go(form->peers, person, criterion);
		/* From the words back to the levels. */
		if (strcmp(top->ops->name, "peer words") == 0)
			top->leaving = true;
		top->next = TELL_HERE;
	} else if (strcmp(name, "field") == 0) {
		saved_elsewhere(form, gone, top);
	}
	return NULL;
}

/* --- the host --------------------------------------------------------------------------------- */

static void changed(void *flow, struct screen *top)
{
	struct peer_form *form = flow;

	peer_form_changed(form);
	if (top != NULL && peer_form_is_over(form))
		screen_say(top, "%s",
			_("It has closed: this is kept as late, and counts only when your "
			  "lecturer gives you more time."));
}

static enum save_state save_state(void *flow)
{
	switch (store_state(((struct peer_form *)flow)->store)) {
	case STORE_EMPTY: return SAVE_NONE;
	case STORE_SAVED: return SAVE_SAVED;
	case STORE_WAITING: return SAVE_WAITING;
	case STORE_FAILED: return SAVE_FAILED;
	}
	return SAVE_NONE;
}

static char *save_why(void *flow)
{
	return store_why(((struct peer_form *)flow)->store);
}

static void settle(void *flow, int ms)
{
	store_wait(((struct peer_form *)flow)->store, ms);
}

static void said(void *flow, const struct screen *top, struct telling *telling)
{
	(void)top;
	peer_form_said(flow, telling);
}

static int wake_fd(void *flow)
{
	return store_fd(((struct peer_form *)flow)->store);
}

static void drain(void *flow)
{
	store_drain(((struct peer_form *)flow)->store);
}

static void language(void *flow, struct screen *top)
{
	struct peer_form *form = flow;

	(void)top;
	if (form->request->remember_lang)
		settings_remember_lang(lang_current());
	peer_form_say_closes(form);
}

/* --- from beginning to end -------------------------------------------------------------------- */

static void note_problems(struct peer_form *form)
{
	const struct journal_problems *problems = &form->data->problems;

	problems_list(&form->notes, NULL, problems, "warning");
	form->outcome->problems = problems->count;
}

/* Save what waits; the exit status when not all of it is on disk. */
static enum err_code close_form(struct peer_form *form, struct err *err)
{
	size_t put, saved;
	char *why, *path;
	enum err_code code = ERR_NONE;

	peer_form_changed(form);
	store_wait(form->store, CLOSE_WAIT_MS);
	store_counts(form->store, &put, &saved);
	why = store_why(form->store);
	path = mem_text(store_path(form->store));
	form->outcome->unsaved = store_free(form->store, 0);
	form->outcome->saved = saved > 0;
	if (form->outcome->unsaved > 0) {
		err_set(err, ERR_SAVE, path, "NOT SAVED: %zu of your answers are not on disk%s%s",
			form->outcome->unsaved, why == NULL ? "" : ": ", why == NULL ? "" : why);
		code = ERR_SAVE;
	}
	free(why);
	free(path);
	return code;
}

enum err_code flow_peer_form(
	const struct peer_form_request *request, struct peer_form_outcome *outcome, struct err *err)
{
	struct peer_form form = {.request = request, .outcome = outcome};
	const struct host host = {&form, changed, want, popped, save_state, save_why, settle, said,
		wake_fd, drain, language};
	struct err loop_err = ERR_OK;
	struct screen *opening;
	enum err_code code;

	memset(outcome, 0, sizeof(*outcome));
	if (!peer_form_open(&form, err)) {
		peer_form_free(&form);
		return err->code;
	}
	note_problems(&form);
	opening = scr_peer_opening_new(&form.view, false);
	if (form.data->own_equal_seq)
		screen_say(opening, "%s",
			_("This form was filled in from two windows at once; look at your "
			  "answers."));
	loop_run(opening, &host, &request->loop, &loop_err);
	if (loop_err.message != NULL)
		buf_format(&form.notes, "peil: %s\n", loop_err.message);
	err_free(&loop_err);
	code = close_form(&form, err);
	outcome->notes = form.notes.len > 0 ? buf_take(&form.notes) : NULL;
	peer_form_free(&form);
	return code;
}

void peer_form_outcome_free(struct peer_form_outcome *outcome)
{
	free(outcome->receipt);
	free(outcome->notes);
	memset(outcome, 0, sizeof(*outcome));
}
