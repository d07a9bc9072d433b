/* What a released page may show: the rule itself, and whether a teammate who knows what he gave can
 * read from it what the others gave. */
#include "config.h"

#include "stats/feedback.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define MOST_LEVELS 5
#define MOST_PEERS  7

static int shown(size_t count, const char *steps)
{
	size_t list[16] = {0};

	for (size_t i = 0; i < count; i++)
		list[i] = (size_t)(steps[i] - '1');
	return feedback_shown(list, count);
}

static void few_are_words_only(void **state)
{
	(void)state;
	assert_int_equal(shown(0, ""), FEEDBACK_NONE);
	assert_int_equal(shown(1, "4"), FEEDBACK_NONE);
	assert_int_equal(shown(2, "44"), FEEDBACK_NONE);
}

static void three_are_the_middle(void **state)
{
	static const char *const orders[] = {"124", "142", "214", "241", "412", "421"};

	(void)state;
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(shown(3, orders[i]), 2); /* level 2 */
	assert_int_equal(shown(3, "111"), 0);
	assert_int_equal(shown(3, "441"), 6);
	assert_int_equal(shown(3, "144"), 6);
	assert_int_equal(shown(3, "114"), 0);
}

static void more_are_the_mean_to_halves(void **state)
{
	(void)state;
	assert_int_equal(shown(4, "1111"), 0);
	assert_int_equal(shown(4, "1112"), 0);	/* 1.25: a half of a half, to the even 1 */
	assert_int_equal(shown(4, "1122"), 1);	/* 1.5 */
	assert_int_equal(shown(4, "1222"), 2);	/* 1.75: to 2 */
	assert_int_equal(shown(4, "2223"), 2);	/* 2.25: to 2 */
	assert_int_equal(shown(4, "2333"), 4);	/* 2.75: to 3 */
	assert_int_equal(shown(5, "11112"), 0); /* 1.2 */
	assert_int_equal(shown(5, "11122"), 1); /* 1.4 */
	assert_int_equal(shown(5, "44443"), 6); /* 3.8 */
	assert_int_equal(shown(6, "444444"), 6);
}

/* What peers 2.. gave, when it is told apart only by how often each level occurs. */
static size_t kind_of(const size_t *steps, size_t count, size_t levels)
{
	size_t times[MOST_LEVELS] = {0}, kind = 0;

	for (size_t i = 1; i < count; i++)
		times[steps[i]]++;
	for (size_t level = 0; level < levels; level++)
		kind = kind * (MOST_PEERS + 1) + times[level];
	return kind;
}

/* How many of all cases are read: what a teammate gave and what is shown leave one possibility. */
static void unmask(size_t peers, size_t levels, size_t *read, size_t *cases)
{
	enum { MOST_HALVES = 2 * MOST_LEVELS };
	static size_t first[MOST_LEVELS][MOST_HALVES], count[MOST_LEVELS][MOST_HALVES];
	static bool several[MOST_LEVELS][MOST_HALVES];
	size_t steps[MOST_PEERS] = {0}, at;

	memset(count, 0, sizeof(count));
	memset(several, 0, sizeof(several));
	*read = *cases = 0;
	do {
		int halves = feedback_shown(steps, peers);
		size_t kind = kind_of(steps, peers, levels), own = steps[0];

		(*cases)++;
		if (halves != FEEDBACK_NONE) {
			if (count[own][halves]++ == 0)
				first[own][halves] = kind;
			several[own][halves] |= first[own][halves] != kind;
		}
		for (at = 0; at < peers && ++steps[at] == levels; at++)
			steps[at] = 0;
	} while (at < peers);
	for (size_t own = 0; own < levels; own++)
		for (size_t halves = 0; halves < 2 * levels; halves++)
			*read += several[own][halves] ? 0 : count[own][halves];
}

static void nobody_can_be_read(void **state)
{
	(void)state;
	for (size_t levels = 4; levels <= MOST_LEVELS; levels++)
		for (size_t peers = 1; peers <= MOST_PEERS; peers++) {
			size_t read, cases;
			double share;

			unmask(peers, levels, &read, &cases);
			share = 100.0 * (double)read / (double)cases;
			printf("team of %zu, %zu levels: %zu of %zu cases can be read (%.1f %%)\n",
				peers + 1, levels, read, cases, share);
			if (share >= 10)
				fail_msg("a team of %zu: %.1f %%", peers + 1, share);
			if (peers >= FEEDBACK_LEAST)
				assert_true(read > 0); /* the test can count */
			if (peers == 3 && levels == 4)
				assert_int_equal(read, 6); /* 9 % of 64, as worked out by hand */
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(few_are_words_only),
		cmocka_unit_test(three_are_the_middle),
		cmocka_unit_test(more_are_the_mean_to_halves),
		cmocka_unit_test(nobody_can_be_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
