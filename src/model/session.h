/* What a session is: the contents of session.ini. Data only. */
#ifndef PEIL_MODEL_SESSION_H
#define PEIL_MODEL_SESSION_H

#include <stdbool.h>
#include <stddef.h>

enum session_kind { SESSION_SOLO, SESSION_WORKSHOP, SESSION_PEER };
enum session_moment { SESSION_NO_MOMENT, SESSION_START, SESSION_MID, SESSION_END };

/* Which factor the lecturer sees first; chosen before the session opens. */
enum session_method {
	METHOD_NONE,
	METHOD_WEBPA,
	METHOD_SPA,
	METHOD_CATME,
	METHOD_TEAMMATES,
	METHOD_COUNT
};

#define SESSION_ROUNDS_MAX    9
#define SESSION_THRESHOLD_MIN 50
#define SESSION_MINUTES_MAX   1440

/* Strings are owned and never NULL after session_init ("" is empty). */
struct session {
	char id[17];
	enum session_kind kind;
	enum session_moment moment;
	char *title, *description;
	char *rubric, *rubric_version, *rubric_fingerprint;
	char *rater, *role; /* solo use: who fills in, and in which role */
	char *made_at;	    /* RFC 3339 UTC */
	/* workshop and peer sessions */
	char *purpose;	   /* the purpose line */
	char *profile;	   /* id of what fits this group, or "" */
	char *closes;	   /* RFC 3339 with its own offset, or "" */
	char *timezone;	   /* "Europe/Amsterdam", or "" */
	char *keep_until;  /* ISO date, or "" */
	int rounds;	   /* 1..9; 2 */
	int threshold;	   /* percent, 50..100; 75 */
	int minutes;	   /* 0: no clock; 50 */
	bool names_shown;  /* false: hidden. Peers: whether a top and a tip carry a name; levels
			      never do */
	bool roles_apart;  /* a role with one person is shown by itself */
	bool research_ask; /* ask for consent */
	/* peer sessions */
	enum session_method method;
	double weight;	/* 0..1: how much of the mark follows the factor */
	double cap;	/* the highest factor that counts; NaN: none */
	double penalty; /* for who submitted nothing: a share 0..1, or points */
	bool penalty_points;
	double scale_low, scale_high; /* of the marks */
	bool self_counted;	      /* ratings of oneself count in the factor */
	char *signals; /* thresholds that differ, "low-peers=2.5, few=2"; stats/flags_text.h */
};

/* What holds where a session file says nothing. */
void session_init(struct session *session);
/* An own copy of everything; `to` is overwritten, not freed. */
void session_copy(struct session *to, const struct session *from);
void session_free(struct session *session); /* contents only */
const char *session_kind_word(enum session_kind kind);
const char *session_moment_word(enum session_moment moment); /* "" for none */
bool session_kind_from(const char *word, enum session_kind *out);
bool session_moment_from(const char *word, enum session_moment *out);
const char *session_method_word(enum session_method method); /* "none", "webpa", ... */
bool session_method_from(const char *word, enum session_method *out);

#endif
