/* What the files of the grid screen share. */
#ifndef PEIL_UI_SCR_GRID_H
#define PEIL_UI_SCR_GRID_H

#include "model/walk.h"
#include "ui/noting.h"
#include "ui/screen.h"

struct grid {
	struct screen base;
	struct walk *walk; /* borrowed */
	struct noting noting;
	bool *seen;	 /* cells whose questions were told */
	bool scale_seen; /* the status scale was told: it is the same in every cell */
};

/* For the screen's table of functions (ui/screen.h). */
void grid_draw(const struct screen *screen, struct pane *pane);

#endif
