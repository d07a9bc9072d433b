/* What tests of readers share: a file to read, and what must be said of it. */
#ifndef PEIL_TESTS_READING_H
#define PEIL_TESTS_READING_H

#include "world.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static inline void put(
	const struct world *world, char path[120], const char *name, const char *text)
{
	snprintf(path, 120, "%s/%s", world->dir, name);
	world_write(path, text, strlen(text));
}

static inline void expect_fault(
	const struct faults *faults, unsigned line, const char *words, const char *bytes)
{
	for (size_t i = 0; i < faults->count; i++)
		if (faults->list[i].line == line && strstr(faults->list[i].message, words) != NULL)
			return;
	fail_msg("not said at line %u: \"%s\" of %s; but %s", line, words, bytes,
		faults->count > 0 ? faults->list[0].message : "nothing");
}

#endif
