/* The session folder on disk (formats.md section 2): finding, reading, and the one place that
 * makes its directories and files. */
#ifndef PEIL_FILES_SESSION_FOLDER_H
#define PEIL_FILES_SESSION_FOLDER_H

#include "base/err.h"
#include "files/journal.h"
#include "model/ledger.h"
#include "model/roster.h"
#include "model/rubric.h"
#include "model/session.h"
#include "model/state.h"

/* A journal that was read. */
struct session_file {
	char *name;	 /* under raters/: "u1000/j-3f9c2b7a51d08e64.csv"; owned */
	long uid;	 /* who wrote it: its owner's, or in a copied folder as the manifest says */
	uint64_t length; /* in bytes, as it was read */
};

/* Everything read from one folder. */
struct session_data {
	char *path; /* owned */
	struct session session;
	struct rubric *rubric; /* the frozen copy, owned; its fingerprint matches session.ini */
	struct record_list records; /* ordered; duplicates are one */
	struct journal_problems problems;
	uint64_t own_next_seq; /* highest good + damaged lines + 1 over the caller's own journals */
	bool own_unreadable;   /* R7: an own journal could not be read to its end: refuse to rate */
	bool own_equal_seq;    /* two own writers used one seq (two open terminals): say so once */
	/* Sessions of several people; empty and NULL in solo use. */
	struct roster roster; /* roster.csv and who was added since */
	struct state_steps steps;
	struct session_file *files; /* record.file - 1 is a place in here */
	size_t file_count;
	long owner;	 /* uid of who made it */
	bool copied;	 /* the folder was copied, or belongs to someone else than its maker */
	bool unattested; /* copied, and no manifest says who wrote all of it */
	bool partly;	 /* there are answers that the caller may not read */
	struct ledger *ledger;	 /* owned; borrows from this struct */
	struct session_who *who; /* owned; how it was found out who wrote what */
};

/* Read a folder. NULL with *err when it is no session, has another format version, or its rubric
 * does not match the fingerprint. The caller frees. */
struct session_data *session_read(const char *path, struct err *err);
void session_data_free(struct session_data *data);
/* Whether all of the folder could be read. What was made from a part of it, because the disk gave
 * an error, would be wrong: false with *err (ERR_SAVE). */
bool session_whole(const struct session_data *data, struct err *err);
/* Only session.ini. False with *err; else the caller frees with session_free. */
bool session_look(const char *path, struct session *session, struct err *err);

/* Only session.ini and what a list needs: cheap, for the home screen. */
struct session_summary {
	char *path;
	struct session session;	   /* title, kind, moment, rubric, rater, role */
	size_t answered, criteria; /* of the sheet changed last */
	char *target;		   /* of that sheet */
	bool submitted;
	char at[21];
};
struct session_summaries {
	struct session_summary *list; /* newest first */
	size_t count;
};
/* The solo sessions in `$XDG_DATA_HOME/peil/sessions` and those listed in
 * `$XDG_DATA_HOME/peil/recent` (one path a line); unreadable ones are left out and counted. */
void session_summaries_find(struct session_summaries *out, size_t *unreadable);
void session_summaries_free(struct session_summaries *summaries);

/* `$XDG_DATA_HOME/peil/sessions` (or ~/.local/share/...); NULL with *err when there is no home.
 * The caller frees. */
char *session_home(struct err *err);
/* A path for a new solo session of this rubric: `<home>/<rubric>-<date>-<4 hex>`. Nothing is
 * made. */
char *session_new_path(const struct rubric *rubric, struct err *err);
/* The solo sessions in `session_home` that have this fingerprint, rater, role and moment: the path
 * of the nth newest (0 the newest), or NULL with errno: 0 when there are no more, else why
 * those that there are cannot be listed. */
char *session_find_solo(const struct rubric *rubric, const char *rater, const char *role,
	enum session_moment moment, size_t nth);
/* Remember a session folder outside session_home for the home screen. Best effort. */
void session_remember(const char *path);

/* Make the folder at `path` (parents too, 0700 for those under the data home) with session.ini,
 * rubric.ini, state/0001-open, raters/ (default ACL naming the owner) and fsync each new entry.
 * An existing folder with the same session id is fine (nothing is changed); any other existing
 * folder that is not empty is an error. Runs in the writer thread. */
bool session_make(const char *path, const struct session *session, const struct rubric *rubric,
	struct err *err);
/* A descriptor of raters/u<uid>/ (made on the first call, then fsynced), following the squatter
 * rule; -1 with *err. A solo session is written by the folder's owner only, since nothing else in
 * it would count. The caller closes. */
int session_rater_dir(const char *path, const struct session *session, struct err *err);
/* Whether `path` is a folder with a session.ini of this session: for a folder that was there
 * before and must not be made anew when it is gone. */
bool session_is_at(const char *path, const struct session *session, struct err *err);

#endif
