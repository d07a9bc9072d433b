/* Texts through a catalogue: built twice, with tests/unit/sample.po in either byte order. */
#include "config.h"

#include "base/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void english_is_the_msgid(void **state)
{
	(void)state;
	assert_true(lang_set("en"));
	assert_string_equal(lang_current(), "en");
	assert_string_equal(_("novelty"), "novelty");
	assert_string_equal(C_("key", "open"), "open");
	assert_string_equal(lang_plural("%lu answer", "%lu answers", 1), "%lu answer");
	assert_string_equal(lang_plural("%lu answer", "%lu answers", 0), "%lu answers");
}

static void dutch_is_found(void **state)
{
	(void)state;
	assert_true(lang_set("nl"));
	assert_string_equal(_("novelty"), "nieuwheid");
	assert_string_equal(_("apple"), "appel");
	assert_string_equal(_("zebra"), "zebra (nl)");
	assert_string_equal(lang_plural("%lu answer", "%lu answers", 1), "%lu antwoord");
	assert_string_equal(lang_plural("%lu answer", "%lu answers", 2), "%lu antwoorden");
	assert_string_equal(lang_plural("%lu answer", "%lu answers", 0), "%lu antwoorden");
}

static void context_tells_apart(void **state)
{
	(void)state;
	assert_true(lang_set("nl"));
	assert_string_equal(_("open"), "open");
	assert_string_equal(C_("verb", "open"), "openen");
	assert_string_equal(C_("other", "open"), "open");
}

static void what_is_missing_stays(void **state)
{
	(void)state;
	assert_true(lang_set("nl"));
	assert_string_equal(_("not there"), "not there");
	assert_string_equal(_("untranslated"), "untranslated");
	/* Not the catalogue's header. */
	assert_string_equal(_(""), "");
	assert_string_equal(lang_plural("%d x", "%d xs", 2), "%d xs");
}

static void unknown_language_changes_nothing(void **state)
{
	(void)state;
	assert_true(lang_set("nl"));
	assert_false(lang_set("fr"));
	assert_false(lang_set(""));
	assert_false(lang_set(NULL));
	assert_string_equal(lang_current(), "nl");
}

static void environment_chooses(void **state)
{
	(void)state;
	static const struct {
		const char *language, *all, *messages, *lang, *expect;
	} CASES[] = {
		{NULL, NULL, NULL, NULL, "en"},
		{NULL, NULL, NULL, "nl_NL.UTF-8", "nl"},
		{NULL, NULL, NULL, "nl", "nl"},
		{NULL, NULL, NULL, "nl@euro", "nl"},
		{NULL, NULL, NULL, "nlx_NL", "en"},
		{NULL, NULL, "nl_BE", "en_GB.UTF-8", "nl"},
		{NULL, "C.UTF-8", "nl_BE", "nl_NL", "en"},
		{NULL, "", "nl_BE", "en_GB", "nl"},
		/* gettext would ignore LANGUAGE here. */
		{"nl", "C.UTF-8", NULL, NULL, "nl"},
		{"fr:nl_BE:en", NULL, NULL, "en_GB.UTF-8", "nl"},
		{"en:nl", NULL, NULL, "nl_NL", "en"},
		{"fr", NULL, NULL, "nl_NL.UTF-8", "nl"},
		{"::", NULL, NULL, NULL, "en"},
	};
	static const char *const NAMES[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		const char *values[] = {
			CASES[i].language, CASES[i].all, CASES[i].messages, CASES[i].lang};
		for (size_t n = 0; n < 4; n++) {
			if (values[n])
				setenv(NAMES[n], values[n], 1);
			else
				unsetenv(NAMES[n]);
		}
		assert_string_equal(lang_from_environment(), CASES[i].expect);
	}
}

static void every_listed_language_can_be_set(void **state)
{
	(void)state;
	size_t count = 0;
	for (const char *const *lang = lang_list(); *lang; lang++, count++)
		assert_true(lang_set(*lang));
	assert_int_equal(count, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(english_is_the_msgid),
		cmocka_unit_test(dutch_is_found),
		cmocka_unit_test(context_tells_apart),
		cmocka_unit_test(what_is_missing_stays),
		cmocka_unit_test(unknown_language_changes_nothing),
		cmocka_unit_test(environment_chooses),
		cmocka_unit_test(every_listed_language_can_be_set),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
