/* The store: what is put is saved, or said not to be, whatever the disk does. */
#include "config.h"

#include "faulty.h"

#include <poll.h>
#include <sched.h>

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
		cmocka_unit_test(leaving_a_stuck_disk),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
