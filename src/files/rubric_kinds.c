#include "config.h"

#include "files/rubric_build.h"

#include "base/decimal.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER_MAX 9999 /* of a question in a cell, a statement, an open question */

/* --- levels --------------------------------------------------------------------------------- */

/* A step as the rubric's level is, without anything of the criterion's own. */
static void plain_step(const struct rubric *rubric, struct rubric_step *step, size_t level)
{
	step->level = level;
	step->value = rubric->levels[level].value;
	build_text_copy(&step->label, &rubric->levels[level].label);
	build_text_copy(&step->descriptor, &rubric->levels[level].text);
}

static void plain_steps(const struct rubric *rubric, struct rubric_criterion *criterion)
{
	if (rubric->level_count == 0)
		return;
	criterion->step_count = rubric->level_count;
	criterion->steps = mem_grow(NULL, 0, criterion->step_count, sizeof(*criterion->steps));
	for (size_t i = 0; i < criterion->step_count; i++)
		plain_step(rubric, &criterion->steps[i], i);
}

/* The levels a criterion picks, or all; room for each of the rubric's levels. */
static size_t pick_levels(struct build *build, const char *section, size_t *picked)
{
	const struct rubric *rubric = build->rubric;
	struct build_ids ids;
	size_t count = 0;

	if (!ini_line(build->ini, section, "levels") || ini_bad(build->ini, section, "levels")) {
		for (; count < rubric->level_count; count++)
			picked[count] = count;
		return count;
	}
	ids = build_ids(build, section, "levels", "levels", RUBRIC_LEVELS_MAX);
	for (size_t i = 0; i < ids.count; i++) {
		size_t level = rubric_find_level(rubric, ids.list[i]);

		if (level == RUBRIC_NONE)
			build_error(build, ids.line, "pick from the order of [levels]",
				"unknown level: %s", ids.list[i]);
		else if (count > 0 && picked[count - 1] >= level)
			build_error(build, ids.line, "keep the order of [levels]",
				"level %s stands out of order", ids.list[i]);
		else
			picked[count++] = level;
	}
	if (ids.count == 1)
		build_error(build, ids.line, "pick at least two", "only one level");
	build_ids_free(&ids);
	return count;
}

static void read_step(
	struct build *build, const char *section, struct rubric_step *step, size_t level)
{
	const struct rubric_level *from = &build->rubric->levels[level];
	struct buf key = BUF_EMPTY;

	step->level = level;
	buf_format(&key, "%s.value", from->id);
	step->value = build_decimal(build, section, buf_text(&key), from->value);
	buf_cut(&key, 0);
	buf_format(&key, "%s.label", from->id);
	if (!build_text(build, section, buf_text(&key), false, FITS_LABEL, &step->label))
		build_text_copy(&step->label, &from->label);
	if (!build_text(build, section, from->id, rubric_text_empty(&from->text), FITS_DESCRIPTOR,
		    &step->descriptor))
		build_text_copy(&step->descriptor, &from->text);
	buf_free(&key);
}

static void read_steps(struct build *build, const char *section, struct rubric_criterion *criterion)
{
	const struct rubric *rubric = build->rubric;
	size_t *picked = mem_grow(NULL, 0, rubric->level_count + 1, sizeof(*picked));
	struct buf key = BUF_EMPTY;
	size_t errors = build->faults->errors;
	bool unsure;

	criterion->step_count = pick_levels(build, section, picked);
	unsure = build->levels_unsure || build->faults->errors > errors;
	if (criterion->step_count > 0)
		criterion->steps =
			mem_grow(NULL, 0, criterion->step_count, sizeof(*criterion->steps));
	for (size_t i = 0; i < criterion->step_count; i++) {
		const struct rubric_step *before = &criterion->steps[i - (i > 0)];
		struct rubric_step *step = &criterion->steps[i];

		read_step(build, section, step, picked[i]);
		buf_cut(&key, 0);
		buf_format(&key, "%s.value", rubric->levels[picked[i]].id);
		/* Where no value is the criterion's own, [levels] has said it already. */
		if (i > 0 && step->value <= before->value &&
			(ini_line(build->ini, section, buf_text(&key)) ||
				rubric->levels[picked[i]].value >
					rubric->levels[picked[i - 1]].value))
			build_error(build,
				ini_line(build->ini, section,
					ini_line(build->ini, section, buf_text(&key))
						? buf_text(&key)
						: NULL),
				"values rise along the order of the levels",
				"the value of %s is not higher than that of %s",
				rubric->levels[picked[i]].id, rubric->levels[picked[i - 1]].id);
	}
	/* A key that nobody asked for may be that of a level, once the list is right. */
	if (unsure)
		build_swallow(build, section);
	buf_free(&key);
	free(picked);
}

static void read_criterion(
	struct build *build, const char *section, struct rubric_criterion *criterion)
{
	build_text(build, section, "title", true, FITS_TITLE, &criterion->title);
	build_text(build, section, "question", false, FITS_QUESTION, &criterion->question);
	build_text(build, section, "self", false, FITS_QUESTION, &criterion->self);
	build_text(build, section, "ask", false, FITS_ALWAYS, &criterion->ask);
	build_text(build, section, "down", false, FITS_ALWAYS, &criterion->down);
	build_text(build, section, "up", false, FITS_ALWAYS, &criterion->up);
	criterion->weight = build_decimal(build, section, "weight", 1);
	if (criterion->weight < 0)
		build_error(build, ini_line(build->ini, section, "weight"),
			"write 0 or more; 0 leaves the criterion out of totals",
			"weight is negative: %g", criterion->weight);
	read_steps(build, section, criterion);
}

static void check_weights(struct build *build, unsigned line)
{
	const struct rubric *rubric = build->rubric;
	double sum = 0;

	for (size_t i = 0; i < rubric->criterion_count; i++) {
		if (rubric->criteria[i].weight < 0)
			return;
		sum += rubric->criteria[i].weight;
	}
	if (rubric->criterion_count > 0 && sum <= 0)
		build_error(build, line, "give at least one criterion a weight above 0",
			"the weights add up to 0");
}

/* "low..moderate" or "low". */
static void read_range(struct build *build, const char *section,
	const struct rubric_criterion *criterion, struct rubric_range *range)
{
	const char *value = ini_get(build->ini, section, criterion->id);
	unsigned line = ini_line(build->ini, section, criterion->id);
	const char *dots = value ? strstr(value, "..") : NULL;
	size_t *const ends[] = {&range->low, &range->high};

	range->low = range->high = RUBRIC_NONE;
	if (!value)
		return;
	for (size_t i = 0; i < 2; i++) {
		char *id = !dots    ? mem_text(value)
			   : i == 0 ? mem_text_n(value, (size_t)(dots - value))
				    : mem_text(dots + 2);

		*ends[i] = rubric_find_level(build->rubric, id);
		if (*ends[i] == RUBRIC_NONE && (i == 0 || dots))
			build_error(build, line, "write a level, or two with .. between them",
				"unknown level: %s", id);
		else if (*ends[i] != RUBRIC_NONE && criterion->step_count > 0 && (i == 0 || dots) &&
			 rubric_find_step(criterion, *ends[i]) == RUBRIC_NONE)
			build_error(build, line, "pick from the levels of this criterion",
				"%s does not have the level %s", criterion->id, id);
		free(id);
	}
	if (range->low != RUBRIC_NONE && range->high != RUBRIC_NONE && range->low > range->high)
		build_error(
			build, line, "the lower level comes first", "range is reversed: %s", value);
}

static void read_profile(struct build *build, const char *section, struct rubric_profile *profile)
{
	const struct rubric *rubric = build->rubric;

	ini_use_section(build->ini, section);
	profile->id = mem_text(strchr(section, '.') + 1);
	build_check_id(build, ini_line(build->ini, section, NULL), profile->id);
	build_text(build, section, "title", true, FITS_ALWAYS, &profile->title);
	if (rubric->criterion_count == 0)
		return;
	profile->ranges = mem_grow(NULL, 0, rubric->criterion_count, sizeof(*profile->ranges));
	for (size_t i = 0; i < rubric->criterion_count; i++)
		read_range(build, section, &rubric->criteria[i], &profile->ranges[i]);
}

static bool has_prefix(const char *section, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(section, prefix, len) == 0 && section[len] == '.';
}

static void read_profiles(struct build *build)
{
	struct rubric *rubric = build->rubric;
	const char *section;
	size_t count = 0;

	for (size_t i = 0; (section = ini_section(build->ini, i)); i++)
		count += has_prefix(section, "profile");
	if (count == 0)
		return;
	rubric->profiles = mem_grow(NULL, 0, count, sizeof(*rubric->profiles));
	for (size_t i = 0; (section = ini_section(build->ini, i)); i++)
		if (has_prefix(section, "profile"))
			read_profile(build, section, &rubric->profiles[rubric->profile_count++]);
}

/* Room for all criteria at once; false when there are too many to go on. */
static bool make_criteria(struct build *build, size_t count, unsigned line, const char *what)
{
	struct rubric *rubric = build->rubric;

	if (count > RUBRIC_CRITERIA_MAX) {
		build_error(build, line, NULL, "%zu %s; %d is the most", count, what,
			RUBRIC_CRITERIA_MAX);
		return false;
	}
	if (count == 0)
		return false;
	rubric->criteria = mem_grow(NULL, 0, count, sizeof(*rubric->criteria));
	rubric->criterion_count = count;
	for (size_t i = 0; i < count; i++)
		rubric->criteria[i].weight = 1;
	return true;
}

static void read_levels_kind(struct build *build)
{
	struct rubric *rubric = build->rubric;
	struct build_ids ids =
		build_ids(build, "criteria", "order", "criteria", RUBRIC_CRITERIA_MAX);
	struct buf section = BUF_EMPTY;

	ini_use_section(build->ini, "criteria");
	/* build_ids has said it when there are too many; reading on would bury that. */
	if (ids.count > 0 && ids.count <= RUBRIC_CRITERIA_MAX) {
		make_criteria(build, ids.count, ids.line, "criteria");
		for (size_t i = 0; i < ids.count; i++) {
			rubric->criteria[i].id = mem_text(ids.list[i]);
			if (build_section(build, &section, "criterion", ids.list[i], "criteria",
				    ids.line))
				read_criterion(build, buf_text(&section), &rubric->criteria[i]);
		}
	}
	check_weights(build, ids.line);
	build_orphans(build, "criterion", "criteria", &ids);
	read_profiles(build);
	buf_free(&section);
	build_ids_free(&ids);
}

/* --- grid ----------------------------------------------------------------------------------- */

struct numbered {
	size_t group; /* sorts before the number: i before we; the element */
	unsigned number;
	const char *name; /* section, or NULL; borrowed */
};

static int compare_numbered(const void *left, const void *right)
{
	const struct numbered *a = left, *b = right;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

/* "12" up to one of the bytes in `ends`; 0 when it is no number. */
static unsigned number_at(const char *text, const char *ends)
{
	char *digits = mem_text_n(text, strcspn(text, ends));
	uint64_t number = 0;

	if (digits[0] == '0' || !decimal_whole(digits, NUMBER_MAX, &number))
		number = 0;
	free(digits);
	return (unsigned)number;
}

/* Which questions a cell has: from i.1[nl], we.2[en], ...; the same one once a language. */
static size_t find_prompts(struct build *build, const char *section, struct numbered **out)
{
	struct numbered *found = NULL;
	size_t count = 0, room = 0, kept = 0;
	const char *key;

	for (size_t i = 0; (key = ini_key(build->ini, section, i)); i++) {
		size_t group = strncmp(key, "we.", 3) == 0;
		unsigned number;

		if ((!group && strncmp(key, "i.", 2) != 0) || !strchr(key, '['))
			continue;
		number = number_at(strchr(key, '.') + 1, "[");
		if (number == 0)
			continue;
		if (count == room) {
			room = room ? room * 2 : 8;
			found = mem_grow(found, count, room, sizeof(*found));
		}
		found[count++] = (struct numbered){group, number, NULL};
	}
	if (count > 1)
		qsort(found, count, sizeof(*found), compare_numbered);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || compare_numbered(&found[i], &found[kept - 1]) != 0)
			found[kept++] = found[i];
	*out = found;
	return kept;
}

static void read_prompts(
	struct build *build, const char *section, struct rubric_criterion *criterion)
{
	struct numbered *found;
	size_t count = find_prompts(build, section, &found);
	struct buf base = BUF_EMPTY;

	if (count == 0)
		build_error(build, ini_line(build->ini, section, NULL),
			"write at least one, like we.1[en] = \"...\"", "no question in [%s]",
			section);
	else
		criterion->prompts = mem_grow(NULL, 0, count, sizeof(*criterion->prompts));
	for (size_t i = 0; i < count; i++) {
		struct rubric_prompt *prompt = &criterion->prompts[criterion->prompt_count++];

		buf_cut(&base, 0);
		buf_format(&base, "%s.%u", found[i].group ? "we" : "i", found[i].number);
		prompt->group = found[i].group == 1;
		build_text(build, section, buf_text(&base), false, FITS_ALWAYS, &prompt->text);
	}
	buf_free(&base);
	free(found);
}

static void read_cell(struct build *build, size_t row, size_t column, struct rubric_criterion *cell)
{
	const struct rubric *rubric = build->rubric;
	struct buf section = BUF_EMPTY, id = BUF_EMPTY;

	buf_format(&id, "%s.%s", rubric->rows[row].id, rubric->columns[column].id);
	cell->id = buf_take(&id);
	cell->row = row;
	cell->column = column;
	build_text_join(build, &cell->title, &rubric->rows[row].title, ": ",
		&rubric->columns[column].title);
	plain_steps(rubric, cell);
	if (build_section(build, &section, "cell", cell->id, "rows",
		    ini_line(build->ini, "rows", "order")))
		read_prompts(build, buf_text(&section), cell);
	buf_free(&section);
}

/* The cells as ids, to find sections that belong to none. */
static void check_cells(struct build *build)
{
	const struct rubric *rubric = build->rubric;
	struct build_ids ids = {NULL, rubric->criterion_count,
		ini_line(build->ini, "rows", "order"), rubric->criterion_count == 0};

	if (ids.count > 0)
		ids.list = mem_grow(NULL, 0, ids.count, sizeof(*ids.list));
	for (size_t i = 0; i < ids.count; i++)
		ids.list[i] = mem_text(rubric->criteria[i].id);
	build_orphans(build, "cell", "rows] and [columns", &ids);
	build_ids_free(&ids);
}

static void read_grid_kind(struct build *build)
{
	struct rubric *rubric = build->rubric;
	size_t rows, columns;

	rows = rubric->row_count = build_parts(build, "rows", "row", true, &rubric->rows);
	columns = rubric->column_count =
		build_parts(build, "columns", "column", true, &rubric->columns);
	if (make_criteria(build, rows * columns, ini_line(build->ini, "rows", "order"), "cells"))
		for (size_t i = 0; i < rows * columns; i++)
			read_cell(build, i / columns, i % columns, &rubric->criteria[i]);
	check_cells(build);
}

/* --- statements and questions --------------------------------------------------------------- */

static size_t find_part(const struct rubric *rubric, const char *id, size_t len)
{
	for (size_t i = 0; i < rubric->row_count; i++)
		if (strlen(rubric->rows[i].id) == len && strncmp(rubric->rows[i].id, id, len) == 0)
			return i;
	return RUBRIC_NONE;
}

/* The sections [prefix.PART.N], by part and number. */
static size_t find_items(
	struct build *build, const char *prefix, const char *list, struct numbered **out)
{
	struct numbered *found = NULL;
	size_t count = 0, room = 0;
	const char *section;

	for (size_t i = 0; (section = ini_section(build->ini, i)); i++) {
		unsigned line = ini_line(build->ini, section, NULL), number;
		const char *id = section + strlen(prefix) + 1, *dot;
		size_t part;

		if (!has_prefix(section, prefix))
			continue;
		ini_use_section(build->ini, section);
		dot = strrchr(id, '.');
		number = dot ? number_at(dot + 1, "") : 0;
		part = dot ? find_part(build->rubric, id, (size_t)(dot - id)) : RUBRIC_NONE;
		if (number == 0)
			build_error(build, line, "number it, like culture.1", "no number in [%s]",
				section);
		else if (part == RUBRIC_NONE)
			build_error(build, line, "add it to the order there",
				"[%s] belongs to nothing in the order of [%s]", section, list);
		/* What belongs nowhere is read all the same, so that its texts are checked. */
		if (count == room) {
			room = room ? room * 2 : 16;
			found = mem_grow(found, count, room, sizeof(*found));
		}
		found[count++] = (struct numbered){part == RUBRIC_NONE ? 0 : part, number, section};
	}
	if (count > 1)
		qsort(found, count, sizeof(*found), compare_numbered);
	*out = found;
	return count;
}

static void read_item(struct build *build, const struct numbered *from, const char *prefix,
	struct rubric_criterion *item)
{
	const struct rubric *rubric = build->rubric;

	item->id = mem_text(from->name + strlen(prefix) + 1);
	item->row = from->group;
	build_text(build, from->name, "text", true, FITS_ALWAYS, &item->question);
	if (rubric->kind == RUBRIC_STATEMENTS) {
		item->reverse = build_yes(build, from->name, "reverse", false);
		plain_steps(rubric, item);
	}
}

static void read_items(struct build *build, const char *list, const char *part, const char *prefix)
{
	struct rubric *rubric = build->rubric;
	struct numbered *found;
	size_t count, next = 0;

	rubric->row_count = build_parts(build, list, part, false, &rubric->rows);
	count = find_items(build, prefix, list, &found);
	for (size_t i = 0; i < rubric->row_count; i++) {
		bool empty = true;

		for (; next < count && found[next].group == i; next++)
			empty = false;
		if (empty)
			build_error(build, ini_line(build->ini, list, "order"), NULL,
				"there is no section [%s.%s.1]", prefix, rubric->rows[i].id);
	}
	if (make_criteria(build, count, count ? ini_line(build->ini, found[0].name, NULL) : 0,
		    "sections of one kind"))
		for (size_t i = 0; i < count; i++)
			read_item(build, &found[i], prefix, &rubric->criteria[i]);
	free(found);
}

static void read_statements_kind(struct build *build)
{
	read_items(build, "elements", "element", "statement");
}

static void read_questions_kind(struct build *build)
{
	read_items(build, "sections", "section", "question");
}

/* --- the table ------------------------------------------------------------------------------ */

const struct build_kind *build_kind(enum rubric_kind kind)
{
	static const char *const levels_sections[] = {"criteria", NULL};
	static const char *const levels_keys[] = {"order", "title", "question", "self", "weight",
		"ask", "down", "up", "levels", NULL};
	static const char *const grid_sections[] = {"rows", "columns", NULL};
	static const char *const grid_keys[] = {"order", "title", "i.1", "we.1", NULL};
	static const char *const statement_sections[] = {"elements", NULL};
	static const char *const statement_keys[] = {"order", "title", "text", "reverse", NULL};
	static const char *const question_sections[] = {"sections", NULL};
	static const char *const question_keys[] = {"order", "title", "text", NULL};
	static const struct build_kind kinds[] = {
		[RUBRIC_LEVELS] = {true, read_levels_kind, levels_sections, levels_keys},
		[RUBRIC_GRID] = {true, read_grid_kind, grid_sections, grid_keys},
		[RUBRIC_STATEMENTS] = {true, read_statements_kind, statement_sections,
			statement_keys},
		[RUBRIC_QUESTIONS] = {false, read_questions_kind, question_sections, question_keys},
	};

	return &kinds[kind];
}
