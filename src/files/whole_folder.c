#include "config.h"
#include "files/whole_folder.h"

#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
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

int whole_folder_remove(const char *path)
{
	int dir = fd_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	struct dir_names names;

	if (dir < 0)
		return errno;
	/* What stays, for whatever reason, is what rmdir says. */
	dir_names_read(dir, &names);
	for (size_t i = 0; i < names.count; i++)
		unlinkat(dir, names.list[i], 0);
	dir_names_free(&names);
	fd_close(dir);
	return rmdir(path) == 0 ? 0 : errno;
}

static int write_one(int dir, const struct whole_file *file)
{
	int fd = fd_open(dir, file->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
	int problem, closed;

	if (fd < 0)
		return errno;
	problem = fd_write(fd, buf_text(&file->bytes), file->bytes.len);
	if (problem == 0)
		problem = fd_sync(fd);
	closed = fd_close(fd);
	return problem != 0 ? problem : closed;
}

static int write_all(const char *path, const struct whole_file *files, size_t count)
{
	int dir, problem = mkdir(path, 0700) == 0 ? 0 : errno;

	if (problem != 0)
		return problem;
	dir = fd_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	if (dir < 0)
		return errno;
	for (size_t i = 0; problem == 0 && i < count; i++)
		problem = write_one(dir, &files[i]);
	if (problem == 0)
		problem = fd_sync_dir(dir);
	fd_close(dir);
	return problem;
}

static bool holds(const char *path, const char *mark)
{
	struct buf file = BUF_EMPTY;
	struct stat about;
	bool there;

	buf_format(&file, "%s/%s", path, mark);
	there = lstat(buf_text(&file), &about) == 0 && S_ISREG(about.st_mode);
	buf_free(&file);
	return there;
}

/* Give the finished folder its name; the old one, if any, gets the temporary name. */
static int take_place(const char *temporary, const char *path, bool exchange)
{
	unsigned how = exchange ? RENAME_EXCHANGE : RENAME_NOREPLACE;
	struct stat about;

	if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, how) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return errno;
	/* A file system without these: rename refuses a folder that is not empty. */
	if (!exchange)
		return lstat(path, &about) == 0 ? EEXIST : rename(temporary, path) == 0 ? 0 : errno;
	whole_folder_remove(path);
	return rename(temporary, path) == 0 ? 0 : errno;
}

/* The folder above `path`, with what is left of `path` behind its slashes. */
static char *beside(const char *path, char **trimmed)
{
	size_t len = strlen(path);
	struct buf out = BUF_EMPTY;
	const char *slash;
	char random[17];

	while (len > 1 && path[len - 1] == '/')
		len--;
	*trimmed = mem_text_n(path, len);
	slash = strrchr(*trimmed, '/');
	if (slash != NULL)
		buf_add(&out, *trimmed, (size_t)(slash - *trimmed) + 1);
	id_random(random, 16);
	buf_format(&out, ".peil-%s.tmp", random);
	return buf_take(&out);
}

bool whole_folder_write(const char *path, const struct whole_file *files, size_t count,
	bool replace, const char *mark, struct err *err)
{
	char *place, *temporary = beside(path, &place);
	struct buf parent = BUF_EMPTY;
	struct stat about;
	bool there = lstat(place, &about) == 0;
	int problem = 0;

	if (there && !(replace && S_ISDIR(about.st_mode) && holds(place, mark))) {
		err_set(err, ERR_INPUT, path, "%s",
			replace ? _("this is there already and is no data package")
				: _("this is there already; hint: --force writes over it"));
	} else {
		problem = write_all(temporary, files, count);
		if (problem == 0)
			problem = take_place(temporary, place, there);
		if (problem != 0 || there)
			whole_folder_remove(temporary);
		buf_format(&parent, "%s/..", place);
		if (problem == 0)
			problem = fd_sync_dir_at(AT_FDCWD, buf_text(&parent));
		if (problem == EEXIST)
			err_set(err, ERR_INPUT, path, "%s",
				_("this is there already; hint: --force writes over it"));
		else if (problem != 0)
			err_set(err, ERR_SAVE, path, "%s", save_why(problem));
		buf_free(&parent);
	}
	free(place);
	free(temporary);
	return err->code == ERR_NONE;
}
