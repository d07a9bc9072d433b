/* How divided a group is on one criterion: counts, words, a number only on request.
 *
 * Levels are given as rising values and a count each; those who said unknown stay out of every
 * number but are shown and counted beside them. */
#ifndef PEIL_STATS_SPREAD_H
#define PEIL_STATS_SPREAD_H

#include <stdbool.h>
#include <stddef.h>

/* Unity, the consensus of Tastle & Wierman (2007): 1 + sum p * log2(1 - |x - mean| / width), width
 * from the lowest to the highest level; 1 all alike, 0 split over the two ends. NaN without
 * scores, or with fewer than two levels. */
double spread_unity(const double *levels, const size_t *counts, size_t level_count);

enum spread_word { SPREAD_UNITED, SPREAD_CLOSE, SPREAD_SPREAD, SPREAD_FAR_APART, SPREAD_NOBODY };

struct spread {
	size_t scored, unknown;
	size_t lowest, highest; /* levels (indices) that were chosen; 0 when nobody scored */
	/* the middle: equal, or the two levels between which it falls */
	size_t middle_low, middle_high;
	size_t most;	       /* the level most chosen, the lowest of equals */
	enum spread_word word; /* from the range in levels: 0, 1, 2, 3 or more */
	double unity;	       /* NaN where not defined */
	bool agreed;
	bool not_known; /* a third or more of those who answered said unknown */
};

/* Agreed: at least `threshold` percent of all who scored chose the same level, nobody is more than
 * one level away from it, and fewer than a third said unknown. */
struct spread spread_of(const double *levels, const size_t *counts, size_t level_count,
	size_t unknown, unsigned threshold);
/* "united", "close", "spread", "far apart": a msgid, constant. */
const char *spread_word_text(enum spread_word word);
/* Stability between rounds: the share of raters with a level in both rounds who kept it. Levels
 * per rater, (size_t)-1 for none; NaN when nobody has both. */
double spread_stability(const size_t *before, const size_t *after, size_t rater_count);

#endif
