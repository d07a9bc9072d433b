/* Writing a rubric: a new one, or one that is there. */
#ifndef PEIL_FLOW_AUTHOR_H
#define PEIL_FLOW_AUTHOR_H

#include "base/err.h"
#include "ui/loop.h"

struct author_request {
	bool fresh;	  /* a new rubric */
	const char *path; /* its file; NULL: among the user's own rubrics, named by its title */
	struct loop_options loop;
};

struct author_outcome {
	char *saved; /* the file it was saved in; NULL: it was not; owned */
	char *draft; /* where what is not in that file is kept; NULL: nothing is left over; owned */
	char *notes; /* for stderr; NULL: none; owned */
};

/* Let somebody write a rubric until they leave. *outcome is filled in whatever happens (free it);
 * faults found in the file, and warnings, are in *faults. The exit code, with *err where it is not
 * ERR_NONE. */
enum err_code flow_author(const struct author_request *request, struct author_outcome *outcome,
	struct faults *faults, struct err *err);
void author_outcome_free(struct author_outcome *outcome);

#endif
