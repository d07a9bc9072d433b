/* What the workshop_*.c files share; nobody else includes this. */
#ifndef PEIL_FLOW_WORKSHOP_PARTS_H
#define PEIL_FLOW_WORKSHOP_PARTS_H

#include "files/session_folder.h"
#include "files/store.h"
#include "flow/workshop.h"

struct workshop {
	struct session_data *data; /* as read last */
	struct discussion *discussion;
	struct store *store;	   /* NULL before the first record */
	struct session_data *base; /* what the store borrows: as read when it was made */
	bool owner;
};

/* Only the owner, and only while it is not closed. */
bool workshop_may_change(const struct workshop *workshop, struct err *err);
/* Save records (their contents move in) and read all anew. */
bool workshop_put(struct workshop *workshop, struct record *records, size_t count, struct err *err);
/* Read all anew after a step, and make the results again. */
bool workshop_after_step(struct workshop *workshop, struct err *err);
/* The files in release/ for a round that was shown, as they have to be; false when it was not. */
struct buf;
bool workshop_release_text(
	const struct workshop *workshop, int round, struct buf *counts, struct buf *reasons);
bool workshop_publish(struct workshop *workshop, int round, struct err *err);
/* Whether the published file is what it has to be. */
bool workshop_release_holds(const struct workshop *workshop, int round, bool with_reasons);

#endif
