/* A library for LD_PRELOAD that makes the nth call of a kind fail, when the program itself made
 * that call (what ncurses or the C library do inside is not looked at). See starve.h. */
#include "config.h"

#include "starve.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <grp.h>
#include <link.h>
#include <pthread.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/acl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define RANGES_MAX 64
#define FRAMES_MAX 32
#define CHOP	   7

struct range {
	uintptr_t from, to;
};

static struct range program, libraries[RANGES_MAX];
static size_t library_count;
static enum starve_kind fault_kind;
static uint32_t fault_at; /* 0: none */
static int fault_errno;
static int depth, depth_memory;
static bool fault_stays;
static struct starve_report *shared;
static atomic_uint calls[STARVE_KINDS], failures, chops;
static atomic_bool running;

static bool is_in(const struct range *range, uintptr_t at)
{
	return at >= range->from && at < range->to;
}

static bool is_from_library(uintptr_t at)
{
	for (size_t i = 0; i < library_count; i++) {
		if (is_in(&libraries[i], at))
			return true;
	}
	return false;
}

/* Who called, as a number: FNV-1a over the places in the program. */
static uint32_t callers(enum starve_kind kind)
{
	int most = kind == STARVE_MEMORY || kind == STARVE_LIBRARY ? depth_memory : depth;
	void *frames[FRAMES_MAX];
	int count = backtrace(frames, FRAMES_MAX), used = 0;
	uint32_t hash = 2166136261u;

	for (int i = 0; i < count && used < most; i++) {
		uintptr_t at = (uintptr_t)frames[i];

		if (!is_in(&program, at))
			continue;
		used++;
		at -= program.from;
		for (int byte = 0; byte < 4; byte++)
			hash = (hash ^ ((at >> (8 * byte)) & 0xff)) * 16777619u;
	}
	return hash;
}

/* Count a call; whether it must fail, with errno set. */
static bool fails(enum starve_kind kind, const void *from)
{
	unsigned number;

	if (!running)
		return false;
	if (!is_in(&program, (uintptr_t)from)) {
		if (kind != STARVE_MEMORY || !is_from_library((uintptr_t)from))
			return false;
		kind = STARVE_LIBRARY;
	}
	number = ++calls[kind];
	if (shared != NULL) {
		shared->calls[kind] = number;
		if (fault_at == 0 && number <= STARVE_CALLS_MAX)
			shared->from[kind][number - 1] = callers(kind);
	}
	if (fault_at == 0 || kind != fault_kind ||
		!(number == fault_at || (fault_stays && number > fault_at)))
		return false;
	failures++;
	if (getenv("PEIL_STARVE_TRACE") != NULL) {
		void *frames[FRAMES_MAX];

		backtrace_symbols_fd(frames, backtrace(frames, FRAMES_MAX), STDERR_FILENO);
	}
	if (shared != NULL)
		shared->failed = failures;
	errno = fault_errno;
	return true;
}

/* Of reads and writes: every third is interrupted, the others do little. */
static bool chopped(const void *from, size_t *len)
{
	if (!running || fault_kind != STARVE_CHOP || fault_at == 0 ||
		!is_in(&program, (uintptr_t)from))
		return false;
	if (*len > CHOP)
		*len = CHOP;
	errno = EINTR;
	return ++chops % 3 == 0;
}

/* --- the real ones ------------------------------------------------------------------------------
 */

#define FAILS(kind) fails(kind, __builtin_return_address(0))

/* `next` is the function of that name that this one stands before. */
#define NEXT(name)                                                                                 \
	static __typeof__(&name) next;                                                             \
	if (next == NULL)                                                                          \
	next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* A function that only hands on what it got. */
#define HAND_ON(type, name, kind, failed, parameters, arguments)                                   \
	type name parameters                                                                       \
	{                                                                                          \
		NEXT(name);                                                                        \
		if (FAILS(kind))                                                                   \
			return failed;                                                             \
		return next arguments;                                                             \
	}

HAND_ON(void *, malloc, STARVE_MEMORY, NULL, (size_t size), (size))
HAND_ON(void *, calloc, STARVE_MEMORY, NULL, (size_t count, size_t size), (count, size))
HAND_ON(void *, realloc, STARVE_MEMORY, NULL, (void *old, size_t size), (old, size))
HAND_ON(int, vasprintf, STARVE_MEMORY, -1, (char **text, const char *format, va_list args),
	(text, format, args))

HAND_ON(FILE *, fopen, STARVE_OPEN, NULL, (const char *path, const char *mode), (path, mode))
HAND_ON(DIR *, opendir, STARVE_OPEN, NULL, (const char *path), (path))
HAND_ON(DIR *, fdopendir, STARVE_OPEN, NULL, (int fd), (fd))
HAND_ON(int, mkdir, STARVE_OPEN, -1, (const char *path, mode_t mode), (path, mode))
HAND_ON(int, mkdirat, STARVE_OPEN, -1, (int dir, const char *path, mode_t mode), (dir, path, mode))
HAND_ON(char *, mkdtemp, STARVE_OPEN, NULL, (char *path), (path))
HAND_ON(int, memfd_create, STARVE_OPEN, -1, (const char *name, unsigned flags), (name, flags))
HAND_ON(int, pipe2, STARVE_OPEN, -1, (int ends[2], int flags), (ends, flags))
HAND_ON(int, scandir, STARVE_OPEN, -1,
	(const char *path, struct dirent ***list, int (*wanted)(const struct dirent *),
		int (*compare)(const struct dirent **, const struct dirent **)),
	(path, list, wanted, compare))

HAND_ON(struct dirent *, readdir, STARVE_READ, NULL, (DIR * list), (list))
HAND_ON(off_t, lseek, STARVE_READ, -1, (int fd, off_t to, int whence), (fd, to, whence))
HAND_ON(char *, fgets, STARVE_READ, NULL, (char *line, int size, FILE *file), (line, size, file))
HAND_ON(int, ftruncate, STARVE_WRITE, -1, (int fd, off_t size), (fd, size))
HAND_ON(int, fsync, STARVE_SYNC, -1, (int fd), (fd))
HAND_ON(int, fdatasync, STARVE_SYNC, -1, (int fd), (fd))

HAND_ON(int, stat, STARVE_STAT, -1, (const char *path, struct stat *there), (path, there))
HAND_ON(int, lstat, STARVE_STAT, -1, (const char *path, struct stat *there), (path, there))
HAND_ON(int, fstat, STARVE_STAT, -1, (int fd, struct stat *there), (fd, there))
HAND_ON(int, fstatat, STARVE_STAT, -1, (int dir, const char *path, struct stat *there, int flags),
	(dir, path, there, flags))
HAND_ON(int, access, STARVE_STAT, -1, (const char *path, int mode), (path, mode))
HAND_ON(int, faccessat, STARVE_STAT, -1, (int dir, const char *path, int mode, int flags),
	(dir, path, mode, flags))
HAND_ON(ssize_t, readlink, STARVE_STAT, -1, (const char *path, char *to, size_t len),
	(path, to, len))
HAND_ON(char *, realpath, STARVE_STAT, NULL, (const char *path, char *to), (path, to))
HAND_ON(char *, getcwd, STARVE_STAT, NULL, (char *to, size_t size), (to, size))

HAND_ON(int, rename, STARVE_NAME, -1, (const char *from, const char *to), (from, to))
HAND_ON(int, renameat, STARVE_NAME, -1, (int dir, const char *from, int at, const char *to),
	(dir, from, at, to))
HAND_ON(int, renameat2, STARVE_NAME, -1,
	(int dir, const char *from, int at, const char *to, unsigned flags),
	(dir, from, at, to, flags))
HAND_ON(int, linkat, STARVE_NAME, -1,
	(int dir, const char *from, int at, const char *to, int flags), (dir, from, at, to, flags))
HAND_ON(int, unlink, STARVE_NAME, -1, (const char *path), (path))
HAND_ON(int, unlinkat, STARVE_NAME, -1, (int dir, const char *path, int flags), (dir, path, flags))
HAND_ON(int, rmdir, STARVE_NAME, -1, (const char *path), (path))
HAND_ON(int, fchmod, STARVE_NAME, -1, (int fd, mode_t mode), (fd, mode))
HAND_ON(int, fchmodat, STARVE_NAME, -1, (int dir, const char *path, mode_t mode, int flags),
	(dir, path, mode, flags))
HAND_ON(int, flock, STARVE_LOCK, -1, (int fd, int how), (fd, how))

HAND_ON(acl_t, acl_from_text, STARVE_ACL, NULL, (const char *text), (text))
HAND_ON(acl_t, acl_get_file, STARVE_ACL, NULL, (const char *path, acl_type_t type), (path, type))
HAND_ON(int, acl_set_fd, STARVE_ACL, -1, (int fd, acl_t list), (fd, list))
HAND_ON(int, acl_set_file, STARVE_ACL, -1, (const char *path, acl_type_t type, acl_t list),
	(path, type, list))
HAND_ON(int, acl_get_entry, STARVE_ACL, -1, (acl_t list, int which, acl_entry_t *entry),
	(list, which, entry))

HAND_ON(struct passwd *, getpwuid, STARVE_ACCOUNT, NULL, (uid_t uid), (uid))
HAND_ON(struct passwd *, getpwnam, STARVE_ACCOUNT, NULL, (const char *name), (name))
HAND_ON(struct passwd *, getpwent, STARVE_ACCOUNT, NULL, (void), ())
HAND_ON(struct group *, getgrgid, STARVE_ACCOUNT, NULL, (gid_t gid), (gid))
HAND_ON(int, gethostname, STARVE_ACCOUNT, -1, (char *name, size_t len), (name, len))

int close(int fd)
{
	NEXT(close);
	bool failed = FAILS(STARVE_CLOSE);
	int closed = next(fd);

	if (failed)
		errno = fault_errno;
	return failed ? -1 : closed;
}

int fclose(FILE *file)
{
	NEXT(fclose);
	bool failed = FAILS(STARVE_CLOSE);
	int closed = next(file);

	if (failed)
		errno = fault_errno;
	return failed ? EOF : closed;
}

int pthread_create(
	pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *context)
{
	NEXT(pthread_create);
	if (FAILS(STARVE_THREAD))
		return fault_errno;
	return next(thread, attributes, run, context);
}

static mode_t mode_of(int flags, va_list args)
{
	return flags & (O_CREAT | __O_TMPFILE) ? va_arg(args, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
	NEXT(open);
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = mode_of(flags, args);
	va_end(args);
	return FAILS(STARVE_OPEN) ? -1 : next(path, flags, mode);
}

int openat(int dir, const char *path, int flags, ...)
{
	NEXT(openat);
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = mode_of(flags, args);
	va_end(args);
	return FAILS(STARVE_OPEN) ? -1 : next(dir, path, flags, mode);
}

ssize_t read(int fd, void *bytes, size_t len)
{
	NEXT(read);
	if (FAILS(STARVE_READ) || chopped(__builtin_return_address(0), &len))
		return -1;
	return next(fd, bytes, len);
}

ssize_t pread(int fd, void *bytes, size_t len, off_t from)
{
	NEXT(pread);
	if (FAILS(STARVE_READ) || chopped(__builtin_return_address(0), &len))
		return -1;
	return next(fd, bytes, len, from);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	NEXT(write);
	if (FAILS(STARVE_WRITE) || chopped(__builtin_return_address(0), &len))
		return -1;
	return next(fd, bytes, len);
}

/* --- ids that are the same in each run ----------------------------------------------------------
 */

void randombytes_buf(void *to, size_t len);

void randombytes_buf(void *to, size_t len)
{
	NEXT(randombytes_buf);
	static _Atomic uint64_t state = 88172645463325252u;
	unsigned char *bytes = to;

	if (shared == NULL) {
		next(to, len);
		return;
	}
	for (size_t i = 0; i < len; i++) {
		const uint64_t step = 0x9e3779b97f4a7c15u;
		uint64_t x = atomic_fetch_add(&state, step) + step;

		x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
		bytes[i] = (unsigned char)(x >> 32);
	}
}

/* --- from the start of the program to its end ---------------------------------------------------
 */

static int look_at(struct dl_phdr_info *info, size_t size, void *context)
{
	static const char *const names[] = {
		"libjansson.", "libcsv.", "libexpat.", "libiniparser.", "libunistring."};
	size_t *seen = context;
	bool first = (*seen)++ == 0, wanted = first;

	(void)size;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		wanted = wanted || strstr(info->dlpi_name, names[i]) != NULL;
	for (int i = 0; wanted && i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &info->dlpi_phdr[i];
		struct range range = {.from = info->dlpi_addr + part->p_vaddr};

		range.to = range.from + part->p_memsz;
		if (part->p_type != PT_LOAD || !(part->p_flags & PF_X))
			continue;
		if (first)
			program = range;
		else if (library_count < RANGES_MAX)
			libraries[library_count++] = range;
	}
	return 0;
}

static void take_fault(const char *text)
{
	static const char *const names[] = STARVE_KIND_NAMES;
	const char *rest = strchr(text, ':');
	char *end;

	for (size_t i = 0; rest != NULL && i < STARVE_KINDS; i++) {
		if (strlen(names[i]) != (size_t)(rest - text) ||
			strncmp(names[i], text, strlen(names[i])) != 0)
			continue;
		fault_kind = (enum starve_kind)i;
		fault_at = (uint32_t)strtoul(rest + 1, &end, 10);
		if (*end == ':')
			fault_errno = (int)strtol(end + 1, &end, 10);
		fault_stays = *end == '+';
	}
}

static int number_of(const char *name)
{
	const char *text = getenv(name);

	return text != NULL ? atoi(text) : 0;
}

static void begin(void)
{
	const char *fault = getenv(STARVE_FAULT), *report = getenv(STARVE_REPORT);
	void *warm[1];
	size_t seen = 0;
	int fd;

	if (fault != NULL)
		take_fault(fault);
	fd = report != NULL ? open(report, O_RDWR | O_CLOEXEC) : -1;
	if (fd >= 0) {
		void *map = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

		shared = map == MAP_FAILED ? NULL : map;
		close(fd);
	}
	if (fault_at == 0 && shared == NULL)
		return;
	depth = number_of(STARVE_DEPTH);
	depth_memory = number_of(STARVE_DEPTH_MEMORY);
	dl_iterate_phdr(look_at, &seen);
	backtrace(warm, 1); /* loads what it needs, once */
	unsetenv("LD_PRELOAD");
	running = true;
}

static int (*real_main)(int, char **, char **);

/* What the program does behind its main (a coverage build writes files there) is not looked at. */
static int main_between(int argc, char **argv, char **environment)
{
	int status;

	begin();
	status = real_main(argc, argv, environment);
	running = false;
	return status;
}

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void),
	void (*fini)(void), void (*loader_fini)(void), void *stack_end);

int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv, void (*init)(void),
	void (*fini)(void), void (*loader_fini)(void), void *stack_end)
{
	NEXT(__libc_start_main);
	real_main = main;
	return next(main_between, argc, argv, init, fini, loader_fini, stack_end);
}
