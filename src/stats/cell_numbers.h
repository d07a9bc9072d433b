/* The numbers of one cell of ratings, from its counts or moments. */
#ifndef PEIL_STATS_CELL_NUMBERS_H
#define PEIL_STATS_CELL_NUMBERS_H

#include "model/cells.h"

struct cell_numbers {
	size_t n;
	double min, median, max, mean;
	double sd;    /* of a sample (n - 1); NaN below two */
	double unity; /* NaN without declared levels */
};

/* `order`: places of the values, rising (cells->value_count of them). `levels`: the declared ones,
 * rising, or NULL. NaN where not defined; with moments the median and unity are not. */
struct cell_numbers cell_numbers(const struct cells *cells, uint32_t target, uint32_t criterion,
	const size_t *order, const double *levels, size_t level_count);

#endif
