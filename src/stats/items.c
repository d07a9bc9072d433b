#include "config.h"

#include "stats/items.h"

#include "base/lang.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct filling {
	struct items *items;
	size_t room;
	size_t *sheet;	/* per rater: its sheet about the target at hand, + 1 */
	size_t *filled; /* per sheet of the target at hand */
};

static size_t sheet_of(struct filling *filling, uint32_t rater, size_t *used)
{
	struct items *items = filling->items;

	if (filling->sheet[rater] != 0)
		return filling->sheet[rater] - 1;
	if (items->count + *used == filling->room) {
		size_t room = 2 * filling->room;
		items->value = mem_grow(items->value, filling->room * items->item_count,
			room * items->item_count, sizeof(double));
		items->target =
			mem_grow(items->target, filling->room, room, sizeof(*items->target));
		filling->room = room;
	}
	filling->filled[*used] = 0;
	filling->sheet[rater] = ++*used;
	return *used - 1;
}

/* Take the units of one target, from..end-1: keep the sheets that got every criterion. */
static void take_target(struct filling *filling, const struct units *units, size_t from, size_t end)
{
	struct items *items = filling->items;
	size_t used = 0, kept = items->count;

	for (size_t u = from; u < end; u++) {
		for (size_t i = units->start[u]; i < units->start[u + 1]; i++) {
			size_t sheet = sheet_of(filling, units->rater[i], &used);
			items->value[(items->count + sheet) * items->item_count +
				     units->criterion[u]] = units_value(units, i);
			filling->filled[sheet]++;
		}
	}
	for (size_t s = 0; s < used; s++) {
		if (filling->filled[s] < items->item_count) {
			items->incomplete++;
			continue;
		}
		memmove(items->value + kept * items->item_count,
			items->value + (items->count + s) * items->item_count,
			items->item_count * sizeof(double));
		items->target[kept++] = units->target[from];
	}
	items->count = kept;
	for (size_t u = from; u < end; u++)
		for (size_t i = units->start[u]; i < units->start[u + 1]; i++)
			filling->sheet[units->rater[i]] = 0;
}

struct items *items_new(const struct units *units, size_t criteria)
{
	struct items *items = MEM_NEW(struct items);
	struct filling filling = {.items = items, .room = 64};

	items->item_count = criteria;
	items->target_count = units->target_count;
	items->value = mem_grow(NULL, 0, filling.room * criteria, sizeof(double));
	items->target = mem_grow(NULL, 0, filling.room, sizeof(*items->target));
	filling.sheet = mem_grow(NULL, 0, units->rater_count, sizeof(size_t));
	filling.filled = mem_grow(NULL, 0, units->rater_count, sizeof(size_t));
	for (size_t u = 0, end; u < units->count; u = end) {
		for (end = u; end < units->count && units->target[end] == units->target[u];)
			end++;
		take_target(&filling, units, u, end);
	}
	free(filling.sheet);
	free(filling.filled);
	return items;
}

void items_free(struct items *items)
{
	if (!items)
		return;
	free(items->value);
	free(items->target);
	free(items);
}

const char *items_why_not(const struct items *items, size_t least)
{
	if (items->item_count < 2)
		return N_("needs two criteria or more");
	if (items->item_count < least)
		return N_("needs three criteria or more");
	if (items->incomplete > 0)
		return N_("cells are missing: not every sheet answers every criterion");
	if (items->count < 2)
		return N_("needs two sheets or more");
	return NULL;
}

double *items_covariance(const struct items *items, const double *weights)
{
	size_t k = items->item_count;
	double total = 0;

	for (size_t s = 0; s < items->count; s++)
		total += weights ? weights[s] : 1;
	if (total < 2)
		return NULL;
	double *matrix = mem_grow(NULL, 0, k * k, sizeof(double));
	double *mean = mem_grow(NULL, 0, k, sizeof(double));
	for (size_t s = 0; s < items->count; s++)
		for (size_t i = 0; i < k; i++)
			mean[i] += (weights ? weights[s] : 1) * items->value[s * k + i] / total;
	for (size_t s = 0; s < items->count; s++) {
		double weight = weights ? weights[s] : 1;
		const double *row = items->value + s * k;
		if (weight == 0)
			continue;
		for (size_t i = 0; i < k; i++)
			for (size_t j = 0; j <= i; j++)
				matrix[i * k + j] += weight * (row[i] - mean[i]) *
						     (row[j] - mean[j]) / (total - 1);
	}
	for (size_t i = 0; i < k; i++)
		for (size_t j = i + 1; j < k; j++)
			matrix[i * k + j] = matrix[j * k + i];
	free(mean);
	return matrix;
}
