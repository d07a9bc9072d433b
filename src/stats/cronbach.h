/* Cronbach's alpha over criteria (Cronbach 1951): k / (k - 1) * (1 - sum of variances / variance of
 * the sum); the unit is the sheet, reversed items already turned. Interval by Feldt (1965):
 * 1 - (1 - alpha) * F. At most 1, can be negative. NA with missing cells, one criterion, one sheet,
 * or sums that do not vary. */
#ifndef PEIL_STATS_CRONBACH_H
#define PEIL_STATS_CRONBACH_H

#include "stats/items.h"

struct estimate cronbach_alpha(const struct items *items);

#endif
