#include "config.h"

#include "model/peers.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct peer {
	struct walk *walk;
	char *name;
	bool self;
	size_t depth; /* changes of this walk that are in `order` */
};

struct peers {
	const struct rubric *rubric;
	char *rater, *role;
	struct peer *list;
	size_t count;
	size_t *order; /* whose walk each change that can be undone was in, the oldest first */
	size_t order_count, order_room;
	size_t person, criterion, last;
};

struct peers *peers_new(const struct rubric *rubric, const char *rater, const char *role)
{
	struct peers *peers = MEM_NEW(struct peers);

	peers->rubric = rubric;
	peers->rater = mem_text(rater);
	peers->role = mem_text(role);
	peers->last = RUBRIC_NONE;
	return peers;
}

void peers_free(struct peers *peers)
{
	if (peers == NULL)
		return;
	for (size_t i = 0; i < peers->count; i++) {
		walk_free(peers->list[i].walk);
		free(peers->list[i].name);
	}
	free(peers->list);
	free(peers->order);
	free(peers->rater);
	free(peers->role);
	free(peers);
}

void peers_add(struct peers *peers, const char *target, const char *name, bool self)
{
	struct sheet *sheet = sheet_new(peers->rubric, "1", peers->rater, peers->role, target);

	peers->list = mem_grow(peers->list, peers->count, peers->count + 1, sizeof(*peers->list));
	peers->list[peers->count++] =
		(struct peer){.walk = walk_new(sheet, NULL), .name = mem_text(name), .self = self};
}

static void order_push(struct peers *peers, size_t person)
{
	if (peers->order_count == peers->order_room) {
		size_t room = peers->order_room == 0 ? 64 : 2 * peers->order_room;

		peers->order =
			mem_grow(peers->order, peers->order_room, room, sizeof(*peers->order));
		peers->order_room = room;
	}
	peers->order[peers->order_count++] = person;
}

/* The last change of that walk is no longer there. */
static void order_drop(struct peers *peers, size_t person)
{
	for (size_t i = peers->order_count; i > 0; i--) {
		if (peers->order[i - 1] != person)
			continue;
		memmove(&peers->order[i - 1], &peers->order[i],
			(peers->order_count - i) * sizeof(*peers->order));
		peers->order_count--;
		return;
	}
}

/* Keep the order in step with what the walk can undo. */
static void follow(struct peers *peers, size_t person)
{
	struct peer *peer = &peers->list[person];
	size_t depth = walk_depth(peer->walk);

	for (; peer->depth < depth; peer->depth++)
		order_push(peers, person);
	for (; peer->depth > depth; peer->depth--)
		order_drop(peers, person);
}

void peers_replay(struct peers *peers, const struct record_list *all)
{
	bool any = false;

	for (size_t r = 0; r < all->count; r++) {
		const struct record *record = &all->list[r];
		size_t criterion = rubric_find_criterion(peers->rubric, record->criterion);

		if (strcmp(record->rater, peers->rater) != 0)
			continue;
		for (size_t i = 0; i < peers->count; i++) {
			if (!sheet_owns(walk_sheet(peers->list[i].walk), record))
				continue;
			walk_replay(peers->list[i].walk, record);
			follow(peers, i);
			if (criterion != RUBRIC_NONE)
				peers_go(peers, i, criterion);
			any = true;
		}
	}
	if (any)
		peers_go_open(peers);
}

const struct rubric *peers_rubric(const struct peers *peers)
{
	return peers->rubric;
}

size_t peers_count(const struct peers *peers)
{
	return peers->count;
}

struct walk *peers_walk(const struct peers *peers, size_t person)
{
	return peers->list[person].walk;
}

const char *peers_name(const struct peers *peers, size_t person)
{
	return peers->list[person].name;
}

bool peers_is_self(const struct peers *peers, size_t person)
{
	return peers->list[person].self;
}

size_t peers_self(const struct peers *peers)
{
	for (size_t i = 0; i < peers->count; i++) {
		if (peers->list[i].self)
			return i;
	}
	return RUBRIC_NONE;
}

size_t peers_person(const struct peers *peers)
{
	return peers->person;
}

size_t peers_criterion(const struct peers *peers)
{
	return peers->criterion;
}

void peers_go(struct peers *peers, size_t person, size_t criterion)
{
	size_t criteria = peers->rubric->criterion_count;

	peers->person = person < peers->count ? person : peers->count - 1;
	peers->criterion = criterion < criteria ? criterion : criteria - 1;
}

const struct answer *peers_answer(const struct peers *peers, size_t person, size_t criterion)
{
	return &walk_sheet(peers->list[person].walk)->answers[criterion];
}

bool peers_go_open(struct peers *peers)
{
	size_t total = peers_total(peers);
	size_t from = peers->criterion * peers->count + peers->person;

	for (size_t i = 1; i <= total; i++) {
		size_t at = (from + i) % total;

		if (peers_answer(peers, at % peers->count, at / peers->count)->status !=
			ANSWER_NONE)
			continue;
		peers_go(peers, at % peers->count, at / peers->count);
		return true;
	}
	return false;
}

size_t peers_answered(const struct peers *peers)
{
	size_t count = 0;

	for (size_t i = 0; i < peers->count; i++)
		count += sheet_answered(walk_sheet(peers->list[i].walk));
	return count;
}

size_t peers_total(const struct peers *peers)
{
	return peers->count * peers->rubric->criterion_count;
}

void peers_changed(struct peers *peers, size_t person)
{
	follow(peers, person);
	peers->last = person;
}

size_t peers_last(const struct peers *peers)
{
	return peers->last;
}

static bool any_submitted(const struct peers *peers)
{
	for (size_t i = 0; i < peers->count; i++) {
		if (walk_sheet(peers->list[i].walk)->submitted)
			return true;
	}
	return false;
}

bool peers_undo(struct peers *peers)
{
	size_t person;

	/* Handing in was one act. */
	if (any_submitted(peers))
		return peers_reopen(peers);
	if (peers->order_count == 0)
		return false;
	person = peers->order[peers->order_count - 1];
	walk_undo(peers->list[person].walk);
	peers_changed(peers, person);
	peers_go(peers, person, walk_at(peers->list[person].walk));
	return true;
}

bool peers_submitted(const struct peers *peers)
{
	for (size_t i = 0; i < peers->count; i++) {
		if (!walk_sheet(peers->list[i].walk)->submitted)
			return false;
	}
	return peers->count > 0;
}

bool peers_submit(struct peers *peers)
{
	bool changed = false;

	for (size_t i = 0; i < peers->count; i++) {
		if (!walk_submit(peers->list[i].walk))
			continue;
		changed = true;
		peers_changed(peers, i);
	}
	return changed;
}

bool peers_reopen(struct peers *peers)
{
	bool changed = false;

	for (size_t i = 0; i < peers->count; i++) {
		if (!walk_reopen(peers->list[i].walk))
			continue;
		changed = true;
		peers_changed(peers, i);
	}
	return changed;
}

bool peers_take(struct peers *peers, struct record *out)
{
	for (size_t i = 0; i < peers->count; i++) {
		if (walk_take(peers->list[i].walk, out))
			return true;
	}
	return false;
}

static bool same(const struct answer *a, const struct answer *b)
{
	return a->status == ANSWER_SCORED && b->status == ANSWER_SCORED && a->step == b->step;
}

enum peers_straight peers_straight(const struct peers *peers)
{
	size_t criteria = peers->rubric->criterion_count;
	bool for_all = peers->count >= 3, throughout = criteria >= 2 && peers->count >= 2;

	for (size_t i = 0; i < peers->count; i++) {
		for (size_t c = 0; c < criteria; c++) {
			const struct answer *answer = peers_answer(peers, i, c);

			for_all &= same(answer, peers_answer(peers, 0, c));
			throughout &= same(answer, peers_answer(peers, i, 0));
		}
	}
	return for_all ? PEERS_SAME_FOR_ALL : throughout ? PEERS_SAME_THROUGHOUT : PEERS_VARIED;
}
