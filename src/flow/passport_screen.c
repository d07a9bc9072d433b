#include "config.h"

#include "flow/passport.h"

#include "base/lang.h"
#include "base/mem.h"
#include "flow/settings.h"
#include "ui/scr_passport.h"
#include "ui/screens.h"

struct showing {
	const struct passport_request *request;
	struct passport *passport; /* what the screen looks at */
	bool remember_lang;
};

static struct screen *want(
	void *flow, struct screen *top, enum screen_want want, size_t at, bool *done)
{
	(void)flow;
	(void)at;
	(void)done;
	return want == WANT_HELP ? scr_help_new(top) : NULL;
}

static struct screen *popped(void *flow, struct screen *gone, struct screen *top)
{
	(void)flow;
	(void)gone;
	(void)top;
	return NULL;
}

static void changed(void *flow, struct screen *top)
{
	(void)flow;
	(void)top;
}

static enum save_state save_state(void *flow)
{
	(void)flow;
	return SAVE_NONE;
}

static char *save_why(void *flow)
{
	(void)flow;
	return mem_text("");
}

static void settle(void *flow, int ms)
{
	(void)flow;
	(void)ms;
}

static void said(void *flow, const struct screen *top, struct telling *telling)
{
	(void)flow;
	(void)top;
	(void)telling;
}

static int wake_fd(void *flow)
{
	(void)flow;
	return -1;
}

static void drain(void *flow)
{
	(void)flow;
}

/* Titles, levels and words are in the language it was made in: make it anew. When the folders
 * cannot be read any more, the old one stays. */
static void language(void *flow, struct screen *top)
{
	struct showing *showing = flow;
	struct passport made;
	struct buf notes = BUF_EMPTY;
	struct err err = ERR_OK;
	bool partial = false;

	(void)top;
	if (showing->remember_lang)
		settings_remember_lang(lang_current());
	if (passport_gather(showing->request, &made, &notes, &partial, &err)) {
		passport_free(showing->passport);
		*showing->passport = made;
	}
	err_free(&err);
	buf_free(&notes);
}

void passport_screen(const struct passport_request *request, struct passport *passport,
	const struct loop_options *loop, bool remember_lang, char **loop_note)
{
	struct showing showing = {request, passport, remember_lang};
	const struct host host = {&showing, changed, want, popped, save_state, save_why, settle,
		said, wake_fd, drain, language};
	struct err err = ERR_OK;

	loop_run(scr_passport_new(passport), &host, loop, &err);
	*loop_note = mem_text(err.message);
	err_free(&err);
}
