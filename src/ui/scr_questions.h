/* What the files of the questions screen share. */
#ifndef PEIL_UI_SCR_QUESTIONS_H
#define PEIL_UI_SCR_QUESTIONS_H

#include "model/walk.h"
#include "ui/noting.h"
#include "ui/screen.h"

/* What is asked when an answer is agreed on. */
enum questions_asks { ASKS_NOTHING, ASKS_WHO, ASKS_WHEN };

struct questions {
	struct screen base;
	struct walk *walk;    /* borrowed */
	struct noting noting; /* an answer being typed */
	enum questions_asks asks;
	struct lineedit edit; /* who, or by when */
	char *who;
	bool told; /* how it works was told */
};

/* The answer to the question one is at, or NULL. */
const struct sheet_item *questions_answer(const struct walk *walk, size_t criterion);
const char *questions_prompt(const struct questions *questions);
void questions_draw(const struct screen *screen, struct pane *pane);
void questions_tell(const struct screen *screen, struct telling *telling);

#endif
