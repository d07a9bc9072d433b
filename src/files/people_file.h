/* private/people.csv: person,email,number and what else came in with the list of participants. For
 * the owner's eyes only. */
#ifndef PEIL_FILES_PEOPLE_FILE_H
#define PEIL_FILES_PEOPLE_FILE_H

#include "base/err.h"
#include "model/roster.h"

/* Per person of a roster; strings are owned, "" where nothing is known. */
struct people {
	char **email, **number;
	size_t count;
};

/* Read the file of the session folder `path`, whatever columns it has in whatever order: a person
 * is found by id, else login, else a name that one person has. A folder without one gives empty
 * strings. False with *err when it is there and cannot be read, or a line in it is wrong (as many
 * columns as the header, and one there that says who it is): what could be read is in *people all
 * the same. The caller frees. */
bool people_read(
	const char *path, const struct roster *roster, struct people *people, struct err *err);
void people_free(struct people *people); /* contents only */
/* Write a line more, for somebody who came later. False with *err, and the file as it was, when
 * there is one that cannot be read. */
bool people_add(const char *path, const char *person, const char *email, const char *number,
	struct err *err);

#endif
