#include "config.h"

#include "ui/list.h"

int list_move(struct list *list, long by)
{
	size_t before = list->current, last = list->count > 0 ? list->count - 1 : 0;
	size_t step = by < 0 ? 0 - (size_t)by : (size_t)by;

	if (by < 0)
		list->current -= step < list->current ? step : list->current;
	else
		list->current = step < last - list->current ? list->current + step : last;
	return list->current != before;
}

int list_top(const struct list *list, const int *heights, int rows, int top)
{
	int total = 0, start = 0, height = 0;

	for (size_t i = 0; i < list->count; i++) {
		if (i == list->current) {
			start = total;
			height = heights[i];
		}
		total += heights[i];
	}
	if (start + height > top + rows)
		top = start + height - rows;
	if (start < top)
		top = start;
	if (top > total - rows)
		top = total - rows;
	return top > 0 ? top : 0;
}
