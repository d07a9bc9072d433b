/* What the files of the peer screen share. */
#ifndef PEIL_UI_SCR_PEER_H
#define PEIL_UI_SCR_PEER_H

#include "ui/noting.h"
#include "ui/screens_peer.h"

struct peer_screen {
	struct screen base;
	const struct peer_view *view;
	struct noting noting;
	size_t noted;					/* whose note is typed */
	size_t cursor, cursor_person, cursor_criterion; /* the level one is at, and where */
	size_t just_person, just_criterion;		/* answered just now, for `n` */
	bool *seen;					/* criteria whose levels were told */
	size_t told;					/* the criterion that was told last */
};

/* Whose row is shown: the one whose note is typed, else where one is. */
size_t peer_shown(const struct peer_screen *peer);
/* The level under the cursor; RUBRIC_NONE when it was not moved here. */
size_t peer_cursor(const struct peer_screen *peer);
void peer_draw(const struct screen *screen, struct pane *pane);

#endif
