#include "config.h"

#include "stats/passport_say.h"

#include "base/lang.h"
#include "stats/say.h"

#include <string.h>

const char *say_moment(enum session_moment which)
{
	switch (which) {
	case SESSION_START: return C_("moment", "start");
	case SESSION_MID: return C_("moment", "halfway");
	case SESSION_END: return C_("moment", "end");
	case SESSION_NO_MOMENT: break;
	}
	return "";
}

void passport_say_when(struct buf *out, const struct passport_session *session)
{
	if (session->moment != SESSION_NO_MOMENT)
		buf_text_add(out, say_moment(session->moment));
	else
		say_date(out, session->date, false);
}

void passport_say_session(struct buf *out, const struct passport_session *session)
{
	if (session->title[0] != '\0')
		buf_format(out, "%s. ", session->title);
	buf_format(out, "%s %s, ", session->rubric_title, session->version);
	if (session->moment != SESSION_NO_MOMENT)
		buf_format(out, "%s, ", say_moment(session->moment));
	say_date(out, session->date, false);
	if (session->as[0] != '\0')
		buf_format(out, _(", as %s"), session->as);
	buf_byte(out, '.');
	passport_say_limits(out, session);
}

void passport_say_limits(struct buf *out, const struct passport_session *session)
{
	if (session->waiting)
		buf_format(out, " %s", _("Nothing was released yet."));
	if (session->few)
		buf_format(
			out, " %s", _("Fewer than three teammates gave feedback, so words only."));
	if (session->held)
		buf_format(out, " %s",
			_("A remark was held back, or a part of one, by the lecturer."));
	if (session->own_only)
		buf_format(out, " %s", _("Only your own answers; the rest is its owner's."));
}

const char *passport_say_who(enum passport_who who)
{
	switch (who) {
	case PASSPORT_SELF: return C_("passport", "You");
	case PASSPORT_OTHERS: return C_("passport", "Others");
	default: return C_("passport", "Agreed");
	}
}

static void in_brackets(struct buf *out, bool *open, const char *text)
{
	buf_format(out, "%s%s", *open ? "; " : " (", text);
	*open = true;
}

void passport_say_point(struct buf *out, const struct passport_point *point)
{
	struct buf more = BUF_EMPTY;
	bool open = false;

	buf_text_add(out, point->level);
	if (point->about[0] != '\0') {
		buf_format(&more, _("about %s"), point->about);
		in_brackets(out, &open, buf_text(&more));
	}
	if (point->role[0] != '\0')
		in_brackets(out, &open, point->role);
	if (point->who == PASSPORT_OTHERS && point->rater[0] == '\0') {
		buf_cut(&more, 0);
		say_people(&more, "", point->raters);
		in_brackets(out, &open, buf_text(&more));
	}
	if (open)
		buf_byte(out, ')');
	buf_free(&more);
}

void passport_say_row(struct buf *out, const struct passport *passport,
	const struct passport_criterion *criterion, enum passport_who who)
{
	size_t said = 0;

	for (size_t i = 0; i < criterion->point_count; i++) {
		const struct passport_point *point = &criterion->points[i];

		if (point->who != who)
			continue;
		if (said++ > 0)
			buf_text_add(out, "; ");
		passport_say_when(out, &passport->sessions[point->session]);
		buf_text_add(out, ": ");
		passport_say_point(out, point);
	}
}

static const char *without_others(const struct passport_criterion *criterion)
{
	bool has[PASSPORT_WHOS] = {false};

	for (size_t i = 0; i < criterion->point_count; i++)
		has[criterion->points[i].who] = true;
	if (!has[PASSPORT_AGREED])
		return _(", your own answers only.");
	return has[PASSPORT_SELF] ? _(", your own answers and what was agreed.")
				  : _(", only what was agreed.");
}

void passport_say_basis(struct buf *out, const struct passport_criterion *criterion)
{
	size_t moments = passport_moments(criterion), others = passport_others(criterion);
	struct buf number = BUF_EMPTY;

	if (moments == 0)
		return;
	say_number(&number, moments);
	buf_format(
		out, lang_plural("From %s moment", "From %s moments", moments), buf_text(&number));
	buf_cut(&number, 0);
	say_number(&number, others);
	if (others == 0)
		buf_text_add(out, without_others(criterion));
	else
		buf_format(out,
			lang_plural(", with %s other person.", ", with %s other people.", others),
			buf_text(&number));
	buf_free(&number);
}

static bool add_course(struct buf *out, const struct passport *passport,
	const struct passport_criterion *criterion, enum passport_who who)
{
	const struct passport_point *first, *last;
	struct buf from = BUF_EMPTY, to = BUF_EMPTY;

	if (!passport_course(criterion, who, &first, &last))
		return false;
	passport_say_when(&from, &passport->sessions[first->session]);
	passport_say_when(&to, &passport->sessions[last->session]);
	if (out->len > 0)
		buf_byte(out, ' ');
	buf_format(out, _("%s: from %s (%s) to %s (%s)."), passport_say_who(who), first->level,
		buf_text(&from), last->level, buf_text(&to));
	buf_free(&from);
	buf_free(&to);
	return true;
}

void passport_say_course(struct buf *out, const struct passport *passport,
	const struct passport_criterion *criterion)
{
	struct buf course = BUF_EMPTY;
	bool any = add_course(&course, passport, criterion, PASSPORT_SELF);

	any = add_course(&course, passport, criterion, PASSPORT_OTHERS) || any;
	if (any)
		buf_text_add(out, buf_text(&course));
	else if (passport_moments(criterion) == 1)
		buf_text_add(out, _("One moment says nothing about how it goes."));
	buf_free(&course);
}

void passport_say_ground(struct buf *out, const struct passport *passport,
	const struct passport_criterion *criterion)
{
	struct buf course = BUF_EMPTY;

	passport_say_basis(out, criterion);
	passport_say_course(&course, passport, criterion);
	if (out->len > 0 && course.len > 0)
		buf_byte(out, ' ');
	buf_add(out, buf_text(&course), course.len);
	buf_free(&course);
}

static const char *kind(const struct passport_remark *remark)
{
	switch (remark->kind) {
	case PASSPORT_NOTE: return remark->own ? _("Your note") : _("Note by others");
	case PASSPORT_REASON: return _("Reason of the group");
	case PASSPORT_TOP: return _("Top");
	case PASSPORT_TIP: return _("Tip");
	case PASSPORT_AGREEMENT: return _("Agreement");
	case PASSPORT_ACTION: return _("Your action");
	default: return remark->own ? _("Your answer") : _("Answer by others");
	}
}

void passport_say_remark(
	struct buf *out, const struct passport *passport, const struct passport_remark *remark)
{
	buf_format(out, "%s, ", kind(remark));
	passport_say_when(out, &passport->sessions[remark->session]);
	if (remark->from[0] != '\0')
		buf_format(out, ", %s", remark->from);
	if (remark->due[0] != '\0')
		buf_format(out, _(", by %s"), remark->due);
}

void passport_say_all(struct buf *out, const struct passport *passport)
{
	size_t from = out->len, count = passport->session_count;
	struct buf number = BUF_EMPTY;

	say_number(&number, count);
	buf_format(out, lang_plural("%s session", "%s sessions", count), buf_text(&number));
	say_capital(out, from);
	buf_text_add(out, ", ");
	say_date(out, passport->sessions[0].date, false);
	if (strcmp(passport->sessions[0].date, passport->sessions[count - 1].date) != 0) {
		buf_format(out, " %s ", C_("from date to date", "to"));
		say_date(out, passport->sessions[count - 1].date, false);
	}
	buf_byte(out, '.');
	buf_free(&number);
}
