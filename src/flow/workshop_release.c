/* What is published of a round: made from what was there when it was shown, so that it comes out
 * the same at any later time. */
#include "config.h"
#include "flow/workshop_parts.h"

#include "base/buf.h"
#include "files/publish.h"
#include "files/table.h"
#include "report/workshop.h"

#include <stdio.h>
#include <string.h>

/* The rows of the round, with the header. */
static void keep_round(struct buf *out, const char *table, int round)
{
	const char *fields[TABLE_FIELDS_MAX];
	struct buf store = BUF_EMPTY;
	bool header = true;

	for (const char *at = table; *at != '\0';) {
		size_t len = strcspn(at, "\n");
		int count = table_split(at, len, &store, fields, TABLE_FIELDS_MAX);

		if (header || (count > 3 && fields[3][0] == '0' + round && fields[3][1] == '\0')) {
			buf_add(out, at, len);
			buf_byte(out, '\n');
		}
		header = false;
		at += len + (at[len] == '\n');
	}
	buf_free(&store);
}

static void add_reasons(struct buf *out, const struct discussion *discussion, int round)
{
	const struct rubric *rubric = discussion->ledger->rubric;

	buf_text_add(out, "round,criterion,reason\n");
	for (size_t c = 0; c < rubric->criterion_count; c++) {
		const struct discussed *about = &discussion->list[discussion->place[c]];

		for (size_t i = 0; about->round == round && i < about->reason_count; i++) {
			buf_format(out, "%d,", round);
			table_text_field(out, rubric->criteria[c].id, ',');
			buf_byte(out, ',');
			table_text_field(out, about->reasons[i], ',');
			buf_byte(out, '\n');
		}
	}
}

/* The steps up to the showing of the round, and the people there were then. */
static bool look_back(const struct session_data *data, int round, struct state_steps *steps,
	struct roster *roster)
{
	const char word[2] = {(char)('0' + round), '\0'};
	const struct state_step *shown = state_last(&data->steps, "revealed", "round", word);

	if (shown == NULL)
		return false;
	steps->list = data->steps.list;
	steps->count = (size_t)(shown - data->steps.list) + 1;
	*roster = data->roster;
	/* Those who were added stand at the end, in the order of their steps. */
	for (size_t i = data->steps.count; i > steps->count; i--) {
		const struct state_step *step = &data->steps.list[i - 1];
		const struct person *last =
			roster->count > 0 ? &roster->list[roster->count - 1] : NULL;

		if (last != NULL && strcmp(step->step, "person-added") == 0 &&
			strcmp(state_step_get(step, "person"), last->id) == 0)
			roster->count--;
	}
	return true;
}

bool workshop_release_text(
	const struct workshop *workshop, int round, struct buf *counts, struct buf *reasons)
{
	const struct session_data *data = workshop->data;
	struct state_steps steps;
	struct roster roster;
	struct ledger *ledger;
	struct discussion *discussion;
	struct buf all = BUF_EMPTY;
	struct sink sink = sink_to_buf(&all);

	if (!look_back(data, round, &steps, &roster))
		return false;
	ledger = ledger_new(
		&data->session, data->rubric, &roster, &data->records, &steps, data->owner);
	discussion = discussion_new(ledger);
	workshop_csv_write(&sink,
		&(struct workshop_report){
			.ledger = ledger, .discussion = discussion, .target = data->session.title},
		1, true);
	keep_round(counts, buf_text(&all), round);
	add_reasons(reasons, discussion, round);
	buf_free(&all);
	discussion_free(discussion);
	ledger_free(ledger);
	return true;
}

bool workshop_publish(struct workshop *workshop, int round, struct err *err)
{
	struct buf counts = BUF_EMPTY, reasons = BUF_EMPTY;
	bool done = session_whole(workshop->data, err) &&
		    workshop_release_text(workshop, round, &counts, &reasons) &&
		    publish_round(workshop->data->path, round, &counts, &reasons, err);

	buf_free(&counts);
	buf_free(&reasons);
	return done;
}

bool workshop_release_holds(const struct workshop *workshop, int round, bool with_reasons)
{
	struct buf counts = BUF_EMPTY, reasons = BUF_EMPTY, there = BUF_EMPTY;
	const struct buf *wanted = with_reasons ? &reasons : &counts;
	char name[PUBLISH_NAME_LEN + 1];
	bool good;

	publish_name(name, round, with_reasons);
	good = workshop_release_text(workshop, round, &counts, &reasons) &&
	       publish_read(workshop->data->path, name, &there) && there.len == wanted->len &&
	       memcmp(buf_text(&there), buf_text(wanted), there.len) == 0;
	buf_free(&counts);
	buf_free(&reasons);
	buf_free(&there);
	return good;
}
