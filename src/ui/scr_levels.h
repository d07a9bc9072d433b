/* What the files of the levels screen share. */
#ifndef PEIL_UI_SCR_LEVELS_H
#define PEIL_UI_SCR_LEVELS_H

#include "model/walk.h"
#include "ui/noting.h"
#include "ui/screen.h"

struct levels {
	struct screen base;
	struct walk *walk; /* borrowed */
	struct noting noting;
	size_t cursor, cursor_of; /* the level one is at, and at which criterion that was */
	size_t just;		  /* the criterion that was just answered, for `n` */
	bool was_open;		  /* it had no answer before */
	bool *seen;		  /* criteria whose levels were told */
	bool scale_seen;	  /* the levels of any criterion were told */
};

/* The criterion that is shown: the one whose note is typed, else where one is. */
size_t levels_shown(const struct levels *levels);
/* The level under the cursor; RUBRIC_NONE when it was not moved here. */
size_t levels_cursor(const struct levels *levels);
/* Statements: whether an element begins with this one. */
bool levels_starts_group(const struct rubric *rubric, size_t criterion);
void levels_draw(const struct screen *screen, struct pane *pane);
void levels_tell(const struct screen *screen, struct telling *telling);

#endif
