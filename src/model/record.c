#include "config.h"
#include "model/record.h"

#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *const event_words[RECORD_EVENTS] = {
	[RECORD_RATE] = "rate",
	[RECORD_NOTE] = "note",
	[RECORD_COMMENT] = "comment",
	[RECORD_QUESTION] = "question",
	[RECORD_AGREEMENT] = "agreement",
	[RECORD_TEXT] = "text",
	[RECORD_CONSENT] = "consent",
	[RECORD_SUBMIT] = "submit",
	[RECORD_REOPEN] = "reopen",
	[RECORD_CONSENSUS] = "consensus",
	[RECORD_RANGE] = "range",
	[RECORD_ACTION] = "action",
	[RECORD_REVIEW] = "review",
};

static const char *const status_words[RECORD_STATUSES] = {
	[RECORD_NONE] = "",
	[RECORD_SCORED] = "scored",
	[RECORD_UNKNOWN] = "unknown",
	[RECORD_NOT_APPLICABLE] = "not_applicable",
	[RECORD_UNANSWERED] = "unanswered",
	[RECORD_OPEN] = "open",
	[RECORD_AGREED] = "agreed",
	[RECORD_NO_CONSENSUS] = "no_consensus",
	[RECORD_REMOVED] = "removed",
};

void record_init(struct record *record)
{
	memset(record, 0, sizeof(*record));
	record->round = mem_text("");
	record->rater = mem_text("");
	record->target = mem_text("");
	record->criterion = mem_text("");
	record->part = mem_text("");
	record->level = mem_text("");
	record->note = mem_text("");
	record->owner = mem_text("");
	record->due = mem_text("");
}

void record_copy(struct record *to, const struct record *from)
{
	*to = *from;
	to->round = mem_text(from->round);
	to->rater = mem_text(from->rater);
	to->target = mem_text(from->target);
	to->criterion = mem_text(from->criterion);
	to->part = mem_text(from->part);
	to->level = mem_text(from->level);
	to->note = mem_text(from->note);
	to->owner = mem_text(from->owner);
	to->due = mem_text(from->due);
}

void record_free(struct record *record)
{
	free(record->round);
	free(record->rater);
	free(record->target);
	free(record->criterion);
	free(record->part);
	free(record->level);
	free(record->note);
	free(record->owner);
	free(record->due);
	memset(record, 0, sizeof(*record));
}

int record_order(const struct record *a, const struct record *b)
{
	if (a->seq != b->seq)
		return a->seq < b->seq ? -1 : 1;
	return strcmp(a->writer, b->writer);
}

int record_key_order(const struct record *a, const struct record *b)
{
	int order;

	if (a->event != b->event)
		return a->event < b->event ? -1 : 1;
	if ((order = strcmp(a->round, b->round)) != 0)
		return order;
	if ((order = strcmp(a->rater, b->rater)) != 0)
		return order;
	if ((order = strcmp(a->target, b->target)) != 0)
		return order;
	if ((order = strcmp(a->criterion, b->criterion)) != 0)
		return order;
	return strcmp(a->part, b->part);
}

/* Order of all that was said; a total order together with record_order and the time. */
static int content_order(const struct record *a, const struct record *b)
{
	int order = record_key_order(a, b);

	if (order != 0)
		return order;
	if (a->status != b->status)
		return a->status < b->status ? -1 : 1;
	if ((order = strcmp(a->level, b->level)) != 0)
		return order;
	if ((order = strcmp(a->note, b->note)) != 0)
		return order;
	if ((order = strcmp(a->owner, b->owner)) != 0)
		return order;
	return strcmp(a->due, b->due);
}

bool record_same(const struct record *a, const struct record *b)
{
	return content_order(a, b) == 0;
}

const char *record_event_word(enum record_event event)
{
	assert(event < RECORD_EVENTS);
	return event_words[event];
}

const char *record_status_word(enum record_status status)
{
	assert(status < RECORD_STATUSES);
	return status_words[status];
}

bool record_event_from(const char *word, enum record_event *out)
{
	for (int i = 0; i < RECORD_EVENTS; i++) {
		if (strcmp(event_words[i], word) == 0) {
			*out = (enum record_event)i;
			return true;
		}
	}
	return false;
}

bool record_status_from(const char *word, enum record_status *out)
{
	for (int i = 0; i < RECORD_STATUSES; i++) {
		if (strcmp(status_words[i], word) == 0) {
			*out = (enum record_status)i;
			return true;
		}
	}
	return false;
}

void record_list_add(struct record_list *list, struct record *record)
{
	if (list->count == list->room) {
		size_t room = list->room > 0 ? 2 * list->room : 16;

		list->list = mem_grow(list->list, list->room, room, sizeof(*list->list));
		list->room = room;
	}
	list->list[list->count++] = *record;
	memset(record, 0, sizeof(*record));
}

/* Copies in any order must give one list, so that nothing is left to the sort's whim. */
static int total_order(const void *left, const void *right)
{
	const struct record *a = left, *b = right;
	int order = record_order(a, b);

	if (order == 0)
		order = strcmp(a->at, b->at);
	return order != 0 ? order : content_order(a, b);
}

/* Equal ones from one person stand together, in the order of their places. */
static int place_order(const void *left, const void *right)
{
	const struct record *a = left, *b = right;
	int order = total_order(a, b);

	if (order == 0)
		order = (a->uid > b->uid) - (a->uid < b->uid);
	if (order == 0)
		order = (a->file > b->file) - (a->file < b->file);
	return order != 0 ? order : (a->end > b->end) - (a->end < b->end);
}

size_t record_list_order(struct record_list *list)
{
	size_t kept = 0, conflicts = 0;

	if (list->count == 0)
		return 0;
	qsort(list->list, list->count, sizeof(*list->list), place_order);
	for (size_t i = 1; i < list->count; i++) {
		struct record *last = &list->list[kept], *here = &list->list[i];
		bool same = total_order(last, here) == 0;

		if (same && last->uid == here->uid) {
			last->within |= here->within;
			record_free(here);
			continue;
		}
		if (!same && record_order(last, here) == 0)
			conflicts++;
		list->list[++kept] = *here;
	}
	list->count = kept + 1;
	return conflicts;
}

void record_list_free(struct record_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		record_free(&list->list[i]);
	free(list->list);
	memset(list, 0, sizeof(*list));
}
