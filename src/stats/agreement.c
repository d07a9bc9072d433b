#include "config.h"

#include "stats/agreement.h"

#include "base/lang.h"
#include "base/mem.h"
#include "stats/alpha.h"
#include "stats/cronbach.h"
#include "stats/fleiss.h"
#include "stats/gwet.h"
#include "stats/icc.h"
#include "stats/kappa.h"
#include "stats/kendall.h"
#include "stats/omega.h"
#include "stats/pairs.h"
#include "stats/patterns.h"
#include "stats/within.h"

#include <stdlib.h>
#include <string.h>

/* --- intervals by bootstrap ------------------------------------------------------------------- */

/* What one draw over unordered patterns gives, in this order. */
enum drawn {
	DRAWN_ADJACENT,
	DRAWN_ALPHA, /* all metrics */
	DRAWN_UNITY = DRAWN_ALPHA + ALPHA_METRICS,
	DRAWN_RWG,
	DRAWN_DEVIATION,
	DRAWN_COUNT
};

static const enum statistic DRAWN[DRAWN_COUNT] = {STAT_ADJACENT, STAT_ALPHA_NOMINAL,
	STAT_ALPHA_ORDINAL, STAT_ALPHA_INTERVAL, STAT_ALPHA_RATIO, STAT_UNITY, STAT_RWG,
	STAT_DEVIATION};

struct drawing {
	const struct patterns *patterns;
	struct alpha *alpha;
	double *weights;	    /* per pattern */
	double *fixed[DRAWN_COUNT]; /* per pattern, for those that are means; else NULL */
	const struct estimate *of;
};

static double weighted_mean(const struct drawing *drawing, const double *values)
{
	double sum = 0, count = 0;

	for (size_t p = 0; p < drawing->patterns->count; p++) {
		if (drawing->weights[p] == 0 || isnan(values[p]))
			continue;
		sum += drawing->weights[p] * values[p];
		count += drawing->weights[p];
	}
	return count > 0 ? sum / count : NAN;
}

static void draw_patterns(void *context, const double *lots, double *values)
{
	struct drawing *drawing = context;
	bool wanted[ALPHA_METRICS];

	patterns_spread(drawing->patterns, lots, drawing->weights);
	for (size_t m = 0; m < ALPHA_METRICS; m++)
		wanted[m] = !isnan(drawing->of[DRAWN[DRAWN_ALPHA + m]].value);
	alpha_values(drawing->alpha, drawing->weights, wanted, &values[DRAWN_ALPHA]);
	for (size_t d = 0; d < DRAWN_COUNT; d++) {
		if (d >= DRAWN_ALPHA && d < DRAWN_ALPHA + ALPHA_METRICS)
			continue;
		values[d] = !isnan(drawing->of[DRAWN[d]].value) && drawing->fixed[d]
				    ? weighted_mean(drawing, drawing->fixed[d])
				    : NAN;
	}
}

static double *fixed_values(const struct patterns *patterns, size_t drawn)
{
	double *values = mem_grow(NULL, 0, patterns->count, sizeof(*values));

	for (size_t p = 0; p < patterns->count; p++) {
		if (drawn == DRAWN_ADJACENT)
			values[p] = pair_agreement(patterns, p, PAIR_NEXT);
		else
			values[p] = within_pattern(
				patterns, p, (enum within_kind)(drawn - DRAWN_UNITY));
	}
	return values;
}

static void resample_patterns(struct agreement_part *part, const struct patterns *patterns,
	struct alpha *alpha, const struct resample *options)
{
	struct drawing drawing = {.patterns = patterns, .alpha = alpha, .of = part->of};
	struct interval intervals[DRAWN_COUNT];

	drawing.weights = mem_grow(NULL, 0, patterns->count, sizeof(double));
	for (size_t d = 0; d < DRAWN_COUNT; d++)
		if (d < DRAWN_ALPHA || d >= DRAWN_UNITY)
			drawing.fixed[d] = fixed_values(patterns, d);
	resample_run(options, patterns->lot_times, patterns->lot_count, draw_patterns, &drawing,
		DRAWN_COUNT, intervals);
	for (size_t d = 0; d < DRAWN_COUNT; d++) {
		part->of[DRAWN[d]].low = intervals[d].low;
		part->of[DRAWN[d]].high = intervals[d].high;
		free(drawing.fixed[d]);
	}
	free(drawing.weights);
}

struct ranking {
	const struct patterns *patterns;
	struct kendall *kendall;
	double *weights;
};

static void draw_ranking(void *context, const double *lots, double *values)
{
	struct ranking *ranking = context;

	patterns_spread(ranking->patterns, lots, ranking->weights);
	values[0] = kendall_value(ranking->kendall, ranking->weights);
}

static struct estimate kendall_estimate(const struct units *units, const struct resample *options)
{
	const char *why_not = kendall_why_not(units);

	if (why_not)
		return estimate_none(why_not);
	struct patterns *patterns = patterns_new(units, true);
	struct ranking ranking = {.patterns = patterns, .kendall = kendall_new(patterns)};
	struct estimate estimate = estimate_point(kendall_value(ranking.kendall, NULL));
	if (isnan(estimate.value)) {
		estimate = estimate_none(N_("undefined: no rater tells the targets apart"));
	} else {
		struct interval interval;
		ranking.weights = mem_grow(NULL, 0, patterns->count, sizeof(double));
		resample_run(options, patterns->lot_times, patterns->lot_count, draw_ranking,
			&ranking, 1, &interval);
		estimate.low = interval.low;
		estimate.high = interval.high;
		free(ranking.weights);
	}
	kendall_free(ranking.kendall);
	patterns_free(patterns);
	return estimate;
}

/* Draws of targets for omega: a target is a lot of its own, its sheets go along. */
struct sheets {
	const struct items *items;
	double *weights;
};

static void draw_sheets(void *context, const double *lots, double *values)
{
	struct sheets *sheets = context;

	for (size_t s = 0; s < sheets->items->count; s++)
		sheets->weights[s] = lots[sheets->items->target[s]];
	double *covariance = items_covariance(sheets->items, sheets->weights);
	values[0] = covariance ? omega_value(covariance, sheets->items->item_count) : NAN;
	free(covariance);
}

static struct estimate omega_estimate(const struct items *items, const struct resample *options)
{
	struct estimate estimate = omega_total(items);
	struct sheets sheets = {.items = items};
	struct interval interval;

	if (isnan(estimate.value) || options->draws == 0)
		return estimate;
	double *once = mem_grow(NULL, 0, items->target_count, sizeof(*once));
	for (size_t t = 0; t < items->target_count; t++)
		once[t] = 1;
	sheets.weights = mem_grow(NULL, 0, items->count, sizeof(double));
	resample_run(options, once, items->target_count, draw_sheets, &sheets, 1, &interval);
	estimate.low = interval.low;
	estimate.high = interval.high;
	free(sheets.weights);
	free(once);
	return estimate;
}

/* --- one part --------------------------------------------------------------------------------- */

static void compute_pairs(struct agreement_part *part, const struct resample *resample)
{
	struct patterns *patterns = patterns_new(part->units, false);
	struct alpha *alpha = alpha_new(patterns);
	bool declared = part->units->declared;
	struct estimate *of = part->of;

	of[STAT_PERCENT] = percent_agreement(patterns);
	of[STAT_ADJACENT] = adjacent_agreement(patterns);
	for (int metric = ALPHA_NOMINAL; metric <= ALPHA_RATIO; metric++)
		of[STAT_ALPHA_NOMINAL + metric] = alpha_estimate(alpha, (enum alpha_metric)metric);
	of[STAT_FLEISS] = fleiss_kappa(patterns);
	of[STAT_AC1] = gwet_ac(patterns, PAIR_SAME);
	of[STAT_AC2_LINEAR] = gwet_ac(patterns, PAIR_LINEAR);
	of[STAT_AC2_QUADRATIC] = gwet_ac(patterns, PAIR_QUADRATIC);
	of[STAT_UNITY] = within_estimate(patterns, declared, WITHIN_UNITY);
	of[STAT_RWG] = within_estimate(patterns, declared, WITHIN_RWG);
	of[STAT_DEVIATION] = within_estimate(patterns, declared, WITHIN_DEVIATION);
	if (resample->draws > 0)
		resample_patterns(part, patterns, alpha, resample);
	alpha_free(alpha);
	patterns_free(patterns);
}

static void compute(struct agreement_part *part, const struct resample *resample)
{
	struct estimate icc[ICC_COUNT], *of = part->of;

	compute_pairs(part, resample);
	icc_estimates(part->units, icc);
	for (int i = 0; i < ICC_COUNT; i++)
		of[STAT_ICC1 + i] = icc[i];
	of[STAT_COHEN] = cohen_kappa(part->units, PAIR_SAME);
	of[STAT_KAPPA_LINEAR] = cohen_kappa(part->units, PAIR_LINEAR);
	of[STAT_KAPPA_QUADRATIC] = cohen_kappa(part->units, PAIR_QUADRATIC);
	of[STAT_KENDALL] = kendall_estimate(part->units, resample);
	of[STAT_CRONBACH] = of[STAT_OMEGA] = estimate_none(N_("needs two criteria or more"));
}

/* True when several groups each have raters of their own. */
static bool is_nested(const struct agreement *agreement, const struct units *units)
{
	for (size_t r = 0; r < units->rater_count; r++)
		if (!agreement->index->rater_local[units->rater_of[r]])
			return false;
	return agreement->groups > 1;
}

static struct agreement_design design_of(
	const struct agreement *agreement, const struct units *units)
{
	struct agreement_design design = {
		.targets = units->target_count,
		.raters = units->rater_count,
		.ratings = units->rating_count,
		.units = units->count,
		.each = units_even(units),
		.complete = units_complete(units),
	};

	for (size_t u = 0; u < units->count; u++)
		design.pairable += units->start[u + 1] - units->start[u] >= 2;
	design.nested = !design.complete && is_nested(agreement, units);
	return design;
}

static void add_part(
	struct agreement *agreement, uint32_t criterion, const struct agreement_options *options)
{
	struct agreement_part *part = &agreement->parts[agreement->part_count++];
	bool all = criterion == RATINGS_ALL;

	part->criterion = all ? RATINGS_ONE : names_text(agreement->ratings->criteria, criterion);
	part->pooled = all;
	part->units = units_new(agreement->ratings, agreement->index, criterion, &options->units);
	part->design = design_of(agreement, part->units);
	compute(part, &options->resample);
	if (!all)
		return;
	struct items *items = items_new(part->units, agreement->criterion_count);
	part->of[STAT_CRONBACH] = cronbach_alpha(items);
	part->of[STAT_OMEGA] = omega_estimate(items, &options->resample);
	items_free(items);
}

struct agreement *agreement_new(
	const struct ratings *ratings, const struct agreement_options *options)
{
	struct agreement *agreement = MEM_NEW(struct agreement);

	agreement->ratings = ratings;
	agreement->index = ratings_index_new(ratings);
	agreement->criterion_count = names_count(ratings->criteria);
	agreement->groups = names_count(ratings->groups);
	agreement->parts =
		mem_grow(NULL, 0, agreement->criterion_count + 1, sizeof(*agreement->parts));
	for (size_t i = 0; i < ratings->row_count; i++)
		agreement->missing +=
			ratings->rows[i].value == RATINGS_MISSING &&
			!(options->units.no_self && ratings_is_self(&ratings->rows[i]));
	for (uint32_t c = 0; c < agreement->criterion_count; c++)
		add_part(agreement, c, options);
	if (agreement->criterion_count > 1)
		add_part(agreement, RATINGS_ALL, options);
	return agreement;
}

void agreement_free(struct agreement *agreement)
{
	if (!agreement)
		return;
	for (size_t p = 0; p < agreement->part_count; p++)
		units_free(agreement->parts[p].units);
	free(agreement->parts);
	ratings_index_free(agreement->index);
	free(agreement);
}

bool agreement_has(const struct agreement_part *part, enum statistic statistic)
{
	if (statistic != STAT_CRONBACH && statistic != STAT_OMEGA)
		return true;
	return part->pooled || strcmp(part->criterion, RATINGS_ONE) == 0;
}

bool agreement_suits(
	const struct agreement_part *part, enum statistic statistic, enum rubric_scale scale)
{
	const struct agreement_design *design = &part->design;
	bool many = design->units > 1 && design->pairable > 1;
	bool ordered = scale != RUBRIC_NOMINAL, interval = scale == RUBRIC_INTERVAL;

	switch (statistic) {
	case STAT_PERCENT: return true;
	case STAT_ADJACENT: return ordered;
	case STAT_ALPHA_NOMINAL:
	case STAT_AC1: return many && !ordered;
	case STAT_ALPHA_ORDINAL:
	case STAT_AC2_LINEAR: return many && ordered && !interval;
	case STAT_ALPHA_INTERVAL:
	case STAT_AC2_QUADRATIC: return many && interval;
	case STAT_ICC1: return many && ordered && !design->complete && design->each > 1;
	case STAT_ICC2: return many && ordered && design->complete;
	case STAT_COHEN: return many && !ordered && design->raters == 2;
	case STAT_KAPPA_LINEAR: return many && ordered && !interval && design->raters == 2;
	case STAT_KAPPA_QUADRATIC: return many && interval && design->raters == 2;
	case STAT_FLEISS: return many && !ordered && design->raters > 2;
	case STAT_UNITY:
	case STAT_RWG:
	case STAT_DEVIATION: return !many && ordered;
	case STAT_CRONBACH:
	case STAT_OMEGA: return part->pooled;
	default: return false;
	}
}
