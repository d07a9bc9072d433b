/* What tty.c and pane.c share; no curses types, so that nobody else can be tempted. */
#ifndef PEIL_UI_TTY_PRIVATE_H
#define PEIL_UI_TTY_PRIVATE_H

#include "ui/decode.h"
#include "ui/keyfile.h"
#include "ui/tty.h"

#include <stdio.h>
#include <termios.h>

#define LOOK_COUNT (LOOK_WARN + 1)

struct tty {
	bool ascii, real, left; /* left: hang-up or end; every next key says so */
	struct keyfile *keyfile;
	struct decoder *decoder;
	void *terminal;	      /* curses' SCREEN */
	FILE *in, *out;	      /* with a key file: the null device */
	int signals;	      /* descriptor */
	int64_t clock;	      /* with a key file */
	int64_t half_since;   /* when the decoder began to wait for a rest; -1: it does not */
	bool pastes;	      /* paste brackets are on */
	struct termios modes; /* before curses */
	int cursor_row, cursor_column;	 /* -1: hidden */
	unsigned long looks[LOOK_COUNT]; /* attributes of each look */
	void (*settle)(void *context);
	void *settle_context;
};

/* The two glyph tables. */
const struct glyphs *glyphs_of(bool ascii);

#endif
