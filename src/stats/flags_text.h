/* Thresholds of the signals as text, as a session keeps them: "low-peers=2.5, few=2". Levels are on
 * a 1..5 scale, as in stats/flags.h. */
#ifndef PEIL_STATS_FLAGS_TEXT_H
#define PEIL_STATS_FLAGS_TEXT_H

#include "stats/flags.h"

/* Change what the text names; false when it cannot be understood (nothing is changed then). */
bool flags_text_take(struct flag_settings *settings, const char *text);
/* The nth name that a threshold has ("low-peers"); NULL past the end. Constant. */
const char *flags_text_name(size_t nth);

#endif
