/* What the scr_aspect*.c files share; nobody else includes this. */
#ifndef PEIL_UI_SCR_ASPECT_H
#define PEIL_UI_SCR_ASPECT_H

#include "base/buf.h"
#include "ui/asking.h"
#include "ui/discuss_parts.h"

struct aspect {
	struct screen base;
	const struct discuss_view *view;
	size_t criterion;
	int scrolled; /* lines */
	bool numbers, typing;
	size_t step; /* proposed; RUBRIC_NONE: no agreed level */
	struct lineedit edit;
	char *prompt; /* while typing; owned */
	char *reason; /* owned; NULL */
};

/* "students", "lecturers and work field" with a capital. */
void aspect_role(struct buf *out, const char *role);
/* "Agreed level: high. It depends on the council." or nothing. */
void aspect_agreed(struct buf *out, const struct aspect *aspect);

/* For the screen's table of functions (ui/screen.h). */
void aspect_draw(const struct screen *screen, struct pane *pane);
void aspect_tell(const struct screen *screen, struct telling *telling);

#endif
