#include "config.h"

#include "stats/resample.h"

#include "base/mem.h"
#include "stats/estimate.h"

#include <stdlib.h>
#include <string.h>

#define TOLD_EVERY 16 /* draws between two words of progress */

struct lots {
	const double *times;
	size_t count;
	uint32_t total;	  /* targets */
	uint32_t *lot_of; /* per target, or NULL: draw by lot */
};

/* One by one costs a number a target, by lot a binomial (some twenty numbers' time) a lot. */
static struct lots lots_make(const double *times, size_t count)
{
	struct lots lots = {.times = times, .count = count};
	double total = 0;

	for (size_t l = 0; l < count; l++)
		total += times[l];
	lots.total = (uint32_t)total;
	if (total > 20.0 * (double)count)
		return lots;
	lots.lot_of = mem_grow(NULL, 0, lots.total, sizeof(*lots.lot_of));
	uint32_t at = 0;
	for (size_t l = 0; l < count; l++)
		for (double i = 0; i < times[l]; i++)
			lots.lot_of[at++] = (uint32_t)l;
	return lots;
}

static void draw(const struct lots *lots, struct random *random, double *weights)
{
	if (lots->lot_of) {
		memset(weights, 0, lots->count * sizeof(*weights));
		for (uint32_t i = 0; i < lots->total; i++)
			weights[lots->lot_of[random_below(random, lots->total)]]++;
		return;
	}
	double left = lots->total, chance = lots->total;
	for (size_t l = 0; l < lots->count; l++) {
		weights[l] = random_binomial(random, left, lots->times[l] / chance);
		left -= weights[l];
		chance -= lots->times[l];
	}
}

static int compare_doubles(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return a < b ? -1 : a > b;
}

/* R's type 7 quantile of a sorted list. */
static double quantile(const double *sorted, size_t count, double p)
{
	double place = (double)(count - 1) * p;
	size_t below = (size_t)place;

	if (below + 1 >= count)
		return sorted[count - 1];
	return sorted[below] + (place - (double)below) * (sorted[below + 1] - sorted[below]);
}

static struct interval interval_of(double *values, size_t draws)
{
	struct interval interval = {NAN, NAN};
	size_t count = 0;

	for (size_t i = 0; i < draws; i++)
		if (!isnan(values[i]))
			values[count++] = values[i];
	if (count == 0 || 2 * count < draws)
		return interval;
	qsort(values, count, sizeof(*values), compare_doubles);
	interval.low = quantile(values, count, 1 - ESTIMATE_TAIL);
	interval.high = quantile(values, count, ESTIMATE_TAIL);
	return interval;
}

void resample_run(const struct resample *options, const double *times, size_t lot_count,
	resample_fn *compute, void *context, size_t value_count, struct interval *out)
{
	struct lots lots = lots_make(times, lot_count);
	size_t draws = lots.total < 2 ? 0 : options->draws;
	double *weights = mem_grow(NULL, 0, lot_count, sizeof(*weights));
	double *values = mem_grow(NULL, 0, value_count, sizeof(*values));
	double *all = mem_grow(NULL, 0, draws * value_count, sizeof(*all));
	struct random *random = random_new(options->seed);

	for (size_t i = 0; i < draws; i++) {
		draw(&lots, random, weights);
		compute(context, weights, values);
		for (size_t v = 0; v < value_count; v++)
			all[v * draws + i] = values[v];
		if (options->progress && (i + 1) % TOLD_EVERY == 0)
			options->progress(options->progress_context, i + 1, draws);
	}
	for (size_t v = 0; v < value_count; v++)
		out[v] = interval_of(all + v * draws, draws);
	random_free(random);
	free(lots.lot_of);
	free(weights);
	free(values);
	free(all);
}
