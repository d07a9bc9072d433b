#include "config.h"

#include "ui/scr_levels.h"

#include "base/lang.h"
#include "base/mem.h"
#include "ui/list.h"
#include "ui/scale.h"
#include "ui/screens.h"
#include "ui/words.h"

#include <stdlib.h>

#define PAGE_STEP 5

static struct levels *levels_of(struct screen *screen)
{
	return (struct levels *)screen;
}

static const struct levels *levels_in(const struct screen *screen)
{
	return (const struct levels *)screen;
}

size_t levels_shown(const struct levels *levels)
{
	return levels->noting.on ? levels->noting.criterion : walk_at(levels->walk);
}

size_t levels_cursor(const struct levels *levels)
{
	if (levels->noting.on || levels->cursor_of != walk_at(levels->walk))
		return RUBRIC_NONE;
	return levels->cursor;
}

static void go(struct levels *levels, size_t criterion)
{
	walk_go(levels->walk, criterion);
	levels->cursor = RUBRIC_NONE;
	levels->base.next = TELL_HERE;
}

/* After an answer: the next in order; behind the last one, what is still open. When this answer was
 * the last that missed, stay and say so. */
static void go_on(struct levels *levels, size_t criterion)
{
	size_t count = walk_rubric(levels->walk)->criterion_count;
	size_t open = walk_next_open(levels->walk, criterion);

	levels->cursor = RUBRIC_NONE;
	if (open == RUBRIC_NONE && (levels->was_open || criterion + 1 == count)) {
		walk_go(levels->walk, criterion);
		words_say_complete(&levels->base, levels->walk);
	} else {
		go(levels, criterion + 1 < count ? criterion + 1 : open);
	}
	levels->was_open = false;
}

static enum screen_result answered(struct levels *levels, size_t criterion, bool changed)
{
	const struct rubric *rubric = walk_rubric(levels->walk);

	levels->cursor = RUBRIC_NONE;
	if (rubric->reason == RUBRIC_REASON_ASK) {
		noting_start(&levels->noting, levels->walk, criterion, true);
	} else {
		if (rubric->reason == RUBRIC_REASON_OFFER)
			levels->just = criterion;
		go_on(levels, criterion);
	}
	return changed ? SCREEN_CHANGED : SCREEN_STAY;
}

static enum screen_result choose(struct levels *levels, const struct input *input)
{
	size_t at = walk_at(levels->walk);
	bool open = walk_sheet(levels->walk)->answers[at].status == ANSWER_NONE;
	enum scale_result result;

	if (input->action == ACT_SELECT)
		result = scale_choose(&levels->base, levels->walk, at, levels_cursor(levels));
	else
		result = scale_act(&levels->base, levels->walk, at, input);
	if (result == SCALE_REFUSED)
		return SCREEN_STAY;
	if (input->action == ACT_CLEAR)
		return SCREEN_CHANGED;
	levels->was_open = open;
	return answered(levels, at, result == SCALE_CHANGED);
}

static enum screen_result select_or_next(struct levels *levels, const struct input *input)
{
	size_t at = walk_at(levels->walk);

	if (levels_cursor(levels) != RUBRIC_NONE)
		return choose(levels, input);
	if (at + 1 < walk_rubric(levels->walk)->criterion_count)
		go(levels, at + 1);
	else if (walk_next_open(levels->walk, at) != RUBRIC_NONE)
		go(levels, walk_next_open(levels->walk, at));
	else
		words_say_complete(&levels->base, levels->walk);
	return SCREEN_STAY;
}

static enum screen_result type(struct levels *levels, const struct input *input)
{
	size_t criterion = levels->noting.criterion;
	bool reason = levels->noting.reason, changed;

	if (noting_act(&levels->noting, levels->walk, input, &changed) == NOTING_DONE) {
		if (reason && !changed)
			levels->just = criterion; /* `n` can still add to it */
		if (reason)
			go_on(levels, criterion);
	}
	return changed ? SCREEN_CHANGED : SCREEN_STAY;
}

static enum screen_result note(struct levels *levels, size_t just)
{
	if (!words_refused(&levels->base, levels->walk))
		noting_start(&levels->noting, levels->walk,
			just != RUBRIC_NONE ? just : walk_at(levels->walk), false);
	return SCREEN_STAY;
}

static void move_cursor(struct levels *levels, int by)
{
	size_t at = walk_at(levels->walk);

	levels->cursor = scale_move(levels->walk, at, levels_cursor(levels), by);
	levels->cursor_of = at;
	levels->base.next = TELL_LEVEL;
}

static enum screen_result move(struct levels *levels, enum action action)
{
	size_t at = walk_at(levels->walk), open;
	struct list list = {walk_rubric(levels->walk)->criterion_count, at};

	switch (action) {
	case ACT_LEFT: move_cursor(levels, -1); break;
	case ACT_RIGHT: move_cursor(levels, 1); break;
	case ACT_NEXT_OPEN:
		open = walk_next_open(levels->walk, at);
		if (open == RUBRIC_NONE)
			words_say_complete(&levels->base, levels->walk);
		else
			go(levels, open);
		break;
	default:
		if (list_go(&list, action, PAGE_STEP))
			go(levels, list.current);
	}
	return SCREEN_STAY;
}

static enum screen_result undo(struct levels *levels)
{
	levels->cursor = RUBRIC_NONE;
	return words_undo(&levels->base, levels->walk) ? SCREEN_CHANGED : SCREEN_STAY;
}

static enum screen_result levels_act(struct screen *screen, const struct input *input)
{
	struct levels *levels = levels_of(screen);
	size_t just = levels->just, at = walk_at(levels->walk);

	levels->seen[at] = levels->scale_seen = true;
	if (levels->noting.on)
		return type(levels, input);
	levels->just = RUBRIC_NONE;
	switch (input->action) {
	case ACT_CHOOSE:
	case ACT_UNKNOWN:
	case ACT_NOT_APPLICABLE:
	case ACT_CLEAR: return choose(levels, input);
	case ACT_SELECT: return select_or_next(levels, input);
	case ACT_NOTE: return note(levels, just);
	case ACT_UNDO: return undo(levels);
	case ACT_REVIEW: return screen_want(screen, WANT_REVIEW, at);
	case ACT_MATRIX: return screen_want(screen, WANT_MATRIX, at);
	case ACT_SUBMIT: return screen_want(screen, WANT_SUBMIT, at);
	case ACT_REOPEN: return screen_want(screen, WANT_REOPEN, at);
	case ACT_PAST: return screen_want(screen, WANT_PAST, just != RUBRIC_NONE ? just : at);
	case ACT_ABOUT: return screen_want(screen, WANT_ABOUT, at);
	case ACT_LEAVE: return SCREEN_POP;
	default: return move(levels, input->action);
	}
}

static bool levels_can(const struct screen *screen, enum action action)
{
	const struct levels *levels = levels_in(screen);
	const struct rubric *rubric = walk_rubric(levels->walk);

	switch (action) {
	case ACT_NOTE: return rubric->reason != RUBRIC_REASON_OFF;
	case ACT_MATRIX: return rubric->kind == RUBRIC_LEVELS;
	case ACT_PAST: return walk_has_past(levels->walk);
	case ACT_SUBMIT: return !walk_sheet(levels->walk)->submitted;
	case ACT_REOPEN: return walk_sheet(levels->walk)->submitted;
	case ACT_UNDO:
	case ACT_SELECT:
	case ACT_LEFT:
	case ACT_RIGHT:
	case ACT_NEXT_OPEN:
	case ACT_REVIEW:
	case ACT_ABOUT:
	case ACT_LEAVE: return true;
	default:
		return list_goes(action, PAGE_STEP) ||
		       scale_can(levels->walk, walk_at(levels->walk), action);
	}
}

static bool levels_asking(const struct screen *screen, struct asking *asking)
{
	return noting_asking(&levels_in(screen)->noting, asking);
}

static enum screen_result levels_tick(struct screen *screen, int64_t now_ms)
{
	struct levels *levels = levels_of(screen);

	return noting_tick(&levels->noting, levels->walk, now_ms) ? SCREEN_CHANGED : SCREEN_STAY;
}

static enum screen_result levels_settle(struct screen *screen)
{
	struct levels *levels = levels_of(screen);

	return noting_settle(&levels->noting, levels->walk) ? SCREEN_CHANGED : SCREEN_STAY;
}

static size_t levels_choices(const struct screen *screen)
{
	const struct walk *walk = levels_in(screen)->walk;

	return walk_rubric(walk)->criteria[walk_at(walk)].step_count;
}

static void levels_free(struct screen *screen)
{
	struct levels *levels = levels_of(screen);

	noting_free(&levels->noting);
	free(levels->seen);
	free(levels);
}

static const struct screen_ops levels_ops = {
	.name = "levels",
	.draw = levels_draw,
	.tell = levels_tell,
	.act = levels_act,
	.can = levels_can,
	.asking = levels_asking,
	.tick = levels_tick,
	.settle = levels_settle,
	.free = levels_free,
	.choices = levels_choices,
};

struct screen *scr_levels_new(struct walk *walk)
{
	struct levels *levels = MEM_NEW(struct levels);

	levels->base.ops = &levels_ops;
	levels->walk = walk;
	levels->cursor = levels->cursor_of = levels->just = RUBRIC_NONE;
	levels->seen = mem_new(walk_rubric(walk)->criterion_count * sizeof(*levels->seen));
	return &levels->base;
}
