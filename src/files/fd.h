/* The system calls of saving and reading, as the rules want them: interrupted ones are done again,
 * short writes are finished, and what a file system cannot do is told apart from what went wrong.
 * All return 0 or an errno. */
#ifndef PEIL_FILES_FD_H
#define PEIL_FILES_FD_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct buf;

/* Append what is left to read, at most `most` bytes (SIZE_MAX: all); interrupted and short reads go
 * on. 0 or an errno; after an error some of it may be there. */
int fd_read(int fd, struct buf *out, uint64_t most);
/* Write all of it. After an error some of it may have been written. */
int fd_write(int fd, const void *bytes, size_t len);
/* fdatasync; an error means that the file is suspect: never sync this descriptor again. */
int fd_sync_data(int fd);
int fd_sync(int fd);
/* fsync of a directory; a file system that has no such thing (EINVAL) is content without. */
int fd_sync_dir(int dir);
/* fsync of the directory at `path` (relative to `dir`, or AT_FDCWD). One that may be entered but
 * not read is synced with its whole file system. */
int fd_sync_dir_at(int dir, const char *path);
/* openat that goes on after a signal: a descriptor, or -1 with errno. O_CLOEXEC is added. */
int fd_open(int dir, const char *name, int flags, mode_t mode);
/* The whole of an ordinary file of at most `most` bytes, behind what is in *out. A link is not
 * followed (ELOOP), a pipe not waited for; what is no ordinary file is EINVAL, a larger one EFBIG,
 * and then nothing is read of it. */
int fd_load(int dir, const char *name, off_t most, struct buf *out);
/* Close; 0 or errno, an interrupted close is closed. */
int fd_close(int fd);

#endif
