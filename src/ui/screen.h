/* A screen is a value: a constant table of functions, and a state that only `act` and `tick`
 * change. The loop (ui/loop.h) draws it, or says it in plain mode, and hands it actions. Screens
 * never call one another: they say what they WANT, and the flow decides what opens. */
#ifndef PEIL_UI_SCREEN_H
#define PEIL_UI_SCREEN_H

#include "ui/action.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct pane;
struct screen;

enum screen_result {
	SCREEN_STAY,	/* nothing left this screen */
	SCREEN_CHANGED, /* the model changed: the flow takes the new records to the store */
	SCREEN_WANT,	/* screen->want is set: the flow opens something or acts */
	SCREEN_POP,	/* this screen is done; the flow reads its outcome, then frees it */
	SCREEN_DONE,	/* leave the program */
};

/* What a screen may want of the flow. */
enum screen_want {
	WANT_NOTHING,
	WANT_RUBRIC,  /* home: open the rubric with number want_at */
	WANT_SESSION, /* home: go on with the session with number want_at */
	WANT_WORKSHOP, /* home: prepare a workshop with the rubric with number want_at */
	WANT_CELL,    /* grid: open cell want_at */
	WANT_MATRIX,
	WANT_REVIEW,
	WANT_ABOUT,
	WANT_TARGET,
	WANT_SUBMIT, /* asks for confirmation when something is open */
	WANT_REOPEN,
	WANT_ELSEWHERE,
	WANT_RETRY,
	WANT_HELP,
	WANT_WORDS,   /* peers: a top and a tip for each person */
	WANT_CONSENT, /* peers: may the answers be used for research */
	/* a workshop */
	WANT_ITEM,   /* menu: item want_at */
	WANT_CARDS,  /* present: the cards typed for criterion want_at */
	WANT_COUNTS, /* present: show counts at once, or keep them */
	WANT_ASPECT, /* talk: criterion want_at */
	WANT_AGREE,  /* aspect: see scr_aspect_step */
	WANT_VOTE,   /* aspect: a second private vote on criterion want_at */
	WANT_FITS,   /* fit: see scr_fit_range */
	WANT_ACTION, /* fit: see scr_fit_action */
	WANT_BLANK,  /* a black screen */
	/* a peer session */
	WANT_TEAM,     /* team: the one before (0) or behind (1) it */
	WANT_COMMENTS, /* team: its comments */
	WANT_WHAT_IF,  /* team: another weight or cap */
	WANT_KEEP,     /* team: keep them */
	WANT_ROW,    /* outline: see scr_outline_op */
	WANT_PAST,   /* what was answered about criterion want_at at an earlier moment */
};

/* What plain mode is told. */
enum tell {
	TELL_NOTHING,
	TELL_ENTER, /* arriving on this screen: what it is (one or two sentences) */
	TELL_HERE,  /* where one is now: the current question and, once a criterion, its levels */
	TELL_ALL,   /* `r`: everything about where one is */
	TELL_WHERE, /* `w` */
	TELL_ASK,   /* the last line before the prompt: the answer asked for */
	TELL_LEVEL, /* `3?`: level `number` without choosing */
};

struct telling {
	struct buf *out; /* complete sentences, one a line, through tell_line() */
	enum tell what;
	unsigned number;
};
/* Append one line: made safe, white space at both ends cut, empty lines dropped. */
void tell_line(struct telling *telling, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* An action with what belongs to it. */
struct input {
	enum action action;
	unsigned number; /* CHOOSE, READ: from 1 */
	uint32_t point;	 /* TYPE: one character, when text is NULL */
	const char *
		text; /* TYPE: a pasted text. TYPE_DONE in plain mode: the whole text (else NULL) */
};

/* A text that a screen is asking for now. */
struct asking {
	const char *prompt; /* translated: "Reason, or Enter to go on" */
	const char *now;    /* the text as it stands, never NULL */
	bool many_lines;    /* plain mode: ends with a full stop on a line; else one line */
	bool commands_too;  /* plain mode: a lone command (one character, or 3?) is a command, and
			       the text stays as it was: a reason nobody has to give */
};

struct screen_ops {
	const char *name; /* "levels"; for tests and the manual */
	/* Draw all of it into the pane; changes nothing. The bottom line is the loop's. */
	void (*draw)(const struct screen *screen, struct pane *pane);
	/* Say the same in plain sentences; changes nothing. */
	void (*tell)(const struct screen *screen, struct telling *telling);
	/* Do the action. Only called when `can` said yes. */
	enum screen_result (*act)(struct screen *screen, const struct input *input);
	/* Whether the action is possible now (TEXT group: never asked; the loop sends those while
	 * `asking` gives a text). HELP, LANGUAGE, PLAIN, RETRY, ELSEWHERE, REPEAT and WHERE are
	 * the loop's and work everywhere. */
	bool (*can)(const struct screen *screen, enum action action);
	/* Fill *asking and return true while a text is being typed; NULL: never. */
	bool (*asking)(const struct screen *screen, struct asking *asking);
	/* Time passed; now_ms is monotonic. NULL: no timers. */
	enum screen_result (*tick)(struct screen *screen, int64_t now_ms);
	/* Commit what is half typed before leaving (hang-up, switch to plain). NULL: nothing. */
	enum screen_result (*settle)(struct screen *screen);
	void (*free)(struct screen *screen);
	/* How many there are to CHOOSE from now, for "1-4 choose" and "Possible: 1 to 4". NULL or
	 * 0: not known; a number that is too high then comes to `act`. */
	size_t (*choices)(const struct screen *screen);
	/* What Enter does now, as a word for the bottom line ("start"); NULL: "open". Translated. */
	const char *(*enter)(const struct screen *screen);
	/* The black screen: no bottom line, and any key or word is SELECT. */
	bool any_key;
	/* Plain mode: an empty line is SELECT, also where there is something to choose. */
	bool blank_selects;
};

/* First member of every screen's own struct. */
struct screen {
	const struct screen_ops *ops;
	enum screen_want want;
	size_t want_at;
	bool leaving;	/* set by the flow: popped as soon as it comes on top again */
	bool passing;	/* set by the flow, a laptop that goes round: `b` blacks the screen, and
			   leaving goes back to the screen under it, not out of the program */
	bool again;	/* set by an act that pops: the same input goes to what comes on top */
	char *message;	/* owned; said once: on the bottom line, or as a line in plain mode */
	enum tell next; /* what plain mode says after this act (TELL_HERE when one moved) */
};

/* Set the message (replaces one that was not said yet). */
void screen_say(struct screen *screen, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Set want and return SCREEN_WANT, so that an act can end with it. */
enum screen_result screen_want(struct screen *screen, enum screen_want want, size_t at);
/* ops->can, or true for the loop's own actions (not asked while a text is typed). */
bool screen_can(const struct screen *screen, enum action action);
/* Free through the ops, message included (NULL is fine). */
void screen_free(struct screen *screen);

#endif
