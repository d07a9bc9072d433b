#include "config.h"

#include "ui/loop_private.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "ui/layout.h"

#include <stdlib.h>
#include <string.h>

#define BETWEEN "  "

/* Which hints come first when not all fit; they are shown in the order of the table. SELECT stands
 * first only where there is nothing to choose. */
static const enum action by_need[] = {ACT_RETRY, ACT_ELSEWHERE, ACT_HELP, ACT_BACK, ACT_LEAVE,
	ACT_WRITE, ACT_CHOOSE, ACT_UNKNOWN, ACT_NOT_APPLICABLE, ACT_YES, ACT_NO, ACT_SELECT,
	ACT_NOTE, ACT_CARDS, ACT_COMMENTS, ACT_KEEP, ACT_WHAT_IF, ACT_NO_LEVEL, ACT_VOTE,
	ACT_WANTED, ACT_ACTION, ACT_SUBMIT, ACT_REOPEN, ACT_MATRIX, ACT_QUESTION, ACT_AGREEMENT,
	ACT_UNDO, ACT_SELECT, ACT_EDIT, ACT_REMOVE, ACT_ADD, ACT_VIEW, ACT_PAST, ACT_NUMBERS,
	ACT_BLANK, ACT_TARGET, ACT_REVIEW, ACT_LANGUAGE, ACT_ABOUT, ACT_CLEAR, ACT_NEXT_OPEN,
	ACT_PLAIN};
static const enum action by_need_typing[] = {
	ACT_TYPE_DONE, ACT_TYPE_CANCEL, ACT_TYPE_WORD, ACT_TYPE_ALL};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* "1-4 u x choose": keys that all answer stand together, since the screen names each. */
static bool with_choose(enum action action)
{
	return action == ACT_UNKNOWN || action == ACT_NOT_APPLICABLE;
}

/* A key that an earlier action of the table takes is no way to this one. */
static bool reached(const struct loop *loop, enum action action)
{
	const struct screen *top = loop_top(loop);
	size_t own = action == ACT_BACK || action == ACT_LEAVE;

	if (!loop_offers(loop, action))
		return false;
	/* Both q: one of them is enough. */
	if (own && action == ACT_LEAVE)
		return !screen_can(top, ACT_BACK);
	return action != ACT_NOTE || !screen_can(top, ACT_NO);
}

static void add_choose(struct buf *out, const struct loop *loop)
{
	const struct screen *top = loop_top(loop);
	size_t count = top->ops->choices ? top->ops->choices(top) : 0;

	if (count == 1)
		buf_text_add(out, "1");
	else
		buf_format(out, "1-%zu", count == 0 || count > 9 ? 9 : count);
	for (enum action action = ACT_UNKNOWN; action <= ACT_NOT_APPLICABLE; action++) {
		if (screen_can(top, action))
			buf_format(out, " %s", keymap_first_key(action));
	}
}

static void hint_text(struct buf *out, const struct loop *loop, enum action action)
{
	const struct screen *top = loop_top(loop);

	if (action == ACT_CHOOSE)
		add_choose(out, loop);
	else
		buf_text_add(out, action == ACT_BACK ? "q" : keymap_first_key(action));
	/* Back from the first screen is out of the program. */
	if (action == ACT_BACK && loop->count == 1)
		action = ACT_LEAVE;
	buf_format(out, " %s",
		action == ACT_SELECT && top->ops->enter ? top->ops->enter(top)
							: _(action_info(action)->brief));
}

static int hint_width(const struct loop *loop, enum action action)
{
	struct buf text = BUF_EMPTY;
	int width;

	hint_text(&text, loop, action);
	width = text_width(buf_text(&text)) + (int)strlen(BETWEEN);
	buf_free(&text);
	return width;
}

/* As many hints as fit into `columns`, the most needed ones, in the order of the table. */
static void hints(struct buf *out, const struct loop *loop, bool typing, int columns)
{
	const enum action *need = typing ? by_need_typing : by_need;
	size_t count = typing ? COUNT(by_need_typing) : COUNT(by_need);
	bool shown[ACT_COUNT] = {false};
	int used = -(int)strlen(BETWEEN), width;
	bool choose = !typing && screen_can(loop_top(loop), ACT_CHOOSE), select_later = choose;

	for (size_t i = 0; i < count; i++) {
		if (!typing && (!reached(loop, need[i]) || (choose && with_choose(need[i]))))
			continue;
		if (need[i] == ACT_SELECT && select_later) {
			select_later = false;
			continue;
		}
		if (shown[need[i]])
			continue;
		width = hint_width(loop, need[i]);
		if (used + width > columns)
			continue;
		used += width;
		shown[need[i]] = true;
	}
	for (int action = ACT_NONE + 1; action < ACT_COUNT; action++) {
		if (!shown[action])
			continue;
		if (out->len > 0)
			buf_text_add(out, BETWEEN);
		hint_text(out, loop, (enum action)action);
	}
}

static int draw_mark(const struct loop *loop, struct pane *pane, int row)
{
	char *why;
	int end = 0, room;

	switch (loop_save_state(loop)) {
	case SAVE_NONE: return 0;
	case SAVE_SAVED: return pane_text(pane, row, 0, LOOK_QUIET, _("saved")) + 2;
	case SAVE_WAITING: return pane_text(pane, row, 0, LOOK_QUIET, _("saving...")) + 2;
	case SAVE_FAILED: break;
	}
	/* What can be done about it must stay in view. */
	room = pane->columns - hint_width(loop, ACT_RETRY) - hint_width(loop, ACT_ELSEWHERE);
	why = loop_save_why(loop);
	if (room > 0) {
		struct pane part = pane_part(pane, row, 0, 1, room);

		end = pane_format(&part, 0, 0, LOOK_WARN,
			why[0] ? _("NOT SAVED: %s.") : _("NOT SAVED."), why);
	}
	free(why);
	return end + (end > 0 ? 2 : 0);
}

void loop_bottom(const struct loop *loop, struct pane *pane)
{
	int row = pane->rows - 1, at = draw_mark(loop, pane, row);
	bool failed = loop_save_state(loop) == SAVE_FAILED;
	struct buf text = BUF_EMPTY;
	struct asking asking;

	if (loop->message && (!failed || text_width(loop->message) <= pane->columns - at))
		pane_text(pane, row, at, LOOK_NORMAL, loop->message);
	else {
		hints(&text, loop, loop_asking(loop, &asking), pane->columns - at);
		pane_text(pane, row, at, LOOK_QUIET, buf_text(&text));
	}
	buf_free(&text);
}

void loop_too_small(const struct loop *loop, struct pane *pane)
{
	bool failed = loop_save_state(loop) == SAVE_FAILED;
	struct buf text = BUF_EMPTY;
	char *why = loop_save_why(loop);

	buf_format(&text, _("This window is too small: %dx%d; %dx%d is needed."), pane->columns,
		pane->rows, LAYOUT_MIN_COLUMNS, LAYOUT_MIN_ROWS);
	buf_byte(&text, ' ');
	if (failed)
		buf_format(&text, _("NOT SAVED: %s."), why);
	else
		buf_text_add(&text, _("Your answers are safe."));
	buf_format(&text, " %s", _("q leaves."));
	pane_wrapped(pane, 0, 0, pane->columns, pane->rows, failed ? LOOK_WARN : LOOK_NORMAL,
		buf_text(&text));
	buf_free(&text);
	free(why);
}
