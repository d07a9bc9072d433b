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

static void note(struct wiping *wiping, int error)
{
	if (wiping->error == 0)
		wiping->error = error;
}

/* Everything in the directory `name` under `dir`, links not followed; and with `itself` the
 * directory too. */
static void wipe_dir(struct wiping *wiping, int dir, const char *name, bool itself)
{
	struct dir_names names;
	int inner, problem = dir_names_open(dir, name, &inner, &names);
	struct stat about;

	for (size_t i = 0; i < names.count; i++) {
		if (fstatat(inner, names.list[i], &about, AT_SYMLINK_NOFOLLOW) != 0) {
			note(wiping, errno);
		} else if (S_ISDIR(about.st_mode)) {
			wipe_dir(wiping, inner, names.list[i], true);
		} else {
			if (wiping->remove && unlinkat(inner, names.list[i], 0) != 0)
				note(wiping, errno);
			else
				wiping->files++;
		}
	}
	dir_names_free(&names);
	if (problem != 0 && (inner >= 0 || problem != ENOENT))
		note(wiping, problem);
	if (inner < 0)
		return;
	if (wiping->remove)
		fd_sync_dir(inner);
	fd_close(inner);
	if (wiping->remove && itself && unlinkat(dir, name, AT_REMOVEDIR) != 0)
		note(wiping, errno);
}

static void wipe_file(struct wiping *wiping, int dir, const char *name)
{
	struct stat about;

	if (fstatat(dir, name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
		if (errno != ENOENT)
			note(wiping, errno);
		return;
	}
	if (wiping->remove && unlinkat(dir, name, 0) != 0)
		note(wiping, errno);
	else
		wiping->files++;
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

static void wipe_steps(struct wiping *wiping, int dir)
{
	struct dir_names names;
	int inner, problem = dir_names_open(dir, SESSION_STATE, &inner, &names);

	for (size_t i = 0; i < names.count; i++)
		if (!stays(names.list[i]))
			wipe_file(wiping, inner, names.list[i]);
	dir_names_free(&names);
	if (problem != 0)
		note(wiping, problem);
	if (inner < 0)
		return;
	if (wiping->remove)
		fd_sync_dir(inner);
	fd_close(inner);
}

static struct wiping wipe(const char *path, bool remove)
{
	struct wiping wiping = {.remove = remove};
	int dir = fd_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);

	if (dir < 0) {
		note(&wiping, errno);
		return wiping;
	}
	wipe_dir(&wiping, dir, SESSION_RATERS, false);
	wipe_dir(&wiping, dir, SESSION_RESULTS, false);
	wipe_dir(&wiping, dir, SESSION_RELEASE, false);
	wipe_dir(&wiping, dir, SESSION_PRIVATE, false);
	wipe_file(&wiping, dir, SESSION_ROSTER);
	wipe_steps(&wiping, dir);
	if (remove)
		fd_sync_dir(dir);
	fd_close(dir);
	return wiping;
}

size_t session_wipe_count(const char *path)
{
	struct wiping wiping = wipe(path, false);

	errno = wiping.error;
	return wiping.files;
}

bool session_wipe(const char *path, size_t *files, struct err *err)
{
	struct wiping wiping = wipe(path, true);

	*files = wiping.files;
	return wiping.error == 0 ||
	       err_set(err, ERR_SAVE, path, _("not everything could be taken away: %s"),
		       save_why(wiping.error));
}
