#include "config.h"

#include "files/results.h"
#include "files/results_parts.h"
#include "files/table.h"
#include "world.h"

#include <ctype.h>

#define RATINGS_HEADER                                                                             \
	"session,rubric,rubric_version,rubric_fingerprint,moment,round,group,rater,rater_role,"    \
	"target,relation,criterion,status,level,value,note,recorded_at,entered_by,submitted\n"
#define TEXTS_HEADER                                                                               \
	"session,rubric,moment,round,group,rater,rater_role,target,criterion,kind,part,text,"      \
	"owner,due,status,recorded_at\n"

static struct session_data *data_of(struct world *world)
{
	struct session_data *data = MEM_NEW(struct session_data);

	world_open(world);
	world->session.moment = SESSION_START;
	mem_replace(&world->session.role, "student");
	data->path = mem_text(world->dir);
	session_copy(&data->session, &world->session);
	data->rubric = world_rubric("complextool");
	return data;
}

static void add(struct session_data *data, struct record record)
{
	record.seq = data->records.count + 1;
	strcpy(record.writer, "00000000000000aa");
	snprintf(record.at, sizeof(record.at), "2026-03-01T10:00:%02uZ",
		(unsigned)(record.seq % 60));
	record_list_add(&data->records, &record);
}

static struct record with_status(struct record record, enum record_status status)
{
	record.status = status;
	return record;
}

static struct record item(enum record_event event, const char *target, const char *part,
	const char *text, enum record_status status)
{
	struct record record = world_rate(target, "novelty", "");

	record.event = event;
	record.status = status;
	mem_replace(&record.part, part);
	mem_replace(&record.note, text);
	return record;
}

static void fill(struct session_data *data)
{
	add(data, world_rate("Oost", "openness", "low"));
	add(data, world_rate("Oost", "openness", "very-high"));
	add(data, world_rate("Oost", "interdependence", "low"));
	add(data, world_rate("Oost", "interdependence", ""));
	add(data, with_status(world_rate("Oost", "urgency", ""), RECORD_UNKNOWN));
	add(data, item(RECORD_NOTE, "Oost", "", "=HYPERLINK(\"x\")\nsecond, line", RECORD_NONE));
	add(data, world_rate("Anne", "novelty", "high"));
	add(data, item(RECORD_SUBMIT, "Anne", "", "", RECORD_NONE));
	add(data, item(RECORD_QUESTION, "Oost", "00aa", "Who pays?", RECORD_OPEN));
	add(data, item(RECORD_QUESTION, "Oost", "00bb", "Gone", RECORD_OPEN));
	add(data, item(RECORD_QUESTION, "Oost", "00bb", "", RECORD_REMOVED));
}

/* Line `number` (from 0) of a table whose cells hold no newline. */
static void expect_line(const struct buf *table, unsigned number, const char *want)
{
	const char *line = buf_text(table);
	size_t len;

	while (number-- > 0) {
		line = strchr(line, '\n');
		assert_non_null(line);
		line++;
	}
	len = strcspn(line, "\n");
	if (len != strlen(want) || memcmp(line, want, len) != 0)
		fail_msg("got  %.*s\nwant %s", (int)len, line, want);
}

static size_t line_count(const struct buf *table)
{
	size_t count = 0;

	for (size_t i = 0; i < table->len; i++)
		count += table->data[i] == '\n';
	return count;
}

/* "id,rubric,version,fingerprint,start,1,,Anne,student," and what follows. */
static void expect_row(
	const struct session_data *data, const struct buf *table, unsigned number, const char *rest)
{
	struct buf want = BUF_EMPTY;

	buf_format(&want, "%s,%s,%s,%s,start,1,,Anne,student,%s", data->session.id,
		data->rubric->id, data->rubric->version, data->rubric->fingerprint, rest);
	expect_line(table, number, buf_text(&want));
	buf_free(&want);
}

static void ratings_are_tidy(void **state)
{
	const struct results_options options = {.delimiter = ','};
	struct buf table = BUF_EMPTY;
	struct world world;
	struct session_data *data = data_of(&world);

	(void)state;
	results_ratings(&table, data, &options);
	assert_string_equal(buf_text(&table), RATINGS_HEADER);
	buf_free(&table);
	fill(data);
	results_ratings(&table, data, &options);
	assert_int_equal(strncmp(table.data, RATINGS_HEADER, strlen(RATINGS_HEADER)), 0);
	/* Two sheets of eight, one note in two lines, the header. */
	assert_int_equal(line_count(&table), 1 + 16 + 1);
	expect_row(data, &table, 1,
		"Oost,outside,openness,scored,very-high,4,,2026-03-01T10:00:02Z,self,no");
	expect_row(data, &table, 2, "Oost,outside,interdependence,unanswered,,,,,self,no");
	expect_row(data, &table, 3, "Oost,outside,novelty,unanswered,,,\"'=HYPERLINK(\"\"x\"\")");
	expect_line(&table, 4, "second, line\",,self,no");
	expect_row(data, &table, 8, "Oost,outside,urgency,unknown,,,,2026-03-01T10:00:05Z,self,no");
	expect_row(
		data, &table, 12, "Anne,self,novelty,scored,high,3,,2026-03-01T10:00:07Z,self,yes");
	assert_null(strchr(buf_text(&table), '\r'));
	buf_free(&table);
	session_data_free(data);
	world_close(&world);
}

static void options_change_the_form(void **state)
{
	struct results_options options = {
		.delimiter = ';', .bom = true, .labels = "nl", .target = "Anne"};
	struct buf table = BUF_EMPTY;
	struct world world;
	struct session_data *data = data_of(&world);

	(void)state;
	fill(data);
	results_ratings(&table, data, &options);
	assert_int_equal(line_count(&table), 1 + 8);
	assert_memory_equal(table.data, "\xEF\xBB\xBFsession;rubric;", 18);
	assert_non_null(strstr(table.data, ";novelty;scored;hoog;3;"));
	buf_cut(&table, 0);
	options.labels = "en";
	results_ratings(&table, data, &options);
	assert_non_null(strstr(table.data, ";novelty;scored;high;3;"));
	buf_free(&table);
	session_data_free(data);
	world_close(&world);
}

static void texts_stand_beside(void **state)
{
	const struct results_options options = {.delimiter = ','};
	struct buf table = BUF_EMPTY;
	struct world world;
	struct session_data *data = data_of(&world);
	char want[200];

	(void)state;
	fill(data);
	results_texts(&table, data, &options);
	assert_int_equal(strncmp(table.data, TEXTS_HEADER, strlen(TEXTS_HEADER)), 0);
	snprintf(want, sizeof(want),
		"%s,complextool,start,1,,Anne,student,Oost,novelty,note,,\"'=HYPERLINK(\"\"x\"\")",
		data->session.id);
	expect_line(&table, 1, want);
	expect_line(&table, 2, "second, line\",,,,2026-03-01T10:00:06Z");
	snprintf(want, sizeof(want),
		"%s,complextool,start,1,,Anne,student,Oost,novelty,question,00aa,Who pays?,,,open,"
		"2026-03-01T10:00:09Z",
		data->session.id);
	expect_line(&table, 3, want);
	assert_int_equal(line_count(&table), 4);
	buf_free(&table);
	session_data_free(data);
	world_close(&world);
}

static void wide_has_a_row_per_sheet(void **state)
{
	struct results_options options = {.delimiter = ',', .wide = true};
	struct buf table = BUF_EMPTY;
	struct world world;
	struct session_data *data = data_of(&world);

	(void)state;
	fill(data);
	results_ratings(&table, data, &options);
	assert_int_equal(line_count(&table), 3);
	expect_line(&table, 0,
		"session,rubric,rubric_version,rubric_fingerprint,moment,round,group,rater,"
		"rater_role,target,relation,recorded_at,entered_by,submitted,openness,"
		"openness_status,interdependence,interdependence_status,novelty,novelty_status,"
		"disciplines,disciplines_status,stakeholders,stakeholders_status,interests,"
		"interests_status,urgency,urgency_status,self_direction,self_direction_status");
	expect_row(data, &table, 1,
		"Oost,outside,2026-03-01T10:00:05Z,self,no,4,scored,,unanswered,,unanswered,,"
		"unanswered,,unanswered,,unanswered,,unknown,,unanswered");
	expect_row(data, &table, 2,
		"Anne,self,2026-03-01T10:00:07Z,self,yes,,unanswered,,unanswered,3,scored,,"
		"unanswered,,unanswered,,unanswered,,unanswered,,unanswered");
	buf_cut(&table, 0);
	options.labels = "nl";
	options.target = "Anne";
	results_ratings(&table, data, &options);
	assert_non_null(strstr(table.data, ",hoog,scored,"));
	buf_free(&table);
	session_data_free(data);
	world_close(&world);
}

/* Whatever the ids, the names suit R and SPSS and no two are alike. */
static void wide_names_are_good(void **state)
{
	static char long_a[] = "abcdefghijklmnopqrstuvwxyzabcdef.abcdefghijklmnopqrstuvwxyz-one";
	static char long_b[] = "abcdefghijklmnopqrstuvwxyzabcdef.abcdefghijklmnopqrstuvwxyz-two";
	static char *const ids[] = {"a-b", "a.b", "novelty", "novelty-status", "not", "if", "all",
		"target", "moment-status", "culture.1", "c-not", long_a, long_b};
	enum { COUNT = sizeof(ids) / sizeof(ids[0]) };
	struct rubric_criterion criteria[COUNT];
	struct rubric rubric;
	char **names;

	(void)state;
	memset(&rubric, 0, sizeof(rubric));
	memset(criteria, 0, sizeof(criteria));
	for (size_t i = 0; i < COUNT; i++)
		criteria[i].id = ids[i];
	rubric.criteria = criteria;
	rubric.criterion_count = COUNT;
	names = results_wide_names(&rubric);
	assert_string_equal(names[0], "a_b");
	assert_string_equal(names[1], "a_b_2");
	assert_string_equal(names[2], "novelty");
	assert_string_equal(names[3], "novelty_status_2");
	assert_string_equal(names[4], "c_not");
	assert_string_equal(names[7], "target_2");
	assert_string_equal(names[9], "culture_1");
	assert_string_equal(names[10], "c_not_2");
	for (size_t i = 0; i < COUNT; i++) {
		assert_true(isalpha((unsigned char)names[i][0]));
		assert_true(strlen(names[i]) + strlen("_status") <= 64);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(names[i], names[k]);
	}
	for (size_t i = 0; i < COUNT; i++)
		free(names[i]);
	free(names);
}

static void rebuilt_in_the_folder(void **state)
{
	struct world world;
	struct session_data *data = data_of(&world);
	struct err err = ERR_OK;
	struct buf table = BUF_EMPTY;
	struct stat about;
	char path[120];

	(void)state;
	fill(data);
	umask(022);
	for (int i = 0; i < 2; i++)
		assert_true(results_rebuild(data, &err));
	snprintf(path, sizeof(path), "%s/results", world.dir);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0700);
	snprintf(path, sizeof(path), "%s/results/ratings.csv", world.dir);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	world_load(path, &table);
	assert_int_equal(line_count(&table), 18);
	snprintf(path, sizeof(path), "%s/results/texts.csv", world.dir);
	assert_int_equal(access(path, R_OK), 0);
	mem_replace(&data->path, "/nonexistent");
	assert_false(results_rebuild(data, &err));
	assert_int_equal(err.code, ERR_SAVE);
	err_free(&err);
	buf_free(&table);
	session_data_free(data);
	world_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ratings_are_tidy),
		cmocka_unit_test(options_change_the_form),
		cmocka_unit_test(texts_stand_beside),
		cmocka_unit_test(wide_has_a_row_per_sheet),
		cmocka_unit_test(wide_names_are_good),
		cmocka_unit_test(rebuilt_in_the_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
