#include "config.h"

#include "files/session_wipe.h"

#include "base/lang.h"
#include "files/fd.h"
#include "files/save_why.h"
#include "files/session_parts.h"

#include <dirent.h>
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

static void note(struct wiping *wiping)
{
	if (wiping->error == 0)
		wiping->error = errno;
}

/* Everything in the directory `name` under `dir`, links not followed; and with `itself` the
 * directory too. */
static void wipe_dir(struct wiping *wiping, int dir, const char *name, bool itself)
{
	int inner = fd_open(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	DIR *list = inner >= 0 ? fdopendir(inner) : NULL;
	struct dirent *entry;
	struct stat about;

	if (list == NULL) {
		if (errno != ENOENT)
			note(wiping);
		if (inner >= 0)
			fd_close(inner);
		return;
	}
	for (errno = 0; (entry = readdir(list)) != NULL; errno = 0) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (fstatat(inner, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
			note(wiping);
		} else if (S_ISDIR(about.st_mode)) {
			wipe_dir(wiping, inner, entry->d_name, true);
		} else {
			if (wiping->remove && unlinkat(inner, entry->d_name, 0) != 0)
				note(wiping);
			else
				wiping->files++;
		}
	}
	if (errno != 0)
		note(wiping);
	if (wiping->remove)
		fd_sync_dir(inner);
	closedir(list);
	if (wiping->remove && itself && unlinkat(dir, name, AT_REMOVEDIR) != 0)
		note(wiping);
}

static void wipe_file(struct wiping *wiping, int dir, const char *name)
{
	struct stat about;

	if (fstatat(dir, name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
		if (errno != ENOENT)
			note(wiping);
		return;
	}
	if (wiping->remove && unlinkat(dir, name, 0) != 0)
		note(wiping);
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
	int inner = fd_open(dir, SESSION_STATE, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	DIR *list = inner >= 0 ? fdopendir(inner) : NULL;
	struct dirent *entry;

	if (list == NULL) {
		note(wiping);
		if (inner >= 0)
			fd_close(inner);
		return;
	}
	for (errno = 0; (entry = readdir(list)) != NULL; errno = 0)
		if (!stays(entry->d_name))
			wipe_file(wiping, inner, entry->d_name);
	if (errno != 0)
		note(wiping);
	if (wiping->remove)
		fd_sync_dir(inner);
	closedir(list);
}

static struct wiping wipe(const char *path, bool remove)
{
	struct wiping wiping = {.remove = remove};
	int dir = fd_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);

	if (dir < 0) {
		note(&wiping);
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
