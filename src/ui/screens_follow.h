/* The screen of a team in a peer session, as its lecturer sees it. What it says is made by the
 * flow: a line as it stands on a screen, and the same as a sentence for plain mode. */
#ifndef PEIL_UI_SCREENS_FOLLOW_H
#define PEIL_UI_SCREENS_FOLLOW_H

#include "ui/pane.h"
#include "ui/screen.h"

struct follow_line {
	char *shown; /* owned; NULL: not on a screen. Spaces in it stay: it may be a row of a table
		      */
	char *said;  /* owned; NULL: not in plain mode */
	int indent;  /* wrapped lines go on under it */
	enum look look;
	bool apart; /* an empty line before it */
	bool row;   /* of a table: cut, not wrapped */
	bool again; /* said again after another weight or cap was tried */
};

/* Kept up to date in place by the flow; the view's address stays. */
struct follow_view {
	char *title, *right; /* owned by the flow */
	struct follow_line *lines;
	size_t count;
	bool several;  /* there are other teams to go to */
	bool comments; /* there are comments to read */
	bool what_if;  /* weight and cap can be tried */
	bool keep;     /* what was tried can be kept */
};

/* Left and right: WANT_TEAM; COMMENTS, WHAT_IF, KEEP: what they say. */
struct screen *scr_follow_new(const struct follow_view *view);
/* After the view is about another team: from its first line on. */
void scr_follow_top(struct screen *screen);

#endif
