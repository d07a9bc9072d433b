/* The store under faults: the system calls of saving are replaced here by ones that fail on
 * demand. */
#include "config.h"

#include "base/clock.h"
#include "files/store.h"
#include "world.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
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

static void faults_clear(void)
{
	pthread_mutex_lock(&lock);
	memset(plans, 0, sizeof(plans));
	memset(calls, 0, sizeof(calls));
	short_write = 0;
	pthread_mutex_unlock(&lock);
}

static void fault_plan(enum call call, int from, int times, int errnum)
{
	pthread_mutex_lock(&lock);
	calls[call] = 0;
	plans[call].from = from;
	plans[call].times = times;
	plans[call].errnum = errnum;
	pthread_mutex_unlock(&lock);
}

static bool fails(enum call call)
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
static bool is_file(int fd)
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

static void gate_set(bool shut)
{
	pthread_mutex_lock(&lock);
	gate_shut = shut;
	pthread_cond_broadcast(&gate);
	pthread_mutex_unlock(&lock);
}

static void gate_reached(int count)
{
	pthread_mutex_lock(&lock);
	while (at_gate < count)
		pthread_cond_wait(&gate, &lock);
	pthread_mutex_unlock(&lock);
}

static struct store *store_of(struct world *world)
{
	faults_clear();
	world_open(world);
	return store_new(world->path, &world->session, world->rubric, 1, NULL);
}

static void put(struct store *store, unsigned number)
{
	struct record record = world_note(number);

	store_put(store, &record);
	assert_null(record.note);
}

static void put_all(struct store *store, unsigned from, unsigned to)
{
	for (unsigned i = from; i <= to; i++)
		put(store, i);
}

static void expect_state(struct store *store, enum store_state want)
{
	enum store_state got = store_wait(store, PATIENCE_MS);

	if (got != want) {
		char *why = store_why(store);

		fail_msg("state %d, not %d: %s", got, want, why != NULL ? why : "");
	}
}

static void expect_why(struct store *store, const char *want)
{
	char *why = store_why(store);

	assert_non_null(why);
	assert_non_null(strstr(why, want));
	assert_non_null(strstr(why, store_path(store)));
	free(why);
}

/* The folder holds the notes 1..count once each, in order, and nothing else; returns how many
 * problems were reported. */
static size_t expect_notes(const char *path, unsigned count)
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

static size_t journals(const struct world *world)
{
	char dir[120];

	world_own_dir(world, dir, sizeof(dir));
	return world_names(dir, "j-", NULL, 0);
}

static void nothing_on_disk_before_the_first_record(void **state)
{
	struct world world;
	struct store *store = store_of(&world);
	struct stat about;
	size_t count, saved;

	(void)state;
	assert_int_equal(store_state(store), STORE_EMPTY);
	assert_int_equal(store_wait(store, 0), STORE_EMPTY);
	store_retry(store);
	assert_int_equal(stat(world.path, &about), -1);
	assert_null(store_why(store));
	store_counts(store, &count, &saved);
	assert_int_equal(count + saved, 0);
	assert_int_equal(store_free(store, 0), 0);
	assert_int_equal(stat(world.path, &about), -1);
	world_close(&world);
}

static void saves_and_tells(void **state)
{
	struct world world;
	struct store *store = store_of(&world);
	struct pollfd readable = {.fd = store_fd(store), .events = POLLIN};
	size_t count, saved;

	(void)state;
	assert_int_equal(poll(&readable, 1, 0), 0);
	put_all(store, 1, 10);
	expect_state(store, STORE_SAVED);
	store_counts(store, &count, &saved);
	assert_int_equal(count, 10);
	assert_int_equal(saved, 10);
	assert_int_equal(poll(&readable, 1, 0), 1);
	store_drain(store);
	assert_int_equal(poll(&readable, 1, 0), 0);
	put(store, 11);
	assert_int_equal(poll(&readable, 1, PATIENCE_MS), 1);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	assert_int_equal(journals(&world), 1);
	assert_int_equal(expect_notes(world.path, 11), 0);
	world_close(&world);
}

static void interruptions_and_short_writes_are_invisible(void **state)
{
	(void)state;
	for (int from = 1; from <= 12; from++) {
		struct world world;
		struct store *store = store_of(&world);

		short_write = 7;
		fault_plan(WRITE, from, 3, EINTR);
		fault_plan(SYNC_DATA, 1, 3, EINTR);
		fault_plan(SYNC, from, 3, EINTR);
		fault_plan(OPEN, from, 3, EINTR);
		put_all(store, 1, 4);
		expect_state(store, STORE_SAVED);
		assert_int_equal(store_free(store, PATIENCE_MS), 0);
		assert_int_equal(journals(&world), 1);
		assert_int_equal(expect_notes(world.path, 4), 0);
		world_close(&world);
	}
}

/* Full from the nth write on, then free again: said, kept, and whole afterwards. */
static void full_disk_then_free(void **state)
{
	static const int errnos[] = {ENOSPC, EDQUOT};

	(void)state;
	for (int from = 1; from <= 40; from++) {
		struct world world;
		struct store *store = store_of(&world);
		size_t count, saved;

		short_write = from % 2 == 0 ? 100 : 0;
		fault_plan(WRITE, from, 1000000, errnos[from % 2]);
		for (unsigned i = 1; i <= 6; i++) {
			put(store, i);
			store_wait(store, PATIENCE_MS);
		}
		if (store_state(store) == STORE_FAILED) {
			expect_why(store, from % 2 == 0 ? "the disk is full"
							: "your share of the disk is full");
			store_counts(store, &count, &saved);
			assert_int_equal(count, 6);
			assert_true(saved < 6);
			store_retry(store);
			expect_state(store, STORE_FAILED);
			fault_plan(WRITE, 0, 0, 0);
			store_retry(store);
		}
		expect_state(store, STORE_SAVED);
		put(store, 7);
		expect_state(store, STORE_SAVED);
		assert_int_equal(store_free(store, PATIENCE_MS), 0);
		assert_int_equal(journals(&world), 1);
		assert_int_equal(expect_notes(world.path, 7), 0);
		world_close(&world);
	}
}

/* A torn line that cannot be cut off ends its journal; the next one goes on. */
static void full_disk_without_truncate(void **state)
{
	struct world world;
	struct store *store = store_of(&world);

	(void)state;
	put(store, 1);
	expect_state(store, STORE_SAVED);
	short_write = 50;
	fault_plan(TRUNCATE, 1, 1000000, EIO);
	fault_plan(WRITE, 2, 1, ENOSPC);
	put(store, 2);
	expect_state(store, STORE_SAVED);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	assert_int_equal(journals(&world), 2);
	assert_int_equal(expect_notes(world.path, 2), 1);
	world_close(&world);
}

/* A file may not grow (ulimit -f) or the disk errs: a new journal may do it. */
static void failing_write_starts_a_new_journal(void **state)
{
	static const int errnos[] = {EFBIG, EIO};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct world world;
		struct store *store = store_of(&world);

		put_all(store, 1, 3);
		expect_state(store, STORE_SAVED);
		fault_plan(WRITE, 1, 1, errnos[i]);
		put(store, 4);
		expect_state(store, STORE_SAVED);
		assert_int_equal(store_free(store, PATIENCE_MS), 0);
		assert_int_equal(journals(&world), 2);
		assert_int_equal(expect_notes(world.path, 4), 0);
		world_close(&world);
	}
}

/* A failed sync makes the file suspect: all that was not acknowledged goes into a new one. */
static void failing_sync_starts_a_new_journal(void **state)
{
	static const int errnos[] = {EIO, ENOSPC, EDQUOT};

	(void)state;
	for (int from = 1; from <= 9; from++) {
		struct world world;
		struct store *store = store_of(&world);
		int before;

		fault_plan(SYNC_DATA, from, 1, errnos[from % 3]);
		for (unsigned i = 1; i <= 6; i++) {
			put(store, i);
			expect_state(store, STORE_SAVED);
		}
		before = calls[SYNC_DATA];
		assert_int_equal(before, from <= 6 ? 7 : 6);
		assert_int_equal(store_free(store, PATIENCE_MS), 0);
		assert_int_equal(journals(&world), from <= 6 ? 2 : 1);
		assert_int_equal(expect_notes(world.path, 6), 0);
		world_close(&world);
	}
}

/* A disk that fails for long does not fill up with journals. */
static void failing_for_long_leaves_few_files(void **state)
{
	struct world world;
	struct store *store = store_of(&world);

	(void)state;
	put(store, 1);
	expect_state(store, STORE_SAVED);
	fault_plan(SYNC_DATA, 1, 1000000, EIO);
	put_all(store, 2, 3);
	for (int i = 0; i < 20; i++) {
		expect_state(store, STORE_FAILED);
		store_retry(store);
	}
	expect_state(store, STORE_FAILED);
	expect_why(store, "the disk reports an error");
	assert_true(journals(&world) <= 3);
	faults_clear();
	store_retry(store);
	expect_state(store, STORE_SAVED);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	assert_int_equal(expect_notes(world.path, 3), 0);
	world_close(&world);
}

/* Every step of making the folder fails once; the next try goes on. */
static void every_step_of_making_fails_once(void **state)
{
	static const enum call which[] = {WRITE, SYNC_DATA, SYNC, OPEN, CLOSE, MKDIR};
	static const int errnos[] = {ENOSPC, EIO, EROFS, EACCES, EMFILE};

	(void)state;
	for (size_t w = 0; w < sizeof(which) / sizeof(which[0]); w++) {
		for (int from = 1; from <= 15; from++) {
			struct world world;
			struct store *store = store_of(&world);

			fault_plan(which[w], from, 1, errnos[from % 5]);
			put(store, 1);
			if (store_wait(store, PATIENCE_MS) == STORE_FAILED) {
				char *why = store_why(store);

				assert_non_null(why);
				free(why);
				put(store, 2);
			} else {
				put(store, 2);
			}
			if (store_wait(store, PATIENCE_MS) == STORE_FAILED)
				store_retry(store);
			expect_state(store, STORE_SAVED);
			assert_int_equal(store_free(store, PATIENCE_MS), 0);
			assert_int_equal(expect_notes(world.path, 2), 0);
			world_close(&world);
		}
	}
}

/* Closing fails only on a network, and then what was in the journal is written once more. */
static void failing_close_writes_again(void **state)
{
	struct world world;
	struct store *store = store_of(&world);

	(void)state;
	put_all(store, 1, 3);
	expect_state(store, STORE_SAVED);
	fault_plan(CLOSE, 1, 1, EIO);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	assert_int_equal(journals(&world), 2);
	assert_int_equal(expect_notes(world.path, 3), 0);
	world_close(&world);
	store = store_of(&world);
	put_all(store, 1, 3);
	expect_state(store, STORE_SAVED);
	fault_plan(CLOSE, 1, 1000, EIO);
	assert_int_equal(store_free(store, PATIENCE_MS), 3);
	faults_clear();
	world_close(&world);
}

static void slow_disk_holds_nobody(void **state)
{
	struct world world;
	struct store *store = store_of(&world);
	size_t count, saved;

	(void)state;
	gate_set(true);
	put(store, 1);
	gate_reached(1);
	put_all(store, 2, 200);
	assert_int_equal(store_state(store), STORE_WAITING);
	assert_int_equal(store_wait(store, 1), STORE_WAITING);
	store_counts(store, &count, &saved);
	assert_int_equal(count, 200);
	assert_int_equal(saved, 0);
	gate_set(false);
	expect_state(store, STORE_SAVED);
	/* All that came meanwhile went with one sync. */
	assert_int_equal(calls[SYNC_DATA], 2);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	assert_int_equal(expect_notes(world.path, 200), 0);
	world_close(&world);
}

/* A flood goes in parts, and leaving waits for all of them. */
static void a_flood_is_saved_before_leaving(void **state)
{
	struct world world;
	struct store *store = store_of(&world);

	(void)state;
	put_all(store, 1, 2000);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	assert_int_equal(expect_notes(world.path, 2000), 0);
	world_close(&world);
}

/* Leaving a disk that does not answer: told how much is not saved, and no waiting for it. */
static void leaving_a_stuck_disk(void **state)
{
	static struct world world; /* the thread that is left behind still knows it */
	struct store *store = store_of(&world);
	int fd = store_fd(store);

	(void)state;
	gate_set(true);
	put_all(store, 1, 3);
	gate_reached(1);
	assert_int_equal(store_free(store, 10), 3);
	gate_set(false);
	/* When the disk answers, the thread ends by itself and takes the store along. */
	while (fcntl(fd, F_GETFD) >= 0)
		sched_yield();
	assert_int_equal(expect_notes(world.path, 3), 0);
	world_close(&world);
}

static void removed_folder_is_not_saved(void **state)
{
	struct world world;
	struct store *store = store_of(&world);
	char other[100];
	struct err err = ERR_OK;
	size_t count, saved;

	(void)state;
	put_all(store, 1, 3);
	expect_state(store, STORE_SAVED);
	world_remove(world.path);
	put(store, 4);
	expect_state(store, STORE_FAILED);
	expect_why(store, "the folder is gone");
	store_counts(store, &count, &saved);
	assert_int_equal(saved, 0);
	store_retry(store);
	expect_state(store, STORE_FAILED);
	assert_int_not_equal(access(world.path, F_OK), 0);
	snprintf(other, sizeof(other), "%s/a/b/other", world.dir);
	assert_true(store_move(store, other, &err));
	assert_string_equal(store_path(store), other);
	expect_state(store, STORE_SAVED);
	put(store, 5);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	assert_int_equal(expect_notes(other, 5), 0);
	world_close(&world);
}

static void renamed_folder_is_not_saved_until_it_is_back(void **state)
{
	struct world world;
	struct store *store = store_of(&world);
	char away[100];

	(void)state;
	put_all(store, 1, 3);
	expect_state(store, STORE_SAVED);
	snprintf(away, sizeof(away), "%s/away", world.dir);
	assert_int_equal(rename(world.path, away), 0);
	put(store, 4);
	expect_state(store, STORE_FAILED);
	expect_why(store, "the folder is gone");
	assert_int_equal(rename(away, world.path), 0);
	store_retry(store);
	expect_state(store, STORE_SAVED);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	assert_int_equal(expect_notes(world.path, 4), 0);
	world_close(&world);
}

static void removed_journal_is_written_again(void **state)
{
	struct world world;
	struct store *store = store_of(&world);
	char dir[120], name[64], path[200];

	(void)state;
	put_all(store, 1, 3);
	expect_state(store, STORE_SAVED);
	world_own_dir(&world, dir, sizeof(dir));
	assert_int_equal(world_names(dir, "j-", name, sizeof(name)), 1);
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	assert_int_equal(unlink(path), 0);
	put(store, 4);
	expect_state(store, STORE_FAILED);
	store_retry(store);
	expect_state(store, STORE_SAVED);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	assert_int_equal(expect_notes(world.path, 4), 0);
	world_close(&world);
}

static void moving_takes_all_along(void **state)
{
	struct world world;
	struct store *store = store_of(&world);
	struct err err = ERR_OK;
	struct session_data *data;
	char other[100], third[100];

	(void)state;
	put_all(store, 1, 2);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	for (int run = 0; run < 2; run++) {
		data = session_read(world.path, &err);
		assert_non_null(data);
		store = store_new(world.path, &world.session, world.rubric, data->own_next_seq,
			&data->records);
		session_data_free(data);
		put(store, 3 + (unsigned)run);
		if (run == 0)
			assert_int_equal(store_free(store, PATIENCE_MS), 0);
	}
	expect_state(store, STORE_SAVED);
	snprintf(other, sizeof(other), "%s/other", world.dir);
	assert_false(store_move(store, world.dir, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_false(store_move(store, "", &err));
	assert_int_equal(mkdir(other, 0755), 0);
	assert_true(store_move(store, other, &err));
	put(store, 5);
	expect_state(store, STORE_SAVED);
	assert_int_equal(expect_notes(other, 5), 0);
	/* Back to where it was, and on: the same session again. */
	assert_true(store_move(store, world.path, &err));
	put(store, 6);
	expect_state(store, STORE_SAVED);
	assert_int_equal(expect_notes(world.path, 6), 0);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	/* A resumed session that is moved before anything was put. */
	data = session_read(world.path, &err);
	store = store_new(
		world.path, &world.session, world.rubric, data->own_next_seq, &data->records);
	session_data_free(data);
	assert_int_equal(store_state(store), STORE_EMPTY);
	snprintf(third, sizeof(third), "%s/third", world.dir);
	assert_true(store_move(store, third, &err));
	expect_state(store, STORE_SAVED);
	assert_int_equal(expect_notes(third, 6), 0);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	err_free(&err);
	world_close(&world);
}

static void moving_away_from_a_stuck_disk(void **state)
{
	struct world world;
	struct store *store = store_of(&world);
	struct err err = ERR_OK;
	char other[100];

	(void)state;
	put_all(store, 1, 2);
	expect_state(store, STORE_SAVED);
	gate_set(true);
	put(store, 3);
	gate_reached(1);
	snprintf(other, sizeof(other), "%s/other", world.dir);
	assert_true(store_move(store, other, &err));
	assert_int_equal(store_state(store), STORE_WAITING);
	/* The new place has a thread of its own; here it stops at the same gate. */
	gate_reached(2);
	gate_set(false);
	expect_state(store, STORE_SAVED);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	assert_int_equal(expect_notes(other, 3), 0);
	world_close(&world);
}

static void moving_fails_and_is_tried_again(void **state)
{
	(void)state;
	for (int from = 1; from <= 20; from++) {
		struct world world;
		struct store *store = store_of(&world);
		struct err err = ERR_OK;
		struct session_data *data;
		char other[100];

		put_all(store, 1, 3);
		assert_int_equal(store_free(store, PATIENCE_MS), 0);
		data = session_read(world.path, &err);
		store = store_new(world.path, &world.session, world.rubric, data->own_next_seq,
			&data->records);
		session_data_free(data);
		put(store, 4);
		expect_state(store, STORE_SAVED);
		snprintf(other, sizeof(other), "%s/other", world.dir);
		fault_plan(from % 2 == 0 ? WRITE : SYNC_DATA, (from + 1) / 2, 2, ENOSPC);
		assert_true(store_move(store, other, &err));
		for (int i = 0; i < 5 && store_wait(store, PATIENCE_MS) == STORE_FAILED; i++)
			store_retry(store);
		expect_state(store, STORE_SAVED);
		assert_int_equal(store_free(store, PATIENCE_MS), 0);
		assert_int_equal(expect_notes(other, 4), 0);
		world_close(&world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_on_disk_before_the_first_record),
		cmocka_unit_test(saves_and_tells),
		cmocka_unit_test(interruptions_and_short_writes_are_invisible),
		cmocka_unit_test(full_disk_then_free),
		cmocka_unit_test(full_disk_without_truncate),
		cmocka_unit_test(failing_write_starts_a_new_journal),
		cmocka_unit_test(failing_sync_starts_a_new_journal),
		cmocka_unit_test(failing_for_long_leaves_few_files),
		cmocka_unit_test(every_step_of_making_fails_once),
		cmocka_unit_test(failing_close_writes_again),
		cmocka_unit_test(slow_disk_holds_nobody),
		cmocka_unit_test(a_flood_is_saved_before_leaving),
		cmocka_unit_test(removed_folder_is_not_saved),
		cmocka_unit_test(renamed_folder_is_not_saved_until_it_is_back),
		cmocka_unit_test(removed_journal_is_written_again),
		cmocka_unit_test(moving_takes_all_along),
		cmocka_unit_test(moving_away_from_a_stuck_disk),
		cmocka_unit_test(moving_fails_and_is_tried_again),
		cmocka_unit_test(leaving_a_stuck_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
