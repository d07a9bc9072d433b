/* The wide table: one row per sheet, under column names that R and SPSS take as they are. */
#include "config.h"
#include "files/results_parts.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define STATUS_SUFFIX "_status"
#define NAME_MAX_LEN  64
/* So that the name with its suffix and a number behind it still fits. */
#define STEM_MAX_LEN (NAME_MAX_LEN - 7 - 4)

static const char *const fixed_columns[] = {"session", "rubric", "rubric_version",
	"rubric_fingerprint", "moment", "round", "group", "rater", "rater_role", "target",
	"relation", "recorded_at", "entered_by", "submitted"};

#define FIXED_COUNT (sizeof(fixed_columns) / sizeof(fixed_columns[0]))

/* Words that R or SPSS keep for themselves, compared without regard to case. */
static const char *const reserved[] = {"all", "and", "break", "by", "else", "eq", "false", "for",
	"function", "ge", "gt", "if", "in", "inf", "le", "lt", "na", "nan", "ne", "next", "not",
	"null", "or", "repeat", "to", "true", "while", "with"};

static bool is_reserved(const char *name)
{
	for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++) {
		if (strcasecmp(reserved[i], name) == 0)
			return true;
	}
	return false;
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Letters, digits and `_`, a letter first. */
static void make_stem(struct buf *out, const char *id)
{
	if (!is_letter(id[0]) || is_reserved(id))
		buf_text_add(out, "c_");
	for (const char *at = id; *at != '\0'; at++)
		buf_byte(out, is_letter(*at) || (*at >= '0' && *at <= '9') ? *at : '_');
	buf_cut(out, STEM_MAX_LEN);
}

/* Whether one column would be named as another: `a`, `a_status`. */
static bool clashes(const char *a, const char *b)
{
	size_t short_len = strlen(a), long_len = strlen(b);

	if (short_len > long_len)
		return clashes(b, a);
	return strncasecmp(a, b, short_len) == 0 &&
	       (b[short_len] == '\0' || strcasecmp(b + short_len, STATUS_SUFFIX) == 0);
}

static bool is_taken(char *const *names, size_t count, const char *name)
{
	for (size_t i = 0; i < FIXED_COUNT; i++) {
		if (clashes(fixed_columns[i], name))
			return true;
	}
	for (size_t i = 0; i < count; i++) {
		if (clashes(names[i], name))
			return true;
	}
	return false;
}

char **results_wide_names(const struct rubric *rubric)
{
	char **names = mem_new((rubric->criterion_count + 1) * sizeof(*names));

	for (size_t i = 0; i < rubric->criterion_count; i++) {
		struct buf name = BUF_EMPTY;
		size_t stem;

		make_stem(&name, rubric->criteria[i].id);
		stem = name.len;
		for (unsigned n = 2; is_taken(names, i, buf_text(&name)); n++) {
			buf_cut(&name, stem);
			buf_format(&name, "_%u", n);
		}
		names[i] = buf_take(&name);
	}
	return names;
}

static void add_header(
	struct buf *out, const struct rubric *rubric, const struct results_options *options)
{
	char **names = results_wide_names(rubric);

	if (options->bom)
		buf_text_add(out, "\xEF\xBB\xBF");
	for (size_t i = 0; i < FIXED_COUNT; i++)
		results_cell(out, fixed_columns[i], options, i == 0);
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		char status[NAME_MAX_LEN + 1];

		snprintf(status, sizeof(status), "%s" STATUS_SUFFIX, names[i]);
		results_cell(out, names[i], options, false);
		results_cell(out, status, options, false);
		free(names[i]);
	}
	free(names);
	buf_byte(out, '\n');
}

static void add_answer(struct buf *out, const struct rubric *rubric, const struct sheet *sheet,
	size_t criterion, const struct results_options *options)
{
	const struct answer *answer = &sheet->answers[criterion];

	if (answer->status != ANSWER_SCORED)
		results_cell(out, "", options, false);
	else if (options->labels != NULL)
		results_cell(out, results_level(rubric, criterion, answer->step, options), options,
			false);
	else
		results_number(
			out, rubric_value(&rubric->criteria[criterion], answer->step), options);
	results_cell(out, results_answer_word(answer->status), options, false);
}

static void add_row(struct buf *out, const struct session_data *data,
	const struct results_sheets *sheets, size_t at, const struct results_options *options)
{
	const struct sheet *sheet = sheets->list[at];
	const struct rubric *rubric = data->rubric;
	const char *last = "";
	bool by_owner = false;

	for (size_t i = 0; i < rubric->criterion_count; i++) {
		const struct answer *answer = &sheet->answers[i];

		if (answer->status == ANSWER_NONE)
			continue;
		if (strcmp(answer->at, last) > 0)
			last = answer->at;
		by_owner |= answer->by_owner;
	}
	const char *const cells[FIXED_COUNT] = {data->session.id, rubric->id, rubric->version,
		rubric->fingerprint, session_moment_word(data->session.moment), sheet->round,
		sheet->group, sheet->rater, sheet->role, sheet->target,
		results_relation(&data->session, sheet), last, by_owner ? "owner" : "self",
		results_submitted(sheets, at)};

	for (size_t i = 0; i < FIXED_COUNT; i++)
		results_cell(out, cells[i], options, i == 0);
	for (size_t i = 0; i < rubric->criterion_count; i++)
		add_answer(out, rubric, sheet, i, options);
	buf_byte(out, '\n');
}

void results_wide(struct buf *out, const struct session_data *data,
	const struct results_sheets *sheets, const struct results_options *options)
{
	add_header(out, data->rubric, options);
	for (size_t i = 0; i < sheets->count; i++)
		add_row(out, data, sheets, i, options);
}
