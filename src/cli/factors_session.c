#include "config.h"

#include "cli/factors_session.h"

#include "base/lang.h"
#include "cli/cmd_session.h"
#include "cli/output.h"
#include "files/people_file.h"
#include "report/marks_csv.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether it is the folder of a peer session. A folder that cannot be read is said in *err, and not
 * taken for another kind: that would give other numbers. */
static bool is_peer_folder(const char *path, struct err *err)
{
	struct session_data *data;
	struct stat about;
	bool peer;

	if (stat(path, &about) != 0)
		return errno != ENOENT &&
		       err_errno(err, ERR_INPUT, path, errno, "%s", _("this cannot be read"));
	if (!S_ISDIR(about.st_mode))
		return false;
	data = session_read(path, err);
	peer = data != NULL && data->session.kind == SESSION_PEER;
	session_data_free(data);
	return peer;
}

/* What could not be used is said; what could not be read makes numbers wrong. */
static bool is_usable(const struct peer *peer, struct ratings_input *input, struct err *err)
{
	session_print_problems(&peer->data->problems);
	input->partial = peer->data->problems.count > 0;
	return peer_readable(peer, err) && session_whole(peer->data, err);
}

int factors_session_read(const struct given *given, struct peer **peer, struct ratings_input *input,
	struct factor_options *options)
{
	const char *format = given->of[OPT_FORMAT], *self = given->of[OPT_SELF];
	struct err err = ERR_OK;

	*peer = NULL;
	if (given->operand_count != 1 || !is_peer_folder(given->operands[0], &err))
		return err.code == ERR_NONE ? 0 : options_end(&err);
	*peer = peer_open(given->operands[0], &err);
	if (*peer == NULL || !is_usable(*peer, input, &err))
		return options_end(&err);
	input->csv = format != NULL && strcmp(format, "csv") == 0;
	if (format != NULL && !input->csv && strcmp(format, "text") != 0)
		return input_usage(OPT_FORMAT, format, "--format text, --format csv");
	if (self != NULL && strcmp(self, "include") != 0 && strcmp(self, "exclude") != 0)
		return input_usage(OPT_SELF, self, "--self include, --self exclude");
	peer_factor_options(*peer, &(*peer)->settings, options);
	if (self != NULL)
		options->self = strcmp(self, "include") == 0;
	/* Ids for programs, names for people. */
	input->ratings = peer_ratings(*peer, !input->csv && given->of[OPT_MARKS] == NULL);
	input->own = true;
	return 0;
}

static void add_rows(struct marks_csv *marks, const struct peer *peer, const struct people *people,
	const struct ratings *ratings, const struct factor_set *set,
	const struct peer_settings *settings, int decimals)
{
	for (size_t t = 0; t < set->count; t++) {
		const struct team_factors *factors = &set->list[t];

		for (size_t m = 0; m < factors->team->count; m++) {
			size_t person = roster_find(&peer->data->roster,
				names_text(ratings->people, factors->team->person[m]));
			const struct person *who = &peer->data->roster.list[person];
			double scale = pow(10, decimals < 0 ? 2 : decimals);
			double grade = peer_grade(factors, settings, m, factors->mark);

			marks->rows[marks->count++] = (struct marks_row){
				.name = who->name[0] != '\0' ? who->name : who->id,
				.number = people->number[person],
				.login = who->login,
				.email = people->email[person],
				.grade = floor(grade * scale + 0.5 + 1e-9) / scale};
		}
	}
}

/* A row that the system cannot match with anybody would be lost there without a word. */
static void warn_nameless(const struct marks_csv *marks)
{
	size_t count = 0;

	for (size_t i = 0; i < marks->count; i++) {
		const struct marks_row *row = &marks->rows[i];

		count += row->number[0] == '\0' && row->login[0] == '\0' &&
			 (row->email[0] == '\0' || marks->system == MARKS_BRIGHTSPACE);
	}
	if (count > 0)
		fprintf(stderr,
			lang_plural("%zu person has no number and no login in the list, and cannot "
				    "be found by them.\n",
				"%zu people have no number and no login in the list, and cannot be "
				"found by them.\n",
				count),
			count);
}

static int write_out(const struct given *given, const struct buf *out)
{
	const char *file = given->of[OPT_OUTPUT];
	struct err err = ERR_OK;

	if (file == NULL)
		output_print(out, &err);
	else
		output_file(file, out, 0600, given->of[OPT_FORCE] != NULL, &err);
	return options_end(&err);
}

int factors_session_marks(const struct given *given, const struct peer *peer,
	const struct ratings *ratings, const struct factor_options *options)
{
	const char *word = given->of[OPT_MARKS];
	struct peer_settings settings = peer->settings;
	struct marks_csv marks = {
		.title = peer->data->session.title, .most = options->grading.high};
	struct people people;
	struct buf out = BUF_EMPTY;
	struct err err = ERR_OK;
	struct factor_set *set;
	uint32_t large;
	int status;

	if (!marks_csv_from(word, &marks.system))
		return input_usage(OPT_MARKS, word, "--marks canvas, brightspace, moodle");
	if (options->marks == NULL) {
		err_set(&err, ERR_USAGE, NULL, "%s",
			_("--marks needs the marks of the groups; hint: --group-marks FILE"));
		return options_end(&err);
	}
	settings.weight = options->grading.weight;
	settings.penalty = options->grading.penalty;
	settings.penalty_points = options->grading.penalty_points;
	settings.low = options->grading.low;
	settings.high = options->grading.high;
	settings.cap = options->cap;
	settings.self = options->self;
	if (!people_read(peer->data->path, &peer->data->roster, &people, &err)) {
		people_free(&people);
		return options_end(&err);
	}
	set = factor_set_new(ratings, options, &large);
	marks.rows = calloc(peer->data->roster.count + 1, sizeof(*marks.rows));
	if (set == NULL || marks.rows == NULL)
		abort();
	add_rows(&marks, peer, &people, ratings, set, &settings, options->decimals);
	marks_csv_write(&out, &marks);
	warn_nameless(&marks);
	status = write_out(given, &out);
	free(marks.rows);
	people_free(&people);
	factor_set_free(set);
	buf_free(&out);
	return status;
}
