/* Lists and layouts: every size from nothing to large keeps the promises of the headers. */
#include "config.h"

#include "ui/layout.h"
#include "ui/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

static void list_moves_within_its_ends(void **state)
{
	struct list list = {5, 2};

	(void)state;
	assert_int_equal(list_move(&list, 1), 1);
	assert_int_equal(list.current, 3);
	assert_int_equal(list_move(&list, 10), 1);
	assert_int_equal(list.current, 4);
	assert_int_equal(list_move(&list, 1), 0);
	assert_int_equal(list_move(&list, -100), 1);
	assert_int_equal(list.current, 0);
	assert_int_equal(list_move(&list, -1), 0);
	list = (struct list){0, 0};
	assert_int_equal(list_move(&list, 1), 0);
	assert_int_equal(list_move(&list, -1), 0);
}

/* Every way to go from the third of five rows, with and without page keys of two rows. */
static void list_goes_as_the_action_asks(void **state)
{
	const struct {
		enum action action;
		size_t paged, unpaged; /* where one comes; 9: no way to go */
	} cases[] = {
		{ACT_PREVIOUS, 1, 1},
		{ACT_NEXT, 3, 3},
		{ACT_FIRST, 0, 0},
		{ACT_LAST, 4, 4},
		{ACT_PAGE_UP, 0, 9},
		{ACT_PAGE_DOWN, 4, 9},
		{ACT_SELECT, 9, 9},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (long page = 0; page <= 2; page += 2) {
			struct list list = {5, 2}, none = {0, 0};
			size_t to = page ? cases[i].paged : cases[i].unpaged;

			assert_int_equal(list_goes(cases[i].action, page), to != 9);
			assert_int_equal(list_go(&list, cases[i].action, page), to != 9);
			assert_int_equal(list.current, to == 9 ? 2 : to);
			list_go(&none, cases[i].action, page);
			assert_int_equal(none.current, 0);
		}
}

static void list_keeps_its_place_when_it_shrinks(void **state)
{
	struct list list = {5, 2};

	(void)state;
	list_resize(&list, 8);
	assert_int_equal(list.current, 2);
	list_resize(&list, 2);
	assert_int_equal(list.current, 1);
	list_resize(&list, 0);
	assert_int_equal(list.current, 0);
}

static void inside(struct box box, int rows, int columns)
{
	assert_true(box.rows >= 0 && box.columns >= 0);
	if (box.rows > 0 && box.columns > 0)
		assert_true(box.row + box.rows <= rows && box.column + box.columns <= columns);
}

static void a_walk_fits_every_size(void **state)
{
	(void)state;
	for (int rows = LAYOUT_MIN_ROWS - 1; rows < 80; rows++) {
		for (int columns = LAYOUT_MIN_COLUMNS; columns < 200; columns += 3) {
			struct layout_walk walk = layout_walk(rows, columns, 8);

			inside(walk.list, rows, columns);
			inside(walk.detail, rows, columns);
			assert_int_equal(walk.side_by_side, columns >= 110);
			assert_true(walk.list.rows >= 1);
			if (walk.side_by_side) {
				assert_true(walk.bar >= walk.list.columns);
				assert_true(walk.bar < walk.detail.column);
				assert_int_equal(walk.rule, -1);
				continue;
			}
			assert_int_equal(walk.bar, -1);
			assert_true(walk.detail.rows >= 5);
			assert_int_equal(walk.rule, walk.list.row + walk.list.rows);
			assert_int_equal(walk.detail.row, walk.rule + 1);
			assert_int_equal(walk.detail.row + walk.detail.rows, rows);
		}
	}
}

static void a_walk_at_the_usual_size(void **state)
{
	struct layout_walk walk = layout_walk(23, 80, 8);

	(void)state;
	assert_int_equal(walk.list.row, 2);
	assert_int_equal(walk.list.rows, 8);
	assert_int_equal(walk.rule, 10);
	assert_int_equal(walk.detail.rows, 12);
	walk = layout_walk(23, 80, 50);
	assert_int_equal(walk.detail.rows, 7);
}

static void table_columns(void **state)
{
	int widths[8];

	(void)state;
	assert_int_equal(layout_table(80, 16, 4, 12, widths), 4);
	assert_int_equal(widths[0] + widths[1] + widths[2] + widths[3] + 4, 64);
	for (int columns = 10; columns < 200; columns++) {
		for (int count = 1; count <= 8; count++) {
			int fit = layout_table(columns, 20, count, 12, widths), used = 20;

			assert_true(fit >= 1 && fit <= count);
			for (int i = 0; i < fit; i++) {
				assert_true(widths[i] >= 12);
				used += 1 + widths[i];
			}
			if (fit > 1)
				assert_true(used <= columns);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(list_moves_within_its_ends),
		cmocka_unit_test(list_goes_as_the_action_asks),
		cmocka_unit_test(list_keeps_its_place_when_it_shrinks),
		cmocka_unit_test(a_walk_fits_every_size),
		cmocka_unit_test(a_walk_at_the_usual_size),
		cmocka_unit_test(table_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
