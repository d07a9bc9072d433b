#include "config.h"

#include "flow/form_screens.h"

#include "base/buf.h"
#include "base/lang.h"
#include "flow/past.h"
#include "flow/said.h"
#include "ui/screens.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum code { CODE_SUBMIT, CODE_TARGET, CODE_ELSEWHERE, CODE_CONSENT };

struct screen *form_walk_screen(struct form *form)
{
	struct walk *walk = form_walk(form);

	if (walk_rubric(walk)->kind == RUBRIC_GRID)
		return scr_grid_new(walk);
	if (walk_rubric(walk)->kind == RUBRIC_QUESTIONS)
		return scr_questions_new(walk);
	return scr_levels_new(walk);
}

struct screen *form_begin_screen(struct form *form)
{
	if (!form_asks_consent(form))
		return form_walk_screen(form);
	return scr_confirm_new(_("May your answers be used for research, without your name?"),
		_("No has no consequences."), CODE_CONSENT);
}

bool form_is_consent(const struct screen *screen)
{
	return strcmp(screen->ops->name, "confirm") == 0 &&
	       scr_confirm_code(screen) == CODE_CONSENT;
}

struct screen *form_consented(struct form *form, const struct screen *gone)
{
	bool yes = scr_confirm_yes(gone);
	struct screen *begun = form_walk_screen(form);

	form_consent(form, yes);
	screen_say(begun, "%s",
		yes ? _("Saved: your answers may be used, without your name.")
		    : _("Saved: your answers are not used for research."));
	return begun;
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

static void hand_in(struct form *form, struct screen *top)
{
	walk_submit(form_walk(form));
	form_changed(form);
	screen_say(top, "%s",
		walk_can_reopen(form_walk(form)) ? _("Handed in. R reopens it, q leaves.")
						 : _("Handed in. q leaves."));
}

static struct screen *ask_submit(struct form *form, struct screen *top)
{
	struct walk *walk = form_walk(form);
	size_t count = walk_rubric(walk)->criterion_count;
	size_t open = count - sheet_answered(walk_sheet(walk));
	struct screen *confirm;
	struct buf question = BUF_EMPTY;
	char *names;

	if (open == 0 || walk_rubric(walk)->kind == RUBRIC_GRID ||
		walk_rubric(walk)->kind == RUBRIC_QUESTIONS || walk_sheet(walk)->submitted) {
		hand_in(form, top);
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

static void reopen(struct form *form, struct screen *top)
{
	if (walk_reopen(form_walk(form))) {
		form_changed(form);
		screen_say(top, _("Reopened. You can change your answers again."));
	}
}

static struct screen *ask_target(const struct form *form)
{
	const struct sheet *sheet = walk_sheet(form_walk(form));

	return scr_field_new(_("What is this form about?"),
		_("Name of the problem, the team or the person; Enter keeps it"), sheet->target,
		CODE_TARGET);
}

static struct screen *ask_elsewhere(struct form *form, struct screen *top)
{
	if (store_state(form_store(form)) != STORE_FAILED) {
		screen_say(top, _("Saving works: your answers go to %s. e is for when that fails."),
			store_path(form_store(form)));
		return NULL;
	}
	return scr_field_new(_("Save elsewhere"),
		_("A folder that is not there yet; it then is the session"), "", CODE_ELSEWHERE);
}

struct screen *form_want(struct form *form, struct screen *top, enum screen_want want, size_t at)
{
	struct walk *walk = form_walk(form);

	switch (want) {
	case WANT_CELL: walk_go(walk, at); return scr_cell_new(walk, at);
	case WANT_MATRIX: return scr_matrix_new(walk);
	case WANT_REVIEW: return scr_review_new(walk);
	case WANT_ABOUT: return scr_opening_new(walk, true);
	case WANT_TARGET: return ask_target(form);
	case WANT_SUBMIT: return ask_submit(form, top);
	case WANT_REOPEN: reopen(form, top); return NULL;
	case WANT_ELSEWHERE: return ask_elsewhere(form, top);
	case WANT_PAST: past_show(form, at, top); return NULL;
	case WANT_RETRY: store_retry(form_store(form)); return NULL;
	default: return NULL;
	}
}

/* The folder as typed, from the root on: so that nobody has to guess where it went. "~/" is the
 * home. The caller frees. */
static char *whole_path(const char *typed)
{
	const char *home = getenv("HOME");
	char *here = typed[0] == '/' ? NULL : getcwd(NULL, 0);
	struct buf path = BUF_EMPTY;

	if (strncmp(typed, "~/", 2) == 0 && home != NULL && home[0] == '/')
		buf_format(&path, "%s/%s", home, typed + 2);
	else if (here != NULL)
		buf_format(&path, "%s/%s", here, typed);
	else
		buf_text_add(&path, typed);
	free(here);
	return buf_take(&path);
}

static void move_elsewhere(struct form *form, struct screen *top, const char *typed)
{
	struct err err = ERR_OK;
	char *path = whole_path(typed);

	if (form_move(form, path, &err))
		screen_say(top, _("From now on saved in %s"), path);
	else
		screen_say(top, _("That folder cannot be used: %s"), err.message);
	free(path);
	err_free(&err);
}

static void field_done(struct form *form, struct screen *gone, struct screen *top)
{
	const char *text = scr_field_text(gone);

	if (text == NULL)
		return;
	if (scr_field_code(gone) == CODE_ELSEWHERE) {
		if (text[0] != '\0')
			move_elsewhere(form, top, text);
	} else if (form_rename(form, text)) {
		top->next = TELL_HERE;
	}
}

void form_popped(struct form *form, struct screen *gone, struct screen *top)
{
	const char *name = gone->ops->name;

	if (strcmp(name, "matrix") == 0)
		walk_go(form_walk(form), scr_matrix_at(gone));
	else if (strcmp(name, "review") == 0 && scr_review_at(gone) != RUBRIC_NONE)
		walk_go(form_walk(form), scr_review_at(gone));
	else if (strcmp(name, "field") == 0)
		field_done(form, gone, top);
	else if (strcmp(name, "confirm") == 0 && scr_confirm_yes(gone))
		hand_in(form, top);
}

enum save_state form_save_state(const struct form *form)
{
	if (form == NULL)
		return SAVE_NONE;
	switch (store_state(form_store(form))) {
	case STORE_EMPTY: return SAVE_NONE;
	case STORE_SAVED: return SAVE_SAVED;
	case STORE_WAITING: return SAVE_WAITING;
	case STORE_FAILED: return SAVE_FAILED;
	}
	return SAVE_NONE;
}

char *form_save_why(const struct form *form)
{
	return form == NULL ? NULL : store_why(form_store(form));
}

void form_settle(const struct form *form, int ms)
{
	if (form != NULL)
		store_wait(form_store(form), ms);
}

void form_said(const struct form *form, struct telling *telling)
{
	if (form != NULL)
		said_last(form_walk(form), form_store(form), telling);
}

int form_wake_fd(const struct form *form)
{
	return form == NULL ? -1 : store_fd(form_store(form));
}

void form_drain(const struct form *form)
{
	if (form != NULL)
		store_drain(form_store(form));
}
