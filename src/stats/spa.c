#include "config.h"

#include "stats/spa.h"

#include <math.h>

static double root_of(double top, double bottom)
{
	return bottom > 0 && top >= 0 ? sqrt(top / bottom) : NAN;
}

void spa_factors(const struct team *team, bool self, double *out)
{
	for (size_t e = 0; e < team->count; e++)
		out[e] = team_received(team, e, self);
	double mean = team_mean(out, team->count);
	for (size_t e = 0; e < team->count; e++)
		out[e] = root_of(out[e], mean);
}

void sapa_factors(const struct team *team, double *out)
{
	for (size_t e = 0; e < team->count; e++)
		out[e] = root_of(team_mark(team, e, e), team_received(team, e, false));
}
