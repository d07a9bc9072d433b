/* A rubric being written: rows with what they say, one of them typed in while those around it stay
 * in view. Knows nothing of rubrics. */
#include "config.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/asking.h"
#include "ui/list.h"
#include "ui/page.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <stdlib.h>

#define TEXT_COLUMNS 100
#define LABEL	     2
#define LABEL_MOST   26
#define PAGE_STEP    8

struct outline {
	struct screen base;
	char *title, *intro;
	struct outline_row *rows; /* owned, texts too */
	struct list at;
	bool typing;
	char *prompt;
	struct lineedit edit;
	char *typed;
	enum outline_op op;
	bool settled;
};

static const struct outline_row *here(const struct outline *outline)
{
	return outline->at.count > 0 ? &outline->rows[outline->at.current] : NULL;
}

static int label_width(const struct outline *outline)
{
	int widest = 0;

	for (size_t i = 0; i < outline->at.count; i++)
		widest = text_widest(widest, outline->rows[i].label);
	return widest > LABEL_MOST ? LABEL_MOST : widest;
}

static void page_row(struct page *page, const struct outline *outline, size_t i, int text,
	const struct pane *pane)
{
	const struct outline_row *row = &outline->rows[i];
	bool current = i == outline->at.current;
	enum look look = current ? LOOK_CURRENT : LOOK_NORMAL;
	int line;

	if (row->heading[0] != '\0') {
		page_line(page, i > 0 ? 2 : 1);
		page_put(page, LABEL, LOOK_TITLE, row->heading);
	}
	line = page_line(page, 1);
	if (current)
		page_current(page, line, pane_glyphs(pane));
	page_cut_at(page, line, LABEL, text - LABEL - 2, current ? look : LOOK_QUIET, row->label,
		pane_ascii(pane));
	page_wrapped(page, text, row->missing && !current ? LOOK_QUIET : look,
		row->missing ? "..." : row->text);
	if (current)
		page_focus(page, line);
}

static void outline_draw(const struct screen *screen, struct pane *pane)
{
	const struct outline *outline = (const struct outline *)screen;
	struct pane body = words_bar(pane, outline->title, "", ""), rest;
	int columns = pane->columns - PAGE_MARGIN, text = LABEL + label_width(outline) + 2;
	int field = outline->typing ? asking_rows(&outline->edit, outline->prompt, columns) : 0;
	struct page page;

	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	if (outline->intro[0] != '\0' && pane->rows >= 20) {
		page_line(&page, 1);
		page_wrapped(&page, LABEL, LOOK_QUIET, outline->intro);
		page_line(&page, 1);
	}
	for (size_t i = 0; i < outline->at.count; i++)
		page_row(&page, outline, i, text, pane);
	if (field > body.rows)
		field = body.rows;
	rest = pane_part(&body, 0, 0, body.rows - field, body.columns);
	page_show(&page, &rest);
	if (field > 0) {
		struct pane typing = pane_part(&body, rest.rows, 0, field, columns);

		asking_draw(&outline->edit, outline->prompt, &typing);
	}
	page_free(&page);
}

static void tell_row(const struct outline *outline, struct telling *telling, size_t i)
{
	const struct outline_row *row = &outline->rows[i];
	const char *text = row->missing ? _("not written yet") : row->text;

	spoken_sentence(telling, row->heading);
	if (text[0] == '\0')
		tell_line(telling, "%zu: %s.", i + 1, row->label);
	else
		tell_line(telling, "%zu: %s: %s%s", i + 1, row->label, text,
			spoken_has_end(text) ? "" : ".");
}

static void outline_tell(const struct screen *screen, struct telling *telling)
{
	const struct outline *outline = (const struct outline *)screen;
	size_t row;

	switch (telling->what) {
	case TELL_ENTER:
		spoken_sentence(telling, outline->title);
		spoken_sentence(telling, outline->intro);
		break;
	case TELL_HERE:
	case TELL_ALL:
		for (size_t i = 0; i < outline->at.count; i++)
			tell_row(outline, telling, i);
		break;
	case TELL_WHERE:
		spoken_sentence(telling, outline->title);
		if (list_row(&outline->at, 0, &row))
			tell_row(outline, telling, row);
		break;
	case TELL_LEVEL:
		if (list_row(&outline->at, telling->number, &row))
			tell_row(outline, telling, row);
		break;
	case TELL_ASK:
		tell_line(telling, "%s",
			_("Choose a number to write or open that line, s to save, v to see it as "
			  "raters will, q to go back, or ? for help."));
		break;
	case TELL_NOTHING: break;
	}
}

static enum screen_result want(struct outline *outline, enum outline_op op)
{
	outline->op = op;
	return screen_want(&outline->base, WANT_ROW, outline->at.current);
}

static void stop_typing(struct outline *outline)
{
	if (outline->typing)
		lineedit_free(&outline->edit);
	outline->typing = false;
	mem_replace(&outline->prompt, NULL);
}

static enum screen_result typing_act(struct outline *outline, const struct input *input)
{
	if (input->action == ACT_TYPE_CANCEL) {
		stop_typing(outline);
		return SCREEN_STAY;
	}
	if (input->action != ACT_TYPE_DONE) {
		lineedit_act(&outline->edit, input, ASKING_COLUMNS);
		return SCREEN_STAY;
	}
	free(outline->typed);
	outline->typed = asking_text(&outline->edit, input);
	stop_typing(outline);
	return want(outline, OUTLINE_TYPED);
}

static enum screen_result outline_act(struct screen *screen, const struct input *input)
{
	struct outline *outline = (struct outline *)screen;

	if (outline->typing)
		return typing_act(outline, input);
	screen->next = TELL_LEVEL;
	switch (input->action) {
	case ACT_CHOOSE:
		outline->at.current = input->number - 1;
		return want(outline, OUTLINE_OPEN);
	case ACT_SELECT:
	case ACT_EDIT: return want(outline, OUTLINE_OPEN);
	case ACT_ADD: return want(outline, OUTLINE_ADD);
	case ACT_REMOVE:
	case ACT_CLEAR: return want(outline, OUTLINE_REMOVE);
	case ACT_EARLIER: return want(outline, OUTLINE_EARLIER);
	case ACT_LATER: return want(outline, OUTLINE_LATER);
	case ACT_UNDO: return want(outline, OUTLINE_UNDO);
	case ACT_WRITE: return want(outline, OUTLINE_KEEP);
	case ACT_VIEW: return want(outline, OUTLINE_VIEW);
	default: return list_go(&outline->at, input->action, PAGE_STEP) ? SCREEN_STAY : SCREEN_POP;
	}
}

static bool outline_can(const struct screen *screen, enum action action)
{
	const struct outline *outline = (const struct outline *)screen;
	const struct outline_row *row = here(outline);

	switch (action) {
	case ACT_ADD:
	case ACT_REMOVE:
	case ACT_EARLIER:
	case ACT_LATER: return row && row->listed;
	case ACT_CHOOSE:
	case ACT_READ:
	case ACT_SELECT:
	case ACT_EDIT: return row != NULL;
	case ACT_UNDO:
	case ACT_WRITE:
	case ACT_VIEW:
	case ACT_BACK: return true;
	default: return row && list_goes(action, PAGE_STEP);
	}
}

static bool outline_asking(const struct screen *screen, struct asking *asking)
{
	const struct outline *outline = (const struct outline *)screen;

	if (!outline->typing)
		return false;
	return asking_line(asking, &outline->edit, outline->prompt);
}

static size_t outline_choices(const struct screen *screen)
{
	return ((const struct outline *)screen)->at.count;
}

static void drop_rows(struct outline *outline)
{
	for (size_t i = 0; i < outline->at.count; i++) {
		free((char *)outline->rows[i].heading);
		free((char *)outline->rows[i].label);
		free((char *)outline->rows[i].text);
	}
	free(outline->rows);
	outline->rows = NULL;
}

static void outline_free(struct screen *screen)
{
	struct outline *outline = (struct outline *)screen;

	stop_typing(outline);
	drop_rows(outline);
	free(outline->title);
	free(outline->intro);
	free(outline->typed);
	free(outline);
}

/* What is half typed when the program has to leave is kept as if Enter was pressed. */
static enum screen_result outline_settle(struct screen *screen)
{
	struct outline *outline = (struct outline *)screen;

	if (!outline->typing)
		return SCREEN_STAY;
	mem_replace(&outline->typed, lineedit_text(&outline->edit));
	stop_typing(outline);
	outline->op = OUTLINE_TYPED;
	outline->settled = true;
	return SCREEN_CHANGED;
}

static const struct screen_ops outline_ops = {
	.name = "outline",
	.draw = outline_draw,
	.tell = outline_tell,
	.act = outline_act,
	.can = outline_can,
	.asking = outline_asking,
	.settle = outline_settle,
	.free = outline_free,
	.choices = outline_choices,
};

void scr_outline_fill(struct screen *screen, const struct outline_row *rows, size_t count)
{
	struct outline *outline = (struct outline *)screen;

	drop_rows(outline);
	outline->rows = mem_grow(NULL, 0, count + 1, sizeof(*outline->rows));
	for (size_t i = 0; i < count; i++) {
		outline->rows[i] = rows[i];
		outline->rows[i].heading = mem_text(rows[i].heading ? rows[i].heading : "");
		outline->rows[i].label = mem_text(rows[i].label);
		outline->rows[i].text = mem_text(rows[i].text);
	}
	list_resize(&outline->at, count);
}

void scr_outline_title(struct screen *screen, const char *title)
{
	mem_replace(&((struct outline *)screen)->title, title);
}

void scr_outline_intro(struct screen *screen, const char *intro)
{
	mem_replace(&((struct outline *)screen)->intro, intro);
}

void scr_outline_go(struct screen *screen, size_t row)
{
	struct outline *outline = (struct outline *)screen;

	if (row < outline->at.count)
		outline->at.current = row;
}

void scr_outline_type(struct screen *screen, size_t row, const char *prompt, const char *text)
{
	struct outline *outline = (struct outline *)screen;

	stop_typing(outline);
	scr_outline_go(screen, row);
	outline->prompt = mem_text(prompt);
	outline->typing = true;
	lineedit_start(&outline->edit, text, false);
	screen->next = TELL_NOTHING;
}

size_t scr_outline_at(const struct screen *screen)
{
	return ((const struct outline *)screen)->at.current;
}

bool scr_outline_settled(struct screen *screen)
{
	struct outline *outline = (struct outline *)screen;
	bool settled = outline->settled;

	outline->settled = false;
	return settled;
}

enum outline_op scr_outline_op(const struct screen *screen)
{
	return ((const struct outline *)screen)->op;
}

const char *scr_outline_text(const struct screen *screen)
{
	const struct outline *outline = (const struct outline *)screen;

	return outline->typed ? outline->typed : "";
}

struct screen *scr_outline_new(const char *title, const char *intro)
{
	struct outline *outline = MEM_NEW(struct outline);

	outline->base.ops = &outline_ops;
	outline->title = mem_text(title);
	outline->intro = mem_text(intro);
	return &outline->base;
}
