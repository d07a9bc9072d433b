/* Agreement between the pairs of ratings of a unit, and what percent agreement, Fleiss' kappa and
 * Gwet's coefficients share. Missing ratings as in Gwet (2014), Handbook of Inter-Rater
 * Reliability, 4th ed., ch. 2 and 5: agreement over units with two ratings or more, the shares of
 * the levels over all units, each unit counting once. */
#ifndef PEIL_STATS_PAIRS_H
#define PEIL_STATS_PAIRS_H

#include "stats/estimate.h"
#include "stats/patterns.h"

enum pair_weight {
	PAIR_SAME,	/* 1 on the same level, else 0 */
	PAIR_NEXT,	/* 1 at most one level apart, else 0 */
	PAIR_LINEAR,	/* 1 - d / (q - 1), d the distance in levels, q the number of levels */
	PAIR_QUADRATIC, /* 1 - (d / (q - 1))^2 */
};

/* Weight of a pair that is `distance` levels apart, 0..1. */
double pair_weight(enum pair_weight kind, size_t distance, size_t level_count);
/* Mean weight over the pairs of pattern `p` (sorted codes); NaN with fewer than two ratings. */
double pair_agreement(const struct patterns *patterns, size_t p, enum pair_weight kind);
/* Shares of the levels: the mean over units of each unit's shares. `shares` has level_count. */
void pair_shares(const struct patterns *patterns, double *shares);

/* Units, and those with two ratings or more. */
void pair_count(const struct patterns *patterns, double *units, double *pairable);
/* value -+ t(n - 1) * sqrt(variance), the upper bound at most 1; no interval under two units. */
struct estimate pair_interval(double value, double variance, double units);

/* Percent agreement: the mean over targets of the share of pairs on the same level, 0..1, with
 * Gwet's variance. NA with no target rated twice. */
struct estimate percent_agreement(const struct patterns *patterns);
/* The same for pairs at most one level apart. Point only: the interval is by bootstrap. */
struct estimate adjacent_agreement(const struct patterns *patterns);

#endif
