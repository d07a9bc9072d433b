/* Workshops and peer-feedback sessions in a passport. */
#include "config.h"

#include "flow/passport_parts.h"

#include "base/lang.h"
#include "base/mem.h"
#include "flow/peer_table.h"
#include "stats/feedback.h"
#include "stats/say.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- who it is ---------------------------------------------------------------------------------
 */

typedef const char *field_fn(const struct person *person);

static const char *field_login(const struct person *person)
{
	return person->login;
}

static const char *field_name(const struct person *person)
{
	return person->name;
}

static const char *field_id(const struct person *person)
{
	return person->id;
}

/* The person by login, name or id, in that order; a name that two people have is said. */
static bool find_person(const struct passport_reading *reading, size_t *person, struct err *err)
{
	static field_fn *const fields[] = {field_login, field_name, field_id};
	const struct roster *roster = &reading->data->roster;

	*person = ROSTER_NONE;
	for (size_t f = 0; f < 3 && *person == ROSTER_NONE; f++) {
		for (size_t i = 0; i < roster->count; i++) {
			const char *field = fields[f](&roster->list[i]);

			if (field[0] == '\0' || !passport_is(field, reading->person))
				continue;
			if (*person != ROSTER_NONE)
				return err_set(err, ERR_INPUT, reading->data->path,
					_("two people are called %s here: %s and %s; hint: use "
					  "the id"),
					reading->person, roster->list[*person].id,
					roster->list[i].id);
			*person = i;
		}
	}
	return true;
}

static bool may_see(const struct passport_reading *reading, size_t person, struct err *err)
{
	const struct session_data *data = reading->data;
	long uid = (long)geteuid();

	if (data->owner == uid || data->roster.list[person].uid == uid)
		return true;
	return err_set(err, ERR_INPUT, data->path, "%s",
		_("a passport is made by the session's owner, or by the person it is about"));
}

/* --- a workshop --------------------------------------------------------------------------------
 */

/* What this person answered, each the last time it was asked, where that may be seen. */
static void take_rounds(struct passport_reading *reading, size_t person, bool own, const char *as)
{
	const struct ledger *ledger = reading->data->ledger;
	bool *taken = mem_grow(NULL, 0, ledger->rubric->criterion_count + 1, sizeof(bool));

	for (int round = LEDGER_ROUNDS_MAX; round > 0; round--) {
		const struct sheet *sheet = ledger_sheet(ledger, person, round);

		if (sheet == NULL || sheet_answered(sheet) == 0 || (!own && !ledger->shown[round]))
			continue;
		passport_begin(reading, as);
		passport_take_sheet(
			reading, sheet, PASSPORT_SELF, reading->data->session.title, "", "", taken);
	}
	free(taken);
}

static void take_agreed(struct passport_reading *reading, size_t criterion)
{
	const struct ledger_agreed *agreed = &reading->data->ledger->agreed[criterion];
	const struct answer answer = {.status = ANSWER_SCORED, .step = agreed->step};
	struct passport_point *point;
	struct passport_remark *remark;

	if (!agreed->given)
		return;
	if (!agreed->no_consensus) {
		point = passport_take_answer(reading, criterion, &answer, PASSPORT_AGREED);
		point->raters = 0;
		mem_replace(&point->about, reading->data->session.title);
	}
	if (agreed->reason[0] == '\0')
		return;
	remark = passport_add_remark(reading->rubric, passport_at(reading, criterion),
		reading->session, PASSPORT_REASON, agreed->reason);
	remark->own = false;
}

/* Actions that the person took upon them. */
static void take_actions(struct passport_reading *reading, const struct person *person)
{
	const struct ledger *ledger = reading->data->ledger;

	for (size_t i = 0; i < ledger->action_count; i++) {
		const struct ledger_action *action = &ledger->actions[i];
		struct passport_remark *remark;

		if (!passport_is(action->owner, person->name) &&
			!passport_is(action->owner, person->id) &&
			!passport_is(action->owner, reading->person))
			continue;
		if (action->owner[0] == '\0' || action->text[0] == '\0')
			continue;
		remark = passport_add_remark(reading->rubric,
			action->criterion == RUBRIC_NONE ? NULL
							 : passport_at(reading, action->criterion),
			reading->session, PASSPORT_ACTION, action->text);
		remark->own = true;
		mem_replace(&remark->due, action->due);
	}
}

static void take_workshop(struct passport_reading *reading, size_t person)
{
	const struct session_data *data = reading->data;
	const struct person *who = &data->roster.list[person];
	bool owner = data->owner == (long)geteuid();
	char *as = roster_shown(who);

	take_rounds(reading, person, who->uid == (long)geteuid(), as);
	if (owner && data->ledger->shown[1])
		passport_begin(reading, as);
	free(as);
	if (!reading->found)
		return;
	passport_begin(reading, "")->own_only = !owner;
	for (size_t c = 0; c < data->rubric->criterion_count; c++)
		take_agreed(reading, c);
	take_actions(reading, who);
}

/* --- peer feedback -----------------------------------------------------------------------------
 */

static void take_peers(
	struct passport_reading *reading, size_t criterion, const struct peer_table_row *row)
{
	const struct rubric *rubric = reading->data->rubric;
	const struct rubric_criterion *at = &rubric->criteria[criterion];
	size_t step = (size_t)row->halves / 2;
	bool between = row->halves % 2 == 1;
	const struct answer answer = {.status = ANSWER_SCORED, .step = step};
	struct passport_point *point;

	if (row->halves == FEEDBACK_NONE || step + between >= at->step_count)
		return;
	point = passport_take_answer(reading, criterion, &answer, PASSPORT_OTHERS);
	point->raters = row->raters;
	if (between) {
		struct buf level = BUF_EMPTY;

		buf_format(&level, _("between \"%s\" and \"%s\""),
			say_label(rubric, criterion, step), say_label(rubric, criterion, step + 1));
		mem_replace(&point->level, buf_text(&level));
		mem_replace(&point->id, "");
		point->step =
			((double)at->steps[step].level + (double)at->steps[step + 1].level) / 2;
		point->value = (rubric_value(at, step) + rubric_value(at, step + 1)) / 2;
		buf_free(&level);
	}
}

static void take_own(struct passport_reading *reading, size_t criterion, int halves)
{
	const struct answer answer = {.status = ANSWER_SCORED, .step = (size_t)halves / 2};

	if (halves != FEEDBACK_NONE &&
		answer.step < reading->data->rubric->criteria[criterion].step_count)
		passport_take_answer(reading, criterion, &answer, PASSPORT_SELF);
}

static void take_row(void *context, const struct peer_table_row *row)
{
	struct passport_reading *reading = context;
	struct passport_session *session = &reading->passport->sessions[reading->session];
	size_t criterion = rubric_find_criterion(reading->data->rubric, row->criterion);

	if (strcmp(row->part, "few") == 0)
		session->few = true;
	else if (strcmp(row->part, "held") == 0)
		session->held = true;
	else if (strcmp(row->part, "top") == 0 || strcmp(row->part, "tip") == 0)
		passport_add_remark(reading->rubric, NULL, reading->session,
			row->part[1] == 'o' ? PASSPORT_TOP : PASSPORT_TIP, row->text);
	else if (criterion != RUBRIC_NONE && strcmp(row->part, "peers") == 0)
		take_peers(reading, criterion, row);
	else if (criterion != RUBRIC_NONE && strcmp(row->part, "self") == 0)
		take_own(reading, criterion, row->halves);
}

/* What was released, and nothing else, whoever makes the passport. */
static bool take_released(struct passport_reading *reading, size_t person, struct err *err)
{
	const struct person *who = &reading->data->roster.list[person];
	char *as = roster_shown(who);

	passport_begin(reading, as);
	free(as);
	if (peer_table_read(reading->data->path, who->id, take_row, reading))
		return true;
	/* A page that is not for us to read is none; the owner's is. */
	if (errno != ENOENT && (errno != EACCES || (long)geteuid() == reading->data->owner))
		return err_errno(err, ERR_INPUT, reading->data->path, errno, "%s",
			_("what was released cannot be read"));
	reading->passport->sessions[reading->session].waiting = true;
	return true;
}

bool passport_take_group(struct passport_reading *reading, struct err *err)
{
	size_t person;

	if (!find_person(reading, &person, err))
		return false;
	if (person == ROSTER_NONE)
		return true;
	if (!may_see(reading, person, err))
		return false;
	if (reading->data->session.kind == SESSION_PEER)
		return take_released(reading, person, err);
	take_workshop(reading, person);
	return true;
}
