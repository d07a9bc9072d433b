/* Signals about a team (the families of CATME and Buddycheck). A flag changes no number; the cells
 * that triggered it are listed. Thresholds are given on a 1..5 scale and mapped onto the rating
 * scale: levels as min + (t - 1) * (max - min) / 4, distances by the width. */
#ifndef PEIL_STATS_FLAGS_H
#define PEIL_STATS_FLAGS_H

#include "stats/team.h"

enum flag {
	FLAG_UNDER_CONFIDENT, /* peers > 3 and self <= peers - 1 */
	FLAG_OVER_CONFIDENT,  /* self >= peers + 1 */
	FLAG_LOW,	      /* peers < 2.5 */
	FLAG_HIGH,	      /* peers > 3.5 and >= 0.5 above the team's mean */
	FLAG_SKEWED,	      /* self >= 4 and every mark given <= self - 2 */
	FLAG_CONFLICT, /* on a criterion one rater <= 2 where all others, two or more, >= 3 */
	FLAG_CLIQUE,   /* the team splits in two, each within-mean >= 2 above the cross-mean */
	FLAG_SAME_EVERYWHERE, /* gave everybody the same, or each one the same on all criteria */
	FLAG_FEW_ANSWERS,     /* fewer than two in the team submitted about others */
	FLAG_COUNT
};

struct flag_settings {
	double low, high; /* the rating scale; NaN: no flags but the last two */
	double under_peers, under_gap, over_gap, low_peers, high_peers, high_gap;
	double skewed_self, skewed_gap, conflict_low, conflict_rest, clique_gap;
	size_t few;
};

/* A cell that triggered a flag; `criterion` is a sorted position, or FLAG_ALL for the mark. */
#define FLAG_ALL ((size_t)-1)
struct flag_cell {
	enum flag flag;
	size_t member; /* who is flagged */
	size_t rater, target, criterion;
};

struct flags {
	size_t count;	 /* members */
	signed char *of; /* [flag * count + member]: 1, 0, or -1 where it cannot be said */
	struct flag_cell *cells;
	size_t cell_count;
};

#define FLAG_CLIQUE_MOST 16 /* members: beyond that the ways to split are too many */

/* The defaults of methods.md section 3 on the scale low..high. */
struct flag_settings flag_defaults(double low, double high);
struct flags flags_make(const struct team *team, const struct flag_settings *settings);
void flags_free(struct flags *flags);
/* "under_confident", ... constant. */
const char *flag_name(enum flag flag);

#endif
