#include "config.h"

#include "model/cells.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct cells *cells_new(void)
{
	struct cells *cells = MEM_NEW(struct cells);

	cells->targets = names_new();
	cells->criteria = names_new();
	return cells;
}

void cells_free(struct cells *cells)
{
	if (!cells)
		return;
	names_free(cells->targets);
	names_free(cells->criteria);
	free(cells->counts);
	free(cells->moments);
	free(cells);
}

/* --- room --------------------------------------------------------------------------------------
 */

static size_t place(const struct cells *cells, size_t target, size_t criterion)
{
	return target * cells->criterion_room + criterion;
}

static size_t power_over(size_t least, size_t first)
{
	while (first <= least)
		first *= 2;
	return first;
}

/* Another layout of what is there; targets alone grow in place. */
static void lay_out(struct cells *cells, size_t targets, size_t criteria, size_t values)
{
	struct cells old = *cells;
	size_t width = CELLS_NONE_COUNT + values, old_width = CELLS_NONE_COUNT + old.value_room;

	cells->target_room = targets;
	cells->criterion_room = criteria;
	cells->value_room = values;
	if (criteria == old.criterion_room && values == old.value_room) {
		cells->counts = mem_grow(old.counts, old.target_room * criteria * width,
			targets * criteria * width, sizeof(*cells->counts));
		if (old.moments != NULL)
			cells->moments = mem_grow(old.moments, old.target_room * criteria,
				targets * criteria, sizeof(*cells->moments));
		return;
	}
	cells->counts = mem_new(targets * criteria * width * sizeof(*cells->counts));
	if (old.moments != NULL)
		cells->moments = mem_new(targets * criteria * sizeof(*cells->moments));
	for (size_t t = 0; t < old.target_room; t++) {
		for (size_t c = 0; c < old.criterion_room; c++) {
			size_t to = place(cells, t, c), from = place(&old, t, c);
			size_t kept = old_width < width ? old_width : width;

			memcpy(&cells->counts[to * width], &old.counts[from * old_width],
				kept * sizeof(*cells->counts));
			if (old.moments != NULL)
				cells->moments[to] = old.moments[from];
		}
	}
	free(old.counts);
	free(old.moments);
}

static void make_room(struct cells *cells, uint32_t target, uint32_t criterion)
{
	if (target < cells->target_room && criterion < cells->criterion_room)
		return;
	lay_out(cells, target < cells->target_room ? cells->target_room : power_over(target, 256),
		criterion < cells->criterion_room ? cells->criterion_room
						  : power_over(criterion, 4),
		cells->value_room > 0 ? cells->value_room : 5);
}

static uint32_t *counts_of(const struct cells *cells, size_t at)
{
	return &cells->counts[at * (CELLS_NONE_COUNT + cells->value_room)];
}

/* --- values ------------------------------------------------------------------------------------
 */

static void moments_add(struct cells_moments *moments, double value, uint64_t times)
{
	struct cells_moments one = {times, value, 0, value, value};
	uint64_t n = moments->n + one.n;
	double gap = one.mean - moments->mean;

	if (moments->n == 0) {
		*moments = one;
		return;
	}
	moments->squares += gap * gap * (double)moments->n * (double)one.n / (double)n;
	moments->mean += gap * (double)one.n / (double)n;
	moments->low = value < moments->low ? value : moments->low;
	moments->high = value > moments->high ? value : moments->high;
	moments->n = n;
}

static void moments_merge(struct cells_moments *into, const struct cells_moments *from)
{
	uint64_t n = into->n + from->n;
	double gap = from->mean - into->mean;

	if (from->n == 0)
		return;
	if (into->n == 0) {
		*into = *from;
		return;
	}
	into->squares += from->squares + gap * gap * (double)into->n * (double)from->n / (double)n;
	into->mean += gap * (double)from->n / (double)n;
	into->low = from->low < into->low ? from->low : into->low;
	into->high = from->high > into->high ? from->high : into->high;
	into->n = n;
}

/* Too many different values: from now on only moments. */
static void turn_to_moments(struct cells *cells)
{
	size_t all = cells->target_room * cells->criterion_room;

	cells->moments = mem_new((all + 1) * sizeof(*cells->moments));
	for (size_t i = 0; i < all; i++)
		for (size_t v = 0; v < cells->value_count; v++)
			if (counts_of(cells, i)[CELLS_NONE_COUNT + v] > 0)
				moments_add(&cells->moments[i], cells->values[v],
					counts_of(cells, i)[CELLS_NONE_COUNT + v]);
	cells->value_count = 0;
	lay_out(cells, cells->target_room, cells->criterion_room, 0);
}

/* The place of a value, new or known; CELLS_VALUES_MAX when there is no place left. */
static size_t value_place(struct cells *cells, double value)
{
	for (size_t v = 0; v < cells->value_count; v++)
		if (cells->values[v] == value)
			return v;
	if (cells->value_count == CELLS_VALUES_MAX)
		return CELLS_VALUES_MAX;
	if (cells->value_count == cells->value_room) {
		size_t wider = 2 * (cells->value_room + CELLS_NONE_COUNT) - CELLS_NONE_COUNT;

		lay_out(cells, cells->target_room, cells->criterion_room, wider);
	}
	cells->values[cells->value_count] = value;
	return cells->value_count++;
}

static void add_times(
	struct cells *cells, uint32_t target, uint32_t criterion, double value, uint32_t times)
{
	size_t v = CELLS_VALUES_MAX;

	make_room(cells, target, criterion);
	if (cells->moments == NULL) {
		v = value_place(cells, value);
		if (v == CELLS_VALUES_MAX)
			turn_to_moments(cells);
	}
	if (cells->moments == NULL)
		counts_of(cells, place(cells, target, criterion))[CELLS_NONE_COUNT + v] += times;
	else
		moments_add(&cells->moments[place(cells, target, criterion)], value, times);
}

void cells_add(struct cells *cells, uint32_t target, uint32_t criterion, double value)
{
	add_times(cells, target, criterion, value, 1);
}

void cells_declare(struct cells *cells, double value)
{
	if (cells->moments == NULL && value_place(cells, value) == CELLS_VALUES_MAX)
		turn_to_moments(cells);
}

void cells_add_none(struct cells *cells, uint32_t target, uint32_t criterion, enum cells_none what)
{
	make_room(cells, target, criterion);
	counts_of(cells, place(cells, target, criterion))[what]++;
}

/* --- bringing together and looking --------------------------------------------------------------
 */

static void merge_cell(struct cells *cells, const struct cells *from, size_t source,
	uint32_t target, uint32_t criterion)
{
	const uint32_t *counts = counts_of(from, source);

	make_room(cells, target, criterion);
	for (size_t i = 0; i < CELLS_NONE_COUNT; i++)
		counts_of(cells, place(cells, target, criterion))[i] += counts[i];
	for (size_t v = 0; v < from->value_count; v++)
		if (counts[CELLS_NONE_COUNT + v] > 0)
			add_times(cells, target, criterion, from->values[v],
				counts[CELLS_NONE_COUNT + v]);
	if (from->moments != NULL)
		moments_merge(
			&cells->moments[place(cells, target, criterion)], &from->moments[source]);
}

void cells_merge(struct cells *cells, const struct cells *from)
{
	size_t targets = names_count(from->targets), criteria = names_count(from->criteria);
	uint32_t *criterion_of = mem_new((criteria + 1) * sizeof(*criterion_of));

	if (from->moments != NULL && cells->moments == NULL)
		turn_to_moments(cells);
	for (uint32_t c = 0; c < criteria; c++)
		criterion_of[c] = names_add(cells->criteria, names_text(from->criteria, c));
	for (uint32_t t = 0; t < targets && t < from->target_room; t++) {
		uint32_t target = names_add(cells->targets, names_text(from->targets, t));

		for (uint32_t c = 0; c < criteria && c < from->criterion_room; c++)
			merge_cell(cells, from, place(from, t, c), target, criterion_of[c]);
	}
	free(criterion_of);
}

const uint32_t *cells_counts(const struct cells *cells, uint32_t target, uint32_t criterion)
{
	return counts_of(cells, place(cells, target, criterion));
}

const struct cells_moments *cells_moments(
	const struct cells *cells, uint32_t target, uint32_t criterion)
{
	return cells->moments != NULL ? &cells->moments[place(cells, target, criterion)] : NULL;
}
