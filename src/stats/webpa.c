#include "config.h"

#include "stats/webpa.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

/* The mean mark that `rater` gave to those he rated; 0 when nothing was submitted. */
static double row_mean(const struct team *team, size_t rater, bool self)
{
	double sum = 0, used = 0;

	for (size_t e = 0; e < team->count; e++) {
		double mark = team_mark(team, rater, e);
		if (isnan(mark) || (e == rater && !self))
			continue;
		sum += mark;
		used++;
	}
	return sum > 0 ? sum / used : 0;
}

struct webpa webpa_make(const struct team *team, bool self, double cap)
{
	struct webpa webpa = {0};
	double *mean = mem_grow(NULL, 0, team->count, sizeof(*mean));

	webpa.score = mem_grow(NULL, 0, team->count, sizeof(double));
	webpa.gain = mem_grow(NULL, 0, team->count, sizeof(double));
	webpa.submitted = mem_grow(NULL, 0, team->count, sizeof(bool));
	for (size_t r = 0; r < team->count; r++) {
		mean[r] = row_mean(team, r, self);
		webpa.submitted[r] = mean[r] > 0;
		webpa.submitted_count += webpa.submitted[r];
	}
	for (size_t e = 0; e < team->count; e++) {
		double sum = 0, used = 0, without = 0, others = 0;
		for (size_t r = 0; r < team->count; r++) {
			double mark = team_mark(team, r, e), part;
			if (r == e && !self)
				continue;
			if (webpa.submitted[r] ? isnan(mark) : self)
				continue;
			part = webpa.submitted[r] ? mark / mean[r] : 1;
			sum += part;
			used++;
			without += r == e ? 0 : part;
			others += r != e;
		}
		bool none = used == 0 || webpa.submitted_count == 0;
		webpa.score[e] = none ? NAN : sum / used;
		if (webpa.score[e] > cap)
			webpa.score[e] = cap;
		double absent = others > 0 ? without / others : NAN;
		if (absent > cap)
			absent = cap;
		if (!self)
			webpa.gain[e] = none ? NAN : 0;
		else
			webpa.gain[e] = webpa.submitted[e] ? absent - webpa.score[e] : NAN;
	}
	free(mean);
	return webpa;
}

void webpa_free(struct webpa *webpa)
{
	free(webpa->score);
	free(webpa->gain);
	free(webpa->submitted);
	*webpa = (struct webpa){0};
}

static double clamp(double value, const struct grading *grading)
{
	if (value < grading->low)
		return grading->low;
	return value > grading->high ? grading->high : value;
}

double webpa_grade(
	const struct webpa *webpa, size_t member, double mark, const struct grading *grading)
{
	double score = webpa->score[member];

	if (webpa->submitted_count == 0)
		return mark;
	if (isnan(score) || isnan(mark))
		return NAN;
	double grade =
		clamp(score * mark * grading->weight + mark * (1 - grading->weight), grading);
	if (webpa->submitted[member])
		return grade;
	if (grading->penalty_points)
		return clamp(grade - grading->penalty, grading);
	return clamp(grade * (1 - grading->penalty), grading);
}
