#include "config.h"

#include "base/buf.h"
#include "base/lang.h"
#include "cli/cmd_session.h"
#include "flow/export.h"
#include "flow/problems.h"
#include "flow/verify.h"
#include "flow/verify_package.h"

#include <stdio.h>
#include <stdlib.h>

static void print_faults(const char *path, const struct journal_problems *list, const char *kind)
{
	struct buf out = BUF_EMPTY;

	problems_list(&out, path, list, kind);
	fputs(buf_text(&out), stderr);
	buf_free(&out);
}

/* Every fault of one folder; the exit status. */
static int verify(const char *path)
{
	struct verified verified;
	struct err err = ERR_OK;
	struct buf shown = BUF_EMPTY;
	int status = 0;
	bool package = export_is_package(path);

	session_add_safe(&shown, path);
	if (!(package ? verify_package : verify_session)(path, &verified, &err)) {
		status = options_fail(&err);
	} else {
		print_faults(path, &verified.faults, "error");
		print_faults(path, &verified.notes, "note");
		if (package)
			printf(_("%s: %zu tables, %zu rows: "), buf_text(&shown), verified.derived,
				verified.records);
		else
			printf(_("%s: %zu records, %zu steps, %zu fingerprints, %zu derived "
				 "files: "),
				buf_text(&shown), verified.records, verified.steps,
				verified.fingerprints, verified.derived);
		if (verified.faults.count == 0)
			puts(_("all good"));
		else
			printf(_("%zu faults\n"), verified.faults.count);
		status = verified.faults.count > 0 ? ERR_INPUT : 0;
	}
	verified_free(&verified);
	err_free(&err);
	buf_free(&shown);
	return status;
}

int cmd_verify(const struct given *given, const struct options *options)
{
	int status = 0;

	(void)options;
	if (given->operand_count == 0) {
		struct err err = ERR_OK;

		err_set(&err, ERR_USAGE, NULL,
			"verify takes session folders; hint: peil verify DIR");
		status = options_end(&err);
	}
	for (size_t i = 0; i < given->operand_count; i++) {
		int one = verify(given->operands[i]);

		status = one > status ? one : status;
	}
	return status;
}
