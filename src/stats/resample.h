/* Percentile bootstrap over targets: draw as many targets as there are, with replacement, compute,
 * and take the 2.5 % and 97.5 % quantiles of the draws (Efron & Tibshirani 1993, ch. 13; quantiles
 * as R's type 7).
 *
 * Draws come from libsodium's deterministic generator: the same seed gives the same interval on
 * every machine. Equal targets are drawn together (multinomial counts per lot by conditional
 * binomials), which is the same draw as one by one. */
#ifndef PEIL_STATS_RESAMPLE_H
#define PEIL_STATS_RESAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RESAMPLE_DRAWS 1000
#define RESAMPLE_SEED  1

struct resample {
	size_t draws; /* 0: no intervals */
	uint64_t seed;
	/* NULL, or told now and then how many of the draws are done. */
	void (*progress)(void *context, size_t done, size_t draws);
	void *progress_context;
};

/* Compute all values from a weight per lot. */
typedef void resample_fn(void *context, const double *lots, double *values);

struct interval {
	double low, high; /* NaN where too few draws gave a value */
};

/* `times`: targets per lot. Draws without a value are left out; with fewer than half left, or
 * fewer than two targets, there is no interval. */
void resample_run(const struct resample *options, const double *times, size_t lot_count,
	resample_fn *compute, void *context, size_t value_count, struct interval *out);

/* The stream of random numbers, for tests. */
struct random;
struct random *random_new(uint64_t seed);
void random_free(struct random *random);
/* 0..bound-1, all equally likely; bound > 0. */
uint32_t random_below(struct random *random, uint32_t bound);
/* Strictly between 0 and 1, 53 bits. */
double random_unit(struct random *random);
/* Successes in n trials of chance p: by inversion where n * p is small, else the transformed
 * rejection of Hormann (1993), BTRS. */
double random_binomial(struct random *random, double n, double p);

#endif
