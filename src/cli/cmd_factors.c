#include "config.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "cli/commands.h"
#include "cli/factors_session.h"
#include "cli/output.h"
#include "cli/ratings_input.h"
#include "files/ratings_file.h"
#include "report/factors_csv.h"
#include "report/factors_text.h"
#include "stats/factor_set.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DECIMALS_MOST 6

/* A number, with one of the words in `unit` right behind it or nothing; *with tells which: 0 none,
 * 1 the first, ... */
static bool read_number(const char *text, const char *const *units, double *value, size_t *with)
{
	char *copy = mem_text(text);
	size_t len = strlen(copy);
	bool good;

	*with = 0;
	for (size_t u = 0; units[u] && *with == 0; u++) {
		size_t unit = strlen(units[u]);
		if (len > unit && strcmp(copy + len - unit, units[u]) == 0) {
			copy[len - unit] = '\0';
			*with = u + 1;
		}
	}
	good = decimal_parse(copy, value);
	free(copy);
	return good;
}

static int read_weight(double *weight, const char *text)
{
	static const char *const units[] = {"%", NULL};
	size_t percent;

	if (!text)
		return 0;
	bool good = read_number(text, units, weight, &percent);
	if (percent)
		*weight /= 100;
	if (good && *weight >= 0 && *weight <= 1)
		return 0;
	return input_usage(OPT_WEIGHT, text, _("0 to 1, or 0% to 100%"));
}

/* A bare number is percent, as in WebPA. */
static int read_penalty(struct grading *grading, const char *text)
{
	static const char *const units[] = {"%", "points", "p", NULL};
	size_t unit;

	if (!text)
		return 0;
	bool good = read_number(text, units, &grading->penalty, &unit);
	grading->penalty_points = unit >= 2;
	if (!grading->penalty_points)
		grading->penalty /= 100;
	if (good && grading->penalty >= 0 && (grading->penalty_points || grading->penalty <= 1))
		return 0;
	return input_usage(OPT_PENALTY, text, _("10% of the grade, or 1p for one point"));
}

static int read_cap(double *cap, const char *text)
{
	if (!text || (decimal_parse(text, cap) && *cap > 0))
		return 0;
	return input_usage(OPT_CAP, text, _("a score above 0, such as 1.2"));
}

static int read_grading(struct factor_options *options, const struct given *given)
{
	const char *scale = given->of[OPT_SCALE], *decimals = given->of[OPT_DECIMALS];
	uint64_t digits;
	int status;

	options->catme_display = given->of[OPT_CATME_DISPLAY] != NULL;
	if ((status = read_weight(&options->grading.weight, given->of[OPT_WEIGHT])) != 0 ||
		(status = read_penalty(&options->grading, given->of[OPT_PENALTY])) != 0 ||
		(status = read_cap(&options->cap, given->of[OPT_CAP])) != 0)
		return status;
	if (scale && !input_range(scale, &options->grading.low, &options->grading.high))
		return input_usage(OPT_SCALE, scale, "--scale 0..100, --scale 1..10");
	if (decimals && !decimal_whole(decimals, DECIMALS_MOST, &digits))
		return input_usage(OPT_DECIMALS, decimals, _("0 to 6"));
	if (decimals)
		options->decimals = (int)digits;
	return 0;
}

/* The rating scale that the signals are measured on: as declared, else 1..5 where all fits. */
static void read_flags(struct factor_options *options, const struct ratings_input *input)
{
	bool fits = true;

	if (input->level_count > 0) {
		options->flags =
			flag_defaults(input->levels[0], input->levels[input->level_count - 1]);
		return;
	}
	for (size_t i = 0; i < input->ratings->value_count; i++)
		fits &= input->ratings->values[i] >= 1 && input->ratings->values[i] <= 5;
	options->flags = fits ? flag_defaults(1, 5) : flag_defaults(NAN, NAN);
}

static int marks_from_file(double **marks, const char *path, const struct ratings *ratings)
{
	struct faults faults;
	struct err err = ERR_OK;
	int status = 0;

	faults_init(&faults, path);
	*marks = ratings_file_marks(path, ratings->groups, &faults, &err);
	faults_sort(&faults);
	options_print_faults(&faults);
	if (!*marks)
		status = options_end(&err);
	else if (faults.errors > 0)
		status = ERR_INPUT;
	faults_free(&faults);
	return status;
}

/* Marks by group, all on the scale; *marks stays NULL when none are given. */
static int read_marks(double **marks, const struct given *given, const struct ratings *ratings,
	const struct grading *grading)
{
	const char *one = given->of[OPT_GROUP_MARK], *file = given->of[OPT_GROUP_MARKS];
	size_t groups = names_count(ratings->groups);
	struct err err = ERR_OK;
	int status = 0;
	double mark;

	if (one && file) {
		err_set(&err, ERR_USAGE, NULL,
			_("--group-mark and --group-marks exclude each other"));
		return options_end(&err);
	}
	if (one) {
		if (!decimal_parse(one, &mark) || mark < grading->low || mark > grading->high)
			return input_usage(OPT_GROUP_MARK, one,
				_("a mark on the scale (--scale MIN..MAX), such as 7.5"));
		*marks = mem_grow(NULL, 0, groups, sizeof(**marks));
		for (size_t g = 0; g < groups; g++)
			(*marks)[g] = mark;
	} else if (file) {
		status = marks_from_file(marks, file, ratings);
	}
	for (size_t g = 0; status == 0 && *marks && g < groups; g++) {
		if (isnan((*marks)[g]) ||
			((*marks)[g] >= grading->low && (*marks)[g] <= grading->high))
			continue;
		char number[32];
		decimal_text(number, sizeof(number), (*marks)[g]);
		err_set(&err, ERR_INPUT, file,
			_("the mark %s of group %s is not on the scale; hint: --scale MIN..MAX"),
			number, names_text(ratings->groups, (uint32_t)g));
		return options_end(&err);
	}
	return status;
}

static int write_set(const struct ratings_input *input, const struct factor_options *options)
{
	uint32_t large = 0;
	struct factor_set *set = factor_set_new(input->ratings, options, &large);
	struct buf out = BUF_EMPTY;
	struct err err = ERR_OK;

	if (!set) {
		err_set(&err, ERR_INPUT, NULL,
			_("group \"%s\" has too many people to be a team; hint: name the column "
			  "with the groups: --column group=NAME"),
			names_text(input->ratings->groups, large));
		return options_end(&err);
	}
	struct sink made = sink_to_buf(&out);
	if (input->csv)
		factors_csv(&made, input->ratings, set);
	else
		factors_text(&made, input->ratings, set, options);
	output_print(&out, &err);
	factor_set_free(set);
	buf_free(&out);
	return options_end(&err);
}

/* The ratings, and what holds where nothing is said. */
static int read_input(const struct given *given, struct peer **peer, struct ratings_input *input,
	struct factor_options *factors)
{
	struct factor_options checked = {0};
	int status = read_grading(&checked, given);

	*peer = NULL;
	*input = (struct ratings_input){.ratings = NULL};
	if (status != 0)
		return status;
	*factors = (struct factor_options){
		.cap = NAN, .decimals = -1, .grading = {.weight = 1, .low = 0, .high = 100}};
	status = factors_session_read(given, peer, input, factors);
	if (status != 0 || *peer != NULL)
		return status;
	status = ratings_input_read(input, given);
	factors->self = input->self == 1;
	read_flags(factors, input);
	return status;
}

int cmd_factors(const struct given *given, const struct options *options)
{
	struct factor_options factors;
	struct ratings_input input;
	double *marks = NULL, *weights = NULL;
	struct peer *peer;
	int status = read_input(given, &peer, &input, &factors);

	(void)options;
	if (status == 0)
		status = read_grading(&factors, given);
	if (status == 0)
		status = read_marks(&marks, given, input.ratings, &factors.grading);
	factors.marks = marks;
	if (status == 0 && peer != NULL)
		factors.weights = weights = peer_weights(peer, input.ratings);
	if (status == 0 && given->of[OPT_MARKS] != NULL && peer == NULL)
		status = input_usage(
			OPT_MARKS, given->of[OPT_MARKS], _("name one folder of a peer session"));
	else if (status == 0 && given->of[OPT_MARKS] != NULL)
		status = factors_session_marks(given, peer, input.ratings, &factors);
	else if (status == 0)
		status = write_set(&input, &factors);
	free(weights);
	free(marks);
	if (input.ratings != NULL)
		ratings_input_free(&input);
	peer_free(peer);
	return status;
}
