/* A list that knows nothing of what it lists: how many rows, and which one is current. Pure
 * arithmetic; how a screen draws its current row and keeps it in view is in ui/page.h. */
#ifndef PEIL_UI_LIST_H
#define PEIL_UI_LIST_H

#include "ui/action.h"

#include <stdbool.h>
#include <stddef.h>

struct list {
	size_t count;
	size_t current; /* 0..count-1 (0 when empty) */
};

/* Move by `by` (negative: up), clamped. True when it moved. */
bool list_move(struct list *list, long by);
/* Another number of rows: the current one stays, or becomes the last where there are fewer. */
void list_resize(struct list *list, size_t count);
/* Whether the action is a way to go through a list: PREVIOUS, NEXT, FIRST and LAST, and where a
 * page is `page` > 0 rows, PAGE_UP and PAGE_DOWN. */
bool list_goes(enum action action, long page);
/* Go as the action asks. False, and nothing done, when list_goes() says no. */
bool list_go(struct list *list, enum action action, long page);
/* The row with that number from 1, or (0) the current one. False when there is no such row. */
bool list_row(const struct list *list, unsigned number, size_t *row);

#endif
