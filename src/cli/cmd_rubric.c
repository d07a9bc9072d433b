#include "config.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/sink.h"
#include "base/text.h"
#include "cli/cmd_rubric.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "files/rubric_file.h"
#include "report/rubric_text.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH_MOST 160 /* wider columns do not read better */

/* On standard output; `status` where that went well. */
static int print(const struct buf *out, int status)
{
	struct err err = ERR_OK;

	return output_print(out, &err) ? status : options_end(&err);
}

/* One line of the list: id, title, kind, status, place. */
static void add_listed(struct buf *out, const struct rubric *rubric,
	const struct rubric_place *place, const struct options *options)
{
	const char *title = rubric_say(rubric, &rubric->title, rubric_lang(rubric, options->lang));
	struct buf safe = BUF_EMPTY, path = BUF_EMPTY;

	text_safe(&safe, title, strlen(title), TEXT_LINE);
	text_safe(&path, place->path, strlen(place->path), TEXT_NAME);
	if (options->plain) {
		buf_format(out, "%s: %s, %s, %s, %s.\n", place->id, buf_text(&safe),
			rubric_kind_word(rubric->kind), rubric_status_word(rubric->status),
			buf_text(&path));
	} else {
		text_pad(out, place->id, 22, options->ascii);
		buf_byte(out, ' ');
		text_pad(out, buf_text(&safe), 28, options->ascii);
		buf_format(out, " %-10s %-14s %s\n", rubric_kind_word(rubric->kind),
			rubric_status_word(rubric->status), buf_text(&path));
	}
	buf_free(&safe);
	buf_free(&path);
}

static int list(const struct options *options)
{
	struct rubric_places places;
	struct buf out = BUF_EMPTY;
	int status = ERR_NONE;

	rubric_places_find(&places);
	for (size_t i = 0; i < places.count; i++) {
		struct faults faults;
		struct rubric *rubric;

		faults_init(&faults, places.list[i].path);
		rubric = rubric_file_read(places.list[i].path, &faults);
		if (rubric) {
			add_listed(&out, rubric, &places.list[i], options);
		} else {
			options_print_faults(&faults);
			status = ERR_PARTIAL;
		}
		rubric_free(rubric);
		faults_free(&faults);
	}
	if (places.count == 0)
		buf_format(&out, "%s\n", _("There are no rubrics here."));
	status = print(&out, status);
	buf_free(&out);
	rubric_places_free(&places);
	return status;
}

static int show_file(const char *path, const struct options *options)
{
	struct faults faults;
	struct rubric *rubric;
	struct buf out = BUF_EMPTY;
	struct sink sink = sink_to_buf(&out);
	int status = ERR_INPUT;

	faults_init(&faults, path);
	rubric = rubric_file_read(path, &faults);
	if (rubric) {
		if (options->plain)
			rubric_plain_write(&sink, rubric, options->lang);
		else
			rubric_text_write(&sink, rubric, options->lang,
				output_width(options, WIDTH_MOST), options->ascii);
		status = print(&out, ERR_NONE);
	} else {
		options_print_faults(&faults);
	}
	buf_free(&out);
	rubric_free(rubric);
	faults_free(&faults);
	return status;
}

static int show(const char *name, const struct options *options)
{
	struct err err = ERR_OK;
	char *path = rubric_path(name, &err);
	int status = path ? show_file(path, options) : options_end(&err);

	free(path);
	return status;
}

/* True when the file has no error; warnings are told all the same. */
static bool check_file(const char *path, struct buf *out)
{
	struct faults faults;
	struct rubric *rubric;
	bool good;

	faults_init(&faults, path);
	rubric = rubric_file_read(path, &faults);
	good = rubric != NULL;
	options_print_faults(&faults);
	if (good) {
		text_safe(out, path, strlen(path), TEXT_NAME);
		buf_format(out, ": %s\n",
			faults.count == 0 ? _("no faults") : _("no errors, only warnings"));
	}
	rubric_free(rubric);
	faults_free(&faults);
	return good;
}

static int check(const struct given *given)
{
	struct buf out = BUF_EMPTY;
	int status = ERR_NONE;

	for (size_t i = 1; i < given->operand_count; i++) {
		struct err err = ERR_OK;
		char *path = rubric_path(given->operands[i], &err);

		if (!path)
			status = options_end(&err);
		else if (!check_file(path, &out))
			status = ERR_INPUT;
		free(path);
	}
	status = print(&out, status);
	buf_free(&out);
	return status;
}

int cmd_rubric(const struct given *given, const struct options *options)
{
	const char *what = given->operand_count > 0 ? given->operands[0] : "list";

	if (strcmp(what, "list") == 0)
		return given->operand_count <= 1 ? list(options)
						 : options_usage("peil rubric list takes no names");
	if (strcmp(what, "show") == 0)
		return given->operand_count == 2
			       ? show(given->operands[1], options)
			       : options_usage(
					 "peil rubric show takes one rubric: an id or a file");
	if (strcmp(what, "check") == 0)
		return given->operand_count >= 2
			       ? check(given)
			       : options_usage(
					 "peil rubric check takes files: peil rubric check my.ini");
	if (strcmp(what, "new") == 0)
		return rubric_new_run(given, options);
	if (strcmp(what, "edit") == 0)
		return rubric_edit_run(given, options);
	if (strcmp(what, "import") == 0)
		return rubric_import_run(given, options);
	if (strcmp(what, "export") == 0)
		return rubric_export_run(given, options);
	return options_usage("peil rubric knows list, show, check, new, edit, import and export");
}
