/* System calls that fail one at a time. A test is linked with --wrap for each of them (see
 * scarce_ldflags in Makefile.am), so that the program's own calls come here and those of libraries
 * do not. Include it once in a program.
 *
 * scarce_each does something again and again: the first time its first call fails, then its second,
 * until it makes fewer calls than that. Whoever uses it says what must hold after each. */
#ifndef PEIL_TESTS_SCARCE_H
#define PEIL_TESTS_SCARCE_H

#include "world.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <sys/acl.h>
#include <sys/file.h>
#include <sys/mman.h>

static struct {
	bool on;	   /* calls are counted */
	bool lasting;	   /* all from the nth on, not just that one */
	const char *only;  /* only calls of this name are counted; NULL: all */
	int errnum;	   /* of a call that fails */
	unsigned fail;	   /* the nth, from 1; 0: none */
	unsigned made;	   /* so far */
	const char *which; /* the first that failed; NULL: none did */
} scarce;

static inline bool scarce_fails(const char *call)
{
	unsigned nth;

	if (!__atomic_load_n(&scarce.on, __ATOMIC_SEQ_CST) ||
		(scarce.only != NULL && strcmp(scarce.only, call) != 0))
		return false;
	nth = __atomic_add_fetch(&scarce.made, 1, __ATOMIC_SEQ_CST);
	if (scarce.fail == 0 || nth < scarce.fail || (nth > scarce.fail && !scarce.lasting))
		return false;
	if (nth == scarce.fail)
		scarce.which = call;
	errno = scarce.errnum;
	return true;
}

/* From here on calls count, until scarce_off. */
static inline void scarce_on(void)
{
	scarce.made = 0;
	scarce.which = NULL;
	__atomic_store_n(&scarce.on, true, __ATOMIC_SEQ_CST);
}

static inline void scarce_off(void)
{
	__atomic_store_n(&scarce.on, false, __ATOMIC_SEQ_CST);
}

/* Behind each test: one that failed may have left it on. */
static inline int scarce_end(void **state)
{
	(void)state;
	scarce_off();
	return 0;
}

/* A call that is wrapped: its result when it fails, its parameters, and these as arguments. */
#define SCARCE(type, bad, name, parameters, arguments)                                             \
	type __real_##name parameters;                                                             \
	type __wrap_##name parameters;                                                             \
	type __wrap_##name parameters                                                              \
	{                                                                                          \
		return scarce_fails(#name) ? (bad) : __real_##name arguments;                      \
	}

SCARCE(int, -1, fstat, (int fd, struct stat *out), (fd, out))
SCARCE(int, -1, stat, (const char *path, struct stat *out), (path, out))
SCARCE(int, -1, lstat, (const char *path, struct stat *out), (path, out))
SCARCE(int, -1, fstatat, (int dir, const char *path, struct stat *out, int flags),
	(dir, path, out, flags))
SCARCE(ssize_t, -1, read, (int fd, void *bytes, size_t len), (fd, bytes, len))
SCARCE(ssize_t, -1, pread, (int fd, void *bytes, size_t len, off_t at), (fd, bytes, len, at))
SCARCE(ssize_t, -1, write, (int fd, const void *bytes, size_t len), (fd, bytes, len))
SCARCE(off_t, -1, lseek, (int fd, off_t at, int from), (fd, at, from))
SCARCE(int, -1, fchmod, (int fd, mode_t mode), (fd, mode))
SCARCE(int, -1, fchmodat, (int dir, const char *path, mode_t mode, int flags),
	(dir, path, mode, flags))
SCARCE(int, -1, mkdir, (const char *path, mode_t mode), (path, mode))
SCARCE(int, -1, mkdirat, (int dir, const char *path, mode_t mode), (dir, path, mode))
SCARCE(int, -1, unlink, (const char *path), (path))
SCARCE(int, -1, unlinkat, (int dir, const char *path, int flags), (dir, path, flags))
SCARCE(int, -1, rmdir, (const char *path), (path))
SCARCE(int, -1, rename, (const char *from, const char *to), (from, to))
SCARCE(int, -1, renameat, (int dir, const char *from, int other, const char *to),
	(dir, from, other, to))
SCARCE(int, -1, renameat2, (int dir, const char *from, int other, const char *to, unsigned how),
	(dir, from, other, to, how))
SCARCE(int, -1, linkat, (int dir, const char *from, int other, const char *to, int flags),
	(dir, from, other, to, flags))
SCARCE(DIR *, NULL, opendir, (const char *path), (path))
SCARCE(DIR *, NULL, fdopendir, (int fd), (fd))
SCARCE(struct dirent *, NULL, readdir, (DIR * list), (list))
SCARCE(int, -1, memfd_create, (const char *name, unsigned flags), (name, flags))
SCARCE(char *, NULL, realpath, (const char *path, char *out), (path, out))
SCARCE(ssize_t, -1, readlink, (const char *path, char *out, size_t room), (path, out, room))
SCARCE(int, -1, access, (const char *path, int how), (path, how))
SCARCE(int, -1, faccessat, (int dir, const char *path, int how, int flags), (dir, path, how, flags))
SCARCE(int, -1, flock, (int fd, int how), (fd, how))
SCARCE(struct passwd *, NULL, getpwuid, (uid_t uid), (uid))
SCARCE(struct passwd *, NULL, getpwnam, (const char *name), (name))
SCARCE(acl_t, NULL, acl_from_text, (const char *text), (text))
SCARCE(acl_t, NULL, acl_get_file, (const char *path, acl_type_t type), (path, type))
SCARCE(int, -1, acl_set_file, (const char *path, acl_type_t type, acl_t acl), (path, type, acl))
SCARCE(int, -1, acl_set_fd, (int fd, acl_t acl), (fd, acl))
SCARCE(int, EAGAIN, pthread_create,
	(pthread_t * thread, const pthread_attr_t *how, void *(*start)(void *), void *context),
	(thread, how, start, context))

static struct group *scarce_group; /* what every number of a group stands for; NULL: its own */

struct group *__real_getgrgid(gid_t gid);
struct group *__wrap_getgrgid(gid_t gid);
struct group *__wrap_getgrgid(gid_t gid)
{
	if (scarce_fails("getgrgid"))
		return NULL;
	return scarce_group != NULL ? scarce_group : __real_getgrgid(gid);
}

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	return scarce_fails("open") ? -1 : __real_open(path, flags, mode);
}

int __real_openat(int dir, const char *path, int flags, ...);
int __wrap_openat(int dir, const char *path, int flags, ...);
int __wrap_openat(int dir, const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	return scarce_fails("openat") ? -1 : __real_openat(dir, path, flags, mode);
}

/* Nobody pulls the plug here, so nothing waits for a disk. */
int __wrap_fsync(int fd);
int __wrap_fsync(int fd)
{
	(void)fd;
	return scarce_fails("fsync") ? -1 : 0;
}

/* A file whose close fails is closed. */
int __real_close(int fd);
int __wrap_close(int fd);
int __wrap_close(int fd)
{
	int done = __real_close(fd);

	return scarce_fails("close") ? -1 : done;
}

/* How many files are open: none may be left behind. */
static inline size_t scarce_open_files(void)
{
	return world_names("/proc/self/fd", "", NULL, 0);
}

/* `act` makes what it needs, calls what is tested between scarce_on and scarce_off, and looks at
 * the outcome. Done for every call that it makes, at least `least` of them; when all fail from one
 * on for every third: that ends soon after each. */
static inline void scarce_each(void (*act)(void *), void *context, int errnum, bool lasting,
	const char *only, unsigned least)
{
	unsigned nth = 0, step = lasting ? 3 : 1;

	do {
		size_t open = scarce_open_files();

		scarce.errnum = errnum;
		scarce.lasting = lasting;
		scarce.only = only;
		nth = nth == 0 ? 1 : nth + step;
		scarce.fail = nth;
		act(context);
		if (scarce.on)
			fail_msg("left on");
		if (scarce_open_files() != open)
			fail_msg("call %u, %s: a file stays open", nth,
				scarce.which != NULL ? scarce.which : "none");
	} while (scarce.which != NULL);
	scarce.fail = 0;
	scarce.only = NULL;
	if (nth <= least)
		fail_msg("only some %u calls", nth);
}

#endif
