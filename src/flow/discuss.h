/* A workshop led by its owner: read aloud, let everybody answer, show, talk, agree, does it fit. */
#ifndef PEIL_FLOW_DISCUSS_H
#define PEIL_FLOW_DISCUSS_H

#include "base/err.h"
#include "ui/loop.h"

struct discuss_request {
	const char *folder;
	struct loop_options loop;
	bool remember_lang;
};

struct discuss_outcome {
	char *notes;  /* lines for stderr, each with a newline; owned; NULL when none */
	bool partial; /* something in the folder could not be used */
};

/* Run it. ERR_NONE, or the code for the exit status with *err. */
enum err_code flow_discuss(const struct discuss_request *request, struct discuss_outcome *outcome,
	struct faults *faults, struct err *err);

#endif
