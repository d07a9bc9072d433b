/* A small screen for the tests of the loop: three questions with four levels, a reason behind each
 * level, and a note; a flow that notes what it is asked; and the loop run over both, from a key
 * file or from plain lines. Included by two tests. */
#ifndef PEIL_TESTS_TOY_H
#define PEIL_TESTS_TOY_H

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
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

static void language(void *flow, struct screen *top)
{
	(void)top;
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

#endif
