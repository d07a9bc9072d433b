/* Gwet's AC1 (Gwet 2008) and AC2 with linear or quadratic weights over the distance in levels
 * (Gwet 2014), missing ratings allowed, interval by Gwet's variance and t(n - 1), at most 1.
 * q counts the declared levels, or those that occur; with one level it is undefined. */
#ifndef PEIL_STATS_GWET_H
#define PEIL_STATS_GWET_H

#include "stats/estimate.h"
#include "stats/pairs.h"

/* `weight`: PAIR_SAME gives AC1, PAIR_LINEAR and PAIR_QUADRATIC give AC2. */
struct estimate gwet_ac(const struct patterns *patterns, enum pair_weight weight);

#endif
