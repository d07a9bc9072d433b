/* Peer factors: properties over many random teams, and the edges of real ones. */
#include "config.h"

#include "stats/factor_set.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MOST 8
#define NO   NAN

static void near(double got, double want, double most)
{
	if (!(fabs(got - want) <= most))
		fail_msg("%.12g is not %.12g", got, want);
}

static unsigned next(uint64_t *state, unsigned bound)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*state >> 33) % bound;
}

struct square {
	size_t count;
	double of[MOST][MOST]; /* rows rate columns */
};

static struct ratings *table(const struct square *square, bool swap)
{
	struct ratings *ratings = ratings_new();
	size_t cells = square->count * square->count, earlier;
	char rater[32], target[32];

	for (size_t i = 0; i < cells; i++) {
		size_t at = swap ? cells - 1 - i : i;
		snprintf(rater, sizeof(rater), "p%zu", at / square->count);
		snprintf(target, sizeof(target), "p%zu", at % square->count);
		assert_true(ratings_add(ratings, "", rater, target, "*",
			square->of[at / square->count][at % square->count], 0, &earlier));
	}
	return ratings;
}

static struct factor_options usual(bool self)
{
	return (struct factor_options){.self = self,
		.cap = NAN,
		.decimals = -1,
		.grading = {.weight = 1, .low = 0, .high = 100},
		.flags = flag_defaults(1, 5)};
}

/* All measures of a team, member by member. */
static void measure_all(double out[MEASURE_COUNT][MOST], const struct square *square,
	const struct factor_options *options, bool swap)
{
	struct ratings *ratings = table(square, swap);
	uint32_t large;
	struct factor_set *set = factor_set_new(ratings, options, &large);

	assert_int_equal(set->count, 1);
	assert_int_equal(set->list[0].team->count, square->count);
	for (size_t m = 0; m < MEASURE_COUNT; m++)
		memcpy(out[m], set->list[0].of + m * square->count, square->count * sizeof(double));
	factor_set_free(set);
	ratings_free(ratings);
}

static struct square random_square(uint64_t seed, unsigned holes)
{
	struct square square = {.count = 2 + seed % 6};
	uint64_t state = seed;

	for (size_t r = 0; r < square.count; r++)
		for (size_t e = 0; e < square.count; e++)
			square.of[r][e] =
				next(&state, 100) < holes ? NO : 1 + (double)next(&state, 5);
	return square;
}

static void empty_row(struct square *square, size_t row)
{
	for (size_t e = 0; e < square->count; e++)
		square->of[row][e] = NO;
}

static double mean_of(const double *list, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += list[i] / (double)count;
	return sum;
}

/* Where nothing is missing or capped, also when some did not submit. */
static void mean_score_is_one(void **state)
{
	(void)state;
	double got[MEASURE_COUNT][MOST];

	for (uint64_t seed = 1; seed <= 200; seed++) {
		struct square square = random_square(seed, 0);
		for (int self = 0; self < 2; self++) {
			struct factor_options options = usual(self == 1);
			measure_all(got, &square, &options, false);
			near(mean_of(got[MEASURE_WEBPA_SCORE], square.count), 1, 1e-12);
		}
		empty_row(&square, seed % square.count);
		for (int self = 0; self < 2; self++) {
			struct factor_options options = usual(self == 1);
			measure_all(got, &square, &options, false);
			near(mean_of(got[MEASURE_WEBPA_SCORE], square.count), 1, 1e-12);
		}
	}
}

/* The formula as WebPA states it, on full data. */
static void webpa_is_what_it_is_defined_as(void **state)
{
	(void)state;
	double got[MEASURE_COUNT][MOST];

	for (uint64_t seed = 1; seed <= 100; seed++) {
		struct square square = random_square(seed, 0);
		struct factor_options options = usual(true);
		size_t n = square.count, absent = seed % (n + 1), submitted = 0;
		double want[MOST] = {0};
		if (absent < n)
			empty_row(&square, absent);
		for (size_t r = 0; r < n; r++) {
			double sum = 0;
			for (size_t e = 0; e < n && r != absent; e++)
				sum += square.of[r][e];
			for (size_t e = 0; e < n && r != absent; e++)
				want[e] += square.of[r][e] / sum;
			submitted += r != absent;
		}
		measure_all(got, &square, &options, false);
		for (size_t e = 0; e < n; e++)
			near(got[MEASURE_WEBPA_SCORE][e], want[e] * (double)n / (double)submitted,
				1e-12);
	}
}

/* Peers only: to the last bit, whatever the person's own row says or that it is there. */
static void own_submission_does_not_matter(void **state)
{
	(void)state;
	double with[MEASURE_COUNT][MOST], without[MEASURE_COUNT][MOST];
	struct factor_options options = usual(false);

	for (uint64_t seed = 1; seed <= 200; seed++) {
		struct square square = random_square(seed, seed % 3 ? 0 : 15);
		if (square.count < 3)
			continue;
		for (size_t m = 0; m < square.count; m++) {
			struct square other = square;
			empty_row(&other, m);
			measure_all(with, &square, &options, false);
			measure_all(without, &other, &options, false);
			assert_memory_equal(&with[MEASURE_WEBPA_SCORE][m],
				&without[MEASURE_WEBPA_SCORE][m], sizeof(double));
			if (!isnan(with[MEASURE_WEBPA_SCORE][m]))
				assert_true(with[MEASURE_GAIN][m] == 0);
		}
	}
}

/* With self-ratings: what staying away would bring is what is announced. */
static void gain_by_absence_is_true(void **state)
{
	(void)state;
	double with[MEASURE_COUNT][MOST], without[MEASURE_COUNT][MOST];
	struct factor_options options = usual(true);

	for (uint64_t seed = 1; seed <= 100; seed++) {
		struct square square = random_square(seed, 0);
		for (size_t m = 0; m < square.count; m++) {
			struct square other = square;
			empty_row(&other, m);
			measure_all(with, &square, &options, false);
			measure_all(without, &other, &options, false);
			near(with[MEASURE_WEBPA_SCORE][m] + with[MEASURE_GAIN][m],
				without[MEASURE_WEBPA_SCORE][m], 1e-12);
			assert_true(isnan(without[MEASURE_GAIN][m]));
		}
	}
}

/* A scale twice as wide from zero leaves every ratio as it is, to the last bit. */
static void scale_changes_no_ratio(void **state)
{
	(void)state;
	double one[MEASURE_COUNT][MOST], two[MEASURE_COUNT][MOST];

	for (uint64_t seed = 1; seed <= 100; seed++) {
		struct square square = random_square(seed, seed % 2 ? 0 : 20), twice = square;
		struct factor_options options = usual(seed % 4 < 2);
		for (size_t i = 0; i < MOST * MOST; i++)
			twice.of[i / MOST][i % MOST] *= 2;
		measure_all(one, &square, &options, false);
		measure_all(two, &twice, &options, false);
		for (size_t m = MEASURE_WEBPA_SCORE; m <= MEASURE_TEAMMATES_PERCEIVED; m++)
			for (size_t p = 0; p < square.count; p++)
				assert_true(one[m][p] == two[m][p] ||
					    (isnan(one[m][p]) && isnan(two[m][p])));
	}
}

static void order_of_rows_changes_nothing(void **state)
{
	(void)state;
	double one[MEASURE_COUNT][MOST], two[MEASURE_COUNT][MOST];

	for (uint64_t seed = 1; seed <= 100; seed++) {
		struct square square = random_square(seed, 10);
		struct factor_options options = usual(seed % 2);
		measure_all(one, &square, &options, false);
		measure_all(two, &square, &options, true);
		for (size_t m = 0; m < MEASURE_COUNT; m++)
			assert_memory_equal(one[m], two[m], square.count * sizeof(double));
	}
}

static void grades_are_clamped_to_the_scale(void **state)
{
	(void)state;
	double got[MEASURE_COUNT][MOST], mark = 8;
	struct square square = {.count = 3, .of = {{NO, 5, 1}, {5, NO, 1}, {5, 5, NO}}};
	struct factor_options options = usual(false);

	options.marks = &mark;
	options.grading = (struct grading){.weight = 1, .low = 1, .high = 10};
	measure_all(got, &square, &options, false);
	assert_true(got[MEASURE_WEBPA_GRADE][0] == 10 && got[MEASURE_WEBPA_GRADE][2] > 1);
	options.grading.penalty = 9;
	options.grading.penalty_points = true;
	empty_row(&square, 2);
	measure_all(got, &square, &options, false);
	assert_true(got[MEASURE_WEBPA_GRADE][2] == 1); /* clamped again after the penalty */
	empty_row(&square, 0);
	empty_row(&square, 1);
	measure_all(got, &square, &options, false);
	for (size_t p = 0; p < 3; p++) {
		assert_true(got[MEASURE_WEBPA_GRADE][p] == 8); /* nobody submitted */
		assert_true(isnan(got[MEASURE_WEBPA_SCORE][p]));
	}
}

static void cap_holds_before_weighting(void **state)
{
	(void)state;
	double got[MEASURE_COUNT][MOST], mark = 50;
	struct square square = {.count = 3, .of = {{NO, 5, 1}, {5, NO, 1}, {5, 5, NO}}};
	struct factor_options options = usual(false);

	options.marks = &mark;
	options.cap = 1.2;
	options.grading.weight = 0.5;
	measure_all(got, &square, &options, false);
	near(got[MEASURE_WEBPA_SCORE][0], 1.2, 0);
	near(got[MEASURE_WEBPA_GRADE][0], 1.2 * 50 * 0.5 + 25, 1e-12);
}

/* A row of zeros is no submission; somebody nobody rated has no score. */
static void edges_of_real_teams(void **state)
{
	(void)state;
	double got[MEASURE_COUNT][MOST], mark = 70;
	struct square zeros = {.count = 3, .of = {{NO, 4, 2}, {3, NO, 3}, {0, 0, NO}}};
	struct square none = {.count = 3, .of = {{NO, 4, 2}, {3, NO, 3}, {NO, NO, NO}}};
	struct square unseen = {.count = 3, .of = {{NO, 4, NO}, {3, NO, NO}, {2, 3, NO}}};
	struct square alone = {.count = 1, .of = {{3}}};
	struct factor_options options = usual(false);
	double other[MEASURE_COUNT][MOST];

	options.marks = &mark;
	measure_all(got, &zeros, &options, false);
	measure_all(other, &none, &options, false);
	for (size_t p = 0; p < 3; p++)
		assert_true(got[MEASURE_WEBPA_SCORE][p] == other[MEASURE_WEBPA_SCORE][p]);
	measure_all(got, &unseen, &options, false);
	assert_true(isnan(got[MEASURE_WEBPA_SCORE][2]) && isnan(got[MEASURE_WEBPA_GRADE][2]));
	assert_true(isnan(got[MEASURE_SPA][2]) && isnan(got[MEASURE_TEAMMATES_PERCEIVED][2]));
	assert_false(isnan(got[MEASURE_WEBPA_SCORE][0]));
	measure_all(got, &alone, &options, false);
	assert_true(isnan(got[MEASURE_WEBPA_SCORE][0]) && got[MEASURE_WEBPA_GRADE][0] == 70);
	assert_true(isnan(got[MEASURE_SAPA][0])); /* self given but no peers */
	assert_true(got[MEASURE_SELF_MEAN][0] == 3);
}

/* --- flags ------------------------------------------------------------------------------------ */

static double flagged(const struct square *square, enum flag flag, size_t member, double high)
{
	double got[MEASURE_COUNT][MOST];
	struct factor_options options = usual(false);

	options.flags = flag_defaults(1, high);
	measure_all(got, square, &options, false);
	return got[MEASURE_FLAG + flag][member];
}

static void thresholds_hold_at_their_edge(void **state)
{
	(void)state;
	struct square square = {.count = 3, .of = {{3, 4, 4}, {4, 4, 4}, {4, 4, 4}}};

	/* self 3 and peers 4: exactly one below */
	assert_true(flagged(&square, FLAG_UNDER_CONFIDENT, 0, 5) == 1);
	assert_true(flagged(&square, FLAG_UNDER_CONFIDENT, 1, 5) == 0);
	square.of[0][0] = 5;
	assert_true(flagged(&square, FLAG_OVER_CONFIDENT, 0, 5) == 1);
	/* on 1..9 a step is two wide: 5 is not over-confident beside 4 */
	assert_true(flagged(&square, FLAG_OVER_CONFIDENT, 0, 9) == 0);
	square.of[1][0] = 2;
	square.of[2][0] = 3; /* mean 2.5 is not low */
	assert_true(flagged(&square, FLAG_LOW, 0, 5) == 0);
	square.of[2][0] = 2;
	assert_true(flagged(&square, FLAG_LOW, 0, 5) == 1);
	struct square skewed = {.count = 3, .of = {{4, 2, 2}, {4, 4, 3}, {4, 3, 4}}};
	assert_true(flagged(&skewed, FLAG_SKEWED, 0, 5) == 1);
	assert_true(flagged(&skewed, FLAG_SKEWED, 1, 5) == 0);
	skewed.of[0][0] = NO;
	assert_true(isnan(flagged(&skewed, FLAG_SKEWED, 0, 5)));
}

static void cells_of_a_flag_are_marked(void **state)
{
	(void)state;
	struct square square = {
		.count = 4, .of = {{NO, 4, 4, 1}, {4, NO, 3, 3}, {4, 4, NO, 3}, {4, 4, 4, NO}}};
	struct ratings *ratings = table(&square, false);
	struct factor_options options = usual(false);
	uint32_t large;
	struct factor_set *set = factor_set_new(ratings, &options, &large);
	const struct flags *flags = &set->list[0].flags;
	size_t conflicts = 0;

	for (size_t i = 0; i < flags->cell_count; i++) {
		const struct flag_cell *cell = &flags->cells[i];
		if (cell->flag != FLAG_CONFLICT)
			continue;
		conflicts++;
		assert_int_equal(cell->member, 3);
		assert_int_equal(cell->rater, 0);
		assert_int_equal(cell->target, 3);
		assert_int_equal(cell->criterion, 0);
	}
	assert_int_equal(conflicts, 1);
	factor_set_free(set);
	ratings_free(ratings);
}

static void flags_change_no_number(void **state)
{
	(void)state;
	double one[MEASURE_COUNT][MOST], two[MEASURE_COUNT][MOST];
	struct square square = random_square(17, 0);
	struct factor_options options = usual(false);

	measure_all(one, &square, &options, false);
	options.flags = flag_defaults(NAN, NAN);
	measure_all(two, &square, &options, false);
	for (size_t m = 0; m < MEASURE_FLAG; m++)
		assert_memory_equal(one[m], two[m], square.count * sizeof(double));
	assert_true(isnan(two[MEASURE_FLAG + FLAG_LOW][0]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mean_score_is_one),
		cmocka_unit_test(webpa_is_what_it_is_defined_as),
		cmocka_unit_test(own_submission_does_not_matter),
		cmocka_unit_test(gain_by_absence_is_true),
		cmocka_unit_test(scale_changes_no_ratio),
		cmocka_unit_test(order_of_rows_changes_nothing),
		cmocka_unit_test(grades_are_clamped_to_the_scale),
		cmocka_unit_test(cap_holds_before_weighting),
		cmocka_unit_test(edges_of_real_teams),
		cmocka_unit_test(thresholds_hold_at_their_edge),
		cmocka_unit_test(cells_of_a_flag_are_marked),
		cmocka_unit_test(flags_change_no_number),
	};

	return cmocka_run_group_tests_name("stats_factors", tests, NULL, NULL);
}
