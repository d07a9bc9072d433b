/* The numbers of what one target was given on one criterion, from counts or moments. */
#ifndef PEIL_STATS_TALLIES_NUMBERS_H
#define PEIL_STATS_TALLIES_NUMBERS_H

#include "model/tallies.h"

struct tallies_numbers {
	size_t n;
	double min, median, max, mean;
	double sd;    /* of a sample (n - 1); NaN below two */
	double unity; /* NaN without declared levels */
};

/* `order`: places of the values, rising (tallies->value_count of them). `levels`: the declared
 * ones, rising, or NULL. NaN where not defined; with moments the median and unity are not. */
struct tallies_numbers tallies_numbers(const struct tallies *tallies, uint32_t target,
	uint32_t criterion, const size_t *order, const double *levels, size_t level_count);

#endif
