/* Completion of commands, options and their values in a shell, from the tables of cli/options.h. */
#ifndef PEIL_CLI_COMPLETION_H
#define PEIL_CLI_COMPLETION_H

#include <stdbool.h>

struct buf;

/* Write the completion script for bash, zsh or fish, with explanations in the language chosen;
 * false for another shell. */
bool completion_write(struct buf *out, const char *shell);

#endif
