/* The one loop. It owns the stack of screens and the two ways to use them: keys on a screen, or
 * words on lines (plain mode); both come down to the same actions. What only the flow can do it
 * asks through `struct host`, since ui knows neither files nor store. */
#ifndef PEIL_UI_LOOP_H
#define PEIL_UI_LOOP_H

#include "ui/screen.h"
#include "ui/tty.h"

enum save_state { SAVE_NONE, SAVE_SAVED, SAVE_WAITING, SAVE_FAILED };

struct host {
	void *flow; /* handed back in each call */
	/* The model of the top screen changed: move the records to the store. */
	void (*changed)(void *flow, struct screen *top);
	/* The top screen wants something (also WANT_HELP, WANT_ELSEWHERE, WANT_RETRY, made by the
	 * loop). Returns a screen to push, or NULL; may set a message on `top`. *done is set to
	 * leave the program. */
	struct screen *(*want)(
		void *flow, struct screen *top, enum screen_want want, size_t at, bool *done);
	/* `gone` was popped and is freed after this call; `top` is under it. Returns a screen to
	 * push in its place or NULL. */
	struct screen *(*popped)(void *flow, struct screen *gone, struct screen *top);
	enum save_state (*save_state)(void *flow);
	/* Why saving failed; owned by the caller. */
	char *(*save_why)(void *flow);
	/* Wait until everything is saved or has failed (at most ms; -1: no limit). */
	void (*settle)(void *flow, int ms);
	/* Plain mode, after a change was saved or failed: one line, "Saved 3 of 8: ...". */
	void (*said)(void *flow, const struct screen *top, struct telling *telling);
	int (*wake_fd)(void *flow); /* -1: none yet */
	void (*drain)(void *flow);
	/* The user switched the language (base/lang is set already): remember it, and make the
	 * texts anew that the flow gave to `top`. */
	void (*language)(void *flow, struct screen *top);
};

struct loop_options {
	struct tty_options tty;
	bool plain; /* start in plain mode */
};

/* Run from `first` (taken over) until everything is popped, somebody is DONE, or input ends; half
 * typed text is committed first. Returns 0. When the terminal cannot be used it goes on in plain
 * mode and says so on stderr through *err (non-fatal, code ERR_NONE, message set). */
int loop_run(struct screen *first, const struct host *host, const struct loop_options *options,
	struct err *err);

#endif
