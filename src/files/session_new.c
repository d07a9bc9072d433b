#include "config.h"
#include "files/session_new.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/acl.h"
#include "files/atomic.h"
#include "files/fd.h"
#include "files/roster_file.h"
#include "files/save_why.h"
#include "files/session_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PEOPLE_FILE "people.csv"

static bool make_dir(int dir, const char *path, const char *name, mode_t mode, struct err *err)
{
	if (mkdirat(dir, name, mode) == 0 || errno == EEXIST)
		return true;
	return err_set(err, ERR_SAVE, path, "%s", save_why(errno));
}

static bool write_people(int dir, const char *path, const struct buf *people, struct err *err)
{
	int private = fd_open(dir, SESSION_PRIVATE, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	bool done;

	if (private < 0)
		return err_set(err, ERR_SAVE, path, "%s", save_why(errno));
	done = atomic_write_at(private, PEOPLE_FILE, people->data, people->len, 0600, true, err);
	fd_close(private);
	return done;
}

/* What comes before session.ini, which makes it a session. */
static bool make_before(int dir, const char *path, const struct roster *roster,
	const struct buf *people, struct err *err)
{
	struct buf list = BUF_EMPTY;
	bool done;

	roster_text(&list, roster);
	done = make_dir(dir, path, SESSION_PRIVATE, 0700, err) &&
	       make_dir(dir, path, SESSION_RESULTS, 0700, err) &&
	       make_dir(dir, path, SESSION_RELEASE, 0711, err) &&
	       (people == NULL || write_people(dir, path, people, err)) &&
	       atomic_write_at(dir, SESSION_ROSTER, list.data, list.len, 0644, true, err);
	buf_free(&list);
	return done;
}

static bool make_all(const char *path, const struct session *session, const struct rubric *rubric,
	const struct roster *roster, const struct buf *people, struct err *err)
{
	struct stat there;
	bool done;
	int dir;

	if (!session_make_path(path, 0755, err))
		return false;
	dir = fd_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
	if (dir < 0)
		return err_set(err, ERR_SAVE, path, "%s", save_why(errno));
	if (fstatat(dir, SESSION_INI, &there, AT_SYMLINK_NOFOLLOW) == 0)
		done = err_set(err, ERR_INPUT, path, "%s",
			_("there is a session in this folder already; hint: name a new one"));
	else
		done = session_is_free(dir, path, err) &&
		       make_before(dir, path, roster, people, err) &&
		       session_make(path, session, rubric, err);
	fd_close(dir);
	return done;
}

bool session_make_group(const char *path, const struct session *session,
	const struct rubric *rubric, const struct roster *roster, const struct buf *people,
	struct err *err)
{
	/* Participants must get in, also where the owner keeps everything closed by habit; what is
	 * private is closed by its own mode. */
	mode_t before = umask(022);
	bool done = make_all(path, session, rubric, roster, people, err);

	umask(before);
	return done;
}

/* --- who can read ----------------------------------------------------------------------------- */

static void add_member(struct buf *out, const char *name)
{
	const struct passwd *user = getpwnam(name);

	if (user != NULL && user->pw_uid == geteuid())
		return;
	buf_format(out, "%s%s", out->len > 0 ? ", " : "", name);
}

static char *other_members(gid_t gid)
{
	struct group *group = getgrgid(gid);
	struct buf names = BUF_EMPTY;
	const struct passwd *user;

	for (size_t i = 0; group != NULL && group->gr_mem[i] != NULL; i++) {
		char *name = mem_text(group->gr_mem[i]);

		add_member(&names, name);
		free(name);
	}
	setpwent();
	while ((user = getpwent()) != NULL) {
		if (user->pw_gid == gid && user->pw_uid != geteuid())
			buf_format(&names, "%s%s", names.len > 0 ? ", " : "", user->pw_name);
	}
	endpwent();
	return names.len > 0 ? buf_take(&names) : NULL;
}

static char *group_name(gid_t gid)
{
	const struct group *group = getgrgid(gid);
	struct buf number = BUF_EMPTY;

	if (group != NULL)
		return mem_text(group->gr_name);
	buf_format(&number, "%lu", (unsigned long)gid);
	return buf_take(&number);
}

/* Make a directory as a rater does, and look who gets into it. */
static void try_raters(int raters, struct session_probe *probe)
{
	char name[32] = ".probe-";
	struct stat about;

	id_random(name + strlen(name), 8);
	if (mkdirat(raters, name, 0770) != 0)
		return;
	if (fstatat(raters, name, &about, AT_SYMLINK_NOFOLLOW) == 0) {
		probe->acl = acl_is_shared(raters) && (about.st_mode & S_IRWXO) == 0;
		if (!probe->acl) {
			probe->group = group_name(about.st_gid);
			probe->others = other_members(about.st_gid);
		}
	}
	unlinkat(raters, name, AT_REMOVEDIR);
}

/* The first directory from the root that others cannot pass. */
static char *find_blocked(const char *path)
{
	char *full = realpath(path, NULL);
	char *found = NULL;
	struct stat about;

	for (char *at = full; full != NULL && found == NULL && *at != '\0';) {
		char kept;

		at++;
		at += strcspn(at, "/");
		kept = *at;
		*at = '\0';
		if (stat(full, &about) == 0 && (about.st_mode & S_IXOTH) == 0)
			found = mem_text(full);
		*at = kept;
	}
	free(full);
	return found;
}

void session_probe(const char *path, struct session_probe *probe)
{
	char *place = session_join(path, SESSION_RATERS);
	int raters = fd_open(AT_FDCWD, place, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);

	memset(probe, 0, sizeof(*probe));
	if (raters >= 0) {
		try_raters(raters, probe);
		fd_close(raters);
	}
	probe->blocked = find_blocked(path);
	free(place);
}

void session_probe_free(struct session_probe *probe)
{
	free(probe->group);
	free(probe->others);
	free(probe->blocked);
	memset(probe, 0, sizeof(*probe));
}
