/* One run of the program in a folder, with what it said. */
#ifndef PEIL_TESTS_STARVE_RUN_H
#define PEIL_TESTS_STARVE_RUN_H

#include <stdbool.h>
#include <stddef.h>

#define RUN_WORDS_MAX 64

struct run_how {
	const char *program, *library, *report; /* library NULL: without it */
	const char *dir;			/* where it runs; its home is "home" there */
	const char *words[RUN_WORDS_MAX];	/* arguments, closed by NULL */
	const char *input;			/* a file */
	const char *fault;			/* as of PEIL_STARVE, or NULL */
	bool full;				/* standard output is a full disk */
};

struct ran {
	int status; /* of exit; -1 when a signal ended it */
	int signal;
	bool hung; /* it was ended, after RUN_SECONDS */
	char *out, *err;
	size_t out_len, err_len;
};

#define RUN_SECONDS 20

/* Run it; the texts are to be freed with ran_free. Ends the program when nothing can be run. */
struct ran run_once(const struct run_how *how);
void ran_free(struct ran *ran);

#endif
