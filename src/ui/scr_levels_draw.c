#include "config.h"

#include "ui/scr_levels.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "ui/layout.h"
#include "ui/page.h"
#include "ui/scale.h"
#include "ui/words.h"

#define HEAD_ROWS      2
#define LIST_ROWS_MIN  3  /* the list gives way to the levels down to this */
#define FEW_CRITERIA   24 /* up to here the room is shared the same way at every criterion */
#define TITLE_WIDTH    12 /* a title needs this much, or the answer's word is left out */
#define DETAIL_INDENT  2
#define NOTE_ROWS      2 /* of a note, that the list makes room for */
#define TITLE_QUESTION 3 /* columns between a title and its question */

/* Columns of the list, from 0. */
struct columns {
	int number, title, label, marks;
	bool labels;
};

static int digits(size_t number)
{
	return number < 10 ? 1 : number < 100 ? 2 : 3;
}

static struct columns list_columns(const struct rubric *rubric, int columns)
{
	struct columns at = {.number = 2, .labels = true};
	int label = scale_label_width(rubric), marks = 0, widest = 0, room;

	for (size_t i = 0; i < rubric->criterion_count; i++) {
		int width = 2 * (int)rubric->criteria[i].step_count + 1;
		marks = width > marks ? width : marks;
		/* A statement is longer than any room: no need to measure them all. */
		if (widest < columns)
			width = text_width(words_title(rubric, i));
		widest = width > widest ? width : widest;
	}
	at.title = at.number + digits(rubric->criterion_count) + 1;
	room = columns - at.title - marks - 2 - label - 2;
	if (room < TITLE_WIDTH || rubric->kind == RUBRIC_STATEMENTS) {
		at.labels = false;
		room += label + 2;
	}
	if (widest > room)
		widest = room < 1 ? 1 : room;
	at.label = at.title + widest + 2;
	at.marks = at.labels ? at.label + label + 2 : at.label;
	return at;
}

bool levels_starts_group(const struct rubric *rubric, size_t criterion)
{
	return rubric->kind == RUBRIC_STATEMENTS && rubric->row_count > 0 &&
	       (criterion == 0 ||
		       rubric->criteria[criterion].row != rubric->criteria[criterion - 1].row);
}

static void list_line(struct page *page, const struct walk *walk, size_t criterion, bool current,
	const struct columns *at, const struct pane *pane)
{
	const struct rubric *rubric = walk_rubric(walk);
	const struct glyphs *glyphs = pane_glyphs(pane);
	const struct answer *answer = &walk_sheet(walk)->answers[criterion];
	enum look look = current ? LOOK_CURRENT : LOOK_NORMAL;
	struct buf marks = BUF_EMPTY;
	int line = (int)page->count - 1;

	if (current)
		page_current(page, line, glyphs);
	page_format(page, at->number, look, "%*zu", at->title - at->number - 1, criterion + 1);
	page_cut_at(page, line, at->title, at->label - at->title - 2, look,
		words_title(rubric, criterion), pane_ascii(pane));
	if (at->labels && answer->status != ANSWER_NONE)
		page_cut_at(page, line, at->label, at->marks - at->label - 2, look,
			words_answer(walk, criterion), pane_ascii(pane));
	scale_marks(&marks, walk, criterion, glyphs);
	page_put(page, at->marks, look, buf_text(&marks));
	buf_free(&marks);
}

static void draw_list(const struct levels *levels, struct pane *pane)
{
	const struct rubric *rubric = walk_rubric(levels->walk);
	size_t current = levels_shown(levels), room = (size_t)(pane->rows > 0 ? pane->rows : 0);
	struct columns at = list_columns(rubric, pane->columns - PAGE_MARGIN);
	struct page page;

	page_start(&page, pane->columns - PAGE_MARGIN);
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		/* What is further off than the window is high cannot be seen. */
		bool near = i + room >= current && i <= current + room;
		int line;

		if (levels_starts_group(rubric, i)) {
			page_line(&page, 1);
			if (near)
				page_put(&page, at.number, LOOK_QUIET,
					words_say(rubric,
						&rubric->rows[rubric->criteria[i].row].title));
		}
		line = page_line(&page, 1);
		if (near)
			list_line(&page, levels->walk, i, i == current, &at, pane);
		if (i == current)
			page_focus(&page, line);
	}
	page_show(&page, pane);
	page_free(&page);
}

/* --- the detail --- */

static bool one_line_heading(const struct rubric *rubric, size_t criterion, int columns)
{
	return DETAIL_INDENT + text_width(words_title(rubric, criterion)) + TITLE_QUESTION +
		       text_width(words_question(rubric, criterion)) <=
	       columns;
}

static void page_heading(struct page *page, const struct rubric *rubric, size_t criterion)
{
	const char *title = words_title(rubric, criterion);
	const char *question = words_question(rubric, criterion);

	page_line(page, 1);
	page_wrapped(page, DETAIL_INDENT, LOOK_TITLE, title);
	if (question[0] == '\0')
		return;
	if (one_line_heading(rubric, criterion, page->columns)) {
		page_put(page, DETAIL_INDENT + text_width(title) + TITLE_QUESTION, LOOK_NORMAL,
			question);
	} else {
		page_line(page, 1);
		page_wrapped(page, DETAIL_INDENT, LOOK_NORMAL, question);
	}
}

static void page_note(struct page *page, const struct walk *walk, size_t criterion)
{
	const char *label = words_note(walk_rubric(walk));
	const char *note = walk_sheet(walk)->answers[criterion].note;

	if (!note || note[0] == '\0')
		return;
	page_line(page, 1);
	page_put(page, DETAIL_INDENT, LOOK_QUIET, label);
	page_wrapped(page, DETAIL_INDENT + text_width(label) + 2, LOOK_NORMAL, note);
}

/* "n adds a note to Openness: high": what `n` would do now, when that is not what one is at. */
static void page_just(struct page *page, const struct levels *levels)
{
	struct buf name = BUF_EMPTY;

	if (levels->just == RUBRIC_NONE || levels->just == walk_at(levels->walk))
		return;
	words_name_short(&name, walk_rubric(levels->walk), levels->just);
	page_line(page, 1);
	page_format(page, DETAIL_INDENT, LOOK_QUIET, _("n writes a note with %s: %s"),
		buf_text(&name), words_answer(levels->walk, levels->just));
	buf_free(&name);
}

static void draw_detail(const struct levels *levels, struct pane *pane)
{
	const struct walk *walk = levels->walk;
	size_t criterion = levels_shown(levels), cursor = levels_cursor(levels);
	int field = levels->noting.on ? noting_rows(&levels->noting) : 0;
	struct pane typing;
	struct page page;

	page_start(&page, pane->columns - PAGE_MARGIN);
	page.place = PAGE_LEAST;
	page_heading(&page, walk_rubric(walk), criterion);
	scale_page(&page, walk, criterion,
		cursor == RUBRIC_NONE ? scale_chosen(walk, criterion) : cursor, pane_glyphs(pane));
	if (cursor == RUBRIC_NONE)
		page.cursor_line = -1;
	if (!levels->noting.on) {
		page_note(&page, walk, criterion);
		page_just(&page, levels);
	}
	typing = page_show_above(&page, pane, field);
	if (levels->noting.on)
		noting_draw(&levels->noting, &typing);
	page_free(&page);
}

static int detail_height(const struct levels *levels, size_t criterion, int columns)
{
	const struct rubric *rubric = walk_rubric(levels->walk);
	const char *note = walk_sheet(levels->walk)->answers[criterion].note;
	int height = scale_height(rubric, criterion, columns), room = columns - DETAIL_INDENT, rows;

	if (one_line_heading(rubric, criterion, columns)) {
		height++;
	} else {
		height += words_rows(words_title(rubric, criterion), room);
		if (words_question(rubric, criterion)[0] != '\0')
			height += words_rows(words_question(rubric, criterion), room);
	}
	if (note) {
		rows = words_rows(note, room - text_width(words_note(rubric)) - 2);
		height += rows < NOTE_ROWS ? rows : NOTE_ROWS;
	}
	return height;
}

/* Rows the detail would like: the same at every criterion, so that the list stays where it is. */
static int detail_wanted(const struct levels *levels, int columns)
{
	size_t count = walk_rubric(levels->walk)->criterion_count;
	int wanted = 0;

	if (count > FEW_CRITERIA)
		return detail_height(levels, levels_shown(levels), columns);
	for (size_t i = 0; i < count; i++) {
		int height = detail_height(levels, i, columns);
		wanted = height > wanted ? height : wanted;
	}
	return wanted;
}

static int list_wanted(const struct levels *levels, const struct pane *pane)
{
	const struct rubric *rubric = walk_rubric(levels->walk);
	int wanted = (int)rubric->criterion_count, room;

	for (size_t i = 0; i < rubric->criterion_count; i++)
		wanted += levels_starts_group(rubric, i) ? 1 : 0;
	room = pane->rows - 1 - detail_wanted(levels, pane->columns - PAGE_MARGIN);
	if (room < LIST_ROWS_MIN)
		room = LIST_ROWS_MIN;
	return wanted < room ? wanted : room;
}

void levels_draw(const struct screen *screen, struct pane *pane)
{
	const struct levels *levels = (const struct levels *)screen;
	struct pane body = words_header(pane, levels->walk);
	struct layout_walk layout =
		layout_walk(body.rows + HEAD_ROWS, body.columns, list_wanted(levels, &body));
	struct pane list = words_box(pane, &layout.list);
	struct pane detail = words_box(pane, &layout.detail);

	if (layout.rule >= 0)
		pane_rule(pane, layout.rule);
	if (layout.bar >= 0)
		pane_bar(pane, layout.bar, layout.list.row, layout.list.rows);
	draw_list(levels, &list);
	draw_detail(levels, &detail);
}
