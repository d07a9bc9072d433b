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

static int read_at(int dir, const char *path, struct dir_names *out)
{
	int fd = fd_open(dir, path, O_RDONLY | O_DIRECTORY, 0), problem;
	DIR *list = fd < 0 ? NULL : fdopendir(fd);

	*out = (struct dir_names){NULL, 0};
	if (list == NULL) {
		problem = errno;
		if (fd >= 0)
			fd_close(fd);
		return problem;
	}
	problem = take_all(list, out);
	closedir(list);
	if (out->count > 0)
		qsort(out->list, out->count, sizeof(*out->list), name_order);
	return problem;
}

int dir_names_read(int dir, struct dir_names *out)
{
	return read_at(dir, ".", out);
}

int dir_names_at(const char *path, struct dir_names *out)
{
	return read_at(AT_FDCWD, path, out);
}

void dir_names_free(struct dir_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->list[i]);
	free(names->list);
	*names = (struct dir_names){NULL, 0};
}
