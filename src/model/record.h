/* One record: something a person said or did in a session, as a journal line keeps it. */
#ifndef PEIL_MODEL_RECORD_H
#define PEIL_MODEL_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum record_event {
	RECORD_RATE,
	RECORD_NOTE,
	RECORD_COMMENT,
	RECORD_QUESTION,
	RECORD_AGREEMENT,
	RECORD_TEXT,
	RECORD_CONSENT,
	RECORD_SUBMIT,
	RECORD_REOPEN,
	RECORD_CONSENSUS,
	RECORD_RANGE,
	RECORD_ACTION,
	RECORD_REVIEW, /* what the owner decided about a comment before it is released */
	RECORD_EVENTS
};

/* The status column of a record. For rate: the answer's kind; for items: open, agreed or removed;
 * else NONE (an empty column). */
enum record_status {
	RECORD_NONE,
	RECORD_SCORED,
	RECORD_UNKNOWN,
	RECORD_NOT_APPLICABLE,
	RECORD_UNANSWERED,
	RECORD_OPEN,
	RECORD_AGREED,
	RECORD_NO_CONSENSUS,
	RECORD_REMOVED,
	RECORD_STATUSES
};

/* All strings are owned by the record and never NULL after record_init ("" is empty). */
struct record {
	char writer[17];
	uint64_t seq;
	char at[21]; /* RFC 3339, UTC */
	enum record_event event;
	enum record_status status;
	char *round, *rater, *target, *criterion, *part, *level, *note, *owner, *due;
	/* In memory only: where it was read. Not part of what was said. */
	uint32_t uid;	 /* who wrote the journal it stands in */
	uint32_t file;	 /* number of the journal in session_data, from 1; 0: none */
	uint64_t end;	 /* where its line ends in that journal, in bytes */
	uint16_t within; /* bit r: it was there when round r was shown; bit 0: at the closing */
};

/* No event, every string "" or NULL as the fields say. */
void record_init(struct record *record);
/* An own copy of every string. */
void record_copy(struct record *to, const struct record *from);
void record_free(struct record *record); /* contents only */
/* Order of (seq, writer): negative, 0, positive. */
int record_order(const struct record *a, const struct record *b);
/* Order of the key (event, round, rater, target, criterion, part). */
int record_key_order(const struct record *a, const struct record *b);
/* True when all that was said is equal (writer, seq and time aside). */
bool record_same(const struct record *a, const struct record *b);
/* The words in the file ("rate", "not_applicable"); "" for RECORD_NONE. Constant. */
const char *record_event_word(enum record_event event);
const char *record_status_word(enum record_status status);
/* Word to value; false when it is none. */
bool record_event_from(const char *word, enum record_event *out);
bool record_status_from(const char *word, enum record_status *out);

/* A list of records; owns them. */
struct record_list {
	struct record *list;
	size_t count, room;
};
/* Take `record` over (its contents move in; the caller's struct is empty afterwards). */
void record_list_add(struct record_list *list, struct record *record);
/* Sort by (seq, writer). Exact duplicates (same writer and seq, same content, from one
 * uid) become one, with all of their `within`; returns how many pairs had the same writer and seq
 * but other content (both are kept). */
size_t record_list_order(struct record_list *list);
void record_list_free(struct record_list *list); /* contents and records */

#endif
