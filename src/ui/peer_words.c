/* How the parts of a peer form are called: the same words on every screen. */
#include "config.h"

#include "ui/screens_peer.h"

#include "base/buf.h"
#include "base/lang.h"
#include "ui/words.h"

#include <string.h>

void peer_words_name(struct buf *out, const struct peers *peers, size_t person)
{
	if (peers_is_self(peers, person))
		buf_format(out, _("%s (you)"), peers_name(peers, person));
	else
		buf_text_add(out, peers_name(peers, person));
}

const char *peer_words_question(const struct peers *peers, size_t person, size_t criterion)
{
	const struct rubric *rubric = peers_rubric(peers);
	const struct rubric_text *self = &rubric->criteria[criterion].self;

	if (peers_is_self(peers, person) && !rubric_text_empty(self))
		return words_say(rubric, self);
	return words_question(rubric, criterion);
}

void peer_words_comment(
	struct buf *out, const struct peers *peers, size_t person, enum rubric_comment comment)
{
	static const char *const holes[] = {"{name}", "{naam}"};
	const struct rubric *rubric = peers_rubric(peers);
	const char *at = words_say(rubric, &rubric->comments[comment]);

	while (*at != '\0') {
		size_t i = 0;

		while (i < 2 && strncmp(at, holes[i], strlen(holes[i])) != 0)
			i++;
		if (i < 2) {
			buf_text_add(out, peers_name(peers, person));
			at += strlen(holes[i]);
		} else {
			buf_byte(out, *at++);
		}
	}
}

void peer_words_part(
	struct buf *out, const struct peers *peers, size_t person, enum rubric_comment comment)
{
	switch (comment) {
	case RUBRIC_TOP: buf_format(out, _("top for %s"), peers_name(peers, person)); break;
	case RUBRIC_TIP: buf_format(out, _("tip for %s"), peers_name(peers, person)); break;
	default: buf_text_add(out, _("note for the lecturer only")); break;
	}
}

void peer_words_progress(struct buf *out, const struct peers *peers)
{
	if (peers_submitted(peers))
		buf_text_add(out, _("handed in"));
	else
		buf_format(
			out, _("%zu of %zu answered"), peers_answered(peers), peers_total(peers));
}

struct pane peer_words_bar(struct pane *pane, const struct peer_view *view)
{
	const struct rubric *rubric = peers_rubric(view->peers);
	struct buf right = BUF_EMPTY;
	struct pane body;

	buf_format(&right, "%s   ", view->me);
	if (view->me[0] == '\0')
		buf_cut(&right, 0);
	peer_words_progress(&right, view->peers);
	body = words_bar(pane, words_say(rubric, &rubric->title), view->team, buf_text(&right));
	buf_free(&right);
	return body;
}

static void say_undone(struct screen *screen, const struct peers *peers)
{
	size_t person = peers_last(peers);
	const struct walk *walk = peers_walk(peers, person);
	const struct record *last = walk_last(walk);
	size_t criterion = rubric_find_criterion(peers_rubric(peers), last->criterion);
	struct buf part = BUF_EMPTY;

	if (last->event == RECORD_COMMENT) {
		peer_words_part(&part, peers, person, sheet_comment(last->part));
		screen_say(screen, _("Undone: the %s is as it was."), buf_text(&part));
	} else if (criterion == RUBRIC_NONE) {
		screen_say(screen, "%s", _("Undone: the form is open again."));
	} else {
		peer_words_name(&part, peers, person);
		screen_say(screen, _("Undone: %s, %s: %s."), buf_text(&part),
			words_title(peers_rubric(peers), criterion),
			last->event == RECORD_RATE ? words_answer(walk, criterion)
						   : _("the note is as it was"));
	}
	buf_free(&part);
}

bool peer_words_undo(struct screen *screen, struct peers *peers)
{
	if (!peers_undo(peers)) {
		screen_say(screen, "%s", _("Nothing to undo: this is how the form began."));
		return false;
	}
	say_undone(screen, peers);
	screen->next = TELL_HERE;
	return true;
}

const char *peer_words_who_sees(const struct session *session)
{
	if (session->names_shown)
		return _("Feedback on behaviour you have seen. Teammates never see who gave which "
			 "level; they get a summary and your tip and top with your name, after the "
			 "lecturer has read them. The lecturer sees everything. Remarks are "
			 "personal data: the person they are about may ask for them.");
	return _("Feedback on behaviour you have seen. Teammates never see who gave which level; "
		 "they get a summary and your tip and top without a name, after the lecturer has "
		 "read them; they may recognise you by how you write. The lecturer sees "
		 "everything. Remarks are personal data: the person they are about may ask for "
		 "them.");
}
