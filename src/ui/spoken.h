/* The parts of a walk in plain sentences, the same on every screen (plain mode). */
#ifndef PEIL_UI_SPOKEN_H
#define PEIL_UI_SPOKEN_H

#include "model/walk.h"
#include "ui/screen.h"

/* Whether it ends as a sentence does. */
bool spoken_has_end(const char *text);
/* A text as a sentence of its own: a full stop behind it where it has none. */
void spoken_sentence(struct telling *telling, const char *text);
/* "Complextool: Wijkenergie Oost. 2 of 8 answered." */
void spoken_form(struct telling *telling, const struct walk *walk);
/* "Aspect 3 of 8: Novelty. Is there already an approach to this problem?" */
void spoken_criterion(struct telling *telling, const struct walk *walk, size_t criterion);
/* "Your answer: high." and the note; nothing when there is neither. */
void spoken_answer(struct telling *telling, const struct walk *walk, size_t criterion);
/* Form, who fills it in, criterion and its answer. */
void spoken_where(struct telling *telling, const struct walk *walk, size_t criterion);
/* The questions of a grid cell, own questions and agreements included. */
void spoken_prompts(struct telling *telling, const struct rubric *rubric, size_t criterion);
void spoken_items(struct telling *telling, const struct walk *walk, size_t criterion);
/* "Agreement: ... Ana, 12-12." */
void spoken_item(struct telling *telling, const struct sheet_item *item);

#endif
