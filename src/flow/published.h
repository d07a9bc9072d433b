/* What an owner published of a session (release/round-N.csv), read back for somebody who may not
 * read the answers. Counts are known, who gave them is not: people here are stand-ins. */
#ifndef PEIL_FLOW_PUBLISHED_H
#define PEIL_FLOW_PUBLISHED_H

#include "files/session_folder.h"
#include "stats/discussion.h"

struct published {
	struct session session;
	struct roster roster;
	struct record_list records;
	struct ledger *ledger;
	struct discussion *discussion;
};

/* Always fills in; without published files no round was shown. */
struct published *published_new(const struct session_data *data);
void published_free(struct published *published);

#endif
