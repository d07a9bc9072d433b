/* Sheets by criteria: what the statistics across criteria read. A sheet is one rater's ratings of
 * one target; only complete sheets are rows here, the others are counted. */
#ifndef PEIL_STATS_ITEMS_H
#define PEIL_STATS_ITEMS_H

#include "stats/estimate.h"
#include "stats/units.h"

struct items {
	size_t count;	   /* complete sheets */
	size_t item_count; /* criteria */
	size_t incomplete; /* sheets that miss a criterion */
	double *value;	   /* sheet by criterion */
	uint32_t *target;  /* per sheet, rising */
	size_t target_count;
};

/* From units over all criteria (RATINGS_ALL); `criteria` of them. */
struct items *items_new(const struct units *units, size_t criteria);
void items_free(struct items *items);
/* Why these cannot be used (a msgid), or NULL: missing cells, fewer than `least` criteria. */
const char *items_why_not(const struct items *items, size_t least);
/* Covariance matrix (n - 1), item by item, owned; `weights` per sheet or NULL. NULL result when the
 * weights are of fewer than two sheets. */
double *items_covariance(const struct items *items, const double *weights);

#endif
