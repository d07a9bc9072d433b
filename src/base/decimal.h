/* Numbers as text, always with a point, whatever the locale. */
#ifndef PEIL_BASE_DECIMAL_H
#define PEIL_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A decimal like "3", "-1.75", "+0.5": digits, one point at most, no exponent, nothing around
 * it; at most 15 significant digits. False and *out unchanged otherwise. */
bool decimal_parse(const char *text, double *out);
/* A whole number 0..max written with digits only. */
bool decimal_whole(const char *text, uint64_t max, uint64_t *out);
/* The shortest text that reads back as `value`, without exponent ("3", "1.75"). */
void decimal_text(char *out, size_t room, double value);

#endif
