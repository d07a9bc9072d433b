/* The report as sentences: what is read out, or heard through a screen reader. */
#include "config.h"

#include "report/workshop.h"

#include "base/lang.h"
#include "base/text.h"
#include "report/elements.h"
#include "stats/say.h"
#include "stats/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A text of somebody's, on one line. */
static void add_said(struct buf *out, const char *text)
{
	text_safe(out, text, strlen(text), TEXT_LINE);
}

static void end_line(struct buf *out)
{
	buf_byte(out, '\n');
}

/* A full stop, unless the text ends in one. */
static void stop(struct buf *out)
{
	if (out->len == 0 || !strchr(".!?", out->data[out->len - 1]))
		buf_byte(out, '.');
}

static void add_due(struct buf *out, const char *due)
{
	struct buf date = BUF_EMPTY;

	say_date(&date, due, true);
	buf_format(out, _(" By: %s."), buf_text(&date));
	buf_free(&date);
}

static void add_head(struct buf *out, const struct workshop_report *report)
{
	const struct rubric *rubric = report->ledger->rubric;
	const char *description = report->ledger->session->description;

	add_said(out, rubric_say(rubric, &rubric->title, rubric_lang(rubric, lang_current())));
	buf_text_add(out, ": ");
	add_said(out, workshop_title(report));
	stop(out);
	end_line(out);
	if (description[0] != '\0') {
		add_said(out, description);
		stop(out);
		end_line(out);
	}
	if (rubric->status == RUBRIC_RECONSTRUCTION)
		buf_format(
			out, "%s\n", _("This rubric is a reconstruction, not the original text."));
}

static void add_people(struct buf *out, const struct workshop_report *report)
{
	const struct roster *roster = report->ledger->roster;
	size_t from = out->len, given = 0;
	const char *role;

	say_people(out, "", workshop_people(report, NULL));
	say_capital(out, from);
	for (size_t nth = 0; (role = roster_role(roster, nth)) != NULL; nth++) {
		size_t people = workshop_people(report, role);

		if (people == 0 || role[0] == '\0')
			continue;
		buf_text_add(out, given++ == 0 ? ": " : ", ");
		say_people(out, role, people);
	}
	buf_text_add(out, ".\n");
	if (!report->names)
		return;
	buf_text_add(out, _("Who took part: "));
	for (size_t i = 0; i < roster->count; i++) {
		char *name = roster_shown(&roster->list[i]);

		buf_text_add(out, i > 0 ? ", " : "");
		add_said(out, name);
		free(name);
	}
	buf_text_add(out, ".\n");
}

static bool chose_same(const struct tally *a, const struct tally *b)
{
	return a->low == b->low && a->high == b->high;
}

/* "Students chose low; lecturers and work field chose very high." Roles that chose alike are said
 * together. */
static void add_roles(struct buf *out, const struct rubric *rubric, const struct discussed *about)
{
	size_t from, clauses = 0;

	if (about->role_count < 2 || about->all.word == UNITY_UNITED || about->all.scored == 0)
		return;
	buf_byte(out, ' ');
	from = out->len;
	for (size_t i = 0; i < about->role_count; i++) {
		const struct tally *tally = &about->roles[i].tally;
		struct buf who = BUF_EMPTY, what = BUF_EMPTY;
		bool earlier = tally->scored == 0;

		for (size_t before = 0; before < i; before++)
			earlier |= about->roles[before].tally.scored > 0 &&
				   chose_same(tally, &about->roles[before].tally);
		if (earlier)
			continue;
		buf_text_add(&who, about->roles[i].role);
		for (size_t later = i + 1; later < about->role_count; later++)
			if (about->roles[later].tally.scored > 0 &&
				chose_same(tally, &about->roles[later].tally))
				buf_format(&who, ", %s", about->roles[later].role);
		say_steps(&what, rubric, about->criterion, tally->low, tally->high);
		buf_text_add(out, clauses++ > 0 ? "; " : "");
		{
			struct buf said = BUF_EMPTY;

			say_role(&said, buf_text(&who));
			buf_format(out, _("%s chose %s"), buf_text(&said), buf_text(&what));
			buf_free(&said);
		}
		buf_free(&who);
		buf_free(&what);
	}
	say_capital(out, from);
	buf_byte(out, '.');
}

static void add_unity(struct buf *out, const struct tally *tally)
{
	size_t from;

	buf_byte(out, ' ');
	from = out->len;
	buf_text_add(out, say_unity(tally));
	say_capital(out, from);
	buf_byte(out, '.');
}

static const char *alone_without_level(const struct rubric *rubric, const struct discussed *about)
{
	return about->all.unknown > 0 ? say_unknown(rubric) : say_not_applicable(rubric);
}

static void add_answers(
	struct buf *out, const struct workshop_report *report, const struct discussed *about)
{
	const struct rubric *rubric = report->ledger->rubric;

	say_place(out, rubric, about->criterion);
	/* A statement or a question is a sentence of its own. */
	if (out->len > 0 && out->data[out->len - 1] == '.')
		buf_cut(out, out->len - 1);
	if (out->len > 0 && out->data[out->len - 1] != '?')
		buf_byte(out, ':');
	if (report->solo && about->all.texts > 0)
		return;
	if (about->all.texts > 0) {
		buf_byte(out, ' ');
		say_texts(out, about->all.texts);
		buf_byte(out, '.');
		return;
	}
	if (about->all.scored + about->all.unknown + about->all.not_applicable == 0) {
		buf_format(out, " %s.", _("no answers"));
		return;
	}
	if (report->solo && about->all.scored > 0) {
		buf_format(out, " %s.", say_label(rubric, about->criterion, about->all.low));
		return;
	}
	if (report->solo && about->all.unknown + about->all.not_applicable > 0) {
		buf_format(out, " %s.", alone_without_level(rubric, about));
		return;
	}
	if (about->all.scored > 0) {
		buf_byte(out, ' ');
		say_counts(out, rubric, about->criterion, &about->all);
		buf_byte(out, '.');
	}
	say_others(out, &about->all);
	if (report->solo)
		return;
	add_unity(out, &about->all);
	add_roles(out, rubric, about);
}

static void add_earlier(
	struct buf *out, const struct workshop_report *report, const struct discussed *about)
{
	if (about->round < 2 || about->first.scored == 0)
		return;
	buf_format(out, _(" That was round %d; in round 1: "), about->round);
	say_counts(out, report->ledger->rubric, about->criterion, &about->first);
	buf_byte(out, '.');
	if (!isnan(about->stability))
		buf_format(out, _(" %.0f %% kept their level."), 100 * about->stability);
}

static void add_agreed(
	struct buf *out, const struct workshop_report *report, const struct discussed *about)
{
	const struct ledger_agreed *agreed = about->agreed;

	if (!agreed || !agreed->given)
		return;
	if (agreed->no_consensus)
		buf_text_add(out, _("No agreed level."));
	else
		buf_format(out, _("Agreed level: %s."),
			say_label(report->ledger->rubric, about->criterion, agreed->step));
	if (agreed->reason[0] != '\0') {
		buf_text_add(out, _(" Reason: "));
		add_said(out, agreed->reason);
		stop(out);
	}
	end_line(out);
}

static void add_fit(
	struct buf *out, const struct workshop_report *report, const struct discussed *about)
{
	const struct rubric *rubric = report->ledger->rubric;
	const struct rubric_criterion *criterion = &rubric->criteria[about->criterion];
	const struct rubric_text *hint = about->gap > 0 ? &criterion->down : &criterion->up;
	struct buf range = BUF_EMPTY, gap = BUF_EMPTY;

	if (!about->fit_known)
		return;
	say_range(&range, rubric, about->criterion, &about->wanted);
	if (about->gap == 0) {
		buf_format(out, _("Fits this group (%s)."), buf_text(&range));
	} else {
		say_gap(&gap, about->gap);
		say_capital(&gap, 0);
		buf_format(out, _("%s than what fits this group (%s)."), buf_text(&gap),
			buf_text(&range));
		if (!rubric_text_empty(hint))
			buf_format(out,
				about->gap > 0 ? _(" Easier: %s") : _(" More demanding: %s"),
				rubric_say(rubric, hint, rubric_lang(rubric, lang_current())));
	}
	end_line(out);
	buf_free(&range);
	buf_free(&gap);
}

static void add_discussed(
	struct buf *out, const struct workshop_report *report, const struct discussed *about)
{
	add_answers(out, report, about);
	add_earlier(out, report, about);
	end_line(out);
	for (size_t i = 0; i < about->reason_count; i++) {
		/* To an open question it is the answer. */
		buf_text_add(out, report->solo && about->all.texts > 0 ? "" : _("Reason: "));
		add_said(out, about->reasons[i]);
		stop(out);
		end_line(out);
	}
	add_agreed(out, report, about);
	add_fit(out, report, about);
}

static const char *block_text(enum talk_block block)
{
	switch (block) {
	case TALK_FIRST: return _("Talk first:");
	case TALK_IF_TIME: return _("If there is time:");
	case TALK_AGREED: return _("Talked about or agreed:");
	}
	return "";
}

/* A matrix has cells for another day: those are not named. */
static bool is_empty(const struct discussed *about)
{
	return about->all.scored + about->all.unknown + about->all.not_applicable +
		       about->reason_count ==
	       0;
}

static void add_list(struct buf *out, const struct workshop_report *report)
{
	const struct discussion *discussion = report->discussion;
	const struct discussed *last = NULL;

	for (size_t i = 0; i < discussion->count; i++) {
		/* One's own form is read in the order of the rubric. */
		const struct discussed *about =
			&discussion->list[report->solo ? discussion->place[i] : i];

		if (report->ledger->rubric->kind == RUBRIC_GRID && is_empty(about))
			continue;
		if (!report->solo && (!last || about->block != last->block))
			buf_format(out, "%s\n", block_text(about->block));
		add_discussed(out, report, about);
		last = about;
	}
}

static void add_actions(struct buf *out, const struct workshop_report *report)
{
	const struct ledger *ledger = report->ledger;

	for (size_t i = 0; i < ledger->action_count; i++) {
		const struct ledger_action *action = &ledger->actions[i];

		buf_text_add(out, _("Action: "));
		add_said(out, action->text);
		stop(out);
		if (action->criterion != RUBRIC_NONE) {
			buf_byte(out, ' ');
			say_place(out, ledger->rubric, action->criterion);
			if (action->step != RUBRIC_NONE)
				buf_format(out, _(", aimed at %s"),
					say_label(ledger->rubric, action->criterion, action->step));
			buf_byte(out, '.');
		}
		if (action->owner[0] != '\0') {
			buf_text_add(out, _(" Who: "));
			add_said(out, action->owner);
			stop(out);
		}
		if (action->due[0] != '\0')
			add_due(out, action->due);
		end_line(out);
	}
}

/* Own questions and agreements, from the sheets of rounds that were shown. */
static void add_items(struct buf *out, const struct workshop_report *report, enum record_event kind)
{
	const struct ledger *ledger = report->ledger;

	for (size_t s = 0; s < ledger->sheet_count; s++) {
		const struct sheet *sheet = ledger->sheets[s].sheet;

		for (size_t i = 0; ledger->shown[ledger->sheets[s].round] && i < sheet->item_count;
			i++) {
			const struct sheet_item *item = &sheet->items[i];

			if (!sheet_item_is(item, kind))
				continue;
			buf_text_add(out,
				kind == RECORD_QUESTION ? _("Own question, ") : _("Agreement, "));
			say_place(out, ledger->rubric, item->criterion);
			buf_text_add(out, ": ");
			add_said(out, item->text);
			stop(out);
			if (item->owner[0] != '\0') {
				buf_text_add(out, _(" Who: "));
				add_said(out, item->owner);
				stop(out);
			}
			if (item->due[0] != '\0')
				add_due(out, item->due);
			end_line(out);
		}
	}
}

void workshop_plain_write(struct sink *sink, const struct workshop_report *report)
{
	struct buf out = BUF_EMPTY;

	add_head(&out, report);
	if (workshop_shown(report) == 0) {
		buf_format(&out, "%s\n", _("The answers were not shown yet."));
	} else {
		if (!report->solo && !report->published)
			add_people(&out, report);
		add_list(&out, report);
		elements_plain(&out, report);
		add_items(&out, report, RECORD_QUESTION);
		add_items(&out, report, RECORD_AGREEMENT);
	}
	add_actions(&out, report);
	sink_add(sink, buf_text(&out), out.len);
	buf_free(&out);
}
