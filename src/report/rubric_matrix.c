#include "config.h"

#include "report/rubric_matrix.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct making {
	struct matrix *matrix;
	const struct rubric *rubric;
	size_t lang;
};

static const char *said(const struct making *making, const struct rubric_text *text)
{
	return rubric_say(making->rubric, text, making->lang);
}

static struct matrix_row *add_row(
	struct making *making, const char *title, const char *more, bool cells)
{
	struct matrix *matrix = making->matrix;
	struct matrix_row *row;

	matrix->rows = mem_grow(
		matrix->rows, matrix->row_count, matrix->row_count + 1, sizeof(*matrix->rows));
	row = &matrix->rows[matrix->row_count++];
	row->title = mem_text(title);
	row->more = mem_text(more);
	if (!cells)
		return row;
	row->cells = mem_grow(NULL, 0, matrix->columns + 1, sizeof(*row->cells));
	for (size_t i = 0; i < matrix->columns; i++)
		row->cells[i] = (struct matrix_cell){mem_text(""), mem_text("")};
	return row;
}

static void add_head(struct making *making, const char *text)
{
	struct matrix *matrix = making->matrix;

	matrix->heads = mem_grow(
		matrix->heads, matrix->columns, matrix->columns + 1, sizeof(*matrix->heads));
	matrix->heads[matrix->columns++] = mem_text(text);
}

static void add_level_heads(struct making *making)
{
	for (size_t i = 0; i < making->rubric->level_count; i++)
		add_head(making, said(making, &making->rubric->levels[i].label));
}

/* The label where it is the criterion's own, with the value where that is. */
static void own_label(
	struct making *making, struct matrix_cell *cell, const struct rubric_step *step)
{
	const struct rubric_level *level = &making->rubric->levels[step->level];
	const char *label = said(making, &step->label);
	bool own_value = step->value < level->value || step->value > level->value;
	struct buf out = BUF_EMPTY;
	char value[64];

	if (!own_value && strcmp(label, said(making, &level->label)) == 0)
		return;
	decimal_text(value, sizeof(value), step->value);
	buf_text_add(&out, label);
	if (own_value && strcmp(label, value) != 0)
		buf_format(&out, " (%s)", value);
	free(cell->strong);
	cell->strong = buf_take(&out);
}

static void make_levels(struct making *making)
{
	const struct rubric *rubric = making->rubric;

	add_level_heads(making);
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		const struct rubric_criterion *criterion = &rubric->criteria[i];
		struct matrix_row *row = add_row(making, said(making, &criterion->title),
			said(making, &criterion->question), true);

		for (size_t s = 0; s < criterion->step_count; s++) {
			const struct rubric_step *step = &criterion->steps[s];
			struct matrix_cell *cell = &row->cells[step->level];

			mem_replace(&cell->text, said(making, &step->descriptor));
			own_label(making, cell, step);
		}
	}
}

static void make_grid(struct making *making)
{
	const struct rubric *rubric = making->rubric;

	for (size_t i = 0; i < rubric->column_count; i++)
		add_head(making, said(making, &rubric->columns[i].title));
	for (size_t r = 0; r < rubric->row_count; r++) {
		struct matrix_row *row =
			add_row(making, said(making, &rubric->rows[r].title), "", true);

		for (size_t c = 0; c < rubric->column_count; c++) {
			size_t at = rubric_at(rubric, r, c);
			struct buf text = BUF_EMPTY;

			for (size_t p = 0;
				at != RUBRIC_NONE && p < rubric->criteria[at].prompt_count; p++) {
				const struct rubric_prompt *prompt =
					&rubric->criteria[at].prompts[p];

				buf_format(&text, "%s%s: %s", p > 0 ? "\n" : "",
					prompt->group ? C_("question for", "We")
						      : C_("question for", "I"),
					said(making, &prompt->text));
			}
			mem_replace(&row->cells[c].text, buf_text(&text));
			buf_free(&text);
		}
	}
}

/* Statements and questions: a heading a part, a row an item. */
static void make_items(struct making *making)
{
	const struct rubric *rubric = making->rubric;

	if (rubric->kind == RUBRIC_STATEMENTS)
		add_level_heads(making);
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		const struct rubric_criterion *item = &rubric->criteria[i];

		if (item->row < rubric->row_count &&
			(i == 0 || item->row != rubric->criteria[i - 1].row))
			add_row(making, said(making, &rubric->rows[item->row].title), "", false);
		add_row(making, said(making, &item->question), "", true);
	}
}

static const char *kind_word(enum rubric_kind kind)
{
	switch (kind) {
	case RUBRIC_STATEMENTS: return C_("table heading", "Statement");
	case RUBRIC_QUESTIONS: return C_("table heading", "Question");
	case RUBRIC_GRID: return "";
	default: return C_("table heading", "Criterion");
	}
}

void matrix_make(struct matrix *matrix, const struct rubric *rubric, const char *lang)
{
	struct making making = {matrix, rubric, rubric_lang(rubric, lang)};

	*matrix = (struct matrix){.corner = mem_text(kind_word(rubric->kind))};
	switch (rubric->kind) {
	case RUBRIC_LEVELS: make_levels(&making); break;
	case RUBRIC_GRID: make_grid(&making); break;
	default: make_items(&making); break;
	}
}

void matrix_free(struct matrix *matrix)
{
	for (size_t r = 0; r < matrix->row_count; r++) {
		struct matrix_row *row = &matrix->rows[r];

		for (size_t c = 0; row->cells && c < matrix->columns; c++) {
			free(row->cells[c].strong);
			free(row->cells[c].text);
		}
		free(row->cells);
		free(row->title);
		free(row->more);
	}
	for (size_t c = 0; c < matrix->columns; c++)
		free(matrix->heads[c]);
	free(matrix->rows);
	free(matrix->heads);
	free(matrix->corner);
	*matrix = (struct matrix){0};
}
