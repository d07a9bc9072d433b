/* What the peer*.c files share; nobody else includes this. */
#ifndef PEIL_FLOW_PEER_PARTS_H
#define PEIL_FLOW_PEER_PARTS_H

#include "flow/peer.h"

/* The session's settings, and what was changed since. */
void peer_settings_read(struct peer_settings *settings, const struct session *session,
	const struct state_steps *steps);
/* Comments with what was decided about each. */
void peer_comments_make(struct peer *peer);
void peer_comments_free(struct peer *peer);
/* What was decided says what may be shown; the caller frees. */
char *peer_blacked(const char *text, const char *passage);

#define STEP_SETTINGS "settings"
#define STEP_RELEASED "released"

#endif
