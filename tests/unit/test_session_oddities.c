/* What is found in the folders of sessions that no peil has put there so: it is passed by and said,
 * or found all the same. */
#include "config.h"

#include "scarce_scenes.h"

#include <sys/socket.h>
#include <sys/un.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Which reasons mean that there may be more than was seen. */
static void reasons_that_leave_something_unread(void **state)
{
	static const struct {
		int errnum;
		bool unread;
	} cases[] = {{EACCES, false}, {EPERM, false}, {ENOENT, false}, {ENXIO, false},
		{ENOTDIR, false}, {ELOOP, false}, {EIO, true}, {EMFILE, true}, {ESTALE, true}};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct journal_problems problems = {NULL, 0};

		journal_problem_disk(&problems, "raters", cases[i].errnum);
		assert_int_equal(problems.count, 1);
		assert_string_equal(problems.list[0].file, "raters");
		assert_int_equal(journal_problems_unread(&problems), cases[i].unread);
		journal_problems_free(&problems);
	}
}

/* A line whose check is right and whose cells are not is damage; one of another version is not. */
static void lines_with_odd_cells(void **state)
{
	static const struct {
		uint64_t seq;
		const char *writer, *at;
		enum journal_verdict want;
	} cases[] = {
		{1, "00000000000000aa", "2026-03-01T10:00:00Z", JOURNAL_GOOD},
		{UINT64_MAX / 2, "00000000000000aa", "2026-03-01T10:00:00Z", JOURNAL_GOOD},
		{0, "00000000000000aa", "2026-03-01T10:00:00Z", JOURNAL_DAMAGED},
		{UINT64_MAX / 2 + 1, "00000000000000aa", "2026-03-01T10:00:00Z", JOURNAL_DAMAGED},
		{1, "00000000000000xx", "2026-03-01T10:00:00Z", JOURNAL_DAMAGED},
		{1, "", "2026-03-01T10:00:00Z", JOURNAL_DAMAGED},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct record record = world_rate("Oost", "novelty", "low"), back;
		struct buf line = BUF_EMPTY;

		record.seq = cases[i].seq;
		strcpy(record.writer, cases[i].writer);
		strcpy(record.at, cases[i].at);
		journal_line(&line, &record);
		if (journal_parse(line.data, line.len - 1, &back) != cases[i].want)
			fail_msg("%zu: %s", i, buf_text(&line));
		if (cases[i].want == JOURNAL_GOOD) {
			assert_int_equal(back.seq, record.seq);
			record_free(&back);
		}
		record_free(&record);
		buf_free(&line);
	}
}

/* Copies that sync tools make of a journal count with it, each record once; two records with one
 * number are a second terminal only when they are not the same one. */
static void copies_of_sync_tools(void **state)
{
	static const struct {
		const char *name, *writer, *at, *target;
		size_t records;
		bool equal_seq;
	} cases[] = {
		{"j-00000000000000aa (conflicted copy 2026-03-01).csv", "00000000000000aa",
			"2026-03-01T10:00:00Z", "Oost", 1, false},
		{"Oost (conflicted copy of j).csv", "00000000000000aa", "2026-03-01T10:00:00Z",
			"Oost", 1, false},
		{"x.sync-conflict-20260301.csv", "00000000000000aa", "2026-03-01T10:00:00Z", "Oost",
			1, false},
		{"notes of the day.csv", "00000000000000bb", "2026-03-01T10:00:00Z", "West", 1,
			false},
		{"j-00000000000000bb.csv", "00000000000000bb", "2026-03-01T10:00:00Z", "Oost", 1,
			false},
		{"j-00000000000000bb.csv", "00000000000000bb", "2026-03-01T10:00:01Z", "Oost", 2,
			true},
		{"j-00000000000000bb.csv", "00000000000000bb", "2026-03-01T10:00:00Z", "West", 2,
			true},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		static const char *const names[] = {"j-00000000000000aa.csv"};
		struct err err = ERR_OK;
		struct scene scene;
		char own[120];

		scene_open(&scene, SESSION_SOLO);
		assert_true(session_make(
			scene.world.path, &scene.world.session, scene.world.rubric, &err));
		close(session_rater_dir(scene.world.path, &scene.world.session, &err));
		world_own_dir(&scene.world, own, sizeof(own));
		for (int second = 0; second < 2; second++) {
			struct record record =
				world_rate(second ? cases[i].target : "Oost", "novelty", "low");
			struct buf bytes = BUF_EMPTY;
			char file[260];

			record.seq = 1;
			strcpy(record.writer, second ? cases[i].writer : "00000000000000aa");
			strcpy(record.at, second ? cases[i].at : "2026-03-01T10:00:00Z");
			buf_text_add(&bytes, JOURNAL_HEADER "\n");
			journal_line(&bytes, &record);
			snprintf(file, sizeof(file), "%s/%s", own,
				second ? cases[i].name : names[0]);
			world_write(file, bytes.data, bytes.len);
			record_free(&record);
			buf_free(&bytes);
		}
		scene.data = load(scene.world.path);
		if (scene.data->records.count != cases[i].records)
			fail_msg("%s: %zu records", cases[i].name, scene.data->records.count);
		if (scene.data->own_equal_seq != cases[i].equal_seq)
			fail_msg("%zu, %s: %d", i, cases[i].name, scene.data->own_equal_seq);
		scene_close(&scene);
	}
}

/* Instead of a journal: a socket, a journal with a second name, a read that never comes through. */
static void journals_that_are_none(void **state)
{
	struct err err = ERR_OK;
	struct scene scene;
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	char path[200], other[220];
	int fd;

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	add_journal(scene.world.path, "00000000000000aa", geteuid(), 1, 3);
	world_own_dir(&scene.world, path, sizeof(path));
	snprintf(address.sun_path, sizeof(address.sun_path), "%.70s/j-00000000000000bb.csv", path);
	fd = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	close(fd);
	scene.data = load(scene.world.path);
	assert_int_equal(scene.data->records.count, 3);
	assert_int_equal(scene.data->problems.count, 1);
	assert_false(scene.data->own_unreadable);
	assert_int_equal(unlink(address.sun_path), 0);
	session_data_free(scene.data);
	/* Interrupted for ever: given up, and nobody goes on with numbers that may be in use. */
	scarce.only = "read";
	scarce.errnum = EINTR;
	scarce.lasting = true;
	scarce.fail = 60;
	do {
		scarce_on();
		scene.data = session_read(scene.world.path, &err);
		scarce_off();
		scarce.fail--;
		if (scene.data == NULL)
			err_free(&err);
		err = (struct err)ERR_OK;
		if (scene.data != NULL && scene.data->own_unreadable)
			break;
		session_data_free(scene.data);
		scene.data = NULL;
	} while (scarce.fail > 0);
	assert_non_null(scene.data);
	assert_int_equal(scene.data->records.count, 0);
	session_data_free(scene.data);
	scarce.only = NULL;
	scarce.lasting = false;
	scarce.fail = 0;
	strcat(path, "/j-00000000000000aa.csv");
	snprintf(other, sizeof(other), "%s/elsewhere", scene.world.dir);
	assert_int_equal(link(path, other), 0);
	scene.data = load(scene.world.path);
	assert_true(scene.data->own_unreadable);
	assert_int_equal(scene.data->records.count, 0);
	scene_close(&scene);
}

/* Names that only begin like a home, that hold a newline, lead in a circle or have a doubtful
 * journal. */
static void finding_odd_places(void **state)
{
	struct session_summaries found;
	struct err err = ERR_OK;
	struct scene scene;
	char path[100], other[220], own[300];
	size_t unreadable;

	(void)state;
	scene_open(&scene, SESSION_SOLO);
	snprintf(path, sizeof(path), "%s/peil/sessions-more", scene.world.dir);
	assert_true(session_make(path, &scene.world.session, scene.world.rubric, &err));
	session_remember(path);
	snprintf(other, sizeof(other), "%s/with\nnewline", scene.world.dir);
	assert_true(session_make(other, &scene.world.session, scene.world.rubric, &err));
	session_remember(other);
	session_remember("/nonexistent/folder");
	session_summaries_find(&found, &unreadable);
	assert_int_equal(found.count, 1);
	assert_int_equal(unreadable, 0);
	assert_string_equal(found.list[0].path, path);
	assert_int_equal(found.list[0].criteria, scene.world.rubric->criterion_count);
	session_summaries_free(&found);
	/* The session does not say how many criteria there are. */
	strcpy(own, path);
	strcat(own, "/session.ini");
	{
		struct buf bytes = BUF_EMPTY;
		char *key;

		world_load(own, &bytes);
		key = strstr(buf_text(&bytes), "criteria");
		assert_non_null(key);
		memcpy(key, "x-", 2);
		world_write(own, bytes.data, bytes.len);
		buf_free(&bytes);
	}
	session_summaries_find(&found, &unreadable);
	assert_int_equal(found.count, 1);
	assert_int_equal(found.list[0].criteria, 0);
	session_summaries_free(&found);
	/* A journal with a second name is not used: how far the session is cannot be told. */
	strcpy(scene.world.path, "");
	add_journal(path, "00000000000000aa", geteuid(), 1, 2);
	snprintf(own, sizeof(own), "%s/raters/u%lu/j-00000000000000aa.csv", path,
		(unsigned long)geteuid());
	snprintf(other, sizeof(other), "%s/elsewhere", scene.world.dir);
	assert_int_equal(link(own, other), 0);
	session_summaries_find(&found, &unreadable);
	assert_int_equal(found.count, 0);
	assert_int_equal(unreadable, 1);
	session_summaries_free(&found);
	/* A circle of links. */
	world_remove(path);
	assert_int_equal(symlink(path, path), 0);
	session_summaries_find(&found, &unreadable);
	assert_int_equal(found.count, 0);
	assert_int_equal(unreadable, 1);
	session_summaries_free(&found);
	scene_close(&scene);
}

/* What is fixed at the opening is fingerprinted; without a list of people there is none of it, and
 * what cannot be read is said. */
static void fixing_what_is_there(void **state)
{
	struct err err = ERR_OK;
	struct state_step step;
	struct scene scene;
	char path[200];

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	state_step_init(&step, "open");
	assert_true(publish_fix(scene.world.path, &step, &err));
	assert_int_equal(strlen(state_step_get(&step, PUBLISH_SESSION)), ID_FINGERPRINT_LEN);
	assert_int_equal(strlen(state_step_get(&step, PUBLISH_ROSTER)), ID_FINGERPRINT_LEN);
	state_step_free(&step);
	snprintf(path, sizeof(path), "%s/roster.csv", scene.world.path);
	assert_int_equal(unlink(path), 0);
	state_step_init(&step, "open");
	assert_true(publish_fix(scene.world.path, &step, &err));
	assert_string_equal(state_step_get(&step, PUBLISH_ROSTER), "");
	assert_int_equal(mkdir(path, 0755), 0);
	assert_false(publish_fix(scene.world.path, &step, &err));
	assert_string_equal(err.where, "roster.csv");
	assert_int_equal(err.code, ERR_SAVE);
	state_step_free(&step);
	err_free(&err);
	scene_close(&scene);
}

/* The members of a group are named too, but not oneself. */
static void members_of_a_group_are_named(void **state)
{
	const struct passwd *user = getpwuid(geteuid());
	char own[64] = "", daemon[] = "daemon", unknown[] = "peil-no-such-account", name[] = "crew";
	char *members[] = {own, daemon, unknown, NULL};
	struct group crew = {.gr_name = name, .gr_mem = members};
	struct session_probe probe;
	struct scene scene;

	(void)state;
	if (user == NULL)
		skip(); /* an account without a name */
	snprintf(own, sizeof(own), "%s", user->pw_name);
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	scarce.only = "acl_get_file";
	scarce.errnum = EOPNOTSUPP;
	scarce.fail = 1;
	scarce_group = &crew;
	scarce_on();
	session_probe(scene.world.path, &probe);
	scarce_off();
	scarce_group = NULL;
	scarce.only = NULL;
	scarce.fail = 0;
	assert_false(probe.acl);
	assert_string_equal(probe.group, "crew");
	assert_non_null(probe.others);
	assert_int_equal(strncmp(probe.others, "daemon, peil-no-such-account", 28), 0);
	session_probe_free(&probe);
	scene_close(&scene);
}

/* A run that was cut short before session.ini leaves a folder that is made into one; when its step
 * cannot be synced that is said. */
static void leftovers_are_made_whole(void **state)
{
	struct err err = ERR_OK;
	struct scene scene;
	char path[200];

	(void)state;
	scene_open(&scene, SESSION_SOLO);
	assert_true(session_make(scene.world.path, &scene.world.session, scene.world.rubric, &err));
	snprintf(path, sizeof(path), "%s/session.ini", scene.world.path);
	assert_int_equal(unlink(path), 0);
	scarce.only = "fsync";
	scarce.errnum = EIO;
	scarce.fail = 1;
	scarce_on();
	assert_false(
		session_make(scene.world.path, &scene.world.session, scene.world.rubric, &err));
	scarce_off();
	scarce.only = NULL;
	scarce.fail = 0;
	assert_non_null(strstr(err.message, "the disk reports an error"));
	assert_string_equal(err.where, scene.world.path);
	assert_int_not_equal(access(path, F_OK), 0);
	err_free(&err);
	err = (struct err)ERR_OK;
	assert_true(session_make(scene.world.path, &scene.world.session, scene.world.rubric, &err));
	scene.data = load(scene.world.path);
	assert_int_equal(scene.data->problems.count, 0);
	scene_close(&scene);
}

/* What a copy's list of journals says of one counts as long as the journal is what it was. */
static void changed_journals_are_not_attested(void **state)
{
	(void)state;
	for (int changed = 0; changed < 2; changed++) {
		static const char open_step[] =
			"[state]\nstep = open\nat = \"2026-03-01T09:00:00Z\"\nuid = 12\n";
		static const char odd_step[] = "[state]\nstep = revealed\nround = x\n";
		struct err err = ERR_OK;
		struct scene scene;
		unsigned number;
		char path[200];

		scene_open(&scene, SESSION_WORKSHOP);
		make_group(&scene);
		add_journal(scene.world.path, "00000000000000aa", geteuid(), 1, 3);
		scene.data = load(scene.world.path);
		assert_true(publish_manifest(scene.data, &number, &err));
		if (changed)
			add_journal(scene.world.path, "00000000000000aa", geteuid(), 2, 5);
		snprintf(path, sizeof(path), "%s/state/0001-open", scene.world.path);
		world_write(path, open_step, sizeof(open_step) - 1);
		snprintf(path, sizeof(path), "%s/state/0003-revealed", scene.world.path);
		world_write(path, odd_step, sizeof(odd_step) - 1);
		session_data_free(scene.data);
		scene.data = load(scene.world.path);
		assert_true(scene.data->copied);
		assert_int_equal(scene.data->unattested, changed);
		assert_int_equal(scene.data->records.count, changed ? 4 : 3);
		for (size_t i = 0; i < scene.data->records.count; i++)
			assert_int_equal(scene.data->records.list[i].within, 0);
		scene_close(&scene);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reasons_that_leave_something_unread),
		cmocka_unit_test(lines_with_odd_cells),
		cmocka_unit_test(copies_of_sync_tools),
		cmocka_unit_test_teardown(journals_that_are_none, scarce_end),
		cmocka_unit_test(finding_odd_places),
		cmocka_unit_test(fixing_what_is_there),
		cmocka_unit_test_teardown(members_of_a_group_are_named, scarce_end),
		cmocka_unit_test_teardown(leftovers_are_made_whole, scarce_end),
		cmocka_unit_test(changed_journals_are_not_attested),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
