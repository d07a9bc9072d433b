/* What the discuss*.c files share; nobody else includes this. */
#ifndef PEIL_FLOW_DISCUSS_PARTS_H
#define PEIL_FLOW_DISCUSS_PARTS_H

#include "base/buf.h"
#include "flow/discuss.h"
#include "flow/form.h"
#include "flow/workshop.h"
#include "ui/screens_discuss.h"

#include <time.h>

enum { DISCUSS_SHOW = 100, DISCUSS_VOTE, DISCUSS_CLOSE }; /* what a confirm screen is about */

struct discuss {
	const struct discuss_request *request;
	struct workshop *workshop;
	struct discuss_view view;
	struct screen *agenda; /* the menu at the bottom; the loop frees it */
	struct faults *faults;
	struct buf notes;
	time_t began;
	bool *vote;	 /* per criterion: marked for a second vote */
	unsigned *marks; /* per criterion of a matrix: how many want to talk about it today */
	size_t *order;	 /* the cells as they are listed */
	/* the laptop that goes round */
	struct form *form; /* open now, or NULL */
	size_t person;	   /* whose form is open, or is handed over to */
	bool blanked;	   /* the screen was black: back to the hand-over screen */
};

/* Let the view that the screens share show the workshop as it is now. */
void discuss_view_update(struct discuss *discuss);
/* Read what others wrote; false when that failed, which `top` then says. */
bool discuss_refresh(struct discuss *discuss, struct screen *top);

/* --- discuss_cells.c ---------------------------------------------------------------------------
 */

/* The menu of a matrix' cells; one of its items chosen. */
struct screen *cells_screen(struct discuss *discuss);
void cells_item(struct discuss *discuss, struct screen *menu, size_t at);
/* The language is another one: the texts of `top` anew, when it is the menu of cells. */
void cells_language(struct discuss *discuss, struct screen *top);

/* --- discuss_pass.c ----------------------------------------------------------------------------
 */

/* The menu of seats; one of them chosen; what the screens of an open form want; one was left. */
struct screen *pass_seats(struct discuss *discuss);
struct screen *pass_item(struct discuss *discuss, struct screen *top, size_t at);
/* The language is another one: the texts of `top` anew, when it is one of these. */
void pass_language(struct discuss *discuss, struct screen *top);
struct screen *pass_want(
	struct discuss *discuss, struct screen *top, enum screen_want want, size_t at);
struct screen *pass_popped(struct discuss *discuss, struct screen *gone, struct screen *top);
/* Close the form that is open, if any; false when something could not be saved. */
bool pass_close(struct discuss *discuss, struct screen *top, struct err *err);

#endif
