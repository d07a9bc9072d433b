/* A rubric on one A4 that lies on its side. The size of the letters follows from how much there is
 * to say: the largest that is estimated to fit. */
#include "config.h"

#include "report/rubric_export.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "report/html.h"
#include "report/rubric_matrix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_WIDE  275.0 /* millimetres inside the margins */
#define PAGE_HIGH  180.0
#define MM_A_POINT 0.3528
#define LETTER	   0.52 /* width of a letter in parts of its size, on the wide side */
#define LEADING	   1.22
#define CELL_EDGE  2.6 /* millimetres left and right of a text */
#define ROW_EDGE   1.7
#define LARGEST	   10.0
#define SMALLEST   4.0
#define FIRST_MOST 0.24 /* share of the width for the row headings beside columns */

static const char CSS[] =
	"@page{size:A4 landscape;margin:10mm 11mm}\n"
	"body{font-family:'Liberation Sans',Arial,sans-serif;line-height:1.2;color:#1d2b33;"
	"background:#fff;margin:0 auto;max-width:275mm}\n"
	"h1{font-size:1.6em;margin:0 0 .8mm;color:#1f5668}\n"
	"p{margin:0 0 .8mm}\n"
	"table{width:100%;border-collapse:collapse;table-layout:fixed;margin-top:1.5mm}\n"
	"th,td{border:.2mm solid #8a979e;padding:.6mm 1mm;vertical-align:top;text-align:left;"
	"overflow-wrap:anywhere}\n"
	"thead th{background:#e4edf0;font-weight:bold}\n"
	"tbody th{font-weight:bold}\n"
	"tbody th span{display:block;font-weight:normal}\n"
	"th.part{background:#f2f5f6}\n"
	"td b,td span{display:block}\n"
	"tr{break-inside:avoid}\n"
	"footer{margin-top:1.2mm;color:#55646e;font-size:.9em}\n"
	"@media screen{body{padding:8mm}}\n";

/* --- how large ---------------------------------------------------------------------------------
 */

static double first_share(const struct matrix *matrix)
{
	return matrix->columns == 0 ? 1 : matrix->columns >= 6 ? FIRST_MOST * 0.75 : FIRST_MOST;
}

/* Height of a text in a column of `wide` millimetres. */
static double text_high(const char *text, double wide, double points)
{
	double letters = (wide - CELL_EDGE) / (points * MM_A_POINT * LETTER);
	double lines = 0;

	for (const char *at = text; *at != '\0';) {
		size_t len = strcspn(at, "\n");
		char *line = mem_text_n(at, len);

		lines += 1 + (double)(int)(text_width(line) / (letters < 1 ? 1 : letters));
		free(line);
		at += len + (at[len] == '\n');
	}
	return lines * points * MM_A_POINT * LEADING;
}

static double row_high(const struct matrix *matrix, const struct matrix_row *row, double points)
{
	double first = PAGE_WIDE * (row->cells ? first_share(matrix) : 1);
	double wide = matrix->columns > 0 ? (PAGE_WIDE - first) / (double)matrix->columns : 0;
	double high =
		text_high(row->title, first, points * 1.08) + text_high(row->more, first, points);

	for (size_t i = 0; row->cells && i < matrix->columns; i++) {
		double cell = text_high(row->cells[i].strong, wide, points * 1.08) +
			      text_high(row->cells[i].text, wide, points);

		high = cell > high ? cell : high;
	}
	return high + ROW_EDGE;
}

static double page_high(const struct matrix *matrix, const struct buf *around, double points)
{
	double high = 2.6 * points * MM_A_POINT * LEADING; /* the title, the column headings */

	high += text_high(buf_text(around), PAGE_WIDE, points) + ROW_EDGE * 3;
	for (size_t i = 0; i < matrix->row_count; i++)
		high += row_high(matrix, &matrix->rows[i], points);
	return high;
}

static double letter_size(const struct matrix *matrix, const struct buf *around)
{
	double points = LARGEST;

	while (points > SMALLEST && page_high(matrix, around, points) > PAGE_HIGH)
		points -= 0.25;
	return points;
}

/* --- the page ----------------------------------------------------------------------------------
 */

static void put_lines(struct html *html, const char *text)
{
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		html_open(html, "span", NULL);
		html_text_n(html, text, len);
		html_close(html, "span");
		text += len + (text[len] == '\n');
	}
}

static void put_row(struct html *html, const struct matrix *matrix, const struct matrix_row *row)
{
	char span[24];

	html_open(html, "tr", NULL);
	if (!row->cells) {
		snprintf(span, sizeof(span), "%zu", matrix->columns + 1);
		html_put(html, "th", row->title, "class", "part", "colspan", span, "scope",
			"colgroup", NULL);
		html_close(html, "tr");
		return;
	}
	html_open(html, "th", "scope", "row", NULL);
	html_text(html, row->title);
	if (row->more[0] != '\0')
		html_put(html, "span", row->more, NULL);
	html_close(html, "th");
	for (size_t i = 0; i < matrix->columns; i++) {
		html_open(html, "td", NULL);
		if (row->cells[i].strong[0] != '\0')
			html_put(html, "b", row->cells[i].strong, NULL);
		put_lines(html, row->cells[i].text);
		html_close(html, "td");
	}
	html_close(html, "tr");
}

static void put_table(struct html *html, const struct matrix *matrix)
{
	char width[32];

	snprintf(width, sizeof(width), "width:%.0f%%", 100 * first_share(matrix));
	html_open(html, "table", NULL);
	html_open(html, "thead", NULL);
	html_open(html, "tr", NULL);
	html_put(html, "th", matrix->corner, "scope", "col", "style", width, NULL);
	for (size_t i = 0; i < matrix->columns; i++)
		html_put(html, "th", matrix->heads[i], "scope", "col", NULL);
	html_close(html, "tr");
	html_close(html, "thead");
	html_open(html, "tbody", NULL);
	for (size_t i = 0; i < matrix->row_count; i++)
		put_row(html, matrix, &matrix->rows[i]);
	html_close(html, "tbody");
	html_close(html, "table");
}

static void make_foot(struct buf *out, const struct rubric *rubric, const char *title)
{
	if (rubric->status == RUBRIC_RECONSTRUCTION)
		buf_format(
			out, "%s ", _("This rubric is a reconstruction, not the original text."));
	buf_format(out, "%s %s.", title, rubric->version);
	if (rubric->authors[0] != '\0')
		buf_format(out, " %s.", rubric->authors);
	if (rubric->source[0] != '\0')
		buf_format(out, " %s.", rubric->source);
	if (rubric->licence[0] != '\0')
		buf_format(out, " %s.", rubric->licence);
}

static void put_page(struct html *html, const struct rubric *rubric, const struct matrix *matrix,
	const char *lang)
{
	size_t at = rubric_lang(rubric, lang);
	const char *title = rubric_say(rubric, &rubric->title, at);
	const char *purpose = rubric_say(rubric, &rubric->purpose, at);
	struct buf foot = BUF_EMPTY, around = BUF_EMPTY;
	char size[32];

	make_foot(&foot, rubric, title);
	buf_format(&around, "%s\n%s", purpose, buf_text(&foot));
	snprintf(size, sizeof(size), "font-size:%.2fpt", letter_size(matrix, &around));
	html_open(html, "body", "style", size, NULL);
	html_open(html, "main", NULL);
	html_put(html, "h1", title, NULL);
	if (purpose[0] != '\0')
		html_put(html, "p", purpose, NULL);
	put_table(html, matrix);
	html_put(html, "footer", buf_text(&foot), NULL);
	html_close(html, "main");
	html_close(html, "body");
	buf_free(&foot);
	buf_free(&around);
}

bool rubric_page_write(struct sink *sink, const struct rubric *rubric, const char *lang)
{
	struct html html = html_to(sink);
	size_t at = rubric_lang(rubric, lang);
	struct matrix matrix;

	matrix_make(&matrix, rubric, lang);
	html_head(&html, rubric->langs[at], rubric_say(rubric, &rubric->title, at), CSS);
	put_page(&html, rubric, &matrix, lang);
	html_close(&html, "html");
	matrix_free(&matrix);
	return html_good(&html) && !sink->failed;
}
