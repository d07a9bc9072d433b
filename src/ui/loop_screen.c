#include "config.h"

#include "ui/loop_private.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/layout.h"

#include <stdlib.h>
#include <string.h>

#define TICK_MS 1000

static bool too_small(const struct pane *pane)
{
	return pane->columns < LAYOUT_MIN_COLUMNS || pane->rows < LAYOUT_MIN_ROWS;
}

/* What a screen has to say is taken from it, and stands there until the next key. */
static void take_message(struct loop *loop)
{
	struct screen *top = loop_top(loop);

	if (!top->message)
		return;
	free(loop->message);
	loop->message = top->message;
	top->message = NULL;
}

static void set_message(struct loop *loop, const char *text)
{
	free(loop->message);
	loop->message = mem_text(text);
}

/* Returns whether the window is too small for the screen. */
static bool draw(struct loop *loop, struct tty *tty)
{
	struct screen *top = loop_top(loop);
	struct pane pane = tty_pane(tty), part;

	take_message(loop);
	if (too_small(&pane)) {
		loop_too_small(loop, &pane);
	} else {
		part = pane_part(&pane, 0, 0, pane.rows - 1, pane.columns);
		top->ops->draw(top, &part);
		if (!top->ops->any_key)
			loop_bottom(loop, &pane);
	}
	tty_show(tty);
	return too_small(&pane);
}

static void leave(struct loop *loop)
{
	loop_commit(loop);
	loop->done = true;
}

/* In a window that shows nothing only q and s work: nothing is answered unseen. */
static void blind_key(struct loop *loop, const struct key *key)
{
	struct screen *top = loop_top(loop);
	struct input submit = {.action = ACT_SUBMIT};
	struct asking asking;

	if (key->kind != KEY_POINT)
		return;
	if (key->point == 'q')
		leave(loop);
	else if (key->point == 's' && !loop_asking(loop, &asking) && screen_can(top, ACT_SUBMIT))
		loop_act(loop, &submit);
}

static void unknown_key(struct loop *loop, const struct key *key)
{
	char text[16];

	if (key->kind != KEY_POINT || key->point < ' ' || text_unsafe(key->point))
		return;
	text[text_encode(key->point, text)] = '\0';
	set_message(loop, NULL);
	screen_say(loop_top(loop), _("%s does nothing here. ? shows what you can do."), text);
}

static void do_key(struct loop *loop, const struct key *key)
{
	struct screen *top = loop_top(loop);
	struct asking asking;
	struct input input;

	set_message(loop, NULL);
	if (!keymap_key(top, loop_asking(loop, &asking), key, &input)) {
		unknown_key(loop, key);
	} else if (input.action == ACT_PLAIN) {
		loop_commit(loop);
		loop->plain = true;
	} else if (input.action != ACT_HELP || strcmp(top->ops->name, "help") != 0) {
		loop_act(loop, &input);
	}
}

static void do_tick(struct loop *loop, struct tty *tty)
{
	struct screen *top = loop_top(loop);

	if (top->ops->tick)
		loop_result(loop, top->ops->tick(top, tty_now(tty)));
}

static void do_event(struct loop *loop, struct tty *tty, const struct key *key, bool small)
{
	switch (key->kind) {
	case KEY_POINT:
	case KEY_NAMED:
	case KEY_PASTED:
		if (small)
			blind_key(loop, key);
		else
			do_key(loop, key);
		break;
	case KEY_WOKEN:
		if (loop->host->drain)
			loop->host->drain(loop->host->flow);
		break;
	case KEY_LEFT_OFF: leave(loop); break;
	case KEY_NONE_YET: do_tick(loop, tty); break;
	case KEY_RESIZED:
	case KEY_SUSPENDED: break;
	}
}

static void settle(void *context)
{
	struct loop *loop = context;

	if (loop->host->settle)
		loop->host->settle(loop->host->flow, -1);
}

static int wake_fd(const struct loop *loop)
{
	return loop->host->wake_fd ? loop->host->wake_fd(loop->host->flow) : -1;
}

bool loop_screen(struct loop *loop, struct err *err)
{
	struct tty *tty = tty_new(&loop->options->tty, err);
	struct key key;
	bool small;

	if (!tty)
		return false;
	tty_on_saved(tty, settle, loop);
	while (!loop->done && !loop->plain) {
		small = draw(loop, tty);
		key = tty_key(tty, wake_fd(loop), loop_top(loop)->ops->tick ? TICK_MS : -1);
		do_event(loop, tty, &key, small);
		key_free(&key);
	}
	tty_free(tty);
	return true;
}
