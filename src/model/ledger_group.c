/* What the group says as a whole: agreed levels, wanted ranges, actions. */
#include "config.h"
#include "model/ledger_parts.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

void ledger_wanted_of_profile(struct ledger *ledger)
{
	const struct rubric *rubric = ledger->rubric;
	const struct rubric_profile *profile = NULL;

	for (size_t i = 0; profile == NULL && i < rubric->profile_count; i++) {
		if (strcmp(rubric->profiles[i].id, ledger->session->profile) == 0)
			profile = &rubric->profiles[i];
	}
	for (size_t c = 0; c < rubric->criterion_count; c++) {
		ledger->wanted[c].low = profile != NULL ? profile->ranges[c].low : RUBRIC_NONE;
		ledger->wanted[c].high = profile != NULL ? profile->ranges[c].high : RUBRIC_NONE;
	}
}

/* The step of a level id; false when the criterion has no such level. */
static bool step_of(const struct rubric *rubric, size_t criterion, const char *level, size_t *step)
{
	size_t found = rubric_find_level(rubric, level);

	if (found == RUBRIC_NONE)
		return false;
	*step = rubric_find_step(&rubric->criteria[criterion], found);
	return *step != RUBRIC_NONE;
}

/* The record that an earlier one of its kind and key loses its place to. */
static void take_place(struct ledger *ledger, size_t index)
{
	const struct record *record = &ledger->records->list[index];

	for (size_t i = index; i > 0; i--) {
		if (ledger->used[i - 1] &&
			record_key_order(&ledger->records->list[i - 1], record) == 0)
			ledger->used[i - 1] = false;
	}
	ledger->used[index] = true;
}

static bool take_agreed(struct ledger *ledger, size_t criterion, const struct record *record)
{
	struct ledger_agreed *agreed = &ledger->agreed[criterion];
	size_t step = RUBRIC_NONE;

	if (record->status == RECORD_SCORED) {
		if (!step_of(ledger->rubric, criterion, record->level, &step))
			return false;
	} else if (record->status != RECORD_NO_CONSENSUS && record->status != RECORD_REMOVED) {
		return false;
	}
	agreed->given = record->status != RECORD_REMOVED;
	agreed->no_consensus = record->status == RECORD_NO_CONSENSUS;
	agreed->step = step;
	mem_replace(&agreed->reason, record->note);
	memcpy(agreed->at, record->at, sizeof(agreed->at));
	return true;
}

/* "low..high", or one level */
static bool take_range(struct ledger *ledger, size_t criterion, const struct record *record)
{
	const struct rubric *rubric = ledger->rubric;
	char *low = mem_text(record->level), *dots = strstr(low, "..");
	const char *high = dots != NULL ? dots + 2 : low;
	size_t from, to;
	bool good;

	if (dots != NULL)
		*dots = '\0';
	good = step_of(rubric, criterion, low, &from) && step_of(rubric, criterion, high, &to) &&
	       from <= to;
	if (good) {
		ledger->wanted[criterion].low = rubric->criteria[criterion].steps[from].level;
		ledger->wanted[criterion].high = rubric->criteria[criterion].steps[to].level;
	}
	free(low);
	return good;
}

static void action_free(struct ledger_action *action)
{
	free(action->text);
	free(action->owner);
	free(action->due);
}

static struct ledger_action *action_find(struct ledger *ledger, const char *part)
{
	for (size_t i = 0; i < ledger->action_count; i++) {
		if (strcmp(ledger->actions[i].part, part) == 0)
			return &ledger->actions[i];
	}
	return NULL;
}

static void action_remove(struct ledger *ledger, struct ledger_action *action)
{
	action_free(action);
	ledger->action_count--;
	memmove(action, action + 1,
		(size_t)(&ledger->actions[ledger->action_count] - action) * sizeof(*action));
}

static bool take_action(struct ledger *ledger, size_t criterion, const struct record *record)
{
	struct ledger_action *action = action_find(ledger, record->part);
	size_t step = RUBRIC_NONE;

	if (record->part[0] == '\0' || strlen(record->part) >= sizeof(action->part))
		return false;
	if (record->status == RECORD_REMOVED) {
		if (action != NULL)
			action_remove(ledger, action);
		return true;
	}
	if (record->level[0] != '\0' &&
		(criterion == RUBRIC_NONE ||
			!step_of(ledger->rubric, criterion, record->level, &step)))
		return false;
	if (action == NULL) {
		ledger->actions = mem_grow(ledger->actions, ledger->action_count,
			ledger->action_count + 1, sizeof(*ledger->actions));
		action = &ledger->actions[ledger->action_count++];
		strcpy(action->part, record->part);
	}
	action->criterion = criterion;
	action->step = step;
	mem_replace(&action->text, record->note);
	mem_replace(&action->owner, record->owner);
	mem_replace(&action->due, record->due);
	memcpy(action->at, record->at, sizeof(action->at));
	return true;
}

void ledger_group(struct ledger *ledger, size_t index)
{
	const struct record *record = &ledger->records->list[index];
	size_t criterion = rubric_find_criterion(ledger->rubric, record->criterion);
	bool good;

	if (record->event == RECORD_ACTION)
		good = (criterion != RUBRIC_NONE || record->criterion[0] == '\0') &&
		       take_action(ledger, criterion, record);
	else if (criterion == RUBRIC_NONE)
		good = false;
	else if (record->event == RECORD_CONSENSUS)
		good = take_agreed(ledger, criterion, record);
	else
		good = take_range(ledger, criterion, record);
	if (good)
		take_place(ledger, index);
	else
		ledger_doubt(ledger, DOUBT_CONTENT, index);
}

void ledger_group_free(struct ledger *ledger)
{
	for (size_t c = 0; c < ledger->rubric->criterion_count; c++)
		free(ledger->agreed[c].reason);
	for (size_t i = 0; i < ledger->action_count; i++)
		action_free(&ledger->actions[i]);
}
