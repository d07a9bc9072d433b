/* What the cmd_session_*.c files share; nobody else includes this. */
#ifndef PEIL_CLI_CMD_SESSION_H
#define PEIL_CLI_CMD_SESSION_H

#include "cli/commands.h"
#include "flow/workshop.h"

struct buf;

/* One subcommand: `peil session NAME ...`. Operands are those behind the name. */
struct session_command {
	const char *name;
	const char *usage; /* "DIR CRITERION CARDS" */
	size_t least, most;
	int (*run)(const struct given *given, const struct options *options);
};

/* The steps, each in the file that its name suggests; they return the exit status. */
int session_new(const struct given *given, const struct options *options);
int session_status(const struct given *given, const struct options *options);
int session_sheets(const struct given *given, const struct options *options);
int session_cards(const struct given *given, const struct options *options);
int session_reveal(const struct given *given, const struct options *options);
int session_ask(const struct given *given, const struct options *options);
int session_round(const struct given *given, const struct options *options);
int session_agree(const struct given *given, const struct options *options);
int session_range(const struct given *given, const struct options *options);
int session_action(const struct given *given, const struct options *options);
int session_person(const struct given *given, const struct options *options);
int session_merge_copies(const struct given *given, const struct options *options);
int session_close(const struct given *given, const struct options *options);
/* peer sessions */
int session_follow(const struct given *given, const struct options *options);
int session_comments(const struct given *given, const struct options *options);
int session_comment(const struct given *given, const struct options *options);
int session_weigh(const struct given *given, const struct options *options);
int session_release(const struct given *given, const struct options *options);
int session_wipe_all(const struct given *given, const struct options *options);
int session_reminders(const struct given *given, const struct options *options);

/* When it closes, who may go on, and the text for the mail. */
int session_extend(const struct given *given, const struct options *options);
int session_reopen(const struct given *given, const struct options *options);
int session_invite(const struct given *given, const struct options *options);
/* session person in a peer session. */
int session_class_person(const struct given *given);

/* The first operand behind the subcommand's name, and the others. */
const char *session_operand(const struct given *given, size_t nth);
size_t session_operands(const struct given *given);
/* Open the folder that is the first operand; NULL with *err. */
struct workshop *session_open(const struct given *given, struct err *err);
/* Free both; the exit status: that of the error (which is said), else 3 when something in the
 * folder could not be used (which is listed), else 0. */
int session_end(struct workshop *workshop, struct err *err);
/* A criterion by its id or its number; a level of it by its id or digit. RUBRIC_NONE with *err. */
size_t session_criterion(const struct rubric *rubric, const char *word, struct err *err);
size_t session_level(
	const struct rubric *rubric, size_t criterion, const char *word, struct err *err);
/* Lines that could not be used, on stderr. */
void session_print_problems(const struct journal_problems *problems);
/* A text from outside, safe for the terminal, appended. */
void session_add_safe(struct buf *out, const char *text);

#endif
