#include "config.h"

#include "model/walk.h"

#include "base/id.h"
#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* One change that can be taken back: the record that would restore what was there before. */
struct step_back {
	struct record before;
	struct record after;
};

struct walk {
	struct sheet *sheet;
	size_t at;
	struct step_back *undo;
	size_t undo_count, undo_room;
	struct record_list waiting; /* not taken yet */
	size_t taken;		    /* how many of `waiting` were handed over */
	struct record last;
	bool has_last;
	bool past;			  /* answers of an earlier moment can be looked at */
	bool led;			  /* the session is somebody else's */
	const struct walk_before *before; /* borrowed */
	size_t before_count;
	bool touched; /* something was said about this target, be it undone by now */
};

static void record_put(char **slot, const char *text)
{
	mem_replace(slot, text == NULL ? "" : text);
}

/* A record of this sheet with nothing said in it yet. `criterion` may be RUBRIC_NONE. */
static void begin(struct record *record, const struct sheet *sheet, enum record_event event,
	size_t criterion, const char *part)
{
	record_init(record);
	record->event = event;
	record_put(&record->round, sheet->round);
	record_put(&record->rater, sheet->rater);
	record_put(&record->target, sheet->target);
	record_put(&record->part, part);
	if (criterion != RUBRIC_NONE)
		record_put(&record->criterion, sheet->rubric->criteria[criterion].id);
}

static void say_answer(
	struct record *record, const struct sheet *sheet, size_t criterion, struct answer answer)
{
	static const enum record_status words[] = {
		[ANSWER_NONE] = RECORD_UNANSWERED,
		[ANSWER_SCORED] = RECORD_SCORED,
		[ANSWER_UNKNOWN] = RECORD_UNKNOWN,
		[ANSWER_NOT_APPLICABLE] = RECORD_NOT_APPLICABLE,
		[ANSWER_OPEN] = RECORD_OPEN,
		[ANSWER_AGREED] = RECORD_AGREED,
	};
	const struct rubric *rubric = sheet->rubric;

	record->status = words[answer.status];
	if (answer.status == ANSWER_SCORED) {
		size_t level = rubric->criteria[criterion].steps[answer.step].level;
		record_put(&record->level, rubric->levels[level].id);
	}
}

static void say_note(struct record *record, const char *note)
{
	bool gone = note == NULL || note[0] == '\0';

	record->status = gone ? RECORD_REMOVED : RECORD_NONE;
	record_put(&record->note, gone ? "" : note);
}

static void say_item(struct record *record, const struct sheet_item *item)
{
	if (item == NULL) {
		record->status = RECORD_REMOVED;
		return;
	}
	record->status = item->status;
	record_put(&record->note, item->text);
	record_put(&record->owner, item->owner);
	record_put(&record->due, item->due);
}

/* The record that says what `about` 's key holds now: applying it changes nothing. */
static void state_of(struct record *out, const struct sheet *sheet, const struct record *about)
{
	size_t criterion = rubric_find_criterion(sheet->rubric, about->criterion);
	enum record_event event = about->event;

	if (event == RECORD_SUBMIT || event == RECORD_REOPEN)
		event = sheet->submitted ? RECORD_SUBMIT : RECORD_REOPEN;
	begin(out, sheet, event, criterion, about->part);
	if (event == RECORD_COMMENT)
		say_note(out, sheet->comments[sheet_comment(about->part)]);
	if (criterion == RUBRIC_NONE)
		return;
	if (event == RECORD_RATE)
		say_answer(out, sheet, criterion, sheet->answers[criterion]);
	else if (event == RECORD_NOTE)
		say_note(out, sheet->answers[criterion].note);
	else
		say_item(out, sheet_item_find(sheet, criterion, event, about->part));
}

static void undo_drop(struct walk *walk)
{
	struct step_back *top = &walk->undo[--walk->undo_count];

	record_free(&top->before);
	record_free(&top->after);
}

static void undo_push(struct walk *walk, struct record *before, const struct record *after)
{
	if (walk->undo_count == walk->undo_room) {
		size_t room = walk->undo_room == 0 ? 32 : walk->undo_room * 2;
		walk->undo = mem_grow(walk->undo, walk->undo_room, room, sizeof *walk->undo);
		walk->undo_room = room;
	}
	walk->undo[walk->undo_count].before = *before;
	record_copy(&walk->undo[walk->undo_count].after, after);
	walk->undo_count++;
}

/* Whether `record` restores what the change on top of the undo stack had replaced. */
static bool takes_back(const struct walk *walk, const struct record *record)
{
	return walk->undo_count > 0 &&
	       record_same(&walk->undo[walk->undo_count - 1].before, record);
}

static void replay(struct walk *walk, const struct record *record)
{
	struct record before;

	if (record->event == RECORD_COMMENT && sheet_comment(record->part) == RUBRIC_COMMENT_COUNT)
		return;
	state_of(&before, walk->sheet, record);
	if (record_same(&before, record)) {
		sheet_apply(walk->sheet, record); /* says nothing new but its time */
		record_free(&before);
		return;
	}
	if (!sheet_apply(walk->sheet, record)) {
		record_free(&before);
		return;
	}
	if (takes_back(walk, record)) {
		undo_drop(walk);
		record_free(&before);
	} else {
		undo_push(walk, &before, record);
	}
}

struct walk *walk_new(struct sheet *sheet, const struct record_list *history)
{
	struct walk *walk = MEM_NEW(struct walk);
	size_t last = RUBRIC_NONE;

	walk->sheet = sheet;
	for (size_t i = 0; history != NULL && i < history->count; i++) {
		const struct record *record = &history->list[i];
		size_t criterion = rubric_find_criterion(sheet->rubric, record->criterion);
		replay(walk, record);
		walk->touched = true;
		if (criterion != RUBRIC_NONE)
			last = criterion;
	}
	if (last != RUBRIC_NONE) {
		size_t open = walk_next_open(walk, last);
		walk->at = open == RUBRIC_NONE ? last : open;
	}
	return walk;
}

void walk_free(struct walk *walk)
{
	if (walk == NULL)
		return;
	while (walk->undo_count > 0)
		undo_drop(walk);
	free(walk->undo);
	record_list_free(&walk->waiting);
	if (walk->has_last)
		record_free(&walk->last);
	sheet_free(walk->sheet);
	free(walk);
}

const struct sheet *walk_sheet(const struct walk *walk)
{
	return walk->sheet;
}

const struct rubric *walk_rubric(const struct walk *walk)
{
	return walk->sheet->rubric;
}

size_t walk_at(const struct walk *walk)
{
	return walk->at;
}

void walk_go(struct walk *walk, size_t criterion)
{
	size_t count = walk->sheet->rubric->criterion_count;

	walk->at = criterion < count ? criterion : count - 1;
}

size_t walk_next_open(const struct walk *walk, size_t from)
{
	size_t count = walk->sheet->rubric->criterion_count;

	for (size_t i = 1; i <= count; i++) {
		size_t criterion = (from + i) % count;
		if (walk->sheet->answers[criterion].status == ANSWER_NONE)
			return criterion;
	}
	return RUBRIC_NONE;
}

/* Apply to the sheet and let the record wait for the flow. Takes `record` over. */
static void commit(struct walk *walk, struct record *record)
{
	bool applied = sheet_apply(walk->sheet, record);

	assert(applied);
	(void)applied;
	if (walk->has_last)
		record_free(&walk->last);
	record_copy(&walk->last, record);
	walk->has_last = true;
	walk->touched = true;
	record_list_add(&walk->waiting, record);
}

/* Make a change that can be undone. Takes `record` over. False when it would change nothing. */
static bool change(struct walk *walk, struct record *record, bool goes_on)
{
	struct record before;
	bool joined;

	state_of(&before, walk->sheet, record);
	if (record_same(&before, record)) {
		record_free(&before);
		record_free(record);
		return false;
	}
	joined = goes_on && walk->undo_count > 0 &&
		 record_key_order(&walk->undo[walk->undo_count - 1].after, record) == 0;
	if (joined)
		record_free(&before);
	else
		undo_push(walk, &before, record);
	commit(walk, record);
	return true;
}

static bool rate(struct walk *walk, size_t criterion, enum answer_status status, size_t step)
{
	struct record record;

	if (walk->sheet->submitted || criterion >= walk->sheet->rubric->criterion_count)
		return false;
	begin(&record, walk->sheet, RECORD_RATE, criterion, "");
	say_answer(
		&record, walk->sheet, criterion, (struct answer){.status = status, .step = step});
	return change(walk, &record, false);
}

bool walk_choose(struct walk *walk, size_t criterion, size_t step)
{
	const struct rubric *rubric = walk->sheet->rubric;

	if (criterion >= rubric->criterion_count || step >= rubric->criteria[criterion].step_count)
		return false;
	return rate(walk, criterion, ANSWER_SCORED, step);
}

bool walk_unknown(struct walk *walk, size_t criterion)
{
	return walk->sheet->rubric->unknown_allowed && rate(walk, criterion, ANSWER_UNKNOWN, 0);
}

bool walk_not_applicable(struct walk *walk, size_t criterion)
{
	return walk->sheet->rubric->not_applicable_allowed &&
	       rate(walk, criterion, ANSWER_NOT_APPLICABLE, 0);
}

bool walk_clear(struct walk *walk, size_t criterion)
{
	return rate(walk, criterion, ANSWER_NONE, 0);
}

bool walk_note(struct walk *walk, size_t criterion, const char *text, bool goes_on)
{
	struct record record;

	if (walk->sheet->submitted || criterion >= walk->sheet->rubric->criterion_count)
		return false;
	begin(&record, walk->sheet, RECORD_NOTE, criterion, "");
	say_note(&record, text);
	return change(walk, &record, goes_on);
}

bool walk_comment(struct walk *walk, enum rubric_comment comment, const char *text, bool goes_on)
{
	struct record record;

	if (walk->sheet->submitted)
		return false;
	begin(&record, walk->sheet, RECORD_COMMENT, RUBRIC_NONE, rubric_comment_word(comment));
	say_note(&record, text);
	return change(walk, &record, goes_on);
}

static void new_part(
	const struct sheet *sheet, size_t criterion, enum record_event kind, char part[5])
{
	do
		id_random(part, ID_PART_LEN);
	while (sheet_item_find(sheet, criterion, kind, part) != NULL);
}

bool walk_item(struct walk *walk, size_t criterion, enum record_event kind, const char *part,
	const char *text, const char *owner, const char *due)
{
	struct record record;
	char fresh[ID_PART_LEN + 1];

	assert(kind == RECORD_QUESTION || kind == RECORD_AGREEMENT);
	if (walk->sheet->submitted || criterion >= walk->sheet->rubric->criterion_count ||
		text == NULL || text[0] == '\0')
		return false;
	if (part == NULL)
		new_part(walk->sheet, criterion, kind, fresh);
	begin(&record, walk->sheet, kind, criterion, part == NULL ? fresh : part);
	record.status = kind == RECORD_AGREEMENT ? RECORD_AGREED : RECORD_OPEN;
	record_put(&record.note, text);
	record_put(&record.owner, owner);
	record_put(&record.due, due);
	return change(walk, &record, false);
}

bool walk_text(struct walk *walk, size_t criterion, const char *text, const char *owner,
	const char *due, bool agreed, bool goes_on)
{
	const struct rubric *rubric = walk->sheet->rubric;
	struct record record;

	if (walk->sheet->submitted || criterion >= rubric->criterion_count ||
		rubric->kind != RUBRIC_QUESTIONS)
		return false;
	begin(&record, walk->sheet, RECORD_TEXT, criterion, "");
	record.status = RECORD_REMOVED;
	if (text != NULL && text[0] != '\0') {
		record.status = agreed ? RECORD_AGREED : RECORD_OPEN;
		record_put(&record.note, text);
		record_put(&record.owner, owner);
		record_put(&record.due, due);
	}
	return change(walk, &record, goes_on);
}

bool walk_item_remove(struct walk *walk, size_t criterion, enum record_event kind, const char *part)
{
	struct record record;

	if (walk->sheet->submitted || sheet_item_find(walk->sheet, criterion, kind, part) == NULL)
		return false;
	begin(&record, walk->sheet, kind, criterion, part);
	record.status = RECORD_REMOVED;
	return change(walk, &record, false);
}

bool walk_submit(struct walk *walk)
{
	struct record record;

	begin(&record, walk->sheet, RECORD_SUBMIT, RUBRIC_NONE, "");
	return change(walk, &record, false);
}

void walk_is_led(struct walk *walk)
{
	walk->led = true;
}

bool walk_can_reopen(const struct walk *walk)
{
	return walk->sheet->submitted && !walk->led;
}

bool walk_reopen(struct walk *walk)
{
	struct record record;

	if (!walk_can_reopen(walk))
		return false;
	/* Reopening is taking the hand-in back: undo then goes on to the answers before it. */
	begin(&record, walk->sheet, RECORD_REOPEN, RUBRIC_NONE, "");
	if (takes_back(walk, &record))
		undo_drop(walk);
	commit(walk, &record);
	return true;
}

bool walk_can_undo(const struct walk *walk)
{
	return walk->undo_count > 0 && !(walk->led && walk->sheet->submitted);
}

bool walk_undo(struct walk *walk)
{
	struct record restore;
	size_t criterion;

	if (!walk_can_undo(walk))
		return false;
	record_copy(&restore, &walk->undo[walk->undo_count - 1].before);
	undo_drop(walk);
	criterion = rubric_find_criterion(walk->sheet->rubric, restore.criterion);
	if (criterion != RUBRIC_NONE)
		walk->at = criterion;
	commit(walk, &restore);
	return true;
}

void walk_look_back(struct walk *walk, const struct walk_before *list, size_t count)
{
	walk->before = list;
	walk->before_count = count;
}

const struct walk_before *walk_before_at(const struct walk *walk, size_t criterion, size_t nth)
{
	for (size_t i = 0; i < walk->before_count; i++) {
		if (walk->before[i].criterion == criterion && nth-- == 0)
			return &walk->before[i];
	}
	return NULL;
}

size_t walk_depth(const struct walk *walk)
{
	return walk->undo_count;
}

void walk_replay(struct walk *walk, const struct record *record)
{
	replay(walk, record);
	walk->touched = true;
}

void walk_set_past(struct walk *walk, bool past)
{
	walk->past = past;
}

bool walk_has_past(const struct walk *walk)
{
	return walk->past;
}

bool walk_can_rename(const struct walk *walk)
{
	return !walk->touched && !walk->led;
}

bool walk_rename(struct walk *walk, const char *target)
{
	if (!walk_can_rename(walk))
		return false;
	mem_replace(&walk->sheet->target, target);
	return true;
}

bool walk_take(struct walk *walk, struct record *out)
{
	if (walk->taken == walk->waiting.count)
		return false;
	*out = walk->waiting.list[walk->taken];
	record_init(&walk->waiting.list[walk->taken]); /* moved out */
	walk->taken++;
	if (walk->taken == walk->waiting.count) {
		record_list_free(&walk->waiting);
		walk->taken = 0;
	}
	return true;
}

const struct record *walk_last(const struct walk *walk)
{
	return walk->has_last ? &walk->last : NULL;
}
