/* The store when its folder goes away, and when the session moves to another. */
#include "config.h"

#include "faulty.h"

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
		cmocka_unit_test(removed_folder_is_not_saved),
		cmocka_unit_test(renamed_folder_is_not_saved_until_it_is_back),
		cmocka_unit_test(removed_journal_is_written_again),
		cmocka_unit_test(moving_takes_all_along),
		cmocka_unit_test(moving_away_from_a_stuck_disk),
		cmocka_unit_test(moving_fails_and_is_tried_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
