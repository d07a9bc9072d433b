#include "config.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/list.h"
#include "ui/page.h"
#include "ui/screens_discuss.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <stdlib.h>

#define TEXT_COLUMNS 96
#define NUMBER	     2
#define REMARK_GAP   2
#define LABEL	     (NUMBER + 5) /* column of a label */
#define REMARK_LEAST 24		  /* columns that remarks have */

struct menu {
	struct screen base;
	char *name, *title, *intro;
	struct menu_item *items; /* owned, texts too */
	struct list at;
};

static int label_width(const struct menu *menu)
{
	int widest = 0;

	for (size_t i = 0; i < menu->at.count; i++)
		widest = text_widest(widest, menu->items[i].label);
	return widest;
}

static void page_item(struct page *page, const struct menu *menu, size_t i, int remark_at,
	const struct pane *pane)
{
	const struct menu_item *item = &menu->items[i];
	const struct glyphs *glyphs = pane_glyphs(pane);
	bool current = i == menu->at.current;
	enum look look = current ? LOOK_CURRENT : item->off ? LOOK_QUIET : LOOK_NORMAL;
	int row = page_line(page, 1);

	if (current)
		page_current(page, row, glyphs);
	page_format(page, NUMBER, look, "%2zu %s %s", i + 1,
		item->done  ? glyphs->chosen
		: item->off ? " "
			    : glyphs->dot,
		item->label);
	if (item->remark[0] != '\0') {
		/* A label that reaches into the remarks has its own below it. */
		if (LABEL + text_width(item->label) >= remark_at)
			page_line(page, 1);
		page_wrapped(page, remark_at, LOOK_QUIET, item->remark);
	}
	if (current)
		page_focus(page, row);
}

static void menu_draw(const struct screen *screen, struct pane *pane)
{
	const struct menu *menu = (const struct menu *)screen;
	struct pane body = words_bar(pane, menu->title, "", "");
	int remark_at = LABEL + label_width(menu) + REMARK_GAP;
	struct page page;

	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	if (remark_at > page.columns - REMARK_LEAST)
		remark_at = page.columns - REMARK_LEAST;
	if (menu->intro[0] != '\0') {
		page_line(&page, 1);
		page_wrapped(&page, NUMBER, LOOK_NORMAL, menu->intro);
		page_line(&page, 1);
	}
	for (size_t i = 0; i < menu->at.count; i++)
		page_item(&page, menu, i, remark_at, pane);
	page_show(&page, &body);
	page_free(&page);
}

static void tell_item(const struct menu *menu, struct telling *telling, size_t i)
{
	const struct menu_item *item = &menu->items[i];
	struct buf line = BUF_EMPTY;

	buf_format(&line, "%zu: %s", i + 1, item->label);
	if (item->remark[0] != '\0')
		buf_format(&line, ", %s", item->remark);
	else if (item->done)
		buf_format(&line, ", %s", _("done"));
	spoken_sentence(telling, buf_text(&line));
	buf_free(&line);
}

static void menu_tell(const struct screen *screen, struct telling *telling)
{
	const struct menu *menu = (const struct menu *)screen;
	size_t row;

	switch (telling->what) {
	case TELL_ENTER: spoken_sentence(telling, menu->title); break;
	case TELL_HERE:
	case TELL_ALL:
		spoken_sentence(telling, menu->intro);
		for (size_t i = 0; i < menu->at.count; i++)
			tell_item(menu, telling, i);
		break;
	case TELL_WHERE: spoken_sentence(telling, menu->intro); break;
	case TELL_LEVEL:
		if (list_row(&menu->at, telling->number, &row))
			tell_item(menu, telling, row);
		break;
	case TELL_ASK:
		tell_line(telling, "%s", _("Choose a number, q to go back, or ? for help."));
		break;
	default: break;
	}
}

static enum screen_result choose(struct menu *menu, size_t i)
{
	const struct menu_item *item = &menu->items[i];

	menu->at.current = i;
	menu->base.next = TELL_NOTHING;
	if (!item->off)
		return screen_want(&menu->base, WANT_ITEM, i);
	screen_say(&menu->base, _("Not now: %s"), item->remark);
	return SCREEN_STAY;
}

static enum screen_result menu_act(struct screen *screen, const struct input *input)
{
	struct menu *menu = (struct menu *)screen;

	screen->next = TELL_LEVEL;
	switch (input->action) {
	case ACT_CHOOSE: return choose(menu, input->number - 1);
	case ACT_SELECT: return choose(menu, menu->at.current);
	default: return list_go(&menu->at, input->action, 0) ? SCREEN_STAY : SCREEN_POP;
	}
}

static bool menu_can(const struct screen *screen, enum action action)
{
	const struct menu *menu = (const struct menu *)screen;

	switch (action) {
	case ACT_BACK: return true;
	case ACT_CHOOSE:
	case ACT_READ:
	case ACT_SELECT: return menu->at.count > 0;
	default: return menu->at.count > 0 && list_goes(action, 0);
	}
}

static size_t menu_choices(const struct screen *screen)
{
	return ((const struct menu *)screen)->at.count;
}

static void drop_items(struct menu *menu)
{
	for (size_t i = 0; i < menu->at.count; i++) {
		free(menu->items[i].label);
		free(menu->items[i].remark);
	}
	free(menu->items);
}

static void menu_free(struct screen *screen)
{
	struct menu *menu = (struct menu *)screen;

	drop_items(menu);
	free(menu->name);
	free(menu->title);
	free(menu->intro);
	free(menu);
}

static const struct screen_ops menu_ops = {
	.name = "menu",
	.draw = menu_draw,
	.tell = menu_tell,
	.act = menu_act,
	.can = menu_can,
	.free = menu_free,
	.choices = menu_choices,
};

void scr_menu_fill(
	struct screen *screen, const char *intro, const struct menu_item *items, size_t count)
{
	struct menu *menu = (struct menu *)screen;

	drop_items(menu);
	mem_replace(&menu->intro, intro);
	menu->items = mem_grow(NULL, 0, count + 1, sizeof(struct menu_item));
	for (size_t i = 0; i < count; i++) {
		menu->items[i] = items[i];
		menu->items[i].label = mem_text(items[i].label);
		menu->items[i].remark = mem_text(items[i].remark == NULL ? "" : items[i].remark);
	}
	list_resize(&menu->at, count);
}

void scr_menu_title(struct screen *screen, const char *title)
{
	mem_replace(&((struct menu *)screen)->title, title);
}

struct screen *scr_menu_new(const char *name, const char *title, const char *intro,
	const struct menu_item *items, size_t count)
{
	struct menu *menu = MEM_NEW(struct menu);

	menu->base.ops = &menu_ops;
	menu->name = mem_text(name);
	menu->title = mem_text(title);
	scr_menu_fill(&menu->base, intro, items, count);
	return &menu->base;
}

const char *scr_menu_name(const struct screen *screen)
{
	return screen->ops == &menu_ops ? ((const struct menu *)screen)->name : "";
}
