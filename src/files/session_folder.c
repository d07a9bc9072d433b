/* Making the session folder: the one place that makes its directories and files. */
#include "config.h"
#include "files/session_parts.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/acl.h"
#include "files/atomic.h"
#include "files/dir_names.h"
#include "files/fd.h"
#include "files/save_why.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STATE_OPEN "0001-open"

static bool save_err(struct err *err, const char *path, int errnum)
{
	return err_set(err, ERR_SAVE, path, "%s", save_why(errnum));
}

char *session_join(const char *path, const char *name)
{
	struct buf joined = BUF_EMPTY;

	buf_format(&joined, "%s/%s", path, name);
	return buf_take(&joined);
}

static bool is_under(const char *path, const char *home)
{
	size_t len = strlen(home);

	return strncmp(path, home, len) == 0 && (path[len] == '/' || path[len] == '\0');
}

/* Make one directory and sync its name into its parent. 0 or an errno; an existing one is fine. */
static int make_dir(const char *path, mode_t mode)
{
	char *parent;
	int problem;

	if (mkdir(path, mode) != 0)
		return errno == EEXIST ? 0 : errno;
	parent = session_join(path, "..");
	problem = fd_sync_dir_at(AT_FDCWD, parent);
	free(parent);
	return problem;
}

bool session_make_path(const char *path, mode_t mode, struct err *err)
{
	char *home = session_data_home(NULL), *so_far = mem_text(path);
	bool is_private = home != NULL && is_under(path, home);
	struct stat there;
	int problem = 0;

	for (size_t len = strlen(so_far); len > 1 && so_far[len - 1] == '/'; len--)
		so_far[len - 1] = '\0';
	if (stat(so_far, &there) != 0) {
		for (char *at = so_far + 1; problem == 0 && *at != '\0'; at++) {
			if (*at != '/')
				continue;
			*at = '\0';
			problem = make_dir(so_far, is_private ? 0700 : 0777);
			*at = '/';
		}
		if (problem == 0)
			problem = make_dir(so_far, mode);
	}
	free(so_far);
	free(home);
	return problem == 0 || save_err(err, path, problem);
}

/* What a run that was cut short may have left behind; session.ini comes last, so a folder without
 * it holds no answers. */
static bool is_ours(const char *name)
{
	static const char *const names[] = {SESSION_RUBRIC, SESSION_STATE, SESSION_RATERS,
		SESSION_ROSTER, SESSION_PRIVATE, SESSION_RESULTS, SESSION_RELEASE};
	bool ours = name[0] == '.';

	for (size_t i = 0; !ours && i < sizeof(names) / sizeof(names[0]); i++)
		ours = strcmp(name, names[i]) == 0;
	return ours;
}

bool session_is_free(int dir, const char *path, struct err *err)
{
	struct dir_names names;
	int problem = dir_names_read(dir, &names);
	bool ours = true;

	for (size_t i = 0; ours && i < names.count; i++)
		ours = is_ours(names.list[i]);
	dir_names_free(&names);
	if (problem != 0)
		return save_err(err, path, problem);
	return ours || err_set(err, ERR_INPUT, path, "%s",
			       _("this folder is not empty and holds no session"));
}

/* A directory inside the session; -1 with errno. */
static int make_inside(int dir, const char *name, mode_t mode)
{
	if (mkdirat(dir, name, mode) != 0 && errno != EEXIST)
		return -1;
	return fd_open(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
}

static bool make_state(int dir, const char *path, struct err *err)
{
	struct buf text = BUF_EMPTY;
	char at[CLOCK_TEXT_LEN + 1];
	int state = make_inside(dir, SESSION_STATE, 0755);
	struct stat there;
	int problem;
	bool done;

	if (state < 0)
		return save_err(err, path, errno);
	clock_text(at, clock_now());
	buf_format(&text, "[state]\nstep = open\nat = \"%s\"\nuid = %lu\n", at,
		(unsigned long)geteuid());
	done = fstatat(state, STATE_OPEN, &there, AT_SYMLINK_NOFOLLOW) != 0 &&
	       atomic_write_at(state, STATE_OPEN, text.data, text.len, 0644, false, err);
	/* There before, or after a failure because another run is making the same folder: that run
	 * may have ended before its sync. */
	if (!done && fstatat(state, STATE_OPEN, &there, AT_SYMLINK_NOFOLLOW) == 0) {
		err_free(err);
		problem = fd_sync_dir(state);
		done = problem == 0 || save_err(err, path, problem);
	}
	buf_free(&text);
	fd_close(state);
	return done;
}

static bool make_raters(int dir, const char *path, enum session_kind kind, struct err *err)
{
	/* Several raters make their own directory here and may not remove another's. */
	int raters = make_inside(dir, SESSION_RATERS, kind == SESSION_SOLO ? 0700 : 01777);
	int problem = 0;

	if (raters < 0)
		return save_err(err, path, errno);
	/* The umask has taken the write bits of others away; only the owner does this, and the
	 * directory is not set-gid. */
	if (kind != SESSION_SOLO && fchmod(raters, 01777) != 0)
		problem = errno;
	/* Without ACLs a solo session is still closed: the directory above is 0700. In others the
	 * group then lets the owner read (and the owner is told who else is in it). */
	if (!acl_share_with_owner(raters, geteuid()) && kind != SESSION_SOLO)
		problem = fchmod(raters, 03777) != 0 ? errno : 0;
	if (problem == 0)
		problem = fd_sync_dir(raters);
	fd_close(raters);
	return problem == 0 || save_err(err, path, problem);
}

/* session.ini is last: with it there, all the rest is. */
static bool make_contents(int dir, const char *path, const struct session *session,
	const struct rubric *rubric, const struct buf *ini, struct err *err)
{
	return make_state(dir, path, err) && make_raters(dir, path, session->kind, err) &&
	       atomic_write_at(
		       dir, SESSION_RUBRIC, rubric->bytes, rubric->byte_count, 0644, true, err) &&
	       atomic_write_at(dir, SESSION_INI, ini->data, ini->len, 0644, false, err);
}

bool session_is_at(const char *path, const struct session *session, struct err *err)
{
	char *file = session_join(path, SESSION_INI);
	struct session there;
	struct stat about;
	bool same;

	if (lstat(file, &about) != 0) {
		save_err(err, path, errno);
		free(file);
		return false;
	}
	if (!session_ini_read(file, &there, NULL, err)) {
		free(file);
		return false;
	}
	free(file);
	same = strcmp(there.id, session->id) == 0;
	session_free(&there);
	return same || err_set(err, ERR_INPUT, path, "%s", _("this folder holds another session"));
}

/* Also for a folder that was there: the run that made it may have ended before its sync. */
static bool sync_folder(int dir, const char *path, struct err *err)
{
	int problem = fd_sync_dir(dir);

	if (problem == 0)
		problem = fd_sync_dir_at(dir, "..");
	return problem == 0 || save_err(err, path, problem);
}

static bool make_at(const char *path, const struct session *session, const struct rubric *rubric,
	const struct buf *ini, struct err *err)
{
	struct stat there;
	bool done, was_there;
	int dir;

	if (!session_make_path(path, session->kind == SESSION_SOLO ? 0700 : 0755, err))
		return false;
	dir = fd_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
	if (dir < 0)
		return save_err(err, path, errno);
	was_there = fstatat(dir, SESSION_INI, &there, AT_SYMLINK_NOFOLLOW) == 0;
	if (was_there)
		done = session_is_at(path, session, err);
	else
		done = session_is_free(dir, path, err) &&
		       make_contents(dir, path, session, rubric, ini, err);
	/* Another run may have made it in the meantime. */
	if (!done && !was_there && fstatat(dir, SESSION_INI, &there, AT_SYMLINK_NOFOLLOW) == 0) {
		err_free(err);
		done = session_is_at(path, session, err);
	}
	done = done && sync_folder(dir, path, err);
	fd_close(dir);
	return done;
}

bool session_make(const char *path, const struct session *session, const struct rubric *rubric,
	struct err *err)
{
	struct buf ini = BUF_EMPTY;
	bool done;

	if (path[0] == '\0')
		return save_err(err, path, ENOENT);
	/* First, so that nothing is made when it cannot be written. */
	done = session_ini_text(&ini, session, rubric->criterion_count, err) &&
	       make_at(path, session, rubric, &ini, err);
	buf_free(&ini);
	return done;
}

/* A directory `name` of our own: a descriptor, or -1 with errno (EEXIST: somebody else's). */
static int open_own(int raters, const char *name)
{
	int dir = fd_open(raters, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	struct stat about;
	int problem;

	if (dir < 0) {
		if (errno == ELOOP || errno == ENOTDIR || errno == EACCES)
			errno = EEXIST;
		return -1;
	}
	problem = fstat(dir, &about) != 0 ? errno : 0;
	if (problem == 0 && about.st_uid == geteuid())
		return dir;
	fd_close(dir);
	errno = problem != 0 ? problem : EEXIST;
	return -1;
}

/* The directory that an earlier run of ours made beside a squatter's. */
static int find_beside(int raters, const char *name)
{
	struct dir_names names;
	size_t len = strlen(name);
	int found = -1;

	dir_names_read(raters, &names);
	for (size_t i = 0; found < 0 && i < names.count; i++) {
		if (strncmp(names.list[i], name, len) == 0 && names.list[i][len] == '-')
			found = open_own(raters, names.list[i]);
	}
	dir_names_free(&names);
	return found;
}

/* -1 with errno. */
static int rater_dir(int raters)
{
	char name[40], beside[56];
	int dir;

	snprintf(name, sizeof(name), "u%lu", (unsigned long)geteuid());
	if (mkdirat(raters, name, 0770) != 0 && errno != EEXIST)
		return -1;
	dir = open_own(raters, name);
	if (dir >= 0 || errno != EEXIST)
		return dir;
	dir = find_beside(raters, name);
	if (dir >= 0)
		return dir;
	snprintf(beside, sizeof(beside), "%s-", name);
	id_random(beside + strlen(beside), 8);
	if (mkdirat(raters, beside, 0770) != 0)
		return -1;
	/* Not open_own: on a file system with owners of its own, what we made is ours. */
	return fd_open(raters, beside, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
}

static bool may_count(int folder, int dir, const struct session *session)
{
	struct stat above, own;

	return session->kind != SESSION_SOLO ||
	       (fstat(folder, &above) == 0 && fstat(dir, &own) == 0 && above.st_uid == own.st_uid);
}

int session_rater_dir(const char *path, const struct session *session, struct err *err)
{
	int folder = fd_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0), raters, dir, problem;

	if (folder < 0) {
		save_err(err, path, errno);
		return -1;
	}
	raters = fd_open(folder, SESSION_RATERS, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	dir = raters < 0 ? -1 : rater_dir(raters);
	problem = dir < 0 ? errno : fd_sync_dir(raters);
	if (problem != 0) {
		save_err(err, path, problem);
	} else if (!may_count(folder, dir, session)) {
		problem = EACCES;
		err_set(err, ERR_SAVE, path, "%s", _("this session belongs to someone else"));
	}
	if (raters >= 0)
		fd_close(raters);
	fd_close(folder);
	if (problem == 0)
		return dir;
	if (dir >= 0)
		fd_close(dir);
	return -1;
}
