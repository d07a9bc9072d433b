#include "config.h"

#include "ui/screens_peer.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/list.h"
#include "ui/page.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <math.h>
#include <stdlib.h>

#define TEXT_COLUMNS 92
#define INDENT	     2

enum paragraph {
	PARA_PURPOSE,
	PARA_ENTER,
	PARA_WHO_SEES,
	PARA_HOW,
	PARA_FACTOR,
	PARA_CONSENT,
	PARA_STATUS,
	PARA_COUNT
};

struct opening {
	struct screen base;
	const struct peer_view *view;
	bool about, begins;
	struct list paragraphs;
};

static const char *enter_text(const struct opening *opening)
{
	const struct peers *peers = opening->view->peers;

	if (opening->about)
		return _("Enter goes back to the form.");
	if (peers_submitted(peers))
		return _("This form was handed in. Enter shows it; R there reopens it.");
	if (peers_answered(peers) > 0)
		return _("Enter goes on where you were.");
	return _("Enter starts.");
}

static const char *opening_enter(const struct screen *screen)
{
	const struct opening *opening = (const struct opening *)screen;
	const struct peers *peers = opening->view->peers;

	if (opening->about)
		return _("back");
	if (peers_submitted(peers))
		return _("open");
	return peers_answered(peers) > 0 ? _("go on") : _("start");
}

static void factor(struct buf *out, const struct session *session)
{
	if (session->method == METHOD_NONE)
		return;
	buf_format(out, _("Your lecturer looks at the contribution factor %s, weight %g"),
		session_method_word(session->method), session->weight);
	if (!isnan(session->cap))
		buf_format(out, _(", at most %g"), session->cap);
	buf_text_add(out, session->self_counted ? _("; what you say of yourself counts in it.")
						: _("; what you say of yourself does not count "
						    "in it."));
	if (session->penalty > 0 && session->penalty_points)
		buf_format(out, _(" Who hands in nothing loses %g points."), session->penalty);
	else if (session->penalty > 0)
		buf_format(out, _(" Who hands in nothing loses %g %%."), 100 * session->penalty);
	buf_text_add(out, _(" It advises; it never becomes a mark by itself."));
}

static void paragraph_text(struct buf *out, const struct opening *opening, enum paragraph which)
{
	const struct peer_view *view = opening->view;
	const struct rubric *rubric = peers_rubric(view->peers);
	const struct session *session = view->session;

	switch (which) {
	case PARA_PURPOSE:
		buf_text_add(out, session->purpose[0] != '\0'
					  ? session->purpose
					  : words_say(rubric, &rubric->purpose));
		break;
	case PARA_ENTER: buf_text_add(out, enter_text(opening)); break;
	case PARA_WHO_SEES: buf_text_add(out, peer_words_who_sees(session)); break;
	case PARA_HOW:
		buf_format(out,
			lang_plural("One criterion at a time, for %zu person: choose a level for "
				    "each.",
				"One criterion at a time, for %zu people: choose a level for each.",
				peers_count(view->peers)),
			peers_count(view->peers));
		if (view->closes[0] != '\0')
			buf_format(out, _(" You can change everything until it closes: %s."),
				view->closes);
		buf_format(out, " %s", _("Your answers are saved on this computer as you go."));
		break;
	case PARA_FACTOR: factor(out, session); break;
	case PARA_CONSENT:
		if (view->asks_consent && view->consent != 0)
			buf_text_add(
				out, view->consent == 'y'
					     ? _("Research: your answers may be used, without your "
						 "name. C changes this.")
					     : _("Research: your answers are not used. C changes "
						 "this."));
		break;
	case PARA_STATUS: buf_text_add(out, words_status(rubric)); break;
	case PARA_COUNT: break;
	}
}

static void opening_draw(const struct screen *screen, struct pane *pane)
{
	const struct opening *opening = (const struct opening *)screen;
	const struct peer_view *view = opening->view;
	struct pane body = peer_words_bar(pane, view);
	struct page page;

	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	page.place = PAGE_TOP;
	page_line(&page, 1);
	page_put(&page, INDENT, LOOK_TITLE, view->session->title);
	if (view->session->description[0] != '\0') {
		page_line(&page, 1);
		page_wrapped(&page, INDENT, LOOK_NORMAL, view->session->description);
	}
	for (size_t i = 0; i < PARA_COUNT; i++) {
		struct buf text = BUF_EMPTY;
		int line;

		paragraph_text(&text, opening, (enum paragraph)i);
		if (text.len > 0) {
			line = page_line(&page, i == PARA_PURPOSE ? 1 : 2);
			page_wrapped(&page, INDENT, i == PARA_ENTER ? LOOK_TITLE : LOOK_NORMAL,
				buf_text(&text));
			if (i == PARA_ENTER)
				page_cursor(&page, line, INDENT);
			if (i == opening->paragraphs.current && i != PARA_PURPOSE)
				page_focus(&page, line);
		}
		buf_free(&text);
	}
	page_show(&page, &body);
	page_free(&page);
}

static void tell_all(const struct opening *opening, struct telling *telling)
{
	const struct session *session = opening->view->session;

	spoken_sentence(telling, session->title);
	spoken_sentence(telling, session->description);
	for (size_t i = 0; i < PARA_COUNT; i++) {
		struct buf text = BUF_EMPTY;

		if (i != PARA_ENTER)
			paragraph_text(&text, opening, (enum paragraph)i);
		spoken_sentence(telling, buf_text(&text));
		buf_free(&text);
	}
}

static void opening_tell(const struct screen *screen, struct telling *telling)
{
	const struct opening *opening = (const struct opening *)screen;
	struct buf progress = BUF_EMPTY;

	switch (telling->what) {
	case TELL_ENTER:
	case TELL_ALL: tell_all(opening, telling); break;
	case TELL_WHERE:
		peer_words_progress(&progress, opening->view->peers);
		spoken_sentence(telling, buf_text(&progress));
		buf_free(&progress);
		break;
	case TELL_ASK: tell_line(telling, "%s", enter_text(opening)); break;
	default: break;
	}
}

static enum screen_result opening_act(struct screen *screen, const struct input *input)
{
	struct opening *opening = (struct opening *)screen;

	switch (input->action) {
	case ACT_SELECT: opening->begins = !opening->about; return SCREEN_POP;
	case ACT_CONSENT: return screen_want(screen, WANT_CONSENT, 0);
	default: return list_go(&opening->paragraphs, input->action, 1) ? SCREEN_STAY : SCREEN_POP;
	}
}

static bool opening_can(const struct screen *screen, enum action action)
{
	const struct opening *opening = (const struct opening *)screen;

	switch (action) {
	case ACT_CONSENT: return opening->view->asks_consent;
	case ACT_SELECT:
	case ACT_PREVIOUS:
	case ACT_NEXT:
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
	case ACT_BACK: return true;
	default: return false;
	}
}

static void opening_free(struct screen *screen)
{
	free(screen);
}

static const struct screen_ops opening_ops = {
	.name = "peer opening",
	.draw = opening_draw,
	.tell = opening_tell,
	.act = opening_act,
	.can = opening_can,
	.enter = opening_enter,
	.blank_selects = true,
	.free = opening_free,
};

struct screen *scr_peer_opening_new(const struct peer_view *view, bool about)
{
	struct opening *opening = MEM_NEW(struct opening);

	opening->base.ops = &opening_ops;
	opening->view = view;
	opening->about = about;
	opening->paragraphs.count = PARA_COUNT;
	return &opening->base;
}

bool scr_peer_opening_begins(const struct screen *screen)
{
	return ((const struct opening *)screen)->begins;
}
