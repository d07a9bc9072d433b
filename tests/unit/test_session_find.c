/* Finding sessions again. */
#include "config.h"

#include "files/session_folder.h"
#include "world.h"

#define WRITER_A "00000000000000aa"

static void put_home(struct world *world, const char *name, const char *id, const char *rater)
{
	snprintf(world->path, sizeof(world->path), "%s/peil/sessions/%s", world->dir, name);
	strcpy(world->session.id, id);
	mem_replace(&world->session.rater, rater);
	assert_true(session_make(world->path, &world->session, world->rubric, NULL));
}

static void solo_session_is_found(void **state)
{
	struct world world;
	char *path, *expected, outside[100];

	(void)state;
	world_open(&world);
	setenv("XDG_DATA_HOME", world.dir, 1);
	assert_null(session_find_solo(world.rubric, "Anne", "", SESSION_NO_MOMENT, 0));
	put_home(&world, "one", "00000000000000a1", "Anne");
	put_home(&world, "two", "00000000000000a2", "Bo");
	path = session_find_solo(world.rubric, "Bo", "", SESSION_NO_MOMENT, 0);
	assert_string_equal(path, world.path);
	free(path);
	assert_null(session_find_solo(world.rubric, "Bo", "", SESSION_MID, 0));
	assert_null(session_find_solo(world.rubric, "Bo", "student", SESSION_NO_MOMENT, 0));
	assert_null(session_find_solo(world.rubric, "Cas", "", SESSION_NO_MOMENT, 0));
	path = session_find_solo(world.rubric, "Anne", "", SESSION_NO_MOMENT, 0);
	assert_string_equal(strrchr(path, '/'), "/one");
	free(path);
	/* A session that was moved goes on where it is now. */
	snprintf(outside, sizeof(outside), "%s/moved", world.dir);
	strcpy(world.path, outside);
	assert_true(session_make(world.path, &world.session, world.rubric, NULL));
	session_remember(outside);
	session_remember(outside);
	path = session_find_solo(world.rubric, "Bo", "", SESSION_NO_MOMENT, 0);
	assert_string_equal(path, outside);
	free(path);
	path = session_new_path(world.rubric, NULL);
	expected = session_home(NULL);
	assert_int_equal(strncmp(path, expected, strlen(expected)), 0);
	assert_int_equal(strncmp(path + strlen(expected), "/complextool-20", 15), 0);
	free(path);
	free(expected);
	unsetenv("XDG_DATA_HOME");
	world_close(&world);
}

static void add_rate(struct buf *bytes, unsigned seq, const char *target, const char *criterion,
	const char *level)
{
	struct record record = world_rate(target, criterion, level);

	memcpy(record.writer, WRITER_A, 17);
	record.seq = seq;
	snprintf(record.at, sizeof(record.at), "2026-03-01T10:00:%02uZ", seq % 60);
	if (criterion[0] == '\0')
		record.event = RECORD_SUBMIT;
	journal_line(bytes, &record);
	record_free(&record);
}

static void summaries_tell_the_last_sheet(void **state)
{
	struct session_summaries found;
	struct buf bytes = BUF_EMPTY;
	struct world world;
	char dir[120], path[200], broken[120];
	size_t unreadable;

	(void)state;
	world_open(&world);
	setenv("XDG_DATA_HOME", world.dir, 1);
	session_summaries_find(&found, &unreadable);
	assert_int_equal(found.count + unreadable, 0);
	session_summaries_free(&found);
	put_home(&world, "one", "00000000000000a1", "Anne");
	put_home(&world, "two", "00000000000000a2", "Bo");
	buf_text_add(&bytes, JOURNAL_HEADER "\n");
	add_rate(&bytes, 1, "Oost", "openness", "low");
	add_rate(&bytes, 2, "West", "openness", "low");
	add_rate(&bytes, 3, "West", "novelty", "low");
	add_rate(&bytes, 4, "West", "urgency", "low");
	add_rate(&bytes, 5, "West", "urgency", "");
	add_rate(&bytes, 6, "West", "novelty", "high");
	add_rate(&bytes, 7, "West", "", "");
	world_own_dir(&world, dir, sizeof(dir));
	mkdir(dir, 0770);
	snprintf(path, sizeof(path), "%s/j-%s.csv", dir, WRITER_A);
	world_write(path, bytes.data, bytes.len);
	snprintf(broken, sizeof(broken), "%s/peil/sessions/three", world.dir);
	mkdir(broken, 0700);
	strcat(broken, "/session.ini");
	world_write(broken, "[session]\nformat = 9\n", 21);
	session_summaries_find(&found, &unreadable);
	assert_int_equal(found.count, 2);
	assert_int_equal(unreadable, 1);
	assert_string_equal(found.list[0].session.rater, "Bo");
	assert_string_equal(found.list[0].target, "West");
	assert_int_equal(found.list[0].answered, 2);
	assert_int_equal(found.list[0].criteria, 8);
	assert_true(found.list[0].submitted);
	assert_string_equal(found.list[1].session.rater, "Anne");
	assert_int_equal(found.list[1].answered, 0);
	assert_false(found.list[1].submitted);
	session_summaries_free(&found);
	buf_free(&bytes);
	unsetenv("XDG_DATA_HOME");
	world_close(&world);
}

/* Where there is no directory for data, sessions are in the home of the account. */
static void home_is_found(void **state)
{
	char *kept = mem_text(getenv("HOME")), *home, *rubrics;
	struct err err = ERR_OK;

	(void)state;
	unsetenv("XDG_DATA_HOME");
	setenv("HOME", "/somewhere", 1);
	home = session_home(&err);
	rubrics = rubric_home(&err);
	assert_string_equal(home, "/somewhere/.local/share/peil/sessions");
	assert_string_equal(rubrics, "/somewhere/.local/share/peil/rubrics");
	free(home);
	free(rubrics);
	/* A path that is not whole would be another one in each directory. */
	setenv("XDG_DATA_HOME", "data", 1);
	home = session_home(&err);
	assert_string_equal(home, "/somewhere/.local/share/peil/sessions");
	free(home);
	setenv("HOME", "somewhere", 1);
	home = session_home(&err);
	assert_non_null(home);
	assert_int_equal(home[0], '/');
	assert_null(strstr(home, "somewhere"));
	free(home);
	assert_null(rubric_home(&err));
	assert_int_equal(err.code, ERR_SAVE);
	err_free(&err);
	unsetenv("HOME");
	home = session_home(&err);
	assert_int_equal(home[0], '/');
	free(home);
	if (kept != NULL)
		setenv("HOME", kept, 1);
	free(kept);
	unsetenv("XDG_DATA_HOME");
}

static void older_ones_come_later(void **state)
{
	static const char *const made[] = {"2026-03-01T09:00:00Z", "2026-03-03T09:00:00Z",
		"2026-03-02T09:00:00Z", "2026-03-02T09:00:00Z"};
	static const char *const order[] = {"/b", "/c", "/d", "/a"};
	struct session_summaries found;
	struct world world;
	size_t unreadable;

	(void)state;
	world_open(&world);
	setenv("XDG_DATA_HOME", world.dir, 1);
	for (size_t i = 0; i < 4; i++) {
		const char name[] = {(char)('a' + i), '\0'}, id[] = "00000000000000a0";

		mem_replace(&world.session.made_at, made[i]);
		put_home(&world, name, id, "Anne");
		world.session.id[15] = (char)('0' + i);
	}
	for (size_t nth = 0; nth < 4; nth++) {
		char *path = session_find_solo(world.rubric, "Anne", "", SESSION_NO_MOMENT, nth);

		assert_string_equal(strrchr(path, '/'), order[nth]);
		free(path);
	}
	assert_null(session_find_solo(world.rubric, "Anne", "", SESSION_NO_MOMENT, 4));
	session_summaries_find(&found, &unreadable);
	assert_int_equal(found.count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(strrchr(found.list[i].path, '/'), order[i]);
	session_summaries_free(&found);
	unsetenv("XDG_DATA_HOME");
	world_close(&world);
}

static size_t lines_of(const char *path)
{
	struct buf text = BUF_EMPTY;
	size_t lines = 0;

	world_load(path, &text);
	for (size_t i = 0; i < text.len; i++)
		lines += text.data[i] == '\n';
	buf_free(&text);
	return lines;
}

/* Twenty folders, the last one first; those at home and those that are not there are left out. */
static void last_ones_are_remembered(void **state)
{
	struct world world;
	struct session_summaries found;
	char recent[120], path[120];
	size_t unreadable;
	struct buf text = BUF_EMPTY;

	(void)state;
	world_open(&world);
	setenv("XDG_DATA_HOME", world.dir, 1);
	snprintf(recent, sizeof(recent), "%s/peil/recent", world.dir);
	session_remember("/no/such/folder");
	assert_int_not_equal(access(recent, F_OK), 0);
	for (int i = 0; i < 25; i++) {
		snprintf(path, sizeof(path), "%s/f%d", world.dir, i);
		mkdir(path, 0700);
		session_remember(path);
	}
	assert_int_equal(lines_of(recent), 20);
	world_load(recent, &text);
	assert_non_null(strstr(buf_text(&text), "/f24\n"));
	assert_true(strstr(buf_text(&text), "/f24\n") < strstr(buf_text(&text), "/f23\n"));
	assert_null(strstr(buf_text(&text), "/f4\n"));
	buf_free(&text);
	put_home(&world, "own", "00000000000000a1", "Anne");
	session_remember(world.path);
	snprintf(path, sizeof(path), "%s/a\nb", world.dir);
	mkdir(path, 0700);
	session_remember(path);
	assert_int_equal(lines_of(recent), 20);
	/* What somebody else put there is not followed, and does not stop anything. */
	world_write(recent, "relative/path\n/no/such\n", 23);
	session_summaries_find(&found, &unreadable);
	assert_int_equal(found.count, 1);
	assert_int_equal(unreadable, 0);
	session_summaries_free(&found);
	unlink(recent);
	assert_int_equal(mkfifo(recent, 0600), 0);
	session_summaries_find(&found, &unreadable);
	assert_int_equal(found.count, 1);
	session_summaries_free(&found);
	unsetenv("XDG_DATA_HOME");
	world_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(solo_session_is_found),
		cmocka_unit_test(summaries_tell_the_last_sheet),
		cmocka_unit_test(home_is_found),
		cmocka_unit_test(older_ones_come_later),
		cmocka_unit_test(last_ones_are_remembered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
