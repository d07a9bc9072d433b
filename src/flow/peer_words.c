/* Signals and factors in sentences that say which answers they come from. */
#include "config.h"

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "flow/peer_parts.h"
#include "stats/say.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct saying {
	const struct peer *peer;
	const struct peer_team *about;
	const struct team_factors *factors;
	size_t *person; /* per member of the factors: place in the list of participants */
	peer_sentence_fn *take;
	void *context;
};

static void say_sentence(struct saying *saying, struct buf *sentence)
{
	saying->take(saying->context, buf_text(sentence));
	buf_free(sentence);
}

/* "3", "3.4": one decimal, none where it is whole. */
static void add_value(struct buf *out, double value)
{
	char text[32];

	decimal_text(text, sizeof(text), floor(10 * value + 0.5) / 10);
	buf_text_add(out, isnan(value) ? "NA" : text);
}

static double value_of(const struct saying *saying, enum measure measure, size_t member)
{
	return saying->factors->of[(size_t)measure * saying->factors->team->count + member];
}

static char *name_of(const struct saying *saying, size_t member)
{
	return peer_name(saying->peer, saying->person[member]);
}

static double cell_of(const struct team *team, size_t rater, size_t target, size_t criterion)
{
	return team->cell[(rater * team->count + target) * team->criterion_count + criterion];
}

/* "3, 3 and 4": what the others gave the same person on the same criterion. */
static void add_others(struct buf *out, const struct team *team, const struct flag_cell *cell)
{
	size_t count = 0, nth = 0;

	for (size_t r = 0; r < team->count; r++)
		count += r != cell->rater && r != cell->target &&
			 !isnan(cell_of(team, r, cell->target, cell->criterion));
	for (size_t r = 0; r < team->count; r++) {
		double value = cell_of(team, r, cell->target, cell->criterion);

		if (r == cell->rater || r == cell->target || isnan(value))
			continue;
		if (nth > 0)
			buf_text_add(out, nth + 1 == count ? _(" and ") : ", ");
		add_value(out, value);
		nth++;
	}
}

static void say_conflict(struct saying *saying, size_t member)
{
	const struct team *team = saying->factors->team;
	const struct flags *flags = &saying->factors->flags;
	const struct rubric *rubric = saying->peer->data->rubric;

	for (size_t i = 0; i < flags->cell_count; i++) {
		const struct flag_cell *cell = &flags->cells[i];
		struct buf out = BUF_EMPTY, given = BUF_EMPTY, rest = BUF_EMPTY;
		size_t criterion;
		char *name, *rater;

		if (cell->flag != FLAG_CONFLICT || cell->member != member ||
			cell->criterion == FLAG_ALL)
			continue;
		criterion = rubric_find_criterion(
			rubric, names_text(saying->peer->ratings->criteria,
					saying->peer->factors->teams->criterion[cell->criterion]));
		name = name_of(saying, cell->target);
		rater = name_of(saying, cell->rater);
		add_value(&given, cell_of(team, cell->rater, cell->target, cell->criterion));
		add_others(&rest, team, cell);
		buf_format(&out, _("%s: one teammate (%s) gave %s on \"%s\", the others %s."), name,
			rater, buf_text(&given), say_title(rubric, criterion), buf_text(&rest));
		buf_free(&given);
		buf_free(&rest);
		free(name);
		free(rater);
		say_sentence(saying, &out);
	}
}

/* The highest mark that a member gave to somebody else. */
static double highest_given(const struct team *team, size_t member)
{
	double highest = NAN;

	for (size_t e = 0; e < team->count; e++) {
		double mark = team_mark(team, member, e);

		if (e != member && !isnan(mark) && !(mark <= highest))
			highest = mark;
	}
	return highest;
}

static double team_level(const struct saying *saying)
{
	return team_mean(
		saying->factors->of + (size_t)MEASURE_PEER_MEAN * saying->factors->team->count,
		saying->factors->team->count);
}

static void say_member(struct saying *saying, enum flag flag, size_t member)
{
	struct buf out = BUF_EMPTY, self = BUF_EMPTY, peers = BUF_EMPTY, other = BUF_EMPTY;
	char *name = name_of(saying, member);

	add_value(&self, value_of(saying, MEASURE_SELF_MEAN, member));
	add_value(&peers, value_of(saying, MEASURE_PEER_MEAN, member));
	switch (flag) {
	case FLAG_UNDER_CONFIDENT:
		buf_format(&out,
			_("%s gave themselves %s on average, the teammates %s: lower than the "
			  "others see it."),
			name, buf_text(&self), buf_text(&peers));
		break;
	case FLAG_OVER_CONFIDENT:
		buf_format(&out,
			_("%s gave themselves %s on average, the teammates %s: higher than the "
			  "others see it."),
			name, buf_text(&self), buf_text(&peers));
		break;
	case FLAG_LOW:
		buf_format(&out, _("%s got %s on average from the teammates, which is low."), name,
			buf_text(&peers));
		break;
	case FLAG_HIGH:
		add_value(&other, team_level(saying));
		buf_format(&out,
			_("%s got %s on average from the teammates; the whole team got %s."), name,
			buf_text(&peers), buf_text(&other));
		break;
	case FLAG_SKEWED:
		add_value(&other, highest_given(saying->factors->team, member));
		buf_format(&out,
			_("%s gave themselves %s on average and nobody else more than %s."), name,
			buf_text(&self), buf_text(&other));
		break;
	case FLAG_SAME_EVERYWHERE:
		buf_format(&out,
			_("%s gave the same everywhere; it may be a team that works well."), name);
		break;
	default: break;
	}
	buf_free(&self);
	buf_free(&peers);
	buf_free(&other);
	free(name);
	say_sentence(saying, &out);
}

static bool is_on(const struct saying *saying, enum flag flag, size_t member)
{
	return value_of(saying, (enum measure)(MEASURE_FLAG + flag), member) == 1;
}

static void say_flag(struct saying *saying, enum flag flag)
{
	for (size_t m = 0; m < saying->factors->team->count; m++) {
		if (!is_on(saying, flag, m))
			continue;
		if (flag == FLAG_CLIQUE || flag == FLAG_FEW_ANSWERS) {
			/* It is about the team: said once. */
			saying->take(saying->context,
				flag == FLAG_CLIQUE
					? _("The team falls in two parts that give each other low "
					    "levels.")
					: _("Fewer than two people of this team gave levels to "
					    "others."));
			return;
		}
		if (flag == FLAG_CONFLICT)
			say_conflict(saying, m);
		else
			say_member(saying, flag, m);
	}
}

static size_t *people_of(const struct peer *peer, const struct peer_team *team)
{
	size_t *person = mem_grow(NULL, 0, team->count + 1, sizeof(size_t));

	for (size_t m = 0; m < team->count; m++)
		if (team->members[m].in_factors < team->count)
			person[team->members[m].in_factors] = team->members[m].person;
	(void)peer;
	return person;
}

void peer_signals(const struct peer *peer, size_t team, peer_sentence_fn *take, void *context)
{
	const struct peer_team *about = &peer->teams[team];
	struct saying saying = {.peer = peer,
		.about = about,
		.factors = about->factors,
		.take = take,
		.context = context};

	if (about->factors == NULL || about->count < 2)
		return;
	saying.person = people_of(peer, about);
	for (enum flag flag = 0; flag < FLAG_COUNT; flag++)
		say_flag(&saying, flag);
	free(saying.person);
}

void peer_counts(struct buf *out, const struct peer_team *team)
{
	buf_format(out, _("%zu done, %zu started, %zu not yet"), team->done, team->started,
		team->not_yet);
}

/* --- arithmetic --------------------------------------------------------------------------------
 */

/* What a teammate's row says about a member, 1 being an equal share: WebPA's s / mean of s. Who
 * gave nothing counts as 1 to everybody where own ratings do not count. */
static double share(const struct team_factors *factors, bool self, size_t rater, size_t member)
{
	const struct team *team = factors->team;
	double *row = mem_grow(NULL, 0, team->count + 1, sizeof(double)), result;

	for (size_t e = 0; e < team->count; e++)
		row[e] = !self && e == rater ? NAN : team_mark(team, rater, e);
	result = !factors->submitted[rater] ? (self ? NAN : 1)
					    : row[member] / team_mean(row, team->count);
	free(row);
	return result;
}

static void add_shares(
	struct buf *out, const struct team_factors *factors, bool self, size_t member)
{
	size_t count = 0;

	for (size_t r = 0; r < factors->team->count; r++) {
		double value = !self && r == member ? NAN : share(factors, self, r, member);

		if (isnan(value))
			continue;
		buf_format(out, "%s%.2f", count++ > 0 ? " + " : "(", value);
	}
	buf_format(out, ") / %zu", count);
}

static void add_factor(struct buf *out, const struct team_factors *factors,
	const struct peer_settings *settings, size_t member)
{
	const struct team *team = factors->team;
	double got = team_received(team, member, settings->self), all, factor;
	double *list = mem_grow(NULL, 0, team->count + 1, sizeof(double));

	for (size_t m = 0; m < team->count; m++)
		list[m] = team_received(team, m, settings->self);
	all = team_mean(list, team->count);
	free(list);
	factor = factors->of[(size_t)peer_measure(settings) * team->count + member];
	switch (settings->method) {
	case METHOD_WEBPA: add_shares(out, factors, settings->self, member); break;
	case METHOD_SPA: buf_format(out, _("root of (%.2f / %.2f)"), got, all); break;
	case METHOD_CATME: buf_format(out, "%.2f / %.2f", got, all); break;
	default: buf_format(out, _("%.0f of 100 as teammates see it"), floor(factor + 0.5)); break;
	}
	buf_format(out, " = %.2f", peer_factor(factors, settings, member));
	if (!isnan(settings->cap) && peer_factor(factors, settings, member) == settings->cap)
		buf_format(out, _(" (the cap)"));
}

static void add_mark(struct buf *out, const struct team_factors *factors,
	const struct peer_settings *settings, size_t member, double mark)
{
	char group[32], weight[32], rest[32];
	double factor = peer_factor(factors, settings, member);

	decimal_text(group, sizeof(group), mark);
	decimal_text(weight, sizeof(weight), settings->weight);
	decimal_text(rest, sizeof(rest), floor((1 - settings->weight) * 1e6 + 0.5) / 1e6);
	if (isnan(mark)) {
		buf_format(out, _("; group mark x (%s x %.2f + %s) = group mark x %.2f"), weight,
			factor, rest, settings->weight * factor + 1 - settings->weight);
		return;
	}
	buf_format(out, "; %s x (%s x %.2f + %s) = %.2f", group, weight, factor, rest,
		peer_grade(factors, settings, member, mark));
}

void peer_arithmetic(struct buf *out, const struct peer *peer, const struct factor_set *factors,
	const struct peer_settings *settings, size_t team, size_t member)
{
	const struct peer_team *about = &peer->teams[team];
	const struct peer_member *who = &about->members[member];
	const struct team_factors *own = NULL;
	char *name = peer_name(peer, who->person);

	for (size_t t = 0; factors != NULL && about->factors != NULL && t < factors->count; t++)
		if (factors->list[t].team->group == about->factors->team->group)
			own = &factors->list[t];
	buf_format(out, "%s: ", name);
	free(name);
	if (own == NULL || who->in_factors == ROSTER_NONE ||
		isnan(peer_factor(own, settings, who->in_factors))) {
		buf_text_add(out, _("no factor, since no teammate gave levels"));
		return;
	}
	if (settings->method == METHOD_NONE) {
		buf_format(out, _("%.2f on average from teammates; this session has no factor"),
			peer_factor(own, settings, who->in_factors));
		return;
	}
	add_factor(out, own, settings, who->in_factors);
	add_mark(out, own, settings, who->in_factors, own->mark);
	if (!own->submitted[who->in_factors])
		buf_text_add(out, settings->penalty > 0 ? _("; gave nothing: the penalty comes off")
							: _("; gave nothing"));
}
