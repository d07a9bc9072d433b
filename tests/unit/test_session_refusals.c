/* Who may erase, merge, and what stands in the way: the words of it, and what is left on disk. */
#include "config.h"

#include "scarce_owner.h"
#include "scarce_scenes.h"

static void write_in(const char *path, const char *name, const char *text)
{
	char file[200];

	snprintf(file, sizeof(file), "%s/%s", path, name);
	world_write(file, text, strlen(text));
}

static bool file_holds(const char *path, const char *name, const char *text)
{
	struct buf bytes = BUF_EMPTY;
	char file[200];
	bool found;

	snprintf(file, sizeof(file), "%s/%s", path, name);
	world_load(file, &bytes);
	found = strstr(buf_text(&bytes), text) != NULL;
	buf_free(&bytes);
	return found;
}

static void expect_refused(bool done, struct err *err, const char *what, const char *words)
{
	if (done)
		fail_msg("%s: done", what);
	if (strstr(err->message, words) == NULL)
		fail_msg("%s: %s: %s", what, err->where, err->message);
	err_free(err);
	*err = (struct err)ERR_OK;
}

/* --- erasing -----------------------------------------------------------------------------------
 */

static void is_solo(struct scene *scene)
{
	struct err err = ERR_OK;

	scene->world.session.kind = SESSION_SOLO;
	assert_true(
		session_make(scene->world.path, &scene->world.session, scene->world.rubric, &err));
	scene->data = load(scene->world.path);
}

/* The folder is a copy: its first step names another account. */
static void is_a_copy(struct scene *scene)
{
	make_group(scene);
	write_in(scene->world.path, "state/0001-open",
		"[state]\nstep = open\nat = \"2026-03-01T09:00:00Z\"\nuid = 4711\n");
	scene->data = load(scene->world.path);
}

static void is_of_another(struct scene *scene)
{
	make_group(scene);
	scene->data = load(scene->world.path);
	scene->data->owner = OTHER_UID;
}

static void is_said_to_be_a_copy(struct scene *scene)
{
	make_group(scene);
	scene->data = load(scene->world.path);
	scene->data->copied = true;
}

static void is_seen_in_part(struct scene *scene)
{
	make_group(scene);
	scene->data = load(scene->world.path);
	scene->data->partly = true;
}

static void has_unread_step(struct scene *scene)
{
	char path[200];

	make_group(scene);
	snprintf(path, sizeof(path), "%s/state/0002-round", scene->world.path);
	assert_int_equal(mkdir(path, 0755), 0);
	scene->data = load(scene->world.path);
}

/* Another account has written about student-1, and the session is open. */
static void is_written_about(struct scene *scene)
{
	struct record record = world_rate("student-1", "novelty", "low");

	make_filled(scene);
	mem_replace(&record.rater, "student-2");
	strcpy(record.writer, "00000000000000ee");
	record.seq = 20;
	record.uid = OTHER_UID;
	record_list_add(&scene->data->records, &record);
}

static void has_bad_roster(struct scene *scene)
{
	make_filled(scene);
	write_in(scene->world.path, "roster.csv", "person,person\nstudent-1,student-1\n");
}

static void has_bad_people(struct scene *scene)
{
	make_filled(scene);
	write_in(scene->world.path, "private/people.csv", "person,email\n\"student-1,x\n");
}

static void has_linked_people(struct scene *scene)
{
	char path[200];

	make_filled(scene);
	snprintf(path, sizeof(path), "%s/private/people.csv", scene->world.path);
	unlink(path);
	assert_int_equal(symlink("/dev/null", path), 0);
}

static void has_no_raters(struct scene *scene)
{
	char path[200];

	make_group(scene);
	scene->data = load(scene->world.path);
	snprintf(path, sizeof(path), "%s/raters", scene->world.path);
	world_remove(path);
}

static void has_lost_journal(struct scene *scene)
{
	char path[200];

	make_filled(scene);
	snprintf(path, sizeof(path), "%s/raters/%s", scene->world.path, scene->data->files[0].name);
	assert_int_equal(unlink(path), 0);
}

static void has_folder_as_receipt(struct scene *scene)
{
	char path[200];

	make_filled(scene);
	world_own_dir(&scene->world, path, sizeof(path));
	strcat(path, "/submit-0000000000000000.csv");
	assert_int_equal(mkdir(path, 0755), 0);
}

static void has_folder_as_step(struct scene *scene)
{
	char path[200];

	make_closed(scene);
	snprintf(path, sizeof(path), "%s/state/0002-person-moved", scene->world.path);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0755), 0);
}

static void erasing_is_refused(void **state)
{
	static const struct {
		const char *what, *person, *words;
		void (*prepare)(struct scene *scene);
		bool begun; /* some of it is done when that is found out */
	} cases[] = {
		{"solo", "student-1", "remove the folder", is_solo, false},
		{"a copy", "student-1", "only the owner", is_a_copy, false},
		{"another's", "student-1", "only the owner", is_of_another, false},
		{"said a copy", "student-1", "only the owner", is_said_to_be_a_copy, false},
		{"in part", "student-1", "only the owner", is_seen_in_part, false},
		{"unread", "student-1", "not all of this folder", has_unread_step, false},
		{"nobody", "student-9", "no participant student-9", make_filled, false},
		{"written about", "student-1", "close first", is_written_about, false},
		{"no raters", "student-1", "gone", has_no_raters, false},
		{"lost journal", "student-1", "gone", has_lost_journal, false},
		{"receipt", "student-1", "Invalid argument", has_folder_as_receipt, false},
		{"people", "student-1", "by hand", has_bad_people, true},
		{"linked people", "student-1", "there is a link", has_linked_people, true},
		{"step", "student-1", "Is a directory", has_folder_as_step, true},
		{"roster", "student-1", "there twice: person", has_bad_roster, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct erase_outcome outcome;
		struct err err = ERR_OK;
		struct scene scene;
		bool done;

		scene_open(&scene, SESSION_WORKSHOP);
		cases[i].prepare(&scene);
		done = session_erase(scene.data, cases[i].person, &outcome, &err);
		assert_true(err.where != NULL || done);
		expect_refused(done, &err, cases[i].what, cases[i].words);
		if (!cases[i].begun)
			assert_int_equal(outcome.lines + outcome.journals + outcome.steps, 0);
		/* As long as it is not all done the list still has the person. */
		if (scene.world.session.kind == SESSION_WORKSHOP)
			assert_true(file_holds(scene.world.path, "roster.csv", "student-1"));
		scene_close(&scene);
	}
}

/* A record of others that is not about the person, or that is the person's own, stops nothing; a
 * torn line with the id goes too, one without it stays. */
static void erasing_takes_torn_lines(void **state)
{
	static const char torn[] = "\n1,00000000000000aa,,student-1,x\nnonsense of another";
	char path[200], name[64];
	struct erase_outcome outcome;
	struct buf bytes = BUF_EMPTY;
	struct err err = ERR_OK;
	struct scene scene;

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	make_filled(&scene);
	world_own_dir(&scene.world, path, sizeof(path));
	strcat(path, "/j-00000000000000aa.csv");
	world_load(path, &bytes);
	buf_text_add(&bytes, torn);
	world_write(path, bytes.data, bytes.len);
	session_data_free(scene.data);
	scene.data = load(scene.world.path);
	scene.data->ledger->closed = false;
	write_in(
		scene.world.path, "private/people.csv", "person;email\nstudent-1;a\nstudent-2;b\n");
	assert_true(session_erase(scene.data, "student-1", &outcome, &err));
	/* Three records of six and the torn line; with root's rights two more in the other journal.
	 */
	assert_int_equal(outcome.lines, geteuid() == 0 ? 6 : 4);
	search_all(scene.world.path, "student-1");
	assert_true(file_holds(scene.world.path, "private/people.csv", "student-2;b\n"));
	world_own_dir(&scene.world, path, sizeof(path));
	assert_int_equal(world_names(path, "j-", name, sizeof(name)), 1);
	assert_true(file_holds(path, name, "nonsense of another"));
	buf_free(&bytes);
	scene_close(&scene);
}

/* No addresses, nothing of the person but the seat: that goes, and no journal is written anew. */
static void erasing_who_did_nothing(void **state)
{
	struct erase_outcome outcome;
	struct err err = ERR_OK;
	struct scene scene;
	char path[200];

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	add_journal(scene.world.path, "00000000000000aa", geteuid(), 2, 2);
	scene.data = load(scene.world.path);
	snprintf(path, sizeof(path), "%s/private/people.csv", scene.world.path);
	assert_int_equal(unlink(path), 0);
	assert_true(session_erase(scene.data, "student-1", &outcome, &err));
	assert_int_equal(outcome.lines + outcome.journals + outcome.steps, 0);
	assert_int_not_equal(access(path, F_OK), 0);
	assert_false(file_holds(scene.world.path, "roster.csv", "student-1"));
	assert_true(file_holds(scene.world.path, "roster.csv", "student-2"));
	session_data_free(scene.data);
	scene.data = load(scene.world.path);
	/* The only record of the other: nothing is left, so no new journal. */
	assert_true(session_erase(scene.data, "student-2", &outcome, &err));
	assert_int_equal(outcome.lines, 1);
	assert_int_equal(outcome.journals, 1);
	world_own_dir(&scene.world, path, sizeof(path));
	assert_int_equal(world_names(path, "j-", NULL, 0), 0);
	scene_close(&scene);
}

/* What an owner takes out of another's journal stays that other's: the list of journals says so. A
 * step, or the seat itself, that is gone meanwhile is no failure. */
static void erasing_keeps_whose_it_is(void **state)
{
	struct erase_outcome outcome;
	struct err err = ERR_OK;
	struct state_step step;
	struct scene scene;
	char path[200];
	size_t of_other = 0;

	(void)state;
	if (geteuid() != 0)
		skip(); /* no journals in another's name */
	scene_open(&scene, SESSION_WORKSHOP);
	scene.roster.list[1].uid = OTHER_UID;
	make_filled(&scene);
	for (int i = 0; i < 2; i++) {
		state_step_init(&step, "person-moved");
		state_step_set(&step, "person", "student-1");
		assert_true(state_dir_add(scene.world.path, &step, &err));
		state_step_free(&step);
	}
	session_data_free(scene.data);
	scene.data = load(scene.world.path);
	snprintf(path, sizeof(path), "%s/state/0002-person-moved", scene.world.path);
	assert_int_equal(unlink(path), 0);
	write_in(scene.world.path, "roster.csv",
		"person,name,group,role,login,uid\nstudent-2,,,student,,4711\n");
	assert_true(session_erase(scene.data, "student-1", &outcome, &err));
	assert_int_equal(outcome.lines, 5);
	assert_int_equal(outcome.steps, 1);
	session_data_free(scene.data);
	scene.data = load(scene.world.path);
	assert_int_equal(scene.data->problems.count, 0);
	assert_int_equal(scene.data->records.count, 4);
	for (size_t i = 0; i < scene.data->records.count; i++)
		of_other += scene.data->records.list[i].uid == OTHER_UID;
	assert_int_equal(of_other, 1);
	assert_string_equal(
		state_step_get(state_last(&scene.data->steps, ERASED_STEP, ERASED_STEPS, "2 3"),
			ERASED_STEPS),
		"2 3");
	search_all(scene.world.path, "student-1");
	scene_close(&scene);
}

/* --- merging -----------------------------------------------------------------------------------
 */

static void copy_folder(struct scene *scene)
{
	char command[300];

	snprintf(scene->other, sizeof(scene->other), "%s/copy", scene->world.dir);
	snprintf(command, sizeof(command), "cp -pR %s %s", scene->world.path, scene->other);
	assert_int_equal(system(command), 0);
}

static void copy_solo(struct scene *scene)
{
	is_solo(scene);
	copy_folder(scene);
}

static void copy_a_copy(struct scene *scene)
{
	is_a_copy(scene);
	copy_folder(scene);
}

/* What is not seen here would be taken from the copy a second time. */
static void copy_of_unread(struct scene *scene)
{
	has_unread_step(scene);
	copy_folder(scene);
}

static void copy_other_id(struct scene *scene)
{
	struct buf people = BUF_EMPTY;
	struct err err = ERR_OK;

	make_filled(scene);
	snprintf(scene->other, sizeof(scene->other), "%s/copy", scene->world.dir);
	strcpy(scene->world.session.id, "00000000000000ff");
	buf_text_add(&people, PEOPLE);
	assert_true(session_make_group(scene->other, &scene->world.session, scene->world.rubric,
		&scene->roster, &people, &err));
	buf_free(&people);
}

static void copy_other_rubric(struct scene *scene)
{
	struct rubric *rubric = world_rubric("hybrid-evaluation");
	struct err err = ERR_OK;

	make_filled(scene);
	snprintf(scene->other, sizeof(scene->other), "%s/copy", scene->world.dir);
	mem_replace(&scene->world.session.rubric, rubric->id);
	mem_replace(&scene->world.session.rubric_version, rubric->version);
	mem_replace(&scene->world.session.rubric_fingerprint, rubric->fingerprint);
	assert_true(session_make_group(
		scene->other, &scene->world.session, rubric, &scene->roster, NULL, &err));
	rubric_free(rubric);
}

static void merging_is_refused(void **state)
{
	static const struct {
		const char *what, *words;
		void (*prepare)(struct scene *scene);
	} cases[] = {
		{"solo", "nothing to merge", copy_solo},
		{"a copy", "only the owner", copy_a_copy},
		{"unread", "not all of this folder", copy_of_unread},
		{"another session", "not a copy", copy_other_id},
		{"another rubric", "another rubric", copy_other_rubric},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct journal_problems problems = {NULL, 0};
		struct merge_outcome outcome = {0, 0};
		struct err err = ERR_OK;
		struct scene scene;
		bool done;

		scene_open(&scene, SESSION_WORKSHOP);
		cases[i].prepare(&scene);
		done = session_merge(scene.world.path, scene.other, &outcome, &problems, &err);
		expect_refused(done, &err, cases[i].what, cases[i].words);
		assert_int_equal(outcome.added, 0);
		journal_problems_free(&problems);
		scene_close(&scene);
	}
}

/* Two journals of one person and one of another come to stand under whose they are, beside what a
 * squatter put there; a second time nothing is new. */
static void merging_keeps_writers_apart(void **state)
{
	struct journal_problems problems = {NULL, 0};
	struct merge_outcome outcome = {0, 0};
	struct err err = ERR_OK;
	struct scene scene;
	struct session_data *after;
	char path[200];
	size_t of_other = 0;

	(void)state;
	if (geteuid() != 0)
		skip(); /* no journals in another's name */
	scene_open(&scene, SESSION_WORKSHOP);
	scene.roster.list[1].uid = OTHER_UID;
	make_group(&scene);
	copy_folder(&scene);
	add_journal(scene.other, "00000000000000cc", geteuid(), 1, 2);
	add_journal(scene.other, "00000000000000dd", OTHER_UID, 3, 5);
	add_journal(scene.other, "00000000000000de", OTHER_UID, 6, 6);
	add_journal(scene.other, "00000000000000df", OTHER_UID + 1, 7, 8);
	snprintf(path, sizeof(path), "%s/raters/u%d-01234567", scene.world.path, OTHER_UID);
	world_write(path, "", 0);
	strcat(path, "-1");
	assert_int_equal(symlink("/tmp", path), 0);
	path[strlen(path) - 1] = '2';
	assert_int_equal(mkdir(path, 0755) + chown(path, OTHER_UID, (gid_t)-1), 0);
	assert_true(session_merge(scene.world.path, scene.other, &outcome, &problems, &err));
	assert_int_equal(outcome.added, 8);
	assert_int_equal(outcome.known, 0);
	path[strlen(path) - 1] = '3';
	assert_int_equal(world_names(path, "j-", NULL, 0), 2);
	path[strlen(path) - 2] = '\0';
	assert_int_equal(unlink(path), 0);
	strcat(path, "-1");
	assert_int_equal(unlink(path), 0);
	after = load(scene.world.path);
	assert_int_equal(after->records.count, 8);
	for (size_t i = 0; i < after->records.count; i++)
		of_other += after->records.list[i].uid == OTHER_UID;
	assert_int_equal(of_other, 4);
	session_data_free(after);
	assert_true(session_merge(scene.world.path, scene.other, &outcome, &problems, &err));
	assert_int_equal(outcome.added, 0);
	assert_int_equal(outcome.known, 8);
	journal_problems_free(&problems);
	scene_close(&scene);
}

/* In a copy the same number stands for something else: that is new, and comes in a file of its own
 * beside the journal that has its name. */
static void merging_tells_numbers_apart(void **state)
{
	struct journal_problems problems = {NULL, 0};
	struct merge_outcome outcome = {0, 0};
	struct session_data *after;
	struct buf bytes = BUF_EMPTY;
	struct err err = ERR_OK;
	struct scene scene;
	char path[200];

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	add_journal(scene.world.path, "00000000000000aa", geteuid(), 1, 3);
	copy_folder(&scene);
	snprintf(path, sizeof(path), "%s/raters/u%lu/j-00000000000000aa.csv", scene.other,
		(unsigned long)geteuid());
	buf_text_add(&bytes, JOURNAL_HEADER "\n");
	for (unsigned seq = 1; seq <= 3; seq++) {
		struct record record = world_rate("Oost", "novelty", seq == 3 ? "low" : "high");

		mem_replace(&record.rater, seq == 3 ? "student-1" : "student-2");
		strcpy(record.writer, "00000000000000aa");
		strcpy(record.at, seq == 3 ? "2026-03-01T11:00:00Z" : "2026-03-01T10:00:00Z");
		record.seq = seq;
		journal_line(&bytes, &record);
		record_free(&record);
	}
	world_write(path, bytes.data, bytes.len);
	buf_free(&bytes);
	/* The second is the same as here; of the others one has another rater, one another time. */
	assert_true(session_merge(scene.world.path, scene.other, &outcome, &problems, &err));
	assert_int_equal(outcome.known, 1);
	assert_int_equal(outcome.added, 2);
	world_own_dir(&scene.world, path, sizeof(path));
	assert_int_equal(world_names(path, "j-00000000000000aa", NULL, 0), 2);
	after = load(scene.world.path);
	assert_int_equal(after->records.count, 5);
	session_data_free(after);
	assert_true(session_merge(scene.world.path, scene.other, &outcome, &problems, &err));
	assert_int_equal(outcome.known, 3);
	assert_int_equal(outcome.added, 0);
	journal_problems_free(&problems);
	scene_close(&scene);
}

/* Four names, all taken: that is said, and nothing of the copy counts. */
static void merging_finds_no_place(void **state)
{
	static const char *const ends[] = {"", "-1", "-2", "-3"};
	struct journal_problems problems = {NULL, 0};
	struct merge_outcome outcome = {0, 0};
	struct session_data *after;
	struct err err = ERR_OK;
	struct scene scene;
	char path[200];

	(void)state;
	scene_open(&scene, SESSION_WORKSHOP);
	make_group(&scene);
	copy_folder(&scene);
	add_journal(scene.other, "00000000000000cc", geteuid(), 1, 2);
	for (size_t i = 0; i < 4; i++) {
		world_own_dir(&scene.world, path, sizeof(path));
		strcat(path, ends[i]);
		world_write(path, "", 0);
	}
	assert_false(session_merge(scene.world.path, scene.other, &outcome, &problems, &err));
	assert_int_equal(err.code, ERR_SAVE);
	assert_string_equal(err.where, scene.world.path);
	after = load(scene.world.path);
	assert_int_equal(after->records.count, 0);
	session_data_free(after);
	err_free(&err);
	journal_problems_free(&problems);
	scene_close(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(erasing_is_refused),
		cmocka_unit_test(erasing_takes_torn_lines),
		cmocka_unit_test(erasing_who_did_nothing),
		cmocka_unit_test(erasing_keeps_whose_it_is),
		cmocka_unit_test(merging_is_refused),
		cmocka_unit_test(merging_keeps_writers_apart),
		cmocka_unit_test(merging_tells_numbers_apart),
		cmocka_unit_test(merging_finds_no_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
