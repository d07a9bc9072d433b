#include "config.h"

#include "stats/catme.h"

#include <math.h>

void catme_factors(const struct team *team, bool self, double *out)
{
	for (size_t e = 0; e < team->count; e++)
		out[e] = team_received(team, e, self);
	double mean = team_mean(out, team->count);
	for (size_t e = 0; e < team->count; e++)
		out[e] = mean > 0 ? out[e] / mean : NAN;
}

double catme_display(double factor)
{
	if (factor > 1.05)
		return 1.05;
	return factor >= 0.95 ? 1 : factor;
}
