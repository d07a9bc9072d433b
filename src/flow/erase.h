/* Taking one person out of a session, and making anew what is derived from it. */
#ifndef PEIL_FLOW_ERASE_H
#define PEIL_FLOW_ERASE_H

#include "files/session_erase.h"

struct erased {
	struct erase_outcome outcome;
	bool pages; /* pages were released: the others' have to be released again */
};

/* How many lines would go; false with *err when the folder cannot be read or has no such person. */
bool erase_look(const char *path, const char *person, size_t *lines, struct err *err);
bool erase_person(const char *path, const char *person, struct erased *erased, struct err *err);

#endif
