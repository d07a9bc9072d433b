/* What to talk about, most divided first, in three blocks. */
#include "config.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "stats/say.h"
#include "ui/discuss_parts.h"
#include "ui/list.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_COLUMNS  112
#define TITLE_LEAST   17
#define TITLE_MOST    44
#define WORD_MOST     16
#define PAGE_STEP     5
#define AFTER_MINUTES 12 /* does it fit, actions and report, at the end */
#define EACH_MINUTES  5

struct talk {
	struct screen base;
	const struct discuss_view *view;
	size_t criterion; /* one is at: the order changes under it */
	bool numbers;
};

/* Columns from 0. */
struct talk_columns {
	int number, title, title_width, counts, word, word_width;
	int unity, kept; /* -1: not shown */
	bool table;	 /* else the counts stand under the title */
	struct tally_columns tally;
};

/* --- the list -----------------------------------------------------------------------------------
 */

static size_t talk_count(const struct talk *talk)
{
	const struct discussion *discussion = talk->view->discussion;
	size_t count = 0;

	for (size_t i = 0; i < discussion->count; i++)
		count += !discuss_empty(talk->view, &discussion->list[i]);
	return count;
}

/* The one with number `nth` in the order to talk, or NULL. */
static const struct discussed *talk_nth(const struct talk *talk, size_t nth)
{
	const struct discussion *discussion = talk->view->discussion;

	for (size_t i = 0; i < discussion->count; i++) {
		if (!discuss_empty(talk->view, &discussion->list[i]) && nth-- == 0)
			return &discussion->list[i];
	}
	return NULL;
}

/* Where one is; the first when that one is not in the list. */
static size_t talk_at(const struct talk *talk)
{
	const struct discussed *about;

	for (size_t i = 0; (about = talk_nth(talk, i)) != NULL; i++)
		if (about->criterion == talk->criterion)
			return i;
	return 0;
}

static const char *block_text(enum talk_block block)
{
	switch (block) {
	case TALK_FIRST: return _("Talk about this first");
	case TALK_IF_TIME: return _("If there is time");
	case TALK_AGREED: return _("Talked about or agreed");
	}
	return "";
}

static size_t still_open(const struct talk *talk)
{
	const struct discussed *about;
	size_t open = 0;

	for (size_t i = 0; (about = talk_nth(talk, i)) != NULL; i++)
		open += about->block != TALK_AGREED && about->all.scored + about->all.unknown > 0;
	return open;
}

/* "31 minutes left: time for 3 aspects" */
static void minutes_text(struct buf *out, const struct talk *talk)
{
	int left = talk->view->minutes_left;
	size_t time, open = still_open(talk);

	if (left < 0)
		return;
	buf_format(
		out, lang_plural("%d minute left", "%d minutes left", (unsigned long)left), left);
	time = left > AFTER_MINUTES ? (size_t)(left - AFTER_MINUTES) / EACH_MINUTES : 0;
	time = time < open ? time : open;
	if (time == 0)
		buf_text_add(out, _(": time to see whether it fits"));
	else if (strcmp(words_noun(talk->view->rubric), "aspect") == 0)
		buf_format(out,
			lang_plural(": time for %zu aspect", ": time for %zu aspects",
				(unsigned long)time),
			time);
	else
		buf_format(out, _(": time for %zu of them"), time);
}

/* --- on the screen ------------------------------------------------------------------------------
 */

static void talk_word(struct buf *out, const struct talk *talk, const struct discussed *about)
{
	if (discuss_marked(talk->view, about->criterion))
		buf_text_add(out, _("second vote"));
	else
		tally_word(out, talk->view->rubric, about);
}

static int word_width(const struct talk *talk)
{
	const struct discussed *about;
	int widest = 0;

	for (size_t i = 0; (about = talk_nth(talk, i)) != NULL; i++) {
		struct buf word = BUF_EMPTY;

		talk_word(&word, talk, about);
		widest = text_widest(widest, buf_text(&word));
		buf_free(&word);
	}
	return widest > WORD_MOST ? WORD_MOST : widest;
}

static int title_width(const struct talk *talk)
{
	const struct discussed *about;
	int widest = 0;

	for (size_t i = 0; (about = talk_nth(talk, i)) != NULL; i++) {
		struct buf name = BUF_EMPTY;

		words_name(&name, talk->view->rubric, about->criterion, false);
		widest = text_widest(widest, buf_text(&name));
		buf_free(&name);
	}
	return widest > TITLE_MOST ? TITLE_MOST : widest;
}

static struct talk_columns columns_of(const struct talk *talk, int columns)
{
	struct talk_columns at = {.number = 2, .unity = -1, .kept = -1};
	int digits = talk_count(talk) > 9 ? 2 : 1, numbers, room;
	int unity = text_width(_("unity")), kept = text_width(_("kept"));

	unity = unity > 5 ? unity : 5;
	kept = kept > 5 ? kept : 5;
	numbers = talk->numbers ? unity + kept + 4 : 0;
	tally_columns_make(&at.tally, talk->view->rubric, RUBRIC_NONE);
	at.title = at.number + digits + 1;
	at.word_width = word_width(talk);
	room = columns - at.title - at.tally.width - 2 - numbers - 2 - at.word_width;
	/* Who asks for the numbers can do without the words, where there is no room for both. */
	if (room < TITLE_LEAST && talk->numbers) {
		room += 2 + at.word_width;
		at.word_width = 0;
	}
	at.table = room >= TITLE_LEAST;
	at.title_width = title_width(talk);
	if (at.title_width > room)
		at.title_width = room;
	at.counts = at.title + at.title_width + 2;
	at.word = at.counts + at.tally.width + 2;
	if (talk->numbers && at.table) {
		at.unity = at.word + unity;
		at.kept = at.unity + 2 + kept;
		at.word = at.kept + 2;
	}
	return at;
}

/* Text that ends before `column`. */
static void put_before(struct page *page, int line, int column, enum look look, const char *text)
{
	int width = text_width(text);

	page_wrapped_at(page, line, column - width, width, look, text);
}

static void page_numbers(struct page *page, int line, const struct discussed *about,
	const struct talk_columns *at, enum look look)
{
	struct buf text = BUF_EMPTY;

	if (isnan(about->all.unity))
		buf_text_add(&text, "-");
	else
		buf_format(&text, "%.2f", about->all.unity);
	put_before(page, line, at->unity, look, buf_text(&text));
	buf_cut(&text, 0);
	if (isnan(about->stability))
		buf_text_add(&text, "-");
	else
		buf_format(&text, "%.0f %%", 100 * about->stability);
	put_before(page, line, at->kept, look, buf_text(&text));
	buf_free(&text);
}

static void page_row(struct page *page, const struct talk *talk, const struct discussed *about,
	size_t nth, const struct talk_columns *at, const struct glyphs *glyphs)
{
	const struct rubric *rubric = talk->view->rubric;
	bool current = about->criterion == talk->criterion;
	enum look look = current ? LOOK_CURRENT : LOOK_NORMAL;
	int line = page_line(page, 1);
	struct buf name = BUF_EMPTY, word = BUF_EMPTY;

	words_name(&name, rubric, about->criterion, false);
	talk_word(&word, talk, about);
	if (current)
		page_current(page, line, glyphs);
	page_format(page, at->number, look, "%*zu", at->title - at->number - 1, nth + 1);
	if (at->table) {
		page_wrapped_at(page, line, at->title, at->title_width, look, buf_text(&name));
		tally_columns_row(page, line, at->counts, &at->tally, about->criterion, &about->all,
			look, glyphs);
		if (talk->numbers)
			page_numbers(page, line, about, at, look);
		if (at->word_width > 0)
			page_wrapped_at(
				page, line, at->word, at->word_width, look, buf_text(&word));
	} else {
		page_cut_at(page, line, at->title,
			page->columns - at->title - text_width(buf_text(&word)) - 2, look,
			buf_text(&name), false);
		page_right(page, look, buf_text(&word));
		buf_cut(&word, 0);
		tally_text(&word, rubric, about->criterion, &about->all, glyphs);
		if (talk->numbers && !isnan(about->all.unity))
			buf_format(&word, "  %s %.2f", _("unity"), about->all.unity);
		page_line(page, 1);
		page_wrapped(page, at->title, look, buf_text(&word));
	}
	if (current)
		page_focus(page, line);
	buf_free(&name);
	buf_free(&word);
}

static int head_rows(const struct talk_columns *at)
{
	return at->table ? at->tally.rows : 0;
}

/* The heads stay while the list scrolls. */
static void draw_heads(const struct talk *talk, struct pane *pane, const struct talk_columns *at)
{
	struct page page;

	if (!at->table)
		return;
	page_start(&page, pane->columns);
	page_line(&page, at->tally.rows);
	tally_columns_head(&page, 0, at->counts, &at->tally);
	if (talk->numbers) {
		put_before(&page, at->tally.rows - 1, at->unity, LOOK_QUIET, _("unity"));
		put_before(&page, at->tally.rows - 1, at->kept, LOOK_QUIET, _("kept"));
	}
	page_show(&page, pane);
	page_free(&page);
}

static void page_list(struct page *page, const struct talk *talk, const struct talk_columns *at,
	const struct glyphs *glyphs, bool air)
{
	const struct discussed *about, *last = NULL;

	for (size_t i = 0; (about = talk_nth(talk, i)) != NULL; i++) {
		if (!last || about->block != last->block) {
			page_line(page, last && air ? 2 : 1);
			page_put(page, at->number, LOOK_TITLE, block_text(about->block));
		}
		page_row(page, talk, about, i, at, glyphs);
		last = about;
	}
	if (!last) {
		page_line(page, 1);
		page_put(page, at->number, LOOK_NORMAL, _("Nobody has answered anything yet."));
	}
}

static void talk_draw(const struct screen *screen, struct pane *pane)
{
	const struct talk *talk = (const struct talk *)screen;
	int columns = page_columns(pane, TEXT_COLUMNS);
	struct buf right = BUF_EMPTY;
	struct talk_columns at;
	struct pane body, list;
	struct page page;

	minutes_text(&right, talk);
	body = discuss_bar(pane, talk->view, buf_text(&right));
	buf_free(&right);
	at = columns_of(talk, columns);
	draw_heads(talk, &body, &at);
	list = pane_part(&body, head_rows(&at), 0, body.rows - head_rows(&at), body.columns);
	page_start(&page, columns);
	page_list(&page, talk, &at, pane_glyphs(pane), true);
	if ((int)page.count > list.rows) {
		page_free(&page);
		page_start(&page, columns);
		page_list(&page, talk, &at, pane_glyphs(pane), false);
	}
	page.place = PAGE_LEAST;
	page_show(&page, &list);
	page_free(&page);
}

/* --- in sentences -------------------------------------------------------------------------------
 */

static void tell_row(
	const struct talk *talk, struct telling *telling, const struct discussed *about, size_t nth)
{
	const struct rubric *rubric = talk->view->rubric;
	struct buf line = BUF_EMPTY;

	words_name(&line, rubric, about->criterion, true);
	buf_text_add(&line, ": ");
	tally_sentence(&line, rubric, about->criterion, &about->all);
	if (about->agreed && about->agreed->given && about->agreed->no_consensus)
		buf_format(&line, " %s", _("No agreed level."));
	else if (about->agreed && about->agreed->given) {
		buf_byte(&line, ' ');
		buf_format(&line, _("Agreed level: %s."),
			say_label(rubric, about->criterion, about->agreed->step));
	}
	if (discuss_marked(talk->view, about->criterion))
		buf_format(&line, " %s", _("Marked for a second vote; the agenda starts it."));
	if (talk->numbers && !isnan(about->all.unity))
		buf_format(&line, _(" Unity %.2f."), about->all.unity);
	if (talk->numbers && !isnan(about->stability)) {
		buf_byte(&line, ' ');
		tally_stability(&line, about);
	}
	tell_line(telling, "%zu: %s", nth + 1, buf_text(&line));
	buf_free(&line);
}

static void tell_list(const struct talk *talk, struct telling *telling)
{
	const struct discussed *about, *last = NULL;

	for (size_t i = 0; (about = talk_nth(talk, i)) != NULL; i++) {
		if (!last || about->block != last->block)
			tell_line(telling, "%s:", block_text(about->block));
		tell_row(talk, telling, about, i);
		last = about;
	}
	if (!last)
		tell_line(telling, "%s", _("Nobody has answered anything yet."));
}

static void tell_minutes(const struct talk *talk, struct telling *telling)
{
	struct buf text = BUF_EMPTY;

	minutes_text(&text, talk);
	say_capital(&text, 0);
	spoken_sentence(telling, buf_text(&text));
	buf_free(&text);
}

static void talk_tell(const struct screen *screen, struct telling *telling)
{
	const struct talk *talk = (const struct talk *)screen;
	size_t count = talk_count(talk), at = talk_at(talk);

	switch (telling->what) {
	case TELL_ENTER: spoken_sentence(telling, talk->view->session->title); break;
	case TELL_HERE:
	case TELL_ALL:
		tell_minutes(talk, telling);
		tell_list(talk, telling);
		break;
	case TELL_WHERE:
		tell_minutes(talk, telling);
		if (count > 0)
			tell_row(talk, telling, talk_nth(talk, at), at);
		break;
	case TELL_LEVEL:
		if (telling->number > 0)
			at = telling->number - 1;
		if (at < count)
			tell_row(talk, telling, talk_nth(talk, at), at);
		break;
	case TELL_ASK:
		tell_line(telling, "%s", _("Choose a number, q to go back, or ? for help."));
		break;
	default: break;
	}
}

/* --- doing --------------------------------------------------------------------------------------
 */

static enum screen_result open_nth(struct talk *talk, size_t nth)
{
	const struct discussed *about = talk_nth(talk, nth);

	if (about)
		talk->criterion = about->criterion;
	talk->base.next = TELL_NOTHING;
	return screen_want(&talk->base, WANT_ASPECT, talk->criterion);
}

static enum screen_result move(struct talk *talk, enum action action)
{
	struct list list = {talk_count(talk), talk_at(talk)};

	if (!list_go(&list, action, PAGE_STEP))
		return SCREEN_POP;
	if (list.count > 0)
		talk->criterion = talk_nth(talk, list.current)->criterion;
	talk->base.next = TELL_LEVEL;
	return SCREEN_STAY;
}

static enum screen_result talk_act(struct screen *screen, const struct input *input)
{
	struct talk *talk = (struct talk *)screen;

	switch (input->action) {
	case ACT_CHOOSE: return open_nth(talk, input->number - 1);
	case ACT_SELECT: return open_nth(talk, talk_at(talk));
	case ACT_NUMBERS:
		talk->numbers = !talk->numbers;
		screen->next = TELL_HERE;
		return SCREEN_STAY;
	default: return move(talk, input->action);
	}
}

static bool talk_can(const struct screen *screen, enum action action)
{
	const struct talk *talk = (const struct talk *)screen;

	switch (action) {
	case ACT_BACK: return true;
	case ACT_CHOOSE:
	case ACT_READ:
	case ACT_SELECT:
	case ACT_NUMBERS: return talk_count(talk) > 0;
	default: return list_goes(action, PAGE_STEP) && talk_count(talk) > 0;
	}
}

static size_t talk_choices(const struct screen *screen)
{
	return talk_count((const struct talk *)screen);
}

static void talk_free(struct screen *screen)
{
	free(screen);
}

static const struct screen_ops talk_ops = {
	.name = "talk",
	.draw = talk_draw,
	.tell = talk_tell,
	.act = talk_act,
	.can = talk_can,
	.free = talk_free,
	.choices = talk_choices,
};

struct screen *scr_talk_new(const struct discuss_view *view)
{
	struct talk *talk = MEM_NEW(struct talk);

	talk->base.ops = &talk_ops;
	talk->base.passing = true;
	talk->view = view;
	talk->criterion = 0;
	if (talk_count(talk) > 0)
		talk->criterion = talk_nth(talk, 0)->criterion;
	return &talk->base;
}
