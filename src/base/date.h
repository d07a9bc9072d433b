/* Calendar dates as people type them, kept as ISO 8601. */
#ifndef PEIL_BASE_DATE_H
#define PEIL_BASE_DATE_H

#include <stdbool.h>

#define DATE_LEN 10 /* "2026-12-11" */

/* Read "2026-12-12", "12-12-2026", "12-12" (day and month), "12 dec", "12 december 2026" (names in
 * English or Dutch) or "+14" (days from today) as an ISO date. Without a year it is the next such
 * day from `today` (an ISO date) on. False, and out unchanged, when it is no date. */
bool date_parse(char out[DATE_LEN + 1], const char *text, const char *today);

#endif
