/* The commands. Each gets what was parsed and returns the exit status. */
#ifndef PEIL_CLI_COMMANDS_H
#define PEIL_CLI_COMMANDS_H

#include "cli/options.h"

/* Each does all of its command: messages on stderr, what was asked for on stdout; the exit status
 * (base/err.h). */
int cmd_home(const struct given *given, const struct options *options);
int cmd_score(const struct given *given, const struct options *options);
int cmd_discuss(const struct given *given, const struct options *options);
int cmd_rate(const struct given *given, const struct options *options);
int cmd_rubric(const struct given *given, const struct options *options);
int cmd_agree(const struct given *given, const struct options *options);
int cmd_factors(const struct given *given, const struct options *options);
int cmd_demo(const struct given *given, const struct options *options);
int cmd_report(const struct given *given, const struct options *options);
int cmd_passport(const struct given *given, const struct options *options);
int cmd_feedback(const struct given *given, const struct options *options);
int cmd_erase(const struct given *given, const struct options *options);
int cmd_export(const struct given *given, const struct options *options);
int cmd_session(const struct given *given, const struct options *options);
int cmd_verify(const struct given *given, const struct options *options);
int cmd_help(const struct given *given, const struct options *options);

/* The nth step of `peil session`, NULL past the end. */
const char *session_step_name(size_t nth);
/* The help of the program (command NULL) or of one command on stdout. */
void help_print(const struct command *command);

/* cmd_rate in a session that is no peer session: one's own form. */
int score_rate(const struct given *given, const struct options *options);

#endif
