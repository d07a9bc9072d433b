#include "config.h"

#include "stats/spread.h"

#include "base/lang.h"

#include <math.h>

#define NO_LEVEL ((size_t)-1)

double spread_unity(const double *levels, const size_t *counts, size_t level_count)
{
	double scored = 0, mean = 0, sum = 0;

	for (size_t i = 0; i < level_count; i++) {
		scored += (double)counts[i];
		mean += (double)counts[i] * levels[i];
	}
	if (scored == 0 || level_count < 2)
		return NAN;
	mean /= scored;
	double width = levels[level_count - 1] - levels[0];
	for (size_t i = 0; i < level_count; i++) {
		/* A single level: exactly 1, whatever the mean's rounding. */
		if ((double)counts[i] == scored)
			return 1;
		if (counts[i] > 0)
			sum += (double)counts[i] / scored *
			       log2(1 - fabs(levels[i] - mean) / width);
	}
	return 1 + sum < 0 ? 0 : 1 + sum;
}

static void find_middle(struct spread *spread, const size_t *counts, size_t level_count)
{
	size_t seen = 0;
	bool low = false;

	for (size_t i = 0; i < level_count; i++) {
		seen += counts[i];
		if (!low && 2 * seen >= spread->scored) {
			spread->middle_low = i;
			low = true;
		}
		if (2 * seen > spread->scored) {
			spread->middle_high = i;
			return;
		}
	}
}

static enum spread_word word_of(const struct spread *spread)
{
	size_t range = spread->highest - spread->lowest;

	if (spread->scored == 0)
		return SPREAD_NOBODY;
	return range >= 3 ? SPREAD_FAR_APART : (enum spread_word)range;
}

static bool is_agreed(const struct spread *spread, const size_t *counts, unsigned threshold)
{
	if (spread->scored == 0 || spread->not_known)
		return false;
	/* Two levels may tie for most chosen; either must then pass, and neither is special. */
	for (size_t i = spread->lowest; i <= spread->highest; i++)
		if (counts[i] * 100 >= threshold * spread->scored && counts[i] > 0 &&
			i - spread->lowest <= 1 && spread->highest - i <= 1)
			return true;
	return false;
}

struct spread spread_of(const double *levels, const size_t *counts, size_t level_count,
	size_t unknown, unsigned threshold)
{
	struct spread spread = {.unknown = unknown};

	for (size_t i = 0; i < level_count; i++) {
		if (counts[i] == 0)
			continue;
		if (spread.scored == 0)
			spread.lowest = spread.most = i;
		spread.highest = i;
		spread.scored += counts[i];
		if (counts[i] > counts[spread.most])
			spread.most = i;
	}
	if (spread.scored > 0)
		find_middle(&spread, counts, level_count);
	spread.not_known = unknown > 0 && 3 * unknown >= unknown + spread.scored;
	spread.word = word_of(&spread);
	spread.unity = spread_unity(levels, counts, level_count);
	spread.agreed = is_agreed(&spread, counts, threshold);
	return spread;
}

const char *spread_word_text(enum spread_word word)
{
	switch (word) {
	case SPREAD_UNITED: return N_("united");
	case SPREAD_CLOSE: return N_("close");
	case SPREAD_SPREAD: return N_("spread");
	case SPREAD_FAR_APART: return N_("far apart");
	case SPREAD_NOBODY: return N_("nobody scored");
	}
	return "";
}

double spread_stability(const size_t *before, const size_t *after, size_t rater_count)
{
	size_t both = 0, kept = 0;

	for (size_t i = 0; i < rater_count; i++) {
		if (before[i] == NO_LEVEL || after[i] == NO_LEVEL)
			continue;
		both++;
		kept += before[i] == after[i];
	}
	return both > 0 ? (double)kept / (double)both : NAN;
}
