/* A walk: a sheet being filled in. Sheet + where you are + undo. Every change makes one record,
 * which waits in the walk until the flow takes it to the store; the walk never waits for it.
 *
 * Undo goes back to the opening of the form, also after a restart: the walk is built from the
 * sheet's own records. An undo is itself a record (a journal is never rewritten); when history is
 * read back, a record that restores exactly what the record before it on the undo stack had
 * replaced counts as an undo, so pressing undo again goes further back, never forth. */
#ifndef PEIL_MODEL_WALK_H
#define PEIL_MODEL_WALK_H

#include "model/session.h"
#include "model/sheet.h"

struct walk;

/* What was agreed at an earlier moment, to look back on. */
struct walk_before {
	size_t criterion;
	enum session_moment moment;
	char *text, *owner, *due; /* never NULL */
};

/* A walk over the sheet (taken over, also when NULL is returned: never). `history` holds the
 * sheet's own records in the order of (seq, writer); they are copied and applied. */
struct walk *walk_new(struct sheet *sheet, const struct record_list *history);
void walk_free(struct walk *walk);

/* Borrowed; the sheet as it is now. */
const struct sheet *walk_sheet(const struct walk *walk);
const struct rubric *walk_rubric(const struct walk *walk);
/* The criterion one is at: 0..criterion_count-1. */
size_t walk_at(const struct walk *walk);
void walk_go(struct walk *walk, size_t criterion); /* clamped */
/* The next criterion after `from` that has no answer, going round; RUBRIC_NONE when all have. */
size_t walk_next_open(const struct walk *walk, size_t from);

/* Agreements of earlier moments; borrowed, none at first. */
void walk_look_back(struct walk *walk, const struct walk_before *list, size_t count);
/* The nth of them at a criterion, or NULL. */
const struct walk_before *walk_before_at(const struct walk *walk, size_t criterion, size_t nth);

/* Changes. Each returns false and does nothing when it is not possible (no such step, unknown not
 * allowed, form handed in, nothing would change). `criterion` is an index. */
bool walk_choose(struct walk *walk, size_t criterion, size_t step);
bool walk_unknown(struct walk *walk, size_t criterion);
bool walk_not_applicable(struct walk *walk, size_t criterion);
bool walk_clear(struct walk *walk, size_t criterion);
/* NULL or "" takes the note away. `goes_on`: this is the same typing as the note change before it
 * (a draft that is saved every two seconds), so that one undo takes back the whole of it. */
bool walk_note(struct walk *walk, size_t criterion, const char *text, bool goes_on);
/* Add (part NULL: a new random part) or change an own question or an agreement. Empty text is
 * refused. owner and due may be NULL. */
bool walk_item(struct walk *walk, size_t criterion, enum record_event kind, const char *part,
	const char *text, const char *owner, const char *due);
/* Answer an open question, or change that: NULL or "" takes the answer away. owner and due may be
 * NULL. `goes_on` as for a note. False for a rubric of another kind. */
bool walk_text(struct walk *walk, size_t criterion, const char *text, const char *owner,
	const char *due, bool agreed, bool goes_on);
bool walk_item_remove(
	struct walk *walk, size_t criterion, enum record_event kind, const char *part);
/* A comment about the person; NULL or "" takes it away. `goes_on` as in walk_note. */
bool walk_comment(struct walk *walk, enum rubric_comment comment, const char *text, bool goes_on);
bool walk_submit(struct walk *walk);
bool walk_reopen(struct walk *walk);
/* In a session that somebody leads, only its owner reopens and names what it is about: from now on
 * neither walk_reopen nor undo takes a hand-in back, and walk_rename does nothing. */
void walk_is_led(struct walk *walk);
bool walk_can_reopen(const struct walk *walk);
/* Take the last change back and go to its criterion; false when at the opening of the form. An
 * undone hand-in reopens. */
bool walk_undo(struct walk *walk);
bool walk_can_undo(const struct walk *walk);

/* How many changes can be taken back: for who has several walks and takes back the last change of
 * all. And let one more record of its own history take effect, as walk_new does. */
size_t walk_depth(const struct walk *walk);
void walk_replay(struct walk *walk, const struct record *record);

/* There are one's own answers of an earlier moment to look at (the flow knows them). */
void walk_set_past(struct walk *walk, bool past);
bool walk_has_past(const struct walk *walk);

/* Give a form in which nothing was said yet another target. False when something was. */
bool walk_can_rename(const struct walk *walk);
bool walk_rename(struct walk *walk, const char *target);

/* The oldest record that was not taken yet, moved into *out (writer, seq and at are empty: the
 * store fills them); false when there is none. */
bool walk_take(struct walk *walk, struct record *out);
/* The last change made (also by undo), for the "Saved 3 of 8: novelty = high" line; NULL when
 * nothing was changed yet. Borrowed until the next change. */
const struct record *walk_last(const struct walk *walk);

#endif
