/* Statements taken together per element: the mean of what was answered, by role. Nothing is written
 * for a rubric of another kind, nor before the answers were shown. */
#ifndef PEIL_REPORT_ELEMENTS_H
#define PEIL_REPORT_ELEMENTS_H

#include "base/buf.h"
#include "report/workshop.h"

struct html;

/* The mean value over the answers to an element's statements, reversed ones turned; of the role
 * with number `role` among those shown, or of all (ELEMENTS_ALL). *answers says of how many. NaN
 * when there are none. */
#define ELEMENTS_ALL ((size_t)-1)
double elements_mean(
	const struct workshop_report *report, size_t element, size_t role, size_t *answers);

/* The means as a table, as sentences, and as a part of a page. `width`: columns of a line. */
void elements_text(struct sink *sink, const struct workshop_report *report, int width, bool ascii);
void elements_plain(struct buf *out, const struct workshop_report *report);
void elements_html(struct html *html, const struct workshop_report *report);

#endif
