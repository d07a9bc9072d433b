/* Between two people on one laptop, and the black screen: neither shows anything of a form. */
#include "config.h"

#include "base/lang.h"
#include "base/mem.h"
#include "ui/page.h"
#include "ui/screens_discuss.h"
#include "ui/spoken.h"

#include <stdlib.h>

#define TEXT_COLUMNS 70
#define INDENT	     4

struct hand_over {
	struct screen base;
	char *title, *text;
	bool yes;
};

static void hand_over_draw(const struct screen *screen, struct pane *pane)
{
	const struct hand_over *hand_over = (const struct hand_over *)screen;
	struct page page;
	int row;

	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	page_line(&page, 4);
	page_wrapped(&page, INDENT, LOOK_TITLE, hand_over->title);
	page_line(&page, 2);
	page_wrapped(&page, INDENT, LOOK_NORMAL, hand_over->text);
	row = page_line(&page, 2);
	page_put(&page, INDENT, LOOK_NORMAL, _("Enter goes on   Esc goes back"));
	page_cursor(&page, row, INDENT);
	page_focus(&page, row);
	page_show(&page, pane);
	page_free(&page);
}

static void hand_over_tell(const struct screen *screen, struct telling *telling)
{
	const struct hand_over *hand_over = (const struct hand_over *)screen;

	switch (telling->what) {
	case TELL_HERE:
	case TELL_ALL:
	case TELL_WHERE:
		spoken_sentence(telling, hand_over->title);
		spoken_sentence(telling, hand_over->text);
		break;
	case TELL_ASK: tell_line(telling, "%s", _("Enter goes on, q goes back.")); break;
	default: break;
	}
}

static enum screen_result hand_over_act(struct screen *screen, const struct input *input)
{
	((struct hand_over *)screen)->yes = input->action == ACT_SELECT;
	return SCREEN_POP;
}

static bool hand_over_can(const struct screen *screen, enum action action)
{
	(void)screen;
	return action == ACT_SELECT || action == ACT_BACK;
}

static void hand_over_free(struct screen *screen)
{
	struct hand_over *hand_over = (struct hand_over *)screen;

	free(hand_over->title);
	free(hand_over->text);
	free(hand_over);
}

static const char *hand_over_enter(const struct screen *screen)
{
	(void)screen;
	return _("go on");
}

static const struct screen_ops hand_over_ops = {
	.name = "hand-over",
	.draw = hand_over_draw,
	.tell = hand_over_tell,
	.act = hand_over_act,
	.can = hand_over_can,
	.enter = hand_over_enter,
	.free = hand_over_free,
};

void scr_hand_over_say(struct screen *screen, const char *title, const char *text)
{
	struct hand_over *hand_over = (struct hand_over *)screen;

	mem_replace(&hand_over->title, title);
	mem_replace(&hand_over->text, text);
}

struct screen *scr_hand_over_new(const char *title, const char *text)
{
	struct hand_over *hand_over = MEM_NEW(struct hand_over);

	hand_over->base.ops = &hand_over_ops;
	scr_hand_over_say(&hand_over->base, title, text);
	return &hand_over->base;
}

bool scr_hand_over_yes(const struct screen *screen)
{
	return ((const struct hand_over *)screen)->yes;
}

/* --- black -------------------------------------------------------------------------------------
 */

static void black_draw(const struct screen *screen, struct pane *pane)
{
	(void)screen;
	(void)pane;
}

static void black_tell(const struct screen *screen, struct telling *telling)
{
	(void)screen;
	if (telling->what == TELL_ASK)
		tell_line(telling, "%s", _("The screen is black. Enter brings it back."));
}

static enum screen_result black_act(struct screen *screen, const struct input *input)
{
	(void)screen;
	(void)input;
	return SCREEN_POP;
}

static bool black_can(const struct screen *screen, enum action action)
{
	(void)screen;
	return action == ACT_SELECT;
}

static void black_free(struct screen *screen)
{
	free(screen);
}

static const struct screen_ops black_ops = {
	.name = "black",
	.draw = black_draw,
	.tell = black_tell,
	.act = black_act,
	.can = black_can,
	.free = black_free,
	.any_key = true,
};

struct screen *scr_black_new(void)
{
	struct screen *screen = MEM_NEW(struct screen);

	screen->ops = &black_ops;
	return screen;
}
