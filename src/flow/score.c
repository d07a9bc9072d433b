#include "config.h"

#include "flow/score.h"

#include "base/buf.h"
#include "base/mem.h"
#include "files/session_folder.h"
#include "flow/form_screens.h"
#include "flow/home.h"
#include "flow/problems.h"
#include "flow/settings.h"
#include "ui/screens.h"
#include "ui/screens_discuss.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_PEOPLE "student:3, lecturer:2, workfield:1"

/* One run: at most one form is open at a time. */
struct score {
	const struct score_request *request;
	struct home *home;    /* NULL: started on a form */
	struct screen *first; /* the screen at the bottom */
	struct form *form;    /* NULL: at the home screen */
	size_t prepared;      /* the rubric that a workshop is prepared with */
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

static void note_problems(struct score *score)
{
	const struct journal_problems *problems = form_problems(score->form);

	if (problems == NULL)
		return;
	problems_list(&score->notes, NULL, problems, "warning");
	score->outcome->problems += problems->count;
}

/* What must be said before scoring in a workshop (and is true of it). */
static void say_who_sees(struct screen *opening, const struct form *form)
{
	struct buf text = BUF_EMPTY;

	if (form_person(form) == NULL)
		return;
	buf_text_add(&text,
		_("You first fill this in alone. Then the group sees how often each level was "
		  "chosen, per role, and the reasons, without names."));
	if (form_alone_in_role(form))
		buf_format(&text, " %s",
			_("You are the only one in your role: that answer can be recognised."));
	scr_opening_who_sees(opening, buf_text(&text));
	buf_free(&text);
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
	say_who_sees(opening, score->form);
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

/* The set-up form of a workshop; its default people make a table of six. */
static struct screen *ask_workshop(struct score *score, size_t at)
{
	const struct rubric *rubric = home_rubric_of(score->home, at);
	size_t lang = rubric_lang(rubric, lang_current());

	score->prepared = at;
	return scr_setup_new(rubric_say(rubric, &rubric->title, lang), DEFAULT_PEOPLE);
}

/* The set-up form was left: make the workshop after the loop, or say what is wrong. */
static void take_workshop(struct score *score, struct screen *gone, struct screen *home)
{
	const char *people = scr_setup_people(gone), *problem = scr_setup_problem(gone);
	struct roster roster = {NULL, 0};
	struct err err = ERR_OK;

	if (people == NULL)
		return;
	if (roster_seats(&roster, people, &err))
		score->outcome->lead =
			session_new_path(home_rubric_of(score->home, score->prepared), &err);
	if (score->outcome->lead != NULL) {
		mem_replace(
			&score->outcome->make_rubric, home_rubric(score->home, score->prepared));
		mem_replace(&score->outcome->make_people, people);
		mem_replace(&score->outcome->make_problem, problem);
		home->leaving = true;
	} else {
		screen_say(home, "%s", err.message);
	}
	roster_free(&roster);
	err_free(&err);
}

static struct screen *want(
	void *flow, struct screen *top, enum screen_want want, size_t at, bool *done)
{
	struct score *score = flow;

	if (want == WANT_HELP)
		return scr_help_new(top);
	if (want == WANT_WORKSHOP)
		return ask_workshop(score, at);
	if (want == WANT_SESSION && home_is_led(score->home, at)) {
		score->outcome->lead = mem_text(home_session(score->home, at));
		*done = true;
		return NULL;
	}
	if (want == WANT_RUBRIC || want == WANT_SESSION)
		return open_from_home(score, top, want, at);
	if (score->form == NULL)
		return NULL;
	return form_want(score->form, top, want, at);
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
		return form_begin_screen(
			score->form); /* in its place: leaving the walk leaves the form */
	if (score->form != NULL && form_is_consent(gone))
		return form_consented(score->form, gone);
	if (score->home != NULL && top == score->first && strcmp(name, "setup") == 0) {
		take_workshop(score, gone, top);
		return NULL;
	}
	if (score->home != NULL && top == score->first && score->form != NULL) {
		close_form(score);
		home_refresh(score->home, top);
		return NULL;
	}
	if (score->form == NULL)
		return NULL;
	form_popped(score->form, gone, top);
	return NULL;
}

static enum save_state save_state(void *flow)
{
	return form_save_state(((struct score *)flow)->form);
}

static char *save_why(void *flow)
{
	return form_save_why(((struct score *)flow)->form);
}

static void settle(void *flow, int ms)
{
	form_settle(((struct score *)flow)->form, ms);
}

static void said(void *flow, const struct screen *top, struct telling *telling)
{
	(void)top;
	form_said(((struct score *)flow)->form, telling);
}

static int wake_fd(void *flow)
{
	return form_wake_fd(((struct score *)flow)->form);
}

static void drain(void *flow)
{
	form_drain(((struct score *)flow)->form);
}

static void language(void *flow, struct screen *top)
{
	struct score *score = flow;

	(void)top;
	if (score->request->remember_lang)
		settings_remember_lang(lang_current());
	if (score->home != NULL)
		home_relabel(score->home, score->first);
}

/* Whether a file can be made beside `path`. */
static bool can_make(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash == NULL ? mem_text(".") : mem_text_n(path, (size_t)(slash - path) + 1);
	bool can = access(folder, W_OK | X_OK) == 0;

	free(folder);
	return can;
}

/* An output that could not be written at the end is refused before anything is filled in. */
static bool output_free(const struct score_request *request, struct err *err)
{
	const char *path = request->output;
	struct stat status;

	if (path == NULL)
		return true;
	if (lstat(path, &status) != 0)
		return can_make(path) ||
		       err_errno(err, ERR_INPUT, path, errno, "cannot be written");
	if (S_ISDIR(status.st_mode))
		return err_set(
			err, ERR_INPUT, path, "this is a directory; hint: name a file in it");
	if (!request->force)
		return err_set(
			err, ERR_INPUT, path, "is there already; hint: --force writes over it");
	return can_make(path) || err_errno(err, ERR_INPUT, path, errno, "cannot be written");
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
		if (loop_err.code != ERR_NONE && score.err.code == ERR_NONE) {
			score.err = loop_err;
			loop_err = (struct err)ERR_OK;
		}
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
	free(outcome->lead);
	free(outcome->make_rubric);
	free(outcome->make_problem);
	free(outcome->make_people);
	memset(outcome, 0, sizeof *outcome);
}
