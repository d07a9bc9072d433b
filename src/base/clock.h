/* The one clock. Wall time honours SOURCE_DATE_EPOCH, so that tests and builds repeat. */
#ifndef PEIL_BASE_CLOCK_H
#define PEIL_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#define CLOCK_TEXT_LEN 20 /* "2026-12-11T23:59:00Z" */
#define CLOCK_DATE_LEN 10 /* "2026-12-11" */

/* Seconds since 1970, UTC. */
time_t clock_now(void);
/* RFC 3339 in UTC, seconds, "Z", and a NUL. */
void clock_text(char out[CLOCK_TEXT_LEN + 1], time_t at);
/* The time that clock_text wrote; false when `text` is no such time. */
bool clock_parse(const char *text, time_t *at);
/* The same with any offset: "2026-12-11T23:59:00+01:00". */
bool clock_parse_offset(const char *text, time_t *at);
/* A local time in a time zone ("Europe/Amsterdam"; "" is this machine's) with its own offset, as
 * clock_parse_offset reads it. `date` is ISO. False when there is no such zone or date. Sets TZ and
 * puts it back: only where one thread runs. */
#define CLOCK_OFFSET_LEN 25 /* "2026-12-11T23:59:00+01:00" */
bool clock_in_zone(
	char out[CLOCK_OFFSET_LEN + 1], const char *zone, const char *date, int hour, int minute);
/* The name of this machine's time zone, "UTC" when it has none; the caller frees. */
char *clock_zone(void);
/* The local calendar date, ISO 8601, and a NUL. */
void clock_date(char out[CLOCK_DATE_LEN + 1], time_t at);
/* Milliseconds on the monotonic clock; only differences mean something. */
int64_t clock_monotonic_ms(void);

#endif
