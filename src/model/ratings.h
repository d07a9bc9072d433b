/* The neutral table behind `agree` and `factors`: (group, rater, target, criterion) -> value.
 *
 * Built by adding rows; names and values are kept once each. Without groups the group is "",
 * without criteria the criterion is "*". A row whose value is missing still says that rater and
 * target belong to the group. */
#ifndef PEIL_MODEL_RATINGS_H
#define PEIL_MODEL_RATINGS_H

#include "model/names.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RATINGS_MISSING	 ((uint32_t)-1)
#define RATINGS_ALL	 ((uint32_t)-1) /* in place of a criterion: all of them */
#define RATINGS_NO_GROUP ""
#define RATINGS_ONE	 "*" /* the criterion of a table that has no such column */

struct ratings_row {
	uint32_t group, rater, target, criterion; /* numbers in groups, people, people, criteria */
	uint32_t value;				  /* index in values, or RATINGS_MISSING */
	uint32_t line;				  /* where it was read, for messages; 0: nowhere */
};

struct ratings {
	struct names *groups, *people, *criteria;
	struct ratings_row *rows;
	size_t row_count;
	double *values; /* every different value, in the order they came */
	size_t value_count;
	struct ratings_private *own;
};

/* An empty table. */
struct ratings *ratings_new(void);
void ratings_free(struct ratings *ratings);
/* Add one row; `value` NaN is a missing one. False, and nothing added, when this rater already
 * rated this target on this criterion in this group: *earlier is then that row's index. */
bool ratings_add(struct ratings *ratings, const char *group, const char *rater, const char *target,
	const char *criterion, double value, uint32_t line, size_t *earlier);
/* True when the row is about the rater. */
bool ratings_is_self(const struct ratings_row *row);

/* Who is who, made once after the last row, numbered in the order of names (group, then person), so
 * that the order of rows changes nothing that is computed. A target is a name within its group. A
 * rater who is also a target in that group is that group's own person; any other rater (a lecturer
 * who rates several groups) is one person throughout. */
struct ratings_index {
	uint32_t *target; /* per row: 0..target_count-1 */
	uint32_t *rater;  /* per row: 0..rater_count-1 */
	size_t target_count, rater_count;
	/* per target and rater: a row in which it occurs, to find its names */
	uint32_t *target_row, *rater_row;
	bool *rater_local;   /* the rater belongs to that row's group alone */
	uint32_t *criterion; /* number in ratings->criteria -> place in the order of names */
};

/* Made from all rows; the table must outlive it. */
struct ratings_index *ratings_index_new(const struct ratings *ratings);
void ratings_index_free(struct ratings_index *index);

#endif
