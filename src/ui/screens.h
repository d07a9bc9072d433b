/* How each screen is made, and what the flow may read from it when it is popped. Everything handed
 * in is borrowed and must outlive the screen unless said otherwise. */
#ifndef PEIL_UI_SCREENS_H
#define PEIL_UI_SCREENS_H

#include "model/walk.h"
#include "ui/screen.h"

/* Home: rubrics to start and sessions to go on with. Lists are copied. */
struct home_rubric {
	const char *id, *title, *purpose;
};
struct home_session {
	const char *title;  /* of the rubric */
	const char *target; /* may be "" */
	const char *when;   /* "2026-11-24" */
	size_t answered, criteria;
	bool submitted;
};
struct screen *scr_home_new(const struct home_rubric *rubrics, size_t rubric_count,
	const struct home_session *sessions, size_t session_count);
/* Other lists in its place, the cursor where it was. */
void scr_home_fill(struct screen *screen, const struct home_rubric *rubrics, size_t rubric_count,
	const struct home_session *sessions, size_t session_count);

/* Opening: title, purpose, status ("reconstruction, not the original text"), source, licence;
 * what it is about (target, changed with `t`: WANT_TARGET), how many answered already. Enter
 * pops, and scr_opening_begins is true: the walk is to take its place. With `about` true it is
 * the same page opened from the walk: any of Enter, Esc, q pops. */
struct screen *scr_opening_new(const struct walk *walk, bool about);
/* In a session of several people: what becomes of the answers, and who sees them; copied. */
void scr_opening_who_sees(struct screen *screen, const char *text);
bool scr_opening_begins(const struct screen *screen);

/* The walk over a rubric of kind levels (and statements). */
struct screen *scr_levels_new(struct walk *walk);
/* The walk over a grid; Enter or a cell's number: WANT_CELL. */
struct screen *scr_grid_new(struct walk *walk);
/* The walk over open questions: texts, who and by when, open or agreed. */
struct screen *scr_questions_new(struct walk *walk);
/* One cell of a grid: its questions, the status scale, own questions, agreements, note. */
struct screen *scr_cell_new(struct walk *walk, size_t criterion);

/* The whole matrix as a table, chosen cells marked. Select pops; scr_matrix_at says where. */
struct screen *scr_matrix_new(const struct walk *walk);
size_t scr_matrix_at(const struct screen *screen);

/* What is missing: the criteria without an answer, then the rest with theirs. Choosing one pops:
 * scr_review_at says which criterion to go to, RUBRIC_NONE when left. `s`: WANT_SUBMIT. */
struct screen *scr_review_new(const struct walk *walk);
size_t scr_review_at(const struct screen *screen);

/* Help: every action that `of` can do now, from the action table, then the typing keys. */
struct screen *scr_help_new(const struct screen *of);

/* A question with yes and no. */
struct screen *scr_confirm_new(const char *question, const char *detail, int code);
bool scr_confirm_yes(const struct screen *screen);
int scr_confirm_code(const struct screen *screen);

/* One text to type: the target's name, a folder. Popped with its text, or NULL when cancelled. */
struct screen *scr_field_new(const char *title, const char *prompt, const char *text, int code);
const char *scr_field_text(const struct screen *screen);
int scr_field_code(const struct screen *screen);

/* A rubric being written, as a list of rows that are typed in, opened, added, moved and taken away.
 * The flow fills it, and after each step (WANT_ROW, want_at the row) looks at what was asked for.
 * Everything is copied. */
struct outline_row {
	const char *heading; /* a line of its own above it; NULL: none */
	const char *label;   /* "Title (nl)", "3", "+" */
	const char *text;    /* what it says now; "" when nothing was written yet */
	bool missing;	     /* has to be written still: "..." stands for it */
	bool opens;	     /* has rows of its own */
	bool listed;	     /* can be moved, taken away, and have one added behind it */
};
enum outline_op {
	OUTLINE_OPEN,
	OUTLINE_ADD,
	OUTLINE_REMOVE,
	OUTLINE_EARLIER,
	OUTLINE_LATER,
	OUTLINE_UNDO,
	OUTLINE_KEEP,
	OUTLINE_VIEW,
	OUTLINE_TYPED, /* scr_outline_text was typed for the row */
};
struct screen *scr_outline_new(const char *title, const char *intro);
void scr_outline_fill(struct screen *screen, const struct outline_row *rows, size_t count);
void scr_outline_title(struct screen *screen, const char *title);
void scr_outline_intro(struct screen *screen, const char *intro);
void scr_outline_go(struct screen *screen, size_t row);
/* Let the user type the row's text. */
void scr_outline_type(struct screen *screen, size_t row, const char *prompt, const char *text);
enum outline_op scr_outline_op(const struct screen *screen);
size_t scr_outline_at(const struct screen *screen);
/* True once after something half typed was kept because the program has to leave: the flow then
 * takes it as TYPED. */
bool scr_outline_settled(struct screen *screen);
const char *scr_outline_text(const struct screen *screen);

#endif
