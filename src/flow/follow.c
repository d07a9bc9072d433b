#include "config.h"

#include "flow/follow.h"

#include "base/clock.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "flow/follow_parts.h"
#include "flow/problems.h"
#include "flow/settings.h"
#include "stats/say.h"
#include "ui/screens.h"
#include "ui/screens_discuss.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the list of teams -------------------------------------------------------------------------
 */

/* Higher comes first: a note for the lecturer, then who has not begun, then what has to be read. */
static size_t attention(const struct peer *peer, const struct peer_team *team)
{
	size_t weight = team->notes > 0 ? 1000000 : 0;

	return weight + (peer->open ? 1000 * team->not_yet + team->started
				    : 1000 * team->signals + team->unread);
}

static void make_order(struct follow_flow *flow)
{
	const struct peer *peer = flow->peer;

	free(flow->order);
	flow->order = mem_grow(NULL, 0, peer->team_count + 1, sizeof(size_t));
	/* Few enough to be put in their places one by one; equal ones stay by name. */
	for (size_t t = 0; t < peer->team_count; t++) {
		size_t at = t;

		for (; at > 0 && attention(peer, &peer->teams[flow->order[at - 1]]) <
					 attention(peer, &peer->teams[t]);
			at--)
			flow->order[at] = flow->order[at - 1];
		flow->order[at] = t;
	}
}

static void team_remark(struct buf *out, const struct peer *peer, const struct peer_team *team)
{
	peer_counts(out, team);
	if (team->notes > 0)
		buf_format(out,
			lang_plural("; ! %zu note for you", "; ! %zu notes for you", team->notes),
			team->notes);
	if (peer->open)
		return;
	if (team->signals > 0)
		buf_format(out, lang_plural("; %zu signal", "; %zu signals", team->signals),
			team->signals);
	if (team->unread > 0)
		buf_format(out,
			lang_plural(
				"; %zu comment to read", "; %zu comments to read", team->unread),
			team->unread);
}

static void add_closing(struct buf *out, const struct peer *peer)
{
	const char *closes = peer_closes(peer);

	if (!peer->open) {
		buf_text_add(out, _("Closed."));
		return;
	}
	if (closes[0] == '\0') {
		buf_text_add(out, _("Open until you close it."));
		return;
	}
	buf_text_add(out, _("Closes "));
	say_date(out, closes, true);
	buf_format(out, ", %.5s%s.", strlen(closes) > 15 ? closes + 11 : "",
		strchr(closes, 'Z') != NULL ? " UTC" : "");
}

static char *intro_of(const struct peer *peer)
{
	size_t done = 0, people = 0, notes = 0, unread = 0;
	struct buf out = BUF_EMPTY;
	char today[CLOCK_DATE_LEN + 1];

	for (size_t t = 0; t < peer->team_count; t++) {
		done += peer->teams[t].done;
		people += peer->teams[t].count;
		notes += peer->teams[t].notes;
		unread += peer->teams[t].unread;
	}
	buf_format(&out, _("%zu of %zu done. "), done, people);
	add_closing(&out, peer);
	if (notes > 0)
		buf_format(&out,
			lang_plural(" %zu note is for you only.", " %zu notes are for you only.",
				notes),
			notes);
	if (!peer->open && unread > 0)
		buf_format(&out,
			lang_plural(" %zu comment is not read yet.",
				" %zu comments are not read yet.", unread),
			unread);
	if (peer_keep_over(peer, today))
		buf_format(&out,
			_(" These answers were to be kept until %s: peil session wipe takes them "
			  "away."),
			peer->data->session.keep_until);
	return buf_take(&out);
}

static void list_fill(struct follow_flow *flow)
{
	const struct peer *peer = flow->peer;
	struct menu_item *items = mem_grow(NULL, 0, peer->team_count + 1, sizeof(struct menu_item));
	const char *title = peer->data->session.title;
	char *intro = intro_of(peer);

	for (size_t i = 0; i < peer->team_count; i++) {
		const struct peer_team *team = &peer->teams[flow->order[i]];
		struct buf remark = BUF_EMPTY;

		team_remark(&remark, peer, team);
		items[i].label = mem_text(team->name[0] != '\0' ? team->name : _("Without a team"));
		items[i].remark = buf_take(&remark);
		items[i].done = team->done == team->count;
	}
	if (flow->list == NULL) {
		flow->list = scr_menu_new("teams", title[0] != '\0' ? title : _("Peer feedback"),
			intro, items, peer->team_count);
		flow->list->passing = true;
	} else {
		scr_menu_fill(flow->list, intro, items, peer->team_count);
		scr_menu_title(flow->list, title[0] != '\0' ? title : _("Peer feedback"));
	}
	for (size_t i = 0; i < peer->team_count; i++) {
		free(items[i].label);
		free(items[i].remark);
	}
	free(items);
	free(intro);
}

/* --- reading anew ------------------------------------------------------------------------------
 */

static void forget_tried(struct follow_flow *flow)
{
	factor_set_free(flow->factors);
	flow->factors = NULL;
	flow->trying = false;
	flow->tried = flow->peer->settings;
}

bool follow_again(struct follow_flow *flow, struct screen *top)
{
	struct err err = ERR_OK;
	struct peer *peer = peer_again(flow->peer, &err);
	const char *name = flow->peer->teams[flow->order[flow->at]].name;
	size_t at = 0;

	if (peer == NULL) {
		if (top != NULL)
			screen_say(top, "%s", err.message);
		err_free(&err);
		return false;
	}
	for (size_t t = 0; t < peer->team_count; t++)
		at = strcmp(peer->teams[t].name, name) == 0 ? t : at;
	factor_set_free(flow->factors);
	flow->factors = NULL;
	peer_free(flow->peer);
	flow->peer = peer;
	make_order(flow);
	flow->at = 0;
	for (size_t i = 0; i < peer->team_count; i++)
		flow->at = flow->order[i] == at ? i : flow->at;
	forget_tried(flow);
	return true;
}

/* --- one team ----------------------------------------------------------------------------------
 */

static void try_out(struct follow_flow *flow, struct screen *top, const char *typed)
{
	struct peer_settings tried = flow->tried;
	char *copy = mem_text(typed), *rest = copy, *weight = strsep(&rest, " ");
	struct factor_options options;
	double *weights;
	uint32_t large;

	if (weight == NULL || !peer_weight_from(weight, &tried.weight) ||
		(rest != NULL && rest[0] != '\0' && !peer_cap_from(rest, &tried.cap))) {
		screen_say(
			top, "%s", _("That is no weight and cap; such as 0.5 1.2, or 0.5 none."));
		free(copy);
		return;
	}
	free(copy);
	forget_tried(flow);
	flow->tried = tried;
	flow->trying = true;
	peer_factor_options(flow->peer, &tried, &options);
	options.weights = weights = peer_weights(flow->peer, flow->peer->ratings);
	flow->factors = factor_set_new(flow->peer->ratings, &options, &large);
	free(weights);
	screen_say(top, "%s", _("Tried; nothing is kept until K keeps it with a reason."));
	follow_team_fill(flow);
}

static struct screen *ask_what_if(const struct follow_flow *flow)
{
	char weight[32], cap[32];
	struct buf now = BUF_EMPTY;
	struct screen *field;

	decimal_text(weight, sizeof(weight), flow->tried.weight);
	decimal_text(cap, sizeof(cap), isnan(flow->tried.cap) ? 0 : flow->tried.cap);
	buf_format(&now, "%s %s", weight, isnan(flow->tried.cap) ? "none" : cap);
	field = scr_field_new(_("What if the weight or the cap were another?"),
		_("Weight from 0 to 1 and the cap or none: 0.5 1.2"), buf_text(&now),
		FOLLOW_WHAT_IF);
	buf_free(&now);
	return field;
}

static void keep(struct follow_flow *flow, struct screen *top, const char *reason)
{
	struct err err = ERR_OK;

	if (follow_lacks_reason(top, reason))
		return;
	if (!peer_reweigh(flow->peer, &flow->tried, reason, &err)) {
		screen_say(top, "%s", err.message);
		err_free(&err);
		return;
	}
	if (follow_again(flow, top))
		screen_say(top, "%s", _("Saved; the change and its reason can be read by all."));
	follow_team_fill(flow);
}

static struct screen *open_team(struct follow_flow *flow, size_t at)
{
	flow->at = at;
	forget_tried(flow);
	follow_team_fill(flow);
	return scr_follow_new(&flow->view);
}

static void go_on(struct follow_flow *flow, struct screen *top, bool next)
{
	size_t count = flow->peer->team_count;

	flow->at = (flow->at + (next ? 1 : count - 1)) % count;
	forget_tried(flow);
	follow_team_fill(flow);
	scr_follow_top(top);
}

/* --- the host ----------------------------------------------------------------------------------
 */

static struct screen *want(
	void *context, struct screen *top, enum screen_want want, size_t at, bool *done)
{
	struct follow_flow *flow = context;

	(void)done;
	switch (want) {
	case WANT_HELP: return scr_help_new(top);
	case WANT_BLANK: return scr_black_new();
	case WANT_ITEM:
		return strcmp(scr_menu_name(top), "teams") == 0
			       ? open_team(flow, at)
			       : follow_comment_item(flow, top, at);
	case WANT_TEAM: go_on(flow, top, at == 1); return NULL;
	case WANT_COMMENTS: return follow_comments(flow);
	case WANT_WHAT_IF: return ask_what_if(flow);
	case WANT_KEEP:
		return scr_field_new(_("Keep this weight and cap"),
			_("Why? Everybody in the session can read it."), "", FOLLOW_KEEP);
	default: return NULL;
	}
}

static struct screen *popped(void *context, struct screen *gone, struct screen *top)
{
	struct follow_flow *flow = context;
	bool field = strcmp(gone->ops->name, "field") == 0;
	const char *text = field ? scr_field_text(gone) : NULL;

	if (field && scr_field_code(gone) == FOLLOW_WHAT_IF) {
		if (text != NULL)
			try_out(flow, top, text);
		return NULL;
	}
	if (field && scr_field_code(gone) == FOLLOW_KEEP) {
		if (text != NULL)
			keep(flow, top, text);
		return NULL;
	}
	if (top == flow->list && top != NULL && strcmp(gone->ops->name, "help") != 0) {
		follow_again(flow, top);
		list_fill(flow);
		return NULL;
	}
	return follow_comment_popped(flow, gone, top);
}

static void changed(void *context, struct screen *top)
{
	(void)context;
	(void)top;
}

static enum save_state save_state(void *context)
{
	(void)context;
	return SAVE_NONE;
}

static char *save_why(void *context)
{
	(void)context;
	return NULL;
}

static void settle(void *context, int ms)
{
	(void)context;
	(void)ms;
}

static void said(void *context, const struct screen *top, struct telling *telling)
{
	(void)context;
	(void)top;
	(void)telling;
}

static int wake_fd(void *context)
{
	(void)context;
	return -1;
}

static void drain(void *context)
{
	(void)context;
}

static void language(void *context, struct screen *top)
{
	struct follow_flow *flow = context;

	if (flow->request->remember_lang)
		settings_remember_lang(lang_current());
	list_fill(flow);
	follow_team_fill(flow);
	follow_comments_language(flow, top);
}

static bool begin(struct follow_flow *flow, struct err *err)
{
	flow->peer = peer_open(flow->request->folder, err);
	if (flow->peer == NULL || !peer_owned(flow->peer, err))
		return false;
	if (flow->peer->team_count == 0)
		return err_set(err, ERR_INPUT, flow->request->folder, "%s",
			_("nobody takes part; hint: peil session person DIR add NAME --group "
			  "TEAM"));
	flow->tried = flow->peer->settings;
	make_order(flow);
	list_fill(flow);
	return true;
}

static void note_problems(
	const struct follow_flow *flow, struct discuss_outcome *outcome, struct buf *notes)
{
	const struct journal_problems *problems = &flow->peer->data->problems;

	problems_list(notes, NULL, problems, "warning");
	outcome->partial = problems->count > 0;
}

bool flow_follow_is(const char *folder)
{
	struct session_data *data = session_read(folder, NULL);
	bool peer = data != NULL && data->session.kind == SESSION_PEER;

	session_data_free(data);
	return peer;
}

enum err_code flow_follow(
	const struct discuss_request *request, struct discuss_outcome *outcome, struct err *err)
{
	struct follow_flow flow = {.request = request};
	const struct host host = {&flow, changed, want, popped, save_state, save_why, settle, said,
		wake_fd, drain, language};
	struct err loop_err = ERR_OK;
	struct buf notes = BUF_EMPTY;

	memset(outcome, 0, sizeof *outcome);
	if (begin(&flow, err)) {
		note_problems(&flow, outcome, &notes);
		loop_run(flow.list, &host, &request->loop, &loop_err);
		if (loop_err.message != NULL)
			buf_format(&notes, "peil: %s\n", loop_err.message);
		err_free(&loop_err);
	}
	follow_view_free(&flow.view);
	factor_set_free(flow.factors);
	free(flow.passage);
	free(flow.order);
	peer_free(flow.peer);
	outcome->notes = notes.len == 0 ? NULL : buf_take(&notes);
	return err->code;
}
