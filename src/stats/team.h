/* One group as a matrix of marks: rows rate columns, members sorted by name, so that the order of
 * rows in a table changes no bit of a result. Members are all who rate or are rated. */
#ifndef PEIL_STATS_TEAM_H
#define PEIL_STATS_TEAM_H

#include "model/ratings.h"

#define TEAM_CELLS_MOST 50000000 /* of one group; more is a table without its group column */

struct team {
	uint32_t group;	  /* number in ratings->groups */
	uint32_t *person; /* per member: number in ratings->people */
	size_t count;
	size_t criterion_count; /* of the whole table, sorted by name */
	double *cell;		/* [(rater * count + target) * criterion_count + criterion] */
	double *mark; /* [rater * count + target]: the weighted mean over the criteria answered */
};

struct teams {
	struct team *list; /* sorted by group name */
	size_t count;
	uint32_t *criterion; /* sorted position -> number in ratings->criteria */
};

/* `weights` by number in ratings->criteria, NULL: all 1. NULL when a group has more cells than
 * TEAM_CELLS_MOST; *large is then its number. */
struct teams *teams_new(const struct ratings *ratings, const double *weights, uint32_t *large);
void teams_free(struct teams *teams);
/* The mark, NaN where there is none. */
static inline double team_mark(const struct team *team, size_t rater, size_t target)
{
	return team->mark[rater * team->count + target];
}
/* Means over what there is, NaN without any: what `member` got (own rating only if `self`), and
 * what the member gave to the others. */
double team_received(const struct team *team, size_t member, bool self);
double team_given(const struct team *team, size_t member);
/* The mean of a list without its NaN; NaN when nothing is left. */
double team_mean(const double *list, size_t count);

#endif
