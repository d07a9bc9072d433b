/* Copies of journals in any order, any number of times, torn anywhere, give one table. */
#include "config.h"

#include "base/id.h"
#include "files/journal.h"
#include "files/results.h"
#include "group.h"

#define TRIALS	3000
#define WRITERS 5
#define LINES	12
#define PIECES	(WRITERS * 4)

/* Numbers that follow from a seed: a trial that fails can be done again. */
static uint64_t next_number(uint64_t *seed)
{
	uint64_t value;

	id_draw(&value, sizeof(value), 20260301, (*seed)++);
	return value;
}

static size_t below(uint64_t *seed, size_t limit)
{
	return (size_t)(next_number(seed) % limit);
}

struct journals {
	struct buf text[WRITERS];
	long uid[WRITERS];
	size_t ends[WRITERS][LINES];
};

static void write_journals(struct group *group, struct journals *journals)
{
	static const long uids[WRITERS] = {UID_ANN, UID_BOB, OWNER, OWNER, STRANGER};
	static const char *const raters[] = {"ann", "bob", "cyn"};
	static const char *const levels[] = {"low", "moderate", "high", "very-high"};
	uint64_t seed = 1;

	memset(journals, 0, sizeof(*journals));
	for (size_t w = 0; w < WRITERS; w++) {
		journals->uid[w] = uids[w];
		for (size_t i = 0; i < LINES; i++) {
			struct record record = world_rate(group->session.title,
				group->rubric->criteria[below(&seed, 4)].id,
				levels[below(&seed, 4)]);

			snprintf(record.writer, sizeof(record.writer), "%016zx", w + 1);
			/* One writer never uses a number twice. */
			record.seq = 2 * i + 1 + below(&seed, 2);
			strcpy(record.at, "2026-03-01T10:00:00Z");
			mem_replace(&record.rater, w < 2 ? raters[w] : raters[below(&seed, 3)]);
			if (i % 5 == 4) {
				record.event = RECORD_NOTE;
				record.status = RECORD_NONE;
				mem_replace(&record.note, "a, \"note\"\nof two lines");
			}
			journal_line(&journals->text[w], &record);
			journals->ends[w][i] = journals->text[w].len;
			record_free(&record);
		}
	}
}

/* One copy of a journal's bytes: from a line's start on, up to any byte. */
struct piece {
	size_t writer, from, to;
};

static void take_piece(
	struct group *group, const struct journals *journals, const struct piece *piece)
{
	const char *text = journals->text[piece->writer].data;
	size_t at = piece->from;

	while (at < piece->to) {
		const char *end = memchr(text + at, '\n', piece->to - at);
		struct record record;

		if (end == NULL)
			return;
		assert_int_equal(journal_parse(text + at, (size_t)(end - (text + at)), &record),
			JOURNAL_GOOD);
		at = (size_t)(end - text) + 1;
		record.uid = (uint32_t)journals->uid[piece->writer];
		record.end = at;
		record_list_add(&group->records, &record);
	}
}

static void make_table(struct group *group, struct buf *out)
{
	const struct results_options plain = {.delimiter = ','};
	struct session_data data;

	memset(&data, 0, sizeof(data));
	data.session = group->session;
	data.rubric = group->rubric;
	data.ledger = (struct ledger *)group_ledger(group);
	data.records = group->records;
	results_ratings(out, &data, &plain);
	results_texts(out, &data, &plain);
	buf_format(out, "doubts %zu records %zu\n", data.ledger->doubt_count, group->records.count);
}

static size_t line_start(const struct journals *journals, size_t writer, size_t line)
{
	return line == 0 ? 0 : journals->ends[writer][line - 1];
}

/* Pieces that hold every line at least once, and what else there may be. */
static size_t cut_pieces(const struct journals *journals, struct piece *pieces, uint64_t *seed)
{
	size_t count = 0;

	for (size_t w = 0; w < WRITERS; w++) {
		size_t middle = below(seed, LINES + 1), len = journals->text[w].len;

		pieces[count++] = (struct piece){w, 0,
			middle == 0 ? 0
				    : journals->ends[w][middle - 1] +
					      (middle < LINES ? below(seed, 30) : 0)};
		pieces[count++] = (struct piece){w, line_start(journals, w, middle), len};
		for (size_t extra = below(seed, 3); extra > 0; extra--) {
			size_t from = line_start(journals, w, below(seed, LINES));

			pieces[count++] =
				(struct piece){w, from, from + below(seed, len - from + 1)};
		}
	}
	for (size_t i = count; i > 1; i--) {
		size_t other = below(seed, i);
		struct piece kept = pieces[i - 1];

		pieces[i - 1] = pieces[other];
		pieces[other] = kept;
	}
	return count;
}

static void any_order_any_copies(void **state)
{
	struct piece pieces[PIECES];
	struct journals journals;
	struct buf wanted = BUF_EMPTY;
	struct group group;
	uint64_t seed = 1000000;

	(void)state;
	group_open(&group);
	write_journals(&group, &journals);
	for (size_t w = 0; w < WRITERS; w++)
		take_piece(&group, &journals, &(struct piece){w, 0, journals.text[w].len});
	make_table(&group, &wanted);
	assert_non_null(strstr(buf_text(&wanted), "ann,student"));
	assert_int_equal(group.records.count, WRITERS * LINES);
	assert_true(group.ledger->doubt_count > 0);
	for (int trial = 0; trial < TRIALS; trial++) {
		size_t count = cut_pieces(&journals, pieces, &seed);
		struct buf table = BUF_EMPTY;

		record_list_free(&group.records);
		for (size_t i = 0; i < count; i++)
			take_piece(&group, &journals, &pieces[i]);
		make_table(&group, &table);
		if (strcmp(buf_text(&wanted), buf_text(&table)) != 0)
			fail_msg("trial %d gives another table", trial);
		buf_free(&table);
	}
	/* A test of the test: one line less is another table. */
	record_list_free(&group.records);
	for (size_t w = 0; w < WRITERS; w++)
		take_piece(&group, &journals,
			&(struct piece){w, 0, journals.ends[w][LINES - 1 - (w == 0)]});
	{
		struct buf table = BUF_EMPTY;

		make_table(&group, &table);
		assert_string_not_equal(buf_text(&wanted), buf_text(&table));
		buf_free(&table);
	}
	for (size_t w = 0; w < WRITERS; w++)
		buf_free(&journals.text[w]);
	buf_free(&wanted);
	group_close(&group);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_order_any_copies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
