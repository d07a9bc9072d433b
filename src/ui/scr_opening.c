#include "config.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/list.h"
#include "ui/page.h"
#include "ui/scale.h"
#include "ui/screens.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <stdlib.h>

#define TEXT_COLUMNS 92
#define INDENT	     2

/* The page's paragraphs, from top to bottom; one goes through them where not all fit. */
enum paragraph {
	PARA_PURPOSE,
	PARA_ABOUT,
	PARA_WHO_SEES,
	PARA_HOW,
	PARA_STATUS,
	PARA_SOURCE,
	PARA_COUNT
};

struct opening {
	struct screen base;
	const struct walk *walk; /* borrowed */
	bool about, begins;
	char *who_sees; /* owned; "" when nobody else does */
	struct list paragraphs;
};

/* How one answers, in one line: "Aspect 1 to 8: choose one of 4 levels for each." */
static void how(struct buf *out, const struct rubric *rubric)
{
	struct buf noun = BUF_EMPTY;
	size_t count = rubric->criterion_count, levels = rubric->level_count;

	words_noun_capital(&noun, rubric);
	if (rubric->kind == RUBRIC_GRID)
		buf_format(out,
			_("%s 1 to %zu: talk about the questions, then give the status, 1 to %zu. "
			  "You need not do them all."),
			buf_text(&noun), count, levels);
	else if (rubric->kind == RUBRIC_QUESTIONS)
		buf_format(out,
			_("%s 1 to %zu: write an answer; it stays open until you agree on it. You "
			  "need not do them all."),
			buf_text(&noun), count);
	else if (rubric->kind == RUBRIC_STATEMENTS)
		buf_format(out, _("%s 1 to %zu: choose one of %zu answers for each."),
			buf_text(&noun), count, levels);
	else
		buf_format(out, _("%s 1 to %zu: choose one of %zu levels for each."),
			buf_text(&noun), count, levels);
	buf_free(&noun);
}

/* What Enter does now. */
static const char *enter_text(const struct opening *opening)
{
	const struct sheet *sheet = walk_sheet(opening->walk);

	if (opening->about)
		return _("Enter goes back to the form.");
	if (sheet->submitted)
		return _("This form was handed in. Enter shows it; R there reopens it.");
	if (sheet_answered(sheet) > 0 || sheet->item_count > 0)
		return _("Enter goes on where you were.");
	return _("Enter starts.");
}

static const char *opening_enter(const struct screen *screen)
{
	const struct opening *opening = (const struct opening *)screen;
	const struct sheet *sheet = walk_sheet(opening->walk);

	if (opening->about)
		return _("back");
	if (sheet->submitted)
		return _("open");
	return sheet_answered(sheet) > 0 || sheet->item_count > 0 ? _("go on") : _("start");
}

static void labelled(struct page *page, int column, const char *label, const char *text)
{
	if (text[0] == '\0')
		return;
	page_line(page, 1);
	page_put(page, INDENT, LOOK_QUIET, label);
	page_wrapped(page, column, LOOK_NORMAL, text);
}

static int label_column(void)
{
	const char *const labels[] = {
		_("About"), _("Form"), _("Source"), _("Authors"), _("Licence")};
	int widest = 0;

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		widest = text_widest(widest, labels[i]);
	return INDENT + widest + 2;
}

static void page_about(struct page *page, const struct opening *opening)
{
	const struct sheet *sheet = walk_sheet(opening->walk);
	struct buf text = BUF_EMPTY;
	bool can = walk_can_rename(opening->walk);

	if (sheet->target[0] != '\0')
		buf_format(&text, can ? _("%s (t changes it)") : "%s", sheet->target);
	else if (can)
		buf_text_add(&text, _("t says what or who this is about"));
	labelled(page, label_column(), _("About"), buf_text(&text));
	buf_cut(&text, 0);
	words_progress(&text, opening->walk);
	labelled(page, label_column(), _("Form"), buf_text(&text));
	buf_free(&text);
	page_line(page, 1);
	page_wrapped(page, INDENT, LOOK_TITLE, enter_text(opening));
}

static void page_paragraph(
	struct page *page, const struct opening *opening, enum paragraph paragraph)
{
	const struct rubric *rubric = walk_rubric(opening->walk);
	struct buf text = BUF_EMPTY;
	int column = label_column();

	switch (paragraph) {
	case PARA_PURPOSE:
		page_line(page, 1);
		page_wrapped(page, INDENT, LOOK_NORMAL, words_say(rubric, &rubric->purpose));
		break;
	case PARA_ABOUT: page_about(page, opening); break;
	case PARA_WHO_SEES:
		if (opening->who_sees[0] == '\0')
			break;
		page_line(page, 1);
		page_wrapped(page, INDENT, LOOK_NORMAL, opening->who_sees);
		break;
	case PARA_HOW:
		page_line(page, 1);
		how(&text, rubric);
		page_wrapped(page, INDENT, LOOK_NORMAL, buf_text(&text));
		page_line(page, 1);
		page_wrapped(page, INDENT, LOOK_NORMAL,
			_("Your answers are saved on this computer as you go."));
		break;
	case PARA_STATUS:
		page_line(page, 1);
		page_wrapped(page, INDENT, LOOK_NORMAL, words_status(rubric));
		break;
	case PARA_SOURCE:
		labelled(page, column, _("Source"), rubric->source ? rubric->source : "");
		labelled(page, column, _("Authors"), rubric->authors ? rubric->authors : "");
		labelled(page, column, _("Licence"), rubric->licence ? rubric->licence : "");
		break;
	case PARA_COUNT: break;
	}
	buf_free(&text);
}

static void opening_draw(const struct screen *screen, struct pane *pane)
{
	const struct opening *opening = (const struct opening *)screen;
	const struct rubric *rubric = walk_rubric(opening->walk);
	struct pane body = words_bar(pane, words_say(rubric, &rubric->title), "", "");
	struct page page;

	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	page.place = PAGE_TOP;
	for (size_t i = 0; i < PARA_COUNT; i++) {
		int line = (int)page.count;

		/* The source belongs to the status above it. */
		if (i > 0 && i != PARA_SOURCE &&
			(i != PARA_WHO_SEES || opening->who_sees[0] != '\0'))
			page_line(&page, 1);
		page_paragraph(&page, opening, (enum paragraph)i);
		if (i == PARA_ABOUT)
			page_cursor(&page, (int)page.count - 1, INDENT);
		if (i == opening->paragraphs.current && (int)page.count > line)
			page_focus(&page, line);
	}
	page_show(&page, &body);
	page_free(&page);
}

static void tell_about(const struct opening *opening, struct telling *telling)
{
	const struct rubric *rubric = walk_rubric(opening->walk);
	struct buf text = BUF_EMPTY;

	spoken_sentence(telling, words_say(rubric, &rubric->purpose));
	tell_line(telling, "%s", words_status(rubric));
	spoken_sentence(telling, opening->who_sees);
	how(&text, rubric);
	tell_line(telling, "%s", buf_text(&text));
	tell_line(telling, "%s", _("Your answers are saved on this computer as you go."));
	buf_free(&text);
}

static void tell_source(const struct opening *opening, struct telling *telling)
{
	const struct rubric *rubric = walk_rubric(opening->walk);

	if (rubric->source && rubric->source[0] != '\0')
		tell_line(telling, "%s: %s.", _("Source"), rubric->source);
	if (rubric->authors && rubric->authors[0] != '\0')
		tell_line(telling, "%s: %s.", _("Authors"), rubric->authors);
	if (rubric->licence && rubric->licence[0] != '\0')
		tell_line(telling, "%s: %s.", _("Licence"), rubric->licence);
}

static void tell_ask(const struct opening *opening, struct telling *telling)
{
	if (!opening->about && walk_can_rename(opening->walk))
		tell_line(telling, "%s",
			_("Press Enter to start, t to say what or who this is about, or ? for "
			  "help."));
	else
		tell_line(telling, "%s", enter_text(opening));
}

static void opening_tell(const struct screen *screen, struct telling *telling)
{
	const struct opening *opening = (const struct opening *)screen;
	const struct rubric *rubric = walk_rubric(opening->walk);
	const char *target = walk_sheet(opening->walk)->target;

	switch (telling->what) {
	case TELL_ENTER:
		spoken_sentence(telling, words_say(rubric, &rubric->title));
		tell_about(opening, telling);
		if (opening->about)
			tell_source(opening, telling);
		break;
	case TELL_HERE:
		if (target[0] != '\0')
			tell_line(telling, _("This is about %s."), target);
		break;
	case TELL_ALL:
		spoken_form(telling, opening->walk);
		tell_about(opening, telling);
		tell_source(opening, telling);
		break;
	case TELL_WHERE: spoken_form(telling, opening->walk); break;
	case TELL_ASK: tell_ask(opening, telling); break;
	default: break;
	}
}

static enum screen_result opening_act(struct screen *screen, const struct input *input)
{
	struct opening *opening = (struct opening *)screen;

	switch (input->action) {
	case ACT_SELECT: opening->begins = !opening->about; return SCREEN_POP;
	case ACT_TARGET: return screen_want(screen, WANT_TARGET, 0);
	case ACT_CHOOSE:
	case ACT_UNKNOWN:
	case ACT_NOT_APPLICABLE:
		opening->begins = screen->again = true; /* who knows the form just answers */
		return SCREEN_POP;
	default: return list_go(&opening->paragraphs, input->action, 1) ? SCREEN_STAY : SCREEN_POP;
	}
}

static size_t opening_choices(const struct screen *screen)
{
	const struct walk *walk = ((const struct opening *)screen)->walk;

	return walk_rubric(walk)->criteria[walk_at(walk)].step_count;
}

static bool opening_can(const struct screen *screen, enum action action)
{
	const struct opening *opening = (const struct opening *)screen;

	switch (action) {
	case ACT_TARGET: return walk_can_rename(opening->walk);
	case ACT_CHOOSE:
	case ACT_UNKNOWN:
	case ACT_NOT_APPLICABLE:
		return !opening->about && !walk_sheet(opening->walk)->submitted &&
		       scale_can(opening->walk, walk_at(opening->walk), action);
	case ACT_BACK: return true;
	case ACT_SELECT:
	case ACT_PREVIOUS:
	case ACT_NEXT:
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN: return true;
	default: return false;
	}
}

static void opening_free(struct screen *screen)
{
	free(((struct opening *)screen)->who_sees);
	free(screen);
}

static const struct screen_ops opening_ops = {
	.name = "opening",
	.draw = opening_draw,
	.tell = opening_tell,
	.act = opening_act,
	.can = opening_can,
	.enter = opening_enter,
	.choices = opening_choices,
	.blank_selects = true,
	.free = opening_free,
};

struct screen *scr_opening_new(const struct walk *walk, bool about)
{
	struct opening *opening = MEM_NEW(struct opening);

	opening->base.ops = &opening_ops;
	opening->walk = walk;
	opening->about = about;
	opening->paragraphs.count = PARA_COUNT;
	opening->who_sees = mem_text("");
	return &opening->base;
}

bool scr_opening_begins(const struct screen *screen)
{
	return ((const struct opening *)screen)->begins;
}

void scr_opening_who_sees(struct screen *screen, const char *text)
{
	mem_replace(&((struct opening *)screen)->who_sees, text);
}
