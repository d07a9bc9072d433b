/* One team: who gave what, self beside peers, the factor, signals, comments. Lines to scroll
 * through. */
#include "config.h"

#include "base/lang.h"
#include "base/mem.h"
#include "ui/list.h"
#include "ui/page.h"
#include "ui/screens_follow.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <stdlib.h>

#define TEXT_COLUMNS 110
#define PAGE	     10 /* lines that a page key goes */

struct follow {
	struct screen base;
	const struct follow_view *view;
	struct list at; /* the line shown first */
};

static void page_one(struct page *page, const struct follow_line *line)
{
	if (line->shown == NULL)
		return;
	if (line->apart)
		page_line(page, 1);
	page_line(page, 1);
	if (line->row)
		page_put(page, line->indent, line->look, line->shown);
	else
		page_wrapped(page, line->indent, line->look, line->shown);
}

static void follow_draw(const struct screen *screen, struct pane *pane)
{
	const struct follow *follow = (const struct follow *)screen;
	const struct follow_view *view = follow->view;
	struct pane body = words_bar(pane, view->title, "", view->right);
	struct page page;

	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	page.place = PAGE_TOP;
	for (size_t i = 0; i < view->count; i++) {
		int before = (int)page.count;

		page_one(&page, &view->lines[i]);
		if (i == follow->at.current && (int)page.count > before)
			page_focus(&page, before);
	}
	page_show(&page, &body);
	page_free(&page);
}

static void follow_tell(const struct screen *screen, struct telling *telling)
{
	const struct follow_view *view = ((const struct follow *)screen)->view;

	switch (telling->what) {
	case TELL_WHERE:
		spoken_sentence(telling, view->title);
		spoken_sentence(telling, view->right);
		break;
	case TELL_ENTER:
	case TELL_ALL:
		spoken_sentence(telling, view->title);
		spoken_sentence(telling, view->right);
		for (size_t i = 0; i < view->count; i++)
			if (view->lines[i].said != NULL)
				spoken_sentence(telling, view->lines[i].said);
		break;
	case TELL_ASK: tell_line(telling, "%s", _("q to go back, or ? for help.")); break;
	default: break;
	}
}

static enum screen_result follow_act(struct screen *screen, const struct input *input)
{
	struct follow *follow = (struct follow *)screen;

	screen->next = TELL_NOTHING;
	list_resize(&follow->at, follow->view->count);
	switch (input->action) {
	case ACT_LEFT:
	case ACT_RIGHT:
		screen->next = TELL_ENTER;
		return screen_want(screen, WANT_TEAM, input->action == ACT_RIGHT);
	case ACT_COMMENTS: return screen_want(screen, WANT_COMMENTS, 0);
	case ACT_WHAT_IF: return screen_want(screen, WANT_WHAT_IF, 0);
	case ACT_KEEP: return screen_want(screen, WANT_KEEP, 0);
	default: return list_go(&follow->at, input->action, PAGE) ? SCREEN_STAY : SCREEN_POP;
	}
}

static bool follow_can(const struct screen *screen, enum action action)
{
	const struct follow_view *view = ((const struct follow *)screen)->view;

	switch (action) {
	case ACT_BACK: return true;
	case ACT_LEFT:
	case ACT_RIGHT: return view->several;
	case ACT_COMMENTS: return view->comments;
	case ACT_WHAT_IF: return view->what_if;
	case ACT_KEEP: return view->keep;
	default: return view->count > 0 && list_goes(action, PAGE);
	}
}

static void follow_free(struct screen *screen)
{
	free(screen);
}

static const struct screen_ops follow_ops = {
	.name = "follow",
	.draw = follow_draw,
	.tell = follow_tell,
	.act = follow_act,
	.can = follow_can,
	.free = follow_free,
};

struct screen *scr_follow_new(const struct follow_view *view)
{
	struct follow *follow = MEM_NEW(struct follow);

	follow->base.ops = &follow_ops;
	follow->base.passing = true;
	follow->view = view;
	return &follow->base;
}

void scr_follow_top(struct screen *screen)
{
	((struct follow *)screen)->at.current = 0;
}
