/* The report as one page that stands by itself: two sheets of A4 for a workshop. */
#include "config.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "report/elements.h"
#include "report/moments.h"
#include "report/svg.h"
#include "report/workshop_html_parts.h"
#include "stats/say.h"

#include <stdlib.h>
#include <string.h>

/* Nothing may be loaded, whatever a text says. */
static const char STYLE[] =
	":root{color-scheme:light;--ink:#1d2b33;--soft:#55646e;--hair:#dfe5e8;--deep:#1f5668;"
	"--wash:#f4f7f8}\n"
	"*{box-sizing:border-box}\n"
	"html{background:#e9edef;font-size:15px}\n"
	"body{margin:0 auto;max-width:62rem;background:#fff;color:var(--ink);padding:2.6rem 3.2rem "
	"2.2rem;font:1rem/1.5 'Source Sans 3','Source Sans Pro','Segoe UI','Noto Sans','DejaVu "
	"Sans',Helvetica,Arial,sans-serif;-webkit-print-color-adjust:exact;"
	"print-color-adjust:exact}\n"
	"h1,h2,h3{line-height:1.25;margin:0;text-wrap:balance}\n"
	"h1{font-size:1.85rem;font-weight:600;letter-spacing:-.01em}\n"
	"h2{font-size:1.12rem;font-weight:600;color:var(--deep);margin-bottom:.45rem;"
	"break-after:avoid}\n"
	"h3{font-size:.95rem;font-weight:600;break-after:avoid}\n"
	"p{margin:.35rem 0}\n"
	".kind{color:var(--deep);font-weight:600;letter-spacing:.04em;font-size:.88rem;margin:0 0 "
	".2rem}\n"
	".lead{font-size:1.05rem;max-width:42rem}\n"
	".about{color:var(--soft);font-size:.9rem;margin:.25rem 0}\n"
	"header{border-bottom:2px solid var(--deep);padding-bottom:.9rem}\n"
	"section{margin-top:1.5rem;break-inside:avoid}\n"
	"table{border-collapse:collapse;width:100%;font-size:.9rem;"
	"font-variant-numeric:tabular-nums}\n"
	"caption{text-align:left;color:var(--soft);font-size:.85rem;padding-bottom:.3rem}\n"
	"th,td{text-align:left;vertical-align:top;padding:.28rem .55rem .28rem 0;"
	"border-bottom:1px solid var(--hair)}\n"
	"th{font-weight:600}\n"
	"tbody th{font-weight:500}\n"
	"thead th{font-size:.82rem;font-weight:500;color:var(--soft);border-bottom:1px solid "
	"#b9c5cb;vertical-align:bottom}\n"
	"tr{break-inside:avoid}\n"
	"td.n,th.n{text-align:center;padding-right:.4rem;padding-left:.4rem}\n"
	"td.n+td.f{padding-left:1rem}th.n+th:not(.n){padding-left:1rem}\n"
	".fit td:last-child{width:36%}\n"
	"td.z{color:#a3afb6}\n"
	"td.f,th.f{white-space:nowrap;padding-right:1rem}\n"
	".bar{display:block;margin-top:.3rem}\n"
	".pair{display:flex;gap:.5rem}\n"
	".pair .bar{flex:none}\n"
	".tight{table-layout:fixed}\n"
	".tight td{font-size:.85rem}\n"
	".tight th:first-child{width:24%}\n"
	".far{font-weight:600;color:#8c3b1d}\n"
	".off{font-weight:600;color:#8c3b1d}\n"
	".fine{color:#2c6b3f}\n"
	".soft{color:var(--soft)}\n"
	".profile{display:block;width:100%;height:auto;margin:.2rem 0 0;font-size:13px}\n"
	".profile .label{fill:#1d2b33;font-size:13.5px}\n"
	".profile .head{fill:#55646e;font-size:12.5px}\n"
	".profile .soft{fill:#55646e;font-size:12px}\n"
	".profile .count{fill:#1d2b33;font-size:11.5px}\n"
	".reasons{columns:2;column-gap:2.2rem}\n"
	".reasons div{break-inside:avoid;margin-bottom:.7rem}\n"
	".reasons ul{margin:.15rem 0 0;padding:0;list-style:none}\n"
	".reasons li{margin:0 0 .2rem;padding-left:.8rem;border-left:2px solid var(--hair);"
	"overflow-wrap:anywhere}\n"
	".matrix td,.matrix tbody th{width:20%;padding:.45rem .5rem .45rem 0}\n"
	"article+article{margin-top:3.5rem;break-before:page}\n"
	"footer{margin-top:1.6rem;padding-top:.6rem;border-top:1px solid var(--hair);"
	"color:var(--soft);font-size:.82rem}\n"
	"@media(max-width:40rem){body{padding:1.2rem 1rem}.reasons{columns:1}.wide{"
	"overflow-x:auto}}\n"
	"@page{size:A4;margin:12mm 14mm}\n"
	"@media print{html{background:#fff;font-size:8.9pt}body{max-width:none;"
	"padding:0;line-height:1.34}section{margin-top:3.6mm}h1{font-size:16pt}h2{margin-bottom:."
	"6mm}"
	".profile{width:80%;margin:0}header{padding-bottom:1.6mm}p{margin:.5mm 0}"
	"th,td{padding-top:.5mm;padding-bottom:.5mm}caption{padding-bottom:.4mm}"
	".reasons div{margin-bottom:1.6mm}footer{margin-top:3mm;padding-top:1mm}}\n";

/* --- small parts -------------------------------------------------------------------------------
 */

void workshop_html_cell(struct html *html, const char *element, const char *class, struct buf *text)
{
	html_put(html, element, buf_text(text), "class", class, NULL);
	buf_cut(text, 0);
}

void workshop_html_section(struct html *html, const char *heading)
{
	html_open(html, "section", NULL);
	html_put(html, "h2", heading, NULL);
}

void workshop_html_table(
	struct html *html, const char *class, const char *caption, const char *const *headings)
{
	html_open(html, "div", "class", "wide", NULL);
	html_open(html, "table", "class", class, NULL);
	html_put(html, "caption", caption, NULL);
	html_open(html, "thead", NULL);
	html_open(html, "tr", NULL);
	for (; *headings; headings++)
		html_put(html, "th", *headings, "scope", "col", NULL);
	html_close(html, "tr");
	html_close(html, "thead");
	html_open(html, "tbody", NULL);
}

void workshop_html_table_end(struct html *html)
{
	html_close(html, "tbody");
	html_close(html, "table");
	html_close(html, "div");
}

const struct discussed *workshop_html_at(const struct workshop_report *report, size_t criterion)
{
	return &report->discussion->list[report->discussion->place[criterion]];
}

/* --- the head ----------------------------------------------------------------------------------
 */

static void put_people(struct html *html, const struct workshop_report *report)
{
	const struct roster *roster = report->ledger->roster;
	struct buf line = BUF_EMPTY;
	const char *role;
	size_t rounds = (size_t)workshop_shown(report);

	say_people(&line, "", workshop_people(report, NULL));
	say_capital(&line, 0);
	for (size_t nth = 0, given = 0; (role = roster_role(roster, nth)) != NULL; nth++) {
		size_t people = workshop_people(report, role);

		if (people == 0 || role[0] == '\0')
			continue;
		buf_text_add(&line, given++ == 0 ? ": " : ", ");
		say_people(&line, role, people);
	}
	buf_byte(&line, '.');
	if (rounds > 0) {
		struct buf number = BUF_EMPTY;

		say_number(&number, rounds);
		say_capital(&number, 0);
		buf_byte(&line, ' ');
		buf_format(&line,
			lang_plural("%s round was shown.", "%s rounds were shown.", rounds),
			buf_text(&number));
		buf_free(&number);
	}
	workshop_html_cell(html, "p", "about", &line);
	if (report->names) {
		buf_text_add(&line, _("Who took part: "));
		for (size_t i = 0; i < roster->count; i++) {
			char *name = roster_shown(&roster->list[i]);

			buf_format(&line, "%s%s", i > 0 ? ", " : "", name);
			free(name);
		}
		buf_byte(&line, '.');
		workshop_html_cell(html, "p", "about", &line);
	}
	buf_free(&line);
}

static void put_head(struct html *html, const struct workshop_report *report)
{
	const struct rubric *rubric = report->ledger->rubric;
	const struct session *session = report->ledger->session;
	struct buf line = BUF_EMPTY;

	html_open(html, "header", NULL);
	buf_text_add(
		&line, rubric_say(rubric, &rubric->title, rubric_lang(rubric, lang_current())));
	if (strlen(session->made_at) >= 10) {
		buf_text_add(&line, ", ");
		say_date(&line, session->made_at, false);
	}
	workshop_html_cell(html, "p", "kind", &line);
	html_put(html, "h1", workshop_title(report), NULL);
	if (session->description[0] != '\0')
		html_put(html, "p", session->description, "class", "lead", NULL);
	if (workshop_shown(report) == 0)
		html_put(html, "p", _("The answers were not shown yet."), "class", "lead", NULL);
	else if (!report->solo && !report->published)
		put_people(html, report);
	html_close(html, "header");
	buf_free(&line);
}

/* --- the profile -------------------------------------------------------------------------------
 */

static size_t column_of(const struct rubric *rubric, size_t criterion, size_t step)
{
	return step == RUBRIC_NONE ? SVG_NONE : rubric->criteria[criterion].steps[step].level;
}

/* The counts by the rubric's levels, where a criterion has only some of them. */
static void counts_by_level(
	size_t *out, const struct rubric_criterion *criterion, const struct tally *tally)
{
	for (size_t step = 0; step < criterion->step_count; step++)
		out[criterion->steps[step].level] = tally->counts[step];
}

static void fill_row(struct profile_row *row, const struct workshop_report *report,
	size_t criterion, size_t *counts)
{
	const struct rubric *rubric = report->ledger->rubric;
	const struct discussed *about = workshop_html_at(report, criterion);

	counts_by_level(counts, &rubric->criteria[criterion], &about->all);
	row->label = say_title(rubric, criterion);
	row->counts = report->solo ? NULL : counts;
	row->now = column_of(rubric, criterion, about->now);
	row->low = about->wanted.low;
	row->high = about->wanted.high;
}

static void put_profile(struct html *html, const struct workshop_report *report)
{
	const struct rubric *rubric = report->ledger->rubric;
	size_t lang = rubric_lang(rubric, lang_current());
	const char *columns[RUBRIC_LEVELS_MAX];
	struct profile_row *rows = mem_new(rubric->criterion_count * sizeof(*rows));
	size_t *counts = mem_new(rubric->criterion_count * rubric->level_count * sizeof(*counts));
	struct profile_chart chart = {
		.title = _("Profile"),
		.desc = _("Per aspect how many people chose each level, where the group stands and "
			  "what is wanted. The same figures stand in the tables."),
		.columns = columns,
		.column_count = rubric->level_count,
		.rows = rows,
		.row_count = rubric->criterion_count,
		.legend_count = report->solo ? NULL : _("number of people"),
		.legend_now = report->solo ? _("chosen level") : _("where the group is now"),
		.legend_wanted = workshop_has_fit(report) ? _("what fits this group") : NULL,
	};

	for (size_t level = 0; level < rubric->level_count; level++)
		columns[level] = rubric_say(rubric, &rubric->levels[level].label, lang);
	for (size_t i = 0; i < rubric->criterion_count; i++)
		fill_row(&rows[i], report, i, counts + i * rubric->level_count);
	workshop_html_section(html, _("Profile"));
	svg_profile(html, &chart);
	html_close(html, "section");
	free(rows);
	free(counts);
}

/* --- the page ----------------------------------------------------------------------------------
 */

static void put_foot(struct html *html, const struct workshop_report *report)
{
	const struct rubric *rubric = report->ledger->rubric;
	struct buf line = BUF_EMPTY;

	html_open(html, "footer", NULL);
	if (!report->solo) {
		buf_format(&line,
			_("How to read this: united, close, spread and far apart say how many "
			  "levels "
			  "lie between the lowest and the highest answer (none, one, two, three or "
			  "more). Agreed: at least %d %% chose the same level, nobody is more than "
			  "one level away, and fewer than a third did not know. The profile is no "
			  "total and no mark."),
			report->ledger->session->threshold);
		workshop_html_cell(html, "p", NULL, &line);
	}
	if (rubric->status == RUBRIC_RECONSTRUCTION)
		buf_format(
			&line, "%s ", _("This rubric is a reconstruction, not the original text."));
	buf_format(&line, "%s %s. %s. %s.",
		rubric_say(rubric, &rubric->title, rubric_lang(rubric, lang_current())),
		rubric->version, rubric->source, rubric->licence);
	workshop_html_cell(html, "p", NULL, &line);
	html_close(html, "footer");
	buf_free(&line);
}

static void put_report(struct html *html, const struct workshop_report *report)
{
	bool grid = report->ledger->rubric->kind == RUBRIC_GRID;

	html_open(html, "article", NULL);
	put_head(html, report);
	if (workshop_shown(report) > 0) {
		if (grid)
			workshop_html_matrix(html, report);
		else
			put_profile(html, report);
		workshop_html_answers(html, report);
		elements_html(html, report);
		workshop_html_roles(html, report);
		workshop_html_rounds(html, report);
		workshop_html_agreed(html, report);
		workshop_html_fit(html, report);
	}
	workshop_html_actions(html, report);
	if (workshop_shown(report) > 0) {
		workshop_html_items(html, report);
		workshop_html_reasons(html, report);
	}
	put_foot(html, report);
	html_close(html, "article");
}

bool workshop_html_write(
	struct sink *sink, const struct workshop_report *reports, size_t report_count)
{
	struct html html = html_to(sink);

	html_head(&html, lang_current(), report_count > 0 ? workshop_title(&reports[0]) : "peil",
		STYLE);
	html_open(&html, "body", NULL);
	html_open(&html, "main", NULL);
	for (size_t i = 0; i < report_count; i++)
		put_report(&html, &reports[i]);
	moments_html(&html, reports, report_count);
	html_close(&html, "main");
	html_close(&html, "body");
	html_close(&html, "html");
	return html_good(&html) && !sink->failed;
}
