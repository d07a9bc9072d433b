/* From criteria that each have their own ratings to one row of levels from which each criterion
 * picks, with names and points of its own where they differ. */
#include "config.h"

#include "files/foreign.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/slug.h"
#include "files/rubric_file.h"
#include "files/rubric_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- is it one that can be made ----------------------------------------------------------------
 */

static int compare_points(const void *left, const void *right)
{
	const struct foreign_rating *a = left, *b = right;

	return a->points < b->points ? -1 : a->points > b->points;
}

static void fault(struct faults *faults, const struct foreign_criterion *criterion,
	const char *hint, const char *what)
{
	faults_add(faults, FAULT_ERROR, criterion->line, 0, hint, "%s: %s %s", criterion->where,
		criterion->title, what);
}

/* Sorted by points from here on. */
static bool check_ratings(struct foreign_criterion *criterion, struct faults *faults)
{
	if (criterion->rating_count < 2) {
		fault(faults, criterion, "give it two ratings or more",
			criterion->rating_count == 0 ? "has no ratings" : "has only one rating");
		return false;
	}
	if (criterion->rating_count > RUBRIC_LEVELS_MAX) {
		fault(faults, criterion, "nine is the most: a digit chooses",
			"has more than nine ratings");
		return false;
	}
	qsort(criterion->ratings, criterion->rating_count, sizeof(*criterion->ratings),
		compare_points);
	for (size_t i = 1; i < criterion->rating_count; i++) {
		if (criterion->ratings[i].points > criterion->ratings[i - 1].points)
			continue;
		fault(faults, criterion, "give each rating points of its own",
			"has two ratings with the same points");
		return false;
	}
	return true;
}

static bool check(const struct foreign_rubric *from, struct faults *faults)
{
	bool good = true;

	if (from->criterion_count == 0 || from->criterion_count > RUBRIC_CRITERIA_MAX) {
		faults_add(faults, FAULT_ERROR, from->line, 0, NULL, "%s has %zu criteria; %s",
			from->title, from->criterion_count,
			from->criterion_count == 0 ? "one is the least" : "200 is the most");
		return false;
	}
	for (size_t i = 0; i < from->criterion_count; i++)
		good = check_ratings(&from->criteria[i], faults) && good;
	return good;
}

static int compare_order(const void *left, const void *right)
{
	const struct foreign_criterion *a = left, *b = right;

	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

/* --- ids ---------------------------------------------------------------------------------------
 */

struct ids {
	const char *const *list;
	size_t count;
};

static bool in_ids(const void *context, const char *id)
{
	const struct ids *ids = context;

	for (size_t i = 0; i < ids->count; i++)
		if (strcmp(ids->list[i], id) == 0)
			return true;
	return false;
}

static bool level_taken(const void *context, const char *id)
{
	/* Keys of a criterion cannot be ids of levels. */
	static const char *const keys[] = {
		"title", "question", "self", "weight", "ask", "down", "up", "levels"};
	const struct ids reserved = {keys, sizeof(keys) / sizeof(keys[0])};

	return in_ids(&reserved, id) || rubric_find_level(context, id) != RUBRIC_NONE;
}

static bool criterion_taken(const void *context, const char *id)
{
	return rubric_find_criterion(context, id) != RUBRIC_NONE;
}

static void make_id(char out[SLUG_MAX + 1], const char *text, const char *word, size_t nth)
{
	slug_make(out, text);
	if (out[0] == '\0')
		snprintf(out, SLUG_MAX + 1, "%s-%zu", word, nth + 1);
}

/* --- levels and steps --------------------------------------------------------------------------
 */

/* The criterion with the most ratings gives the levels. */
static const struct foreign_criterion *widest(const struct foreign_rubric *from)
{
	const struct foreign_criterion *best = &from->criteria[0];

	for (size_t i = 1; i < from->criterion_count; i++)
		if (from->criteria[i].rating_count > best->rating_count)
			best = &from->criteria[i];
	return best;
}

static void make_levels(struct rubric *rubric, const struct foreign_criterion *from)
{
	rubric->levels = mem_grow(NULL, 0, from->rating_count, sizeof(*rubric->levels));
	for (size_t i = 0; i < from->rating_count; i++) {
		struct rubric_level *level = &rubric->levels[i];
		char id[SLUG_MAX + 1];

		make_id(id, from->ratings[i].label, "level", i);
		slug_unique(id, level_taken, rubric);
		level->id = mem_text(id);
		level->value = from->ratings[i].points;
		level->label.by[0] = mem_text(from->ratings[i].label);
		rubric->level_count = i + 1;
	}
}

/* Which levels the ratings are: those with the same names where all have one, else the first. */
static void pick(const struct rubric *rubric, const struct foreign_criterion *from, size_t *picked)
{
	size_t level = 0, found = 0;

	for (size_t i = 0; i < from->rating_count; i++) {
		while (level < rubric->level_count &&
			strcmp(rubric->levels[level].label.by[0], from->ratings[i].label) != 0)
			level++;
		if (level == rubric->level_count)
			break;
		picked[found++] = level++;
	}
	for (size_t i = 0; found < from->rating_count && i < from->rating_count; i++)
		picked[i] = i;
}

static void make_criterion(struct rubric *rubric, const struct foreign_criterion *from)
{
	size_t picked[RUBRIC_LEVELS_MAX];
	struct rubric_criterion *criterion = &rubric->criteria[rubric->criterion_count];
	char id[SLUG_MAX + 1];

	make_id(id, from->title, "criterion", rubric->criterion_count);
	slug_unique(id, criterion_taken, rubric);
	pick(rubric, from, picked);
	criterion->id = mem_text(id);
	criterion->title.by[0] = mem_text(from->title);
	if (from->question[0] != '\0')
		criterion->question.by[0] = mem_text(from->question);
	criterion->weight = 1;
	criterion->step_count = from->rating_count;
	criterion->steps = mem_grow(NULL, 0, from->rating_count, sizeof(*criterion->steps));
	for (size_t i = 0; i < from->rating_count; i++) {
		const struct foreign_rating *rating = &from->ratings[i];
		struct rubric_step *step = &criterion->steps[i];

		step->level = picked[i];
		step->value = rating->points;
		step->label.by[0] = mem_text(rating->label);
		step->descriptor.by[0] =
			mem_text(rating->text[0] != '\0' ? rating->text : rating->label);
	}
	rubric->criterion_count++;
}

/* --- the rubric --------------------------------------------------------------------------------
 */

static struct rubric *build(const struct foreign_rubric *from, const char *lang, const char *source,
	const struct ids *taken)
{
	struct rubric *rubric = MEM_NEW(struct rubric);
	char id[SLUG_MAX + 1];

	make_id(id, from->title, "rubric", taken->count);
	slug_unique(id, in_ids, taken);
	rubric->id = mem_text(id);
	rubric->version = mem_text("1.0");
	rubric->source = mem_text(source);
	rubric->authors = mem_text("");
	rubric->licence = mem_text("");
	rubric->status = RUBRIC_OWN;
	rubric->direction = RUBRIC_HIGHER_IS_BETTER;
	rubric->scale = RUBRIC_ORDINAL;
	rubric->langs[0] = mem_text(lang);
	rubric->lang_count = 1;
	rubric->unknown_allowed = true;
	rubric->title.by[0] = mem_text(from->title);
	if (from->purpose[0] != '\0')
		rubric->purpose.by[0] = mem_text(from->purpose);
	make_levels(rubric, widest(from));
	rubric->criteria = mem_grow(NULL, 0, from->criterion_count, sizeof(*rubric->criteria));
	for (size_t i = 0; i < from->criterion_count; i++)
		make_criterion(rubric, &from->criteria[i]);
	return rubric;
}

/* What our own reader says of it, told about the foreign file. */
static struct rubric *read_back(
	const struct foreign_rubric *from, const struct rubric *made, struct faults *faults)
{
	struct buf text = BUF_EMPTY;
	struct faults own;
	struct rubric *rubric;

	faults_init(&own, faults->file);
	rubric_write(&text, made);
	rubric = rubric_file_parse(buf_text(&text), text.len, &own);
	for (size_t i = 0; rubric == NULL && i < own.count; i++) {
		if (own.list[i].severity != FAULT_ERROR)
			continue;
		faults_add(faults, FAULT_ERROR, from->line, 0, own.list[i].hint,
			"%s cannot be kept as a rubric file: %s", from->title, own.list[i].message);
		break;
	}
	faults_free(&own);
	buf_free(&text);
	return rubric;
}

struct rubric *foreign_make(const struct foreign_rubric *from, const char *lang, const char *source,
	const char *const *taken, size_t taken_count, struct faults *faults)
{
	const struct ids ids = {taken, taken_count};
	struct rubric *made, *rubric;

	if (from->bad || !check(from, faults))
		return NULL;
	qsort(from->criteria, from->criterion_count, sizeof(*from->criteria), compare_order);
	made = build(from, lang, source, &ids);
	rubric = read_back(from, made, faults);
	rubric_free(made);
	return rubric;
}
