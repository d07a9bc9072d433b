#include "config.h"

#include "base/buf.h"
#include "files/roster_file.h"
#include "world.h"

static void seats_without_names(void **state)
{
	struct roster roster = {NULL, 0};
	struct err err = ERR_OK;
	char *shown;

	(void)state;
	assert_true(roster_seats(&roster, "student:3, lecturer:Ana+Bo \xC3\xA9,student:1", &err));
	assert_int_equal(roster.count, 6);
	assert_string_equal(roster.list[2].id, "student-3");
	assert_string_equal(roster.list[3].id, "lecturer-1");
	assert_string_equal(roster.list[4].name, "Bo \xC3\xA9");
	assert_string_equal(roster.list[5].id, "student-4");
	assert_int_equal(roster.list[0].uid, ROSTER_NO_UID);
	assert_int_equal(roster_role_count(&roster), 2);
	assert_string_equal(roster_role(&roster, 1), "lecturer");
	assert_null(roster_role(&roster, 2));
	assert_int_equal(roster_in_role(&roster, "student"), 4);
	assert_int_equal(roster_find(&roster, "lecturer-2"), 4);
	assert_int_equal(roster_find(&roster, "lecturer-3"), ROSTER_NONE);
	shown = roster_shown(&roster.list[0]);
	assert_string_equal(shown, "student 1");
	free(shown);
	shown = roster_shown(&roster.list[3]);
	assert_string_equal(shown, "Ana");
	free(shown);
	roster_free(&roster);
}

static void wrong_seats(void **state)
{
	static const char *const cases[] = {"", "student", "student:", "student:0", "student:100",
		"Student:3", "student:3,", "a b:2", "student:Ana+", "student:A\xFF",
		"student:\x1B[0m", "a:99,b:99,c:x,:3"};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct roster roster = {NULL, 0};
		struct err err = ERR_OK;

		assert_false(roster_seats(&roster, cases[i], &err));
		assert_int_equal(err.code, ERR_USAGE);
		assert_non_null(strstr(err.message, "hint"));
		err_free(&err);
		roster_free(&roster);
	}
}

static bool parse(const char *text, struct roster *roster, struct faults *faults)
{
	faults_init(faults, "list.csv");
	return roster_parse(text, strlen(text), roster, faults);
}

static void comes_back_as_written(void **state)
{
	struct roster roster = {NULL, 0}, back;
	struct faults faults;
	struct err err = ERR_OK;
	struct buf text = BUF_EMPTY, again = BUF_EMPTY;

	(void)state;
	assert_true(roster_seats(&roster, "student:=1+2+Ana; B,lecturer:'x", &err));
	roster.list[1].uid = 4000000000;
	free(roster.list[2].group);
	roster.list[2].group = mem_text("team, \"A\"");
	roster_text(&text, &roster);
	assert_non_null(strstr(buf_text(&text), ",'=1,"));
	assert_true(parse(buf_text(&text), &back, &faults));
	assert_int_equal(back.count, roster.count);
	assert_string_equal(back.list[0].name, "=1");
	assert_string_equal(back.list[3].name, "'x");
	assert_string_equal(back.list[2].group, "team, \"A\"");
	assert_int_equal(back.list[1].uid, 4000000000);
	roster_text(&again, &back);
	assert_string_equal(buf_text(&text), buf_text(&again));
	faults_free(&faults);
	roster_free(&roster);
	roster_free(&back);
	buf_free(&text);
	buf_free(&again);
}

static void columns_in_any_order(void **state)
{
	struct roster roster;
	struct faults faults;

	(void)state;
	assert_true(
		parse("\xEF\xBB\xBFROLE;Name;email\r\nstudent;\"Vries; de\";a@b\r\n\r\n;Bo;\r\n",
			&roster, &faults));
	assert_int_equal(roster.count, 2);
	assert_string_equal(roster.list[0].id, "student-1");
	assert_string_equal(roster.list[0].name, "Vries; de");
	assert_string_equal(roster.list[1].id, "participant-1");
	assert_string_equal(roster.list[1].role, "participant");
	faults_free(&faults);
	roster_free(&roster);
}

static void all_faults_with_their_lines(void **state)
{
	static const unsigned lines[] = {3, 4, 5, 6, 7, 8, 9};
	struct roster roster;
	struct faults faults;

	(void)state;
	assert_false(parse("person,name,role,uid\n"
			   "ann,Ann,student,1\n"
			   "ann,Ann again,student,2\n"
			   "Bob,Bob,student,3\n"
			   "cyn,Cyn,Big Role,4\n"
			   "dan,Dan,student,1\n"
			   "eve,Eve\n"
			   "fay,\"Fay,student,5\n"
			   "gus,Gus,student,x\n",
		&roster, &faults));
	assert_int_equal(faults.errors, sizeof(lines) / sizeof(lines[0]));
	for (size_t i = 0; i < faults.count; i++)
		assert_int_equal(faults.list[i].line, lines[i]);
	assert_int_equal(roster.count, 0);
	faults_free(&faults);
	assert_false(parse("", &roster, &faults));
	faults_free(&faults);
	assert_false(parse("group,role\na,b\n", &roster, &faults));
	faults_free(&faults);
	assert_false(parse("name,colour\nAnn,red\n", &roster, &faults));
	assert_non_null(strstr(faults.list[0].message, "colour"));
	faults_free(&faults);
	assert_false(parse("name\nAn\xE9\n", &roster, &faults));
	faults_free(&faults);
	assert_false(parse("name\nA\x1B[2Jn\n", &roster, &faults));
	faults_free(&faults);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(seats_without_names),
		cmocka_unit_test(wrong_seats),
		cmocka_unit_test(comes_back_as_written),
		cmocka_unit_test(columns_in_any_order),
		cmocka_unit_test(all_faults_with_their_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
