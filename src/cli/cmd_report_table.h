/* The part of `peil report` that reads tables instead of sessions. */
#ifndef PEIL_CLI_CMD_REPORT_TABLE_H
#define PEIL_CLI_CMD_REPORT_TABLE_H

#include "cli/options.h"

/* Whether an operand is a table. */
bool report_is_table(const char *path);
/* Count every operand, a table, and write --format csv, with or without --counts; the exit
 * status. */
int report_tables(const struct given *given);

#endif
