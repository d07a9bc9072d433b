/* The loop on a screen, through key files and their dumps. */
#include "config.h"

#include "ui/keyfile.h"
#include "toy.h"

static char *run_on(struct seen *seen, const char *keys, int columns, int rows, bool ascii)
{
	struct faults faults;
	struct loop_options options = {.tty = {.columns = columns, .rows = rows, .ascii = ascii}};
	char *out;

	faults_init(&faults, "keys");
	options.tty.keyfile = keyfile_parse(keys, strlen(keys), &faults);
	assert_non_null(options.tty.keyfile);
	out = run(seen, &options, "");
	keyfile_free(options.tty.keyfile);
	faults_free(&faults);
	return out;
}

static char *run_keys(struct seen *seen, const char *keys, int columns, int rows)
{
	return run_on(seen, keys, columns, rows, true);
}

static void screen_is_dumped(void **state)
{
	struct seen seen = {0};
	char *out = run_keys(&seen, ":dump first 3 :dump reason \"why\" :dump typed", 60, 16);

	(void)state;
	assert_in(out, "== first\nToy                                                    right\n"
		       "------------------------------------------------------------\n"
		       "> 1 = 0\n  2 = 0\n  3 = 0\n\n\n\n\n\n\n\n\n\n\n"
		       "1-4 choose  n note  m matrix  L language  ? help  q leave\n"
		       "-- cursor hidden\n");
	assert_in(out, "== reason\n");
	assert_in(out, "saving...  Enter keep  Esc as it was");
	assert_in(out, "-- cursor 6,2\n");
	assert_in(out, "  why\n");
	assert_in(out, "-- cursor 6,5\n");
	/* The end of the file is a hang-up: what was typed is kept. */
	assert_string_equal(seen.toy->notes[0], "why");
	assert_int_equal(seen.changes, 2);
	free(out);
	seen_gone(&seen);
}

static void saved_waits_and_tick_moves_the_clock(void **state)
{
	struct seen seen = {0};
	char *out = run_keys(&seen, "2 <Enter> :saved :dump saved :tick 2.5", 60, 16);

	(void)state;
	assert_in(out, "\nsaved  1-4 choose  n note");
	assert_int_equal(seen.settled, 1);
	assert_int_equal(seen.toy->ticked, 2500);
	free(out);
	seen_gone(&seen);
}

static void bytes_go_through_the_decoder(void **state)
{
	struct seen seen = {0};
	char *out = run_keys(&seen, "n :bytes c3 a9 ff 65 1b 5b 44 1b 4f 44 21 <Enter>", 60, 16);

	(void)state;
	assert_string_equal(seen.toy->notes[0], "!\303\251e");
	free(out);
	seen_gone(&seen);
}

static void wide_and_marked_cells_come_once(void **state)
{
	static const char keys[] = "n \"\346\227\245e\314\201x\" <Enter> :dump cells";
	struct seen seen = {0};
	char *out = run_on(&seen, keys, 60, 16, false);

	(void)state;
	assert_in(out, "> 1 = 0 \346\227\245e\314\201x\n");
	free(out);
	seen_gone(&seen);
	/* With ASCII alone in as many columns. */
	seen = (struct seen){0};
	out = run_on(&seen, keys, 60, 16, true);
	assert_in(out, "> 1 = 0 ??ex\n");
	free(out);
	seen_gone(&seen);
}

static void a_small_window_says_so_and_takes_no_answer(void **state)
{
	struct seen seen = {0};
	char *out = run_keys(&seen, ":size 43x10 3 :dump small :size 80x24 :dump big", 60, 16);

	(void)state;
	assert_in(out, "== small\nThis window is too small: 43x10; 60x16 is\n");
	assert_in(out, "safe. q leaves.");
	assert_int_equal(seen.toy->answers[0], 0);
	assert_in(out, "> 1 = 0");
	free(out);
	seen_gone(&seen);
	seen = (struct seen){0};
	out = run_keys(&seen, ":size 1x1 :dump one q 3", 60, 16);
	assert_in(out, "== one\n");
	assert_int_equal(seen.toy->answers[0], 0);
	free(out);
	seen_gone(&seen);
}

static void not_saved_stands_first(void **state)
{
	struct seen seen = {.state = SAVE_FAILED};
	char *out = run_keys(&seen, ":dump failed T :dump again", 60, 16);

	(void)state;
	assert_in(out, "\nNOT SAVED: the disk is full.  T try again  e save elsewhere\n");
	assert_in(buf_text(&seen.log), "want retry 0\n");
	assert_in(out, "\nsaved  1-4 choose");
	free(out);
	seen_gone(&seen);
}

static void a_message_stands_until_the_next_key(void **state)
{
	struct seen seen = {0};
	char *out = run_keys(&seen, "m :dump said k :dump gone 9 :dump nine", 60, 16);

	(void)state;
	assert_in(buf_text(&seen.log), "want matrix 7\n");
	assert_in(out, "\nNo matrix today.\n-- cursor hidden\n== gone");
	assert_in(out, "\n1-4 choose  n note  m matrix  L language  ? help  q leave\n"
		       "-- cursor hidden\n== nine");
	assert_in(out, "\n9 does nothing here. ? shows what you can do.\n");
	free(out);
	seen_gone(&seen);
}

static void hangup_and_leaving(void **state)
{
	struct seen seen = {0};
	char *out = run_keys(&seen, "n \"half\" :hangup 3 :dump never", 60, 16);

	(void)state;
	assert_not_in(out, "never");
	assert_string_equal(seen.toy->notes[0], "half");
	free(out);
	seen_gone(&seen);
	seen = (struct seen){0};
	out = run_keys(&seen, "q :dump never", 60, 16);
	assert_not_in(out, "never");
	free(out);
	seen_gone(&seen);
}

static void the_language_goes_round(void **state)
{
	struct seen seen = {0};
	char *out = run_keys(&seen, "L :dump dutch L", 60, 16);

	(void)state;
	assert_int_equal(seen.languages, 2);
	assert_string_equal(lang_current(), "en");
	free(out);
	seen_gone(&seen);
}

static void plain_and_back_in_one_key_file(void **state)
{
	struct seen seen = {0};
	char *out = run_keys(
		&seen, "n \"ab\" <Enter> P \"2\" <Enter> \"P\" <Enter> :dump back", 60, 16);

	(void)state;
	assert_in(out, "This is a toy.\nQuestion 1.\nLevel for 1?\n");
	assert_in(out, "Saved: question 1 = 2\n");
	assert_string_equal(seen.toy->notes[0], "ab");
	free(out);
	seen_gone(&seen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(screen_is_dumped),
		cmocka_unit_test(saved_waits_and_tick_moves_the_clock),
		cmocka_unit_test(bytes_go_through_the_decoder),
		cmocka_unit_test(wide_and_marked_cells_come_once),
		cmocka_unit_test(a_small_window_says_so_and_takes_no_answer),
		cmocka_unit_test(not_saved_stands_first),
		cmocka_unit_test(a_message_stands_until_the_next_key),
		cmocka_unit_test(hangup_and_leaving),
		cmocka_unit_test(the_language_goes_round),
		cmocka_unit_test(plain_and_back_in_one_key_file),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
