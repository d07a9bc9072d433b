#include "config.h"

#include "base/text.h"
#include "ui/lineedit.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define WIDE   "\346\227\245\346\234\254"		      /* two characters, four columns */
#define ACUTE  "e\314\201"				      /* e and a combining mark */
#define FAMILY "\360\237\221\251\342\200\215\360\237\221\247" /* two emoji and a joiner */

static struct lineedit edit;

static void type(const char *text)
{
	lineedit_act(&edit, &(struct input){.action = ACT_TYPE, .text = text}, 20);
}

static void point(uint32_t code)
{
	lineedit_act(&edit, &(struct input){.action = ACT_TYPE, .point = code}, 20);
}

static bool act(enum action action)
{
	return lineedit_act(&edit, &(struct input){.action = action}, 20);
}

static void assert_edit(const char *text, size_t at)
{
	assert_string_equal(lineedit_text(&edit), text);
	assert_int_equal(edit.at, at);
}

static int start(void **state)
{
	(void)state;
	lineedit_start(&edit, NULL, false);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	lineedit_free(&edit);
	return 0;
}

static void typing_and_moving(void **state)
{
	(void)state;
	type("one two");
	assert_edit("one two", 7);
	act(ACT_TYPE_HOME);
	point('X');
	assert_edit("Xone two", 1);
	act(ACT_TYPE_END);
	act(ACT_TYPE_LEFT);
	assert_true(act(ACT_TYPE_DELETE));
	assert_false(act(ACT_TYPE_DELETE));
	assert_edit("Xone tw", 7);
	assert_true(act(ACT_TYPE_WORD));
	assert_edit("Xone ", 5);
	assert_true(act(ACT_TYPE_WORD));
	assert_edit("", 0);
	assert_false(act(ACT_TYPE_WORD));
	assert_false(act(ACT_TYPE_BACKSPACE));
}

static void whole_characters(void **state)
{
	(void)state;
	type(WIDE ACUTE FAMILY);
	act(ACT_TYPE_BACKSPACE);
	assert_edit(WIDE ACUTE, strlen(WIDE ACUTE));
	act(ACT_TYPE_LEFT);
	assert_int_equal(edit.at, strlen(WIDE));
	act(ACT_TYPE_BACKSPACE);
	assert_string_equal(lineedit_text(&edit), "\346\227\245" ACUTE);
	act(ACT_TYPE_DELETE);
	assert_edit("\346\227\245", 3);
}

/* A mark that is typed on its own goes on what stands before the cursor; joined emoji that come
 * together leave the cursor behind the whole. */
static void characters_that_grow_together(void **state)
{
	(void)state;
	point('e');
	point(0x301);
	assert_edit(ACUTE, 3);
	act(ACT_TYPE_ALL);
	point(0x301);
	assert_edit(" \314\201", 3);
	act(ACT_TYPE_ALL);
	point(0x1f467);
	act(ACT_TYPE_HOME);
	point(0x1f469);
	point(0x200d);
	assert_edit(FAMILY, strlen(FAMILY));
}

static void nothing_unsafe_gets_in(void **state)
{
	(void)state;
	point(0x1b);
	point(0x202e);
	point(0x85);
	type("a\033[31m\xff\302\205\342\200\256b\tc\r\nd");
	assert_string_equal(lineedit_text(&edit), "a[31mb c d");
	lineedit_free(&edit);
	lineedit_start(&edit, "a\033\nb", true);
	assert_string_equal(lineedit_text(&edit), "a\357\277\275\nb");
	type("\r\nc\rd");
	assert_string_equal(lineedit_text(&edit), "a\357\277\275\nb\nc\nd");
}

static void the_rest_and_all(void **state)
{
	(void)state;
	edit.many_lines = true;
	type("one\ntwo");
	act(ACT_TYPE_UP);
	act(ACT_TYPE_HOME);
	act(ACT_TYPE_RIGHT);
	act(ACT_TYPE_REST);
	assert_edit("o\ntwo", 1);
	act(ACT_TYPE_REST);
	assert_edit("otwo", 1);
	assert_true(act(ACT_TYPE_ALL));
	assert_edit("", 0);
}

static void cursor(int columns, int row, int column)
{
	int at_row, at_column;

	lineedit_cursor(&edit, columns, &at_row, &at_column);
	assert_int_equal(at_row, row);
	assert_int_equal(at_column, column);
}

static void the_cursor_in_wrapped_text(void **state)
{
	(void)state;
	cursor(10, 0, 0);
	type("0123456789");
	cursor(10, 1, 0);
	cursor(11, 0, 10);
	act(ACT_TYPE_HOME);
	cursor(10, 0, 0);
	act(ACT_TYPE_ALL);
	type("hello big world");
	cursor(10, 1, 5);
	lineedit_act(&edit, &(struct input){.action = ACT_TYPE_UP}, 10);
	assert_int_equal(edit.at, 5);
	cursor(10, 0, 5);
	lineedit_act(&edit, &(struct input){.action = ACT_TYPE_END}, 10);
	assert_int_equal(edit.at, 9);
	lineedit_act(&edit, &(struct input){.action = ACT_TYPE_DOWN}, 10);
	assert_int_equal(edit.at, 15);
	lineedit_act(&edit, &(struct input){.action = ACT_TYPE_HOME}, 10);
	assert_int_equal(edit.at, 10);
	act(ACT_TYPE_ALL);
	type(WIDE WIDE);
	cursor(5, 1, 4);
	act(ACT_TYPE_ALL);
	type("a ");
	cursor(10, 0, 2);
}

static void no_longer_than_it_may_be(void **state)
{
	(void)state;
	for (int i = 0; i < LINEEDIT_MAX; i++)
		type(WIDE);
	assert_true(edit.text.len <= LINEEDIT_MAX && edit.text.len > LINEEDIT_MAX - 3);
	assert_int_equal(text_valid(lineedit_text(&edit), edit.text.len), edit.text.len);
	assert_int_equal(edit.at, edit.text.len);
}

static void check_always(void)
{
	const char *text = lineedit_text(&edit);
	size_t at = 0;
	int row, column;

	assert_true(edit.text.len <= LINEEDIT_MAX);
	assert_int_equal(text_valid(text, edit.text.len), edit.text.len);
	assert_int_equal(strlen(text), edit.text.len);
	while (at < edit.at)
		at = text_next(text, edit.text.len, at);
	assert_int_equal(at, edit.at);
	for (const char *byte = text; *byte; byte++)
		assert_true((unsigned char)*byte >= ' ' || (*byte == '\n' && edit.many_lines));
	lineedit_cursor(&edit, 7, &row, &column);
	assert_true(row >= 0 && column >= 0 && column < 7);
}

/* Whatever keys come: valid text, the cursor between whole characters, never too long. */
static void random_keys(void **state)
{
	static const uint32_t points[] = {'a', 'b', ' ', 0xe9, 0x301, 0x65e5, 0x200d, 0x1f469,
		0x1f467, 0x1f1f3, 0x1f1f1, 0xfe0f, 0x1b, 0x202e, 0x200c, 0x1100, 0x1161, 0x600};
	static const char *const texts[] = {"x y\nz", WIDE, ACUTE, FAMILY, "\xff\xe9", "\r\n",
		"a long piece of text that wraps more than once"};

	(void)state;
	srand(7);
	for (int round = 0; round < 20000; round++) {
		struct input input = {0};
		int draw = rand() % 10;

		if (round % 500 == 0) {
			lineedit_free(&edit);
			lineedit_start(&edit, NULL, round % 1000 == 0);
		}
		if (draw < 4) {
			input.action = ACT_TYPE;
			input.point = points[(size_t)rand() % (sizeof(points) / sizeof(*points))];
		} else if (draw < 5) {
			input.action = ACT_TYPE;
			input.text = texts[(size_t)rand() % (sizeof(texts) / sizeof(*texts))];
		} else {
			input.action = (enum action)(
				ACT_TYPE_LEFT + rand() % (ACT_TYPE_REST - ACT_TYPE_LEFT + 1));
		}
		lineedit_act(&edit, &input, 1 + rand() % 12);
		check_always();
	}
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, start, stop)
	const struct CMUnitTest tests[] = {
		CASE(typing_and_moving),
		CASE(whole_characters),
		CASE(characters_that_grow_together),
		CASE(nothing_unsafe_gets_in),
		CASE(the_rest_and_all),
		CASE(the_cursor_in_wrapped_text),
		CASE(no_longer_than_it_may_be),
		CASE(random_keys),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
