/* Counted ratings as the tables of `report --format csv`. */
#ifndef PEIL_REPORT_TALLIES_CSV_H
#define PEIL_REPORT_TALLIES_CSV_H

#include "base/sink.h"
#include "model/tallies.h"

struct tallies_writing {
	const char *round;    /* "1", or "*" where the table has no rounds */
	const double *levels; /* declared, rising; NULL: as they occur */
	size_t level_count;
};

/* One row per target (by name) and criterion (as they came). */
void tallies_csv(
	struct sink *sink, const struct tallies *tallies, const struct tallies_writing *writing);
/* How often each value was given: per target and criterion, and over all targets ("*"). False when
 * there are too many different values to count. */
bool tallies_csv_counts(
	struct sink *sink, const struct tallies *tallies, const struct tallies_writing *writing);

#endif
