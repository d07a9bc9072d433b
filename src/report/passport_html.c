/* A passport as one page that stands by itself: the course of each criterion as a chart and as a
 * table, with what was written. */
#include "config.h"

#include "report/passport.h"

#include "base/buf.h"
#include "base/lang.h"
#include "report/html.h"
#include "report/passport_chart.h"
#include "stats/passport_say.h"

#include <string.h>

static const char STYLE[] =
	":root{color-scheme:light;--ink:#1d2b33;--soft:#55646e;--hair:#dfe5e8;--deep:#1f5668}\n"
	"*{box-sizing:border-box}\n"
	"html{background:#e9edef;font-size:15px}\n"
	"body{margin:0 auto;max-width:58rem;background:#fff;color:var(--ink);padding:2.6rem 3rem "
	"2.4rem;font:1rem/1.5 'Source Sans 3','Segoe UI','Noto Sans','DejaVu Sans',Helvetica,"
	"Arial,sans-serif;-webkit-print-color-adjust:exact;print-color-adjust:exact}\n"
	"h1,h2,h3{line-height:1.25;margin:0;text-wrap:balance}\n"
	"h1{font-size:1.8rem;font-weight:600}\n"
	"h2{font-size:1.2rem;font-weight:600;color:var(--deep);margin-bottom:.4rem;"
	"break-after:avoid}\n"
	"h3{font-size:1rem;font-weight:600;margin-top:1rem;break-after:avoid}\n"
	"p{margin:.35rem 0;overflow-wrap:anywhere}\n"
	".soft{color:var(--soft);font-size:.9rem}\n"
	"header{border-bottom:2px solid var(--deep);padding-bottom:.9rem}\n"
	"section{margin-top:1.8rem}\n"
	"table{border-collapse:collapse;width:100%;font-size:.92rem}\n"
	"caption{text-align:left;color:var(--soft);font-size:.85rem;padding-bottom:.3rem}\n"
	"th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;"
	"border-bottom:1px solid var(--hair)}\n"
	"thead th{font-weight:500;color:var(--soft);font-size:.85rem}\n"
	"tbody th{font-weight:600;width:34%}\n"
	"tbody th span{display:block;font-weight:400;color:var(--soft);font-size:.85rem}\n"
	"td div{overflow-wrap:anywhere}\n"
	"td div span{color:var(--soft)}\n"
	"tr{break-inside:avoid}\n"
	".wide{overflow-x:auto}\n"
	"ul{margin:.3rem 0 0;padding:0;list-style:none}\n"
	"li{margin:0 0 .45rem;padding-left:.9rem;border-left:3px solid var(--hair);"
	"white-space:pre-line;overflow-wrap:anywhere;break-inside:avoid}\n"
	"li span{display:block;color:var(--soft);font-size:.88rem}\n"
	".chart{display:block;width:100%;height:auto;margin:.3rem 0 .6rem}\n"
	".chart .label{fill:#1d2b33;font-size:13.5px}\n"
	".chart .head{fill:#55646e;font-size:12.5px}\n"
	"footer{margin-top:1.8rem;padding-top:.6rem;border-top:1px solid var(--hair);"
	"color:var(--soft);font-size:.85rem}\n"
	"@media(max-width:36rem){body{padding:1.2rem 1rem}}\n"
	"@page{size:A4;margin:14mm}\n"
	"@media print{html{background:#fff;font-size:10pt}body{max-width:none;padding:0}}\n";

/* --- the head ----------------------------------------------------------------------------------
 */

static void put_head(struct html *html, const struct passport *passport)
{
	struct buf line = BUF_EMPTY;

	html_open(html, "header", NULL);
	buf_format(&line, _("Passport of %s"), passport->person);
	html_put(html, "h1", buf_text(&line), NULL);
	buf_cut(&line, 0);
	passport_say_all(&line, passport);
	html_put(html, "p", buf_text(&line), NULL);
	html_close(html, "header");
	buf_free(&line);
}

static void put_sessions(struct html *html, const struct passport *passport)
{
	html_open(html, "section", NULL);
	html_put(html, "h2", _("Where it comes from"), NULL);
	html_open(html, "ul", NULL);
	for (size_t i = 0; i < passport->session_count; i++) {
		struct buf line = BUF_EMPTY;

		passport_say_session(&line, &passport->sessions[i]);
		html_put(html, "li", buf_text(&line), NULL);
		buf_free(&line);
	}
	html_close(html, "ul");
	html_close(html, "section");
}

/* --- a rubric ----------------------------------------------------------------------------------
 */

/* Whether a column of the rubric's table begins with this session: one a moment. */
static bool has_column(const struct passport *passport, size_t session, const char *id)
{
	const struct passport_session *at = &passport->sessions[session];

	if (strcmp(at->rubric, id) != 0)
		return false;
	for (size_t i = 0; i < session; i++)
		if (passport->sessions[i].when == at->when &&
			strcmp(passport->sessions[i].rubric, id) == 0)
			return false;
	return true;
}

static void put_cell(struct html *html, const struct passport_criterion *criterion, size_t when)
{
	html_open(html, "td", NULL);
	for (size_t i = 0; i < criterion->point_count; i++) {
		struct buf line = BUF_EMPTY;

		if (criterion->points[i].when != when)
			continue;
		passport_say_point(&line, &criterion->points[i]);
		html_open(html, "div", NULL);
		html_put(html, "span", passport_say_who(criterion->points[i].who), NULL);
		html_text(html, ": ");
		html_text(html, buf_text(&line));
		html_close(html, "div");
		buf_free(&line);
	}
	html_close(html, "td");
}

static void put_row(struct html *html, const struct passport *passport,
	const struct passport_rubric *rubric, const struct passport_criterion *criterion)
{
	struct buf line = BUF_EMPTY;

	html_open(html, "tr", NULL);
	html_open(html, "th", "scope", "row", NULL);
	html_text(html, criterion->title);
	passport_say_basis(&line, criterion);
	html_put(html, "span", buf_text(&line), NULL);
	buf_cut(&line, 0);
	passport_say_course(&line, passport, criterion);
	if (line.len > 0)
		html_put(html, "span", buf_text(&line), NULL);
	html_close(html, "th");
	for (size_t i = 0; i < passport->session_count; i++)
		if (has_column(passport, i, rubric->id))
			put_cell(html, criterion, passport->sessions[i].when);
	html_close(html, "tr");
	buf_free(&line);
}

static void put_table(
	struct html *html, const struct passport *passport, const struct passport_rubric *rubric)
{
	html_open(html, "div", "class", "wide", NULL);
	html_open(html, "table", NULL);
	html_put(html, "caption", _("Each moment, and what was answered then."), NULL);
	html_open(html, "thead", NULL);
	html_open(html, "tr", NULL);
	html_put(html, "th", C_("table heading", "Criterion"), "scope", "col", NULL);
	for (size_t i = 0; i < passport->session_count; i++) {
		struct buf when = BUF_EMPTY;

		if (!has_column(passport, i, rubric->id))
			continue;
		passport_say_when(&when, &passport->sessions[i]);
		html_put(html, "th", buf_text(&when), "scope", "col", NULL);
		buf_free(&when);
	}
	html_close(html, "tr");
	html_close(html, "thead");
	html_open(html, "tbody", NULL);
	for (size_t i = 0; i < rubric->criterion_count; i++)
		if (rubric->criteria[i].point_count > 0)
			put_row(html, passport, rubric, &rubric->criteria[i]);
	html_close(html, "tbody");
	html_close(html, "table");
	html_close(html, "div");
}

static void put_remarks(struct html *html, const struct passport *passport, const char *heading,
	const struct passport_remark *remarks, size_t count)
{
	if (count == 0)
		return;
	html_put(html, "h3", heading, NULL);
	html_open(html, "ul", NULL);
	for (size_t i = 0; i < count; i++) {
		struct buf line = BUF_EMPTY;

		passport_say_remark(&line, passport, &remarks[i]);
		html_open(html, "li", NULL);
		html_put(html, "span", buf_text(&line), NULL);
		html_text(html, remarks[i].text);
		html_close(html, "li");
		buf_free(&line);
	}
	html_close(html, "ul");
}

static bool has_points(const struct passport_rubric *rubric)
{
	for (size_t i = 0; i < rubric->criterion_count; i++)
		if (rubric->criteria[i].point_count > 0)
			return true;
	return false;
}

static void put_rubric(
	struct html *html, const struct passport *passport, const struct passport_rubric *rubric)
{
	if (rubric->criterion_count + rubric->remark_count == 0)
		return;
	html_open(html, "section", NULL);
	html_put(html, "h2", rubric->title, NULL);
	if (rubric->changed)
		html_put(html, "p",
			_("The rubric was changed between these moments: compare with care."),
			"class", "soft", NULL);
	if (has_points(rubric)) {
		passport_chart(html, rubric);
		put_table(html, passport, rubric);
	}
	put_remarks(html, passport, _("Remarks"), rubric->remarks, rubric->remark_count);
	for (size_t i = 0; i < rubric->criterion_count; i++)
		put_remarks(html, passport, rubric->criteria[i].title, rubric->criteria[i].remarks,
			rubric->criteria[i].remark_count);
	html_close(html, "section");
}

bool passport_html_write(struct sink *sink, const struct passport *passport)
{
	struct html html = html_to(sink);
	struct buf title = BUF_EMPTY;

	buf_format(&title, _("Passport of %s"), passport->person);
	html_head(&html, lang_current(), buf_text(&title), STYLE);
	html_open(&html, "body", NULL);
	html_open(&html, "main", NULL);
	put_head(&html, passport);
	put_sessions(&html, passport);
	for (size_t i = 0; i < passport->rubric_count; i++)
		put_rubric(&html, passport, &passport->rubrics[i]);
	html_put(&html, "footer",
		_("This page is yours to keep; it loads nothing and is sent nowhere. It gives no "
		  "mark and no total: what it means is for you to say."),
		NULL);
	html_close(&html, "main");
	html_close(&html, "body");
	html_close(&html, "html");
	buf_free(&title);
	return html_good(&html) && !sink->failed;
}
