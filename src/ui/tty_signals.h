/* Signals as a descriptor to poll, and the terminal put back when the program falls. No curses. */
#ifndef PEIL_UI_TTY_SIGNALS_H
#define PEIL_UI_TTY_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

enum tty_signal {
	TTY_SIGNAL_RESIZE = 1, /* SIGWINCH */
	TTY_SIGNAL_LEAVE = 2,  /* SIGHUP, SIGTERM, SIGINT */
	TTY_SIGNAL_STOP = 4,   /* SIGTSTP */
	TTY_SIGNAL_AGAIN = 8,  /* SIGCONT */
};

/* Catch the signals that ask to leave and ignore SIGPIPE; with `screen` also those about the
 * screen. One user at a time. Returns the descriptor that is readable when there are some, -1 when
 * there can be none. */
int tty_signals_start(bool screen);
/* Put back what was there before. */
void tty_signals_stop(void);
/* The descriptor that tty_signals_start gave. */
int tty_signals_fd(void);
/* What came since the last call: a set of enum tty_signal. */
unsigned tty_signals_take(void);
/* Stop the process as an unhandled SIGTSTP would; returns when it goes on. */
void tty_signals_suspend(void);

/* On SIGABRT, SIGSEGV and their like: write `bytes` (copied) to the terminal, set `modes`, and fall
 * as one would have fallen. */
void tty_signals_guard(const char *bytes, size_t len, const struct termios *modes);
void tty_signals_unguard(void);

#endif
