/* Filling in forms: the home screen, and one form from opening to leaving. */
#ifndef PEIL_FLOW_SCORE_H
#define PEIL_FLOW_SCORE_H

#include "flow/form.h"
#include "ui/loop.h"

struct score_request {
	struct form_request form;
	bool home;	    /* start at the home screen; `form` gives rater, role and moment */
	const char *output; /* -o FILE or NULL */
	bool force;
	struct results_options table;
	struct loop_options loop;
	bool remember_lang; /* false with a key file: scripts change no settings */
};

struct score_outcome {
	struct form_outcome form;
	size_t problems; /* lines of journals that could not be used */
	/* from the home screen: lead the workshop in this folder, which has to be made first when
	 * `make_rubric` (a path), with this problem and these people; owned, NULL otherwise */
	char *lead, *make_rubric, *make_problem, *make_people;
	char *notes; /* lines for stderr, each with a newline; owned; NULL when none */
};

/* Run it. ERR_NONE, or the code for the exit status with *err (message NULL: see faults). */
enum err_code flow_score(const struct score_request *request, struct score_outcome *outcome,
	struct faults *faults, struct err *err);
void score_outcome_free(struct score_outcome *outcome);

#endif
