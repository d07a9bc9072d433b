/* A peer-feedback session as its lecturer sees it: read from disk, who is done, what was given, the
 * chosen factor, what a comment's reader decided. Scores are there only once it is closed; a note
 * for the lecturer is there at once.
 *
 * Teams are made of who is in the list of participants now: what was said across teams (somebody
 * moved) and what somebody said who has left stays in the journals and counts for nothing. */
#ifndef PEIL_FLOW_PEER_H
#define PEIL_FLOW_PEER_H

#include "base/buf.h"
#include "base/err.h"
#include "files/session_folder.h"
#include "stats/factor_set.h"

/* What the session says about marks, a later change of weight or cap included. */
struct peer_settings {
	enum session_method method;
	double weight, cap; /* cap NaN: none */
	double penalty;
	bool penalty_points;
	double low, high;
	bool self; /* own ratings count */
};

/* What the lecturer decided about a comment. */
enum peer_verdict { PEER_UNREAD, PEER_RELEASED, PEER_HELD, PEER_BLACKED };
struct peer_comment {
	char id[9];		    /* to name it on the command line */
	size_t team, rater, target; /* people are places in the list of participants */
	enum rubric_comment part;
	const char *text;   /* as it was written; borrowed */
	const char *shown;  /* what may be released; NULL: nothing */
	const char *reason; /* "" when there is none */
	enum peer_verdict verdict;
	char print[17]; /* of the text: a decision is about one text */
};

struct peer_member {
	size_t person;
	size_t done, wanted; /* forms */
	enum ledger_state state;
	const char *last; /* when something was saved last; "" never */
	bool late;
	size_t in_factors; /* place in the factors' team; ROSTER_NONE: none */
};

struct peer_team {
	const char *name; /* "" for no group */
	struct peer_member *members;
	size_t count;
	const struct sheet **sheets; /* [rater * count + target]; NULL: none */
	size_t done, started, not_yet;
	size_t notes;	 /* for the lecturer */
	size_t comments; /* top and tip about others */
	size_t unread;
	size_t signals;
	const struct team_factors *factors; /* NULL while it is open */
};

struct peer {
	struct session_data *data;
	bool owner, open;
	struct peer_settings settings;
	struct peer_team *teams; /* by name */
	size_t team_count;
	size_t *team_of;	       /* per person: team, or ROSTER_NONE (left, or no student) */
	size_t *place_of;	       /* per person: place in that team */
	struct peer_comment *comments; /* by team, target, part, and what they say */
	size_t comment_count;
	struct ratings *ratings; /* ids; NULL while it is open */
	struct factor_set *factors;
	const char **last; /* per person */
};

/* Whether that session is one of peers; false with *err. */
bool peer_is_kind(const struct session_data *data, struct err *err);
/* Read the folder; NULL with *err when it is no peer session. */
struct peer *peer_open(const char *path, struct err *err);
void peer_free(struct peer *peer);
/* The same folder anew; NULL with *err, and the old one stays. */
struct peer *peer_again(const struct peer *peer, struct err *err);
/* The owner, once it is closed: who may read what was given. False with *err. */
bool peer_readable(const struct peer *peer, struct err *err);
/* Only the owner goes on; false with *err. */
bool peer_owned(const struct peer *peer, struct err *err);
/* When it closes, "" when no time was set: with extensions. */
const char *peer_closes(const struct peer *peer);

/* Whether the answers were to be kept until a day that is past; today into `today`. */
bool peer_keep_over(const struct peer *peer, char today[11]);

/* As a table: ids as names, or with `named` what people are called (an id behind a name that
 * occurs twice). The caller frees. */
struct ratings *peer_ratings(const struct peer *peer, bool named);
/* What people are called, made so that each name means one person; the caller frees. */
char *peer_name(const struct peer *peer, size_t person);
/* The options that the session's settings come down to. */
void peer_factor_options(const struct peer *peer, const struct peer_settings *settings,
	struct factor_options *options);
/* The measure of the chosen method. */
enum measure peer_measure(const struct peer_settings *settings);
/* The weight of each criterion by its number in the table; the caller frees. */
double *peer_weights(const struct peer *peer, const struct ratings *ratings);
/* The factor of a member (a place in the factors) by the chosen method, 1 being an equal share,
 * capped; and the grade that comes of a mark. */
double peer_factor(
	const struct team_factors *factors, const struct peer_settings *settings, size_t member);
double peer_grade(const struct team_factors *factors, const struct peer_settings *settings,
	size_t member, double mark);
/* "release", "hold", "black"; "" for one that was not read. */
const char *peer_verdict_word(enum peer_verdict verdict);
/* "not read yet", ... in the current language. */
const char *peer_verdict_said(enum peer_verdict verdict);

/* --- peer_words.c: in sentences, for screen and text -------------------------------------------
 */

/* "Why is this so": a sentence per signal, with names; each is handed to `take`. */
typedef void peer_sentence_fn(void *context, const char *sentence);
void peer_signals(const struct peer *peer, size_t team, peer_sentence_fn *take, void *context);
/* The chosen factor of a member with its arithmetic, in a line a student can follow. `mark` NaN:
 * none is known. */
void peer_arithmetic(struct buf *out, const struct peer *peer, const struct factor_set *factors,
	const struct peer_settings *settings, size_t team, size_t member);
/* "About Bo, tip by Ana: held back (reason)". */
void peer_comment_words(struct buf *out, const struct peer *peer, size_t comment);
/* name,email,group,state,last_saved of everybody who is not done. False with *err when the addresses
 * cannot be read. */
bool peer_reminders(struct buf *out, const struct peer *peer, struct err *err);
/* "2 done, 1 started, 2 not yet" */
void peer_counts(struct buf *out, const struct peer_team *team);

/* --- peer_steps.c -------------------------------------------------------------------------------
 */

/* Keep a decision about a comment. For PEER_BLACKED `passage` is what is made unreadable wherever
 * it occurs; it must be there. */
bool peer_decide(struct peer *peer, const size_t *comments, size_t count, enum peer_verdict verdict,
	const char *passage, const char *reason, struct err *err);
/* "0.5" or "50%"; "1.2" or "none". False when it is neither. */
bool peer_weight_from(const char *text, double *weight);
bool peer_cap_from(const char *text, double *cap);
/* Another weight or cap from now on, with its reason. */
bool peer_reweigh(struct peer *peer, const struct peer_settings *settings, const char *reason,
	struct err *err);
/* Take away everything but what tells that it was there: how many files. */
bool peer_wipe(const struct peer *peer, size_t *files, struct err *err);
size_t peer_wipe_count(const struct peer *peer);

#endif
