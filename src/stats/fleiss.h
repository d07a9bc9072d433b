/* Fleiss' kappa (Fleiss 1971) for two raters or more, nominal; missing ratings and the variance as
 * in Gwet (2014), interval by t(n - 1), at most 1. Undefined where all ratings are the same. */
#ifndef PEIL_STATS_FLEISS_H
#define PEIL_STATS_FLEISS_H

#include "stats/estimate.h"
#include "stats/patterns.h"

struct estimate fleiss_kappa(const struct patterns *patterns);

#endif
