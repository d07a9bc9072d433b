/* One line a criterion; the one you are at is unfolded: the course from moment to moment, what was
 * agreed, what was written, and what it comes from. The first line are the sessions. */
#include "config.h"

#include "ui/scr_passport.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "stats/passport_say.h"
#include "ui/list.h"
#include "ui/page.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_COLUMNS 96
#define TITLE	     2
#define DETAIL	     4
#define NAME_WIDTH   10
#define PAGE_STEP    8

struct passport_screen {
	struct screen base;
	const struct passport *passport;
	size_t current; /* 0: the sessions */
};

/* What stands on a line. */
struct item {
	const struct passport_rubric *rubric;	    /* NULL: the sessions */
	const struct passport_criterion *criterion; /* NULL: what is about none */
	bool first;				    /* of its rubric */
};

static size_t items_of(const struct passport_rubric *rubric)
{
	return rubric->criterion_count + (rubric->remark_count > 0);
}

static size_t count_items(const struct passport *passport)
{
	size_t count = 1;

	for (size_t i = 0; i < passport->rubric_count; i++)
		count += items_of(&passport->rubrics[i]);
	return count;
}

static struct item item_at(const struct passport *passport, size_t at)
{
	if (at == 0)
		return (struct item){NULL, NULL, true};
	at--;
	for (size_t i = 0; i < passport->rubric_count; i++) {
		const struct passport_rubric *rubric = &passport->rubrics[i];

		if (at < rubric->criterion_count)
			return (struct item){rubric, &rubric->criteria[at], at == 0};
		if (at < items_of(rubric))
			return (struct item){rubric, NULL, at == 0};
		at -= items_of(rubric);
	}
	return (struct item){NULL, NULL, true};
}

static const char *title_of(const struct item *item)
{
	if (!item->rubric)
		return _("Where it comes from");
	return item->criterion ? item->criterion->title : _("Remarks");
}

/* What was said last: for the closed lines. */
static void say_last(struct buf *out, const struct item *item)
{
	for (size_t i = item->criterion ? item->criterion->point_count : 0; i-- > 0;) {
		const struct passport_point *point = &item->criterion->points[i];

		if (point->who == PASSPORT_SELF || i == 0) {
			buf_text_add(out, point->level);
			return;
		}
	}
}

/* --- what there is to say, for both ways of use ------------------------------------------------
 */

typedef void say_fn(void *context, const char *name, const char *text);

static void each_remark(const struct passport *passport, const struct passport_remark *remarks,
	size_t count, say_fn *say, void *context)
{
	for (size_t i = 0; i < count; i++) {
		struct buf line = BUF_EMPTY;

		passport_say_remark(&line, passport, &remarks[i]);
		buf_format(&line, ": %s", remarks[i].text);
		say(context, "", buf_text(&line));
		buf_free(&line);
	}
}

static void each_session(const struct passport *passport, say_fn *say, void *context)
{
	for (size_t i = 0; i < passport->session_count; i++) {
		struct buf line = BUF_EMPTY;

		passport_say_session(&line, &passport->sessions[i]);
		say(context, "", buf_text(&line));
		buf_free(&line);
	}
}

static void each_line(
	const struct passport *passport, const struct item *item, say_fn *say, void *context)
{
	struct buf line = BUF_EMPTY;

	if (!item->rubric) {
		each_session(passport, say, context);
		return;
	}
	if (!item->criterion) {
		each_remark(
			passport, item->rubric->remarks, item->rubric->remark_count, say, context);
		return;
	}
	for (int who = 0; who < PASSPORT_WHOS; who++) {
		buf_cut(&line, 0);
		passport_say_row(&line, passport, item->criterion, (enum passport_who)who);
		if (line.len > 0)
			say(context, passport_say_who((enum passport_who)who), buf_text(&line));
	}
	buf_cut(&line, 0);
	passport_say_ground(&line, passport, item->criterion);
	if (line.len > 0)
		say(context, "", buf_text(&line));
	if (item->rubric->changed)
		say(context, "",
			_("The rubric was changed between these moments: compare with care."));
	each_remark(
		passport, item->criterion->remarks, item->criterion->remark_count, say, context);
	buf_free(&line);
}

/* --- on the screen -----------------------------------------------------------------------------
 */

static void draw_line(void *context, const char *name, const char *text)
{
	struct page *page = context;
	int at = DETAIL + (name[0] != '\0' ? NAME_WIDTH : 0);

	page_line(page, 1);
	if (name[0] != '\0')
		page_put(page, DETAIL, LOOK_QUIET, name);
	page_wrapped(page, at, LOOK_NORMAL, text);
}

static void draw_item(
	struct page *page, const struct passport_screen *screen, size_t at, const struct pane *pane)
{
	struct item item = item_at(screen->passport, at);
	bool current = at == screen->current;
	enum look look = current ? LOOK_CURRENT : LOOK_NORMAL;
	struct buf last = BUF_EMPTY;
	int row;

	if (item.rubric && item.first) {
		page_line(page, 2);
		page_put(page, 0, LOOK_TITLE, item.rubric->title);
	}
	row = page_line(page, 1);
	say_last(&last, &item);
	if (current)
		page_current(page, row, pane_glyphs(pane));
	page_cut_at(page, row, TITLE, page->columns / 2 - TITLE, look, title_of(&item),
		pane_ascii(pane));
	if (!current)
		page_cut_at(page, row, page->columns / 2 + 1, page->columns / 2 - 1, LOOK_QUIET,
			buf_text(&last), pane_ascii(pane));
	if (current) {
		each_line(screen->passport, &item, draw_line, page);
		page_focus(page, row);
	}
	buf_free(&last);
}

static void passport_draw(const struct screen *screen, struct pane *pane)
{
	const struct passport_screen *self = (const struct passport_screen *)screen;
	struct buf right = BUF_EMPTY;
	struct page page;
	struct pane body;

	buf_format(&right,
		lang_plural("%zu session", "%zu sessions", self->passport->session_count),
		self->passport->session_count);
	body = words_bar(pane, _("Passport"), self->passport->person, buf_text(&right));
	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	page.place = PAGE_LEAST;
	for (size_t i = 0; i < count_items(self->passport); i++)
		draw_item(&page, self, i, pane);
	page_show(&page, &body);
	page_free(&page);
	buf_free(&right);
}

/* --- in plain sentences ------------------------------------------------------------------------
 */

static void tell_named(void *context, const char *name, const char *text)
{
	struct telling *telling = context;

	if (name[0] != '\0')
		tell_line(telling, "%s: %s.", name, text);
	else
		tell_line(telling, "%s", text);
}

static void tell_item(const struct passport_screen *self, struct telling *telling)
{
	struct item item = item_at(self->passport, self->current);
	struct buf title = BUF_EMPTY;

	if (item.rubric)
		buf_format(&title, "%s: %s", item.rubric->title, title_of(&item));
	else
		buf_text_add(&title, title_of(&item));
	spoken_sentence(telling, buf_text(&title));
	each_line(self->passport, &item, tell_named, telling);
	buf_free(&title);
}

static void passport_tell(const struct screen *screen, struct telling *telling)
{
	const struct passport_screen *self = (const struct passport_screen *)screen;
	struct buf all = BUF_EMPTY;

	switch (telling->what) {
	case TELL_ENTER:
		passport_say_all(&all, self->passport);
		tell_line(telling, _("Passport of %s."), self->passport->person);
		tell_line(telling, "%s", buf_text(&all));
		break;
	case TELL_HERE:
	case TELL_ALL: tell_item(self, telling); break;
	case TELL_WHERE:
		tell_line(
			telling, _("%zu of %zu."), self->current + 1, count_items(self->passport));
		break;
	case TELL_ASK: tell_line(telling, "%s", _("Enter goes on, p goes back, q leaves.")); break;
	default: break;
	}
	buf_free(&all);
}

/* --- doing -------------------------------------------------------------------------------------
 */

static void go(struct passport_screen *self, long by)
{
	size_t count = count_items(self->passport);
	long at = (long)self->current + by;

	self->base.next = TELL_HERE;
	if (at < 0 && self->current == 0)
		screen_say(&self->base, "%s", _("This is the first page."));
	else if (at >= (long)count && self->current == count - 1)
		screen_say(&self->base, "%s", _("This was the last one."));
	at = at < 0 ? 0 : at >= (long)count ? (long)count - 1 : at;
	if ((size_t)at == self->current)
		self->base.next = TELL_NOTHING;
	self->current = (size_t)at;
}

static enum screen_result passport_act(struct screen *screen, const struct input *input)
{
	struct passport_screen *self = (struct passport_screen *)screen;

	switch (input->action) {
	case ACT_SELECT:
	case ACT_NEXT: go(self, 1); break;
	case ACT_PREVIOUS: go(self, -1); break;
	case ACT_PAGE_DOWN: go(self, PAGE_STEP); break;
	case ACT_PAGE_UP: go(self, -PAGE_STEP); break;
	case ACT_FIRST: go(self, -(long)self->current); break;
	case ACT_LAST: go(self, (long)(count_items(self->passport) - 1 - self->current)); break;
	default: return SCREEN_POP;
	}
	return SCREEN_STAY;
}

static bool passport_can(const struct screen *screen, enum action action)
{
	(void)screen;
	return action == ACT_SELECT || action == ACT_BACK || list_goes(action, PAGE_STEP);
}

static void passport_screen_free(struct screen *screen)
{
	free(screen);
}

static const char *passport_enter(const struct screen *screen)
{
	(void)screen;
	return _("go on");
}

static const struct screen_ops passport_ops = {
	.name = "passport",
	.draw = passport_draw,
	.tell = passport_tell,
	.act = passport_act,
	.can = passport_can,
	.enter = passport_enter,
	.free = passport_screen_free,
};

struct screen *scr_passport_new(const struct passport *passport)
{
	struct passport_screen *self = MEM_NEW(struct passport_screen);

	self->base.ops = &passport_ops;
	self->passport = passport;
	return &self->base;
}
