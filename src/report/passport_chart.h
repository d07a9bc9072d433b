/* The course of a rubric's criteria as inline SVG. */
#ifndef PEIL_REPORT_PASSPORT_CHART_H
#define PEIL_REPORT_PASSPORT_CHART_H

#include "model/passport.h"
#include "report/html.h"

/* Criteria down, levels across: a circle for each own answer, a square for what others gave, a
 * diamond for what was agreed; the later the darker. Nothing when no level was chosen. */
void passport_chart(struct html *html, const struct passport_rubric *rubric);

#endif
