/* What the screen of a team says: lines for the screen, sentences for plain mode. */
#include "config.h"

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "flow/follow_parts.h"
#include "stats/say.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NAME_COLUMNS 16
#define CELL_COLUMNS 8

struct writing {
	struct follow_flow *flow;
	struct follow_view *view;
	const struct peer *peer;
	const struct peer_team *team;
	const struct team_factors *factors;
	bool apart;
};

void follow_view_free(struct follow_view *view)
{
	for (size_t i = 0; i < view->count; i++) {
		free(view->lines[i].shown);
		free(view->lines[i].said);
	}
	free(view->lines);
	free(view->title);
	free(view->right);
	*view = (struct follow_view){0};
}

static struct follow_line *add(struct writing *writing, const char *shown, const char *said)
{
	struct follow_view *view = writing->view;
	struct follow_line *line;

	view->lines = mem_grow(view->lines, view->count, view->count + 1, sizeof(*view->lines));
	line = &view->lines[view->count++];
	line->shown = mem_text(shown);
	line->said = mem_text(said);
	line->indent = 2;
	line->apart = writing->apart;
	writing->apart = false;
	return line;
}

static void add_heading(struct writing *writing, const char *text)
{
	writing->apart = true;
	add(writing, text, text)->look = LOOK_TITLE;
}

static void add_sentence(void *context, const char *sentence)
{
	add(context, sentence, sentence);
}

static void add_value(struct buf *out, double value)
{
	if (isnan(value))
		buf_text_add(out, "-");
	else
		buf_format(out, "%.2f", value);
}

static void add_right(struct buf *out, const char *text, int columns)
{
	for (int i = text_width(text); i < columns; i++)
		buf_byte(out, ' ');
	buf_text_add(out, text);
}

static double measured(const struct writing *writing, enum measure measure, size_t member)
{
	size_t at = writing->team->members[member].in_factors;

	return at == ROSTER_NONE
		       ? NAN
		       : writing->factors->of[(size_t)measure * writing->factors->team->count + at];
}

/* --- while it is open --------------------------------------------------------------------------
 */

static const char *state_words(enum ledger_state state)
{
	return state == LEDGER_DONE	 ? _("done")
	       : state == LEDGER_STARTED ? _("started")
					 : _("not yet");
}

static void add_member(struct writing *writing, size_t m)
{
	const struct peer_member *member = &writing->team->members[m];
	char *name = peer_name(writing->peer, member->person);
	struct buf shown = BUF_EMPTY, said = BUF_EMPTY, forms = BUF_EMPTY;
	struct follow_line *line;

	buf_format(&forms, _("%zu of %zu forms handed in"), member->done, member->wanted);
	text_pad(&shown, name, 22, false);
	buf_byte(&shown, ' ');
	text_pad(&shown, state_words(member->state), 10, false);
	buf_byte(&shown, ' ');
	buf_text_add(&shown, buf_text(&forms));
	buf_format(&said, "%s: %s, %s", name, state_words(member->state), buf_text(&forms));
	if (member->last[0] != '\0') {
		buf_format(&shown, "  %.10s", member->last);
		buf_text_add(&said, ", ");
		say_date(&said, member->last, false);
	}
	if (member->late) {
		buf_text_add(&shown, _(", something came late"));
		buf_text_add(&said, _(", something came late"));
	}
	line = add(writing, buf_text(&shown), buf_text(&said));
	line->row = true;
	buf_free(&shown);
	buf_free(&said);
	buf_free(&forms);
	free(name);
}

static void add_notes(struct writing *writing)
{
	const struct peer_team *team = writing->team;

	if (team->notes == 0)
		return;
	add_heading(writing, _("Only for the lecturer"));
	for (size_t r = 0; r < team->count; r++)
		for (size_t e = 0; e < team->count; e++) {
			const struct sheet *sheet = team->sheets[r * team->count + e];
			struct buf text = BUF_EMPTY;
			char *name;

			if (sheet == NULL || sheet->comments[RUBRIC_LECTURER] == NULL)
				continue;
			name = peer_name(writing->peer, team->members[r].person);
			buf_format(&text, "%s: %s", name, sheet->comments[RUBRIC_LECTURER]);
			add(writing, buf_text(&text), buf_text(&text));
			buf_free(&text);
			free(name);
		}
}

/* --- after it closed ---------------------------------------------------------------------------
 */

static void add_head(struct writing *writing)
{
	struct buf head = BUF_EMPTY;

	text_pad(&head, "", NAME_COLUMNS, false);
	for (size_t e = 0; e < writing->team->count; e++) {
		char *name = peer_name(writing->peer, writing->team->members[e].person);
		struct buf cut = BUF_EMPTY;

		text_pad(&cut, name, CELL_COLUMNS - 1, true);
		while (cut.len > 0 && cut.data[cut.len - 1] == ' ')
			buf_cut(&cut, cut.len - 1);
		add_right(&head, buf_text(&cut), CELL_COLUMNS);
		buf_free(&cut);
		free(name);
	}
	add(writing, buf_text(&head), NULL)->row = true;
	buf_free(&head);
}

/* Whether a signal comes from what one gave the other. */
static bool is_marked(const struct writing *writing, size_t from, size_t to)
{
	const struct flags *flags = &writing->factors->flags;

	for (size_t i = 0; i < flags->cell_count; i++)
		if (flags->cells[i].rater == from && flags->cells[i].target == to &&
			flags->cells[i].flag == FLAG_CONFLICT)
			return true;
	return false;
}

static void add_row(struct writing *writing, size_t r)
{
	const struct peer_team *team = writing->team;
	const struct team *marks = writing->factors->team;
	struct buf shown = BUF_EMPTY, said = BUF_EMPTY;
	char *name = peer_name(writing->peer, team->members[r].person);

	text_pad(&shown, name, NAME_COLUMNS, true);
	buf_format(&said, _("%s gave"), name);
	for (size_t e = 0; e < team->count; e++) {
		size_t from = team->members[r].in_factors, to = team->members[e].in_factors;
		double mark =
			from == ROSTER_NONE || to == ROSTER_NONE ? NAN : team_mark(marks, from, to);
		char *other = peer_name(writing->peer, team->members[e].person);
		struct buf cell = BUF_EMPTY;

		add_value(&cell, mark);
		buf_format(&said, "%s %s %s", e > 0 ? "," : "", e == r ? _("themselves") : other,
			isnan(mark) ? _("nothing") : buf_text(&cell));
		if (e == r && !isnan(mark)) {
			buf_cut(&cell, 0);
			buf_format(&cell, "(%.2f)", mark);
		}
		if (from != ROSTER_NONE && to != ROSTER_NONE && is_marked(writing, from, to))
			buf_byte(&cell, '!');
		else if (e != r)
			buf_byte(&cell, ' '); /* where a mark would stand */
		add_right(&shown, buf_text(&cell), CELL_COLUMNS);
		buf_free(&cell);
		free(other);
	}
	add(writing, buf_text(&shown), buf_text(&said))->row = true;
	buf_free(&shown);
	buf_free(&said);
	free(name);
}

static void add_beside(struct writing *writing, size_t m)
{
	char *name = peer_name(writing->peer, writing->team->members[m].person);
	struct buf shown = BUF_EMPTY, said = BUF_EMPTY, peers = BUF_EMPTY, self = BUF_EMPTY;
	double gain = measured(writing, MEASURE_GAIN, m);

	add_value(&peers, measured(writing, MEASURE_PEER_MEAN, m));
	add_value(&self, measured(writing, MEASURE_SELF_MEAN, m));
	text_pad(&shown, name, NAME_COLUMNS, true);
	buf_format(&shown, _("  teammates %s  self %s"), buf_text(&peers), buf_text(&self));
	buf_format(&said, _("%s: teammates %s, self %s"), name, buf_text(&peers), buf_text(&self));
	if (writing->flow->tried.self && !isnan(gain)) {
		buf_format(&shown, _("  gain by absence %+.2f"), gain);
		buf_format(&said, _(", gain by absence %+.2f"), gain);
	}
	add(writing, buf_text(&shown), buf_text(&said))->row = true;
	buf_free(&shown);
	buf_free(&said);
	buf_free(&peers);
	buf_free(&self);
	free(name);
}

static const char *method_name(enum session_method method)
{
	static const char *const names[METHOD_COUNT] = {
		N_("no factor"), "WebPA", "SPA", "CATME", "TEAMMATES"};

	return _(names[method]);
}

static void add_settings(struct writing *writing)
{
	const struct peer_settings *settings = &writing->flow->tried;
	struct buf out = BUF_EMPTY;
	char weight[32], cap[32];

	decimal_text(weight, sizeof(weight), settings->weight);
	decimal_text(cap, sizeof(cap), isnan(settings->cap) ? 0 : settings->cap);
	buf_format(&out,
		writing->flow->trying ? _("What if: %s, weight %s, cap %s")
				      : _("Method %s, weight %s, cap %s"),
		method_name(settings->method), weight, isnan(settings->cap) ? _("none") : cap);
	buf_text_add(
		&out, settings->self ? _("; own levels count.") : _("; own levels do not count."));
	add(writing, buf_text(&out), buf_text(&out))->again = true;
	buf_free(&out);
}

static void add_factors(struct writing *writing)
{
	add_heading(writing,
		_("Who gave what: rows rate columns, means over the criteria; ! gave a signal"));
	add_head(writing);
	for (size_t r = 0; r < writing->team->count; r++)
		add_row(writing, r);
	add_heading(writing, _("Self beside teammates"));
	for (size_t m = 0; m < writing->team->count; m++)
		add_beside(writing, m);
	add_heading(writing, _("The factor, worked out; it advises and is no mark"));
	add_settings(writing);
	for (size_t m = 0; m < writing->team->count; m++) {
		struct buf line = BUF_EMPTY;

		peer_arithmetic(&line, writing->peer,
			writing->flow->factors != NULL ? writing->flow->factors
						       : writing->peer->factors,
			&writing->flow->tried, writing->flow->order[writing->flow->at], m);
		add(writing, buf_text(&line), buf_text(&line))->again = true;
		buf_free(&line);
	}
	add_heading(writing,
		writing->team->signals > 0 ? _("Signals; they change no number") : _("No signals"));
	peer_signals(writing->peer, writing->flow->order[writing->flow->at], add_sentence, writing);
}

/* What was written with a level: for the lecturer only. */
static void add_reasons(struct writing *writing)
{
	const struct peer_team *team = writing->team;
	const struct rubric *rubric = writing->peer->data->rubric;
	bool any = false;

	for (size_t i = 0; i < team->count * team->count; i++) {
		const struct sheet *sheet = team->sheets[i];

		for (size_t c = 0; sheet != NULL && c < rubric->criterion_count; c++) {
			struct buf text = BUF_EMPTY;
			char *rater, *target;

			if (sheet->answers[c].note == NULL)
				continue;
			if (!any)
				add_heading(
					writing, _("Notes with a level; they are not released"));
			any = true;
			rater = peer_name(writing->peer, team->members[i / team->count].person);
			target = peer_name(writing->peer, team->members[i % team->count].person);
			buf_format(&text, _("%s about %s, %s: %s"), rater, target,
				say_title(rubric, c), sheet->answers[c].note);
			add(writing, buf_text(&text), buf_text(&text));
			buf_free(&text);
			free(rater);
			free(target);
		}
	}
}

static void add_comments(struct writing *writing)
{
	size_t team = writing->flow->order[writing->flow->at];

	if (writing->team->comments == 0)
		return;
	add_heading(writing, _("Comments"));
	add(writing, NULL, _("comments reads them one by one."));
	for (size_t i = 0; i < writing->peer->comment_count; i++) {
		struct buf words = BUF_EMPTY;

		if (writing->peer->comments[i].team != team)
			continue;
		peer_comment_words(&words, writing->peer, i);
		add(writing, buf_text(&words), NULL)->look = LOOK_QUIET;
		add(writing, writing->peer->comments[i].text, NULL)->indent = 4;
		buf_free(&words);
	}
}

void follow_team_fill(struct follow_flow *flow)
{
	const struct peer *peer = flow->peer;
	const struct peer_team *team = &peer->teams[flow->order[flow->at]];
	struct writing writing = {.flow = flow,
		.view = &flow->view,
		.peer = peer,
		.team = team,
		.factors = team->factors};
	struct buf counts = BUF_EMPTY;

	follow_view_free(&flow->view);
	flow->view.title = mem_text(team->name[0] != '\0' ? team->name : _("Without a team"));
	peer_counts(&counts, team);
	flow->view.right = buf_take(&counts);
	flow->view.several = peer->team_count > 1;
	flow->view.comments = !peer->open && team->comments > 0;
	flow->view.what_if =
		!peer->open && team->factors != NULL && peer->settings.method != METHOD_NONE;
	flow->view.keep = flow->view.what_if && flow->trying;
	for (size_t m = 0; m < team->count; m++)
		add_member(&writing, m);
	if (peer->open) {
		writing.apart = true;
		add_sentence(&writing,
			_("While the round is open there are counts only; levels show when it is "
			  "closed."));
	}
	add_notes(&writing);
	if (team->factors != NULL)
		add_factors(&writing);
	if (peer->open)
		return;
	add_reasons(&writing);
	add_comments(&writing);
}
