#include "config.h"

#include "ui/scr_cell.h"

#include "base/lang.h"
#include "base/mem.h"
#include "ui/asking.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

const char *cell_prompt(const struct cell *cell)
{
	switch (cell->typing) {
	case TYPING_QUESTION: return _("Your question");
	case TYPING_WHAT: return _("What do you agree on?");
	case TYPING_WHO: return _("Who? Enter leaves it open");
	case TYPING_WHEN: return _("By when? Enter leaves it open");
	case TYPING_NOTHING: break;
	}
	return "";
}

void cell_type_free(struct cell *cell)
{
	if (cell->typing != TYPING_NOTHING)
		lineedit_free(&cell->edit);
	cell->typing = TYPING_NOTHING;
	mem_replace(&cell->part, NULL);
	mem_replace(&cell->what, NULL);
	mem_replace(&cell->who, NULL);
	mem_replace(&cell->when, NULL);
}

void cell_type_start(struct cell *cell, enum cell_typing typing, const struct sheet_item *item)
{
	cell_type_free(cell);
	if (item) {
		mem_replace(&cell->part, item->part);
		mem_replace(&cell->what, item->text);
		mem_replace(&cell->who, item->owner);
		mem_replace(&cell->when, item->due);
	}
	cell->typing = typing;
	lineedit_start(&cell->edit, cell->what, false);
}

static char **kept(struct cell *cell)
{
	if (cell->typing == TYPING_WHO)
		return &cell->who;
	return cell->typing == TYPING_WHEN ? &cell->when : &cell->what;
}

static bool is_blank(const char *text)
{
	return !text || text[strspn(text, " \t\r\n")] == '\0';
}

/* Where the item that was changed last stands, so that one is at it afterwards. */
static size_t stop_of(const struct cell *cell, enum record_event kind)
{
	const struct record *last = walk_last(cell->walk);

	for (size_t stop = 0; stop < cell_stops(cell); stop++) {
		const struct sheet_item *item = cell_item_at(cell, stop);

		if (item && item->kind == kind && strcmp(item->part, last->part) == 0)
			return stop;
	}
	return cell->stop;
}

static enum screen_result keep_item(struct cell *cell)
{
	enum record_event kind =
		cell->typing == TYPING_QUESTION ? RECORD_QUESTION : RECORD_AGREEMENT;
	bool changed =
		!is_blank(cell->what) && walk_item(cell->walk, cell->criterion, kind, cell->part,
						 cell->what, is_blank(cell->who) ? NULL : cell->who,
						 is_blank(cell->when) ? NULL : cell->when);

	cell_type_free(cell);
	if (changed) {
		cell->cursor = RUBRIC_NONE;
		cell->stop = stop_of(cell, kind);
	}
	return changed ? SCREEN_CHANGED : SCREEN_STAY;
}

/* The next of an agreement's three texts. */
static void next_text(struct cell *cell, enum cell_typing typing)
{
	lineedit_free(&cell->edit);
	cell->typing = typing;
	lineedit_start(&cell->edit, *kept(cell), false);
}

static enum screen_result nothing_added(struct cell *cell)
{
	if (!cell->part)
		screen_say(&cell->base, "%s", _("Nothing was added."));
	cell_type_free(cell);
	return SCREEN_STAY;
}

enum screen_result cell_type_act(struct cell *cell, const struct input *input)
{
	if (input->action == ACT_TYPE_DONE) {
		mem_replace(kept(cell), input->text ? input->text : lineedit_text(&cell->edit));
	} else if (input->action != ACT_TYPE_CANCEL) {
		lineedit_act(&cell->edit, input, ASKING_COLUMNS);
		return SCREEN_STAY;
	}
	switch (cell->typing) {
	case TYPING_QUESTION:
	case TYPING_WHAT:
		if (input->action == ACT_TYPE_CANCEL || is_blank(cell->what))
			return nothing_added(cell);
		if (cell->typing == TYPING_QUESTION)
			return keep_item(cell);
		next_text(cell, TYPING_WHO);
		break;
	case TYPING_WHO: next_text(cell, TYPING_WHEN); break;
	case TYPING_WHEN:
	case TYPING_NOTHING: return keep_item(cell);
	}
	return SCREEN_STAY;
}

enum screen_result cell_type_settle(struct cell *cell)
{
	if (!is_blank(lineedit_text(&cell->edit)))
		mem_replace(kept(cell), lineedit_text(&cell->edit));
	return keep_item(cell);
}
