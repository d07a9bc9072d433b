/* peil rate: one's own form in a session of several people, or those about one's teammates. */
#include "config.h"

#include "base/lang.h"
#include "cli/commands.h"
#include "cli/loop_settings.h"
#include "files/session_folder.h"
#include "flow/peer_form.h"

#include <stdio.h>

static void last_words(const char *folder, const struct peer_form_outcome *outcome)
{
	if (outcome->notes != NULL)
		fputs(outcome->notes, stderr);
	if (outcome->saved)
		fprintf(stderr, _("Saved in %s\n"), folder);
	if (outcome->receipt != NULL)
		fprintf(stderr, _("Your receipt: %s\n"), outcome->receipt);
}

static int rate_peers(const struct given *given, const struct options *options)
{
	struct peer_form_request request = {.folder = given->operands[0],
		.person = given->of[OPT_AS],
		.remember_lang = options->keys == NULL};
	struct peer_form_outcome outcome;
	struct err err = ERR_OK;
	int status;

	if (!loop_options_read(options, &request.loop, &err))
		return options_end(&err);
	status = (int)flow_peer_form(&request, &outcome, &err);
	last_words(request.folder, &outcome);
	options_fail(&err);
	if (status == 0 && outcome.problems > 0)
		status = ERR_PARTIAL;
	loop_options_free(&request.loop);
	peer_form_outcome_free(&outcome);
	err_free(&err);
	return status;
}

int cmd_rate(const struct given *given, const struct options *options)
{
	struct session session;
	struct err err = ERR_OK;
	bool peers;

	if (given->operand_count != 1) {
		err_set(&err, ERR_USAGE, NULL, "rate takes one session folder");
		return options_end(&err);
	}
	/* What is wrong with the folder is said by the one that reads all of it. */
	if (!session_look(given->operands[0], &session, &err)) {
		err_free(&err);
		return score_rate(given, options);
	}
	peers = session.kind == SESSION_PEER;
	session_free(&session);
	return peers ? rate_peers(given, options) : score_rate(given, options);
}
