#include "config.h"

#include "stats/within.h"

#include "base/lang.h"
#include "base/mem.h"
#include "stats/spread.h"

#include <stdlib.h>

static double pattern_mean(const struct patterns *patterns, size_t p)
{
	size_t from = patterns->start[p], end = patterns->start[p + 1];
	double sum = 0;

	for (size_t i = from; i < end; i++)
		sum += patterns->level[patterns->code[i]];
	return sum / (double)(end - from);
}

static double unity(const struct patterns *patterns, size_t p)
{
	size_t *counts = mem_grow(NULL, 0, patterns->level_count, sizeof(*counts));

	for (size_t i = patterns->start[p]; i < patterns->start[p + 1]; i++)
		counts[patterns->code[i]]++;
	double value = spread_unity(patterns->level, counts, patterns->level_count);
	free(counts);
	return value;
}

/* Variance of the levels if each were as likely. */
static double random_variance(const struct patterns *patterns)
{
	double mean = 0, squares = 0, count = (double)patterns->level_count;

	for (size_t c = 0; c < patterns->level_count; c++)
		mean += patterns->level[c] / count;
	for (size_t c = 0; c < patterns->level_count; c++)
		squares += (patterns->level[c] - mean) * (patterns->level[c] - mean);
	return squares / count;
}

double within_pattern(const struct patterns *patterns, size_t p, enum within_kind kind)
{
	size_t from = patterns->start[p], end = patterns->start[p + 1];
	double count = (double)(end - from), sum = 0;

	if (count < 2 || patterns->level_count < 2)
		return NAN;
	if (kind == WITHIN_UNITY)
		return unity(patterns, p);
	double mean = pattern_mean(patterns, p);
	for (size_t i = from; i < end; i++) {
		double off = patterns->level[patterns->code[i]] - mean;
		sum += kind == WITHIN_RWG ? off * off : fabs(off);
	}
	if (kind == WITHIN_DEVIATION)
		return sum / count;
	return fmax(0, 1 - sum / (count - 1) / random_variance(patterns));
}

struct estimate within_estimate(
	const struct patterns *patterns, bool declared, enum within_kind kind)
{
	double sum = 0, count = 0;

	if (!declared)
		return estimate_none(N_("needs the declared levels (--levels 1..4)"));
	if (patterns->level_count < 2)
		return estimate_none(N_("undefined: only one level is known"));
	for (size_t p = 0; p < patterns->count; p++) {
		double own = within_pattern(patterns, p, kind);
		if (isnan(own))
			continue;
		sum += patterns->times[p] * own;
		count += patterns->times[p];
	}
	if (count == 0)
		return estimate_none(N_("no target has two ratings"));
	return estimate_point(sum / count);
}
