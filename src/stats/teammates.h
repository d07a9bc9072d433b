/* TEAMMATES' contribution: each row normalised to 100 per person rated (its diagonal is what the
 * rater claims), then without the diagonal again; the column means, normalised to 100 per person,
 * are what the team perceives. Missing cells are skipped; a row without a positive sum says
 * nothing. Not rounded: half up is for display only. NaN where there is nothing to go by. */
#ifndef PEIL_STATS_TEAMMATES_H
#define PEIL_STATS_TEAMMATES_H

#include "stats/team.h"

void teammates_contribution(const struct team *team, double *claimed, double *perceived);

#endif
