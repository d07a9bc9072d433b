/* The walk over open questions: a list by section, an answer of several lines with each, and, once
 * the group agrees on it, who sees to it and by when. */
#include "config.h"

#include "ui/scr_questions.h"

#include "base/lang.h"
#include "base/mem.h"
#include "ui/asking.h"
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

#define PAGE_STEP 3

const struct sheet_item *questions_answer(const struct walk *walk, size_t criterion)
{
	return sheet_item_find(walk_sheet(walk), criterion, RECORD_TEXT, "");
}

const char *questions_prompt(const struct questions *questions)
{
	return questions->asks == ASKS_WHO ? _("Who sees to it? Enter leaves it open")
					   : _("By when? Enter leaves it open");
}

static void go(struct questions *questions, size_t criterion)
{
	walk_go(questions->walk, criterion);
	questions->base.next = TELL_HERE;
}

/* --- agreeing ----------------------------------------------------------------------------------
 */

static void ask(struct questions *questions, enum questions_asks asks)
{
	const struct sheet_item *item = questions_answer(questions->walk, walk_at(questions->walk));

	if (questions->asks != ASKS_NOTHING)
		lineedit_free(&questions->edit);
	questions->asks = asks;
	if (asks != ASKS_NOTHING)
		lineedit_start(&questions->edit, asks == ASKS_WHO ? item->owner : item->due, false);
}

static enum screen_result agree(struct questions *questions, const char *due)
{
	size_t at = walk_at(questions->walk);
	const struct sheet_item *item = questions_answer(questions->walk, at);
	char *text = mem_text(item->text), *when = mem_text(due);
	bool changed = walk_text(questions->walk, at, text, questions->who, when, true, false);

	ask(questions, ASKS_NOTHING);
	free(text);
	free(when);
	return changed ? SCREEN_CHANGED : SCREEN_STAY;
}

static enum screen_result toggle(struct questions *questions)
{
	size_t at = walk_at(questions->walk);
	const struct sheet_item *item = questions_answer(questions->walk, at);
	char *text, *owner, *due;
	bool changed;

	if (words_refused(&questions->base, questions->walk))
		return SCREEN_STAY;
	if (item->status != RECORD_AGREED) {
		ask(questions, ASKS_WHO);
		return SCREEN_STAY;
	}
	text = mem_text(item->text);
	owner = mem_text(item->owner);
	due = mem_text(item->due);
	changed = walk_text(questions->walk, at, text, owner, due, false, false);
	free(text);
	free(owner);
	free(due);
	screen_say(&questions->base, "%s", _("Open again."));
	return changed ? SCREEN_CHANGED : SCREEN_STAY;
}

static enum screen_result asked(struct questions *questions, const struct input *input)
{
	const char *typed = input->text ? input->text : lineedit_text(&questions->edit);

	if (input->action == ACT_TYPE_CANCEL) {
		ask(questions, ASKS_NOTHING);
		screen_say(&questions->base, "%s", _("Nothing was changed."));
	} else if (input->action != ACT_TYPE_DONE) {
		lineedit_act(&questions->edit, input, ASKING_COLUMNS);
	} else if (questions->asks == ASKS_WHO) {
		mem_replace(&questions->who, typed);
		ask(questions, ASKS_WHEN);
	} else {
		return agree(questions, typed);
	}
	return SCREEN_STAY;
}

/* --- answering ---------------------------------------------------------------------------------
 */

static enum screen_result typed(struct questions *questions, const struct input *input)
{
	bool changed;

	if (noting_act(&questions->noting, questions->walk, input, &changed) == NOTING_DONE &&
		input->action == ACT_TYPE_DONE) {
		size_t open = walk_next_open(questions->walk, walk_at(questions->walk));

		questions->base.next = TELL_HERE;
		if (open == RUBRIC_NONE)
			words_say_complete(&questions->base, questions->walk);
	}
	return changed ? SCREEN_CHANGED : SCREEN_STAY;
}

static enum screen_result write_answer(struct questions *questions)
{
	if (!words_refused(&questions->base, questions->walk))
		noting_start_answer(&questions->noting, questions->walk, walk_at(questions->walk));
	return SCREEN_STAY;
}

static enum screen_result clear(struct questions *questions)
{
	if (words_refused(&questions->base, questions->walk) ||
		!walk_text(
			questions->walk, walk_at(questions->walk), NULL, NULL, NULL, false, false))
		return SCREEN_STAY;
	screen_say(&questions->base, "%s", _("Taken away. z brings it back."));
	return SCREEN_CHANGED;
}

static enum screen_result next_open(struct questions *questions)
{
	size_t open = walk_next_open(questions->walk, walk_at(questions->walk));

	if (open == RUBRIC_NONE)
		words_say_complete(&questions->base, questions->walk);
	else
		go(questions, open);
	return SCREEN_STAY;
}

static enum screen_result move(struct questions *questions, enum action action)
{
	struct list list = {
		walk_rubric(questions->walk)->criterion_count, walk_at(questions->walk)};

	if (action == ACT_NEXT_OPEN)
		return next_open(questions);
	if (list_go(&list, action, PAGE_STEP))
		go(questions, list.current);
	return SCREEN_STAY;
}

static enum screen_result questions_act(struct screen *screen, const struct input *input)
{
	struct questions *questions = (struct questions *)screen;
	size_t at = walk_at(questions->walk);

	questions->told = true;
	if (questions->noting.on)
		return typed(questions, input);
	if (questions->asks != ASKS_NOTHING)
		return asked(questions, input);
	switch (input->action) {
	case ACT_CHOOSE: go(questions, input->number - 1); return SCREEN_STAY;
	case ACT_SELECT:
	case ACT_EDIT: return write_answer(questions);
	case ACT_AGREEMENT: return toggle(questions);
	case ACT_CLEAR: return clear(questions);
	case ACT_UNDO: return words_undo(screen, questions->walk) ? SCREEN_CHANGED : SCREEN_STAY;
	case ACT_REVIEW: return screen_want(screen, WANT_REVIEW, at);
	case ACT_SUBMIT: return screen_want(screen, WANT_SUBMIT, at);
	case ACT_REOPEN: return screen_want(screen, WANT_REOPEN, at);
	case ACT_PAST: return screen_want(screen, WANT_PAST, at);
	case ACT_ABOUT: return screen_want(screen, WANT_ABOUT, at);
	case ACT_LEAVE: return SCREEN_POP;
	default: return move(questions, input->action);
	}
}

static bool questions_can(const struct screen *screen, enum action action)
{
	const struct questions *questions = (const struct questions *)screen;
	bool answered = questions_answer(questions->walk, walk_at(questions->walk)) != NULL;

	switch (action) {
	case ACT_AGREEMENT:
	case ACT_EDIT:
	case ACT_CLEAR: return answered;
	case ACT_PAST: return walk_has_past(questions->walk);
	case ACT_SUBMIT: return !walk_sheet(questions->walk)->submitted;
	case ACT_REOPEN: return walk_sheet(questions->walk)->submitted;
	case ACT_CHOOSE:
	case ACT_READ:
	case ACT_SELECT:
	case ACT_UNDO:
	case ACT_NEXT_OPEN:
	case ACT_REVIEW:
	case ACT_ABOUT:
	case ACT_LEAVE: return true;
	default: return list_goes(action, PAGE_STEP);
	}
}

static bool questions_asking(const struct screen *screen, struct asking *asking)
{
	const struct questions *questions = (const struct questions *)screen;

	if (questions->asks == ASKS_NOTHING)
		return noting_asking(&questions->noting, asking);
	return asking_line(asking, &questions->edit, questions_prompt(questions));
}

static size_t questions_choices(const struct screen *screen)
{
	return walk_rubric(((const struct questions *)screen)->walk)->criterion_count;
}

static enum screen_result questions_tick(struct screen *screen, int64_t now_ms)
{
	struct questions *questions = (struct questions *)screen;

	return noting_tick(&questions->noting, questions->walk, now_ms) ? SCREEN_CHANGED
									: SCREEN_STAY;
}

/* Half an agreement is none: the answer stays open. */
static enum screen_result questions_settle(struct screen *screen)
{
	struct questions *questions = (struct questions *)screen;

	if (questions->asks != ASKS_NOTHING)
		ask(questions, ASKS_NOTHING);
	return noting_settle(&questions->noting, questions->walk) ? SCREEN_CHANGED : SCREEN_STAY;
}

static void questions_free(struct screen *screen)
{
	struct questions *questions = (struct questions *)screen;

	noting_free(&questions->noting);
	if (questions->asks != ASKS_NOTHING)
		lineedit_free(&questions->edit);
	free(questions->who);
	free(questions);
}

static const struct screen_ops questions_ops = {
	.name = "questions",
	.draw = questions_draw,
	.tell = questions_tell,
	.act = questions_act,
	.can = questions_can,
	.asking = questions_asking,
	.tick = questions_tick,
	.settle = questions_settle,
	.free = questions_free,
	.choices = questions_choices,
};

struct screen *scr_questions_new(struct walk *walk)
{
	struct questions *questions = MEM_NEW(struct questions);

	questions->base.ops = &questions_ops;
	questions->walk = walk;
	return &questions->base;
}
