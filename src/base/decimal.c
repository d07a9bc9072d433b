#include "config.h"

#include "base/decimal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_DIGITS 15 /* a double keeps every decimal of that many */
#define MOST_BYTES  64

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The point of the running locale, which strtod(3) and printf(3) follow. */
static char locale_point(void)
{
	char text[8];
	snprintf(text, sizeof(text), "%.1f", 0.5);
	return text[1];
}

/* Check the form and count: digits that carry weight are those from the first that is not 0. */
static bool is_decimal(const char *text)
{
	size_t digits = 0, significant = 0;
	bool point = false;

	if (*text == '-' || *text == '+')
		text++;
	for (; *text; text++) {
		if (*text == '.' && !point) {
			point = true;
			continue;
		}
		if (!is_digit(*text))
			return false;
		digits++;
		if (significant > 0 || *text != '0')
			significant++;
	}
	return digits > 0 && significant <= MOST_DIGITS && digits < MOST_BYTES - 4;
}

bool decimal_parse(const char *text, double *out)
{
	char copy[MOST_BYTES];

	if (!is_decimal(text))
		return false;
	/* is_decimal bounds the length: digits, a sign, a point. */
	snprintf(copy, sizeof(copy), "%s", text);
	char *point = strchr(copy, '.');
	if (point)
		*point = locale_point();

	double value = strtod(copy, NULL);
	*out = value == 0 ? 0 : value; /* no -0 */
	return true;
}

bool decimal_whole(const char *text, uint64_t max, uint64_t *out)
{
	uint64_t value = 0;

	if (!is_digit(*text))
		return false;
	for (; is_digit(*text); text++) {
		if (__builtin_mul_overflow(value, (uint64_t)10, &value) ||
			__builtin_add_overflow(value, (uint64_t)(*text - '0'), &value))
			return false;
	}
	if (*text || value > max)
		return false;
	*out = value;
	return true;
}

/* "1.50" to "1.5", "2.000" to "2", "-0" to "0". */
static void trim_zeros(char *text)
{
	size_t len = strlen(text);
	if (strchr(text, '.')) {
		while (text[len - 1] == '0')
			len--;
		if (text[len - 1] == '.')
			len--;
		text[len] = '\0';
	}
	if (strcmp(text, "-0") == 0)
		memmove(text, text + 1, 2);
}

void decimal_text(char *out, size_t room, double value)
{
	/* Longest: sign, 309 digits before the point, 340 behind it. */
	char text[700];
	char point = locale_point();

	/* As many decimals as it takes; %e tells how many digits that are. */
	for (int digits = 0; digits < 17; digits++) {
		snprintf(text, sizeof(text), "%.*e", digits, value);
		if (strtod(text, NULL) != value && digits < 16)
			continue;
		char *mark = strchr(text, 'e');
		int exponent = mark ? atoi(mark + 1) : 0;
		int decimals = digits - exponent;
		snprintf(text, sizeof(text), "%.*f", decimals > 0 ? decimals : 0, value);
		break;
	}
	char *place = strchr(text, point);
	if (place)
		*place = '.';
	trim_zeros(text);
	if (room > 0)
		snprintf(out, room, "%s", text);
}
