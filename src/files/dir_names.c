#include "config.h"
#include "files/dir_names.h"

#include "base/mem.h"
#include "files/fd.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

static int name_order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* readdir says at its end and when it fails the same, but for errno. */
static int take_all(DIR *list, struct dir_names *out)
{
	const struct dirent *entry;

	while (errno = 0, (entry = readdir(list)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if ((out->count & (out->count - 1)) == 0)
			out->list = mem_grow(out->list, out->count,
				out->count > 0 ? 2 * out->count : 1, sizeof(*out->list));
		out->list[out->count++] = mem_text(entry->d_name);
	}
	return errno;
}

/* What `fd` is open for; NULL with errno, also when it is -1. It belongs to the list, or is closed.
 */
static DIR *list_of(int fd)
{
	DIR *list = fd < 0 ? NULL : fdopendir(fd);
	int problem = errno;

	if (list == NULL && fd >= 0)
		fd_close(fd);
	errno = problem;
	return list;
}

/* Closes the list; when it is NULL, errno says why. */
static int take_list(DIR *list, struct dir_names *out)
{
	int problem = errno;

	*out = (struct dir_names){NULL, 0};
	if (list == NULL)
		return problem;
	problem = take_all(list, out);
	closedir(list);
	if (out->count > 0)
		qsort(out->list, out->count, sizeof(*out->list), name_order);
	return problem;
}

int dir_names_read(int dir, struct dir_names *out)
{
	return take_list(list_of(fd_open(dir, ".", O_RDONLY | O_DIRECTORY, 0)), out);
}

int dir_names_at(const char *path, struct dir_names *out)
{
	return take_list(list_of(fd_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0)), out);
}

int dir_names_open(int above, const char *name, int *dir, struct dir_names *out)
{
	DIR *list = NULL;
	int problem;

	*dir = fd_open(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	/* Not by ".": that asks for the right to search it as well. */
	if (*dir >= 0)
		list = list_of(fcntl(*dir, F_DUPFD_CLOEXEC, 0));
	problem = take_list(list, out);
	if (list == NULL && *dir >= 0) {
		fd_close(*dir);
		*dir = -1;
	}
	return problem;
}

void dir_names_free(struct dir_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->list[i]);
	free(names->list);
	*names = (struct dir_names){NULL, 0};
}
