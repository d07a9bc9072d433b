#include "config.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/sink.h"
#include "base/text.h"
#include "cli/cmd_rubric.h"
#include "cli/commands.h"
#include "files/rubric_file.h"
#include "report/rubric_text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_STANDARD 80
#define WIDTH_MOST     160 /* wider columns do not read better */

/* What was made, on stdout; the exit status. */
static int print(const struct buf *out, int status)
{
	int fd = STDOUT_FILENO;
	struct sink sink = sink_to_fd(&fd);
	struct err err = ERR_OK;

	sink_add(&sink, buf_text(out), out->len);
	/* A reader that has gone wants nothing any more. */
	if (!sink.failed || errno == EPIPE)
		return status;
	err_errno(&err, ERR_SAVE, NULL, errno, "cannot write to the standard output");
	status = options_fail(&err);
	err_free(&err);
	return status;
}

static int usage(const char *message)
{
	struct err err = ERR_OK;
	int status;

	err_set(&err, ERR_USAGE, NULL, "%s", message);
	status = options_fail(&err);
	err_free(&err);
	return status;
}

static int screen_width(const struct options *options)
{
	struct winsize size;

	if (options->columns > 0)
		return options->columns;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col < WIDTH_MOST ? size.ws_col : WIDTH_MOST;
	return WIDTH_STANDARD;
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

/* A folder of rubrics that could not be read; the exit status. */
static int tell_unread(const struct rubric_places *places)
{
	struct err err = ERR_OK;
	int status;

	if (!places->unread)
		return ERR_NONE;
	err_errno(&err, ERR_PARTIAL, places->unread, places->why, "%s",
		_("this folder of rubrics cannot be read"));
	status = options_fail(&err);
	err_free(&err);
	return status;
}

static int list(const struct options *options)
{
	struct rubric_places places;
	struct buf out = BUF_EMPTY;
	int status;

	rubric_places_find(&places);
	status = tell_unread(&places);
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
	if (places.count == 0 && !places.unread)
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
			rubric_text_write(&sink, rubric, options->lang, screen_width(options),
				options->ascii);
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
	int status = path ? show_file(path, options) : options_fail(&err);

	free(path);
	err_free(&err);
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
			status = options_fail(&err);
		else if (!check_file(path, &out))
			status = ERR_INPUT;
		free(path);
		err_free(&err);
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
						 : usage("peil rubric list takes no names");
	if (strcmp(what, "show") == 0)
		return given->operand_count == 2
			       ? show(given->operands[1], options)
			       : usage("peil rubric show takes one rubric: an id or a file");
	if (strcmp(what, "check") == 0)
		return given->operand_count >= 2
			       ? check(given)
			       : usage("peil rubric check takes files: peil rubric check my.ini");
	if (strcmp(what, "new") == 0)
		return rubric_new_run(given, options);
	if (strcmp(what, "edit") == 0)
		return rubric_edit_run(given, options);
	if (strcmp(what, "import") == 0)
		return rubric_import_run(given, options);
	if (strcmp(what, "export") == 0)
		return rubric_export_run(given, options);
	return usage("peil rubric knows list, show, check, new, edit, import and export");
}
