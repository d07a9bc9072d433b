/* An id from a title: "Één doel, samen" becomes "een-doel-samen". */
#ifndef PEIL_BASE_SLUG_H
#define PEIL_BASE_SLUG_H

#include <stdbool.h>
#include <stddef.h>

#define SLUG_MAX 32

/* Small letters, digits and hyphens, an id as id_valid wants it; "" when the text has no letter
 * that can begin one. */
void slug_make(char out[SLUG_MAX + 1], const char *text);
/* Append "-2", "-3", ... until `taken` says no; what is too long is cut first. */
void slug_unique(char slug[SLUG_MAX + 1], bool (*taken)(const void *context, const char *id),
	const void *context);

#endif
