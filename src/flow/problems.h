/* What could not be used of a session, as lines for the standard error. */
#ifndef PEIL_FLOW_PROBLEMS_H
#define PEIL_FLOW_PROBLEMS_H

#include "base/buf.h"
#include "files/session_folder.h"

/* "FOLDER/raters/u1/j-x:3: KIND: ...", a line each; without what is NULL, and without the number
 * where the problem is about the whole file. */
void problems_list(struct buf *out, const char *folder, const struct journal_problems *problems,
	const char *kind);
/* "PATH/raters/u1/j-x:3: ...", a line each, and one on a copy that nobody attests; true when there
 * was any. */
bool problems_note(struct buf *notes, const struct session_data *data);
/* "where: what". */
void problems_say(struct buf *notes, const char *where, const char *what);

#endif
