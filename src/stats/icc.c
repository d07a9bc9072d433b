#include "config.h"

#include "stats/icc.h"

#include "base/lang.h"
#include "base/mem.h"
#include "stats/distribution.h"

#include <stdlib.h>

#define ROUNDING 1e-12 /* a sum of squares below this share of the total is zero */

struct squares {
	double n, k;
	double between, within, raters, error; /* mean squares */
};

static double grand_mean(const struct units *units)
{
	double sum = 0;

	for (size_t i = 0; i < units->rating_count; i++)
		sum += units_value(units, i);
	return sum / (double)units->rating_count;
}

static double unit_mean(const struct units *units, size_t u)
{
	double sum = 0;

	for (size_t i = units->start[u]; i < units->start[u + 1]; i++)
		sum += units_value(units, i);
	return sum / (double)(units->start[u + 1] - units->start[u]);
}

/* Sums of squares for raters and error; zero unless every rater rated every unit. */
static void crossed(const struct units *units, double mean, double *raters, double *error)
{
	double *of = mem_grow(NULL, 0, units->rater_count, sizeof(*of));
	double n = (double)units->count;

	*raters = *error = 0;
	for (size_t i = 0; i < units->rating_count; i++)
		of[units->rater[i]] += units_value(units, i) / n;
	for (size_t r = 0; r < units->rater_count; r++)
		*raters += n * (of[r] - mean) * (of[r] - mean);
	for (size_t u = 0; u < units->count; u++) {
		double own = unit_mean(units, u) - mean;
		for (size_t i = units->start[u]; i < units->start[u + 1]; i++) {
			double off = units_value(units, i) - own - of[units->rater[i]];
			*error += off * off;
		}
	}
	free(of);
}

static struct squares squares_of(const struct units *units, bool complete)
{
	struct squares ms = {.n = (double)units->count, .k = (double)units_even(units)};
	double mean = grand_mean(units), between = 0, within = 0, raters = 0, error = 0;

	for (size_t u = 0; u < units->count; u++) {
		double own = unit_mean(units, u);
		between += ms.k * (own - mean) * (own - mean);
		for (size_t i = units->start[u]; i < units->start[u + 1]; i++)
			within += (units_value(units, i) - own) * (units_value(units, i) - own);
	}
	if (complete)
		crossed(units, mean, &raters, &error);
	double least = ROUNDING * (between + within);
	ms.between = between < least ? 0 : between / (ms.n - 1);
	ms.within = within < least ? 0 : within / (ms.n * (ms.k - 1));
	ms.raters = raters < least ? 0 : raters / (ms.k - 1);
	ms.error = error < least ? 0 : error / ((ms.n - 1) * (ms.k - 1));
	return ms;
}

static double spearman_brown(double single, double k)
{
	double below = 1 + (k - 1) * single;

	return below > 0 ? k * single / below : NAN;
}

/* From an F ratio to both one-way or consistency figures; `df2` is the denominator's. */
static void from_ratio(double top, double bottom, double n, double k, double df2,
	struct estimate *single, struct estimate *mean)
{
	if (top == 0 && bottom == 0) {
		*single = *mean = estimate_none(N_("undefined: there is no variance to divide"));
		return;
	}
	*single = estimate_point((top - bottom) / (top + (k - 1) * bottom));
	*mean = top == 0 ? estimate_none(N_("undefined: the targets do not differ"))
			 : estimate_point((top - bottom) / top);
	if (bottom == 0) {
		single->low = single->high = mean->low = mean->high = 1;
		return;
	}
	if (top == 0)
		return;
	double low = top / bottom / distribution_f(ESTIMATE_TAIL, n - 1, df2);
	double high = top / bottom * distribution_f(ESTIMATE_TAIL, df2, n - 1);
	single->low = (low - 1) / (low + k - 1);
	single->high = (high - 1) / (high + k - 1);
	mean->low = 1 - 1 / low;
	mean->high = 1 - 1 / high;
}

/* McGraw & Wong's interval for ICC(A,1), degrees of freedom by Satterthwaite. */
static void agreement_interval(const struct squares *ms, struct estimate *single)
{
	double n = ms->n, k = ms->k, icc = single->value;

	if (ms->error == 0 && ms->raters == 0) {
		single->low = single->high = 1;
		return;
	}
	double a = k * icc / (n * (1 - icc)), b = 1 + k * icc * (n - 1) / (n * (1 - icc));
	double sum = a * ms->raters + b * ms->error;
	double parts = a * ms->raters * a * ms->raters / (k - 1) +
		       b * ms->error * b * ms->error / ((n - 1) * (k - 1));
	double df = sum * sum / parts;
	double upper = distribution_f(ESTIMATE_TAIL, n - 1, df);
	double lower = distribution_f(ESTIMATE_TAIL, df, n - 1);
	double rest = k * ms->raters + (k * n - k - n) * ms->error;
	single->low = n * (ms->between - upper * ms->error) / (upper * rest + n * ms->between);
	single->high = n * (lower * ms->between - ms->error) / (rest + n * lower * ms->between);
}

static void absolute_agreement(
	const struct squares *ms, struct estimate *single, struct estimate *mean)
{
	double n = ms->n, k = ms->k;
	double extra = (ms->raters - ms->error) / n, top = ms->between - ms->error;
	double below = ms->between + (k - 1) * ms->error + k * extra;

	if (below == 0) {
		*single = *mean = estimate_none(N_("undefined: there is no variance to divide"));
		return;
	}
	*single = estimate_point(top / below);
	agreement_interval(ms, single);
	if (ms->between + extra == 0) {
		*mean = estimate_none(N_("undefined: there is no variance to divide"));
		return;
	}
	*mean = estimate_point(top / (ms->between + extra));
	mean->low = spearman_brown(single->low, k);
	mean->high = spearman_brown(single->high, k);
}

static const char *why_not(const struct units *units, bool crossed_design)
{
	if (units->count < 2)
		return N_("needs two targets or more");
	if (units->rater_count < 2)
		return N_("needs two raters or more");
	if (crossed_design && !units_complete(units))
		return units_even(units) > 1 ? N_("not every rater rated every target")
					     : N_("cells are missing: not every rater rated every "
						  "target");
	if (units_even(units) < 2)
		return N_("cells are missing: not every target has equally many ratings");
	return NULL;
}

void icc_estimates(const struct units *units, struct estimate out[ICC_COUNT])
{
	const char *one_way = why_not(units, false), *two_way = why_not(units, true);

	for (int i = 0; i < ICC_COUNT; i++)
		out[i] = estimate_none(i == ICC_1 || i == ICC_1K ? one_way : two_way);
	if (one_way)
		return;
	struct squares ms = squares_of(units, !two_way);
	from_ratio(ms.between, ms.within, ms.n, ms.k, ms.n * (ms.k - 1), &out[ICC_1], &out[ICC_1K]);
	if (two_way)
		return;
	from_ratio(ms.between, ms.error, ms.n, ms.k, (ms.n - 1) * (ms.k - 1), &out[ICC_3],
		&out[ICC_3K]);
	absolute_agreement(&ms, &out[ICC_2], &out[ICC_2K]);
}
