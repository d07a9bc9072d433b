/* One thing to talk about: who chose what, per role and without names, and the level that the
 * group agrees on with its reason. */
#include "config.h"

#include "ui/scr_aspect.h"

#include "base/lang.h"
#include "base/mem.h"
#include "stats/say.h"

#include <stdlib.h>

#define PAGE_STEP 6

void aspect_role(struct buf *out, const char *role)
{
	size_t from = out->len;

	say_role(out, role);
	say_capital(out, from);
}

void aspect_agreed(struct buf *out, const struct aspect *aspect)
{
	const struct discussed *about = discuss_at(aspect->view, aspect->criterion);
	size_t from;

	if (!about->agreed || !about->agreed->given)
		return;
	if (about->agreed->no_consensus)
		buf_text_add(out, _("No agreed level."));
	else
		buf_format(out, _("Agreed level: %s."),
			say_label(aspect->view->rubric, aspect->criterion, about->agreed->step));
	if (about->agreed->reason[0] == '\0')
		return;
	buf_byte(out, ' ');
	from = out->len;
	buf_text_add(out, about->agreed->reason);
	say_capital(out, from);
}

/* --- the agreed level ---------------------------------------------------------------------------
 */

/* The reason given before is the one to mend when it is about the same level. */
static const char *reason_before(const struct aspect *aspect)
{
	const struct ledger_agreed *agreed = discuss_at(aspect->view, aspect->criterion)->agreed;

	if (!agreed || !agreed->given)
		return "";
	if (agreed->no_consensus ? aspect->step != RUBRIC_NONE : aspect->step != agreed->step)
		return "";
	return agreed->reason;
}

static void propose(struct aspect *aspect, size_t step)
{
	struct buf prompt = BUF_EMPTY;

	aspect->step = step;
	if (step == RUBRIC_NONE)
		buf_text_add(&prompt,
			_("Why no agreed level? The reason is kept with it; Enter goes on"));
	else
		buf_format(&prompt,
			_("Why %s? The reason stays with the agreed level; Enter goes on"),
			say_label(aspect->view->rubric, aspect->criterion, step));
	aspect->prompt = buf_take(&prompt);
	aspect->typing = true;
	lineedit_start(&aspect->edit, reason_before(aspect), false);
}

static void stop_typing(struct aspect *aspect)
{
	lineedit_free(&aspect->edit);
	free(aspect->prompt);
	aspect->prompt = NULL;
	aspect->typing = false;
}

static enum screen_result typing_act(struct aspect *aspect, const struct input *input)
{
	switch (input->action) {
	case ACT_TYPE_DONE:
		free(aspect->reason);
		aspect->reason = asking_text(&aspect->edit, input);
		stop_typing(aspect);
		aspect->scrolled = 0;
		aspect->base.next = TELL_WHERE;
		return screen_want(&aspect->base, WANT_AGREE, aspect->criterion);
	case ACT_TYPE_CANCEL:
		stop_typing(aspect);
		screen_say(&aspect->base, "%s", _("Nothing was changed."));
		return SCREEN_STAY;
	default: lineedit_act(&aspect->edit, input, ASKING_COLUMNS); return SCREEN_STAY;
	}
}

/* --- going --------------------------------------------------------------------------------------
 */

/* In the order of talk; what nobody marked is passed over. */
static void go(struct aspect *aspect, int by)
{
	const struct discussion *discussion = aspect->view->discussion;
	size_t at = discussion->place[aspect->criterion];

	for (at += (size_t)by; at < discussion->count; at += (size_t)by) {
		if (discuss_empty(aspect->view, &discussion->list[at]))
			continue;
		aspect->criterion = discussion->list[at].criterion;
		aspect->scrolled = 0;
		aspect->base.next = TELL_HERE;
		return;
	}
	screen_say(&aspect->base, "%s",
		by < 0 ? _("This is the first one to talk about.") : _("This was the last one."));
}

/* How many lines there are only shows when they are drawn: never far beyond the end. */
static void scroll_down(struct aspect *aspect)
{
	const struct discussed *about = discuss_at(aspect->view, aspect->criterion);
	int most = PAGE_STEP * (2 + (int)about->reason_count / 3);

	if (aspect->scrolled < most)
		aspect->scrolled += PAGE_STEP;
}

static enum screen_result aspect_act(struct screen *screen, const struct input *input)
{
	struct aspect *aspect = (struct aspect *)screen;

	if (aspect->typing)
		return typing_act(aspect, input);
	switch (input->action) {
	case ACT_CHOOSE: propose(aspect, input->number - 1); break;
	case ACT_NO_LEVEL: propose(aspect, RUBRIC_NONE); break;
	case ACT_VOTE: return screen_want(screen, WANT_VOTE, aspect->criterion);
	case ACT_RIGHT:
	case ACT_NEXT: go(aspect, 1); break;
	case ACT_LEFT:
	case ACT_PREVIOUS: go(aspect, -1); break;
	case ACT_PAGE_DOWN: scroll_down(aspect); break;
	case ACT_PAGE_UP:
		aspect->scrolled = aspect->scrolled > PAGE_STEP ? aspect->scrolled - PAGE_STEP : 0;
		break;
	case ACT_FIRST: aspect->scrolled = 0; break;
	case ACT_NUMBERS:
		aspect->numbers = !aspect->numbers;
		screen->next = TELL_HERE;
		break;
	default: return SCREEN_POP;
	}
	return SCREEN_STAY;
}

static size_t aspect_choices(const struct screen *screen)
{
	const struct aspect *aspect = (const struct aspect *)screen;

	return aspect->view->rubric->criteria[aspect->criterion].step_count;
}

static bool aspect_can(const struct screen *screen, enum action action)
{
	const struct aspect *aspect = (const struct aspect *)screen;
	bool closed = aspect->view->ledger->closed;

	switch (action) {
	case ACT_BACK:
	case ACT_LEFT:
	case ACT_RIGHT:
	case ACT_PREVIOUS:
	case ACT_NEXT:
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
	case ACT_FIRST:
	case ACT_NUMBERS: return true;
	case ACT_READ: return aspect_choices(screen) > 0;
	case ACT_CHOOSE: return !closed && aspect_choices(screen) > 0;
	case ACT_NO_LEVEL:
	case ACT_VOTE: return !closed;
	default: return false;
	}
}

static bool aspect_asking(const struct screen *screen, struct asking *asking)
{
	const struct aspect *aspect = (const struct aspect *)screen;

	if (!aspect->typing)
		return false;
	return asking_line(asking, &aspect->edit, aspect->prompt);
}

static void aspect_free(struct screen *screen)
{
	struct aspect *aspect = (struct aspect *)screen;

	if (aspect->typing)
		stop_typing(aspect);
	free(aspect->reason);
	free(aspect);
}

static const struct screen_ops aspect_ops = {
	.name = "aspect",
	.draw = aspect_draw,
	.tell = aspect_tell,
	.act = aspect_act,
	.can = aspect_can,
	.asking = aspect_asking,
	.free = aspect_free,
	.choices = aspect_choices,
};

struct screen *scr_aspect_new(const struct discuss_view *view, size_t criterion)
{
	struct aspect *aspect = MEM_NEW(struct aspect);

	aspect->base.ops = &aspect_ops;
	aspect->base.passing = true;
	aspect->view = view;
	aspect->criterion = criterion;
	aspect->step = RUBRIC_NONE;
	return &aspect->base;
}

size_t scr_aspect_criterion(const struct screen *screen)
{
	return ((const struct aspect *)screen)->criterion;
}

size_t scr_aspect_step(const struct screen *screen)
{
	return ((const struct aspect *)screen)->step;
}

const char *scr_aspect_reason(const struct screen *screen)
{
	const struct aspect *aspect = (const struct aspect *)screen;

	return aspect->reason ? aspect->reason : "";
}
