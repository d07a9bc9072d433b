/* A line editor's state: a text and a cursor on a grapheme boundary. Pure; no curses.
 * At most LINEEDIT_MAX bytes; unsafe characters never get in. */
#ifndef PEIL_UI_LINEEDIT_H
#define PEIL_UI_LINEEDIT_H

#include "base/buf.h"
#include "ui/screen.h"

#define LINEEDIT_MAX 4000

struct pane;

struct lineedit {
	struct buf text;
	size_t at;	 /* byte offset of the cursor */
	bool many_lines; /* a pasted newline stays; else it becomes a space */
};

/* Start with `text` (NULL: empty), the cursor behind it. */
void lineedit_start(struct lineedit *edit, const char *text, bool many_lines);
void lineedit_free(struct lineedit *edit);
const char *lineedit_text(const struct lineedit *edit);
/* Do a TEXT action (not TYPE_DONE or TYPE_CANCEL). `columns` is the width it is shown in, for up
 * and down. True when the text changed. */
bool lineedit_act(struct lineedit *edit, const struct input *input, int columns);
/* Where the cursor stands when the text is wrapped at `columns`: row and column from 0. */
void lineedit_cursor(const struct lineedit *edit, int columns, int *row, int *column);
/* Draw the text wrapped in the pane, scrolled so that the cursor is in view, and put the cursor
 * there. Rows used. (In its own file, so that the rest stays without curses.) */
int lineedit_draw(const struct lineedit *edit, struct pane *pane);

#endif
