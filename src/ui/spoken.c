#include "config.h"

#include "ui/spoken.h"

#include "base/buf.h"
#include "base/lang.h"
#include "ui/words.h"

#include <string.h>

bool spoken_has_end(const char *text)
{
	size_t len = strlen(text);

	return len > 0 && strchr(".?!:;", text[len - 1]) != NULL;
}

void spoken_sentence(struct telling *telling, const char *text)
{
	if (text[0] != '\0')
		tell_line(telling, "%s%s", text, spoken_has_end(text) ? "" : ".");
}

void spoken_form(struct telling *telling, const struct walk *walk)
{
	const struct sheet *sheet = walk_sheet(walk);
	const char *title = words_say(walk_rubric(walk), &walk_rubric(walk)->title);
	struct buf progress = BUF_EMPTY;

	words_progress(&progress, walk);
	if (sheet->target[0] != '\0')
		tell_line(telling, "%s: %s. %s.", title, sheet->target, buf_text(&progress));
	else
		tell_line(telling, "%s. %s.", title, buf_text(&progress));
	buf_free(&progress);
}

void spoken_criterion(struct telling *telling, const struct walk *walk, size_t criterion)
{
	const struct rubric *rubric = walk_rubric(walk);
	const char *question = words_question(rubric, criterion);
	struct buf line = BUF_EMPTY;

	words_place(&line, rubric, criterion);
	buf_text_add(&line, ": ");
	words_name(&line, rubric, criterion, true);
	if (!spoken_has_end(buf_text(&line)))
		buf_byte(&line, '.');
	if (question[0] != '\0')
		buf_format(&line, " %s%s", question, spoken_has_end(question) ? "" : ".");
	tell_line(telling, "%s", buf_text(&line));
	buf_free(&line);
}

void spoken_answer(struct telling *telling, const struct walk *walk, size_t criterion)
{
	const struct answer *answer = &walk_sheet(walk)->answers[criterion];

	if (answer->status != ANSWER_NONE)
		tell_line(telling,
			walk_rubric(walk)->kind == RUBRIC_GRID ? _("Status: %s.")
							       : _("Your answer: %s."),
			words_answer(walk, criterion));
	if (answer->note && answer->note[0] != '\0')
		tell_line(telling, "%s: %s", words_note(walk_rubric(walk)), answer->note);
}

void spoken_where(struct telling *telling, const struct walk *walk, size_t criterion)
{
	const struct sheet *sheet = walk_sheet(walk);

	spoken_form(telling, walk);
	if (sheet->role[0] != '\0' && sheet->rater[0] != '\0')
		tell_line(telling, _("You fill this in as %s, %s."), sheet->rater, sheet->role);
	else if (sheet->rater[0] != '\0')
		tell_line(telling, _("You fill this in as %s."), sheet->rater);
	if (sheet->submitted)
		tell_line(telling, "%s", _("This form was handed in. R reopens it."));
	spoken_criterion(telling, walk, criterion);
	if (sheet->answers[criterion].status == ANSWER_NONE)
		tell_line(telling, "%s", _("Not answered yet."));
	spoken_answer(telling, walk, criterion);
}

void spoken_prompts(struct telling *telling, const struct rubric *rubric, size_t criterion)
{
	const struct rubric_criterion *at = &rubric->criteria[criterion];

	for (size_t i = 0; i < at->prompt_count; i++)
		tell_line(telling, "%s: %s",
			at->prompts[i].group ? _("Together") : _("For yourself"),
			words_say(rubric, &at->prompts[i].text));
}

void spoken_item(struct telling *telling, const struct sheet_item *item)
{
	struct buf line = BUF_EMPTY;

	buf_format(&line, "%s: %s",
		item->kind == RECORD_AGREEMENT ? _("Agreement") : _("Own question"), item->text);
	if (!spoken_has_end(buf_text(&line)))
		buf_byte(&line, '.');
	if (item->owner[0] != '\0')
		buf_format(&line, _(" Who: %s."), item->owner);
	if (item->due[0] != '\0')
		buf_format(&line, _(" By when: %s."), item->due);
	tell_line(telling, "%s", buf_text(&line));
	buf_free(&line);
}

void spoken_items(struct telling *telling, const struct walk *walk, size_t criterion)
{
	static const enum record_event kinds[] = {RECORD_QUESTION, RECORD_AGREEMENT};
	const struct sheet *sheet = walk_sheet(walk);

	for (size_t k = 0; k < 2; k++) {
		size_t count = sheet_items_at(sheet, criterion, kinds[k]);

		for (size_t i = 0; i < count; i++)
			spoken_item(telling, sheet_item_at(sheet, criterion, kinds[k], i));
	}
}
