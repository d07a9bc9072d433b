/* The list of participants of a session: who they are, in which group and role. Data only. */
#ifndef PEIL_MODEL_ROSTER_H
#define PEIL_MODEL_ROSTER_H

#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>

#define ROSTER_NONE   ((size_t)-1)
#define ROSTER_NO_UID (-1L)
#define ROSTER_MAX    2000

/* Strings are owned and never NULL ("" is empty). */
struct person {
	char *id;    /* "student-1", or from a roster: [a-z][a-z0-9-]{0,31} */
	char *name;  /* may be empty: a seat */
	char *group; /* "" in a workshop */
	char *role;  /* "student", "lecturer", ... */
	char *login;
	long uid; /* as found when the session was made; ROSTER_NO_UID: no account here */
};

struct roster {
	struct person *list; /* in seating order */
	size_t count;
};

/* Take over a person's strings. */
void roster_add(struct roster *roster, struct person *person);
void roster_free(struct roster *roster); /* contents only */
size_t roster_find(const struct roster *roster, const char *id);
size_t roster_by_uid(const struct roster *roster, long uid);
/* The roles in the order they first occur: how many, and the nth (NULL past the end); and how many
 * people have one. */
size_t roster_role_count(const struct roster *roster);
const char *roster_role(const struct roster *roster, size_t nth);
size_t roster_in_role(const struct roster *roster, const char *role);
/* Seats from "student:3,lecturer:2" or with names "student:Ana+Bo,lecturer:Chris": ids are the role
 * with a number. False with *err (ERR_USAGE, names what is wrong and how to write it). */
bool roster_seats(struct roster *roster, const char *text, struct err *err);
/* A name to show: the person's name, or role and number ("student 1"). The caller frees. */
char *roster_shown(const struct person *person);

#endif
