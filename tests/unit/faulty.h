/* The system calls of saving, replaced by ones that fail on demand; and what the tests of the store
 * share. Include it once in a program. */
#ifndef PEIL_TESTS_FAULTY_H
#define PEIL_TESTS_FAULTY_H

#include "base/clock.h"
#include "files/store.h"
#include "world.h"

#include <errno.h>
#include <pthread.h>
#include <sys/syscall.h>

#define PATIENCE_MS 20000

enum call { WRITE, SYNC_DATA, SYNC, TRUNCATE, OPEN, CLOSE, MKDIR, CALLS };

/* From the `from`th such call on, `times` of them fail with `errnum`. */
static struct fault_plan {
	int from, times, errnum;
} plans[CALLS];
static int calls[CALLS];
static size_t short_write; /* at most so many bytes a write; 0: no limit */
static bool gate_shut;	   /* fdatasync waits */
static int at_gate;	   /* how many wait there */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t gate = PTHREAD_COND_INITIALIZER;

static inline void faults_clear(void)
{
	pthread_mutex_lock(&lock);
	memset(plans, 0, sizeof(plans));
	memset(calls, 0, sizeof(calls));
	short_write = 0;
	pthread_mutex_unlock(&lock);
}

static inline void fault_plan(enum call call, int from, int times, int errnum)
{
	pthread_mutex_lock(&lock);
	calls[call] = 0;
	plans[call].from = from;
	plans[call].times = times;
	plans[call].errnum = errnum;
	pthread_mutex_unlock(&lock);
}

static inline bool fails(enum call call)
{
	struct fault_plan *plan = &plans[call];
	bool failing;

	pthread_mutex_lock(&lock);
	calls[call]++;
	failing = plan->errnum != 0 && calls[call] >= plan->from &&
		  calls[call] - plan->from < plan->times;
	if (failing)
		errno = plan->errnum;
	pthread_mutex_unlock(&lock);
	return failing;
}

/* Pipes, the terminal and memory files are no part of saving. */
static inline bool is_file(int fd)
{
	struct stat about;

	return fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_nlink > 0;
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	if (fd > 2 && is_file(fd)) {
		if (fails(WRITE))
			return -1;
		if (short_write > 0 && len > short_write)
			len = short_write;
	}
	return syscall(SYS_write, fd, bytes, len);
}

int fdatasync(int fd)
{
	if (fails(SYNC_DATA))
		return -1;
	pthread_mutex_lock(&lock);
	at_gate++;
	pthread_cond_broadcast(&gate);
	while (gate_shut)
		pthread_cond_wait(&gate, &lock);
	at_gate--;
	pthread_mutex_unlock(&lock);
	return (int)syscall(SYS_fdatasync, fd);
}

int fsync(int fd)
{
	return fails(SYNC) ? -1 : (int)syscall(SYS_fsync, fd);
}

int ftruncate(int fd, off_t len)
{
	return fails(TRUNCATE) ? -1 : (int)syscall(SYS_ftruncate, fd, len);
}

int openat(int dir, const char *name, int flags, ...)
{
	mode_t mode = 0;

	if (flags & O_CREAT) {
		va_list args;

		va_start(args, flags);
		mode = va_arg(args, mode_t);
		va_end(args);
		if (fails(OPEN))
			return -1;
	}
	return (int)syscall(SYS_openat, dir, name, flags, mode);
}

int mkdirat(int dir, const char *name, mode_t mode)
{
	return fails(MKDIR) ? -1 : (int)syscall(SYS_mkdirat, dir, name, mode);
}

int close(int fd)
{
	if (is_file(fd) && fails(CLOSE)) {
		int kept = errno;

		syscall(SYS_close, fd);
		errno = kept;
		return -1;
	}
	return (int)syscall(SYS_close, fd);
}

static inline void gate_set(bool shut)
{
	pthread_mutex_lock(&lock);
	gate_shut = shut;
	pthread_cond_broadcast(&gate);
	pthread_mutex_unlock(&lock);
}

static inline void gate_reached(int count)
{
	pthread_mutex_lock(&lock);
	while (at_gate < count)
		pthread_cond_wait(&gate, &lock);
	pthread_mutex_unlock(&lock);
}

static inline struct store *store_of(struct world *world)
{
	faults_clear();
	world_open(world);
	return store_new(world->path, &world->session, world->rubric, 1, NULL);
}

static inline void put(struct store *store, unsigned number)
{
	struct record record = world_note(number);

	store_put(store, &record);
	assert_null(record.note);
}

static inline void put_all(struct store *store, unsigned from, unsigned to)
{
	for (unsigned i = from; i <= to; i++)
		put(store, i);
}

static inline void expect_state(struct store *store, enum store_state want)
{
	enum store_state got = store_wait(store, PATIENCE_MS);

	if (got != want) {
		char *why = store_why(store);

		fail_msg("state %d, not %d: %s", got, want, why != NULL ? why : "");
	}
}

static inline void expect_why(struct store *store, const char *want)
{
	char *why = store_why(store);

	assert_non_null(why);
	assert_non_null(strstr(why, want));
	assert_non_null(strstr(why, store_path(store)));
	free(why);
}

/* The folder holds the notes 1..count once each, in order, and nothing else; returns how many
 * problems were reported. */
static inline size_t expect_notes(const char *path, unsigned count)
{
	struct err err = ERR_OK;
	struct session_data *data;
	size_t problems;

	faults_clear();
	data = session_read(path, &err);
	if (data == NULL)
		fail_msg("session_read: %s", err.message);
	assert_int_equal(data->records.count, count);
	for (unsigned i = 0; i < count; i++) {
		char want[32];

		snprintf(want, sizeof(want), "note %u", i + 1);
		assert_string_equal(data->records.list[i].note, want);
		assert_int_equal(data->records.list[i].seq, i + 1);
	}
	assert_int_equal(data->own_next_seq, count + 1);
	assert_false(data->own_unreadable);
	assert_false(data->own_equal_seq);
	problems = data->problems.count;
	session_data_free(data);
	return problems;
}

static inline size_t journals(const struct world *world)
{
	char dir[120];

	world_own_dir(world, dir, sizeof(dir));
	return world_names(dir, "j-", NULL, 0);
}

#endif
