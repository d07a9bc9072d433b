/* peil rubric export: for other programs and for paper. */
#include "config.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/sink.h"
#include "cli/cmd_rubric.h"
#include "cli/output.h"
#include "files/canvas.h"
#include "files/rubric_file.h"
#include "report/rubric_export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum format { FORMAT_CANVAS, FORMAT_CASE, FORMAT_MARKDOWN, FORMAT_HTML };

static const char *const FORMATS[] = {"canvas", "case", "markdown", "html", NULL};

struct rubrics {
	struct rubric *list[GIVEN_OPERANDS_MAX];
	size_t count;
};

static bool read_one(const char *name, struct rubrics *rubrics, struct err *err)
{
	char *path = rubric_path(name, err);
	struct faults faults;
	struct rubric *rubric;

	if (!path)
		return false;
	faults_init(&faults, path);
	rubric = rubric_file_read(path, &faults);
	if (rubric)
		rubrics->list[rubrics->count++] = rubric;
	else
		options_print_faults(&faults);
	faults_free(&faults);
	free(path);
	if (!rubric)
		err->code = ERR_INPUT; /* said already */
	return rubric != NULL;
}

/* What a table of Canvas has no place for. */
static void note_losses(const struct rubrics *rubrics)
{
	for (size_t i = 0; i < rubrics->count; i++) {
		const struct rubric *rubric = rubrics->list[i];

		if (rubric->lang_count > 1)
			fprintf(stderr, _("%s: Canvas keeps one language; --lang chooses which.\n"),
				rubric->id);
	}
}

static bool make(struct buf *out, const struct rubrics *rubrics, size_t format, const char *lang,
	struct err *err)
{
	struct sink sink = sink_to_buf(out);
	char now[CLOCK_TEXT_LEN + 1];
	bool good = true;

	clock_text(now, clock_now());
	switch (format) {
	case FORMAT_CANVAS:
		return canvas_write(out, (const struct rubric *const *)rubrics->list,
			rubrics->count, lang, err);
	case FORMAT_CASE: good = rubric_case_write(&sink, rubrics->list[0], lang, now); break;
	case FORMAT_HTML: good = rubric_page_write(&sink, rubrics->list[0], lang); break;
	default: rubric_markdown_write(&sink, rubrics->list[0], lang); break;
	}
	return good || err_set(err, ERR_SAVE, NULL, "it came out wrong; nothing was written");
}

static bool deliver(const struct buf *out, const struct given *given, struct err *err)
{
	const char *path = given->of[OPT_OUTPUT];

	return path != NULL && strcmp(path, "-") == 0 ? output_print(out, err)
						      : output_put(out, given, err);
}

static bool check_count(const struct given *given, size_t format, struct err *err)
{
	if (given->operand_count < 2)
		return err_set(
			err, ERR_USAGE, NULL, "peil rubric export takes a rubric: an id or a file");
	if (given->operand_count > 2 && format != FORMAT_CANVAS)
		return err_set(err, ERR_USAGE, NULL,
			"several rubrics in one file go with --format canvas only");
	return true;
}

int rubric_export_run(const struct given *given, const struct options *options)
{
	struct rubrics rubrics = {{NULL}, 0};
	struct buf out = BUF_EMPTY;
	struct err err = ERR_OK;
	size_t format = 0;

	if (given->of[OPT_FORMAT] == NULL)
		err_set(&err, ERR_USAGE, NULL,
			"say for what; hint: --format canvas, case, markdown or html");
	else if (options_format(given, FORMATS, " to export", &format, &err))
		check_count(given, format, &err);
	for (size_t i = 1; i < given->operand_count && err.code == ERR_NONE; i++)
		read_one(given->operands[i], &rubrics, &err);
	if (err.code == ERR_NONE && make(&out, &rubrics, format, options->lang, &err)) {
		if (format == FORMAT_CANVAS)
			note_losses(&rubrics);
		deliver(&out, given, &err);
	}
	for (size_t i = 0; i < rubrics.count; i++)
		rubric_free(rubrics.list[i]);
	buf_free(&out);
	return options_end(&err);
}
