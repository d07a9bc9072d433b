/* Does the problem fit the group: now, wanted, the difference, and what is done about it. */
#include "config.h"

#include "ui/scr_fit.h"

#include "base/lang.h"
#include "base/mem.h"
#include "stats/say.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

size_t fit_rows(const struct fit *fit)
{
	size_t count = 0;

	for (size_t i = 0; i < fit->view->rubric->criterion_count; i++)
		count += !discuss_empty(fit->view, discuss_at(fit->view, i));
	return count;
}

const struct discussed *fit_nth(const struct fit *fit, size_t nth)
{
	for (size_t i = 0; i < fit->view->rubric->criterion_count; i++) {
		const struct discussed *about = discuss_at(fit->view, i);

		if (!discuss_empty(fit->view, about) && nth-- == 0)
			return about;
	}
	return NULL;
}

const struct ledger_action *fit_action_at(const struct fit *fit, size_t at)
{
	size_t rows = fit_rows(fit);

	if (at < rows || at - rows >= fit->view->ledger->action_count)
		return NULL;
	return &fit->view->ledger->actions[at - rows];
}

size_t fit_criterion(const struct fit *fit)
{
	const struct ledger_action *action = fit_action_at(fit, fit->at.current);
	const struct discussed *about = fit_nth(fit, fit->at.current);

	if (action)
		return action->criterion;
	return about ? about->criterion : RUBRIC_NONE;
}

void fit_count(struct fit *fit)
{
	fit->at.count = fit_rows(fit) + fit->view->ledger->action_count;
	if (fit->at.current >= fit->at.count)
		fit->at.current = fit->at.count > 0 ? fit->at.count - 1 : 0;
}

/* --- in words -----------------------------------------------------------------------------------
 */

void fit_gap_text(struct buf *out, int gap)
{
	if (gap == 0)
		buf_text_add(out, _("fits"));
	else
		buf_format(out, gap > 0 ? _("%d too high") : _("%d too low"), abs(gap));
}

bool fit_after(const struct fit *fit, const struct discussed *about, int *gap)
{
	const struct ledger *ledger = fit->view->ledger;
	bool any = false;

	for (size_t i = 0; about->fit_known && i < ledger->action_count; i++) {
		const struct ledger_action *action = &ledger->actions[i];

		if (action->criterion != about->criterion || action->step == RUBRIC_NONE)
			continue;
		*gap = discussion_gap(
			&ledger->rubric->criteria[about->criterion], action->step, &about->wanted);
		any = true;
	}
	return any;
}

void fit_summary(struct buf *out, const struct fit *fit)
{
	const struct discussed *about;
	size_t known = 0, good = 0, rows = fit_rows(fit);

	for (size_t i = 0; (about = fit_nth(fit, i)) != NULL; i++) {
		known += about->fit_known;
		good += about->fit_known && about->gap == 0;
	}
	if (known == 0)
		buf_text_add(out, _("What fits this group was not chosen yet"));
	else if (good == rows)
		buf_text_add(out, _("The problem fits this group"));
	else
		buf_format(out, _("%zu of %zu fit"), good, known);
}

void fit_action_text(struct buf *out, const struct fit *fit, const struct ledger_action *action)
{
	const struct rubric *rubric = fit->view->rubric;
	size_t from;

	buf_text_add(out, action->text);
	if (out->len > 0 && !strchr(".!?", out->data[out->len - 1]))
		buf_byte(out, '.');
	if (action->criterion != RUBRIC_NONE) {
		buf_byte(out, ' ');
		words_name(out, rubric, action->criterion, true);
		if (action->step != RUBRIC_NONE)
			buf_format(out, _(": to %s"),
				say_label(rubric, action->criterion, action->step));
		buf_byte(out, '.');
	}
	if (action->owner[0] == '\0' && action->due[0] == '\0')
		return;
	buf_byte(out, ' ');
	from = out->len;
	buf_text_add(out, action->owner);
	if (action->owner[0] != '\0' && action->due[0] != '\0')
		buf_text_add(out, ", ");
	say_date(out, action->due, true);
	say_capital(out, from);
	buf_byte(out, '.');
}

/* --- doing --------------------------------------------------------------------------------------
 */

static enum screen_result take_away(struct fit *fit, const struct ledger_action *action)
{
	memcpy(fit->part, action->part, sizeof(fit->part));
	fit->criterion = action->criterion;
	fit->step = action->step;
	mem_replace(&fit->what, "");
	mem_replace(&fit->who, "");
	mem_replace(&fit->when, "");
	fit->base.next = TELL_WHERE;
	return screen_want(&fit->base, WANT_ACTION, fit->criterion);
}

static enum screen_result fit_act(struct screen *screen, const struct input *input)
{
	struct fit *fit = (struct fit *)screen;
	const struct ledger_action *action;

	if (fit->typing != FIT_NOTHING)
		return fit_type_act(fit, input);
	fit_count(fit);
	action = fit_action_at(fit, fit->at.current);
	screen->next = TELL_LEVEL;
	switch (input->action) {
	case ACT_CHOOSE: fit->at.current = input->number - 1; break;
	case ACT_WANTED:
		screen->next = TELL_NOTHING;
		fit_type_range(fit);
		break;
	case ACT_ACTION:
		screen->next = TELL_NOTHING;
		fit_type_action(fit, NULL);
		break;
	case ACT_SELECT:
	case ACT_EDIT:
		screen->next = TELL_NOTHING;
		fit_type_action(fit, action);
		break;
	case ACT_REMOVE: return take_away(fit, action);
	default: return list_go(&fit->at, input->action, 0) ? SCREEN_STAY : SCREEN_POP;
	}
	return SCREEN_STAY;
}

static bool fit_can(const struct screen *screen, enum action action)
{
	const struct fit *fit = (const struct fit *)screen;
	size_t rows = fit_rows(fit), count = rows + fit->view->ledger->action_count;
	bool closed = fit->view->ledger->closed;

	switch (action) {
	case ACT_BACK: return true;
	case ACT_CHOOSE:
	case ACT_READ: return count > 0;
	case ACT_WANTED: return !closed && fit->at.current < rows;
	case ACT_ACTION: return !closed;
	case ACT_SELECT:
	case ACT_EDIT:
	case ACT_REMOVE: return !closed && fit_action_at(fit, fit->at.current) != NULL;
	default: return count > 0 && list_goes(action, 0);
	}
}

static bool fit_asking(const struct screen *screen, struct asking *asking)
{
	const struct fit *fit = (const struct fit *)screen;

	if (fit->typing == FIT_NOTHING)
		return false;
	return asking_line(asking, &fit->edit, fit->prompt);
}

static size_t fit_choices(const struct screen *screen)
{
	const struct fit *fit = (const struct fit *)screen;

	return fit_rows(fit) + fit->view->ledger->action_count;
}

static void fit_free(struct screen *screen)
{
	struct fit *fit = (struct fit *)screen;

	fit_type_stop(fit);
	free(fit->what);
	free(fit->who);
	free(fit->when);
	free(fit);
}

static const struct screen_ops fit_ops = {
	.name = "fit",
	.draw = fit_draw,
	.tell = fit_tell,
	.act = fit_act,
	.can = fit_can,
	.asking = fit_asking,
	.free = fit_free,
	.choices = fit_choices,
};

struct screen *scr_fit_new(const struct discuss_view *view)
{
	struct fit *fit = MEM_NEW(struct fit);

	fit->base.ops = &fit_ops;
	fit->base.passing = true;
	fit->view = view;
	fit->criterion = fit->step = RUBRIC_NONE;
	fit_count(fit);
	return &fit->base;
}

void scr_fit_range(const struct screen *screen, size_t *criterion, size_t *low, size_t *high)
{
	const struct fit *fit = (const struct fit *)screen;

	*criterion = fit->criterion;
	*low = fit->low;
	*high = fit->high;
}

void scr_fit_action(const struct screen *screen, struct fit_action *out)
{
	const struct fit *fit = (const struct fit *)screen;

	*out = (struct fit_action){
		.part = fit->part[0] != '\0' ? fit->part : NULL,
		.criterion = fit->criterion,
		.step = fit->step,
		.text = fit->what ? fit->what : "",
		.owner = fit->who ? fit->who : "",
		.due = fit->when ? fit->when : "",
	};
}
