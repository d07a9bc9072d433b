/* Plain mode's input: whole lines from standard input or from a key file, while the store's
 * descriptor and signals are looked after. No curses. */
#ifndef PEIL_UI_LINES_H
#define PEIL_UI_LINES_H

#include "base/buf.h"
#include "ui/keyfile.h"

#include <stdbool.h>

#define LINES_MAX 4000 /* bytes of one line; the rest is dropped */

struct lines {
	struct keyfile *keyfile; /* borrowed; NULL: standard input */
	struct buf pending;
	bool ended, left;
	bool cut; /* the line read last was too long */
};

/* Looks after the store's descriptor while a line is waited for. */
struct lines_wake {
	int (*fd)(void *context);
	void (*drain)(void *context);
	void *context;
};

/* Begin to read; what was read and not taken is freed by lines_stop. */
void lines_start(struct lines *lines, struct keyfile *keyfile);
void lines_stop(struct lines *lines);
/* The next line: safe text without its end, owned by the caller; NULL at the end of input, on a
 * hang-up, or when a signal asks to leave. */
char *lines_next(struct lines *lines, const struct lines_wake *wake);
/* True when a signal asked to leave (it is remembered). */
bool lines_left(struct lines *lines);

#endif
