#include "config.h"

#include "ui/scr_cell.h"

#include "base/buf.h"
#include "base/lang.h"
#include "ui/asking.h"
#include "ui/cell_parts.h"
#include "ui/page.h"
#include "ui/scale.h"
#include "ui/spoken.h"
#include "ui/words.h"

#define TEXT_COLUMNS 92 /* wider lines are hard to read */

/* Mark and focus the stop that begins at `line` when it is the one we are at. */
static void at_stop(
	struct page *page, const struct cell *cell, size_t stop, int line, const char *marker)
{
	if (stop != cell->stop || cell->cursor != RUBRIC_NONE)
		return;
	if (cell_stop_at(cell, stop).part == CELL_PROMPTS) {
		page_cursor(page, 0, 2);
	} else {
		page_wrapped_at(page, line, 0, 1, LOOK_CURRENT, marker);
		page_cursor(page, line, 0);
	}
	page_focus(page, line);
}

static void page_status(struct page *page, const struct cell *cell, const struct glyphs *glyphs)
{
	cell_labelled(page, _("Status"), LOOK_NORMAL, "");
	scale_page(page, cell->walk, cell->criterion, cell->cursor, glyphs);
	if (cell->cursor == RUBRIC_NONE)
		page->focus_first = -1;
}

/* What was agreed before, to look back on. */
static void page_before(struct page *page, const struct cell *cell)
{
	const struct walk_before *before;

	for (size_t i = 0; (before = walk_before_at(cell->walk, cell->criterion, i)) != NULL; i++) {
		struct buf text = BUF_EMPTY;

		words_before(&text, before);
		page_line(page, 1);
		page_wrapped(page, 2, LOOK_NORMAL, buf_text(&text));
		buf_free(&text);
	}
}

static void page_stop(
	struct page *page, const struct cell *cell, size_t stop, const struct glyphs *glyphs)
{
	const struct rubric *rubric = walk_rubric(cell->walk);
	struct cell_stop at = cell_stop_at(cell, stop);
	enum look look =
		stop == cell->stop && cell->cursor == RUBRIC_NONE ? LOOK_CURRENT : LOOK_NORMAL;
	int line = (int)page->count;

	switch (at.part) {
	case CELL_PROMPTS:
		cell_prompts(page, rubric, cell->criterion);
		page_before(page, cell);
		break;
	case CELL_QUESTION:
	case CELL_AGREEMENT: cell_item(page, cell_item_at(cell, stop), look); break;
	case CELL_STATUS: page_status(page, cell, glyphs); break;
	case CELL_NOTE:
		cell_labelled(page, words_note(rubric), look,
			walk_sheet(cell->walk)->answers[cell->criterion].note);
		break;
	}
	if ((int)page->count > line)
		at_stop(page, cell, stop, line, glyphs->current);
}

static bool starts_part(const struct cell *cell, size_t stop)
{
	return stop > 0 && cell_stop_at(cell, stop).part != cell_stop_at(cell, stop - 1).part;
}

static void page_all(
	struct page *page, const struct cell *cell, const struct glyphs *glyphs, bool spaced)
{
	const struct rubric *rubric = walk_rubric(cell->walk);
	int first = -1, last = -1;
	struct buf text = BUF_EMPTY;

	page_line(page, 1);
	words_name(&text, rubric, cell->criterion, false);
	page_put(page, 2, LOOK_TITLE, buf_text(&text));
	buf_cut(&text, 0);
	words_place(&text, rubric, cell->criterion);
	page_right(page, LOOK_QUIET, buf_text(&text));
	buf_free(&text);
	for (size_t stop = 0; stop < cell_stops(cell); stop++) {
		if (spaced && starts_part(cell, stop))
			page_line(page, 1);
		page_stop(page, cell, stop, glyphs);
		/* What comes after must not take the focus away. */
		if (stop == cell->stop) {
			first = stop == 0 ? 0 : page->focus_first;
			last = page->focus_last;
		}
	}
	page->focus_first = first;
	page->focus_last = last;
}

static int typed_rows(const struct cell *cell)
{
	if (cell->noting.on)
		return noting_rows(&cell->noting);
	return cell->typing != TYPING_NOTHING ? typing_rows(&cell->edit) : 0;
}

void cell_draw(const struct screen *screen, struct pane *pane)
{
	const struct cell *cell = (const struct cell *)screen;
	int field = typed_rows(cell);
	struct pane body = words_header(pane, cell->walk);
	struct page page;
	struct pane typing;

	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	if (field > body.rows)
		field = body.rows;
	page_all(&page, cell, pane_glyphs(pane), true);
	if ((int)page.count > body.rows - field) {
		page_free(&page);
		page_start(&page, page_columns(pane, TEXT_COLUMNS));
		page_all(&page, cell, pane_glyphs(pane), false);
	}
	typing = page_show_above(&page, &body, field);
	if (cell->noting.on)
		noting_draw(&cell->noting, &typing);
	else if (field > 0)
		typing_draw(&cell->edit, cell_prompt(cell), &typing);
	page_free(&page);
}

/* --- in sentences --- */

static void tell_place(const struct cell *cell, struct telling *telling)
{
	const struct sheet_item *item = cell_item_at(cell, cell->stop);

	if (item)
		spoken_item(telling, item);
	else if (cell_stop_at(cell, cell->stop).part == CELL_PROMPTS)
		spoken_prompts(telling, walk_rubric(cell->walk), cell->criterion);
	else
		spoken_answer(telling, cell->walk, cell->criterion);
}

static void tell_everything(const struct cell *cell, struct telling *telling)
{
	const struct walk_before *before;

	spoken_criterion(telling, cell->walk, cell->criterion);
	spoken_prompts(telling, walk_rubric(cell->walk), cell->criterion);
	for (size_t i = 0; (before = walk_before_at(cell->walk, cell->criterion, i)) != NULL; i++) {
		struct buf text = BUF_EMPTY;

		words_before(&text, before);
		spoken_sentence(telling, buf_text(&text));
		buf_free(&text);
	}
	spoken_items(telling, cell->walk, cell->criterion);
	spoken_answer(telling, cell->walk, cell->criterion);
	scale_tell_all(telling, cell->walk, cell->criterion);
}

void cell_tell(const struct screen *screen, struct telling *telling)
{
	const struct cell *cell = (const struct cell *)screen;

	switch (telling->what) {
	case TELL_ENTER: break;
	case TELL_HERE:
		if (cell->told)
			tell_place(cell, telling);
		else
			tell_everything(cell, telling);
		break;
	case TELL_ALL: tell_everything(cell, telling); break;
	case TELL_WHERE: spoken_where(telling, cell->walk, cell->criterion); break;
	case TELL_LEVEL:
		if (telling->number > 0)
			scale_tell_one(telling, cell->walk, cell->criterion, telling->number - 1);
		else if (cell->cursor != RUBRIC_NONE)
			scale_tell_one(telling, cell->walk, cell->criterion, cell->cursor);
		break;
	case TELL_ASK:
		if (walk_sheet(cell->walk)->submitted)
			tell_line(telling, "%s",
				_("This form was handed in. q goes back; R there reopens it."));
		else
			tell_line(telling,
				_("Choose 1 to %zu for the status, a for an own question, g for an "
				  "agreement, q to go back, or ? for help."),
				walk_rubric(cell->walk)->criteria[cell->criterion].step_count);
		break;
	case TELL_NOTHING: break;
	}
}
