#include "config.h"
#include "files/fd.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file system that is interrupted for ever is out of order. */
#define INTERRUPTS_MAX 1000

int fd_read(int fd, struct buf *out, uint64_t most)
{
	char chunk[16384];
	int interrupts = 0;

	while (most > 0) {
		ssize_t got = read(fd, chunk, most < sizeof(chunk) ? (size_t)most : sizeof(chunk));

		if (got < 0 && errno == EINTR && ++interrupts < INTERRUPTS_MAX)
			continue;
		if (got < 0)
			return errno;
		if (got == 0)
			return 0;
		interrupts = 0;
		buf_add(out, chunk, (size_t)got);
		most -= (uint64_t)got;
	}
	return 0;
}

int fd_write(int fd, const void *bytes, size_t len)
{
	const char *at = bytes;
	int interrupts = 0;

	while (len > 0) {
		ssize_t done = write(fd, at, len);

		if (done < 0 && errno == EINTR && ++interrupts < INTERRUPTS_MAX)
			continue;
		if (done < 0)
			return errno;
		if (done == 0)
			return EIO;
		interrupts = 0;
		at += done;
		len -= (size_t)done;
	}
	return 0;
}

static int sync_with(int (*sync)(int), int fd)
{
	for (int i = 0; i < INTERRUPTS_MAX; i++) {
		if (sync(fd) == 0)
			return 0;
		if (errno != EINTR)
			return errno;
	}
	return EINTR;
}

int fd_sync_data(int fd)
{
	return sync_with(fdatasync, fd);
}

int fd_sync(int fd)
{
	return sync_with(fsync, fd);
}

int fd_sync_dir(int dir)
{
	int problem = fd_sync(dir);

	return problem == EINVAL ? 0 : problem;
}

int fd_sync_dir_at(int dir, const char *path)
{
	int problem, fd = fd_open(dir, path, O_RDONLY | O_DIRECTORY, 0);

	if (fd < 0 && errno == EACCES) {
		sync();
		return 0;
	}
	if (fd < 0)
		return errno;
	problem = fd_sync_dir(fd);
	fd_close(fd);
	return problem;
}

int fd_open(int dir, const char *name, int flags, mode_t mode)
{
	int fd, interrupts = 0;

	do {
		fd = openat(dir, name, flags | O_CLOEXEC, mode);
	} while (fd < 0 && errno == EINTR && ++interrupts < INTERRUPTS_MAX);
	return fd;
}

int fd_close(int fd)
{
	return close(fd) != 0 && errno != EINTR ? errno : 0;
}

int fd_load(int dir, const char *name, off_t most, struct buf *out)
{
	int fd = fd_open(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0), problem = 0;
	struct stat about;

	if (fd < 0)
		return errno;
	if (fstat(fd, &about) != 0)
		problem = errno;
	else if (!S_ISREG(about.st_mode))
		problem = EINVAL;
	else if (about.st_size > most)
		problem = EFBIG;
	else
		problem = fd_read(
			fd, out, (size_t)about.st_size); /* what comes meanwhile is for next time */
	fd_close(fd);
	return problem;
}
