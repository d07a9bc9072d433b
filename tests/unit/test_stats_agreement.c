/* Agreement statistics: invariances, cases that are not defined, intervals, random draws. */
#include "config.h"

#include "base/mem.h"
#include "model/ratings.h"
#include "stats/agreement.h"
#include "stats/distribution.h"
#include "stats/icc.h"
#include "stats/items.h"
#include "stats/omega.h"
#include "stats/patterns.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MISSING NAN

static void near(double got, double want, double most)
{
	if (!(fabs(got - want) <= most))
		fail_msg("%.12g is not %.12g", got, want);
}

static void add(struct ratings *ratings, const char *group, const char *rater, const char *target,
	const char *criterion, double value)
{
	size_t earlier;

	assert_true(ratings_add(ratings, group, rater, target, criterion, value, 0, &earlier));
}

/* Targets by raters, row by row; `swap` adds them in the opposite order. */
static struct ratings *matrix(const double *values, int targets, int raters, bool swap)
{
	struct ratings *ratings = ratings_new();
	char rater[16], target[16];

	for (int i = 0; i < targets * raters; i++) {
		int at = swap ? targets * raters - 1 - i : i;
		snprintf(target, sizeof(target), "t%03d", at / raters);
		snprintf(rater, sizeof(rater), "r%03d", at % raters);
		add(ratings, "", rater, target, RATINGS_ONE, values[at]);
	}
	return ratings;
}

static struct agreement *agreed(const struct ratings *ratings, const double *levels, size_t count,
	size_t draws, uint64_t seed)
{
	struct agreement_options options = {
		.units = {.levels = levels, .level_count = count},
		.resample = {.draws = draws, .seed = seed},
	};

	return agreement_new(ratings, &options);
}

/* Seeded numbers for tables, apart from the generator under test. */
static unsigned next(uint64_t *state, unsigned bound)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*state >> 33) % bound;
}

static void random_table(double *values, int count, unsigned levels, int hole, uint64_t seed)
{
	uint64_t state = seed;

	for (int i = 0; i < count; i++)
		values[i] = hole > 0 && next(&state, 100) < (unsigned)hole
				    ? MISSING
				    : 1 + (double)next(&state, levels);
}

/* --- the table -------------------------------------------------------------------------------- */

static void duplicates_are_found(void **state)
{
	(void)state;
	struct ratings *ratings = ratings_new();
	size_t earlier = 99;
	char name[16];

	for (int i = 0; i < 5000; i++) {
		snprintf(name, sizeof(name), "%d", i);
		add(ratings, "", name, "x", "c", i % 7);
	}
	assert_false(ratings_add(ratings, "", "1234", "x", "c", 3, 0, &earlier));
	assert_int_equal(earlier, 1234);
	add(ratings, "other group", "1234", "x", "c", 3);
	add(ratings, "", "1234", "x", "other criterion", 3);
	assert_int_equal(ratings->row_count, 5002);
	assert_int_equal(ratings->value_count, 7);
	ratings_free(ratings);
}

/* "A" in two groups is two people where each rates within the group, one where not. */
static void people_belong_to_groups(void **state)
{
	(void)state;
	struct ratings *ratings = ratings_new();

	add(ratings, "1", "A", "B", "*", 1);
	add(ratings, "1", "B", "A", "*", 1);
	add(ratings, "2", "A", "B", "*", 1);
	add(ratings, "2", "B", "A", "*", 1);
	add(ratings, "1", "teacher", "A", "*", 1);
	add(ratings, "2", "teacher", "A", "*", 1);
	struct ratings_index *index = ratings_index_new(ratings);
	assert_int_equal(index->target_count, 4);
	assert_int_equal(index->rater_count, 5);
	assert_int_equal(index->rater[4], index->rater[5]);
	assert_int_not_equal(index->rater[0], index->rater[2]);
	ratings_index_free(index);
	ratings_free(ratings);
}

/* --- invariances ------------------------------------------------------------------------------ */

static void order_of_rows_changes_nothing(void **state)
{
	(void)state;
	double values[20 * 4], levels[] = {1, 2, 3, 4, 5};

	for (uint64_t seed = 1; seed <= 20; seed++) {
		random_table(values, 80, 5, seed % 2 ? 20 : 0, seed);
		struct ratings *one = matrix(values, 20, 4, false);
		struct ratings *two = matrix(values, 20, 4, true);
		struct agreement *a = agreed(one, levels, 5, 20, 3);
		struct agreement *b = agreed(two, levels, 5, 20, 3);
		for (int s = 0; s < STAT_COUNT; s++) {
			const struct estimate *x = &a->parts[0].of[s], *y = &b->parts[0].of[s];
			/* to the last bit, intervals included */
			assert_memory_equal(&x->value, &y->value, sizeof(double));
			assert_memory_equal(&x->low, &y->low, sizeof(double));
			assert_memory_equal(&x->high, &y->high, sizeof(double));
		}
		agreement_free(a);
		agreement_free(b);
		ratings_free(one);
		ratings_free(two);
	}
}

/* A linear change of scale leaves all but alpha_ratio and the deviation as they are. */
static void scale_changes_nothing(void **state)
{
	(void)state;
	double values[15 * 3], moved[15 * 3], levels[] = {1, 2, 3, 4}, wider[] = {7, 17, 27, 37};

	for (uint64_t seed = 1; seed <= 20; seed++) {
		random_table(values, 45, 4, 0, seed);
		for (int i = 0; i < 45; i++)
			moved[i] = 10 * values[i] - 3;
		struct ratings *one = matrix(values, 15, 3, false);
		struct ratings *two = matrix(moved, 15, 3, false);
		struct agreement *a = agreed(one, levels, 4, 0, 1),
				 *b = agreed(two, wider, 4, 0, 1);
		for (int s = 0; s < STAT_COUNT; s++) {
			double x = a->parts[0].of[s].value, y = b->parts[0].of[s].value;
			if (s == STAT_ALPHA_RATIO)
				continue;
			if (s == STAT_DEVIATION)
				y /= 10;
			if (isnan(x))
				assert_true(isnan(y));
			else
				near(y, x, 1e-12);
		}
		agreement_free(a);
		agreement_free(b);
		ratings_free(one);
		ratings_free(two);
	}
}

/* Krippendorff's alpha by its definition: every pair of values, no shortcut. */
static double slow_alpha(const double *values, int targets, int raters, int metric)
{
	double n = 0, observed = 0, expected = 0, flat[400], count[10] = {0};

	for (int t = 0; t < targets; t++) {
		double m = 0;
		for (int r = 0; r < raters; r++)
			m += !isnan(values[t * raters + r]);
		for (int r = 0; m > 1 && r < raters; r++)
			if (!isnan(values[t * raters + r])) {
				flat[(int)n++] = values[t * raters + r];
				count[(int)values[t * raters + r]]++;
			}
	}
	for (int round = 0; round < 2; round++) {
		int units = round == 0 ? targets : 1, size = round == 0 ? raters : (int)n;
		const double *from = round == 0 ? values : flat;
		for (int u = 0; u < units; u++) {
			double m = 0, sum = 0;
			for (int i = 0; i < size; i++) {
				double a = from[u * size + i];
				m += !isnan(a);
				for (int j = 0; j < size; j++) {
					double b = from[u * size + j], d = 0;
					if (i == j || isnan(a) || isnan(b))
						continue;
					if (metric == 0)
						d = a != b;
					if (metric == 1) {
						for (int g = (int)fmin(a, b); g <= (int)fmax(a, b);
							g++)
							d += count[g];
						d -= (count[(int)a] + count[(int)b]) / 2;
					}
					if (metric == 2)
						d = a - b;
					if (metric == 3)
						d = (a - b) / (a + b);
					sum += d * d;
				}
			}
			if (m > 1 && round == 0)
				observed += sum / (m - 1);
			if (round == 1)
				expected += sum / (n - 1);
		}
	}
	return 1 - observed / expected;
}

static void alpha_is_what_it_is_defined_as(void **state)
{
	(void)state;
	double values[25 * 4];

	for (uint64_t seed = 1; seed <= 30; seed++) {
		random_table(values, 100, 5, (int)(seed * 2), seed);
		struct ratings *ratings = matrix(values, 25, 4, false);
		struct agreement *a = agreed(ratings, NULL, 0, 0, 1);
		for (int m = 0; m < 4; m++)
			near(a->parts[0].of[STAT_ALPHA_NOMINAL + m].value,
				slow_alpha(values, 25, 4, m), 1e-12);
		agreement_free(a);
		ratings_free(ratings);
	}
}

/* Two raters, nominal: weights do nothing on two levels, and kappa is between its relatives. */
static void relatives_agree(void **state)
{
	(void)state;
	double values[30 * 2];

	for (uint64_t seed = 1; seed <= 20; seed++) {
		random_table(values, 60, 2, 0, seed);
		struct ratings *ratings = matrix(values, 30, 2, false);
		struct agreement *a = agreed(ratings, NULL, 0, 0, 1);
		const struct estimate *of = a->parts[0].of;
		near(of[STAT_KAPPA_LINEAR].value, of[STAT_COHEN].value, 1e-12);
		near(of[STAT_KAPPA_QUADRATIC].value, of[STAT_COHEN].value, 1e-12);
		near(of[STAT_AC2_LINEAR].value, of[STAT_AC1].value, 1e-12);
		near(of[STAT_ALPHA_ORDINAL].value, of[STAT_ALPHA_NOMINAL].value, 1e-12);
		/* alpha of two raters is Fleiss' kappa corrected for the sample */
		near(1 - of[STAT_ALPHA_NOMINAL].value, (1 - of[STAT_FLEISS].value) * 59 / 60,
			1e-12);
		agreement_free(a);
		ratings_free(ratings);
	}
}

/* --- not defined ------------------------------------------------------------------------------ */

static const struct estimate *one_part(struct agreement *agreement)
{
	assert_int_equal(agreement->part_count, 1);
	return agreement->parts[0].of;
}

static void is_none(const struct estimate *estimate, const char *words)
{
	assert_true(isnan(estimate->value) && isnan(estimate->low) && isnan(estimate->high));
	assert_non_null(estimate->reason);
	if (!strstr(estimate->reason, words))
		fail_msg("\"%s\" does not say \"%s\"", estimate->reason, words);
}

static void identical_ratings(void **state)
{
	(void)state;
	double values[] = {2, 2, 2, 2, 2, 2}, levels[] = {1, 2, 3, 4};
	struct ratings *ratings = matrix(values, 3, 2, false);
	struct agreement *declared = agreed(ratings, levels, 4, 50, 1);
	struct agreement *found = agreed(ratings, NULL, 0, 50, 1);
	const struct estimate *of = one_part(declared);
	enum statistic none[] = {STAT_ALPHA_NOMINAL, STAT_ALPHA_ORDINAL, STAT_ALPHA_INTERVAL,
		STAT_ALPHA_RATIO, STAT_COHEN, STAT_KAPPA_LINEAR, STAT_KAPPA_QUADRATIC, STAT_FLEISS,
		STAT_ICC1, STAT_ICC2, STAT_ICC3, STAT_ICC1K, STAT_ICC2K, STAT_ICC3K, STAT_KENDALL};

	near(of[STAT_PERCENT].value, 1, 0);
	near(of[STAT_AC1].value, 1, 0);
	near(of[STAT_AC2_LINEAR].value, 1, 0);
	near(of[STAT_AC2_QUADRATIC].value, 1, 0);
	near(of[STAT_UNITY].value, 1, 0);
	near(of[STAT_RWG].value, 1, 0);
	near(of[STAT_DEVIATION].value, 0, 0);
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		is_none(&of[none[i]], "undefined");
	is_none(&one_part(found)[STAT_AC1], "undefined");
	is_none(&one_part(found)[STAT_UNITY], "declared levels");
	agreement_free(declared);
	agreement_free(found);
	ratings_free(ratings);
}

/* Raters who never move, each on a level of their own: the targets do not differ. */
static void constant_raters(void **state)
{
	(void)state;
	double values[] = {1, 3, 1, 3, 1, 3, 1, 3};
	struct ratings *ratings = matrix(values, 4, 2, false);
	struct agreement *a = agreed(ratings, NULL, 0, 0, 1);
	const struct estimate *of = one_part(a);

	near(of[STAT_ICC2].value, 0, 0);
	is_none(&of[STAT_ICC3], "undefined");
	is_none(&of[STAT_KENDALL], "undefined");
	near(of[STAT_COHEN].value, 0, 1e-12);
	near(of[STAT_ICC1].value, -1, 1e-12);
	agreement_free(a);
	ratings_free(ratings);
}

static void perfect_agreement(void **state)
{
	(void)state;
	double values[] = {1, 1, 2, 2, 3, 3, 2, 2};
	struct ratings *ratings = matrix(values, 4, 2, false);
	struct agreement *a = agreed(ratings, NULL, 0, 0, 1);

	for (int s = STAT_PERCENT; s <= STAT_AC2_QUADRATIC; s++)
		near(one_part(a)[s].value, 1, 1e-12);
	near(one_part(a)[STAT_ICC2].low, 1, 0);
	near(one_part(a)[STAT_COHEN].high, 1, 0);
	agreement_free(a);
	ratings_free(ratings);
}

static void one_target_and_one_rater(void **state)
{
	(void)state;
	double values[] = {1, 2, 4}, levels[] = {1, 2, 3, 4};
	struct ratings *wide = matrix(values, 1, 3, false), *tall = matrix(values, 3, 1, false);
	struct agreement *a = agreed(wide, levels, 4, 100, 1), *b = agreed(tall, levels, 4, 100, 1);
	const struct estimate *of = one_part(a);

	is_none(&of[STAT_ICC2], "two targets");
	is_none(&of[STAT_KENDALL], "two targets");
	is_none(&of[STAT_COHEN], "exactly two raters");
	near(of[STAT_PERCENT].value, 0, 0);
	near(of[STAT_DEVIATION].value, 10.0 / 9, 1e-12);
	near(of[STAT_RWG].value, 0, 0);		/* variance 7/3 is over 5/4 */
	assert_true(isnan(of[STAT_UNITY].low)); /* one target cannot be drawn from */
	assert_true(isnan(of[STAT_PERCENT].low));
	of = one_part(b);
	is_none(&of[STAT_PERCENT], "two ratings");
	is_none(&of[STAT_ALPHA_ORDINAL], "two ratings");
	is_none(&of[STAT_AC1], "two ratings");
	is_none(&of[STAT_FLEISS], "two ratings");
	is_none(&of[STAT_UNITY], "two ratings");
	is_none(&of[STAT_ICC1], "two raters");
	agreement_free(a);
	agreement_free(b);
	ratings_free(wide);
	ratings_free(tall);
}

static void missing_cells(void **state)
{
	(void)state;
	double crossed[] = {1, 2, MISSING, 3, 3, 4, 2, 2, 1};
	double nested[] = {1, 2, MISSING, MISSING, MISSING, MISSING, 3, 4};
	struct ratings *some = matrix(crossed, 3, 3, false), *apart = matrix(nested, 2, 4, false);
	struct agreement *a = agreed(some, NULL, 0, 0, 1), *b = agreed(apart, NULL, 0, 0, 1);

	is_none(&one_part(a)[STAT_ICC1], "missing");
	is_none(&one_part(a)[STAT_ICC2], "missing");
	is_none(&one_part(a)[STAT_KENDALL], "missing");
	assert_false(isnan(one_part(a)[STAT_ALPHA_INTERVAL].value));
	assert_false(isnan(one_part(a)[STAT_AC1].value));
	assert_int_equal(a->missing, 1);
	/* Each target has two raters of its own: one-way is fine, the others are not. */
	assert_false(isnan(one_part(b)[STAT_ICC1].value));
	is_none(&one_part(b)[STAT_ICC2], "not every rater");
	agreement_free(a);
	agreement_free(b);
	ratings_free(some);
	ratings_free(apart);
}

/* --- across criteria -------------------------------------------------------------------------- */

static void omega_of_a_known_model(void **state)
{
	(void)state;
	/* A covariance matrix made by a one-factor model gives its loadings back. */
	double l[] = {0.9, 1.4, 0.5, 2.0, 0.8}, u[] = {0.5, 1.0, 0.3, 0.7, 0.9}, s[25], sum = 0,
	       unique = 0;

	for (int i = 0; i < 5; i++) {
		sum += l[i];
		unique += u[i];
		for (int j = 0; j < 5; j++)
			s[i * 5 + j] = l[i] * l[j] + (i == j ? u[i] : 0);
	}
	near(omega_value(s, 5), sum * sum / (sum * sum + unique), 1e-9);
	/* three items fit exactly: the loadings have a closed form */
	double three[] = {2, 0.6, 0.8, 0.6, 1.5, 0.7, 0.8, 0.7, 1.8};
	double a = sqrt(0.6 * 0.8 / 0.7), b = 0.6 / a, c = 0.8 / a, top = (a + b + c) * (a + b + c);
	near(omega_value(three, 3), top / (top + 5.3 - a * a - b * b - c * c), 1e-8);
	double singular[] = {1, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1};
	assert_true(isnan(omega_value(singular, 3)));
}

static void incomplete_sheets(void **state)
{
	(void)state;
	struct ratings *ratings = ratings_new();
	char rater[16];

	for (int r = 0; r < 6; r++) {
		snprintf(rater, sizeof(rater), "r%d", r);
		for (int c = 0; c < 3; c++) {
			const char *criteria[] = {"a", "b", "c"};
			if (r == 5 && c == 2)
				continue;
			add(ratings, "", rater, "x", criteria[c], 1 + (r * (c + 2)) % 4);
		}
	}
	struct agreement *a = agreed(ratings, NULL, 0, 0, 1);
	assert_int_equal(a->part_count, 4);
	is_none(&a->parts[3].of[STAT_CRONBACH], "missing");
	is_none(&a->parts[3].of[STAT_OMEGA], "missing");
	assert_false(agreement_has(&a->parts[0], STAT_CRONBACH));
	struct items *items = items_new(a->parts[3].units, 3);
	assert_int_equal(items->count, 5);
	assert_int_equal(items->incomplete, 1);
	items_free(items);
	agreement_free(a);
	ratings_free(ratings);
}

/* --- draws ------------------------------------------------------------------------------------ */

static void draws_follow_the_seed(void **state)
{
	(void)state;
	double values[40 * 3];
	random_table(values, 120, 4, 0, 5);
	struct ratings *ratings = matrix(values, 40, 3, false);
	struct agreement *a = agreed(ratings, NULL, 0, 200, 7),
			 *b = agreed(ratings, NULL, 0, 200, 7);
	struct agreement *c = agreed(ratings, NULL, 0, 200, 8);
	const struct estimate *x = &one_part(a)[STAT_ALPHA_ORDINAL];

	near(one_part(b)[STAT_ALPHA_ORDINAL].low, x->low, 0);
	near(one_part(b)[STAT_ALPHA_ORDINAL].high, x->high, 0);
	assert_true(one_part(c)[STAT_ALPHA_ORDINAL].low != x->low);
	assert_true(x->low < x->value && x->value < x->high);
	agreement_free(a);
	agreement_free(b);
	agreement_free(c);
	ratings_free(ratings);
}

/* Mean and variance of both ways of drawing binomials, within five standard errors. */
static void binomials_are_binomial(void **state)
{
	(void)state;
	const struct {
		double n, p;
	} cases[] = {{5, 0.3}, {40, 0.1}, {1000, 0.004}, {30, 0.5}, {100, 0.8}, {100000, 0.35}};
	struct random *random = random_new(11);
	const int draws = 40000;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		double n = cases[i].n, p = cases[i].p, sum = 0, squares = 0;
		double variance = n * p * (1 - p);
		for (int d = 0; d < draws; d++) {
			double k = random_binomial(random, n, p);
			assert_true(k >= 0 && k <= n && k == floor(k));
			sum += k - n * p;
			squares += (k - n * p) * (k - n * p);
		}
		near(sum / draws, 0, 5 * sqrt(variance / draws));
		near(squares / draws / variance, 1, 5 * sqrt((2 + 1 / variance) / draws));
	}
	assert_true(random_binomial(random, 10, 0) == 0 && random_binomial(random, 10, 1) == 10);
	random_free(random);
}

static void bounded_numbers_are_even(void **state)
{
	(void)state;
	struct random *random = random_new(3);
	double counts[7] = {0}, chi = 0;

	for (int i = 0; i < 70000; i++)
		counts[random_below(random, 7)]++;
	for (int i = 0; i < 7; i++)
		chi += (counts[i] - 10000) * (counts[i] - 10000) / 10000;
	assert_true(chi < 22.5); /* p = 0.001 at 6 degrees of freedom */
	random_free(random);
}

static void add_lots(void *context, const double *lots, double *values)
{
	double *totals = context;

	values[0] = (lots[0] * 1 + lots[1] * 2 + lots[2] * 3) / totals[0];
	totals[1] += lots[0] + lots[1] + lots[2] == totals[0];
}

/* Drawn one by one or by lot: always as many as there are, around the right mean. */
static void both_ways_draw_all(void **state)
{
	(void)state;
	const double few[] = {10, 20, 10}, many[] = {10000, 20000, 10000};

	for (int way = 0; way < 2; way++) {
		const double *times = way == 0 ? few : many;
		double totals[2] = {4 * times[0], 0};
		struct resample options = {.draws = 4000, .seed = 1};
		struct interval interval;
		resample_run(&options, times, 3, add_lots, totals, 1, &interval);
		assert_true(totals[1] == 4000);
		double half = 1.959964 * sqrt(0.5 / totals[0]);
		near(interval.low, 2 - half, 0.1 * half + (way == 0 ? 0.025 : 0));
		near(interval.high, 2 + half, 0.1 * half + (way == 0 ? 0.025 : 0));
	}
}

static void quantiles_are_those_of_r(void **state)
{
	(void)state;
	near(distribution_f(0.975, 5, 18), 3.38197, 1e-5); /* qf(.975, 5, 18) */
	near(distribution_f(0.975, 99999, 399996), 1.0098333417, 1e-9);
	near(distribution_t(0.975, 11), 2.200985, 1e-6);
	near(distribution_normal(0.975), 1.959964, 1e-6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(duplicates_are_found),
		cmocka_unit_test(people_belong_to_groups),
		cmocka_unit_test(order_of_rows_changes_nothing),
		cmocka_unit_test(scale_changes_nothing),
		cmocka_unit_test(alpha_is_what_it_is_defined_as),
		cmocka_unit_test(relatives_agree),
		cmocka_unit_test(identical_ratings),
		cmocka_unit_test(constant_raters),
		cmocka_unit_test(perfect_agreement),
		cmocka_unit_test(one_target_and_one_rater),
		cmocka_unit_test(missing_cells),
		cmocka_unit_test(omega_of_a_known_model),
		cmocka_unit_test(incomplete_sheets),
		cmocka_unit_test(draws_follow_the_seed),
		cmocka_unit_test(binomials_are_binomial),
		cmocka_unit_test(bounded_numbers_are_even),
		cmocka_unit_test(both_ways_draw_all),
		cmocka_unit_test(quantiles_are_those_of_r),
	};

	return cmocka_run_group_tests_name("stats_agreement", tests, NULL, NULL);
}
