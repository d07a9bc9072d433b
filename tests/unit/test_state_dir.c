/* Steps on disk: one number each, whoever writes at the same time; manifests. */
#include "config.h"

#include "files/manifest.h"
#include "files/publish.h"
#include "files/session_new.h"
#include "files/state_dir.h"
#include "world.h"

#include <sys/wait.h>

#define WRITERS 6
#define STEPS	10

static void make(struct world *world)
{
	struct roster roster = {NULL, 0};
	struct err err = ERR_OK;

	world_open(world);
	world->session.kind = SESSION_WORKSHOP;
	mem_replace(&world->session.title, "Oost");
	mem_replace(&world->session.purpose, "to try; \"this\" & that");
	world->session.rounds = 3;
	world->session.threshold = 60;
	world->session.minutes = 0;
	world->session.names_shown = world->session.roles_apart = true;
	assert_true(roster_seats(&roster, "student:2", &err));
	assert_true(session_make_group(
		world->path, &world->session, world->rubric, &roster, NULL, &err));
	roster_free(&roster);
}

static struct session_data *load(const struct world *world)
{
	struct err err = ERR_OK;
	struct session_data *data = session_read(world->path, &err);

	assert_non_null(data);
	return data;
}

static void settings_come_back(void **state)
{
	struct session_data *data;
	struct world world;

	(void)state;
	make(&world);
	data = load(&world);
	assert_int_equal(data->session.kind, SESSION_WORKSHOP);
	assert_int_equal(data->session.rounds, 3);
	assert_int_equal(data->session.threshold, 60);
	assert_int_equal(data->session.minutes, 0);
	assert_true(data->session.names_shown && data->session.roles_apart);
	assert_string_equal(data->session.purpose, world.session.purpose);
	assert_int_equal(data->owner, geteuid());
	assert_false(data->copied || data->unattested || data->partly);
	assert_int_equal(data->roster.count, 2);
	assert_non_null(data->ledger);
	session_data_free(data);
	world_close(&world);
}

static void a_step_comes_back(void **state)
{
	struct journal_problems problems = {NULL, 0};
	struct state_steps steps;
	struct state_step step;
	struct err err = ERR_OK;
	struct buf list = BUF_EMPTY;
	struct world world;

	(void)state;
	make(&world);
	for (int i = 0; i < 200; i++)
		buf_format(&list, "%selement-with-a-long-name.%d", i > 0 ? ", " : "", i);
	state_step_init(&step, "round");
	state_step_set(&step, "round", "2");
	state_step_set(&step, "criteria", buf_text(&list));
	state_step_set(&step, "name", "Bo & \"Co\"; # x");
	state_step_set(&step, "login", "");
	assert_true(state_dir_add(world.path, &step, &err));
	assert_int_equal(step.number, 2);
	state_step_free(&step);
	assert_true(state_dir_read(world.path, &steps, &problems));
	assert_int_equal(problems.count, 0);
	assert_int_equal(steps.count, 2);
	assert_string_equal(steps.list[0].step, "open");
	assert_string_equal(state_step_get(&steps.list[1], "criteria"), buf_text(&list));
	assert_string_equal(state_step_get(&steps.list[1], "name"), "Bo & \"Co\"; # x");
	assert_string_equal(state_step_get(&steps.list[1], "login"), "");
	assert_ptr_equal(state_last(&steps, "round", "round", "2"), &steps.list[1]);
	assert_null(state_last(&steps, "round", "round", "3"));
	state_steps_free(&steps);
	buf_free(&list);
	world_close(&world);
}

static void junk_is_reported(void **state)
{
	static const char *const names[] = {"notes.txt", "0000-open", "3-round", "0003-Round",
		"0004-round", "0005-closed", "0006-manifest"};
	struct journal_problems problems = {NULL, 0};
	struct state_steps steps;
	struct err err = ERR_OK;
	struct session_data *data;
	struct world world;
	char path[160];

	(void)state;
	make(&world);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/state/%s", world.path, names[i]);
		world_write(path, "[state]\nstep = open\n", 20);
	}
	assert_true(state_dir_read(world.path, &steps, &problems));
	assert_int_equal(steps.count, 2); /* the manifest is read by others */
	assert_int_equal(problems.count, 6);
	state_steps_free(&steps);
	journal_problems_free(&problems);
	data = load(&world);
	assert_int_equal(data->problems.count, 7);
	assert_false(data->ledger->closed);
	session_data_free(data);
	err_free(&err);
	world_close(&world);
}

static void write_steps(const struct world *world, int writer)
{
	static const char *const words[] = {"person-added", "round"};

	for (int i = 0; i < STEPS; i++) {
		struct err err = ERR_OK;
		struct state_step step;

		state_step_init(&step, words[(writer + i) % 2]);
		if (!state_dir_add(world->path, &step, &err))
			_exit(1);
		state_step_free(&step);
	}
	_exit(0);
}

static void one_number_each(void **state)
{
	struct journal_problems problems = {NULL, 0};
	struct state_steps steps;
	struct world world;
	int status;

	(void)state;
	make(&world);
	for (int i = 0; i < WRITERS; i++) {
		if (fork() == 0)
			write_steps(&world, i);
	}
	for (int i = 0; i < WRITERS; i++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_true(state_dir_read(world.path, &steps, &problems));
	assert_int_equal(problems.count, 0);
	assert_int_equal(steps.count, 1 + WRITERS * STEPS);
	for (size_t i = 0; i < steps.count; i++)
		assert_int_equal(steps.list[i].number, i + 1);
	snprintf(world.path + strlen(world.path), 8, "/state");
	assert_int_equal(world_names(world.path, ".peil-", NULL, 0), 0);
	state_steps_free(&steps);
	world_close(&world);
}

static void manifest_knows_what_was_there(void **state)
{
	struct session_data *data;
	struct manifest manifest;
	struct err err = ERR_OK;
	struct world world;
	unsigned number;
	char own[120], path[200], name[64];
	struct buf line = BUF_EMPTY;
	struct record record;

	(void)state;
	make(&world);
	close(session_rater_dir(world.path, &world.session, &err));
	world_own_dir(&world, own, sizeof(own));
	snprintf(name, sizeof(name), "u%lu/j-00000000000000aa.csv", (unsigned long)geteuid());
	snprintf(path, sizeof(path), "%s/j-00000000000000aa.csv", own);
	record = world_rate("Oost", "novelty", "low");
	mem_replace(&record.rater, "student-1");
	strcpy(record.writer, "00000000000000aa");
	strcpy(record.at, "2026-03-01T10:00:00Z");
	record.seq = 1;
	buf_text_add(&line, JOURNAL_HEADER "\n");
	journal_line(&line, &record);
	world_write(path, line.data, line.len);
	data = load(&world);
	assert_int_equal(data->file_count, 1);
	assert_string_equal(data->files[0].name, name);
	assert_int_equal(data->records.list[0].end, line.len);
	assert_true(publish_manifest(data, &number, &err));
	assert_int_equal(number, 2);
	session_data_free(data);
	assert_true(manifest_read(world.path, number, &manifest, &err));
	assert_int_equal(manifest.count, 1);
	assert_non_null(manifest_find(&manifest, name));
	assert_null(manifest_find(&manifest, "u1/j-x.csv"));
	assert_int_equal(manifest.list[0].length, line.len);
	assert_true(manifest_holds(&manifest.list[0], world.path));
	/* What is added later does not matter; what is changed does. */
	record.seq = 2;
	journal_line(&line, &record);
	world_write(path, line.data, line.len);
	assert_true(manifest_holds(&manifest.list[0], world.path));
	line.data[line.len / 3] ^= 1;
	world_write(path, line.data, line.len);
	assert_false(manifest_holds(&manifest.list[0], world.path));
	manifest_free(&manifest);
	record_free(&record);
	buf_free(&line);
	world_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(settings_come_back),
		cmocka_unit_test(a_step_comes_back),
		cmocka_unit_test(junk_is_reported),
		cmocka_unit_test(one_number_each),
		cmocka_unit_test(manifest_knows_what_was_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
