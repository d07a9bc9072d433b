/* A list that knows nothing of what it lists: rows of any height, one current, scrolled so that
 * the current one is whole in view where it fits. Pure arithmetic. */
#ifndef PEIL_UI_LIST_H
#define PEIL_UI_LIST_H

#include <stddef.h>

struct list {
	size_t count;
	size_t current; /* 0..count-1 (0 when empty) */
};

/* Move by `by` (negative: up), clamped. Returns 1 when it moved. */
int list_move(struct list *list, long by);
/* The first line to show so that the current item is in view: `heights[i]` lines an item (>= 1),
 * `rows` lines of room. The list stays as still as it can: `top` is the line shown first before.
 * Result 0..total-rows. */
int list_top(const struct list *list, const int *heights, int rows, int top);

#endif
