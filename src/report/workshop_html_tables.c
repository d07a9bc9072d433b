/* The tables of the page: answers, roles, rounds, what was agreed, fit, actions. */
#include "config.h"

#include "base/lang.h"
#include "base/text.h"
#include "report/svg.h"
#include "report/workshop_html_parts.h"
#include "stats/say.h"
#include "stats/tally.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define BAR_WIDE   120
#define BAR_NARROW 48

static const char *noun(const struct workshop_report *report)
{
	const struct rubric *rubric = report->ledger->rubric;

	return rubric_say(rubric, &rubric->noun, rubric_lang(rubric, lang_current()));
}

static const char *heading_noun(struct buf *store, const struct workshop_report *report)
{
	buf_cut(store, 0);
	buf_text_add(store, noun(report));
	say_capital(store, 0);
	return buf_text(store);
}

static void put_place(struct html *html, const struct workshop_report *report, size_t criterion)
{
	struct buf place = BUF_EMPTY;

	say_place(&place, report->ledger->rubric, criterion);
	html_put(html, "th", buf_text(&place), "scope", "row", NULL);
	buf_free(&place);
}

static bool any(const struct workshop_report *report, bool (*is)(const struct discussed *))
{
	for (size_t i = 0; i < report->discussion->count; i++)
		if (is(&report->discussion->list[i]))
			return true;
	return false;
}

/* --- answers per aspect ------------------------------------------------------------------------
 */

static bool has_unknown(const struct discussed *about)
{
	return about->all.unknown > 0;
}

static bool has_answer(const struct discussed *about)
{
	return about->all.scored + about->all.unknown > 0;
}

static void put_level_heads(struct html *html, const struct rubric *rubric)
{
	size_t lang = rubric_lang(rubric, lang_current());

	for (size_t level = 0; level < rubric->level_count; level++) {
		char colour[8], style[64];

		svg_colour(colour, level, rubric->level_count);
		snprintf(style, sizeof(style), "border-bottom:3px solid %s", colour);
		html_put(html, "th", rubric_say(rubric, &rubric->levels[level].label, lang),
			"scope", "col", "class", "n", "style", style, NULL);
	}
}

static void put_count(struct html *html, size_t count)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", count);
	html_put(html, "td", text, "class", count > 0 ? "n" : "n z", NULL);
}

static void put_counts(
	struct html *html, const struct rubric *rubric, const struct discussed *about)
{
	const struct rubric_criterion *criterion = &rubric->criteria[about->criterion];

	for (size_t level = 0; level < rubric->level_count; level++) {
		size_t step = rubric_find_step(criterion, level);

		if (step == RUBRIC_NONE)
			html_put(html, "td", "", "class", "n", NULL);
		else
			put_count(html, about->all.counts[step]);
	}
}

static void put_answer_row(struct html *html, const struct workshop_report *report,
	const struct discussed *about, bool unknown)
{
	const struct rubric *rubric = report->ledger->rubric;
	bool far = about->not_known || about->all.word == UNITY_FAR_APART;

	html_open(html, "tr", NULL);
	put_place(html, report, about->criterion);
	html_open(html, "td", NULL);
	svg_bar(html, about->all.counts, rubric->criteria[about->criterion].step_count, BAR_WIDE);
	html_close(html, "td");
	put_counts(html, rubric, about);
	if (unknown)
		put_count(html, about->all.unknown);
	html_open(html, "td", "class", "f", NULL);
	html_put(html, "span", say_unity(&about->all), "class", far ? "far" : NULL, NULL);
	html_close(html, "td");
	html_close(html, "tr");
}

/* One's own form: level and reason. */
static void put_form(struct html *html, const struct workshop_report *report)
{
	struct buf name = BUF_EMPTY;
	const char *const headings[] = {heading_noun(&name, report), _("level"), _("reason"), NULL};

	workshop_html_section(html, _("Answers"));
	workshop_html_table(html, NULL, _("The level chosen, and why."), headings);
	for (size_t i = 0; i < report->discussion->count; i++) {
		const struct discussed *about = workshop_html_at(report, i);

		if (report->ledger->rubric->kind == RUBRIC_GRID && !has_answer(about))
			continue;
		html_open(html, "tr", NULL);
		put_place(html, report, i);
		html_put(html, "td",
			about->all.scored > 0 ? say_label(report->ledger->rubric, i, about->all.low)
			: about->all.unknown > 0 ? _("I don't know")
						 : _("not answered yet"),
			NULL);
		html_put(html, "td", about->reason_count > 0 ? about->reasons[0] : "", NULL);
		html_close(html, "tr");
	}
	workshop_html_table_end(html);
	html_close(html, "section");
	buf_free(&name);
}

void workshop_html_answers(struct html *html, const struct workshop_report *report)
{
	const struct rubric *rubric = report->ledger->rubric;
	bool unknown = any(report, has_unknown);
	struct buf name = BUF_EMPTY;

	if (report->solo) {
		put_form(html, report);
		return;
	}
	workshop_html_section(html, _("Answers"));
	html_open(html, "div", "class", "wide", NULL);
	html_open(html, "table", NULL);
	html_put(html, "caption", _("How many people chose each level, in the last round."), NULL);
	html_open(html, "thead", NULL);
	html_open(html, "tr", NULL);
	html_put(html, "th", heading_noun(&name, report), "scope", "col", NULL);
	html_put(html, "th", C_("heading", "spread"), "scope", "col", NULL);
	put_level_heads(html, rubric);
	if (unknown)
		html_put(html, "th", _("don't know"), "scope", "col", "class", "n", NULL);
	html_put(html, "th", _("unity"), "scope", "col", NULL);
	html_close(html, "tr");
	html_close(html, "thead");
	html_open(html, "tbody", NULL);
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		const struct discussed *about = workshop_html_at(report, i);

		if (rubric->kind != RUBRIC_GRID || has_answer(about))
			put_answer_row(html, report, about, unknown);
	}
	workshop_html_table_end(html);
	html_close(html, "section");
	buf_free(&name);
}

/* --- per role ----------------------------------------------------------------------------------
 */

static bool has_roles(const struct discussed *about)
{
	return about->role_count > 0;
}

static void put_figures(
	struct html *html, const struct rubric *rubric, size_t criterion, const struct tally *tally)
{
	struct buf figures = BUF_EMPTY;

	say_figures(&figures, rubric, criterion, tally);
	if (tally->unknown > 0)
		buf_format(&figures, _("%s%zu don't know"), figures.len > 0 ? ", " : "",
			tally->unknown);
	html_open(html, "td", NULL);
	html_open(html, "div", "class", "pair", NULL);
	svg_bar(html, tally->counts, rubric->criteria[criterion].step_count, BAR_NARROW);
	html_put(html, "span", buf_text(&figures), NULL);
	html_close(html, "div");
	html_close(html, "td");
	buf_free(&figures);
}

static const struct discussed *first_with_roles(const struct workshop_report *report)
{
	for (size_t i = 0; i < report->discussion->count; i++)
		if (has_roles(&report->discussion->list[i]))
			return &report->discussion->list[i];
	return NULL;
}

void workshop_html_roles(struct html *html, const struct workshop_report *report)
{
	const struct discussed *model = first_with_roles(report);
	struct buf name = BUF_EMPTY;

	if (!model)
		return;
	workshop_html_section(html, _("Per role"));
	html_open(html, "div", "class", "wide", NULL);
	html_open(html, "table", "class", "tight", NULL);
	html_put(html, "caption",
		report->discussion->roles_merged
			? _("Who chose what, in the last round. A role with one person is taken "
			    "together with another.")
			: _("Who chose what, in the last round."),
		NULL);
	html_open(html, "thead", NULL);
	html_open(html, "tr", NULL);
	html_put(html, "th", heading_noun(&name, report), "scope", "col", NULL);
	for (size_t i = 0; i < model->role_count; i++) {
		buf_cut(&name, 0);
		say_role(&name, model->roles[i].role);
		html_put(html, "th", buf_text(&name), "scope", "col", NULL);
	}
	html_close(html, "tr");
	html_close(html, "thead");
	html_open(html, "tbody", NULL);
	for (size_t i = 0; i < report->discussion->count; i++) {
		const struct discussed *about = workshop_html_at(report, i);

		if (about->role_count != model->role_count || !has_answer(about))
			continue;
		html_open(html, "tr", NULL);
		put_place(html, report, i);
		for (size_t r = 0; r < about->role_count; r++)
			put_figures(html, report->ledger->rubric, i, &about->roles[r].tally);
		html_close(html, "tr");
	}
	workshop_html_table_end(html);
	html_close(html, "section");
	buf_free(&name);
}

/* --- rounds ------------------------------------------------------------------------------------
 */

static bool has_rounds(const struct discussed *about)
{
	return about->round > 1 && about->first.scored > 0;
}

void workshop_html_rounds(struct html *html, const struct workshop_report *report)
{
	struct buf name = BUF_EMPTY, text = BUF_EMPTY;
	const char *const headings[] = {heading_noun(&name, report), _("round 1"), _("last round"),
		_("kept their level"), NULL};

	if (any(report, has_rounds)) {
		workshop_html_section(html, _("Rounds"));
		workshop_html_table(html, "tight", _("What was voted on again."), headings);
		for (size_t i = 0; i < report->discussion->count; i++) {
			const struct discussed *about = workshop_html_at(report, i);

			if (!has_rounds(about))
				continue;
			html_open(html, "tr", NULL);
			put_place(html, report, i);
			put_figures(html, report->ledger->rubric, i, &about->first);
			put_figures(html, report->ledger->rubric, i, &about->all);
			if (!isnan(about->stability))
				buf_format(&text, "%.0f %%", 100 * about->stability);
			workshop_html_cell(html, "td", NULL, &text);
			html_close(html, "tr");
		}
		workshop_html_table_end(html);
		html_close(html, "section");
	}
	buf_free(&name);
	buf_free(&text);
}

/* --- what was agreed ---------------------------------------------------------------------------
 */

static bool has_agreed(const struct discussed *about)
{
	return about->agreed && about->agreed->given;
}

void workshop_html_agreed(struct html *html, const struct workshop_report *report)
{
	struct buf name = BUF_EMPTY;
	const char *const headings[] = {
		heading_noun(&name, report), _("agreed level"), _("reason"), NULL};

	if (any(report, has_agreed)) {
		workshop_html_section(html, _("What we agreed"));
		workshop_html_table(html, NULL,
			_("Levels agreed in the talk; no agreed level is a result too."), headings);
		for (size_t i = 0; i < report->discussion->count; i++) {
			const struct discussed *about = workshop_html_at(report, i);

			if (!has_agreed(about))
				continue;
			html_open(html, "tr", NULL);
			put_place(html, report, i);
			html_put(html, "td",
				about->agreed->no_consensus
					? _("no agreed level")
					: say_label(report->ledger->rubric, i, about->agreed->step),
				"class", "f", NULL);
			html_put(html, "td", about->agreed->reason, NULL);
			html_close(html, "tr");
		}
		workshop_html_table_end(html);
		html_close(html, "section");
	}
	buf_free(&name);
}

/* --- fit ---------------------------------------------------------------------------------------
 */

static void put_fit_row(
	struct html *html, const struct workshop_report *report, const struct discussed *about)
{
	const struct rubric *rubric = report->ledger->rubric;
	const struct rubric_criterion *criterion = &rubric->criteria[about->criterion];
	const struct rubric_text *hint = about->gap > 0 ? &criterion->down : &criterion->up;
	size_t aim = workshop_aim(report, about->criterion);
	struct buf text = BUF_EMPTY;

	html_open(html, "tr", NULL);
	put_place(html, report, about->criterion);
	html_put(html, "td", say_label(rubric, about->criterion, about->now), "class", "f", NULL);
	say_range(&text, rubric, about->criterion, &about->wanted);
	workshop_html_cell(html, "td", "f", &text);
	say_gap(&text, about->gap);
	html_open(html, "td", "class", "f", NULL);
	workshop_html_cell(html, "span", about->gap == 0 ? "fine" : "off", &text);
	html_close(html, "td");
	html_put(html, "td", aim == RUBRIC_NONE ? "" : say_label(rubric, about->criterion, aim),
		"class", "f", NULL);
	html_put(html, "td",
		about->gap != 0 ? rubric_say(rubric, hint, rubric_lang(rubric, lang_current()))
				: "",
		NULL);
	html_close(html, "tr");
	buf_free(&text);
}

void workshop_html_fit(struct html *html, const struct workshop_report *report)
{
	struct buf name = BUF_EMPTY;
	const char *const headings[] = {heading_noun(&name, report), _("now"),
		_("what fits this group"), _("difference"), _("after the actions"),
		_("what can help"), NULL};

	if (workshop_has_fit(report)) {
		workshop_html_section(html, _("Does it fit?"));
		workshop_html_table(html, "fit",
			_("Where the group stands beside what fits; too routine does not fit "
			  "either."),
			headings);
		for (size_t i = 0; i < report->discussion->count; i++)
			if (workshop_html_at(report, i)->fit_known)
				put_fit_row(html, report, workshop_html_at(report, i));
		workshop_html_table_end(html);
		html_close(html, "section");
	}
	buf_free(&name);
}

/* --- actions -----------------------------------------------------------------------------------
 */

void workshop_html_actions(struct html *html, const struct workshop_report *report)
{
	const struct ledger *ledger = report->ledger;
	struct buf name = BUF_EMPTY, text = BUF_EMPTY;
	const char *const headings[] = {_("what we do"), heading_noun(&name, report),
		_("level aimed at"), _("who"), _("by when"), NULL};

	if (ledger->action_count > 0) {
		workshop_html_section(html, _("Actions"));
		workshop_html_table(html, NULL, _("Who does what, and by when."), headings);
		for (size_t i = 0; i < ledger->action_count; i++) {
			const struct ledger_action *action = &ledger->actions[i];
			bool about = action->criterion != RUBRIC_NONE;

			html_open(html, "tr", NULL);
			html_put(html, "th", action->text, "scope", "row", NULL);
			if (about)
				say_place(&text, ledger->rubric, action->criterion);
			workshop_html_cell(html, "td", NULL, &text);
			html_put(html, "td",
				about && action->step != RUBRIC_NONE
					? say_label(ledger->rubric, action->criterion, action->step)
					: "",
				"class", "f", NULL);
			html_put(html, "td", action->owner, NULL);
			say_date(&text, action->due, true);
			workshop_html_cell(html, "td", "f", &text);
			html_close(html, "tr");
		}
		workshop_html_table_end(html);
		html_close(html, "section");
	}
	buf_free(&name);
	buf_free(&text);
}
