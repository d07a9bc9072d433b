/* What only peer sessions have: teams, a closing time a person. Consent, which workshops ask too.
 */
#include "config.h"
#include "model/ledger_parts.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* --- teams ------------------------------------------------------------------------------------ */

struct seat {
	const char *group;
	size_t person;
};

static int seat_order(const void *left, const void *right)
{
	const struct seat *a = left, *b = right;
	int order = (a->group[0] == '\0') - (b->group[0] == '\0');

	if (order == 0)
		order = strcmp(a->group, b->group);
	return order != 0 ? order : (a->person > b->person) - (a->person < b->person);
}

/* Where nobody has a group, all are one team; else somebody without one is a team alone. */
static bool all_together(const struct roster *roster)
{
	for (size_t i = 0; i < roster->count; i++) {
		if (roster->list[i].group[0] != '\0')
			return false;
	}
	return true;
}

static void make_teams(struct ledger *ledger)
{
	const struct roster *roster = ledger->roster;
	struct seat *seats = mem_new((roster->count + 1) * sizeof(*seats));
	bool together = all_together(roster);
	struct ledger_team *team = NULL;

	for (size_t i = 0; i < roster->count; i++)
		seats[i] = (struct seat){roster->list[i].group, i};
	qsort(seats, roster->count, sizeof(*seats), seat_order);
	ledger->teams = mem_new((roster->count + 1) * sizeof(*ledger->teams));
	ledger->team_of = mem_new((roster->count + 1) * sizeof(*ledger->team_of));
	for (size_t i = 0; i < roster->count; i++) {
		bool alone = seats[i].group[0] == '\0' && !together;

		if (team == NULL || alone || strcmp(team->name, seats[i].group) != 0) {
			team = &ledger->teams[ledger->team_count++];
			team->name = seats[i].group;
		}
		if ((team->count & (team->count - 1)) == 0)
			team->members = mem_grow(team->members, team->count,
				team->count > 0 ? 2 * team->count : 1, sizeof(*team->members));
		team->members[team->count++] = seats[i].person;
		ledger->team_of[seats[i].person] = ledger->team_count - 1;
	}
	free(seats);
}

size_t ledger_peer_place(const struct ledger *ledger, size_t person, const char *target)
{
	const struct ledger_team *team = &ledger->teams[ledger->team_of[person]];

	for (size_t i = 0; i < team->count; i++) {
		if (strcmp(ledger->roster->list[team->members[i]].id, target) == 0)
			return i;
	}
	return ROSTER_NONE;
}

size_t *ledger_targets(const struct ledger *ledger, size_t person, size_t *count)
{
	const struct ledger_team *team = &ledger->teams[ledger->team_of[person]];
	size_t *targets = mem_new((team->count + 1) * sizeof(*targets));

	*count = 0;
	for (size_t i = 0; i < team->count; i++) {
		if (ledger_counts(ledger, team->members[i], 1))
			targets[(*count)++] = team->members[i];
	}
	return targets;
}

const struct ledger_sheet *ledger_about(
	const struct ledger *ledger, size_t person, size_t target, int round)
{
	size_t low = 0, high = ledger->sheet_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct ledger_sheet *sheet = &ledger->sheets[middle];

		if (sheet->round == round && sheet->person == person && sheet->target == target)
			return sheet;
		if (sheet->round < round ||
			(sheet->round == round &&
				(sheet->person < person ||
					(sheet->person == person && sheet->target < target))))
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* --- closing times ---------------------------------------------------------------------------- */

/* A time with any offset as UTC; "" when it is none. */
static void utc(char out[21], const char *text)
{
	time_t at;

	out[0] = '\0';
	if (clock_parse_offset(text, &at))
		clock_text(out, at);
}

void ledger_peer_start(struct ledger *ledger)
{
	size_t people = ledger->roster->count + 1;

	make_teams(ledger);
	ledger->until = mem_new(people * sizeof(*ledger->until));
	ledger->opened = mem_new(people * sizeof(*ledger->opened));
	utc(ledger->closes, ledger->session->closes);
	for (size_t i = 0; i < ledger->roster->count; i++)
		memcpy(ledger->until[i], ledger->closes, sizeof(ledger->closes));
}

static void open_for(struct ledger *ledger, size_t person, const char until[21])
{
	memcpy(ledger->until[person], until, 21);
	ledger->opened[person] = ledger->closed;
}

/* "extended" and "reopened": a new closing time for one person or, without a person, for all. */
static void reopen(struct ledger *ledger, const struct state_step *step)
{
	const char *id = state_step_get(step, "person");
	size_t person = roster_find(ledger->roster, id);
	char until[21];

	utc(until, state_step_get(step, "closes"));
	if (id[0] != '\0') {
		if (person != ROSTER_NONE)
			open_for(ledger, person, until);
		return;
	}
	ledger->closed = false;
	memcpy(ledger->closes, until, sizeof(ledger->closes));
	for (size_t i = 0; i < ledger->roster->count; i++)
		open_for(ledger, i, until);
}

void ledger_peer_step(struct ledger *ledger, const struct state_step *step)
{
	if (strcmp(step->step, "extended") == 0 || strcmp(step->step, "reopened") == 0)
		reopen(ledger, step);
	else if (strcmp(step->step, "closed") == 0)
		memset(ledger->opened, 0, ledger->roster->count * sizeof(*ledger->opened));
}

/* The time in the record decides, since nobody was there at the closing; a step that closed the
 * session has a list of what there was then. */
bool ledger_peer_late(const struct ledger *ledger, size_t person, const struct record *record)
{
	const char *until = ledger->until[person];

	if (ledger->closed && !ledger->opened[person] && (record->within & 1) == 0)
		return true;
	return until[0] != '\0' && strcmp(record->at, until) > 0;
}

bool ledger_over(const struct ledger *ledger, size_t person, const char *now)
{
	const char *until = ledger->until[person];

	if (ledger->closed && !ledger->opened[person])
		return true;
	return until[0] != '\0' && strcmp(now, until) > 0;
}

bool ledger_all_over(const struct ledger *ledger, const char *now)
{
	for (size_t i = 0; i < ledger->roster->count; i++) {
		if (!ledger->left[i] && !ledger_over(ledger, i, now))
			return false;
	}
	return true;
}

/* --- the rest --------------------------------------------------------------------------------- */

/* Records come in their order: the last word stands. It can be said at any time. */
void ledger_peer_consent(struct ledger *ledger, size_t person, size_t index)
{
	const char *word = ledger->records->list[index].note;

	if (strcmp(word, "yes") != 0 && strcmp(word, "no") != 0) {
		ledger_doubt(ledger, DOUBT_CONTENT, index);
		return;
	}
	ledger->consent[person] = word[0] == 'y' ? CONSENT_YES : CONSENT_NO;
	ledger->used[index] = true;
}

static bool is_begun(const struct sheet *sheet)
{
	bool begun = sheet_answered(sheet) > 0 || sheet->item_count > 0;

	for (int i = 0; i < RUBRIC_COMMENT_COUNT; i++)
		begun |= sheet->comments[i] != NULL;
	return begun;
}

enum ledger_state ledger_peer_state(const struct ledger *ledger, size_t person, int round)
{
	size_t count, *targets = ledger_targets(ledger, person, &count);
	bool all = count > 0, any = false;

	for (size_t i = 0; i < count; i++) {
		const struct ledger_sheet *entry = ledger_about(ledger, person, targets[i], round);

		all &= entry != NULL && entry->sheet->submitted;
		any |= entry != NULL && is_begun(entry->sheet);
	}
	free(targets);
	return all ? LEDGER_DONE : any ? LEDGER_STARTED : LEDGER_NOT_STARTED;
}

void ledger_peer_free(struct ledger *ledger)
{
	for (size_t i = 0; i < ledger->team_count; i++)
		free(ledger->teams[i].members);
	free(ledger->teams);
	free(ledger->team_of);
	free(ledger->until);
	free(ledger->opened);
	free(ledger->consent);
}
