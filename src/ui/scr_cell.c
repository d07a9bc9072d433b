#include "config.h"

#include "ui/scr_cell.h"

#include "base/lang.h"
#include "base/mem.h"
#include "ui/asking.h"
#include "ui/list.h"
#include "ui/scale.h"
#include "ui/screens.h"
#include "ui/words.h"

#include <stdlib.h>

static struct cell *cell_of(struct screen *screen)
{
	return (struct cell *)screen;
}

static const struct cell *cell_in(const struct screen *screen)
{
	return (const struct cell *)screen;
}

static size_t items(const struct cell *cell, enum record_event kind)
{
	return sheet_items_at(walk_sheet(cell->walk), cell->criterion, kind);
}

static bool has_note(const struct cell *cell)
{
	return walk_sheet(cell->walk)->answers[cell->criterion].note != NULL;
}

size_t cell_stops(const struct cell *cell)
{
	return 2 + items(cell, RECORD_QUESTION) + items(cell, RECORD_AGREEMENT) +
	       (has_note(cell) ? 1 : 0);
}

struct cell_stop cell_stop_at(const struct cell *cell, size_t stop)
{
	size_t questions = items(cell, RECORD_QUESTION);
	size_t agreements = items(cell, RECORD_AGREEMENT);

	if (stop == 0)
		return (struct cell_stop){CELL_PROMPTS, 0};
	if (stop <= questions)
		return (struct cell_stop){CELL_QUESTION, stop - 1};
	if (stop == questions + 1)
		return (struct cell_stop){CELL_STATUS, 0};
	if (stop <= questions + 1 + agreements)
		return (struct cell_stop){CELL_AGREEMENT, stop - questions - 2};
	return (struct cell_stop){CELL_NOTE, 0};
}

const struct sheet_item *cell_item_at(const struct cell *cell, size_t stop)
{
	struct cell_stop at = cell_stop_at(cell, stop);

	if (at.part == CELL_QUESTION)
		return sheet_item_at(
			walk_sheet(cell->walk), cell->criterion, RECORD_QUESTION, at.nth);
	if (at.part == CELL_AGREEMENT)
		return sheet_item_at(
			walk_sheet(cell->walk), cell->criterion, RECORD_AGREEMENT, at.nth);
	return NULL;
}

static size_t status_stop(const struct cell *cell)
{
	return items(cell, RECORD_QUESTION) + 1;
}

static enum screen_result chosen(struct cell *cell, enum action action, enum scale_result result)
{
	const struct rubric *rubric = walk_rubric(cell->walk);

	if (result == SCALE_REFUSED)
		return SCREEN_STAY;
	cell->cursor = RUBRIC_NONE;
	if (action != ACT_CLEAR && rubric->reason == RUBRIC_REASON_ASK)
		noting_start(&cell->noting, cell->walk, cell->criterion, true);
	return result == SCALE_CHANGED ? SCREEN_CHANGED : SCREEN_STAY;
}

static enum screen_result undo(struct cell *cell)
{
	bool changed = words_undo(&cell->base, cell->walk);

	cell->cursor = RUBRIC_NONE;
	if (cell->criterion != walk_at(cell->walk)) {
		cell->criterion = walk_at(cell->walk);
		cell->stop = 0;
		cell->told = false;
	}
	if (cell->stop >= cell_stops(cell))
		cell->stop = cell_stops(cell) - 1;
	return changed ? SCREEN_CHANGED : SCREEN_STAY;
}

static enum screen_result edit(struct cell *cell)
{
	const struct sheet_item *item = cell_item_at(cell, cell->stop);

	if (!words_refused(&cell->base, cell->walk))
		cell_type_start(
			cell, item->kind == RECORD_QUESTION ? TYPING_QUESTION : TYPING_WHAT, item);
	return SCREEN_STAY;
}

static enum screen_result remove_item(struct cell *cell)
{
	const struct sheet_item *item = cell_item_at(cell, cell->stop);

	if (words_refused(&cell->base, cell->walk) ||
		!walk_item_remove(cell->walk, cell->criterion, item->kind, item->part))
		return SCREEN_STAY;
	if (cell->stop >= cell_stops(cell))
		cell->stop = cell_stops(cell) - 1;
	screen_say(&cell->base, "%s", _("Taken away. z brings it back."));
	return SCREEN_CHANGED;
}

static enum screen_result note(struct cell *cell)
{
	if (!words_refused(&cell->base, cell->walk))
		noting_start(&cell->noting, cell->walk, cell->criterion, false);
	return SCREEN_STAY;
}

static void go(struct cell *cell, size_t stop)
{
	size_t count = cell_stops(cell);

	cell->stop = stop < count ? stop : count - 1;
	cell->cursor = RUBRIC_NONE;
	cell->base.next = TELL_HERE;
}

static enum screen_result select_here(struct cell *cell)
{
	if (cell->cursor != RUBRIC_NONE)
		return chosen(cell, ACT_SELECT,
			scale_choose(&cell->base, cell->walk, cell->criterion, cell->cursor));
	if (cell_item_at(cell, cell->stop))
		return edit(cell);
	if (cell_stop_at(cell, cell->stop).part == CELL_NOTE)
		return note(cell);
	go(cell, cell->stop + 1);
	return SCREEN_STAY;
}

static enum screen_result move(struct cell *cell, enum action action)
{
	struct list list = {cell_stops(cell), cell->stop};

	switch (action) {
	case ACT_LEFT:
	case ACT_RIGHT:
		cell->stop = status_stop(cell);
		cell->cursor = scale_move(
			cell->walk, cell->criterion, cell->cursor, action == ACT_LEFT ? -1 : 1);
		cell->base.next = TELL_LEVEL;
		break;
	default:
		if (list_go(&list, action, 0))
			go(cell, list.current);
	}
	return SCREEN_STAY;
}

static enum screen_result start_item(struct cell *cell, enum cell_typing typing)
{
	if (!words_refused(&cell->base, cell->walk))
		cell_type_start(cell, typing, NULL);
	return SCREEN_STAY;
}

static enum screen_result cell_act(struct screen *screen, const struct input *input)
{
	struct cell *cell = cell_of(screen);
	bool changed;

	cell->told = true;
	if (cell->noting.on) {
		noting_act(&cell->noting, cell->walk, input, &changed);
		return changed ? SCREEN_CHANGED : SCREEN_STAY;
	}
	if (cell->typing != TYPING_NOTHING)
		return cell_type_act(cell, input);
	switch (input->action) {
	case ACT_CHOOSE:
	case ACT_UNKNOWN:
	case ACT_NOT_APPLICABLE:
	case ACT_CLEAR:
		return chosen(
			cell, input->action, scale_act(screen, cell->walk, cell->criterion, input));
	case ACT_SELECT: return select_here(cell);
	case ACT_NOTE: return note(cell);
	case ACT_QUESTION: return start_item(cell, TYPING_QUESTION);
	case ACT_AGREEMENT: return start_item(cell, TYPING_WHAT);
	case ACT_EDIT: return edit(cell);
	case ACT_REMOVE: return remove_item(cell);
	case ACT_PAST: return screen_want(screen, WANT_PAST, cell->criterion);
	case ACT_UNDO: return undo(cell);
	case ACT_BACK: return SCREEN_POP;
	default: return move(cell, input->action);
	}
}

static bool cell_can(const struct screen *screen, enum action action)
{
	const struct cell *cell = cell_in(screen);

	switch (action) {
	case ACT_NOTE: return walk_rubric(cell->walk)->reason != RUBRIC_REASON_OFF;
	case ACT_PAST: return walk_has_past(cell->walk);
	case ACT_EDIT:
	case ACT_REMOVE: return cell_item_at(cell, cell->stop) != NULL;
	case ACT_QUESTION:
	case ACT_AGREEMENT:
	case ACT_UNDO:
	case ACT_SELECT:
	case ACT_LEFT:
	case ACT_RIGHT:
	case ACT_BACK: return true;
	default: return list_goes(action, 0) || scale_can(cell->walk, cell->criterion, action);
	}
}

static bool cell_asking(const struct screen *screen, struct asking *asking)
{
	const struct cell *cell = cell_in(screen);

	if (cell->typing == TYPING_NOTHING)
		return noting_asking(&cell->noting, asking);
	return asking_line(asking, &cell->edit, cell_prompt(cell));
}

static size_t cell_choices(const struct screen *screen)
{
	const struct cell *cell = cell_in(screen);

	return walk_rubric(cell->walk)->criteria[cell->criterion].step_count;
}

static enum screen_result cell_tick(struct screen *screen, int64_t now_ms)
{
	struct cell *cell = cell_of(screen);

	return noting_tick(&cell->noting, cell->walk, now_ms) ? SCREEN_CHANGED : SCREEN_STAY;
}

static enum screen_result cell_settle(struct screen *screen)
{
	struct cell *cell = cell_of(screen);

	if (cell->typing != TYPING_NOTHING)
		return cell_type_settle(cell);
	return noting_settle(&cell->noting, cell->walk) ? SCREEN_CHANGED : SCREEN_STAY;
}

static void cell_free(struct screen *screen)
{
	struct cell *cell = cell_of(screen);

	noting_free(&cell->noting);
	cell_type_free(cell);
	free(cell);
}

static const struct screen_ops cell_ops = {
	.name = "cell",
	.draw = cell_draw,
	.tell = cell_tell,
	.act = cell_act,
	.can = cell_can,
	.asking = cell_asking,
	.tick = cell_tick,
	.settle = cell_settle,
	.free = cell_free,
	.choices = cell_choices,
};

struct screen *scr_cell_new(struct walk *walk, size_t criterion)
{
	struct cell *cell = MEM_NEW(struct cell);

	cell->base.ops = &cell_ops;
	cell->walk = walk;
	walk_go(walk, criterion);
	cell->criterion = walk_at(walk);
	cell->cursor = RUBRIC_NONE;
	return &cell->base;
}
