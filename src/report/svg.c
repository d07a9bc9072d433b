#include "config.h"

#include "report/svg.h"

#include <math.h>
#include <stdio.h>

#define WIDTH	    760
#define LABEL_WIDTH 226
#define HEAD	    30
#define ROW	    31
#define LEGEND	    34
#define BAND	    21
#define BAR_HEIGHT  13

#define HAIR	"#e3e8ea"
#define WANTED	"#dcebdd"
#define BUBBLE	"#cfe0e6"
#define OUTLINE "#1f5668"

/* --- numbers as attributes ---------------------------------------------------------------------
 */

struct svg_number svg_number(double value)
{
	struct svg_number out;

	snprintf(out.text, sizeof(out.text), "%.1f", value);
	return out;
}

void svg_colour(char out[8], size_t nth, size_t count)
{
	static const double light[3] = {214, 230, 235}, dark[3] = {24, 78, 98};
	double at = count > 1 ? (double)nth / (double)(count - 1) : 0;
	int rgb[3];

	for (int i = 0; i < 3; i++)
		rgb[i] = (int)lround(light[i] + at * (dark[i] - light[i]));
	snprintf(out, 8, "#%02x%02x%02x", rgb[0] & 255, rgb[1] & 255, rgb[2] & 255);
}

/* --- the profile -------------------------------------------------------------------------------
 */

static double column_x(const struct profile_chart *chart, size_t column)
{
	double each = (double)(WIDTH - LABEL_WIDTH) / (double)chart->column_count;

	return LABEL_WIDTH + each * ((double)column + 0.5);
}

static double row_y(size_t row)
{
	return HEAD + ROW * ((double)row + 0.5);
}

static void put_text(struct html *html, double x, double y, const char *anchor, const char *class,
	const char *text)
{
	struct svg_number left = svg_number(x), top = svg_number(y);

	html_put(html, "text", text, "x", left.text, "y", top.text, "text-anchor", anchor, "class",
		class, NULL);
}

static void put_line(
	struct html *html, double x1, double y1, double x2, double y2, const char *stroke)
{
	struct svg_number a = svg_number(x1), b = svg_number(y1), c = svg_number(x2),
			  d = svg_number(y2);

	html_void(html, "line", "x1", a.text, "y1", b.text, "x2", c.text, "y2", d.text, "stroke",
		stroke, NULL);
}

static void put_circle(
	struct html *html, double x, double y, double r, const char *fill, const char *stroke)
{
	struct svg_number cx = svg_number(x), cy = svg_number(y), radius = svg_number(r);

	html_void(html, "circle", "cx", cx.text, "cy", cy.text, "r", radius.text, "fill", fill,
		"stroke", stroke, "stroke-width", stroke ? "2.2" : NULL, NULL);
}

static void put_band(struct html *html, double left, double right, double y)
{
	struct svg_number x = svg_number(left), top = svg_number(y - BAND / 2.0),
			  width = svg_number(right - left), height = svg_number(BAND);

	html_void(html, "rect", "x", x.text, "y", top.text, "width", width.text, "height",
		height.text, "rx", "10", "fill", WANTED, NULL);
}

static double bubble(size_t count, size_t most)
{
	return 6.5 + 5 * sqrt((double)count / (double)most);
}

static size_t most_of(const struct profile_chart *chart)
{
	size_t most = 1;

	for (size_t row = 0; row < chart->row_count; row++)
		for (size_t c = 0; chart->rows[row].counts && c < chart->column_count; c++)
			if (chart->rows[row].counts[c] > most)
				most = chart->rows[row].counts[c];
	return most;
}

static void draw_frame(struct html *html, const struct profile_chart *chart)
{
	double half = (double)(WIDTH - LABEL_WIDTH) / (double)chart->column_count / 2;

	for (size_t c = 0; c < chart->column_count; c++)
		put_text(html, column_x(chart, c), 18, "middle", "head", chart->columns[c]);
	for (size_t row = 0; row <= chart->row_count; row++)
		put_line(html, 0, HEAD + ROW * (double)row, WIDTH, HEAD + ROW * (double)row, HAIR);
	for (size_t row = 0; row < chart->row_count; row++) {
		const struct profile_row *at = &chart->rows[row];

		put_text(html, 0, row_y(row) + 4.5, "start", "label", at->label);
		if (at->low != SVG_NONE && at->high != SVG_NONE)
			put_band(html, column_x(chart, at->low) - half + 8,
				column_x(chart, at->high) + half - 8, row_y(row));
	}
}

/* The line through where the group stands; it breaks where nothing is known. */
static void draw_path(struct html *html, const struct profile_chart *chart)
{
	for (size_t row = 1; row < chart->row_count; row++) {
		size_t from = chart->rows[row - 1].now, to = chart->rows[row].now;

		if (from != SVG_NONE && to != SVG_NONE)
			put_line(html, column_x(chart, from), row_y(row - 1), column_x(chart, to),
				row_y(row), OUTLINE);
	}
}

static void draw_row(struct html *html, const struct profile_chart *chart, size_t row, size_t most)
{
	const struct profile_row *at = &chart->rows[row];
	double y = row_y(row);

	for (size_t c = 0; c < chart->column_count; c++) {
		size_t count = at->counts ? at->counts[c] : 0;
		bool here = c == at->now;
		char text[24];

		if (count == 0 && !here)
			continue;
		put_circle(html, column_x(chart, c), y, count > 0 ? bubble(count, most) : 7,
			count > 0 ? BUBBLE : "#ffffff", here ? OUTLINE : NULL);
		snprintf(text, sizeof(text), "%zu", count);
		if (count > 0)
			put_text(html, column_x(chart, c), y + 4, "middle", "count", text);
	}
}

static void draw_legend(struct html *html, const struct profile_chart *chart)
{
	double y = HEAD + ROW * (double)chart->row_count + LEGEND / 2.0 + 3, x = LABEL_WIDTH;

	if (chart->legend_count) {
		put_circle(html, x - 118, y, 8, BUBBLE, NULL);
		put_text(html, x - 118, y + 4, "middle", "count", "2");
		put_text(html, x - 103, y + 4, "start", "soft", chart->legend_count);
	}
	if (chart->legend_now) {
		put_circle(html, x + 60, y, 7, "#ffffff", OUTLINE);
		put_text(html, x + 74, y + 4, "start", "soft", chart->legend_now);
	}
	if (chart->legend_wanted) {
		put_band(html, x + 280, x + 316, y);
		put_text(html, x + 324, y + 4, "start", "soft", chart->legend_wanted);
	}
}

void svg_profile(struct html *html, const struct profile_chart *chart)
{
	char box[64];

	snprintf(box, sizeof(box), "0 0 %d %d", WIDTH, HEAD + ROW * (int)chart->row_count + LEGEND);
	html_open(html, "svg", "class", "profile", "viewBox", box, "role", "img", "aria-label",
		chart->title, NULL);
	html_put(html, "title", chart->title, NULL);
	html_put(html, "desc", chart->desc, NULL);
	draw_frame(html, chart);
	draw_path(html, chart);
	for (size_t row = 0; row < chart->row_count; row++)
		draw_row(html, chart, row, most_of(chart));
	draw_legend(html, chart);
	html_close(html, "svg");
}

/* --- a bar -------------------------------------------------------------------------------------
 */

void svg_bar(struct html *html, const size_t *counts, size_t count, int width)
{
	double total = 0, x = 0;
	char box[48], wide[16];

	for (size_t i = 0; i < count; i++)
		total += (double)counts[i];
	snprintf(box, sizeof(box), "0 0 %d %d", width, BAR_HEIGHT);
	snprintf(wide, sizeof(wide), "%d", width);
	html_open(html, "svg", "class", "bar", "viewBox", box, "width", wide, "height", "13",
		"aria-hidden", "true", NULL);
	for (size_t i = 0; i < count; i++) {
		double share = total > 0 ? width * (double)counts[i] / total : 0;
		struct svg_number left = svg_number(x), size = svg_number(fmax(share - 1, 1));
		char colour[8];

		if (counts[i] == 0)
			continue;
		svg_colour(colour, i, count);
		html_void(html, "rect", "x", left.text, "y", "0", "width", size.text, "height",
			"13", "rx", "1.5", "fill", colour, NULL);
		x += share;
	}
	html_close(html, "svg");
}
