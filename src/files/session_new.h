/* Making a session for several people, and looking at who can read in it. */
#ifndef PEIL_FILES_SESSION_NEW_H
#define PEIL_FILES_SESSION_NEW_H

#include "files/session_folder.h"

struct buf;

/* Make the folder: everything of session_make, the list of participants, private/ (0700) with
 * `people`, the list as it came in (NULL: none), results/ (0700) and release/ (0711). An existing
 * session is an error. */
bool session_make_group(const char *path, const struct session *session,
	const struct rubric *rubric, const struct roster *roster, const struct buf *people,
	struct err *err);

/* Who can read what raters write, as found by trying. */
struct session_probe {
	bool acl;      /* each rater's own directory is closed to all but rater and owner */
	char *group;   /* without ACLs: the group that the owner reads through; owned, or NULL */
	char *others;  /* other members of that group, "a, b"; owned, NULL when there are none */
	char *blocked; /* a directory on the way that others cannot pass; owned, or NULL */
};
void session_probe(const char *path, struct session_probe *probe);
void session_probe_free(struct session_probe *probe);

#endif
