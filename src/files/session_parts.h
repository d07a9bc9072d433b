/* What the session_*.c files share; nobody else includes this. */
#ifndef PEIL_FILES_SESSION_PARTS_H
#define PEIL_FILES_SESSION_PARTS_H

#include "files/session_folder.h"

struct buf;

#define SESSION_FORMAT	 "1"
#define SESSION_INI	 "session.ini"
#define SESSION_RUBRIC	 "rubric.ini"
#define SESSION_STATE	 "state"
#define SESSION_RATERS	 "raters"
#define SESSION_NO_COUNT ((size_t)-1)

/* session.ini as text; false with *err when what is in the session cannot be read back from it
 * (a name of a thousand bytes, control characters). `criteria` is what a list of sessions shows
 * without opening the rubric. */
bool session_ini_text(struct buf *out, const struct session *session, size_t criteria,
	struct err *err);
/* Read it; *session is initialised by this call when the result is true. `criteria` may be NULL;
 * SESSION_NO_COUNT when the file does not say. */
bool session_ini_read(const char *path, struct session *session, size_t *criteria, struct err *err);

/* Read all journals under raters/ of the open folder `dir` into data->records, own_next_seq and
 * so on; data->session must be there. */
void session_records_read(int dir, struct session_data *data);

/* "a/b" as a new string. */
char *session_join(const char *path, const char *name);
/* `$XDG_DATA_HOME/peil` or ~/.local/share/peil; NULL with *err. The caller frees. */
char *session_data_home(struct err *err);

#endif
