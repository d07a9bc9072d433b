/* A peer session as its lecturer follows it: all teams, one team, its comments one by one. */
#ifndef PEIL_FLOW_FOLLOW_H
#define PEIL_FLOW_FOLLOW_H

#include "base/err.h"
#include "flow/discuss.h"

/* Run it. ERR_NONE, or the code for the exit status with *err. */
enum err_code flow_follow(
	const struct discuss_request *request, struct discuss_outcome *outcome, struct err *err);
/* Whether the folder is a peer session; false with *err when it cannot be read. */
bool flow_follow_is(const char *folder, struct err *err);

#endif
