/* Per rater: severity, the mean deviation from the co-raters on the same units, in units of the
 * values (below 0: lower than the others), and range use, the width of the ratings given over the
 * width of the levels (declared, else those that occur), 0..1. Per target: controversy, 1 - unity
 * (Tastle & Wierman 2007), the mean over its units with two ratings or more, 0..1. NaN where not
 * defined: nobody else rated the same, one level only. */
#ifndef PEIL_STATS_SEVERITY_H
#define PEIL_STATS_SEVERITY_H

#include "stats/units.h"

struct severity {
	double severity, range_use;
	size_t shared; /* units that another rater rated as well */
	size_t ratings;
};

struct controversy {
	double controversy;
	size_t ratings;
};

/* One per rater of the units, owned. */
struct severity *severity_new(const struct units *units);
/* One per target of the units, owned. */
struct controversy *controversy_new(const struct units *units);

#endif
