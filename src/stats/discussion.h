/* What a group sees of its answers: counts per level and per role, how divided it is in words, in
 * which order to talk, what changed between rounds, and whether the problem fits.
 *
 * Sources: methods.md sections 1 and 4 (Tastle & Wierman 2007 for unity; 75 % after Diamond 2014).
 * Unknown and not applicable are counted beside the levels and stay out of every number. */
#ifndef PEIL_STATS_DISCUSSION_H
#define PEIL_STATS_DISCUSSION_H

#include "model/ledger.h"

enum unity_word { UNITY_NONE, UNITY_UNITED, UNITY_CLOSE, UNITY_SPREAD, UNITY_FAR_APART };

/* The answers of some people on one criterion in one round. */
struct tally {
	size_t counts[RUBRIC_LEVELS_MAX];		    /* per step of the criterion */
	size_t scored, unknown, not_applicable, unanswered; /* people */
	size_t texts;			/* people who answered an open question */
	double unity;			/* 0..1; NaN when nobody scored */
	size_t low, high;		/* steps; RUBRIC_NONE when nobody scored */
	size_t middle_low, middle_high; /* the middle answer; two steps when it falls between */
	enum unity_word word;		/* from the range in levels */
	bool agreed;			/* methods.md section 1 */
};

enum talk_block { TALK_FIRST, TALK_IF_TIME, TALK_AGREED };

struct role_tally {
	const char *role; /* borrowed; several joined as "lecturer, workfield" are owned by the
			     discussion */
	struct tally tally;
};

struct discussed {
	size_t criterion;
	struct tally all;	  /* the last round in which it was asked and shown */
	struct tally first;	  /* round 1 */
	int round;		  /* of `all` */
	struct role_tally *roles; /* as shown: a role with one person merged with the next one
				     unless the session says otherwise */
	size_t role_count;
	double stability; /* share of raters who kept their level from the round before;
			     NaN when there is none */
	bool not_known;	  /* a third or more said unknown */
	enum talk_block block;
	const char **reasons; /* borrowed texts, in an order that tells nothing of who */
	size_t reason_count;
	const struct ledger_agreed *agreed;
	/* fit */
	struct rubric_range wanted;
	size_t now; /* step: agreed, else the middle (lower of two); RUBRIC_NONE */
	int gap;    /* levels above (+) or below (-) the wanted range; 0 fits */
	bool fit_known;
};

struct discussion {
	const struct ledger *ledger; /* borrowed */
	struct discussed *list;	     /* in the order to talk: most divided first */
	size_t count;
	size_t *place; /* criterion -> index in list */
	bool roles_merged;
};

/* Only rounds that were shown are looked at. */
struct discussion *discussion_new(const struct ledger *ledger);
void discussion_free(struct discussion *discussion);
/* One tally: people of `role` (NULL: all) who count, in `round`. */
void tally_make(struct tally *tally, const struct ledger *ledger, size_t criterion, int round,
	const char *role);
/* Levels from `now` (a step) to the wanted range: above it (+), below it (-), 0 fits. */
int discussion_gap(
	const struct rubric_criterion *criterion, size_t now, const struct rubric_range *wanted);
/* Words for the screens: "united", "far apart"; msgids. */
const char *unity_text(enum unity_word word);

#endif
