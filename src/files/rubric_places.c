#include "config.h"

#include "files/rubric_file.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/mem.h"
#include "files/dir_names.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SUFFIX	    ".ini"
#define PLACE_COUNT 4

/* The rubrics of the checkout that the program was built in, so that build/peil finds them from
 * every directory: an owned path, or NULL. */
static char *beside_program(void)
{
	char *program = realpath("/proc/self/exe", NULL);
	struct buf path = BUF_EMPTY;
	char *slash;

	for (int up = 0; up < 2 && program; up++)
		if ((slash = strrchr(program, '/')))
			*slash = '\0';
	if (program && program[0] == '/')
		buf_format(&path, "%s/rubrics", program);
	free(program);
	return path.len > 0 ? buf_take(&path) : NULL;
}

/* The rubrics of one's own: an owned path, or NULL. */
static char *at_home(void)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	struct buf own = BUF_EMPTY;

	if (data && data[0] == '/')
		buf_format(&own, "%s/peil/rubrics", data);
	else if (home && home[0] == '/')
		buf_format(&own, "%s/.local/share/peil/rubrics", home);
	return own.len > 0 ? buf_take(&own) : NULL;
}

/* The directories in the order they are searched, made when it is their turn: an owned path, or
 * NULL. */
static char *directory_at(size_t place)
{
	switch (place) {
	case 0: return mem_text("rubrics");
	case 1: return at_home();
	case 2: return mem_text(PEIL_RUBRIC_DIR);
	default: return beside_program();
	}
}

static bool has_suffix(const char *name)
{
	size_t len = strlen(name), suffix = strlen(SUFFIX);

	return len > suffix && strcmp(name + len - suffix, SUFFIX) == 0;
}

static bool have(const struct rubric_places *places, const char *id)
{
	for (size_t i = 0; i < places->count; i++)
		if (strcmp(places->list[i].id, id) == 0)
			return true;
	return false;
}

static void add(struct rubric_places *places, const char *directory, const char *name)
{
	char *id = mem_text_n(name, strlen(name) - strlen(SUFFIX));
	struct buf path = BUF_EMPTY;

	if (!id_valid(id) || have(places, id)) {
		free(id);
		return;
	}
	buf_format(&path, "%s/%s", directory, name);
	places->list =
		mem_grow(places->list, places->count, places->count + 1, sizeof(*places->list));
	places->list[places->count].id = id;
	places->list[places->count++].path = buf_take(&path);
}

static void search(struct rubric_places *places, const char *directory)
{
	struct dir_names names;
	int problem = dir_names_at(directory, &names);

	if (problem == ENOENT || problem == ENOTDIR)
		problem = 0;
	for (size_t i = 0; i < names.count; i++)
		if (has_suffix(names.list[i]))
			add(places, directory, names.list[i]);
	dir_names_free(&names);
	if (problem != 0) {
		mem_replace(&places->unread, directory);
		places->why = problem;
	}
}

static int compare(const void *left, const void *right)
{
	const struct rubric_place *a = left, *b = right;

	return strcmp(a->id, b->id);
}

void rubric_places_find(struct rubric_places *places)
{
	*places = (struct rubric_places){0};
	for (size_t i = 0; i < PLACE_COUNT; i++) {
		char *directory = directory_at(i);

		if (directory)
			search(places, directory);
		free(directory);
	}
	if (places->count > 1)
		qsort(places->list, places->count, sizeof(*places->list), compare);
}

void rubric_places_free(struct rubric_places *places)
{
	for (size_t i = 0; i < places->count; i++) {
		free(places->list[i].path);
		free(places->list[i].id);
	}
	free(places->list);
	free(places->unread);
	*places = (struct rubric_places){0};
}

static char *look_up(const char *id)
{
	char *found = NULL;
	struct stat info;

	for (size_t i = 0; i < PLACE_COUNT && !found; i++) {
		char *directory = directory_at(i);
		struct buf path = BUF_EMPTY;

		if (directory)
			buf_format(&path, "%s/%s" SUFFIX, directory, id);
		if (directory && lstat(buf_text(&path), &info) == 0)
			found = buf_take(&path);
		buf_free(&path);
		free(directory);
	}
	return found;
}

char *rubric_path(const char *name, struct err *err)
{
	char *found = NULL;

	if (strchr(name, '/') || has_suffix(name))
		return mem_text(name);
	if (id_valid(name))
		found = look_up(name);
	if (!found)
		err_set(err, ERR_INPUT, NULL,
			"no rubric %s; hint: peil rubric list shows which there are", name);
	return found;
}

char *rubric_home(struct err *err)
{
	char *home = at_home();

	if (!home)
		err_set(err, ERR_SAVE, NULL,
			"there is no home folder to keep rubrics in; hint: -o FILE");
	return home;
}
