/* A person's released page as a table, beside the page itself: what a passport is made of, so that
 * it can never show more than was released. */
#ifndef PEIL_FLOW_PEER_TABLE_H
#define PEIL_FLOW_PEER_TABLE_H

#include "flow/peer_release.h"

/* part,criterion,halves,raters,text: peers (what teammates gave together: place on the scale in
 * halves, from how many), self, top, tip, few, held. */
void peer_table_write(struct buf *out, const struct peer *peer, size_t person, enum peer_part part);

struct peer_table_row {
	const char *part, *criterion, *text;
	int halves; /* FEEDBACK_NONE: none */
	size_t raters;
};
/* Hand over each row of the table released for this person; false with errno, ENOENT when there is
 * none. */
typedef void peer_table_fn(void *context, const struct peer_table_row *row);
bool peer_table_read(const char *path, const char *person, peer_table_fn *take, void *context);

#endif
