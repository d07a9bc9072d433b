/* roster.csv: person,name,group,role,login,uid. */
#ifndef PEIL_FILES_ROSTER_FILE_H
#define PEIL_FILES_ROSTER_FILE_H

#include "base/err.h"
#include "model/roster.h"

struct buf;

/* Append the roster as a table, a line a person. */
void roster_text(struct buf *out, const struct roster *roster);
/* Read a table in memory; `faults->file` is its name in messages. Columns in any order and letter
 * case; name or person is needed, an empty or missing id is made from the role. `email` is known
 * and left alone. False when there was an error (all are listed); the roster is then empty. */
bool roster_parse(const char *bytes, size_t len, struct roster *roster, struct faults *faults);
/* The same from a file; `bytes` gets its contents (may be NULL). */
bool roster_file_read(
	const char *path, struct roster *roster, struct buf *bytes, struct faults *faults);
/* Fill in the uid of everybody who has a login on this machine; those who have none stay without.
 * How many logins are not known here. */
size_t roster_find_uids(struct roster *roster);

#endif
