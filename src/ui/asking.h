/* A field that a text is typed in: a prompt and the text under it, the same on every screen. */
#ifndef PEIL_UI_ASKING_H
#define PEIL_UI_ASKING_H

#include "ui/lineedit.h"
#include "ui/pane.h"
#include "ui/screen.h"

#define ASKING_COLUMNS 52 /* the field is as wide on every terminal, so that up and down agree */
#define ASKING_ROWS    4  /* of the text; a longer one scrolls */

/* For ops->asking: one line that is typed, with nothing special about it. Returns true. */
bool asking_line(struct asking *asking, const struct lineedit *edit, const char *prompt);
/* The text kept by TYPE_DONE, white space at both ends cut: in plain mode what was typed there.
 * Owned by the caller. */
char *asking_text(const struct lineedit *edit, const struct input *input);

/* The rows that the field wants in `columns`, its prompt wrapped; and the field. */
int asking_rows(const struct lineedit *edit, const char *prompt, int columns);
void asking_draw(const struct lineedit *edit, const char *prompt, struct pane *pane);
/* Take the rows of the field, and `more` under it, from the bottom of the body, with a rule above
 * them; returns the pane to draw it in. */
struct pane asking_room(
	struct pane *body, const struct lineedit *edit, const char *prompt, int more);
/* The same with a prompt that is cut to one line. */
int typing_rows(const struct lineedit *edit);
void typing_draw(const struct lineedit *edit, const char *prompt, struct pane *pane);

#endif
