#include "config.h"

#include "ui/scr_present.h"

#include "base/lang.h"
#include "base/text.h"
#include "stats/say.h"
#include "ui/asking.h"
#include "ui/discuss_parts.h"
#include "ui/spoken.h"
#include "ui/words.h"

#include <string.h>

#define INDENT	     4
#define TEXT_COLUMNS 92

/* --- the problem --------------------------------------------------------------------------------
 */

static void page_problem(struct page *page, const struct present *present)
{
	const struct session *session = present->view->session;
	const struct rubric *rubric = present->view->rubric;

	page_line(page, 2);
	page_wrapped(page, INDENT, LOOK_TITLE,
		session->title[0] != '\0' ? session->title : words_say(rubric, &rubric->title));
	if (session->description[0] != '\0') {
		page_line(page, 2);
		page_wrapped(page, INDENT, LOOK_NORMAL, session->description);
	}
	if (session->purpose[0] != '\0') {
		page_line(page, 2);
		page_wrapped(page, INDENT, LOOK_NORMAL, session->purpose);
	}
	page_line(page, 2);
	page_wrapped(page, INDENT, LOOK_QUIET,
		_("Everybody answers alone first. Then the group sees how often each level was "
		  "chosen, per role, and the reasons, without names."));
	page_line(page, 2);
	page_wrapped(page, INDENT, LOOK_QUIET, _("Enter goes to the first one."));
}

/* --- one criterion ------------------------------------------------------------------------------
 */

static void page_step(struct page *page, const struct present *present, size_t step, int text_at)
{
	const struct rubric *rubric = present->view->rubric;
	const struct rubric_step *at = &rubric->criteria[present->criterion].steps[step];
	int line = (int)page->count - 1;

	page_format(page, INDENT, LOOK_TITLE, "%zu", step + 1);
	page_wrapped_at(page, line, INDENT + 3, text_at - INDENT - 4, LOOK_TITLE,
		words_say(rubric, &at->label));
	page_wrapped_at(page, line, text_at, page->columns - text_at, LOOK_NORMAL,
		words_say(rubric, &at->descriptor));
}

/* `air`: an empty line between two levels. */
static void page_criterion(
	struct page *page, const struct present *present, const struct glyphs *glyphs, bool air)
{
	const struct rubric *rubric = present->view->rubric;
	const struct rubric_criterion *about = &rubric->criteria[present->criterion];
	int text_at = INDENT + 3 + tally_label_width(rubric, present->criterion) + 3;
	struct buf name = BUF_EMPTY, place = BUF_EMPTY, counts = BUF_EMPTY;
	struct tally tally;

	words_name(&name, rubric, present->criterion, false);
	present_place(&place, present);
	page_line(page, air ? 2 : 1);
	page_wrapped_at(page, (int)page->count - 1, INDENT,
		page->columns - INDENT - text_width(buf_text(&place)) - 2, LOOK_TITLE,
		buf_text(&name));
	page_right(page, LOOK_QUIET, buf_text(&place));
	page_line(page, 1);
	page_wrapped(page, INDENT, LOOK_NORMAL, words_question(rubric, present->criterion));
	for (size_t i = 0; i < about->prompt_count; i++) {
		page_line(page, 1);
		page_format(page, INDENT, LOOK_QUIET, "%s",
			about->prompts[i].group ? _("Together") : _("For yourself"));
		page_wrapped(
			page, INDENT + 15, LOOK_NORMAL, words_say(rubric, &about->prompts[i].text));
	}
	page_line(page, 1);
	for (size_t step = 0; step < about->step_count; step++) {
		page_line(page, air && step > 0 ? 2 : 1);
		page_step(page, present, step, text_at);
	}
	if (rubric->unknown_allowed) {
		page_line(page, air ? 2 : 1);
		page_put(page, INDENT, LOOK_TITLE, "u");
		page_put(page, INDENT + 3, LOOK_NORMAL, words_unknown(rubric));
	}
	if (present_tally(present, &tally)) {
		tally_text(&counts, rubric, present->criterion, &tally, glyphs);
		page_line(page, 2);
		page_wrapped(page, INDENT, LOOK_TITLE, buf_text(&counts));
		page_focus(page, (int)page->count - 1);
	}
	buf_free(&name);
	buf_free(&place);
	buf_free(&counts);
}

static void compose(struct page *page, const struct present *present, const struct pane *body)
{
	int columns = page_columns(body, TEXT_COLUMNS);

	page_start(page, columns);
	if (present->criterion == RUBRIC_NONE) {
		page_problem(page, present);
		return;
	}
	page_criterion(page, present, pane_glyphs(body), true);
	if ((int)page->count <= body->rows)
		return;
	page_free(page);
	page_start(page, columns);
	page_criterion(page, present, pane_glyphs(body), false);
}

void present_draw(const struct screen *screen, struct pane *pane)
{
	const struct present *present = (const struct present *)screen;
	struct buf text = BUF_EMPTY;
	struct pane body;
	struct page page;

	present_answered(&text, present);
	body = discuss_bar(pane, present->view, buf_text(&text));
	if (present->typing) {
		struct pane field = asking_room(&body, &present->edit, present->prompt, 1);

		buf_cut(&text, 0);
		present_next_seat(&text, present);
		pane_text(&field, field.rows - 1, 4, LOOK_QUIET, buf_text(&text));
		field.rows--;
		asking_draw(&present->edit, present->prompt, &field);
	}
	compose(&page, present, &body);
	page_show(&page, &body);
	page_free(&page);
	buf_free(&text);
}

/* --- in sentences -------------------------------------------------------------------------------
 */

static void tell_step(const struct present *present, struct telling *telling, size_t step)
{
	const struct rubric *rubric = present->view->rubric;
	const char *text =
		words_say(rubric, &rubric->criteria[present->criterion].steps[step].descriptor);

	if (text[0] == '\0')
		tell_line(
			telling, "%zu: %s.", step + 1, say_label(rubric, present->criterion, step));
	else
		tell_line(telling, "%zu: %s. %s", step + 1,
			say_label(rubric, present->criterion, step), text);
}

static void tell_answered(const struct present *present, struct telling *telling)
{
	const struct rubric *rubric = present->view->rubric;
	struct buf text = BUF_EMPTY;
	struct tally tally;

	present_answered(&text, present);
	spoken_sentence(telling, buf_text(&text));
	buf_cut(&text, 0);
	if (present_tally(present, &tally)) {
		tally_sentence(&text, rubric, present->criterion, &tally);
		say_capital(&text, 0);
		tell_line(telling, "%s", buf_text(&text));
	}
	buf_free(&text);
}

static void tell_problem(const struct present *present, struct telling *telling)
{
	const struct session *session = present->view->session;
	const struct rubric *rubric = present->view->rubric;

	spoken_sentence(telling, words_say(rubric, &rubric->title));
	spoken_sentence(telling, session->title);
	spoken_sentence(telling, session->description);
	spoken_sentence(telling, session->purpose);
	tell_line(telling, "%s",
		_("Everybody answers alone first. Then the group sees how often each level was "
		  "chosen, per role, and the reasons, without names."));
}

static void tell_name(const struct present *present, struct telling *telling)
{
	const struct rubric *rubric = present->view->rubric;
	struct buf line = BUF_EMPTY;

	present_place(&line, present);
	buf_text_add(&line, ": ");
	words_name(&line, rubric, present->criterion, true);
	spoken_sentence(telling, buf_text(&line));
	spoken_sentence(telling, words_question(rubric, present->criterion));
	buf_free(&line);
}

static void tell_criterion(const struct present *present, struct telling *telling)
{
	const struct rubric *rubric = present->view->rubric;

	tell_name(present, telling);
	spoken_prompts(telling, rubric, present->criterion);
	for (size_t step = 0; step < rubric->criteria[present->criterion].step_count; step++)
		tell_step(present, telling, step);
	tell_answered(present, telling);
}

void present_tell(const struct screen *screen, struct telling *telling)
{
	const struct present *present = (const struct present *)screen;
	bool problem = present->criterion == RUBRIC_NONE;

	switch (telling->what) {
	case TELL_HERE:
	case TELL_ALL:
		if (problem)
			tell_problem(present, telling);
		else
			tell_criterion(present, telling);
		break;
	case TELL_WHERE:
		if (problem) {
			tell_problem(present, telling);
		} else {
			tell_name(present, telling);
			tell_answered(present, telling);
		}
		break;
	case TELL_LEVEL:
		if (problem)
			break;
		if (telling->number == 0)
			tell_answered(present, telling);
		else if (telling->number <=
			 present->view->rubric->criteria[present->criterion].step_count)
			tell_step(present, telling, telling->number - 1);
		break;
	case TELL_ASK:
		if (!problem && screen_can(screen, ACT_CARDS))
			tell_line(telling, "%s",
				_("Enter goes on, c types the cards, q goes back, ? helps."));
		else
			tell_line(telling, "%s", _("Enter goes on, q goes back, ? helps."));
		break;
	default: break;
	}
}
