#include "config.h"

#include "flow/published.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "files/publish.h"
#include "files/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OWNER	     0L
#define IN_ALL	     0xffff
#define COUNT_FIELDS 9
#define COUNT_MOST   ROSTER_MAX

/* A row of the counts. */
struct row {
	const char *group, *role, *criterion, *level;
	uint64_t count;
};

typedef void row_fn(struct published *published, int round, const struct row *row);

/* Call `each` for the rows of a file; what cannot be read is left out. */
static void each_row(
	struct published *published, const char *table, int round, bool roles, row_fn *each)
{
	const char *fields[TABLE_FIELDS_MAX];
	struct buf store = BUF_EMPTY;

	for (const char *at = table; *at != '\0';) {
		size_t len = strcspn(at, "\n");
		struct row row;

		if (table_split(at, len, &store, fields, TABLE_FIELDS_MAX) == COUNT_FIELDS &&
			decimal_whole(fields[8], COUNT_MOST, &row.count)) {
			row.group = fields[2];
			row.role = fields[4];
			row.criterion = fields[6];
			row.level = fields[7];
			if (strcmp(row.group, "*") == 0 && (strcmp(row.role, "*") != 0) == roles)
				each(published, round, &row);
		}
		at += len + (at[len] == '\n');
	}
	buf_free(&store);
}

static bool has_roles(const char *table, const struct roster *roster)
{
	for (size_t nth = 0; roster_role(roster, nth) != NULL; nth++) {
		struct buf mark = BUF_EMPTY;
		bool found;

		buf_format(&mark, ",%s,", roster_role(roster, nth));
		found = strstr(table, buf_text(&mark)) != NULL;
		buf_free(&mark);
		if (found && roster_role_count(roster) > 1)
			return true;
	}
	return false;
}

/* A stand-in of that role who said nothing yet about the criterion in that round; a new one when
 * there is none. */
static const char *stand_in(
	struct published *published, const char *round, const char *role, const char *criterion)
{
	struct roster *roster = &published->roster;
	struct person person;
	char id[24];

	for (size_t i = 0; i < roster->count; i++) {
		bool busy = strcmp(roster->list[i].role, role) != 0;

		for (size_t r = 0; r < published->records.count && !busy; r++) {
			const struct record *record = &published->records.list[r];

			busy = record->event == RECORD_RATE &&
			       strcmp(record->rater, roster->list[i].id) == 0 &&
			       strcmp(record->round, round) == 0 &&
			       strcmp(record->criterion, criterion) == 0;
		}
		if (!busy)
			return roster->list[i].id;
	}
	snprintf(id, sizeof(id), "someone-%zu", roster->count + 1);
	person = (struct person){.id = mem_text(id),
		.name = mem_text(""),
		.group = mem_text(""),
		.role = mem_text(role),
		.login = mem_text(""),
		.uid = ROSTER_NO_UID};
	roster_add(roster, &person);
	return roster->list[roster->count - 1].id;
}

static void add_record(struct published *published, enum record_event event, int round,
	const char *rater, const char *criterion, const char *text)
{
	const char word[2] = {(char)('0' + round), '\0'};
	struct record record;

	record_init(&record);
	record.event = event;
	record.seq = published->records.count + 1;
	record.within = IN_ALL;
	mem_replace(&record.round, word);
	mem_replace(&record.rater, rater);
	mem_replace(&record.target, published->session.title);
	mem_replace(&record.criterion, criterion);
	if (event == RECORD_RATE) {
		record.status = RECORD_SCORED;
		mem_replace(&record.level, text);
	} else {
		mem_replace(&record.note, text);
	}
	record_list_add(&published->records, &record);
}

static void take_row(struct published *published, int round, const struct row *row)
{
	const char word[2] = {(char)('0' + round), '\0'};
	const char *role = strcmp(row->role, "*") == 0 ? "" : row->role;

	for (uint64_t i = 0; i < row->count; i++)
		add_record(published, RECORD_RATE, round,
			stand_in(published, word, role, row->criterion), row->criterion,
			row->level);
}

static bool has_reason(const struct published *published, const char *criterion, const char *text)
{
	for (size_t i = 0; i < published->records.count; i++) {
		const struct record *record = &published->records.list[i];

		if (record->event == RECORD_NOTE && strcmp(record->criterion, criterion) == 0 &&
			strcmp(record->note, text) == 0)
			return true;
	}
	return false;
}

/* A later round repeats the reasons of an earlier one. */
static void take_reasons(struct published *published, const char *table, int round)
{
	const char *fields[TABLE_FIELDS_MAX];
	struct buf store = BUF_EMPTY;
	size_t nth = 0;

	for (const char *at = table; *at != '\0' && published->roster.count > 0;) {
		size_t len = strcspn(at, "\n");

		if (table_split(at, len, &store, fields, TABLE_FIELDS_MAX) == 3 &&
			strcmp(fields[0], "round") != 0 &&
			!has_reason(published, fields[1], fields[2]))
			add_record(published, RECORD_NOTE, round,
				published->roster.list[nth++ % published->roster.count].id,
				fields[1], fields[2]);
		at += len + (at[len] == '\n');
	}
	buf_free(&store);
}

static bool take_round(struct published *published, const struct session_data *data, int round)
{
	char name[PUBLISH_NAME_LEN + 1];
	struct buf table = BUF_EMPTY, reasons = BUF_EMPTY;
	bool there;

	publish_name(name, round, false);
	there = data->ledger->shown[round] && publish_read(data->path, name, &table);
	if (there) {
		each_row(published, buf_text(&table), round,
			has_roles(buf_text(&table), &data->roster), take_row);
		publish_name(name, round, true);
		publish_read(data->path, name, &reasons);
		take_reasons(published, buf_text(&reasons), round);
	}
	buf_free(&table);
	buf_free(&reasons);
	return there;
}

/* Only the rounds that were found are shown. */
static void keep_steps(struct state_steps *out, const struct session_data *data, const bool *there)
{
	for (size_t i = 0; i < data->steps.count; i++) {
		const struct state_step *step = &data->steps.list[i];
		const char *round = state_step_get(step, "round");
		struct state_step *copy;

		if (strncmp(step->step, "person-", 7) == 0 ||
			(strcmp(step->step, "revealed") == 0 &&
				!(round[0] >= '1' && round[0] <= '9' && there[round[0] - '0'])))
			continue;
		out->list = mem_grow(out->list, out->count, out->count + 1, sizeof(*out->list));
		copy = &out->list[out->count++];
		state_step_init(copy, step->step);
		for (size_t f = 0; f < step->field_count; f++)
			state_step_set(copy, step->fields[f].key, step->fields[f].value);
	}
}

/* Who did not answer, and who kept a level, cannot be known of stand-ins. */
static void forget_people(struct discussion *discussion)
{
	for (size_t i = 0; i < discussion->count; i++) {
		struct discussed *about = &discussion->list[i];

		about->stability = NAN;
		about->all.unanswered = about->first.unanswered = 0;
		for (size_t r = 0; r < about->role_count; r++)
			about->roles[r].tally.unanswered = 0;
	}
}

struct published *published_new(const struct session_data *data)
{
	struct published *published = MEM_NEW(struct published);
	struct state_steps steps = {NULL, 0};
	bool there[LEDGER_ROUNDS_MAX + 1] = {false};

	session_copy(&published->session, &data->session);
	/* What was published is merged already where it had to be. */
	published->session.roles_apart = true;
	for (int round = 1; round <= LEDGER_ROUNDS_MAX; round++)
		there[round] = take_round(published, data, round);
	keep_steps(&steps, data, there);
	published->ledger = ledger_new(&published->session, data->rubric, &published->roster,
		&published->records, &steps, OWNER);
	published->discussion = discussion_new(published->ledger);
	forget_people(published->discussion);
	state_steps_free(&steps);
	return published;
}

void published_free(struct published *published)
{
	if (!published)
		return;
	discussion_free(published->discussion);
	ledger_free(published->ledger);
	record_list_free(&published->records);
	roster_free(&published->roster);
	session_free(&published->session);
	free(published);
}
