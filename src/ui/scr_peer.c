/* One criterion at a time over all people of a team. */
#include "config.h"

#include "ui/scr_peer.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ui/scale.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <stdlib.h>

size_t peer_shown(const struct peer_screen *peer)
{
	return peer->noting.on ? peer->noted : peers_person(peer->view->peers);
}

size_t peer_cursor(const struct peer_screen *peer)
{
	const struct peers *peers = peer->view->peers;

	if (peer->noting.on || peer->cursor_person != peers_person(peers) ||
		peer->cursor_criterion != peers_criterion(peers))
		return RUBRIC_NONE;
	return peer->cursor;
}

static struct walk *walk_here(const struct peer_screen *peer)
{
	return peers_walk(peer->view->peers, peers_person(peer->view->peers));
}

static void go(struct peer_screen *peer, size_t person, size_t criterion)
{
	peers_go(peer->view->peers, person, criterion);
	peer->cursor = RUBRIC_NONE;
	peer->base.next = TELL_HERE;
}

static bool all_answered(const struct peers *peers)
{
	return peers_answered(peers) == peers_total(peers);
}

static void say_complete(struct peer_screen *peer)
{
	screen_say(&peer->base,
		scr_peer_words_asked(peer->view->peers)
			? _("All %zu answered. c writes tops and tips, s hands in.")
			: _("All %zu answered. s hands in."),
		peers_total(peer->view->peers));
}

/* The next person; behind the last one the next criterion; at the end what is still open. True
 * when this answer was the last that missed. */
static bool go_on(struct peer_screen *peer, bool was_open)
{
	struct peers *peers = peer->view->peers;
	size_t person = peers_person(peers), criterion = peers_criterion(peers);
	bool last = criterion + 1 == peers_rubric(peers)->criterion_count;

	peer->cursor = RUBRIC_NONE;
	if (all_answered(peers) && was_open) {
		say_complete(peer);
		return true;
	}
	if (person + 1 < peers_count(peers))
		go(peer, person + 1, criterion);
	else if (!last)
		go(peer, 0, criterion + 1);
	else if (peers_go_open(peers))
		go(peer, peers_person(peers), peers_criterion(peers));
	else
		say_complete(peer);
	return false;
}

static enum screen_result choose(struct peer_screen *peer, const struct input *input)
{
	struct peers *peers = peer->view->peers;
	size_t person = peers_person(peers), criterion = peers_criterion(peers);
	bool open = peers_answer(peers, person, criterion)->status == ANSWER_NONE;
	enum scale_result result;

	walk_go(walk_here(peer), criterion);
	if (input->action == ACT_SELECT)
		result = scale_choose(&peer->base, walk_here(peer), criterion, peer_cursor(peer));
	else
		result = scale_act(&peer->base, walk_here(peer), criterion, input);
	if (result == SCALE_REFUSED)
		return SCREEN_STAY;
	peers_changed(peers, person);
	if (input->action == ACT_CLEAR)
		return SCREEN_CHANGED;
	peer->just_person = person;
	peer->just_criterion = criterion;
	if (go_on(peer, open) && scr_peer_words_asked(peers))
		return screen_want(&peer->base, WANT_WORDS, 0);
	return result == SCALE_CHANGED ? SCREEN_CHANGED : SCREEN_STAY;
}

static enum screen_result select_or_next(struct peer_screen *peer, const struct input *input)
{
	if (peer_cursor(peer) != RUBRIC_NONE)
		return choose(peer, input);
	go_on(peer, false);
	return SCREEN_STAY;
}

/* The note belongs to the answer just given, else to where one is. */
static enum screen_result note(struct peer_screen *peer, size_t person, size_t criterion)
{
	struct peers *peers = peer->view->peers;

	if (person == RUBRIC_NONE) {
		person = peers_person(peers);
		criterion = peers_criterion(peers);
	}
	if (words_refused(&peer->base, peers_walk(peers, person)))
		return SCREEN_STAY;
	go(peer, person, criterion);
	peer->noted = person;
	noting_start(&peer->noting, peers_walk(peers, person), criterion, false);
	return SCREEN_STAY;
}

static enum screen_result type(struct peer_screen *peer, const struct input *input)
{
	struct peers *peers = peer->view->peers;
	bool changed;

	if (noting_act(&peer->noting, peers_walk(peers, peer->noted), input, &changed) ==
		NOTING_DONE)
		go_on(peer, false);
	if (changed)
		peers_changed(peers, peer->noted);
	return changed ? SCREEN_CHANGED : SCREEN_STAY;
}

static void move_cursor(struct peer_screen *peer, int by)
{
	const struct peers *peers = peer->view->peers;

	peer->cursor = scale_move(walk_here(peer), peers_criterion(peers), peer_cursor(peer), by);
	peer->cursor_person = peers_person(peers);
	peer->cursor_criterion = peers_criterion(peers);
	peer->base.next = TELL_LEVEL;
}

/* Before the first person comes the last one of the criterion before. */
static void go_back(struct peer_screen *peer)
{
	struct peers *peers = peer->view->peers;
	size_t person = peers_person(peers), criterion = peers_criterion(peers);

	if (person > 0)
		go(peer, person - 1, criterion);
	else if (criterion > 0)
		go(peer, peers_count(peers) - 1, criterion - 1);
}

static enum screen_result move(struct peer_screen *peer, enum action action)
{
	struct peers *peers = peer->view->peers;
	size_t person = peers_person(peers), criterion = peers_criterion(peers);
	size_t count = peers_count(peers), criteria = peers_rubric(peers)->criterion_count;

	switch (action) {
	case ACT_PREVIOUS: go_back(peer); break;
	case ACT_NEXT:
		if (person + 1 < count)
			go(peer, person + 1, criterion);
		else if (criterion + 1 < criteria)
			go(peer, 0, criterion + 1);
		break;
	case ACT_FIRST: go(peer, 0, 0); break;
	case ACT_LAST: go(peer, count - 1, criteria - 1); break;
	case ACT_PAGE_UP: go(peer, person, criterion > 0 ? criterion - 1 : 0); break;
	case ACT_PAGE_DOWN: go(peer, person, criterion + 1); break;
	case ACT_LEFT: move_cursor(peer, -1); break;
	case ACT_RIGHT: move_cursor(peer, 1); break;
	case ACT_NEXT_OPEN:
		if (peers_go_open(peers))
			go(peer, peers_person(peers), peers_criterion(peers));
		else
			say_complete(peer);
		break;
	default: break;
	}
	return SCREEN_STAY;
}

static enum screen_result peer_act(struct screen *screen, const struct input *input)
{
	struct peer_screen *peer = (struct peer_screen *)screen;
	size_t person = peer->just_person, criterion = peer->just_criterion;

	peer->seen[peers_criterion(peer->view->peers)] = true;
	peer->told = peers_criterion(peer->view->peers);
	if (peer->noting.on)
		return type(peer, input);
	peer->just_person = RUBRIC_NONE;
	switch (input->action) {
	case ACT_CHOOSE:
	case ACT_UNKNOWN:
	case ACT_NOT_APPLICABLE:
	case ACT_CLEAR: return choose(peer, input);
	case ACT_SELECT: return select_or_next(peer, input);
	case ACT_NOTE: return note(peer, person, criterion);
	case ACT_UNDO:
		peer->cursor = RUBRIC_NONE;
		return peer_words_undo(screen, peer->view->peers) ? SCREEN_CHANGED : SCREEN_STAY;
	case ACT_WORDS: return screen_want(screen, WANT_WORDS, 0);
	case ACT_REVIEW: return screen_want(screen, WANT_REVIEW, 0);
	case ACT_SUBMIT: return screen_want(screen, WANT_SUBMIT, 0);
	case ACT_REOPEN: return screen_want(screen, WANT_REOPEN, 0);
	case ACT_ABOUT: return screen_want(screen, WANT_ABOUT, 0);
	case ACT_CONSENT: return screen_want(screen, WANT_CONSENT, 0);
	case ACT_LEAVE: return SCREEN_POP;
	default: return move(peer, input->action);
	}
}

static bool peer_can(const struct screen *screen, enum action action)
{
	const struct peer_screen *peer = (const struct peer_screen *)screen;
	const struct peers *peers = peer->view->peers;

	switch (action) {
	case ACT_NOTE: return peers_rubric(peers)->reason != RUBRIC_REASON_OFF;
	case ACT_WORDS: return scr_peer_words_asked(peers);
	case ACT_CONSENT: return peer->view->asks_consent;
	case ACT_SUBMIT: return !peers_submitted(peers);
	case ACT_REOPEN: return peers_submitted(peers);
	case ACT_UNDO:
	case ACT_SELECT:
	case ACT_PREVIOUS:
	case ACT_NEXT:
	case ACT_LEFT:
	case ACT_RIGHT:
	case ACT_NEXT_OPEN:
	case ACT_FIRST:
	case ACT_LAST:
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
	case ACT_REVIEW:
	case ACT_ABOUT:
	case ACT_LEAVE: return true;
	default: return scale_can(walk_here(peer), peers_criterion(peers), action);
	}
}

static bool peer_asking(const struct screen *screen, struct asking *asking)
{
	return noting_asking(&((const struct peer_screen *)screen)->noting, asking);
}

/* What was kept of the typing is a change of that walk. */
static enum screen_result kept(struct peer_screen *peer, bool changed)
{
	if (!changed)
		return SCREEN_STAY;
	peers_changed(peer->view->peers, peer->noted);
	return SCREEN_CHANGED;
}

static enum screen_result peer_tick(struct screen *screen, int64_t now_ms)
{
	struct peer_screen *peer = (struct peer_screen *)screen;
	struct walk *walk = peers_walk(peer->view->peers, peer->noted);

	return kept(peer, noting_tick(&peer->noting, walk, now_ms));
}

static enum screen_result peer_settle(struct screen *screen)
{
	struct peer_screen *peer = (struct peer_screen *)screen;
	struct walk *walk = peers_walk(peer->view->peers, peer->noted);

	return kept(peer, noting_settle(&peer->noting, walk));
}

static size_t peer_choices(const struct screen *screen)
{
	const struct peers *peers = ((const struct peer_screen *)screen)->view->peers;

	return peers_rubric(peers)->criteria[peers_criterion(peers)].step_count;
}

/* --- in sentences ----------------------------------------------------------------------------- */

static void tell_criterion(const struct peer_screen *peer, struct telling *telling)
{
	const struct peers *peers = peer->view->peers;
	const struct rubric *rubric = peers_rubric(peers);
	size_t criterion = peers_criterion(peers);
	struct buf line = BUF_EMPTY;

	words_place(&line, rubric, criterion);
	buf_format(&line, ": %s. %s", words_title(rubric, criterion),
		peer_words_question(peers, peer_shown(peer), criterion));
	spoken_sentence(telling, buf_text(&line));
	buf_free(&line);
}

static void tell_person(const struct peer_screen *peer, struct telling *telling, bool asked)
{
	const struct peers *peers = peer->view->peers;
	size_t person = peer_shown(peer), criterion = peers_criterion(peers);
	struct buf name = BUF_EMPTY;

	peer_words_name(&name, peers, person);
	/* The question about oneself is another one. */
	if (peers_is_self(peers, person) && !asked)
		buf_format(&name, ". %s", peer_words_question(peers, person, criterion));
	spoken_sentence(telling, buf_text(&name));
	buf_free(&name);
	spoken_answer(telling, peers_walk(peers, person), criterion);
}

static void tell_here(const struct peer_screen *peer, struct telling *telling, bool all)
{
	const struct peers *peers = peer->view->peers;
	size_t criterion = peers_criterion(peers);
	bool other = all || peer->told != criterion;

	if (other)
		tell_criterion(peer, telling);
	if (all || !peer->seen[criterion])
		scale_tell_all(telling, peers_walk(peers, peer_shown(peer)), criterion);
	tell_person(peer, telling, other);
}

static void tell_form(const struct peer_screen *peer, struct telling *telling)
{
	const struct rubric *rubric = peers_rubric(peer->view->peers);
	struct buf line = BUF_EMPTY;

	buf_format(&line, "%s%s%s. ", words_say(rubric, &rubric->title),
		peer->view->team[0] != '\0' ? ": " : "", peer->view->team);
	peer_words_progress(&line, peer->view->peers);
	spoken_sentence(telling, buf_text(&line));
	buf_free(&line);
}

static void tell_ask(const struct peer_screen *peer, struct telling *telling)
{
	const struct peers *peers = peer->view->peers;
	const struct rubric *rubric = peers_rubric(peers);
	const char *name = peers_name(peers, peer_shown(peer));
	size_t steps = rubric->criteria[peers_criterion(peers)].step_count;

	if (peers_submitted(peers))
		tell_line(telling, "%s", _("R reopens the form, q leaves, or ? for help."));
	else if (rubric->unknown_allowed)
		tell_line(telling, _("%s: choose 1 to %zu, u for %s, or ? for help."), name, steps,
			words_unknown(rubric));
	else
		tell_line(telling, _("%s: choose 1 to %zu, or ? for help."), name, steps);
}

static void peer_tell(const struct screen *screen, struct telling *telling)
{
	const struct peer_screen *peer = (const struct peer_screen *)screen;
	const struct walk *walk = peers_walk(peer->view->peers, peer_shown(peer));
	size_t criterion = peers_criterion(peer->view->peers), cursor = peer_cursor(peer);

	switch (telling->what) {
	case TELL_ENTER: tell_form(peer, telling); break;
	case TELL_HERE: tell_here(peer, telling, false); break;
	case TELL_ALL:
		tell_form(peer, telling);
		tell_here(peer, telling, true);
		break;
	case TELL_WHERE:
		tell_form(peer, telling);
		tell_criterion(peer, telling);
		tell_person(peer, telling, true);
		break;
	case TELL_LEVEL:
		if (telling->number > 0)
			scale_tell_one(telling, walk, criterion, telling->number - 1);
		else if (cursor != RUBRIC_NONE)
			scale_tell_one(telling, walk, criterion, cursor);
		break;
	case TELL_ASK: tell_ask(peer, telling); break;
	case TELL_NOTHING: break;
	}
}

static void peer_screen_free(struct screen *screen)
{
	struct peer_screen *peer = (struct peer_screen *)screen;

	noting_free(&peer->noting);
	free(peer->seen);
	free(peer);
}

static const struct screen_ops peer_ops = {
	.name = "peer",
	.draw = peer_draw,
	.tell = peer_tell,
	.act = peer_act,
	.can = peer_can,
	.asking = peer_asking,
	.tick = peer_tick,
	.settle = peer_settle,
	.free = peer_screen_free,
	.choices = peer_choices,
};

struct screen *scr_peer_new(const struct peer_view *view)
{
	struct peer_screen *peer = MEM_NEW(struct peer_screen);

	peer->base.ops = &peer_ops;
	peer->view = view;
	peer->cursor = peer->just_person = peer->just_criterion = peer->told = RUBRIC_NONE;
	peer->seen = mem_new(peers_rubric(view->peers)->criterion_count * sizeof(*peer->seen));
	return &peer->base;
}
