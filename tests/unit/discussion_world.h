/* A session of several people made by hand: seats, answers, rounds that were shown. */
#ifndef PEIL_TESTS_DISCUSSION_WORLD_H
#define PEIL_TESTS_DISCUSSION_WORLD_H

#include "stats/discussion.h"
#include "world.h"

struct meeting {
	struct rubric *rubric;
	struct session session;
	struct roster roster;
	struct record_list records;
	struct state_steps steps;
	struct ledger *ledger;
	struct discussion *discussion;
	uint64_t seq;
};

#define MEETING_OWNER 1000L

static inline void meeting_open(struct meeting *meeting, const char *rubric, const char *seats)
{
	struct err err = ERR_OK;

	memset(meeting, 0, sizeof(*meeting));
	meeting->rubric = world_rubric(rubric);
	session_init(&meeting->session);
	strcpy(meeting->session.id, "0123456789abcdef");
	meeting->session.kind = SESSION_WORKSHOP;
	mem_replace(&meeting->session.title, "Wijkenergie");
	mem_replace(&meeting->session.rubric, meeting->rubric->id);
	mem_replace(&meeting->session.made_at, "2026-03-01T09:00:00Z");
	meeting->session.rounds = 2;
	meeting->session.threshold = 75;
	assert_true(roster_seats(&meeting->roster, seats, &err));
}

static inline void meeting_step(
	struct meeting *meeting, const char *word, const char *round, const char *criteria)
{
	struct state_steps *steps = &meeting->steps;
	struct state_step *step;

	steps->list = mem_grow(steps->list, steps->count, steps->count + 1, sizeof(*steps->list));
	step = &steps->list[steps->count++];
	state_step_init(step, word);
	step->number = (unsigned)steps->count;
	if (round != NULL)
		state_step_set(step, "round", round);
	if (criteria != NULL)
		state_step_set(step, "criteria", criteria);
}

static inline struct record *meeting_record(
	struct meeting *meeting, enum record_event event, const char *criterion)
{
	struct record record;

	record_init(&record);
	record.event = event;
	record.seq = ++meeting->seq;
	record.uid = MEETING_OWNER;
	record.within = 0xffff;
	strcpy(record.writer, "00000000000000aa");
	mem_replace(&record.criterion, criterion);
	mem_replace(&record.target, meeting->session.title);
	record_list_add(&meeting->records, &record);
	return &meeting->records.list[meeting->records.count - 1];
}

static inline void meeting_answer(struct meeting *meeting, const char *round, size_t seat,
	const char *criterion, char card, const char *reason)
{
	size_t index = rubric_find_criterion(meeting->rubric, criterion);
	struct record *record = meeting_record(meeting, RECORD_RATE, criterion);

	assert_int_not_equal(index, RUBRIC_NONE);
	mem_replace(&record->round, round);
	mem_replace(&record->rater, meeting->roster.list[seat].id);
	record->status = card == 'u'   ? RECORD_UNKNOWN
			 : card == 'x' ? RECORD_NOT_APPLICABLE
				       : RECORD_SCORED;
	if (record->status == RECORD_SCORED)
		mem_replace(&record->level,
			meeting->rubric
				->levels[meeting->rubric->criteria[index].steps[card - '1'].level]
				.id);
	if (reason == NULL)
		return;
	record = meeting_record(meeting, RECORD_NOTE, criterion);
	mem_replace(&record->round, round);
	mem_replace(&record->rater, meeting->roster.list[seat].id);
	mem_replace(&record->note, reason);
}

/* One character a seat, '-' for nothing. */
static inline void meeting_cards(
	struct meeting *meeting, const char *round, const char *criterion, const char *cards)
{
	for (size_t seat = 0; cards[seat] != '\0'; seat++)
		if (cards[seat] != '-')
			meeting_answer(meeting, round, seat, criterion, cards[seat], NULL);
}

static inline void meeting_make(struct meeting *meeting)
{
	meeting->ledger = ledger_new(&meeting->session, meeting->rubric, &meeting->roster,
		&meeting->records, &meeting->steps, MEETING_OWNER);
	meeting->discussion = discussion_new(meeting->ledger);
}

static inline const struct discussed *meeting_at(
	const struct meeting *meeting, const char *criterion)
{
	size_t index = rubric_find_criterion(meeting->rubric, criterion);

	return &meeting->discussion->list[meeting->discussion->place[index]];
}

static inline void meeting_close(struct meeting *meeting)
{
	discussion_free(meeting->discussion);
	ledger_free(meeting->ledger);
	record_list_free(&meeting->records);
	state_steps_free(&meeting->steps);
	roster_free(&meeting->roster);
	session_free(&meeting->session);
	rubric_free(meeting->rubric);
}

#endif
