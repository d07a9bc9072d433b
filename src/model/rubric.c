#include "config.h"

#include "model/rubric.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void free_text(struct rubric_text *text)
{
	for (size_t i = 0; i < RUBRIC_LANGS_MAX; i++)
		free(text->by[i]);
}

static void free_levels(struct rubric_level *levels, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(levels[i].id);
		free_text(&levels[i].label);
		free_text(&levels[i].text);
	}
	free(levels);
}

static void free_criterion(struct rubric_criterion *criterion)
{
	struct rubric_text *const texts[] = {&criterion->title, &criterion->question,
		&criterion->self, &criterion->ask, &criterion->down, &criterion->up};

	free(criterion->id);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		free_text(texts[i]);
	for (size_t i = 0; i < criterion->step_count; i++) {
		free_text(&criterion->steps[i].label);
		free_text(&criterion->steps[i].descriptor);
	}
	free(criterion->steps);
	for (size_t i = 0; i < criterion->prompt_count; i++)
		free_text(&criterion->prompts[i].text);
	free(criterion->prompts);
}

static void free_parts(struct rubric_part *parts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(parts[i].id);
		free_text(&parts[i].title);
	}
	free(parts);
}

static void free_profiles(struct rubric_profile *profiles, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(profiles[i].id);
		free_text(&profiles[i].title);
		free(profiles[i].ranges);
	}
	free(profiles);
}

void rubric_free(struct rubric *rubric)
{
	if (!rubric)
		return;
	free(rubric->id);
	free(rubric->version);
	free(rubric->authors);
	free(rubric->source);
	free(rubric->licence);
	for (size_t i = 0; i < rubric->lang_count; i++)
		free(rubric->langs[i]);
	free_text(&rubric->title);
	free_text(&rubric->purpose);
	free_text(&rubric->noun);
	free_text(&rubric->unknown);
	free_text(&rubric->not_applicable);
	for (size_t i = 0; i < RUBRIC_COMMENT_COUNT; i++)
		free_text(&rubric->comments[i]);
	free_levels(rubric->levels, rubric->level_count);
	free_parts(rubric->rows, rubric->row_count);
	free_parts(rubric->columns, rubric->column_count);
	for (size_t i = 0; i < rubric->criterion_count; i++)
		free_criterion(&rubric->criteria[i]);
	free(rubric->criteria);
	free_profiles(rubric->profiles, rubric->profile_count);
	free(rubric->fingerprint);
	free(rubric->bytes);
	free(rubric);
}

static size_t find_lang(const struct rubric *rubric, const char *lang)
{
	for (size_t i = 0; lang && i < rubric->lang_count; i++)
		if (strcmp(rubric->langs[i], lang) == 0)
			return i;
	return RUBRIC_NONE;
}

bool rubric_has_lang(const struct rubric *rubric, const char *lang)
{
	return find_lang(rubric, lang) != RUBRIC_NONE;
}

size_t rubric_lang(const struct rubric *rubric, const char *lang)
{
	size_t found = find_lang(rubric, lang);

	if (found == RUBRIC_NONE)
		found = find_lang(rubric, "en");
	return found == RUBRIC_NONE ? 0 : found;
}

const char *rubric_say(const struct rubric *rubric, const struct rubric_text *text, size_t lang)
{
	if (lang < rubric->lang_count && text->by[lang])
		return text->by[lang];
	for (size_t i = 0; i < rubric->lang_count; i++)
		if (text->by[i])
			return text->by[i];
	return "";
}

bool rubric_text_empty(const struct rubric_text *text)
{
	for (size_t i = 0; i < RUBRIC_LANGS_MAX; i++)
		if (text->by[i])
			return false;
	return true;
}

size_t rubric_find_level(const struct rubric *rubric, const char *id)
{
	for (size_t i = 0; i < rubric->level_count; i++)
		if (strcmp(rubric->levels[i].id, id) == 0)
			return i;
	return RUBRIC_NONE;
}

size_t rubric_find_criterion(const struct rubric *rubric, const char *id)
{
	for (size_t i = 0; i < rubric->criterion_count; i++)
		if (strcmp(rubric->criteria[i].id, id) == 0)
			return i;
	return RUBRIC_NONE;
}

size_t rubric_find_step(const struct rubric_criterion *criterion, size_t level)
{
	for (size_t i = 0; i < criterion->step_count; i++)
		if (criterion->steps[i].level == level)
			return i;
	return RUBRIC_NONE;
}

size_t rubric_at(const struct rubric *rubric, size_t row, size_t column)
{
	for (size_t i = 0; i < rubric->criterion_count; i++)
		if (rubric->criteria[i].row == row && rubric->criteria[i].column == column)
			return i;
	return RUBRIC_NONE;
}

double rubric_value(const struct rubric_criterion *criterion, size_t step)
{
	double value = criterion->steps[step].value;

	if (!criterion->reverse)
		return value;
	return criterion->steps[0].value + criterion->steps[criterion->step_count - 1].value -
	       value;
}

const char *rubric_kind_word(enum rubric_kind kind)
{
	static const char *const words[] = {"levels", "grid", "statements", "questions"};

	return words[kind];
}

const char *rubric_status_word(enum rubric_status status)
{
	static const char *const words[] = {"original", "adapted", "reconstruction", "own"};

	return words[status];
}

const char *rubric_comment_word(enum rubric_comment comment)
{
	static const char *const words[] = {"top", "tip", "lecturer"};

	return words[comment];
}

struct rubric *rubric_subset(const struct rubric *whole, const bool *in)
{
	struct rubric *subset = MEM_NEW(struct rubric);

	*subset = *whole;
	subset->criteria =
		mem_grow(NULL, 0, whole->criterion_count + 1, sizeof(struct rubric_criterion));
	subset->criterion_count = 0;
	for (size_t i = 0; i < whole->criterion_count; i++)
		if (in[i])
			subset->criteria[subset->criterion_count++] = whole->criteria[i];
	/* the profiles' ranges go by the whole rubric's numbers */
	subset->profile_count = 0;
	return subset;
}

void rubric_subset_free(struct rubric *subset)
{
	if (subset == NULL)
		return;
	free(subset->criteria);
	free(subset);
}
