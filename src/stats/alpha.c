#include "config.h"

#include "stats/alpha.h"

#include "base/lang.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct alpha {
	const struct patterns *patterns;
	double *centred;  /* per level: its value minus the mean of the levels */
	double *marginal; /* per level: pairable values, for the weights at hand */
	double *score;	  /* per level: what distances are taken between */
	/* per pattern and metric: disagreement over its pairs; not for ordinal, whose distances
	 * follow the weights */
	double *observed[ALPHA_METRICS];
	bool negative;
	/* each pattern's codes, every one once, and how often it is there: run_start[p] .. */
	size_t *run_start;
	uint32_t *run_code;
	double *run_times;
};

static double ratio_distance(double a, double b)
{
	double part = (a - b) / (a + b);

	return a == b ? 0 : part * part;
}

/* Sum over ordered pairs of squared differences in score. */
static double pattern_squares(const struct patterns *patterns, size_t p, const double *score)
{
	size_t from = patterns->start[p], end = patterns->start[p + 1];
	double mean = 0, squares = 0, count = (double)(end - from);

	for (size_t i = from; i < end; i++)
		mean += score[patterns->code[i]];
	mean /= count;
	for (size_t i = from; i < end; i++) {
		double off = score[patterns->code[i]] - mean;
		squares += off * off;
	}
	return 2 * count * squares;
}

static double pattern_different(const struct patterns *patterns, size_t p)
{
	size_t from = patterns->start[p], end = patterns->start[p + 1];
	double count = (double)(end - from), same = 0, run = 0;

	for (size_t i = from; i < end; i++) {
		run = i > from && patterns->code[i] == patterns->code[i - 1] ? run + 1 : 1;
		same += 2 * run - 1; /* run^2 in steps */
	}
	return count * count - same;
}

static double pattern_ratio(const struct patterns *patterns, size_t p)
{
	size_t from = patterns->start[p], end = patterns->start[p + 1];
	double sum = 0;

	for (size_t i = from, next; i < end; i = next) {
		for (next = i + 1; next < end && patterns->code[next] == patterns->code[i];)
			next++;
		for (size_t j = next; j < end; j++)
			sum += (double)(next - i) *
			       ratio_distance(patterns->level[patterns->code[i]],
				       patterns->level[patterns->code[j]]);
	}
	return 2 * sum;
}

/* Counting weights per level a run at a time gives the same whole numbers. */
static void make_runs(struct alpha *alpha)
{
	const struct patterns *patterns = alpha->patterns;
	size_t all = patterns->start[patterns->count], count = 0;

	alpha->run_start = mem_new((patterns->count + 1) * sizeof(*alpha->run_start));
	alpha->run_code = mem_new((all + 1) * sizeof(*alpha->run_code));
	alpha->run_times = mem_new((all + 1) * sizeof(*alpha->run_times));
	for (size_t p = 0; p < patterns->count; p++) {
		alpha->run_start[p] = count;
		for (size_t i = patterns->start[p]; i < patterns->start[p + 1]; i++) {
			if (i == patterns->start[p] || patterns->code[i] != patterns->code[i - 1])
				alpha->run_code[count++] = patterns->code[i];
			alpha->run_times[count - 1]++;
		}
	}
	alpha->run_start[patterns->count] = count;
}

struct alpha *alpha_new(const struct patterns *patterns)
{
	struct alpha *alpha = MEM_NEW(struct alpha);
	size_t levels = patterns->level_count;
	double mean = 0;

	alpha->patterns = patterns;
	make_runs(alpha);
	alpha->centred = mem_grow(NULL, 0, levels, sizeof(double));
	alpha->marginal = mem_grow(NULL, 0, levels, sizeof(double));
	alpha->score = mem_grow(NULL, 0, levels, sizeof(double));
	for (size_t m = 0; m < ALPHA_METRICS; m++)
		alpha->observed[m] = mem_grow(NULL, 0, patterns->count, sizeof(double));
	for (size_t c = 0; c < levels; c++) {
		mean += patterns->level[c] / (double)levels;
		alpha->negative |= patterns->level[c] < 0;
	}
	for (size_t c = 0; c < levels; c++)
		alpha->centred[c] = patterns->level[c] - mean;
	for (size_t p = 0; p < patterns->count; p++) {
		double others = (double)(patterns->start[p + 1] - patterns->start[p]) - 1;
		if (others < 1)
			continue;
		alpha->observed[ALPHA_NOMINAL][p] = pattern_different(patterns, p) / others;
		alpha->observed[ALPHA_INTERVAL][p] =
			pattern_squares(patterns, p, alpha->centred) / others;
		if (levels <= ALPHA_RATIO_MOST)
			alpha->observed[ALPHA_RATIO][p] = pattern_ratio(patterns, p) / others;
	}
	return alpha;
}

void alpha_free(struct alpha *alpha)
{
	if (!alpha)
		return;
	free(alpha->run_start);
	free(alpha->run_code);
	free(alpha->run_times);
	free(alpha->centred);
	free(alpha->marginal);
	free(alpha->score);
	for (size_t m = 0; m < ALPHA_METRICS; m++)
		free(alpha->observed[m]);
	free(alpha);
}

/* Count the pairable values per level; how many there are, and on how many levels. */
static double count_marginal(struct alpha *alpha, const double *weights, size_t *used)
{
	const struct patterns *patterns = alpha->patterns;
	double total = 0;

	memset(alpha->marginal, 0, patterns->level_count * sizeof(double));
	for (size_t p = 0; p < patterns->count; p++) {
		size_t from = patterns->start[p], end = patterns->start[p + 1];
		if (end - from < 2 || weights[p] == 0)
			continue;
		for (size_t i = alpha->run_start[p]; i < alpha->run_start[p + 1]; i++)
			alpha->marginal[alpha->run_code[i]] += weights[p] * alpha->run_times[i];
		total += weights[p] * (double)(end - from);
	}
	*used = 0;
	for (size_t c = 0; c < patterns->level_count; c++)
		*used += alpha->marginal[c] > 0;
	return total;
}

static double expected_squares(const struct alpha *alpha, const double *score, double total)
{
	double mean = 0, squares = 0;

	for (size_t c = 0; c < alpha->patterns->level_count; c++)
		mean += alpha->marginal[c] * score[c] / total;
	for (size_t c = 0; c < alpha->patterns->level_count; c++)
		squares += alpha->marginal[c] * (score[c] - mean) * (score[c] - mean);
	return 2 * total * squares;
}

static double expected_different(const struct alpha *alpha, double total)
{
	double sum = 0;

	for (size_t c = 0; c < alpha->patterns->level_count; c++)
		sum += alpha->marginal[c] * (total - alpha->marginal[c]);
	return sum;
}

static double expected_ratio(const struct alpha *alpha)
{
	const struct patterns *patterns = alpha->patterns;
	double sum = 0;

	for (size_t c = 0; c < patterns->level_count; c++) {
		if (alpha->marginal[c] == 0)
			continue;
		for (size_t k = c + 1; k < patterns->level_count; k++)
			sum += alpha->marginal[c] * alpha->marginal[k] *
			       ratio_distance(patterns->level[c], patterns->level[k]);
	}
	return 2 * sum;
}

/* The mean rank of each level among the pairable values. */
static void make_ranks(struct alpha *alpha)
{
	double below = 0;

	for (size_t c = 0; c < alpha->patterns->level_count; c++) {
		alpha->score[c] = below + alpha->marginal[c] / 2;
		below += alpha->marginal[c];
	}
}

static double observed_ordinal(const struct alpha *alpha, const double *weights)
{
	const struct patterns *patterns = alpha->patterns;
	double sum = 0;

	for (size_t p = 0; p < patterns->count; p++) {
		size_t count = patterns->start[p + 1] - patterns->start[p];
		if (count >= 2 && weights[p] != 0)
			sum += weights[p] * pattern_squares(patterns, p, alpha->score) /
			       (double)(count - 1);
	}
	return sum;
}

/* For the weights that were counted last. */
static double value_of(
	struct alpha *alpha, const double *weights, enum alpha_metric metric, double total)
{
	const struct patterns *patterns = alpha->patterns;
	double observed = 0, expected = 0;

	switch (metric) {
	case ALPHA_NOMINAL: expected = expected_different(alpha, total); break;
	case ALPHA_ORDINAL:
		make_ranks(alpha);
		expected = expected_squares(alpha, alpha->score, total);
		break;
	case ALPHA_INTERVAL: expected = expected_squares(alpha, alpha->centred, total); break;
	case ALPHA_RATIO:
		if (alpha->negative || patterns->level_count > ALPHA_RATIO_MOST)
			return NAN;
		expected = expected_ratio(alpha);
		break;
	}
	if (metric == ALPHA_ORDINAL)
		observed = observed_ordinal(alpha, weights);
	else
		for (size_t p = 0; p < patterns->count; p++)
			observed += weights[p] * alpha->observed[metric][p];
	return 1 - observed * (total - 1) / expected;
}

double alpha_value(struct alpha *alpha, const double *weights, enum alpha_metric metric)
{
	size_t used;
	double total;

	if (!weights)
		weights = alpha->patterns->times;
	total = count_marginal(alpha, weights, &used);
	return used < 2 ? NAN : value_of(alpha, weights, metric, total);
}

void alpha_values(struct alpha *alpha, const double *weights, const bool wanted[ALPHA_METRICS],
	double values[ALPHA_METRICS])
{
	size_t used;
	double total = count_marginal(alpha, weights, &used);

	for (int m = 0; m < ALPHA_METRICS; m++)
		values[m] = used < 2 || !wanted[m]
				    ? NAN
				    : value_of(alpha, weights, (enum alpha_metric)m, total);
}

struct estimate alpha_estimate(struct alpha *alpha, enum alpha_metric metric)
{
	size_t used;

	if (count_marginal(alpha, alpha->patterns->times, &used) == 0)
		return estimate_none(N_("no target has two ratings"));
	if (used < 2)
		return estimate_none(N_("undefined: all ratings are the same"));
	if (metric == ALPHA_RATIO && alpha->negative)
		return estimate_none(N_("the ratio metric needs values of zero or more"));
	if (metric == ALPHA_RATIO && alpha->patterns->level_count > ALPHA_RATIO_MOST)
		return estimate_none(N_("there are more than 2,000 different values"));
	return estimate_point(alpha_value(alpha, NULL, metric));
}
