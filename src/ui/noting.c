#include "config.h"

#include "ui/noting.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/words.h"

#include <stdlib.h>
#include <string.h>

#define IDLE_MS 2000

static char *prompt_for(const struct walk *walk, size_t criterion, bool reason)
{
	struct buf prompt = BUF_EMPTY, name = BUF_EMPTY;

	if (reason) {
		buf_text_add(&prompt, _("Reason, or Enter to go on"));
		return buf_take(&prompt);
	}
	words_name_short(&name, walk_rubric(walk), criterion);
	if (walk_sheet(walk)->answers[criterion].status == ANSWER_NONE)
		buf_format(&prompt, _("Note with %s"), buf_text(&name));
	else
		buf_format(&prompt, _("Note with %s: %s"), buf_text(&name),
			words_answer(walk, criterion));
	buf_free(&name);
	return buf_take(&prompt);
}

void noting_start(struct noting *noting, const struct walk *walk, size_t criterion, bool reason)
{
	noting_free(noting);
	noting->on = true;
	noting->reason = reason;
	noting->drafted = noting->stale = noting->answer = noting->about_person = false;
	noting->criterion = criterion;
	noting->prompt = prompt_for(walk, criterion, reason);
	lineedit_start(&noting->edit, walk_sheet(walk)->answers[criterion].note, !reason);
}

void noting_start_answer(struct noting *noting, const struct walk *walk, size_t criterion)
{
	const struct sheet_item *item =
		sheet_item_find(walk_sheet(walk), criterion, RECORD_TEXT, "");
	struct buf prompt = BUF_EMPTY;

	noting_free(noting);
	noting->on = noting->answer = true;
	noting->about_person = false;
	noting->reason = noting->drafted = noting->stale = false;
	noting->criterion = criterion;
	buf_format(&prompt, _("Your answer to question %zu"), criterion + 1);
	noting->prompt = buf_take(&prompt);
	lineedit_start(&noting->edit, item ? item->text : NULL, true);
}

void noting_start_comment(struct noting *noting, const struct walk *walk,
	enum rubric_comment comment, const char *prompt)
{
	noting_free(noting);
	noting->on = noting->about_person = true;
	noting->reason = noting->drafted = noting->stale = noting->answer = false;
	noting->comment = comment;
	noting->criterion = walk_at(walk);
	noting->prompt = mem_text(prompt);
	lineedit_start(&noting->edit, walk_sheet(walk)->comments[comment], true);
}

void noting_free(struct noting *noting)
{
	if (noting->on)
		lineedit_free(&noting->edit);
	free(noting->prompt);
	noting->prompt = NULL;
	noting->on = false;
}

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Who, by when and whether it was agreed stay as they are. */
static bool keep_answer(struct noting *noting, struct walk *walk, const char *text)
{
	const struct sheet_item *item =
		sheet_item_find(walk_sheet(walk), noting->criterion, RECORD_TEXT, "");

	return walk_text(walk, noting->criterion, text, item ? item->owner : NULL,
		item ? item->due : NULL, item && item->status == RECORD_AGREED, noting->drafted);
}

static bool keep(struct noting *noting, struct walk *walk, const char *text)
{
	const char *end = text + strlen(text);
	bool changed;
	char *cut;

	while (is_space(*text))
		text++;
	while (end > text && is_space(end[-1]))
		end--;
	cut = mem_text_n(text, (size_t)(end - text));
	changed = noting->answer	 ? keep_answer(noting, walk, cut)
		  : noting->about_person ? walk_comment(walk, noting->comment, cut, noting->drafted)
					 : walk_note(walk, noting->criterion, cut, noting->drafted);
	free(cut);
	noting->stale = false;
	if (changed)
		noting->drafted = true;
	return changed;
}

/* What was kept of this typing is one change: taking it back leaves no trace in the undo. */
static bool put_back(struct noting *noting, struct walk *walk)
{
	size_t at = walk_at(walk);
	bool changed = noting->drafted && walk_undo(walk);

	walk_go(walk, at);
	return changed;
}

enum noting_result noting_act(
	struct noting *noting, struct walk *walk, const struct input *input, bool *changed)
{
	*changed = false;
	if (input->action == ACT_TYPE_CANCEL) {
		*changed = put_back(noting, walk);
	} else if (input->action == ACT_TYPE_DONE) {
		const char *text = input->text ? input->text : lineedit_text(&noting->edit);

		*changed = keep(noting, walk, text);
	} else {
		if (lineedit_act(&noting->edit, input, ASKING_COLUMNS)) {
			noting->stale = true;
			noting->since = noting->now;
		}
		return NOTING_ON;
	}
	noting_free(noting);
	return NOTING_DONE;
}

bool noting_tick(struct noting *noting, struct walk *walk, int64_t now_ms)
{
	noting->now = now_ms;
	if (!noting->on || !noting->stale || now_ms - noting->since < IDLE_MS)
		return false;
	return keep(noting, walk, lineedit_text(&noting->edit));
}

bool noting_settle(struct noting *noting, struct walk *walk)
{
	bool changed;

	if (!noting->on)
		return false;
	changed = keep(noting, walk, lineedit_text(&noting->edit));
	noting_free(noting);
	return changed;
}

bool noting_asking(const struct noting *noting, struct asking *asking)
{
	if (!noting->on)
		return false;
	asking->prompt = noting->prompt;
	asking->now = lineedit_text(&noting->edit);
	asking->many_lines = !noting->reason;
	asking->commands_too = noting->reason;
	return true;
}

int noting_rows(const struct noting *noting)
{
	return typing_rows(&noting->edit);
}

void noting_draw(const struct noting *noting, struct pane *pane)
{
	typing_draw(&noting->edit, noting->prompt, pane);
}
