/* peil session: one subcommand a step. */
#include "config.h"
#include "cli/cmd_session.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/sink.h"
#include "base/text.h"
#include "files/journal.h"
#include "flow/problems.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ANY GIVEN_OPERANDS_MAX

static const struct session_command COMMANDS[] = {
	{"new", "DIR --rubric RUBRIC --people student:3,lecturer:2", 1, 1, session_new},
	{"status", "DIR", 1, 1, session_status},
	{"sheets", "DIR", 1, 1, session_sheets},
	{"cards", "DIR CRITERION [--] CARDS", 3, 3, session_cards},
	{"reveal", "DIR", 1, 1, session_reveal},
	{"ask", "DIR CRITERION...", 2, ANY, session_ask},
	{"round", "DIR CRITERION...", 2, ANY, session_round},
	{"agree", "DIR CRITERION LEVEL|none [--reason TEXT]", 3, 3, session_agree},
	{"range", "DIR CRITERION LOW..HIGH", 3, 3, session_range},
	{"action", "DIR --text TEXT [--criterion C] [--level L] [--owner O] [--due D]", 1, 2,
		session_action},
	{"person",
		"DIR add ROLE [NAME], or DIR withdraw PERSON; peers: DIR add NAME --group G, DIR "
		"move PERSON --group G",
		3, 4, session_person},
	{"extend", "DIR [PERSON] --closes WHEN", 1, 2, session_extend},
	{"reopen", "DIR [PERSON] [--closes WHEN]", 1, 2, session_reopen},
	{"invite", "DIR", 1, 1, session_invite},
	{"merge", "DIR OTHER...", 2, ANY, session_merge_copies},
	{"close", "DIR", 1, 1, session_close},
	{"follow", "DIR", 1, 1, session_follow},
	{"comments", "DIR [--format csv]", 1, 1, session_comments},
	{"comment", "DIR ID|all release|hold|black [--text PASSAGE] [--reason TEXT]", 3, 3,
		session_comment},
	{"weigh", "DIR [--weight W] [--cap C] --reason TEXT", 1, 1, session_weigh},
	{"release", "DIR [--scores|--words|--both] [--preview PERSON] [--yes]", 1, 1,
		session_release},
	{"wipe", "DIR [--yes]", 1, 1, session_wipe_all},
};

#define COMMAND_COUNT (sizeof COMMANDS / sizeof COMMANDS[0])

static const struct session_command *find(const char *name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (strcmp(COMMANDS[i].name, name) == 0)
			return &COMMANDS[i];
	}
	return NULL;
}

const char *session_step_name(size_t nth)
{
	return nth < COMMAND_COUNT ? COMMANDS[nth].name : NULL;
}

static int say_which(void)
{
	struct err err = ERR_OK;
	struct buf names = BUF_EMPTY;

	for (size_t i = 0; i < COMMAND_COUNT; i++)
		buf_format(&names, "%s%s", i > 0 ? ", " : "", COMMANDS[i].name);
	err_set(&err, ERR_USAGE, NULL, "session takes one of: %s", buf_text(&names));
	buf_free(&names);
	return options_end(&err);
}

int cmd_session(const struct given *given, const struct options *options)
{
	const struct session_command *command =
		given->operand_count > 0 ? find(given->operands[0]) : NULL;
	struct err err = ERR_OK;
	size_t count = session_operands(given);

	if (command == NULL)
		return say_which();
	if (count < command->least || count > command->most) {
		err_set(&err, ERR_USAGE, NULL, "usage: peil session %s %s", command->name,
			command->usage);
		return options_end(&err);
	}
	return command->run(given, options);
}

const char *session_operand(const struct given *given, size_t nth)
{
	return nth + 1 < given->operand_count ? given->operands[nth + 1] : NULL;
}

size_t session_operands(const struct given *given)
{
	return given->operand_count > 0 ? given->operand_count - 1 : 0;
}

struct workshop *session_open(const struct given *given, struct err *err)
{
	return workshop_open(session_operand(given, 0), err);
}

void session_print_problems(const struct journal_problems *problems)
{
	struct buf out = BUF_EMPTY;

	problems_list(&out, NULL, problems, "warning");
	fputs(buf_text(&out), stderr);
	buf_free(&out);
}

int session_end(struct workshop *workshop, struct err *err)
{
	int status = (int)err->code;

	if (workshop != NULL && workshop_problems(workshop)->count > 0) {
		session_print_problems(workshop_problems(workshop));
		if (status == ERR_NONE)
			status = ERR_PARTIAL;
	}
	if (err->code != ERR_NONE)
		options_fail(err);
	workshop_free(workshop);
	err_free(err);
	return status;
}

static bool nth_word(const char *word, size_t count, size_t *out)
{
	uint64_t number;

	if (!decimal_whole(word, count, &number) || number == 0)
		return false;
	*out = (size_t)number - 1;
	return true;
}

size_t session_criterion(const struct rubric *rubric, const char *word, struct err *err)
{
	struct buf names = BUF_EMPTY;
	size_t found = rubric_find_criterion(rubric, word);

	if (found != RUBRIC_NONE || nth_word(word, rubric->criterion_count, &found))
		return found;
	for (size_t i = 0; i < rubric->criterion_count; i++)
		buf_format(&names, "%s%s", i > 0 ? ", " : "", rubric->criteria[i].id);
	err_set(err, ERR_USAGE, NULL, _("there is no %s in this rubric; hint: %s"), word,
		buf_text(&names));
	buf_free(&names);
	return RUBRIC_NONE;
}

size_t session_level(
	const struct rubric *rubric, size_t criterion, const char *word, struct err *err)
{
	const struct rubric_criterion *about = &rubric->criteria[criterion];
	size_t level = rubric_find_level(rubric, word), step;
	struct buf names = BUF_EMPTY;

	step = level != RUBRIC_NONE ? rubric_find_step(about, level) : RUBRIC_NONE;
	if (step != RUBRIC_NONE || nth_word(word, about->step_count, &step))
		return step;
	for (size_t i = 0; i < about->step_count; i++)
		buf_format(&names, "%s%s", i > 0 ? ", " : "",
			rubric->levels[about->steps[i].level].id);
	err_set(err, ERR_USAGE, NULL, _("there is no level %s; hint: %s"), word, buf_text(&names));
	buf_free(&names);
	return RUBRIC_NONE;
}

void session_add_safe(struct buf *out, const char *text)
{
	text_safe(out, text, strlen(text), TEXT_LINE);
}
