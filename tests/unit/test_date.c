#include "config.h"

#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define TODAY "2026-11-24"

static void as_people_type_them(void **state)
{
	static const struct {
		const char *typed, *iso;
	} cases[] = {
		{"12-12", "2026-12-12"},
		{"1-2", "2027-02-01"},
		{"24-11", "2026-11-24"},
		{"23-11", "2027-11-23"},
		{"12 dec", "2026-12-12"},
		{"12 December", "2026-12-12"},
		{"3 mrt", "2027-03-03"},
		{"3 maart 2027", "2027-03-03"},
		{"3 mei", "2027-05-03"},
		{"2026-12-12", "2026-12-12"},
		{"12-12-2026", "2026-12-12"},
		{"12/12", "2026-12-12"},
		{"+14", "2026-12-08"},
		{"+0", "2026-11-24"},
		{"+366", "2027-11-25"},
		{"29-2", "2028-02-29"},
		{" 12-12 ", "2026-12-12"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char out[DATE_LEN + 1] = "";

		assert_true(date_parse(out, cases[i].typed, TODAY));
		assert_string_equal(out, cases[i].iso);
	}
}

static void what_is_no_date(void **state)
{
	static const char *const cases[] = {"", "x", "12", "32-12", "12-13", "30-2", "29-2-2027",
		"2026-13-01", "12 foo", "+", "+x", "-3", "+4000", "12-12-26", "12-12-2026-1",
		"12--12", "tomorrow", "2026-12"};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char out[DATE_LEN + 1] = "kept";

		assert_false(date_parse(out, cases[i], TODAY));
		assert_string_equal(out, "kept");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_people_type_them),
		cmocka_unit_test(what_is_no_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
