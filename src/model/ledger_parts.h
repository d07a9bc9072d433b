/* What the ledger_*.c files share; nobody else includes this. */
#ifndef PEIL_MODEL_LEDGER_PARTS_H
#define PEIL_MODEL_LEDGER_PARTS_H

#include "model/ledger.h"

void ledger_doubt(struct ledger *ledger, enum ledger_doubt_kind kind, size_t record);
/* The ranges that the session's profile wants, or none. */
void ledger_wanted_of_profile(struct ledger *ledger);
/* Let a record of the group as a whole take effect (consensus, range, action). They come in their
 * order, so that the last one stands. */
void ledger_group(struct ledger *ledger, size_t index);
void ledger_group_free(struct ledger *ledger);

#endif
