/* The six intraclass correlations of Shrout & Fleiss (1979), with the F intervals of McGraw & Wong
 * (1996), table 7; icc2k's interval is Spearman-Brown of icc2's bounds.
 *
 * n targets, k ratings each. icc1, icc1k: one-way, raters may differ per target, but each target
 * needs equally many. icc2, icc2k: absolute agreement, raters a sample; icc3, icc3k: consistency,
 * raters fixed; both need every rater on every target. ...k: of the mean of k ratings. At most 1,
 * can be negative. NA where there are cells missing, one target, one rater, or no variance that
 * the figure divides by. */
#ifndef PEIL_STATS_ICC_H
#define PEIL_STATS_ICC_H

#include "stats/estimate.h"
#include "stats/units.h"

enum icc_kind { ICC_1, ICC_2, ICC_3, ICC_1K, ICC_2K, ICC_3K, ICC_COUNT };

void icc_estimates(const struct units *units, struct estimate out[ICC_COUNT]);

#endif
