#include "config.h"

#include "stats/distribution.h"

#include <Rmath.h>

double distribution_f(double p, double df1, double df2)
{
	return qf(p, df1, df2, 1, 0);
}

double distribution_t(double p, double df)
{
	return qt(p, df, 1, 0);
}

double distribution_normal(double p)
{
	return qnorm(p, 0, 1, 1, 0);
}
