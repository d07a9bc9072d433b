/* Taking the contents of a session away when they may no longer be kept: what raters wrote, what
 * was derived and released from it, and the private file. What the session was stays (session.ini,
 * rubric.ini, the steps that name nobody), the list of participants goes. */
#ifndef PEIL_FILES_SESSION_WIPE_H
#define PEIL_FILES_SESSION_WIPE_H

#include "base/err.h"

#include <stddef.h>

/* How many files would go; errno is 0, or why that cannot be told. */
size_t session_wipe_count(const char *path);
/* Remove them, and sync; how many in *files. False with *err when one stays. */
bool session_wipe(const char *path, size_t *files, struct err *err);

#endif
