#include "config.h"

#include "report/rubric_export.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "report/rubric_matrix.h"

#include <string.h>

/* Nothing in a text is markup of ours; in a table no line may end. */
static void put(struct sink *sink, const char *text)
{
	struct buf safe = BUF_EMPTY;

	text_safe(&safe, text, strlen(text), TEXT_NOTE);
	for (const char *at = buf_text(&safe); *at != '\0'; at++) {
		if (*at == '\n')
			sink_text(sink, "<br>");
		else if (*at == '<')
			sink_text(sink, "&lt;");
		else if (*at == '&')
			sink_text(sink, "&amp;");
		else if (strchr("\\`*_[]|#~", *at))
			sink_format(sink, "\\%c", *at);
		else
			sink_add(sink, at, 1);
	}
	buf_free(&safe);
}

static void put_row(struct sink *sink, const struct matrix *matrix, const struct matrix_row *row)
{
	sink_text(sink, "| ");
	put(sink, row->title);
	if (row->more[0] != '\0') {
		sink_text(sink, "<br>");
		put(sink, row->more);
	}
	for (size_t i = 0; i < matrix->columns; i++) {
		sink_text(sink, " | ");
		if (row->cells[i].strong[0] != '\0') {
			sink_text(sink, "**");
			put(sink, row->cells[i].strong);
			sink_text(sink, row->cells[i].text[0] != '\0' ? "** " : "**");
		}
		put(sink, row->cells[i].text);
	}
	sink_text(sink, " |\n");
}

static void put_heads(struct sink *sink, const struct matrix *matrix)
{
	sink_text(sink, "\n| ");
	put(sink, matrix->corner);
	for (size_t i = 0; i < matrix->columns; i++) {
		sink_text(sink, " | ");
		put(sink, matrix->heads[i]);
	}
	sink_text(sink, " |\n|");
	for (size_t i = 0; i <= matrix->columns; i++)
		sink_text(sink, " --- |");
	sink_text(sink, "\n");
}

static void put_matrix(struct sink *sink, const struct matrix *matrix)
{
	bool open = false;

	for (size_t i = 0; i < matrix->row_count; i++) {
		const struct matrix_row *row = &matrix->rows[i];

		if (!row->cells) {
			sink_text(sink, "\n## ");
			put(sink, row->title);
			sink_text(sink, "\n");
			open = false;
		} else if (matrix->columns == 0) {
			sink_text(sink, open ? "- " : "\n- ");
			put(sink, row->title);
			sink_text(sink, "\n");
			open = true;
		} else {
			if (!open)
				put_heads(sink, matrix);
			open = true;
			put_row(sink, matrix, row);
		}
	}
}

static void put_fact(struct sink *sink, const char *name, const char *text)
{
	if (text[0] == '\0')
		return;
	sink_format(sink, "- %s: ", name);
	put(sink, text);
	sink_text(sink, "\n");
}

void rubric_markdown_write(struct sink *sink, const struct rubric *rubric, const char *lang)
{
	size_t at = rubric_lang(rubric, lang);
	struct matrix matrix;

	matrix_make(&matrix, rubric, lang);
	sink_text(sink, "# ");
	put(sink, rubric_say(rubric, &rubric->title, at));
	sink_text(sink, "\n");
	if (!rubric_text_empty(&rubric->purpose)) {
		sink_text(sink, "\n");
		put(sink, rubric_say(rubric, &rubric->purpose, at));
		sink_text(sink, "\n");
	}
	if (rubric->status == RUBRIC_RECONSTRUCTION)
		sink_format(sink, "\n%s\n",
			_("This rubric is a reconstruction, not the original text."));
	put_matrix(sink, &matrix);
	sink_text(sink, "\n");
	put_fact(sink, _("Source"), rubric->source);
	put_fact(sink, _("Authors"), rubric->authors);
	put_fact(sink, _("Licence"), rubric->licence);
	put_fact(sink, _("Version"), rubric->version);
	matrix_free(&matrix);
}
