/* Session folders when system calls fail, each in its turn: what is said to be done is done, what
 * is not is said with the folder or file, and doing it again then does it. */
#include "config.h"

#include "scarce_owner.h"
#include "scarce_scenes.h"

/* --- what is done, and what must then be so -----------------------------------------------------
 */

static bool do_make(struct scene *scene, struct err *err)
{
	return session_make(scene->world.path, &scene->world.session, scene->world.rubric, err);
}

static void is_made(struct scene *scene)
{
	struct session_data *data = load(scene->world.path);

	assert_int_equal(data->problems.count, 0);
	assert_string_equal(data->session.id, scene->world.session.id);
	session_data_free(data);
}

static bool do_make_group(struct scene *scene, struct err *err)
{
	struct buf people = BUF_EMPTY;
	bool done;

	buf_text_add(&people, PEOPLE);
	done = session_make_group(scene->world.path, &scene->world.session, scene->world.rubric,
		&scene->roster, &people, err);
	/* What is whole is not made twice: only its sync failed. */
	if (!done && !scarce.on && strstr(err->message, "already") != NULL)
		done = true;
	buf_free(&people);
	return done;
}

static void is_group(struct scene *scene)
{
	struct session_data *data = load(scene->world.path);
	struct people people;
	struct err err = ERR_OK;

	assert_int_equal(data->problems.count, 0);
	assert_int_equal(data->roster.count, 2);
	assert_int_equal(data->owner, geteuid());
	assert_true(people_read(scene->world.path, &data->roster, &people, &err));
	assert_string_equal(people.email[1], "bob@example.org");
	assert_string_equal(people.number[0], "11");
	people_free(&people);
	session_data_free(data);
}

/* Reading counts as done when all was read, or something was said. */
static bool do_read(struct scene *scene, struct err *err)
{
	struct session_data *data = session_read(scene->world.path, err);

	if (data == NULL)
		return false;
	scene->told = data->problems.count;
	if (scene->told == 0) {
		assert_int_equal(data->records.count, scene->data->records.count);
		assert_int_equal(data->roster.count, scene->data->roster.count);
		assert_int_equal(data->steps.count, scene->data->steps.count);
		assert_int_equal(data->file_count, scene->data->file_count);
		assert_int_equal(data->own_next_seq, scene->data->own_next_seq);
		assert_int_equal(data->owner, scene->data->owner);
		assert_false(data->copied || data->unattested || data->partly);
		for (size_t i = 0; i < data->records.count; i++)
			assert_int_equal(
				data->records.list[i].within, scene->data->records.list[i].within);
	} else {
		for (size_t i = 0; i < data->problems.count; i++) {
			assert_true(data->problems.list[i].file[0] != '\0');
			assert_true(data->problems.list[i].message[0] != '\0');
		}
		/* Who may not have read all of his own goes on with no number that was used. */
		if (!data->own_unreadable && data->own_next_seq != scene->data->own_next_seq)
			fail_msg("%u, %s: numbers are used twice", scarce.fail, scarce.which);
	}
	session_data_free(data);
	return true;
}

static bool do_rater_dir(struct scene *scene, struct err *err)
{
	int dir = session_rater_dir(scene->world.path, &scene->world.session, err);

	if (dir >= 0)
		close(dir);
	return dir >= 0;
}

static void has_rater_dir(struct scene *scene)
{
	char own[120];
	struct stat about;

	world_own_dir(&scene->world, own, sizeof(own));
	assert_int_equal(stat(own, &about), 0);
	assert_int_equal(about.st_uid, geteuid());
}

static bool do_step(struct scene *scene, struct err *err)
{
	struct state_step step;
	bool done;

	state_step_init(&step, "round");
	state_step_set(&step, "round", "2");
	done = state_dir_add(scene->world.path, &step, err);
	state_step_free(&step);
	return done;
}

/* Each step has a number of its own, the new one too. */
static void has_step(struct scene *scene)
{
	struct journal_problems problems = {NULL, 0};
	struct state_steps steps;

	assert_true(state_dir_read(scene->world.path, &steps, &problems));
	assert_int_equal(problems.count, 0);
	assert_non_null(state_last(&steps, "round", "round", "2"));
	for (size_t i = 0; i < steps.count; i++)
		assert_int_equal(steps.list[i].number, i + 1);
	state_steps_free(&steps);
}

static bool do_manifest(struct scene *scene, struct err *err)
{
	unsigned number;

	return publish_manifest(scene->data, &number, err);
}

static void has_manifest(struct scene *scene)
{
	struct session_data *data = load(scene->world.path);
	const struct state_step *step = state_last(&data->steps, STATE_MANIFEST, NULL, NULL);
	struct manifest manifest;
	struct err err = ERR_OK;

	assert_non_null(step);
	assert_true(manifest_read(scene->world.path, step->number, &manifest, &err));
	assert_int_equal(manifest.count, data->file_count);
	for (size_t i = 0; i < manifest.count; i++)
		assert_true(manifest_holds(&manifest.list[i], scene->world.path));
	manifest_free(&manifest);
	session_data_free(data);
}

static void make_handed_in(struct scene *scene)
{
	char path[160];
	static const char receipt[] = "rater,target\nstudent-1,Oost\n";

	make_closed(scene);
	world_own_dir(&scene->world, path, sizeof(path));
	strcat(path, "/submit-0000000000000000.csv");
	world_write(path, receipt, sizeof(receipt) - 1);
}

static bool do_merge(struct scene *scene, struct err *err)
{
	struct journal_problems problems = {NULL, 0};
	struct merge_outcome outcome = {0, 0};
	bool done = session_merge(scene->world.path, scene->other, &outcome, &problems, err);

	scene->told = problems.count;
	journal_problems_free(&problems);
	return done;
}

static void is_merged(struct scene *scene)
{
	struct session_data *data = load(scene->world.path);

	/* Some of the copy may not have been read, and that was said. */
	if (scene->told == 0)
		assert_int_equal(data->records.count, scene->data->records.count + 4);
	assert_int_equal(data->problems.count, 0);
	session_data_free(data);
}

static bool do_wipe(struct scene *scene, struct err *err)
{
	size_t files;

	return session_wipe(scene->world.path, &files, err);
}

static void is_wiped(struct scene *scene)
{
	assert_int_equal(session_wipe_count(scene->world.path), 0);
	search_all(scene->world.path, "student-1");
	search_all(scene->world.path, "example.org");
}

static bool do_people_add(struct scene *scene, struct err *err)
{
	return people_add(scene->world.path, "student-3", "=cyn@example.org", "", err);
}

static void has_people(struct scene *scene)
{
	struct roster three = {NULL, 0};
	struct people people;
	struct err err = ERR_OK;

	assert_true(roster_seats(&three, "student:3", &err));
	assert_true(people_read(scene->world.path, &three, &people, &err));
	assert_string_equal(people.email[0], "ann@example.org");
	assert_string_equal(people.email[1], "bob@example.org");
	assert_string_equal(people.email[2], "=cyn@example.org");
	people_free(&people);
	roster_free(&three);
}

static bool do_people_read(struct scene *scene, struct err *err)
{
	struct people people;
	bool done = people_read(scene->world.path, &scene->roster, &people, err);

	if (done) {
		assert_string_equal(people.email[0], "ann@example.org");
		assert_string_equal(people.number[1], "12");
	}
	people_free(&people);
	return done;
}

static bool do_is_at(struct scene *scene, struct err *err)
{
	return session_is_at(scene->world.path, &scene->world.session, err);
}

static bool do_look(struct scene *scene, struct err *err)
{
	struct session session;
	bool done = session_look(scene->world.path, &session, err);

	if (done) {
		assert_string_equal(session.id, scene->world.session.id);
		session_free(&session);
	}
	return done;
}

static void nothing(struct scene *scene)
{
	(void)scene;
}

static const struct action {
	const char *name;
	void (*prepare)(struct scene *scene);
	bool (*act)(struct scene *scene, struct err *err);
	void (*check)(struct scene *scene);
	unsigned least; /* calls */
} actions[] = {
	{"make", make_solo, do_make, is_made, 20},
	{"make a group", nothing, do_make_group, is_group, 30},
	{"read", make_filled, do_read, nothing, 30},
	{"read what was closed", make_closed, do_read, nothing, 30},
	{"look", make_group, do_look, nothing, 4},
	{"is at", make_group, do_is_at, nothing, 4},
	{"rater's directory", make_group, do_rater_dir, has_rater_dir, 5},
	{"step", make_group, do_step, has_step, 8},
	{"manifest", make_filled, do_manifest, has_manifest, 10},
	{"publish", make_group, do_publish, is_published, 10},
	{"read what was published", make_published, do_publish_read, nothing, 3},
	{"release", make_group, do_release, is_released, 8},
	{"erase", make_handed_in, do_erase, is_erased, 30},
	{"merge", make_copies, do_merge, is_merged, 50},
	{"wipe", make_closed, do_wipe, is_wiped, 20},
	{"add an address", make_group, do_people_add, has_people, 8},
	{"read addresses", make_group, do_people_read, nothing, 4},
};

static void expect_said(
	const struct action *action, const struct scene *scene, const struct err *err)
{
	if (err->code == ERR_NONE || err->message == NULL || err->message[0] == '\0')
		fail_msg("%s: %u, %s: failed and says nothing", action->name, scarce.fail,
			scarce.which);
	if (err->where == NULL || err->where[0] == '\0')
		fail_msg("%s: %u, %s: does not say where: %s", action->name, scarce.fail,
			scarce.which, err->message);
	(void)scene;
}

static void act_once(void *context)
{
	const struct action *action = context;
	struct err err = ERR_OK;
	struct scene scene;
	bool done;

	scene_open(&scene, SESSION_WORKSHOP);
	action->prepare(&scene);
	scarce_on();
	done = action->act(&scene, &err);
	scarce_off();
	if (done && err.code != ERR_NONE)
		fail_msg("%s: done, and an error: %s", action->name, err.message);
	if (!done) {
		if (scarce.which == NULL)
			fail_msg("%s: nothing failed, and yet: %s: %s", action->name, err.where,
				err.message);
		expect_said(action, &scene, &err);
		err_free(&err);
		/* It can be done again, and then it is. */
		done = action->act(&scene, &err);
		scarce_off();
		if (!done)
			fail_msg("%s: after %u, %s, failed: %s: %s", action->name, scarce.fail,
				scarce.which, err.where, err.message);
	}
	action->check(&scene);
	err_free(&err);
	scene_close(&scene);
}

static void sweep(int errnum, bool lasting)
{
	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		scarce_each(act_once, (void *)(uintptr_t)&actions[i], errnum, lasting, NULL,
			actions[i].least);
}

static void one_call_fails(void **state)
{
	(void)state;
	sweep(EIO, false);
}

static void all_calls_fail_from_one_on(void **state)
{
	(void)state;
	sweep(EACCES, true);
}

/* Where the file system says nothing of who may read, the group does, and its members are named. */
static void who_reads_is_found_by_trying(void **state)
{
	const struct group *group = getgrgid(getegid());
	struct session_probe probe;
	struct scene scene;

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	chmod(scene.world.dir, 0711);
	session_probe(scene.world.path, &probe);
	assert_true(probe.acl != (probe.group != NULL));
	assert_null(probe.blocked);
	session_probe_free(&probe);
	scarce.errnum = EOPNOTSUPP;
	scarce.only = "acl_get_file";
	scarce.fail = 1;
	scarce_on();
	session_probe(scene.world.path, &probe);
	scarce_off();
	assert_false(probe.acl);
	assert_non_null(probe.group);
	if (group != NULL)
		assert_string_equal(probe.group, group->gr_name);
	session_probe_free(&probe);
	scarce.only = NULL;
	/* The first directory on the way that is closed to others. */
	chmod(scene.world.dir, 0700);
	session_probe(scene.world.path, &probe);
	assert_non_null(probe.blocked);
	assert_string_equal(probe.blocked, scene.world.dir);
	session_probe_free(&probe);
	scene_close(&scene);
}

/* Best effort: what cannot be read is left out and counted, nothing is lost by it. */
static void find_once(void *context)
{
	struct session_summaries found;
	struct scene *scene = context;
	size_t unreadable;
	char *path;

	scarce_on();
	session_summaries_find(&found, &unreadable);
	path = session_find_solo(scene->world.rubric, "Anne", "", SESSION_NO_MOMENT, 0);
	session_remember(scene->other);
	scarce_off();
	assert_true(found.count <= 2);
	session_summaries_free(&found);
	free(path);
	session_remember(scene->other);
	session_summaries_find(&found, &unreadable);
	assert_int_equal(found.count, 2);
	assert_int_equal(unreadable, 0);
	session_summaries_free(&found);
	path = session_find_solo(scene->world.rubric, "Anne", "", SESSION_NO_MOMENT, 0);
	assert_non_null(strstr(path, "/peil/sessions/one"));
	free(path);
}

static void finding_is_best_effort(void **state)
{
	struct scene scene;
	struct err err = ERR_OK;

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	scene.world.session.kind = SESSION_SOLO;
	snprintf(scene.world.path, sizeof(scene.world.path), "%.50s/peil/sessions/one",
		scene.world.dir);
	assert_true(do_make(&scene, &err));
	snprintf(scene.other, sizeof(scene.other), "%s/outside", scene.world.dir);
	strcpy(scene.world.session.id, "00000000000000aa");
	assert_true(session_make(scene.other, &scene.world.session, scene.world.rubric, &err));
	session_remember(scene.other);
	scarce_each(find_once, &scene, EIO, false, NULL, 20);
	scene_close(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(one_call_fails, scarce_end),
		cmocka_unit_test_teardown(all_calls_fail_from_one_on, scarce_end),
		cmocka_unit_test_teardown(who_reads_is_found_by_trying, scarce_end),
		cmocka_unit_test_teardown(finding_is_best_effort, scarce_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
