#include "config.h"

#include "stats/tallies_numbers.h"

#include "stats/spread.h"

#include <math.h>

static double median_of(
	const struct tallies *tallies, const uint32_t *counts, const size_t *order, size_t n)
{
	size_t seen = 0, low = (n - 1) / 2, high = n / 2;
	double first = NAN;

	for (size_t i = 0; i < tallies->value_count; i++) {
		size_t before = seen;

		seen += counts[order[i]];
		if (before <= low && low < seen)
			first = tallies->values[order[i]];
		if (before <= high && high < seen)
			return (first + tallies->values[order[i]]) / 2;
	}
	return NAN;
}

static double unity_of(const struct tallies *tallies, const uint32_t *counts, const double *levels,
	size_t level_count)
{
	size_t by_level[TALLIES_VALUES_MAX];

	if (levels == NULL || level_count > TALLIES_VALUES_MAX)
		return NAN;
	for (size_t l = 0; l < level_count; l++) {
		by_level[l] = 0;
		for (size_t v = 0; v < tallies->value_count; v++)
			if (tallies->values[v] == levels[l])
				by_level[l] = counts[v];
	}
	return spread_unity(levels, by_level, level_count);
}

struct tallies_numbers tallies_numbers(const struct tallies *tallies, uint32_t target,
	uint32_t criterion, const size_t *order, const double *levels, size_t level_count)
{
	struct tallies_numbers out = {0, NAN, NAN, NAN, NAN, NAN, NAN};
	const struct tallies_moments *moments = tallies_moments(tallies, target, criterion);
	const uint32_t *counts = tallies_counts(tallies, target, criterion) + TALLIES_NONE_COUNT;
	double sum = 0, squares = 0;

	if (moments != NULL) {
		if (moments->n == 0)
			return out;
		out = (struct tallies_numbers){
			moments->n, moments->low, NAN, moments->high, moments->mean, NAN, NAN};
		if (moments->n > 1)
			out.sd = sqrt(moments->squares / (double)(moments->n - 1));
		return out;
	}
	for (size_t i = 0; i < tallies->value_count; i++) {
		if (counts[order[i]] == 0)
			continue;
		if (out.n == 0)
			out.min = tallies->values[order[i]];
		out.max = tallies->values[order[i]];
		out.n += counts[order[i]];
		sum += tallies->values[order[i]] * counts[order[i]];
	}
	if (out.n == 0)
		return out;
	out.mean = sum / (double)out.n;
	for (size_t v = 0; v < tallies->value_count; v++)
		squares += counts[v] * (tallies->values[v] - out.mean) *
			   (tallies->values[v] - out.mean);
	if (out.n > 1)
		out.sd = sqrt(squares / (double)(out.n - 1));
	out.median = median_of(tallies, counts, order, out.n);
	out.unity = unity_of(tallies, counts, levels, level_count);
	return out;
}
