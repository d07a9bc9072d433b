#include "config.h"

#include "ui/list.h"

bool list_move(struct list *list, long by)
{
	size_t before = list->current, last = list->count > 0 ? list->count - 1 : 0;
	size_t step = by < 0 ? 0 - (size_t)by : (size_t)by;

	if (by < 0)
		list->current -= step < list->current ? step : list->current;
	else
		list->current = step < last - list->current ? list->current + step : last;
	return list->current != before;
}

void list_resize(struct list *list, size_t count)
{
	list->count = count;
	if (list->current >= count)
		list->current = count > 0 ? count - 1 : 0;
}

bool list_goes(enum action action, long page)
{
	switch (action) {
	case ACT_PREVIOUS:
	case ACT_NEXT:
	case ACT_FIRST:
	case ACT_LAST: return true;
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN: return page > 0;
	default: return false;
	}
}

bool list_go(struct list *list, enum action action, long page)
{
	if (!list_goes(action, page))
		return false;
	switch (action) {
	case ACT_PREVIOUS: list_move(list, -1); break;
	case ACT_NEXT: list_move(list, 1); break;
	case ACT_PAGE_UP: list_move(list, -page); break;
	case ACT_PAGE_DOWN: list_move(list, page); break;
	case ACT_FIRST: list->current = 0; break;
	default: list->current = list->count > 0 ? list->count - 1 : 0; break;
	}
	return true;
}

bool list_row(const struct list *list, unsigned number, size_t *row)
{
	*row = number > 0 ? number - 1 : list->current;
	return *row < list->count;
}
