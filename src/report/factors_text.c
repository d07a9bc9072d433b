#include "config.h"

#include "report/factors_text.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NAME_COLUMNS 16
#define CELL_COLUMNS 9
#define MATRIX_MOST  14 /* members; a wider matrix helps nobody */

struct writing {
	struct sink *sink;
	struct buf text;
	const struct ratings *ratings;
	const struct factor_options *options;
	const struct team_factors *factors;
	const uint32_t *criterion; /* sorted position -> number */
};

/* What stands at the head of a column of factors. */
static const struct column {
	enum measure measure;
	const char *head; /* msgid */
} COLUMNS[] = {
	{MEASURE_PEER_MEAN, N_("peers")},
	{MEASURE_SELF_MEAN, N_("self")},
	{MEASURE_WEBPA_SCORE, N_("WebPA")},
	{MEASURE_WEBPA_GRADE, N_("grade")},
	{MEASURE_SPA, N_("SPA")},
	{MEASURE_SAPA, N_("SAPA")},
	{MEASURE_CATME_PEERS, N_("CATME")},
	{MEASURE_CATME_SELF, N_("CATME+s")},
	{MEASURE_TEAMMATES_PERCEIVED, N_("TEAMM.")},
	{MEASURE_TEAMMATES_CLAIMED, N_("claimed")},
	{MEASURE_GAIN, N_("absence")},
};

static void line(struct writing *writing)
{
	size_t len = writing->text.len;

	while (len > 0 && writing->text.data[len - 1] == ' ')
		len--;
	buf_cut(&writing->text, len);
	buf_byte(&writing->text, '\n');
	sink_add(writing->sink, writing->text.data, writing->text.len);
	buf_cut(&writing->text, 0);
}

static void add_name(struct writing *writing, size_t member, int columns)
{
	const struct team *team = writing->factors->team;
	char *safe = text_safe_copy(
		names_text(writing->ratings->people, team->person[member]), TEXT_LINE);

	if (columns > 0)
		text_pad(&writing->text, safe, columns, true);
	else
		buf_text_add(&writing->text, safe);
	free(safe);
}

static void add_number(struct buf *out, double value, int decimals)
{
	if (isnan(value))
		buf_format(out, "%*s", CELL_COLUMNS, "NA");
	else
		buf_format(out, "%*.*f", CELL_COLUMNS, decimals, value);
}

static double measured(const struct writing *writing, enum measure measure, size_t member)
{
	return writing->factors->of[(size_t)measure * writing->factors->team->count + member];
}

static void write_heading(struct writing *writing)
{
	const struct team_factors *factors = writing->factors;
	const char *group = names_text(writing->ratings->groups, factors->team->group);
	char number[32];

	if (*group) {
		buf_text_add(&writing->text, _("Group "));
		text_safe(&writing->text, group, strlen(group), TEXT_LINE);
		buf_text_add(&writing->text, ": ");
	}
	buf_format(&writing->text, _("%zu of %zu submitted"), factors->submitted_count,
		factors->team->count);
	if (!isnan(factors->mark)) {
		decimal_text(number, sizeof(number), factors->mark);
		buf_format(&writing->text, _("; the group's mark is %s"), number);
	}
	line(writing);
}

static void write_matrix(struct writing *writing)
{
	const struct team *team = writing->factors->team;

	if (team->count > MATRIX_MOST)
		return;
	buf_text_add(
		&writing->text, _("Who gave what (rows rate columns; means over the criteria)"));
	line(writing);
	buf_format(&writing->text, "%*s", NAME_COLUMNS, "");
	for (size_t e = 0; e < team->count; e++) {
		buf_byte(&writing->text, ' ');
		add_name(writing, e, CELL_COLUMNS - 1);
	}
	line(writing);
	for (size_t r = 0; r < team->count; r++) {
		add_name(writing, r, NAME_COLUMNS);
		for (size_t e = 0; e < team->count; e++)
			if (isnan(team_mark(team, r, e)))
				buf_format(&writing->text, "%*s", CELL_COLUMNS, "-");
			else
				add_number(&writing->text, team_mark(team, r, e), 2);
		line(writing);
	}
}

static void write_table(struct writing *writing)
{
	const size_t columns = sizeof(COLUMNS) / sizeof(COLUMNS[0]);
	const struct team *team = writing->factors->team;
	int decimals = writing->options->decimals >= 0 ? writing->options->decimals : 2;

	buf_format(&writing->text, "%*s", NAME_COLUMNS, "");
	for (size_t c = 0; c < columns; c++)
		buf_format(&writing->text, "%*s", CELL_COLUMNS, _(COLUMNS[c].head));
	line(writing);
	for (size_t m = 0; m < team->count; m++) {
		add_name(writing, m, NAME_COLUMNS);
		for (size_t c = 0; c < columns; c++) {
			enum measure measure = COLUMNS[c].measure;
			bool percent = measure == MEASURE_TEAMMATES_CLAIMED ||
				       measure == MEASURE_TEAMMATES_PERCEIVED;
			double value = measured(writing, measure, m);
			add_number(&writing->text, percent ? floor(value + 0.5) : value,
				measure == MEASURE_WEBPA_GRADE ? decimals
				: percent		       ? 0
				: measure <= MEASURE_GAIN && measure != MEASURE_PEER_MEAN &&
						measure != MEASURE_SELF_MEAN
					? 3
					: 2);
		}
		line(writing);
	}
}

/* "Alice: 80 x 1.130 x 0.5 + 80 x 0.5 = 85.20". */
static void write_arithmetic(struct writing *writing)
{
	const struct team_factors *factors = writing->factors;
	const struct grading *grading = &writing->options->grading;
	char mark[32], weight[32], rest[32], penalty[32];

	if (isnan(factors->mark) || factors->submitted_count == 0)
		return;
	decimal_text(mark, sizeof(mark), factors->mark);
	decimal_text(weight, sizeof(weight), grading->weight);
	decimal_text(rest, sizeof(rest), 1 - grading->weight);
	decimal_text(penalty, sizeof(penalty),
		grading->penalty_points ? grading->penalty : 100 * grading->penalty);
	for (size_t m = 0; m < factors->team->count; m++) {
		double score = measured(writing, MEASURE_WEBPA_SCORE, m);
		double grade = measured(writing, MEASURE_WEBPA_GRADE, m);
		if (isnan(score))
			continue;
		add_name(writing, m, 0);
		buf_format(&writing->text, ": %s x %.3f x %s + %s x %s", mark, score, weight, mark,
			rest);
		if (!factors->submitted[m] && grading->penalty > 0) {
			buf_format(&writing->text, ", %s %s%s", _("less"), penalty,
				grading->penalty_points ? "" : "%");
			buf_format(&writing->text, " %s", _("for submitting nothing"));
		}
		buf_format(&writing->text, " = %.*f",
			writing->options->decimals >= 0 ? writing->options->decimals : 2, grade);
		if (grade == grading->low || grade == grading->high)
			buf_format(&writing->text, " %s", _("(the end of the scale)"));
		line(writing);
	}
}

static const char *flag_sentence(enum flag flag)
{
	switch (flag) {
	case FLAG_UNDER_CONFIDENT: return _("rates themselves well below what the peers say");
	case FLAG_OVER_CONFIDENT: return _("rates themselves well above what the peers say");
	case FLAG_LOW: return _("is rated low by the peers");
	case FLAG_HIGH: return _("is rated well above the team");
	case FLAG_SKEWED: return _("rates themselves high and everybody else low");
	case FLAG_CONFLICT: return _("one teammate rates low where all others do not");
	case FLAG_CLIQUE: return _("the team falls in two halves that rate each other low");
	case FLAG_SAME_EVERYWHERE:
		return _("gave the same everywhere; it may be a team that works");
	case FLAG_FEW_ANSWERS: return _("fewer than two in the team submitted");
	case FLAG_COUNT: break;
	}
	return "";
}

static double cell_value(const struct team *team, size_t rater, size_t target, size_t criterion)
{
	return team->cell[(rater * team->count + target) * team->criterion_count + criterion];
}

/* What the others gave the same person on the same criterion: "3, 3, 4". */
static void add_others(struct writing *writing, const struct flag_cell *cell)
{
	const struct team *team = writing->factors->team;
	const char *between = "";
	char number[32];

	for (size_t r = 0; r < team->count; r++) {
		double value = cell_value(team, r, cell->target, cell->criterion);
		if (r == cell->rater || r == cell->target || isnan(value))
			continue;
		decimal_text(number, sizeof(number), value);
		buf_format(&writing->text, "%s%s", between, number);
		between = ", ";
	}
}

/* Who gave what, for the one flag whose cells say more than its sentence does. */
static void add_conflict(struct writing *writing, size_t member)
{
	const struct team_factors *factors = writing->factors;
	const struct team *team = factors->team;
	char number[32];

	for (size_t i = 0; i < factors->flags.cell_count; i++) {
		const struct flag_cell *cell = &factors->flags.cells[i];
		if (cell->flag != FLAG_CONFLICT || cell->member != member)
			continue;
		decimal_text(number, sizeof(number),
			cell_value(team, cell->rater, cell->target, cell->criterion));
		buf_text_add(&writing->text, "; ");
		add_name(writing, cell->rater, 0);
		buf_format(&writing->text, " %s %s", _("gave"), number);
		if (team->criterion_count > 1) {
			const char *name = names_text(
				writing->ratings->criteria, writing->criterion[cell->criterion]);
			buf_format(&writing->text, " %s ", _("on"));
			text_safe(&writing->text, name, strlen(name), TEXT_LINE);
		}
		buf_format(&writing->text, ", %s ", _("the others"));
		add_others(writing, cell);
	}
}

static void write_signals(struct writing *writing)
{
	for (size_t m = 0; m < writing->factors->team->count; m++) {
		for (enum flag f = 0; f < FLAG_COUNT; f++) {
			if (measured(writing, (enum measure)(MEASURE_FLAG + f), m) != 1)
				continue;
			buf_format(&writing->text, "%s: ", _("Signal"));
			add_name(writing, m, 0);
			buf_format(&writing->text, ": %s", flag_sentence(f));
			if (f == FLAG_CONFLICT)
				add_conflict(writing, m);
			line(writing);
		}
	}
}

void factors_text(struct sink *sink, const struct ratings *ratings, const struct factor_set *set,
	const struct factor_options *options)
{
	struct writing writing = {
		.sink = sink, .text = BUF_EMPTY, .ratings = ratings, .options = options};

	buf_text_add(&writing.text,
		options->self
			? _("Ratings of oneself count in WebPA and SPA.")
			: _("Ratings of oneself are shown and do not count in WebPA and SPA."));
	line(&writing);
	buf_text_add(
		&writing.text, _("Factors advise; they are no marks. Signals change no number."));
	line(&writing);
	if (isnan(options->flags.low)) {
		buf_text_add(&writing.text, _("Signals that depend on the levels are left out; say "
					      "which levels there are: --levels 1..4"));
		line(&writing);
	}
	writing.criterion = set->teams->criterion;
	for (size_t t = 0; t < set->count; t++) {
		writing.factors = &set->list[t];
		line(&writing);
		write_heading(&writing);
		write_matrix(&writing);
		write_table(&writing);
		write_arithmetic(&writing);
		write_signals(&writing);
	}
	buf_free(&writing.text);
}
