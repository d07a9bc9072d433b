/* Krippendorff's alpha: 1 - observed / expected disagreement, from the coincidences of pairable
 * values (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability). Any number of raters;
 * values that are alone in their unit are left out; rater and order do not matter. Range -1..1.
 *
 * Squared distances: nominal 0 or 1; ordinal the values' distance in mean ranks of the pairable
 * values, which is Krippendorff's sum of frequencies; interval (c - k)^2; ratio
 * ((c - k) / (c + k))^2. NA where all pairable values are equal, or none is pairable. */
#ifndef PEIL_STATS_ALPHA_H
#define PEIL_STATS_ALPHA_H

#include "stats/estimate.h"
#include "stats/patterns.h"

#include <stdbool.h>

#define ALPHA_RATIO_MOST 2000 /* different values: the ratio metric compares each with each */

enum alpha_metric { ALPHA_NOMINAL, ALPHA_ORDINAL, ALPHA_INTERVAL, ALPHA_RATIO };
#define ALPHA_METRICS 4

struct alpha;

/* Borrows the patterns. */
struct alpha *alpha_new(const struct patterns *patterns);
void alpha_free(struct alpha *alpha);
/* Alpha for a weight per pattern (NULL: as the data are); NaN where it is not defined. */
double alpha_value(struct alpha *alpha, const double *weights, enum alpha_metric metric);
/* All metrics at once, for the weights of a draw; NaN too where one is not wanted. */
void alpha_values(struct alpha *alpha, const double *weights, const bool wanted[ALPHA_METRICS],
	double values[ALPHA_METRICS]);
/* The same with the reason; point only: the interval is by bootstrap. */
struct estimate alpha_estimate(struct alpha *alpha, enum alpha_metric metric);

#endif
