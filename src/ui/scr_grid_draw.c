#include "config.h"

#include "ui/scr_grid.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/cell_parts.h"
#include "ui/layout.h"
#include "ui/page.h"
#include "ui/scale.h"
#include "ui/table_columns.h"
#include "ui/words.h"

#include <stdlib.h>

#define CELL_MIN    9 /* "> 3 agree…" */
#define MARK_INDENT 2 /* room for ">" in a cell */
#define BESIDE_BAR  2
#define HEAD_ROWS   2

static struct table_columns columns_of(const struct grid *grid, int width)
{
	const struct rubric *rubric = walk_rubric(grid->walk);
	int head = 0;

	for (size_t i = 0; i < rubric->row_count; i++) {
		int title = text_width(words_say(rubric, &rubric->rows[i].title));
		head = title > head ? title : head;
	}
	if (head > width / 5)
		head = width / 5;
	return table_columns(width, MARK_INDENT + head + 1, (int)rubric->column_count, CELL_MIN,
		(int)rubric->criteria[walk_at(grid->walk)].column);
}

/* "a" for an agreement, "q" for an own question, "n" for a note. */
static void flags_of(struct buf *out, const struct walk *walk, size_t criterion)
{
	const struct sheet *sheet = walk_sheet(walk);

	if (sheet_items_at(sheet, criterion, RECORD_AGREEMENT) > 0)
		buf_byte(out, 'a');
	if (sheet_items_at(sheet, criterion, RECORD_QUESTION) > 0)
		buf_byte(out, 'q');
	if (sheet->answers[criterion].note)
		buf_byte(out, 'n');
}

/* "3 agreed aq": the label is cut so that the flags stay. */
static void cell_text(struct buf *out, const struct walk *walk, size_t criterion, int width,
	const struct pane *pane)
{
	const struct glyphs *glyphs = pane_glyphs(pane);
	const struct answer *answer = &walk_sheet(walk)->answers[criterion];
	struct buf status = BUF_EMPTY, flags = BUF_EMPTY;

	flags_of(&flags, walk, criterion);
	if (flags.len > 0)
		width -= (int)flags.len + 1;
	if (answer->status == ANSWER_NONE)
		buf_text_add(&status, glyphs->dot);
	else if (answer->status == ANSWER_UNKNOWN)
		buf_format(&status, "%s %s", glyphs->unknown, words_answer(walk, criterion));
	else if (answer->status == ANSWER_NOT_APPLICABLE)
		buf_format(&status, "%s %s", glyphs->not_applicable, words_answer(walk, criterion));
	else
		buf_format(&status, "%zu %s", answer->step + 1, words_answer(walk, criterion));
	if (width > 0 && text_width(buf_text(&status)) > width)
		text_pad(out, buf_text(&status), width, pane_ascii(pane));
	else
		buf_text_add(out, buf_text(&status));
	if (flags.len > 0)
		buf_format(out, " %s", buf_text(&flags));
	buf_free(&status);
	buf_free(&flags);
}

static void page_titles(struct page *page, const struct grid *grid,
	const struct table_columns *columns, const struct pane *pane)
{
	const struct rubric *rubric = walk_rubric(grid->walk);
	size_t current = rubric->criteria[walk_at(grid->walk)].column;
	int line = page_line(page, 1);

	table_columns_hint(page, line, columns);
	for (int i = columns->first; i < columns->first + columns->shown; i++) {
		const char *title = words_say(rubric, &rubric->columns[i].title);
		enum look look = (size_t)i == current ? LOOK_TITLE : LOOK_NORMAL;

		/* It may reach to just before the next one; a word is cut, not broken. */
		if (words_longest(title) <= columns->widths[i])
			page_wrapped_at(page, line, columns->at[i] + MARK_INDENT,
				columns->widths[i], look, title);
		else
			page_cut_at(page, line, columns->at[i] + MARK_INDENT, columns->widths[i],
				look, title, pane_ascii(pane));
	}
}

static void page_row(struct page *page, const struct grid *grid, size_t row,
	const struct table_columns *columns, const struct pane *pane)
{
	const struct rubric *rubric = walk_rubric(grid->walk);
	size_t current = walk_at(grid->walk);
	bool here = rubric->criteria[current].row == row;
	int line = page_line(page, 1);

	page_wrapped_at(page, line, MARK_INDENT, columns->at[columns->first] - MARK_INDENT - 1,
		here ? LOOK_TITLE : LOOK_NORMAL, words_say(rubric, &rubric->rows[row].title));
	for (int i = columns->first; i < columns->first + columns->shown; i++) {
		size_t criterion = rubric_at(rubric, row, (size_t)i);
		enum look look = LOOK_NORMAL;
		struct buf text = BUF_EMPTY;

		if (criterion == RUBRIC_NONE)
			continue;
		if (criterion == current) {
			look = LOOK_CURRENT;
			buf_format(&text, "%s ", pane_glyphs(pane)->current);
			page_cursor(page, line, columns->at[i]);
		}
		cell_text(&text, grid->walk, criterion, columns->widths[i] - MARK_INDENT, pane);
		page_wrapped_at(page, line,
			columns->at[i] + (criterion == current ? 0 : MARK_INDENT), page->columns,
			look, buf_text(&text));
		buf_free(&text);
	}
	if (here)
		page_focus(page, line);
}

/* The rows, with an empty line between them where there is room. */
static void page_rows(struct page *page, const struct grid *grid,
	const struct table_columns *columns, const struct pane *pane, bool spaced)
{
	for (size_t row = 0; row < walk_rubric(grid->walk)->row_count; row++) {
		if (spaced)
			page_line(page, 1);
		page_row(page, grid, row, columns, pane);
	}
}

static void draw_table(const struct grid *grid, struct pane *pane, bool spaced)
{
	struct table_columns columns = columns_of(grid, pane->columns - 1);
	struct page titles, rows;
	struct pane rest;

	page_start(&titles, pane->columns - 1);
	page_titles(&titles, grid, &columns, pane);
	page_show(&titles, pane);
	rest = pane_part(pane, (int)titles.count, 0, pane->rows - (int)titles.count, pane->columns);
	page_start(&rows, pane->columns - 1);
	page_rows(&rows, grid, &columns, pane, spaced);
	page_show(&rows, &rest);
	page_free(&titles);
	page_free(&rows);
	table_columns_free(&columns);
}

static int table_height(const struct grid *grid, const struct pane *pane, int width)
{
	struct table_columns columns = columns_of(grid, width - 1);
	struct page page;
	int height;

	page_start(&page, width - 1);
	page_titles(&page, grid, &columns, pane);
	page_rows(&page, grid, &columns, pane, false);
	height = (int)page.count;
	page_free(&page);
	table_columns_free(&columns);
	return height;
}

static void page_detail(
	struct page *page, const struct grid *grid, const struct pane *pane, bool whole)
{
	const struct walk *walk = grid->walk;
	const struct sheet *sheet = walk_sheet(walk);
	size_t at = walk_at(walk);
	struct buf name = BUF_EMPTY;

	words_name(&name, walk_rubric(walk), at, false);
	page_line(page, 1);
	page_wrapped(page, 2, LOOK_TITLE, buf_text(&name));
	cell_prompts(page, walk_rubric(walk), at);
	for (size_t i = 0; i < sheet_items_at(sheet, at, RECORD_QUESTION); i++)
		cell_item(page, sheet_item_at(sheet, at, RECORD_QUESTION, i), LOOK_NORMAL);
	if (whole) {
		scale_page(page, walk, at, RUBRIC_NONE, pane_glyphs(pane));
		page->focus_first = -1;
	} else {
		cell_status(page, walk, at);
	}
	for (size_t i = 0; i < sheet_items_at(sheet, at, RECORD_AGREEMENT); i++)
		cell_item(page, sheet_item_at(sheet, at, RECORD_AGREEMENT, i), LOOK_NORMAL);
	if (sheet->answers[at].note)
		cell_labelled(
			page, words_note(walk_rubric(walk)), LOOK_NORMAL, sheet->answers[at].note);
	buf_free(&name);
}

/* All of the scale where there is room for it, else the status alone. */
static void draw_detail(const struct grid *grid, struct pane *pane)
{
	int field = grid->noting.on ? noting_rows(&grid->noting) : 0;
	struct page page;
	struct pane typing;

	if (field > pane->rows)
		field = pane->rows;
	page_start(&page, pane->columns - PAGE_MARGIN);
	page_detail(&page, grid, pane, true);
	if ((int)page.count > pane->rows - field) {
		page_free(&page);
		page_start(&page, pane->columns - PAGE_MARGIN);
		page_detail(&page, grid, pane, false);
	}
	typing = page_show_above(&page, pane, field);
	if (grid->noting.on)
		noting_draw(&grid->noting, &typing);
	page_free(&page);
}

/* A table needs more of the width than a list does. */
static void widen(struct layout_walk *layout, int columns)
{
	int bar = columns * 3 / 5;

	layout->bar = bar;
	layout->list.columns = bar;
	layout->detail.column = bar + BESIDE_BAR;
	layout->detail.columns = columns - bar - BESIDE_BAR;
}

void grid_draw(const struct screen *screen, struct pane *pane)
{
	const struct grid *grid = (const struct grid *)screen;
	struct pane body = words_header(pane, grid->walk), list, detail;
	int height = table_height(grid, pane, pane->columns);
	struct layout_walk layout = layout_walk(body.rows + HEAD_ROWS, body.columns, height);

	if (layout.side_by_side)
		widen(&layout, pane->columns);
	list = words_box(pane, &layout.list);
	detail = words_box(pane, &layout.detail);
	if (layout.rule >= 0)
		pane_rule(pane, layout.rule);
	if (layout.bar >= 0)
		pane_bar(pane, layout.bar, layout.list.row, layout.list.rows);
	draw_table(grid, &list, layout.list.rows > 2 * height);
	draw_detail(grid, &detail);
}
