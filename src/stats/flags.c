#include "config.h"

#include "stats/flags.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

static const char *const NAMES[FLAG_COUNT] = {"under_confident", "over_confident", "low", "high",
	"skewed", "conflict", "clique", "same_everywhere", "few_answers"};

const char *flag_name(enum flag flag)
{
	return NAMES[flag];
}

struct flag_settings flag_defaults(double low, double high)
{
	return (struct flag_settings){
		.low = low,
		.high = high,
		.under_peers = 3,
		.under_gap = 1,
		.over_gap = 1,
		.low_peers = 2.5,
		.high_peers = 3.5,
		.high_gap = 0.5,
		.skewed_self = 4,
		.skewed_gap = 2,
		.conflict_low = 2,
		.conflict_rest = 3,
		.clique_gap = 2,
		.few = 2,
	};
}

/* What the tests below work with. */
struct flagging {
	const struct team *team;
	const struct flag_settings *settings;
	struct flags *flags;
	double unit;   /* one step of a 1..5 scale, on the rating scale */
	double *peers; /* per member: mean of the peers' marks */
};

/* A threshold level of the 1..5 scale on the rating scale. */
static double level(const struct flagging *flagging, double threshold)
{
	return flagging->settings->low + (threshold - 1) * flagging->unit;
}

static void set(struct flagging *flagging, enum flag flag, size_t member, bool on)
{
	flagging->flags->of[(size_t)flag * flagging->team->count + member] = on ? 1 : 0;
}

static void add_cell(struct flags *flags, enum flag flag, size_t member, size_t rater,
	size_t target, size_t criterion)
{
	if ((flags->cell_count & (flags->cell_count - 1)) == 0)
		flags->cells = mem_grow(flags->cells, flags->cell_count,
			flags->cell_count > 0 ? 2 * flags->cell_count : 1, sizeof(*flags->cells));
	flags->cells[flags->cell_count++] =
		(struct flag_cell){flag, member, rater, target, criterion};
}

/* The marks that a member got, or gave, are the cells of a flag. */
static void add_row(struct flagging *flagging, enum flag flag, size_t member, bool received)
{
	for (size_t i = 0; i < flagging->team->count; i++) {
		size_t rater = received ? i : member, target = received ? member : i;
		if (!isnan(team_mark(flagging->team, rater, target)))
			add_cell(flagging->flags, flag, member, rater, target, FLAG_ALL);
	}
}

static void flag_levels(struct flagging *flagging, size_t e, double team_mean_of_peers)
{
	const struct flag_settings *settings = flagging->settings;
	double peers = flagging->peers[e], self = team_mark(flagging->team, e, e);
	double unit = flagging->unit;
	bool on[4] = {
		peers > level(flagging, settings->under_peers) &&
			self <= peers - settings->under_gap * unit,
		self >= peers + settings->over_gap * unit,
		peers<level(flagging, settings->low_peers), peers> level(
			flagging, settings->high_peers) &&
			peers >= team_mean_of_peers + settings->high_gap * unit,
	};

	for (size_t f = FLAG_UNDER_CONFIDENT; f <= FLAG_HIGH; f++) {
		if (isnan(peers) || (f <= FLAG_OVER_CONFIDENT && isnan(self)))
			continue;
		set(flagging, (enum flag)f, e, on[f]);
		if (on[f])
			add_row(flagging, (enum flag)f, e, true);
	}
}

static void flag_skewed(struct flagging *flagging, size_t r)
{
	const struct team *team = flagging->team;
	double self = team_mark(team, r, r), highest = NAN;

	for (size_t e = 0; e < team->count; e++)
		if (e != r)
			highest = fmax(highest, team_mark(team, r, e));
	if (isnan(self) || isnan(highest))
		return;
	bool on = self >= level(flagging, flagging->settings->skewed_self) &&
		  highest <= self - flagging->settings->skewed_gap * flagging->unit;
	set(flagging, FLAG_SKEWED, r, on);
	if (on)
		add_row(flagging, FLAG_SKEWED, r, false);
}

static double cell(const struct team *team, size_t rater, size_t target, size_t criterion)
{
	return team->cell[(rater * team->count + target) * team->criterion_count + criterion];
}

static void flag_conflict(struct flagging *flagging, size_t e)
{
	const struct team *team = flagging->team;
	double bottom = level(flagging, flagging->settings->conflict_low);
	double rest = level(flagging, flagging->settings->conflict_rest);
	bool known = false, on = false;

	for (size_t c = 0; c < team->criterion_count; c++) {
		size_t below = 0, above = 0, all = 0, who = 0;
		for (size_t r = 0; r < team->count; r++) {
			double value = r == e ? NAN : cell(team, r, e, c);
			if (isnan(value))
				continue;
			all++;
			above += value >= rest;
			if (value <= bottom) {
				below++;
				who = r;
			}
		}
		known |= all >= 3;
		if (below != 1 || above < 2 || above + 1 != all)
			continue;
		on = true;
		add_cell(flagging->flags, FLAG_CONFLICT, e, who, e, c);
	}
	if (known)
		set(flagging, FLAG_CONFLICT, e, on);
}

/* Means within the two halves and across them; `half` has a bit per member. */
static bool splits(const struct flagging *flagging, unsigned long half)
{
	const struct team *team = flagging->team;
	double sum[3] = {0}, used[3] = {0};

	for (size_t r = 0; r < team->count; r++) {
		for (size_t e = 0; e < team->count; e++) {
			double mark = r == e ? NAN : team_mark(team, r, e);
			unsigned long a = half >> r & 1, b = half >> e & 1;
			if (isnan(mark))
				continue;
			sum[a == b ? a : 2] += mark;
			used[a == b ? a : 2]++;
		}
	}
	if (used[0] == 0 || used[1] == 0 || used[2] == 0)
		return false;
	double least = sum[2] / used[2] + flagging->settings->clique_gap * flagging->unit;
	return sum[0] / used[0] >= least && sum[1] / used[1] >= least;
}

static void flag_clique(struct flagging *flagging)
{
	size_t count = flagging->team->count;
	bool on = false;

	if (count > FLAG_CLIQUE_MOST)
		return;
	/* The last member is always in the half without bits: each split once. */
	for (unsigned long half = 1; count >= 4 && !on && half < 1ul << (count - 1); half++) {
		on = splits(flagging, half);
		for (size_t r = 0; on && r < count; r++)
			for (size_t e = 0; e < count; e++)
				if ((half >> r & 1) != (half >> e & 1) &&
					!isnan(team_mark(flagging->team, r, e)))
					add_cell(flagging->flags, FLAG_CLIQUE, r, r, e, FLAG_ALL);
	}
	for (size_t m = 0; m < count; m++)
		set(flagging, FLAG_CLIQUE, m, on);
}

/* Zero variance over members (on every criterion), or over criteria (for every member). */
static void flag_same(struct flagging *flagging, size_t r)
{
	const struct team *team = flagging->team;
	bool over_members = true, over_criteria = true;
	size_t rated = 0, most_answered = 0;

	for (size_t c = 0; c < team->criterion_count; c++) {
		double first = NAN;
		for (size_t e = 0; e < team->count; e++) {
			double value = cell(team, r, e, c);
			if (isnan(value))
				continue;
			over_members &= isnan(first) || value == first;
			first = value;
		}
	}
	for (size_t e = 0; e < team->count; e++) {
		double first = NAN;
		size_t answered = 0;
		for (size_t c = 0; c < team->criterion_count; c++) {
			double value = cell(team, r, e, c);
			if (isnan(value))
				continue;
			answered++;
			over_criteria &= isnan(first) || value == first;
			first = value;
		}
		rated += answered > 0;
		most_answered = answered > most_answered ? answered : most_answered;
	}
	if (rated < 2)
		return;
	bool on = over_members || (over_criteria && most_answered >= 2);
	set(flagging, FLAG_SAME_EVERYWHERE, r, on);
	if (on)
		add_row(flagging, FLAG_SAME_EVERYWHERE, r, false);
}

static void flag_few(struct flagging *flagging)
{
	const struct team *team = flagging->team;
	size_t submitted = 0;

	for (size_t r = 0; r < team->count; r++)
		submitted += !isnan(team_given(team, r));
	for (size_t m = 0; m < team->count; m++)
		set(flagging, FLAG_FEW_ANSWERS, m, submitted < flagging->settings->few);
}

struct flags flags_make(const struct team *team, const struct flag_settings *settings)
{
	struct flags flags = {.count = team->count};
	struct flagging flagging = {.team = team, .settings = settings, .flags = &flags};

	flags.of = mem_grow(NULL, 0, FLAG_COUNT * team->count, sizeof(*flags.of));
	for (size_t i = 0; i < FLAG_COUNT * team->count; i++)
		flags.of[i] = -1;
	flagging.unit = (settings->high - settings->low) / 4;
	flagging.peers = mem_grow(NULL, 0, team->count, sizeof(double));
	for (size_t e = 0; e < team->count; e++)
		flagging.peers[e] = team_received(team, e, false);
	double mean = team_mean(flagging.peers, team->count);
	for (size_t m = 0; m < team->count; m++) {
		flag_same(&flagging, m);
		if (isnan(flagging.unit))
			continue;
		flag_levels(&flagging, m, mean);
		flag_skewed(&flagging, m);
		flag_conflict(&flagging, m);
	}
	if (!isnan(flagging.unit))
		flag_clique(&flagging);
	flag_few(&flagging);
	free(flagging.peers);
	return flags;
}

void flags_free(struct flags *flags)
{
	free(flags->of);
	free(flags->cells);
	*flags = (struct flags){0};
}
