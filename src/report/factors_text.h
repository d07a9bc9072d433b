/* Peer factors for people to read: per group who gave what, every factor beside its input, the
 * arithmetic of the grade in a line that can be followed, and the signals with their reasons. */
#ifndef PEIL_REPORT_FACTORS_TEXT_H
#define PEIL_REPORT_FACTORS_TEXT_H

#include "base/sink.h"
#include "stats/factor_set.h"

void factors_text(struct sink *sink, const struct ratings *ratings, const struct factor_set *set,
	const struct factor_options *options);

#endif
