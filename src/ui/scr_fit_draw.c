#include "config.h"

#include "ui/scr_fit.h"

#include "base/lang.h"
#include "base/text.h"
#include "stats/say.h"
#include "ui/spoken.h"
#include "ui/words.h"

#define TEXT_COLUMNS 112
#define TITLE_MOST   36
#define TITLE_LEAST  16
#define WANTED_MOST  22

enum { NOW, WANTED, GAP, AFTER, COLUMN_COUNT };

/* What stands in the four columns of a row; empty texts where it is not known. */
struct fit_row {
	struct buf texts[COLUMN_COUNT];
};

struct fit_columns {
	int number, title, title_width;
	int at[COLUMN_COUNT], widths[COLUMN_COUNT];
	bool table; /* else they stand under the title as a sentence */
};

static const char *head_text(size_t column)
{
	switch (column) {
	case NOW: return _("now");
	case WANTED: return _("wanted");
	case GAP: return _("difference");
	default: return _("after the actions");
	}
}

static void make_row(struct fit_row *row, const struct fit *fit, const struct discussed *about)
{
	const struct rubric *rubric = fit->view->rubric;
	int gap;

	*row = (struct fit_row){.texts = {BUF_EMPTY, BUF_EMPTY, BUF_EMPTY, BUF_EMPTY}};
	if (about->now != RUBRIC_NONE)
		buf_text_add(&row->texts[NOW], say_label(rubric, about->criterion, about->now));
	say_range(&row->texts[WANTED], rubric, about->criterion, &about->wanted);
	if (about->fit_known)
		fit_gap_text(&row->texts[GAP], about->gap);
	if (fit_after(fit, about, &gap))
		fit_gap_text(&row->texts[AFTER], gap);
}

static void free_row(struct fit_row *row)
{
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		buf_free(&row->texts[i]);
}

/* --- the table ----------------------------------------------------------------------------------
 */

/* On two lines at most. */
static int head_width(const char *head)
{
	int width = words_longest(head);

	while (words_rows(head, width) > 2)
		width++;
	return width;
}

static void measure(struct fit_columns *at, const struct fit *fit)
{
	const struct discussed *about;

	for (size_t i = 0; i < COLUMN_COUNT; i++)
		at->widths[i] = head_width(head_text(i));
	for (size_t n = 0; (about = fit_nth(fit, n)) != NULL; n++) {
		struct fit_row row;
		struct buf name = BUF_EMPTY;
		int width;

		make_row(&row, fit, about);
		for (size_t i = 0; i < COLUMN_COUNT; i++) {
			width = text_width(buf_text(&row.texts[i]));
			at->widths[i] = width > at->widths[i] ? width : at->widths[i];
		}
		words_name(&name, fit->view->rubric, about->criterion, false);
		width = text_width(buf_text(&name));
		at->title_width = width > at->title_width ? width : at->title_width;
		buf_free(&name);
		free_row(&row);
	}
	if (at->widths[WANTED] > WANTED_MOST)
		at->widths[WANTED] = WANTED_MOST;
	if (at->title_width > TITLE_MOST)
		at->title_width = TITLE_MOST;
}

static struct fit_columns columns_of(const struct fit *fit, int columns)
{
	struct fit_columns at = {.number = 2};
	int room, used = 0;

	at.title = at.number + (fit->at.count > 9 ? 3 : 2);
	measure(&at, fit);
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		used += 2 + at.widths[i];
	room = columns - at.title - used;
	at.table = room >= TITLE_LEAST;
	if (at.title_width > room)
		at.title_width = room;
	used = at.title + at.title_width;
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		at.at[i] = used + 2;
		used += 2 + at.widths[i];
	}
	return at;
}

/* "now high, wanted low to moderate, 1 too high, after the actions fits" */
static void row_text(struct buf *out, struct fit_row *row)
{
	if (row->texts[NOW].len > 0)
		buf_format(out, _("now %s"), buf_text(&row->texts[NOW]));
	if (row->texts[WANTED].len > 0) {
		buf_text_add(out, out->len > 0 ? ", " : "");
		buf_format(out, _("wanted %s"), buf_text(&row->texts[WANTED]));
	}
	if (row->texts[GAP].len > 0)
		buf_format(out, ": %s", buf_text(&row->texts[GAP]));
	if (row->texts[AFTER].len > 0) {
		buf_text_add(out, ", ");
		buf_format(out, _("after the actions: %s"), buf_text(&row->texts[AFTER]));
	}
}

static const char *hint_of(const struct fit *fit, const struct discussed *about)
{
	const struct rubric_criterion *criterion = &fit->view->rubric->criteria[about->criterion];

	if (!about->fit_known || about->gap == 0)
		return "";
	return words_say(fit->view->rubric, about->gap > 0 ? &criterion->down : &criterion->up);
}

static void page_hint(struct page *page, const struct fit *fit, const struct discussed *about,
	const struct fit_columns *at)
{
	const char *hint = hint_of(fit, about), *lead;
	int width;

	if (hint[0] == '\0')
		return;
	lead = about->gap > 0 ? _("Easier:") : _("More demanding:");
	width = text_width(lead);
	page_line(page, 1);
	page_put(page, at->title, LOOK_QUIET, lead);
	page_wrapped(page, at->title + width + 1, LOOK_NORMAL, hint);
}

static void page_row(struct page *page, const struct fit *fit, size_t nth,
	const struct fit_columns *at, const struct glyphs *glyphs)
{
	const struct discussed *about = fit_nth(fit, nth);
	bool current = nth == fit->at.current;
	enum look look = current ? LOOK_CURRENT : LOOK_NORMAL;
	int line = page_line(page, 1);
	struct buf name = BUF_EMPTY;
	struct fit_row row;

	make_row(&row, fit, about);
	words_name(&name, fit->view->rubric, about->criterion, false);
	if (current)
		page_current(page, line, glyphs);
	page_format(page, at->number, look, "%*zu", at->title - at->number - 1, nth + 1);
	if (at->table) {
		page_wrapped_at(page, line, at->title, at->title_width, look, buf_text(&name));
		for (size_t i = 0; i < COLUMN_COUNT; i++)
			page_wrapped_at(page, line, at->at[i], at->widths[i], look,
				row.texts[i].len > 0 ? buf_text(&row.texts[i]) : glyphs->dot);
	} else {
		page_wrapped(page, at->title, look, buf_text(&name));
		buf_cut(&name, 0);
		row_text(&name, &row);
		if (name.len > 0) {
			page_line(page, 1);
			page_wrapped(page, at->title + 2, look, buf_text(&name));
		}
	}
	if (current) {
		page_hint(page, fit, about, at);
		page_focus(page, line);
	}
	buf_free(&name);
	free_row(&row);
}

/* --- the actions --------------------------------------------------------------------------------
 */

static void page_actions(struct page *page, const struct fit *fit, const struct fit_columns *at,
	const struct glyphs *glyphs)
{
	size_t rows = fit_rows(fit);

	page_line(page, 2);
	page_put(page, at->number, LOOK_TITLE, _("Actions"));
	if (fit->view->ledger->action_count == 0) {
		page_line(page, 1);
		page_wrapped(page, at->title, LOOK_QUIET,
			_("One to three, each with somebody who does it and a day; a adds one."));
	}
	for (size_t i = 0; i < fit->view->ledger->action_count; i++) {
		bool current = rows + i == fit->at.current;
		enum look look = current ? LOOK_CURRENT : LOOK_NORMAL;
		int line = page_line(page, 1);
		struct buf text = BUF_EMPTY;

		if (current)
			page_current(page, line, glyphs);
		page_format(
			page, at->number, look, "%*zu", at->title - at->number - 1, rows + i + 1);
		fit_action_text(&text, fit, &fit->view->ledger->actions[i]);
		page_wrapped(page, at->title, look, buf_text(&text));
		if (current)
			page_focus(page, line);
		buf_free(&text);
	}
}

/* The heads stay while the rest scrolls. Returns how many rows they take. */
static int draw_heads(struct pane *pane, const struct fit_columns *at)
{
	struct page page;
	int rows = 0;

	if (!at->table)
		return 0;
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		int own = words_rows(head_text(i), at->widths[i]);
		rows = own > rows ? own : rows;
	}
	page_start(&page, pane->columns);
	page_line(&page, rows);
	for (size_t i = 0; i < COLUMN_COUNT; i++)
		page_wrapped_at(&page, rows - words_rows(head_text(i), at->widths[i]), at->at[i],
			at->widths[i], LOOK_QUIET, head_text(i));
	page_show(&page, pane);
	page_free(&page);
	return rows;
}

static void draw_list(const struct fit *fit, struct pane *body)
{
	int columns = page_columns(body, TEXT_COLUMNS), heads;
	struct fit_columns at;
	struct pane list;
	struct page page;

	at = columns_of(fit, columns);
	heads = draw_heads(body, &at);
	list = pane_part(body, heads, 0, body->rows - heads, body->columns);
	page_start(&page, columns);
	for (size_t i = 0; i < fit_rows(fit); i++)
		page_row(&page, fit, i, &at, pane_glyphs(body));
	page_actions(&page, fit, &at, pane_glyphs(body));
	page.place = PAGE_LEAST;
	page_show(&page, &list);
	page_free(&page);
}

void fit_draw(const struct screen *screen, struct pane *pane)
{
	struct fit fit = *(const struct fit *)screen; /* its list as it is now */
	struct buf right = BUF_EMPTY;
	struct pane body;

	fit_count(&fit);
	fit_summary(&right, &fit);
	body = discuss_bar(pane, fit.view, buf_text(&right));
	buf_free(&right);
	if (fit.typing != FIT_NOTHING) {
		struct pane field = asking_room(&body, &fit.edit, fit.prompt, 0);

		draw_list(&fit, &body);
		asking_draw(&fit.edit, fit.prompt, &field);
		return;
	}
	draw_list(&fit, &body);
}

/* --- in sentences -------------------------------------------------------------------------------
 */

static void tell_row(const struct fit *fit, struct telling *telling, size_t nth, bool hint)
{
	const struct discussed *about = fit_nth(fit, nth);
	struct buf name = BUF_EMPTY, text = BUF_EMPTY;
	struct fit_row row;

	make_row(&row, fit, about);
	words_name(&name, fit->view->rubric, about->criterion, true);
	row_text(&text, &row);
	tell_line(telling, "%zu: %s: %s.", nth + 1, buf_text(&name),
		text.len > 0 ? buf_text(&text) : _("not known"));
	if (hint && hint_of(fit, about)[0] != '\0')
		tell_line(telling, "%s %s", about->gap > 0 ? _("Easier:") : _("More demanding:"),
			hint_of(fit, about));
	buf_free(&name);
	buf_free(&text);
	free_row(&row);
}

static void tell_action(const struct fit *fit, struct telling *telling, size_t at)
{
	const struct ledger_action *action = fit_action_at(fit, at);
	struct buf text = BUF_EMPTY;

	if (!action)
		return;
	fit_action_text(&text, fit, action);
	tell_line(telling, _("%zu: action: %s"), at + 1, buf_text(&text));
	buf_free(&text);
}

static void tell_at(const struct fit *fit, struct telling *telling, size_t at)
{
	if (at < fit_rows(fit))
		tell_row(fit, telling, at, true);
	else
		tell_action(fit, telling, at);
}

static void tell_list(const struct fit *fit, struct telling *telling)
{
	struct buf text = BUF_EMPTY;
	size_t rows = fit_rows(fit);

	fit_summary(&text, fit);
	spoken_sentence(telling, buf_text(&text));
	buf_free(&text);
	for (size_t i = 0; i < rows; i++)
		tell_row(fit, telling, i, false);
	for (size_t i = 0; i < fit->view->ledger->action_count; i++)
		tell_action(fit, telling, rows + i);
}

void fit_tell(const struct screen *screen, struct telling *telling)
{
	const struct fit *fit = (const struct fit *)screen;
	size_t rows = fit_rows(fit), count = rows + fit->view->ledger->action_count;
	size_t at = fit->at.current < count ? fit->at.current : count - 1;

	switch (telling->what) {
	case TELL_ENTER: spoken_sentence(telling, _("Does it fit?")); break;
	case TELL_HERE:
	case TELL_ALL: tell_list(fit, telling); break;
	case TELL_WHERE: tell_at(fit, telling, at); break;
	case TELL_LEVEL:
		tell_at(fit, telling, telling->number > 0 ? telling->number - 1 : at);
		break;
	case TELL_ASK:
		if (fit->view->ledger->closed)
			tell_line(
				telling, "%s", _("Choose a number, q to go back, or ? for help."));
		else
			tell_line(telling, "%s",
				_("A number goes to it, f says what fits, a adds an action, q goes "
				  "back, ? helps."));
		break;
	default: break;
	}
}
