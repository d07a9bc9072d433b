/* What every statistic gives: a value and an interval, or NaN and the reason. */
#ifndef PEIL_STATS_ESTIMATE_H
#define PEIL_STATS_ESTIMATE_H

#include <math.h>
#include <stddef.h>

struct estimate {
	double value;	    /* NaN where it is not defined */
	double low, high;   /* bounds of the 95 % interval; NaN where there is none */
	const char *reason; /* why value is NaN: a msgid, constant; else NULL */
};

#define ESTIMATE_TAIL 0.975 /* of the 95 % intervals */

static inline struct estimate estimate_none(const char *reason)
{
	return (struct estimate){NAN, NAN, NAN, reason};
}

static inline struct estimate estimate_point(double value)
{
	return (struct estimate){value, NAN, NAN, NULL};
}

#endif
