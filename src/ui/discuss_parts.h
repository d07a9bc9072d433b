/* What the screens of a workshop share: the counts of a group as a table, a line, a bar and a
 * sentence. */
#ifndef PEIL_UI_DISCUSS_PARTS_H
#define PEIL_UI_DISCUSS_PARTS_H

#include "base/buf.h"
#include "ui/page.h"
#include "ui/screens_discuss.h"

/* The columns of counts: a level each, then who does not know and for whom it does not apply. */
struct tally_columns {
	const struct rubric *rubric;
	size_t count;
	const char *heads[RUBRIC_LEVELS_MAX + 2];
	int at[RUBRIC_LEVELS_MAX + 2], widths[RUBRIC_LEVELS_MAX + 2];
	size_t levels, criterion;
	bool unknown, not_applicable;
	int width; /* all together */
	int rows;  /* of the heads: one or two */
};

/* With the labels of `criterion`, or (RUBRIC_NONE) those of the whole rubric. */
void tally_columns_make(
	struct tally_columns *columns, const struct rubric *rubric, size_t criterion);
/* The heads from `line` on; the counts on one line; both from `column`. */
void tally_columns_head(
	struct page *page, int line, int column, const struct tally_columns *columns);
void tally_columns_row(struct page *page, int line, int column, const struct tally_columns *columns,
	size_t criterion, const struct tally *tally, enum look look, const struct glyphs *glyphs);

/* "low 3  moderate .  high 2  I don't know 1" */
void tally_text(struct buf *out, const struct rubric *rubric, size_t criterion,
	const struct tally *tally, const struct glyphs *glyphs);
/* The widest label of a criterion's levels. */
int tally_label_width(const struct rubric *rubric, size_t criterion);
/* One # a person, fewer where `people` are more than `width`. */
void tally_bar(struct buf *out, size_t count, size_t people, int width);
/* "three times low, three times very high. Far apart." */
void tally_sentence(
	struct buf *out, const struct rubric *rubric, size_t criterion, const struct tally *tally);
/* "far apart", "agreed: high", "no agreed level" */
void tally_word(struct buf *out, const struct rubric *rubric, const struct discussed *about);
/* "4 of 6 kept their level."; nothing without an earlier round. */
void tally_stability(struct buf *out, const struct discussed *about);

/* What is known of the answers to a criterion. */
const struct discussed *discuss_at(const struct discuss_view *view, size_t criterion);
/* In a matrix, what nobody marked is for another day. */
bool discuss_empty(const struct discuss_view *view, const struct discussed *about);
/* Whether everybody is to answer it once more, once the agenda starts that. */
bool discuss_marked(const struct discuss_view *view, size_t criterion);
/* The two rows on top, as on a form. */
struct pane discuss_bar(struct pane *pane, const struct discuss_view *view, const char *right);

#endif
