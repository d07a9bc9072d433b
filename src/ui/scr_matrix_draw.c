#include "config.h"

#include "ui/scr_matrix.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "ui/page.h"
#include "ui/table_columns.h"
#include "ui/words.h"

#define LEVELS_MIN  14 /* columns of a cell: four fit in 80 */
#define HEAD_MIN    10
#define HEAD_MAX    16 /* or a quarter of the width */
#define GRID_MIN    20
#define TITLE_START 2
#define GAP	    1 /* with the column between: two between texts */

static const char *row_title(const struct matrix *matrix, size_t row)
{
	const struct rubric *rubric = walk_rubric(matrix->walk);

	return matrix_is_grid(matrix) ? words_say(rubric, &rubric->rows[row].title)
				      : words_title(rubric, row);
}

static struct table_columns columns_of(const struct matrix *matrix, int width)
{
	int head = HEAD_MIN;

	for (size_t i = 0; i < matrix_rows(matrix); i++) {
		int word = words_longest(row_title(matrix, i));
		head = word > head ? word : head;
	}
	if (head > HEAD_MAX && head > width / 4)
		head = width / 4 > HEAD_MAX ? width / 4 : HEAD_MAX;
	if (matrix_is_grid(matrix))
		head++; /* for the mark of the cell one is at */
	return table_columns(width, TITLE_START + head + 1, (int)matrix_columns(matrix),
		matrix_is_grid(matrix) ? GRID_MIN : LEVELS_MIN, (int)matrix->column);
}

static void page_titles(struct page *page, const struct matrix *matrix,
	const struct table_columns *columns, const struct glyphs *glyphs)
{
	const struct rubric *rubric = walk_rubric(matrix->walk);
	bool grid = matrix_is_grid(matrix), same = !grid && matrix_same_levels(rubric);
	int line = page_line(page, 1);

	table_columns_hint(page, line, columns);
	for (int i = columns->first; i < columns->first + columns->shown; i++) {
		struct buf title = BUF_EMPTY;

		if (!grid)
			buf_format(&title, "%d ", i + 1);
		if (grid)
			buf_text_add(&title, words_say(rubric, &rubric->columns[i].title));
		else if (same)
			buf_text_add(&title, words_say(rubric, &rubric->levels[i].label));
		if (!grid && (size_t)i == matrix->column)
			page_wrapped_at(
				page, line, columns->at[i] - 2, 2, LOOK_CURRENT, glyphs->current);
		page_wrapped_at(page, line, columns->at[i], columns->widths[i] - GAP,
			(size_t)i == matrix->column ? LOOK_CURRENT : LOOK_TITLE, buf_text(&title));
		buf_free(&title);
	}
}

/* A level's description; marked when it was chosen. */
static void level_cell(struct buf *out, const struct matrix *matrix, size_t criterion, size_t at,
	bool same, bool *chosen, const struct glyphs *glyphs)
{
	const struct rubric *rubric = walk_rubric(matrix->walk);
	const struct rubric_step *step = &rubric->criteria[criterion].steps[at];
	const struct answer *answer = &walk_sheet(matrix->walk)->answers[criterion];
	const char *descriptor = words_say(rubric, &step->descriptor);

	*chosen = answer->status == ANSWER_SCORED && answer->step == at;
	if (*chosen)
		buf_format(out, "%s ", glyphs->chosen);
	if (!same)
		buf_format(out, descriptor[0] ? "%s: " : "%s", words_say(rubric, &step->label));
	buf_text_add(out, descriptor);
}

/* A cell's status, when it has one, and its questions. Returns the lines it took. */
static void grid_cell(struct page *page, const struct matrix *matrix, size_t criterion, int line,
	int column, int columns, bool current, const struct glyphs *glyphs)
{
	const struct rubric *rubric = walk_rubric(matrix->walk);
	const struct rubric_criterion *at = &rubric->criteria[criterion];
	const struct answer *answer = &walk_sheet(matrix->walk)->answers[criterion];
	struct buf text = BUF_EMPTY;

	if (answer->status == ANSWER_SCORED)
		buf_format(&text, "%s %zu %s", glyphs->chosen, answer->step + 1,
			words_answer(matrix->walk, criterion));
	else if (answer->status != ANSWER_NONE)
		buf_format(&text, "%s %s",
			answer->status == ANSWER_UNKNOWN ? glyphs->unknown : glyphs->not_applicable,
			words_answer(matrix->walk, criterion));
	else
		buf_text_add(&text, glyphs->dot);
	line += page_wrapped_at(page, line, column, columns,
		answer->status == ANSWER_NONE ? LOOK_QUIET : LOOK_CHOSEN, buf_text(&text));
	for (size_t i = 0; i < at->prompt_count; i++) {
		buf_cut(&text, 0);
		buf_format(&text, "%s %s", at->prompts[i].group ? _("We:") : _("I:"),
			words_say(rubric, &at->prompts[i].text));
		line += page_wrapped_at(page, line, column, columns,
			current ? LOOK_CURRENT : LOOK_NORMAL, buf_text(&text));
	}
	buf_free(&text);
}

static void page_cells(struct page *page, const struct matrix *matrix, size_t row, int line,
	const struct table_columns *columns, const struct glyphs *glyphs)
{
	const struct rubric *rubric = walk_rubric(matrix->walk);
	bool same = !matrix_is_grid(matrix) && matrix_same_levels(rubric);

	for (int i = columns->first; i < columns->first + columns->shown; i++) {
		size_t criterion = matrix_criterion(matrix, row, (size_t)i);
		bool current = row == matrix->row && (size_t)i == matrix->column, chosen;
		struct buf text = BUF_EMPTY;

		if (criterion == RUBRIC_NONE)
			continue;
		if (matrix_is_grid(matrix)) {
			grid_cell(page, matrix, criterion, line, columns->at[i],
				columns->widths[i] - GAP, current, glyphs);
		} else if ((size_t)i < rubric->criteria[criterion].step_count) {
			level_cell(&text, matrix, criterion, (size_t)i, same, &chosen, glyphs);
			page_wrapped_at(page, line, columns->at[i], columns->widths[i] - GAP,
				chosen ? LOOK_CHOSEN : LOOK_NORMAL, buf_text(&text));
		}
		buf_free(&text);
	}
}

/* Under a title: an answer that is no level. */
static void page_other_answer(struct page *page, const struct matrix *matrix, size_t row, int line,
	int columns, const struct glyphs *glyphs)
{
	const struct answer *answer = &walk_sheet(matrix->walk)->answers[row];
	struct buf text = BUF_EMPTY;

	if (answer->status != ANSWER_UNKNOWN && answer->status != ANSWER_NOT_APPLICABLE)
		return;
	buf_format(&text, "%s %s",
		answer->status == ANSWER_UNKNOWN ? glyphs->unknown : glyphs->not_applicable,
		words_answer(matrix->walk, row));
	page_wrapped_at(page, line, TITLE_START, columns, LOOK_CHOSEN, buf_text(&text));
	buf_free(&text);
}

static void page_row(struct page *page, const struct matrix *matrix, size_t row,
	const struct table_columns *columns, const struct glyphs *glyphs)
{
	bool current = row == matrix->row;
	int marker = matrix_is_grid(matrix) ? columns->at[matrix->column] - 2 : 0;
	int head = columns->at[columns->first] - TITLE_START - (matrix_is_grid(matrix) ? 2 : 1);
	int line = page_line(page, 1);
	int used = page_wrapped_at(page, line, TITLE_START, head,
		current ? LOOK_CURRENT : LOOK_TITLE, row_title(matrix, row));

	if (!matrix_is_grid(matrix))
		page_other_answer(page, matrix, row, line + used, head, glyphs);
	page_cells(page, matrix, row, line, columns, glyphs);
	if (current) {
		page_wrapped_at(page, line, marker, 1, LOOK_CURRENT, glyphs->current);
		page_cursor(page, line, marker);
		page_focus(page, line);
	}
}

void matrix_draw(const struct screen *screen, struct pane *pane)
{
	const struct matrix *matrix = (const struct matrix *)screen;
	const struct glyphs *glyphs = pane_glyphs(pane);
	struct pane body = words_header(pane, matrix->walk), rest;
	struct table_columns columns = columns_of(matrix, pane->columns - PAGE_MARGIN);
	struct page titles, rows;

	page_start(&titles, pane->columns - PAGE_MARGIN);
	page_titles(&titles, matrix, &columns, glyphs);
	page_show(&titles, &body);
	rest = pane_part(&body, (int)titles.count, 0, body.rows - (int)titles.count, body.columns);
	page_start(&rows, pane->columns - PAGE_MARGIN);
	for (size_t row = 0; row < matrix_rows(matrix); row++) {
		page_rule(&rows, glyphs->rule);
		page_row(&rows, matrix, row, &columns, glyphs);
	}
	page_rule(&rows, glyphs->rule);
	page_shift(&rows, rest.rows, matrix->shift);
	page_show(&rows, &rest);
	page_free(&titles);
	page_free(&rows);
	table_columns_free(&columns);
}
