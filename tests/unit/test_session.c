#include "config.h"

#include "base/id.h"
#include "files/session_parts.h"
#include "world.h"

#include <acl/libacl.h>
#include <sys/acl.h>

#define WRITER_A "00000000000000aa"
#define WRITER_B "00000000000000bb"

static void make(struct world *world)
{
	struct err err = ERR_OK;

	if (!session_make(world->path, &world->session, world->rubric, &err))
		fail_msg("session_make: %s", err.message);
}

static struct session_data *load(const struct world *world)
{
	struct err err = ERR_OK;
	struct session_data *data = session_read(world->path, &err);

	if (data == NULL)
		fail_msg("session_read: %s", err.message);
	return data;
}

static void in_session(const struct world *world, const char *name, char *out, size_t room)
{
	int len = snprintf(out, room, "%s/%s", world->path, name);

	assert_true(len > 0 && (size_t)len < room);
}

/* A journal of records with the seqs from `from` to `to` in directory `dir`. */
static void add_journal(const char *dir, const char *name, const char *writer, unsigned from,
	unsigned to, unsigned salt)
{
	struct buf bytes = BUF_EMPTY;
	char path[200];

	mkdir(dir, 0770);
	buf_text_add(&bytes, JOURNAL_HEADER "\n");
	for (unsigned seq = from; seq <= to; seq++) {
		struct record record = world_note(seq + salt);

		memcpy(record.writer, writer, 17);
		record.seq = seq;
		strcpy(record.at, "2026-03-01T10:00:00Z");
		journal_line(&bytes, &record);
		record_free(&record);
	}
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	world_write(path, bytes.data, bytes.len);
	buf_free(&bytes);
}

static void ini_comes_back(void **state)
{
	struct err err = ERR_OK;
	struct buf text = BUF_EMPTY;
	struct session back;
	struct world world;
	char path[100];
	size_t criteria;

	(void)state;
	world_open(&world);
	mem_replace(&world.session.title, "Wijk; \"Oost\" & # co");
	mem_replace(&world.session.rater, "An=ne [x] \xC3\xA9\xC3\xA9n");
	mem_replace(&world.session.role, "student");
	world.session.moment = SESSION_MID;
	assert_true(session_ini_text(&text, &world.session, 8, &err));
	snprintf(path, sizeof(path), "%s/session.ini", world.dir);
	world_write(path, text.data, text.len);
	assert_true(session_ini_read(path, &back, &criteria, &err));
	assert_int_equal(criteria, 8);
	assert_string_equal(back.id, world.session.id);
	assert_int_equal(back.kind, SESSION_SOLO);
	assert_int_equal(back.moment, SESSION_MID);
	assert_string_equal(back.title, world.session.title);
	assert_string_equal(back.rater, world.session.rater);
	assert_string_equal(back.role, world.session.role);
	assert_string_equal(back.made_at, world.session.made_at);
	session_free(&back);
	buf_free(&text);
	world_close(&world);
}

/* What could not be read back is refused before anything is made. */
static void ini_refuses_what_it_cannot_hold(void **state)
{
	struct err err = ERR_OK;
	struct world world;
	char name[1200];
	struct stat about;

	(void)state;
	world_open(&world);
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	mem_replace(&world.session.rater, name);
	assert_false(session_make(world.path, &world.session, world.rubric, &err));
	assert_int_equal(err.code, ERR_INPUT);
	mem_replace(&world.session.rater, "esc\x1b[2J");
	assert_false(session_make(world.path, &world.session, world.rubric, &err));
	mem_replace(&world.session.rater, "two\nlines");
	assert_false(session_make(world.path, &world.session, world.rubric, &err));
	assert_int_not_equal(stat(world.path, &about), 0);
	err_free(&err);
	world_close(&world);
}

static void expect_refused(const struct world *world, const char *text)
{
	struct err err = ERR_OK;
	char path[100];

	in_session(world, "session.ini", path, sizeof(path));
	world_write(path, text, strlen(text));
	assert_null(session_read(world->path, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_non_null(err.message);
	err_free(&err);
}

static void strange_sessions_are_refused(void **state)
{
	struct err err = ERR_OK;
	struct world world;
	char path[100];

	(void)state;
	world_open(&world);
	assert_null(session_read(world.path, &err));
	assert_null(session_read(world.dir, &err));
	make(&world);
	expect_refused(&world, "");
	expect_refused(&world, "[session]\nformat = 2\nid = 0123456789abcdef\nkind = solo\n");
	expect_refused(&world, "[session]\nformat = 1\nid = 0123\nkind = solo\n");
	expect_refused(&world, "[session]\nformat = 1\nid = 0123456789abcdef\nkind = duet\n");
	in_session(&world, "session.ini", path, sizeof(path));
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_null(session_read(world.path, &err));
	err_free(&err);
	world_close(&world);
}

static void changed_rubric_is_refused(void **state)
{
	struct err err = ERR_OK;
	struct buf bytes = BUF_EMPTY;
	struct world world;
	char path[100];

	(void)state;
	world_open(&world);
	make(&world);
	session_data_free(load(&world));
	in_session(&world, "rubric.ini", path, sizeof(path));
	world_load(path, &bytes);
	assert_int_equal(bytes.len, world.rubric->byte_count);
	assert_memory_equal(bytes.data, world.rubric->bytes, bytes.len);
	buf_text_add(&bytes, "; one more line\n");
	world_write(path, bytes.data, bytes.len);
	assert_null(session_read(world.path, &err));
	assert_int_equal(err.code, ERR_INPUT);
	err_free(&err);
	buf_free(&bytes);
	world_close(&world);
}

static void folder_is_made_once(void **state)
{
	struct err err = ERR_OK;
	struct world world;
	struct buf before = BUF_EMPTY, after = BUF_EMPTY;
	char path[100];
	struct stat about;

	(void)state;
	world_open(&world);
	umask(022);
	make(&world);
	assert_int_equal(stat(world.path, &about), 0);
	assert_int_equal(about.st_mode & 07777, 0700);
	in_session(&world, "state/0001-open", path, sizeof(path));
	assert_int_equal(stat(path, &about), 0);
	in_session(&world, "session.ini", path, sizeof(path));
	world_load(path, &before);
	mem_replace(&world.session.title, "changed");
	make(&world);
	world_load(path, &after);
	assert_string_equal(buf_text(&before), buf_text(&after));
	strcpy(world.session.id, "fedcba9876543210");
	assert_false(session_make(world.path, &world.session, world.rubric, &err));
	err_free(&err);
	buf_free(&before);
	buf_free(&after);
	world_close(&world);
}

/* Cut short after any of its steps, making the folder goes on where it was. */
static void making_goes_on_after_a_crash(void **state)
{
	static const char *const steps[] = {
		"session.ini", "rubric.ini", "raters", "state/0001-open", "state"};
	struct err err = ERR_OK;
	struct world world;
	char path[100];

	(void)state;
	world_open(&world);
	make(&world);
	for (size_t done = 1; done <= sizeof(steps) / sizeof(steps[0]); done++) {
		for (size_t i = 0; i < done; i++) {
			in_session(&world, steps[i], path, sizeof(path));
			assert_int_equal(remove(path), 0);
		}
		in_session(&world, ".peil-0123456789abcdef.tmp", path, sizeof(path));
		world_write(path, "half", 4);
		make(&world);
		session_data_free(load(&world));
	}
	in_session(&world, "session.ini", path, sizeof(path));
	unlink(path);
	in_session(&world, "thesis.doc", path, sizeof(path));
	world_write(path, "x", 1);
	assert_false(session_make(world.path, &world.session, world.rubric, &err));
	assert_int_equal(err.code, ERR_INPUT);
	err_free(&err);
	world_close(&world);
}

/* The rater and the owner read, nobody else, whatever the umask. */
static void raters_are_shared_with_the_owner_only(void **state)
{
	struct err err = ERR_OK;
	struct world world;
	struct stat about;
	char path[100];
	acl_t acl;
	int dir, fd;

	(void)state;
	world_open(&world);
	make(&world);
	in_session(&world, "raters", path, sizeof(path));
	acl = acl_get_file(path, ACL_TYPE_DEFAULT);
	if (acl == NULL || acl_entries(acl) == 0) {
		world_close(&world);
		print_message("skipped: no ACLs in /tmp\n");
		skip();
	}
	acl_free(acl);
	umask(0);
	dir = session_rater_dir(world.path, &world.session, &err);
	assert_true(dir >= 0);
	fd = openat(dir, "j-x.csv", O_CREAT | O_EXCL | O_WRONLY, 0640);
	umask(022);
	assert_true(fd >= 0);
	assert_int_equal(fstat(dir, &about), 0);
	assert_int_equal(about.st_mode & 0007, 0);
	acl = acl_get_fd(fd);
	assert_non_null(acl);
	{
		char *text = acl_to_text(acl, NULL);

		assert_non_null(strstr(text, "group::---"));
		assert_non_null(strstr(text, "other::---"));
		acl_free(text);
	}
	acl_free(acl);
	close(fd);
	close(dir);
	world_close(&world);
}

static void squatter_is_passed_by(void **state)
{
	struct err err = ERR_OK;
	struct world world;
	char own[120], first[64], second[64];
	int dir;

	(void)state;
	world_open(&world);
	make(&world);
	world_own_dir(&world, own, sizeof(own));
	/* Not a directory at all: something that somebody put in our place. */
	world_write(own, "", 0);
	dir = session_rater_dir(world.path, &world.session, &err);
	assert_true(dir >= 0);
	close(dir);
	in_session(&world, "raters", own, sizeof(own));
	assert_int_equal(world_names(own, "u", NULL, 0), 2);
	snprintf(first, sizeof(first), "u%lu-", (unsigned long)geteuid());
	assert_int_equal(world_names(own, first, second, sizeof(second)), 1);
	assert_int_equal(strlen(second), strlen(first) + 8);
	/* The next run finds it again. */
	dir = session_rater_dir(world.path, &world.session, &err);
	assert_true(dir >= 0);
	close(dir);
	assert_int_equal(world_names(own, "u", NULL, 0), 2);
	world_close(&world);
}

static void only_the_owners_directories_count(void **state)
{
	struct err err = ERR_OK;
	struct world world;
	struct session_data *data;
	char dir[120], path[200];

	(void)state;
	if (geteuid() != 0) {
		print_message("skipped: needs root to make files of another user\n");
		skip();
	}
	world_open(&world);
	make(&world);
	world_own_dir(&world, dir, sizeof(dir));
	add_journal(dir, "j-" WRITER_A ".csv", WRITER_A, 1, 3, 0);
	in_session(&world, "raters/u12345", dir, sizeof(dir));
	add_journal(dir, "j-" WRITER_B ".csv", WRITER_B, 1, 3, 100);
	snprintf(path, sizeof(path), "%s/j-%s.csv", dir, WRITER_B);
	assert_int_equal(chown(path, 12345, 12345), 0);
	assert_int_equal(chown(dir, 12345, 12345), 0);
	data = load(&world);
	assert_int_equal(data->records.count, 3);
	assert_int_equal(data->problems.count, 1);
	assert_string_equal(data->problems.list[0].file, "raters/u12345");
	assert_false(data->own_unreadable);
	session_data_free(data);
	/* Nor is anything written into the session of another. */
	assert_int_equal(chown(world.path, 12345, 12345), 0);
	assert_int_equal(session_rater_dir(world.path, &world.session, &err), -1);
	assert_int_equal(err.code, ERR_SAVE);
	err_free(&err);
	world_close(&world);
}

static void next_seq_counts_damage(void **state)
{
	struct world world;
	struct session_data *data;
	struct buf bytes = BUF_EMPTY;
	char dir[120], path[200];

	(void)state;
	world_open(&world);
	make(&world);
	data = load(&world);
	assert_int_equal(data->own_next_seq, 1);
	assert_int_equal(data->problems.count, 0);
	session_data_free(data);
	world_own_dir(&world, dir, sizeof(dir));
	add_journal(dir, "j-" WRITER_A ".csv", WRITER_A, 1, 5, 0);
	add_journal(dir, "j-" WRITER_B ".csv", WRITER_B, 6, 9, 0);
	data = load(&world);
	assert_int_equal(data->own_next_seq, 10);
	assert_int_equal(data->records.count, 9);
	assert_false(data->own_equal_seq);
	session_data_free(data);
	snprintf(path, sizeof(path), "%s/j-%s.csv", dir, WRITER_B);
	world_load(path, &bytes);
	bytes.data[bytes.len - 3] ^= 1;
	buf_text_add(&bytes, "1,torn");
	world_write(path, bytes.data, bytes.len);
	data = load(&world);
	assert_int_equal(data->records.count, 8);
	assert_int_equal(data->own_next_seq, 8 + 1 + 1);
	assert_int_equal(data->problems.count, 2);
	assert_int_equal(data->problems.list[0].line, 5);
	assert_int_equal(data->problems.list[1].line, 6);
	assert_false(data->own_unreadable);
	session_data_free(data);
	buf_free(&bytes);
	world_close(&world);
}

/* Copies of journals, whatever a sync tool calls them, change nothing. */
static void copies_change_nothing(void **state)
{
	static const char *const names[] = {"j-" WRITER_A ".sync-conflict-20260301-100000-ABC.csv",
		"j-" WRITER_A " (conflicted copy 2026-03-01).csv", "j-" WRITER_A ".csv.1"};
	struct world world;
	struct session_data *data;
	char dir[120];

	(void)state;
	world_open(&world);
	make(&world);
	world_own_dir(&world, dir, sizeof(dir));
	add_journal(dir, "j-" WRITER_A ".csv", WRITER_A, 1, 5, 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		add_journal(dir, names[i], WRITER_A, 1, (unsigned)i + 3, 0);
	data = load(&world);
	assert_int_equal(data->records.count, 5);
	assert_int_equal(data->problems.count, 0);
	assert_int_equal(data->own_next_seq, 6);
	session_data_free(data);
	/* A copy that says something else is a conflict: told, and both are kept. */
	add_journal(dir, names[0], WRITER_A, 1, 1, 50);
	data = load(&world);
	assert_int_equal(data->records.count, 6);
	assert_int_equal(data->problems.count, 1);
	session_data_free(data);
	world_close(&world);
}

static void two_terminals_are_noticed(void **state)
{
	struct world world;
	struct session_data *data;
	char dir[120];

	(void)state;
	world_open(&world);
	make(&world);
	world_own_dir(&world, dir, sizeof(dir));
	add_journal(dir, "j-" WRITER_A ".csv", WRITER_A, 1, 2, 0);
	/* The same record again in a new journal, as after a failed sync, is no second terminal. */
	add_journal(dir, "j-" WRITER_B ".csv", WRITER_B, 2, 3, 0);
	data = load(&world);
	assert_int_equal(data->records.count, 3);
	assert_false(data->own_equal_seq);
	session_data_free(data);
	add_journal(dir, "j-" WRITER_B ".csv", WRITER_B, 2, 3, 50);
	data = load(&world);
	assert_int_equal(data->records.count, 4);
	assert_true(data->own_equal_seq);
	session_data_free(data);
	world_close(&world);
}

static void an_unreadable_own_journal_is_said(void **state)
{
	struct world world;
	struct session_data *data;
	char dir[120], path[200], copy[120];

	(void)state;
	world_open(&world);
	make(&world);
	world_own_dir(&world, dir, sizeof(dir));
	add_journal(dir, "j-" WRITER_A ".csv", WRITER_A, 1, 2, 0);
	snprintf(path, sizeof(path), "%s/j-%s.csv", dir, WRITER_A);
	snprintf(copy, sizeof(copy), "%s/elsewhere", world.dir);
	assert_int_equal(link(path, copy), 0);
	data = load(&world);
	assert_true(data->own_unreadable);
	session_data_free(data);
	unlink(copy);
	snprintf(path, sizeof(path), "%s/j-loop.csv", dir);
	assert_int_equal(symlink("/dev/zero", path), 0);
	data = load(&world);
	assert_false(data->own_unreadable);
	assert_int_equal(data->records.count, 2);
	assert_int_equal(data->problems.count, 1);
	session_data_free(data);
	in_session(&world, "raters", path, sizeof(path));
	world_remove(path);
	data = load(&world);
	assert_true(data->own_unreadable);
	session_data_free(data);
	world_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ini_comes_back),
		cmocka_unit_test(ini_refuses_what_it_cannot_hold),
		cmocka_unit_test(strange_sessions_are_refused),
		cmocka_unit_test(changed_rubric_is_refused),
		cmocka_unit_test(folder_is_made_once),
		cmocka_unit_test(making_goes_on_after_a_crash),
		cmocka_unit_test(raters_are_shared_with_the_owner_only),
		cmocka_unit_test(squatter_is_passed_by),
		cmocka_unit_test(only_the_owners_directories_count),
		cmocka_unit_test(next_seq_counts_damage),
		cmocka_unit_test(copies_change_nothing),
		cmocka_unit_test(two_terminals_are_noticed),
		cmocka_unit_test(an_unreadable_own_journal_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
