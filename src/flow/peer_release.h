/* Feedback goes out: the page of each person by the rules of what a page may show, written to
 * release/ for that person alone; a page per team; and a list to mail from. */
#ifndef PEIL_FLOW_PEER_RELEASE_H
#define PEIL_FLOW_PEER_RELEASE_H

#include "flow/peer.h"
#include "report/feedback.h"

enum peer_part { PEER_SCORES = 1, PEER_WORDS = 2, PEER_BOTH = 3 };

/* What releasing now comes down to. */
struct peer_release {
	size_t people, teams;
	size_t few; /* people about whom fewer than three teammates gave feedback */
	size_t comments, released, held, blacked, unread;
	size_t without; /* people without an account here: by mail */
	bool shared;	/* every account could be let in; false: the file system has no ACLs */
};
void peer_release_count(const struct peer *peer, struct peer_release *counts);
/* The page of a person; borrows from the peer session. */
void peer_page(
	const struct peer *peer, size_t person, enum peer_part part, struct feedback_page *page);
/* Write everything; *counts as it was done. */
bool peer_release(
	struct peer *peer, enum peer_part part, struct peer_release *counts, struct err *err);

#endif
