/* Counts per level instead of a card a seat, for a room in which people are not told apart. */
#ifndef PEIL_MODEL_CARDS_H
#define PEIL_MODEL_CARDS_H

#include "base/err.h"
#include "model/roster.h"

/* People are not told apart when nobody has a name and all have one role. */
bool cards_may_be_counts(const struct roster *roster);
/* "=2,3,0,1": how many chose each of `steps` levels, and behind it how many don't know when
 * `unknown`; commas or spaces between. Gives the cards of `seats` seats ("112224---"), those who
 * are left over absent; the caller frees. NULL with *err (ERR_USAGE). */
char *cards_of_counts(const char *text, size_t steps, bool unknown, size_t seats, struct err *err);

#endif
