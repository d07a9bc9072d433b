/* peil session cards|reveal|round|agree|range|action|close: the facilitator's steps, scripted. */
#include "config.h"
#include "cli/cmd_session.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/roster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Say that it is on disk, and leave. */
static int done(struct workshop *workshop, struct err *err, const char *what)
{
	if (err->code == ERR_NONE)
		printf(_("Saved: %s\n"), what);
	return session_end(workshop, err);
}

int session_cards(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	struct workshop *workshop = session_open(given, &err);
	const char *word = session_operand(given, 1);
	size_t criterion = RUBRIC_NONE;

	(void)options;
	if (workshop != NULL)
		criterion = session_criterion(workshop_rubric(workshop), word, &err);
	if (criterion != RUBRIC_NONE)
		workshop_cards(workshop, criterion, session_operand(given, 2), &err);
	return done(workshop, &err, word);
}

/* Who counts in the round that is open and is not done, one a line. */
static size_t add_missing(struct buf *out, const struct workshop *workshop)
{
	const struct ledger *ledger = workshop_ledger(workshop);
	size_t count = 0;

	for (size_t i = 0; i < ledger->roster->count; i++) {
		char *name;

		if (!ledger_counts(ledger, i, ledger->round) ||
			ledger_state(ledger, i, ledger->round) == LEDGER_DONE)
			continue;
		name = roster_shown(&ledger->roster->list[i]);
		if (count++ > 0)
			buf_text_add(out, ", ");
		session_add_safe(out, name);
		free(name);
	}
	return count;
}

static bool may_show(const struct workshop *workshop, const struct given *given, struct err *err)
{
	const struct ledger *ledger = workshop_ledger(workshop);
	struct buf names = BUF_EMPTY;
	bool yes = true;

	if (!ledger->shown[ledger->round] && add_missing(&names, workshop) > 0) {
		printf(_("Not done yet: %s\n"), buf_text(&names));
		yes = given->of[OPT_YES] != NULL || options_yes(_("Show the answers now? (y/n) "));
		if (!yes)
			err_set(err, ERR_INPUT, NULL, "%s",
				_("the answers were not shown; hint: --yes shows them without "
				  "asking"));
	}
	buf_free(&names);
	return yes;
}

int session_reveal(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	struct workshop *workshop = session_open(given, &err);

	(void)options;
	if (workshop != NULL && workshop_is_owner(workshop) && !may_show(workshop, given, &err))
		return session_end(workshop, &err);
	if (workshop != NULL && workshop_reveal(workshop, &err))
		printf(_("Round %d is shown; nothing can be added to it any more.\n"),
			workshop_ledger(workshop)->round);
	return session_end(workshop, &err);
}

/* The criteria behind the folder; false with *err. */
static bool read_criteria(const struct given *given, const struct workshop *workshop,
	size_t *criteria, size_t *count, struct err *err)
{
	*count = 0;
	for (size_t i = 1; i < session_operands(given); i++) {
		size_t criterion = session_criterion(
			workshop_rubric(workshop), session_operand(given, i), err);

		if (criterion == RUBRIC_NONE)
			return false;
		criteria[(*count)++] = criterion;
	}
	return true;
}

int session_ask(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	struct workshop *workshop = session_open(given, &err);
	size_t criteria[GIVEN_OPERANDS_MAX], count;

	(void)options;
	if (workshop != NULL && read_criteria(given, workshop, criteria, &count, &err) &&
		workshop_ask(workshop, criteria, count, &err))
		printf(_("Round %d asks %zu of them.\n"), workshop_ledger(workshop)->round, count);
	return session_end(workshop, &err);
}

int session_round(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	struct workshop *workshop = session_open(given, &err);
	size_t criteria[GIVEN_OPERANDS_MAX], count;

	(void)options;
	if (workshop != NULL && read_criteria(given, workshop, criteria, &count, &err) &&
		workshop_round(workshop, criteria, count, &err))
		printf(_("Round %d is open.\n"), workshop_ledger(workshop)->round);
	return session_end(workshop, &err);
}

int session_agree(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	struct workshop *workshop = session_open(given, &err);
	const char *word = session_operand(given, 1), *level = session_operand(given, 2);
	const char *reason = given->of[OPT_REASON] != NULL ? given->of[OPT_REASON] : "";
	size_t criterion = RUBRIC_NONE, step = RUBRIC_NONE;

	(void)options;
	if (workshop != NULL)
		criterion = session_criterion(workshop_rubric(workshop), word, &err);
	if (criterion != RUBRIC_NONE && strcmp(level, "none") != 0)
		step = session_level(workshop_rubric(workshop), criterion, level, &err);
	if (workshop != NULL && err.code == ERR_NONE)
		workshop_agree(workshop, criterion, step, reason, &err);
	return done(workshop, &err, word);
}

int session_range(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	struct workshop *workshop = session_open(given, &err);
	char *low = mem_text(session_operand(given, 2)), *dots = strstr(low, "..");
	const char *high = dots != NULL ? dots + 2 : low, *word = session_operand(given, 1);
	size_t criterion = RUBRIC_NONE, from = 0, to = 0;

	(void)options;
	if (dots != NULL)
		*dots = '\0';
	if (workshop != NULL)
		criterion = session_criterion(workshop_rubric(workshop), word, &err);
	if (criterion != RUBRIC_NONE)
		from = session_level(workshop_rubric(workshop), criterion, low, &err);
	if (criterion != RUBRIC_NONE && err.code == ERR_NONE)
		to = session_level(workshop_rubric(workshop), criterion, high, &err);
	if (workshop != NULL && err.code == ERR_NONE)
		workshop_range(workshop, criterion, from, to, &err);
	free(low);
	return done(workshop, &err, word);
}

static const char *or_empty(const char *text)
{
	return text != NULL ? text : "";
}

/* The id of a new action is what changing it needs. */
static void print_actions(const struct workshop *workshop)
{
	const struct ledger *ledger = workshop_ledger(workshop);
	struct buf out = BUF_EMPTY;

	for (size_t i = 0; i < ledger->action_count; i++) {
		const struct ledger_action *action = &ledger->actions[i];

		buf_format(&out, "%s  ", action->part);
		session_add_safe(&out, action->text);
		buf_text_add(&out, action->owner[0] != '\0' ? "; " : "");
		session_add_safe(&out, action->owner);
		buf_format(&out, "%s%s\n", action->due[0] != '\0' ? "; " : "", action->due);
	}
	fputs(buf_text(&out), stdout);
	buf_free(&out);
}

int session_action(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	struct workshop *workshop = session_open(given, &err);
	const char *word = given->of[OPT_CRITERION], *level = given->of[OPT_LEVEL];
	size_t criterion = RUBRIC_NONE, step = RUBRIC_NONE;

	(void)options;
	if (workshop != NULL && given->of[OPT_TEXT] == NULL)
		err_set(&err, ERR_USAGE, NULL,
			"session action takes --text; an empty one removes an action");
	else if (level != NULL && word == NULL)
		err_set(&err, ERR_USAGE, NULL, "--level goes with --criterion");
	if (workshop != NULL && err.code == ERR_NONE && word != NULL)
		criterion = session_criterion(workshop_rubric(workshop), word, &err);
	if (criterion != RUBRIC_NONE && level != NULL)
		step = session_level(workshop_rubric(workshop), criterion, level, &err);
	if (workshop != NULL && err.code == ERR_NONE &&
		workshop_action(workshop, session_operand(given, 1), criterion, step,
			given->of[OPT_TEXT], or_empty(given->of[OPT_OWNER]),
			or_empty(given->of[OPT_DUE]), &err))
		print_actions(workshop);
	return session_end(workshop, &err);
}

int session_close(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	struct workshop *workshop = session_open(given, &err);

	(void)options;
	if (workshop != NULL && workshop_close(workshop, &err))
		fputs(_("This session is closed; later answers are kept and marked late.\n"),
			stdout);
	return session_end(workshop, &err);
}
