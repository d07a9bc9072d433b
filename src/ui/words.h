/* How the parts of a walk are called on a screen: the same words on every screen, in the current
 * language, whatever the rubric's kind. Results that are not in a buffer are borrowed. */
#ifndef PEIL_UI_WORDS_H
#define PEIL_UI_WORDS_H

#include "model/walk.h"
#include "ui/pane.h"
#include "ui/screen.h"

/* A text of the rubric in the current language. */
const char *words_say(const struct rubric *rubric, const struct rubric_text *text);
/* A criterion's title; where it has none (a statement) its question. */
const char *words_title(const struct rubric *rubric, size_t criterion);
/* The question under a title; "" when there is none or the title is the question. */
const char *words_question(const struct rubric *rubric, size_t criterion);
/* "Novelty", or "Task / Create overview" in a grid (", " instead of " / " when spoken). */
void words_name(struct buf *out, const struct rubric *rubric, size_t criterion, bool spoken);
/* As spoken; "statement 3" where there is no title: a statement is too long to be its own name. */
void words_name_short(struct buf *out, const struct rubric *rubric, size_t criterion);
/* The rubric's own noun, or that of its kind: "aspect", "cell". */
const char *words_noun(const struct rubric *rubric);
/* "Aspect 3 of 8" */
void words_place(struct buf *out, const struct rubric *rubric, size_t criterion);
/* The noun with a capital. */
void words_noun_capital(struct buf *out, const struct rubric *rubric);
const char *words_unknown(const struct rubric *rubric);
const char *words_not_applicable(const struct rubric *rubric);
/* "high", "I don't know", "not applicable", "not answered yet" */
const char *words_answer(const struct walk *walk, size_t criterion);
/* "2 of 8 answered", "2 of 16 cells" */
void words_progress(struct buf *out, const struct walk *walk);
/* "Reason" or "Note", as the rubric asks for it. */
const char *words_note(const struct rubric *rubric);
/* "This is a reconstruction, not the original text." and the like. */
const char *words_status(const struct rubric *rubric);
/* Columns of the longest word: where a title can be wrapped without breaking one. */
int words_longest(const char *text);
/* Lines of the text when it is wrapped between words only: quick, for sharing out the room. */
int words_rows(const char *text, int columns);
/* "Ana, 12-12" of an agreement, "" when neither is known. */
void words_owner(struct buf *out, const struct sheet_item *item);
/* "Agreed at the start: one text a day (Ana, 12-12)" */
void words_before(struct buf *out, const struct walk_before *before);

/* Two rows on top of every walk: title, what it is about, who, progress; a rule. Returns the room
 * under it, above the rule that closes it where there are rows enough for one. */
struct pane words_header(struct pane *pane, const struct walk *walk);
/* The same for a screen that is not about one form. `right` may be "". */
struct pane words_bar(struct pane *pane, const char *title, const char *more, const char *right);
/* A box of a layout as a part of the pane. */
struct box;
struct pane words_box(const struct pane *pane, const struct box *box);
/* True, with a message, when the form was handed in and nothing can be changed. */
bool words_refused(struct screen *screen, const struct walk *walk);
/* Undo and say what it did. True when the walk changed. */
bool words_undo(struct screen *screen, struct walk *walk);
/* "All 8 answered. s hands in." */
void words_say_complete(struct screen *screen, const struct walk *walk);

#endif
