#include "config.h"

#include "base/lang.h"
#include "cli/cmd_report_table.h"
#include "cli/commands.h"
#include "files/atomic.h"
#include "flow/reported.h"
#include "report/moments.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_STANDARD 80
#define WIDTH_MOST     120 /* longer lines do not read better */

enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON, FORMAT_HTML, FORMAT_COUNT };

static const char *const FORMATS[FORMAT_COUNT] = {"text", "csv", "json", "html"};

static int refuse(struct err *err)
{
	int status = options_fail(err);

	err_free(err);
	return status;
}

static bool read_format(const struct given *given, enum format *format, struct err *err)
{
	const char *word = given->of[OPT_FORMAT];

	*format = FORMAT_TEXT;
	if (word == NULL)
		return true;
	for (size_t i = 0; i < FORMAT_COUNT; i++) {
		if (strcmp(FORMATS[i], word) == 0) {
			*format = (enum format)i;
			return true;
		}
	}
	return err_set(err, ERR_USAGE, NULL,
		"there is no format %s; hint: --format text, csv, json or html", word);
}

static int text_width(const struct options *options)
{
	struct winsize size;

	if (options->columns > 0)
		return options->columns;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col < WIDTH_MOST ? size.ws_col : WIDTH_MOST;
	return WIDTH_STANDARD;
}

static void write_texts(
	struct sink *sink, const struct reported *reported, const struct options *options)
{
	for (size_t i = 0; i < reported->count; i++) {
		if (i > 0)
			sink_text(sink, "\n");
		if (options->plain)
			workshop_plain_write(sink, &reported->list[i]);
		else
			workshop_text_write(
				sink, &reported->list[i], text_width(options), options->ascii);
	}
	moments_text(
		sink, reported->list, reported->count, options->plain ? 0 : text_width(options));
}

static bool make(struct buf *out, const struct reported *reported, enum format format, bool counts,
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

static bool deliver(const struct buf *out, const struct given *given, struct err *err)
{
	const char *path = given->of[OPT_OUTPUT];
	int fd = STDOUT_FILENO;
	struct sink sink = sink_to_fd(&fd);

	if (path != NULL) {
		if (!atomic_write(
			    path, buf_text(out), out->len, 0666, given->of[OPT_FORCE] != NULL, err))
			return false;
		options_written(path);
		return true;
	}
	sink_add(&sink, buf_text(out), out->len);
	/* A reader that has gone wants nothing any more. */
	return !sink.failed || errno == EPIPE ||
	       err_errno(err, ERR_SAVE, NULL, errno, "cannot write to the standard output");
}

static int report(const struct reported *reported, const struct given *given, enum format format,
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
		deliver(&out, given, &err);
	if (err.code != ERR_NONE)
		status = options_fail(&err);
	err_free(&err);
	buf_free(&out);
	return status;
}

/* Whether the operands are tables; mixed with folders, or in another form than CSV, is a fault. */
static bool are_tables(const struct given *given, enum format format, struct err *err)
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
	enum format format;
	int status;

	if (!read_format(given, &format, &err))
		return refuse(&err);
	if (given->operand_count == 0)
		err_set(&err, ERR_USAGE, NULL,
			_("report takes session folders or tables; hint: peil report DIR"));
	else if (given->of[OPT_COUNTS] != NULL && format != FORMAT_CSV)
		err_set(&err, ERR_USAGE, NULL, "--counts goes with --format csv");
	else if (are_tables(given, format, &err))
		return report_tables(given);
	for (size_t i = 0; i < given->operand_count && err.code == ERR_NONE; i++)
		reported_add(&reported, given->operands[i], given->of[OPT_NAMES] != NULL, &err);
	status = err.code != ERR_NONE ? options_fail(&err)
				      : report(&reported, given, format, options);
	err_free(&err);
	reported_free(&reported);
	return status;
}
