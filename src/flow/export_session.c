/* The rows of one session: ratings, forms, people, texts, changes of mind. */
#include "config.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "files/results.h"
#include "flow/export_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct writing {
	struct exporting *exporting;
	const struct session_data *data;
	struct package_session *session;
	struct export_people people;
	char **names; /* of the criteria in the wide table */
	/* the sheet at hand */
	struct results_answer about;
	bool *asked; /* per criterion */
};

static struct package_row row_of(struct writing *writing, enum package_table table)
{
	writing->session->counts[table]++;
	return (struct package_row){
		&writing->session->rows[table], writing->exporting->options->delimiter, false};
}

void export_time(
	const struct exporting *exporting, struct package_row *row, const char *recorded_at)
{
	char day[11] = "";

	if (!exporting->options->times)
		memcpy(day, recorded_at, strnlen(recorded_at, sizeof(day) - 1));
	package_plain(row, exporting->options->times ? recorded_at : day);
}

/* --- what few people answered ------------------------------------------------------------------
 */

/* Solo sessions about one thing are one cell together; a session of several people is by itself. */
static void cell_name(struct buf *out, const struct session_data *data, const struct sheet *sheet,
	size_t criterion)
{
	buf_format(out, "%s %s %s %s %s %zu",
		data->session.kind == SESSION_SOLO ? "" : data->session.id,
		data->rubric->fingerprint, session_moment_word(data->session.moment), sheet->round,
		sheet->target, criterion);
}

struct counting {
	struct exporting *exporting;
	const struct session_data *data;
	struct export_people people;
};

static void count_answer(void *context, const struct results_answer *answer)
{
	struct counting *counting = context;
	size_t person = export_people_find(&counting->people, answer->sheet->rater);
	struct buf name = BUF_EMPTY;

	if (answer->answer->status == ANSWER_NONE || person == ROSTER_NONE ||
		counting->people.out[person])
		return;
	cell_name(&name, counting->data, answer->sheet, answer->criterion);
	++*export_counter(
		counting->exporting->cells, &counting->exporting->respondents, buf_text(&name));
	buf_free(&name);
}

void export_count(struct exporting *exporting, const struct session_data *data)
{
	struct counting counting = {.exporting = exporting, .data = data};

	export_people_make(&counting.people, exporting, data);
	results_each(data, count_answer, &counting);
	export_people_free(&counting.people);
}

static bool is_withheld(const struct writing *writing, const struct sheet *sheet, size_t criterion)
{
	struct exporting *exporting = writing->exporting;
	struct buf name = BUF_EMPTY;
	uint32_t at;

	if (!exporting->options->shared)
		return false;
	cell_name(&name, writing->data, sheet, criterion);
	at = names_find(exporting->cells, buf_text(&name));
	buf_free(&name);
	return at == NAMES_NONE || exporting->respondents[at] < EXPORT_FEW;
}

/* --- rows about a sheet ------------------------------------------------------------------------
 */

struct about {
	const char *round, *group, *rater, *role, *target, *relation;
};

static void add_about(struct writing *writing, struct package_row *row, const struct about *about)
{
	const struct session_data *data = writing->data;
	const char *const cells[] = {data->session.id, data->rubric->id, data->rubric->version,
		data->rubric->fingerprint, session_moment_word(data->session.moment), about->round,
		about->group, about->rater, about->role, about->target, about->relation};

	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		package_cell(row, cells[i]);
}

static void add_number(struct package_row *row, double value)
{
	char text[32];

	decimal_text(text, sizeof(text), value);
	package_plain(row, text);
}

static const char *level_of(const struct writing *writing, size_t criterion, size_t step)
{
	const struct rubric *rubric = writing->data->rubric;
	const struct rubric_step *chosen = &rubric->criteria[criterion].steps[step];
	const char *labels = writing->exporting->options->labels;

	return labels != NULL ? rubric_say(rubric, &chosen->label, rubric_lang(rubric, labels))
			      : rubric->levels[chosen->level].id;
}

/* Level and value, or two empty cells. */
static void add_level(
	struct writing *writing, struct package_row *row, size_t criterion, size_t step)
{
	if (step == RUBRIC_NONE) {
		package_plain(row, "");
		package_plain(row, "");
		return;
	}
	package_cell(row, level_of(writing, criterion, step));
	add_number(row, rubric_value(&writing->data->rubric->criteria[criterion], step));
}

static void add_ratings(struct writing *writing, const struct about *about)
{
	const struct sheet *sheet = writing->about.sheet;

	for (size_t c = 0; c < writing->data->rubric->criterion_count; c++) {
		const struct answer *answer = &sheet->answers[c];
		struct package_row row;

		if (!writing->asked[c])
			continue;
		if (is_withheld(writing, sheet, c)) {
			writing->session->withheld += answer->status != ANSWER_NONE;
			continue;
		}
		row = row_of(writing, PACKAGE_RATINGS);
		add_about(writing, &row, about);
		package_cell(&row, writing->data->rubric->criteria[c].id);
		package_plain(&row, results_status(answer));
		add_level(writing, &row, c,
			answer->status == ANSWER_SCORED ? answer->step : RUBRIC_NONE);
		package_cell(&row, writing->exporting->options->notes && answer->note != NULL
					   ? answer->note
					   : "");
		export_time(
			writing->exporting, &row, answer->status != ANSWER_NONE ? answer->at : "");
		package_plain(&row, answer->by_owner ? "owner" : "self");
		package_plain(&row, writing->about.submitted);
		package_end(&row);
	}
}

struct summary {
	size_t scored, unknown, not_applicable, unanswered;
	const char *first, *last;
	bool by_owner;
};

static struct summary sum_up(const struct writing *writing)
{
	struct summary sum = {.first = "", .last = ""};

	for (size_t c = 0; c < writing->data->rubric->criterion_count; c++) {
		const struct answer *answer = &writing->about.sheet->answers[c];

		if (!writing->asked[c])
			continue;
		switch (answer->status) {
		case ANSWER_NONE: sum.unanswered++; continue;
		case ANSWER_UNKNOWN: sum.unknown++; break;
		case ANSWER_NOT_APPLICABLE: sum.not_applicable++; break;
		default: sum.scored++; break;
		}
		if (sum.first[0] == '\0' || strcmp(answer->at, sum.first) < 0)
			sum.first = answer->at;
		if (strcmp(answer->at, sum.last) > 0)
			sum.last = answer->at;
		sum.by_owner |= answer->by_owner;
	}
	return sum;
}

static void add_sheet(struct writing *writing, const struct about *about, const struct summary *sum)
{
	struct package_row row = row_of(writing, PACKAGE_SHEETS);

	add_about(writing, &row, about);
	package_count(&row, sum->scored);
	package_count(&row, sum->unknown);
	package_count(&row, sum->not_applicable);
	package_count(&row, sum->unanswered);
	export_time(writing->exporting, &row, sum->first);
	export_time(writing->exporting, &row, sum->last);
	package_plain(&row, sum->by_owner ? "owner" : "self");
	package_plain(&row, writing->about.submitted);
	package_end(&row);
}

static void add_wide(struct writing *writing, const struct about *about, const struct summary *sum)
{
	const struct rubric *rubric = writing->data->rubric;
	struct package_row row = row_of(writing, PACKAGE_WIDE);

	add_about(writing, &row, about);
	export_time(writing->exporting, &row, sum->last);
	package_plain(&row, sum->by_owner ? "owner" : "self");
	package_plain(&row, writing->about.submitted);
	for (size_t c = 0; c < rubric->criterion_count; c++) {
		const struct answer *answer = &writing->about.sheet->answers[c];
		const char *status = results_status(answer);
		int missing = package_missing(rubric, status);

		if (!writing->asked[c])
			status = "not_asked";
		else if (is_withheld(writing, writing->about.sheet, c))
			status = "withheld";
		if (strcmp(status, "scored") == 0)
			add_number(&row, rubric_value(&rubric->criteria[c], answer->step));
		else if (missing != 0 && status[0] != 'w' && strcmp(status, "not_asked") != 0)
			add_number(&row, missing);
		else
			package_plain(&row, "");
		package_plain(&row, status);
	}
	package_end(&row);
}

/* What a workshop did not show yet stays closed, for its owner too. */
static bool is_shown(const struct session_data *data, const char *round)
{
	uint64_t number;

	return data->session.kind != SESSION_WORKSHOP || data->ledger->closed ||
	       (decimal_whole(round, LEDGER_ROUNDS_MAX, &number) && data->ledger->shown[number]);
}

/* The sheet at hand is complete. */
static void end_sheet(struct writing *writing)
{
	const struct sheet *sheet = writing->about.sheet;
	struct export_people *people = &writing->people;
	size_t person = sheet != NULL ? export_people_find(people, sheet->rater) : ROSTER_NONE;
	const char *target = sheet != NULL ? export_people_target(people, sheet->target) : NULL;

	if (person != ROSTER_NONE && target != NULL && !people->out[person] &&
		is_shown(writing->data, sheet->round)) {
		const struct about about = {.round = sheet->round,
			.group = export_people_group(people, writing->exporting, sheet->group),
			.rater = people->codes[person],
			.role = export_people_role(people, writing->exporting, sheet->role),
			.target = target,
			.relation = writing->about.relation};
		struct summary sum = sum_up(writing);

		people->sheets[person]++;
		add_ratings(writing, &about);
		add_sheet(writing, &about, &sum);
		add_wide(writing, &about, &sum);
	}
	memset(writing->asked, 0, writing->data->rubric->criterion_count);
}

static void take_answer(void *context, const struct results_answer *answer)
{
	struct writing *writing = context;

	writing->about = *answer;
	writing->asked[answer->criterion] = true;
	if (answer->last)
		end_sheet(writing);
}

/* --- what the group agreed ---------------------------------------------------------------------
 */

static void add_agreed(struct writing *writing)
{
	const struct session_data *data = writing->data;
	const struct about about = {"consensus", "", "", "", data->session.title, "outside"};

	for (size_t c = 0; data->ledger != NULL && c < data->rubric->criterion_count; c++) {
		const struct ledger_agreed *agreed = &data->ledger->agreed[c];
		struct package_row row;

		if (!agreed->given ||
			(writing->exporting->options->shared && writing->people.count < EXPORT_FEW))
			continue;
		row = row_of(writing, PACKAGE_RATINGS);
		add_about(writing, &row, &about);
		package_cell(&row, data->rubric->criteria[c].id);
		package_plain(&row, agreed->no_consensus ? "no_consensus" : "scored");
		add_level(writing, &row, c, agreed->no_consensus ? RUBRIC_NONE : agreed->step);
		package_cell(&row, writing->exporting->options->notes ? agreed->reason : "");
		export_time(writing->exporting, &row, agreed->at);
		package_plain(&row, "owner");
		package_plain(&row, "yes");
		package_end(&row);
	}
}

/* --- texts -------------------------------------------------------------------------------------
 */

static void take_text(void *context, const struct sheet *sheet, const struct record *record)
{
	struct writing *writing = context;
	const struct session_data *data = writing->data;
	struct export_people *people = &writing->people;
	size_t person = export_people_find(people, sheet->rater);
	const char *target = export_people_target(people, sheet->target);
	struct package_row row;

	if (person == ROSTER_NONE || people->out[person] || target == NULL ||
		!is_shown(data, sheet->round) ||
		is_withheld(writing, sheet, rubric_find_criterion(data->rubric, record->criterion)))
		return;
	const char *const cells[] = {data->session.id, data->rubric->id,
		session_moment_word(data->session.moment), sheet->round,
		export_people_group(people, writing->exporting, sheet->group),
		people->codes[person], export_people_role(people, writing->exporting, sheet->role),
		target, record->criterion, results_text_kind(record), record->part, record->note,
		record->due, record_status_word(record->status)};

	row = row_of(writing, PACKAGE_TEXTS);
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		package_cell(&row, cells[i]);
	export_time(writing->exporting, &row, record->at);
	package_end(&row);
}

/* Reasons and actions of the group; who does an action is a name and stays out. */
static void add_group_texts(struct writing *writing)
{
	const struct session_data *data = writing->data;
	const struct ledger *ledger = data->ledger;

	for (size_t i = 0; ledger != NULL && i < ledger->action_count; i++) {
		const struct ledger_action *action = &ledger->actions[i];
		struct package_row row = row_of(writing, PACKAGE_TEXTS);
		const char *const cells[] = {data->session.id, data->rubric->id,
			session_moment_word(data->session.moment), "consensus", "", "", "",
			data->session.title,
			action->criterion != RUBRIC_NONE
				? data->rubric->criteria[action->criterion].id
				: "",
			"action", action->part, action->text, action->due, "agreed"};

		for (size_t c = 0; c < sizeof(cells) / sizeof(cells[0]); c++)
			package_cell(&row, cells[c]);
		export_time(writing->exporting, &row, action->at);
		package_end(&row);
	}
}

/* --- every change of mind ----------------------------------------------------------------------
 */

/* Records that never counted. */
static bool *find_doubtful(const struct session_data *data)
{
	bool *doubtful = mem_new(data->records.count + 1);

	for (size_t i = 0; data->ledger != NULL && i < data->ledger->doubt_count; i++)
		doubtful[data->ledger->doubts[i].record] =
			data->ledger->doubts[i].kind != DOUBT_DIFFERS;
	return doubtful;
}

static void add_turn(struct writing *writing, const struct record *record, size_t person,
	const char *target, size_t turn)
{
	const struct rubric *rubric = writing->data->rubric;
	size_t criterion = rubric_find_criterion(rubric, record->criterion);
	size_t level = rubric_find_level(rubric, record->level), step = RUBRIC_NONE;
	struct package_row row;

	if (criterion == RUBRIC_NONE)
		return;
	if (record->status == RECORD_SCORED && level != RUBRIC_NONE)
		step = rubric_find_step(&rubric->criteria[criterion], level);
	row = row_of(writing, PACKAGE_HISTORY);
	package_cell(&row, writing->data->session.id);
	package_cell(&row, record->round);
	package_cell(&row, writing->people.codes[person]);
	package_cell(&row, target);
	package_cell(&row, record->criterion);
	package_count(&row, turn);
	package_plain(&row,
		record->status == RECORD_NONE ? "unanswered" : record_status_word(record->status));
	add_level(writing, &row, criterion, step);
	export_time(writing->exporting, &row, record->at);
	package_plain(
		&row, writing->data->ledger != NULL &&
				      (long)record->uid != writing->data->roster.list[person].uid
			      ? "owner"
			      : "self");
	package_end(&row);
}

static void add_history(struct writing *writing)
{
	const struct session_data *data = writing->data;
	bool *doubtful = find_doubtful(data);
	struct names *keys = names_new();
	size_t *turns = NULL;

	for (size_t i = 0; i < data->records.count; i++) {
		const struct record *record = &data->records.list[i];
		size_t person = export_people_find(&writing->people, record->rater);
		const char *target = export_people_target(&writing->people, record->target);
		struct buf key = BUF_EMPTY;

		if (record->event != RECORD_RATE || doubtful[i] || person == ROSTER_NONE ||
			writing->people.out[person] || target == NULL ||
			!is_shown(data, record->round))
			continue;
		buf_format(&key, "%s %zu %s %s", record->round, person, record->target,
			record->criterion);
		add_turn(writing, record, person, target,
			++*export_counter(keys, &turns, buf_text(&key)));
		buf_free(&key);
	}
	names_free(keys);
	free(turns);
	free(doubtful);
}

/* --- people and the session itself -------------------------------------------------------------
 */

static void add_person(struct writing *writing, size_t at)
{
	const struct session_data *data = writing->data;
	struct export_people *people = &writing->people;
	bool solo = data->session.kind == SESSION_SOLO;
	struct package_row row;

	if (people->out[at]) {
		writing->session->refused += people->consent[at] == CONSENT_NO;
		writing->session->not_asked += people->consent[at] != CONSENT_NO;
		return;
	}
	writing->session->included++;
	writing->session->unasked += people->consent[at] == CONSENT_NOT_ASKED;
	row = row_of(writing, PACKAGE_PEOPLE);
	package_cell(&row, data->session.id);
	package_cell(&row, people->codes[at]);
	package_cell(&row,
		solo ? data->session.role
		     : export_people_role(people, writing->exporting, data->roster.list[at].role));
	package_cell(&row, solo ? ""
				: export_people_group(
					  people, writing->exporting, data->roster.list[at].group));
	package_plain(&row, people->consent[at] == CONSENT_YES ? "yes" : "not_asked");
	package_cell(&row, people->links[at]);
	package_count(&row, people->sheets[at]);
	package_end(&row);
	if (people->links[at][0] != '\0')
		++*export_counter(writing->exporting->links, &writing->exporting->link_seen,
			people->links[at]);
}

static void add_session(struct writing *writing)
{
	const struct session *session = &writing->data->session;
	const struct package_session *done = writing->session;
	struct package_row row = row_of(writing, PACKAGE_SESSIONS);

	package_cell(&row, session->id);
	package_cell(&row, session->rubric);
	package_cell(&row, writing->data->rubric->version);
	package_cell(&row, session->rubric_fingerprint);
	package_plain(&row, session_kind_word(session->kind));
	package_plain(&row, session_moment_word(session->moment));
	package_cell(&row, session->title);
	export_time(writing->exporting, &row, session->made_at);
	package_count(&row, (size_t)session->rounds);
	package_count(&row, (size_t)session->threshold);
	package_plain(&row, done->attested ? "yes" : "no");
	package_count(&row, done->included);
	package_count(&row, done->refused);
	package_count(&row, done->not_asked);
	package_count(&row, done->unasked);
	package_count(&row, done->withheld);
	package_end(&row);
}

void export_session(struct exporting *exporting, const struct session_data *data)
{
	struct writing writing = {.exporting = exporting, .data = data};
	const struct rubric *rubric = data->rubric;
	bool fresh;
	size_t at = package_add_rubric(
		&exporting->package, rubric->id, rubric->version, rubric->fingerprint, &fresh);

	writing.session = package_add_session(&exporting->package, data->session.id, at);
	writing.session->attested = !data->unattested;
	writing.names = results_wide_names(rubric);
	if (fresh)
		package_describe(&exporting->package.rubrics[at], rubric, writing.names);
	writing.asked = mem_new(rubric->criterion_count + 1);
	export_people_make(&writing.people, exporting, data);
	results_each(data, take_answer, &writing);
	add_agreed(&writing);
	if (exporting->options->notes) {
		results_each_text(data, take_text, &writing);
		add_group_texts(&writing);
	}
	if (exporting->options->history)
		add_history(&writing);
	for (size_t i = 0; i < writing.people.count; i++)
		add_person(&writing, i);
	add_session(&writing);
	for (size_t i = 0; i < rubric->criterion_count; i++)
		free(writing.names[i]);
	free(writing.names);
	free(writing.asked);
	export_people_free(&writing.people);
}
