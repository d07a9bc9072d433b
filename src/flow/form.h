/* A form under way: a walk and the store that keeps it. Knows which session it belongs to; opens
 * and closes it, moves records from the walk to the store, and writes the results at the end. */
#ifndef PEIL_FLOW_FORM_H
#define PEIL_FLOW_FORM_H

#include "base/err.h"
#include "files/results.h"
#include "files/store.h"
#include "model/walk.h"

struct form_request {
	const char *rubric; /* id or path; NULL when only `folder` is given */
	const char *folder; /* --session DIR; NULL: the user's own sessions */
	const char *target; /* NULL: the one that was changed last, or "" in a new form */
	const char *rater;  /* NULL: the login name */
	const char *role;   /* NULL: none */
	enum session_moment moment;
	bool fresh;	    /* --new: do not take up an unfinished form */
	const char *labels; /* the language of the table's labels, NULL: none; refused when the
			       rubric is not in it */
	/* Sessions of several people (kind workshop or peer; `folder` is given): */
	const char *person; /* its id; NULL: whose login this is */
	bool passing;	    /* the owner's laptop goes round: a form that was handed in is not
			       shown again, filling it in again starts empty */
};

struct form;

/* Open or prepare the form. Nothing is written. NULL with *err set, or with faults of the rubric
 * file (then err->code is ERR_INPUT and its message NULL). The caller frees with form_close. */
struct form *form_open(const struct form_request *request, struct faults *faults, struct err *err);

/* The person whose form it is, in a session of several people; NULL in solo use. */
const struct person *form_person(const struct form *form);
/* Whether that person alone has a role and roles are shown apart: the answer can be recognised. */
bool form_alone_in_role(const struct form *form);
/* Whether the session asks for consent for research and this person has not said yes or no yet. */
bool form_asks_consent(const struct form *form);
/* Keep what the person said to that. */
void form_consent(struct form *form, bool yes);
struct walk *form_walk(const struct form *form);
struct store *form_store(const struct form *form);
/* Lines of the session's journals that could not be used; borrowed, NULL when there are none. */
const struct journal_problems *form_problems(const struct form *form);
/* True when two open terminals gave two answers the same rank (shown once). */
bool form_two_terminals(const struct form *form);
/* Give a form without answers another target. False when something was answered already. */
bool form_rename(struct form *form, const char *target);
/* Move every new record of the walk to the store. */
void form_changed(struct form *form);
/* Save from now on in a folder that the user named. */
bool form_move(struct form *form, const char *path, struct err *err);

struct form_outcome {
	size_t unsaved;	     /* records that are not on disk */
	char *folder;	     /* the session folder, NULL when nothing was ever written; owned */
	char *results;	     /* results/ratings.csv, NULL when it was not written; owned */
	bool results_fail;   /* the results could not be rebuilt (they can be later) */
	bool output_written; /* `output` was written */
};
/* Save what waits, rebuild the results, write `output` when given (whole or not at all), free the
 * form. False with *err when the output or the answers could not be saved; *outcome is filled in
 * any case. */
bool form_close(struct form *form, const char *output, bool force,
	const struct results_options *options, struct form_outcome *outcome, struct err *err);
void form_outcome_free(struct form_outcome *outcome);

#endif
