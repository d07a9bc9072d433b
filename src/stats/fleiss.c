#include "config.h"

#include "stats/fleiss.h"

#include "base/lang.h"
#include "base/mem.h"
#include "stats/chance.h"

#include <stdlib.h>

struct estimate fleiss_kappa(const struct patterns *patterns)
{
	double *shares = mem_grow(NULL, 0, patterns->level_count, sizeof(*shares));
	struct estimate estimate;
	double chance = 0;
	size_t used = 0;

	pair_shares(patterns, shares);
	for (size_t c = 0; c < patterns->level_count; c++) {
		chance += shares[c] * shares[c];
		used += shares[c] > 0;
	}
	if (used == 1)
		estimate = estimate_none(N_("undefined: all ratings are the same"));
	else
		estimate = chance_corrected(patterns, PAIR_SAME, chance, shares);
	free(shares);
	return estimate;
}
