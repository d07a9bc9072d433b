/* A top and a tip for each teammate, and one text for the lecturer only. */
#include "config.h"

#include "ui/screens_peer.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/list.h"
#include "ui/noting.h"
#include "ui/page.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <stdlib.h>

#define TEXT_COLUMNS 92
#define INDENT	     2

struct item {
	size_t person;
	enum rubric_comment comment;
};

struct words {
	struct screen base;
	const struct peer_view *view;
	struct item *items;
	struct list at;
	struct noting noting;
};

static bool asked(const struct rubric *rubric, enum rubric_comment comment)
{
	return !rubric_text_empty(&rubric->comments[comment]);
}

/* Top and tip about others; what only the lecturer reads stands with oneself. */
static size_t list_items(const struct peers *peers, struct item *items)
{
	const struct rubric *rubric = peers_rubric(peers);
	size_t count = 0, self = peers_self(peers);

	for (size_t i = 0; i < peers_count(peers); i++) {
		for (int c = RUBRIC_TOP; c <= RUBRIC_TIP; c++) {
			if (i != self && asked(rubric, (enum rubric_comment)c))
				items[count++] = (struct item){i, (enum rubric_comment)c};
		}
	}
	if (self != RUBRIC_NONE && asked(rubric, RUBRIC_LECTURER))
		items[count++] = (struct item){self, RUBRIC_LECTURER};
	return count;
}

static struct item *new_items(const struct peers *peers, size_t *count)
{
	struct item *items = mem_new((2 * peers_count(peers) + 1) * sizeof(*items));

	*count = list_items(peers, items);
	return items;
}

bool scr_peer_words_asked(const struct peers *peers)
{
	size_t count;

	free(new_items(peers, &count));
	return count > 0;
}

static const struct item *item_here(const struct words *words)
{
	return &words->items[words->at.current];
}

static const char *text_of(const struct words *words, const struct item *item)
{
	const char *text =
		walk_sheet(peers_walk(words->view->peers, item->person))->comments[item->comment];

	return text != NULL ? text : "";
}

static const char *truth(const struct item *item)
{
	if (item->comment != RUBRIC_LECTURER)
		return "";
	return _("The lecturer can read this at once; teammates will not see it; the person you "
		 "write about may ask the programme for it. Urgent? Call or mail your lecturer.");
}

/* --- drawing ---------------------------------------------------------------------------------- */

static void capital_part(struct buf *out, const struct words *words, const struct item *item)
{
	size_t from = out->len;

	peer_words_part(out, words->view->peers, item->person, item->comment);
	if (out->len > from && out->data[from] >= 'a' && out->data[from] <= 'z')
		out->data[from] = (char)(out->data[from] - 'a' + 'A');
}

static void page_item(struct page *page, const struct words *words, size_t i, struct pane *pane)
{
	const struct item *item = &words->items[i];
	bool current = i == words->at.current;
	enum look look = current ? LOOK_CURRENT : LOOK_NORMAL;
	const char *text = text_of(words, item);
	struct buf part = BUF_EMPTY, question = BUF_EMPTY;
	int line = page_line(page, 1);

	capital_part(&part, words, item);
	page_put(page, INDENT, look, buf_text(&part));
	if (text[0] == '\0')
		page_put(page, INDENT + text_width(buf_text(&part)) + 2, LOOK_QUIET,
			_("nothing yet"));
	if (current) {
		page_current(page, line, pane_glyphs(pane));
		peer_words_comment(&question, words->view->peers, item->person, item->comment);
		page_line(page, 1);
		page_wrapped(page, INDENT + 2, LOOK_TITLE, buf_text(&question));
		if (truth(item)[0] != '\0') {
			page_line(page, 1);
			page_wrapped(page, INDENT + 2, LOOK_NORMAL, truth(item));
		}
	}
	if (text[0] != '\0' && !(current && words->noting.on)) {
		page_line(page, 1);
		page_wrapped(page, INDENT + 2, LOOK_NORMAL, text);
	}
	if (current)
		page_focus(page, line);
	buf_free(&part);
	buf_free(&question);
}

static void words_draw(const struct screen *screen, struct pane *pane)
{
	const struct words *words = (const struct words *)screen;
	struct pane body = peer_words_bar(pane, words->view), rest;
	int field = words->noting.on ? noting_rows(&words->noting) : 0;
	struct page page;

	if (field > body.rows)
		field = body.rows;
	rest = pane_part(&body, 0, 0, body.rows - field, body.columns);
	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	page.place = PAGE_LEAST;
	for (size_t i = 0; i < words->at.count; i++)
		page_item(&page, words, i, pane);
	page_show(&page, &rest);
	page_free(&page);
	if (words->noting.on) {
		struct pane typing = pane_part(&body, rest.rows, 0, field, body.columns);

		noting_draw(&words->noting, &typing);
	}
}

/* --- in sentences ----------------------------------------------------------------------------- */

static void tell_here(const struct words *words, struct telling *telling)
{
	const struct item *item = item_here(words);
	struct buf line = BUF_EMPTY;

	peer_words_comment(&line, words->view->peers, item->person, item->comment);
	spoken_sentence(telling, buf_text(&line));
	spoken_sentence(telling, truth(item));
	buf_cut(&line, 0);
	capital_part(&line, words, item);
	if (text_of(words, item)[0] != '\0')
		tell_line(telling, "%s: %s", buf_text(&line), text_of(words, item));
	buf_free(&line);
}

static void tell_list(const struct words *words, struct telling *telling)
{
	for (size_t i = 0; i < words->at.count; i++) {
		const char *text = text_of(words, &words->items[i]);
		struct buf line = BUF_EMPTY;

		capital_part(&line, words, &words->items[i]);
		tell_line(telling, "%zu: %s: %s", i + 1, buf_text(&line),
			text[0] != '\0' ? text : _("nothing yet."));
		buf_free(&line);
	}
}

static void words_tell(const struct screen *screen, struct telling *telling)
{
	const struct words *words = (const struct words *)screen;

	switch (telling->what) {
	case TELL_ENTER:
		tell_line(telling, "%s", _("Tops and tips. Nobody has to write them all."));
		break;
	case TELL_HERE:
	case TELL_WHERE:
	case TELL_LEVEL: tell_here(words, telling); break;
	case TELL_ALL:
		tell_list(words, telling);
		tell_here(words, telling);
		break;
	case TELL_ASK:
		if (peers_submitted(words->view->peers))
			tell_line(telling, "%s", _("q goes back, or ? for help."));
		else
			tell_line(telling, "%s",
				_("n writes it, j goes to the next, s hands in, q goes back."));
		break;
	case TELL_NOTHING: break;
	}
}

/* --- acting ----------------------------------------------------------------------------------- */

static enum screen_result changed(struct words *words, bool did)
{
	if (!did)
		return SCREEN_STAY;
	peers_changed(words->view->peers, item_here(words)->person);
	return SCREEN_CHANGED;
}

static void write_here(struct words *words)
{
	const struct peers *peers = words->view->peers;
	const struct item *item = item_here(words);
	struct buf prompt = BUF_EMPTY;

	if (words_refused(&words->base, peers_walk(peers, item->person)))
		return;
	capital_part(&prompt, words, item);
	noting_start_comment(
		&words->noting, peers_walk(peers, item->person), item->comment, buf_text(&prompt));
	buf_free(&prompt);
}

static enum screen_result type(struct words *words, const struct input *input)
{
	struct walk *walk = peers_walk(words->view->peers, item_here(words)->person);
	enum screen_result result;
	bool did;

	if (noting_act(&words->noting, walk, input, &did) == NOTING_ON)
		return changed(words, did);
	result = changed(words, did);
	if (input->action == ACT_TYPE_DONE) {
		if (words->at.current + 1 == words->at.count)
			screen_say(&words->base, "%s", _("That was the last one. s hands in."));
		list_move(&words->at, 1);
	}
	words->base.next = TELL_HERE;
	return result;
}

static enum screen_result words_act(struct screen *screen, const struct input *input)
{
	struct words *words = (struct words *)screen;

	if (words->noting.on)
		return type(words, input);
	screen->next = TELL_HERE;
	switch (input->action) {
	case ACT_CHOOSE: words->at.current = input->number - 1; break;
	case ACT_SELECT:
	case ACT_NOTE: write_here(words); break;
	case ACT_UNDO:
		return peer_words_undo(screen, words->view->peers) ? SCREEN_CHANGED : SCREEN_STAY;
	case ACT_REVIEW: return screen_want(screen, WANT_REVIEW, 0);
	case ACT_SUBMIT: return screen_want(screen, WANT_SUBMIT, 0);
	case ACT_REOPEN: return screen_want(screen, WANT_REOPEN, 0);
	default: return list_go(&words->at, input->action, 0) ? SCREEN_STAY : SCREEN_POP;
	}
	return SCREEN_STAY;
}

static bool words_can(const struct screen *screen, enum action action)
{
	const struct words *words = (const struct words *)screen;

	switch (action) {
	case ACT_SUBMIT: return !peers_submitted(words->view->peers);
	case ACT_REOPEN: return peers_submitted(words->view->peers);
	case ACT_CHOOSE:
	case ACT_SELECT:
	case ACT_NOTE:
	case ACT_UNDO:
	case ACT_REVIEW:
	case ACT_BACK: return true;
	default: return list_goes(action, 0);
	}
}

static bool words_asking(const struct screen *screen, struct asking *asking)
{
	return noting_asking(&((const struct words *)screen)->noting, asking);
}

static enum screen_result words_tick(struct screen *screen, int64_t now_ms)
{
	struct words *words = (struct words *)screen;
	struct walk *walk = peers_walk(words->view->peers, item_here(words)->person);

	return changed(words, noting_tick(&words->noting, walk, now_ms));
}

static enum screen_result words_settle(struct screen *screen)
{
	struct words *words = (struct words *)screen;
	struct walk *walk = peers_walk(words->view->peers, item_here(words)->person);

	return changed(words, noting_settle(&words->noting, walk));
}

static size_t words_choices(const struct screen *screen)
{
	return ((const struct words *)screen)->at.count;
}

static void words_free(struct screen *screen)
{
	struct words *words = (struct words *)screen;

	noting_free(&words->noting);
	free(words->items);
	free(words);
}

static const struct screen_ops words_ops = {
	.name = "peer words",
	.draw = words_draw,
	.tell = words_tell,
	.act = words_act,
	.can = words_can,
	.asking = words_asking,
	.tick = words_tick,
	.settle = words_settle,
	.free = words_free,
	.choices = words_choices,
};

struct screen *scr_peer_words_new(const struct peer_view *view)
{
	struct words *words = MEM_NEW(struct words);

	words->base.ops = &words_ops;
	words->view = view;
	words->items = new_items(view->peers, &words->at.count);
	/* Where something is still to be written. */
	while (words->at.current + 1 < words->at.count &&
		text_of(words, item_here(words))[0] != '\0')
		words->at.current++;
	return &words->base;
}
