/* A meeting made by hand as the screens of a workshop see it, and a way to drive those screens:
 * actions, typed texts, what they say. */
#ifndef PEIL_TESTS_DISCUSS_GROUP_H
#define PEIL_TESTS_DISCUSS_GROUP_H

#include "discussion_world.h"

#include "base/lang.h"
#include "ui/screens_discuss.h"

struct group {
	struct meeting meeting;
	struct discuss_view view;
};

static inline size_t at(const struct group *group, const char *criterion)
{
	return rubric_find_criterion(group->meeting.rubric, criterion);
}

static inline void look(struct group *group)
{
	group->view = (struct discuss_view){.session = &group->meeting.session,
		.rubric = group->meeting.rubric,
		.roster = &group->meeting.roster,
		.ledger = group->meeting.ledger,
		.discussion = group->meeting.discussion,
		.minutes_left = 31};
}

static inline void group_agrees(
	struct group *group, const char *criterion, const char *level, const char *reason)
{
	struct record *record = meeting_record(&group->meeting, RECORD_CONSENSUS, criterion);

	mem_replace(&record->round, "consensus");
	record->status = level ? RECORD_SCORED : RECORD_NO_CONSENSUS;
	if (level)
		mem_replace(&record->level, level);
	mem_replace(&record->note, reason);
}

static inline void group_acts(
	struct group *group, const char *part, const char *text, const char *level)
{
	struct record *record = meeting_record(&group->meeting, RECORD_ACTION, "interests");

	mem_replace(&record->part, part);
	mem_replace(&record->note, text);
	mem_replace(&record->level, level);
	mem_replace(&record->owner, "Ana");
	mem_replace(&record->due, "2026-12-12");
	record->status = RECORD_SCORED;
}

/* Six people; interests far apart with reasons, and asked twice; novelty not known yet; urgency
 * agreed. `shown`: how many rounds were shown. */
static inline void group_open(struct group *group, int shown)
{
	struct meeting *meeting = &group->meeting;

	lang_set("en");
	meeting_open(meeting, "complextool", "student:3,lecturer:2,workfield:1");
	mem_replace(&meeting->session.profile, "first-year");
	mem_replace(&meeting->session.description, "Who shares what?");
	meeting_cards(meeting, "1", "interests", "111444");
	meeting_cards(meeting, "1", "novelty", "12uuu2");
	meeting_cards(meeting, "1", "urgency", "333333");
	meeting_cards(meeting, "1", "openness", "2-");
	meeting_answer(meeting, "1", 0, "interests", '1', "Nobody told us");
	if (shown > 0)
		meeting_step(meeting, "revealed", "1", NULL);
	if (shown > 1) {
		meeting_step(meeting, "round", "2", "interests");
		meeting_cards(meeting, "2", "interests", "122444");
		meeting_step(meeting, "revealed", "2", NULL);
		group_agrees(group, "interests", "high", "the parties want to talk");
		group_acts(group, "a1b2", "Ask the council", "moderate");
	}
	meeting_make(meeting);
	look(group);
}

static inline void group_close(struct group *group)
{
	meeting_close(&group->meeting);
}

/* --- driving ------------------------------------------------------------------------------------
 */

static inline enum screen_result act(struct screen *screen, enum action action)
{
	assert_true(screen_can(screen, action));
	return screen->ops->act(screen, &(struct input){.action = action});
}

static inline enum screen_result choose(struct screen *screen, unsigned number)
{
	assert_true(screen_can(screen, ACT_CHOOSE));
	return screen->ops->act(screen, &(struct input){.action = ACT_CHOOSE, .number = number});
}

static inline bool is_asking(const struct screen *screen)
{
	struct asking asking = {0};

	return screen->ops->asking && screen->ops->asking(screen, &asking);
}

static inline const char *prompt(const struct screen *screen)
{
	static struct asking asking;

	assert_true(screen->ops->asking(screen, &asking));
	return asking.prompt;
}

/* As on a screen: the text, then Enter. */
static inline enum screen_result type(struct screen *screen, const char *text)
{
	assert_true(is_asking(screen));
	screen->ops->act(screen, &(struct input){.action = ACT_TYPE, .text = text});
	return screen->ops->act(screen, &(struct input){.action = ACT_TYPE_DONE});
}

/* As in plain mode: the whole line. */
static inline enum screen_result line(struct screen *screen, const char *text)
{
	assert_true(is_asking(screen));
	return screen->ops->act(screen, &(struct input){.action = ACT_TYPE_DONE, .text = text});
}

static inline char *told(const struct screen *screen, enum tell what, unsigned number)
{
	struct buf out = BUF_EMPTY;
	struct telling telling = {&out, what, number};

	screen->ops->tell(screen, &telling);
	buf_add(&out, "", 0);
	return buf_take(&out);
}

static inline void assert_told(
	const struct screen *screen, enum tell what, unsigned number, const char *wanted)
{
	char *text = told(screen, what, number);

	if (!strstr(text, wanted))
		fail_msg("not said: %s\nbut: %s", wanted, text);
	free(text);
}

static inline void assert_not_told(
	const struct screen *screen, enum tell what, const char *unwanted)
{
	char *text = told(screen, what, 0);

	if (strstr(text, unwanted))
		fail_msg("said: %s\nin: %s", unwanted, text);
	free(text);
}

#endif
