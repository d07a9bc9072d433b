#include "config.h"

#include "ui/layout.h"

#define HEAD_ROWS	2   /* header and rule */
#define DETAIL_MIN	7   /* rows of the detail when stacked */
#define BESIDE_FROM	110 /* columns from which list and detail stand side by side */
#define LIST_COLUMNS	60  /* at most, side by side */
#define ROOM_BESIDE_BAR 2

static int at_least(int value, int floor)
{
	return value < floor ? floor : value;
}

struct layout_walk layout_walk(int rows, int columns, int wanted)
{
	struct layout_walk layout = {.rule = -1, .bar = -1};
	int body = at_least(rows - HEAD_ROWS, 0);
	int list = wanted;

	layout.side_by_side = columns >= BESIDE_FROM;
	if (layout.side_by_side) {
		int left = columns / 2 < LIST_COLUMNS ? columns / 2 : LIST_COLUMNS;

		layout.bar = left;
		layout.list = (struct box){HEAD_ROWS, 0, body, left};
		layout.detail = (struct box){
			HEAD_ROWS, left + ROOM_BESIDE_BAR, body, columns - left - ROOM_BESIDE_BAR};
		return layout;
	}
	if (list > body - 1 - DETAIL_MIN)
		list = body - 1 - DETAIL_MIN;
	list = at_least(list, body > 0 ? 1 : 0);
	layout.rule = HEAD_ROWS + list;
	layout.list = (struct box){HEAD_ROWS, 0, list, columns};
	layout.detail = (struct box){layout.rule + 1, 0, at_least(body - list - 1, 0), columns};
	return layout;
}

int layout_table(int columns, int head, int count, int min, int *widths)
{
	int room = columns - head, fit = room / (min + 1), left;

	if (fit > count)
		fit = count;
	fit = at_least(fit, 1);
	left = at_least(room - fit, min * fit); /* a column between, one before each */
	for (int i = 0; i < count; i++)
		widths[i] = min;
	for (int i = 0; i < fit && i < count; i++)
		widths[i] = left / fit + (i < left % fit ? 1 : 0);
	return fit;
}
