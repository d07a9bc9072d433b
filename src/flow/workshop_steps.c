/* The steps of a facilitator: each checks that it can be done now, saves, and reads all anew. */
#include "config.h"
#include "flow/workshop.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/publish.h"
#include "files/state_dir.h"
#include "flow/workshop_parts.h"
#include "model/cards.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ABSENT	     '-'
#define NAME_MAX_LEN 200
#define TEXT_MAX_LEN 4000

static bool not_now(const struct workshop *workshop, struct err *err, const char *why)
{
	return err_set(err, ERR_INPUT, workshop->data->path, "%s", why);
}

/* A text as it may be kept. */
static bool fits(const char *text, size_t most, struct err *err)
{
	size_t len = strlen(text);

	if (text_valid(text, len) != len)
		return err_set(err, ERR_USAGE, NULL, "%s", _("this text is not UTF-8"));
	return len <= most ||
	       err_set(err, ERR_USAGE, NULL, _("this text is longer than %zu bytes"), most);
}

/* --- answers entered by the owner ------------------------------------------------------------- */

static bool is_asked(const struct workshop *workshop, size_t criterion)
{
	const struct ledger *ledger = workshop->data->ledger;

	return ledger
		->in_round[(size_t)ledger->round * ledger->rubric->criterion_count + criterion];
}

/* Whether answers about it can be entered now. */
static bool may_answer(const struct workshop *workshop, size_t criterion, struct err *err)
{
	const struct ledger *ledger = workshop->data->ledger;

	assert(criterion < ledger->rubric->criterion_count);
	if (!workshop_may_change(workshop, err))
		return false;
	if (ledger->shown[ledger->round])
		return not_now(workshop, err,
			_("the answers of this round were shown; nothing can be added to it. "
			  "hint: open a second round"));
	if (!is_asked(workshop, criterion))
		return not_now(workshop, err, _("this is not asked in this round"));
	return true;
}

/* What a card says: the record's status and level. False when it says nothing. */
static bool read_card(const struct rubric *rubric, size_t criterion, char card,
	struct record *record, struct err *err)
{
	const struct rubric_criterion *about = &rubric->criteria[criterion];

	if (card == 'u' && rubric->unknown_allowed) {
		record->status = RECORD_UNKNOWN;
	} else if (card == 'x' && rubric->not_applicable_allowed) {
		record->status = RECORD_NOT_APPLICABLE;
	} else if (card >= '1' && (size_t)(card - '1') < about->step_count) {
		size_t level = about->steps[card - '1'].level;

		record->status = RECORD_SCORED;
		mem_replace(&record->level, rubric->levels[level].id);
	} else {
		return err_set(err, ERR_USAGE, NULL,
			_("%c is no card here; hint: 1 to %zu%s%s, - for absent"), card,
			about->step_count, rubric->unknown_allowed ? ", u" : "",
			rubric->not_applicable_allowed ? ", x" : "");
	}
	return true;
}

static void start_record(const struct workshop *workshop, struct record *record,
	enum record_event event, size_t criterion)
{
	const struct session_data *data = workshop->data;

	record_init(record);
	record->event = event;
	mem_replace(&record->target, data->session.title);
	if (criterion != RUBRIC_NONE)
		mem_replace(&record->criterion, data->rubric->criteria[criterion].id);
}

static void start_answer(const struct workshop *workshop, struct record *record,
	enum record_event event, size_t person, size_t criterion)
{
	const char round[2] = {(char)('0' + workshop->data->ledger->round), '\0'};

	start_record(workshop, record, event, criterion);
	mem_replace(&record->round, round);
	mem_replace(&record->rater, workshop->data->roster.list[person].id);
}

static void free_records(struct record *records, size_t count)
{
	for (size_t i = 0; i < count; i++)
		record_free(&records[i]);
	free(records);
}

static size_t seats(const struct ledger *ledger)
{
	size_t count = 0;

	for (size_t i = 0; i < ledger->roster->count; i++)
		count += !ledger->left[i];
	return count;
}

static bool wrong_count(size_t given, size_t wanted, struct err *err)
{
	return err_set(err, ERR_USAGE, NULL,
		_("%zu cards for %zu seats; hint: one sign a seat, - for who is absent"), given,
		wanted);
}

/* Keep one card a seat. */
static bool put_cards(
	struct workshop *workshop, size_t criterion, const char *cards, struct err *err)
{
	const struct ledger *ledger = workshop->data->ledger;
	size_t wanted = seats(ledger), given = 0, count = 0, person = 0;
	struct record *records;
	bool good = true;

	for (const char *at = cards; *at != '\0'; at++)
		given += *at != ' ';
	if (given != wanted)
		return wrong_count(given, wanted, err);
	records = mem_new((wanted + 1) * sizeof(*records));
	for (const char *at = cards; good && *at != '\0'; at++) {
		if (*at == ' ')
			continue;
		while (ledger->left[person])
			person++;
		if (*at != ABSENT) {
			start_answer(workshop, &records[count], RECORD_RATE, person, criterion);
			good = read_card(
				workshop->data->rubric, criterion, *at, &records[count], err);
			count++;
		}
		person++;
	}
	good = good && (count == 0 || workshop_put(workshop, records, count, err));
	free_records(records, count);
	return good;
}

bool workshop_cards(struct workshop *workshop, size_t criterion, const char *cards, struct err *err)
{
	const struct session_data *data = workshop->data;
	char *made;
	bool good;

	if (!may_answer(workshop, criterion, err))
		return false;
	if (cards[0] != '=')
		return put_cards(workshop, criterion, cards, err);
	if (!cards_may_be_counts(&data->roster))
		return err_set(err, ERR_USAGE, NULL, "%s",
			_("counts per level are for people who are not told apart; hint: one card "
			  "a seat"));
	made = cards_of_counts(cards, data->rubric->criteria[criterion].step_count,
		data->rubric->unknown_allowed, seats(data->ledger), err);
	good = made != NULL && put_cards(workshop, criterion, made, err);
	free(made);
	return good;
}

bool workshop_answer(struct workshop *workshop, size_t person, size_t criterion, char card,
	const char *reason, struct err *err)
{
	struct record *records;
	size_t count = 1;
	bool good;

	if (!may_answer(workshop, criterion, err) || !fits(reason, TEXT_MAX_LEN, err))
		return false;
	assert(person < workshop->data->roster.count);
	records = mem_new(2 * sizeof(*records));
	start_answer(workshop, &records[0], RECORD_RATE, person, criterion);
	good = read_card(workshop->data->rubric, criterion, card, &records[0], err);
	if (reason[0] != '\0') {
		start_answer(workshop, &records[1], RECORD_NOTE, person, criterion);
		mem_replace(&records[1].note, reason);
		count++;
	}
	good = good && workshop_put(workshop, records, count, err);
	free_records(records, count);
	return good;
}

/* --- rounds ----------------------------------------------------------------------------------- */

static bool add_step(struct workshop *workshop, struct state_step *step, struct err *err)
{
	bool done = state_dir_add(workshop->data->path, step, err);

	state_step_free(step);
	return done && workshop_after_step(workshop, err);
}

/* The lengths of all journals, as far as they were read now. */
static bool add_with_manifest(struct workshop *workshop, struct state_step *step, struct err *err)
{
	char text[16];
	unsigned number;

	if (!publish_manifest(workshop->data, &number, err)) {
		state_step_free(step);
		return false;
	}
	snprintf(text, sizeof(text), "%u", number);
	state_step_set(step, "manifest", text);
	publish_fix(workshop->data->path, step);
	return add_step(workshop, step, err);
}

static bool is_published(const struct workshop *workshop, int round)
{
	char name[PUBLISH_NAME_LEN + 1];
	struct buf text = BUF_EMPTY;
	bool there;

	publish_name(name, round, true);
	there = publish_read(workshop->data->path, name, &text);
	buf_free(&text);
	return there;
}

bool workshop_reveal(struct workshop *workshop, struct err *err)
{
	int round = workshop->data->ledger->round;
	struct state_step step;
	char text[2] = {(char)('0' + round), '\0'};

	if (!workshop_may_change(workshop, err))
		return false;
	if (workshop->data->ledger->shown[round]) {
		/* Cut short last time, or removed since. */
		if (!is_published(workshop, round))
			return workshop_publish(workshop, round, err);
		return not_now(workshop, err, _("the answers of this round were shown already"));
	}
	/* What was saved up to this moment counts. */
	if (!workshop_refresh(workshop, err))
		return false;
	state_step_init(&step, "revealed");
	state_step_set(&step, "round", text);
	return add_with_manifest(workshop, &step, err) && workshop_publish(workshop, round, err);
}

/* The step that opens a round, or chooses again what is asked in it. */
static bool add_round(
	struct workshop *workshop, int round, const size_t *criteria, size_t count, struct err *err)
{
	const struct rubric *rubric = workshop->data->rubric;
	const char text[2] = {(char)('0' + round), '\0'};
	struct buf list = BUF_EMPTY;
	struct state_step step;

	assert(count > 0);
	for (size_t i = 0; i < count; i++)
		buf_format(&list, "%s%s", i > 0 ? ", " : "", rubric->criteria[criteria[i]].id);
	state_step_init(&step, "round");
	state_step_set(&step, "round", text);
	state_step_set(&step, "criteria", buf_text(&list));
	buf_free(&list);
	return add_step(workshop, &step, err);
}

bool workshop_round(
	struct workshop *workshop, const size_t *criteria, size_t count, struct err *err)
{
	const struct ledger *ledger = workshop->data->ledger;

	if (!workshop_may_change(workshop, err))
		return false;
	if (!ledger->shown[ledger->round])
		return not_now(workshop, err,
			_("the answers of this round were not shown yet; hint: peil session "
			  "reveal DIR"));
	if (ledger->round >= workshop->data->session.rounds)
		return not_now(workshop, err,
			_("this session has no more rounds; hint: agree a level, or none"));
	return add_round(workshop, ledger->round + 1, criteria, count, err);
}

bool workshop_ask(struct workshop *workshop, const size_t *criteria, size_t count, struct err *err)
{
	const struct ledger *ledger = workshop->data->ledger;

	if (!workshop_may_change(workshop, err))
		return false;
	if (ledger->shown[ledger->round])
		return not_now(workshop, err, _("the answers of this round were shown already"));
	return add_round(workshop, ledger->round, criteria, count, err);
}

bool workshop_close(struct workshop *workshop, struct err *err)
{
	struct state_step step;

	if (!workshop_may_change(workshop, err) || !workshop_refresh(workshop, err))
		return false;
	state_step_init(&step, "closed");
	return add_with_manifest(workshop, &step, err);
}

/* --- what the group says ---------------------------------------------------------------------- */

static bool put_one(struct workshop *workshop, struct record *record, struct err *err)
{
	bool done = workshop_put(workshop, record, 1, err);

	record_free(record);
	return done;
}

static bool was_shown(const struct workshop *workshop, struct err *err)
{
	if (!workshop_may_change(workshop, err))
		return false;
	return workshop->data->ledger->shown[1] ||
	       not_now(workshop, err,
		       _("the answers were not shown yet; hint: peil session reveal DIR"));
}

static const char *level_id(const struct workshop *workshop, size_t criterion, size_t step)
{
	const struct rubric *rubric = workshop->data->rubric;

	assert(step < rubric->criteria[criterion].step_count);
	return rubric->levels[rubric->criteria[criterion].steps[step].level].id;
}

bool workshop_agree(struct workshop *workshop, size_t criterion, size_t step, const char *reason,
	struct err *err)
{
	struct record record;

	if (!was_shown(workshop, err) || !fits(reason, TEXT_MAX_LEN, err))
		return false;
	start_record(workshop, &record, RECORD_CONSENSUS, criterion);
	mem_replace(&record.round, "consensus");
	record.status = step == RUBRIC_NONE ? RECORD_NO_CONSENSUS : RECORD_SCORED;
	if (step != RUBRIC_NONE)
		mem_replace(&record.level, level_id(workshop, criterion, step));
	mem_replace(&record.note, reason);
	return put_one(workshop, &record, err);
}

bool workshop_range(
	struct workshop *workshop, size_t criterion, size_t low, size_t high, struct err *err)
{
	struct buf range = BUF_EMPTY;
	struct record record;

	if (!workshop_may_change(workshop, err))
		return false;
	if (low > high)
		return err_set(
			err, ERR_USAGE, NULL, "%s", _("the lowest wanted level comes first"));
	start_record(workshop, &record, RECORD_RANGE, criterion);
	buf_format(&range, "%s..%s", level_id(workshop, criterion, low),
		level_id(workshop, criterion, high));
	mem_replace(&record.level, buf_text(&range));
	buf_free(&range);
	return put_one(workshop, &record, err);
}

static bool has_action(const struct ledger *ledger, const char *part)
{
	for (size_t i = 0; i < ledger->action_count; i++) {
		if (strcmp(ledger->actions[i].part, part) == 0)
			return true;
	}
	return false;
}

/* A date as typed; "" stays "". */
static bool read_due(char out[DATE_LEN + 1], const char *due, struct err *err)
{
	char today[CLOCK_DATE_LEN + 1];

	out[0] = '\0';
	if (due[0] == '\0')
		return true;
	clock_date(today, clock_now());
	return date_parse(out, due, today) ||
	       err_set(err, ERR_USAGE, NULL,
		       _("%s is no date; hint: 12-12, 12 dec, 2026-12-12 or +14"), due);
}

bool workshop_action(struct workshop *workshop, const char *part, size_t criterion, size_t step,
	const char *text, const char *owner, const char *due, struct err *err)
{
	char id[ID_PART_LEN + 1], date[DATE_LEN + 1];
	struct record record;

	if (!workshop_may_change(workshop, err) || !fits(text, TEXT_MAX_LEN, err) ||
		!fits(owner, NAME_MAX_LEN, err) || !read_due(date, due, err))
		return false;
	if (part != NULL && !has_action(workshop->data->ledger, part))
		return err_set(err, ERR_USAGE, NULL, _("there is no action %s"), part);
	if (part == NULL && text[0] == '\0')
		return err_set(err, ERR_USAGE, NULL, "%s", _("an action says what is to be done"));
	if (part == NULL)
		id_random(id, ID_PART_LEN);
	else
		snprintf(id, sizeof(id), "%s", part);
	start_record(workshop, &record, RECORD_ACTION, criterion);
	mem_replace(&record.part, id);
	record.status = text[0] != '\0' ? RECORD_AGREED : RECORD_REMOVED;
	if (step != RUBRIC_NONE && criterion != RUBRIC_NONE)
		mem_replace(&record.level, level_id(workshop, criterion, step));
	mem_replace(&record.note, text);
	mem_replace(&record.owner, owner);
	mem_replace(&record.due, date);
	return put_one(workshop, &record, err);
}

/* --- people ----------------------------------------------------------------------------------- */

bool workshop_person_add(
	struct workshop *workshop, const char *role, const char *name, struct err *err)
{
	const struct roster *roster = &workshop->data->roster;
	struct buf id = BUF_EMPTY;
	struct state_step step;

	if (!workshop_may_change(workshop, err) || !fits(name, NAME_MAX_LEN, err))
		return false;
	if (!id_valid(role) || strlen(role) > 27)
		return err_set(err, ERR_USAGE, NULL,
			_("%s is no role; hint: one word of small "
			  "letters, such as student"),
			role);
	if (roster->count >= ROSTER_MAX)
		return err_set(err, ERR_USAGE, NULL, _("more than %d people"), ROSTER_MAX);
	for (size_t number = roster_in_role(roster, role) + 1;; number++) {
		buf_cut(&id, 0);
		buf_format(&id, "%s-%zu", role, number);
		if (roster_find(roster, buf_text(&id)) == ROSTER_NONE)
			break;
	}
	state_step_init(&step, "person-added");
	state_step_set(&step, "person", buf_text(&id));
	state_step_set(&step, "role", role);
	state_step_set(&step, "name", name);
	buf_free(&id);
	return add_step(workshop, &step, err);
}

bool workshop_person_left(struct workshop *workshop, size_t person, struct err *err)
{
	struct state_step step;

	if (!workshop_may_change(workshop, err))
		return false;
	if (workshop->data->ledger->left[person])
		return err_set(err, ERR_USAGE, NULL, "%s", _("there is no such participant"));
	state_step_init(&step, "person-withdrawn");
	state_step_set(&step, "person", workshop->data->roster.list[person].id);
	return add_step(workshop, &step, err);
}
