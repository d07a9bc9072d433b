/* What readers say about what is wrong, as tables: the file, the line, the words. */
#include "config.h"

#include "files/ini_doc.h"
#include "files/moodle_text.h"
#include "files/ratings_file.h"
#include "files/ratings_scan.h"
#include "files/roster_file.h"
#include "files/roster_import.h"
#include "files/session_parts.h"
#include "reading.h"

/* --- session.ini -------------------------------------------------------------------------------
 */

#define GROUP "[session]\nformat = 1\nid = 0123456789abcdef\nkind = "
#define REST                                                                                       \
	"\nrubric-fingerprint = "                                                                  \
	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"

static void session_lines_are_named(void **state)
{
	static const struct {
		const char *line, *words; /* words NULL: it is fine */
		const char *kind;
	} cases[] = {
		{"rounds = 0", "number", "workshop"},
		{"rounds = 10", "number", "workshop"},
		{"rounds = x", "number", "workshop"},
		{"rounds = 9", NULL, "workshop"},
		{"threshold = 49", "number", "workshop"},
		{"threshold = 101", "number", "workshop"},
		{"minutes = 1441", "number", "workshop"},
		{"names = maybe", "unknown word", "workshop"},
		{"names = hidden", NULL, "workshop"},
		{"roles = both", "unknown word", "workshop"},
		{"roles = apart", NULL, "workshop"},
		{"research = yes", "unknown word", "workshop"},
		{"research = ask", NULL, "workshop"},
		{"moment = late", "unknown moment", "solo"},
		{"criteria = many", NULL, "solo"},
		{"rounds = 99", NULL, "solo"},
		{"weight = 1.1", "number", "peer"},
		{"weight = -0.1", "number", "peer"},
		{"weight = heavy", "number", "peer"},
		{"weight = 0.5", NULL, "peer"},
		{"cap = 1001", "number", "peer"},
		{"cap = 1.2", NULL, "peer"},
		{"penalty = 1.1", "number", "peer"},
		{"penalty = -1p", "number", "peer"},
		{"penalty = p", "number", "peer"},
		{"penalty = 0.1", NULL, "peer"},
		{"penalty = 2p", NULL, "peer"},
		{"scale = 1", "number", "peer"},
		{"scale = 10..1", "number", "peer"},
		{"scale = a..10", "number", "peer"},
		{"scale = 1..b", "number", "peer"},
		{"scale = 1..10", NULL, "peer"},
		{"method = dice", "unknown word", "peer"},
		{"method = webpa", NULL, "peer"},
		{"self = hidden", "unknown word", "peer"},
		{"self = counted", NULL, "peer"},
	};
	struct world world;

	(void)state;
	world_open(&world);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		char path[120], text[400], where[140];
		struct err err = ERR_OK;
		struct session session;
		bool good;

		snprintf(text, sizeof(text), GROUP "%s" REST "%s\n", cases[i].kind, cases[i].line);
		put(&world, path, "session.ini", text);
		snprintf(where, sizeof(where), "%s:6", path);
		good = session_ini_read(path, &session, NULL, &err);
		if (good != (cases[i].words == NULL))
			fail_msg("%s: %s", cases[i].line, good ? "fine" : err.message);
		if (!good) {
			assert_non_null(strstr(err.message, cases[i].words));
			assert_string_equal(err.where, where);
		} else {
			session_free(&session);
		}
		err_free(&err);
	}
	world_close(&world);
}

/* Whatever cannot be read back is refused, whichever text it is in. */
static void session_texts_come_back_or_are_refused(void **state)
{
	struct world world;

	(void)state;
	world_open(&world);
	world.session.kind = SESSION_PEER;
	for (size_t i = 0; i < 10; i++) {
		char **const slots[] = {&world.session.title, &world.session.description,
			&world.session.rater, &world.session.role, &world.session.purpose,
			&world.session.profile, &world.session.closes, &world.session.timezone,
			&world.session.signals, &world.session.rubric};
		char *old = mem_text(*slots[i]);
		struct buf text = BUF_EMPTY;
		struct err err = ERR_OK;

		mem_replace(slots[i], "a\\b");
		assert_false(session_ini_text(&text, &world.session, 4, &err));
		assert_int_equal(err.code, ERR_INPUT);
		err_free(&err);
		buf_cut(&text, 0);
		mem_replace(slots[i], "a-b");
		if (!session_ini_text(&text, &world.session, 4, &err))
			fail_msg("%zu: %s", i, err.message);
		mem_replace(slots[i], old);
		free(old);
		buf_free(&text);
	}
	world_close(&world);
}

/* --- texts of Moodle ---------------------------------------------------------------------------
 */

static void moodle_texts_are_read_as_shown(void **state)
{
	static const struct {
		const char *html, *text;
	} cases[] = {
		{"plain", "plain"},
		{"<p>One</p><p>two</p>", "\nOne\n\ntwo\n"},
		{"a &amp; b &lt; c &gt; d &quot;e&quot;", "a & b < c > d \"e\""},
		{"&#233;&#xE9;", "\xC3\xA9&#xE9;"},
		{"&#8364;", "\xE2\x82\xAC"},
		{"&#7; &#55296; &#99999999999; &#; &;", "&#7; &#55296; &#99999999999; &#; &;"},
		{"&unknown; &amp", "&unknown; &amp"},
		{"1 < 2 <3 a<b", "1 < 2 <3 a<b"},
		{"<B>bold</B> <!-- gone -->x", "bold x"},
		{"<unclosed", "<unclosed"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		char *text = moodle_text(cases[i].html);

		assert_string_equal(text, cases[i].text);
		free(text);
	}
}

/* --- lists of participants ----------------------------------------------------------------------
 */

#define LONG_TEXT                                                                                  \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void lists_are_checked(void **state)
{
	static const struct {
		const char *bytes;
		unsigned line;
		const char *words; /* NULL: it is fine, with `line` people */
	} cases[] = {
		{"name,group\nAna,a\nAna,b\n", 2, NULL},
		{"sep=,\nname,group\nAna,a\n", 1, NULL},
		{" name \t,group\n Ana \t,a\n", 1, NULL},
		{"name,,group\nAna,,a\n", 1, NULL},
		{"forename,lastname\nAna,Bos\n,Bos\nAna,\n", 3, NULL},
		{"login\nana\n", 1, NULL},
		{"name,uid\nAna,17\nBo,\n", 2, NULL},
		{"name,login\nAna,#ana\n,bo\n", 2, NULL},
		{"name\n\xC3\x89mile\n12\n***\n---\n", 4, NULL},
		{"name,group\nAna,a\n , \nBo,a\n", 2, NULL},
		{"name,uid\nAna,17\nBo,17\n", 3, "two people have this account"},
		{"name,uid\nAna,4294967295\n", 2, "no number of an account"},
		{"name,uid\nAna,x\n", 2, "no number of an account"},
		{"name,name\nAna,a\n", 1, "there twice"},
		{"email,group\na@b,a\n", 1, "names no column with a name"},
		{"name,login\nAna,ana\nBo,ana\n", 3, "this login is there already (line 2)"},
		{"name,group\nAna,a\nAna,a\n", 3, "the same as line 2"},
		{"name,email\nAna,a@b.nl\nBo,A@B.nl\n", 3, "this address is there already"},
		{"name,email\nAna,nl\n", 2, "no address"},
		{"name,email\nAna,@nl\n", 2, "no address"},
		{"name,email\nAna,a@\n", 2, "no address"},
		{"name,email\nAna,a b@c\n", 2, "no address"},
		{"name,email\nAna,a@" LONG_TEXT "\n", 2, "no address"},
		{"name,number\nAna," LONG_TEXT "\n", 2, "a number has signs"},
		{"name,role\nAna,Student Two\n", 2, "this is no role"},
		{"name,role\nAna,abcdefghijklmnopqrstuvwxyzabcd\n", 2, "this is no role"},
		{"person,name\nAna,Ana\n", 2, "no id of a person"},
		{"person,name\nana,Ana\nana,Bo\n", 3, "this person is there already"},
		{"name,group\n,a\n", 2, "this line names nobody"},
		{"name,group\n" LONG_TEXT ",a\n", 2, "a name has signs"},
		{"name,group\nAna," LONG_TEXT "\n", 2, "a name has signs"},
		{"name,login\nAna," LONG_TEXT "\n", 2, "a name has signs"},
		{"name,group\nAna\n", 2, "this line has 1 cells, the first one has 2"},
		{"name,colour\nAna,red\n", 1, "this column is not used"},
		{"name,group\n", 1, "nobody in this list"},
		{"", 1, "nobody in this list"},
		{"name\nAna \"B\n\"\n", 2, "quote"},
	};
	const struct roster_import how = {.role = "student", .named_ids = true};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct roster_imported imported;
		struct faults faults;
		bool good;

		faults_init(&faults, "people.csv");
		good = roster_import_parse(
			cases[i].bytes, strlen(cases[i].bytes), &how, &imported, &faults);
		if (cases[i].words == NULL) {
			if (!good)
				fail_msg("%s: %s", cases[i].bytes, faults.list[0].message);
			assert_int_equal(imported.roster.count, cases[i].line);
		} else {
			expect_fault(&faults, cases[i].line, cases[i].words, cases[i].bytes);
		}
		roster_imported_free(&imported);
		faults_free(&faults);
	}
}

static void columns_are_what_they_are_said_to_be(void **state)
{
	static const char *const good_columns[] = {"name=Student", "login=name"};
	static const char *const bad_columns[] = {"name", "colour=Student", "login=Nobody"};
	const char bytes[] = "Student,Name\nAna,ana\n";
	struct roster_import how = {.role = "student",
		.named_ids = true,
		.columns = good_columns,
		.column_count = LENGTH(good_columns)};
	struct roster_imported imported;
	struct faults faults;

	(void)state;
	faults_init(&faults, "people.csv");
	assert_true(roster_import_parse(bytes, strlen(bytes), &how, &imported, &faults));
	assert_string_equal(imported.roster.list[0].name, "Ana");
	assert_string_equal(imported.roster.list[0].login, "ana");
	roster_imported_free(&imported);
	faults_free(&faults);
	/* The name of a column that is another one's is not taken a second time. */
	how.column_count = 1;
	faults_init(&faults, "people.csv");
	assert_true(roster_import_parse(bytes, strlen(bytes), &how, &imported, &faults));
	assert_string_equal(imported.roster.list[0].login, "");
	expect_fault(&faults, 1, "not used", bytes);
	roster_imported_free(&imported);
	faults_free(&faults);
	how.columns = bad_columns;
	how.column_count = LENGTH(bad_columns);
	faults_init(&faults, "people.csv");
	assert_false(roster_import_parse(bytes, strlen(bytes), &how, &imported, &faults));
	expect_fault(&faults, 1, "a column that a list does not have: name", bytes);
	expect_fault(&faults, 1, "a column that a list does not have: colour=Student", bytes);
	expect_fault(&faults, 1, "there is no such column: login=Nobody", bytes);
	faults_free(&faults);
}

static void too_many_people_are_too_many(void **state)
{
	const struct roster_import how = {.role = "student"};
	struct roster_imported imported;
	struct buf bytes = BUF_EMPTY, own = BUF_EMPTY;
	struct roster roster;
	struct faults faults;

	(void)state;
	buf_text_add(&bytes, "login\n");
	buf_text_add(&own, "person,name\n");
	for (int i = 0; i <= ROSTER_MAX; i++) {
		buf_format(&bytes, "s%d\n", i);
		buf_format(&own, "s%d,S\n", i);
	}
	faults_init(&faults, "people.csv");
	assert_false(roster_import_parse(bytes.data, bytes.len, &how, &imported, &faults));
	expect_fault(&faults, ROSTER_MAX + 2, "too many people", "many");
	faults_free(&faults);
	faults_init(&faults, "roster.csv");
	assert_false(roster_parse(own.data, own.len, &roster, &faults));
	expect_fault(&faults, ROSTER_MAX + 2, "too many people", "many");
	assert_int_equal(roster.count, 0);
	faults_free(&faults);
	buf_free(&bytes);
	buf_free(&own);
}

static void rosters_are_checked(void **state)
{
	static const struct {
		const char *bytes;
		unsigned line;
		const char *words; /* NULL: it is fine */
	} cases[] = {
		{"person,name,group,role,login,uid\r\nana,Ana,a,student,ana,17\r\n", 0, NULL},
		{"Name;Role\nAna;student\nBo;student\n", 0, NULL},
		{"name,email\nAna,a@b\n", 0, NULL},
		{"name,name\nAna,Ana\n", 1, "this column is there twice: name"},
		{"name,role\nAna,No Role\n", 2, "role"},
		{"name,role\nAna,abcdefghijklmnopqrstuvwxyzabcd\n", 2, "role"},
		{"person,name\nBad Id,Ana\n", 2, "id"},
		{"name\n" LONG_TEXT "\n", 2, "name"},
		{"name,group\nAna," LONG_TEXT "\n", 2, "name"},
		{"name,login\nAna," LONG_TEXT "\n", 2, "name"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct roster roster;
		struct faults faults;
		bool good;

		faults_init(&faults, "roster.csv");
		good = roster_parse(cases[i].bytes, strlen(cases[i].bytes), &roster, &faults);
		if (good != (cases[i].words == NULL))
			fail_msg("%s: %s", cases[i].bytes, good ? "fine" : faults.list[0].message);
		if (!good)
			expect_fault(&faults, cases[i].line, cases[i].words, cases[i].bytes);
		roster_free(&roster);
		faults_free(&faults);
	}
}

/* --- tables of ratings -------------------------------------------------------------------------
 */

static const double four[] = {0, 1, 2, 3};

static const struct ratings_case {
	const char *bytes;
	unsigned line;
	const char *words; /* NULL: it is fine, with `line` values */
	bool levels, round;
} ratings_cases[] = {
	{"rater,target,criterion,value\na,t,c,1\n\na,u,c,0\n", 2, NULL, true, false},
	{"rater;target;criterion;value\na;t;c;1,5\na;u;c;2.5\n", 2, NULL, false, false},
	{"rater\ttarget\tcriterion\tvalue\na\tt\tc\t10\n", 1, NULL, false, false},
	{"rater,target,criterion,value,status\na,t,c,,unknown\na,u,c,,not_applicable\n"
	 "a,v,c,,unanswered\na,w,c,1,scored\na,x,c,NA,\n",
		1, NULL, true, false},
	{"rater,target,criterion,value,round\na,t,c,1,1\na,t,c,2,2\n", 1, NULL, false, true},
	{"rater,target,criterion,value,round,rubric_fingerprint\na,t,c,1,1,x\na,t,c,2,2,x\n", 1,
		NULL, false, false},
	{"RATER,Target,criterion,VALUE\na,'=t,c,1\n", 1, NULL, false, false},
	{"rater,criterion,value\na,c,1\n", 1, "there is no column target", false, false},
	{"rater,target,criterion,value\na,t,c,1\n", 1, "there is no column round", false, true},
	{"rater,target,criterion,value\na,t,c,x\n", 2, "not a number", false, false},
	{"rater,target,criterion,value\na,t,c,1.5.2\n", 2, "not a number", false, false},
	{"rater,target,criterion,value\na,t,c,1\na,u,c,9\n", 3, "not one of the declared levels",
		true, false},
	{"rater,target,criterion,value\na,,c,1\n", 2, "empty", false, false},
	{"rater,target,criterion,value\na,t,,1\n", 2, "empty", false, false},
	{"rater,target,criterion,value\na,t,c\n", 2, "columns", false, false},
	{"rater,target,criterion,value\na,t,c,\"1\n", 2, "quote", false, false},
};

static void ratings_are_checked(void **state)
{
	struct world world;

	(void)state;
	world_open(&world);
	for (size_t i = 0; i < LENGTH(ratings_cases); i++) {
		const struct ratings_case *one = &ratings_cases[i];
		const struct ratings_reading reading = {.levels = one->levels ? four : NULL,
			.level_count = one->levels ? LENGTH(four) : 0,
			.round = one->round ? "1" : NULL};
		struct ratings *ratings = ratings_new();
		struct tallies *tallies = tallies_new();
		struct err err = ERR_OK;
		struct faults faults, scanned;
		size_t values = 0;
		char path[120];
		bool own;

		put(&world, path, "ratings.csv", one->bytes);
		faults_init(&faults, path);
		faults_init(&scanned, path);
		assert_true(ratings_file_read(ratings, path, &reading, &own, &faults, &err));
		assert_true(ratings_scan(tallies, path, &reading, &scanned, &err));
		if (one->words != NULL) {
			expect_fault(&faults, one->line, one->words, one->bytes);
			expect_fault(&scanned, one->line, one->words, one->bytes);
		} else {
			if (faults.errors + scanned.errors > 0)
				fail_msg("%s: %s", one->bytes,
					(faults.errors > 0 ? &faults : &scanned)->list[0].message);
			for (uint32_t t = 0; t < names_count(tallies->targets); t++)
				for (uint32_t c = 0; c < names_count(tallies->criteria); c++)
					for (size_t v = 0; v < tallies->value_count; v++)
						values += tallies_counts(
							tallies, t, c)[TALLIES_NONE_COUNT + v];
			assert_int_equal(values, one->line);
		}
		ratings_free(ratings);
		tallies_free(tallies);
		faults_free(&faults);
		faults_free(&scanned);
	}
	world_close(&world);
}

/* --- changing an INI file -----------------------------------------------------------------------
 */

static void ini_is_changed_in_place(void **state)
{
	static const struct {
		const char *before, *section, *key, *value, *after; /* value NULL: taken away */
		bool quoted;
	} cases[] = {
		{"\xEF\xBB\xBF[a]\r\nb = 1 \r\nc=2", "a", "b", "3", "[a]\nb = 3\nc=2\n", false},
		{"[a]\nb = \"x y\"\n", "a", "b", "z", "[a]\nb = \"z\"\n", true},
		{"[a]\n; c = 1\n# d = 2\nb = 1\n", "a", "c", "9",
			"[a]\n; c = 1\n# d = 2\nb = 1\nc = 9\n", false},
		{"[a]\nb = 1\n[d]\ne = 1\n", "a", "b", NULL, "[a]\n[d]\ne = 1\n", false},
		{"[a]\nb = 1\n", "none", "b", "2", "[a]\nb = 1\n", false},
		{"", "a", "b", "2", "", false},
		{"[a]\n= 1\n b\t = 1\t\n", "a", "b", "2", "[a]\n= 1\n b\t = 2\n", false},
		{"[a]\nb =\n", "a", "b", "2", "[a]\nb =2\n", false},
		{"[a]\nbc = 1\nb.2 = 1\n", "a", "b", "2", "[a]\nbc = 1\nb.2 = 1\nb = 2\n", false},
		{"[a]\nt[en] = \"1\"\nt[en].2 = \"2\"\nt[en].x = \"3\"\nt[en]y = \"4\"\n", "a",
			"t[en]", "z", "[a]\nt[en] = \"z\"\nt[en].x = \"3\"\nt[en]y = \"4\"\n",
			true},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct buf out = BUF_EMPTY;
		struct ini_doc doc;
		char *value;

		ini_doc_read(&doc, cases[i].before, strlen(cases[i].before));
		ini_doc_set(&doc, cases[i].section, cases[i].key, cases[i].value, cases[i].quoted);
		ini_doc_write(&doc, &out);
		if (strstr(buf_text(&out), cases[i].after) == NULL)
			fail_msg("%zu: %s", i, buf_text(&out));
		value = ini_doc_get(&doc, cases[i].section, cases[i].key);
		if (ini_doc_has(&doc, cases[i].section) && cases[i].value != NULL)
			assert_string_equal(value, cases[i].value);
		else
			assert_null(value);
		free(value);
		assert_null(ini_doc_key(&doc, "none", 0));
		ini_doc_remove(&doc, "none");
		ini_doc_add(&doc, "a", NULL);
		ini_doc_add(&doc, "a", NULL);
		ini_doc_add(&doc, "new", "a");
		assert_true(ini_doc_has(&doc, "new") && ini_doc_has(&doc, "a"));
		ini_doc_remove(&doc, "new");
		assert_false(ini_doc_has(&doc, "new"));
		buf_free(&out);
		ini_doc_free(&doc);
	}
}

/* Without blanks, and without quotes where there are two. */
static void values_are_read_as_written(void **state)
{
	static const char *const cases[][2] = {{"b = \"x y\"\t ", "x y"}, {"b =  \t", ""},
		{"b = \"x", "\"x"}, {"b = x\"", "x\""}, {"b = \"", "\""},
		{"b = \"&quot;&amp;&lt;\"", "\"&&lt;"}, {"b=1=2", "1=2"}};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct buf text = BUF_EMPTY;
		struct ini_doc doc;
		char *value;

		buf_format(&text, "[a]\n%s\n[c]\nb = no\n", cases[i][0]);
		ini_doc_read(&doc, buf_text(&text), text.len);
		value = ini_doc_get(&doc, "a", "b");
		assert_string_equal(value, cases[i][1]);
		free(value);
		ini_doc_free(&doc);
		buf_free(&text);
	}
}

/* A text that is too long for a line goes on in the next, and comes back the same. */
static void long_values_come_back(void **state)
{
	struct buf words = BUF_EMPTY, word = BUF_EMPTY;
	struct ini_doc doc;
	char *value;

	(void)state;
	for (int i = 0; i < 400; i++)
		buf_format(&words, "%sword%d", i > 0 ? " " : "", i);
	/* Lines of this one would end inside a character. */
	buf_byte(&word, 'e');
	for (int i = 0; i < 1500; i++)
		buf_text_add(&word, "\xC3\xA9");
	ini_doc_read(&doc, "[a]\nb = 1\n", 10);
	ini_doc_set(&doc, "a", "text[en]", buf_text(&words), true);
	ini_doc_set(&doc, "a", "word[en]", buf_text(&word), true);
	value = ini_doc_get(&doc, "a", "text[en]");
	assert_string_equal(value, buf_text(&words));
	free(value);
	for (size_t i = 0; i < doc.count; i++) {
		assert_true(strlen(doc.lines[i]) <= 1000);
		assert_null(strstr(doc.lines[i], "\xEF\xBF\xBD")); /* of half a character */
	}
	ini_doc_set(&doc, "a", "text[en]", "short", true);
	value = ini_doc_get(&doc, "a", "text[en]");
	assert_string_equal(value, "short");
	free(value);
	ini_doc_free(&doc);
	buf_free(&words);
	buf_free(&word);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(session_lines_are_named),
		cmocka_unit_test(session_texts_come_back_or_are_refused),
		cmocka_unit_test(moodle_texts_are_read_as_shown),
		cmocka_unit_test(lists_are_checked),
		cmocka_unit_test(columns_are_what_they_are_said_to_be),
		cmocka_unit_test(too_many_people_are_too_many),
		cmocka_unit_test(rosters_are_checked),
		cmocka_unit_test(ratings_are_checked),
		cmocka_unit_test(ini_is_changed_in_place),
		cmocka_unit_test(values_are_read_as_written),
		cmocka_unit_test(long_values_come_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
