/* Every peer factor of every group, side by side: raw, and graded where there is a mark. */
#ifndef PEIL_STATS_FACTOR_SET_H
#define PEIL_STATS_FACTOR_SET_H

#include "stats/flags.h"
#include "stats/team.h"
#include "stats/webpa.h"

enum measure {
	MEASURE_WEBPA_SCORE,
	MEASURE_WEBPA_GRADE,
	MEASURE_SPA,
	MEASURE_SAPA,
	MEASURE_CATME_SELF,
	MEASURE_CATME_PEERS,
	MEASURE_TEAMMATES_CLAIMED,
	MEASURE_TEAMMATES_PERCEIVED,
	MEASURE_PEER_MEAN,
	MEASURE_SELF_MEAN,
	MEASURE_GIVEN_MEAN,
	MEASURE_GAIN,
	MEASURE_FLAG, /* the first flag; the others follow */
	MEASURE_COUNT = MEASURE_FLAG + FLAG_COUNT
};

struct factor_options {
	bool self;  /* own ratings count in webpa and spa */
	double cap; /* NaN: none */
	bool catme_display;
	int decimals; /* of grades, half up; -1: as they are */
	struct grading grading;
	const double *marks;   /* by number of group; NULL: no grades */
	const double *weights; /* by number of criterion; NULL: all 1 */
	struct flag_settings flags;
};

struct team_factors {
	const struct team *team; /* borrowed from the set */
	double mark;		 /* NaN when there is none */
	double *of;		 /* [measure * team->count + member] */
	bool *submitted;
	size_t submitted_count;
	struct flags flags;
};

struct factor_set {
	struct teams *teams;
	struct team_factors *list;
	size_t count;
};

/* NULL when a group is too large (see teams_new). */
struct factor_set *factor_set_new(
	const struct ratings *ratings, const struct factor_options *options, uint32_t *large);
void factor_set_free(struct factor_set *set);
/* As in formats.md section 5: "webpa_score", "flag_low"; into `out`. */
#define MEASURE_NAME_MAX 32
void measure_name(char out[MEASURE_NAME_MAX], enum measure measure);

#endif
