#include "config.h"

#include "stats/teammates.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

/* 100 * n / sum over the row, or NaN; the factor that normalises it. */
static double row_factor(const struct team *team, size_t rater, bool diagonal)
{
	double sum = 0, used = 0;

	for (size_t e = 0; e < team->count; e++) {
		double mark = team_mark(team, rater, e);
		if (isnan(mark) || (e == rater && !diagonal))
			continue;
		sum += mark;
		used++;
	}
	return sum > 0 ? 100 * used / sum : NAN;
}

void teammates_contribution(const struct team *team, double *claimed, double *perceived)
{
	double *column = mem_grow(NULL, 0, team->count, sizeof(*column));
	double *factor = mem_grow(NULL, 0, team->count, sizeof(*factor));

	for (size_t r = 0; r < team->count; r++) {
		factor[r] = row_factor(team, r, false);
		claimed[r] = row_factor(team, r, true) * team_mark(team, r, r);
	}
	for (size_t e = 0; e < team->count; e++) {
		for (size_t r = 0; r < team->count; r++)
			column[r] = r == e ? NAN : factor[r] * team_mark(team, r, e);
		perceived[e] = team_mean(column, team->count);
	}
	double mean = team_mean(perceived, team->count);
	for (size_t e = 0; e < team->count; e++)
		perceived[e] = mean > 0 ? perceived[e] * 100 / mean : NAN;
	free(column);
	free(factor);
}
