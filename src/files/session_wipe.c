#include "config.h"

#include "files/session_wipe.h"

#include "base/lang.h"
#include "files/dir_names.h"
#include "files/fd.h"
#include "files/save_why.h"
#include "files/session_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct wiping {
	bool remove; /* false: only count */
	size_t files;
	int error; /* the first one */
};

static void note(struct wiping *wiping, int problem)
{
	if (wiping->error == 0)
		wiping->error = problem;
}

static void wipe_file(struct wiping *wiping, int dir, const char *name)
{
	if (wiping->remove && unlinkat(dir, name, 0) != 0)
		note(wiping, errno);
	else
		wiping->files++;
}

/* What is in the directory `name` under `dir`, without what `stays` says; links are not followed.
 * False when there is no such directory. */
static bool wipe_dir(
	struct wiping *wiping, int dir, const char *name, bool (*stays)(const char *name))
{
	int inner = fd_open(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0), problem;
	struct dir_names names;
	struct stat about;

	if (inner < 0) {
		if (errno != ENOENT)
			note(wiping, errno);
		return false;
	}
	problem = dir_names_read(inner, &names);
	for (size_t i = 0; i < names.count; i++) {
		if (stays(names.list[i]))
			continue;
		if (fstatat(inner, names.list[i], &about, AT_SYMLINK_NOFOLLOW) != 0)
			note(wiping, errno);
		else if (!S_ISDIR(about.st_mode))
			wipe_file(wiping, inner, names.list[i]);
		else if (wipe_dir(wiping, inner, names.list[i], stays) && wiping->remove &&
			 unlinkat(inner, names.list[i], AT_REMOVEDIR) != 0)
			note(wiping, errno);
	}
	if (problem == 0 && wiping->remove)
		problem = fd_sync_dir(inner);
	if (problem != 0)
		note(wiping, problem);
	dir_names_free(&names);
	fd_close(inner);
	return true;
}

static bool none_stays(const char *name)
{
	(void)name;
	return false;
}

/* Steps that say nothing of a person; the others go with the people they name. */
static bool stays(const char *name)
{
	static const char *const words[] = {"open", "closed", "settings", "released", "wiped"};
	const char *word = strchr(name, '-');

	for (size_t i = 0; word != NULL && i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(word + 1, words[i]) == 0)
			return true;
	return name[0] == '.';
}

static struct wiping wipe(const char *path, bool remove)
{
	static const char *const all[] = {
		SESSION_RATERS, SESSION_RESULTS, SESSION_RELEASE, SESSION_PRIVATE};
	struct wiping wiping = {.remove = remove};
	int dir = fd_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0), problem = 0;
	struct stat about;

	if (dir < 0) {
		note(&wiping, errno);
		return wiping;
	}
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		wipe_dir(&wiping, dir, all[i], none_stays);
	wipe_dir(&wiping, dir, SESSION_STATE, stays);
	if (fstatat(dir, SESSION_ROSTER, &about, AT_SYMLINK_NOFOLLOW) == 0)
		wipe_file(&wiping, dir, SESSION_ROSTER);
	else if (errno != ENOENT)
		note(&wiping, errno);
	if (remove)
		problem = fd_sync_dir(dir);
	if (problem != 0)
		note(&wiping, problem);
	fd_close(dir);
	return wiping;
}

size_t session_wipe_count(const char *path)
{
	return wipe(path, false).files;
}

bool session_wipe(const char *path, size_t *files, struct err *err)
{
	struct wiping wiping = wipe(path, true);

	*files = wiping.files;
	return wiping.error == 0 ||
	       err_set(err, ERR_SAVE, path, _("not everything could be taken away: %s"),
		       save_why(wiping.error));
}
