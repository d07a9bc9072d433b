/* How divided a group is: unity, words, agreement, the order of discussion, stability. */
#include "config.h"

#include "stats/spread.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const double FOUR[] = {1, 2, 3, 4};

static void near(double got, double want, double most)
{
	if (!(fabs(got - want) <= most))
		fail_msg("%.12g is not %.12g", got, want);
}

static double unity(size_t a, size_t b, size_t c, size_t d)
{
	const size_t counts[] = {a, b, c, d};

	return spread_unity(FOUR, counts, 4);
}

static void unity_as_published(void **state)
{
	(void)state;
	const double seven[] = {1, 2, 3, 4, 5, 6, 7};
	const size_t counts[] = {30, 40, 210, 130, 530, 50, 10};

	near(spread_unity(seven, counts, 7), 0.7256876, 5e-8);
	near(unity(4, 0, 0, 0), 1, 0);
	near(unity(0, 0, 7, 0), 1, 0);
	near(unity(2, 0, 0, 2), 0, 1e-12);
	near(unity(1, 1, 1, 1), 0.368, 5e-4);
	near(unity(0, 2, 2, 0), 0.737, 5e-4);
	near(unity(1, 0, 3, 0), 0.553, 5e-4);
	assert_true(isnan(unity(0, 0, 0, 0)));
	assert_true(isnan(spread_unity(FOUR, counts, 1)));
}

static struct spread of(size_t a, size_t b, size_t c, size_t d, size_t unknown)
{
	const size_t counts[] = {a, b, c, d};

	return spread_of(FOUR, counts, 4, unknown, 75);
}

static void words_follow_the_range(void **state)
{
	(void)state;
	assert_int_equal(of(0, 4, 0, 0, 0).word, SPREAD_UNITED);
	assert_int_equal(of(0, 4, 1, 0, 0).word, SPREAD_CLOSE);
	assert_int_equal(of(1, 0, 4, 0, 0).word, SPREAD_SPREAD);
	assert_int_equal(of(1, 0, 0, 9, 0).word, SPREAD_FAR_APART);
	assert_int_equal(of(0, 0, 0, 0, 3).word, SPREAD_NOBODY);
	assert_string_equal(spread_word_text(SPREAD_FAR_APART), "far apart");
}

static void agreed_needs_three_things(void **state)
{
	(void)state;
	assert_true(of(0, 3, 1, 0, 0).agreed);
	assert_true(of(1, 6, 1, 0, 0).agreed);	/* one away on either side */
	assert_false(of(0, 2, 1, 0, 0).agreed); /* 67 % */
	assert_false(of(5, 0, 0, 1, 0).agreed); /* five against one at the far end */
	assert_false(of(7, 0, 1, 0, 0).agreed);
	assert_true(of(0, 4, 0, 0, 1).agreed);
	assert_false(of(0, 4, 0, 0, 2).agreed); /* a third unknown */
	assert_false(of(0, 0, 0, 0, 0).agreed);
	const size_t split[] = {2, 2, 0, 0};
	assert_true(spread_of(FOUR, split, 4, 0, 50).agreed);
}

static void middle_may_fall_between(void **state)
{
	(void)state;
	struct spread spread = of(0, 2, 2, 0, 0);

	assert_int_equal(spread.middle_low, 1);
	assert_int_equal(spread.middle_high, 2);
	spread = of(1, 0, 0, 1, 0);
	assert_int_equal(spread.middle_low, 0);
	assert_int_equal(spread.middle_high, 3);
	spread = of(1, 1, 3, 0, 0);
	assert_int_equal(spread.middle_low, 2);
	assert_int_equal(spread.middle_high, 2);
	assert_int_equal(spread.most, 2);
}

static void stability_counts_those_in_both(void **state)
{
	(void)state;
	const size_t none = (size_t)-1;
	const size_t before[] = {1, 2, none, 3, 0}, after[] = {1, 3, 2, none, 0};

	near(spread_stability(before, after, 5), 2.0 / 3, 1e-12);
	assert_true(isnan(spread_stability(before + 2, after + 2, 2)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unity_as_published),
		cmocka_unit_test(words_follow_the_range),
		cmocka_unit_test(agreed_needs_three_things),
		cmocka_unit_test(middle_may_fall_between),
		cmocka_unit_test(stability_counts_those_in_both),
	};

	return cmocka_run_group_tests_name("stats_spread", tests, NULL, NULL);
}
