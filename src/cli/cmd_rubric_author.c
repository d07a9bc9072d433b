/* peil rubric new, peil rubric edit: writing a rubric on the screen or line by line. */
#include "config.h"

#include "base/lang.h"
#include "cli/cmd_rubric.h"
#include "cli/loop_settings.h"
#include "files/rubric_file.h"
#include "flow/author.h"

#include <stdio.h>
#include <stdlib.h>

static int run(struct author_request *request, const struct options *options)
{
	struct author_outcome outcome = {0};
	struct faults faults;
	struct err err = ERR_OK;
	int status;

	if (!loop_options_read(options, &request->loop, &err))
		return options_fail(&err);
	faults_init(&faults, request->path == NULL ? "rubric" : request->path);
	status = (int)flow_author(request, &outcome, &faults, &err);
	options_print_faults(&faults);
	if (outcome.notes != NULL)
		fprintf(stderr, "peil: %s\n", outcome.notes);
	if (outcome.saved != NULL)
		fprintf(stderr, _("Saved in %s\n"), outcome.saved);
	if (outcome.draft != NULL)
		fprintf(stderr,
			_("What is not in the rubric's file yet is kept as a draft in %s; the same "
			  "command goes on with it.\n"),
			outcome.draft);
	options_fail(&err);
	loop_options_free(&request->loop);
	author_outcome_free(&outcome);
	faults_free(&faults);
	err_free(&err);
	return status;
}

int rubric_new_run(const struct given *given, const struct options *options)
{
	struct author_request request = {.fresh = true};

	if (given->operand_count > 2)
		return options_usage("peil rubric new takes one file, or none");
	request.path = given->operand_count == 2 ? given->operands[1] : NULL;
	return run(&request, options);
}

int rubric_edit_run(const struct given *given, const struct options *options)
{
	struct author_request request = {.fresh = false};
	struct err err = ERR_OK;
	char *path;
	int status;

	if (given->operand_count != 2)
		return options_usage("peil rubric edit takes one rubric: an id or a file");
	path = rubric_path(given->operands[1], &err);
	request.path = path;
	status = path != NULL ? run(&request, options) : options_end(&err);
	free(path);
	return status;
}
