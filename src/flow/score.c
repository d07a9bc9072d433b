#include "config.h"

#include "flow/score.h"

#include "base/buf.h"
#include "base/mem.h"
#include "flow/home.h"
#include "flow/said.h"
#include "flow/settings.h"
#include "ui/screens.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum code { CODE_SUBMIT, CODE_TARGET, CODE_ELSEWHERE };

/* One run: at most one form is open at a time. */
struct score {
	const struct score_request *request;
	struct home *home;	    /* NULL: started on a form */
	const struct screen *first; /* the screen at the bottom; only compared with */
	struct form *form;	    /* NULL: at the home screen */
	struct faults *faults;
	struct score_outcome *outcome;
	struct buf notes;
	struct err err; /* the worst thing that happened */
};

static const struct screen_ops *ops_of(const struct screen *screen)
{
	return screen == NULL ? NULL : screen->ops;
}

static void changed(void *flow, struct screen *top)
{
	struct score *score = flow;

	(void)top;
	if (score->form != NULL)
		form_changed(score->form);
}

static struct screen *open_walk(struct score *score)
{
	struct walk *walk = form_walk(score->form);

	if (walk_rubric(walk)->kind == RUBRIC_GRID)
		return scr_grid_new(walk);
	return scr_levels_new(walk);
}

static void note_problems(struct score *score)
{
	const struct journal_problems *problems = form_problems(score->form);

	for (size_t i = 0; problems != NULL && i < problems->count; i++) {
		const struct journal_problem *problem = &problems->list[i];
		buf_format(&score->notes, "%s:%u: warning: %s\n", problem->file, problem->line,
			problem->message);
		score->outcome->problems++;
	}
}

/* The opening screen of the form that was just opened. */
static struct screen *open_form(struct score *score, const struct form_request *request)
{
	struct screen *opening;

	score->form = form_open(request, score->faults, &score->err);
	if (score->form == NULL)
		return NULL;
	note_problems(score);
	opening = scr_opening_new(form_walk(score->form), false);
	if (form_problems(score->form) != NULL)
		screen_say(opening,
			_("Some lines of the journals could not be used; the rest is here."));
	else if (form_two_terminals(score->form))
		screen_say(opening, _("This form was filled in from two windows at once; look at "
				      "your answers."));
	return opening;
}

static struct screen *open_from_home(
	struct score *score, struct screen *top, enum screen_want want, size_t at)
{
	struct form_request request = score->request->form;
	struct screen *opening;

	request.target = NULL;
	if (want == WANT_RUBRIC)
		request.rubric = home_rubric(score->home, at);
	else
		request.folder = home_session(score->home, at);
	opening = open_form(score, &request);
	if (opening == NULL) {
		screen_say(top, _("This cannot be opened: %s"),
			score->err.message == NULL || score->err.message[0] == '\0'
				? _("the rubric has faults; `peil rubric check` names them")
				: score->err.message);
		err_free(&score->err);
	}
	return opening;
}

/* Which criteria are open, by name, for the question before handing in. */
static char *open_names(const struct walk *walk)
{
	const struct rubric *rubric = walk_rubric(walk);
	struct buf names = BUF_EMPTY;

	for (size_t i = 0; i < rubric->criterion_count; i++) {
		if (walk_sheet(walk)->answers[i].status != ANSWER_NONE)
			continue;
		char *name = said_criterion(rubric, i);
		buf_format(&names, "%s%s", names.len == 0 ? "" : ", ", name);
		free(name);
	}
	return buf_take(&names);
}

static void hand_in(struct score *score, struct screen *top)
{
	if (walk_submit(form_walk(score->form))) {
		form_changed(score->form);
		screen_say(top, _("Handed in. R reopens it, q leaves."));
	} else {
		screen_say(top, _("This form was handed in. R reopens it."));
	}
}

static struct screen *ask_submit(struct score *score, struct screen *top)
{
	struct walk *walk = form_walk(score->form);
	size_t count = walk_rubric(walk)->criterion_count;
	size_t open = count - sheet_answered(walk_sheet(walk));
	struct screen *confirm;
	struct buf question = BUF_EMPTY;
	char *names;

	if (open == 0 || walk_rubric(walk)->kind == RUBRIC_GRID || walk_sheet(walk)->submitted) {
		hand_in(score, top);
		return NULL;
	}
	names = open_names(walk);
	buf_format(&question,
		lang_plural("%zu of %zu is not answered yet. Hand in all the same?",
			"%zu of %zu are not answered yet. Hand in all the same?", open),
		open, count);
	confirm = scr_confirm_new(buf_text(&question), names, CODE_SUBMIT);
	buf_free(&question);
	free(names);
	return confirm;
}

static void reopen(struct score *score, struct screen *top)
{
	if (walk_reopen(form_walk(score->form))) {
		form_changed(score->form);
		screen_say(top, _("Reopened. You can change your answers again."));
	}
}

static struct screen *ask_target(struct score *score, struct screen *top)
{
	const struct sheet *sheet = walk_sheet(form_walk(score->form));

	if (!walk_can_rename(form_walk(score->form))) {
		screen_say(top, _("Your answers stay with the name they were given under. Leave "
				  "and use --target for another one."));
		return NULL;
	}
	return scr_field_new(_("What is this form about?"),
		_("Name of the problem, the team or the person; Enter keeps it"), sheet->target,
		CODE_TARGET);
}

static struct screen *ask_elsewhere(struct score *score)
{
	return scr_field_new(_("Save elsewhere"),
		_("A folder that is not there yet; it then is the session"),
		store_path(form_store(score->form)), CODE_ELSEWHERE);
}

static struct screen *want_in_form(
	struct score *score, struct screen *top, enum screen_want want, size_t at)
{
	struct walk *walk = form_walk(score->form);

	switch (want) {
	case WANT_CELL: walk_go(walk, at); return scr_cell_new(walk, at);
	case WANT_MATRIX: return scr_matrix_new(walk);
	case WANT_REVIEW: return scr_review_new(walk);
	case WANT_ABOUT: return scr_opening_new(walk, true);
	case WANT_TARGET: return ask_target(score, top);
	case WANT_SUBMIT: return ask_submit(score, top);
	case WANT_REOPEN: reopen(score, top); return NULL;
	case WANT_ELSEWHERE: return ask_elsewhere(score);
	case WANT_RETRY: store_retry(form_store(score->form)); return NULL;
	default: return NULL;
	}
}

static struct screen *want(
	void *flow, struct screen *top, enum screen_want want, size_t at, bool *done)
{
	struct score *score = flow;

	(void)done;
	if (want == WANT_HELP)
		return scr_help_new(top);
	if (want == WANT_RUBRIC || want == WANT_SESSION)
		return open_from_home(score, top, want, at);
	if (score->form == NULL)
		return NULL;
	return want_in_form(score, top, want, at);
}

static void move_elsewhere(struct score *score, struct screen *top, const char *path)
{
	struct err err = ERR_OK;

	if (form_move(score->form, path, &err))
		screen_say(top, _("From now on saved in %s"), path);
	else
		screen_say(top, _("That folder cannot be used: %s"), err.message);
	err_free(&err);
}

static void field_done(struct score *score, struct screen *gone, struct screen *top)
{
	const char *text = scr_field_text(gone);

	if (text == NULL)
		return;
	if (scr_field_code(gone) == CODE_ELSEWHERE) {
		if (text[0] != '\0')
			move_elsewhere(score, top, text);
	} else if (form_rename(score->form, text)) {
		top->next = TELL_HERE;
	}
}

static void close_form(struct score *score)
{
	const struct score_request *request = score->request;
	struct form_outcome outcome;
	struct err err = ERR_OK;

	if (score->form == NULL)
		return;
	if (!form_close(score->form, request->output, request->force, &request->table, &outcome,
		    &err) &&
		score->err.code == ERR_NONE)
		score->err = err;
	else
		err_free(&err);
	score->form = NULL;
	if (outcome.folder != NULL || outcome.unsaved > 0) {
		form_outcome_free(&score->outcome->form);
		score->outcome->form = outcome;
	} else {
		form_outcome_free(&outcome);
	}
}

static struct screen *popped(void *flow, struct screen *gone, struct screen *top)
{
	struct score *score = flow;
	const char *name = ops_of(gone)->name;

	if (strcmp(name, "opening") == 0 && scr_opening_begins(gone))
		return open_walk(score); /* in its place: leaving the walk leaves the form */
	if (score->home != NULL && top == score->first) {
		close_form(score);
		return NULL;
	}
	if (score->form == NULL)
		return NULL;
	if (strcmp(name, "matrix") == 0)
		walk_go(form_walk(score->form), scr_matrix_at(gone));
	else if (strcmp(name, "review") == 0 && scr_review_at(gone) != RUBRIC_NONE)
		walk_go(form_walk(score->form), scr_review_at(gone));
	else if (strcmp(name, "field") == 0)
		field_done(score, gone, top);
	else if (strcmp(name, "confirm") == 0 && scr_confirm_yes(gone))
		hand_in(score, top);
	return NULL;
}

static enum save_state save_state(void *flow)
{
	struct score *score = flow;

	if (score->form == NULL)
		return SAVE_NONE;
	switch (store_state(form_store(score->form))) {
	case STORE_EMPTY: return SAVE_NONE;
	case STORE_SAVED: return SAVE_SAVED;
	case STORE_WAITING: return SAVE_WAITING;
	case STORE_FAILED: return SAVE_FAILED;
	}
	return SAVE_NONE;
}

static char *save_why(void *flow)
{
	struct score *score = flow;

	return score->form == NULL ? NULL : store_why(form_store(score->form));
}

static void settle(void *flow, int ms)
{
	struct score *score = flow;

	if (score->form != NULL)
		store_wait(form_store(score->form), ms);
}

static void said(void *flow, const struct screen *top, struct telling *telling)
{
	struct score *score = flow;

	(void)top;
	if (score->form != NULL)
		said_last(form_walk(score->form), form_store(score->form), telling);
}

static int wake_fd(void *flow)
{
	struct score *score = flow;

	return score->form == NULL ? -1 : store_fd(form_store(score->form));
}

static void drain(void *flow)
{
	struct score *score = flow;

	if (score->form != NULL)
		store_drain(form_store(score->form));
}

static void language(void *flow)
{
	struct score *score = flow;

	if (score->request->remember_lang)
		settings_remember_lang(lang_current());
}

/* An output that could not be written at the end is refused before anything is filled in. */
static bool output_free(const struct score_request *request, struct err *err)
{
	if (request->output == NULL || request->force || access(request->output, F_OK) != 0)
		return true;
	return err_set(
		err, ERR_INPUT, request->output, "is there already; hint: --force writes over it");
}

static struct screen *first_screen(struct score *score)
{
	if (!score->request->home)
		return open_form(score, &score->request->form);
	score->home = home_find(&score->notes);
	return home_screen(score->home);
}

enum err_code flow_score(const struct score_request *request, struct score_outcome *outcome,
	struct faults *faults, struct err *err)
{
	struct score score = {.request = request, .faults = faults, .outcome = outcome};
	const struct host host = {&score, changed, want, popped, save_state, save_why, settle, said,
		wake_fd, drain, language};
	struct err loop_err = ERR_OK;
	struct screen *first;
	enum err_code code;

	memset(outcome, 0, sizeof *outcome);
	if (output_free(request, &score.err) && (first = first_screen(&score)) != NULL) {
		score.first = first;
		loop_run(first, &host, &request->loop, &loop_err);
		close_form(&score);
		if (loop_err.message != NULL)
			buf_format(&score.notes, "peil: %s\n", loop_err.message);
		err_free(&loop_err);
	}
	home_free(score.home);
	outcome->notes = score.notes.len == 0 ? NULL : buf_take(&score.notes);
	code = score.err.code;
	*err = score.err;
	return code;
}

void score_outcome_free(struct score_outcome *outcome)
{
	form_outcome_free(&outcome->form);
	free(outcome->notes);
	memset(outcome, 0, sizeof *outcome);
}
