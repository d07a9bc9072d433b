#include "config.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/list.h"
#include "ui/page.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <stdlib.h>

#define TEXT_COLUMNS 92
#define NUMBER	     2
#define ANSWER_WIDTH 19
#define PAGE_STEP    8

struct review {
	struct screen base;
	const struct walk *walk; /* borrowed */
	size_t *order;		 /* the criteria: open ones first; owned */
	size_t open;		 /* how many of them are open */
	struct list at;
	size_t chosen; /* RUBRIC_NONE: left */
};

static bool is_open(const struct walk *walk, size_t criterion)
{
	return walk_sheet(walk)->answers[criterion].status == ANSWER_NONE;
}

static void heading(struct page *page, const char *text, size_t count)
{
	page_line(page, page->count > 0 ? 2 : 1);
	page_format(page, NUMBER, LOOK_TITLE, "%s (%zu)", text, count);
}

static void page_item(struct page *page, const struct review *review, size_t i,
	const struct glyphs *glyphs, int widest)
{
	const struct rubric *rubric = walk_rubric(review->walk);
	size_t criterion = review->order[i];
	const struct answer *answer = &walk_sheet(review->walk)->answers[criterion];
	bool current = i == review->at.current;
	enum look look = current ? LOOK_CURRENT : LOOK_NORMAL;
	int digits = rubric->criterion_count > 99 ? 3 : rubric->criterion_count > 9 ? 2 : 1;
	int title = NUMBER + digits + 1, line = page_line(page, 1);
	int end = title + widest;
	struct buf name = BUF_EMPTY;

	words_name(&name, rubric, criterion, false);
	if (current)
		page_current(page, line, glyphs);
	page_format(page, NUMBER, look, "%*zu", digits, criterion + 1);
	if (answer->status == ANSWER_NONE)
		end = page->columns;
	page_wrapped_at(page, line, title, end - title, look, buf_text(&name));
	if (answer->status != ANSWER_NONE)
		page_wrapped_at(page, line, end + 2, ANSWER_WIDTH, look,
			words_answer(review->walk, criterion));
	if (answer->note) {
		page_line(page, 1);
		page_wrapped(page, title + 2, LOOK_QUIET, answer->note);
	}
	if (current)
		page_focus(page, line);
	buf_free(&name);
}

/* The widest name, as far as the answers beside it leave room. */
static int widest_name(const struct review *review, int columns)
{
	int widest = 0, most = columns - NUMBER - 4 - 2 - ANSWER_WIDTH;

	for (size_t i = 0; i < review->at.count; i++) {
		struct buf name = BUF_EMPTY;

		words_name(&name, walk_rubric(review->walk), i, false);
		widest = text_widest(widest, buf_text(&name));
		buf_free(&name);
	}
	if (widest > most)
		widest = most;
	return widest < 1 ? 1 : widest;
}

static void review_draw(const struct screen *screen, struct pane *pane)
{
	const struct review *review = (const struct review *)screen;
	struct pane body = words_header(pane, review->walk);
	size_t answered = review->at.count - review->open;
	int widest;
	struct page page;

	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	widest = widest_name(review, page.columns);
	for (size_t i = 0; i < review->at.count; i++) {
		if (i == 0 && review->open > 0)
			heading(&page, _("Not answered yet"), review->open);
		if (i == review->open)
			heading(&page, _("Answered"), answered);
		page_item(&page, review, i, pane_glyphs(pane), widest);
	}
	page_show(&page, &body);
	page_free(&page);
}

/* "3: Novelty." or "3: Novelty, high." */
static void tell_item(const struct review *review, struct telling *telling, size_t i)
{
	size_t criterion = review->order[i];
	struct buf name = BUF_EMPTY;

	words_name(&name, walk_rubric(review->walk), criterion, true);
	if (is_open(review->walk, criterion))
		tell_line(telling, "%zu: %s%s", criterion + 1, buf_text(&name),
			spoken_has_end(buf_text(&name)) ? "" : ".");
	else
		tell_line(telling, "%zu: %s: %s.", criterion + 1, buf_text(&name),
			words_answer(review->walk, criterion));
	buf_free(&name);
}

static void tell_open(const struct review *review, struct telling *telling)
{
	if (review->open == 0) {
		tell_line(telling, _("All %zu are answered."), review->at.count);
		return;
	}
	tell_line(telling, _("%zu of %zu not answered yet."), review->open, review->at.count);
	for (size_t i = 0; i < review->open; i++)
		tell_item(review, telling, i);
}

static void review_tell(const struct screen *screen, struct telling *telling)
{
	const struct review *review = (const struct review *)screen;

	switch (telling->what) {
	case TELL_ENTER: tell_open(review, telling); break;
	case TELL_ALL:
		tell_open(review, telling);
		for (size_t i = review->open; i < review->at.count; i++)
			tell_item(review, telling, i);
		break;
	case TELL_WHERE: tell_item(review, telling, review->at.current); break;
	case TELL_LEVEL:
		if (telling->number == 0)
			tell_item(review, telling, review->at.current);
		break;
	case TELL_ASK:
		if (walk_sheet(review->walk)->submitted)
			tell_line(
				telling, "%s", _("Choose a number to go there, or q to go back."));
		else
			tell_line(telling, "%s",
				_("Choose a number to go there, s to hand in, or q to go back."));
		break;
	default: break;
	}
}

static enum screen_result choose(struct review *review, size_t criterion)
{
	review->chosen = criterion;
	return SCREEN_POP;
}

static enum screen_result review_act(struct screen *screen, const struct input *input)
{
	struct review *review = (struct review *)screen;

	screen->next = TELL_LEVEL; /* the line one is at */
	switch (input->action) {
	case ACT_CHOOSE:
		if (input->number >= 1 && input->number <= review->at.count)
			return choose(review, input->number - 1);
		screen_say(screen, _("There is no number %u here."), input->number);
		screen->next = TELL_NOTHING;
		break;
	case ACT_SELECT: return choose(review, review->order[review->at.current]);
	case ACT_SUBMIT: return screen_want(screen, WANT_SUBMIT, walk_at(review->walk));
	default: return list_go(&review->at, input->action, PAGE_STEP) ? SCREEN_STAY : SCREEN_POP;
	}
	return SCREEN_STAY;
}

static bool review_can(const struct screen *screen, enum action action)
{
	const struct review *review = (const struct review *)screen;

	switch (action) {
	case ACT_SUBMIT: return !walk_sheet(review->walk)->submitted;
	case ACT_CHOOSE:
	case ACT_SELECT:
	case ACT_BACK: return true;
	default: return list_goes(action, PAGE_STEP);
	}
}

static size_t review_choices(const struct screen *screen)
{
	return ((const struct review *)screen)->at.count;
}

static void review_free(struct screen *screen)
{
	free(((struct review *)screen)->order);
	free(screen);
}

static const struct screen_ops review_ops = {
	.name = "review",
	.draw = review_draw,
	.tell = review_tell,
	.act = review_act,
	.can = review_can,
	.free = review_free,
	.choices = review_choices,
};

struct screen *scr_review_new(const struct walk *walk)
{
	struct review *review = MEM_NEW(struct review);
	size_t count = walk_rubric(walk)->criterion_count;

	review->base.ops = &review_ops;
	review->walk = walk;
	review->chosen = RUBRIC_NONE;
	review->order = mem_new((count + 1) * sizeof(*review->order));
	for (size_t i = 0; i < count; i++) {
		if (is_open(walk, i))
			review->order[review->at.count++] = i;
	}
	review->open = review->at.count;
	for (size_t i = 0; i < count; i++) {
		if (!is_open(walk, i))
			review->order[review->at.count++] = i;
	}
	return &review->base;
}

size_t scr_review_at(const struct screen *screen)
{
	return ((const struct review *)screen)->chosen;
}
