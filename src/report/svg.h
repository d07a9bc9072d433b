/* Charts as inline SVG, each with a title and a description; a real table stands beside them. */
#ifndef PEIL_REPORT_SVG_H
#define PEIL_REPORT_SVG_H

#include "report/html.h"

#define SVG_NONE ((size_t)-1)

struct profile_row {
	const char *label;
	const size_t *counts; /* per column; NULL: only the marks */
	size_t low, high;     /* wanted, columns; SVG_NONE */
	size_t now;	      /* SVG_NONE: no mark */
};

struct profile_chart {
	const char *title, *desc;
	const char *const *columns;
	size_t column_count;
	const struct profile_row *rows;
	size_t row_count;
	const char *legend_now, *legend_wanted, *legend_count; /* NULL: not in this chart */
};

/* A number as an attribute's value: `svg_number(x).text`. */
struct svg_number {
	char text[24];
};
struct svg_number svg_number(double value);

/* Aspects down, levels across: how many chose each, where the group stands, what is wanted. */
void svg_profile(struct html *html, const struct profile_chart *chart);
/* Counts as one bar, in shares; decoration beside the figures (hidden from screen readers). */
void svg_bar(struct html *html, const size_t *counts, size_t count, int width);
/* The colour of step `nth` of `count`: "#rrggbb", light to dark. */
void svg_colour(char out[8], size_t nth, size_t count);

#endif
