#include "config.h"

#include "stats/kendall.h"

#include "base/lang.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct kendall {
	const struct patterns *patterns;
	size_t raters;
	double *rank; /* rater by level: the mean rank of that level */
};

struct kendall *kendall_new(const struct patterns *patterns)
{
	struct kendall *kendall = MEM_NEW(struct kendall);

	kendall->patterns = patterns;
	kendall->raters = patterns->count > 0 ? patterns->start[1] : 0;
	kendall->rank = mem_grow(NULL, 0, kendall->raters * patterns->level_count, sizeof(double));
	return kendall;
}

void kendall_free(struct kendall *kendall)
{
	if (!kendall)
		return;
	free(kendall->rank);
	free(kendall);
}

/* Mean ranks of one rater's levels, from how often each occurs; returns the correction for ties. */
static double rank_levels(double *rank, size_t levels)
{
	double below = 0, ties = 0;

	for (size_t c = 0; c < levels; c++) {
		double many = rank[c];
		rank[c] = below + (many + 1) / 2;
		below += many;
		ties += many * many * many - many;
	}
	return ties;
}

double kendall_value(struct kendall *kendall, const double *weights)
{
	const struct patterns *patterns = kendall->patterns;
	size_t m = kendall->raters, levels = patterns->level_count;
	double n = 0, ties = 0, squares = 0;

	if (!weights)
		weights = patterns->times;
	memset(kendall->rank, 0, m * levels * sizeof(double));
	for (size_t p = 0; p < patterns->count; p++) {
		n += weights[p];
		for (size_t r = 0; r < m; r++)
			kendall->rank[r * levels + patterns->code[patterns->start[p] + r]] +=
				weights[p];
	}
	for (size_t r = 0; r < m; r++)
		ties += rank_levels(kendall->rank + r * levels, levels);
	double mean = (double)m * (n + 1) / 2;
	for (size_t p = 0; p < patterns->count; p++) {
		double sum = -mean;
		for (size_t r = 0; weights[p] != 0 && r < m; r++)
			sum += kendall->rank[r * levels + patterns->code[patterns->start[p] + r]];
		squares += weights[p] * sum * sum;
	}
	double most = (double)m * (double)m * (n * n * n - n) - (double)m * ties;
	return most > 0 ? 12 * squares / most : NAN;
}

const char *kendall_why_not(const struct units *units)
{
	if (units->count < 2)
		return N_("needs two targets or more");
	if (units->rater_count < 2)
		return N_("needs two raters or more");
	if (!units_complete(units))
		return N_("cells are missing: not every rater rated every target");
	return NULL;
}
