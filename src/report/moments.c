#include "config.h"

#include "report/moments.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "report/text_table.h"
#include "stats/passport_say.h"
#include "stats/say.h"

#include <stdlib.h>
#include <string.h>

/* Reports that can be laid beside each other, from start to end. */
struct row {
	const struct workshop_report **list; /* owned; the reports are borrowed */
	size_t count;
};

/* Where the sentences go. */
struct place {
	struct sink *sink;
	struct html *html; /* NULL: text */
	int width;	   /* 0: no wrapping */
	bool begun;
};

static enum session_moment moment_of(const struct workshop_report *report)
{
	return report->ledger->session->moment;
}

static bool usable(const struct workshop_report *report)
{
	return moment_of(report) != SESSION_NO_MOMENT && workshop_shown(report) > 0;
}

/* Forms are compared of one person about one target; groups as a whole. */
static bool comparable(const struct workshop_report *a, const struct workshop_report *b)
{
	const struct session *of_a = a->ledger->session, *of_b = b->ledger->session;

	if (strcmp(a->ledger->rubric->id, b->ledger->rubric->id) != 0 || of_a->kind != of_b->kind)
		return false;
	return !a->solo ||
	       (strcmp(of_a->rater, of_b->rater) == 0 && strcmp(of_a->role, of_b->role) == 0 &&
		       strcmp(a->target, b->target) == 0);
}

/* The reports that go with number `first`, when that is the first of them and they are of more than
 * one moment; else an empty row. */
static struct row row_of(const struct workshop_report *reports, size_t count, size_t first)
{
	struct row row = {NULL, 0};

	if (!usable(&reports[first]))
		return row;
	for (size_t i = 0; i < first; i++)
		if (usable(&reports[i]) && comparable(&reports[i], &reports[first]))
			return row;
	for (int moment = SESSION_START; moment <= SESSION_END; moment++) {
		for (size_t i = first; i < count; i++) {
			if (!usable(&reports[i]) || (int)moment_of(&reports[i]) != moment ||
				!comparable(&reports[i], &reports[first]))
				continue;
			row.list = mem_grow(row.list, row.count, row.count + 1, sizeof(*row.list));
			row.list[row.count++] = &reports[i];
		}
	}
	if (row.count > 0 && moment_of(row.list[0]) == moment_of(row.list[row.count - 1]))
		row.count = 0;
	return row;
}

static const struct discussed *about(const struct workshop_report *report, const char *id)
{
	size_t at = rubric_find_criterion(report->ledger->rubric, id);

	if (at == RUBRIC_NONE)
		return NULL;
	return &report->discussion->list[report->discussion->place[at]];
}

static void say_answer(
	struct buf *out, const struct workshop_report *report, const struct discussed *answers)
{
	const struct rubric *rubric = report->ledger->rubric;
	const struct tally *all = &answers->all;

	if (all->scored > 0)
		say_steps(out, rubric, answers->criterion, all->middle_low, all->middle_high);
	else if (report->solo)
		buf_text_add(out, all->unknown > 0 ? _("I don't know") : _("not answered yet"));
	else
		buf_text_add(out, C_("middle", "no level"));
	if (!report->solo)
		buf_format(out, " (n = %zu)", all->scored);
}

/* Two groups at the same moment are told apart by their titles. */
static bool doubled(const struct row *row, size_t nth)
{
	for (size_t i = 0; i < row->count; i++)
		if (i != nth && moment_of(row->list[i]) == moment_of(row->list[nth]))
			return true;
	return false;
}

/* "Novelty: start moderate, end high."; nothing when the criterion was asked at one moment only or
 * nobody answered it. */
static void say_course(struct buf *out, const struct row *row, const char *id)
{
	const struct discussed *last = NULL;
	enum session_moment first = SESSION_NO_MOMENT, end = SESSION_NO_MOMENT;
	bool answered = false;

	for (size_t i = 0; i < row->count; i++) {
		const struct workshop_report *report = row->list[i];
		const struct discussed *answers = about(report, id);

		if (!answers)
			continue;
		if (first == SESSION_NO_MOMENT)
			first = moment_of(report);
		else
			buf_text_add(out, ", ");
		end = moment_of(report);
		last = answers;
		answered |= answers->all.scored > 0 || (report->solo && answers->all.unknown > 0);
		buf_text_add(out, say_moment(end));
		if (!report->solo && doubled(row, i))
			buf_format(out, " (%s)", workshop_title(report));
		buf_byte(out, ' ');
		say_answer(out, report, answers);
	}
	if (!last || first == end || !answered)
		buf_cut(out, 0);
	else
		buf_byte(out, '.');
}

/* --- where it goes -----------------------------------------------------------------------------
 */

static void put(struct place *place, const char *head, const char *text)
{
	char *safe = text_safe_copy(text, TEXT_LINE);

	if (place->html)
		html_put(place->html, head[0] != '\0' ? "li" : "p", safe, NULL);
	else if (place->width > 0)
		text_hang(place->sink, head, safe, place->width);
	else
		sink_format(place->sink, "%s\n", safe);
	free(safe);
}

static void put_heading(struct place *place, const struct row *row)
{
	const struct workshop_report *last = row->list[row->count - 1];
	const struct rubric *rubric = last->ledger->rubric;
	struct buf line = BUF_EMPTY;
	bool changed = false;

	if (!place->begun && place->html) {
		html_open(place->html, "article", NULL);
		html_put(place->html, "h2", _("Change between moments"), NULL);
	} else if (!place->begun) {
		sink_format(place->sink, "\n%s%s\n", _("Change between moments"),
			place->width > 0 ? "" : ".");
	}
	place->begun = true;
	buf_text_add(
		&line, rubric_say(rubric, &rubric->title, rubric_lang(rubric, lang_current())));
	if (last->solo && last->target[0] != '\0')
		buf_format(&line, ": %s", last->target);
	buf_byte(&line, '.');
	if (!last->solo)
		buf_format(&line, " %s",
			_("The middle answer at each moment; n is how many people chose a level."));
	for (size_t i = 0; i + 1 < row->count; i++)
		changed |=
			strcmp(row->list[i]->ledger->rubric->fingerprint, rubric->fingerprint) != 0;
	if (changed)
		buf_format(&line, " %s",
			_("The rubric was changed between these moments: compare with care."));
	put(place, "", buf_text(&line));
	buf_free(&line);
}

static void put_row(struct place *place, const struct row *row)
{
	bool any = false;

	/* The newest rubric first; then what only earlier ones had. */
	for (size_t i = row->count; i > 0; i--) {
		const struct rubric *rubric = row->list[i - 1]->ledger->rubric;

		for (size_t c = 0; c < rubric->criterion_count; c++) {
			const char *id = rubric->criteria[c].id;
			struct buf course = BUF_EMPTY, line = BUF_EMPTY;
			bool later = rubric->criteria[c].step_count == 0;

			for (size_t after = i; after < row->count; after++)
				later |= about(row->list[after], id) != NULL;
			if (!later)
				say_course(&course, row, id);
			if (course.len > 0) {
				if (!any)
					put_heading(place, row);
				if (!any && place->html)
					html_open(place->html, "ul", NULL);
				any = true;
				say_place(&line, rubric, c);
				buf_format(&line, ": %s", buf_text(&course));
				put(place, "  ", buf_text(&line));
			}
			buf_free(&course);
			buf_free(&line);
		}
	}
	if (any && place->html)
		html_close(place->html, "ul");
}

static void put_all(struct place *place, const struct workshop_report *reports, size_t report_count)
{
	for (size_t i = 0; i < report_count; i++) {
		struct row row = row_of(reports, report_count, i);

		put_row(place, &row);
		free(row.list);
	}
	if (place->begun && place->html)
		html_close(place->html, "article");
}

void moments_text(
	struct sink *sink, const struct workshop_report *reports, size_t report_count, int width)
{
	struct place place = {.sink = sink, .width = width};

	put_all(&place, reports, report_count);
}

void moments_html(struct html *html, const struct workshop_report *reports, size_t report_count)
{
	struct place place = {.html = html};

	put_all(&place, reports, report_count);
}
