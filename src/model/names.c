#include "config.h"

#include "model/names.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS 64 /* a power of two */

struct names {
	struct buf texts; /* all texts, each with its NUL */
	size_t *offset;	  /* per number: where its text starts */
	size_t count, room;
	uint32_t *slot; /* number + 1, 0 is free; open addressing */
	size_t slot_count;
};

/* FNV-1a, 64 bits. */
static uint64_t hash_text(const char *text)
{
	uint64_t hash = 14695981039346656037u;

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 1099511628211u;
	return hash ^ hash >> 32;
}

struct names *names_new(void)
{
	struct names *names = MEM_NEW(struct names);

	names->slot_count = FIRST_SLOTS;
	names->slot = mem_grow(NULL, 0, FIRST_SLOTS, sizeof(*names->slot));
	return names;
}

void names_free(struct names *names)
{
	if (!names)
		return;
	buf_free(&names->texts);
	free(names->offset);
	free(names->slot);
	free(names);
}

const char *names_text(const struct names *names, uint32_t id)
{
	return names->texts.data + names->offset[id];
}

size_t names_count(const struct names *names)
{
	return names->count;
}

/* The slot that holds `text`, or the free one where it belongs. */
static size_t find_slot(const struct names *names, const char *text)
{
	size_t mask = names->slot_count - 1, at = hash_text(text) & mask;

	while (names->slot[at] != 0 && strcmp(names_text(names, names->slot[at] - 1), text) != 0)
		at = (at + 1) & mask;
	return at;
}

static void widen(struct names *names)
{
	free(names->slot);
	names->slot_count *= 2;
	names->slot = mem_grow(NULL, 0, names->slot_count, sizeof(*names->slot));
	for (uint32_t id = 0; id < names->count; id++)
		names->slot[find_slot(names, names_text(names, id))] = id + 1;
}

uint32_t names_find(const struct names *names, const char *text)
{
	uint32_t held = names->slot[find_slot(names, text)];

	return held == 0 ? NAMES_NONE : held - 1;
}

uint32_t names_add(struct names *names, const char *text)
{
	size_t at = find_slot(names, text);

	if (names->slot[at] != 0)
		return names->slot[at] - 1;
	if (names->count + 1 >= NAMES_NONE)
		abort();
	if (names->count == names->room) {
		names->room = names->room > 0 ? 2 * names->room : FIRST_SLOTS;
		names->offset =
			mem_grow(names->offset, names->count, names->room, sizeof(*names->offset));
	}
	uint32_t id = (uint32_t)names->count++;
	names->offset[id] = names->texts.len;
	buf_add(&names->texts, text, strlen(text) + 1);
	names->slot[at] = id + 1;
	if (2 * names->count > names->slot_count)
		widen(names);
	return id;
}
