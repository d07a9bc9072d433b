#include "config.h"

#include "base/slug.h"

#include "base/text.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define LATIN_FIRST 0xC0
#define LATIN_LAST  0x17F

/* The plain letter of U+00C0..U+017F; a space for what is none. */
static const char LATIN[] =
	"aaaaaaaceeeeiiiidnooooo ouuuuyts"
	"aaaaaaaceeeeiiiidnooooo ouuuuyty"
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijj"
	"kkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

_Static_assert(sizeof(LATIN) - 1 == LATIN_LAST - LATIN_FIRST + 1, "a letter each");

static char plain(uint32_t point)
{
	if ((point >= 'a' && point <= 'z') || (point >= '0' && point <= '9'))
		return (char)point;
	if (point >= 'A' && point <= 'Z')
		return (char)(point - 'A' + 'a');
	if (point >= LATIN_FIRST && point <= LATIN_LAST)
		return LATIN[point - LATIN_FIRST];
	return ' ';
}

void slug_make(char out[SLUG_MAX + 1], const char *text)
{
	size_t len = strlen(text), used = 0;

	for (size_t at = 0; at < len && used < SLUG_MAX;) {
		uint32_t point;
		char letter;

		at += text_decode(text + at, len - at, &point);
		if (point == '\'' || point == 0x2019) /* "it's" is one word */
			continue;
		letter = plain(point);
		if (letter != ' ' && (used > 0 || (letter >= 'a' && letter <= 'z')))
			out[used++] = letter;
		else if (letter == ' ' && used > 0 && out[used - 1] != '-')
			out[used++] = '-';
	}
	while (used > 0 && out[used - 1] == '-')
		used--;
	out[used] = '\0';
}

void slug_unique(char slug[SLUG_MAX + 1], bool (*taken)(const void *context, const char *id),
	const void *context)
{
	char stem[SLUG_MAX + 1];

	memcpy(stem, slug, sizeof(stem));
	for (unsigned nth = 2; taken(context, slug); nth++) {
		char tail[12];
		int len = snprintf(tail, sizeof(tail), "-%u", nth);

		snprintf(slug, SLUG_MAX + 1, "%.*s%s", SLUG_MAX - len, stem, tail);
	}
}
