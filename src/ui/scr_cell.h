/* What the files of the cell screen share. */
#ifndef PEIL_UI_SCR_CELL_H
#define PEIL_UI_SCR_CELL_H

#include "model/walk.h"
#include "ui/noting.h"
#include "ui/screen.h"

/* The places in a cell that one goes through with up and down, from top to bottom. */
enum cell_part { CELL_PROMPTS, CELL_QUESTION, CELL_STATUS, CELL_AGREEMENT, CELL_NOTE };

struct cell_stop {
	enum cell_part part;
	size_t nth; /* of the own questions or agreements */
};

/* What is being typed: one text of an own question, or one of the three of an agreement. */
enum cell_typing { TYPING_NOTHING, TYPING_QUESTION, TYPING_WHAT, TYPING_WHO, TYPING_WHEN };

struct cell {
	struct screen base;
	struct walk *walk; /* borrowed */
	size_t criterion;
	size_t stop;   /* which of the places one is at */
	size_t cursor; /* the level one is at, RUBRIC_NONE: not moved there */
	struct noting noting;
	enum cell_typing typing;
	struct lineedit edit;
	char *part;		 /* the item that is changed; NULL: a new one */
	char *what, *who, *when; /* what is kept of an item while it is typed */
	bool told;		 /* the questions and the scale were told */
};

/* How many places there are to go through, and the one with number `stop`. */
size_t cell_stops(const struct cell *cell);
struct cell_stop cell_stop_at(const struct cell *cell, size_t stop);
/* The item at the stop, or NULL. */
const struct sheet_item *cell_item_at(const struct cell *cell, size_t stop);
const char *cell_prompt(const struct cell *cell);

/* For the screen's table of functions (ui/screen.h). */
void cell_draw(const struct screen *screen, struct pane *pane);
void cell_tell(const struct screen *screen, struct telling *telling);

/* Typing an item: start (part NULL: a new one), a TEXT action, and keeping what is there. */
void cell_type_start(struct cell *cell, enum cell_typing typing, const struct sheet_item *item);
enum screen_result cell_type_act(struct cell *cell, const struct input *input);
enum screen_result cell_type_settle(struct cell *cell);
void cell_type_free(struct cell *cell);

#endif
