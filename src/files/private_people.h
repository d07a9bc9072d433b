/* private/people.csv: what came in with the list of participants and is for the owner only. */
#ifndef PEIL_FILES_PRIVATE_PEOPLE_H
#define PEIL_FILES_PRIVATE_PEOPLE_H

#include "model/roster.h"

/* By place in the list of participants; "" where nothing is known. */
struct private_people {
	char **email, **number; /* owned */
	size_t count;
};

/* Whatever columns the list has: a person is found by id, else login, else a name that one person
 * has. A file that is not there leaves all empty; for one that is there and cannot be read it is
 * false with *err, and all is empty too. */
bool private_people_read(struct private_people *people, const char *path,
	const struct roster *roster, struct err *err);
void private_people_free(struct private_people *people); /* contents only */

#endif
