/* The loop with a small screen of its own: three questions with four levels, a reason behind each
 * level, and a note. Once through a key file and its dumps, once through plain lines. */
#include "config.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/keyfile.h"
#include "ui/lineedit.h"
#include "ui/loop.h"
#include "ui/pane.h"

#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#define QUESTIONS 3
#define LEVELS	  4

struct toy {
	struct screen screen;
	unsigned answers[QUESTIONS];
	char *notes[QUESTIONS];
	size_t at;
	bool typing, reason, dirty;
	struct lineedit edit;
	int64_t ticked;
};

/* What the flow saw. */
struct seen {
	struct toy *toy;
	unsigned changes, settled, languages, drained;
	enum save_state state;
	struct buf log;
	char *last; /* what the toy would be said to have saved */
};

static void toy_draw(const struct screen *screen, struct pane *pane)
{
	const struct toy *toy = (const struct toy *)screen;

	pane_text(pane, 0, 0, LOOK_TITLE, "Toy");
	pane_rule(pane, 1);
	for (size_t i = 0; i < QUESTIONS; i++)
		pane_format(pane, (int)i + 2, 0, LOOK_NORMAL, "%s %zu = %u %s",
			i == toy->at ? pane_glyphs(pane)->current : " ", i + 1, toy->answers[i],
			toy->notes[i] ? toy->notes[i] : "");
	pane_right(pane, 0, LOOK_QUIET, "right");
	if (toy->typing) {
		struct pane part = pane_part(pane, 6, 2, 3, 20);

		lineedit_draw(&toy->edit, &part);
	}
}

static void toy_tell(const struct screen *screen, struct telling *telling)
{
	const struct toy *toy = (const struct toy *)screen;

	switch (telling->what) {
	case TELL_ENTER: tell_line(telling, "This is a toy."); break;
	case TELL_HERE: tell_line(telling, "Question %zu.", toy->at + 1); break;
	case TELL_ALL: tell_line(telling, "All of question %zu.", toy->at + 1); break;
	case TELL_WHERE: tell_line(telling, "You are at %zu of 3.", toy->at + 1); break;
	case TELL_ASK: tell_line(telling, "  Level for %zu?  ", toy->at + 1); break;
	case TELL_LEVEL: tell_line(telling, "Level %u is so.", telling->number); break;
	case TELL_NOTHING: break;
	}
}

static void type(struct toy *toy, bool reason)
{
	toy->typing = true;
	toy->reason = reason;
	lineedit_start(&toy->edit, toy->notes[toy->at], !reason);
}

static void go_on(struct toy *toy)
{
	bool move = toy->typing && toy->reason;

	if (toy->typing)
		lineedit_free(&toy->edit);
	toy->typing = false;
	if (move && toy->at + 1 < QUESTIONS) {
		toy->at++;
		toy->screen.next = TELL_HERE;
	}
}

static enum screen_result toy_act(struct screen *screen, const struct input *input)
{
	struct toy *toy = (struct toy *)screen;

	switch (input->action) {
	case ACT_CHOOSE:
		toy->answers[toy->at] = input->number;
		toy->dirty = true;
		type(toy, true);
		return SCREEN_CHANGED;
	case ACT_NOTE: type(toy, false); return SCREEN_STAY;
	case ACT_TYPE_DONE:
		mem_replace(&toy->notes[toy->at],
			input->text ? input->text : lineedit_text(&toy->edit));
		toy->dirty = true;
		go_on(toy);
		return SCREEN_CHANGED;
	case ACT_TYPE_CANCEL: go_on(toy); return SCREEN_STAY;
	case ACT_PREVIOUS:
		toy->at -= toy->at > 0;
		screen->next = TELL_HERE;
		return SCREEN_STAY;
	case ACT_MATRIX: return screen_want(screen, WANT_MATRIX, 7);
	case ACT_LEAVE: return SCREEN_POP;
	default: lineedit_act(&toy->edit, input, 20); return SCREEN_STAY;
	}
}

static bool toy_can(const struct screen *screen, enum action action)
{
	(void)screen;
	return action == ACT_CHOOSE || action == ACT_READ || action == ACT_NOTE ||
	       action == ACT_PREVIOUS || action == ACT_MATRIX || action == ACT_LEAVE;
}

static bool toy_asking(const struct screen *screen, struct asking *asking)
{
	const struct toy *toy = (const struct toy *)screen;

	if (!toy->typing)
		return false;
	*asking = (struct asking){toy->reason ? "Reason, or Enter" : "Your note",
		lineedit_text(&toy->edit), !toy->reason, toy->reason};
	return true;
}

static enum screen_result toy_tick(struct screen *screen, int64_t now_ms)
{
	((struct toy *)screen)->ticked = now_ms;
	return SCREEN_STAY;
}

static enum screen_result toy_settle(struct screen *screen)
{
	struct toy *toy = (struct toy *)screen;

	if (!toy->typing)
		return SCREEN_STAY;
	mem_replace(&toy->notes[toy->at], lineedit_text(&toy->edit));
	go_on(toy);
	toy->dirty = true;
	return SCREEN_CHANGED;
}

static size_t toy_choices(const struct screen *screen)
{
	(void)screen;
	return LEVELS;
}

/* The toy itself is looked at after the loop is done: the test frees it. */
static void toy_free(struct screen *screen)
{
	struct toy *toy = (struct toy *)screen;

	if (toy->typing)
		lineedit_free(&toy->edit);
	toy->typing = false;
}

static const struct screen_ops toy_ops = {.name = "toy",
	.draw = toy_draw,
	.tell = toy_tell,
	.act = toy_act,
	.can = toy_can,
	.asking = toy_asking,
	.tick = toy_tick,
	.settle = toy_settle,
	.free = toy_free,
	.choices = toy_choices};

/* --- the flow ------------------------------------------------------------------------------- */

static void changed(void *flow, struct screen *top)
{
	struct seen *seen = flow;
	char text[64];

	(void)top;
	if (!seen->toy->dirty)
		return;
	seen->toy->dirty = false;
	seen->changes++;
	snprintf(text, sizeof(text), "question %zu = %u", seen->toy->at + 1,
		seen->toy->answers[seen->toy->at]);
	mem_replace(&seen->last, text);
	if (seen->state != SAVE_FAILED)
		seen->state = SAVE_WAITING;
}

static struct screen *want(
	void *flow, struct screen *top, enum screen_want what, size_t at, bool *done)
{
	struct seen *seen = flow;

	(void)done;
	buf_format(&seen->log, "want %s %zu\n",
		what == WANT_MATRIX  ? "matrix"
		: what == WANT_RETRY ? "retry"
				     : "other",
		at);
	if (what == WANT_MATRIX)
		screen_say(top, "No matrix today.");
	if (what == WANT_RETRY)
		seen->state = SAVE_SAVED;
	return NULL;
}

static enum save_state save_state(void *flow)
{
	return ((struct seen *)flow)->state;
}

static char *save_why(void *flow)
{
	(void)flow;
	return mem_text("the disk is full");
}

static void settle(void *flow, int ms)
{
	struct seen *seen = flow;

	(void)ms;
	seen->settled++;
	if (seen->state == SAVE_WAITING)
		seen->state = SAVE_SAVED;
}

static void said(void *flow, const struct screen *top, struct telling *telling)
{
	struct seen *seen = flow;

	(void)top;
	if (!seen->last)
		return;
	if (seen->state == SAVE_FAILED)
		tell_line(telling, "NOT SAVED: the disk is full.");
	else
		tell_line(telling, "Saved: %s", seen->last);
}

static void language(void *flow)
{
	((struct seen *)flow)->languages++;
}

/* --- running -------------------------------------------------------------------------------- */

static FILE *replaced(int fd, FILE *file, int *old)
{
	fflush(stdout);
	*old = dup(fd);
	dup2(fileno(file), fd);
	return file;
}

static void put_back(int fd, int old)
{
	fflush(stdout);
	dup2(old, fd);
	close(old);
}

static char *contents(FILE *file)
{
	struct buf text = BUF_EMPTY;
	char block[512];
	size_t got;

	rewind(file);
	while ((got = fread(block, 1, sizeof(block), file)) > 0)
		buf_add(&text, block, got);
	fclose(file);
	return buf_take(&text);
}

static struct toy *toy_new(void)
{
	struct toy *toy = MEM_NEW(struct toy);

	toy->screen.ops = &toy_ops;
	return toy;
}

static void toy_gone(struct toy *toy)
{
	for (size_t i = 0; i < QUESTIONS; i++)
		free(toy->notes[i]);
	free(toy);
}

static void seen_gone(struct seen *seen)
{
	toy_gone(seen->toy);
	buf_free(&seen->log);
	free(seen->last);
}

static char *run(struct seen *seen, const struct loop_options *options, const char *typed)
{
	const struct host host = {.flow = seen,
		.changed = changed,
		.want = want,
		.save_state = save_state,
		.save_why = save_why,
		.settle = settle,
		.said = said,
		.language = language};
	FILE *in = tmpfile(), *out = tmpfile();
	struct err err = ERR_OK;
	int old_in, old_out;

	fputs(typed, in);
	rewind(in);
	seen->toy = toy_new();
	replaced(STDIN_FILENO, in, &old_in);
	replaced(STDOUT_FILENO, out, &old_out);
	loop_run(&seen->toy->screen, &host, options, &err);
	put_back(STDIN_FILENO, old_in);
	put_back(STDOUT_FILENO, old_out);
	fclose(in);
	err_free(&err);
	return contents(out);
}

static char *run_keys(struct seen *seen, const char *keys, int columns, int rows)
{
	struct faults faults;
	struct loop_options options = {.tty = {.columns = columns, .rows = rows, .ascii = true}};
	char *out;

	faults_init(&faults, "keys");
	options.tty.keyfile = keyfile_parse(keys, strlen(keys), &faults);
	assert_non_null(options.tty.keyfile);
	out = run(seen, &options, "");
	keyfile_free(options.tty.keyfile);
	faults_free(&faults);
	return out;
}

static char *run_plain(struct seen *seen, const char *typed)
{
	const struct loop_options options = {.plain = true};

	return run(seen, &options, typed);
}

static void assert_in(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("not there: %s\nin:\n%s", part, text);
}

static void assert_not_in(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("there: %s\nin:\n%s", part, text);
}

/* --- on a screen ---------------------------------------------------------------------------- */

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
	struct seen seen = {0};
	char *out = run_keys(&seen, "n \"\346\227\245e\314\201x\" <Enter> :dump cells", 60, 16);

	(void)state;
	assert_in(out, "> 1 = 0 \346\227\245e\314\201x\n");
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

/* --- plain ---------------------------------------------------------------------------------- */

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
