#include "config.h"

#include "model/sheet.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct sheet *sheet_new(const struct rubric *rubric, const char *round, const char *rater,
	const char *role, const char *target)
{
	struct sheet *sheet = MEM_NEW(struct sheet);

	sheet->rubric = rubric;
	sheet->round = mem_text(round);
	sheet->rater = mem_text(rater);
	sheet->role = mem_text(role);
	sheet->target = mem_text(target);
	sheet->group = mem_text("");
	sheet->answers = mem_grow(NULL, 0, rubric->criterion_count, sizeof(struct answer));
	return sheet;
}

static void item_free(struct sheet_item *item)
{
	free(item->text);
	free(item->owner);
	free(item->due);
}

void sheet_free(struct sheet *sheet)
{
	if (sheet == NULL)
		return;
	for (size_t i = 0; i < sheet->rubric->criterion_count; i++)
		free(sheet->answers[i].note);
	for (size_t i = 0; i < sheet->item_count; i++)
		item_free(&sheet->items[i]);
	for (size_t i = 0; i < RUBRIC_COMMENT_COUNT; i++)
		free(sheet->comments[i]);
	free(sheet->answers);
	free(sheet->items);
	free(sheet->round);
	free(sheet->rater);
	free(sheet->role);
	free(sheet->target);
	free(sheet->group);
	free(sheet);
}

bool sheet_owns(const struct sheet *sheet, const struct record *record)
{
	return strcmp(sheet->round, record->round) == 0 &&
	       strcmp(sheet->rater, record->rater) == 0 &&
	       strcmp(sheet->target, record->target) == 0;
}

static size_t item_index(
	const struct sheet *sheet, size_t criterion, enum record_event kind, const char *part)
{
	for (size_t i = 0; i < sheet->item_count; i++) {
		const struct sheet_item *item = &sheet->items[i];
		if (item->criterion == criterion && item->kind == kind &&
			strcmp(item->part, part) == 0)
			return i;
	}
	return RUBRIC_NONE;
}

static void item_remove(struct sheet *sheet, size_t at)
{
	item_free(&sheet->items[at]);
	sheet->item_count--;
	memmove(&sheet->items[at], &sheet->items[at + 1],
		(sheet->item_count - at) * sizeof(struct sheet_item));
}

static bool apply_item(struct sheet *sheet, size_t criterion, const struct record *record)
{
	struct sheet_item *item;
	size_t at = item_index(sheet, criterion, record->event, record->part);

	if (strlen(record->part) >= sizeof item->part)
		return false;
	if (record->status == RECORD_REMOVED) {
		if (at != RUBRIC_NONE)
			item_remove(sheet, at);
		return true;
	}
	if (at == RUBRIC_NONE) {
		at = sheet->item_count++;
		sheet->items =
			mem_grow(sheet->items, at, sheet->item_count, sizeof(struct sheet_item));
	}
	item = &sheet->items[at];
	item->kind = record->event;
	item->status = record->status;
	item->criterion = criterion;
	strcpy(item->part, record->part);
	mem_replace(&item->text, record->note);
	mem_replace(&item->owner, record->owner);
	mem_replace(&item->due, record->due);
	strcpy(item->at, record->at);
	return true;
}

static bool apply_rate(struct sheet *sheet, size_t criterion, const struct record *record)
{
	const struct rubric *rubric = sheet->rubric;
	struct answer *answer = &sheet->answers[criterion];
	size_t step = 0;

	switch (record->status) {
	case RECORD_SCORED: {
		size_t level = rubric_find_level(rubric, record->level);
		if (level == RUBRIC_NONE)
			return false;
		step = rubric_find_step(&rubric->criteria[criterion], level);
		if (step == RUBRIC_NONE)
			return false;
		answer->status = ANSWER_SCORED;
		break;
	}
	case RECORD_UNKNOWN: answer->status = ANSWER_UNKNOWN; break;
	case RECORD_NOT_APPLICABLE: answer->status = ANSWER_NOT_APPLICABLE; break;
	case RECORD_UNANSWERED: answer->status = ANSWER_NONE; break;
	default: return false;
	}
	answer->step = step;
	strcpy(answer->at, record->at);
	return true;
}

/* The answer to an open question: the text is an item, and the question is answered. */
static bool apply_text(struct sheet *sheet, size_t criterion, const struct record *record)
{
	struct answer *answer = &sheet->answers[criterion];

	if (sheet->rubric->kind != RUBRIC_QUESTIONS || record->part[0] != '\0' ||
		!apply_item(sheet, criterion, record))
		return false;
	answer->status = record->status == RECORD_REMOVED  ? ANSWER_NONE
			 : record->status == RECORD_AGREED ? ANSWER_AGREED
							   : ANSWER_OPEN;
	strcpy(answer->at, record->at);
	return true;
}

static void apply_note(struct sheet *sheet, size_t criterion, const struct record *record)
{
	bool gone = record->status == RECORD_REMOVED || record->note[0] == '\0';

	mem_replace(&sheet->answers[criterion].note, gone ? NULL : record->note);
}

enum rubric_comment sheet_comment(const char *part)
{
	int comment = 0;

	while (comment < RUBRIC_COMMENT_COUNT &&
		strcmp(rubric_comment_word((enum rubric_comment)comment), part) != 0)
		comment++;
	return (enum rubric_comment)comment;
}

static bool apply_comment(struct sheet *sheet, const struct record *record)
{
	enum rubric_comment comment = sheet_comment(record->part);
	bool gone = record->status == RECORD_REMOVED || record->note[0] == '\0';

	if (comment == RUBRIC_COMMENT_COUNT || record->criterion[0] != '\0')
		return false;
	mem_replace(&sheet->comments[comment], gone ? NULL : record->note);
	strcpy(sheet->comment_at[comment], record->at);
	return true;
}

bool sheet_apply(struct sheet *sheet, const struct record *record)
{
	size_t criterion;

	if (record->event == RECORD_SUBMIT || record->event == RECORD_REOPEN) {
		sheet->submitted = record->event == RECORD_SUBMIT;
		strcpy(sheet->submitted_at, sheet->submitted ? record->at : "");
		return true;
	}
	if (record->event == RECORD_COMMENT)
		return apply_comment(sheet, record);
	criterion = rubric_find_criterion(sheet->rubric, record->criterion);
	if (criterion == RUBRIC_NONE)
		return false;
	switch (record->event) {
	case RECORD_RATE: return apply_rate(sheet, criterion, record);
	case RECORD_NOTE: apply_note(sheet, criterion, record); return true;
	case RECORD_QUESTION:
	case RECORD_AGREEMENT: return apply_item(sheet, criterion, record);
	case RECORD_TEXT: return apply_text(sheet, criterion, record);
	default: return false;
	}
}

size_t sheet_answered(const struct sheet *sheet)
{
	size_t count = 0;

	for (size_t i = 0; i < sheet->rubric->criterion_count; i++)
		count += sheet->answers[i].status != ANSWER_NONE;
	return count;
}

size_t sheet_items_at(const struct sheet *sheet, size_t criterion, enum record_event kind)
{
	size_t count = 0;

	while (sheet_item_at(sheet, criterion, kind, count) != NULL)
		count++;
	return count;
}

const struct sheet_item *sheet_item_at(
	const struct sheet *sheet, size_t criterion, enum record_event kind, size_t nth)
{
	for (size_t i = 0; i < sheet->item_count; i++) {
		const struct sheet_item *item = &sheet->items[i];
		if (item->criterion == criterion && item->kind == kind && nth-- == 0)
			return item;
	}
	return NULL;
}

bool sheet_item_is(const struct sheet_item *item, enum record_event kind)
{
	return item->kind == kind || (kind == RECORD_AGREEMENT && item->kind == RECORD_TEXT &&
					     item->status == RECORD_AGREED);
}

const struct sheet_item *sheet_item_find(
	const struct sheet *sheet, size_t criterion, enum record_event kind, const char *part)
{
	size_t at = item_index(sheet, criterion, kind, part);

	return at == RUBRIC_NONE ? NULL : &sheet->items[at];
}
