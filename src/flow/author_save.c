/* The draft and the file of a rubric being written. */
#include "config.h"

#include "flow/author_parts.h"

#include "base/lang.h"
#include "base/mem.h"
#include "files/atomic.h"
#include "files/rubric_file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define UNDO_MOST 200

/* --- the draft ---------------------------------------------------------------------------------
 */

static void save_draft(struct author *author)
{
	char *text = rubric_draft_text(&author->draft);
	struct err err = ERR_OK;

	author->kept = atomic_write(author->draft_path, text, strlen(text), 0600, true, &err);
	mem_replace(&author->why, author->kept ? NULL : err.message);
	err_free(&err);
	free(text);
}

char *author_draft_path(const char *target)
{
	struct buf path = BUF_EMPTY;

	buf_format(&path, "%s%s.peil-draft", strchr(target, '/') != NULL ? "" : "./", target);
	return buf_take(&path);
}

bool author_is_saved(const struct author *author)
{
	char *text = rubric_draft_text(&author->draft);
	bool same =
		author->in_file != NULL ? strcmp(text, author->in_file) == 0 : author->changes == 0;

	free(text);
	return same;
}

/* Before a change: what there is now can be brought back. */
void author_remember(struct author *author)
{
	if (author->undo_count == UNDO_MOST) {
		free(author->undo[0]);
		author->undo_count--;
		memmove(author->undo, author->undo + 1, author->undo_count * sizeof(char *));
	}
	author->undo =
		mem_grow(author->undo, author->undo_count, author->undo_count + 1, sizeof(char *));
	author->undo[author->undo_count++] = rubric_draft_text(&author->draft);
}

/* A title that was written is the screen's from then on. */
static void retitle(const struct author *author, const struct sheet_of_rows *open)
{
	char *title = rubric_draft_get(&author->draft, open->section ? open->section : "rubric",
		"title", author->draft.langs[0]);

	if (title[0] != '\0')
		scr_outline_title(open->screen, title);
	free(title);
}

void author_show(struct author *author)
{
	for (size_t d = 0; d < author->depth; d++) {
		struct sheet_of_rows *open = &author->open[d];
		struct outline_row *rows;

		author_rows_free(&open->rows);
		if (open->section == NULL)
			author_rows_all(&open->rows, &author->draft);
		else
			author_rows_of(&open->rows, &author->draft, open->section);
		rows = mem_new((open->rows.count + 1) * sizeof(*rows));
		for (size_t i = 0; i < open->rows.count; i++) {
			const struct author_row *row = &open->rows.list[i];

			rows[i] = (struct outline_row){row->heading, row->label, row->text,
				row->missing, row->what == ROW_OPEN,
				row->list != NULL && row->what <= ROW_OPEN};
		}
		scr_outline_fill(open->screen, rows, open->rows.count);
		scr_outline_intro(open->screen, author_intro(open->section));
		retitle(author, open);
		free(rows);
	}
}

void author_changed(struct author *author)
{
	author->changes++;
	save_draft(author);
	author_show(author);
}

void author_undo(struct author *author, struct screen *top)
{
	char *text;

	if (author->undo_count == 0) {
		screen_say(top, "%s", _("Nothing to undo."));
		return;
	}
	text = author->undo[--author->undo_count];
	rubric_draft_free(&author->draft);
	rubric_draft_read(&author->draft, text, strlen(text));
	free(text);
	/* What it stands in may be gone. */
	if (author->depth == AUTHOR_DEPTH &&
		!ini_doc_has(&author->draft.doc, author->open[1].section))
		top->leaving = true;
	author_changed(author);
	screen_say(top, "%s", _("Undone."));
}

/* --- saving ------------------------------------------------------------------------------------
 */

static bool name_target(struct author *author, struct err *err)
{
	char *home, *id;
	struct buf path = BUF_EMPTY;

	if (author->target != NULL)
		return true;
	home = rubric_home(err);
	if (home == NULL)
		return false;
	id = ini_doc_get(&author->draft.doc, "rubric", "id");
	buf_format(&path, "%s/%s.ini", home, id);
	for (unsigned n = 2; access(buf_text(&path), F_OK) == 0; n++) {
		buf_cut(&path, 0);
		buf_format(&path, "%s/%s-%u.ini", home, id, n);
	}
	author->target = buf_take(&path);
	free(home);
	free(id);
	return true;
}

/* What the first fault is, as a message; also how many more there are. */
void author_say_faults(struct screen *top, const struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++) {
		const struct fault *fault = &faults->list[i];

		if (fault->severity != FAULT_ERROR)
			continue;
		screen_say(top, _("Not in its file yet, %zu to mend. Line %u: %s"), faults->errors,
			fault->line, fault->message);
		return;
	}
}

static bool write_target(struct author *author, struct err *err)
{
	char *text = rubric_draft_text(&author->draft);
	struct faults faults;
	struct rubric *back = NULL;
	bool done = atomic_write(author->target, text, strlen(text), 0666, author->mine, err);

	faults_init(&faults, author->target);
	if (done) {
		back = rubric_file_read(author->target, &faults);
		done = back != NULL && back->byte_count == strlen(text) &&
		       memcmp(back->bytes, text, back->byte_count) == 0;
		if (!done)
			err_set(err, ERR_SAVE, author->target,
				"what was written could not be read back");
	}
	if (done) {
		author->mine = true;
		mem_replace(&author->in_file, text);
		mem_replace(&author->version, back->version);
		mem_replace(&author->outcome->saved, author->target);
		unlink(author->draft_path);
		/* What is changed from now on is a draft of this file. */
		free(author->draft_path);
		author->draft_path = author_draft_path(author->target);
	}
	rubric_free(back);
	faults_free(&faults);
	free(text);
	return done;
}

static size_t list_count(const struct author *author, const char *list)
{
	struct draft_ids ids = rubric_draft_order(&author->draft, list);
	size_t count = ids.count;

	draft_ids_free(&ids);
	return count;
}

bool author_lacks(const struct author *author, struct screen *top)
{
	const char *say = NULL;

	if (author->draft.kind != RUBRIC_QUESTIONS && list_count(author, "levels") < 2)
		say = _("At least two levels are needed first.");
	else if (author->draft.kind == RUBRIC_LEVELS && list_count(author, "criteria") == 0)
		say = _("At least one criterion is needed first.");
	else if (author->draft.kind == RUBRIC_GRID &&
		 (list_count(author, "rows") == 0 || list_count(author, "columns") == 0))
		say = _("At least one row and one column are needed first.");
	else if (author->draft.kind == RUBRIC_STATEMENTS && list_count(author, "elements") == 0)
		say = _("At least one element is needed first.");
	else if (author->draft.kind == RUBRIC_QUESTIONS && list_count(author, "sections") == 0)
		say = _("At least one section is needed first.");
	if (say != NULL)
		screen_say(top, "%s", say);
	return say != NULL;
}

void author_keep(struct author *author, struct screen *top)
{
	struct faults faults;
	struct rubric *rubric;
	struct err err = ERR_OK;

	if (author->in_file != NULL && author_is_saved(author)) {
		screen_say(top, "%s", _("Nothing changed since it was saved."));
		return;
	}
	if (author_lacks(author, top))
		return;
	faults_init(&faults, "rubric");
	rubric = rubric_draft_check(&author->draft, &faults);
	if (rubric == NULL) {
		author_say_faults(top, &faults);
	} else {
		author_remember(author);
		rubric_draft_tidy(&author->draft);
		/* Other content is another version; a session keeps the copy it was made with. */
		if (author->version != NULL && strcmp(author->version, rubric->version) == 0)
			rubric_draft_bump(&author->draft);
		if (name_target(author, &err) && write_target(author, &err))
			screen_say(top, _("Saved as version %s; leaving says where."),
				author->version);
		else
			screen_say(top, _("NOT SAVED: %s"), err.message);
		author_show(author);
	}
	rubric_free(rubric);
	faults_free(&faults);
	err_free(&err);
}
