#include "config.h"

#include "base/id.h"
#include "files/journal.h"
#include "world.h"

#include <inttypes.h>

#define RECORDS	 6
#define WRITER_A "00000000000000aa"
#define WRITER_B "00000000000000bb"

/* A journal in memory and where its lines begin. */
struct sample {
	struct buf bytes;
	size_t starts[RECORDS + 2]; /* the header, the records, the end */
};

static struct record sample_record(unsigned number, const char *writer, uint64_t seq)
{
	struct record record = world_note(number);

	memcpy(record.writer, writer, 17);
	record.seq = seq;
	strcpy(record.at, "2026-03-01T10:00:00Z");
	if (number % 2 == 0)
		mem_replace(&record.note, "two\nlines, \"quoted\" and a \\n backslash \xC3\xA9");
	return record;
}

static void sample_make(struct sample *sample)
{
	memset(sample, 0, sizeof(*sample));
	buf_text_add(&sample->bytes, JOURNAL_HEADER "\n");
	for (unsigned i = 1; i <= RECORDS; i++) {
		struct record record = sample_record(i, WRITER_A, i);

		sample->starts[i] = sample->bytes.len;
		journal_line(&sample->bytes, &record);
		record_free(&record);
	}
	sample->starts[RECORDS + 1] = sample->bytes.len;
}

static void line_is_as_documented(void **state)
{
	struct record record = world_rate("Wijk, Oost", "novelty", "high"), back;
	struct buf line = BUF_EMPTY;

	(void)state;
	strcpy(record.writer, "3f9c2b7a51d08e64");
	strcpy(record.at, "2026-03-01T10:00:00Z");
	record.seq = 17;
	mem_replace(&record.note, "a\nb\\c");
	journal_line(&line, &record);
	assert_int_equal(line.data[line.len - 1], '\n');
	buf_cut(&line, line.len - 1);
	assert_int_equal(strncmp(line.data,
				 "1,3f9c2b7a51d08e64,17,2026-03-01T10:00:00Z,rate,1,Anne,\"Wijk, "
				 "Oost\",novelty,,scored,high,a\\nb\\\\c,,,",
				 line.len - 16),
		0);
	assert_int_equal(journal_parse(line.data, line.len, &back), JOURNAL_GOOD);
	assert_true(record_same(&record, &back));
	assert_int_equal(record_order(&record, &back), 0);
	record_free(&back);
	record_free(&record);
	buf_free(&line);
	assert_int_equal(
		journal_parse(JOURNAL_HEADER, strlen(JOURNAL_HEADER), &back), JOURNAL_HEAD);
}

static void no_newline_inside_a_record(void **state)
{
	struct record record = world_rate("two\nlines", "novelty", "high");
	struct buf line = BUF_EMPTY;

	(void)state;
	mem_replace(&record.rater, "a\nb");
	mem_replace(&record.note, "\n\n");
	mem_replace(&record.owner, "\n");
	journal_line(&line, &record);
	assert_ptr_equal(memchr(line.data, '\n', line.len), line.data + line.len - 1);
	record_free(&record);
	buf_free(&line);
}

struct outcome {
	struct record_list records;
	struct journal_problems problems;
	struct journal_sum sum;
	bool done;
};

static void outcome_free(struct outcome *outcome)
{
	record_list_free(&outcome->records);
	journal_problems_free(&outcome->problems);
}

static struct outcome read_named(const struct world *world, const char *name)
{
	struct outcome outcome;
	int dir = open(world->dir, O_RDONLY | O_DIRECTORY);

	memset(&outcome, 0, sizeof(outcome));
	outcome.done = journal_read(
		dir, name, name, geteuid(), &outcome.records, &outcome.problems, &outcome.sum);
	close(dir);
	return outcome;
}

static struct outcome read_bytes(const struct world *world, const void *bytes, size_t len)
{
	char path[100];

	snprintf(path, sizeof(path), "%s/j-test.csv", world->dir);
	unlink(path);
	world_write(path, bytes, len);
	return read_named(world, "j-test.csv");
}

static void torn_at_every_byte(void **state)
{
	struct sample sample;
	struct world world;

	(void)state;
	world_open(&world);
	sample_make(&sample);
	for (size_t len = 0; len <= sample.bytes.len; len++) {
		struct outcome outcome = read_bytes(&world, sample.bytes.data, len);
		size_t whole = 0, at_line = 0;

		while (whole < RECORDS && sample.starts[whole + 2] <= len)
			whole++;
		while (at_line <= RECORDS && sample.starts[at_line] != len)
			at_line++;
		assert_true(outcome.done);
		assert_int_equal(outcome.records.count, whole);
		assert_int_equal(outcome.sum.damaged, 0);
		assert_int_equal(outcome.sum.highest, whole);
		if (len == 0) {
			assert_int_equal(outcome.problems.count, 1);
		} else if (at_line <= RECORDS || len == sample.bytes.len) {
			assert_int_equal(outcome.problems.count, 0);
			assert_false(outcome.sum.torn);
		} else {
			assert_int_equal(outcome.problems.count, 1);
			assert_true(outcome.sum.torn);
			assert_int_equal(outcome.problems.list[0].line,
				len < sample.starts[1] ? 1 : whole + 2);
		}
		outcome_free(&outcome);
	}
	buf_free(&sample.bytes);
	world_close(&world);
}

/* A flipped bit spoils its line; a spoilt newline joins two; all other lines are used. */
static void flipped_at_every_byte(void **state)
{
	struct sample sample;
	struct world world;

	(void)state;
	world_open(&world);
	sample_make(&sample);
	for (size_t at = 0; at < sample.bytes.len; at++) {
		char was = sample.bytes.data[at];
		struct outcome outcome;
		size_t line = 0, spoilt;

		while (sample.starts[line + 1] <= at)
			line++;
		/* All but the last newline join the next line to it; the last tears. */
		spoilt = (line > 0) + (was == '\n' && line < RECORDS);
		sample.bytes.data[at] = (char)(was ^ (1 << (at % 8)));
		outcome = read_bytes(&world, sample.bytes.data, sample.bytes.len);
		assert_true(outcome.done);
		if (sample.bytes.data[at] != '\n') {
			assert_int_equal(outcome.records.count, RECORDS - spoilt);
			assert_int_equal(outcome.problems.count, 1);
			assert_int_equal(outcome.problems.list[0].line, line + 1);
		} else {
			/* A line in two halves: both are named. */
			assert_int_equal(outcome.records.count, RECORDS - (line > 0));
			assert_int_equal(outcome.problems.count, 2);
		}
		for (size_t i = 0; i < outcome.records.count; i++) {
			struct record want =
				sample_record((unsigned)outcome.records.list[i].seq, WRITER_A, 1);

			assert_true(record_same(&outcome.records.list[i], &want));
			record_free(&want);
		}
		outcome_free(&outcome);
		sample.bytes.data[at] = was;
	}
	buf_free(&sample.bytes);
	world_close(&world);
}

static void zero_filled_tail(void **state)
{
	struct sample sample;
	struct world world;

	(void)state;
	world_open(&world);
	sample_make(&sample);
	for (size_t line = 1; line <= RECORDS; line++) {
		char *copy = mem_new(sample.bytes.len);
		struct outcome outcome;

		memcpy(copy, sample.bytes.data, sample.starts[line] + 3);
		outcome = read_bytes(&world, copy, sample.bytes.len);
		assert_true(outcome.done);
		assert_int_equal(outcome.records.count, line - 1);
		assert_int_equal(outcome.problems.count, 1);
		assert_int_equal(outcome.problems.list[0].line, line + 1);
		assert_int_equal(outcome.sum.damaged, 1);
		outcome_free(&outcome);
		free(copy);
	}
	buf_free(&sample.bytes);
	world_close(&world);
}

static void other_version_refuses_the_file(void **state)
{
	struct record record = sample_record(1, WRITER_A, 1);
	char check[ID_CHECK_LEN + 1];
	struct buf bytes = BUF_EMPTY, line = BUF_EMPTY;
	struct outcome outcome;
	struct world world;

	(void)state;
	world_open(&world);
	buf_text_add(&bytes, JOURNAL_HEADER "\n");
	journal_line(&bytes, &record);
	journal_line(&line, &record);
	line.data[0] = '2';
	buf_cut(&line, line.len - 18);
	id_check(check, line.data, line.len);
	buf_format(&bytes, "%s,%s\n", buf_text(&line), check);
	outcome = read_bytes(&world, bytes.data, bytes.len);
	assert_false(outcome.done);
	assert_true(outcome.sum.unreadable);
	assert_int_equal(outcome.records.count, 0);
	assert_int_equal(outcome.problems.count, 1);
	assert_int_equal(outcome.problems.list[0].line, 3);
	outcome_free(&outcome);
	record_free(&record);
	buf_free(&bytes);
	buf_free(&line);
	world_close(&world);
}

static void expect_quarantine(const struct world *world, const char *name, bool unreadable)
{
	struct outcome outcome = read_named(world, name);

	assert_false(outcome.done);
	assert_int_equal(outcome.records.count, 0);
	assert_int_equal(outcome.problems.count, 1);
	assert_string_equal(outcome.problems.list[0].file, name);
	assert_int_equal(outcome.problems.list[0].line, 0);
	assert_int_equal(outcome.sum.unreadable, unreadable);
	outcome_free(&outcome);
}

static void odd_files_are_quarantined(void **state)
{
	struct sample sample;
	struct world world;
	char path[100], other[100];

	(void)state;
	world_open(&world);
	sample_make(&sample);
	snprintf(path, sizeof(path), "%s/plain", world.dir);
	world_write(path, sample.bytes.data, sample.bytes.len);
	snprintf(other, sizeof(other), "%s/j-link.csv", world.dir);
	assert_int_equal(symlink("plain", other), 0);
	expect_quarantine(&world, "j-link.csv", false);
	snprintf(other, sizeof(other), "%s/j-hard.csv", world.dir);
	assert_int_equal(link(path, other), 0);
	expect_quarantine(&world, "j-hard.csv", true);
	snprintf(other, sizeof(other), "%s/j-pipe.csv", world.dir);
	assert_int_equal(mkfifo(other, 0600), 0);
	expect_quarantine(&world, "j-pipe.csv", false);
	snprintf(other, sizeof(other), "%s/j-dir.csv", world.dir);
	assert_int_equal(mkdir(other, 0700), 0);
	expect_quarantine(&world, "j-dir.csv", false);
	if (geteuid() == 0) {
		snprintf(other, sizeof(other), "%s/j-other.csv", world.dir);
		world_write(other, sample.bytes.data, sample.bytes.len);
		assert_int_equal(chown(other, 12345, 12345), 0);
		expect_quarantine(&world, "j-other.csv", false);
	}
	snprintf(other, sizeof(other), "%s/j-big.csv", world.dir);
	world_write(other, "", 0);
	assert_int_equal(truncate(other, ((off_t)64 << 20) + 1), 0);
	expect_quarantine(&world, "j-big.csv", true);
	buf_free(&sample.bytes);
	world_close(&world);
}

static uint64_t seed = 20260301;

static unsigned chance(unsigned below)
{
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return (unsigned)((seed >> 33) % below);
}

static void expect_equal(const struct record_list *a, const struct record_list *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		assert_int_equal(record_order(&a->list[i], &b->list[i]), 0);
		assert_true(record_same(&a->list[i], &b->list[i]));
		assert_string_equal(a->list[i].at, b->list[i].at);
	}
}

static void add_copy(struct record_list *list, const struct record *record)
{
	struct record copy;

	record_copy(&copy, record);
	record_list_add(list, &copy);
}

/* However a sync tool delivers them - shuffled, twice, with conflict copies - the union is one. */
static void merge_in_any_order(void **state)
{
	(void)state;
	for (int trial = 0; trial < 3000; trial++) {
		struct record_list want = {NULL, 0, 0}, got = {NULL, 0, 0};
		unsigned count = 1 + chance(20);
		size_t conflicts;

		for (unsigned i = 0; i < count; i++) {
			struct record record = sample_record(
				chance(3), chance(2) ? WRITER_A : WRITER_B, 1 + chance(12));

			record_list_add(&want, &record);
		}
		for (unsigned i = 0; i < count; i++) {
			add_copy(&got, &want.list[i]);
			while (chance(3) == 0)
				add_copy(&got, &want.list[chance(i + 1)]);
		}
		for (size_t i = got.count; i > 1; i--) {
			size_t other = chance((unsigned)i);
			struct record kept = got.list[i - 1];

			got.list[i - 1] = got.list[other];
			got.list[other] = kept;
		}
		conflicts = record_list_order(&want);
		assert_int_equal(record_list_order(&got), conflicts);
		expect_equal(&got, &want);
		assert_int_equal(record_list_order(&got), conflicts);
		expect_equal(&got, &want);
		record_list_free(&got);
		record_list_free(&want);
	}
}

static void words_come_back(void **state)
{
	enum record_event event = RECORD_EVENTS;
	enum record_status status = RECORD_STATUSES;

	(void)state;
	for (int i = 0; i < RECORD_EVENTS; i++) {
		assert_true(record_event_from(record_event_word((enum record_event)i), &event));
		assert_int_equal(event, i);
	}
	for (int i = 0; i < RECORD_STATUSES; i++) {
		assert_true(record_status_from(record_status_word((enum record_status)i), &status));
		assert_int_equal(status, i);
	}
	assert_false(record_event_from("rated", &event));
	assert_false(record_status_from("Scored", &status));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line_is_as_documented),
		cmocka_unit_test(no_newline_inside_a_record),
		cmocka_unit_test(torn_at_every_byte),
		cmocka_unit_test(flipped_at_every_byte),
		cmocka_unit_test(zero_filled_tail),
		cmocka_unit_test(other_version_refuses_the_file),
		cmocka_unit_test(odd_files_are_quarantined),
		cmocka_unit_test(merge_in_any_order),
		cmocka_unit_test(words_come_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
