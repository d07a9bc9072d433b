/* A session's folder and what lies around it: homes that are not there, lists of one's own,
 * directories of somebody else, names that are no step. */
#include "config.h"

#include "scarce_scenes.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void write_in(const struct scene *scene, const char *name, const char *text)
{
	char file[200];

	snprintf(file, sizeof(file), "%s/%s", scene->world.path, name);
	world_write(file, text, strlen(text));
}

/* --- addresses ---------------------------------------------------------------------------------
 */

static void addresses_come_in_any_columns(void **state)
{
	static const struct {
		const char *text, *words; /* words NULL: it is fine */
		unsigned line;
		const char *email, *number; /* of student-1 */
		const char *after;	    /* with one more added; NULL: not looked at */
	} cases[] = {
		{"number,person\n7,student-1\n8,guest-1\n", NULL, 0, "", "7",
			"number,person\n7,student-1\n8,guest-1\nx,'=y,\n"},
		{"person,email,number,note\nstudent-1,a,7,\n", NULL, 0, "a", "7",
			"person,email,number,note\nstudent-1,a,7,\nx,'=y,,\n"},
		{"person,email,number\nstudent-1,a,7", NULL, 0, "a", "7",
			"person,email,number\nstudent-1,a,7\nx,'=y,\n"},
		{"person,email\nstudent-1,a", NULL, 0, "a", "", NULL},
		{"email,number\na,7\n", "no column person", 1, NULL, NULL, NULL},
		{"person,email\nstudent-1\n", "not as many columns", 2, NULL, NULL, NULL},
		{"person,email\nstudent-1,a,b\n", "not as many columns", 2, NULL, NULL, NULL},
	};
	struct scene scene;

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct buf bytes = BUF_EMPTY;
		struct err err = ERR_OK;
		struct people people;
		char file[200], where[220];
		bool good;

		snprintf(file, sizeof(file), "%s/private/people.csv", scene.world.path);
		snprintf(where, sizeof(where), "%s:%u", file, cases[i].line);
		write_in(&scene, "private/people.csv", cases[i].text);
		good = people_read(scene.world.path, &scene.roster, &people, &err);
		if (good != (cases[i].words == NULL))
			fail_msg("%s: %s", cases[i].text, good ? "fine" : err.message);
		if (good) {
			assert_string_equal(people.email[0], cases[i].email);
			assert_string_equal(people.number[0], cases[i].number);
			assert_string_equal(people.email[1], "");
		} else {
			assert_non_null(strstr(err.message, cases[i].words));
			assert_string_equal(err.where, where);
		}
		people_free(&people);
		err_free(&err);
		if (cases[i].after == NULL)
			continue;
		assert_true(people_add(scene.world.path, "x", "=y", "", &err));
		world_load(file, &bytes);
		assert_string_equal(buf_text(&bytes), cases[i].after);
		buf_free(&bytes);
	}
	scene_close(&scene);
}

static void no_addresses_is_a_new_list(void **state)
{
	struct buf bytes = BUF_EMPTY;
	struct err err = ERR_OK;
	struct people people;
	struct scene scene;
	char file[200];

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	snprintf(file, sizeof(file), "%s/private/people.csv", scene.world.path);
	assert_int_equal(unlink(file), 0);
	assert_true(people_read(scene.world.path, &scene.roster, &people, &err));
	assert_int_equal(people.count, 2);
	assert_string_equal(people.email[1], "");
	people_free(&people);
	assert_true(people_add(scene.world.path, "student-2", "b@example.org", "7", &err));
	world_load(file, &bytes);
	assert_string_equal(buf_text(&bytes), "person,email,number\nstudent-2,b@example.org,7\n");
	buf_free(&bytes);
	/* A link is not followed, to read or to add. */
	assert_int_equal(unlink(file), 0);
	assert_int_equal(symlink("/etc/passwd", file), 0);
	assert_false(people_read(scene.world.path, &scene.roster, &people, &err));
	assert_string_equal(err.where, file);
	err_free(&err);
	people_free(&people);
	err = (struct err)ERR_OK;
	assert_false(people_add(scene.world.path, "student-2", "b@example.org", "7", &err));
	assert_int_equal(err.code, ERR_SAVE);
	err_free(&err);
	scene_close(&scene);
}

/* --- steps -------------------------------------------------------------------------------------
 */

static void steps_that_are_none(void **state)
{
	static const struct {
		const char *name, *text, *words;
		bool unread;
	} cases[] = {
		{"0000-round", "[state]\nstep = round\n", "no step", false},
		{"0002round", "[state]\nstep = round\n", "no step", false},
		{"0002-", "[state]\nstep = round\n", "no step", false},
		{"0002-round", "[state]\nstep = closed\n", "does not say what its name says",
			false},
		{"0002-round", "", "does not say what its name says", false},
		{"0002-round", "[state\n", "section without its ]", false},
		{"0002-round", NULL, "this is a directory", true},
		{"0002-dance", "[state]\nstep = dance\n", "use a newer peil", false},
	};
	struct scene scene;

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct journal_problems problems = {NULL, 0};
		struct state_steps steps;
		char file[200], shown[80];

		snprintf(shown, sizeof(shown), "state/%s", cases[i].name);
		snprintf(file, sizeof(file), "%s/%s", scene.world.path, shown);
		if (cases[i].text == NULL)
			mkdir(file, 0755);
		else
			write_in(&scene, shown, cases[i].text);
		assert_true(state_dir_read(scene.world.path, &steps, &problems));
		assert_int_equal(problems.count, 1);
		assert_string_equal(problems.list[0].file, shown);
		if (strstr(problems.list[0].message, cases[i].words) == NULL)
			fail_msg("%s: %s", cases[i].name, problems.list[0].message);
		assert_int_equal(journal_problems_unread(&problems), cases[i].unread);
		assert_int_equal(steps.count, strstr(cases[i].name, "dance") != NULL ? 2 : 1);
		state_steps_free(&steps);
		journal_problems_free(&problems);
		remove(file);
	}
	scene_close(&scene);
}

/* A key with a number goes on with the one before; another dot is just a key. */
static void values_go_on(void **state)
{
	struct journal_problems problems = {NULL, 0};
	struct err err = ERR_OK;
	struct buf solid = BUF_EMPTY;
	struct state_steps steps;
	struct state_step step;
	struct scene scene;

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	write_in(&scene, "state/0002-round",
		"[state]\nstep = round\nname = a\nname.2 = b\nname.3 = c\nname.1 = d\n"
		"name.2x = e\nname.x = f\n");
	for (int i = 0; i < 900; i++)
		buf_byte(&solid, 'x');
	state_step_init(&step, "round");
	state_step_set(&step, "name", buf_text(&solid));
	assert_true(state_dir_add(scene.world.path, &step, &err));
	assert_int_equal(step.number, 3);
	state_step_free(&step);
	assert_true(state_dir_read(scene.world.path, &steps, &problems));
	assert_int_equal(problems.count, 0);
	assert_string_equal(state_step_get(&steps.list[1], "name"), "a b c");
	assert_string_equal(state_step_get(&steps.list[1], "name.1"), "d");
	assert_string_equal(state_step_get(&steps.list[1], "name.2x"), "e");
	assert_string_equal(state_step_get(&steps.list[1], "name.x"), "f");
	/* No space to break at: it stays whole. */
	assert_string_equal(state_step_get(&steps.list[2], "name"), buf_text(&solid));
	state_steps_free(&steps);
	buf_free(&solid);
	/* Numbers end at 9999; the one after is refused and nothing is left of it. */
	write_in(&scene, "state/9999-round", "[state]\nstep = round\n");
	state_step_init(&step, "round");
	assert_false(state_dir_add(scene.world.path, &step, &err));
	assert_int_equal(err.code, ERR_SAVE);
	assert_string_equal(err.where, scene.world.path);
	state_step_free(&step);
	err_free(&err);
	strcat(scene.world.path, "/state");
	assert_int_equal(world_names(scene.world.path, ".peil-", NULL, 0), 0);
	assert_int_equal(world_names(scene.world.path, "1", NULL, 0), 0);
	scene_close(&scene);
}

static void steps_of_another_do_not_count(void **state)
{
	struct journal_problems problems = {NULL, 0};
	struct state_steps steps;
	struct scene scene;
	char file[200];

	(void)state;
	if (geteuid() != 0)
		skip(); /* no files in another's name */
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	write_in(&scene, "state/0002-closed", "[state]\nstep = closed\n");
	snprintf(file, sizeof(file), "%s/state/0002-closed", scene.world.path);
	assert_int_equal(chown(file, OTHER_UID, (gid_t)-1), 0);
	assert_true(state_dir_read(scene.world.path, &steps, &problems));
	assert_int_equal(steps.count, 1);
	assert_int_equal(problems.count, 1);
	assert_non_null(strstr(problems.list[0].message, "not from the owner"));
	state_steps_free(&steps);
	journal_problems_free(&problems);
	scene_close(&scene);
}

/* Who was added and moved: junk in those steps changes nobody. */
static void people_come_by_steps(void **state)
{
	static const struct {
		const char *name, *text;
		size_t count;
		const char *id, *group;
		long uid;
	} cases[] = {
		{"0002-person-added", "step = person-added\nperson = \"a b\"\n", 2, NULL, NULL, 0},
		{"0003-person-added", "step = person-added\nperson = student-1\ngroup = z\n", 2,
			"student-1", "", ROSTER_NO_UID},
		{"0004-person-added", "step = person-added\nperson = cyn\nuid = 4711\n", 3, "cyn",
			"", OTHER_UID},
		{"0005-person-added", "step = person-added\nperson = dan\nuid = none\n", 4, "dan",
			"", ROSTER_NO_UID},
		{"0006-person-moved", "step = person-moved\nperson = eve\ngroup = b\n", 4, "dan",
			"", ROSTER_NO_UID},
		{"0007-person-moved", "step = person-moved\nperson = dan\ngroup = b\n", 4, "dan",
			"b", ROSTER_NO_UID},
	};
	struct scene scene;

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		char name[80], text[200];
		const struct person *person;

		snprintf(name, sizeof(name), "state/%s", cases[i].name);
		snprintf(text, sizeof(text), "[state]\n%s", cases[i].text);
		write_in(&scene, name, text);
		session_data_free(scene.data);
		scene.data = load(scene.world.path);
		if (scene.data->roster.count != cases[i].count)
			fail_msg("%s: %zu people", name, scene.data->roster.count);
		if (cases[i].id == NULL)
			continue;
		person = &scene.data->roster.list[roster_find(&scene.data->roster, cases[i].id)];
		assert_string_equal(person->group, cases[i].group);
		assert_int_equal(person->uid, cases[i].uid);
	}
	scene_close(&scene);
}

/* In a copy the name of a directory says who wrote, when it is a number of an account. */
static void names_tell_writers_of_a_copy(void **state)
{
	static const struct {
		const char *dir;
		long uid; /* -1: nobody's */
	} cases[] = {
		{"u4711", 4711},
		{"u4711-01234567", 4711},
		{"u4711x", -1},
		{"u", -1},
		{"u12345678901234", -1},
		{"u99999999999", -1},
		{"4711", -1},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct scene scene;
		char from[200], to[200];

		scene_open(&scene, SESSION_WORKSHOP);
		make_group(&scene);
		add_journal(scene.world.path, "00000000000000aa", geteuid(), 1, 2);
		world_own_dir(&scene.world, from, sizeof(from));
		snprintf(to, sizeof(to), "%s/raters/%s", scene.world.path, cases[i].dir);
		assert_int_equal(rename(from, to), 0);
		write_in(&scene, "state/0001-open",
			"[state]\nstep = open\nat = \"2026-03-01T09:00:00Z\"\nuid = 12\n");
		scene.data = load(scene.world.path);
		assert_true(scene.data->copied);
		assert_int_equal(scene.data->records.count, 2);
		if (scene.data->records.list[0].uid != (uint32_t)cases[i].uid)
			fail_msg("%s: %ld", cases[i].dir, (long)scene.data->records.list[0].uid);
		assert_true(scene.data->unattested);
		scene_close(&scene);
	}
}

/* --- homes -------------------------------------------------------------------------------------
 */

/* Who has no HOME has the one of the account; who has none at all is told so. */
static void homes_may_be_missing(void **state)
{
	static const char *const homes[] = {NULL, "", "relative/home"};
	char *before = mem_text(getenv("HOME") != NULL ? getenv("HOME") : "/");
	const struct passwd *user = getpwuid(geteuid());
	struct session_summaries found;
	struct scene scene;
	size_t unreadable;
	char wanted[300];

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	setenv("XDG_DATA_HOME", "relative", 1);
	snprintf(wanted, sizeof(wanted), "%s/.local/share/peil", user != NULL ? user->pw_dir : "");
	for (size_t i = 0; i < LENGTH(homes); i++) {
		struct err err = ERR_OK;
		char *home;

		if (homes[i] == NULL)
			unsetenv("HOME");
		else
			setenv("HOME", homes[i], 1);
		home = session_data_home(&err);
		if (user != NULL)
			assert_string_equal(home, wanted);
		free(home);
		scarce.only = "getpwuid";
		scarce.fail = 1;
		scarce.lasting = true;
		scarce_on();
		assert_null(session_data_home(&err));
		assert_non_null(strstr(err.message, "--session DIR"));
		err_free(&err);
		err = (struct err)ERR_OK;
		assert_null(session_new_path(scene.world.rubric, &err));
		assert_non_null(strstr(err.message, "--session DIR"));
		err_free(&err);
		/* Nothing is found, nothing is remembered, nothing fails. */
		session_remember(scene.world.dir);
		session_summaries_find(&found, &unreadable);
		assert_int_equal(found.count + unreadable, 0);
		session_summaries_free(&found);
		assert_null(
			session_find_solo(scene.world.rubric, "Anne", "", SESSION_NO_MOMENT, 0));
		assert_int_equal(errno, 0);
		/* A folder can be made all the same. */
		err = (struct err)ERR_OK;
		snprintf(scene.other, sizeof(scene.other), "%s/made-%zu/in//", scene.world.dir, i);
		assert_true(session_make_path(scene.other, 0750, &err));
		scarce_off();
		assert_int_equal(access(scene.other, F_OK), 0);
	}
	scarce.lasting = false;
	scarce.only = NULL;
	scarce.fail = 0;
	setenv("HOME", before, 1);
	free(before);
	scene_close(&scene);
}

/* What is kept at home is for oneself alone; a folder whose name only begins like it is not. */
static void folders_at_home_are_private(void **state)
{
	static const struct {
		const char *path;
		mode_t above;
	} cases[] = {
		{"/peil/sessions/one", 0700},
		{"/peil", 0700},
		{"/peil-more/sessions/one", 0755},
		{"/else/sessions/one", 0755},
	};
	mode_t before = umask(022);
	struct scene scene;

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct err err = ERR_OK;
		struct stat about;
		char path[200];

		snprintf(path, sizeof(path), "%s%s", scene.world.dir, cases[i].path);
		assert_true(session_make_path(path, 0755, &err));
		*strrchr(path, '/') = '\0';
		assert_int_equal(stat(path, &about), 0);
		assert_int_equal(about.st_mode & 0777, cases[i].above);
	}
	umask(before);
	scene_close(&scene);
}

static void folders_that_are_taken(void **state)
{
	struct session other;
	struct err err = ERR_OK;
	struct scene scene;
	char path[200];

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	scene.world.session.kind = SESSION_SOLO;
	assert_false(session_make("", &scene.world.session, scene.world.rubric, &err));
	assert_non_null(strstr(err.message, "gone"));
	err_free(&err);
	err = (struct err)ERR_OK;
	/* Something else is in it. */
	snprintf(path, sizeof(path), "%s/thesis", scene.world.dir);
	assert_int_equal(mkdir(path, 0755), 0);
	strcat(path, "/notes.txt");
	world_write(path, "x", 1);
	*strrchr(path, '/') = '\0';
	assert_false(session_make(path, &scene.world.session, scene.world.rubric, &err));
	assert_non_null(strstr(err.message, "not empty and holds no session"));
	assert_int_equal(world_names(path, "session.ini", NULL, 0), 0);
	err_free(&err);
	err = (struct err)ERR_OK;
	/* Another session is in it; the same one is made once. */
	assert_true(session_make(scene.world.path, &scene.world.session, scene.world.rubric, &err));
	assert_true(session_make(scene.world.path, &scene.world.session, scene.world.rubric, &err));
	other = scene.world.session;
	strcpy(other.id, "00000000000000ff");
	assert_false(session_make(scene.world.path, &other, scene.world.rubric, &err));
	assert_non_null(strstr(err.message, "another session"));
	err_free(&err);
	scene_close(&scene);
}

/* A directory in our name that is not ours: another beside it, and the same one the next time. */
static void squatters_are_passed_by(void **state)
{
	struct err err = ERR_OK;
	struct scene scene;
	char own[200], raters[200], beside[64];

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	world_own_dir(&scene.world, own, sizeof(own));
	snprintf(raters, sizeof(raters), "%s/raters", scene.world.path);
	write_in(&scene, "raters/by-somebody-else", "");
	for (int kind = 0; kind < 3; kind++) {
		struct stat first, second;
		int dir;

		if (kind == 2 && geteuid() != 0)
			continue; /* no directories in another's name */
		if (kind == 0)
			world_write(own, "", 0);
		else if (kind == 1)
			assert_int_equal(symlink("/tmp", own), 0);
		else
			assert_int_equal(mkdir(own, 0755) + chown(own, OTHER_UID, (gid_t)-1), 0);
		strcat(own, "x"); /* no dash behind the name: nothing to do with it */
		mkdir(own, 0755);
		own[strlen(own) - 1] = '\0';
		dir = session_rater_dir(scene.world.path, &scene.world.session, &err);
		assert_true(dir >= 0);
		assert_int_equal(fstat(dir, &first), 0);
		close(dir);
		assert_int_equal(first.st_uid, geteuid());
		dir = session_rater_dir(scene.world.path, &scene.world.session, &err);
		assert_true(dir >= 0);
		assert_int_equal(fstat(dir, &second), 0);
		close(dir);
		assert_int_equal(first.st_ino, second.st_ino);
		snprintf(beside, sizeof(beside), "%s-", strrchr(own, '/') + 1);
		assert_int_equal(world_names(raters, beside, NULL, 0), 1);
		remove(own);
	}
	scene_close(&scene);
}

/* --- who can read -------------------------------------------------------------------------------
 */

/* Without lists of one's own on the file system the group reads, and all whose group it is. */
static void who_has_the_group_is_named(void **state)
{
	const struct passwd *user;
	struct session_probe probe;
	struct scene scene;
	char raters[200];
	gid_t group;

	(void)state;
	if (geteuid() != 0)
		skip(); /* no directories of another group */
	user = getpwnam("nobody");
	if (user == NULL || user->pw_gid == 0)
		skip(); /* no account but root */
	group = user->pw_gid;
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	snprintf(raters, sizeof(raters), "%s/raters", scene.world.path);
	assert_int_equal(chown(raters, (uid_t)-1, group), 0);
	assert_int_equal(chmod(raters, 03777), 0);
	for (int known = 0; known < 2; known++) {
		char number[24];

		snprintf(number, sizeof(number), "%lu", (unsigned long)group);
		scarce.errnum = EOPNOTSUPP;
		scarce.lasting = true;
		scarce.only = known ? "acl_get_file" : "getgrgid";
		scarce.fail = 1;
		if (!known) {
			acl_t none = acl_from_text("u::rwx,g::rwx,o::rwx");

			acl_set_file(raters, ACL_TYPE_ACCESS, none);
			acl_free(none);
			acl_delete_def_file(raters);
			chmod(raters, 03777);
		}
		scarce_on();
		session_probe(scene.world.path, &probe);
		scarce_off();
		assert_false(probe.acl);
		assert_non_null(probe.others);
		assert_non_null(strstr(probe.others, "nobody"));
		assert_non_null(probe.group);
		if (!known)
			assert_string_equal(probe.group, number);
		session_probe_free(&probe);
	}
	scarce.lasting = false;
	scarce.only = NULL;
	scarce.fail = 0;
	scene_close(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_come_in_any_columns),
		cmocka_unit_test(no_addresses_is_a_new_list),
		cmocka_unit_test(steps_that_are_none),
		cmocka_unit_test(values_go_on),
		cmocka_unit_test(steps_of_another_do_not_count),
		cmocka_unit_test(people_come_by_steps),
		cmocka_unit_test(names_tell_writers_of_a_copy),
		cmocka_unit_test_teardown(homes_may_be_missing, scarce_end),
		cmocka_unit_test(folders_at_home_are_private),
		cmocka_unit_test(folders_that_are_taken),
		cmocka_unit_test(squatters_are_passed_by),
		cmocka_unit_test_teardown(who_has_the_group_is_named, scarce_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
