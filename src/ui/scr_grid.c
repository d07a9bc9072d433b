#include "config.h"

#include "ui/scr_grid.h"

#include "base/lang.h"
#include "base/mem.h"
#include "ui/scale.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <stdlib.h>

static struct grid *grid_of(struct screen *screen)
{
	return (struct grid *)screen;
}

static const struct grid *grid_in(const struct screen *screen)
{
	return (const struct grid *)screen;
}

static void go(struct grid *grid, size_t criterion)
{
	walk_go(grid->walk, criterion);
	grid->base.next = TELL_HERE;
}

/* One cell on or back, by rows or by columns, from the end of one line to the start of the next:
 * so that each way of going visits them all. Stays at the ends. */
static void step(struct grid *grid, bool by_column, bool back)
{
	const struct rubric *rubric = walk_rubric(grid->walk);
	const struct rubric_criterion *at = &rubric->criteria[walk_at(grid->walk)];
	size_t rows = rubric->row_count, columns = rubric->column_count;
	size_t place = by_column ? at->column * rows + at->row : at->row * columns + at->column;

	while (back ? place > 0 : place + 1 < rows * columns) {
		size_t found;

		place = back ? place - 1 : place + 1;
		found = by_column ? rubric_at(rubric, place % rows, place / rows)
				  : rubric_at(rubric, place / columns, place % columns);
		if (found != RUBRIC_NONE) {
			go(grid, found);
			return;
		}
	}
	grid->base.next = TELL_HERE;
}

static enum screen_result choose(struct grid *grid, const struct input *input)
{
	const struct rubric *rubric = walk_rubric(grid->walk);
	size_t at = walk_at(grid->walk);
	enum scale_result result = scale_act(&grid->base, grid->walk, at, input);

	if (result == SCALE_REFUSED)
		return SCREEN_STAY;
	if (input->action != ACT_CLEAR && rubric->reason == RUBRIC_REASON_ASK)
		noting_start(&grid->noting, grid->walk, at, true);
	return result == SCALE_CHANGED ? SCREEN_CHANGED : SCREEN_STAY;
}

static enum screen_result next_open(struct grid *grid)
{
	size_t open = walk_next_open(grid->walk, walk_at(grid->walk));

	if (open == RUBRIC_NONE)
		words_say_complete(&grid->base, grid->walk);
	else
		go(grid, open);
	return SCREEN_STAY;
}

static enum screen_result move(struct grid *grid, enum action action)
{
	switch (action) {
	case ACT_PREVIOUS: step(grid, true, true); break;
	case ACT_NEXT: step(grid, true, false); break;
	case ACT_LEFT: step(grid, false, true); break;
	case ACT_RIGHT: step(grid, false, false); break;
	case ACT_FIRST: go(grid, 0); break;
	case ACT_LAST: go(grid, walk_rubric(grid->walk)->criterion_count - 1); break;
	case ACT_NEXT_OPEN: return next_open(grid);
	default: break;
	}
	return SCREEN_STAY;
}

static enum screen_result grid_act(struct screen *screen, const struct input *input)
{
	struct grid *grid = grid_of(screen);
	size_t at = walk_at(grid->walk);
	bool changed;

	grid->seen[at] = grid->scale_seen = true;
	if (grid->noting.on) {
		noting_act(&grid->noting, grid->walk, input, &changed);
		return changed ? SCREEN_CHANGED : SCREEN_STAY;
	}
	switch (input->action) {
	case ACT_CHOOSE:
	case ACT_UNKNOWN:
	case ACT_NOT_APPLICABLE:
	case ACT_CLEAR: return choose(grid, input);
	case ACT_SELECT: return screen_want(screen, WANT_CELL, at);
	case ACT_NOTE:
		if (!words_refused(screen, grid->walk))
			noting_start(&grid->noting, grid->walk, at, false);
		return SCREEN_STAY;
	case ACT_UNDO: return words_undo(screen, grid->walk) ? SCREEN_CHANGED : SCREEN_STAY;
	case ACT_REVIEW: return screen_want(screen, WANT_REVIEW, at);
	case ACT_MATRIX: return screen_want(screen, WANT_MATRIX, at);
	case ACT_SUBMIT: return screen_want(screen, WANT_SUBMIT, at);
	case ACT_REOPEN: return screen_want(screen, WANT_REOPEN, at);
	case ACT_PAST: return screen_want(screen, WANT_PAST, at);
	case ACT_ABOUT: return screen_want(screen, WANT_ABOUT, at);
	case ACT_LEAVE: return SCREEN_POP;
	default: return move(grid, input->action);
	}
}

static bool grid_can(const struct screen *screen, enum action action)
{
	const struct grid *grid = grid_in(screen);

	switch (action) {
	case ACT_NOTE: return walk_rubric(grid->walk)->reason != RUBRIC_REASON_OFF;
	case ACT_PAST: return walk_has_past(grid->walk);
	case ACT_SUBMIT: return !walk_sheet(grid->walk)->submitted;
	case ACT_REOPEN: return walk_sheet(grid->walk)->submitted;
	case ACT_UNDO:
	case ACT_SELECT:
	case ACT_PREVIOUS:
	case ACT_NEXT:
	case ACT_LEFT:
	case ACT_RIGHT:
	case ACT_NEXT_OPEN:
	case ACT_FIRST:
	case ACT_LAST:
	case ACT_REVIEW:
	case ACT_MATRIX:
	case ACT_ABOUT:
	case ACT_LEAVE: return true;
	default: return scale_can(grid->walk, walk_at(grid->walk), action);
	}
}

static void tell_here(const struct grid *grid, struct telling *telling, bool all)
{
	size_t at = walk_at(grid->walk);

	spoken_criterion(telling, grid->walk, at);
	if (all || !grid->seen[at])
		spoken_prompts(telling, walk_rubric(grid->walk), at);
	spoken_items(telling, grid->walk, at);
	spoken_answer(telling, grid->walk, at);
	if (all || !grid->scale_seen)
		scale_tell_all(telling, grid->walk, at);
}

static void grid_tell(const struct screen *screen, struct telling *telling)
{
	const struct grid *grid = grid_in(screen);
	size_t at = walk_at(grid->walk);

	switch (telling->what) {
	case TELL_ENTER:
		spoken_form(telling, grid->walk);
		tell_line(telling, "%s",
			_("j and l go through the cells; the word enter opens one."));
		break;
	case TELL_HERE: tell_here(grid, telling, false); break;
	case TELL_ALL:
		spoken_form(telling, grid->walk);
		tell_here(grid, telling, true);
		break;
	case TELL_WHERE: spoken_where(telling, grid->walk, at); break;
	case TELL_LEVEL:
		if (telling->number > 0)
			scale_tell_one(telling, grid->walk, at, telling->number - 1);
		break;
	case TELL_ASK:
		if (walk_sheet(grid->walk)->submitted)
			tell_line(telling, "%s", _("R reopens the form, q leaves, or ? for help."));
		else
			scale_tell_ask(telling, grid->walk, at);
		break;
	case TELL_NOTHING: break;
	}
}

static bool grid_asking(const struct screen *screen, struct asking *asking)
{
	return noting_asking(&grid_in(screen)->noting, asking);
}

static size_t grid_choices(const struct screen *screen)
{
	const struct walk *walk = grid_in(screen)->walk;

	return walk_rubric(walk)->criteria[walk_at(walk)].step_count;
}

static enum screen_result grid_tick(struct screen *screen, int64_t now_ms)
{
	struct grid *grid = grid_of(screen);

	return noting_tick(&grid->noting, grid->walk, now_ms) ? SCREEN_CHANGED : SCREEN_STAY;
}

static enum screen_result grid_settle(struct screen *screen)
{
	struct grid *grid = grid_of(screen);

	return noting_settle(&grid->noting, grid->walk) ? SCREEN_CHANGED : SCREEN_STAY;
}

static void grid_free(struct screen *screen)
{
	struct grid *grid = grid_of(screen);

	noting_free(&grid->noting);
	free(grid->seen);
	free(grid);
}

static const struct screen_ops grid_ops = {
	.name = "grid",
	.draw = grid_draw,
	.tell = grid_tell,
	.act = grid_act,
	.can = grid_can,
	.asking = grid_asking,
	.tick = grid_tick,
	.settle = grid_settle,
	.free = grid_free,
	.choices = grid_choices,
};

struct screen *scr_grid_new(struct walk *walk)
{
	struct grid *grid = MEM_NEW(struct grid);

	grid->base.ops = &grid_ops;
	grid->walk = walk;
	grid->seen = mem_new(walk_rubric(walk)->criterion_count * sizeof(*grid->seen));
	return &grid->base;
}
