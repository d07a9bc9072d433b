/* The statistics of `agree`, one table: what each is called, what it assumes, where its interval
 * comes from, and how R computes it. Texts are msgids. */
#ifndef PEIL_STATS_STATISTIC_H
#define PEIL_STATS_STATISTIC_H

#include <stddef.h>

enum statistic {
	STAT_PERCENT,
	STAT_ADJACENT,
	STAT_ALPHA_NOMINAL,
	STAT_ALPHA_ORDINAL,
	STAT_ALPHA_INTERVAL,
	STAT_ALPHA_RATIO,
	STAT_ICC1,
	STAT_ICC2,
	STAT_ICC3,
	STAT_ICC1K,
	STAT_ICC2K,
	STAT_ICC3K,
	STAT_COHEN,
	STAT_KAPPA_LINEAR,
	STAT_KAPPA_QUADRATIC,
	STAT_FLEISS,
	STAT_KENDALL,
	STAT_AC1,
	STAT_AC2_LINEAR,
	STAT_AC2_QUADRATIC,
	STAT_UNITY,
	STAT_RWG,
	STAT_DEVIATION,
	STAT_CRONBACH,
	STAT_OMEGA,
	STAT_COUNT
};

struct statistic_info {
	const char *id;	       /* as in formats.md section 5 */
	const char *title;     /* msgid */
	const char *assumes;   /* msgid, a sentence */
	const char *interval;  /* msgid: how the interval is made */
	const char *reference; /* who described it */
	const char *r; /* R that computes it: m is the matrix of values, targets by raters, i the
			  same in positions of levels, q all positions, d sheets by criteria */
};

/* What is known of a statistic; constant. */
const struct statistic_info *statistic_info(enum statistic statistic);

#endif
