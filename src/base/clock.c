#include "config.h"
#include "base/clock.h"

#include "base/decimal.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* "+01:00" in seconds; false when it is none. */
static bool offset_of(const char *text, long *seconds)
{
	if ((text[0] != '+' && text[0] != '-') || strspn(text + 1, "0123456789") != 2 ||
		text[3] != ':' || strspn(text + 4, "0123456789") != 2 || text[6] != '\0')
		return false;
	*seconds = 60 * (60 * (10 * (text[1] - '0') + text[2] - '0') + 10 * (text[4] - '0') +
				text[5] - '0');
	if (text[0] == '-')
		*seconds = -*seconds;
	return true;
}

bool clock_parse_offset(const char *text, time_t *at)
{
	struct tm parts = {0};
	const char *end = strptime(text, "%Y-%m-%dT%H:%M:%S", &parts);
	long seconds = 0;

	if (end == NULL || (strcmp(end, "Z") != 0 && !offset_of(end, &seconds)))
		return false;
	*at = timegm(&parts) - seconds;
	return true;
}

/* Only names that stand below the directory of zones, or UTC. */
static bool zone_there(const char *zone)
{
	char path[128];
	int len;

	if (zone[0] == '\0' || strcmp(zone, "UTC") == 0)
		return true;
	if (zone[0] == '/' || zone[0] == '.' || strstr(zone, "..") != NULL ||
		strspn(zone,
			"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") !=
			strlen(zone))
		return false;
	len = snprintf(path, sizeof(path), "/usr/share/zoneinfo/%s", zone);
	return len > 0 && (size_t)len < sizeof(path) && access(path, R_OK) == 0;
}

static bool local_text(char out[CLOCK_OFFSET_LEN + 1], struct tm *when)
{
	struct tm asked = *when;
	long minutes;

	asked.tm_isdst = -1;
	if (mktime(&asked) == (time_t)-1)
		return false;
	minutes = labs(asked.tm_gmtoff) / 60;
	return snprintf(out, CLOCK_OFFSET_LEN + 1, "%04d-%02d-%02dT%02d:%02d:00%c%02ld:%02ld",
		       asked.tm_year + 1900, asked.tm_mon + 1, asked.tm_mday, asked.tm_hour,
		       asked.tm_min, asked.tm_gmtoff < 0 ? '-' : '+', minutes / 60,
		       minutes % 60) == CLOCK_OFFSET_LEN;
}

bool clock_in_zone(
	char out[CLOCK_OFFSET_LEN + 1], const char *zone, const char *date, int hour, int minute)
{
	struct tm when = {.tm_hour = hour, .tm_min = minute};
	const char *end = strptime(date, "%Y-%m-%d", &when), *before = getenv("TZ");
	char *kept = before != NULL ? mem_text(before) : NULL;
	bool done;

	if (end == NULL || *end != '\0' || !zone_there(zone)) {
		free(kept);
		return false;
	}
	if (zone[0] != '\0')
		setenv("TZ", zone, 1);
	tzset();
	done = local_text(out, &when);
	if (kept != NULL)
		setenv("TZ", kept, 1);
	else
		unsetenv("TZ");
	tzset();
	free(kept);
	return done;
}

char *clock_zone(void)
{
	const char *zone = getenv("TZ"), *place;
	char link[256];
	ssize_t len;

	if (zone != NULL && zone[0] == ':')
		zone++;
	if (zone != NULL && zone[0] != '\0')
		return mem_text(zone_there(zone) ? zone : "UTC");
	len = readlink("/etc/localtime", link, sizeof(link) - 1);
	if (len > 0) {
		link[len] = '\0';
		place = strstr(link, "zoneinfo/");
		if (place != NULL && zone_there(place + strlen("zoneinfo/")))
			return mem_text(place + strlen("zoneinfo/"));
	}
	return mem_text("UTC");
}
