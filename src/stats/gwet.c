#include "config.h"

#include "stats/gwet.h"

#include "base/lang.h"
#include "base/mem.h"
#include "stats/chance.h"

#include <stdlib.h>

/* The sum of all weights, over the q * (q - 1) ordered pairs of different levels. */
static double weight_share(enum pair_weight weight, size_t levels)
{
	double q = (double)levels, sum = q;

	for (size_t d = 1; d < levels; d++)
		sum += 2 * (q - (double)d) * pair_weight(weight, d, levels);
	return sum / (q * (q - 1));
}

struct estimate gwet_ac(const struct patterns *patterns, enum pair_weight weight)
{
	size_t levels = patterns->level_count;

	if (levels < 2)
		return estimate_none(levels == 0 ? N_("no target has two ratings")
						 : N_("undefined: only one level is known"));
	double *shares = mem_grow(NULL, 0, levels, sizeof(*shares));
	double share = weight_share(weight, levels), chance = 0;

	pair_shares(patterns, shares);
	for (size_t c = 0; c < levels; c++) {
		chance += share * shares[c] * (1 - shares[c]);
		shares[c] = share * (1 - shares[c]);
	}
	struct estimate estimate = chance_corrected(patterns, weight, chance, shares);
	free(shares);
	return estimate;
}
