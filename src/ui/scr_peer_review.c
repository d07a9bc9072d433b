/* What is open, by criterion. */
#include "config.h"

#include "ui/screens_peer.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/list.h"
#include "ui/page.h"
#include "ui/words.h"

#include <stdlib.h>

#define TEXT_COLUMNS 92
#define INDENT	     2
#define PAGE_STEP    8

struct place {
	size_t person, criterion;
};

struct review {
	struct screen base;
	const struct peer_view *view;
	struct place *places; /* without an answer */
	struct list at;
	bool chosen;
};

static void name_of(struct buf *out, const struct review *review, size_t i)
{
	const struct peers *peers = review->view->peers;

	buf_format(out, "%s: ", words_title(peers_rubric(peers), review->places[i].criterion));
	peer_words_name(out, peers, review->places[i].person);
}

static void review_draw(const struct screen *screen, struct pane *pane)
{
	const struct review *review = (const struct review *)screen;
	struct pane body = peer_words_bar(pane, review->view);
	struct page page;

	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	page_line(&page, 1);
	if (review->at.count == 0)
		page_format(&page, INDENT, LOOK_TITLE, _("All %zu are answered."),
			peers_total(review->view->peers));
	else
		page_format(&page, INDENT, LOOK_TITLE, "%s (%zu)", _("Not answered yet"),
			review->at.count);
	for (size_t i = 0; i < review->at.count; i++) {
		bool current = i == review->at.current;
		int line = page_line(&page, 1);
		struct buf name = BUF_EMPTY;

		buf_format(&name, "%3zu ", i + 1);
		name_of(&name, review, i);
		page_wrapped(&page, INDENT, current ? LOOK_CURRENT : LOOK_NORMAL, buf_text(&name));
		if (current) {
			page_current(&page, line, pane_glyphs(pane));
			page_focus(&page, line);
		}
		buf_free(&name);
	}
	page_show(&page, &body);
	page_free(&page);
}

static void tell_item(const struct review *review, struct telling *telling, size_t i)
{
	struct buf name = BUF_EMPTY;

	if (i >= review->at.count)
		return;
	name_of(&name, review, i);
	tell_line(telling, "%zu: %s.", i + 1, buf_text(&name));
	buf_free(&name);
}

static void review_tell(const struct screen *screen, struct telling *telling)
{
	const struct review *review = (const struct review *)screen;
	size_t total = peers_total(review->view->peers);

	switch (telling->what) {
	case TELL_ENTER:
	case TELL_ALL:
		if (review->at.count == 0)
			tell_line(telling, _("All %zu are answered."), total);
		else
			tell_line(telling, _("%zu of %zu not answered yet."), review->at.count,
				total);
		for (size_t i = 0; i < review->at.count; i++)
			tell_item(review, telling, i);
		break;
	case TELL_WHERE:
	case TELL_LEVEL: tell_item(review, telling, review->at.current); break;
	case TELL_ASK:
		if (review->at.count == 0 || peers_submitted(review->view->peers))
			tell_line(telling, "%s", _("q goes back, or ? for help."));
		else
			tell_line(telling, "%s",
				_("Choose a number to go there, s to hand in, or q to go back."));
		break;
	default: break;
	}
}

static enum screen_result choose(struct review *review, size_t at)
{
	review->at.current = at;
	review->chosen = at < review->at.count;
	return SCREEN_POP;
}

static enum screen_result review_act(struct screen *screen, const struct input *input)
{
	struct review *review = (struct review *)screen;

	screen->next = TELL_LEVEL;
	switch (input->action) {
	case ACT_CHOOSE: return choose(review, input->number - 1);
	case ACT_SELECT: return choose(review, review->at.current);
	case ACT_SUBMIT: return screen_want(screen, WANT_SUBMIT, 0);
	default: return list_go(&review->at, input->action, PAGE_STEP) ? SCREEN_STAY : SCREEN_POP;
	}
}

static bool review_can(const struct screen *screen, enum action action)
{
	const struct review *review = (const struct review *)screen;

	switch (action) {
	case ACT_SUBMIT: return !peers_submitted(review->view->peers);
	case ACT_CHOOSE:
	case ACT_SELECT: return review->at.count > 0;
	case ACT_BACK: return true;
	default: return review->at.count > 0 && list_goes(action, PAGE_STEP);
	}
}

static size_t review_choices(const struct screen *screen)
{
	return ((const struct review *)screen)->at.count;
}

static void review_free(struct screen *screen)
{
	free(((struct review *)screen)->places);
	free(screen);
}

static const struct screen_ops review_ops = {
	.name = "peer review",
	.draw = review_draw,
	.tell = review_tell,
	.act = review_act,
	.can = review_can,
	.free = review_free,
	.choices = review_choices,
};

struct screen *scr_peer_review_new(const struct peer_view *view)
{
	struct review *review = MEM_NEW(struct review);
	const struct peers *peers = view->peers;

	review->base.ops = &review_ops;
	review->view = view;
	review->places = mem_new((peers_total(peers) + 1) * sizeof(*review->places));
	for (size_t c = 0; c < peers_rubric(peers)->criterion_count; c++) {
		for (size_t i = 0; i < peers_count(peers); i++) {
			if (peers_answer(peers, i, c)->status == ANSWER_NONE)
				review->places[review->at.count++] = (struct place){i, c};
		}
	}
	return &review->base;
}

bool scr_peer_review_at(const struct screen *screen, size_t *person, size_t *criterion)
{
	const struct review *review = (const struct review *)screen;

	if (!review->chosen)
		return false;
	*person = review->places[review->at.current].person;
	*criterion = review->places[review->at.current].criterion;
	return true;
}
