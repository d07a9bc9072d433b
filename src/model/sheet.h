/* A sheet: one rater's answers about one target in one round. Made by applying records in the
 * order of (seq, writer); knows nothing of positions, undo or files. */
#ifndef PEIL_MODEL_SHEET_H
#define PEIL_MODEL_SHEET_H

#include "model/record.h"
#include "model/rubric.h"

/* OPEN and AGREED: a question that has a text, which stands among the sheet's items. */
enum answer_status {
	ANSWER_NONE,
	ANSWER_SCORED,
	ANSWER_UNKNOWN,
	ANSWER_NOT_APPLICABLE,
	ANSWER_OPEN,
	ANSWER_AGREED
};

struct answer {
	enum answer_status status;
	size_t step;   /* index in the criterion's steps; only when scored */
	char *note;    /* owned; NULL when there is none */
	char at[21];   /* when it was last changed; "" when never */
	bool by_owner; /* entered by the session's owner */
};

/* Something people write themselves: an own question, an agreement, or the answer to an open
 * question (one each, its part empty). */
struct sheet_item {
	enum record_event kind;	   /* RECORD_QUESTION, RECORD_AGREEMENT or RECORD_TEXT */
	enum record_status status; /* RECORD_OPEN or RECORD_AGREED */
	size_t criterion;
	char part[5];
	char *text, *owner, *due; /* owned, never NULL */
	char at[21];
};

struct sheet {
	const struct rubric *rubric;		     /* borrowed */
	char *round, *rater, *role, *target, *group; /* owned, never NULL */
	struct answer *answers;			     /* one per criterion */
	struct sheet_item *items;		     /* in the order they were first added */
	size_t item_count;
	bool submitted;
	char submitted_at[21];
	/* about the person: owned; NULL when there is none. The one for the lecturer only stands on
	 * the sheet about oneself. */
	char *comments[RUBRIC_COMMENT_COUNT];
	char comment_at[RUBRIC_COMMENT_COUNT][21];
};

/* Without an answer; the rubric is borrowed, the texts are copied. */
struct sheet *sheet_new(const struct rubric *rubric, const char *round, const char *rater,
	const char *role, const char *target);
void sheet_free(struct sheet *sheet);
/* True when the record is about this sheet's round, rater and target. */
bool sheet_owns(const struct sheet *sheet, const struct record *record);
/* Let the record take effect. False (and nothing changes) when it names a criterion or level that
 * the rubric has not, or an event that is no part of a sheet. */
bool sheet_apply(struct sheet *sheet, const struct record *record);
/* Which comment a journal's part is ("top", "tip", "lecturer"); RUBRIC_COMMENT_COUNT: none. */
enum rubric_comment sheet_comment(const char *part);
/* How many criteria have an answer of any kind (a level, unknown, not applicable). */
size_t sheet_answered(const struct sheet *sheet);
/* Items of one kind at a criterion: how many, and the nth. */
size_t sheet_items_at(const struct sheet *sheet, size_t criterion, enum record_event kind);
const struct sheet_item *sheet_item_at(
	const struct sheet *sheet, size_t criterion, enum record_event kind, size_t nth);
/* Whether it is one of that kind; an answer that was agreed on is an agreement too. */
bool sheet_item_is(const struct sheet_item *item, enum record_event kind);
/* The item with that kind, criterion and part, or NULL. */
const struct sheet_item *sheet_item_find(
	const struct sheet *sheet, size_t criterion, enum record_event kind, const char *part);

#endif
