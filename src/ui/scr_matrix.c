#include "config.h"

#include "ui/scr_matrix.h"

#include "base/lang.h"
#include "base/mem.h"
#include "ui/scale.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

#define SHIFT	  5
#define SHIFT_MAX 100

bool matrix_is_grid(const struct matrix *matrix)
{
	return walk_rubric(matrix->walk)->kind == RUBRIC_GRID;
}

size_t matrix_rows(const struct matrix *matrix)
{
	const struct rubric *rubric = walk_rubric(matrix->walk);

	return matrix_is_grid(matrix) ? rubric->row_count : rubric->criterion_count;
}

size_t matrix_columns(const struct matrix *matrix)
{
	const struct rubric *rubric = walk_rubric(matrix->walk);
	size_t most = 0;

	if (matrix_is_grid(matrix))
		return rubric->column_count;
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		if (rubric->criteria[i].step_count > most)
			most = rubric->criteria[i].step_count;
	}
	return most;
}

size_t matrix_criterion(const struct matrix *matrix, size_t row, size_t column)
{
	return matrix_is_grid(matrix) ? rubric_at(walk_rubric(matrix->walk), row, column) : row;
}

bool matrix_same_levels(const struct rubric *rubric)
{
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		const struct rubric_criterion *at = &rubric->criteria[i];

		if (at->step_count != rubric->level_count)
			return false;
		for (size_t j = 0; j < at->step_count; j++) {
			if (at->steps[j].level != j ||
				strcmp(words_say(rubric, &at->steps[j].label),
					words_say(rubric, &rubric->levels[j].label)) != 0)
				return false;
		}
	}
	return true;
}

static void tell_row(const struct matrix *matrix, struct telling *telling)
{
	size_t criterion = matrix_criterion(matrix, matrix->row, matrix->column);

	if (criterion == RUBRIC_NONE)
		return;
	spoken_criterion(telling, matrix->walk, criterion);
	if (matrix_is_grid(matrix)) {
		spoken_prompts(telling, walk_rubric(matrix->walk), criterion);
		spoken_items(telling, matrix->walk, criterion);
	} else {
		scale_tell_all(telling, matrix->walk, criterion);
	}
	spoken_answer(telling, matrix->walk, criterion);
}

static void matrix_tell(const struct screen *screen, struct telling *telling)
{
	const struct matrix *matrix = (const struct matrix *)screen;
	size_t criterion = matrix_criterion(matrix, matrix->row, matrix->column);

	switch (telling->what) {
	case TELL_ENTER:
		tell_line(telling, "%s", _("The whole matrix. j and p go through it."));
		break;
	case TELL_HERE:
	case TELL_ALL: tell_row(matrix, telling); break;
	case TELL_WHERE:
		if (criterion != RUBRIC_NONE)
			spoken_where(telling, matrix->walk, criterion);
		break;
	case TELL_LEVEL:
		if (criterion != RUBRIC_NONE)
			scale_tell_one(telling, matrix->walk, criterion,
				telling->number > 0 ? telling->number - 1 : matrix->column);
		break;
	case TELL_ASK:
		tell_line(telling, "%s", _("Press Enter to go there, or q to go back."));
		break;
	case TELL_NOTHING: break;
	}
}

static void go_row(struct matrix *matrix, size_t row)
{
	size_t count = matrix_rows(matrix);

	matrix->row = row < count ? row : count - 1;
	matrix->shift = 0;
	matrix->base.next = TELL_HERE;
}

static void go_column(struct matrix *matrix, bool back)
{
	if (back)
		matrix->column -= matrix->column > 0 ? 1 : 0;
	else if (matrix->column + 1 < matrix_columns(matrix))
		matrix->column++;
	matrix->base.next = matrix_is_grid(matrix) ? TELL_HERE : TELL_LEVEL;
}

static enum screen_result matrix_act(struct screen *screen, const struct input *input)
{
	struct matrix *matrix = (struct matrix *)screen;
	size_t criterion;

	switch (input->action) {
	case ACT_PREVIOUS: go_row(matrix, matrix->row > 0 ? matrix->row - 1 : 0); break;
	case ACT_NEXT: go_row(matrix, matrix->row + 1); break;
	case ACT_FIRST: go_row(matrix, 0); break;
	case ACT_LAST: go_row(matrix, matrix_rows(matrix) - 1); break;
	case ACT_PAGE_UP: matrix->shift -= matrix->shift > SHIFT ? SHIFT : matrix->shift; break;
	case ACT_PAGE_DOWN: matrix->shift += matrix->shift < SHIFT_MAX ? SHIFT : 0; break;
	case ACT_LEFT: go_column(matrix, true); break;
	case ACT_RIGHT: go_column(matrix, false); break;
	case ACT_SELECT:
		criterion = matrix_criterion(matrix, matrix->row, matrix->column);
		if (criterion != RUBRIC_NONE)
			matrix->at = criterion;
		return SCREEN_POP;
	case ACT_READ: break;
	default: return SCREEN_POP;
	}
	return SCREEN_STAY;
}

static bool matrix_can(const struct screen *screen, enum action action)
{
	(void)screen;
	switch (action) {
	case ACT_READ:
	case ACT_SELECT:
	case ACT_PREVIOUS:
	case ACT_NEXT:
	case ACT_LEFT:
	case ACT_RIGHT:
	case ACT_FIRST:
	case ACT_LAST:
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
	case ACT_BACK: return true;
	default: return false;
	}
}

static void matrix_free(struct screen *screen)
{
	free(screen);
}

static const char *matrix_enter(const struct screen *screen)
{
	(void)screen;
	return _("go there");
}

static const struct screen_ops matrix_ops = {
	.name = "matrix",
	.draw = matrix_draw,
	.tell = matrix_tell,
	.act = matrix_act,
	.can = matrix_can,
	.enter = matrix_enter,
	.free = matrix_free,
};

struct screen *scr_matrix_new(const struct walk *walk)
{
	struct matrix *matrix = MEM_NEW(struct matrix);
	const struct rubric_criterion *at = &walk_rubric(walk)->criteria[walk_at(walk)];
	size_t chosen = scale_chosen(walk, walk_at(walk));

	matrix->base.ops = &matrix_ops;
	matrix->walk = walk;
	matrix->at = walk_at(walk);
	matrix->row = matrix_is_grid(matrix) ? at->row : matrix->at;
	if (matrix_is_grid(matrix))
		matrix->column = at->column;
	else if (chosen != RUBRIC_NONE && chosen < at->step_count)
		matrix->column = chosen;
	return &matrix->base;
}

size_t scr_matrix_at(const struct screen *screen)
{
	return ((const struct matrix *)screen)->at;
}
