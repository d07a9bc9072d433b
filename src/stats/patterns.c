#include "config.h"

#include "stats/patterns.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 256 /* a power of two */

static uint64_t hash_items(const uint32_t *item, size_t count)
{
	uint64_t hash = 0x9E3779B97F4A7C15u ^ count;

	for (size_t i = 0; i < count; i++) {
		hash = (hash ^ item[i]) * 0xBF58476D1CE4E5B9u;
		hash ^= hash >> 29;
	}
	return hash ^ hash >> 32;
}

struct lookup {
	uint32_t *slot; /* pattern + 1, 0 is free */
	uint64_t *hash; /* per pattern */
	size_t slots, room;
};

static void widen(struct lookup *lookup, size_t count)
{
	lookup->slots *= 2;
	free(lookup->slot);
	lookup->slot = mem_grow(NULL, 0, lookup->slots, sizeof(*lookup->slot));
	for (size_t p = 0; p < count; p++) {
		size_t at = lookup->hash[p] & (lookup->slots - 1);
		while (lookup->slot[at] != 0)
			at = (at + 1) & (lookup->slots - 1);
		lookup->slot[at] = (uint32_t)p + 1;
	}
}

static void grow_room(struct collapsed *out, struct lookup *lookup)
{
	size_t room = lookup->room > 0 ? 2 * lookup->room : FIRST_ROOM;

	out->first = mem_grow(out->first, lookup->room, room, sizeof(*out->first));
	out->times = mem_grow(out->times, lookup->room, room, sizeof(*out->times));
	lookup->hash = mem_grow(lookup->hash, lookup->room, room, sizeof(*lookup->hash));
	lookup->room = room;
}

/* The pattern of sequence `i`, new or known. */
static uint32_t find(struct collapsed *out, struct lookup *lookup, const size_t *start,
	const uint32_t *item, size_t i)
{
	size_t len = start[i + 1] - start[i];
	uint64_t hash = hash_items(item + start[i], len);
	size_t at = hash & (lookup->slots - 1);

	for (; lookup->slot[at] != 0; at = (at + 1) & (lookup->slots - 1)) {
		uint32_t p = lookup->slot[at] - 1;
		size_t f = out->first[p];
		if (lookup->hash[p] == hash && start[f + 1] - start[f] == len &&
			memcmp(item + start[f], item + start[i], len * sizeof(*item)) == 0)
			return p;
	}
	if (out->count == lookup->room)
		grow_room(out, lookup);
	uint32_t p = (uint32_t)out->count++;
	lookup->hash[p] = hash;
	out->first[p] = i;
	out->times[p] = 0;
	lookup->slot[at] = p + 1;
	if (2 * out->count > lookup->slots)
		widen(lookup, out->count);
	return p;
}

void collapse(struct collapsed *out, const size_t *start, const uint32_t *item, size_t sequences)
{
	struct lookup lookup = {.slots = FIRST_ROOM};

	*out = (struct collapsed){0};
	out->of = mem_grow(NULL, 0, sequences, sizeof(*out->of));
	lookup.slot = mem_grow(NULL, 0, lookup.slots, sizeof(*lookup.slot));
	grow_room(out, &lookup);
	for (size_t i = 0; i < sequences; i++) {
		out->of[i] = find(out, &lookup, start, item, i);
		out->times[out->of[i]]++;
	}
	free(lookup.slot);
	free(lookup.hash);
}

void collapsed_free(struct collapsed *collapsed)
{
	free(collapsed->of);
	free(collapsed->first);
	free(collapsed->times);
	*collapsed = (struct collapsed){0};
}

static int compare_numbers(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return a < b ? -1 : a > b;
}

/* Few numbers as a rule, so insertion wins over qsort(3). */
static void sort_numbers(uint32_t *list, size_t count)
{
	if (count > 32) {
		qsort(list, count, sizeof(*list), compare_numbers);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		uint32_t held = list[i];
		size_t at = i;
		for (; at > 0 && list[at - 1] > held; at--)
			list[at] = list[at - 1];
		list[at] = held;
	}
}

static void make_patterns(
	struct patterns *patterns, const struct units *units, struct collapsed *collapsed)
{
	uint32_t *code = mem_grow(NULL, 0, units->rating_count, sizeof(*code));

	memcpy(code, units->code, units->rating_count * sizeof(*code));
	for (size_t u = 0; u < units->count && !patterns->by_rater; u++)
		sort_numbers(code + units->start[u], units->start[u + 1] - units->start[u]);
	collapse(collapsed, units->start, code, units->count);
	patterns->count = collapsed->count;
	patterns->times = mem_grow(NULL, 0, collapsed->count, sizeof(double));
	patterns->start = mem_grow(NULL, 0, collapsed->count + 1, sizeof(size_t));
	size_t size = 0;
	for (size_t p = 0; p < collapsed->count; p++) {
		size_t u = collapsed->first[p];
		patterns->times[p] = collapsed->times[p];
		size += units->start[u + 1] - units->start[u];
		patterns->start[p + 1] = size;
	}
	patterns->code = mem_grow(NULL, 0, size, sizeof(*patterns->code));
	for (size_t p = 0; p < collapsed->count; p++)
		memcpy(patterns->code + patterns->start[p],
			code + units->start[collapsed->first[p]],
			(patterns->start[p + 1] - patterns->start[p]) * sizeof(*code));
	free(code);
}

/* Lots where every target is one unit: the patterns themselves. */
static void lots_of_one(struct patterns *patterns)
{
	patterns->lot_count = patterns->count;
	patterns->lot_times = mem_grow(NULL, 0, patterns->count, sizeof(double));
	patterns->lot_start = mem_grow(NULL, 0, patterns->count + 1, sizeof(size_t));
	patterns->lot_pattern = mem_grow(NULL, 0, patterns->count, sizeof(uint32_t));
	for (size_t p = 0; p < patterns->count; p++) {
		patterns->lot_times[p] = patterns->times[p];
		patterns->lot_start[p + 1] = p + 1;
		patterns->lot_pattern[p] = (uint32_t)p;
	}
}

/* Lots of targets with several units each (criteria pooled). */
static void lots_of_many(
	struct patterns *patterns, const struct units *units, const uint32_t *pattern)
{
	size_t targets = units->target_count, size = 0;
	size_t *start = mem_grow(NULL, 0, targets + 1, sizeof(*start));
	uint32_t *item = mem_grow(NULL, 0, units->count, sizeof(*item));
	struct collapsed lots;

	memcpy(item, pattern, units->count * sizeof(*item));
	for (size_t u = 0; u < units->count; u++)
		start[units->target[u] + 1] = u + 1;
	for (size_t t = 0; t < targets; t++)
		sort_numbers(item + start[t], start[t + 1] - start[t]);
	collapse(&lots, start, item, targets);
	patterns->lot_count = lots.count;
	patterns->lot_times = mem_grow(NULL, 0, lots.count, sizeof(double));
	patterns->lot_start = mem_grow(NULL, 0, lots.count + 1, sizeof(size_t));
	for (size_t l = 0; l < lots.count; l++) {
		patterns->lot_times[l] = lots.times[l];
		size += start[lots.first[l] + 1] - start[lots.first[l]];
		patterns->lot_start[l + 1] = size;
	}
	patterns->lot_pattern = mem_grow(NULL, 0, size, sizeof(uint32_t));
	for (size_t l = 0; l < lots.count; l++)
		memcpy(patterns->lot_pattern + patterns->lot_start[l], item + start[lots.first[l]],
			(patterns->lot_start[l + 1] - patterns->lot_start[l]) * sizeof(*item));
	collapsed_free(&lots);
	free(start);
	free(item);
}

struct patterns *patterns_new(const struct units *units, bool by_rater)
{
	struct patterns *patterns = MEM_NEW(struct patterns);
	struct collapsed collapsed;

	patterns->by_rater = by_rater;
	patterns->level = units->level;
	patterns->level_count = units->level_count;
	make_patterns(patterns, units, &collapsed);
	if (units->count == units->target_count)
		lots_of_one(patterns);
	else
		lots_of_many(patterns, units, collapsed.of);
	collapsed_free(&collapsed);
	return patterns;
}

void patterns_free(struct patterns *patterns)
{
	if (!patterns)
		return;
	free(patterns->start);
	free(patterns->code);
	free(patterns->times);
	free(patterns->lot_times);
	free(patterns->lot_start);
	free(patterns->lot_pattern);
	free(patterns);
}

void patterns_spread(const struct patterns *patterns, const double *lots, double *weights)
{
	memset(weights, 0, patterns->count * sizeof(*weights));
	for (size_t l = 0; l < patterns->lot_count; l++) {
		if (lots[l] == 0)
			continue;
		for (size_t i = patterns->lot_start[l]; i < patterns->lot_start[l + 1]; i++)
			weights[patterns->lot_pattern[i]] += lots[l];
	}
}
