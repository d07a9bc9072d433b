/* Rating the people of one's own team: from the opening to the receipt. One store, a walk for each
 * person. */
#ifndef PEIL_FLOW_PEER_FORM_H
#define PEIL_FLOW_PEER_FORM_H

#include "base/err.h"
#include "ui/loop.h"

struct peer_form_request {
	const char *folder;
	const char *person; /* id; NULL: whose login this is. Only the owner names somebody else */
	struct loop_options loop;
	bool remember_lang;
};

struct peer_form_outcome {
	size_t problems; /* lines of journals that could not be used */
	size_t unsaved;
	bool saved;    /* something is on disk */
	char *receipt; /* path; NULL when nothing was handed in; owned */
	char *notes;   /* lines for stderr; owned; NULL when none */
};

/* ERR_NONE, or the code for the exit status with *err. */
enum err_code flow_peer_form(const struct peer_form_request *request,
	struct peer_form_outcome *outcome, struct err *err);
void peer_form_outcome_free(struct peer_form_outcome *outcome);

#endif
