/* `peil factors DIR` on a peer session: its own settings are the defaults, everybody of a team is
 * in it, and marks can be written as a learning environment imports them. */
#ifndef PEIL_CLI_FACTORS_SESSION_H
#define PEIL_CLI_FACTORS_SESSION_H

#include "cli/ratings_input.h"
#include "flow/peer.h"

/* Whether the operands are one folder of a peer session; then *peer is read and *input and *options
 * are filled in with what it says. The exit status: 0, or what was said on stderr. */
int factors_session_read(const struct given *given, struct peer **peer, struct ratings_input *input,
	struct factor_options *options);
/* Whether --marks was given; write them. The exit status. */
int factors_session_marks(const struct given *given, const struct peer *peer,
	const struct ratings *ratings, const struct factor_options *options);

#endif
