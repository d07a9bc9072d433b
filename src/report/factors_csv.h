/* Peer factors for programs: group,person,measure,value; six decimals, NA. */
#ifndef PEIL_REPORT_FACTORS_CSV_H
#define PEIL_REPORT_FACTORS_CSV_H

#include "base/sink.h"
#include "stats/factor_set.h"

void factors_csv(struct sink *sink, const struct ratings *ratings, const struct factor_set *set);

#endif
