/* release/: what the owner gives out. A page is readable by its owner and by the accounts it is
 * for; nobody can list the directory, and names hold no text of anybody's. */
#ifndef PEIL_FILES_RELEASE_DIR_H
#define PEIL_FILES_RELEASE_DIR_H

#include "base/err.h"

#include <stddef.h>
#include <sys/types.h>

struct buf;

#define RELEASE_NAME_MAX 64

/* "page-ann.txt", "page-ann.html"; "team-07.txt" */
void release_page_name(char out[RELEASE_NAME_MAX], const char *person, const char *ending);
void release_team_name(char out[RELEASE_NAME_MAX], size_t team);
/* release/ of the session, made when it is not there; -1 with *err. The caller closes. */
int release_dir_open(const char *path, struct err *err);
/* Write a file, whole, 0600, and let `readers` read it; *shared is cleared where that cannot be
 * said on this file system. */
bool release_dir_put(int dir, const char *name, const struct buf *text, const uid_t *readers,
	size_t count, bool *shared, struct err *err);
/* A file in it as text, for whoever may read it; false when it is not there or not for the caller.
 */
bool release_dir_read(const char *path, const char *name, struct buf *out);

#endif
