/* What the parts of the loop share. */
#ifndef PEIL_UI_LOOP_PRIVATE_H
#define PEIL_UI_LOOP_PRIVATE_H

#include "ui/keymap.h"
#include "ui/loop.h"

struct loop {
	const struct host *host;
	const struct loop_options *options;
	struct screen **stack;
	size_t count;
	bool done;
	bool plain;		   /* the way in use, or asked for */
	int unheard;		   /* plain mode: why nothing more can be said (errno); 0: it can */
	char *message;		   /* screen mode: shown until the next key; owned */
	char *hint;		   /* plain mode: a first line to say; owned */
	const struct screen *told; /* plain mode: the screen it was last at; only compared */
};

/* --- loop.c: the stack and what every way of using it shares --------------------------------- */

struct screen *loop_top(const struct loop *loop); /* NULL when nothing is left */
/* True, and *asking filled, while the top screen asks for a text. */
bool loop_asking(const struct loop *loop, struct asking *asking);
/* What an act, tick or settle of the top screen asked for. */
void loop_result(struct loop *loop, enum screen_result result);
/* Do the action: the screen's, or the loop's own (HELP, LANGUAGE, RETRY, ELSEWHERE). PLAIN,
 * REPEAT, WHERE and READ are left to the caller. */
enum screen_result loop_act(struct loop *loop, const struct input *input);
/* Commit what is half typed on every screen. */
void loop_commit(struct loop *loop);
/* As loop_can, but RETRY and ELSEWHERE only when saving failed: what is worth saying. */
bool loop_offers(const struct loop *loop, enum action action);
enum save_state loop_save_state(const struct loop *loop);
/* Why saving failed; "" when not known. The caller frees. */
char *loop_save_why(const struct loop *loop);

/* --- loop_bottom.c: the bottom line ---------------------------------------------------------- */

/* What can be done now and whether all is saved, in the last row of the pane. */
void loop_bottom(const struct loop *loop, struct pane *pane);
/* The panel of a window that is too small. */
void loop_too_small(const struct loop *loop, struct pane *pane);

/* --- the two ways; each returns when the other one was asked for, or the loop is done -------- */

/* False with *err when the terminal cannot be used. */
bool loop_screen(struct loop *loop, struct err *err);
void loop_plain(struct loop *loop);

#endif
