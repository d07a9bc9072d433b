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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(solo_session_is_found),
		cmocka_unit_test(summaries_tell_the_last_sheet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
