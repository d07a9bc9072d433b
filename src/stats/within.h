/* Agreement on one target, averaged over the targets with two ratings or more. All need declared
 * levels.
 *
 * unity: see spread.h, 0..1. rwg: 1 - variance / variance of the levels if each were as likely,
 * (A^2 - 1) / 12 for A levels one apart (James, Demaree & Wolf 1984); a variance above that counts
 * as that, so 0..1. average_deviation: mean distance to the target's mean, in units of the levels'
 * values, 0 is agreement (Burke, Finkelstein & Dusig 1999). */
#ifndef PEIL_STATS_WITHIN_H
#define PEIL_STATS_WITHIN_H

#include "stats/estimate.h"
#include "stats/patterns.h"

enum within_kind { WITHIN_UNITY, WITHIN_RWG, WITHIN_DEVIATION, WITHIN_COUNT };

/* One pattern's figure; NaN with fewer than two ratings or one level. */
double within_pattern(const struct patterns *patterns, size_t p, enum within_kind kind);
/* Mean over targets; `declared` as in units. Point only: the interval is by bootstrap. */
struct estimate within_estimate(
	const struct patterns *patterns, bool declared, enum within_kind kind);

#endif
