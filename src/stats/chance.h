/* What Fleiss' kappa and Gwet's coefficients share: (agreement - chance) / (1 - chance), and its
 * variance by linearisation (Gwet 2014, ch. 5). */
#ifndef PEIL_STATS_CHANCE_H
#define PEIL_STATS_CHANCE_H

#include "stats/estimate.h"
#include "stats/pairs.h"

/* `chance` is chance agreement; `by_level` what a rating on each level adds to it (the mean over a
 * unit's ratings is that unit's chance). */
struct estimate chance_corrected(const struct patterns *patterns, enum pair_weight weight,
	double chance, const double *by_level);

#endif
