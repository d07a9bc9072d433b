#include "config.h"

#include "base/lang.h"
#include "cli/cmd_report_table.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "flow/reported.h"
#include "report/moments.h"

#include <stdio.h>

#define WIDTH_MOST 120 /* longer lines do not read better */

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON, FORMAT_HTML };

static const char *const FORMATS[] = {"text", "csv", "json", "html", NULL};

static void write_texts(
	struct sink *sink, const struct reported *reported, const struct options *options)
{
	for (size_t i = 0; i < reported->count; i++) {
		if (i > 0)
			sink_text(sink, "\n");
		if (options->plain)
			workshop_plain_write(sink, &reported->list[i]);
		else
			workshop_text_write(sink, &reported->list[i],
				output_width(options, WIDTH_MOST), options->ascii);
	}
	moments_text(sink, reported->list, reported->count,
		options->plain ? 0 : output_width(options, WIDTH_MOST));
}

static bool make(struct buf *out, const struct reported *reported, size_t format, bool counts,
	const struct options *options)
{
	struct sink sink = sink_to_buf(out);

	switch (format) {
	case FORMAT_CSV:
		workshop_csv_write(&sink, reported->list, reported->count, counts);
		return true;
	case FORMAT_JSON: return workshop_json_write(&sink, reported->list, reported->count);
	case FORMAT_HTML: return workshop_html_write(&sink, reported->list, reported->count);
	default: write_texts(&sink, reported, options); return true;
	}
}

static int report(const struct reported *reported, const struct given *given, size_t format,
	const struct options *options)
{
	struct buf out = BUF_EMPTY;
	struct err err = ERR_OK;
	int status = reported->partial ? ERR_PARTIAL : ERR_NONE;

	fputs(buf_text(&reported->notes), stderr);
	if (reported->names_withheld)
		fputs(_("Names are hidden in this session: the report says who took part, not who "
			"chose what.\n"),
			stderr);
	if (!make(&out, reported, format, given->of[OPT_COUNTS] != NULL, options))
		err_set(&err, ERR_SAVE, NULL, "the report came out wrong; nothing was written");
	else
		output_put(&out, given, &err);
	buf_free(&out);
	return err.code != ERR_NONE ? options_end(&err) : status;
}

/* Whether the operands are tables; mixed with folders, or in another form than CSV, is a fault. */
static bool are_tables(const struct given *given, size_t format, struct err *err)
{
	size_t tables = 0;

	for (size_t i = 0; i < given->operand_count; i++)
		tables += report_is_table(given->operands[i]);
	if (tables > 0 && tables < given->operand_count)
		return err_set(err, ERR_USAGE, NULL,
			_("tables and session folders do not go together in one report"));
	if (tables > 0 && format != FORMAT_CSV)
		return err_set(err, ERR_USAGE, NULL,
			_("a report on a table is a table; hint: --format csv"));
	return tables > 0;
}

int cmd_report(const struct given *given, const struct options *options)
{
	struct reported reported = {0};
	struct err err = ERR_OK;
	size_t format;
	int status;

	if (!options_format(given, FORMATS, "", &format, &err))
		return options_end(&err);
	if (given->operand_count == 0)
		err_set(&err, ERR_USAGE, NULL,
			_("report takes session folders or tables; hint: peil report DIR"));
	else if (given->of[OPT_COUNTS] != NULL && format != FORMAT_CSV)
		err_set(&err, ERR_USAGE, NULL, "--counts goes with --format csv");
	else if (are_tables(given, format, &err))
		return report_tables(given);
	for (size_t i = 0; i < given->operand_count && err.code == ERR_NONE; i++)
		reported_add(&reported, given->operands[i], given->of[OPT_NAMES] != NULL, &err);
	status = err.code != ERR_NONE ? options_end(&err)
				      : report(&reported, given, format, options);
	reported_free(&reported);
	return status;
}
