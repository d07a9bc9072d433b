/* What the scr_present*.c files share; nobody else includes this. */
#ifndef PEIL_UI_SCR_PRESENT_H
#define PEIL_UI_SCR_PRESENT_H

#include "base/buf.h"
#include "ui/lineedit.h"
#include "ui/screens_discuss.h"

struct present {
	struct screen base;
	const struct discuss_view *view;
	size_t criterion; /* RUBRIC_NONE: the page with the problem */
	bool typing;
	struct lineedit edit;
	char *prompt; /* while typing; owned */
	char *cards;  /* typed last; owned; NULL */
};

/* Whether it is asked in the round that is open; whether answers can be entered now. */
bool present_asked(const struct present *present, size_t criterion);
bool present_open(const struct present *present);
/* "Aspect 3 of 8", of those that are asked; "6 of 6 answered". */
void present_place(struct buf *out, const struct present *present);
void present_answered(struct buf *out, const struct present *present);
/* The counts of this round; false when they are not to be shown. */
bool present_tally(const struct present *present, struct tally *tally);
/* While cards are typed: whose turn it is. */
void present_next_seat(struct buf *out, const struct present *present);

/* For the screen's table of functions (ui/screen.h). */
void present_draw(const struct screen *screen, struct pane *pane);
void present_tell(const struct screen *screen, struct telling *telling);

#endif
