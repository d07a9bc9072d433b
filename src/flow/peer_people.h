/* The people and closing times of a peer session: steps that its owner takes, each on disk when it
 * returns true. Errors are ERR_INPUT, ERR_USAGE or ERR_SAVE. */
#ifndef PEIL_FLOW_PEER_PEOPLE_H
#define PEIL_FLOW_PEER_PEOPLE_H

#include "base/err.h"
#include "files/session_folder.h"

struct peer_person {
	const char *name, *group, *role, *login, *email; /* "" where nothing is known */
	bool new_group; /* a group that is not there yet is meant */
};

/* The closing time that holds for this person (ROSTER_NONE: for everybody else), as it was typed;
 * "" when there is none. Borrowed. */
const char *peer_people_closes(const struct session_data *data, size_t person);
/* Only the owner; false with *err. */
bool peer_people_owner(const struct session_data *data, struct err *err);
/* The id that was made goes to *id; the caller frees. */
bool peer_people_add(const struct session_data *data, const struct peer_person *person, char **id,
	struct err *err);
bool peer_people_move(const struct session_data *data, size_t person, const char *group,
	bool new_group, struct err *err);
bool peer_people_withdraw(const struct session_data *data, size_t person, struct err *err);
/* Another closing time, RFC 3339 with its offset ("": none), for one person or for all
 * (ROSTER_NONE). `reopened`: the word of the step. */
bool peer_people_extend(const struct session_data *data, size_t person, const char *closes,
	bool reopened, struct err *err);

#endif
