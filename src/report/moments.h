/* "Change between moments": what sessions of one rubric with different moments answered, beside
 * each other and without a conclusion. Nothing is written when there is only one moment. */
#ifndef PEIL_REPORT_MOMENTS_H
#define PEIL_REPORT_MOMENTS_H

#include "report/html.h"
#include "report/workshop.h"

/* A heading and a sentence per criterion, wrapped in `width`; 0: one sentence a line, no wrapping.
 */
void moments_text(
	struct sink *sink, const struct workshop_report *reports, size_t report_count, int width);
void moments_html(struct html *html, const struct workshop_report *reports, size_t report_count);

#endif
