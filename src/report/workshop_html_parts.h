/* What the workshop_html*.c files share; nobody else includes this. */
#ifndef PEIL_REPORT_WORKSHOP_HTML_PARTS_H
#define PEIL_REPORT_WORKSHOP_HTML_PARTS_H

#include "base/buf.h"
#include "report/html.h"
#include "report/workshop.h"

/* Each writes a section, or nothing when there is nothing to say. */
void workshop_html_answers(struct html *html, const struct workshop_report *report);
void workshop_html_roles(struct html *html, const struct workshop_report *report);
void workshop_html_rounds(struct html *html, const struct workshop_report *report);
void workshop_html_matrix(struct html *html, const struct workshop_report *report);
void workshop_html_reasons(struct html *html, const struct workshop_report *report);
void workshop_html_agreed(struct html *html, const struct workshop_report *report);
void workshop_html_fit(struct html *html, const struct workshop_report *report);
void workshop_html_actions(struct html *html, const struct workshop_report *report);
void workshop_html_items(struct html *html, const struct workshop_report *report);
/* <element>what `add` appended</element>; the buffer is empty afterwards. */
void workshop_html_cell(
	struct html *html, const char *element, const char *class, struct buf *text);
/* Open a section with its heading; a table in it with caption and column headings (a NULL ends). */
void workshop_html_section(struct html *html, const char *heading);
void workshop_html_table(
	struct html *html, const char *class, const char *caption, const char *const *headings);
void workshop_html_table_end(struct html *html);
/* The discussed aspect in the order of the rubric. */
const struct discussed *workshop_html_at(const struct workshop_report *report, size_t criterion);

#endif
