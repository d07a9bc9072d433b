#include "config.h"

#include "report/elements.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "report/workshop_html_parts.h"
#include "stats/say.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define COLUMN	    14 /* of a role; its name is cut */
#define TITLE_LEAST 20

static const struct discussed *at(const struct workshop_report *report, size_t criterion)
{
	return &report->discussion->list[report->discussion->place[criterion]];
}

static void add_up(
	const struct rubric_criterion *criterion, const struct tally *tally, double *sum, size_t *n)
{
	for (size_t step = 0; step < criterion->step_count; step++)
		*sum += (double)tally->counts[step] * rubric_value(criterion, step);
	*n += tally->scored;
}

double elements_mean(
	const struct workshop_report *report, size_t element, size_t role, size_t *answers)
{
	const struct rubric *rubric = report->ledger->rubric;
	double sum = 0;

	*answers = 0;
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		const struct discussed *about = at(report, i);

		if (rubric->criteria[i].row != element)
			continue;
		if (role == ELEMENTS_ALL)
			add_up(&rubric->criteria[i], &about->all, &sum, answers);
		else if (role < about->role_count)
			add_up(&rubric->criteria[i], &about->roles[role].tally, &sum, answers);
	}
	return *answers > 0 ? sum / (double)*answers : NAN;
}

static bool wanted(const struct workshop_report *report)
{
	const struct rubric *rubric = report->ledger->rubric;

	return rubric->kind == RUBRIC_STATEMENTS && rubric->row_count > 0 &&
	       workshop_shown(report) > 0;
}

/* The first criterion that is told by role says which roles there are. */
static const struct discussed *with_roles(const struct workshop_report *report)
{
	for (size_t i = 0; i < report->discussion->count; i++)
		if (report->discussion->list[i].role_count > 0)
			return &report->discussion->list[i];
	return &report->discussion->list[0];
}

static const char *title(const struct workshop_report *report, size_t element)
{
	const struct rubric *rubric = report->ledger->rubric;

	return rubric_say(
		rubric, &rubric->rows[element].title, rubric_lang(rubric, lang_current()));
}

/* "2.75", or a dash. */
static void mean_text(
	char text[24], const struct workshop_report *report, size_t element, size_t role)
{
	size_t answers;
	double mean = elements_mean(report, element, role, &answers);

	if (isnan(mean))
		snprintf(text, 24, "-");
	else
		snprintf(text, 24, "%.2f", mean);
}

static void role_name(struct buf *out, const char *role)
{
	buf_cut(out, 0);
	say_role(out, role);
}

static const char *caption(void)
{
	return _("The mean of the answers to the statements of each element; reversed statements "
		 "are turned round.");
}

/* --- text --------------------------------------------------------------------------------------
 */

static void put_line(struct sink *sink, const struct buf *line)
{
	size_t len = line->len;

	while (len > 0 && line->data[len - 1] == ' ')
		len--;
	sink_add(sink, buf_text(line), len);
	sink_text(sink, "\n");
}

void elements_text(struct sink *sink, const struct workshop_report *report, int width, bool ascii)
{
	const struct discussed *roles;
	struct buf line = BUF_EMPTY, name = BUF_EMPTY;
	int first;

	if (!wanted(report))
		return;
	roles = with_roles(report);
	first = width - COLUMN * (int)(roles->role_count + 1);
	first = first < TITLE_LEAST ? TITLE_LEAST : first > 48 ? 48 : first;
	sink_format(sink, "\n%s\n", _("Elements"));
	text_pad(&line, "", first, ascii);
	text_pad(&line, _("all"), COLUMN, ascii);
	for (size_t r = 0; r < roles->role_count; r++) {
		role_name(&name, roles->roles[r].role);
		text_pad(&line, buf_text(&name), COLUMN - 1, ascii);
		buf_byte(&line, ' ');
	}
	put_line(sink, &line);
	for (size_t e = 0; e < report->ledger->rubric->row_count; e++) {
		char text[24];

		buf_cut(&line, 0);
		text_pad(&line, title(report, e), first - 2, ascii);
		buf_text_add(&line, "  ");
		mean_text(text, report, e, ELEMENTS_ALL);
		text_pad(&line, text, COLUMN, ascii);
		for (size_t r = 0; r < roles->role_count; r++) {
			mean_text(text, report, e, r);
			text_pad(&line, text, COLUMN, ascii);
		}
		put_line(sink, &line);
	}
	buf_free(&line);
	buf_free(&name);
}

/* --- sentences ---------------------------------------------------------------------------------
 */

void elements_plain(struct buf *out, const struct workshop_report *report)
{
	const struct discussed *roles;
	struct buf name = BUF_EMPTY;
	char text[24];

	if (!wanted(report))
		return;
	roles = with_roles(report);
	buf_format(out, "%s\n", caption());
	for (size_t e = 0; e < report->ledger->rubric->row_count; e++) {
		mean_text(text, report, e, ELEMENTS_ALL);
		buf_format(out, "%s: %s", title(report, e), text);
		for (size_t r = 0; r < roles->role_count; r++) {
			role_name(&name, roles->roles[r].role);
			mean_text(text, report, e, r);
			buf_format(out, "%s %s %s", r == 0 ? ";" : ",", buf_text(&name), text);
		}
		buf_text_add(out, ".\n");
	}
	buf_free(&name);
}

/* --- HTML --------------------------------------------------------------------------------------
 */

void elements_html(struct html *html, const struct workshop_report *report)
{
	const struct discussed *roles;
	const char **headings;
	char text[24];

	if (!wanted(report))
		return;
	roles = with_roles(report);
	headings = mem_new((roles->role_count + 3) * sizeof(*headings));
	headings[0] = _("Element");
	headings[1] = _("all");
	for (size_t r = 0; r < roles->role_count; r++) {
		struct buf name = BUF_EMPTY;

		say_role(&name, roles->roles[r].role);
		headings[r + 2] = buf_take(&name);
	}
	workshop_html_section(html, _("Elements"));
	workshop_html_table(html, NULL, caption(), headings);
	for (size_t e = 0; e < report->ledger->rubric->row_count; e++) {
		html_open(html, "tr", NULL);
		html_put(html, "th", title(report, e), "scope", "row", NULL);
		mean_text(text, report, e, ELEMENTS_ALL);
		html_put(html, "td", text, "class", "n", NULL);
		for (size_t r = 0; r < roles->role_count; r++) {
			mean_text(text, report, e, r);
			html_put(html, "td", text, "class", "n", NULL);
		}
		html_close(html, "tr");
	}
	workshop_html_table_end(html);
	html_close(html, "section");
	for (size_t r = 0; r < roles->role_count; r++)
		free((char *)headings[r + 2]);
	free(headings);
}
