/* A workshop as its owner runs it: the session read from disk, and every step the facilitator can
 * take. The discussion screens and `peil session ...` both call these; each call is on disk
 * (synced) when it returns true, and the views (ledger, discussion) are made anew.
 *
 * Errors are ERR_INPUT (cannot be done now, and why), ERR_USAGE (no such person, criterion, level)
 * or ERR_SAVE. */
#ifndef PEIL_FLOW_WORKSHOP_H
#define PEIL_FLOW_WORKSHOP_H

#include "base/err.h"
#include "stats/discussion.h"

struct workshop;
struct journal_problems;

/* Open as owner (geteuid owns the folder) to write, or as anybody to read what was shown. */
struct workshop *workshop_open(const char *path, struct err *err);
void workshop_free(struct workshop *workshop);
bool workshop_is_owner(const struct workshop *workshop);
/* Views; borrowed until the next step. */
const struct session *workshop_session(const struct workshop *workshop);
const struct rubric *workshop_rubric(const struct workshop *workshop);
const struct roster *workshop_roster(const struct workshop *workshop);
const struct ledger *workshop_ledger(const struct workshop *workshop);
const struct discussion *workshop_discussion(const struct workshop *workshop);
const struct journal_problems *workshop_problems(const struct workshop *workshop);
/* All that was read, for the tables of the results. */
struct session_data;
const struct session_data *workshop_data(const struct workshop *workshop);
/* Read again what others wrote meanwhile. */
bool workshop_refresh(struct workshop *workshop, struct err *err);

/* Cards: one character a seat in seating order, for people who have not left: a digit, 'u' for
 * don't know, 'x' not applicable, '-' absent (nothing is kept). All or nothing. */
bool workshop_cards(
	struct workshop *workshop, size_t criterion, const char *cards, struct err *err);
/* One answer of one person (its place in the roster) in the round that is open, entered by the
 * owner. */
bool workshop_answer(struct workshop *workshop, size_t person, size_t criterion, char card,
	const char *reason, struct err *err);
/* Show the answers of the open round: writes down the journals' lengths, publishes the counts. */
bool workshop_reveal(struct workshop *workshop, struct err *err);
/* Open the next round on these criteria (indices, one or more). Only after the last was shown,
 * within the session's number of rounds. */
bool workshop_round(
	struct workshop *workshop, const size_t *criteria, size_t count, struct err *err);
/* Ask only these in the round that is open, from now on ("today's cells" of a grid). */
bool workshop_ask(struct workshop *workshop, const size_t *criteria, size_t count, struct err *err);
/* An agreed level (step), or RUBRIC_NONE for "no agreed level", with its reason ("" allowed). */
bool workshop_agree(struct workshop *workshop, size_t criterion, size_t step, const char *reason,
	struct err *err);
/* What the group wants: steps low..high. */
bool workshop_range(
	struct workshop *workshop, size_t criterion, size_t low, size_t high, struct err *err);
/* Add (part NULL) or change an action; empty text removes it. step may be RUBRIC_NONE. `due` is
 * typed as people do ("12-12", "12 dec", "2026-12-12", "+14") and kept as an ISO date. */
bool workshop_action(struct workshop *workshop, const char *part, size_t criterion, size_t step,
	const char *text, const char *owner, const char *due, struct err *err);
bool workshop_person_add(
	struct workshop *workshop, const char *role, const char *name, struct err *err);
bool workshop_person_left(struct workshop *workshop, size_t person, struct err *err);
bool workshop_close(struct workshop *workshop, struct err *err);

#endif
