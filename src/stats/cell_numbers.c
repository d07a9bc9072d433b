#include "config.h"

#include "stats/cell_numbers.h"

#include "stats/spread.h"

#include <math.h>

static double median_of(
	const struct cells *cells, const uint32_t *counts, const size_t *order, size_t n)
{
	size_t seen = 0, low = (n - 1) / 2, high = n / 2;
	double first = NAN;

	for (size_t i = 0; i < cells->value_count; i++) {
		size_t before = seen;

		seen += counts[order[i]];
		if (before <= low && low < seen)
			first = cells->values[order[i]];
		if (before <= high && high < seen)
			return (first + cells->values[order[i]]) / 2;
	}
	return NAN;
}

static double unity_of(
	const struct cells *cells, const uint32_t *counts, const double *levels, size_t level_count)
{
	size_t by_level[CELLS_VALUES_MAX];

	if (levels == NULL || level_count > CELLS_VALUES_MAX)
		return NAN;
	for (size_t l = 0; l < level_count; l++) {
		by_level[l] = 0;
		for (size_t v = 0; v < cells->value_count; v++)
			if (cells->values[v] == levels[l])
				by_level[l] = counts[v];
	}
	return spread_unity(levels, by_level, level_count);
}

struct cell_numbers cell_numbers(const struct cells *cells, uint32_t target, uint32_t criterion,
	const size_t *order, const double *levels, size_t level_count)
{
	struct cell_numbers out = {0, NAN, NAN, NAN, NAN, NAN, NAN};
	const struct cells_moments *moments = cells_moments(cells, target, criterion);
	const uint32_t *counts = cells_counts(cells, target, criterion) + CELLS_NONE_COUNT;
	double sum = 0, squares = 0;

	if (moments != NULL) {
		if (moments->n == 0)
			return out;
		out = (struct cell_numbers){
			moments->n, moments->low, NAN, moments->high, moments->mean, NAN, NAN};
		if (moments->n > 1)
			out.sd = sqrt(moments->squares / (double)(moments->n - 1));
		return out;
	}
	for (size_t i = 0; i < cells->value_count; i++) {
		if (counts[order[i]] == 0)
			continue;
		if (out.n == 0)
			out.min = cells->values[order[i]];
		out.max = cells->values[order[i]];
		out.n += counts[order[i]];
		sum += cells->values[order[i]] * counts[order[i]];
	}
	if (out.n == 0)
		return out;
	out.mean = sum / (double)out.n;
	for (size_t v = 0; v < cells->value_count; v++)
		squares +=
			counts[v] * (cells->values[v] - out.mean) * (cells->values[v] - out.mean);
	if (out.n > 1)
		out.sd = sqrt(squares / (double)(out.n - 1));
	out.median = median_of(cells, counts, order, out.n);
	out.unity = unity_of(cells, counts, levels, level_count);
	return out;
}
