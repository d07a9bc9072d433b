/* Single files when system calls fail, each in its turn: what was read is what is read when nothing
 * fails, or it is said that it could not be; what was written is whole, or as it was before. */
#include "config.h"

#include "base/id.h"
#include "files/atomic.h"
#include "files/before_file.h"
#include "files/code_key.h"
#include "files/ratings_file.h"
#include "files/ratings_scan.h"
#include "files/receipt.h"
#include "files/results.h"
#include "files/roster_file.h"
#include "files/roster_import.h"
#include "files/rubric_import.h"
#include "files/session_new.h"
#include "files/session_parts.h"
#include "files/whole_folder.h"
#include "scarce.h"

#define MANY_ROWS 130000 /* more than a megabyte: several parsers */

struct scene {
	struct world world;
	char path[160];
	struct session_data *data;
};

static void path_of(struct scene *scene, const char *dir, const char *name)
{
	const char *top = getenv("top_srcdir");

	snprintf(scene->path, sizeof(scene->path), "%s/%s/%s", top != NULL ? top : ".", dir, name);
}

static void put(struct scene *scene, const char *name, const char *text)
{
	snprintf(scene->path, sizeof(scene->path), "%s/%s", scene->world.dir, name);
	world_write(scene->path, text, strlen(text));
}

/* The faults say what failed; a reader that has none read it all. */
static bool said(bool good, struct faults *faults, struct err *err)
{
	if (!good && err->code == ERR_NONE && faults->errors > 0)
		err_fault(err, ERR_INPUT, faults);
	else if (good && faults->errors > 0)
		good = err_fault(err, ERR_INPUT, faults);
	faults_free(faults);
	return good;
}

static void none(struct scene *scene)
{
	(void)scene;
}

/* --- readers ---------------------------------------------------------------------------------- */

static void make_rubric(struct scene *scene)
{
	path_of(scene, "rubrics", "complextool.ini");
}

static bool do_rubric(struct scene *scene, struct err *err)
{
	struct faults faults;
	struct rubric *rubric;

	faults_init(&faults, scene->path);
	rubric = rubric_file_read(scene->path, &faults);
	if (rubric != NULL)
		assert_string_equal(rubric->fingerprint, scene->world.rubric->fingerprint);
	rubric_free(rubric);
	return said(rubric != NULL, &faults, err);
}

static void make_canvas(struct scene *scene)
{
	path_of(scene, "tests/exchange", "canvas-two.csv");
}

static void make_moodle(struct scene *scene)
{
	path_of(scene, "tests/exchange", "moodle.xml");
}

static bool do_import(struct scene *scene, struct err *err)
{
	struct imported imported;
	struct faults faults;
	bool good;

	faults_init(&faults, scene->path);
	good = rubric_import(scene->path, IMPORT_GUESS, "en", &imported, &faults, err);
	if (good && faults.errors == 0)
		assert_true(imported.count >= 1);
	imported_free(&imported);
	return said(good, &faults, err);
}

static void make_roster(struct scene *scene)
{
	put(scene, "people.csv", "name,group,login,email\nAna,a,ana,ana@example.org\nBo,a,bo,\n");
}

static void make_roster_old(struct scene *scene)
{
	put(scene, "people.csv", "name;group\nAna \xCB;a\nBo;a\n");
}

static bool do_roster_import(struct scene *scene, struct err *err)
{
	const struct roster_import how = {.role = "student", .named_ids = true};
	struct roster_imported imported;
	struct faults faults;
	bool good;

	faults_init(&faults, scene->path);
	good = roster_import_file(scene->path, &how, &imported, &faults);
	if (good) {
		assert_int_equal(imported.roster.count, 2);
		assert_string_equal(imported.roster.list[1].id, "bo");
	}
	roster_imported_free(&imported);
	return said(good, &faults, err);
}

static void make_roster_own(struct scene *scene)
{
	put(scene, "roster.csv", "person,name,group,role,login,uid\nana,Ana,a,student,ana,17\n");
}

static bool do_roster(struct scene *scene, struct err *err)
{
	struct roster roster;
	struct faults faults;
	bool good;

	faults_init(&faults, scene->path);
	good = roster_file_read(scene->path, &roster, NULL, &faults);
	if (good) {
		assert_int_equal(roster.count, 1);
		assert_int_equal(roster.list[0].uid, 17);
	}
	roster_free(&roster);
	return said(good, &faults, err);
}

static void make_ratings(struct scene *scene)
{
	put(scene, "ratings.csv", "rater,target,criterion,value\na,t,c,1\na,u,c,2\nb,t,c,\n");
}

static bool do_ratings(struct scene *scene, struct err *err)
{
	const struct ratings_reading reading = {.levels = NULL};
	struct ratings *ratings = ratings_new();
	struct faults faults;
	bool own, good;

	faults_init(&faults, scene->path);
	good = ratings_file_read(ratings, scene->path, &reading, &own, &faults, err);
	if (good && faults.errors == 0)
		assert_int_equal(names_count(ratings->people), 4);
	ratings_free(ratings);
	return said(good, &faults, err);
}

static void make_marks(struct scene *scene)
{
	put(scene, "marks.csv", "group,mark\na,7.5\n");
}

static bool do_marks(struct scene *scene, struct err *err)
{
	struct names *groups = names_new();
	struct faults faults;
	double *marks;

	faults_init(&faults, scene->path);
	names_add(groups, "a");
	marks = ratings_file_marks(scene->path, groups, &faults, err);
	if (marks != NULL && faults.errors == 0)
		assert_true(marks[0] == 7.5);
	free(marks);
	names_free(groups);
	return said(marks != NULL, &faults, err);
}

static void make_many(struct scene *scene)
{
	struct buf text = BUF_EMPTY;

	buf_text_add(&text, "rater,target,criterion,value\n");
	for (int i = 0; i < MANY_ROWS; i++)
		buf_format(&text, "rater-%d,target-%d,c%d,%d\n", i % 97, i % 10, i % 3, i % 4);
	put(scene, "many.csv", buf_text(&text));
	buf_free(&text);
}

static void make_few(struct scene *scene)
{
	put(scene, "few.csv", "target,value\nt,1\nu,2\n\"v\",x\nw,4\n");
}

/* Lines that are wrong are said, the others count. */
static bool do_few(struct scene *scene, struct err *err)
{
	const struct ratings_reading reading = {.levels = NULL};
	struct tallies *tallies = tallies_new();
	struct faults faults;
	bool good;

	faults_init(&faults, scene->path);
	good = ratings_scan(tallies, scene->path, &reading, &faults, err);
	if (good) {
		assert_int_equal(faults.errors, 1);
		assert_int_equal(faults.list[0].line, 4);
		assert_int_equal(names_count(tallies->targets), 3);
	}
	tallies_free(tallies);
	faults_free(&faults);
	return good;
}

static bool do_many(struct scene *scene, struct err *err)
{
	const struct ratings_reading reading = {.levels = NULL};
	struct tallies *tallies = tallies_new();
	struct faults faults;
	bool good;

	faults_init(&faults, scene->path);
	good = ratings_scan(tallies, scene->path, &reading, &faults, err);
	if (good && faults.errors == 0) {
		size_t count = 0;

		assert_int_equal(names_count(tallies->targets), 10);
		for (uint32_t t = 0; t < 10; t++)
			for (uint32_t c = 0; c < 3; c++) {
				const uint32_t *counts = tallies_counts(tallies, t, c);

				for (int v = 0; v < 4; v++)
					count += counts[TALLIES_NONE_COUNT + v];
			}
		assert_int_equal(count, MANY_ROWS);
	}
	tallies_free(tallies);
	return said(good, &faults, err);
}

/* --- writers ---------------------------------------------------------------------------------- */

static const char *const BOTH[] = {"old\n", "new\n"};

static void holds_one_of(const char *path, const char *const *texts, bool new_only)
{
	struct buf bytes = BUF_EMPTY;

	world_load(path, &bytes);
	if (new_only || strcmp(buf_text(&bytes), texts[0]) != 0)
		assert_string_equal(buf_text(&bytes), texts[1]);
	buf_free(&bytes);
}

static void make_old(struct scene *scene)
{
	put(scene, "out.csv", BOTH[0]);
}

static bool do_over(struct scene *scene, struct err *err)
{
	bool done = atomic_write(scene->path, BOTH[1], 4, 0600, true, err);

	holds_one_of(scene->path, BOTH, done);
	return done;
}

static void make_no_file(struct scene *scene)
{
	snprintf(scene->path, sizeof(scene->path), "%s/out.csv", scene->world.dir);
}

static bool do_new(struct scene *scene, struct err *err)
{
	bool done = atomic_write(scene->path, BOTH[1], 4, 0600, false, err);
	struct stat about;
	bool there = stat(scene->path, &about) == 0;

	if (there) {
		holds_one_of(scene->path, BOTH, true);
		assert_int_equal(about.st_nlink, 1);
	}
	/* Only its sync failed: it is there, and not written a second time. */
	return done || (there && !scarce.on);
}

static void make_package(struct scene *scene)
{
	const struct whole_file files[] = {{"mark.json", BUF_EMPTY}, {"extra", BUF_EMPTY}};
	struct err err = ERR_OK;

	snprintf(scene->path, sizeof(scene->path), "%s/package/", scene->world.dir);
	assert_true(whole_folder_write(scene->path, files, 2, false, "mark.json", &err));
}

/* All files of the new one and none of the old one, or the old one as it was. */
static bool do_package(struct scene *scene, struct err *err)
{
	struct whole_file files[] = {{"mark.json", BUF_EMPTY}, {"data.csv", BUF_EMPTY}};
	char path[200];
	bool done, old, new;

	buf_text_add(&files[1].bytes, BOTH[1]);
	done = whole_folder_write(scene->path, files, 2, true, "mark.json", err);
	snprintf(path, sizeof(path), "%s/extra", scene->path);
	old = __real_access(path, F_OK) == 0;
	snprintf(path, sizeof(path), "%s/data.csv", scene->path);
	new = __real_access(path, F_OK) == 0;
	assert_true(old != new);
	assert_true(new || !done);
	if (new)
		holds_one_of(path, BOTH, true);
	buf_free(&files[1].bytes);
	return done;
}

static unsigned char first_key[ID_KEY_BYTES];

static void make_key(struct scene *scene)
{
	struct err err = ERR_OK;

	(void)scene;
	assert_true(code_key_get(first_key, &err));
}

/* What is there stays the key. */
static bool do_key(struct scene *scene, struct err *err)
{
	unsigned char key[ID_KEY_BYTES];
	bool done = code_key_get(key, err);

	(void)scene;
	if (done)
		assert_memory_equal(key, first_key, sizeof(key));
	else
		assert_null(strstr(err->message, "is no key"));
	return done;
}

static bool do_first_key(struct scene *scene, struct err *err)
{
	unsigned char key[ID_KEY_BYTES], again[ID_KEY_BYTES];
	struct err ignored = ERR_OK;
	bool done = code_key_get(key, err), on = scarce.on;

	(void)scene;
	scarce.on = false;
	if (done) {
		assert_true(code_key_get(again, &ignored));
		assert_memory_equal(key, again, sizeof(key));
	}
	scarce.on = on;
	return done;
}

static void make_solo(struct scene *scene)
{
	char dir[120], file[160];
	struct buf bytes = BUF_EMPTY;
	struct record record = world_rate("Wijk", "novelty", "low");
	struct err err = ERR_OK;

	assert_true(
		session_make(scene->world.path, &scene->world.session, scene->world.rubric, &err));
	world_own_dir(&scene->world, dir, sizeof(dir));
	mkdir(dir, 0770);
	strcpy(record.writer, "00000000000000aa");
	strcpy(record.at, "2026-03-01T10:00:00Z");
	record.seq = 1;
	buf_text_add(&bytes, JOURNAL_HEADER "\n");
	journal_line(&bytes, &record);
	snprintf(file, sizeof(file), "%s/j-00000000000000aa.csv", dir);
	world_write(file, bytes.data, bytes.len);
	record_free(&record);
	buf_free(&bytes);
	scene->data = session_read(scene->world.path, &err);
	assert_non_null(scene->data);
}

static bool do_results(struct scene *scene, struct err *err)
{
	bool done = results_rebuild(scene->data, err);
	struct buf bytes = BUF_EMPTY;
	char file[140];

	snprintf(file, sizeof(file), "%s/results/ratings.csv", scene->world.path);
	if (done) {
		world_load(file, &bytes);
		assert_non_null(strstr(buf_text(&bytes), "novelty"));
	}
	buf_free(&bytes);
	return done;
}

static bool do_before(struct scene *scene, struct err *err)
{
	struct walk_before one = {.criterion = 0,
		.moment = SESSION_START,
		.text = "=talk\nmore",
		.owner = "Bo",
		.due = ""};
	struct before before = {&one, 1}, back;
	bool on = scarce.on, done;

	done = before_write(scene->world.path, scene->world.rubric, &before, err);
	scarce.on = false;
	before_read(scene->world.path, scene->world.rubric, &back);
	if (done || back.count > 0) {
		assert_int_equal(back.count, 1);
		assert_string_equal(back.list[0].text, "=talk more");
		assert_string_equal(back.list[0].owner, "Bo");
		assert_int_equal(back.list[0].moment, SESSION_START);
	}
	before_free(&back);
	scarce.on = on;
	return done;
}

static bool do_receipt(struct scene *scene, struct err *err)
{
	struct peers *peers = peers_new(scene->world.rubric, "ann", "student");
	struct receipt receipt;
	struct buf bytes = BUF_EMPTY;
	bool done;

	peers_add(peers, "ann", "Ann", true);
	peers_add(peers, "bo", "Bo", false);
	walk_choose(peers_walk(peers, 1), 0, 1);
	walk_unknown(peers_walk(peers, 1), 1);
	walk_not_applicable(peers_walk(peers, 1), 2);
	walk_comment(peers_walk(peers, 1), RUBRIC_TOP, "well done", false);
	done = receipt_write(scene->world.path, &scene->data->session, peers, &receipt, err);
	if (done && receipt.path[0] == '/') {
		world_load(receipt.path, &bytes);
		assert_non_null(strstr(buf_text(&bytes), "\nann,bo,"));
		assert_non_null(strstr(buf_text(&bytes), ",unknown,"));
		assert_non_null(strstr(buf_text(&bytes), "well done"));
		assert_int_equal(strncmp(strstr(receipt.path, "submit-") + 7, receipt.code, 4), 0);
	}
	receipt_free(&receipt);
	buf_free(&bytes);
	peers_free(peers);
	return done;
}

static const struct action {
	const char *name;
	void (*prepare)(struct scene *scene);
	bool (*act)(struct scene *scene, struct err *err);
	unsigned least; /* calls */
} actions[] = {
	{"rubric", make_rubric, do_rubric, 4},
	{"canvas", make_canvas, do_import, 6},
	{"moodle", make_moodle, do_import, 4},
	{"list of people", make_roster, do_roster_import, 6},
	{"list in Windows-1252", make_roster_old, do_roster_import, 6},
	{"roster.csv", make_roster_own, do_roster, 4},
	{"ratings", make_ratings, do_ratings, 3},
	{"marks", make_marks, do_marks, 3},
	{"few ratings", make_few, do_few, 4},
	{"write over", make_old, do_over, 6},
	{"write a new one", make_no_file, do_new, 6},
	{"package", make_package, do_package, 10},
	{"key", make_key, do_key, 4},
	{"first key", none, do_first_key, 8},
	{"results", make_solo, do_results, 10},
	{"agreements taken along", make_solo, do_before, 5},
	{"receipt", make_solo, do_receipt, 8},
};

static void act_once(void *context)
{
	const struct action *action = context;
	struct err err = ERR_OK;
	struct scene scene;
	bool done;

	memset(&scene, 0, sizeof(scene));
	world_open(&scene.world);
	setenv("XDG_DATA_HOME", scene.world.dir, 1);
	action->prepare(&scene);
	scarce_on();
	done = action->act(&scene, &err);
	scarce_off();
	if (done && err.code != ERR_NONE)
		fail_msg("%s: done, and an error: %s", action->name, err.message);
	if (!done) {
		if (scarce.which == NULL)
			fail_msg("%s: nothing failed, and yet: %s", action->name, err.message);
		if (err.code == ERR_NONE || err.where == NULL || err.where[0] == '\0')
			fail_msg("%s: %u, %s: does not say where", action->name, scarce.fail,
				scarce.which);
		err_free(&err);
		if (!action->act(&scene, &err))
			fail_msg("%s: after %u, %s, failed: %s: %s", action->name, scarce.fail,
				scarce.which, err.where, err.message);
	}
	err_free(&err);
	session_data_free(scene.data);
	world_close(&scene.world);
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
	sweep(ENOSPC, true);
}

/* A signal is no failure: whatever it interrupts is done again. */
static void must_be_done(void *context)
{
	const struct action *action = context;
	struct err err = ERR_OK;
	struct scene scene;

	memset(&scene, 0, sizeof(scene));
	world_open(&scene.world);
	setenv("XDG_DATA_HOME", scene.world.dir, 1);
	action->prepare(&scene);
	scarce_on();
	if (!action->act(&scene, &err))
		fail_msg("%s: a signal in %u, %s: %s", action->name, scarce.fail, scarce.which,
			err.message);
	scarce_off();
	session_data_free(scene.data);
	world_close(&scene.world);
}

static void a_signal_changes_nothing(void **state)
{
	static const char *const calls[] = {"openat", "read", "pread", "write", "fsync", "close"};

	(void)state;
	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		for (size_t c = 0; c < sizeof(calls) / sizeof(calls[0]); c++)
			scarce_each(must_be_done, (void *)(uintptr_t)&actions[i], EINTR, false,
				calls[c], 0);
}

/* Several parsers at once: the first reads, threads that cannot be started, the last ones. */
static void many_rows_or_an_error(void **state)
{
	static const unsigned nths[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30};
	struct scene scene;

	(void)state;
	memset(&scene, 0, sizeof(scene));
	world_open(&scene.world);
	make_many(&scene);
	for (size_t i = 0; i < sizeof(nths) / sizeof(nths[0]); i++) {
		struct err err = ERR_OK;
		scarce.errnum = EIO;
		scarce.lasting = i % 2;
		scarce.fail = nths[i];
		scarce_on();
		if (!do_many(&scene, &err))
			assert_non_null(strstr(err.where, "many.csv"));
		scarce_off();
		err_free(&err);
	}
	world_close(&scene.world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(one_call_fails, scarce_end),
		cmocka_unit_test_teardown(all_calls_fail_from_one_on, scarce_end),
		cmocka_unit_test_teardown(a_signal_changes_nothing, scarce_end),
		cmocka_unit_test_teardown(many_rows_or_an_error, scarce_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
