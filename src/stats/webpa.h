/* WebPA (Goldfinch & Raeside 1990; WebPA, Loughborough): score[e] is the mean over the raters r who
 * rated e of s[r][e] / mean_e s[r][e]; 1 is an equal share, and the mean over a team is 1 where
 * nothing is missing or capped. On full data this is N / N_submitted * sum_r of r's shares.
 *
 * Peers only: who did not submit counts as one who gave all peers the same, so that one's own
 * score does not depend, to the last bit, on whether one submitted. With self-ratings only those
 * who submitted count. A row that sums to 0 is not submitted. */
#ifndef PEIL_STATS_WEBPA_H
#define PEIL_STATS_WEBPA_H

#include "stats/team.h"

struct webpa {
	double *score;	 /* per member; NaN: nobody rated them, or nobody submitted */
	double *gain;	 /* what staying away would have added to the score; exactly 0 with peers
			    only; NaN for who did stay away, or where nothing would be left */
	bool *submitted; /* per member */
	size_t submitted_count;
};

struct grading {
	double weight;	/* 0..1: how much of the mark follows the score */
	double penalty; /* a share 0..1, or points */
	bool penalty_points;
	double low, high; /* the scale: every grade is clamped to it */
};

/* `cap` NaN: none. */
struct webpa webpa_make(const struct team *team, bool self, double cap);
void webpa_free(struct webpa *webpa);
/* clamp(score * mark * weight + mark * (1 - weight)), then the penalty for who submitted nothing,
 * clamped again; the mark itself when nobody submitted; NaN without a score. */
double webpa_grade(
	const struct webpa *webpa, size_t member, double mark, const struct grading *grading);

#endif
