/* The answers a criterion can have, as a list of options: its levels, then "I don't know" and "not
 * applicable" where the rubric allows them. Used wherever somebody chooses. */
#ifndef PEIL_UI_SCALE_H
#define PEIL_UI_SCALE_H

#include "model/walk.h"
#include "ui/page.h"
#include "ui/screen.h"

/* How many options there are; which one the answer is (RUBRIC_NONE: none yet). */
size_t scale_count(const struct rubric *rubric, size_t criterion);
size_t scale_chosen(const struct walk *walk, size_t criterion);
/* Where a cursor at `at` (RUBRIC_NONE: nowhere yet) comes by going left (-1) or right (1). */
size_t scale_move(const struct walk *walk, size_t criterion, size_t at, int by);

enum scale_result {
	SCALE_REFUSED, /* not possible; the screen has a message that says why */
	SCALE_SAME,    /* this was the answer already */
	SCALE_CHANGED,
};
/* CHOOSE, UNKNOWN, NOT_APPLICABLE or CLEAR; and choosing the option with number `at`. */
enum scale_result scale_act(
	struct screen *screen, struct walk *walk, size_t criterion, const struct input *input);
enum scale_result scale_choose(
	struct screen *screen, struct walk *walk, size_t criterion, size_t at);
/* Whether those actions have a meaning at this criterion. */
bool scale_can(const struct walk *walk, size_t criterion, enum action action);

/* Add the options to the page from a new line on, `at` marked and focused (RUBRIC_NONE: the answer
 * is focused). */
void scale_page(struct page *page, const struct walk *walk, size_t criterion, size_t at,
	const struct glyphs *glyphs);
/* Lines that takes, without composing it. */
int scale_height(const struct rubric *rubric, size_t criterion, int columns);
/* The row of marks in `width` columns: ". . # .", with "?" or "x" behind it. */
void scale_marks(
	struct buf *out, const struct walk *walk, size_t criterion, const struct glyphs *glyphs);
/* The widest label of the whole rubric, the words for unknown and not applicable included. */
int scale_label_width(const struct rubric *rubric);

/* Each level as a sentence; one of them; what can be chosen. */
void scale_tell_all(struct telling *telling, const struct walk *walk, size_t criterion);
void scale_tell_one(struct telling *telling, const struct walk *walk, size_t criterion, size_t at);
void scale_tell_ask(struct telling *telling, const struct walk *walk, size_t criterion);

#endif
