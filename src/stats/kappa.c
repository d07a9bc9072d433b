#include "config.h"

#include "stats/kappa.h"

#include "base/lang.h"
#include "base/mem.h"
#include "stats/distribution.h"

#include <stdlib.h>

/* Per level: the mean weight against a rater whose levels have these shares. In one pass up and
 * one down, since linear and quadratic weights are sums over the levels passed. */
static double *mean_weights(const double *shares, size_t levels, enum pair_weight weight)
{
	double *mean = mem_grow(NULL, 0, levels, sizeof(*mean));
	double width = levels > 1 ? (double)(levels - 1) : 1;

	if (weight == PAIR_SAME) {
		for (size_t c = 0; c < levels; c++)
			mean[c] = shares[c];
		return mean;
	}
	for (int way = 0; way < 2; way++) {
		/* sums over the levels passed of share, share * d, share * d^2 */
		double all = 0, first = 0, second = 0;
		for (size_t step = 0; step < levels; step++) {
			size_t c = way == 0 ? step : levels - 1 - step;
			second += 2 * first + all;
			first += all;
			mean[c] -= weight == PAIR_LINEAR ? first / width : second / (width * width);
			all += shares[c];
		}
	}
	for (size_t c = 0; c < levels; c++)
		mean[c] += 1;
	return mean;
}

struct both {
	const struct units *units;
	enum pair_weight weight;
	double count; /* units that both rated */
	double *shares[2], *mean[2];
};

static bool rated_by_both(const struct units *units, size_t u)
{
	return units->start[u + 1] - units->start[u] == 2;
}

static double weight_of(const struct both *both, size_t u)
{
	const uint32_t *code = both->units->code + both->units->start[u];
	size_t apart = code[0] > code[1] ? code[0] - code[1] : code[1] - code[0];

	return pair_weight(both->weight, apart, both->units->level_count);
}

static void count_shares(struct both *both)
{
	const struct units *units = both->units;

	for (size_t u = 0; u < units->count; u++)
		both->count += rated_by_both(units, u);
	for (int r = 0; r < 2; r++)
		both->shares[r] = mem_grow(NULL, 0, units->level_count, sizeof(double));
	for (size_t u = 0; u < units->count; u++)
		for (size_t r = 0; rated_by_both(units, u) && r < 2; r++)
			both->shares[r][units->code[units->start[u] + r]] += 1 / both->count;
	for (int r = 0; r < 2; r++)
		both->mean[r] = mean_weights(both->shares[r], units->level_count, both->weight);
}

static double variance(const struct both *both, double kappa, double chance)
{
	const struct units *units = both->units;
	double sum = 0, shift = kappa - chance * (1 - kappa);

	for (size_t u = 0; u < units->count; u++) {
		if (!rated_by_both(units, u))
			continue;
		const uint32_t *code = units->code + units->start[u];
		double off = weight_of(both, u) -
			     (both->mean[1][code[0]] + both->mean[0][code[1]]) * (1 - kappa);
		sum += off * off / both->count;
	}
	return fmax(0, (sum - shift * shift) / (both->count * (1 - chance) * (1 - chance)));
}

struct estimate cohen_kappa(const struct units *units, enum pair_weight weight)
{
	struct both both = {.units = units, .weight = weight};
	struct estimate estimate;
	double observed = 0, chance = 0;
	size_t used = 0;

	if (units->rater_count != 2)
		return estimate_none(N_("needs exactly two raters"));
	count_shares(&both);
	for (size_t u = 0; u < units->count; u++)
		if (rated_by_both(units, u))
			observed += weight_of(&both, u) / both.count;
	for (size_t c = 0; c < units->level_count; c++) {
		chance += both.shares[0][c] * both.mean[1][c];
		used += both.shares[0][c] > 0 || both.shares[1][c] > 0;
	}
	if (both.count == 0)
		estimate = estimate_none(N_("no target has two ratings"));
	else if (used < 2)
		estimate = estimate_none(N_("undefined: all ratings are the same"));
	else {
		estimate = estimate_point((observed - chance) / (1 - chance));
		double half = distribution_normal(ESTIMATE_TAIL) *
			      sqrt(variance(&both, estimate.value, chance));
		estimate.low = estimate.value - half;
		estimate.high = fmin(1, estimate.value + half);
	}
	for (int r = 0; r < 2; r++) {
		free(both.shares[r]);
		free(both.mean[r]);
	}
	return estimate;
}
