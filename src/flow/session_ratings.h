/* Session folders as a table of ratings: what `agree` and `factors` compute from. */
#ifndef PEIL_FLOW_SESSION_RATINGS_H
#define PEIL_FLOW_SESSION_RATINGS_H

#include "base/buf.h"
#include "base/err.h"
#include "base/id.h"
#include "files/session_folder.h"
#include "model/ratings.h"

#define SESSION_RATINGS_LEVELS 101

struct session_ratings {
	struct ratings *ratings; /* borrowed; rows are added to it */
	const char *round;	 /* "1", "2", ...; NULL: the first */
	bool several;		 /* more than one folder: people are told apart by session */
	/* What was found, filled in by session_ratings_add: */
	size_t sessions, people, sheets;
	bool partial;			       /* something could not be used (exit status 3) */
	struct buf notes;		       /* lines for stderr */
	double levels[SESSION_RATINGS_LEVELS]; /* of the rubrics' levels, rising */
	size_t level_count;		       /* 0: criteria or rubrics differ in their levels */
	char fingerprint[ID_FINGERPRINT_LEN + 1]; /* of the first rubric */
	enum rubric_scale scale;		  /* ordinal where rubrics differ in theirs */
};

/* Add what a session says: a person's answers about a target as (group, rater, target, criterion)
 * -> value, a reversed statement turned; every status but scored is a missing value. Names are ids
 * of people; with `several` folders "3f9c2b7a:student-1", since ids mean something within their
 * session only. False with *err when somebody rates a target twice, or when answers were not shown
 * yet or may not be read. */
bool session_ratings_add(
	struct session_ratings *into, const struct session_data *data, struct err *err);
/* The same for the folder at `path`. */
bool session_ratings_read(struct session_ratings *into, const char *path, struct err *err);
/* Whether a session of peers can be looked at as a whole: it is closed for everybody, and read by
 * its owner. False with *err. */
bool session_peers_over(const struct session_data *data, struct err *err);
void session_ratings_free(struct session_ratings *into); /* notes */

#endif
