/* Equal units collapsed: each different list of levels once, with how often it occurs.
 *
 * Agreement does not ask which unit or rater it was, so a table of 100,000 targets on four levels
 * becomes some dozens of patterns, and a bootstrap draw costs as little. A draw is over targets:
 * targets that consist of the same patterns are a `lot`. */
#ifndef PEIL_STATS_PATTERNS_H
#define PEIL_STATS_PATTERNS_H

#include "stats/units.h"

struct patterns {
	size_t count;
	size_t *start;	/* pattern p holds the codes start[p] .. start[p + 1] - 1 */
	uint32_t *code; /* index in units->level; rising, or by rater when `by_rater` */
	double *times;	/* how many units look like this */
	bool by_rater;
	const double *level; /* borrowed from the units */
	size_t level_count;
	size_t lot_count;
	double *lot_times;     /* how many targets are of this lot */
	size_t *lot_start;     /* lot l holds the patterns lot_start[l] .. lot_start[l + 1] - 1 */
	uint32_t *lot_pattern; /* the patterns of one target of this lot */
};

/* `by_rater` keeps the order of raters (for rankings), else codes are sorted in each pattern.
 * Borrows from `units`. */
struct patterns *patterns_new(const struct units *units, bool by_rater);
void patterns_free(struct patterns *patterns);
/* From weights per lot to weights per pattern. */
void patterns_spread(const struct patterns *patterns, const double *lots, double *weights);

/* Sequences of numbers collapsed: of[i] is the pattern of sequence i, first[p] a sequence that has
 * pattern p, times[p] how many have it. */
struct collapsed {
	size_t count;
	uint32_t *of;
	size_t *first;
	double *times;
};

/* Sequence i is item[start[i]] up to item[start[i + 1]]; `start` has one more than `sequences`. */
void collapse(struct collapsed *out, const size_t *start, const uint32_t *item, size_t sequences);
void collapsed_free(struct collapsed *collapsed);

#endif
