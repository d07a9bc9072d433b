#include "config.h"
#include "base/date.h"

#include "base/decimal.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAYS_MAX 3660 /* "+N": ten years */

struct date {
	int year, month, day; /* year 0: not said */
};

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool is_date(const struct date *date)
{
	return date->year >= 1970 && date->year <= 9999 && date->month >= 1 && date->month <= 12 &&
	       date->day >= 1 && date->day <= month_days(date->year, date->month);
}

static bool number(const char *text, size_t len, int *out)
{
	char digits[5];
	uint64_t value;

	if (len == 0 || len >= sizeof(digits))
		return false;
	memcpy(digits, text, len);
	digits[len] = '\0';
	if (!decimal_whole(digits, 9999, &value))
		return false;
	*out = (int)value;
	return true;
}

/* The first three letters tell the months apart, in both languages. */
static int month_named(const char *word, size_t len)
{
	static const char *const names[][3] = {{"jan", "jan", "jan"}, {"feb", "feb", "feb"},
		{"mar", "maa", "mrt"}, {"apr", "apr", "apr"}, {"may", "mei", "mei"},
		{"jun", "jun", "jun"}, {"jul", "jul", "jul"}, {"aug", "aug", "aug"},
		{"sep", "sep", "sep"}, {"oct", "okt", "okt"}, {"nov", "nov", "nov"},
		{"dec", "dec", "dec"}};

	for (int i = 0; len >= 3 && i < 12; i++) {
		for (int k = 0; k < 3; k++) {
			if (strncmp(word, names[i][k], 3) == 0)
				return i + 1;
		}
	}
	return 0;
}

/* "12-12-2026" and the like: two or three parts. */
static bool take_parts(const char *text, const char *between, struct date *date)
{
	int parts[3] = {0, 0, 0}, count = 0;
	bool named = false;

	for (const char *at = text;; at++) {
		size_t len = strcspn(at, between);

		if (count == 3)
			return false;
		if (count == 1 && month_named(at, len) > 0) {
			parts[count] = month_named(at, len);
			named = true;
		} else if (!number(at, len, &parts[count])) {
			return false;
		}
		count++;
		at += len;
		if (*at == '\0')
			break;
	}
	if (count < 2)
		return false;
	if (!named && count == 3 && parts[0] > 31) {
		*date = (struct date){parts[0], parts[1], parts[2]};
		return true;
	}
	*date = (struct date){parts[2], parts[1], parts[0]};
	return count == 2 || parts[2] >= 1000;
}

static void add_days(struct date *date, int days)
{
	for (; days > 0; days--) {
		if (++date->day <= month_days(date->year, date->month))
			continue;
		date->day = 1;
		if (++date->month <= 12)
			continue;
		date->month = 1;
		date->year++;
	}
}

static bool is_before(const struct date *a, const struct date *b)
{
	if (a->year != b->year)
		return a->year < b->year;
	return a->month != b->month ? a->month < b->month : a->day < b->day;
}

/* Without a year: the next time that there is such a day (29-2 may be years away). */
static bool fill_year(struct date *date, const struct date *now)
{
	if (date->year != 0)
		return is_date(date);
	for (date->year = now->year; date->year < now->year + 9; date->year++) {
		if (is_date(date) && !is_before(date, now))
			return true;
	}
	return false;
}

static bool parse(const char *text, const struct date *now, struct date *date)
{
	uint64_t days;

	if (text[0] == '+') {
		if (!decimal_whole(text + 1, DAYS_MAX, &days))
			return false;
		*date = *now;
		add_days(date, (int)days);
		return true;
	}
	return (take_parts(text, "-", date) || take_parts(text, "/", date) ||
		       take_parts(text, " ", date)) &&
	       fill_year(date, now);
}

bool date_parse(char out[DATE_LEN + 1], const char *text, const char *today)
{
	char *typed = text_lower(text);
	struct date now = {0, 0, 0}, date = {0, 0, 0};
	char *start = typed + strspn(typed, " ");
	size_t len = strlen(start);
	bool good;

	while (len > 0 && start[len - 1] == ' ')
		start[--len] = '\0';
	good = take_parts(today, "-", &now) && is_date(&now) && parse(start, &now, &date) &&
	       is_date(&date);
	if (good) {
		/* is_date keeps them this short; the compiler wants to be sure. */
		snprintf(out, DATE_LEN + 1, "%04u-%02u-%02u", (unsigned)date.year % 10000,
			(unsigned)date.month % 100, (unsigned)date.day % 100);
	}
	free(typed);
	return good;
}
