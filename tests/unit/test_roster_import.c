#include "config.h"

#include "base/buf.h"
#include "files/roster_import.h"
#include "world.h"

static struct faults faults;

static bool import(const char *text, size_t len, const char *const *columns, size_t count,
	struct roster_imported *out)
{
	const struct roster_import how = {
		.columns = columns, .column_count = count, .named_ids = true, .role = "student"};

	faults_init(&faults, "list.csv");
	return roster_import_parse(text, len, &how, out, &faults);
}

#define IMPORT(text, out) import(text, sizeof(text) - 1, NULL, 0, out)

static void done(struct roster_imported *out)
{
	faults_free(&faults);
	roster_imported_free(out);
}

/* The same two people in every family: name, group and what only the owner reads. */
static void each_family(void **state)
{
	static const struct {
		const char *text, *login, *email, *number;
	} families[] = {
		{"person,name,group,role,login,email\n,Ana Jansen,T 1,student,ana,a@x.nl\n"
		 ",Bo,T 2,student,bo,b@x.nl\n",
			"ana", "a@x.nl", ""},
		{"Section,Team,Name,Email,Comments\nA,T 1,Ana Jansen,a@x.nl,\nA,T "
		 "2,Bo,b@x.nl,late\n",
			"", "a@x.nl", ""},
		{"id_number,forename,lastname,email,username,group\n"
		 "s1,Ana,Jansen,a@x.nl,ana,T 1\ns2,Bo,,b@x.nl,bo,T 2\n",
			"ana", "a@x.nl", "s1"},
		{"Name;Email;Group Name\r\nAna Jansen;a@x.nl;T 1\r\nBo;b@x.nl;T 2\r\n", "",
			"a@x.nl", ""},
		{"name,canvas_user_id,user_id,login_id,sections,group_name\n"
		 "Ana Jansen,1,s1,ana,A,T 1\nBo,2,s2,bo,A,T 2\n",
			"ana", "", "s1"},
		{"OrgDefinedId,Username,Last Name,First Name,Email,GroupCategory,GroupName\n"
		 "#s1,#ana,Jansen,Ana,a@x.nl,Teams,T 1\n#s2,#bo,,Bo,b@x.nl,Teams,T 2\n",
			"ana", "a@x.nl", "s1"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++) {
		struct roster_imported out;
		struct buf line = BUF_EMPTY;

		assert_true(import(families[i].text, strlen(families[i].text), NULL, 0, &out));
		assert_int_equal(out.roster.count, 2);
		assert_string_equal(out.roster.list[0].name, "Ana Jansen");
		assert_string_equal(out.roster.list[0].group, "T 1");
		assert_string_equal(out.roster.list[1].group, "T 2");
		assert_string_equal(out.roster.list[0].role, "student");
		assert_string_equal(out.roster.list[0].login, families[i].login);
		assert_string_equal(
			out.roster.list[0].id, families[i].login[0] != '\0' ? "ana" : "ana-jansen");
		assert_int_equal(out.lines[1], 3);
		buf_format(&line, "\n%s,%s,%s", out.roster.list[0].id, families[i].email,
			families[i].number);
		assert_non_null(strstr(out.people, buf_text(&line)));
		buf_free(&line);
		done(&out);
	}
}

static void other_names_for_columns(void **state)
{
	static const char *const columns[] = {"name=Wie", "login=NetID", "group=Ploeg"};
	static const char *const wrong[] = {"login=Nobody", "colour=Wie"};
	static const char text[] = "wie,netid,ploeg\nAna,aj1,3\n";
	struct roster_imported out;

	(void)state;
	assert_true(import(text, sizeof(text) - 1, columns, 3, &out));
	assert_string_equal(out.roster.list[0].login, "aj1");
	assert_string_equal(out.roster.list[0].group, "3");
	done(&out);
	assert_false(import(text, sizeof(text) - 1, wrong, 2, &out));
	assert_true(faults.errors >= 2);
	done(&out);
}

static void encodings_and_delimiters(void **state)
{
	struct roster_imported out;

	(void)state;
	assert_true(IMPORT("name;group\nZo\xEB \x80;T\n", &out));
	assert_true(out.windows_1252);
	assert_int_equal(out.delimiter, ';');
	assert_string_equal(out.roster.list[0].name, "Zo\xC3\xAB \xE2\x82\xAC");
	assert_string_equal(out.roster.list[0].id, "zoe");
	done(&out);
	assert_true(IMPORT("\xEF\xBB\xBFname\tgroup\nZo\xC3\xAB\tT\n", &out));
	assert_false(out.windows_1252);
	assert_int_equal(out.delimiter, '\t');
	done(&out);
	assert_true(IMPORT("sep=;\nname;group\nAna;T\n", &out));
	assert_int_equal(out.roster.count, 1);
	done(&out);
	/* UTF-8 with a slip is not taken for something else; neither is what was never text. */
	assert_false(IMPORT("name\nZo\xC3\xAB\nAn\xE9\n", &out));
	assert_int_equal(faults.list[0].line, 3);
	done(&out);
	assert_false(IMPORT("name\nAn\x81\n", &out));
	assert_int_equal(faults.list[0].line, 2);
	done(&out);
	assert_false(IMPORT("\xFF\xFEn\0a\0", &out));
	done(&out);
}

/* Each with its line; nothing is half taken. */
static void refused_with_lines(void **state)
{
	static const unsigned lines[] = {3, 4, 5, 7, 8, 9};
	struct roster_imported out;

	(void)state;
	assert_false(IMPORT("name,group,login,email\n"
			    "Ana,1,ana,a@x.nl\n"
			    "Bo,1\n"
			    "Cem,1,ana,c@x.nl\n"
			    ",1,,d@x.nl\n"
			    "Eva,1,eva,e@x.nl\n"
			    "Fay,1,fay,A@X.nl\n"
			    "Gus,1,gus,no address\n"
			    "H\x1B[2Jan,1,han,h@x.nl\n",
		&out));
	assert_int_equal(faults.errors, sizeof(lines) / sizeof(lines[0]));
	for (size_t i = 0; i < faults.count; i++)
		assert_int_equal(faults.list[i].line, lines[i]);
	assert_int_equal(out.roster.count, 0);
	done(&out);
	assert_false(IMPORT("", &out));
	done(&out);
	assert_false(IMPORT("name,group\n", &out));
	done(&out);
	assert_false(IMPORT("group,email\n1,a@x.nl\n", &out));
	done(&out);
	assert_false(IMPORT("name,name\nAna,Ana\n", &out));
	done(&out);
	assert_false(IMPORT("name,group\n\"Ana,1\nBo,1\n", &out));
	done(&out);
}

static void names_of_real_people(void **state)
{
	struct roster_imported out;

	(void)state;
	assert_true(IMPORT("name,group\n"
			   "\"Vries, Bo de\",1\n"
			   "\"D\"\"Arc, Zo\xC3\xAB\",1\n"
			   "\xD7\xA9\xD7\xA8\xD7\x94,1\n"
			   "O'Neil,1\n"
			   "Ana,1\n"
			   "Ana,2\n"
			   "3PO,2\n"
			   ",\n"
			   "=cmd,2\n",
		&out));
	assert_int_equal(out.roster.count, 8);
	assert_string_equal(out.roster.list[0].id, "vries-bo-de");
	assert_string_equal(out.roster.list[1].name, "D\"Arc, Zo\xC3\xAB");
	assert_string_equal(out.roster.list[1].id, "d-arc-zoe");
	assert_string_equal(out.roster.list[2].id, "person");
	assert_string_equal(out.roster.list[3].id, "o-neil");
	assert_string_equal(out.roster.list[4].id, "ana");
	assert_string_equal(out.roster.list[5].id, "ana-2");
	assert_string_equal(out.roster.list[6].id, "p-3po");
	assert_string_equal(out.roster.list[7].name, "=cmd");
	assert_int_equal(out.lines[7], 10);
	done(&out);
}

static void what_is_not_known_stays_private(void **state)
{
	struct roster_imported out;

	(void)state;
	assert_true(IMPORT(
		"name,Diet,email,Notes\nAna,\"none, thanks\",a@x.nl,\"two\nlines\"\n", &out));
	assert_int_equal(out.others, 2);
	assert_int_equal(faults.errors, 0);
	assert_string_equal(out.people,
		"person,email,number,Diet,Notes\nana,a@x.nl,,\"none, thanks\",two lines\n");
	done(&out);
}

/* An id comes from a login or a name: small letters first, no hyphen last, a number behind it where
 * it is taken. */
static void ids_are_made_of_names(void **state)
{
	static const struct {
		const char *text, *first, *second; /* of two people, or the second's */
	} cases[] = {
		{"name\n-a-\nA\n", "a", "a-2"},
		{"name\n{x}\n~\n", "x", "person"},
		{"name\n9\n...\n", "p-9", "person"},
		{"login\nabcdefghijklmnopqrstuvwxyz-bcdefg\nb\n", "abcdefghijklmnopqrstuvwxyz",
			"b"},
		{"person,name\nana-2,Bo\n,Ana\n", "ana-2", "ana"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct roster_imported out;

		if (!import(cases[i].text, strlen(cases[i].text), NULL, 0, &out))
			fail_msg("%s: %s", cases[i].text, faults.list[0].message);
		assert_int_equal(out.roster.count, 2);
		assert_string_equal(out.roster.list[0].id, cases[i].first);
		assert_string_equal(out.roster.list[1].id, cases[i].second);
		done(&out);
	}
}

/* Without names people are called by their role, and no number is given twice. */
static void roles_are_counted(void **state)
{
	static const char text[] = "person,name\nstudent-2,Ana\n,Bo\n,Cem\n";
	const struct roster_import how = {.role = "student"};
	struct roster_imported out;

	(void)state;
	faults_init(&faults, "list.csv");
	assert_true(roster_import_parse(text, strlen(text), &how, &out, &faults));
	assert_int_equal(out.roster.count, 3);
	assert_string_equal(out.roster.list[0].id, "student-2");
	assert_string_equal(out.roster.list[1].id, "student-3");
	assert_string_equal(out.roster.list[2].id, "student-4");
	done(&out);
}

/* Two rows that say the same of somebody are told where nothing else could tell them apart. */
static void the_same_twice_is_told_once(void **state)
{
	static const struct {
		const char *text;
		unsigned line; /* 0: nothing is said */
	} cases[] = {
		{"name,group\nAna,a\nBo,a\nAna,a\n", 4},
		{"name,group\nAna,a\nAna,b\n", 0},
		{"name,group,email\nAna,a,\nAna,a,\n", 0},
		{"name,group,number\nAna,a,\nAna,a,\n", 0},
		{"name,group,login\nAna,a,ana\nAna,a,\n", 0},
		{"lastname,group\nAna,a\nAna,a\n", 3},
		{"forename\nAna\nAna\n", 3},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct roster_imported out;

		assert_true(import(cases[i].text, strlen(cases[i].text), NULL, 0, &out));
		assert_int_equal(faults.errors, 0);
		if (faults.count != (cases[i].line > 0))
			fail_msg("%s: %zu", cases[i].text, faults.count);
		if (cases[i].line > 0) {
			assert_int_equal(faults.list[0].line, cases[i].line);
			assert_non_null(strstr(faults.list[0].message, "the same as line 2: Ana"));
		}
		done(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_family),
		cmocka_unit_test(other_names_for_columns),
		cmocka_unit_test(encodings_and_delimiters),
		cmocka_unit_test(refused_with_lines),
		cmocka_unit_test(names_of_real_people),
		cmocka_unit_test(what_is_not_known_stays_private),
		cmocka_unit_test(ids_are_made_of_names),
		cmocka_unit_test(roles_are_counted),
		cmocka_unit_test(the_same_twice_is_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
