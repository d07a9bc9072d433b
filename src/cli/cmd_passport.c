/* peil passport: everything about one person, to look through and to keep. */
#include "config.h"

#include "base/lang.h"
#include "base/mem.h"
#include "cli/commands.h"
#include "cli/loop_settings.h"
#include "cli/output.h"
#include "flow/passport.h"
#include "report/passport.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WIDTH_MOST 110
#define MODE	   0600 /* about one person, for that person */

enum format { FORMAT_TEXT, FORMAT_HTML, FORMAT_JSON, FORMAT_CSV };

static const char *const FORMATS[] = {"text", "html", "json", "csv", NULL};

static bool make(struct buf *out, const struct passport *passport, size_t format,
	const struct options *options, struct err *err)
{
	struct sink sink = sink_to_buf(out);
	bool good = true;

	switch (format) {
	case FORMAT_HTML: good = passport_html_write(&sink, passport); break;
	case FORMAT_JSON: good = passport_json_write(&sink, passport); break;
	case FORMAT_CSV: passport_csv_write(&sink, passport); break;
	default:
		passport_text_write(
			&sink, passport, output_width(options, WIDTH_MOST), options->plain);
		break;
	}
	return good || err_set(err, ERR_SAVE, NULL, "it came out wrong; nothing was written");
}

/* "ana.html" gives "ana.json"; a name without that ending gets ".json" behind it. */
static char *beside(const char *path)
{
	size_t len = strlen(path);
	struct buf out = BUF_EMPTY;

	if (len > 5 && strcmp(path + len - 5, ".html") == 0)
		len -= 5;
	buf_add(&out, path, len);
	buf_text_add(&out, ".json");
	return buf_take(&out);
}

/* The page with its table for programs beside it. Neither is written when one cannot be. */
static bool put_page(const struct passport *passport, const char *path, const struct buf *page,
	const struct options *options, bool force, struct err *err)
{
	char *json = beside(path);
	struct buf data = BUF_EMPTY;
	bool good = make(&data, passport, FORMAT_JSON, options, err);

	if (good && !force && access(json, F_OK) == 0)
		good = err_set(err, ERR_INPUT, json, "%s",
			_("this file exists already; hint: --force writes over it"));
	good = good && output_file(path, page, MODE, force, err) &&
	       output_file(json, &data, MODE, force, err);
	buf_free(&data);
	free(json);
	return good;
}

static bool deliver(const struct passport *passport, const struct given *given, size_t format,
	const struct options *options, struct err *err)
{
	const char *path = given->of[OPT_OUTPUT];
	bool force = given->of[OPT_FORCE] != NULL;
	struct buf out = BUF_EMPTY;
	bool good = make(&out, passport, format, options, err);

	if (good && path != NULL && format == FORMAT_HTML)
		good = put_page(passport, path, &out, options, force, err);
	else if (good && path != NULL)
		good = output_file(path, &out, MODE, force, err);
	else if (good)
		good = output_print(&out, err);
	buf_free(&out);
	return good;
}

static bool show(const struct passport_request *request, struct passport *passport,
	const struct options *options, struct err *err)
{
	struct loop_options loop;
	char *note = NULL;

	if (!loop_options_read(options, &loop, err))
		return false;
	passport_screen(request, passport, &loop, options->keys == NULL, &note);
	if (note != NULL && note[0] != '\0')
		fprintf(stderr, "peil: %s\n", note);
	free(note);
	loop_options_free(&loop);
	return true;
}

/* A screen for who sits at one; text for pipes, files and formats. */
static bool wants_screen(const struct given *given, const struct options *options)
{
	if (given->of[OPT_FORMAT] != NULL || given->of[OPT_OUTPUT] != NULL)
		return false;
	return options->keys != NULL || (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO));
}

static int passport(
	const struct given *given, size_t format, const struct options *options, struct err *err)
{
	const struct passport_request request = {
		given->operands[0], given->operands + 1, given->operand_count - 1};
	struct buf notes = BUF_EMPTY;
	struct passport made;
	bool partial = false;

	if (passport_gather(&request, &made, &notes, &partial, err)) {
		fputs(buf_text(&notes), stderr);
		if (wants_screen(given, options))
			show(&request, &made, options, err);
		else
			deliver(&made, given, format, options, err);
		passport_free(&made);
	} else {
		fputs(buf_text(&notes), stderr);
	}
	buf_free(&notes);
	if (err->code != ERR_NONE)
		return options_fail(err);
	return partial ? ERR_PARTIAL : ERR_NONE;
}

int cmd_passport(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	size_t format;
	int status;

	if (given->operand_count < 2)
		err_set(&err, ERR_USAGE, NULL,
			"passport takes a person and session folders; hint: peil passport PERSON "
			"DIR...");
	else
		options_format(given, FORMATS, "", &format, &err);
	status = err.code != ERR_NONE ? options_fail(&err) : passport(given, format, options, &err);
	err_free(&err);
	return status;
}
