#include "config.h"

#include "model/tallies.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct tallies *tallies_new(void)
{
	struct tallies *tallies = MEM_NEW(struct tallies);

	tallies->targets = names_new();
	tallies->criteria = names_new();
	return tallies;
}

void tallies_free(struct tallies *tallies)
{
	if (!tallies)
		return;
	names_free(tallies->targets);
	names_free(tallies->criteria);
	free(tallies->counts);
	free(tallies->moments);
	free(tallies);
}

/* --- room --------------------------------------------------------------------------------------
 */

static size_t place(const struct tallies *tallies, size_t target, size_t criterion)
{
	return target * tallies->criterion_room + criterion;
}

static size_t power_over(size_t least, size_t first)
{
	while (first <= least)
		first *= 2;
	return first;
}

/* Another layout of what is there; targets alone grow in place. */
static void lay_out(struct tallies *tallies, size_t targets, size_t criteria, size_t values)
{
	struct tallies old = *tallies;
	size_t width = TALLIES_NONE_COUNT + values, old_width = TALLIES_NONE_COUNT + old.value_room;

	tallies->target_room = targets;
	tallies->criterion_room = criteria;
	tallies->value_room = values;
	if (criteria == old.criterion_room && values == old.value_room) {
		tallies->counts = mem_grow(old.counts, old.target_room * criteria * width,
			targets * criteria * width, sizeof(*tallies->counts));
		if (old.moments != NULL)
			tallies->moments = mem_grow(old.moments, old.target_room * criteria,
				targets * criteria, sizeof(*tallies->moments));
		return;
	}
	tallies->counts = mem_new(targets * criteria * width * sizeof(*tallies->counts));
	if (old.moments != NULL)
		tallies->moments = mem_new(targets * criteria * sizeof(*tallies->moments));
	for (size_t t = 0; t < old.target_room; t++) {
		for (size_t c = 0; c < old.criterion_room; c++) {
			size_t to = place(tallies, t, c), from = place(&old, t, c);
			size_t kept = old_width < width ? old_width : width;

			memcpy(&tallies->counts[to * width], &old.counts[from * old_width],
				kept * sizeof(*tallies->counts));
			if (old.moments != NULL)
				tallies->moments[to] = old.moments[from];
		}
	}
	free(old.counts);
	free(old.moments);
}

static void make_room(struct tallies *tallies, uint32_t target, uint32_t criterion)
{
	if (target < tallies->target_room && criterion < tallies->criterion_room)
		return;
	lay_out(tallies,
		target < tallies->target_room ? tallies->target_room : power_over(target, 256),
		criterion < tallies->criterion_room ? tallies->criterion_room
						    : power_over(criterion, 4),
		tallies->value_room > 0 ? tallies->value_room : 5);
}

static uint32_t *counts_of(const struct tallies *tallies, size_t at)
{
	return &tallies->counts[at * (TALLIES_NONE_COUNT + tallies->value_room)];
}

/* --- values ------------------------------------------------------------------------------------
 */

static void moments_add(struct tallies_moments *moments, double value, uint64_t times)
{
	struct tallies_moments one = {times, value, 0, value, value};
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

static void moments_merge(struct tallies_moments *into, const struct tallies_moments *from)
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
static void turn_to_moments(struct tallies *tallies)
{
	size_t all = tallies->target_room * tallies->criterion_room;

	tallies->moments = mem_new((all + 1) * sizeof(*tallies->moments));
	for (size_t i = 0; i < all; i++)
		for (size_t v = 0; v < tallies->value_count; v++)
			if (counts_of(tallies, i)[TALLIES_NONE_COUNT + v] > 0)
				moments_add(&tallies->moments[i], tallies->values[v],
					counts_of(tallies, i)[TALLIES_NONE_COUNT + v]);
	tallies->value_count = 0;
	lay_out(tallies, tallies->target_room, tallies->criterion_room, 0);
}

/* The place of a value, new or known; TALLIES_VALUES_MAX when there is no place left. */
static size_t value_place(struct tallies *tallies, double value)
{
	for (size_t v = 0; v < tallies->value_count; v++)
		if (tallies->values[v] == value)
			return v;
	if (tallies->value_count == TALLIES_VALUES_MAX)
		return TALLIES_VALUES_MAX;
	if (tallies->value_count == tallies->value_room) {
		size_t wider = 2 * (tallies->value_room + TALLIES_NONE_COUNT) - TALLIES_NONE_COUNT;

		lay_out(tallies, tallies->target_room, tallies->criterion_room, wider);
	}
	tallies->values[tallies->value_count] = value;
	return tallies->value_count++;
}

static void add_times(
	struct tallies *tallies, uint32_t target, uint32_t criterion, double value, uint32_t times)
{
	size_t v = TALLIES_VALUES_MAX;

	make_room(tallies, target, criterion);
	if (tallies->moments == NULL) {
		v = value_place(tallies, value);
		if (v == TALLIES_VALUES_MAX)
			turn_to_moments(tallies);
	}
	if (tallies->moments == NULL)
		counts_of(tallies, place(tallies, target, criterion))[TALLIES_NONE_COUNT + v] +=
			times;
	else
		moments_add(&tallies->moments[place(tallies, target, criterion)], value, times);
}

void tallies_add(struct tallies *tallies, uint32_t target, uint32_t criterion, double value)
{
	add_times(tallies, target, criterion, value, 1);
}

void tallies_declare(struct tallies *tallies, double value)
{
	if (tallies->moments == NULL && value_place(tallies, value) == TALLIES_VALUES_MAX)
		turn_to_moments(tallies);
}

void tallies_add_none(
	struct tallies *tallies, uint32_t target, uint32_t criterion, enum tallies_none what)
{
	make_room(tallies, target, criterion);
	counts_of(tallies, place(tallies, target, criterion))[what]++;
}

/* --- bringing together and looking --------------------------------------------------------------
 */

static void merge_tally(struct tallies *tallies, const struct tallies *from, size_t source,
	uint32_t target, uint32_t criterion)
{
	const uint32_t *counts = counts_of(from, source);

	make_room(tallies, target, criterion);
	for (size_t i = 0; i < TALLIES_NONE_COUNT; i++)
		counts_of(tallies, place(tallies, target, criterion))[i] += counts[i];
	for (size_t v = 0; v < from->value_count; v++)
		if (counts[TALLIES_NONE_COUNT + v] > 0)
			add_times(tallies, target, criterion, from->values[v],
				counts[TALLIES_NONE_COUNT + v]);
	if (from->moments != NULL)
		moments_merge(&tallies->moments[place(tallies, target, criterion)],
			&from->moments[source]);
}

void tallies_merge(struct tallies *tallies, const struct tallies *from)
{
	size_t targets = names_count(from->targets), criteria = names_count(from->criteria);
	uint32_t *criterion_of = mem_new((criteria + 1) * sizeof(*criterion_of));

	if (from->moments != NULL && tallies->moments == NULL)
		turn_to_moments(tallies);
	for (uint32_t c = 0; c < criteria; c++)
		criterion_of[c] = names_add(tallies->criteria, names_text(from->criteria, c));
	for (uint32_t t = 0; t < targets && t < from->target_room; t++) {
		uint32_t target = names_add(tallies->targets, names_text(from->targets, t));

		for (uint32_t c = 0; c < criteria && c < from->criterion_room; c++)
			merge_tally(tallies, from, place(from, t, c), target, criterion_of[c]);
	}
	free(criterion_of);
}

const uint32_t *tallies_counts(const struct tallies *tallies, uint32_t target, uint32_t criterion)
{
	return counts_of(tallies, place(tallies, target, criterion));
}

const struct tallies_moments *tallies_moments(
	const struct tallies *tallies, uint32_t target, uint32_t criterion)
{
	return tallies->moments != NULL ? &tallies->moments[place(tallies, target, criterion)]
					: NULL;
}
