/* CATME's adjustment factor (Ohland et al. 2012): mean received / mean of the members' means, with
 * or without the own rating. NaN where nothing was received or the team's mean is not above 0. */
#ifndef PEIL_STATS_CATME_H
#define PEIL_STATS_CATME_H

#include "stats/team.h"

/* Into out[], one per person of the team; `self`: own ratings count. */
void catme_factors(const struct team *team, bool self, double *out);
/* As CATME shows it: at most 1.05, and 0.95..1.05 as 1. */
double catme_display(double factor);

#endif
