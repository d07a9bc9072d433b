#include "config.h"

#include "report/passport_chart.h"

#include "base/lang.h"
#include "base/text.h"
#include "report/svg.h"

#include <math.h>
#include <stdio.h>

#define WIDTH  760
#define LABELS 250
#define HEAD   26
#define ROW    40
#define LEGEND 30
#define SIZE   5.5

struct chart {
	struct html *html;
	const struct passport_rubric *rubric;
	size_t moments; /* one more than the last that has a point */
};

static double step_x(const struct chart *chart, double step)
{
	double each = (double)(WIDTH - LABELS) / (double)chart->rubric->level_count;

	return LABELS + each * (step + 0.5);
}

/* A row has three lines: own answers, others, agreed. */
static double who_y(double top, enum passport_who who)
{
	return top + 9 + 11 * (double)who;
}

static void put_text(const struct chart *chart, double x, double y, const char *anchor,
	const char *class, const char *text)
{
	struct svg_number left = svg_number(x), top = svg_number(y);

	html_put(chart->html, "text", text, "x", left.text, "y", top.text, "text-anchor", anchor,
		"class", class, NULL);
}

static void put_line(
	const struct chart *chart, double x1, double y1, double x2, double y2, const char *stroke)
{
	struct svg_number a = svg_number(x1), b = svg_number(y1), c = svg_number(x2),
			  d = svg_number(y2);

	html_void(chart->html, "line", "x1", a.text, "y1", b.text, "x2", c.text, "y2", d.text,
		"stroke", stroke, NULL);
}

static void put_mark(
	const struct chart *chart, double x, double y, enum passport_who who, const char *fill)
{
	struct svg_number a = svg_number(x), b = svg_number(y), size = svg_number(SIZE),
			  left = svg_number(x - SIZE + 0.7), top = svg_number(y - SIZE + 0.7),
			  side = svg_number(2 * SIZE - 1.4);
	char turn[64];

	if (who == PASSPORT_SELF) {
		html_void(chart->html, "circle", "cx", a.text, "cy", b.text, "r", size.text, "fill",
			fill, "stroke", "#1f5668", NULL);
		return;
	}
	snprintf(turn, sizeof(turn), "rotate(45 %s %s)", a.text, b.text);
	html_void(chart->html, "rect", "x", left.text, "y", top.text, "width", side.text, "height",
		side.text, "fill", fill, "stroke", "#1f5668", "transform",
		who == PASSPORT_AGREED ? turn : NULL, NULL);
}

static void put_points(const struct chart *chart, const struct passport_criterion *criterion,
	double top, enum passport_who who)
{
	double before = NAN, y = who_y(top, who);

	for (size_t i = 0; i < criterion->point_count; i++) {
		const struct passport_point *point = &criterion->points[i];

		if (point->who != who || isnan(point->step))
			continue;
		if (!isnan(before))
			put_line(chart, step_x(chart, before), y, step_x(chart, point->step), y,
				"#9db4bd");
		before = point->step;
	}
	for (size_t i = 0; i < criterion->point_count; i++) {
		const struct passport_point *point = &criterion->points[i];
		char fill[8];

		if (point->who != who || isnan(point->step))
			continue;
		svg_colour(fill, point->when, chart->moments);
		put_mark(chart, step_x(chart, point->step), y, who, fill);
	}
}

static void put_legend(const struct chart *chart, double y)
{
	static const char *const texts[] = {
		NC_("legend", "you"), NC_("legend", "others"), NC_("legend", "agreed")};
	double x = LABELS;

	for (int who = 0; who < PASSPORT_WHOS; who++) {
		put_mark(chart, x, y, (enum passport_who)who, "#cfe0e6");
		put_text(chart, x + 11, y + 4, "start", "head", C_("legend", texts[who]));
		x += 90;
	}
	put_text(chart, x, y + 4, "start", "head", _("the later, the darker"));
}

static size_t count_rows(struct chart *chart)
{
	size_t rows = 0;

	for (size_t i = 0; i < chart->rubric->criterion_count; i++) {
		const struct passport_criterion *criterion = &chart->rubric->criteria[i];
		bool any = false;

		for (size_t p = 0; p < criterion->point_count; p++) {
			if (isnan(criterion->points[p].step))
				continue;
			any = true;
			if (criterion->points[p].when >= chart->moments)
				chart->moments = criterion->points[p].when + 1;
		}
		rows += any;
	}
	return rows;
}

static bool has_steps(const struct passport_criterion *criterion)
{
	for (size_t p = 0; p < criterion->point_count; p++)
		if (!isnan(criterion->points[p].step))
			return true;
	return false;
}

static void put_rows(const struct chart *chart)
{
	double top = HEAD;

	for (size_t i = 0; i < chart->rubric->criterion_count; i++) {
		const struct passport_criterion *criterion = &chart->rubric->criteria[i];
		char label[160];

		if (!has_steps(criterion))
			continue;
		put_line(chart, 0, top, WIDTH, top, "#e3e8ea");
		snprintf(label, sizeof(label), "%.*s", (int)text_fit(criterion->title, 34),
			criterion->title);
		put_text(chart, 0, top + ROW / 2.0 + 4, "start", "label", label);
		for (int who = 0; who < PASSPORT_WHOS; who++)
			put_points(chart, criterion, top, (enum passport_who)who);
		top += ROW;
	}
}

void passport_chart(struct html *html, const struct passport_rubric *rubric)
{
	struct chart chart = {html, rubric, 1};
	size_t rows = count_rows(&chart);
	char view[48];

	if (rows == 0 || rubric->level_count == 0)
		return;
	snprintf(view, sizeof(view), "0 0 %d %zu", WIDTH, HEAD + ROW * rows + LEGEND);
	html_open(html, "svg", "class", "chart", "viewBox", view, "role", "img", "aria-label",
		_("From moment to moment"), NULL);
	html_put(html, "title", _("From moment to moment"), NULL);
	html_put(html, "desc",
		_("Per criterion the levels you chose, what others gave and what was agreed. The "
		  "same stands in the table."),
		NULL);
	for (size_t i = 0; i < rubric->level_count; i++) {
		double x = step_x(&chart, (double)i);

		put_text(&chart, x, 15, "middle", "head", rubric->levels[i]);
		put_line(&chart, x, HEAD, x, HEAD + ROW * (double)rows, "#eef2f3");
	}
	put_rows(&chart);
	put_legend(&chart, HEAD + ROW * (double)rows + 16);
	html_close(html, "svg");
}
