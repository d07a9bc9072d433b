/* Changing the rows of a rubric being written. */
#include "config.h"

#include "flow/author_parts.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/slug.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define NEW_ID "new-rubric"
#define NO_ROW ((size_t)-1)

/* "Task / Communicate" for "cell.task.communicate". */
static char *cell_title(const struct author *author, const char *cell)
{
	const char *lang = author->draft.langs[0];
	struct buf row = BUF_EMPTY, column = BUF_EMPTY, out = BUF_EMPTY;
	char *first, *second;

	buf_format(&row, "row.%.*s", (int)strcspn(cell, "."), cell);
	buf_format(&column, "column.%s", cell + strcspn(cell, ".") + 1);
	first = rubric_draft_get(&author->draft, buf_text(&row), "title", lang);
	second = rubric_draft_get(&author->draft, buf_text(&column), "title", lang);
	buf_format(&out, "%s / %s", first, second);
	free(first);
	free(second);
	buf_free(&row);
	buf_free(&column);
	return buf_take(&out);
}

static char *title_of(const struct author *author, const char *section)
{
	char *title = NULL;

	if (strncmp(section, "cell.", 5) == 0)
		return cell_title(author, section + 5);
	for (size_t i = 0; i < 2 * author->draft.lang_count; i++) {
		free(title);
		title = rubric_draft_get(&author->draft, section, i % 2 == 0 ? "title" : "text",
			author->draft.langs[i / 2]);
		if (title[0] != '\0')
			return title;
	}
	free(title);
	return mem_text(strcmp(section, "rubric") == 0 ? _("A new rubric") : _("Rubric"));
}

const char *author_intro(const char *section)
{
	return section != NULL ? ""
			       : _("Enter writes or opens the line you are at; a adds one, [ and "
				   "] move it, d "
				   "takes it away. Everything you type is kept in a draft.");
}

struct screen *author_open(struct author *author, const char *section)
{
	struct sheet_of_rows *open = &author->open[author->depth];
	char *title = title_of(author, section != NULL ? section : "rubric");

	*open = (struct sheet_of_rows){.section = mem_text(section)};
	open->screen = scr_outline_new(title, author_intro(section));
	author->depth++;
	author_show(author);
	free(title);
	return open->screen;
}

void author_type(struct author *author, size_t at)
{
	struct sheet_of_rows *open = &author->open[author->depth - 1];
	const struct author_row *row = &open->rows.list[at];
	struct buf prompt = BUF_EMPTY;

	if (row->what == ROW_TEXT)
		buf_format(&prompt, "%s%s", row->label,
			rubric_draft_optional(row->section, row->key) ? _("; may stay empty") : "");
	else
		buf_format(&prompt, _("%s; Enter on an empty line goes on"), row->text);
	scr_outline_type(
		open->screen, at, buf_text(&prompt), row->what == ROW_TEXT ? row->text : "");
	buf_free(&prompt);
}

/* --- rows --------------------------------------------------------------------------------------
 */

static size_t find_row(const struct author_rows *rows, const char *list, const char *id)
{
	for (size_t i = 0; i < rows->count; i++)
		if (rows->list[i].id != NULL && rows->list[i].list != NULL &&
			strcmp(rows->list[i].id, id) == 0 && strcmp(rows->list[i].list, list) == 0)
			return i;
	return NO_ROW;
}

/* Add what was typed on a "+" line, or behind a row. */
static void add_typed(struct author *author, const struct author_row *row, const char *text)
{
	struct sheet_of_rows *open = &author->open[author->depth - 1];
	char *list = mem_text(row->what == ROW_ADD_ITEM ? row->id : row->list), *id = NULL;
	size_t at;

	author_remember(author);
	if (row->what == ROW_ADD)
		id = rubric_draft_add(&author->draft, row->list, NULL, text);
	else if (row->what == ROW_ADD_ITEM)
		id = rubric_draft_add_item(&author->draft, row->id, text);
	else
		rubric_draft_add_prompt(&author->draft, open->section + strlen("cell."),
			row->what == ROW_ADD_WE, text);
	author_changed(author);
	at = id != NULL ? find_row(&open->rows, list, id) : NO_ROW;
	if (id == NULL && list != NULL)
		screen_say(open->screen, "%s", _("There is no room for more."));
	author->chain = id != NULL;
	for (; at != NO_ROW && at < open->rows.count; at++) {
		const struct author_row *next = &open->rows.list[at];

		scr_outline_go(open->screen, at);
		if (next->missing || next->what == ROW_ADD || next->what == ROW_ADD_ITEM) {
			author_type(author, at);
			break;
		}
	}
	free(list);
	free(id);
}

/* The rubric's own id is made from its first title, once. */
static void name_rubric(struct author *author, const char *text)
{
	char id[SLUG_MAX + 1], *now = ini_doc_get(&author->draft.doc, "rubric", "id");

	slug_make(id, text);
	if (now != NULL && strcmp(now, NEW_ID) == 0 && id[0] != '\0')
		ini_doc_set(&author->draft.doc, "rubric", "id", id, false);
	free(now);
}

static void go_on(struct author *author, size_t at)
{
	struct sheet_of_rows *open = &author->open[author->depth - 1];

	if (at + 1 >= open->rows.count)
		return;
	scr_outline_go(open->screen, at + 1);
	open->screen->next = TELL_LEVEL;
	if (open->rows.list[at + 1].missing ||
		(author->chain && open->rows.list[at + 1].what >= ROW_ADD &&
			open->rows.list[at + 1].what <= ROW_ADD_ITEM))
		author_type(author, at + 1);
}

void author_typed(struct author *author, size_t at, const char *given, bool further)
{
	struct sheet_of_rows *open = &author->open[author->depth - 1];
	const struct author_row *row;
	char *text = text_safe_copy(given, TEXT_LINE);

	if (at >= open->rows.count) {
		free(text);
		return;
	}
	row = &open->rows.list[at];
	if (row->what != ROW_TEXT) {
		if (text[0] != '\0')
			add_typed(author, row, text);
		else
			author->chain = false;
	} else if (strcmp(row->text, text) != 0) {
		bool title = strcmp(row->section, "rubric") == 0 && strcmp(row->key, "title") == 0;

		author_remember(author);
		rubric_draft_set(&author->draft, row->section, row->key, row->lang, text);
		if (title)
			name_rubric(author, text);
		author_changed(author);
		if (further && text[0] != '\0')
			go_on(author, at);
	} else {
		author->chain = false;
	}
	free(text);
}

static void remove_row(struct author *author, const struct author_row *row, struct screen *top)
{
	author_remember(author);
	if (strcmp(row->list, "prompts") == 0)
		rubric_draft_remove_prompt(&author->draft,
			author->open[author->depth - 1].section + strlen("cell."), row->id);
	else if (row->item)
		rubric_draft_remove_item(&author->draft, row->id);
	else
		rubric_draft_remove(&author->draft, row->list, row->id);
	author_changed(author);
	screen_say(top, "%s", _("Taken away. z brings it back."));
}

static void move_row(
	struct author *author, const struct author_row *row, int by, struct screen *top)
{
	struct sheet_of_rows *open = &author->open[author->depth - 1];
	char *list = mem_text(row->list), *id = mem_text(row->id);

	if (row->item) {
		screen_say(
			top, "%s", _("Numbers stay as they are: answers were given under them."));
	} else {
		author_remember(author);
		if (rubric_draft_move(&author->draft, list, id, by)) {
			author_changed(author);
			scr_outline_go(top, find_row(&open->rows, list, id));
		} else {
			free(author->undo[--author->undo_count]);
			screen_say(top, "%s", _("It cannot go further."));
		}
	}
	free(list);
	free(id);
}

/* Which "+" line a row's list ends with. */
static void add_behind(struct author *author, size_t at)
{
	const struct author_rows *rows = &author->open[author->depth - 1].rows;

	while (at < rows->count && rows->list[at].what < ROW_ADD)
		at++;
	if (at < rows->count)
		author_type(author, at);
}

static struct screen *open_row(struct author *author, size_t at)
{
	const struct author_row *row = &author->open[author->depth - 1].rows.list[at];
	char *now;

	author->chain = false;
	switch (row->what) {
	case ROW_OPEN:
		return author->depth < AUTHOR_DEPTH ? author_open(author, row->section) : NULL;
	case ROW_REVERSE:
		author_remember(author);
		now = ini_doc_get(&author->draft.doc, row->section, "reverse");
		ini_doc_set(&author->draft.doc, row->section, "reverse",
			now != NULL && strcmp(now, "yes") == 0 ? NULL : "yes", false);
		free(now);
		author_changed(author);
		return NULL;
	default: author_type(author, at); return NULL;
	}
}

struct screen *author_row_wants(struct author *author, struct screen *top, size_t at)
{
	const struct author_row *row = &author->open[author->depth - 1].rows.list[at];

	switch (scr_outline_op(top)) {
	case OUTLINE_OPEN: return open_row(author, at);
	case OUTLINE_ADD: add_behind(author, at); return NULL;
	case OUTLINE_REMOVE: remove_row(author, row, top); return NULL;
	case OUTLINE_EARLIER: move_row(author, row, -1, top); return NULL;
	case OUTLINE_LATER: move_row(author, row, 1, top); return NULL;
	case OUTLINE_UNDO: author_undo(author, top); return NULL;
	case OUTLINE_KEEP: author_keep(author, top); return NULL;
	case OUTLINE_VIEW: return author_view(author, top);
	case OUTLINE_TYPED: author_typed(author, at, scr_outline_text(top), true); return NULL;
	}
	return NULL;
}
