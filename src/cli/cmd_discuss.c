#include "config.h"

#include "cli/commands.h"
#include "cli/loop_settings.h"
#include "flow/discuss.h"
#include "flow/follow.h"

#include <stdio.h>
#include <stdlib.h>

static int run(struct discuss_request *request, const struct options *options, struct err *err)
{
	struct discuss_outcome outcome = {0};
	struct faults faults;
	int status;
	bool peers;

	if (!loop_options_read(options, &request->loop, err))
		return options_fail(err);
	request->remember_lang = options->keys == NULL;
	faults_init(&faults, request->folder);
	peers = flow_follow_is(request->folder, err);
	if (err->code != ERR_NONE)
		status = (int)err->code;
	else
		status = peers ? (int)flow_follow(request, &outcome, err)
			       : (int)flow_discuss(request, &outcome, &faults, err);
	options_print_faults(&faults);
	if (outcome.notes != NULL)
		fputs(outcome.notes, stderr);
	options_fail(err);
	if (status == 0 && outcome.partial)
		status = ERR_PARTIAL;
	faults_free(&faults);
	free(outcome.notes);
	loop_options_free(&request->loop);
	return status;
}

int cmd_discuss(const struct given *given, const struct options *options)
{
	struct discuss_request request = {0};
	struct err err = ERR_OK;
	int status;

	if (given->operand_count != 1) {
		err_set(&err, ERR_USAGE, NULL, "discuss takes one session folder");
		status = options_fail(&err);
	} else {
		request.folder = given->operands[0];
		status = run(&request, options, &err);
	}
	err_free(&err);
	return status;
}
