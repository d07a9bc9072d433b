/* peil session sheets: forms on paper. */
#include "config.h"
#include "cli/cmd_session.h"
#include "cli/output.h"

#include "base/buf.h"
#include "base/lang.h"
#include "report/sheets.h"

#include <stdio.h>
#include <string.h>

static bool make(struct buf *out, const struct ledger *ledger, const char *format, struct err *err)
{
	struct sink sink = sink_to_buf(out);

	if (format == NULL || strcmp(format, "text") == 0)
		sheets_text_write(&sink, ledger);
	else if (strcmp(format, "html") != 0)
		return err_set(err, ERR_USAGE, NULL, "--format %s: hint: text or html", format);
	else if (!sheets_html_write(&sink, ledger))
		return err_set(err, ERR_SAVE, NULL, "the page came out wrong; nothing was written");
	return true;
}

int session_sheets(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	struct workshop *workshop = session_open(given, &err);
	struct buf out = BUF_EMPTY;

	(void)options;
	if (workshop != NULL && make(&out, workshop_ledger(workshop), given->of[OPT_FORMAT], &err))
		output_put(&out, given, &err);
	buf_free(&out);
	return session_end(workshop, &err);
}
