#include "config.h"

#include "stats/chance.h"

#include "base/lang.h"

static double unit_chance(const struct patterns *patterns, size_t p, const double *by_level)
{
	size_t from = patterns->start[p], end = patterns->start[p + 1];
	double sum = 0;

	for (size_t i = from; i < end; i++)
		sum += by_level[patterns->code[i]];
	return sum / (double)(end - from);
}

struct estimate chance_corrected(const struct patterns *patterns, enum pair_weight weight,
	double chance, const double *by_level)
{
	double units, pairable, agreement = 0, squares = 0;

	pair_count(patterns, &units, &pairable);
	if (pairable == 0)
		return estimate_none(N_("no target has two ratings"));
	for (size_t p = 0; p < patterns->count; p++)
		if (patterns->start[p + 1] - patterns->start[p] >= 2)
			agreement +=
				patterns->times[p] * pair_agreement(patterns, p, weight) / pairable;
	double value = (agreement - chance) / (1 - chance);
	for (size_t p = 0; p < patterns->count; p++) {
		double own = pair_agreement(patterns, p, weight);
		double part = isnan(own) ? 0 : units / pairable * (own - chance) / (1 - chance);
		part -= 2 * (1 - value) * (unit_chance(patterns, p, by_level) - chance) /
			(1 - chance);
		squares += patterns->times[p] * (part - value) * (part - value);
	}
	return pair_interval(value, squares / (units * (units - 1)), units);
}
