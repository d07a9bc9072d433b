/* What the form_*.c files share; nobody else includes this. */
#ifndef PEIL_FLOW_FORM_PARTS_H
#define PEIL_FLOW_FORM_PARTS_H

#include "files/before_file.h"
#include "flow/form.h"

struct form {
	char *path;
	struct session session;
	struct rubric *rubric;	   /* owned, unless data holds it */
	struct session_data *data; /* NULL: a session that is not on disk yet */
	struct store *store;
	struct walk *walk;
	/* a session of several people */
	bool people;
	size_t person;		   /* in data->roster */
	struct rubric *asked;	   /* what is asked in this round; NULL: the whole rubric */
	struct before before;	   /* what was agreed at earlier moments */
	bool consent_said;	   /* asked in this form */
	struct record_list forget; /* what has to be said before the first new answer, when a form
				      that was handed in is filled in afresh */
};

/* The records of one sheet: only the array is the caller's, the strings stay where they are. */
struct record_list form_own_records(const struct record_list *all, const struct sheet *sheet);

/* Choose person and round in a session of several people, which data holds, and begin the walk and
 * the store. False with *err: not a participant, the round was shown, the session was closed. */
bool form_begin_people(struct form *form, const struct form_request *request, struct err *err);

#endif
