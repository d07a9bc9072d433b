#include "config.h"

#include "stats/factor_set.h"

#include "base/mem.h"
#include "stats/catme.h"
#include "stats/spa.h"
#include "stats/teammates.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const NAMES[MEASURE_FLAG] = {"webpa_score", "webpa_grade", "spa", "sapa",
	"catme_self", "catme_peers", "teammates_claimed", "teammates_perceived", "peer_mean",
	"self_mean", "given_mean", "gain_by_absence"};

void measure_name(char out[MEASURE_NAME_MAX], enum measure measure)
{
	if (measure < MEASURE_FLAG)
		snprintf(out, MEASURE_NAME_MAX, "%s", NAMES[measure]);
	else
		snprintf(out, MEASURE_NAME_MAX, "flag_%s",
			flag_name((enum flag)(measure - MEASURE_FLAG)));
}

/* Half up; the little extra keeps 2.675 (a hair below it in binary) from going down. */
static double round_half_up(double value, int decimals)
{
	double scale = pow(10, decimals);

	return decimals < 0 || isnan(value) ? value : floor(value * scale + 0.5 + 1e-9) / scale;
}

static double *row_of(struct team_factors *factors, enum measure measure)
{
	return factors->of + (size_t)measure * factors->team->count;
}

static void make_webpa(struct team_factors *factors, const struct factor_options *options)
{
	size_t count = factors->team->count;
	struct webpa webpa = webpa_make(factors->team, options->self, options->cap);

	memcpy(row_of(factors, MEASURE_WEBPA_SCORE), webpa.score, count * sizeof(double));
	memcpy(row_of(factors, MEASURE_GAIN), webpa.gain, count * sizeof(double));
	for (size_t m = 0; m < count; m++)
		row_of(factors, MEASURE_WEBPA_GRADE)[m] =
			isnan(factors->mark) ? NAN
					     : round_half_up(webpa_grade(&webpa, m, factors->mark,
								     &options->grading),
						       options->decimals);
	factors->submitted = webpa.submitted;
	factors->submitted_count = webpa.submitted_count;
	webpa.submitted = NULL;
	webpa_free(&webpa);
}

static void make_catme(struct team_factors *factors, bool display)
{
	double *self = row_of(factors, MEASURE_CATME_SELF);
	double *peers = row_of(factors, MEASURE_CATME_PEERS);

	catme_factors(factors->team, true, self);
	catme_factors(factors->team, false, peers);
	for (size_t m = 0; display && m < factors->team->count; m++) {
		self[m] = catme_display(self[m]);
		peers[m] = catme_display(peers[m]);
	}
}

static void make_team(struct team_factors *factors, const struct factor_options *options)
{
	const struct team *team = factors->team;

	factors->of = mem_grow(NULL, 0, MEASURE_COUNT * team->count, sizeof(double));
	factors->mark = options->marks ? options->marks[team->group] : NAN;
	make_webpa(factors, options);
	spa_factors(team, options->self, row_of(factors, MEASURE_SPA));
	sapa_factors(team, row_of(factors, MEASURE_SAPA));
	make_catme(factors, options->catme_display);
	teammates_contribution(team, row_of(factors, MEASURE_TEAMMATES_CLAIMED),
		row_of(factors, MEASURE_TEAMMATES_PERCEIVED));
	factors->flags = flags_make(team, &options->flags);
	for (size_t m = 0; m < team->count; m++) {
		row_of(factors, MEASURE_PEER_MEAN)[m] = team_received(team, m, false);
		row_of(factors, MEASURE_SELF_MEAN)[m] = team_mark(team, m, m);
		row_of(factors, MEASURE_GIVEN_MEAN)[m] = team_given(team, m);
		for (size_t f = 0; f < FLAG_COUNT; f++) {
			signed char on = factors->flags.of[f * team->count + m];
			row_of(factors, (enum measure)(MEASURE_FLAG + f))[m] = on < 0 ? NAN : on;
		}
	}
}

struct factor_set *factor_set_new(
	const struct ratings *ratings, const struct factor_options *options, uint32_t *large)
{
	struct teams *teams = teams_new(ratings, options->weights, large);
	struct factor_set *set;

	if (!teams)
		return NULL;
	set = MEM_NEW(struct factor_set);
	set->teams = teams;
	set->count = teams->count;
	set->list = mem_grow(NULL, 0, teams->count, sizeof(*set->list));
	for (size_t t = 0; t < teams->count; t++) {
		set->list[t].team = &teams->list[t];
		make_team(&set->list[t], options);
	}
	return set;
}

void factor_set_free(struct factor_set *set)
{
	if (!set)
		return;
	for (size_t t = 0; t < set->count; t++) {
		free(set->list[t].of);
		free(set->list[t].submitted);
		flags_free(&set->list[t].flags);
	}
	free(set->list);
	teams_free(set->teams);
	free(set);
}
