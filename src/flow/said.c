#include "config.h"

#include "flow/said.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

/* The text with its first letter lowered: inside a sentence. The caller frees. */
static char *inside(const char *text)
{
	size_t first = text_next(text, strlen(text), 0);
	char *head = mem_text_n(text, first);
	char *low = text_lower(head);
	struct buf out = BUF_EMPTY;

	buf_format(&out, "%s%s", low, text + first);
	free(head);
	free(low);
	return buf_take(&out);
}

char *said_criterion(const struct rubric *rubric, size_t criterion)
{
	const struct rubric_criterion *what = &rubric->criteria[criterion];
	size_t lang = rubric_lang(rubric, lang_current());
	struct buf out = BUF_EMPTY;
	char *column;

	if (rubric_text_empty(&what->title)) {
		/* A statement, an open question: too long to be its own name. */
		buf_format(&out, "%s %zu", words_noun(rubric), criterion + 1);
		return buf_take(&out);
	}
	if (rubric->kind != RUBRIC_GRID)
		return mem_text(rubric_say(rubric, &what->title, lang));
	column = inside(rubric_say(rubric, &rubric->columns[what->column].title, lang));
	buf_format(
		&out, "%s, %s", rubric_say(rubric, &rubric->rows[what->row].title, lang), column);
	free(column);
	return buf_take(&out);
}

static const char *answer_words(const struct rubric *rubric, size_t criterion,
	const struct record *record, const struct answer *answer)
{
	size_t lang = rubric_lang(rubric, lang_current());
	const char *own = NULL;

	switch (record->status) {
	case RECORD_SCORED:
		return rubric_say(
			rubric, &rubric->criteria[criterion].steps[answer->step].label, lang);
	case RECORD_UNKNOWN:
		own = rubric_say(rubric, &rubric->unknown, lang);
		return own[0] != '\0' ? own : _("I don't know");
	case RECORD_NOT_APPLICABLE:
		own = rubric_say(rubric, &rubric->not_applicable, lang);
		return own[0] != '\0' ? own : _("not applicable");
	default: return _("not answered yet");
	}
}

/* "novelty = high", "note with novelty", ... into `out`. */
static void what_was_said(struct buf *out, const struct walk *walk, const struct record *record)
{
	const struct rubric *rubric = walk_rubric(walk);
	size_t criterion = rubric_find_criterion(rubric, record->criterion);
	bool gone = record->status == RECORD_REMOVED;
	char *name, *low;

	if (record->event == RECORD_SUBMIT || record->event == RECORD_REOPEN) {
		buf_text_add(out, record->event == RECORD_SUBMIT ? _("handed in") : _("reopened"));
		return;
	}
	name = said_criterion(rubric, criterion);
	low = inside(name);
	if (record->event == RECORD_RATE)
		buf_format(out, "%s = %s", low,
			answer_words(
				rubric, criterion, record, &walk_sheet(walk)->answers[criterion]));
	else if (record->event == RECORD_TEXT)
		buf_format(out, gone ? _("answer taken away from %s") : _("answer to %s"), low);
	else if (record->event == RECORD_NOTE)
		buf_format(out, gone ? _("note taken away from %s") : _("note with %s"), low);
	else if (record->event == RECORD_QUESTION)
		buf_format(out,
			gone ? _("own question taken away from %s") : _("own question with %s"),
			low);
	else
		buf_format(out, gone ? _("agreement taken away from %s") : _("agreement with %s"),
			low);
	free(name);
	free(low);
}

void said_last(const struct walk *walk, struct store *store, struct telling *telling)
{
	const struct record *record = walk_last(walk);
	struct buf what = BUF_EMPTY;
	char *why;

	if (record == NULL)
		return;
	what_was_said(&what, walk, record);
	why = store_why(store);
	if (why == NULL)
		tell_line(telling, _("Saved %zu of %zu: %s"), sheet_answered(walk_sheet(walk)),
			walk_rubric(walk)->criterion_count, buf_text(&what));
	else
		tell_line(telling,
			_("NOT SAVED: %s. Your answers are still here. T tries again, e saves "
			  "elsewhere."),
			why);
	free(why);
	buf_free(&what);
}

bool said_labels(const struct rubric *rubric, const char *lang, const char *where, struct err *err)
{
	struct buf langs = BUF_EMPTY;

	if (lang == NULL || rubric_has_lang(rubric, lang))
		return true;
	for (size_t i = 0; i < rubric->lang_count; i++)
		buf_format(&langs, "%s%s", i > 0 ? ", " : "", rubric->langs[i]);
	err_set(err, ERR_USAGE, where, _("--labels %s: this rubric is in %s"), lang,
		buf_text(&langs));
	buf_free(&langs);
	return false;
}
