/* Kendall's W: concordance of the raters' rankings of the targets, corrected for ties (Kendall &
 * Babington Smith 1939): 12 S / (m^2 (n^3 - n) - m sum T). Range 0..1. Needs every rater on every
 * target, two of each; undefined where every rater ranks all targets the same. */
#ifndef PEIL_STATS_KENDALL_H
#define PEIL_STATS_KENDALL_H

#include "stats/estimate.h"
#include "stats/patterns.h"

struct kendall;

/* `patterns` by rater, of complete units (every pattern has one code per rater); borrowed. */
struct kendall *kendall_new(const struct patterns *patterns);
void kendall_free(struct kendall *kendall);
/* W for a weight per pattern (NULL: as the data are); NaN where it is not defined. */
double kendall_value(struct kendall *kendall, const double *weights);
/* Why W is not defined for these units (a msgid), or NULL. */
const char *kendall_why_not(const struct units *units);

#endif
