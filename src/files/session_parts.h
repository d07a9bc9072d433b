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
#define SESSION_ROSTER	 "roster.csv"
#define SESSION_PRIVATE	 "private"
#define SESSION_RESULTS	 "results"
#define SESSION_RELEASE	 "release"
#define SESSION_NO_COUNT ((size_t)-1)

/* session.ini as text; false with *err when what is in the session cannot be read back from it
 * (a name of a thousand bytes, control characters). `criteria` is what a list of sessions shows
 * without opening the rubric. */
bool session_ini_text(
	struct buf *out, const struct session *session, size_t criteria, struct err *err);
/* Read it; *session is initialised by this call when the result is true. `criteria` may be NULL;
 * SESSION_NO_COUNT when the file does not say. */
bool session_ini_read(const char *path, struct session *session, size_t *criteria, struct err *err);

/* Read all journals under raters/ of the open folder `dir` into data->records, own_next_seq and
 * so on; data->session must be there. */
void session_records_read(int dir, struct session_data *data);

/* Make the folder and what is missing above it. */
bool session_make_path(const char *path, mode_t mode, struct err *err);
/* Whether the open folder holds nothing but what a run that was cut short may have left. */
bool session_is_free(int dir, const char *path, struct err *err);

/* What tells who wrote a journal: steps, list of participants, manifests. Fills in the members of
 * `data` for several people; false with *err. */
bool session_who_read(int dir, struct session_data *data, struct err *err);
/* A journal was read, in a directory of `holder`: its records are those from `from` on in the
 * list. Gives them their writer, place and `within`; takes them away again when they cannot
 * count. */
void session_who_take(struct session_data *data, const char *name, uid_t holder, uint64_t length,
	struct record_list *list, size_t from);
/* When all journals were read: report those that are not what a list of journals says they were,
 * and those that are gone. Who may not read all of them is told nothing. */
void session_who_compare(struct session_data *data);
void session_who_free(struct session_data *data);

/* The rounds that were shown (bit 0: the closing) when the line that ends at `end` in a journal was
 * there, by the manifests and by what was written anew since. */
uint16_t session_within(const struct session_data *data, const char *name, uint64_t end);

/* The owner's own directory under `raters`, or the one where the owner keeps what `uid` wrote; its
 * name in `name`. -1 with errno. */
int session_place_open(
	int raters, long uid, const struct session_data *here, char *name, size_t room);

/* "a/b" as a new string. */
char *session_join(const char *path, const char *name);
/* `$XDG_DATA_HOME/peil` or ~/.local/share/peil; NULL with *err. The caller frees. */
char *session_data_home(struct err *err);

#endif
