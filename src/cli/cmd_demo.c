#include "config.h"

#include "base/lang.h"
#include "base/text.h"
#include "cli/commands.h"
#include "flow/demo.h"

#include <stdio.h>
#include <stdlib.h>

/* Go on with another command, as if it had been typed with this folder. */
static int go_on(const char *name, const char *path, const struct options *options)
{
	const struct command *command = command_find(name);
	struct given given = {.operands = {path}, .operand_count = 1};

	return command->run(&given, options);
}

int cmd_demo(const struct given *given, const struct options *options)
{
	const char *screen = command_find("discuss") != NULL ? "discuss" : "report";
	struct err err = ERR_OK;
	char *path = NULL;
	int status;

	if (given->operand_count > 1)
		err_set(&err, ERR_USAGE, NULL, "demo takes one folder; hint: peil demo DIR");
	else
		path = demo_make(given->operand_count > 0 ? given->operands[0] : NULL, &err);
	status = path != NULL ? go_on(screen, path, options) : options_fail(&err);
	if (path != NULL) {
		char *safe = text_safe_copy(path, TEXT_NAME);

		fprintf(stderr, _("The example is in %s; remove it when you have seen enough.\n"),
			safe);
		free(safe);
	}
	free(path);
	err_free(&err);
	return status;
}
