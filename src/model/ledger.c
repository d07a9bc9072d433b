/* What counts: from records, people and steps to sheets. What the group says as a whole stands in
 * ledger_group.c. */
#include "config.h"
#include "model/ledger.h"

#include "base/mem.h"
#include "model/ledger_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A record that counts, on its way to a sheet. */
struct entry {
	const struct record *record;
	size_t index; /* in the records */
	size_t person;
	bool own; /* from the rater's own directory */
};

struct name {
	const char *id;
	size_t person;
};

struct making {
	struct ledger *ledger;
	long owner;
	struct name *names; /* by id */
	struct entry *entries;
	size_t entry_count;
	struct ledger_sheet *slots; /* [round - 1][person]; of peers [first[person] + place] */
	size_t *first;		    /* peer sessions: a person's first slot */
	size_t slot_count;
};

void ledger_doubt(struct ledger *ledger, enum ledger_doubt_kind kind, size_t record)
{
	size_t count = ledger->doubt_count;

	if ((count & (count - 1)) == 0)
		ledger->doubts = mem_grow(
			ledger->doubts, count, count > 0 ? 2 * count : 1, sizeof(*ledger->doubts));
	ledger->doubts[ledger->doubt_count++] =
		(struct ledger_doubt){.kind = kind, .record = record};
}

/* --- the steps -------------------------------------------------------------------------------- */

static int round_of(const char *word)
{
	return word[0] >= '1' && word[0] <= '0' + LEDGER_ROUNDS_MAX && word[1] == '\0'
		       ? word[0] - '0'
		       : 0;
}

static bool is_peer(const struct ledger *ledger)
{
	return ledger->session->kind == SESSION_PEER;
}

/* The round in which somebody who comes or goes now makes a difference. */
static int round_to_come(const struct ledger *ledger, const struct state_step *step)
{
	if (is_peer(ledger))
		return 1 + (ledger->closed || (ledger->closes[0] != '\0' &&
						      strcmp(step->at, ledger->closes) > 0));
	return ledger->round + ledger->shown[ledger->round];
}

/* "novelty, interests"; all of them when the step names none. */
static void ask_criteria(struct ledger *ledger, int round, const char *list)
{
	const struct rubric *rubric = ledger->rubric;
	bool *asked = ledger->in_round + (size_t)round * rubric->criterion_count;
	char *copy = mem_text(list), *rest = copy, *id;

	memset(asked, list[0] == '\0', rubric->criterion_count * sizeof(*asked));
	while ((id = strsep(&rest, ", ")) != NULL) {
		size_t criterion = rubric_find_criterion(rubric, id);

		if (criterion != RUBRIC_NONE)
			asked[criterion] = true;
	}
	free(copy);
}

static void take_step(struct ledger *ledger, const struct state_step *step)
{
	int round = round_of(state_step_get(step, "round"));
	size_t person = roster_find(ledger->roster, state_step_get(step, "person"));

	if (strcmp(step->step, "open") == 0) {
		ask_criteria(ledger, 1, state_step_get(step, "criteria"));
	} else if (strcmp(step->step, "revealed") == 0 && round > 0) {
		ledger->shown[round] = true;
	} else if (strcmp(step->step, "round") == 0 && round >= ledger->round) {
		/* The round that is open already: another choice of what is asked in it. */
		ledger->round = round;
		ask_criteria(ledger, round, state_step_get(step, "criteria"));
	} else if (strcmp(step->step, "person-added") == 0 && person != ROSTER_NONE) {
		ledger->from_round[person] = is_peer(ledger) ? 1 : round_to_come(ledger, step);
	} else if (strcmp(step->step, "person-withdrawn") == 0 && person != ROSTER_NONE &&
		   !ledger->left[person]) {
		ledger->left[person] = true;
		ledger->left_round[person] = round_to_come(ledger, step);
	} else if (strcmp(step->step, "closed") == 0) {
		ledger->closed = true;
	}
	if (is_peer(ledger))
		ledger_peer_step(ledger, step);
}

static void take_steps(struct ledger *ledger, const struct state_steps *steps)
{
	ledger->round = 1;
	ledger->consent = mem_new((ledger->roster->count + 1) * sizeof(*ledger->consent));
	if (is_peer(ledger))
		ledger_peer_start(ledger);
	for (size_t i = 0; i < ledger->roster->count; i++)
		ledger->from_round[i] = 1;
	ask_criteria(ledger, 1, "");
	for (size_t i = 0; i < steps->count; i++)
		take_step(ledger, &steps->list[i]);
}

/* --- who wrote it ----------------------------------------------------------------------------- */

static int name_order(const void *a, const void *b)
{
	return strcmp(((const struct name *)a)->id, ((const struct name *)b)->id);
}

static void names_make(struct making *making)
{
	const struct roster *roster = making->ledger->roster;

	making->names = mem_new((roster->count + 1) * sizeof(*making->names));
	for (size_t i = 0; i < roster->count; i++) {
		making->names[i].id = roster->list[i].id;
		making->names[i].person = i;
	}
	qsort(making->names, roster->count, sizeof(*making->names), name_order);
}

static size_t names_find(const struct making *making, const char *id)
{
	const struct name key = {.id = id}, *found;

	found = bsearch(
		&key, making->names, making->ledger->roster->count, sizeof(key), name_order);
	return found != NULL ? found->person : ROSTER_NONE;
}

static bool is_late(const struct ledger *ledger, const struct record *record, int round)
{
	if (ledger->closed && (record->within & 1) == 0)
		return true;
	return round > 0 && ledger->shown[round] && (record->within >> round & 1) == 0;
}

static bool is_for_sheet(enum record_event event)
{
	return event == RECORD_RATE || event == RECORD_NOTE || event == RECORD_QUESTION ||
	       event == RECORD_AGREEMENT || event == RECORD_TEXT || event == RECORD_SUBMIT ||
	       event == RECORD_REOPEN || event == RECORD_COMMENT || event == RECORD_CONSENT;
}

static bool is_for_group(enum record_event event)
{
	return event == RECORD_CONSENSUS || event == RECORD_RANGE || event == RECORD_ACTION;
}

static struct ledger_sheet *slot(
	struct making *making, size_t person, int round, const struct record *record)
{
	struct ledger *ledger = making->ledger;
	const struct person *who = &ledger->roster->list[person];
	size_t at = (size_t)(round - 1) * ledger->roster->count + person, place = 0;
	const char word[2] = {(char)('0' + round), '\0'};
	struct ledger_sheet *sheet;

	if (is_peer(ledger)) {
		place = ledger_peer_place(ledger, person, record->target);
		at = making->first[person] + place;
	}
	sheet = &making->slots[at];
	if (sheet->sheet != NULL)
		return sheet;
	sheet->sheet = sheet_new(ledger->rubric, word, who->id, who->role,
		is_peer(ledger) ? record->target : ledger->session->title);
	mem_replace(&sheet->sheet->group, who->group);
	sheet->person = person;
	sheet->target = is_peer(ledger) ? ledger->teams[ledger->team_of[person]].members[place]
					: ROSTER_NONE;
	sheet->round = round;
	return sheet;
}

/* What a peer says is about somebody in the own team, in the only round. */
static bool is_misplaced(const struct ledger *ledger, size_t person, int round,
	const struct record *record, enum ledger_doubt_kind *doubt)
{
	*doubt = DOUBT_CONTENT;
	if (round == 0)
		return true;
	if (!is_peer(ledger))
		return ledger->session->kind == SESSION_WORKSHOP &&
		       strcmp(record->target, ledger->session->title) != 0;
	if (round != 1)
		return true;
	*doubt = DOUBT_ELSEWHERE;
	return ledger_peer_place(ledger, person, record->target) == ROSTER_NONE;
}

static bool is_too_late(
	const struct ledger *ledger, size_t person, const struct record *record, int round)
{
	return is_peer(ledger) ? ledger_peer_late(ledger, person, record)
			       : is_late(ledger, record, round);
}

/* Whether a record of a sheet counts; the doubt when it does not. */
static void judge(struct making *making, size_t index)
{
	struct ledger *ledger = making->ledger;
	const struct record *record = &ledger->records->list[index];
	size_t person = ledger->rater[index];
	int round = round_of(record->round);
	enum ledger_doubt_kind doubt;
	const struct person *who;
	bool own, owner;

	if (person == ROSTER_NONE) {
		ledger_doubt(ledger, DOUBT_STRANGER, index);
		return;
	}
	who = &ledger->roster->list[person];
	own = who->uid != ROSTER_NO_UID && (long)record->uid == who->uid;
	owner = (long)record->uid == making->owner;
	if (!own && !owner) {
		ledger_doubt(ledger, DOUBT_FORGED, index);
	} else if (record->event == RECORD_REOPEN && !owner && !is_peer(ledger)) {
		ledger_doubt(ledger, DOUBT_NOT_OWNER, index);
	} else if (record->event == RECORD_CONSENT) {
		ledger_peer_consent(ledger, person, index);
	} else if (is_misplaced(ledger, person, round, record, &doubt)) {
		ledger_doubt(ledger, doubt, index);
	} else if (is_too_late(ledger, person, record, round)) {
		slot(making, person, round, record)->late++;
		ledger_doubt(ledger, DOUBT_LATE, index);
	} else {
		making->entries[making->entry_count++] = (struct entry){
			.record = record, .index = index, .person = person, .own = own};
	}
}

/* --- which one stands ------------------------------------------------------------------------- */

/* By key, the rater's own ones behind the owner's, then by age: the last of a key stands. */
static int entry_order(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = record_key_order(a->record, b->record);

	if (order == 0)
		order = a->own - b->own;
	if (order == 0)
		order = record_order(a->record, b->record);
	return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static int age_order(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	return (a->index > b->index) - (a->index < b->index);
}

/* Keep one entry a key; say where the owner's last differs from the rater's last. */
static void keep_standing(struct making *making)
{
	struct entry *list = making->entries;
	size_t count = making->entry_count, kept = 0;
	const struct entry *by_owner = NULL;

	qsort(list, count, sizeof(*list), entry_order);
	for (size_t i = 0; i < count; i++) {
		if (i + 1 < count && record_key_order(list[i].record, list[i + 1].record) == 0) {
			if (!list[i].own && list[i + 1].own)
				by_owner = &list[i];
			continue;
		}
		if (by_owner != NULL && !record_same(by_owner->record, list[i].record))
			ledger_doubt(making->ledger, DOUBT_DIFFERS, by_owner->index);
		by_owner = NULL;
		making->ledger->used[list[i].index] = true;
		/* What by_owner pointed to is behind us. */
		list[kept++] = list[i];
	}
	making->entry_count = kept;
	qsort(list, kept, sizeof(*list), age_order);
}

static void apply(struct making *making)
{
	struct ledger *ledger = making->ledger;

	for (size_t i = 0; i < making->entry_count; i++) {
		const struct entry *entry = &making->entries[i];
		const struct record *record = entry->record;
		struct ledger_sheet *sheet =
			slot(making, entry->person, round_of(record->round), record);
		size_t criterion;

		if (!sheet_apply(sheet->sheet, record)) {
			ledger->used[entry->index] = false;
			ledger_doubt(ledger, DOUBT_CONTENT, entry->index);
			continue;
		}
		sheet->by_owner |= !entry->own;
		if (record->event != RECORD_RATE && record->event != RECORD_TEXT)
			continue;
		criterion = rubric_find_criterion(ledger->rubric, record->criterion);
		sheet->sheet->answers[criterion].by_owner = !entry->own;
	}
}

/* The sheets there are, by round and person. */
static void gather(struct making *making)
{
	struct ledger *ledger = making->ledger;

	ledger->sheets = making->slots;
	for (size_t i = 0; i < making->slot_count; i++) {
		if (making->slots[i].sheet != NULL)
			ledger->sheets[ledger->sheet_count++] = making->slots[i];
	}
}

static int doubt_order(const void *left, const void *right)
{
	const struct ledger_doubt *a = left, *b = right;

	if (a->record != b->record)
		return a->record < b->record ? -1 : 1;
	return (a->kind > b->kind) - (a->kind < b->kind);
}

/* Room for every sheet there can be. */
static void make_slots(struct making *making)
{
	const struct ledger *ledger = making->ledger;
	size_t people = ledger->roster->count;

	making->slot_count = people * LEDGER_ROUNDS_MAX;
	if (is_peer(ledger)) {
		making->first = mem_new((people + 1) * sizeof(*making->first));
		making->slot_count = 0;
		for (size_t i = 0; i < people; i++) {
			making->first[i] = making->slot_count;
			making->slot_count += ledger->teams[ledger->team_of[i]].count;
		}
	}
	making->slots = mem_new((making->slot_count + 1) * sizeof(*making->slots));
}

static void make(struct making *making, const struct state_steps *steps)
{
	struct ledger *ledger = making->ledger;

	take_steps(ledger, steps);
	names_make(making);
	make_slots(making);
	for (size_t i = 0; i < ledger->records->count; i++) {
		const struct record *record = &ledger->records->list[i];

		ledger->rater[i] = names_find(making, record->rater);
		if (is_for_sheet(record->event))
			judge(making, i);
		else if (is_for_group(record->event) && (long)record->uid != making->owner)
			ledger_doubt(ledger, DOUBT_NOT_OWNER, i);
		else if (is_for_group(record->event) && is_late(ledger, record, 0))
			ledger_doubt(ledger, DOUBT_LATE, i);
		else if (is_for_group(record->event))
			ledger_group(ledger, i);
	}
	keep_standing(making);
	apply(making);
	gather(making);
	if (ledger->doubt_count > 0)
		qsort(ledger->doubts, ledger->doubt_count, sizeof(*ledger->doubts), doubt_order);
}

struct ledger *ledger_new(const struct session *session, const struct rubric *rubric,
	const struct roster *roster, const struct record_list *records,
	const struct state_steps *steps, long owner)
{
	struct ledger *ledger = MEM_NEW(struct ledger);
	struct making making = {.ledger = ledger, .owner = owner};
	size_t people = roster->count + 1, criteria = rubric->criterion_count + 1;

	ledger->session = session;
	ledger->rubric = rubric;
	ledger->roster = roster;
	ledger->records = records;
	ledger->left = mem_new(people * sizeof(*ledger->left));
	ledger->from_round = mem_new(people * sizeof(*ledger->from_round));
	ledger->left_round = mem_new(people * sizeof(*ledger->left_round));
	ledger->rater = mem_new((records->count + 1) * sizeof(*ledger->rater));
	ledger->used = mem_new((records->count + 1) * sizeof(*ledger->used));
	ledger->agreed = mem_new(criteria * sizeof(*ledger->agreed));
	ledger->wanted = mem_new(criteria * sizeof(*ledger->wanted));
	ledger->in_round = mem_new((LEDGER_ROUNDS_MAX + 1) * criteria * sizeof(*ledger->in_round));
	ledger_wanted_of_profile(ledger);
	making.entries = mem_new((records->count + 1) * sizeof(*making.entries));
	make(&making, steps);
	free(making.first);
	free(making.entries);
	free(making.names);
	return ledger;
}

void ledger_free(struct ledger *ledger)
{
	if (ledger == NULL)
		return;
	for (size_t i = 0; i < ledger->sheet_count; i++)
		sheet_free(ledger->sheets[i].sheet);
	ledger_group_free(ledger);
	ledger_peer_free(ledger);
	free(ledger->sheets);
	free(ledger->left);
	free(ledger->from_round);
	free(ledger->left_round);
	free(ledger->rater);
	free(ledger->used);
	free(ledger->agreed);
	free(ledger->wanted);
	free(ledger->actions);
	free(ledger->in_round);
	free(ledger->doubts);
	free(ledger);
}

/* --- asking ----------------------------------------------------------------------------------- */

const struct ledger_sheet *ledger_entry(const struct ledger *ledger, size_t person, int round)
{
	size_t low = 0, high = ledger->sheet_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct ledger_sheet *sheet = &ledger->sheets[middle];

		if (sheet->round == round && sheet->person == person)
			return sheet;
		if (sheet->round < round || (sheet->round == round && sheet->person < person))
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct sheet *ledger_sheet(const struct ledger *ledger, size_t person, int round)
{
	const struct ledger_sheet *sheet = ledger_entry(ledger, person, round);

	return sheet != NULL ? sheet->sheet : NULL;
}

bool ledger_counts(const struct ledger *ledger, size_t person, int round)
{
	return round >= ledger->from_round[person] &&
	       (!ledger->left[person] || round < ledger->left_round[person]);
}

enum ledger_state ledger_state(const struct ledger *ledger, size_t person, int round)
{
	const struct sheet *sheet = ledger_sheet(ledger, person, round);
	size_t criteria = ledger->rubric->criterion_count;
	const bool *asked = ledger->in_round + (size_t)round * criteria;
	bool any = false, all = true;

	if (ledger->left[person] && round >= ledger->left_round[person])
		return LEDGER_LEFT;
	if (is_peer(ledger))
		return ledger_peer_state(ledger, person, round);
	for (size_t c = 0; c < criteria; c++) {
		bool answered = sheet != NULL && sheet->answers[c].status != ANSWER_NONE;

		any |= answered;
		all &= answered || !asked[c];
	}
	if ((sheet != NULL && sheet->submitted) || (all && any))
		return LEDGER_DONE;
	return any || (sheet != NULL && sheet->item_count > 0) ? LEDGER_STARTED
							       : LEDGER_NOT_STARTED;
}
