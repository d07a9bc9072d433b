/* Ratings counted per target and criterion, in memory that follows the number of targets and not
 * that of ratings. A cell counts each different value; where there are more of those than
 * CELLS_VALUES_MAX, it keeps moments instead. */
#ifndef PEIL_MODEL_CELLS_H
#define PEIL_MODEL_CELLS_H

#include "model/names.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CELLS_VALUES_MAX 64

/* What is no level; counted beside the levels. */
enum cells_none { CELLS_UNKNOWN, CELLS_NOT_APPLICABLE, CELLS_UNANSWERED, CELLS_NONE_COUNT };

struct cells_moments {
	uint64_t n;
	double mean, squares; /* sum of squared deviations */
	double low, high;
};

struct cells {
	struct names *targets, *criteria;
	double values[CELLS_VALUES_MAX]; /* every different value, as they came */
	size_t value_count;
	size_t criterion_room, value_room, target_room; /* how the arrays are laid out */
	uint32_t *counts;	       /* [target][criterion][CELLS_NONE_COUNT + value] */
	struct cells_moments *moments; /* [target][criterion]; NULL while values are counted */
};

/* Nothing counted yet. */
struct cells *cells_new(void);
void cells_free(struct cells *cells);
/* Count one value, or one of what is no level, in the cell of a target and a criterion (numbers in
 * `targets` and `criteria`). */
void cells_add(struct cells *cells, uint32_t target, uint32_t criterion, double value);
/* A value that there may be: it is counted too where nobody chose it. Not with moments. */
void cells_declare(struct cells *cells, double value);
void cells_add_none(struct cells *cells, uint32_t target, uint32_t criterion, enum cells_none what);
/* Add all that `from` counted. */
void cells_merge(struct cells *cells, const struct cells *from);
/* The counts of a cell: CELLS_NONE_COUNT of them, then value_count (none with moments). */
const uint32_t *cells_counts(const struct cells *cells, uint32_t target, uint32_t criterion);
/* The moments of a cell, or NULL while values are counted. */
const struct cells_moments *cells_moments(
	const struct cells *cells, uint32_t target, uint32_t criterion);

#endif
