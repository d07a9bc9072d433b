#include "config.h"

#include "model/ratings.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 256 /* a power of two */

/* Two hash tables: of row keys, and of values. A slot holds index + 1, 0 is free. */
struct ratings_private {
	size_t row_room, value_room;
	uint32_t *row_slot, *value_slot;
	size_t row_slots, value_slots;
};

static uint64_t mix(uint64_t a, uint64_t b)
{
	uint64_t hash = (a ^ 0x9E3779B97F4A7C15u) * 0xBF58476D1CE4E5B9u;

	hash = (hash ^ hash >> 29 ^ b) * 0x94D049BB133111EBu;
	return hash ^ hash >> 32;
}

static uint64_t hash_row(const struct ratings_row *row)
{
	return mix((uint64_t)row->rater << 32 | row->target,
		(uint64_t)row->criterion << 32 | row->group);
}

static bool same_key(const struct ratings_row *a, const struct ratings_row *b)
{
	return a->rater == b->rater && a->target == b->target && a->criterion == b->criterion &&
	       a->group == b->group;
}

static uint64_t value_bits(double value)
{
	uint64_t bits;

	memcpy(&bits, &value, sizeof(bits));
	return bits;
}

struct ratings *ratings_new(void)
{
	struct ratings *ratings = MEM_NEW(struct ratings);

	ratings->groups = names_new();
	ratings->people = names_new();
	ratings->criteria = names_new();
	ratings->own = MEM_NEW(struct ratings_private);
	ratings->own->row_slots = ratings->own->value_slots = FIRST_ROOM;
	ratings->own->row_slot = mem_grow(NULL, 0, FIRST_ROOM, sizeof(uint32_t));
	ratings->own->value_slot = mem_grow(NULL, 0, FIRST_ROOM, sizeof(uint32_t));
	return ratings;
}

void ratings_free(struct ratings *ratings)
{
	if (!ratings)
		return;
	names_free(ratings->groups);
	names_free(ratings->people);
	names_free(ratings->criteria);
	free(ratings->rows);
	free(ratings->values);
	free(ratings->own->row_slot);
	free(ratings->own->value_slot);
	free(ratings->own);
	free(ratings);
}

static size_t row_slot(const struct ratings *ratings, const struct ratings_row *row)
{
	const struct ratings_private *own = ratings->own;
	size_t mask = own->row_slots - 1, at = hash_row(row) & mask;

	while (own->row_slot[at] != 0 && !same_key(&ratings->rows[own->row_slot[at] - 1], row))
		at = (at + 1) & mask;
	return at;
}

static void widen_rows(struct ratings *ratings)
{
	struct ratings_private *own = ratings->own;

	free(own->row_slot);
	own->row_slots *= 2;
	own->row_slot = mem_grow(NULL, 0, own->row_slots, sizeof(uint32_t));
	for (size_t i = 0; i < ratings->row_count; i++)
		own->row_slot[row_slot(ratings, &ratings->rows[i])] = (uint32_t)i + 1;
}

static size_t value_slot(const struct ratings *ratings, double value)
{
	const struct ratings_private *own = ratings->own;
	uint64_t bits = value_bits(value);
	size_t mask = own->value_slots - 1, at = mix(bits, 0) & mask;

	while (own->value_slot[at] != 0 &&
		value_bits(ratings->values[own->value_slot[at] - 1]) != bits)
		at = (at + 1) & mask;
	return at;
}

static void widen_values(struct ratings *ratings)
{
	struct ratings_private *own = ratings->own;

	free(own->value_slot);
	own->value_slots *= 2;
	own->value_slot = mem_grow(NULL, 0, own->value_slots, sizeof(uint32_t));
	for (size_t i = 0; i < ratings->value_count; i++)
		own->value_slot[value_slot(ratings, ratings->values[i])] = (uint32_t)i + 1;
}

static uint32_t intern_value(struct ratings *ratings, double value)
{
	struct ratings_private *own = ratings->own;

	if (isnan(value))
		return RATINGS_MISSING;
	value = value == 0 ? 0 : value; /* no -0 */
	size_t at = value_slot(ratings, value);
	if (own->value_slot[at] != 0)
		return own->value_slot[at] - 1;
	if (ratings->value_count == own->value_room) {
		size_t room = own->value_room > 0 ? 2 * own->value_room : FIRST_ROOM;
		ratings->values =
			mem_grow(ratings->values, own->value_room, room, sizeof(*ratings->values));
		own->value_room = room;
	}
	uint32_t id = (uint32_t)ratings->value_count++;
	ratings->values[id] = value;
	own->value_slot[at] = id + 1;
	if (2 * ratings->value_count > own->value_slots)
		widen_values(ratings);
	return id;
}

bool ratings_add(struct ratings *ratings, const char *group, const char *rater, const char *target,
	const char *criterion, double value, uint32_t line, size_t *earlier)
{
	struct ratings_private *own = ratings->own;
	struct ratings_row row = {
		.group = names_add(ratings->groups, group),
		.rater = names_add(ratings->people, rater),
		.target = names_add(ratings->people, target),
		.criterion = names_add(ratings->criteria, criterion),
		.line = line,
	};
	size_t at = row_slot(ratings, &row);

	if (own->row_slot[at] != 0) {
		*earlier = own->row_slot[at] - 1;
		return false;
	}
	if (ratings->row_count + 2 >= RATINGS_MISSING)
		abort();
	row.value = intern_value(ratings, value);
	if (ratings->row_count == own->row_room) {
		size_t room = own->row_room > 0 ? 2 * own->row_room : FIRST_ROOM;
		ratings->rows =
			mem_grow(ratings->rows, own->row_room, room, sizeof(*ratings->rows));
		own->row_room = room;
	}
	ratings->rows[ratings->row_count++] = row;
	own->row_slot[at] = (uint32_t)ratings->row_count;
	if (2 * ratings->row_count > own->row_slots)
		widen_rows(ratings);
	return true;
}

bool ratings_is_self(const struct ratings_row *row)
{
	return row->rater == row->target;
}

/* Numbers for pairs (group, person), in the order they come. */
struct pairs {
	uint64_t *key; /* + 1, 0 is free */
	uint32_t *id;
	size_t slots, count;
};

#define ANY_GROUP 0xFFFFFFFFu

static size_t pair_slot(const struct pairs *pairs, uint64_t key)
{
	size_t mask = pairs->slots - 1, at = mix(key, 1) & mask;

	while (pairs->key[at] != 0 && pairs->key[at] != key + 1)
		at = (at + 1) & mask;
	return at;
}

static void pairs_init(struct pairs *pairs, size_t slots)
{
	*pairs = (struct pairs){.slots = slots};
	pairs->key = mem_grow(NULL, 0, slots, sizeof(*pairs->key));
	pairs->id = mem_grow(NULL, 0, slots, sizeof(*pairs->id));
}

static void pairs_free(struct pairs *pairs)
{
	free(pairs->key);
	free(pairs->id);
}

static uint32_t pairs_add(struct pairs *pairs, uint32_t group, uint32_t person, bool *fresh)
{
	uint64_t key = (uint64_t)group << 32 | person;
	size_t at = pair_slot(pairs, key);

	*fresh = pairs->key[at] == 0;
	if (!*fresh)
		return pairs->id[at];
	pairs->key[at] = key + 1;
	pairs->id[at] = (uint32_t)pairs->count++;
	uint32_t id = pairs->id[at];
	if (2 * pairs->count > pairs->slots) {
		struct pairs wider;
		pairs_init(&wider, 2 * pairs->slots);
		wider.count = pairs->count;
		for (size_t i = 0; i < pairs->slots; i++) {
			if (pairs->key[i] == 0)
				continue;
			size_t to = pair_slot(&wider, pairs->key[i] - 1);
			wider.key[to] = pairs->key[i];
			wider.id[to] = pairs->id[i];
		}
		pairs_free(pairs);
		*pairs = wider;
	}
	return id;
}

static bool pairs_has(const struct pairs *pairs, uint32_t group, uint32_t person)
{
	return pairs->key[pair_slot(pairs, (uint64_t)group << 32 | person)] != 0;
}

/* Something with a name, on its way into the order of names. `head` holds the first bytes of the
 * name, which settle most comparisons without going to the text. */
struct sorting {
	uint64_t head;
	const char *name;
	uint32_t group; /* place of the group in the order of names, + 1; 0 for none */
	uint32_t id;
};

static uint64_t head_of(const char *name)
{
	uint64_t head = 0;

	for (size_t i = 0; i < sizeof(head); i++) {
		head = head << 8 | (unsigned char)*name;
		name += *name != '\0';
	}
	return head;
}

static int compare_sorting(const void *left, const void *right)
{
	const struct sorting *a = left, *b = right;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->head != b->head)
		return a->head < b->head ? -1 : 1;
	return strcmp(a->name, b->name);
}

/* Sort, and give the place of each id. */
static uint32_t *places_of(struct sorting *list, size_t count)
{
	uint32_t *place = mem_grow(NULL, 0, count, sizeof(*place));
	bool sorted = true;

	for (size_t i = 1; i < count && sorted; i++)
		sorted = compare_sorting(&list[i - 1], &list[i]) <= 0;
	if (!sorted)
		qsort(list, count, sizeof(*list), compare_sorting);
	for (size_t i = 0; i < count; i++)
		place[list[i].id] = (uint32_t)i;
	free(list);
	return place;
}

static uint32_t *places_of_names(const struct names *names)
{
	size_t count = names_count(names);
	struct sorting *list = mem_grow(NULL, 0, count, sizeof(*list));

	for (uint32_t i = 0; i < count; i++) {
		const char *name = names_text(names, i);
		list[i] = (struct sorting){head_of(name), name, 0, i};
	}
	return places_of(list, count);
}

/* Give every row its new number, and move what is kept per number. */
static void renumber(uint32_t *of_row, size_t row_count, uint32_t *kept, bool *local,
	const uint32_t *place, size_t count)
{
	uint32_t *moved = mem_grow(NULL, 0, count, sizeof(*moved));
	bool *moved_local = mem_grow(NULL, 0, count, sizeof(*moved_local));

	for (size_t i = 0; i < row_count; i++)
		of_row[i] = place[of_row[i]];
	for (size_t i = 0; i < count; i++) {
		moved[place[i]] = kept[i];
		moved_local[place[i]] = local && local[i];
	}
	memcpy(kept, moved, count * sizeof(*kept));
	if (local)
		memcpy(local, moved_local, count * sizeof(*local));
	free(moved);
	free(moved_local);
}

static void put_in_order(struct ratings_index *index, const struct ratings *ratings)
{
	uint32_t *group = places_of_names(ratings->groups);
	struct sorting *list = mem_grow(NULL, 0, index->target_count, sizeof(*list));
	uint32_t *place;

	for (uint32_t t = 0; t < index->target_count; t++) {
		const struct ratings_row *row = &ratings->rows[index->target_row[t]];
		const char *name = names_text(ratings->people, row->target);
		list[t] = (struct sorting){head_of(name), name, group[row->group] + 1, t};
	}
	place = places_of(list, index->target_count);
	renumber(index->target, ratings->row_count, index->target_row, NULL, place,
		index->target_count);
	free(place);
	list = mem_grow(NULL, 0, index->rater_count, sizeof(*list));
	for (uint32_t r = 0; r < index->rater_count; r++) {
		const struct ratings_row *row = &ratings->rows[index->rater_row[r]];
		const char *name = names_text(ratings->people, row->rater);
		uint32_t of = index->rater_local[r] ? group[row->group] + 1 : 0;
		list[r] = (struct sorting){head_of(name), name, of, r};
	}
	place = places_of(list, index->rater_count);
	renumber(index->rater, ratings->row_count, index->rater_row, index->rater_local, place,
		index->rater_count);
	free(place);
	free(group);
	index->criterion = places_of_names(ratings->criteria);
}

struct ratings_index *ratings_index_new(const struct ratings *ratings)
{
	struct ratings_index *index = MEM_NEW(struct ratings_index);
	struct pairs targets, raters;
	size_t n = ratings->row_count;
	bool fresh;

	index->target = mem_grow(NULL, 0, n, sizeof(uint32_t));
	index->rater = mem_grow(NULL, 0, n, sizeof(uint32_t));
	index->target_row = mem_grow(NULL, 0, n, sizeof(uint32_t));
	index->rater_row = mem_grow(NULL, 0, n, sizeof(uint32_t));
	index->rater_local = mem_grow(NULL, 0, n, sizeof(bool));
	pairs_init(&targets, FIRST_ROOM);
	pairs_init(&raters, FIRST_ROOM);
	for (size_t i = 0; i < n; i++) {
		const struct ratings_row *row = &ratings->rows[i];
		index->target[i] = pairs_add(&targets, row->group, row->target, &fresh);
		if (fresh)
			index->target_row[index->target[i]] = (uint32_t)i;
	}
	for (size_t i = 0; i < n; i++) {
		const struct ratings_row *row = &ratings->rows[i];
		bool local = pairs_has(&targets, row->group, row->rater);
		uint32_t group = local ? row->group : ANY_GROUP;
		index->rater[i] = pairs_add(&raters, group, row->rater, &fresh);
		if (fresh) {
			index->rater_row[index->rater[i]] = (uint32_t)i;
			index->rater_local[index->rater[i]] = local;
		}
	}
	index->target_count = targets.count;
	index->rater_count = raters.count;
	pairs_free(&targets);
	pairs_free(&raters);
	put_in_order(index, ratings);
	return index;
}

void ratings_index_free(struct ratings_index *index)
{
	if (!index)
		return;
	free(index->target);
	free(index->rater);
	free(index->target_row);
	free(index->rater_row);
	free(index->rater_local);
	free(index->criterion);
	free(index);
}
