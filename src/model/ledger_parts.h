/* What the ledger_*.c files share; nobody else includes this. */
#ifndef PEIL_MODEL_LEDGER_PARTS_H
#define PEIL_MODEL_LEDGER_PARTS_H

#include "model/ledger.h"

/* Note that a record (its index) does not count, and why. */
void ledger_doubt(struct ledger *ledger, enum ledger_doubt_kind kind, size_t record);
/* The ranges that the session's profile wants, or none. */
void ledger_wanted_of_profile(struct ledger *ledger);
/* Let a record of the group as a whole take effect (consensus, range, action). They come in their
 * order, so that the last one stands. */
void ledger_group(struct ledger *ledger, size_t index);
void ledger_group_free(struct ledger *ledger);

/* The peer side: teams from the roster; closing times and consent from steps and records. */
void ledger_peer_start(struct ledger *ledger);
void ledger_peer_step(struct ledger *ledger, const struct state_step *step);
void ledger_peer_consent(struct ledger *ledger, size_t person, size_t index);
bool ledger_peer_late(const struct ledger *ledger, size_t person, const struct record *record);
void ledger_peer_free(struct ledger *ledger);
/* Where `target` stands in the team of `person`; ROSTER_NONE when it is not in it. */
size_t ledger_peer_place(const struct ledger *ledger, size_t person, const char *target);
enum ledger_state ledger_peer_state(const struct ledger *ledger, size_t person, int round);

#endif
