#include "config.h"

#include "kill_walk.h"

#include <string.h>

/* --- the table -------------------------------------------------------------------------------- */

static struct criterion *find(struct world *world, const char *id)
{
	for (size_t i = 0; i < world->count; i++) {
		if (strcmp(world->criteria[i].id, id) == 0)
			return &world->criteria[i];
	}
	return NULL;
}

/* The walk's texts hold no comma and no quote; nor may the table then. */
static size_t split(char *line, char *fields[], size_t max)
{
	size_t count = 0;

	line[strcspn(line, "\n")] = '\0';
	for (char *at = line; at != NULL && count < max;) {
		char *comma = strchr(at, ',');

		fields[count++] = at;
		if (comma != NULL)
			*comma++ = '\0';
		at = comma;
	}
	return count;
}

static void read_row(struct world *world, char *line)
{
	char *fields[20];
	struct criterion *criterion;

	if (split(line, fields, 20) != 19 || (criterion = find(world, fields[11])) == NULL)
		return;
	if (strcmp(fields[12], "unknown") == 0)
		criterion->found = 'u';
	for (size_t i = 0; strcmp(fields[12], "scored") == 0 && i < LEVELS; i++) {
		if (strcmp(fields[13], world->levels[i]) == 0)
			criterion->found = (char)('1' + i);
	}
	criterion->has[PART_NOTE] =
		strcmp(fields[15],
			walk_token(world, (size_t)(criterion - world->criteria), PART_NOTE)) == 0;
}

static void read_text(struct world *world, char *line)
{
	char *fields[17];
	struct criterion *criterion;

	if (split(line, fields, 17) != 16 || (criterion = find(world, fields[8])) == NULL)
		return;
	for (enum part part = PART_QUESTION; part < PARTS; part++) {
		if (strcmp(fields[11],
			    walk_token(world, (size_t)(criterion - world->criteria), part)) == 0)
			criterion->has[part] = true;
	}
}

static bool read_file(
	struct world *world, const char *path, void (*row)(struct world *world, char *line))
{
	char line[4096];
	FILE *file = fopen(path, "r");

	if (file == NULL) {
		perror(path);
		return false;
	}
	while (fgets(line, sizeof(line), file))
		row(world, line);
	fclose(file);
	return true;
}

static void compare_part(struct world *world, struct criterion *criterion, enum part part)
{
	if (!criterion->parts[part])
		return;
	if (criterion->has[part]) {
		world->tally.found += criterion->new_parts[part];
	} else {
		printf("lost: %s: %s %s\n", world->session, criterion->id, walk_part_name(part));
		world->tally.lost++;
		world->tally.found -= !criterion->new_parts[part];
		criterion->parts[part] = false;
	}
	criterion->new_parts[part] = false;
}

/* What was sent after the promise may have come through as well. */
static void compare_answer(struct world *world, struct criterion *criterion)
{
	char found = criterion->found;

	if (!criterion->promised)
		return;
	if (found == criterion->promised || (found != 0 && found == criterion->sent)) {
		world->tally.found += criterion->new_promise;
		criterion->promised = found;
	} else {
		printf("lost: %s: %s = %c, found %c\n", world->session, criterion->id,
			criterion->promised, found ? found : '-');
		world->tally.lost++;
		world->tally.found -= !criterion->new_promise;
		criterion->promised = 0;
	}
	criterion->new_promise = false;
}

bool walk_compare(struct world *world, const char *table)
{
	char texts[600];
	bool good = true;

	for (size_t i = 0; i < world->count; i++) {
		world->criteria[i].found = 0;
		memset(world->criteria[i].has, 0, sizeof(world->criteria[i].has));
	}
	if (table != NULL) {
		snprintf(texts, sizeof(texts), "%s/results/texts.csv", world->session);
		good = read_file(world, table, read_row) && read_file(world, texts, read_text);
	}
	for (size_t i = 0; i < world->count; i++) {
		compare_answer(world, &world->criteria[i]);
		for (enum part part = 0; part < PARTS; part++)
			compare_part(world, &world->criteria[i], part);
	}
	return good;
}
