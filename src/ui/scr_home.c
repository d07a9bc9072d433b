#include "config.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/list.h"
#include "ui/page.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_COLUMNS 110
#define NUMBER	     2
#define TITLE_MAX    24
#define TARGET_MAX   40
#define DATE_WIDTH   10

struct home_line {
	char *title, *more, *when; /* more: a session's target, a rubric's purpose; owned */
	size_t answered, criteria;
	bool submitted;
};

struct home {
	struct screen base;
	struct home_line *lines; /* the sessions, then the rubrics */
	size_t session_count;
	struct list at;
};

/* Columns from 0. */
struct home_columns {
	int title, more, when, state;
};

static bool is_session(const struct home *home, size_t i)
{
	return i < home->session_count;
}

static int widest_title(const struct home *home)
{
	int widest = 0;

	for (size_t i = 0; i < home->at.count; i++)
		widest = text_widest(widest, home->lines[i].title);
	return widest > TITLE_MAX ? TITLE_MAX : widest;
}

static int widest_target(const struct home *home)
{
	int widest = 0;

	for (size_t i = 0; i < home->session_count; i++)
		widest = text_widest(widest, home->lines[i].more);
	return widest > TARGET_MAX ? TARGET_MAX : widest;
}

static void state_text(struct buf *out, const struct home_line *line)
{
	if (line->submitted)
		buf_text_add(out, _("handed in"));
	else
		buf_format(out, _("%zu of %zu answered"), line->answered, line->criteria);
}

static int widest_state(const struct home *home)
{
	int widest = 0;

	for (size_t i = 0; i < home->session_count; i++) {
		struct buf text = BUF_EMPTY;

		state_text(&text, &home->lines[i]);
		widest = text_widest(widest, buf_text(&text));
		buf_free(&text);
	}
	return widest;
}

/* The target gives way where the screen is narrow, then the title. */
static struct home_columns columns_of(const struct home *home, int columns)
{
	struct home_columns at = {.title = NUMBER + (home->at.count > 9 ? 3 : 2)};
	int fixed = DATE_WIDTH + 2 + widest_state(home);
	int title = widest_title(home), target = widest_target(home);
	int room = columns - at.title - fixed - 4;

	if (title + target > room)
		target = room - title;
	if (target < 8)
		target = 8;
	if (title + target > room)
		title = room - target;
	if (title < 8)
		title = 8;
	at.more = at.title + title + 2;
	at.when = at.more + target + 2;
	at.state = at.when + DATE_WIDTH + 2;
	return at;
}

static void page_item(struct page *page, const struct home *home, size_t i,
	const struct home_columns *at, const struct pane *pane)
{
	const struct home_line *line = &home->lines[i];
	bool current = i == home->at.current, ascii = pane_ascii(pane);
	enum look look = current ? LOOK_CURRENT : LOOK_NORMAL;
	int row = page_line(page, 1);
	struct buf state = BUF_EMPTY;

	if (current)
		page_current(page, row, pane_glyphs(pane));
	page_format(page, NUMBER, look, "%*zu", at->title - NUMBER - 1, i + 1);
	page_cut_at(page, row, at->title, at->more - 2 - at->title, look, line->title, ascii);
	if (is_session(home, i)) {
		state_text(&state, line);
		page_cut_at(page, row, at->more, at->when - 2 - at->more, look, line->more, ascii);
		page_put(page, at->when, look, line->when);
		page_put(page, at->state, look, buf_text(&state));
	} else {
		page_wrapped(page, at->more, look, line->more);
	}
	if (current)
		page_focus(page, row);
	buf_free(&state);
}

static void home_draw(const struct screen *screen, struct pane *pane)
{
	const struct home *home = (const struct home *)screen;
	struct pane body = words_bar(pane, "peil", "", "");
	struct home_columns at;
	struct page page;

	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	at = columns_of(home, page.columns);
	for (size_t i = 0; i < home->at.count; i++) {
		if (i == 0 && is_session(home, i)) {
			page_line(&page, 1);
			page_put(&page, NUMBER, LOOK_TITLE, _("Go on with"));
		}
		if (i == home->session_count) {
			page_line(&page, i == 0 ? 1 : 2);
			page_put(&page, NUMBER, LOOK_TITLE, _("Start"));
		}
		page_item(&page, home, i, &at, pane);
	}
	if (home->at.count == home->session_count) {
		page_line(&page, home->at.count > 0 ? 2 : 1);
		page_wrapped(&page, NUMBER, LOOK_NORMAL,
			_("No rubrics were found. `peil score FILE` opens one of your own."));
	} else if (home->session_count == 0) {
		page_line(&page, 2);
		page_wrapped(&page, NUMBER, LOOK_QUIET,
			_("What you fill in will be listed here, so that you can go on with it."));
	}
	page_show(&page, &body);
	page_free(&page);
}

static void tell_item(const struct home *home, struct telling *telling, size_t i)
{
	const struct home_line *line = &home->lines[i];
	struct buf state = BUF_EMPTY;

	if (!is_session(home, i)) {
		/* "2: start Complextool. Discuss together ..." */
		tell_line(telling, _("%zu: start %s. %s"), i + 1, line->title, line->more);
		return;
	}
	state_text(&state, line);
	if (line->more[0] != '\0')
		tell_line(telling, _("%zu: go on with %s, %s, %s, %s."), i + 1, line->title,
			line->more, line->when, buf_text(&state));
	else
		tell_line(telling, _("%zu: go on with %s, %s, %s."), i + 1, line->title, line->when,
			buf_text(&state));
	buf_free(&state);
}

static void home_tell(const struct screen *screen, struct telling *telling)
{
	const struct home *home = (const struct home *)screen;
	size_t row;

	switch (telling->what) {
	case TELL_HERE:
	case TELL_ALL:
		for (size_t i = 0; i < home->at.count; i++)
			tell_item(home, telling, i);
		if (home->at.count == home->session_count)
			tell_line(telling, "%s",
				_("No rubrics were found. `peil score FILE` opens one of your "
				  "own."));
		break;
	case TELL_WHERE:
		if (list_row(&home->at, 0, &row))
			tell_item(home, telling, row);
		break;
	case TELL_LEVEL:
		if (list_row(&home->at, telling->number, &row))
			tell_item(home, telling, row);
		break;
	case TELL_ASK:
		tell_line(telling, "%s", _("Choose a number, q to leave, or ? for help."));
		break;
	default: break;
	}
}

static enum screen_result open_item(struct home *home, size_t i)
{
	home->at.current = i;
	if (is_session(home, i))
		return screen_want(&home->base, WANT_SESSION, i);
	return screen_want(&home->base, WANT_RUBRIC, i - home->session_count);
}

static enum screen_result home_act(struct screen *screen, const struct input *input)
{
	struct home *home = (struct home *)screen;

	screen->next = TELL_LEVEL; /* the line one is at */
	switch (input->action) {
	case ACT_CHOOSE:
		screen->next = TELL_NOTHING;
		if (input->number < 1 || input->number > home->at.count) {
			screen_say(screen, _("There is no number %u here."), input->number);
			return SCREEN_STAY;
		}
		return open_item(home, input->number - 1);
	case ACT_SELECT: screen->next = TELL_NOTHING; return open_item(home, home->at.current);
	case ACT_WORKSHOP:
		screen->next = TELL_NOTHING;
		return screen_want(screen, WANT_WORKSHOP, home->at.current - home->session_count);
	default: return list_go(&home->at, input->action, 0) ? SCREEN_STAY : SCREEN_DONE;
	}
}

static bool home_can(const struct screen *screen, enum action action)
{
	const struct home *home = (const struct home *)screen;

	switch (action) {
	case ACT_LEAVE: return true;
	case ACT_WORKSHOP:
		return home->at.count > home->session_count && !is_session(home, home->at.current);
	case ACT_CHOOSE:
	case ACT_READ:
	case ACT_SELECT: return home->at.count > 0;
	default: return home->at.count > 0 && list_goes(action, 0);
	}
}

static size_t home_choices(const struct screen *screen)
{
	return ((const struct home *)screen)->at.count;
}

static void drop_lines(struct home *home)
{
	for (size_t i = 0; i < home->at.count; i++) {
		free(home->lines[i].title);
		free(home->lines[i].more);
		free(home->lines[i].when);
	}
	free(home->lines);
}

static void home_free(struct screen *screen)
{
	drop_lines((struct home *)screen);
	free(screen);
}

static const struct screen_ops home_ops = {
	.name = "home",
	.draw = home_draw,
	.tell = home_tell,
	.act = home_act,
	.can = home_can,
	.free = home_free,
	.choices = home_choices,
};

static char *copy_of(const char *text)
{
	return mem_text(text ? text : "");
}

/* The date alone, also of a whole time. */
static char *date_of(const char *when)
{
	return mem_text_n(when, strnlen(when, DATE_WIDTH));
}

void scr_home_fill(struct screen *screen, const struct home_rubric *rubrics, size_t rubric_count,
	const struct home_session *sessions, size_t session_count)
{
	struct home *home = (struct home *)screen;
	size_t count = rubric_count + session_count;

	drop_lines(home);
	home->lines = mem_new((count + 1) * sizeof(*home->lines));
	home->session_count = session_count;
	list_resize(&home->at, count);
	for (size_t i = 0; i < session_count; i++)
		home->lines[i] = (struct home_line){copy_of(sessions[i].title),
			copy_of(sessions[i].target), date_of(sessions[i].when),
			sessions[i].answered, sessions[i].criteria, sessions[i].submitted};
	for (size_t i = 0; i < rubric_count; i++)
		home->lines[session_count + i] = (struct home_line){copy_of(rubrics[i].title),
			copy_of(rubrics[i].purpose), copy_of(""), 0, 0, false};
}

struct screen *scr_home_new(const struct home_rubric *rubrics, size_t rubric_count,
	const struct home_session *sessions, size_t session_count)
{
	struct home *home = MEM_NEW(struct home);

	home->base.ops = &home_ops;
	scr_home_fill(&home->base, rubrics, rubric_count, sessions, session_count);
	return &home->base;
}
