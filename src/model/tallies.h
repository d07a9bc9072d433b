/* Ratings counted per target and criterion, in memory that follows the number of targets and not
 * that of ratings. Each different value is counted; where there are more of those than
 * TALLIES_VALUES_MAX, moments are kept instead. */
#ifndef PEIL_MODEL_TALLIES_H
#define PEIL_MODEL_TALLIES_H

#include "model/names.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TALLIES_VALUES_MAX 64

/* What is no level; counted beside the levels. */
enum tallies_none {
	TALLIES_UNKNOWN,
	TALLIES_NOT_APPLICABLE,
	TALLIES_UNANSWERED,
	TALLIES_NONE_COUNT
};

struct tallies_moments {
	uint64_t n;
	double mean, squares; /* sum of squared deviations */
	double low, high;
};

struct tallies {
	struct names *targets, *criteria;
	double values[TALLIES_VALUES_MAX]; /* every different value, as they came */
	size_t value_count;
	size_t criterion_room, value_room, target_room; /* how the arrays are laid out */
	uint32_t *counts;		 /* [target][criterion][TALLIES_NONE_COUNT + value] */
	struct tallies_moments *moments; /* [target][criterion]; NULL while values are counted */
};

/* Nothing counted yet. */
struct tallies *tallies_new(void);
void tallies_free(struct tallies *tallies);
/* Count one value, or one of what is no level, of a target on a criterion (numbers in
 * `targets` and `criteria`). */
void tallies_add(struct tallies *tallies, uint32_t target, uint32_t criterion, double value);
/* A value that there may be: it is counted too where nobody chose it. Not with moments. */
void tallies_declare(struct tallies *tallies, double value);
void tallies_add_none(
	struct tallies *tallies, uint32_t target, uint32_t criterion, enum tallies_none what);
/* Add all that `from` counted. */
void tallies_merge(struct tallies *tallies, const struct tallies *from);
/* The counts of a target on a criterion: TALLIES_NONE_COUNT of them, then value_count (none with
 * moments). */
const uint32_t *tallies_counts(const struct tallies *tallies, uint32_t target, uint32_t criterion);
/* Their moments, or NULL while values are counted. */
const struct tallies_moments *tallies_moments(
	const struct tallies *tallies, uint32_t target, uint32_t criterion);

#endif
