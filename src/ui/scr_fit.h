/* What the scr_fit*.c files share; nobody else includes this. */
#ifndef PEIL_UI_SCR_FIT_H
#define PEIL_UI_SCR_FIT_H

#include "base/buf.h"
#include "ui/asking.h"
#include "ui/discuss_parts.h"
#include "ui/list.h"

enum fit_typing { FIT_NOTHING, FIT_RANGE, FIT_WHAT, FIT_LEVEL, FIT_WHO, FIT_WHEN };

struct fit {
	struct screen base;
	const struct discuss_view *view;
	struct list at; /* the criteria that are shown, then the actions */
	enum fit_typing typing;
	struct lineedit edit;
	char *prompt; /* while typing; owned */
	/* what was typed, until the next time */
	size_t criterion, low, high, step;
	char part[5]; /* "": a new action */
	char *what, *who, *when;
};

/* How many criteria are shown; the one with number `nth`. */
size_t fit_rows(const struct fit *fit);
const struct discussed *fit_nth(const struct fit *fit, size_t nth);
/* The action one is at, or NULL; what one is at, or what that action is about (RUBRIC_NONE). */
const struct ledger_action *fit_action_at(const struct fit *fit, size_t at);
size_t fit_criterion(const struct fit *fit);
/* After the lists changed. */
void fit_count(struct fit *fit);

/* "fits", "1 too high", "2 too low", or "" when it is not known. */
void fit_gap_text(struct buf *out, int gap);
/* What is left after the last action on it that aims at a level; false when there is none. */
bool fit_after(const struct fit *fit, const struct discussed *about, int *gap);
/* "6 of 8 fit", or that all do, or that nothing was chosen. */
void fit_summary(struct buf *out, const struct fit *fit);
/* "Agree on a sub-question. Openness: to moderate. Ana. Saturday 12 December 2026." */
void fit_action_text(struct buf *out, const struct fit *fit, const struct ledger_action *action);

/* scr_fit_type.c */
void fit_type_range(struct fit *fit);
void fit_type_action(struct fit *fit, const struct ledger_action *action);
void fit_type_stop(struct fit *fit);
enum screen_result fit_type_act(struct fit *fit, const struct input *input);

/* For the screen's table of functions (ui/screen.h). */
void fit_draw(const struct screen *screen, struct pane *pane);
void fit_tell(const struct screen *screen, struct telling *telling);

#endif
