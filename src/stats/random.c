/* Random numbers from one seed: uniform, below a bound, binomial. */
#include "config.h"

#include "stats/resample.h"

#include "base/id.h"
#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES 16384

struct random {
	uint64_t seed, block;
	size_t at;
	unsigned char bytes[BLOCK_BYTES];
};

struct random *random_new(uint64_t seed)
{
	struct random *random = MEM_NEW(struct random);

	random->seed = seed;
	random->at = BLOCK_BYTES;
	return random;
}

void random_free(struct random *random)
{
	free(random);
}

/* The next `count` bytes as a number, low byte first on every machine. */
static uint64_t take(struct random *random, size_t count)
{
	uint64_t number = 0;

	if (random->at + count > BLOCK_BYTES) {
		id_draw(random->bytes, BLOCK_BYTES, random->seed, random->block++);
		random->at = 0;
	}
	for (size_t i = 0; i < count; i++)
		number |= (uint64_t)random->bytes[random->at + i] << (8 * i);
	random->at += count;
	return number;
}

uint32_t random_below(struct random *random, uint32_t bound)
{
	uint64_t product = take(random, 4) * bound;

	/* Lemire (2019): reject the few that would make some numbers likelier. */
	if ((uint32_t)product < bound) {
		uint32_t least = -bound % bound;
		while ((uint32_t)product < least)
			product = take(random, 4) * bound;
	}
	return (uint32_t)(product >> 32);
}

double random_unit(struct random *random)
{
	return ((double)(take(random, 8) >> 11) + 0.5) * 0x1p-53;
}

/* Inversion, for p <= 1/2 and n * p below 10. */
static double binomial_small(struct random *random, double n, double p)
{
	double odds = p / (1 - p), first = pow(1 - p, n);

	for (;;) {
		double u = random_unit(random), chance = first;
		for (double k = 0; k <= n; k++) {
			if (u < chance)
				return k;
			u -= chance;
			chance *= odds * (n - k) / (k + 1);
			if (chance == 0)
				break; /* only rounding was left of u */
		}
	}
}

static double log_factorial(double n)
{
	int sign;

	return lgamma_r(n + 1, &sign);
}

/* BTRS, for p <= 1/2 and n * p of 10 or more. */
static double binomial_large(struct random *random, double n, double p)
{
	double spread = sqrt(n * p * (1 - p));
	double b = 1.15 + 2.53 * spread, a = -0.0873 + 0.0248 * b + 0.01 * p;
	double centre = n * p + 0.5, sure = 0.92 - 4.2 / b;
	double mode = floor((n + 1) * p), log_odds = log(p / (1 - p));
	double height = log_factorial(mode) + log_factorial(n - mode);

	for (;;) {
		double u = random_unit(random) - 0.5, v = random_unit(random);
		double edge = 0.5 - fabs(u);
		double k = floor((2 * a / edge + b) * u + centre);
		if (k < 0 || k > n)
			continue;
		if (edge >= 0.07 && v <= sure)
			return k;
		v *= (2.83 + 5.1 / b) * spread / (a / (edge * edge) + b);
		if (log(v) <=
			height - log_factorial(k) - log_factorial(n - k) + (k - mode) * log_odds)
			return k;
	}
}

double random_binomial(struct random *random, double n, double p)
{
	if (n <= 0 || p <= 0)
		return 0;
	if (p >= 1)
		return n;
	double q = p > 0.5 ? 1 - p : p;
	double k = n * q < 10 ? binomial_small(random, n, q) : binomial_large(random, n, q);
	return p > 0.5 ? n - k : k;
}
