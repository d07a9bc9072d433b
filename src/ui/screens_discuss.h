/* The screens of a workshop. They read one view, which the flow keeps up to date in place: its
 * pointers change after every step, the view's address does not. */
#ifndef PEIL_UI_SCREENS_DISCUSS_H
#define PEIL_UI_SCREENS_DISCUSS_H

#include "stats/discussion.h"
#include "ui/screen.h"

struct discuss_view {
	const struct session *session;
	const struct rubric *rubric;
	const struct roster *roster;
	const struct ledger *ledger;
	const struct discussion *discussion;
	int minutes_left; /* -1: no clock */
	bool counts_now;  /* cards: show the counts of an aspect at once, or keep them */
	const bool *vote; /* per criterion: marked for a second vote; NULL: none is */
};

/* A menu: lines of text above, items below, each with a mark and a remark behind it. Choosing one:
 * WANT_ITEM with its number. Everything is copied; menu_fill replaces it (the current item stays).
 * `name` tells menus apart (the ops' name is "menu"). */
struct menu_item {
	char *label, *remark; /* owned by the caller; copied */
	bool done;	      /* a mark says so */
	bool off;	      /* cannot be chosen now: `remark` says why */
};
struct screen *scr_menu_new(const char *name, const char *title, const char *intro,
	const struct menu_item *items, size_t count);
void scr_menu_fill(
	struct screen *screen, const char *intro, const struct menu_item *items, size_t count);
/* Another title; copied. */
void scr_menu_title(struct screen *screen, const char *title);
const char *scr_menu_name(const struct screen *screen);

/* One aspect full screen, for reading aloud: question and descriptors, large and calm; left/right
 * or p/j go through the aspects. CARDS opens the field for cards ("344142"); when typed:
 * WANT_CARDS with want_at = criterion, text from scr_present_cards. NUMBERS toggles
 * WANT_COUNTS. Where cards were entered: "6 of 6 answered", and the counts when view says so.
 * Begun at the first one that is asked (or RUBRIC_NONE), a page with the problem comes first. */
struct screen *scr_present_new(const struct discuss_view *view, size_t criterion);
const char *scr_present_cards(const struct screen *screen);

/* Between two people on one laptop. Enter goes on (pops with yes), Esc goes back. */
struct screen *scr_hand_over_new(const char *title, const char *text);
/* Other words in their place; copied. */
void scr_hand_over_say(struct screen *screen, const char *title, const char *text);
bool scr_hand_over_yes(const struct screen *screen);
/* Nothing at all on the screen; any key pops. */
struct screen *scr_black_new(void);

/* The list to talk about, in three blocks, most divided first: title, counts per level, don't
 * knows, the word; minutes left. Enter: WANT_ASPECT. NUMBERS shows unity and stability. */
struct screen *scr_talk_new(const struct discuss_view *view);
/* One aspect: counts per role, descriptors, the prompt `ask`, reasons without names. A digit
 * proposes an agreed level, 0 "no agreed level": then the reason is typed, then WANT_AGREE with
 * scr_aspect_step (RUBRIC_NONE: none) and scr_aspect_reason. VOTE: WANT_VOTE (second private vote
 * on this aspect). */
struct screen *scr_aspect_new(const struct discuss_view *view, size_t criterion);
size_t scr_aspect_criterion(const struct screen *screen);
size_t scr_aspect_step(const struct screen *screen);
const char *scr_aspect_reason(const struct screen *screen);

/* Does it fit: per aspect now, wanted, difference, after the actions; the down or up hint of the
 * current one. WANTED opens a field ("2-3"): WANT_FITS with scr_fit_low, scr_fit_high (steps).
 * ACTION asks text, level, owner, date one after another: WANT_ACTION with scr_fit_action.
 * REMOVE takes the current action away (empty text). */
struct screen *scr_fit_new(const struct discuss_view *view);
struct fit_action {
	const char *part; /* NULL: new */
	size_t criterion, step;
	const char *text, *owner, *due; /* borrowed from the screen */
};
void scr_fit_range(const struct screen *screen, size_t *criterion, size_t *low, size_t *high);
void scr_fit_action(const struct screen *screen, struct fit_action *out);

/* The set-up form of a workshop from the home screen: rubric, problem, people; everything else has
 * a default. Pops; NULL when left. */
struct screen *scr_setup_new(const char *rubric_title, const char *people);
const char *scr_setup_problem(const struct screen *screen);
const char *scr_setup_people(const struct screen *screen);

#endif
