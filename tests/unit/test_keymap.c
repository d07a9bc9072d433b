#include "config.h"

#include "ui/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* A screen that can do what a list says. */
struct able {
	struct screen screen;
	bool can[ACT_COUNT];
	size_t choices;
};

static bool able_can(const struct screen *screen, enum action action)
{
	return ((const struct able *)screen)->can[action];
}

static size_t able_choices(const struct screen *screen)
{
	return ((const struct able *)screen)->choices;
}

static const struct screen_ops able_ops = {
	.name = "able", .can = able_can, .choices = able_choices};

static struct able able_all(void)
{
	struct able able = {.screen = {.ops = &able_ops}};

	for (int i = 0; i < ACT_COUNT; i++)
		able.can[i] = true;
	return able;
}

static struct key token(const char *text)
{
	struct key key;

	assert_true(key_from_token(text, strlen(text), &key));
	return key;
}

/* Actions whose words or keys are shared on purpose: never both possible on one screen, or the
 * first of them is meant where both are. */
static bool may_share(enum action one, enum action other)
{
	static const enum action pairs[][2] = {{ACT_YES, ACT_NEXT}, {ACT_NO, ACT_NOTE},
		{ACT_NO, ACT_BACK}, {ACT_BACK, ACT_LEAVE}, {ACT_QUESTION, ACT_ACTION},
		{ACT_NUMBERS, ACT_ABOUT}, {ACT_QUESTION, ACT_ADD}, {ACT_ADD, ACT_ACTION},
		{ACT_WORDS, ACT_CARDS}, {ACT_WORDS, ACT_COMMENTS}, {ACT_CARDS, ACT_COMMENTS},
		{ACT_WANTED, ACT_WHAT_IF}, {ACT_SUBMIT, ACT_WRITE}, {ACT_VIEW, ACT_PAST},
		{ACT_PAST, ACT_VOTE}, {ACT_VIEW, ACT_VOTE}};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		if (pairs[i][0] == one && pairs[i][1] == other)
			return true;
	}
	return false;
}

/* Calls back for each token of an action's keys. */
static size_t tokens_of(enum action action, struct key keys[16])
{
	const char *at = action_info(action)->keys;
	size_t count = 0;

	for (at += strspn(at, " "); *at; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");

		assert_true(count < 16);
		if (!key_from_token(at, len, &keys[count]))
			fail_msg("%s: bad key %s", action_info(action)->name, at);
		count++;
		at += len;
	}
	return count;
}

static void every_key_parses_and_is_written_back(void **state)
{
	struct key keys[16], again;
	char text[16];
	size_t seen = 0;

	(void)state;
	for (int i = ACT_NONE + 1; i < ACT_COUNT; i++) {
		size_t count = tokens_of((enum action)i, keys);

		for (size_t k = 0; k < count; k++, seen++) {
			key_text(text, &keys[k]);
			assert_true(key_from_token(text, strlen(text), &again));
			assert_int_equal(again.kind, keys[k].kind);
			assert_int_equal(again.name, keys[k].name);
			assert_int_equal(again.point, keys[k].point);
		}
	}
	assert_true(seen > 60);
}

static void no_two_actions_have_the_same_key(void **state)
{
	struct key one[16], other[16];

	(void)state;
	for (int i = ACT_NONE + 1; i < ACT_COUNT; i++) {
		size_t count = tokens_of((enum action)i, one);

		for (int j = i + 1; j < ACT_COUNT; j++) {
			size_t others = tokens_of((enum action)j, other);
			bool text = action_info((enum action)i)->group == ACT_G_TEXT;

			if (text != (action_info((enum action)j)->group == ACT_G_TEXT) ||
				may_share((enum action)i, (enum action)j))
				continue;
			for (size_t k = 0; k < count * others; k++) {
				const struct key *a = &one[k / others], *b = &other[k % others];

				if (a->kind == b->kind && a->name == b->name &&
					a->point == b->point)
					fail_msg("%s and %s", action_info((enum action)i)->name,
						action_info((enum action)j)->name);
			}
		}
	}
}

static void every_action_has_a_word_of_its_own(void **state)
{
	(void)state;
	for (int i = ACT_NONE + 1; i < ACT_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);

		assert_int_equal(info->id, i);
		assert_true(info->brief[0] && info->help[0]);
		if (info->group == ACT_G_TEXT) {
			assert_string_equal(info->plain, "");
			continue;
		}
		assert_true(info->plain[0]);
		for (int j = i + 1; j < ACT_COUNT; j++) {
			if (!may_share((enum action)i, (enum action)j) &&
				strcmp(info->plain, action_info((enum action)j)->plain) == 0)
				fail_msg(
					"%s and %s", info->name, action_info((enum action)j)->name);
		}
	}
}

/* Whatever can be done with a key can be done with a word, and the other way round: all that is
 * only asked for in plain mode says something and does nothing. */
static void each_word_leads_to_its_action(void **state)
{
	(void)state;
	for (int i = ACT_NONE + 1; i < ACT_COUNT; i++) {
		struct able able = {.screen = {.ops = &able_ops}, .choices = 4};
		const struct action_info *info = action_info((enum action)i);
		struct input input = {0};

		if (info->group == ACT_G_TEXT)
			continue;
		able.can[i] = able.screen.passing = true;
		assert_true(keymap_word(&able.screen, info->plain, &input));
		assert_int_equal(input.action, i);
		if (!info->keys[0])
			assert_true(i == ACT_READ || i == ACT_REPEAT || i == ACT_WHERE);
	}
}

static void numbers(void **state)
{
	struct able able = {.screen = {.ops = &able_ops}, .choices = 4};
	struct input input;
	struct key key = token("3");

	(void)state;
	able.can[ACT_CHOOSE] = able.can[ACT_READ] = true;
	assert_true(keymap_word(&able.screen, "3", &input));
	assert_int_equal(input.action, ACT_CHOOSE);
	assert_int_equal(input.number, 3);
	assert_true(keymap_word(&able.screen, "4?", &input));
	assert_int_equal(input.action, ACT_READ);
	assert_int_equal(input.number, 4);
	assert_false(keymap_word(&able.screen, "5", &input));
	assert_false(keymap_word(&able.screen, "0", &input));
	assert_false(keymap_word(&able.screen, "3x", &input));
	assert_false(keymap_word(&able.screen, "33333333333333", &input));
	assert_true(keymap_key(&able.screen, false, &key, &input));
	assert_int_equal(input.number, 3);
	key = token("5");
	assert_false(keymap_key(&able.screen, false, &key, &input));
	able.choices = 16;
	assert_true(keymap_word(&able.screen, "12", &input));
	assert_int_equal(input.number, 12);
	able.choices = 0; /* not known: the screen says what it thinks of it */
	assert_true(keymap_word(&able.screen, "9", &input));
}

static void the_first_possible_action_is_meant(void **state)
{
	struct able able = {.screen = {.ops = &able_ops}};
	struct key n = token("n"), j = token("j"), q = token("q"), esc = token("<Esc>");
	struct input input;

	(void)state;
	able.can[ACT_NOTE] = able.can[ACT_NEXT] = able.can[ACT_LEAVE] = true;
	assert_true(keymap_key(&able.screen, false, &n, &input));
	assert_int_equal(input.action, ACT_NOTE);
	assert_true(keymap_key(&able.screen, false, &j, &input));
	assert_int_equal(input.action, ACT_NEXT);
	assert_true(keymap_key(&able.screen, false, &q, &input));
	assert_int_equal(input.action, ACT_LEAVE);
	assert_false(keymap_key(&able.screen, false, &esc, &input));
	able.can[ACT_YES] = able.can[ACT_NO] = able.can[ACT_BACK] = true;
	assert_true(keymap_key(&able.screen, false, &n, &input));
	assert_int_equal(input.action, ACT_NO);
	assert_true(keymap_word(&able.screen, "j", &input));
	assert_int_equal(input.action, ACT_YES);
	assert_true(keymap_word(&able.screen, "q", &input));
	assert_int_equal(input.action, ACT_BACK);
}

/* Words go before keys: the key i is for the numbers of a group, the word i for what it is about.
 */
static void words_reach_what_a_shared_key_does_not(void **state)
{
	struct able able = able_all();
	struct key i = token("i");
	struct input input;

	(void)state;
	assert_true(keymap_key(&able.screen, false, &i, &input));
	assert_int_equal(input.action, ACT_NUMBERS);
	assert_true(keymap_word(&able.screen, "i", &input));
	assert_int_equal(input.action, ACT_ABOUT);
	assert_true(keymap_word(&able.screen, "k", &input));
	assert_int_equal(input.action, ACT_PREVIOUS);
}

static void capitals_are_forgiven_where_they_mean_nothing(void **state)
{
	struct able able = {.screen = {.ops = &able_ops}};
	struct input input;

	(void)state;
	able.can[ACT_UNKNOWN] = true;
	assert_true(keymap_word(&able.screen, "U", &input));
	assert_int_equal(input.action, ACT_UNKNOWN);
	/* R is reopen, which is not possible: not "say it again". */
	assert_false(keymap_word(&able.screen, "R", &input));
	assert_true(keymap_word(&able.screen, "r", &input));
	assert_int_equal(input.action, ACT_REPEAT);
}

static void typing_takes_text_keys_only(void **state)
{
	struct able able = able_all();
	struct key q = token("q"), space = token("<Space>"), enter = token("<Enter>"),
		   word = token("<C-w>"), page = token("<PageUp>"),
		   paste = {.kind = KEY_PASTED, .text = (char *)"pasted"};
	struct input input;

	(void)state;
	assert_true(keymap_key(&able.screen, true, &q, &input));
	assert_int_equal(input.action, ACT_TYPE);
	assert_int_equal(input.point, 'q');
	assert_true(keymap_key(&able.screen, true, &space, &input));
	assert_int_equal(input.point, ' ');
	assert_true(keymap_key(&able.screen, true, &enter, &input));
	assert_int_equal(input.action, ACT_TYPE_DONE);
	assert_true(keymap_key(&able.screen, true, &word, &input));
	assert_int_equal(input.action, ACT_TYPE_WORD);
	assert_false(keymap_key(&able.screen, true, &page, &input));
	assert_true(keymap_key(&able.screen, true, &paste, &input));
	assert_string_equal(input.text, "pasted");
	assert_false(keymap_key(&able.screen, false, &paste, &input));
}

static void first_keys_as_text(void **state)
{
	(void)state;
	assert_string_equal(keymap_first_key(ACT_NOTE), "n");
	assert_string_equal(keymap_first_key(ACT_HELP), "?");
	assert_string_equal(keymap_first_key(ACT_SELECT), "Enter");
	assert_string_equal(keymap_first_key(ACT_TYPE_WORD), "Ctrl-W");
	assert_string_equal(keymap_first_key(ACT_REPEAT), "");
	for (int i = ACT_NONE + 1; i < ACT_COUNT; i++)
		assert_int_equal(action_info((enum action)i)->keys[0] != 0,
			keymap_first_key((enum action)i)[0] != 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_parses_and_is_written_back),
		cmocka_unit_test(no_two_actions_have_the_same_key),
		cmocka_unit_test(every_action_has_a_word_of_its_own),
		cmocka_unit_test(each_word_leads_to_its_action),
		cmocka_unit_test(numbers),
		cmocka_unit_test(the_first_possible_action_is_meant),
		cmocka_unit_test(words_reach_what_a_shared_key_does_not),
		cmocka_unit_test(capitals_are_forgiven_where_they_mean_nothing),
		cmocka_unit_test(typing_takes_text_keys_only),
		cmocka_unit_test(first_keys_as_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
