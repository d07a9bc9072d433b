#include "config.h"
#include "base/clock.h"

#include "base/decimal.h"

#include <stdlib.h>
#include <string.h>

/* The last second that fits four digits of a year. */
#define CLOCK_LAST 253402300799

time_t clock_now(void)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	uint64_t at;

	if (fixed != NULL && decimal_whole(fixed, CLOCK_LAST, &at))
		return (time_t)at;
	return time(NULL);
}

void clock_text(char out[CLOCK_TEXT_LEN + 1], time_t at)
{
	struct tm when;

	if (at < 0 || at > CLOCK_LAST || gmtime_r(&at, &when) == NULL ||
		strftime(out, CLOCK_TEXT_LEN + 1, "%Y-%m-%dT%H:%M:%SZ", &when) == 0)
		memcpy(out, "1970-01-01T00:00:00Z", CLOCK_TEXT_LEN + 1);
}

void clock_date(char out[CLOCK_DATE_LEN + 1], time_t at)
{
	struct tm when;

	tzset();
	if (at < 0 || at > CLOCK_LAST || localtime_r(&at, &when) == NULL ||
		strftime(out, CLOCK_DATE_LEN + 1, "%Y-%m-%d", &when) == 0)
		memcpy(out, "1970-01-01", CLOCK_DATE_LEN + 1);
}

int64_t clock_monotonic_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool clock_parse(const char *text, time_t *at)
{
	struct tm parts = {0};
	const char *end = strptime(text, "%Y-%m-%dT%H:%M:%SZ", &parts);

	if (end == NULL || *end != '\0')
		return false;
	*at = timegm(&parts);
	return true;
}
