/* What `agree` and `factors` have in common on the command line: tables in, options read. */
#ifndef PEIL_CLI_RATINGS_INPUT_H
#define PEIL_CLI_RATINGS_INPUT_H

#include "base/sink.h"
#include "cli/options.h"
#include "flow/session_ratings.h"
#include "model/ratings.h"

#define RATINGS_LEVELS_MAX SESSION_RATINGS_LEVELS

struct ratings_input {
	struct ratings *ratings; /* owned */
	double levels[RATINGS_LEVELS_MAX];
	size_t level_count; /* 0: not declared */
	bool own;	    /* a table that peil wrote, or a session */
	bool partial;	    /* something in a session could not be used: exit status 3 */
	bool csv;	    /* --format csv */
	int self;	    /* 1 include, 0 exclude, -1 not said */
};

/* Read every operand (tables, session folders) and the options --format, --column, --levels,
 * --self, --round. The exit status: 0, or what was said on stderr. */
int ratings_input_read(struct ratings_input *input, const struct given *given);
/* Only the options: what they say about tables is in *reading, which borrows from `input`. */
struct ratings_reading;
int ratings_input_options(
	struct ratings_input *input, struct ratings_reading *reading, const struct given *given);
void ratings_input_free(struct ratings_input *input);

/* `text` as low..high; false unless low < high. */
bool input_range(const char *text, double *low, double *high);
/* A wrong value of an option on stderr; the exit status. */
int input_usage(enum option_id option, const char *text, const char *hint);

#endif
