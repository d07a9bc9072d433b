/* The parts of the page that hold what people wrote, and the matrix of a grid. */
#include "config.h"

#include "base/lang.h"
#include "report/workshop_html_parts.h"
#include "stats/say.h"

#include <string.h>

/* --- reasons -----------------------------------------------------------------------------------
 */

static void put_reasons(
	struct html *html, const struct workshop_report *report, const struct discussed *about)
{
	struct buf place = BUF_EMPTY;

	say_place(&place, report->ledger->rubric, about->criterion);
	html_open(html, "div", NULL);
	workshop_html_cell(html, "h3", NULL, &place);
	html_open(html, "ul", NULL);
	for (size_t i = 0; i < about->reason_count; i++)
		html_put(html, "li", about->reasons[i], NULL);
	html_close(html, "ul");
	html_close(html, "div");
	buf_free(&place);
}

void workshop_html_reasons(struct html *html, const struct workshop_report *report)
{
	size_t given = 0;

	if (report->solo)
		return;
	for (size_t i = 0; i < report->discussion->count; i++)
		given += report->discussion->list[i].reason_count;
	if (given == 0)
		return;
	workshop_html_section(html, _("Reasons, without names"));
	html_open(html, "div", "class", "reasons", NULL);
	for (size_t i = 0; i < report->discussion->count; i++)
		if (workshop_html_at(report, i)->reason_count > 0)
			put_reasons(html, report, workshop_html_at(report, i));
	html_close(html, "div");
	html_close(html, "section");
}

/* --- the matrix of a grid ----------------------------------------------------------------------
 */

static void put_matrix_cell(
	struct html *html, const struct workshop_report *report, size_t row, size_t column)
{
	const struct rubric *rubric = report->ledger->rubric;
	size_t criterion = rubric_at(rubric, row, column);
	struct buf text = BUF_EMPTY;

	if (criterion != RUBRIC_NONE) {
		const struct discussed *about = workshop_html_at(report, criterion);

		if (about->now != RUBRIC_NONE && about->all.low == about->all.high)
			buf_text_add(&text, say_label(rubric, criterion, about->now));
		else
			say_figures(&text, rubric, criterion, &about->all);
	}
	html_put(html, "td", text.len > 0 ? buf_text(&text) : "\xE2\x80\x93", "class",
		text.len > 0 ? NULL : "z", NULL);
	buf_free(&text);
}

void workshop_html_matrix(struct html *html, const struct workshop_report *report)
{
	const struct rubric *rubric = report->ledger->rubric;
	size_t lang = rubric_lang(rubric, lang_current());

	workshop_html_section(html, _("The matrix"));
	html_open(html, "div", "class", "wide", NULL);
	html_open(html, "table", "class", "matrix", NULL);
	html_put(html, "caption", _("How far we are in each cell; a dash: not for today."), NULL);
	html_open(html, "thead", NULL);
	html_open(html, "tr", NULL);
	html_put(html, "td", "", NULL);
	for (size_t column = 0; column < rubric->column_count; column++)
		html_put(html, "th", rubric_say(rubric, &rubric->columns[column].title, lang),
			"scope", "col", NULL);
	html_close(html, "tr");
	html_close(html, "thead");
	html_open(html, "tbody", NULL);
	for (size_t row = 0; row < rubric->row_count; row++) {
		html_open(html, "tr", NULL);
		html_put(html, "th", rubric_say(rubric, &rubric->rows[row].title, lang), "scope",
			"row", NULL);
		for (size_t column = 0; column < rubric->column_count; column++)
			put_matrix_cell(html, report, row, column);
		html_close(html, "tr");
	}
	workshop_html_table_end(html);
	html_close(html, "section");
}

/* --- own questions and agreements --------------------------------------------------------------
 */

static void put_item(
	struct html *html, const struct workshop_report *report, const struct sheet_item *item)
{
	struct buf text = BUF_EMPTY;

	html_open(html, "tr", NULL);
	html_put(html, "th", item->text, "scope", "row", NULL);
	say_place(&text, report->ledger->rubric, item->criterion);
	workshop_html_cell(html, "td", NULL, &text);
	if (sheet_item_is(item, RECORD_AGREEMENT)) {
		html_put(html, "td", item->owner, NULL);
		say_date(&text, item->due, true);
		workshop_html_cell(html, "td", "f", &text);
	}
	html_close(html, "tr");
	buf_free(&text);
}

/* The nth own question or agreement of the rounds that were shown, or NULL. */
static const struct sheet_item *nth_item(
	const struct ledger *ledger, enum record_event kind, size_t nth)
{
	for (size_t s = 0; s < ledger->sheet_count; s++) {
		const struct sheet *sheet = ledger->sheets[s].sheet;

		for (size_t i = 0; ledger->shown[ledger->sheets[s].round] && i < sheet->item_count;
			i++)
			if (sheet_item_is(&sheet->items[i], kind) && nth-- == 0)
				return &sheet->items[i];
	}
	return NULL;
}

static void put_items(struct html *html, const struct workshop_report *report,
	enum record_event kind, const char *heading, const char *caption,
	const char *const *headings)
{
	const struct sheet_item *item;

	if (!nth_item(report->ledger, kind, 0))
		return;
	workshop_html_section(html, heading);
	workshop_html_table(html, NULL, caption, headings);
	for (size_t nth = 0; (item = nth_item(report->ledger, kind, nth)) != NULL; nth++)
		put_item(html, report, item);
	workshop_html_table_end(html);
	html_close(html, "section");
}

void workshop_html_items(struct html *html, const struct workshop_report *report)
{
	const struct rubric *rubric = report->ledger->rubric;
	const char *noun = rubric_say(rubric, &rubric->noun, rubric_lang(rubric, lang_current()));
	const char *const agreements[] = {_("what we agreed"), noun, _("who"), _("by when"), NULL};
	const char *const questions[] = {_("question"), noun, NULL};

	put_items(html, report, RECORD_AGREEMENT, _("Agreements"),
		_("What we agreed, who sees to it and by when."), agreements);
	put_items(html, report, RECORD_QUESTION, _("Own questions"),
		_("Questions that were added to the matrix."), questions);
}
