/* One person's forms about everybody in the team, oneself included: a walk for each, and one undo
 * over all of them, also after a restart. Pure; the screens of a peer session work on this. */
#ifndef PEIL_MODEL_PEERS_H
#define PEIL_MODEL_PEERS_H

#include "model/walk.h"

struct peers;

/* The rubric is borrowed. Add who is rated in the order in which they are shown, then replay. */
struct peers *peers_new(const struct rubric *rubric, const char *rater, const char *role);
void peers_free(struct peers *peers);
void peers_add(struct peers *peers, const char *target, const char *name, bool self);
/* Let the rater's own records take effect, in the order of (seq, writer); others are skipped. */
void peers_replay(struct peers *peers, const struct record_list *all);

/* What was given, and who is rated: 0..peers_count-1 in the order they were added. Borrowed. */
const struct rubric *peers_rubric(const struct peers *peers);
size_t peers_count(const struct peers *peers);
struct walk *peers_walk(const struct peers *peers, size_t person);
const char *peers_name(const struct peers *peers, size_t person);
bool peers_is_self(const struct peers *peers, size_t person);
size_t peers_self(const struct peers *peers); /* RUBRIC_NONE when it is not among them */

/* Where one is. */
size_t peers_person(const struct peers *peers);
size_t peers_criterion(const struct peers *peers);
void peers_go(struct peers *peers, size_t person, size_t criterion);
/* To the next answer that misses behind where one is: by criterion, then person, going round.
 * False when all are there. */
bool peers_go_open(struct peers *peers);
const struct answer *peers_answer(const struct peers *peers, size_t person, size_t criterion);
size_t peers_answered(const struct peers *peers);
size_t peers_total(const struct peers *peers);

/* Whoever changes a walk says so: it then is the last change. */
void peers_changed(struct peers *peers, size_t person);
/* Whose walk was changed last in this run; RUBRIC_NONE: none. */
size_t peers_last(const struct peers *peers);
/* Take the last change of all back and go there. False when there is none. */
bool peers_undo(struct peers *peers);

/* Handed in: all forms were. Handing in and reopening is of all at once. */
bool peers_submitted(const struct peers *peers);
bool peers_submit(struct peers *peers);
bool peers_reopen(struct peers *peers);
/* The next record that was not taken yet, as walk_take. */
bool peers_take(struct peers *peers, struct record *out);

/* Nothing but one level: for everybody on each criterion, or on all criteria for each person.
 * It may be right; it is worth a question. */
enum peers_straight { PEERS_VARIED, PEERS_SAME_FOR_ALL, PEERS_SAME_THROUGHOUT };
enum peers_straight peers_straight(const struct peers *peers);

#endif
