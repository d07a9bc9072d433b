/* What the follow*.c files share; nobody else includes this. */
#ifndef PEIL_FLOW_FOLLOW_PARTS_H
#define PEIL_FLOW_FOLLOW_PARTS_H

#include "flow/follow.h"
#include "flow/peer.h"
#include "ui/screens_follow.h"

enum { FOLLOW_WHAT_IF = 200, FOLLOW_KEEP, FOLLOW_REASON, FOLLOW_PASSAGE };

struct follow_flow {
	const struct discuss_request *request;
	struct peer *peer;
	struct screen *list; /* the menu of teams at the bottom; the loop frees it */
	size_t *order;	     /* teams, those that need attention first */
	size_t at;	     /* place in the order of the team on screen */
	struct follow_view view;
	struct peer_settings tried;
	bool trying;
	struct factor_set *factors; /* with what is tried; NULL: those of the session */
	/* comments of the team on screen */
	struct screen *comments; /* the menu of them, or NULL */
	size_t comment;		 /* the one being read */
	enum peer_verdict verdict;
	char *passage;
};

/* The view of the team on screen, made anew. */
void follow_team_fill(struct follow_flow *flow);
void follow_view_free(struct follow_view *view); /* contents only */

/* follow_comments.c: the menu of comments; one chosen; a decision typed. */
struct screen *follow_comments(struct follow_flow *flow);
/* Whether there is none, which `top` then says. */
bool follow_lacks_reason(struct screen *top, const char *reason);
struct screen *follow_comment_item(struct follow_flow *flow, struct screen *top, size_t at);
/* The language is another one: the texts of `top` anew, when it is one of these. */
void follow_comments_language(struct follow_flow *flow, struct screen *top);
struct screen *follow_comment_popped(
	struct follow_flow *flow, struct screen *gone, struct screen *top);
/* Read all anew, the place kept; false when that failed, which `top` says. */
bool follow_again(struct follow_flow *flow, struct screen *top);

#endif
