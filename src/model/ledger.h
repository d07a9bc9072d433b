/* What counts in a session: from all its records, the people and the steps, the sheets that stand,
 * what the group agreed, and what was late or not accepted. Pure; made anew at every reading.
 *
 * Who wrote it: a record counts for rater R when it stands in a directory of R's own uid, or in one
 * of the session's owner (who may enter for the room). R's own record beats the owner's for the
 * same key; the difference is listed. consensus, range, action, reopen count only from the owner.
 *
 * After "revealed" of a round, records of that round that are not `within` it (the journals as they
 * were then) are late: kept, listed, not counted. Someone who left stays in the rounds that were
 * shown before.
 *
 * Peer sessions: a sheet for everybody in the rater's own team (who has none is a team of one),
 * oneself included; one round and no showing. Each person has a closing time of their own, from the
 * session, "extended" and "reopened"; what was said after it is late. Steps that moved somebody
 * take effect for the whole round: what was said about another team than one's own is kept and
 * listed. Raters reopen their own forms until the closing. */
#ifndef PEIL_MODEL_LEDGER_H
#define PEIL_MODEL_LEDGER_H

#include "model/roster.h"
#include "model/session.h"
#include "model/sheet.h"
#include "model/state.h"

#define LEDGER_ROUNDS_MAX 9

struct ledger_sheet {
	struct sheet *sheet; /* owned; sheet->role and group are the person's */
	size_t person;	     /* index in the roster */
	size_t target;	     /* peer sessions: who it is about; else ROSTER_NONE */
	int round;	     /* 1, 2, ... */
	bool by_owner;	     /* at least one answer was entered by the owner */
	size_t late;	     /* records of this sheet that came too late */
};

/* What the group agreed about one criterion. */
struct ledger_agreed {
	bool given;	   /* said at all */
	bool no_consensus; /* "no agreed level" */
	size_t step;	   /* when !no_consensus */
	char *reason;	   /* owned, never NULL once given */
	char at[21];
};

struct ledger_action {
	char part[5];
	size_t criterion;	  /* RUBRIC_NONE: none in particular */
	size_t step;		  /* level aimed at; RUBRIC_NONE: none */
	char *text, *owner, *due; /* owned, never NULL */
	char at[21];
};

enum ledger_doubt_kind {
	DOUBT_LATE,	 /* came after the round was shown or the session closed */
	DOUBT_FORGED,	 /* in a directory whose uid is not the rater's */
	DOUBT_STRANGER,	 /* the rater is not in the roster */
	DOUBT_DIFFERS,	 /* the owner entered something else than the rater */
	DOUBT_CONTENT,	 /* a criterion or level that the rubric does not have */
	DOUBT_NOT_OWNER, /* an owner's event from somebody else */
	DOUBT_ELSEWHERE, /* about somebody who is not in the rater's team (any more) */
};
struct ledger_doubt {
	enum ledger_doubt_kind kind;
	size_t record; /* index in the records */
};

/* Consent for research, as asked for in a session with research_ask. */
enum ledger_consent { CONSENT_NOT_ASKED, CONSENT_YES, CONSENT_NO };

/* A team of a peer session, those who left included. */
struct ledger_team {
	const char *name; /* borrowed from the roster; "" for somebody without a group */
	size_t *members;  /* in roster order */
	size_t count;
};

struct ledger {
	const struct session *session; /* borrowed, all four */
	const struct rubric *rubric;
	const struct roster *roster;
	const struct record_list *records;
	struct ledger_sheet *sheets; /* by round, then roster order, then target */
	size_t sheet_count;
	bool *left;	 /* per person: withdrawn */
	int *from_round; /* per person: counts from this round on (1; a latecomer 2) */
	int *left_round; /* per person: the round that was open when they left; 0: still here */
	size_t *rater;	 /* per record: the person it is of, or ROSTER_NONE */
	bool *used;	 /* per record: it counts, and no later one took its place */
	struct ledger_agreed *agreed; /* per criterion */
	struct rubric_range *wanted;  /* per criterion: the group's own range, else the profile's,
					 else RUBRIC_NONE */
	struct ledger_action *actions;
	size_t action_count;
	int round;			   /* the round that is open or was shown last */
	bool shown[LEDGER_ROUNDS_MAX + 1]; /* per round: answers were shown */
	bool *in_round; /* [round * criterion_count + criterion]: is asked in it */
	bool closed;	/* by a step: "closed", and not opened again for everybody since */
	/* peer sessions; else NULL and 0 */
	struct ledger_team *teams; /* by name; those without a group last */
	size_t team_count;
	size_t *team_of;	      /* per person */
	char (*until)[21];	      /* per person: the closing time, RFC 3339 UTC; "": none */
	bool *opened;		      /* per person: extended or reopened after the closing */
	char closes[21];	      /* the closing time of everybody else; "": none */
	enum ledger_consent *consent; /* per person */
	struct ledger_doubt *doubts;
	size_t doubt_count;
};

/* `owner` is the uid of the session's owner. Nothing is kept of `steps`. */
struct ledger *ledger_new(const struct session *session, const struct rubric *rubric,
	const struct roster *roster, const struct record_list *records,
	const struct state_steps *steps, long owner);
void ledger_free(struct ledger *ledger);
/* The sheet of a person in a round, or NULL; and with what is known beside it. */
const struct ledger_sheet *ledger_entry(const struct ledger *ledger, size_t person, int round);
const struct sheet *ledger_sheet(const struct ledger *ledger, size_t person, int round);
/* Peer sessions: the sheet of `person` about `target`, or NULL. */
const struct ledger_sheet *ledger_about(
	const struct ledger *ledger, size_t person, size_t target, int round);
/* Who `person` is asked about: the members of the team that have not left, oneself included; in
 * roster order. The caller frees. */
size_t *ledger_targets(const struct ledger *ledger, size_t person, size_t *count);
/* Whether a person can no longer change anything at `now` (RFC 3339 UTC): closed by a step, or the
 * closing time has passed. And whether that holds for everybody who is still in the session. */
bool ledger_over(const struct ledger *ledger, size_t person, const char *now);
bool ledger_all_over(const struct ledger *ledger, const char *now);
/* Whether the person counts in that round (there, not left, not later than it). */
bool ledger_counts(const struct ledger *ledger, size_t person, int round);
/* Done: every criterion asked in this round has an answer, or the form was handed in. In a peer
 * session: handed in for everybody one is asked about. */
enum ledger_state { LEDGER_NOT_STARTED, LEDGER_STARTED, LEDGER_DONE, LEDGER_LEFT };
enum ledger_state ledger_state(const struct ledger *ledger, size_t person, int round);

#endif
