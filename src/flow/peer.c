#include "config.h"

#include "flow/peer.h"

#include "base/clock.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/state_dir.h"
#include "flow/peer_parts.h"
#include "stats/flags_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- teams -------------------------------------------------------------------------------------
 */

static bool takes_part(const struct peer *peer, size_t person)
{
	return ledger_counts(peer->data->ledger, person, 1) &&
	       strcmp(peer->data->roster.list[person].role, "lecturer") != 0;
}

static void add_member(struct peer *peer, size_t person)
{
	struct peer_team *team = &peer->teams[peer->team_count];

	peer->team_of[person] = peer->team_count;
	peer->place_of[person] = team->count;
	team->members =
		mem_grow(team->members, team->count, team->count + 1, sizeof(*team->members));
	team->members[team->count++] =
		(struct peer_member){.person = person, .in_factors = ROSTER_NONE};
}

static void make_teams(struct peer *peer)
{
	const struct ledger *ledger = peer->data->ledger;
	size_t people = peer->data->roster.count;

	peer->teams = mem_grow(NULL, 0, ledger->team_count + 1, sizeof(*peer->teams));
	peer->team_of = mem_grow(NULL, 0, people + 1, sizeof(size_t));
	peer->place_of = mem_grow(NULL, 0, people + 1, sizeof(size_t));
	for (size_t i = 0; i < people; i++)
		peer->team_of[i] = ROSTER_NONE;
	for (size_t t = 0; t < ledger->team_count; t++) {
		const struct ledger_team *team = &ledger->teams[t];

		for (size_t m = 0; m < team->count; m++)
			if (takes_part(peer, team->members[m]))
				add_member(peer, team->members[m]);
		if (peer->teams[peer->team_count].count > 0)
			peer->teams[peer->team_count++].name = team->name;
	}
}

/* --- forms -------------------------------------------------------------------------------------
 */

static void place_sheets(struct peer *peer)
{
	const struct ledger *ledger = peer->data->ledger;

	for (size_t t = 0; t < peer->team_count; t++)
		peer->teams[t].sheets = mem_grow(NULL, 0,
			peer->teams[t].count * peer->teams[t].count, sizeof(struct sheet *));
	for (size_t i = 0; i < ledger->sheet_count; i++) {
		const struct ledger_sheet *entry = &ledger->sheets[i];
		size_t target = entry->target;
		struct peer_team *team;

		if (entry->round != 1 || target == ROSTER_NONE ||
			peer->team_of[entry->person] == ROSTER_NONE ||
			peer->team_of[entry->person] != peer->team_of[target])
			continue;
		team = &peer->teams[peer->team_of[target]];
		team->sheets[peer->place_of[entry->person] * team->count + peer->place_of[target]] =
			entry->sheet;
		team->members[peer->place_of[entry->person]].late |= entry->late > 0;
	}
}

static void count_member(const struct peer *peer, struct peer_team *team, size_t at)
{
	struct peer_member *member = &team->members[at];

	member->wanted = team->count;
	for (size_t e = 0; e < team->count; e++) {
		const struct sheet *sheet = team->sheets[at * team->count + e];

		member->done += sheet != NULL && sheet->submitted;
	}
	member->state = ledger_state(peer->data->ledger, member->person, 1);
	member->last = peer->last[member->person];
	team->done += member->state == LEDGER_DONE;
	team->started += member->state == LEDGER_STARTED;
	team->not_yet += member->state == LEDGER_NOT_STARTED;
}

static void find_last(struct peer *peer)
{
	const struct ledger *ledger = peer->data->ledger;
	const struct roster *roster = &peer->data->roster;

	peer->last = mem_grow(NULL, 0, roster->count + 1, sizeof(*peer->last));
	for (size_t i = 0; i < roster->count; i++)
		peer->last[i] = "";
	for (size_t i = 0; i < ledger->records->count; i++) {
		const struct record *record = &ledger->records->list[i];
		size_t person = ledger->rater[i];

		if (!ledger->used[i])
			continue;
		if (person != ROSTER_NONE && strcmp(record->at, peer->last[person]) > 0)
			peer->last[person] = record->at;
	}
}

/* --- numbers -----------------------------------------------------------------------------------
 */

char *peer_name(const struct peer *peer, size_t person)
{
	const struct roster *roster = &peer->data->roster;
	char *name = roster_shown(&roster->list[person]);
	struct buf both = BUF_EMPTY;
	bool twice = false;

	for (size_t i = 0; i < roster->count && !twice; i++)
		twice = i != person && strcmp(roster->list[i].name, name) == 0;
	if (!twice)
		return name;
	buf_format(&both, "%s (%s)", name, roster->list[person].id);
	free(name);
	return buf_take(&both);
}

static void add_sheet(const struct peer *peer, struct ratings *ratings, const char *group,
	const char *rater, const char *target, const struct sheet *sheet)
{
	const struct rubric *rubric = peer->data->rubric;
	size_t earlier;

	for (size_t c = 0; c < rubric->criterion_count; c++) {
		const struct answer *answer = sheet != NULL ? &sheet->answers[c] : NULL;
		double value = answer != NULL && answer->status == ANSWER_SCORED
				       ? rubric_value(&rubric->criteria[c], answer->step)
				       : NAN;

		ratings_add(
			ratings, group, rater, target, rubric->criteria[c].id, value, 0, &earlier);
	}
}

/* Who has no group is a team of one: known by the person. */
static const char *group_of(const struct peer *peer, const struct peer_team *team)
{
	return team->name[0] != '\0' || team->count != 1
		       ? team->name
		       : peer->data->roster.list[team->members[0].person].id;
}

struct ratings *peer_ratings(const struct peer *peer, bool named)
{
	const struct roster *roster = &peer->data->roster;
	struct ratings *ratings = ratings_new();
	char **names = mem_grow(NULL, 0, roster->count + 1, sizeof(*names));

	for (size_t i = 0; i < roster->count; i++)
		names[i] = named ? peer_name(peer, i) : mem_text(roster->list[i].id);
	for (size_t t = 0; t < peer->team_count; t++) {
		const struct peer_team *team = &peer->teams[t];

		/* A row for everybody, also where nothing was said: they are of the team. */
		for (size_t r = 0; r < team->count; r++)
			for (size_t e = 0; e < team->count; e++)
				if (r == e || team->sheets[r * team->count + e] != NULL)
					add_sheet(peer, ratings, group_of(peer, team),
						names[team->members[r].person],
						names[team->members[e].person],
						team->sheets[r * team->count + e]);
	}
	for (size_t i = 0; i < roster->count; i++)
		free(names[i]);
	free(names);
	return ratings;
}

enum measure peer_measure(const struct peer_settings *settings)
{
	static const enum measure measures[METHOD_COUNT] = {MEASURE_PEER_MEAN, MEASURE_WEBPA_SCORE,
		MEASURE_SPA, MEASURE_CATME_PEERS, MEASURE_TEAMMATES_PERCEIVED};

	return settings->method == METHOD_CATME && settings->self ? MEASURE_CATME_SELF
								  : measures[settings->method];
}

/* The rating scale of the signals: lowest and highest value that any criterion has. */
static void scale_of(const struct rubric *rubric, double *low, double *high)
{
	*low = *high = NAN;
	for (size_t c = 0; c < rubric->criterion_count; c++)
		for (size_t s = 0; s < rubric->criteria[c].step_count; s++) {
			double value = rubric->criteria[c].steps[s].value;

			*low = isnan(*low) || value < *low ? value : *low;
			*high = isnan(*high) || value > *high ? value : *high;
		}
}

void peer_factor_options(const struct peer *peer, const struct peer_settings *settings,
	struct factor_options *options)
{
	double low, high;

	*options = (struct factor_options){.self = settings->self,
		.cap = settings->cap,
		.decimals = -1,
		.grading = {.weight = settings->weight,
			.penalty = settings->penalty,
			.penalty_points = settings->penalty_points,
			.low = settings->low,
			.high = settings->high}};
	scale_of(peer->data->rubric, &low, &high);
	options->flags = flag_defaults(low, high);
	flags_text_take(&options->flags, peer->data->session.signals);
}

static void find_in_factors(struct peer *peer, const struct team_factors *factors)
{
	const struct names *people = peer->ratings->people;
	size_t first =
		roster_find(&peer->data->roster, names_text(people, factors->team->person[0]));
	struct peer_team *team = &peer->teams[peer->team_of[first]];

	team->factors = factors;
	for (size_t m = 0; m < factors->team->count; m++) {
		size_t person = roster_find(
			&peer->data->roster, names_text(people, factors->team->person[m]));

		team->members[peer->place_of[person]].in_factors = m;
		/* Who is alone in a team gives no signal: nobody could say anything. */
		for (size_t f = 0; team->count > 1 && f < FLAG_COUNT; f++)
			team->signals +=
				factors->of[(MEASURE_FLAG + f) * factors->team->count + m] == 1;
	}
}

static void make_factors(struct peer *peer)
{
	struct factor_options options;
	double *weights;
	uint32_t large;

	peer->ratings = peer_ratings(peer, false);
	peer_factor_options(peer, &peer->settings, &options);
	weights = peer_weights(peer, peer->ratings);
	options.weights = weights;
	peer->factors = factor_set_new(peer->ratings, &options, &large);
	free(weights);
	for (size_t t = 0; peer->factors != NULL && t < peer->factors->count; t++)
		find_in_factors(peer, &peer->factors->list[t]);
}

double *peer_weights(const struct peer *peer, const struct ratings *ratings)
{
	const struct rubric *rubric = peer->data->rubric;
	double *weights = mem_grow(NULL, 0, names_count(ratings->criteria) + 1, sizeof(double));

	for (size_t c = 0; c < names_count(ratings->criteria); c++)
		weights[c] = rubric->criteria[rubric_find_criterion(rubric,
						      names_text(ratings->criteria, (uint32_t)c))]
				     .weight;
	return weights;
}

/* --- all of it ---------------------------------------------------------------------------------
 */

const char *peer_closes(const struct peer *peer)
{
	const char *closes = peer->data->session.closes;

	/* As it was typed: in the time zone of the owner. */
	for (size_t i = 0; i < peer->data->steps.count; i++) {
		const struct state_step *step = &peer->data->steps.list[i];
		const char *later = state_step_get(step, "closes");

		if (later[0] != '\0' && state_step_get(step, "person")[0] == '\0' &&
			(strcmp(step->step, "extended") == 0 ||
				strcmp(step->step, "reopened") == 0))
			closes = later;
	}
	return closes;
}

static bool is_open(const struct peer *peer)
{
	char now[CLOCK_TEXT_LEN + 1];

	clock_text(now, clock_now());
	return !ledger_all_over(peer->data->ledger, now);
}

static struct peer *make(struct session_data *data)
{
	struct peer *peer = MEM_NEW(struct peer);

	peer->data = data;
	peer->owner = !data->copied && (long)geteuid() == data->owner;
	peer_settings_read(&peer->settings, &data->session, &data->steps);
	find_last(peer);
	make_teams(peer);
	place_sheets(peer);
	for (size_t t = 0; t < peer->team_count; t++)
		for (size_t m = 0; m < peer->teams[t].count; m++)
			count_member(peer, &peer->teams[t], m);
	peer->open = is_open(peer);
	peer_comments_make(peer);
	if (!peer->open)
		make_factors(peer);
	return peer;
}

bool peer_is_kind(const struct session_data *data, struct err *err)
{
	return (data->session.kind == SESSION_PEER && data->ledger != NULL) ||
	       err_set(err, ERR_INPUT, data->path, "%s",
		       _("this is no session of kind peer; hint: peil session new DIR --kind "
			 "peer"));
}

struct peer *peer_open(const char *path, struct err *err)
{
	struct session_data *data = session_read(path, err);

	if (data == NULL)
		return NULL;
	if (!peer_is_kind(data, err)) {
		session_data_free(data);
		return NULL;
	}
	return make(data);
}

struct peer *peer_again(const struct peer *peer, struct err *err)
{
	return peer_open(peer->data->path, err);
}

bool peer_owned(const struct peer *peer, struct err *err)
{
	if (peer->owner)
		return true;
	return err_set(err, ERR_INPUT, peer->data->path, "%s",
		_("only the owner of this session can do that"));
}

bool peer_keep_over(const struct peer *peer, char today[11])
{
	clock_date(today, clock_now());
	return peer->data->session.keep_until[0] != '\0' &&
	       strcmp(peer->data->session.keep_until, today) < 0;
}

bool peer_readable(const struct peer *peer, struct err *err)
{
	return peer_owned(peer, err) &&
	       (!peer->open || err_set(err, ERR_INPUT, peer->data->path, "%s",
				       _("the round is still open: until it closes there are "
					 "counts only; hint: "
					 "peil session close DIR")));
}

void peer_free(struct peer *peer)
{
	if (peer == NULL)
		return;
	for (size_t t = 0; t < peer->team_count; t++) {
		free(peer->teams[t].members);
		free(peer->teams[t].sheets);
	}
	free(peer->teams);
	free(peer->team_of);
	free(peer->place_of);
	free(peer->last);
	peer_comments_free(peer);
	factor_set_free(peer->factors);
	ratings_free(peer->ratings);
	session_data_free(peer->data);
	free(peer);
}
