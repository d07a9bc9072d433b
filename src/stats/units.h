/* One criterion (or all of them pooled) as the statistics read it: units, and in each unit which
 * rater gave which level. A unit is a target, or a (target, criterion) when pooled. Rows without a
 * value are not here. */
#ifndef PEIL_STATS_UNITS_H
#define PEIL_STATS_UNITS_H

#include "model/ratings.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct units_options {
	const double *levels; /* declared, rising; NULL: those that occur */
	size_t level_count;
	bool no_self; /* leave out what people say of themselves */
};

struct units {
	size_t count;	     /* units with at least one rating */
	size_t rater_count;  /* raters with at least one rating */
	size_t target_count; /* targets with at least one rating */
	size_t rating_count; /* ratings */
	size_t *start;	     /* unit u holds the ratings start[u] .. start[u + 1] - 1 */
	uint32_t *rater;     /* 0..rater_count-1, rising within a unit */
	uint32_t *code;	     /* index in level */
	uint32_t *target;    /* per unit, 0..target_count-1, rising */
	uint32_t *criterion; /* per unit, its place in the order of names; 0 unless pooled */
	double *level;	     /* rising; declared, or those that occur */
	size_t level_count;
	bool declared;
	/* back to the ratings_index, for names */
	uint32_t *rater_of, *target_of;
};

/* `criterion` is a number in ratings->criteria, or RATINGS_ALL. Every value must be one of the
 * declared levels where there are any. */
struct units *units_new(const struct ratings *ratings, const struct ratings_index *index,
	uint32_t criterion, const struct units_options *options);
void units_free(struct units *units);
/* True when every rater rated every unit. */
bool units_complete(const struct units *units);
/* Ratings per unit when all units have equally many, else 0. */
size_t units_even(const struct units *units);
/* The value of rating `at`. */
static inline double units_value(const struct units *units, size_t at)
{
	return units->level[units->code[at]];
}

#endif
