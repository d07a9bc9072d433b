#include "config.h"

#include "ui/scr_questions.h"

#include "base/buf.h"
#include "base/lang.h"
#include "ui/asking.h"
#include "ui/page.h"
#include "ui/spoken.h"
#include "ui/words.h"

#define TEXT_COLUMNS 92 /* wider lines are hard to read */
#define NUMBER	     2

static bool starts_section(const struct rubric *rubric, size_t criterion)
{
	return rubric->row_count > 0 &&
	       (criterion == 0 ||
		       rubric->criteria[criterion].row != rubric->criteria[criterion - 1].row);
}

/* "open", "agreed: Ana, 12-12" */
static void state_text(struct buf *out, const struct sheet_item *item)
{
	struct buf owner = BUF_EMPTY;

	buf_text_add(out, item->status == RECORD_AGREED ? _("agreed") : _("open"));
	words_owner(&owner, item);
	if (owner.len > 0)
		buf_format(out, ": %s", buf_text(&owner));
	buf_free(&owner);
}

static void page_question(struct page *page, const struct questions *questions, size_t criterion,
	const struct glyphs *glyphs)
{
	const struct rubric *rubric = walk_rubric(questions->walk);
	const struct sheet_item *item = questions_answer(questions->walk, criterion);
	bool current = criterion == walk_at(questions->walk);
	int text = NUMBER + (rubric->criterion_count < 10 ? 2 : 3), line = page_line(page, 1);
	struct buf state = BUF_EMPTY;

	if (current)
		page_current(page, line, glyphs);
	page_format(page, NUMBER, current ? LOOK_CURRENT : LOOK_NORMAL, "%*zu", text - NUMBER - 1,
		criterion + 1);
	page_wrapped(
		page, text, current ? LOOK_CURRENT : LOOK_NORMAL, words_title(rubric, criterion));
	if (item != NULL) {
		page_line(page, 1);
		state_text(&state, item);
		page_put(page, text, LOOK_QUIET, item->status == RECORD_AGREED ? "#" : "-");
		page_wrapped(page, text + 2, LOOK_CHOSEN, item->text);
		page_line(page, 1);
		page_format(page, text + 2, LOOK_QUIET, "(%s)", buf_text(&state));
	}
	if (current)
		page_focus(page, line);
	buf_free(&state);
}

static void page_all(
	struct page *page, const struct questions *questions, const struct glyphs *glyphs)
{
	const struct rubric *rubric = walk_rubric(questions->walk);

	for (size_t i = 0; i < rubric->criterion_count; i++) {
		if (starts_section(rubric, i)) {
			page_line(page, i > 0 ? 2 : 1);
			page_put(page, NUMBER, LOOK_TITLE,
				words_say(rubric, &rubric->rows[rubric->criteria[i].row].title));
		}
		page_question(page, questions, i, glyphs);
	}
}

void questions_draw(const struct screen *screen, struct pane *pane)
{
	const struct questions *questions = (const struct questions *)screen;
	int field = 0;
	struct pane body = words_header(pane, questions->walk), rest;
	struct page page;

	if (questions->noting.on)
		field = noting_rows(&questions->noting);
	else if (questions->asks != ASKS_NOTHING)
		field = typing_rows(&questions->edit);
	if (field > body.rows)
		field = body.rows;
	page_start(&page, page_columns(pane, TEXT_COLUMNS));
	page_all(&page, questions, pane_glyphs(pane));
	rest = pane_part(&body, 0, 0, body.rows - field, body.columns);
	page_show(&page, &rest);
	if (field > 0) {
		struct pane typing = pane_part(&body, rest.rows, 0, field, body.columns);

		if (questions->noting.on)
			noting_draw(&questions->noting, &typing);
		else
			typing_draw(&questions->edit, questions_prompt(questions), &typing);
	}
	page_free(&page);
}

/* --- in sentences --- */

static void tell_one(struct telling *telling, const struct questions *questions, size_t criterion)
{
	const struct rubric *rubric = walk_rubric(questions->walk);
	const struct sheet_item *item = questions_answer(questions->walk, criterion);
	struct buf state = BUF_EMPTY;

	if (starts_section(rubric, criterion))
		spoken_sentence(telling,
			words_say(rubric, &rubric->rows[rubric->criteria[criterion].row].title));
	spoken_criterion(telling, questions->walk, criterion);
	if (item == NULL) {
		tell_line(telling, "%s", _("Not answered yet."));
		return;
	}
	tell_line(telling, _("Your answer: %s"), item->text);
	state_text(&state, item);
	tell_line(telling, _("Status: %s."), buf_text(&state));
	buf_free(&state);
}

void questions_tell(const struct screen *screen, struct telling *telling)
{
	const struct questions *questions = (const struct questions *)screen;
	size_t at = walk_at(questions->walk), count = walk_rubric(questions->walk)->criterion_count;

	switch (telling->what) {
	case TELL_ENTER: spoken_form(telling, questions->walk); break;
	case TELL_HERE: tell_one(telling, questions, at); break;
	case TELL_ALL:
		spoken_form(telling, questions->walk);
		for (size_t i = 0; i < count; i++)
			tell_one(telling, questions, i);
		break;
	case TELL_WHERE:
		spoken_form(telling, questions->walk);
		tell_one(telling, questions, at);
		break;
	case TELL_LEVEL:
		if (telling->number > 0 && telling->number <= count)
			tell_one(telling, questions, telling->number - 1);
		break;
	case TELL_ASK:
		if (walk_sheet(questions->walk)->submitted)
			tell_line(telling, "%s", _("R reopens the form, q leaves, or ? for help."));
		else
			tell_line(telling,
				_("Type enter to write an answer, j for the next question, 1 to "
				  "%zu for another one, g to agree on the answer, or ? for help."),
				count);
		break;
	case TELL_NOTHING: break;
	}
}
