/* What the tests of sessions with several people share: a rubric, a session, people, and records
 * that are said in one line. */
#ifndef PEIL_TESTS_GROUP_H
#define PEIL_TESTS_GROUP_H

#include "model/ledger.h"
#include "world.h"

#define OWNER	 1000
#define UID_ANN	 2001
#define UID_BOB	 2002
#define STRANGER 2009

struct group {
	struct rubric *rubric;
	struct session session;
	struct roster roster; /* ann (account), bob (account), cyn (none); more with seats */
	struct record_list records;
	struct state_steps steps;
	struct ledger *ledger;
	uint64_t seq;
};

static inline void group_person(struct group *group, const char *id, const char *role, long uid)
{
	struct person person = {
		mem_text(id), mem_text(""), mem_text(""), mem_text(role), mem_text(""), uid};

	roster_add(&group->roster, &person);
}

static inline void group_step(
	struct group *group, const char *word, const char *key, const char *value)
{
	struct state_step step;

	state_step_init(&step, word);
	step.number = (unsigned)group->steps.count + 1;
	if (key != NULL)
		state_step_set(&step, key, value);
	group->steps.list = mem_grow(
		group->steps.list, group->steps.count, group->steps.count + 1, sizeof(step));
	group->steps.list[group->steps.count++] = step;
}

static inline void group_open(struct group *group)
{
	memset(group, 0, sizeof(*group));
	group->rubric = world_rubric("complextool");
	session_init(&group->session);
	strcpy(group->session.id, "0123456789abcdef");
	group->session.kind = SESSION_WORKSHOP;
	mem_replace(&group->session.title, "Oost");
	group_person(group, "ann", "student", UID_ANN);
	group_person(group, "bob", "student", UID_BOB);
	group_person(group, "cyn", "lecturer", ROSTER_NO_UID);
	group_step(group, "open", NULL, NULL);
}

/* A record as it comes from a journal of `uid`. The caller may change the last one. */
static inline struct record *group_say(struct group *group, long uid, enum record_event event,
	const char *round, const char *rater, const char *criterion, const char *level)
{
	struct record record;

	record_init(&record);
	snprintf(record.writer, sizeof(record.writer), "%016lx", (unsigned long)uid);
	record.seq = ++group->seq;
	strcpy(record.at, "2026-03-01T10:00:00Z");
	record.event = event;
	record.status =
		event == RECORD_RATE || event == RECORD_CONSENSUS ? RECORD_SCORED : RECORD_NONE;
	mem_replace(&record.round, round);
	mem_replace(&record.rater, rater);
	mem_replace(&record.target, group->session.title);
	mem_replace(&record.criterion, criterion);
	mem_replace(&record.level, level);
	record.uid = (uint32_t)uid;
	record_list_add(&group->records, &record);
	return &group->records.list[group->records.count - 1];
}

static inline struct record *group_rate(
	struct group *group, long uid, const char *rater, const char *criterion, const char *level)
{
	return group_say(group, uid, RECORD_RATE, "1", rater, criterion, level);
}

static inline const struct ledger *group_ledger(struct group *group)
{
	ledger_free(group->ledger);
	record_list_order(&group->records);
	group->ledger = ledger_new(&group->session, group->rubric, &group->roster, &group->records,
		&group->steps, OWNER);
	return group->ledger;
}

static inline size_t group_doubts(const struct ledger *ledger, enum ledger_doubt_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < ledger->doubt_count; i++)
		count += ledger->doubts[i].kind == kind;
	return count;
}

/* The level's id of an answer; "" when it has none. */
static inline const char *group_level(
	const struct group *group, size_t person, int round, const char *criterion)
{
	const struct sheet *sheet = ledger_sheet(group->ledger, person, round);
	size_t at = rubric_find_criterion(group->rubric, criterion);

	if (sheet == NULL || sheet->answers[at].status != ANSWER_SCORED)
		return "";
	return group->rubric
		->levels[group->rubric->criteria[at].steps[sheet->answers[at].step].level]
		.id;
}

static inline void group_close(struct group *group)
{
	ledger_free(group->ledger);
	record_list_free(&group->records);
	state_steps_free(&group->steps);
	roster_free(&group->roster);
	session_free(&group->session);
	rubric_free(group->rubric);
}

#endif
