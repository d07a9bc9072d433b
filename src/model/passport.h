/* Everything about one person, over sessions, rubrics, moments and raters: a page the person keeps.
 * Data only, filled once by flow/passport; texts are in the language it was made in. */
#ifndef PEIL_MODEL_PASSPORT_H
#define PEIL_MODEL_PASSPORT_H

#include "model/session.h"
#include "model/sheet.h"

enum passport_who { PASSPORT_SELF, PASSPORT_OTHERS, PASSPORT_AGREED, PASSPORT_WHOS };

/* What was answered at one moment. All strings are owned and never NULL. */
struct passport_point {
	size_t session; /* index */
	size_t when;	/* which moment it is, from 0: set by passport_order */
	enum passport_who who;
	char *about; /* an own answer about something else than oneself; "": about the person */
	char *role;  /* of the rater, where others are told apart; else "" */
	char *rater; /* never shown: only to count people; "" when several */
	enum answer_status status;
	char *level;   /* as it is read: "high", "between ..."; for unknown its words */
	char *id;      /* of the level; "" when it lies between two, or nothing was scored */
	double step;   /* place among the rubric's levels, from 0; halves lie between; NaN */
	double value;  /* NaN when not scored */
	size_t raters; /* whose answers it is made of; 0: the group's */
};

enum passport_text {
	PASSPORT_NOTE,
	PASSPORT_REASON,
	PASSPORT_TOP,
	PASSPORT_TIP,
	PASSPORT_AGREEMENT,
	PASSPORT_ACTION,
	PASSPORT_ANSWER,
	PASSPORT_TEXTS
};

struct passport_remark {
	size_t session;
	enum passport_text kind;
	char *text, *from, *due; /* owned; from: a role or ""; due: a date or "" */
	bool own;		 /* the person's own words */
};

struct passport_criterion {
	char *id, *title;
	struct passport_point *points; /* by time */
	size_t point_count;
	struct passport_remark *remarks;
	size_t remark_count;
};

struct passport_rubric {
	char *id, *title;
	char **levels; /* labels, for a chart; of the rubric as it was seen last */
	size_t level_count;
	bool changed; /* the sessions used versions that differ */
	char *fingerprint;
	struct passport_criterion *criteria;
	size_t criterion_count;
	struct passport_remark *remarks; /* about no criterion in particular */
	size_t remark_count;
};

struct passport_session {
	char *id, *title, *rubric, *rubric_title, *version, *fingerprint;
	enum session_kind kind;
	enum session_moment moment;
	char date[11]; /* when it was made */
	size_t when;   /* which moment it is: sessions in a row with one moment word, or on one day,
			  are one; set by passport_order */
	char *as;      /* who the person is there; "" where that says nothing */
	bool few;      /* peers: too few teammates gave feedback for levels */
	bool held;     /* peers: a remark was held back or made partly unreadable */
	bool waiting;  /* peers: nothing was released yet */
	bool own_only; /* only what the person said: the rest is not readable here */
};

struct passport {
	char *person;
	char made[21];			   /* RFC 3339 UTC */
	struct passport_session *sessions; /* by day, then moment */
	size_t session_count;
	struct passport_rubric *rubrics;
	size_t rubric_count;
};

/* Empty, for that person and time (copied). */
void passport_init(struct passport *passport, const char *person, const char *made);
void passport_free(struct passport *passport); /* contents only */
/* Add an empty one; its strings are "". The result is good until the next is added. */
struct passport_session *passport_add_session(struct passport *passport);
/* The rubric with that id, added when it is not there; its criteria too. `title` and `levels` are
 * those of the last one. `lang`: an index of its languages. */
struct passport_rubric *passport_rubric(
	struct passport *passport, const struct rubric *rubric, size_t lang);
struct passport_criterion *passport_criterion(
	struct passport_rubric *in, const struct rubric *rubric, size_t criterion, size_t lang);
struct passport_point *passport_add_point(struct passport_criterion *criterion, size_t session);
/* At a criterion, or at the rubric when `criterion` is NULL. */
struct passport_remark *passport_add_remark(struct passport_rubric *rubric,
	struct passport_criterion *criterion, size_t session, enum passport_text kind,
	const char *text);
/* Sessions by day and moment, points and remarks with them; criteria without either go. */
void passport_order(struct passport *passport);

/* How many moments and how many people besides the person the points come from. */
size_t passport_moments(const struct passport_criterion *criterion);
size_t passport_others(const struct passport_criterion *criterion);
/* The first and the last scored point of `who` about the same thing, at different moments; false
 * when there are no two. */
bool passport_course(const struct passport_criterion *criterion, enum passport_who who,
	const struct passport_point **first, const struct passport_point **last);
const char *passport_who_word(enum passport_who who);	 /* "self", "others", "agreed" */
const char *passport_text_word(enum passport_text kind); /* "note", ... */

#endif
