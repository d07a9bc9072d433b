/* The terminal: the only place, with pane.c, that knows curses. Keyboard and key file meet here:
 * nothing above knows which is in use. */
#ifndef PEIL_UI_TTY_H
#define PEIL_UI_TTY_H

#include "base/err.h"
#include "ui/key.h"
#include "ui/pane.h"

struct tty;
struct keyfile;

struct tty_options {
	bool ascii;
	bool colour;		 /* false under NO_COLOR */
	int rows, columns;	 /* with a key file: the size; else 0 */
	struct keyfile *keyfile; /* borrowed; NULL: a real terminal on fd 0 and 1 */
};

/* Start curses. NULL with *err when the terminal cannot be used (TERM unset, unknown or dumb, no
 * terminal): the caller goes on in plain mode. Installs handlers for SIGWINCH, SIGHUP, SIGTERM,
 * SIGINT, SIGTSTP/SIGCONT, and one for SIGABRT, SIGSEGV, SIGBUS that puts the terminal back. */
struct tty *tty_new(const struct tty_options *options, struct err *err);
/* Put the terminal back and free; NULL is fine. */
void tty_free(struct tty *tty);

/* Wait at most timeout_ms (-1: for ever) for a key, a signal or `wake_fd` (-1: none). */
struct key tty_key(struct tty *tty, int wake_fd, int timeout_ms);
/* Monotonic milliseconds; with a key file a clock that only :tick moves. */
int64_t tty_now(struct tty *tty);
/* The whole terminal, erased, to draw on; tty_show() then sends it. The cursor is hidden until a
 * pane_cursor. */
struct pane tty_pane(struct tty *tty);
void tty_show(struct tty *tty);
/* With a key file: the function that :saved calls to wait until nothing is pending, and what a
 * :dump prints to (stdout). */
void tty_on_saved(struct tty *tty, void (*settle)(void *context), void *context);

/* For the plain loop: the key file's next line of typed keys (owned by the caller), NULL at its
 * end. */
char *tty_keyfile_line(struct keyfile *keyfile);

#endif
