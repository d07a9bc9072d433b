/* The store where its surroundings are odd: no pipe, no thread left, no folder to move to, a disk
 * that neither saves nor closes. */
#include "config.h"

#include "faulty.h"

#include <sched.h>
#include <sys/resource.h>

/* Without a descriptor for its pipe it tells nothing, and saves all the same. */
static void saves_without_a_pipe(void **state)
{
	struct rlimit before, none;
	struct world world;
	struct store *store;

	(void)state;
	faults_clear();
	world_open(&world);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	none = before;
	none.rlim_cur = 0;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	store = store_new(world.path, &world.session, world.rubric, 0, NULL);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	assert_int_equal(store_fd(store), -1);
	put_all(store, 1, 3);
	expect_state(store, STORE_SAVED);
	store_drain(store);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	/* Numbers begin at 1, also for who starts at none. */
	assert_int_equal(expect_notes(world.path, 3), 0);
	world_close(&world);
}

/* A number that is in use elsewhere is not used again; a lower one changes nothing. */
static void numbers_go_on_from_the_highest(void **state)
{
	static const uint64_t from[] = {7, 3};
	struct world world;
	struct store *store = store_of(&world);
	struct err err = ERR_OK;
	struct session_data *data;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		store_seq_from(store, from[i]);
		put(store, 1 + (unsigned)i);
	}
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	data = session_read(world.path, &err);
	assert_non_null(data);
	assert_int_equal(data->records.count, 2);
	assert_int_equal(data->records.list[0].seq, 7);
	assert_int_equal(data->records.list[1].seq, 8);
	session_data_free(data);
	world_close(&world);
}

static void places_to_move_to(void **state)
{
	static const struct {
		const char *name; /* below the world's directory; NULL: a name that is too long */
		const char *words;
	} cases[] = {
		{"a-file", "this is not a folder"},
		{"a-file/in/it", "this is not a folder"},
		{"full", "not empty"},
		{NULL, "the name of the folder is too long"},
	};
	struct world world;
	struct store *store = store_of(&world);
	char path[600];

	(void)state;
	put(store, 1);
	expect_state(store, STORE_SAVED);
	snprintf(path, sizeof(path), "%s/a-file", world.dir);
	world_write(path, "x", 1);
	snprintf(path, sizeof(path), "%s/full", world.dir);
	assert_int_equal(mkdir(path, 0755), 0);
	strcat(path, "/of-it");
	world_write(path, "x", 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct err err = ERR_OK;

		snprintf(path, sizeof(path), "%s/%s", world.dir,
			cases[i].name != NULL ? cases[i].name : "");
		if (cases[i].name == NULL)
			for (size_t len = strlen(path), to = len + 300; len < to; len++)
				memcpy(path + len, "x", 2);
		assert_false(store_move(store, path, &err));
		if (strstr(err.message, cases[i].words) == NULL)
			fail_msg("%s: %s", path, err.message);
		assert_string_equal(err.where, path);
		assert_string_equal(store_path(store), world.path);
		err_free(&err);
	}
	put(store, 2);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	assert_int_equal(expect_notes(world.path, 2), 0);
	world_close(&world);
}

/* Moved before there was anything: nothing is made anywhere until something is put. */
static void moving_nothing(void **state)
{
	struct world world;
	struct store *store = store_of(&world);
	struct err err = ERR_OK;
	char other[100];

	(void)state;
	snprintf(other, sizeof(other), "%s/other", world.dir);
	assert_true(store_move(store, other, &err));
	assert_int_equal(store_state(store), STORE_EMPTY);
	assert_int_not_equal(access(other, F_OK), 0);
	put(store, 1);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	assert_int_equal(expect_notes(other, 1), 0);
	assert_int_not_equal(access(world.path, F_OK), 0);
	world_close(&world);
}

/* What was there before and could not be taken along counts as not saved. */
static void moving_to_a_full_disk(void **state)
{
	struct world world;
	struct store *store = store_of(&world);
	struct err err = ERR_OK;
	struct session_data *data;
	char other[100];

	(void)state;
	put_all(store, 1, 3);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	data = session_read(world.path, &err);
	assert_non_null(data);
	store = store_new(
		world.path, &world.session, world.rubric, data->own_next_seq, &data->records);
	session_data_free(data);
	snprintf(other, sizeof(other), "%s/other", world.dir);
	fault_plan(WRITE, 1, 1000000, ENOSPC);
	assert_true(store_move(store, other, &err));
	expect_state(store, STORE_FAILED);
	expect_why(store, "the disk is full");
	assert_int_equal(store_free(store, PATIENCE_MS), 3);
	assert_int_equal(expect_notes(world.path, 3), 0);
	world_close(&world);
}

/* The very first write to a journal fails: the empty file does not stay. */
static void failing_head_leaves_no_file(void **state)
{
	static const int errnos[] = {EFBIG, EIO};

	(void)state;
	for (int from = 1; from <= 8; from++) {
		for (size_t i = 0; i < 2; i++) {
			struct world world;
			struct store *store = store_of(&world);

			fault_plan(WRITE, from, 1, errnos[i]);
			put_all(store, 1, 2);
			if (store_wait(store, PATIENCE_MS) == STORE_FAILED)
				store_retry(store);
			expect_state(store, STORE_SAVED);
			assert_int_equal(store_free(store, PATIENCE_MS), 0);
			assert_true(journals(&world) <= 2);
			assert_int_equal(expect_notes(world.path, 2), 0);
			world_close(&world);
		}
	}
}

/* Neither saved nor closed: all of it is told to be lost, and what was acknowledged is there. */
static void neither_saves_nor_closes(void **state)
{
	for (unsigned saved = 0; saved <= 2; saved += 2) {
		struct world world;
		struct store *store = store_of(&world);

		(void)state;
		if (saved > 0) {
			put_all(store, 1, saved);
			expect_state(store, STORE_SAVED);
		}
		fault_plan(SYNC_DATA, 1, 1000000, ENOSPC);
		fault_plan(CLOSE, 1, 1000000, EIO);
		put_all(store, saved + 1, saved + 2);
		expect_state(store, STORE_FAILED);
		assert_int_equal(store_free(store, PATIENCE_MS), 2);
		faults_clear();
		world_close(&world);
	}
}

/* A line that the disk refuses stays out of a journal that closes badly as well. */
static void full_when_it_closes(void **state)
{
	struct world world;
	struct store *store = store_of(&world);

	(void)state;
	put_all(store, 1, 2);
	expect_state(store, STORE_SAVED);
	fault_plan(WRITE, 1, 1000000, ENOSPC);
	fault_plan(CLOSE, 1, 1000000, EIO);
	put(store, 3);
	expect_state(store, STORE_FAILED);
	assert_int_equal(store_free(store, PATIENCE_MS), 3);
	assert_int_equal(expect_notes(world.path, 2), 0);
	world_close(&world);
}

/* Another copy of the session stands where the folder was: it gets all that was written. */
static void another_copy_in_its_place(void **state)
{
	struct world world;
	struct store *store = store_of(&world);
	char command[500];

	(void)state;
	put(store, 1);
	expect_state(store, STORE_SAVED);
	snprintf(command, sizeof(command), "cp -pR %s %s/copy", world.path, world.dir);
	assert_int_equal(system(command), 0);
	put(store, 2);
	expect_state(store, STORE_SAVED);
	snprintf(command, sizeof(command), "mv %s %s/away && mv %s/copy %s", world.path, world.dir,
		world.dir, world.path);
	assert_int_equal(system(command), 0);
	put(store, 3);
	for (int i = 0; i < 3 && store_wait(store, PATIENCE_MS) == STORE_FAILED; i++)
		store_retry(store);
	expect_state(store, STORE_SAVED);
	assert_int_equal(store_free(store, PATIENCE_MS), 0);
	assert_int_equal(expect_notes(world.path, 3), 0);
	world_close(&world);
}

/* Two threads wait for two disks: who leaves is told at once, and the last takes the store along.
 */
static void leaving_two_stuck_disks(void **state)
{
	static struct world world; /* the threads that are left behind still know it */
	struct store *store = store_of(&world);
	struct err err = ERR_OK;
	int fd = store_fd(store);
	static char other[100];

	(void)state;
	gate_set(true);
	put(store, 1);
	gate_reached(1);
	snprintf(other, sizeof(other), "%s/other", world.dir);
	assert_true(store_move(store, other, &err));
	gate_reached(2);
	put_all(store, 2, 4);
	assert_int_equal(store_free(store, 10), 4);
	gate_set(false);
	while (fcntl(fd, F_GETFD) >= 0)
		sched_yield();
	assert_int_equal(expect_notes(other, 4), 0);
	world_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(saves_without_a_pipe),
		cmocka_unit_test(numbers_go_on_from_the_highest),
		cmocka_unit_test(places_to_move_to),
		cmocka_unit_test(moving_nothing),
		cmocka_unit_test(moving_to_a_full_disk),
		cmocka_unit_test(failing_head_leaves_no_file),
		cmocka_unit_test(neither_saves_nor_closes),
		cmocka_unit_test(full_when_it_closes),
		cmocka_unit_test(another_copy_in_its_place),
		cmocka_unit_test(leaving_two_stuck_disks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
