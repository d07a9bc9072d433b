#include "config.h"

#include "stats/discussion.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/mem.h"
#include "stats/spread.h"
#include "stats/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TALK_FIRST_MOST 3 /* there is time for about three in a workshop */

/* --- roles as shown --------------------------------------------------------------------------- */

/* Roles that are shown as one. */
struct bundle {
	const char **roles; /* borrowed from the roster */
	size_t count;
	size_t people;
};

struct bundles {
	struct bundle *list;
	size_t count;
};

static void bundle_add(struct bundle *bundle, const struct bundle *other)
{
	bundle->roles = mem_grow(
		bundle->roles, bundle->count, bundle->count + other->count, sizeof(*bundle->roles));
	memcpy(bundle->roles + bundle->count, other->roles, other->count * sizeof(*other->roles));
	bundle->count += other->count;
	bundle->people += other->people;
}

static void bundles_free(struct bundles *bundles)
{
	for (size_t i = 0; i < bundles->count; i++)
		free(bundles->list[i].roles);
	free(bundles->list);
}

/* The fewest people of a role who counted in a round that was shown (rounds without any aside):
 * what one of them said there could be told from a count of one. */
static size_t fewest(const struct ledger *ledger, const char *role)
{
	size_t least = 0;

	for (int round = 1; round <= LEDGER_ROUNDS_MAX; round++) {
		size_t here = 0;

		if (!ledger->shown[round])
			continue;
		for (size_t person = 0; person < ledger->roster->count; person++)
			here += tally_in_scope(
				ledger, person, &(struct tally_scope){round, &role, 1, NULL});
		if (here > 0 && (least == 0 || here < least))
			least = here;
	}
	return least;
}

static struct bundles bundles_make(const struct ledger *ledger, bool *merged)
{
	struct bundles bundles = {NULL, 0};
	bool open = false; /* the last bundle waits for the next role */
	const char *role;

	*merged = false;
	for (size_t nth = 0; (role = roster_role(ledger->roster, nth)) != NULL; nth++) {
		struct bundle one = {&role, 1, fewest(ledger, role)};

		if (one.people == 0)
			continue;
		if (!open) {
			bundles.list = mem_grow(bundles.list, bundles.count, bundles.count + 1,
				sizeof(*bundles.list));
			bundles.count++;
		} else {
			*merged = true;
		}
		bundle_add(&bundles.list[bundles.count - 1], &one);
		open = !ledger->session->roles_apart && bundles.list[bundles.count - 1].people < 2;
	}
	if (open && bundles.count > 1) {
		bundle_add(&bundles.list[bundles.count - 2], &bundles.list[bundles.count - 1]);
		free(bundles.list[--bundles.count].roles);
		*merged = true;
	}
	return bundles;
}

static char *bundle_name(const struct bundle *bundle)
{
	struct buf name = BUF_EMPTY;

	for (size_t i = 0; i < bundle->count; i++)
		buf_format(&name, "%s%s", i > 0 ? ", " : "", bundle->roles[i]);
	return buf_take(&name);
}

/* One bundle alone says no more than all together. */
static void add_roles(
	struct discussed *about, const struct ledger *ledger, const struct bundles *bundles)
{
	if (bundles->count < 2 || about->round == 0)
		return;
	about->role_count = bundles->count;
	about->roles = mem_new(bundles->count * sizeof(*about->roles));
	for (size_t i = 0; i < bundles->count; i++) {
		const struct bundle *bundle = &bundles->list[i];

		about->roles[i].role = bundle_name(bundle);
		tally_make_scope(&about->roles[i].tally, ledger, about->criterion,
			&(struct tally_scope){about->round, bundle->roles, bundle->count, NULL});
	}
}

/* --- reasons ---------------------------------------------------------------------------------- */

struct reason {
	const char *text;
	size_t person;
	char place[ID_FINGERPRINT_LEN + 1];
};

static int by_place(const void *a, const void *b)
{
	return strcmp(((const struct reason *)a)->place, ((const struct reason *)b)->place);
}

/* Its place follows from session, criterion and text, never from the seat or the moment. */
static void place_reason(struct reason *reason, const struct ledger *ledger, size_t criterion)
{
	struct buf key = BUF_EMPTY;

	buf_format(&key, "%s/%s/%s", ledger->session->id, ledger->rubric->criteria[criterion].id,
		reason->text);
	id_fingerprint(reason->place, key.data, key.len);
	buf_free(&key);
}

/* What somebody wrote: the answer to an open question, else the reason of a level. */
static const char *written(const struct sheet *sheet, size_t criterion)
{
	const struct sheet_item *item = sheet_item_find(sheet, criterion, RECORD_TEXT, "");

	return item ? item->text : sheet->answers[criterion].note;
}

static bool said_already(const struct reason *list, size_t count, size_t person, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].person == person && strcmp(list[i].text, text) == 0)
			return true;
	return false;
}

static void add_reasons(struct discussed *about, const struct ledger *ledger)
{
	struct reason *list = NULL;
	size_t count = 0;

	for (size_t i = 0; i < ledger->sheet_count; i++) {
		const struct ledger_sheet *sheet = &ledger->sheets[i];
		const char *note = written(sheet->sheet, about->criterion);

		if (sheet->round < 1 || sheet->round > LEDGER_ROUNDS_MAX ||
			!ledger->shown[sheet->round] || !note || note[0] == '\0' ||
			!ledger_counts(ledger, sheet->person, sheet->round) ||
			said_already(list, count, sheet->person, note))
			continue;
		list = mem_grow(list, count, count + 1, sizeof(*list));
		list[count] = (struct reason){.text = note, .person = sheet->person};
		place_reason(&list[count++], ledger, about->criterion);
	}
	if (count > 0) {
		qsort(list, count, sizeof(*list), by_place);
		about->reasons = mem_new(count * sizeof(*about->reasons));
		about->reason_count = count;
		for (size_t i = 0; i < count; i++)
			about->reasons[i] = list[i].text;
	}
	free(list);
}

/* --- one criterion ---------------------------------------------------------------------------- */

static bool asked_in(const struct ledger *ledger, size_t criterion, int round)
{
	return ledger->shown[round] &&
	       ledger->in_round[(size_t)round * ledger->rubric->criterion_count + criterion];
}

/* The last round before `round` in which it was asked and shown; 0: none. */
static int round_before(const struct ledger *ledger, size_t criterion, int round)
{
	for (round--; round > 0; round--)
		if (asked_in(ledger, criterion, round))
			return round;
	return 0;
}

static size_t step_of(const struct ledger *ledger, size_t person, size_t criterion, int round)
{
	const struct sheet *sheet = ledger_sheet(ledger, person, round);

	if (!sheet || !ledger_counts(ledger, person, round) ||
		sheet->answers[criterion].status != ANSWER_SCORED)
		return RUBRIC_NONE;
	return sheet->answers[criterion].step;
}

static double stability_of(const struct ledger *ledger, size_t criterion, int from, int to)
{
	size_t count = ledger->roster->count;
	size_t *before = mem_new((count + 1) * sizeof(*before));
	size_t *after = mem_new((count + 1) * sizeof(*after));
	double share;

	for (size_t person = 0; person < count; person++) {
		before[person] = step_of(ledger, person, criterion, from);
		after[person] = step_of(ledger, person, criterion, to);
	}
	share = spread_stability(before, after, count);
	free(before);
	free(after);
	return share;
}

static size_t step_now(const struct discussed *about)
{
	if (about->agreed && about->agreed->given && !about->agreed->no_consensus)
		return about->agreed->step;
	return about->all.middle_low;
}

/* Steps to take from `now` until the level lies in the range: 0 when it does. */
int discussion_gap(
	const struct rubric_criterion *criterion, size_t now, const struct rubric_range *wanted)
{
	int gap = 0;

	while (now + 1 < criterion->step_count && criterion->steps[now].level < wanted->low) {
		now++;
		gap--;
	}
	while (now > 0 && gap >= 0 && criterion->steps[now].level > wanted->high) {
		now--;
		gap++;
	}
	return gap;
}

static void add_fit(struct discussed *about, const struct ledger *ledger)
{
	const struct rubric_criterion *criterion = &ledger->rubric->criteria[about->criterion];

	about->now = step_now(about);
	about->wanted = ledger->wanted ? ledger->wanted[about->criterion]
				       : (struct rubric_range){RUBRIC_NONE, RUBRIC_NONE};
	about->fit_known = about->now != RUBRIC_NONE && about->wanted.low != RUBRIC_NONE &&
			   about->wanted.high != RUBRIC_NONE;
	if (about->fit_known)
		about->gap = discussion_gap(criterion, about->now, &about->wanted);
}

static void discuss_one(struct discussed *about, const struct ledger *ledger, size_t criterion,
	const struct bundles *bundles)
{
	int before;

	about->criterion = criterion;
	about->round = round_before(ledger, criterion, LEDGER_ROUNDS_MAX + 1);
	before = round_before(ledger, criterion, about->round);
	tally_make(&about->all, ledger, criterion, about->round, NULL);
	tally_make(&about->first, ledger, criterion, 1, NULL);
	if (about->round == 0)
		about->all = (struct tally){.unity = NAN,
			.low = RUBRIC_NONE,
			.high = RUBRIC_NONE,
			.middle_low = RUBRIC_NONE,
			.middle_high = RUBRIC_NONE};
	if (!ledger->shown[1])
		about->first = about->all;
	about->stability = before > 0 ? stability_of(ledger, criterion, before, about->round) : NAN;
	about->not_known = tally_not_known(&about->all);
	about->agreed = ledger->agreed ? &ledger->agreed[criterion] : NULL;
	add_roles(about, ledger, bundles);
	add_reasons(about, ledger);
	add_fit(about, ledger);
}

/* --- order and blocks ------------------------------------------------------------------------- */

static bool is_settled(const struct discussed *about)
{
	return about->all.agreed || (about->agreed && about->agreed->given);
}

static size_t range_of(const struct tally *tally)
{
	return tally->scored > 0 ? tally->high - tally->low : 0;
}

/* 0 not known yet, 1 with a number, 2 without. */
static int class_of(const struct discussed *about)
{
	return about->not_known ? 0 : isnan(about->all.unity) ? 2 : 1;
}

static int by_talk(const void *left, const void *right)
{
	const struct discussed *a = left, *b = right;
	size_t wide_a = range_of(&a->all), wide_b = range_of(&b->all);

	if (a->block != b->block)
		return a->block < b->block ? -1 : 1;
	if (class_of(a) != class_of(b))
		return class_of(a) - class_of(b);
	/* Equal up to rounding is equal: the order must not hang on the last bit. */
	if (!isnan(a->all.unity) && !isnan(b->all.unity) &&
		fabs(a->all.unity - b->all.unity) > 1e-9)
		return a->all.unity < b->all.unity ? -1 : 1;
	if (wide_a != wide_b)
		return wide_a > wide_b ? -1 : 1;
	return a->criterion < b->criterion ? -1 : a->criterion > b->criterion;
}

/* What was talked about already takes one of the places. */
static void set_blocks(struct discussion *discussion)
{
	size_t left = TALK_FIRST_MOST;

	for (size_t i = 0; i < discussion->count; i++) {
		struct discussed *about = &discussion->list[i];

		about->block = is_settled(about) ? TALK_AGREED : TALK_IF_TIME;
		if (is_settled(about) && about->round > 0 && !about->first.agreed && left > 0)
			left--;
	}
	qsort(discussion->list, discussion->count, sizeof(*discussion->list), by_talk);
	for (size_t i = 0; i < discussion->count && left > 0; i++) {
		struct discussed *about = &discussion->list[i];

		if (about->block == TALK_AGREED || class_of(about) == 2)
			break;
		about->block = TALK_FIRST;
		left--;
	}
}

struct discussion *discussion_new(const struct ledger *ledger)
{
	struct discussion *discussion = MEM_NEW(struct discussion);
	struct bundles bundles = bundles_make(ledger, &discussion->roles_merged);

	discussion->ledger = ledger;
	discussion->count = ledger->rubric->criterion_count;
	discussion->list = mem_new(discussion->count * sizeof(*discussion->list));
	discussion->place = mem_new(discussion->count * sizeof(*discussion->place));
	for (size_t i = 0; i < discussion->count; i++)
		discuss_one(&discussion->list[i], ledger, i, &bundles);
	set_blocks(discussion);
	for (size_t i = 0; i < discussion->count; i++)
		discussion->place[discussion->list[i].criterion] = i;
	bundles_free(&bundles);
	return discussion;
}

void discussion_free(struct discussion *discussion)
{
	if (!discussion)
		return;
	for (size_t i = 0; i < discussion->count; i++) {
		struct discussed *about = &discussion->list[i];

		for (size_t nth = 0; nth < about->role_count; nth++)
			free((char *)about->roles[nth].role);
		free(about->roles);
		free(about->reasons);
	}
	free(discussion->list);
	free(discussion->place);
	free(discussion);
}
