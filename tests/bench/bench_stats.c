/* How long the statistics take on 100,000 targets and 5 raters: the table, alpha and ICCs, and
 * 1,000 bootstrap draws of all that are drawn together. Milliseconds, the best of five.
 *
 * bench_stats [TARGETS [RATERS [LEVELS]]] */
#include "config.h"

#include "model/ratings.h"
#include "stats/agreement.h"
#include "stats/alpha.h"
#include "stats/icc.h"
#include "stats/patterns.h"
#include "stats/resample.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define TURNS 5

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return 1e3 * (double)time.tv_sec + 1e-6 * (double)time.tv_nsec;
}

static unsigned next(unsigned long long *state, unsigned bound)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*state >> 33) % bound;
}

static struct ratings *make(unsigned targets, unsigned raters, unsigned levels)
{
	struct ratings *ratings = ratings_new();
	unsigned long long state = 1;
	char rater[32], target[32];
	size_t earlier;

	for (unsigned t = 0; t < targets; t++) {
		unsigned truth = next(&state, levels);
		snprintf(target, sizeof(target), "t%07u", t);
		for (unsigned r = 0; r < raters; r++) {
			unsigned value = next(&state, 2) ? truth : next(&state, levels);
			snprintf(rater, sizeof(rater), "r%03u", r);
			ratings_add(
				ratings, "", rater, target, RATINGS_ONE, 1 + value, 0, &earlier);
		}
	}
	return ratings;
}

struct drawing {
	const struct patterns *patterns;
	struct alpha *alpha;
	double *weights;
};

static void draw(void *context, const double *lots, double *values)
{
	struct drawing *drawing = context;

	patterns_spread(drawing->patterns, lots, drawing->weights);
	values[0] = alpha_value(drawing->alpha, drawing->weights, ALPHA_ORDINAL);
}

static double least(double a, double b)
{
	return a < b ? a : b;
}

int main(int argc, char **argv)
{
	unsigned targets = argc > 1 ? (unsigned)atoi(argv[1]) : 100000;
	unsigned raters = argc > 2 ? (unsigned)atoi(argv[2]) : 5;
	unsigned levels = argc > 3 ? (unsigned)atoi(argv[3]) : 4;
	double table = 1e9, units_time = 1e9, point = 1e9, drawn = 1e9, everything = 1e9;

	for (int turn = 0; turn < TURNS; turn++) {
		double start = now();
		struct ratings *ratings = make(targets, raters, levels);
		struct ratings_index *index = ratings_index_new(ratings);
		struct units_options options = {0};
		table = least(table, now() - start);

		start = now();
		struct units *units = units_new(ratings, index, 0, &options);
		units_time = least(units_time, now() - start);
		start = now();
		struct patterns *patterns = patterns_new(units, false);
		struct alpha *alpha = alpha_new(patterns);
		struct estimate icc[ICC_COUNT];
		double values[4];
		for (int m = 0; m < 4; m++)
			values[m] = alpha_value(alpha, NULL, (enum alpha_metric)m);
		icc_estimates(units, icc);
		point = least(point, now() - start);

		start = now();
		struct resample resample = {.draws = 1000, .seed = 1};
		struct drawing drawing = {
			patterns, alpha, calloc(patterns->count + 1, sizeof(double))};
		struct interval interval;
		resample_run(&resample, patterns->lot_times, patterns->lot_count, draw, &drawing, 1,
			&interval);
		drawn = least(drawn, now() - start);
		if (turn == 0)
			printf("%u targets, %u raters, %u levels: %zu patterns; alpha_ordinal %.4f "
			       "(%.4f to %.4f), icc2 %.4f\n",
				targets, raters, levels, patterns->count, values[1], interval.low,
				interval.high, icc[ICC_2].value);
		free(drawing.weights);
		alpha_free(alpha);
		patterns_free(patterns);
		units_free(units);
		ratings_index_free(index);

		start = now();
		struct agreement_options all = {.resample = resample};
		struct agreement *agreement = agreement_new(ratings, &all);
		everything = least(everything, now() - start);
		agreement_free(agreement);
		ratings_free(ratings);
	}
	printf("table built and indexed         %8.1f ms\n", table);
	printf("units from the table            %8.1f ms\n", units_time);
	printf("four alphas and six ICCs        %8.1f ms\n", point);
	printf("1,000 draws of alpha_ordinal    %8.1f ms\n", drawn);
	printf("all of peil agree, 1,000 draws  %8.1f ms\n", everything);
	return 0;
}
