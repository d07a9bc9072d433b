#include "config.h"

#include "stats/units.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* One rating that counts, on its way into the units. */
struct picked {
	uint32_t place; /* which unit, before empty ones are left out */
	uint32_t rater; /* number in the index */
	uint32_t value; /* index in ratings->values */
};

static size_t pick(struct picked *list, const struct ratings *ratings,
	const struct ratings_index *index, uint32_t criterion, bool no_self)
{
	uint32_t criteria = criterion == RATINGS_ALL ? (uint32_t)names_count(ratings->criteria) : 1;
	size_t count = 0;

	for (size_t i = 0; i < ratings->row_count; i++) {
		const struct ratings_row *row = &ratings->rows[i];
		if (row->value == RATINGS_MISSING ||
			(criterion != RATINGS_ALL && row->criterion != criterion) ||
			(no_self && ratings_is_self(row)))
			continue;
		list[count++] = (struct picked){
			.place = index->target[i] * criteria +
				 (criterion == RATINGS_ALL ? index->criterion[row->criterion] : 0),
			.rater = index->rater[i],
			.value = row->value,
		};
	}
	return count;
}

/* Sort by unit and then rater: two stable counting passes, or none when already in order. */
static void sort_picked(struct picked **list, size_t count, size_t place_count, size_t rater_count)
{
	bool sorted = true;

	for (size_t i = 1; i < count && sorted; i++) {
		const struct picked *a = &(*list)[i - 1], *b = &(*list)[i];
		sorted = a->place < b->place || (a->place == b->place && a->rater < b->rater);
	}
	if (sorted)
		return;
	struct picked *other = mem_grow(NULL, 0, count, sizeof(*other));
	for (int pass = 0; pass < 2; pass++) {
		size_t keys = pass == 0 ? rater_count : place_count;
		size_t *at = mem_grow(NULL, 0, keys + 1, sizeof(*at));
		for (size_t i = 0; i < count; i++)
			at[(pass == 0 ? (*list)[i].rater : (*list)[i].place) + 1]++;
		for (size_t i = 0; i < keys; i++)
			at[i + 1] += at[i];
		for (size_t i = 0; i < count; i++)
			other[at[pass == 0 ? (*list)[i].rater : (*list)[i].place]++] = (*list)[i];
		free(at);
		struct picked *swap = *list;
		*list = other;
		other = swap;
	}
	free(other);
}

static int compare_doubles(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return a < b ? -1 : a > b;
}

/* Fill units->level, and give for each value of the table its code. */
static uint32_t *make_levels(struct units *units, const struct ratings *ratings,
	const struct picked *list, const struct units_options *options)
{
	uint32_t *code = mem_grow(NULL, 0, ratings->value_count, sizeof(*code));

	units->declared = options->levels != NULL;
	if (options->levels) {
		units->level_count = options->level_count;
		units->level = mem_grow(NULL, 0, options->level_count, sizeof(double));
		memcpy(units->level, options->levels, options->level_count * sizeof(double));
	} else {
		bool *occurs = mem_grow(NULL, 0, ratings->value_count, sizeof(*occurs));
		for (size_t i = 0; i < units->rating_count; i++)
			occurs[list[i].value] = true;
		units->level = mem_grow(NULL, 0, ratings->value_count, sizeof(double));
		for (size_t i = 0; i < ratings->value_count; i++)
			if (occurs[i])
				units->level[units->level_count++] = ratings->values[i];
		qsort(units->level, units->level_count, sizeof(double), compare_doubles);
		free(occurs);
	}
	for (size_t i = 0; i < ratings->value_count; i++) {
		const double *found = bsearch(&ratings->values[i], units->level, units->level_count,
			sizeof(double), compare_doubles);
		code[i] = found ? (uint32_t)(found - units->level) : 0;
	}
	return code;
}

/* Number what occurs of 0..count-1 anew, keeping the order. */
static uint32_t *renumber(bool *occurs, size_t count, uint32_t **back, size_t *used)
{
	uint32_t *to = mem_grow(NULL, 0, count, sizeof(*to));

	*back = mem_grow(NULL, 0, count, sizeof(**back));
	*used = 0;
	for (size_t i = 0; i < count; i++) {
		if (!occurs[i])
			continue;
		(*back)[*used] = (uint32_t)i;
		to[i] = (uint32_t)(*used)++;
	}
	free(occurs);
	return to;
}

static void fill(struct units *units, const struct picked *list, const uint32_t *code,
	uint32_t criteria, const struct ratings_index *index)
{
	size_t n = units->rating_count;
	bool *raters = mem_grow(NULL, 0, index->rater_count, sizeof(bool));
	bool *targets = mem_grow(NULL, 0, index->target_count, sizeof(bool));

	for (size_t i = 0; i < n; i++) {
		raters[list[i].rater] = true;
		targets[list[i].place / criteria] = true;
	}
	uint32_t *rater =
		renumber(raters, index->rater_count, &units->rater_of, &units->rater_count);
	uint32_t *target =
		renumber(targets, index->target_count, &units->target_of, &units->target_count);
	units->start = mem_grow(NULL, 0, n + 1, sizeof(*units->start));
	units->target = mem_grow(NULL, 0, n, sizeof(*units->target));
	units->criterion = mem_grow(NULL, 0, n, sizeof(*units->criterion));
	units->rater = mem_grow(NULL, 0, n, sizeof(*units->rater));
	units->code = mem_grow(NULL, 0, n, sizeof(*units->code));
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || list[i].place != list[i - 1].place) {
			units->target[units->count] = target[list[i].place / criteria];
			units->criterion[units->count] = list[i].place % criteria;
			units->start[units->count++] = i;
		}
		units->rater[i] = rater[list[i].rater];
		units->code[i] = code[list[i].value];
	}
	units->start[units->count] = n;
	free(rater);
	free(target);
}

struct units *units_new(const struct ratings *ratings, const struct ratings_index *index,
	uint32_t criterion, const struct units_options *options)
{
	struct units *units = MEM_NEW(struct units);
	uint32_t criteria = criterion == RATINGS_ALL ? (uint32_t)names_count(ratings->criteria) : 1;
	struct picked *list = mem_grow(NULL, 0, ratings->row_count, sizeof(*list));

	if (index->target_count > 0 && criteria > RATINGS_MISSING / index->target_count)
		abort(); /* over 4 milliard units: the rows alone would not fit */
	units->rating_count = pick(list, ratings, index, criterion, options->no_self);
	sort_picked(&list, units->rating_count, index->target_count * criteria, index->rater_count);
	uint32_t *code = make_levels(units, ratings, list, options);
	fill(units, list, code, criteria, index);
	free(code);
	free(list);
	return units;
}

void units_free(struct units *units)
{
	if (!units)
		return;
	free(units->start);
	free(units->rater);
	free(units->code);
	free(units->target);
	free(units->criterion);
	free(units->level);
	free(units->rater_of);
	free(units->target_of);
	free(units);
}

bool units_complete(const struct units *units)
{
	/* A rater has at most one rating in a unit, so the count says it. */
	return units->rating_count == units->count * units->rater_count;
}

size_t units_even(const struct units *units)
{
	size_t each = units->count > 0 ? units->start[1] : 0;

	for (size_t u = 1; u < units->count; u++)
		if (units->start[u + 1] - units->start[u] != each)
			return 0;
	return each;
}
