#include "config.h"

#include "ui/cell_parts.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "ui/words.h"

#define LABEL_COLUMN 2

/* The labels there are; the widest one decides where the texts begin. */
static int text_column(void)
{
	const char *const labels[] = {_("For yourself"), _("Together"), _("Own question"),
		_("Status"), _("Agreement"), _("Note"), _("Reason")};
	int widest = 0;

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		widest = text_widest(widest, labels[i]);
	return LABEL_COLUMN + widest + 2;
}

void cell_labelled(struct page *page, const char *label, enum look look, const char *text)
{
	page_line(page, 1);
	page_put(page, LABEL_COLUMN, LOOK_QUIET, label);
	page_wrapped(page, text_column(), look, text);
}

void cell_prompts(struct page *page, const struct rubric *rubric, size_t criterion)
{
	const struct rubric_criterion *at = &rubric->criteria[criterion];

	for (size_t i = 0; i < at->prompt_count; i++) {
		const struct rubric_prompt *prompt = &at->prompts[i];
		bool again = i > 0 && at->prompts[i - 1].group == prompt->group;

		cell_labelled(page,
			again		? ""
			: prompt->group ? _("Together")
					: _("For yourself"),
			LOOK_NORMAL, words_say(rubric, &prompt->text));
	}
}

void cell_item(struct page *page, const struct sheet_item *item, enum look look)
{
	struct buf text = BUF_EMPTY, owner = BUF_EMPTY;

	buf_text_add(&text, item->text);
	words_owner(&owner, item);
	if (owner.len > 0)
		buf_format(&text, " (%s)", buf_text(&owner));
	cell_labelled(page, item->kind == RECORD_AGREEMENT ? _("Agreement") : _("Own question"),
		look, buf_text(&text));
	buf_free(&text);
	buf_free(&owner);
}

void cell_status(struct page *page, const struct walk *walk, size_t criterion)
{
	const struct rubric *rubric = walk_rubric(walk);
	const struct answer *answer = &walk_sheet(walk)->answers[criterion];
	struct buf text = BUF_EMPTY;

	if (answer->status == ANSWER_SCORED)
		buf_format(&text, "%zu ", answer->step + 1);
	buf_text_add(&text, words_answer(walk, criterion));
	if (answer->status == ANSWER_SCORED) {
		const struct rubric_step *step = &rubric->criteria[criterion].steps[answer->step];

		if (!rubric_text_empty(&step->descriptor))
			buf_format(&text, ": %s", words_say(rubric, &step->descriptor));
	}
	cell_labelled(page, _("Status"), answer->status == ANSWER_NONE ? LOOK_QUIET : LOOK_CHOSEN,
		buf_text(&text));
	buf_free(&text);
}
