/* Whose answers are counted, and the numbers that go into files. */
#ifndef PEIL_STATS_TALLY_H
#define PEIL_STATS_TALLY_H

#include "stats/discussion.h"

struct tally_scope {
	int round;
	const char *const *roles; /* NULL: all */
	size_t role_count;
	const char *group; /* NULL: all */
};

/* Count the answers of those in the scope to a criterion; and whether a person (number in the
 * roster) is in it. */
void tally_make_scope(struct tally *tally, const struct ledger *ledger, size_t criterion,
	const struct tally_scope *scope);
bool tally_in_scope(const struct ledger *ledger, size_t person, const struct tally_scope *scope);
/* A third or more of those who chose a level or said unknown, said unknown. */
bool tally_not_known(const struct tally *tally);

/* In values of the criterion (a reversed statement turned); NaN where not defined. */
struct tally_numbers {
	double min, median, max, mean;
	double sd; /* of a sample (n - 1); NaN below two */
};
struct tally_numbers tally_numbers(
	const struct tally *tally, const struct rubric_criterion *criterion);

#endif
