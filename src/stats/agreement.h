/* Every agreement statistic of a table, per criterion and pooled. */
#ifndef PEIL_STATS_AGREEMENT_H
#define PEIL_STATS_AGREEMENT_H

#include "model/ratings.h"
#include "stats/estimate.h"
#include "stats/resample.h"
#include "stats/severity.h"
#include "stats/statistic.h"
#include "stats/units.h"

struct agreement_options {
	struct units_options units;
	struct resample resample;
};

/* How the ratings lie: what the choice of a statistic depends on. */
struct agreement_design {
	size_t targets, raters, ratings;
	size_t units;	 /* targets, or (target, criterion) */
	size_t pairable; /* units with two ratings or more */
	size_t each;	 /* ratings per unit when all have equally many, else 0 */
	bool complete;	 /* every rater rated every unit */
	bool nested;	 /* incomplete, and no rater rated in two groups, of several */
};

struct agreement_part {
	const char *criterion; /* "*" for all pooled; borrowed from the ratings */
	struct agreement_design design;
	bool pooled; /* across criteria: cronbach and omega are here */
	struct estimate of[STAT_COUNT];
	struct units *units; /* kept for severity and controversy */
};

struct agreement {
	const struct ratings *ratings; /* borrowed */
	struct ratings_index *index;
	struct agreement_part *parts;
	size_t part_count, criterion_count;
	size_t missing; /* rows without a value */
	size_t groups;
};

/* Everything about the ratings (borrowed: they must outlive it). */
struct agreement *agreement_new(
	const struct ratings *ratings, const struct agreement_options *options);
void agreement_free(struct agreement *agreement);
/* True when the statistic belongs in the part: the two across criteria only in the last one. */
bool agreement_has(const struct agreement_part *part, enum statistic statistic);
/* True when the statistic suits the design: what to look at first. `ordered`: levels have an
 * order. */
bool agreement_suits(const struct agreement_part *part, enum statistic statistic, bool ordered);

#endif
