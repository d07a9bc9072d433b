#include "config.h"

#include "cli/ratings_input.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/ratings_file.h"
#include "flow/session_ratings.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int input_usage(enum option_id option, const char *text, const char *hint)
{
	struct err err = ERR_OK;

	err_set(&err, ERR_USAGE, NULL, _("--%s %s cannot be used; hint: %s"),
		option_info(option)->name, text, hint);
	return options_end(&err);
}

bool input_range(const char *text, double *low, double *high)
{
	const char *dots = strstr(text, "..");
	char first[32];

	if (!dots || (size_t)(dots - text) >= sizeof(first))
		return false;
	memcpy(first, text, (size_t)(dots - text));
	first[dots - text] = '\0';
	return decimal_parse(first, low) && decimal_parse(dots + 2, high) && *low < *high;
}

static int read_levels(struct ratings_input *input, const char *text)
{
	double low, high;

	if (!input_range(text, &low, &high) || low != floor(low) || high != floor(high) ||
		high - low >= RATINGS_LEVELS_MAX)
		return input_usage(OPT_LEVELS, text, _("whole numbers, such as --levels 1..4"));
	for (double level = low; level <= high; level++)
		input->levels[input->level_count++] = level;
	return 0;
}

/* One --column OURS=NAME; the part before = becomes a column, the rest its name. */
static bool read_column(struct ratings_reading *reading, const char *text)
{
	const char *equals = strchr(text, '=');

	for (enum ratings_column c = 0; equals && c < RATINGS_COLUMNS; c++) {
		const char *name = ratings_column_name(c);
		size_t len = (size_t)(equals - text);
		if (strlen(name) == len && strncmp(text, name, len) == 0 && equals[1] != '\0') {
			reading->names[c] = equals + 1;
			return true;
		}
	}
	return false;
}

int ratings_input_options(
	struct ratings_input *input, struct ratings_reading *reading, const struct given *given)
{
	const char *format = given->of[OPT_FORMAT], *self = given->of[OPT_SELF];
	int status;

	input->csv = format && strcmp(format, "csv") == 0;
	if (format && !input->csv && strcmp(format, "text") != 0)
		return input_usage(OPT_FORMAT, format, "--format text, --format csv");
	input->self = !self ? -1 : strcmp(self, "include") == 0;
	if (self && input->self == 0 && strcmp(self, "exclude") != 0)
		return input_usage(OPT_SELF, self, "--self include, --self exclude");
	if (given->of[OPT_LEVELS] && (status = read_levels(input, given->of[OPT_LEVELS])) != 0)
		return status;
	reading->levels = input->level_count > 0 ? input->levels : NULL;
	reading->level_count = input->level_count;
	reading->round = given->of[OPT_ROUND];
	for (size_t i = 0; i < given->column_count; i++)
		if (!read_column(reading, given->columns[i]))
			return input_usage(OPT_COLUMN, given->columns[i],
				_("one of group, rater, target, criterion, value, status, round, "
				  "then = and the name in the table"));
	return 0;
}

static bool is_folder(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static int read_folder(
	struct ratings_input *input, struct session_ratings *sessions, const char *path)
{
	struct err err = ERR_OK;

	if (!session_ratings_read(sessions, path, &err))
		return options_end(&err);
	input->own = true;
	return 0;
}

static int read_file(
	struct ratings_input *input, const struct ratings_reading *reading, const char *path)
{
	struct faults faults;
	struct err err = ERR_OK;
	bool own = false;

	faults_init(&faults, path);
	bool good = ratings_file_read(input->ratings, path, reading, &own, &faults, &err);
	faults_sort(&faults);
	options_print_faults(&faults);
	int status = !good ? options_end(&err) : faults.errors > 0 ? ERR_INPUT : 0;
	faults_free(&faults);
	input->own |= own;
	return status;
}

static bool has_value(const struct ratings *ratings)
{
	for (size_t i = 0; i < ratings->row_count; i++)
		if (ratings->rows[i].value != RATINGS_MISSING)
			return true;
	return false;
}

/* Tables and folders, in the order given; the levels of sessions are known from their rubrics. */
static int read_operands(struct ratings_input *input, const struct ratings_reading *reading,
	const struct given *given)
{
	struct session_ratings sessions = {.ratings = input->ratings, .round = reading->round};
	size_t folders = 0;
	int status = 0;

	for (size_t i = 0; i < given->operand_count; i++)
		folders += is_folder(given->operands[i]);
	sessions.several = folders > 1;
	for (size_t i = 0; i < given->operand_count; i++) {
		const char *path = given->operands[i];
		int one = is_folder(path) ? read_folder(input, &sessions, path)
					  : read_file(input, reading, path);

		status = one > status ? one : status;
	}
	if (input->level_count == 0 && folders == given->operand_count) {
		input->level_count = sessions.level_count;
		memcpy(input->levels, sessions.levels, sizeof(input->levels));
	}
	input->partial = sessions.partial;
	fputs(buf_text(&sessions.notes), stderr);
	session_ratings_free(&sessions);
	return status;
}

int ratings_input_read(struct ratings_input *input, const struct given *given)
{
	struct ratings_reading reading = {0};
	struct err err = ERR_OK;
	int status = 0;

	*input = (struct ratings_input){.ratings = ratings_new()};
	if (given->operand_count == 0) {
		err_set(&err, ERR_USAGE, NULL,
			_("nothing was named; hint: a session folder, or a CSV file with the "
			  "columns "
			  "rater, target, value"));
		return options_end(&err);
	}
	status = ratings_input_options(input, &reading, given);
	if (status != 0)
		return status;
	status = read_operands(input, &reading, given);
	if (status == 0 && !has_value(input->ratings)) {
		err_set(&err, ERR_INPUT, given->operands[0], _("there is not one rating in it"));
		return options_end(&err);
	}
	return status;
}

void ratings_input_free(struct ratings_input *input)
{
	ratings_free(input->ratings);
	input->ratings = NULL;
}
