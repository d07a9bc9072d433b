/* What peil rubric does in files of its own; each gets all operands, the step first. */
#ifndef PEIL_CLI_CMD_RUBRIC_H
#define PEIL_CLI_CMD_RUBRIC_H

#include "cli/options.h"

/* The exit status of `peil rubric new`, edit, import and export. */
int rubric_new_run(const struct given *given, const struct options *options);
int rubric_edit_run(const struct given *given, const struct options *options);
int rubric_import_run(const struct given *given, const struct options *options);
int rubric_export_run(const struct given *given, const struct options *options);

#endif
