/* The codebook: every variable, level and label of a rubric in each of its languages. */
#include "config.h"

#include "base/decimal.h"
#include "base/mem.h"
#include "report/package_parts.h"

#include <stdio.h>
#include <string.h>

#define SHIFT 90 /* how far missing codes move when a level has one of them */

static const char *const MISSING[] = {"unknown", "not_applicable", "unanswered"};
#define MISSING_COUNT (sizeof(MISSING) / sizeof(MISSING[0]))

int package_missing(const struct rubric *rubric, const char *status)
{
	int shift = 0;

	for (size_t c = 0; c < rubric->criterion_count; c++)
		for (size_t s = 0; s < rubric->criteria[c].step_count; s++) {
			double value = rubric->criteria[c].steps[s].value;

			if (value >= -9 && value <= -7)
				shift = SHIFT;
		}
	for (size_t i = 0; i < MISSING_COUNT; i++)
		if (strcmp(status, MISSING[i]) == 0)
			return -7 - (int)i - shift;
	return 0;
}

void package_add_code(struct package_rubric *into, const char *const cells[PACKAGE_CODE_CELLS])
{
	if (into->code_count == into->room) {
		into->room = into->room > 0 ? 2 * into->room : 64;
		into->codes =
			mem_grow(into->codes, into->code_count, into->room, sizeof(*into->codes));
	}
	into->codes[into->code_count++] = (struct package_code){mem_text(cells[0]),
		mem_text(cells[1]), mem_text(cells[2]), mem_text(cells[3]), mem_text(cells[4]),
		mem_text(cells[5]), mem_text(cells[6]), mem_text(cells[7])};
}

/* What all lines about one criterion have in common. */
struct about {
	struct package_rubric *into;
	const struct rubric *rubric;
	const struct rubric_criterion *criterion;
	const char *variable;
	size_t lang;
};

static void add(const struct about *about, const char *entry, const char *code, const char *level,
	const char *text)
{
	const char *const cells[PACKAGE_CODE_CELLS] = {about->variable, about->criterion->id, entry,
		code, level, about->rubric->langs[about->lang], text,
		about->criterion->reverse ? "yes" : "no"};

	package_add_code(about->into, cells);
}

static void add_levels(const struct about *about)
{
	const struct rubric_criterion *criterion = about->criterion;

	for (size_t s = 0; s < criterion->step_count; s++) {
		const struct rubric_step *step = &criterion->steps[s];
		const char *id = about->rubric->levels[step->level].id;
		const char *text = rubric_say(about->rubric, &step->descriptor, about->lang);
		char code[32];

		decimal_text(code, sizeof(code), rubric_value(criterion, s));
		add(about, "level", code, id, rubric_say(about->rubric, &step->label, about->lang));
		if (text[0] != '\0')
			add(about, "description", code, id, text);
	}
}

static void add_missing(const struct about *about)
{
	const struct rubric *rubric = about->rubric;
	const struct rubric_text *const own[MISSING_COUNT] = {
		&rubric->unknown, &rubric->not_applicable, NULL};
	static const char *const words[MISSING_COUNT] = {
		"unknown", "not applicable", "not answered"};

	for (size_t i = 0; i < MISSING_COUNT; i++) {
		const char *text = own[i] != NULL ? rubric_say(rubric, own[i], about->lang) : "";
		char code[16];

		snprintf(code, sizeof(code), "%d", package_missing(rubric, MISSING[i]));
		add(about, "missing", code, MISSING[i], text[0] != '\0' ? text : words[i]);
	}
}

void package_describe(struct package_rubric *into, const struct rubric *rubric, char *const *names)
{
	for (size_t c = 0; c < rubric->criterion_count; c++) {
		struct about about = {into, rubric, &rubric->criteria[c], names[c], 0};

		for (about.lang = 0; about.lang < rubric->lang_count; about.lang++) {
			const struct rubric_criterion *criterion = about.criterion;
			const char *title = rubric_say(rubric, &criterion->title, about.lang);
			const char *question = rubric_say(rubric, &criterion->question, about.lang);

			add(&about, "title", "", "",
				title[0] != '\0'      ? title
				: question[0] != '\0' ? question
						      : criterion->id);
			if (title[0] != '\0' && question[0] != '\0')
				add(&about, "question", "", "", question);
			add_levels(&about);
			add_missing(&about);
		}
	}
}

/* --- looking things up -------------------------------------------------------------------------
 */

const char *package_lang(const struct package *package, const struct package_rubric *rubric)
{
	const char *wanted = package->labels != NULL ? package->labels : "en";
	const char *english = NULL;

	for (size_t i = 0; i < rubric->code_count; i++) {
		if (strcmp(rubric->codes[i].lang, wanted) == 0)
			return rubric->codes[i].lang;
		if (strcmp(rubric->codes[i].lang, "en") == 0)
			english = "en";
	}
	return english != NULL ? english : rubric->code_count > 0 ? rubric->codes[0].lang : "";
}

const struct package_code *package_variable(const struct package_rubric *rubric, size_t nth)
{
	const char *lang = rubric->code_count > 0 ? rubric->codes[0].lang : "";

	for (size_t i = 0; i < rubric->code_count; i++) {
		const struct package_code *code = &rubric->codes[i];

		if (strcmp(code->entry, "title") == 0 && strcmp(code->lang, lang) == 0 &&
			nth-- == 0)
			return code;
	}
	return NULL;
}

const struct package_code *package_next(const struct package_rubric *rubric, const char *variable,
	const char *entry, const char *lang, size_t *from)
{
	while (*from < rubric->code_count) {
		const struct package_code *code = &rubric->codes[(*from)++];

		if (strcmp(code->variable, variable) == 0 && strcmp(code->entry, entry) == 0 &&
			strcmp(code->lang, lang) == 0)
			return code;
	}
	return NULL;
}

void package_each_column(const struct package *package, const struct package_written *written,
	package_column_fn *take, void *context)
{
	const struct package_column *column;
	const struct package_code *criterion;

	for (size_t i = 0; (column = package_column(written->table, i)) != NULL; i++)
		take(context, column, NULL);
	if (written->rubric == RUBRIC_NONE)
		return;
	for (size_t i = 0;
		(criterion = package_variable(&package->rubrics[written->rubric], i)) != NULL;
		i++) {
		char status[96];
		struct package_column value = {criterion->variable, PACKAGE_NUMBER, "", NULL};
		struct package_column why = {status, PACKAGE_TEXT,
			"Whether there is a level, and why not.",
			"scored|unknown|not_applicable|unanswered|not_asked|withheld"};

		snprintf(status, sizeof(status), "%s_status", criterion->variable);
		take(context, &value, criterion);
		take(context, &why, NULL);
	}
}
