#include "config.h"

#include "flow/past.h"

#include "base/buf.h"
#include "base/lang.h"
#include "files/session_folder.h"
#include "flow/form_parts.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

/* The moments before the form's own, the first of them first. */
static enum session_moment before(const struct form *form, size_t nth)
{
	enum session_moment moment = (enum session_moment)(SESSION_START + nth);

	if (form->people || form->session.moment == SESSION_NO_MOMENT ||
		moment >= form->session.moment)
		return SESSION_NO_MOMENT;
	return moment;
}

static char *find(const struct form *form, enum session_moment moment, size_t nth)
{
	return session_find_solo(
		form->rubric, form->session.rater, form->session.role, moment, nth);
}

bool past_any(const struct form *form)
{
	enum session_moment moment;
	bool any = false;

	for (size_t i = 0; !any && (moment = before(form, i)) != SESSION_NO_MOMENT; i++) {
		char *path = find(form, moment, 0);

		any = path != NULL;
		free(path);
	}
	return any;
}

/* What the form's target got at that moment in the session, when something was answered. */
static bool add_answer(struct buf *out, const struct form *form, const struct session_data *data,
	size_t criterion, const char *when)
{
	const struct sheet *now = walk_sheet(form->walk);
	struct sheet *sheet =
		sheet_new(data->rubric, now->round, now->rater, now->role, now->target);
	struct record_list own = form_own_records(&data->records, sheet);
	struct walk *walk = walk_new(sheet, &own);
	const struct answer *answer = &sheet->answers[criterion];
	const struct sheet_item *item = sheet_item_find(sheet, criterion, RECORD_TEXT, "");
	bool answered = answer->status != ANSWER_NONE;

	if (answered)
		buf_format(out, "%s%s: %s", out->len > 0 ? " " : "", when,
			item != NULL ? item->text : words_answer(walk, criterion));
	if (answered && answer->note != NULL)
		buf_format(out, " (%s)", answer->note);
	if (answered)
		buf_byte(out, '.');
	walk_free(walk);
	free(own.list); /* the records in it are data's */
	return answered;
}

/* The newest session of that moment in which this target has an answer. */
static void add_moment(
	struct buf *out, const struct form *form, enum session_moment moment, size_t criterion)
{
	const char *when = moment == SESSION_START ? _("At the start") : _("Half way");
	bool found = false;
	char *path;

	for (size_t nth = 0; !found && (path = find(form, moment, nth)) != NULL; nth++) {
		struct err err = ERR_OK;
		struct session_data *data = session_read(path, &err);

		if (data != NULL)
			found = add_answer(out, form, data, criterion, when);
		if (data != NULL)
			session_data_free(data);
		err_free(&err);
		free(path);
	}
}

void past_show(const struct form *form, size_t criterion, struct screen *top)
{
	struct buf out = BUF_EMPTY;
	enum session_moment moment;

	/* Who sees the old answer first does not look again. */
	if (walk_sheet(form->walk)->answers[criterion].status == ANSWER_NONE) {
		screen_say(
			top, "%s", _("Answer this first; then you can see your earlier answer."));
		return;
	}
	for (size_t i = 0; (moment = before(form, i)) != SESSION_NO_MOMENT; i++)
		add_moment(&out, form, moment, criterion);
	screen_say(top, "%s",
		out.len > 0 ? buf_text(&out) : _("You did not answer this at an earlier moment."));
	buf_free(&out);
}
