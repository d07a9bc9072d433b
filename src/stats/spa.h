/* SPA and SAPA, the roots of SPARKPLUS (Freeman & McKenzie 2002), with means for totals so that
 * missing cells do no harm. SPA: sqrt(received / mean of the members' received); 1 is the team's
 * mean. SAPA: sqrt(own rating of oneself / mean of the peers' ratings); above 1 is higher than the
 * peers. NaN where a part is missing or the divisor is not above 0. */
#ifndef PEIL_STATS_SPA_H
#define PEIL_STATS_SPA_H

#include "stats/team.h"

/* One figure per member into `out`; `self`: own ratings count in SPA. */
void spa_factors(const struct team *team, bool self, double *out);
void sapa_factors(const struct team *team, double *out);

#endif
