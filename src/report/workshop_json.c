/* The report as JSON: the only includer of jansson. */
#include "config.h"

#include "report/workshop.h"

#include "base/buf.h"
#include "base/text.h"
#include "stats/tally.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

/* jansson refuses what is not UTF-8; a text that came from outside is made safe first. */
static json_t *said(const char *text)
{
	char *safe = text_safe_copy(text, TEXT_NOTE);
	json_t *value = json_string(safe);

	free(safe);
	return value;
}

static json_t *number(double value)
{
	return isnan(value) ? json_null() : json_real(value);
}

static json_t *level_of(const struct rubric *rubric, size_t criterion, size_t step)
{
	if (step == RUBRIC_NONE)
		return json_null();
	return json_string(rubric->levels[rubric->criteria[criterion].steps[step].level].id);
}

static json_t *people(const struct workshop_report *report, size_t count)
{
	return report->published ? json_null() : json_integer((json_int_t)count);
}

static json_t *tally_of(
	const struct workshop_report *report, size_t criterion, const struct tally *tally)
{
	const struct rubric *rubric = report->ledger->rubric;
	const struct rubric_criterion *at = &rubric->criteria[criterion];
	struct tally_numbers numbers = tally_numbers(tally, at);
	json_t *out = json_object(), *counts = json_object();

	for (size_t step = 0; step < at->step_count; step++)
		json_object_set_new(counts, rubric->levels[at->steps[step].level].id,
			json_integer((json_int_t)tally->counts[step]));
	json_object_set_new(out, "counts", counts);
	json_object_set_new(out, "n", json_integer((json_int_t)tally->scored));
	json_object_set_new(out, "unknown", people(report, tally->unknown));
	json_object_set_new(out, "not_applicable", people(report, tally->not_applicable));
	json_object_set_new(out, "unanswered", people(report, tally->unanswered));
	json_object_set_new(out, "min", number(numbers.min));
	json_object_set_new(out, "median", number(numbers.median));
	json_object_set_new(out, "max", number(numbers.max));
	json_object_set_new(out, "mean", number(numbers.mean));
	json_object_set_new(out, "sd", number(numbers.sd));
	json_object_set_new(out, "unity", number(tally->unity));
	json_object_set_new(out, "unity_word", json_string(unity_text(tally->word)));
	json_object_set_new(
		out, "agreed", tally->scored > 0 ? json_boolean(tally->agreed) : json_null());
	return out;
}

static json_t *rounds_of(const struct workshop_report *report, size_t criterion)
{
	const struct ledger *ledger = report->ledger;
	json_t *out = json_object();

	for (int round = 1; round <= LEDGER_ROUNDS_MAX; round++) {
		char name[2] = {(char)('0' + round), '\0'};
		struct tally tally;

		if (!ledger->shown[round] ||
			!ledger->in_round[(size_t)round * ledger->rubric->criterion_count +
					  criterion])
			continue;
		tally_make(&tally, ledger, criterion, round, NULL);
		json_object_set_new(out, name, tally_of(report, criterion, &tally));
	}
	return out;
}

static json_t *agreed_of(const struct workshop_report *report, size_t criterion)
{
	const struct ledger_agreed *agreed =
		report->ledger->agreed ? &report->ledger->agreed[criterion] : NULL;
	json_t *out;

	if (!agreed || !agreed->given)
		return json_null();
	out = json_object();
	json_object_set_new(out, "level",
		agreed->no_consensus ? json_null()
				     : level_of(report->ledger->rubric, criterion, agreed->step));
	json_object_set_new(out, "reason", said(agreed->reason));
	json_object_set_new(out, "at", json_string(agreed->at));
	return out;
}

static json_t *fit_of(const struct workshop_report *report, const struct discussed *about)
{
	const struct rubric *rubric = report->ledger->rubric;
	json_t *out;

	if (!about->fit_known)
		return json_null();
	out = json_object();
	json_object_set_new(out, "now", level_of(rubric, about->criterion, about->now));
	json_object_set_new(out, "low", json_string(rubric->levels[about->wanted.low].id));
	json_object_set_new(out, "high", json_string(rubric->levels[about->wanted.high].id));
	json_object_set_new(out, "gap", json_integer(about->gap));
	json_object_set_new(out, "aim",
		level_of(rubric, about->criterion, workshop_aim(report, about->criterion)));
	return out;
}

static json_t *criterion_of(const struct workshop_report *report, const struct discussed *about)
{
	static const char *const blocks[] = {
		[TALK_FIRST] = "first", [TALK_IF_TIME] = "if_time", [TALK_AGREED] = "agreed"};
	const struct rubric *rubric = report->ledger->rubric;
	json_t *out = json_object(), *roles = json_object(), *reasons = json_array();

	json_object_set_new(out, "id", json_string(rubric->criteria[about->criterion].id));
	json_object_set_new(out, "talk", json_string(blocks[about->block]));
	json_object_set_new(out, "not_known", json_boolean(about->not_known));
	json_object_set_new(out, "stability", number(about->stability));
	json_object_set_new(out, "rounds", rounds_of(report, about->criterion));
	for (size_t i = 0; i < about->role_count; i++)
		json_object_set_new(roles, about->roles[i].role,
			tally_of(report, about->criterion, &about->roles[i].tally));
	json_object_set_new(out, "roles", roles);
	for (size_t i = 0; i < about->reason_count; i++)
		json_array_append_new(reasons, said(about->reasons[i]));
	json_object_set_new(out, "reasons", reasons);
	json_object_set_new(out, "consensus", agreed_of(report, about->criterion));
	json_object_set_new(out, "fit", fit_of(report, about));
	return out;
}

static json_t *actions_of(const struct workshop_report *report)
{
	const struct ledger *ledger = report->ledger;
	json_t *out = json_array();

	for (size_t i = 0; i < ledger->action_count; i++) {
		const struct ledger_action *action = &ledger->actions[i];
		bool about = action->criterion != RUBRIC_NONE;
		json_t *one = json_object();

		json_object_set_new(one, "text", said(action->text));
		json_object_set_new(one, "owner", said(action->owner));
		json_object_set_new(one, "due", said(action->due));
		json_object_set_new(one, "criterion",
			about ? json_string(ledger->rubric->criteria[action->criterion].id)
			      : json_null());
		json_object_set_new(one, "level",
			about ? level_of(ledger->rubric, action->criterion, action->step)
			      : json_null());
		json_array_append_new(out, one);
	}
	return out;
}

static json_t *items_of(const struct workshop_report *report, enum record_event kind)
{
	const struct ledger *ledger = report->ledger;
	json_t *out = json_array();

	for (size_t s = 0; s < ledger->sheet_count; s++) {
		const struct sheet *sheet = ledger->sheets[s].sheet;

		for (size_t i = 0; ledger->shown[ledger->sheets[s].round] && i < sheet->item_count;
			i++) {
			const struct sheet_item *item = &sheet->items[i];
			json_t *one;

			if (!sheet_item_is(item, kind))
				continue;
			one = json_object();
			json_object_set_new(one, "criterion",
				json_string(ledger->rubric->criteria[item->criterion].id));
			json_object_set_new(one, "text", said(item->text));
			if (kind == RECORD_AGREEMENT) {
				json_object_set_new(one, "owner", said(item->owner));
				json_object_set_new(one, "due", said(item->due));
			}
			json_array_append_new(out, one);
		}
	}
	return out;
}

static json_t *people_of(const struct workshop_report *report)
{
	const struct roster *roster = report->ledger->roster;
	json_t *out = json_object();
	const char *role;

	for (size_t nth = 0; (role = roster_role(roster, nth)) != NULL; nth++)
		json_object_set_new(
			out, role, json_integer((json_int_t)workshop_people(report, role)));
	return out;
}

static json_t *report_of(const struct workshop_report *report)
{
	const struct ledger *ledger = report->ledger;
	const struct session *session = ledger->session;
	json_t *out = json_object(), *criteria = json_array();

	json_object_set_new(out, "id", json_string(session->id));
	json_object_set_new(out, "kind", json_string(session_kind_word(session->kind)));
	json_object_set_new(out, "moment", json_string(session_moment_word(session->moment)));
	json_object_set_new(out, "title", said(workshop_title(report)));
	json_object_set_new(out, "target", said(report->target ? report->target : ""));
	json_object_set_new(out, "description", said(session->description));
	json_object_set_new(out, "rubric", json_string(ledger->rubric->id));
	json_object_set_new(out, "rubric_version", said(ledger->rubric->version));
	json_object_set_new(out, "rubric_fingerprint", said(ledger->rubric->fingerprint));
	json_object_set_new(
		out, "rubric_status", json_string(rubric_status_word(ledger->rubric->status)));
	json_object_set_new(out, "threshold", json_integer(session->threshold));
	json_object_set_new(out, "people", people_of(report));
	for (size_t i = 0; i < report->discussion->count; i++)
		json_array_append_new(criteria, criterion_of(report, &report->discussion->list[i]));
	json_object_set_new(out, "criteria", criteria);
	json_object_set_new(out, "actions", actions_of(report));
	json_object_set_new(out, "questions", items_of(report, RECORD_QUESTION));
	json_object_set_new(out, "agreements", items_of(report, RECORD_AGREEMENT));
	return out;
}

static int take(const char *bytes, size_t len, void *context)
{
	struct sink *sink = context;

	sink_add(sink, bytes, len);
	return sink->failed ? -1 : 0;
}

bool workshop_json_write(
	struct sink *sink, const struct workshop_report *reports, size_t report_count)
{
	json_t *all = json_object(), *list = json_array();
	bool fine;

	for (size_t i = 0; i < report_count; i++)
		json_array_append_new(list, report_of(&reports[i]));
	json_object_set_new(all, "sessions", list);
	/* Nine significant digits: what is there is counted in people, not in rounding. */
	fine = json_dump_callback(all, take, sink,
		       JSON_INDENT(2) | JSON_SORT_KEYS | JSON_REAL_PRECISION(9)) == 0;
	json_decref(all);
	sink_text(sink, "\n");
	return fine && !sink->failed;
}
