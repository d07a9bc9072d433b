/* Comments one by one: release, hold back, or black out a passage. */
#include "config.h"

#include "base/lang.h"
#include "base/mem.h"
#include "flow/follow_parts.h"
#include "ui/screens.h"
#include "ui/screens_discuss.h"

#include <stdlib.h>
#include <string.h>

enum { DECIDE_RELEASE, DECIDE_HOLD, DECIDE_BLACK, DECIDE_COUNT };

static bool is_here(const struct follow_flow *flow, size_t comment)
{
	return flow->peer->comments[comment].team == flow->order[flow->at];
}

/* The comment with this number in the menu. */
static size_t nth_here(const struct follow_flow *flow, size_t nth)
{
	for (size_t i = 0; i < flow->peer->comment_count; i++)
		if (is_here(flow, i) && nth-- == 0)
			return i;
	return 0;
}

static void free_items(struct menu_item *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(items[i].label);
		free(items[i].remark);
	}
	free(items);
}

static struct menu_item *items_of(const struct follow_flow *flow, size_t *count)
{
	struct menu_item *items =
		mem_grow(NULL, 0, flow->peer->comment_count + 1, sizeof(struct menu_item));

	*count = 0;
	for (size_t i = 0; i < flow->peer->comment_count; i++) {
		const struct peer_comment *comment = &flow->peer->comments[i];
		struct buf label = BUF_EMPTY, remark = BUF_EMPTY;
		char *name;

		if (!is_here(flow, i))
			continue;
		name = peer_name(flow->peer, comment->target);
		buf_format(
			&label, "%s, %s", name, comment->part == RUBRIC_TOP ? _("top") : _("tip"));
		buf_format(&remark, "%s: %s", peer_verdict_said(comment->verdict), comment->text);
		free(name);
		items[*count].label = buf_take(&label);
		items[*count].remark = buf_take(&remark);
		items[(*count)++].done = flow->peer->comments[i].verdict != PEER_UNREAD;
	}
	return items;
}

static void comments_fill(struct follow_flow *flow)
{
	size_t count;
	struct menu_item *items = items_of(flow, &count);

	scr_menu_fill(flow->comments,
		_("What you do not read is not given out. Originals always stay."), items, count);
	scr_menu_title(flow->comments, _("Comments"));
	free_items(items, count);
}

struct screen *follow_comments(struct follow_flow *flow)
{
	flow->comments = scr_menu_new("comments", "", "", NULL, 0);
	comments_fill(flow);
	flow->comments->passing = true;
	return flow->comments;
}

static void comment_fill(struct follow_flow *flow, struct screen *screen)
{
	const struct peer_comment *comment = &flow->peer->comments[flow->comment];
	struct menu_item items[DECIDE_COUNT] = {{0}};
	struct buf words = BUF_EMPTY;

	peer_comment_words(&words, flow->peer, flow->comment);
	items[DECIDE_RELEASE].label = mem_text(_("Release it as it stands"));
	items[DECIDE_HOLD].label = mem_text(_("Hold it back"));
	items[DECIDE_BLACK].label = mem_text(_("Black out a passage"));
	for (size_t i = 0; i < DECIDE_COUNT; i++)
		items[i].done = comment->verdict == PEER_RELEASED + i;
	scr_menu_title(screen, buf_text(&words));
	scr_menu_fill(screen, comment->text, items, DECIDE_COUNT);
	for (size_t i = 0; i < DECIDE_COUNT; i++)
		free(items[i].label);
	buf_free(&words);
}

static struct screen *open_comment(struct follow_flow *flow, size_t comment)
{
	struct screen *screen = scr_menu_new("comment", "", "", NULL, 0);

	flow->comment = comment;
	comment_fill(flow, screen);
	screen->passing = true;
	return screen;
}

bool follow_lacks_reason(struct screen *top, const char *reason)
{
	if (reason[0] == '\0')
		screen_say(top, "%s", _("This takes a reason; nothing was kept."));
	return reason[0] == '\0';
}

void follow_comments_language(struct follow_flow *flow, struct screen *top)
{
	const char *name = scr_menu_name(top);

	if (strcmp(name, "comment") == 0)
		comment_fill(flow, top);
	if (strcmp(name, "comment") == 0 || strcmp(name, "comments") == 0)
		comments_fill(flow);
}

static void decide(struct follow_flow *flow, struct screen *top, const char *reason)
{
	struct err err = ERR_OK;

	if (flow->verdict != PEER_RELEASED && follow_lacks_reason(top, reason))
		return;
	if (!peer_decide(flow->peer, &flow->comment, 1, flow->verdict,
		    flow->passage != NULL ? flow->passage : "", reason, &err)) {
		screen_say(top, "%s", err.message);
		err_free(&err);
		return;
	}
	follow_again(flow, top);
	follow_team_fill(flow);
	comments_fill(flow);
	screen_say(flow->comments, "%s", _("Saved."));
	top->leaving = true;
}

static struct screen *ask_reason(void)
{
	return scr_field_new(_("Why?"),
		_("The reason, for yourself; it is kept with the decision."), "", FOLLOW_REASON);
}

struct screen *follow_comment_item(struct follow_flow *flow, struct screen *top, size_t at)
{
	if (strcmp(scr_menu_name(top), "comments") == 0)
		return open_comment(flow, nth_here(flow, at));
	flow->verdict = (enum peer_verdict)(PEER_RELEASED + at);
	if (at == DECIDE_RELEASE) {
		decide(flow, top, "");
		return NULL;
	}
	if (at == DECIDE_HOLD)
		return ask_reason();
	return scr_field_new(flow->peer->comments[flow->comment].text,
		_("Which passage? Type it as it stands there."), "", FOLLOW_PASSAGE);
}

struct screen *follow_comment_popped(
	struct follow_flow *flow, struct screen *gone, struct screen *top)
{
	const char *text;

	if (strcmp(gone->ops->name, "field") != 0)
		return NULL;
	text = scr_field_text(gone);
	if (text == NULL)
		return NULL;
	if (scr_field_code(gone) == FOLLOW_PASSAGE) {
		mem_replace(&flow->passage, text);
		return ask_reason();
	}
	if (scr_field_code(gone) == FOLLOW_REASON)
		decide(flow, top, text);
	return NULL;
}
