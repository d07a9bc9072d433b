/* Counts per level become the cards of as many seats. */
#include "config.h"

#include "base/mem.h"
#include "model/cards.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void becomes(const char *text, bool unknown, size_t seats, const char *cards)
{
	struct err err = ERR_OK;
	char *made = cards_of_counts(text, 4, unknown, seats, &err);

	if (cards == NULL) {
		assert_null(made);
		assert_int_equal(err.code, ERR_USAGE);
		assert_non_null(strstr(err.message, "=2,3,0,1"));
	} else {
		assert_non_null(made);
		assert_string_equal(made, cards);
	}
	free(made);
	err_free(&err);
}

static void counts(void **state)
{
	(void)state;
	becomes("=2,3,0,1", true, 6, "112224");
	becomes("=2 3 0 1 1", true, 7, "112224u");
	becomes("=2,3,0,1", true, 8, "112224--"); /* two are absent */
	becomes("=0,0,0,0", true, 2, "--");
	becomes("=2,3,0,1,1", false, 7, NULL); /* no such answer in this rubric */
	becomes("=2,3,0", true, 6, NULL);
	becomes("=2,3,0,2", true, 6, NULL); /* more than there are */
	becomes("=2,3,0,99999", true, 6, NULL);
	becomes("=a", true, 6, NULL);
	becomes("=2,3,0,1,0,4", true, 6, NULL);
}

static void add(struct roster *roster, const char *role, const char *name)
{
	struct person person = {mem_text("p"), mem_text(name), mem_text(""), mem_text(role),
		mem_text(""), ROSTER_NO_UID};

	roster_add(roster, &person);
}

static void told_apart(void **state)
{
	struct roster roster = {NULL, 0};

	(void)state;
	add(&roster, "student", "");
	add(&roster, "student", "");
	assert_true(cards_may_be_counts(&roster));
	add(&roster, "lecturer", "");
	assert_false(cards_may_be_counts(&roster));
	roster_free(&roster);
	add(&roster, "student", "Ana");
	assert_false(cards_may_be_counts(&roster));
	roster_free(&roster);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(counts), cmocka_unit_test(told_apart)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
