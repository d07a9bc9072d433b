#include "config.h"

#include "ui/loop.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/loop_private.h"

#include <stdlib.h>
#include <string.h>

struct screen *loop_top(const struct loop *loop)
{
	return loop->count > 0 ? loop->stack[loop->count - 1] : NULL;
}

static void push(struct loop *loop, struct screen *screen)
{
	if (!screen)
		return;
	loop->stack = mem_grow(loop->stack, loop->count, loop->count + 1, sizeof(*loop->stack));
	loop->stack[loop->count++] = screen;
}

bool loop_asking(const struct loop *loop, struct asking *asking)
{
	const struct screen *top = loop_top(loop);

	*asking = (struct asking){0};
	return top && top->ops->asking && top->ops->asking(top, asking);
}

enum save_state loop_save_state(const struct loop *loop)
{
	return loop->host->save_state ? loop->host->save_state(loop->host->flow) : SAVE_NONE;
}

char *loop_save_why(const struct loop *loop)
{
	char *why = loop->host->save_why ? loop->host->save_why(loop->host->flow) : NULL;

	return why ? why : mem_text("");
}

bool loop_offers(const struct loop *loop, enum action action)
{
	if (action == ACT_RETRY || action == ACT_ELSEWHERE)
		return loop_save_state(loop) == SAVE_FAILED;
	return screen_can(loop_top(loop), action);
}

/* The model may have changed whatever the result says: the flow moves what there is. */
static void tell_changed(struct loop *loop, struct screen *screen)
{
	if (loop->host->changed)
		loop->host->changed(loop->host->flow, screen);
}

static void want(struct loop *loop, enum screen_want what, size_t at)
{
	const struct host *host = loop->host;
	bool done = false;

	if (host->want)
		push(loop, host->want(host->flow, loop_top(loop), what, at, &done));
	if (done)
		loop->done = true;
}

static void pop(struct loop *loop)
{
	struct screen *gone = loop_top(loop), *next = NULL;

	loop->count--;
	if (loop->host->popped)
		next = loop->host->popped(loop->host->flow, gone, loop_top(loop));
	screen_free(gone);
	push(loop, next);
	if (loop->count == 0)
		loop->done = true;
	else if (loop_top(loop)->leaving)
		pop(loop);
}

void loop_result(struct loop *loop, enum screen_result result)
{
	struct screen *top = loop_top(loop);
	enum screen_want what = top->want;

	if (result == SCREEN_STAY)
		return;
	tell_changed(loop, top);
	if (result == SCREEN_WANT) {
		top->want = WANT_NOTHING;
		want(loop, what, top->want_at);
		if (loop_top(loop)->leaving)
			pop(loop);
	} else if (result == SCREEN_POP || (result == SCREEN_DONE && top->passing)) {
		pop(loop);
	} else if (result == SCREEN_DONE) {
		loop->done = true;
	}
}

static void next_language(struct loop *loop)
{
	const char *const *list = lang_list();
	size_t at = 0;

	while (list[at] && strcmp(list[at], lang_current()) != 0)
		at++;
	lang_set(list[at] && list[at + 1] ? list[at + 1] : list[0]);
	if (loop->host->language)
		loop->host->language(loop->host->flow, loop_top(loop));
}

enum screen_result loop_act(struct loop *loop, const struct input *input)
{
	struct screen *top = loop_top(loop);
	enum screen_result result = SCREEN_STAY;
	bool again;

	switch (input->action) {
	case ACT_HELP: want(loop, WANT_HELP, 0); return SCREEN_WANT;
	case ACT_RETRY: want(loop, WANT_RETRY, 0); return SCREEN_WANT;
	case ACT_ELSEWHERE: want(loop, WANT_ELSEWHERE, 0); return SCREEN_WANT;
	case ACT_BLANK: want(loop, WANT_BLANK, 0); return SCREEN_WANT;
	case ACT_LANGUAGE: next_language(loop); return SCREEN_STAY;
	case ACT_PLAIN:
	case ACT_REPEAT:
	case ACT_WHERE: return SCREEN_STAY;
	default: break;
	}
	top->next = TELL_NOTHING;
	result = top->ops->act(top, input);
	again = result == SCREEN_POP && top->again;
	loop_result(loop, result); /* frees `top` when it was popped */
	if (again && !loop->done && screen_can(loop_top(loop), input->action))
		return loop_act(loop, input);
	return result;
}

void loop_commit(struct loop *loop)
{
	for (size_t i = loop->count; i > 0; i--) {
		struct screen *screen = loop->stack[i - 1];

		if (screen->ops->settle && screen->ops->settle(screen) != SCREEN_STAY)
			tell_changed(loop, screen);
	}
}

/* The terminal cannot show a screen: say so in plain mode, and to the caller when plain mode was
 * not what one began with. */
static void back_to_plain(struct loop *loop, const char *why, struct err *err)
{
	struct buf text = BUF_EMPTY;

	buf_format(&text, _("The screen cannot be used: %s. Plain lines are used instead."), why);
	free(loop->hint);
	loop->hint = buf_take(&text);
	if (!loop->told)
		err_set(err, ERR_NONE, NULL,
			_("the screen cannot be used: %s; plain lines are used instead"), why);
	loop->plain = true;
}

int loop_run(struct screen *first, const struct host *host, const struct loop_options *options,
	struct err *err)
{
	struct loop loop = {.host = host, .options = options, .plain = options->plain};
	struct err why = ERR_OK;

	push(&loop, first);
	while (!loop.done && loop.count > 0) {
		if (loop.plain) {
			loop_plain(&loop);
		} else if (!loop_screen(&loop, &why)) {
			back_to_plain(&loop, why.message ? why.message : "", err);
			err_free(&why);
		}
	}
	while (loop.count > 0)
		screen_free(loop.stack[--loop.count]);
	free(loop.stack);
	free(loop.message);
	free(loop.hint);
	if (loop.unheard != 0) {
		err_free(err);
		err_errno(err, ERR_SAVE, NULL, loop.unheard,
			_("cannot write to the standard output"));
	}
	return 0;
}
