#include "config.h"

#include "ui/scr_aspect.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "stats/say.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define INDENT	     2
#define TEXT_COLUMNS 112
#define BAR_MOST     12
#define BAR_WIDE     70 /* columns from which there is room for the longest bar */
#define NAME_LEAST   12

/* --- the table of counts ------------------------------------------------------------------------
 */

struct count_row {
	struct buf name;
	const struct tally *tally;
	bool quiet;
};

static void start_row(struct count_row *row, const struct tally *tally, const char *name)
{
	*row = (struct count_row){.name = BUF_EMPTY, .tally = tally};
	buf_text_add(&row->name, name);
}

/* All together, each role, and the first round beside the last one. */
static size_t make_rows(struct count_row *rows, const struct discussed *about)
{
	size_t count = 0;

	start_row(&rows[count], &about->all, _("All"));
	if (about->round > 1)
		buf_format(&rows[count].name, _(", round %d"), about->round);
	count++;
	for (size_t i = 0; i < about->role_count; i++) {
		start_row(&rows[count], &about->roles[i].tally, "");
		aspect_role(&rows[count++].name, about->roles[i].role);
	}
	if (about->round > 1) {
		start_row(&rows[count], &about->first, _("Before, round 1"));
		rows[count++].quiet = true;
	}
	return count;
}

static int widest_row(const struct count_row *rows, size_t count)
{
	int widest = 0;

	for (size_t i = 0; i < count; i++)
		widest = text_widest(widest, buf_text(&rows[i].name));
	return widest;
}

/* Where the names leave no room for the columns, the counts stand under the name. */
static void page_rows(struct page *page, const struct aspect *aspect, const struct discussed *about,
	const struct glyphs *glyphs)
{
	struct count_row *rows = mem_new((about->role_count + 2) * sizeof(*rows));
	size_t count = make_rows(rows, about);
	struct tally_columns columns;
	int names = widest_row(rows, count), room;

	tally_columns_make(&columns, aspect->view->rubric, aspect->criterion);
	room = page->columns - INDENT - 2 - columns.width;
	names = names > room ? room : names;
	if (names >= NAME_LEAST || names >= widest_row(rows, count))
		tally_columns_head(page, page_line(page, 1), INDENT + names + 2, &columns);
	for (size_t i = 0; i < count; i++) {
		enum look look = rows[i].quiet ? LOOK_QUIET : i == 0 ? LOOK_TITLE : LOOK_NORMAL;
		int line = page_line(page, 1);

		if (names >= NAME_LEAST || names >= widest_row(rows, count)) {
			page_wrapped_at(page, line, INDENT, names, look, buf_text(&rows[i].name));
			tally_columns_row(page, line, INDENT + names + 2, &columns,
				aspect->criterion, rows[i].tally, look, glyphs);
		} else {
			buf_text_add(&rows[i].name, ": ");
			tally_text(&rows[i].name, aspect->view->rubric, aspect->criterion,
				rows[i].tally, glyphs);
			page_wrapped(page, INDENT, look, buf_text(&rows[i].name));
		}
	}
	for (size_t i = 0; i < count; i++)
		buf_free(&rows[i].name);
	free(rows);
}

/* --- descriptors with bars ----------------------------------------------------------------------
 */

static size_t most_of(const struct tally *tally)
{
	size_t most = 0;

	for (size_t i = 0; i < RUBRIC_LEVELS_MAX; i++)
		most = tally->counts[i] > most ? tally->counts[i] : most;
	return most;
}

static void page_steps(
	struct page *page, const struct aspect *aspect, const struct discussed *about)
{
	const struct rubric *rubric = aspect->view->rubric;
	const struct rubric_criterion *at = &rubric->criteria[aspect->criterion];
	size_t most = most_of(&about->all);
	int widest = page->columns >= BAR_WIDE ? BAR_MOST : BAR_MOST / 2;
	int bar = most < (size_t)widest ? (int)most : widest;
	int bar_at = INDENT + 2 + tally_label_width(rubric, aspect->criterion) + 2;
	int text_at = bar_at + bar + (bar > 0 ? 2 : 0);

	for (size_t i = 0; i < at->step_count; i++) {
		bool agreed = about->agreed && about->agreed->given &&
			      !about->agreed->no_consensus && about->agreed->step == i;
		enum look look = agreed ? LOOK_CHOSEN : LOOK_NORMAL;
		int line = page_line(page, 1);
		struct buf text = BUF_EMPTY;

		if (agreed)
			page_put(page, 0, look, "=");
		page_format(page, INDENT, look, "%zu %s", i + 1,
			words_say(rubric, &at->steps[i].label));
		tally_bar(&text, about->all.counts[i], most, bar);
		page_put(page, bar_at, look, buf_text(&text));
		page_wrapped_at(page, line, text_at, page->columns - text_at, look,
			words_say(rubric, &at->steps[i].descriptor));
		buf_free(&text);
	}
}

/* --- all of it ----------------------------------------------------------------------------------
 */

static void page_head(struct page *page, const struct aspect *aspect, const struct discussed *about)
{
	const struct rubric *rubric = aspect->view->rubric;
	struct buf name = BUF_EMPTY, word = BUF_EMPTY;

	words_name(&name, rubric, aspect->criterion, false);
	if (about->all.scored + about->all.unknown > 0)
		buf_text_add(&word, say_unity(&about->all));
	if (aspect->numbers && !isnan(about->all.unity))
		buf_format(&word, ", %s %.2f", _("unity"), about->all.unity);
	page_line(page, 1);
	page_wrapped_at(page, 0, INDENT, page->columns - INDENT - text_width(buf_text(&word)) - 2,
		LOOK_TITLE, buf_text(&name));
	page_right(page, LOOK_TITLE, buf_text(&word));
	if (words_question(rubric, aspect->criterion)[0] != '\0') {
		page_line(page, 1);
		page_wrapped(page, INDENT, LOOK_NORMAL, words_question(rubric, aspect->criterion));
	}
	for (size_t i = 0; i < rubric->criteria[aspect->criterion].prompt_count; i++) {
		page_line(page, 1);
		page_wrapped(page, INDENT, LOOK_NORMAL,
			words_say(rubric, &rubric->criteria[aspect->criterion].prompts[i].text));
	}
	buf_cut(&word, 0);
	aspect_agreed(&word, aspect);
	if (word.len > 0) {
		page_line(page, 1);
		page_put(page, 0, LOOK_CHOSEN, "=");
		page_wrapped(page, INDENT, LOOK_CHOSEN, buf_text(&word));
	}
	buf_free(&name);
	buf_free(&word);
}

/* What changed since the round before, and what to ask each other. */
static void page_talk(
	struct page *page, const struct aspect *aspect, const struct discussed *about, bool air)
{
	const struct rubric *rubric = aspect->view->rubric;
	const struct rubric_text *ask = &rubric->criteria[aspect->criterion].ask;
	struct buf text = BUF_EMPTY;

	tally_stability(&text, about);
	if (text.len > 0) {
		page_line(page, 1);
		page_wrapped(page, INDENT, LOOK_QUIET, buf_text(&text));
	}
	if (!rubric_text_empty(ask)) {
		page_line(page, air ? 2 : 1);
		page_format(page, INDENT, LOOK_QUIET, "%s", _("Ask"));
		page_wrapped(page, INDENT + text_width(_("Ask")) + 2, LOOK_TITLE,
			words_say(rubric, ask));
	}
	buf_free(&text);
}

static void page_reasons(struct page *page, const struct discussed *about, bool air)
{
	if (about->reason_count == 0)
		return;
	page_line(page, air ? 2 : 1);
	page_put(page, INDENT, LOOK_TITLE, _("Reasons"));
	for (size_t i = 0; i < about->reason_count; i++) {
		page_line(page, 1);
		page_put(page, INDENT, LOOK_QUIET, "-");
		page_wrapped(page, INDENT + 2, LOOK_NORMAL, about->reasons[i]);
	}
}

/* `air`: empty lines between the parts, where there is room for them. */
static void compose(
	struct page *page, const struct aspect *aspect, const struct pane *body, bool air)
{
	const struct discussed *about = discuss_at(aspect->view, aspect->criterion);

	page_start(page, page_columns(body, TEXT_COLUMNS));
	page_head(page, aspect, about);
	if (discuss_marked(aspect->view, aspect->criterion)) {
		page_line(page, 1);
		page_wrapped(page, PAGE_MARGIN, LOOK_CHOSEN,
			_("Marked for a second vote; the agenda starts it."));
	}
	if (air)
		page_line(page, 1);
	page_rows(page, aspect, about, pane_glyphs(body));
	page_talk(page, aspect, about, air);
	if (air)
		page_line(page, 1);
	page_steps(page, aspect, about);
	page_reasons(page, about, air);
}

/* "2 of 8 to talk about" */
static void place_text(struct buf *out, const struct aspect *aspect)
{
	const struct discussion *discussion = aspect->view->discussion;
	size_t count = 0, at = 0;

	for (size_t i = 0; i < discussion->count; i++) {
		if (discuss_empty(aspect->view, &discussion->list[i]))
			continue;
		count++;
		if (discussion->list[i].criterion == aspect->criterion)
			at = count;
	}
	buf_format(out, _("%zu of %zu to talk about"), at, count);
}

void aspect_draw(const struct screen *screen, struct pane *pane)
{
	const struct aspect *aspect = (const struct aspect *)screen;
	struct buf right = BUF_EMPTY;
	struct pane body;
	struct page page;

	place_text(&right, aspect);
	body = discuss_bar(pane, aspect->view, buf_text(&right));
	buf_free(&right);
	if (aspect->typing) {
		struct pane field = asking_room(&body, &aspect->edit, aspect->prompt, 0);

		asking_draw(&aspect->edit, aspect->prompt, &field);
	}
	compose(&page, aspect, &body, true);
	if ((int)page.count > body.rows) {
		page_free(&page);
		compose(&page, aspect, &body, false);
	}
	page.place = PAGE_TOP;
	page_focus(&page, aspect->scrolled);
	page_show(&page, &body);
	page_free(&page);
}

/* --- in sentences -------------------------------------------------------------------------------
 */

static void tell_counts(const struct aspect *aspect, struct telling *telling, const char *who,
	const struct tally *tally)
{
	struct buf line = BUF_EMPTY;

	say_counts(&line, aspect->view->rubric, aspect->criterion, tally);
	if (line.len == 0)
		buf_text_add(&line, _("no level chosen"));
	buf_byte(&line, '.');
	say_others(&line, tally);
	tell_line(telling, "%s: %s", who, buf_text(&line));
	buf_free(&line);
}

static void tell_name(const struct aspect *aspect, struct telling *telling)
{
	const struct rubric *rubric = aspect->view->rubric;
	const struct discussed *about = discuss_at(aspect->view, aspect->criterion);
	struct buf line = BUF_EMPTY;

	words_name(&line, rubric, aspect->criterion, true);
	buf_text_add(&line, ": ");
	tally_sentence(&line, rubric, aspect->criterion, &about->all);
	if (aspect->numbers && !isnan(about->all.unity))
		buf_format(&line, _(" Unity %.2f."), about->all.unity);
	tell_line(telling, "%s", buf_text(&line));
	buf_cut(&line, 0);
	aspect_agreed(&line, aspect);
	spoken_sentence(telling, buf_text(&line));
	if (discuss_marked(aspect->view, aspect->criterion))
		tell_line(telling, "%s", _("Marked for a second vote; the agenda starts it."));
	buf_free(&line);
}

static void tell_step(const struct aspect *aspect, struct telling *telling, size_t step)
{
	const struct rubric *rubric = aspect->view->rubric;
	const char *text =
		words_say(rubric, &rubric->criteria[aspect->criterion].steps[step].descriptor);

	tell_line(
		telling, "%zu: %s. %s", step + 1, say_label(rubric, aspect->criterion, step), text);
}

static void tell_all(const struct aspect *aspect, struct telling *telling)
{
	const struct rubric *rubric = aspect->view->rubric;
	const struct discussed *about = discuss_at(aspect->view, aspect->criterion);
	struct buf text = BUF_EMPTY;

	tell_name(aspect, telling);
	for (size_t i = 0; i < about->role_count; i++) {
		buf_cut(&text, 0);
		aspect_role(&text, about->roles[i].role);
		tell_counts(aspect, telling, buf_text(&text), &about->roles[i].tally);
	}
	if (about->round > 1)
		tell_counts(aspect, telling, _("Before, in round 1"), &about->first);
	buf_cut(&text, 0);
	tally_stability(&text, about);
	spoken_sentence(telling, buf_text(&text));
	spoken_sentence(telling, words_question(rubric, aspect->criterion));
	spoken_prompts(telling, rubric, aspect->criterion);
	for (size_t step = 0; step < rubric->criteria[aspect->criterion].step_count; step++)
		tell_step(aspect, telling, step);
	if (!rubric_text_empty(&rubric->criteria[aspect->criterion].ask))
		tell_line(telling, _("Ask: %s"),
			words_say(rubric, &rubric->criteria[aspect->criterion].ask));
	for (size_t i = 0; i < about->reason_count; i++) {
		buf_cut(&text, 0);
		buf_format(&text, "%s%s", _("Reason: "), about->reasons[i]);
		spoken_sentence(telling, buf_text(&text));
	}
	buf_free(&text);
}

void aspect_tell(const struct screen *screen, struct telling *telling)
{
	const struct aspect *aspect = (const struct aspect *)screen;
	size_t count = aspect->view->rubric->criteria[aspect->criterion].step_count;

	switch (telling->what) {
	case TELL_HERE:
	case TELL_ALL: tell_all(aspect, telling); break;
	case TELL_WHERE: tell_name(aspect, telling); break;
	case TELL_LEVEL:
		if (telling->number > 0 && telling->number <= count)
			tell_step(aspect, telling, telling->number - 1);
		break;
	case TELL_ASK:
		if (!screen_can(screen, ACT_NO_LEVEL))
			tell_line(telling, "%s", _("j goes on, q goes back, ? helps."));
		else if (count > 0)
			tell_line(telling,
				_("Agreed level? 1 to %zu, 0 for none, v for a second vote, j goes "
				  "on, q goes back."),
				count);
		else
			tell_line(telling, "%s",
				_("0 for no agreed level, j goes on, q goes back, ? helps."));
		break;
	default: break;
	}
}
