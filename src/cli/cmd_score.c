#include "config.h"

#include "base/lang.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/loop_settings.h"
#include "cli/output.h"
#include "flow/score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool read_table_options(
	const struct given *given, struct results_options *table, struct err *err)
{
	const char *delimiter = given->of[OPT_DELIMITER];

	*table = (struct results_options){.delimiter = ','};
	table->wide = given->of[OPT_WIDE] != NULL;
	table->bom = given->of[OPT_BOM] != NULL;
	table->labels = given->of[OPT_LABELS];
	if (delimiter == NULL)
		return true;
	if (strcmp(delimiter, "tab") == 0 || strcmp(delimiter, "\\t") == 0)
		delimiter = "\t";
	if (strlen(delimiter) != 1 || strchr(",;\t|", delimiter[0]) == NULL)
		return err_set(err, ERR_USAGE, NULL,
			"--delimiter %s: only a comma, ; | or tab can stand between columns",
			delimiter);
	table->delimiter = delimiter[0];
	return true;
}

/* A name typed on the command line, as it may be kept: safe and no longer than a line. */
static bool name_fits(const char *option, const char *name, struct err *err)
{
	if (name == NULL)
		return true;
	if (text_valid(name, strlen(name)) != strlen(name))
		return err_set(err, ERR_USAGE, NULL, "--%s: this is not UTF-8", option);
	if (strlen(name) > 200)
		return err_set(err, ERR_USAGE, NULL, "--%s: longer than 200 bytes", option);
	for (const char *at = name; *at != '\0';) {
		uint32_t point;
		at += text_decode(at, strlen(at), &point);
		if (text_unsafe(point))
			return err_set(err, ERR_USAGE, NULL, "--%s: U+%04X cannot stand in a name",
				option, (unsigned)point);
	}
	return true;
}

static bool read_form_options(const struct given *given, struct form_request *form, struct err *err)
{
	const char *moment = given->of[OPT_MOMENT];

	form->folder = given->of[OPT_SESSION];
	form->labels = given->of[OPT_LABELS];
	form->target = given->of[OPT_TARGET];
	form->rater = given->of[OPT_RATER];
	form->role = given->of[OPT_ROLE];
	form->fresh = given->of[OPT_NEW] != NULL;
	if (moment != NULL && (moment[0] == '\0' || !session_moment_from(moment, &form->moment)))
		return err_set(
			err, ERR_USAGE, NULL, "--moment %s: hint: start, mid or end", moment);
	return name_fits("target", form->target, err) && name_fits("rater", form->rater, err) &&
	       name_fits("role", form->role, err);
}

/* What is said on stderr when all is over. */
static void last_words(
	const struct score_request *request, const struct score_outcome *outcome, int status)
{
	const char *kept =
		outcome->form.results != NULL ? outcome->form.results : outcome->form.folder;
	char *place = text_safe_copy(kept == NULL ? "" : kept, TEXT_NAME);
	char *output = text_safe_copy(request->output == NULL ? "" : request->output, TEXT_NAME);

	if (outcome->notes != NULL)
		fputs(outcome->notes, stderr);
	if (kept != NULL)
		fprintf(stderr, _("Saved in %s\n"), place);
	if (outcome->form.results_fail)
		fputs(_("The table could not be made; your answers are safe in the folder.\n"),
			stderr);
	if (status == 0 && request->output != NULL && outcome->form.folder == NULL)
		fprintf(stderr, _("Nothing was answered, so %s was not written.\n"), output);
	else if (request->output != NULL && outcome->form.output_written)
		output_written(request->output);
	free(place);
	free(output);
}

/* What the home screen was left for: make a workshop, lead one. */
static int go_on(const struct score_outcome *outcome, const struct options *options)
{
	struct given given = {.operand_count = 1};
	int status = 0;

	if (outcome->make_rubric != NULL) {
		given.of[OPT_RUBRIC] = outcome->make_rubric;
		given.of[OPT_PEOPLE] = outcome->make_people;
		if (outcome->make_problem[0] != '\0')
			given.of[OPT_TITLE] = outcome->make_problem;
		given.operands[0] = "new";
		given.operands[1] = outcome->lead;
		given.operand_count = 2;
		status = cmd_session(&given, options);
	}
	/* a key file ended with the home screen */
	if (status != 0 || options->keys != NULL)
		return status;
	given = (struct given){.operands = {outcome->lead}, .operand_count = 1};
	return cmd_discuss(&given, options);
}

static int run(struct score_request *request, const struct options *options)
{
	struct score_outcome outcome = {0};
	struct faults faults;
	struct err err = ERR_OK;
	int status;

	request->remember_lang = options->keys == NULL;
	if (!loop_options_read(options, &request->loop, &err))
		return options_fail(&err);
	faults_init(&faults, "rubric");
	status = (int)flow_score(request, &outcome, &faults, &err);
	options_print_faults(&faults);
	last_words(request, &outcome, status);
	options_fail(&err);
	if (status == 0 && outcome.problems > 0)
		status = ERR_PARTIAL;
	loop_options_free(&request->loop);
	if (status == 0 && outcome.lead != NULL)
		status = go_on(&outcome, options);
	score_outcome_free(&outcome);
	faults_free(&faults);
	err_free(&err);
	return status;
}

int cmd_home(const struct given *given, const struct options *options)
{
	struct score_request request = {.home = true};
	struct err err = ERR_OK;

	request.table.delimiter = ',';
	if (given->operand_count > 0)
		err_set(&err, ERR_USAGE, NULL, "home takes no arguments; hint: peil score RUBRIC");
	if (err.code != ERR_NONE || !read_form_options(given, &request.form, &err))
		return options_end(&err);
	return run(&request, options);
}

int cmd_score(const struct given *given, const struct options *options)
{
	struct score_request request = {0};
	struct err err = ERR_OK;

	if (given->operand_count > 1 ||
		(given->operand_count == 0 && given->of[OPT_SESSION] == NULL))
		err_set(&err, ERR_USAGE, NULL,
			"score takes one rubric; hint: peil rubric list names them");
	if (err.code != ERR_NONE || !read_form_options(given, &request.form, &err) ||
		!read_table_options(given, &request.table, &err))
		return options_end(&err);
	request.form.rubric = given->operands[0];
	request.output = given->of[OPT_OUTPUT];
	request.force = given->of[OPT_FORCE] != NULL;
	return run(&request, options);
}

int score_rate(const struct given *given, const struct options *options)
{
	struct score_request request = {0};

	request.table.delimiter = ',';
	request.form.folder = given->operands[0];
	request.form.person = given->of[OPT_AS];
	return run(&request, options);
}
