/* The screens of writing a rubric, in their order, and the file and its draft behind them. */
#include "config.h"

#include "flow/author.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/slug.h"
#include "base/text.h"
#include "files/atomic.h"
#include "files/ini.h"
#include "files/rubric_file.h"
#include "flow/author_parts.h"
#include "flow/settings.h"
#include "ui/screens_discuss.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CODE_RESUME 1

/* --- screens -----------------------------------------------------------------------------------
 */

static struct screen *first_rows(struct author *author)
{
	struct screen *screen = author_open(author, NULL);

	if (author->open[0].rows.list[0].missing)
		author_type(author, 0);
	return screen;
}

static void kind_fill(struct screen *screen)
{
	struct menu_item items[] = {{N_("A matrix: criteria with levels"), NULL, false, false},
		{N_("A grid: rows and columns with questions in each cell"), NULL, false, false},
		{N_("Statements with one scale"), NULL, false, false},
		{N_("Open questions"), NULL, false, false}};

	for (size_t i = 0; i < sizeof(items) / sizeof(items[0]); i++)
		items[i].label = (char *)lang_text(items[i].label);
	scr_menu_title(screen, _("A new rubric"));
	scr_menu_fill(
		screen, _("What do you want to make?"), items, sizeof(items) / sizeof(items[0]));
}

static struct screen *ask_kind(void)
{
	struct screen *screen = scr_menu_new("kind", "", "", NULL, 0);

	kind_fill(screen);
	return screen;
}

static void langs_fill(struct screen *screen)
{
	struct menu_item items[] = {{(char *)"Nederlands", NULL, false, false},
		{(char *)"English", NULL, false, false},
		{(char *)"Nederlands + English", NULL, false, false}};

	scr_menu_title(screen, _("A new rubric"));
	scr_menu_fill(screen, _("In which languages?"), items, sizeof(items) / sizeof(items[0]));
}

static struct screen *ask_langs(void)
{
	struct screen *screen = scr_menu_new("langs", "", "", NULL, 0);

	langs_fill(screen);
	return screen;
}

static struct screen *begin(struct author *author, size_t choice)
{
	static const char *const langs[] = {"nl", "en"};

	rubric_draft_begin(
		&author->draft, author->kind, choice == 1 ? langs + 1 : langs, choice == 2 ? 2 : 1);
	return first_rows(author);
}

/* --- as raters will see it ---------------------------------------------------------------------
 */

struct screen *author_view(struct author *author, struct screen *top)
{
	struct faults faults;
	struct screen *screen = NULL;

	if (author_lacks(author, top))
		return NULL;
	faults_init(&faults, "rubric");
	author->sample = rubric_draft_sample(&author->draft, &faults);
	if (author->sample == NULL) {
		author_say_faults(top, &faults);
	} else {
		author->walk = walk_new(
			sheet_new(author->sample, "1", "", "", _("only to look at")), NULL);
		if (author->sample->kind == RUBRIC_GRID)
			screen = scr_grid_new(author->walk);
		else if (author->sample->kind == RUBRIC_QUESTIONS)
			screen = scr_questions_new(author->walk);
		else
			screen = scr_levels_new(author->walk);
		screen_say(
			screen, "%s", _("Try it: nothing you choose here is kept; q goes back."));
	}
	faults_free(&faults);
	return screen;
}

static void end_view(struct author *author)
{
	walk_free(author->walk);
	rubric_free(author->sample);
	author->walk = NULL;
	author->sample = NULL;
}

static struct screen *want_in_view(
	struct author *author, struct screen *top, enum screen_want want, size_t at)
{
	switch (want) {
	case WANT_CELL: walk_go(author->walk, at); return scr_cell_new(author->walk, at);
	case WANT_MATRIX: return scr_matrix_new(author->walk);
	case WANT_REVIEW: return scr_review_new(author->walk);
	case WANT_ABOUT: return scr_opening_new(author->walk, true);
	case WANT_SUBMIT:
		screen_say(top, "%s", _("This is only to look at; q goes back to writing."));
		return NULL;
	default: return NULL;
	}
}

/* --- the loop's questions ----------------------------------------------------------------------
 */

static struct screen *want(
	void *flow, struct screen *top, enum screen_want want, size_t at, bool *done)
{
	struct author *author = flow;

	(void)done;
	if (want == WANT_HELP)
		return scr_help_new(top);
	if (author->walk != NULL)
		return want_in_view(author, top, want, at);
	if (want == WANT_ROW)
		return author_row_wants(author, top, at);
	if (want == WANT_ITEM) {
		top->leaving = true;
		if (strcmp(scr_menu_name(top), "langs") == 0)
			return begin(author, at);
		author->kind = (enum rubric_kind)at;
		return ask_langs();
	}
	return NULL;
}

static void changed(void *flow, struct screen *top)
{
	struct author *author = flow;

	if (author->walk == NULL && author->depth > 0 &&
		top == author->open[author->depth - 1].screen && scr_outline_settled(top))
		author_typed(author, scr_outline_at(top), scr_outline_text(top), false);
}

static bool load_draft(struct author *author)
{
	struct faults faults;
	struct buf bytes = BUF_EMPTY;
	bool done;

	faults_init(&faults, author->draft_path);
	done = ini_file_bytes(author->draft_path, &bytes, &faults) &&
	       rubric_draft_read(&author->draft, buf_text(&bytes), bytes.len);
	author->changes = done;
	author->kept = done;
	buf_free(&bytes);
	faults_free(&faults);
	return done;
}

/* The draft that nobody wants to go on with is put aside, not thrown away. */
static struct screen *resume(struct author *author, bool yes)
{
	struct buf aside = BUF_EMPTY;

	if (yes) {
		rubric_draft_free(&author->draft);
		if (load_draft(author))
			return first_rows(author);
	}
	buf_format(&aside, "%s.old", author->draft_path);
	rename(author->draft_path, buf_text(&aside));
	buf_free(&aside);
	if (!author->request->fresh && author->draft.lang_count == 0)
		rubric_draft_read(&author->draft, author->in_file, strlen(author->in_file));
	return author->request->fresh ? ask_kind() : first_rows(author);
}

static struct screen *popped(void *flow, struct screen *gone, struct screen *top)
{
	struct author *author = flow;
	const char *name = gone->ops->name;

	if (strcmp(name, "confirm") == 0 && scr_confirm_code(gone) == CODE_RESUME)
		return resume(author, scr_confirm_yes(gone));
	if (author->walk != NULL) {
		if (top == author->open[author->depth - 1].screen)
			end_view(author);
		else if (strcmp(name, "matrix") == 0)
			walk_go(author->walk, scr_matrix_at(gone));
		else if (strcmp(name, "review") == 0 && scr_review_at(gone) != RUBRIC_NONE)
			walk_go(author->walk, scr_review_at(gone));
		return NULL;
	}
	if (author->depth > 0 && gone == author->open[author->depth - 1].screen) {
		struct sheet_of_rows *open = &author->open[--author->depth];

		author_rows_free(&open->rows);
		free(open->section);
		if (author->depth > 0)
			author_show(author);
	}
	return NULL;
}

static enum save_state save_state(void *flow)
{
	const struct author *author = flow;

	if (author->changes == 0)
		return SAVE_NONE;
	return author->kept ? SAVE_SAVED : SAVE_FAILED;
}

static char *save_why(void *flow)
{
	return mem_text(((const struct author *)flow)->why);
}

static void said(void *flow, const struct screen *top, struct telling *telling)
{
	const struct author *author = flow;

	(void)top;
	if (author->walk != NULL || author->changes == 0)
		return;
	if (author->kept)
		tell_line(telling, _("Saved in the draft, change %zu."), author->changes);
	else
		tell_line(telling, _("NOT SAVED: %s"), author->why != NULL ? author->why : "");
}

static void language(void *flow, struct screen *top)
{
	struct author *author = flow;

	if (author->request->loop.tty.keyfile == NULL)
		settings_remember_lang(lang_current());
	if (strcmp(scr_menu_name(top), "kind") == 0)
		kind_fill(top);
	else if (strcmp(scr_menu_name(top), "langs") == 0)
		langs_fill(top);
	author_show(author);
}

/* --- beginning and ending ----------------------------------------------------------------------
 */

static bool make_folder(const char *path, struct err *err)
{
	struct buf part = BUF_EMPTY;

	for (const char *slash = path; (slash = strchr(slash + 1, '/')) != NULL;) {
		buf_cut(&part, 0);
		buf_add(&part, path, (size_t)(slash - path));
		if (mkdir(buf_text(&part), 0777) != 0 && errno != EEXIST) {
			err_errno(err, ERR_SAVE, buf_text(&part), errno, "cannot make this folder");
			buf_free(&part);
			return false;
		}
	}
	buf_free(&part);
	return true;
}

/* Where the draft is: beside the file, or among the user's own rubrics. */
static bool name_draft(struct author *author, struct err *err)
{
	if (author->target != NULL) {
		author->draft_path = author_draft_path(author->target);
	} else {
		char *home = rubric_home(err);
		struct buf path = BUF_EMPTY;

		if (home == NULL)
			return false;
		buf_format(&path, "%s/new.peil-draft", home);
		free(home);
		author->draft_path = buf_take(&path);
	}
	return make_folder(author->draft_path, err);
}

/* A file in a folder that cannot be written, such as a shipped rubric: a copy of one's own. */
static bool own_copy(struct author *author, struct err *err)
{
	char *folder = mem_text(author->target), *slash = strrchr(folder, '/');
	const char *name = slash != NULL ? slash + 1 : author->target;
	bool fine = true;

	if (slash != NULL && slash != folder)
		*slash = '\0';
	if (access(slash != NULL ? folder : ".", W_OK) != 0) {
		char *home = rubric_home(err);
		struct buf path = BUF_EMPTY;

		fine = home != NULL;
		if (fine) {
			buf_format(&path, "%s/%s", home, slash != NULL ? slash + 1 : name);
			free(author->target);
			author->target = buf_take(&path);
			author->mine = access(author->target, F_OK) == 0;
		}
		free(home);
	}
	free(folder);
	return fine;
}

static bool read_target(struct author *author, struct faults *faults, struct err *err)
{
	struct rubric *rubric;
	bool fine;

	mem_replace(&faults->file, author->target);
	rubric = rubric_file_read(author->target, faults);
	if (rubric == NULL)
		return err_set(err, ERR_INPUT, NULL, "%s", "");
	author->in_file = mem_text_n(rubric->bytes, rubric->byte_count);
	author->version = mem_text(rubric->version);
	fine = rubric_draft_read(&author->draft, author->in_file, rubric->byte_count);
	rubric_free(rubric);
	author->mine = true;
	if (!fine)
		return err_set(err, ERR_INPUT, author->target, "cannot be changed line by line");
	/* What an editor wrote otherwise (line ends) does not count as a change. */
	free(author->in_file);
	author->in_file = rubric_draft_text(&author->draft);
	return own_copy(author, err);
}

static struct screen *first_screen(struct author *author, struct faults *faults, struct err *err)
{
	const struct author_request *request = author->request;

	author->target = mem_text(request->path);
	if (request->fresh && author->target != NULL && access(author->target, F_OK) == 0) {
		err_set(err, ERR_INPUT, author->target,
			"is there already; hint: peil rubric edit changes it");
		return NULL;
	}
	if (!request->fresh && !read_target(author, faults, err))
		return NULL;
	if (!name_draft(author, err))
		return NULL;
	if (access(author->draft_path, F_OK) == 0)
		return scr_confirm_new(
			_("There is a draft that is not in its file yet. Go on with it?"),
			strrchr(author->draft_path, '/') + 1, CODE_RESUME);
	return request->fresh ? ask_kind() : first_rows(author);
}

static void finish(struct author *author)
{
	if (author->depth > 0 || author->draft.lang_count > 0) {
		if (author->changes > 0 && !author_is_saved(author))
			author->outcome->draft = mem_text(author->draft_path);
		else if (author->changes > 0)
			unlink(author->draft_path);
	}
	end_view(author);
	for (; author->depth > 0; author->depth--) {
		author_rows_free(&author->open[author->depth - 1].rows);
		free(author->open[author->depth - 1].section);
	}
	rubric_draft_free(&author->draft);
	for (size_t i = 0; i < author->undo_count; i++)
		free(author->undo[i]);
	free(author->undo);
	free(author->target);
	free(author->draft_path);
	free(author->in_file);
	free(author->version);
	free(author->why);
}

enum err_code flow_author(const struct author_request *request, struct author_outcome *outcome,
	struct faults *faults, struct err *err)
{
	struct author author = {.request = request, .outcome = outcome};
	const struct host host = {.flow = &author,
		.changed = changed,
		.want = want,
		.popped = popped,
		.save_state = save_state,
		.save_why = save_why,
		.said = said,
		.language = language};
	struct err loop_err = ERR_OK;
	struct screen *first;

	memset(outcome, 0, sizeof(*outcome));
	first = first_screen(&author, faults, err);
	if (first != NULL) {
		loop_run(first, &host, &request->loop, &loop_err);
		if (loop_err.message != NULL)
			outcome->notes = mem_text(loop_err.message);
		err_free(&loop_err);
		if (author.changes > 0 && !author.kept)
			err_set(err, ERR_SAVE, author.draft_path, "NOT SAVED: %s",
				author.why != NULL ? author.why : "");
	}
	finish(&author);
	return err->code;
}

void author_outcome_free(struct author_outcome *outcome)
{
	free(outcome->saved);
	free(outcome->draft);
	free(outcome->notes);
	memset(outcome, 0, sizeof(*outcome));
}
