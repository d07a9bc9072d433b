#include "config.h"

#include "ui/words.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "stats/say.h"
#include "ui/layout.h"

#include <string.h>

const char *words_say(const struct rubric *rubric, const struct rubric_text *text)
{
	return rubric_say(rubric, text, rubric_lang(rubric, lang_current()));
}

const char *words_title(const struct rubric *rubric, size_t criterion)
{
	const struct rubric_criterion *at = &rubric->criteria[criterion];

	return words_say(rubric, rubric_text_empty(&at->title) ? &at->question : &at->title);
}

const char *words_question(const struct rubric *rubric, size_t criterion)
{
	const struct rubric_criterion *at = &rubric->criteria[criterion];

	return rubric_text_empty(&at->title) ? "" : words_say(rubric, &at->question);
}

void words_name(struct buf *out, const struct rubric *rubric, size_t criterion, bool spoken)
{
	const struct rubric_criterion *at = &rubric->criteria[criterion];

	if (rubric->kind == RUBRIC_GRID)
		buf_format(out, "%s%s%s", words_say(rubric, &rubric->rows[at->row].title),
			spoken ? ", " : " / ",
			words_say(rubric, &rubric->columns[at->column].title));
	else
		buf_text_add(out, words_title(rubric, criterion));
}

void words_name_short(struct buf *out, const struct rubric *rubric, size_t criterion)
{
	if (rubric_text_empty(&rubric->criteria[criterion].title))
		buf_format(out, "%s %zu", words_noun(rubric), criterion + 1);
	else
		words_name(out, rubric, criterion, true);
}

const char *words_noun(const struct rubric *rubric)
{
	if (!rubric_text_empty(&rubric->noun))
		return words_say(rubric, &rubric->noun);
	switch (rubric->kind) {
	case RUBRIC_GRID: return _("cell");
	case RUBRIC_STATEMENTS: return _("statement");
	case RUBRIC_QUESTIONS: return _("question");
	case RUBRIC_LEVELS: break;
	}
	return _("criterion");
}

void words_noun_capital(struct buf *out, const struct rubric *rubric)
{
	size_t at = out->len;

	buf_text_add(out, words_noun(rubric));
	if (out->len > at && out->data[at] >= 'a' && out->data[at] <= 'z')
		out->data[at] = (char)(out->data[at] - 'a' + 'A');
}

void words_place(struct buf *out, const struct rubric *rubric, size_t criterion)
{
	struct buf noun = BUF_EMPTY;

	words_noun_capital(&noun, rubric);
	/* The rubric's noun, with a capital: "Aspect 3 of 8". */
	buf_format(
		out, _("%s %zu of %zu"), buf_text(&noun), criterion + 1, rubric->criterion_count);
	buf_free(&noun);
}

const char *words_unknown(const struct rubric *rubric)
{
	return say_unknown(rubric);
}

const char *words_not_applicable(const struct rubric *rubric)
{
	return say_not_applicable(rubric);
}

const char *words_answer(const struct walk *walk, size_t criterion)
{
	const struct rubric *rubric = walk_rubric(walk);
	const struct answer *answer = &walk_sheet(walk)->answers[criterion];

	switch (answer->status) {
	case ANSWER_SCORED:
		return words_say(rubric, &rubric->criteria[criterion].steps[answer->step].label);
	case ANSWER_UNKNOWN: return words_unknown(rubric);
	case ANSWER_NOT_APPLICABLE: return words_not_applicable(rubric);
	case ANSWER_OPEN: return _("open");
	case ANSWER_AGREED: return _("agreed");
	case ANSWER_NONE: break;
	}
	return _("not answered yet");
}

void words_progress(struct buf *out, const struct walk *walk)
{
	const struct rubric *rubric = walk_rubric(walk);
	size_t done = sheet_answered(walk_sheet(walk));

	if (rubric->kind == RUBRIC_GRID)
		buf_format(out, _("%zu of %zu cells"), done, rubric->criterion_count);
	else
		buf_format(out, _("%zu of %zu answered"), done, rubric->criterion_count);
}

const char *words_note(const struct rubric *rubric)
{
	return rubric->reason == RUBRIC_REASON_ASK ? _("Reason") : _("Note");
}

const char *words_status(const struct rubric *rubric)
{
	switch (rubric->status) {
	case RUBRIC_RECONSTRUCTION: return _("This is a reconstruction, not the original text.");
	case RUBRIC_ADAPTED: return _("This is an adaptation, not the original text.");
	case RUBRIC_OWN: return _("This is an instrument of its authors' own.");
	case RUBRIC_ORIGINAL: break;
	}
	return _("This is the original text.");
}

void words_owner(struct buf *out, const struct sheet_item *item)
{
	buf_text_add(out, item->owner);
	if (item->owner[0] != '\0' && item->due[0] != '\0')
		buf_text_add(out, ", ");
	buf_text_add(out, item->due);
}

void words_before(struct buf *out, const struct walk_before *before)
{
	static const char *const whens[] = {
		[SESSION_NO_MOMENT] = N_("Agreed before"),
		[SESSION_START] = N_("Agreed at the start"),
		[SESSION_MID] = N_("Agreed halfway"),
		[SESSION_END] = N_("Agreed at the end"),
	};
	const struct sheet_item item = {.owner = before->owner, .due = before->due};
	struct buf owner = BUF_EMPTY;

	buf_format(out, "%s: %s", _(whens[before->moment]), before->text);
	words_owner(&owner, &item);
	if (owner.len > 0)
		buf_format(out, " (%s)", buf_text(&owner));
	buf_free(&owner);
}

#define HEAD_ROWS    2
#define CLOSING_FROM 20 /* rows from which a rule stands above the bottom line */

struct pane words_bar(struct pane *pane, const char *title, const char *more, const char *right)
{
	int edge = pane->columns, rows = pane->rows - HEAD_ROWS, column;
	struct pane left;

	if (right[0] != '\0')
		edge = pane_right(pane, 0, LOOK_NORMAL, right) - 2;
	left = pane_part(pane, 0, 0, 1, edge);
	column = pane_text(&left, 0, 0, LOOK_TITLE, title);
	pane_text(&left, 0, column + 2, LOOK_NORMAL, more);
	pane_rule(pane, 1);
	if (pane->rows >= CLOSING_FROM)
		pane_rule(pane, HEAD_ROWS + --rows);
	return pane_part(pane, HEAD_ROWS, 0, rows, pane->columns);
}

struct pane words_header(struct pane *pane, const struct walk *walk)
{
	const struct sheet *sheet = walk_sheet(walk);
	struct buf right = BUF_EMPTY;
	struct pane body;

	buf_text_add(&right, sheet->role);
	if (sheet->role[0] != '\0' && sheet->rater[0] != '\0')
		buf_byte(&right, ' ');
	buf_text_add(&right, sheet->rater);
	/* A long name gives way: the progress stays. */
	if (text_width(buf_text(&right)) > pane->columns / 3)
		buf_cut(&right, text_fit(buf_text(&right), pane->columns / 3));
	if (right.len > 0)
		buf_text_add(&right, "   ");
	if (sheet->submitted)
		buf_text_add(&right, _("handed in"));
	else
		words_progress(&right, walk);
	body = words_bar(pane, words_say(walk_rubric(walk), &walk_rubric(walk)->title),
		sheet->target, buf_text(&right));
	buf_free(&right);
	return body;
}

bool words_refused(struct screen *screen, const struct walk *walk)
{
	if (!walk_sheet(walk)->submitted)
		return false;
	screen_say(screen, "%s", _("This form was handed in. R reopens it."));
	return true;
}

static void say_undone(struct screen *screen, const struct walk *walk)
{
	const struct rubric *rubric = walk_rubric(walk);
	const struct record *last = walk_last(walk);
	size_t criterion = rubric_find_criterion(rubric, last->criterion);
	struct buf name = BUF_EMPTY;

	if (criterion == RUBRIC_NONE) {
		screen_say(screen, "%s",
			walk_sheet(walk)->submitted ? _("Undone: the form is handed in again.")
						    : _("Undone: the form is open again."));
		return;
	}
	words_name_short(&name, rubric, criterion);
	if (last->event == RECORD_RATE && last->status == RECORD_UNANSWERED)
		screen_say(screen, _("Undone: %s is open again."), buf_text(&name));
	else if (last->event == RECORD_RATE)
		screen_say(screen, _("Undone: %s is %s again."), buf_text(&name),
			words_answer(walk, criterion));
	else if (last->event == RECORD_NOTE)
		screen_say(screen, _("Undone: the note with %s is as it was."), buf_text(&name));
	else if (last->event == RECORD_TEXT)
		screen_say(screen, _("Undone: the answer to %s is as it was."), buf_text(&name));
	else if (last->event == RECORD_AGREEMENT)
		screen_say(screen, _("Undone: the agreements at %s are as they were."),
			buf_text(&name));
	else
		screen_say(screen, _("Undone: your questions at %s are as they were."),
			buf_text(&name));
	buf_free(&name);
}

bool words_undo(struct screen *screen, struct walk *walk)
{
	if (!walk_undo(walk)) {
		screen_say(screen, "%s", _("Nothing to undo: this is how the form began."));
		return false;
	}
	say_undone(screen, walk);
	screen->next = TELL_HERE;
	return true;
}

void words_say_complete(struct screen *screen, const struct walk *walk)
{
	screen_say(screen, _("All %zu answered. s hands in."), walk_rubric(walk)->criterion_count);
}

struct pane words_box(const struct pane *pane, const struct box *box)
{
	return pane_part(pane, box->row, box->column, box->rows, box->columns);
}

/* Columns of the word at *text, moved past it and the spaces after it; 0 at the end. */
static int next_word(const char **text)
{
	size_t len = strcspn(*text, " "), at = 0;
	int width = 0;

	while (at < len) {
		uint32_t point;

		at += text_decode(*text + at, len - at, &point);
		width += text_point_width(point);
	}
	*text += len;
	*text += strspn(*text, " ");
	return width;
}

int words_longest(const char *text)
{
	int widest = 0;

	while (*text) {
		int width = next_word(&text);
		widest = width > widest ? width : widest;
	}
	return widest;
}

int words_rows(const char *text, int columns)
{
	int rows = 1, used = 0;

	while (*text) {
		int width = next_word(&text);

		if (used > 0 && used + 1 + width > columns) {
			rows++;
			used = 0;
		}
		used += width + (used > 0 ? 1 : 0);
		if (used > columns) { /* a word that is broken */
			rows += (used - 1) / columns;
			used = (used - 1) % columns + 1;
		}
	}
	return rows;
}
