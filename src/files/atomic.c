#include "config.h"
#include "files/atomic.h"

#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/fd.h"
#include "files/save_why.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY_LEN 32

/* Not with link(2) first: between link and unlink the file has two names, and a journal that has
 * is refused. */
int atomic_name_new(int dir, const char *temporary, const char *name)
{
	int problem;

	if (renameat2(dir, temporary, dir, name, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != EOPNOTSUPP && errno != ENOSYS)
		return errno;
	if (linkat(dir, temporary, dir, name, 0) != 0)
		return errno;
	if (unlinkat(dir, temporary, 0) == 0)
		return 0;
	problem = errno;
	unlinkat(dir, name, 0);
	return problem;
}

static int fill(int fd, const void *bytes, size_t len)
{
	int problem = fd_write(fd, bytes, len), closed;

	if (problem == 0)
		problem = fd_sync(fd);
	closed = fd_close(fd);
	return problem != 0 ? problem : closed;
}

/* 0 or an errno. */
static int write_whole(
	int dir, const char *name, const void *bytes, size_t len, mode_t mode, bool overwrite)
{
	char temporary[TEMPORARY_LEN] = ".peil-";
	int fd, problem;

	id_random(temporary + strlen(temporary), 16);
	strcat(temporary, ".tmp");
	fd = fd_open(dir, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
	if (fd < 0)
		return errno;
	problem = fill(fd, bytes, len);
	if (problem == 0 && overwrite)
		problem = renameat(dir, temporary, dir, name) == 0 ? 0 : errno;
	else if (problem == 0)
		problem = atomic_name_new(dir, temporary, name);
	if (problem != 0) {
		unlinkat(dir, temporary, 0);
		return problem;
	}
	return fd_sync_dir(dir);
}

/* Look before anything is written: a pipe, device or directory must not be replaced, and "exists"
 * is better said at once. The link at the end decides. */
static bool may_write(int dir, const char *name, const char *shown, bool overwrite, struct err *err)
{
	struct stat there;

	if (fstatat(dir, name, &there, AT_SYMLINK_NOFOLLOW) != 0)
		return true;
	if (!overwrite)
		return err_set(err, ERR_INPUT, shown, "%s",
			_("this file exists already; hint: --force writes over it"));
	if (S_ISREG(there.st_mode) || S_ISLNK(there.st_mode))
		return true;
	return err_set(err, ERR_INPUT, shown, "%s", _("this is not an ordinary file"));
}

static bool write_shown(int dir, const char *name, const char *shown, const void *bytes, size_t len,
	mode_t mode, bool overwrite, struct err *err)
{
	int problem;

	if (!may_write(dir, name, shown, overwrite, err))
		return false;
	problem = write_whole(dir, name, bytes, len, mode, overwrite);
	if (problem == EEXIST)
		return err_set(err, ERR_INPUT, shown, "%s",
			_("this file exists already; hint: --force writes over it"));
	if (problem != 0)
		return err_set(err, ERR_SAVE, shown, "%s", save_why(problem));
	return true;
}

bool atomic_write_at(int dir, const char *name, const void *bytes, size_t len, mode_t mode,
	bool overwrite, struct err *err)
{
	return write_shown(dir, name, name, bytes, len, mode, overwrite, err);
}

bool atomic_write(const char *path, const void *bytes, size_t len, mode_t mode, bool overwrite,
	struct err *err)
{
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
	char *parent;
	bool done;
	int dir;

	if (name[0] == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return err_set(err, ERR_INPUT, path, "%s", _("this is a folder, not a file"));
	if (slash == NULL)
		parent = mem_text(".");
	else
		parent = mem_text_n(path, slash == path ? 1 : (size_t)(slash - path));
	dir = fd_open(AT_FDCWD, parent, O_RDONLY | O_DIRECTORY, 0);
	free(parent);
	if (dir < 0)
		return err_set(err, ERR_SAVE, path, "%s", save_why(errno));
	done = write_shown(dir, name, path, bytes, len, mode, overwrite, err);
	fd_close(dir);
	return done;
}
