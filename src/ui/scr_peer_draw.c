#include "config.h"

#include "ui/scr_peer.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "ui/layout.h"
#include "ui/page.h"
#include "ui/scale.h"
#include "ui/words.h"

#define INDENT	    2
#define HEAD_ROWS   2 /* of the bar: layout counts them */
#define PEOPLE_MIN  3 /* rows of the people when room is short */
#define NAME_MIN    12
#define TITLE_SPACE 3

/* "Criterion 2 of 5   Agreements and planning" and its question. */
static void page_heading(struct page *page, const struct peer_screen *peer)
{
	const struct peers *peers = peer->view->peers;
	const struct rubric *rubric = peers_rubric(peers);
	size_t criterion = peers_criterion(peers);
	struct buf place = BUF_EMPTY;

	words_place(&place, rubric, criterion);
	page_line(page, 1);
	page_put(page, INDENT, LOOK_QUIET, buf_text(&place));
	page_put(page, INDENT + text_width(buf_text(&place)) + TITLE_SPACE, LOOK_TITLE,
		words_title(rubric, criterion));
	page_line(page, 1);
	page_wrapped(
		page, INDENT, LOOK_NORMAL, peer_words_question(peers, peer_shown(peer), criterion));
	buf_free(&place);
}

/* The rows the heading takes at the person who has the longest question. */
static int heading_rows(const struct peer_screen *peer, int columns)
{
	const struct peers *peers = peer->view->peers;
	int most = 0;

	for (size_t i = 0; i < peers_count(peers); i++) {
		int rows = words_rows(
			peer_words_question(peers, i, peers_criterion(peers)), columns - INDENT);

		most = rows > most ? rows : most;
	}
	return 1 + most;
}

struct columns {
	int name, label, marks;
};

static struct columns people_columns(const struct peer_screen *peer, int columns)
{
	const struct peers *peers = peer->view->peers;
	const struct rubric *rubric = peers_rubric(peers);
	int label = scale_label_width(rubric), widest = NAME_MIN;
	int marks = 2 * (int)rubric->criteria[peers_criterion(peers)].step_count + 1;
	int room = columns - INDENT - 2 - label - 2 - marks;
	struct columns at;

	for (size_t i = 0; i < peers_count(peers); i++) {
		struct buf name = BUF_EMPTY;

		peer_words_name(&name, peers, i);
		widest = text_widest(widest, buf_text(&name));
		buf_free(&name);
	}
	if (widest > room)
		widest = room < 1 ? 1 : room;
	at.name = INDENT;
	at.label = at.name + widest + 2;
	at.marks = at.label + label + 2;
	return at;
}

static void page_person(struct page *page, const struct peer_screen *peer, size_t person,
	const struct columns *at, const struct pane *pane)
{
	const struct peers *peers = peer->view->peers;
	const struct walk *walk = peers_walk(peers, person);
	size_t criterion = peers_criterion(peers);
	const struct answer *answer = peers_answer(peers, person, criterion);
	bool current = person == peer_shown(peer);
	enum look look = current ? LOOK_CURRENT : LOOK_NORMAL;
	int line = page_line(page, 1);
	struct buf text = BUF_EMPTY;

	peer_words_name(&text, peers, person);
	if (current) {
		page_current(page, line, pane_glyphs(pane));
		page_focus(page, line);
	}
	page_cut_at(page, line, at->name, at->label - at->name - 2, look, buf_text(&text),
		pane_ascii(pane));
	if (answer->status != ANSWER_NONE)
		page_cut_at(page, line, at->label, at->marks - at->label - 2, look,
			words_answer(walk, criterion), pane_ascii(pane));
	buf_cut(&text, 0);
	scale_marks(&text, walk, criterion, pane_glyphs(pane));
	page_put(page, at->marks, look, buf_text(&text));
	buf_free(&text);
}

static void draw_people(const struct peer_screen *peer, struct pane *pane)
{
	struct columns at = people_columns(peer, pane->columns - PAGE_MARGIN);
	struct page page;

	page_start(&page, pane->columns - PAGE_MARGIN);
	for (size_t i = 0; i < peers_count(peer->view->peers); i++)
		page_person(&page, peer, i, &at, pane);
	page_show(&page, pane);
	page_free(&page);
}

static void page_note(struct page *page, const struct peer_screen *peer)
{
	const struct peers *peers = peer->view->peers;
	const struct answer *answer = peers_answer(peers, peer_shown(peer), peers_criterion(peers));
	const char *label = words_note(peers_rubric(peers));

	if (answer->note != NULL) {
		page_line(page, 1);
		page_put(page, INDENT, LOOK_QUIET, label);
		page_wrapped(page, INDENT + text_width(label) + 2, LOOK_NORMAL, answer->note);
	}
	if (peer->just_person != RUBRIC_NONE &&
		(peer->just_person != peers_person(peers) ||
			peer->just_criterion != peers_criterion(peers))) {
		struct buf name = BUF_EMPTY;

		peer_words_name(&name, peers, peer->just_person);
		page_line(page, 1);
		page_format(page, INDENT, LOOK_QUIET, _("n writes a note with %s: %s"),
			buf_text(&name),
			words_answer(peers_walk(peers, peer->just_person), peer->just_criterion));
		buf_free(&name);
	}
}

static void draw_detail(const struct peer_screen *peer, struct pane *pane)
{
	const struct peers *peers = peer->view->peers;
	const struct walk *walk = peers_walk(peers, peer_shown(peer));
	size_t criterion = peers_criterion(peers), cursor = peer_cursor(peer);
	int field = peer->noting.on ? noting_rows(&peer->noting) : 0;
	struct pane typing;
	struct page page;

	page_start(&page, pane->columns - PAGE_MARGIN);
	page.place = PAGE_LEAST;
	scale_page(&page, walk, criterion,
		cursor == RUBRIC_NONE ? scale_chosen(walk, criterion) : cursor, pane_glyphs(pane));
	if (cursor == RUBRIC_NONE)
		page.cursor_line = -1;
	if (!peer->noting.on)
		page_note(&page, peer);
	typing = page_show_above(&page, pane, field);
	if (peer->noting.on)
		noting_draw(&peer->noting, &typing);
	page_free(&page);
}

/* Rows for heading and people together: what the levels leave, but a few people at least. */
static int top_wanted(const struct peer_screen *peer, const struct pane *body, int heading)
{
	const struct peers *peers = peer->view->peers;
	int levels = scale_height(
		peers_rubric(peers), peers_criterion(peers), body->columns - PAGE_MARGIN);
	int people = (int)peers_count(peers), room = body->rows - 1 - levels - heading;

	if (room < PEOPLE_MIN)
		room = PEOPLE_MIN;
	return heading + (people < room ? people : room);
}

void peer_draw(const struct screen *screen, struct pane *pane)
{
	const struct peer_screen *peer = (const struct peer_screen *)screen;
	struct pane body = peer_words_bar(pane, peer->view);
	struct layout_walk layout = layout_walk(body.rows + HEAD_ROWS, body.columns, 0);
	int width = layout.side_by_side ? layout.list.columns : body.columns;
	int heading = heading_rows(peer, width - PAGE_MARGIN);
	struct pane list, detail, head;
	struct page page;

	layout = layout_walk(body.rows + HEAD_ROWS, body.columns, top_wanted(peer, &body, heading));
	list = words_box(pane, &layout.list);
	detail = words_box(pane, &layout.detail);
	if (layout.rule >= 0)
		pane_rule(pane, layout.rule);
	if (layout.bar >= 0)
		pane_bar(pane, layout.bar, layout.list.row, layout.list.rows);
	if (heading > list.rows - 1)
		heading = list.rows > 1 ? list.rows - 1 : 0;
	head = pane_part(&list, 0, 0, heading, list.columns);
	list = pane_part(&list, heading, 0, list.rows - heading, list.columns);
	page_start(&page, head.columns - PAGE_MARGIN);
	page.place = PAGE_TOP;
	page_heading(&page, peer);
	page_show(&page, &head);
	page_free(&page);
	draw_people(peer, &list);
	draw_detail(peer, &detail);
}
