/* The loop in plain lines: whole transcripts. */
#include "config.h"

#include "toy.h"

static char *run_plain(struct seen *seen, const char *typed)
{
	const struct loop_options options = {.plain = true};

	return run(seen, &options, typed);
}

static void plain_walk(void **state)
{
	struct seen seen = {0};
	char *out = run_plain(&seen, "3\nbecause\n2\n\n4\n");

	(void)state;
	assert_string_equal(out, "This is a toy.\nQuestion 1.\nLevel for 1?\n"
				 "Saved: question 1 = 3\nReason, or Enter\n"
				 "Saved: question 2 = 0\nQuestion 2.\nLevel for 2?\n"
				 "Saved: question 2 = 2\nReason, or Enter\n"
				 "Saved: question 3 = 0\nQuestion 3.\nLevel for 3?\n"
				 "Saved: question 3 = 4\nReason, or Enter\n");
	assert_string_equal(seen.toy->notes[0], "because");
	free(out);
	seen_gone(&seen);
}

static void plain_answers_typed_ahead(void **state)
{
	static const char *const ways[] = {"3 2 4\n", "3\n2\n4\n", "3 2\n4\n", " 3  2  4 \r\n"};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct seen seen = {0};
		char *out = run_plain(&seen, ways[i]);

		assert_int_equal(seen.toy->answers[0], 3);
		assert_int_equal(seen.toy->answers[1], 2);
		assert_int_equal(seen.toy->answers[2], 4);
		assert_null(seen.toy->notes[0]);
		assert_in(out, "Saved: question 1 = 3\n");
		assert_in(out, "Saved: question 2 = 2\n");
		assert_in(out, "Saved: question 3 = 4\n");
		free(out);
		seen_gone(&seen);
	}
}

static void plain_reason_behind_its_level(void **state)
{
	struct seen seen = {0};
	char *out = run_plain(&seen, "3 it is new to us\n2\n");

	(void)state;
	assert_string_equal(seen.toy->notes[0], "it is new to us");
	assert_int_equal(seen.toy->answers[1], 2);
	free(out);
	seen_gone(&seen);
}

static void plain_commands_while_a_reason_is_asked(void **state)
{
	struct seen seen = {0};
	char *out = run_plain(&seen, "3\n4?\nw 2\n9 1\n");

	(void)state;
	assert_in(out, "Reason, or Enter\nLevel 4 is so.\nReason, or Enter\n"
		       "You are at 1 of 3.\nSaved: question 2 = 2\n");
	assert_in(out, "Not possible here: 9.");
	assert_int_equal(seen.toy->answers[2], 0);
	assert_null(seen.toy->notes[1]);
	free(out);
	seen_gone(&seen);
}

static void plain_mistakes_say_what_is_possible(void **state)
{
	struct seen seen = {0};
	char *out = run_plain(&seen, "9 2 3\nzebra\n");

	(void)state;
	assert_in(out,
		"Level for 1?\nNot possible here: 9. Possible: 1 to 4, n, p, m, r, w, L, P, ?, "
		"q.\nThe rest of that line was not used: 2 3\nLevel for 1?\n"
		"Not possible here: zebra. Possible: 1 to 4");
	assert_int_equal(seen.toy->answers[0], 0);
	free(out);
	seen_gone(&seen);
}

static void plain_notes_end_with_a_full_stop(void **state)
{
	struct seen seen = {0};
	char *out = run_plain(&seen, "n\nfirst\n3\nq\n?\n.\nw\n");

	(void)state;
	assert_string_equal(seen.toy->notes[0], "first\n3\nq\n?");
	assert_int_equal(seen.toy->answers[0], 0);
	assert_in(out, "You are at 1 of 3.\n");
	assert_in(out, "A line that holds only a full stop ends the text.\nYour note\n");
	free(out);
	seen_gone(&seen);
	seen = (struct seen){0};
	out = run_plain(&seen, "n half of\na note");
	assert_string_equal(seen.toy->notes[0], "half of\na note");
	free(out);
	seen_gone(&seen);
	seen = (struct seen){0};
	out = run_plain(&seen, "n\nkept\n.\nn\n.\n");
	assert_string_equal(seen.toy->notes[0], "kept");
	assert_in(out, "Now it says: kept\n");
	free(out);
	seen_gone(&seen);
}

static void plain_questions_about_where_one_is(void **state)
{
	struct seen seen = {0};
	char *out = run_plain(&seen, "w\nr\n3?\n\nm\n?\n");

	(void)state;
	assert_in(out, "You are at 1 of 3.\nLevel for 1?\nAll of question 1.\nLevel for 1?\n"
		       "Level 3 is so.\nLevel for 1?\nLevel for 1?\nNo matrix today.\n"
		       "Level for 1?\n");
	assert_in(out, "1 to 4: Choose that level, or that line of a list, and go on.\n"
		       "1? to 4?: Read that level without choosing it.\nn: Write a note");
	assert_not_in(out, "Saved");
	assert_not_in(out, "T: ");
	free(out);
	seen_gone(&seen);
}

static void plain_failure_and_retry(void **state)
{
	struct seen seen = {.state = SAVE_FAILED};
	char *out = run_plain(&seen, "1\n\nT\n");

	(void)state;
	assert_in(out, "NOT SAVED: the disk is full.\nReason, or Enter\n");
	assert_in(out, "Saved: question 2 = 0\n");
	free(out);
	seen_gone(&seen);
}

/* Nothing but sentences: no control, no space at an end, no empty line. */
static void plain_lines_are_clean(void **state)
{
	struct seen seen = {0};
	char *out =
		run_plain(&seen, "n a\033[31mb\377c\302\205d\n\n  \n.\n?\n3\n \nw r\n9\nL\nL\nP\n");

	(void)state;
	assert_true(strlen(out) > 0 && out[strlen(out) - 1] == '\n');
	for (const char *at = out; *at; at++) {
		assert_true((unsigned char)*at >= ' ' || *at == '\n');
		if (*at == '\n') {
			assert_true(at > out && at[-1] != ' ' && at[-1] != '\n');
			assert_true(at[1] != ' ');
		}
	}
	assert_in(out, "The screen cannot be used: ");
	free(out);
	seen_gone(&seen);
}

static void plain_long_line_is_cut(void **state)
{
	struct seen seen = {0};
	struct buf typed = BUF_EMPTY;
	char *out;

	(void)state;
	buf_text_add(&typed, "3\n");
	for (int i = 0; i < 3000; i++)
		buf_text_add(&typed, "\303\251");
	buf_text_add(&typed, "\n2\n");
	out = run_plain(&seen, buf_text(&typed));
	assert_int_equal(strlen(seen.toy->notes[0]), LINEEDIT_MAX);
	assert_int_equal(seen.toy->answers[1], 2);
	assert_in(out, "too long");
	free(out);
	buf_free(&typed);
	seen_gone(&seen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_walk),
		cmocka_unit_test(plain_answers_typed_ahead),
		cmocka_unit_test(plain_reason_behind_its_level),
		cmocka_unit_test(plain_commands_while_a_reason_is_asked),
		cmocka_unit_test(plain_mistakes_say_what_is_possible),
		cmocka_unit_test(plain_notes_end_with_a_full_stop),
		cmocka_unit_test(plain_questions_about_where_one_is),
		cmocka_unit_test(plain_failure_and_retry),
		cmocka_unit_test(plain_lines_are_clean),
		cmocka_unit_test(plain_long_line_is_cut),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
