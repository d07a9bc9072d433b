/* Today's cells of a matrix: people call out what they want to talk about, a mark each; the cells
 * with most marks are what is asked. Sixteen cells are not for one sitting. */
#include "config.h"

#include "flow/discuss_parts.h"

#include "base/lang.h"
#include "base/mem.h"
#include "flow/said.h"

#include <stdlib.h>
#include <string.h>

struct cell {
	size_t criterion;
	unsigned marks;
};

static int most_first(const void *a, const void *b)
{
	const struct cell *one = a, *two = b;

	if (one->marks != two->marks)
		return one->marks < two->marks ? 1 : -1;
	return one->criterion < two->criterion ? -1 : one->criterion > two->criterion;
}

/* Most marked first when the screen opens; while marks are given every cell keeps its number. */
static void put_in_order(struct discuss *discuss)
{
	size_t count = discuss->view.rubric->criterion_count;
	struct cell *cells = mem_grow(NULL, 0, count, sizeof(struct cell));

	for (size_t i = 0; i < count; i++)
		cells[i] = (struct cell){i, discuss->marks[i]};
	qsort(cells, count, sizeof(struct cell), most_first);
	for (size_t i = 0; i < count; i++)
		discuss->order[i] = cells[i].criterion;
	free(cells);
}

static size_t marked(const struct discuss *discuss)
{
	size_t count = 0;

	for (size_t i = 0; i < discuss->view.rubric->criterion_count; i++)
		count += discuss->marks[i] > 0;
	return count;
}

static void fill_start(struct menu_item *item, size_t count)
{
	struct buf text = BUF_EMPTY;

	item->label = mem_text(_("Talk about these today"));
	if (count == 0)
		buf_text_add(&text, _("choose a cell to give it a mark"));
	else
		buf_format(
			&text, lang_plural("%zu cell", "%zu cells", (unsigned long)count), count);
	item->remark = buf_take(&text);
	item->off = count == 0;
}

static void fill_cell(struct menu_item *item, const struct discuss *discuss, size_t criterion)
{
	unsigned marks = discuss->marks[criterion];
	struct buf text = BUF_EMPTY;

	item->label = said_criterion(discuss->view.rubric, criterion);
	item->done = marks > 0;
	if (marks > 0)
		buf_format(&text, lang_plural("%u mark", "%u marks", marks), marks);
	item->remark = text.len == 0 ? mem_text("") : buf_take(&text);
}

static struct screen *cells_menu(struct discuss *discuss, struct screen *menu)
{
	size_t count = discuss->view.rubric->criterion_count;
	struct menu_item *items = mem_grow(NULL, 0, count + 1, sizeof(struct menu_item));
	const char *intro =
		_("Which cells do you want to talk about? Everybody calls out one or two; "
		  "each time you choose a cell it gets a mark.");

	fill_start(&items[0], marked(discuss));
	for (size_t i = 0; i < count; i++)
		fill_cell(&items[i + 1], discuss, discuss->order[i]);
	if (menu == NULL) {
		menu = scr_menu_new("cells", _("Today's cells"), intro, items, count + 1);
		menu->passing = true;
	} else {
		scr_menu_fill(menu, intro, items, count + 1);
		scr_menu_title(menu, _("Today's cells"));
	}
	for (size_t i = 0; i <= count; i++) {
		free(items[i].label);
		free(items[i].remark);
	}
	free(items);
	return menu;
}

void cells_language(struct discuss *discuss, struct screen *top)
{
	if (strcmp(scr_menu_name(top), "cells") == 0)
		cells_menu(discuss, top);
}

struct screen *cells_screen(struct discuss *discuss)
{
	put_in_order(discuss);
	return cells_menu(discuss, NULL);
}

static void ask_marked(struct discuss *discuss, struct screen *menu)
{
	size_t count = discuss->view.rubric->criterion_count, chosen = 0;
	size_t *criteria = mem_grow(NULL, 0, count, sizeof(size_t));
	struct err err = ERR_OK;

	for (size_t i = 0; i < count; i++)
		if (discuss->marks[i] > 0)
			criteria[chosen++] = i;
	if (workshop_ask(discuss->workshop, criteria, chosen, &err))
		menu->leaving = true;
	else
		screen_say(menu, "%s", err.message);
	discuss_view_update(discuss);
	err_free(&err);
	free(criteria);
}

void cells_item(struct discuss *discuss, struct screen *menu, size_t at)
{
	if (at == 0) {
		ask_marked(discuss, menu);
		return;
	}
	discuss->marks[discuss->order[at - 1]]++;
	cells_menu(discuss, menu);
	menu->next = TELL_LEVEL;
}
