#include "config.h"

#include "stats/pairs.h"

#include "base/lang.h"
#include "stats/distribution.h"

#include <string.h>

double pair_weight(enum pair_weight kind, size_t distance, size_t level_count)
{
	double share = level_count > 1 ? (double)distance / (double)(level_count - 1) : 0;

	switch (kind) {
	case PAIR_SAME: return distance == 0 ? 1 : 0;
	case PAIR_NEXT: return distance <= 1 ? 1 : 0;
	case PAIR_LINEAR: return 1 - share;
	case PAIR_QUADRATIC: return 1 - share * share;
	}
	return NAN;
}

/* The end of the run of equal codes that starts at `at`. */
static size_t run_end(const struct patterns *patterns, size_t at, size_t end)
{
	size_t next = at + 1;

	while (next < end && patterns->code[next] == patterns->code[at])
		next++;
	return next;
}

double pair_agreement(const struct patterns *patterns, size_t p, enum pair_weight kind)
{
	size_t from = patterns->start[p], end = patterns->start[p + 1], next;
	double count = (double)(end - from), sum = 0;

	if (count < 2)
		return NAN;
	/* Runs and not ratings, so that many raters of one target cost no more than levels do. */
	for (size_t a = from; a < end; a = next) {
		next = run_end(patterns, a, end);
		double many = (double)(next - a);
		sum += many * (many - 1);
		for (size_t b = next; b < end;) {
			size_t after = run_end(patterns, b, end);
			size_t apart = patterns->code[b] - patterns->code[a];
			if (kind == PAIR_SAME || (kind == PAIR_NEXT && apart > 1))
				break; /* codes rise: it only gets further */
			sum += 2 * many * (double)(after - b) *
			       pair_weight(kind, apart, patterns->level_count);
			b = after;
		}
	}
	return sum / (count * (count - 1));
}

void pair_shares(const struct patterns *patterns, double *shares)
{
	double units, pairable;

	pair_count(patterns, &units, &pairable);
	memset(shares, 0, patterns->level_count * sizeof(*shares));
	for (size_t p = 0; p < patterns->count; p++) {
		size_t from = patterns->start[p], end = patterns->start[p + 1];
		for (size_t i = from; i < end; i++)
			shares[patterns->code[i]] += patterns->times[p] / (double)(end - from);
	}
	for (size_t c = 0; c < patterns->level_count; c++)
		shares[c] /= units;
}

void pair_count(const struct patterns *patterns, double *units, double *pairable)
{
	*units = *pairable = 0;
	for (size_t p = 0; p < patterns->count; p++) {
		*units += patterns->times[p];
		if (patterns->start[p + 1] - patterns->start[p] >= 2)
			*pairable += patterns->times[p];
	}
}

struct estimate pair_interval(double value, double variance, double units)
{
	struct estimate estimate = estimate_point(value);

	if (units < 2 || isnan(variance))
		return estimate;
	double half = distribution_t(ESTIMATE_TAIL, units - 1) * sqrt(variance);
	estimate.low = value - half;
	estimate.high = fmin(1, value + half);
	return estimate;
}

/* Mean over the units with two ratings or more. */
static double mean_agreement(const struct patterns *patterns, enum pair_weight kind)
{
	double units, pairable, sum = 0;

	pair_count(patterns, &units, &pairable);
	for (size_t p = 0; p < patterns->count; p++)
		if (patterns->start[p + 1] - patterns->start[p] >= 2)
			sum += patterns->times[p] * pair_agreement(patterns, p, kind);
	return pairable > 0 ? sum / pairable : NAN;
}

struct estimate percent_agreement(const struct patterns *patterns)
{
	double units, pairable, squares = 0, value = mean_agreement(patterns, PAIR_SAME);

	if (isnan(value))
		return estimate_none(N_("no target has two ratings"));
	pair_count(patterns, &units, &pairable);
	for (size_t p = 0; p < patterns->count; p++) {
		double own = pair_agreement(patterns, p, PAIR_SAME);
		double off = (isnan(own) ? 0 : own * units / pairable) - value;
		squares += patterns->times[p] * off * off;
	}
	return pair_interval(value, squares / (units * (units - 1)), units);
}

struct estimate adjacent_agreement(const struct patterns *patterns)
{
	double value = mean_agreement(patterns, PAIR_NEXT);

	if (isnan(value))
		return estimate_none(N_("no target has two ratings"));
	return estimate_point(value);
}
