/* Cohen's kappa for two raters: unweighted (Cohen 1960), linear and quadratic weights (Cohen 1968)
 * over the distance in levels, interval by the large-sample variance of Fleiss, Cohen & Everitt
 * (1969), at most 1. Units that only one of them rated are left out. At most 1, can be negative.
 * NA unless there are exactly two raters; undefined where chance agreement is 1. */
#ifndef PEIL_STATS_KAPPA_H
#define PEIL_STATS_KAPPA_H

#include "stats/estimate.h"
#include "stats/pairs.h"
#include "stats/units.h"

/* `weight`: PAIR_SAME, PAIR_LINEAR or PAIR_QUADRATIC. */
struct estimate cohen_kappa(const struct units *units, enum pair_weight weight);

#endif
