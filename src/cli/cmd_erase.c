#include "config.h"

#include "base/lang.h"
#include "cli/commands.h"
#include "flow/erase.h"

#include <stdio.h>
#include <string.h>

static bool is_sure(size_t lines)
{
	printf(_("%zu lines by or about this person go, and the person's place in the lists. They "
		 "cannot be brought back.\n"),
		lines);
	return options_yes(_("Take them away now? (y/n) "));
}

static bool erase(const struct given *given, struct err *err)
{
	const char *path = given->operands[0], *person = given->operands[1];
	struct erased erased = {0};
	size_t lines = 0;

	if (!erase_look(path, person, &lines, err))
		return false;
	if (given->of[OPT_YES] == NULL && !is_sure(lines))
		return err_set(err, ERR_INPUT, NULL, "%s",
			_("nothing was taken away; hint: --yes does it without asking"));
	if (!erase_person(path, person, &erased, err))
		return false;
	printf(_("Erased: %zu lines in %zu journals, %zu steps; results were made anew.\n"),
		erased.outcome.lines, erased.outcome.journals, erased.outcome.steps);
	if (erased.pages)
		puts(_("Pages were released: release them again, the others' may hold what this "
		       "person said."));
	puts(_("Copies, packages and backups made earlier are not changed by this."));
	return true;
}

int cmd_erase(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;

	(void)options;
	if (given->operand_count != 2)
		err_set(&err, ERR_USAGE, NULL, "%s",
			_("erase takes a session and a person; hint: peil erase DIR PERSON"));
	else
		erase(given, &err);
	return options_end(&err);
}
