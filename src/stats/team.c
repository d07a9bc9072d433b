#include "config.h"

#include "stats/team.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct named {
	const char *name;
	uint32_t id;
};

static int compare_named(const void *left, const void *right)
{
	const struct named *a = left, *b = right;

	return strcmp(a->name, b->name);
}

/* Numbers of `names` in the order of the alphabet (bytes, the same in every language). */
static uint32_t *sorted_ids(const struct names *names)
{
	size_t count = names_count(names);
	struct named *list = mem_grow(NULL, 0, count, sizeof(*list));
	uint32_t *ids = mem_grow(NULL, 0, count, sizeof(*ids));

	for (uint32_t i = 0; i < count; i++)
		list[i] = (struct named){names_text(names, i), i};
	qsort(list, count, sizeof(*list), compare_named);
	for (size_t i = 0; i < count; i++)
		ids[i] = list[i].id;
	free(list);
	return ids;
}

static uint32_t *inverse(const uint32_t *ids, size_t count)
{
	uint32_t *place = mem_grow(NULL, 0, count, sizeof(*place));

	for (size_t i = 0; i < count; i++)
		place[ids[i]] = (uint32_t)i;
	return place;
}

/* A table sorted for filling teams. */
struct building {
	const struct ratings *ratings;
	struct teams *teams;
	uint32_t *group_place, *criterion_place; /* number -> sorted position */
	uint32_t *seat;				 /* per person: member of the team at hand, + 1 */
};

/* Rows of one group: members in sorted order. */
static void seat_members(
	struct building *building, struct team *team, const uint32_t *rows, size_t row_count)
{
	const struct ratings *ratings = building->ratings;
	uint32_t *found = mem_grow(NULL, 0, 2 * row_count, sizeof(*found));
	struct named *list;

	for (size_t i = 0; i < row_count; i++) {
		const struct ratings_row *row = &ratings->rows[rows[i]];
		uint32_t both[2] = {row->rater, row->target};
		for (size_t b = 0; b < 2; b++) {
			if (building->seat[both[b]] != 0)
				continue;
			building->seat[both[b]] = 1;
			found[team->count++] = both[b];
		}
	}
	list = mem_grow(NULL, 0, team->count, sizeof(*list));
	for (size_t m = 0; m < team->count; m++)
		list[m] = (struct named){names_text(ratings->people, found[m]), found[m]};
	qsort(list, team->count, sizeof(*list), compare_named);
	team->person = mem_grow(NULL, 0, team->count, sizeof(*team->person));
	for (size_t m = 0; m < team->count; m++) {
		team->person[m] = list[m].id;
		building->seat[list[m].id] = (uint32_t)m + 1;
	}
	free(list);
	free(found);
}

static void fill_marks(struct team *team, const struct teams *teams, const double *weights)
{
	for (size_t i = 0; i < team->count * team->count; i++) {
		double sum = 0, weight = 0;
		for (size_t c = 0; c < team->criterion_count; c++) {
			double value = team->cell[i * team->criterion_count + c];
			double own = weights ? weights[teams->criterion[c]] : 1;
			if (isnan(value))
				continue;
			sum += own * value;
			weight += own;
		}
		team->mark[i] = weight > 0 ? sum / weight : NAN;
	}
}

/* False when the team would have too many cells. */
static bool build_team(struct building *building, struct team *team, const uint32_t *rows,
	size_t row_count, const double *weights)
{
	const struct ratings *ratings = building->ratings;

	team->group = ratings->rows[rows[0]].group;
	team->criterion_count = names_count(ratings->criteria);
	seat_members(building, team, rows, row_count);
	size_t pairs = team->count * team->count;
	bool fits = pairs <= TEAM_CELLS_MOST / team->criterion_count;
	if (fits) {
		team->mark = mem_grow(NULL, 0, pairs, sizeof(double));
		team->cell = mem_grow(NULL, 0, pairs * team->criterion_count, sizeof(double));
		for (size_t i = 0; i < pairs * team->criterion_count; i++)
			team->cell[i] = NAN;
		for (size_t i = 0; i < row_count; i++) {
			const struct ratings_row *row = &ratings->rows[rows[i]];
			size_t at = (building->seat[row->rater] - 1) * team->count +
				    building->seat[row->target] - 1;
			if (row->value != RATINGS_MISSING)
				team->cell[at * team->criterion_count +
					   building->criterion_place[row->criterion]] =
					ratings->values[row->value];
		}
		fill_marks(team, building->teams, weights);
	}
	for (size_t m = 0; m < team->count; m++)
		building->seat[team->person[m]] = 0;
	return fits;
}

/* Row numbers sorted by group (by name); start[g] .. start[g + 1] - 1 are group g's. */
static uint32_t *rows_by_group(const struct building *building, size_t **start)
{
	const struct ratings *ratings = building->ratings;
	size_t groups = names_count(ratings->groups);
	uint32_t *rows = mem_grow(NULL, 0, ratings->row_count, sizeof(*rows));
	size_t *at = mem_grow(NULL, 0, groups + 1, sizeof(*at));

	*start = mem_grow(NULL, 0, groups + 1, sizeof(**start));
	for (size_t i = 0; i < ratings->row_count; i++)
		(*start)[building->group_place[ratings->rows[i].group] + 1]++;
	for (size_t g = 0; g < groups; g++)
		(*start)[g + 1] += (*start)[g];
	memcpy(at, *start, (groups + 1) * sizeof(*at));
	for (size_t i = 0; i < ratings->row_count; i++)
		rows[at[building->group_place[ratings->rows[i].group]]++] = (uint32_t)i;
	free(at);
	return rows;
}

struct teams *teams_new(const struct ratings *ratings, const double *weights, uint32_t *large)
{
	struct teams *teams = MEM_NEW(struct teams);
	size_t groups = names_count(ratings->groups), *start;
	uint32_t *group = sorted_ids(ratings->groups);
	struct building building = {.ratings = ratings, .teams = teams};
	bool fits = true;

	teams->criterion = sorted_ids(ratings->criteria);
	building.group_place = inverse(group, groups);
	building.criterion_place = inverse(teams->criterion, names_count(ratings->criteria));
	building.seat = mem_grow(NULL, 0, names_count(ratings->people), sizeof(uint32_t));
	uint32_t *rows = rows_by_group(&building, &start);
	teams->list = mem_grow(NULL, 0, groups, sizeof(*teams->list));
	for (size_t g = 0; g < groups && fits; g++) {
		if (start[g + 1] == start[g])
			continue;
		struct team *team = &teams->list[teams->count++];
		fits = build_team(
			&building, team, rows + start[g], start[g + 1] - start[g], weights);
		*large = team->group;
	}
	free(group);
	free(rows);
	free(start);
	free(building.group_place);
	free(building.criterion_place);
	free(building.seat);
	if (fits)
		return teams;
	teams_free(teams);
	return NULL;
}

void teams_free(struct teams *teams)
{
	if (!teams)
		return;
	for (size_t t = 0; t < teams->count; t++) {
		free(teams->list[t].person);
		free(teams->list[t].cell);
		free(teams->list[t].mark);
	}
	free(teams->list);
	free(teams->criterion);
	free(teams);
}

double team_mean(const double *list, size_t count)
{
	double sum = 0, used = 0;

	for (size_t i = 0; i < count; i++) {
		if (isnan(list[i]))
			continue;
		sum += list[i];
		used++;
	}
	return used > 0 ? sum / used : NAN;
}

double team_received(const struct team *team, size_t member, bool self)
{
	double sum = 0, used = 0;

	for (size_t r = 0; r < team->count; r++) {
		double mark = team_mark(team, r, member);
		if (isnan(mark) || (r == member && !self))
			continue;
		sum += mark;
		used++;
	}
	return used > 0 ? sum / used : NAN;
}

double team_given(const struct team *team, size_t member)
{
	double sum = 0, used = 0;

	for (size_t e = 0; e < team->count; e++) {
		double mark = team_mark(team, member, e);
		if (isnan(mark) || e == member)
			continue;
		sum += mark;
		used++;
	}
	return used > 0 ? sum / used : NAN;
}
