/* Where sessions are, and what a list of them shows. */
#include "config.h"
#include "files/session_parts.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/atomic.h"
#include "files/dir_names.h"
#include "files/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define RECENT_FILE "recent"
#define RECENT_MAX  20
#define RECENT_SIZE 65536

struct paths {
	char **list;
	size_t count;
	size_t outside; /* from here on they come from the list of recent ones */
};

static void paths_add(struct paths *paths, char *path)
{
	paths->list = mem_grow(paths->list, paths->count, paths->count + 1, sizeof(*paths->list));
	paths->list[paths->count++] = path;
}

static void paths_free(struct paths *paths)
{
	for (size_t i = 0; i < paths->count; i++)
		free(paths->list[i]);
	free(paths->list);
}

char *session_data_home(struct err *err)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	if (data != NULL && data[0] == '/')
		return session_join(data, "peil");
	if (home == NULL || home[0] != '/') {
		const struct passwd *user = getpwuid(geteuid());

		home = user != NULL && user->pw_dir != NULL && user->pw_dir[0] == '/' ? user->pw_dir
										      : NULL;
	}
	if (home != NULL)
		return session_join(home, ".local/share/peil");
	err_set(err, ERR_SAVE, NULL, "%s",
		_("there is no home folder to keep a session in; hint: --session DIR"));
	return NULL;
}

char *session_home(struct err *err)
{
	char *home = session_data_home(err), *sessions;

	if (home == NULL)
		return NULL;
	sessions = session_join(home, "sessions");
	free(home);
	return sessions;
}

char *session_new_path(const struct rubric *rubric, struct err *err)
{
	char *home = session_home(err);
	char date[CLOCK_DATE_LEN + 1], digits[5];
	struct buf path = BUF_EMPTY;

	if (home == NULL)
		return NULL;
	clock_date(date, clock_now());
	id_random(digits, 4);
	buf_format(&path, "%s/%s-%s-%s", home, rubric->id, date, digits);
	free(home);
	return buf_take(&path);
}

/* 0, or an errno when there are sessions at home that cannot be listed now. */
static int find_home(struct paths *paths)
{
	char *home = session_home(NULL);
	struct dir_names names = {NULL, 0};
	int problem = home != NULL ? dir_names_at(home, &names) : 0;

	if (problem == ENOENT || problem == ENOTDIR)
		problem = 0;
	for (size_t i = 0; i < names.count; i++)
		if (names.list[i][0] != '.')
			paths_add(paths, session_join(home, names.list[i]));
	dir_names_free(&names);
	paths->outside = paths->count;
	free(home);
	return problem;
}

static void read_recent(const char *file, struct buf *out)
{
	/* For convenience only: what cannot be read is not there. */
	fd_load(AT_FDCWD, file, RECENT_SIZE, out);
}

static char *recent_file(void)
{
	char *home = session_data_home(NULL);
	char *file = home != NULL ? session_join(home, RECENT_FILE) : NULL;

	free(home);
	return file;
}

static void find_recent(struct paths *paths)
{
	char *file = recent_file();
	struct buf text = BUF_EMPTY;
	char *at, *line;

	if (file != NULL)
		read_recent(file, &text);
	free(file);
	at = buf_take(&text);
	for (char *rest = at; rest != NULL && (line = strsep(&rest, "\n")) != NULL;) {
		bool known = line[0] != '/';

		for (size_t i = 0; !known && i < paths->count; i++)
			known = strcmp(paths->list[i], line) == 0;
		if (!known)
			paths_add(paths, mem_text(line));
	}
	free(at);
}

void session_remember(const char *path)
{
	char *home = session_home(NULL), *file = recent_file(), *full = realpath(path, NULL);
	struct paths old = {NULL, 0, 0};
	struct buf text = BUF_EMPTY;
	size_t len = home != NULL ? strlen(home) : 0;

	if (file != NULL && full != NULL && strchr(full, '\n') == NULL &&
		!(home != NULL && strncmp(full, home, len) == 0 && full[len] == '/')) {
		find_recent(&old);
		buf_format(&text, "%s\n", full);
		for (size_t i = 0; i < old.count && i + 1 < RECENT_MAX; i++) {
			if (strcmp(old.list[i], full) != 0)
				buf_format(&text, "%s\n", old.list[i]);
		}
		/* Its folder is there once a session was kept in it; with a new account nothing is.
		 */
		for (char *slash = file; (slash = strchr(slash + 1, '/')) != NULL; *slash = '/') {
			*slash = '\0';
			mkdir(file, 0700);
		}
		atomic_write(file, text.data, text.len, 0600, true, NULL);
	}
	paths_free(&old);
	buf_free(&text);
	free(full);
	free(file);
	free(home);
}

static bool is_part_of_sheet(enum record_event event)
{
	return event == RECORD_RATE || event == RECORD_NOTE || event == RECORD_QUESTION ||
	       event == RECORD_AGREEMENT || event == RECORD_SUBMIT || event == RECORD_REOPEN;
}

static bool same_sheet(const struct record *a, const struct record *b)
{
	return is_part_of_sheet(a->event) && strcmp(a->round, b->round) == 0 &&
	       strcmp(a->rater, b->rater) == 0 && strcmp(a->target, b->target) == 0;
}

/* The sheet changed last: how far it is. Backwards, so that the first record found of a criterion
 * is the one that counts. */
static void sum_up(struct session_summary *summary, const struct record_list *records)
{
	const struct record *last = NULL, *handed_in = NULL;
	const char *seen[RUBRIC_CRITERIA_MAX];
	size_t seen_count = 0;

	for (size_t i = records->count; i > 0; i--) {
		const struct record *record = &records->list[i - 1];
		bool known = false;

		if (last == NULL && is_part_of_sheet(record->event))
			last = record;
		if (last == NULL || !same_sheet(record, last))
			continue;
		if (record->event == RECORD_SUBMIT || record->event == RECORD_REOPEN)
			handed_in = handed_in != NULL ? handed_in : record;
		if (record->event != RECORD_RATE)
			continue;
		for (size_t k = 0; !known && k < seen_count; k++)
			known = strcmp(seen[k], record->criterion) == 0;
		if (known || seen_count == RUBRIC_CRITERIA_MAX)
			continue;
		seen[seen_count++] = record->criterion;
		summary->answered += record->status != RECORD_UNANSWERED;
	}
	mem_replace(&summary->target, last != NULL ? last->target : "");
	if (last != NULL)
		memcpy(summary->at, last->at, sizeof(summary->at));
	summary->submitted = handed_in != NULL && handed_in->event == RECORD_SUBMIT;
}

/* 1: good, 0: no session at all, -1: a session that cannot be read. */
static int summarise(const char *path, struct session_summary *out)
{
	char *ini = session_join(path, SESSION_INI);
	struct session_data data;
	struct stat about;
	size_t criteria;
	int dir, found = 0;

	memset(out, 0, sizeof(*out));
	memset(&data, 0, sizeof(data));
	dir = fd_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
	if (dir >= 0 && fstatat(dir, SESSION_INI, &about, AT_SYMLINK_NOFOLLOW) == 0) {
		found = session_ini_read(ini, &data.session, &criteria, NULL) ? 1 : -1;
	} else if (errno != ENOENT && errno != ENOTDIR) {
		found = -1;
	}
	if (found == 1) {
		session_records_read(dir, &data);
		if (data.own_unreadable || journal_problems_unread(&data.problems))
			found = -1; /* how far it is cannot be told */
	}
	if (found == 1) {
		out->path = mem_text(path);
		out->session = data.session;
		out->criteria = criteria != SESSION_NO_COUNT ? criteria : 0;
		sum_up(out, &data.records);
	} else {
		session_free(&data.session);
	}
	record_list_free(&data.records);
	journal_problems_free(&data.problems);
	if (dir >= 0)
		fd_close(dir);
	free(ini);
	return found;
}

static int newest_first(const void *left, const void *right)
{
	const struct session_summary *a = left, *b = right;
	int order = strcmp(b->at, a->at);

	if (order == 0)
		order = strcmp(b->session.made_at, a->session.made_at);
	return order != 0 ? order : strcmp(a->path, b->path);
}

void session_summaries_find(struct session_summaries *out, size_t *unreadable)
{
	struct paths paths = {NULL, 0, 0};

	memset(out, 0, sizeof(*out));
	*unreadable = 0;
	*unreadable += find_home(&paths) != 0;
	find_recent(&paths);
	if (paths.count > 0)
		out->list = mem_new(paths.count * sizeof(*out->list));
	for (size_t i = 0; i < paths.count; i++) {
		int found = summarise(paths.list[i], &out->list[out->count]);

		if (found > 0)
			out->count++;
		else if (found < 0)
			++*unreadable;
	}
	if (out->count > 0)
		qsort(out->list, out->count, sizeof(*out->list), newest_first);
	paths_free(&paths);
}

void session_summaries_free(struct session_summaries *summaries)
{
	for (size_t i = 0; i < summaries->count; i++) {
		free(summaries->list[i].path);
		free(summaries->list[i].target);
		session_free(&summaries->list[i].session);
	}
	free(summaries->list);
	memset(summaries, 0, sizeof(*summaries));
}

static bool is_wanted(const struct session *session, const struct rubric *rubric, const char *rater,
	const char *role, enum session_moment moment)
{
	return session->kind == SESSION_SOLO && session->moment == moment &&
	       strcmp(session->rubric_fingerprint, rubric->fingerprint) == 0 &&
	       strcmp(session->rater, rater) == 0 && strcmp(session->role, role) == 0;
}

/* When a session was moved to another folder, that one goes on: the same id, outside. */
static const char *moved_to(const struct paths *paths, const char *id)
{
	const char *found = NULL;

	for (size_t i = paths->outside; found == NULL && i < paths->count; i++) {
		char *ini = session_join(paths->list[i], SESSION_INI);
		struct session session;

		if (session_ini_read(ini, &session, NULL, NULL)) {
			if (strcmp(session.id, id) == 0)
				found = paths->list[i];
			session_free(&session);
		}
		free(ini);
	}
	return found;
}

/* A session that is wanted, by when it was made. */
struct match {
	const char *path; /* borrowed from the paths */
	char id[ID_WRITER_LEN + 1];
	char *made_at;
};

static int made_last_first(const void *a, const void *b)
{
	const struct match *one = a, *two = b;
	int order = strcmp(two->made_at, one->made_at);

	return order != 0 ? order : strcmp(one->path, two->path);
}

/* Every session at home that is wanted, newest first; how many. The caller frees. */
static size_t find_matches(struct match **matches, const struct paths *paths,
	const struct rubric *rubric, const char *rater, const char *role,
	enum session_moment moment)
{
	size_t count = 0;

	*matches = mem_grow(NULL, 0, paths->outside + 1, sizeof(struct match));
	for (size_t i = 0; i < paths->outside; i++) {
		char *ini = session_join(paths->list[i], SESSION_INI);
		struct session session;

		if (session_ini_read(ini, &session, NULL, NULL)) {
			if (is_wanted(&session, rubric, rater, role, moment)) {
				struct match *match = &(*matches)[count++];
				match->path = paths->list[i];
				memcpy(match->id, session.id, sizeof(match->id));
				match->made_at = mem_text(session.made_at);
			}
			session_free(&session);
		}
		free(ini);
	}
	if (count > 1)
		qsort(*matches, count, sizeof(struct match), made_last_first);
	return count;
}

char *session_find_solo(const struct rubric *rubric, const char *rater, const char *role,
	enum session_moment moment, size_t nth)
{
	struct paths paths = {NULL, 0, 0};
	const char *best = NULL, *moved;
	struct match *matches;
	size_t count;
	char *result;
	int problem = find_home(&paths);

	if (problem != 0) {
		paths_free(&paths);
		errno = problem;
		return NULL;
	}
	count = find_matches(&matches, &paths, rubric, rater, role, moment);
	if (nth < count) {
		best = matches[nth].path;
		find_recent(&paths);
		moved = moved_to(&paths, matches[nth].id);
		best = moved != NULL ? moved : best;
	}
	result = mem_text(best);
	for (size_t i = 0; i < count; i++)
		free(matches[i].made_at);
	free(matches);
	paths_free(&paths);
	errno = 0;
	return result;
}
