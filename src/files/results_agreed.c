/* What a group says as a whole, in the tables of the results: agreed levels, reasons, actions. */
#include "config.h"
#include "files/results_parts.h"

#include "base/buf.h"

#define ROUND "consensus"

static void add_cells(struct buf *out, const char *const *cells, size_t count, bool first,
	const struct results_options *options)
{
	for (size_t i = 0; i < count; i++)
		results_cell(out, cells[i], options, first && i == 0);
}

#define CELLS(list) (sizeof(list) / sizeof((list)[0]))

static void add_agreed(struct buf *out, const struct session_data *data, size_t criterion,
	const struct results_options *options)
{
	const struct rubric *rubric = data->rubric;
	const struct ledger_agreed *agreed = &data->ledger->agreed[criterion];
	bool scored = !agreed->no_consensus;
	const char *const before[] = {data->session.id, rubric->id, rubric->version,
		rubric->fingerprint, session_moment_word(data->session.moment), ROUND, "", "", "",
		data->session.title, "outside", rubric->criteria[criterion].id,
		record_status_word(scored ? RECORD_SCORED : RECORD_NO_CONSENSUS),
		scored ? results_level(rubric, criterion, agreed->step, options) : ""};
	const char *const after[] = {agreed->reason, agreed->at, "owner", "yes"};

	add_cells(out, before, CELLS(before), true, options);
	if (scored)
		results_number(
			out, rubric_value(&rubric->criteria[criterion], agreed->step), options);
	else
		results_cell(out, "", options, false);
	add_cells(out, after, CELLS(after), false, options);
	buf_byte(out, '\n');
}

void results_agreed(
	struct buf *out, const struct session_data *data, const struct results_options *options)
{
	if (data->ledger == NULL)
		return;
	for (size_t c = 0; c < data->rubric->criterion_count; c++) {
		if (data->ledger->agreed[c].given)
			add_agreed(out, data, c, options);
	}
}

struct text {
	const char *criterion, *kind, *part, *text, *owner, *due, *status, *at;
};

static void add_text(struct buf *out, const struct session_data *data, const struct text *text,
	const struct results_options *options)
{
	const char *const cells[] = {data->session.id, data->rubric->id,
		session_moment_word(data->session.moment), ROUND, "", "", "", data->session.title,
		text->criterion, text->kind, text->part, text->text, text->owner, text->due,
		text->status, text->at};

	add_cells(out, cells, CELLS(cells), true, options);
	buf_byte(out, '\n');
}

void results_agreed_texts(
	struct buf *out, const struct session_data *data, const struct results_options *options)
{
	const struct ledger *ledger = data->ledger;

	for (size_t c = 0; ledger != NULL && c < data->rubric->criterion_count; c++) {
		const struct ledger_agreed *agreed = &ledger->agreed[c];
		const struct text text = {data->rubric->criteria[c].id, "reason", "",
			agreed->reason, "", "", "", agreed->at};

		if (agreed->given && agreed->reason[0] != '\0')
			add_text(out, data, &text, options);
	}
	for (size_t i = 0; ledger != NULL && i < ledger->action_count; i++) {
		const struct ledger_action *action = &ledger->actions[i];
		const struct text text = {action->criterion != RUBRIC_NONE
						  ? data->rubric->criteria[action->criterion].id
						  : "",
			"action", action->part, action->text, action->owner, action->due,
			record_status_word(RECORD_AGREED), action->at};

		add_text(out, data, &text, options);
	}
}
