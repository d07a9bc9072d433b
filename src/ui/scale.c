#include "config.h"

#include "ui/scale.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "ui/words.h"

#define MARK_COLUMN 2 /* "(x)" */
#define KEY_COLUMN  6 /* "1" */
#define TEXT_COLUMN 8 /* "low  There is ..." */

static size_t step_count(const struct rubric *rubric, size_t criterion)
{
	return rubric->criteria[criterion].step_count;
}

size_t scale_count(const struct rubric *rubric, size_t criterion)
{
	return step_count(rubric, criterion) + (rubric->unknown_allowed ? 1 : 0) +
	       (rubric->not_applicable_allowed ? 1 : 0);
}

/* What the option behind the levels stands for. */
static enum answer_status status_of(const struct rubric *rubric, size_t criterion, size_t at)
{
	size_t steps = step_count(rubric, criterion);

	if (at < steps)
		return ANSWER_SCORED;
	return at == steps && rubric->unknown_allowed ? ANSWER_UNKNOWN : ANSWER_NOT_APPLICABLE;
}

size_t scale_chosen(const struct walk *walk, size_t criterion)
{
	const struct rubric *rubric = walk_rubric(walk);
	const struct answer *answer = &walk_sheet(walk)->answers[criterion];
	size_t count = scale_count(rubric, criterion);

	if (answer->status == ANSWER_SCORED)
		return answer->step;
	for (size_t at = step_count(rubric, criterion); at < count; at++) {
		if (status_of(rubric, criterion, at) == answer->status)
			return at;
	}
	return RUBRIC_NONE;
}

size_t scale_move(const struct walk *walk, size_t criterion, size_t at, int by)
{
	size_t count = scale_count(walk_rubric(walk), criterion);

	if (count == 0)
		return RUBRIC_NONE;
	if (at == RUBRIC_NONE)
		at = scale_chosen(walk, criterion);
	if (at == RUBRIC_NONE)
		return by > 0 ? 0 : count - 1;
	if (by < 0)
		return at > 0 ? at - 1 : 0;
	return at + 1 < count ? at + 1 : count - 1;
}

enum scale_result scale_choose(
	struct screen *screen, struct walk *walk, size_t criterion, size_t at)
{
	const struct rubric *rubric = walk_rubric(walk);
	bool changed = false;

	if (words_refused(screen, walk))
		return SCALE_REFUSED;
	switch (status_of(rubric, criterion, at)) {
	case ANSWER_SCORED: changed = walk_choose(walk, criterion, at); break;
	case ANSWER_UNKNOWN: changed = walk_unknown(walk, criterion); break;
	case ANSWER_NOT_APPLICABLE: changed = walk_not_applicable(walk, criterion); break;
	case ANSWER_OPEN:
	case ANSWER_AGREED:
	case ANSWER_NONE: break;
	}
	return changed ? SCALE_CHANGED : SCALE_SAME;
}

static enum scale_result clear(struct screen *screen, struct walk *walk, size_t criterion)
{
	struct buf name = BUF_EMPTY;

	if (words_refused(screen, walk))
		return SCALE_REFUSED;
	words_name_short(&name, walk_rubric(walk), criterion);
	if (!walk_clear(walk, criterion)) {
		screen_say(screen, _("%s has no answer yet."), buf_text(&name));
		buf_free(&name);
		return SCALE_REFUSED;
	}
	screen_say(
		screen, _("The answer to %s was taken away. z brings it back."), buf_text(&name));
	buf_free(&name);
	return SCALE_CHANGED;
}

enum scale_result scale_act(
	struct screen *screen, struct walk *walk, size_t criterion, const struct input *input)
{
	const struct rubric *rubric = walk_rubric(walk);
	size_t steps = step_count(rubric, criterion);

	switch (input->action) {
	case ACT_CLEAR: return clear(screen, walk, criterion);
	case ACT_UNKNOWN: return scale_choose(screen, walk, criterion, steps);
	case ACT_NOT_APPLICABLE:
		return scale_choose(screen, walk, criterion, scale_count(rubric, criterion) - 1);
	default: break;
	}
	if (input->number < 1 || input->number > steps) {
		screen_say(
			screen, _("There is no level %u. Choose 1 to %zu."), input->number, steps);
		return SCALE_REFUSED;
	}
	return scale_choose(screen, walk, criterion, input->number - 1);
}

bool scale_can(const struct walk *walk, size_t criterion, enum action action)
{
	const struct rubric *rubric = walk_rubric(walk);

	switch (action) {
	case ACT_CHOOSE:
	case ACT_READ: return step_count(rubric, criterion) > 0;
	case ACT_UNKNOWN: return rubric->unknown_allowed;
	case ACT_NOT_APPLICABLE: return rubric->not_applicable_allowed;
	case ACT_CLEAR: return walk_sheet(walk)->answers[criterion].status != ANSWER_NONE;
	default: return false;
	}
}

/* --- on the screen --- */

static int label_width(const struct rubric *rubric, size_t criterion, int columns)
{
	int widest = 0;

	for (size_t i = 0; i < step_count(rubric, criterion); i++)
		widest = text_widest(
			widest, words_say(rubric, &rubric->criteria[criterion].steps[i].label));
	return widest > columns / 3 ? columns / 3 : widest;
}

static void page_step(struct page *page, const struct rubric *rubric, size_t criterion, size_t at,
	enum look look, int labels)
{
	const struct rubric_step *step = &rubric->criteria[criterion].steps[at];
	const char *descriptor = words_say(rubric, &step->descriptor);
	int line = (int)page->count - 1;

	page_format(page, KEY_COLUMN, look, "%zu", at + 1);
	if (descriptor[0] == '\0') {
		page_wrapped(page, TEXT_COLUMN, look, words_say(rubric, &step->label));
		return;
	}
	page_wrapped_at(page, line, TEXT_COLUMN, labels, look, words_say(rubric, &step->label));
	page_wrapped_at(page, line, TEXT_COLUMN + labels + 2,
		page->columns - TEXT_COLUMN - labels - 2, look, descriptor);
}

void scale_page(struct page *page, const struct walk *walk, size_t criterion, size_t at,
	const struct glyphs *glyphs)
{
	const struct rubric *rubric = walk_rubric(walk);
	size_t chosen = scale_chosen(walk, criterion);
	int labels = label_width(rubric, criterion, page->columns);

	for (size_t i = 0; i < scale_count(rubric, criterion); i++) {
		enum look look = i == chosen ? LOOK_CHOSEN : LOOK_NORMAL;
		enum answer_status status = status_of(rubric, criterion, i);
		int line = page_line(page, 1);

		if (i == at) {
			page_put(page, 0, LOOK_CURRENT, glyphs->current);
			page_cursor(page, line, MARK_COLUMN + 1);
			look = i == chosen ? LOOK_CHOSEN : LOOK_CURRENT;
		}
		page_put(page, MARK_COLUMN, look, i == chosen ? "(x)" : "( )");
		if (status == ANSWER_SCORED) {
			page_step(page, rubric, criterion, i, look, labels);
		} else {
			page_put(page, KEY_COLUMN, look, status == ANSWER_UNKNOWN ? "u" : "x");
			page_wrapped(page, TEXT_COLUMN, look,
				status == ANSWER_UNKNOWN ? words_unknown(rubric)
							 : words_not_applicable(rubric));
		}
		if (i == at || (at == RUBRIC_NONE && i == chosen))
			page_focus(page, line);
	}
}

int scale_height(const struct rubric *rubric, size_t criterion, int columns)
{
	int room = columns - TEXT_COLUMN - 2 - label_width(rubric, criterion, columns);
	int rows = (int)(scale_count(rubric, criterion) - step_count(rubric, criterion));

	if (room < 1)
		room = 1;
	for (size_t i = 0; i < step_count(rubric, criterion); i++) {
		const struct rubric_step *step = &rubric->criteria[criterion].steps[i];

		rows += words_rows(words_say(rubric, &step->descriptor), room);
	}
	return rows;
}

void scale_marks(
	struct buf *out, const struct walk *walk, size_t criterion, const struct glyphs *glyphs)
{
	const struct answer *answer = &walk_sheet(walk)->answers[criterion];
	size_t steps = step_count(walk_rubric(walk), criterion);

	for (size_t i = 0; i < steps; i++) {
		bool chosen = answer->status == ANSWER_SCORED && answer->step == i;

		if (i > 0)
			buf_byte(out, ' ');
		buf_text_add(out, chosen ? glyphs->chosen : glyphs->dot);
	}
	if (answer->status == ANSWER_UNKNOWN)
		buf_format(out, " %s", glyphs->unknown);
	else if (answer->status == ANSWER_NOT_APPLICABLE)
		buf_format(out, " %s", glyphs->not_applicable);
}

int scale_label_width(const struct rubric *rubric)
{
	int widest = 0;

	for (size_t i = 0; i < rubric->level_count; i++)
		widest = text_widest(widest, words_say(rubric, &rubric->levels[i].label));
	if (rubric->unknown_allowed)
		widest = text_widest(widest, words_unknown(rubric));
	if (rubric->not_applicable_allowed)
		widest = text_widest(widest, words_not_applicable(rubric));
	return widest > 16 ? 16 : widest;
}

/* --- in sentences --- */

void scale_tell_one(struct telling *telling, const struct walk *walk, size_t criterion, size_t at)
{
	const struct rubric *rubric = walk_rubric(walk);
	const struct rubric_step *step;
	const char *descriptor;

	switch (status_of(rubric, criterion, at)) {
	case ANSWER_UNKNOWN: tell_line(telling, "u: %s.", words_unknown(rubric)); return;
	case ANSWER_NOT_APPLICABLE:
		tell_line(telling, "x: %s.", words_not_applicable(rubric));
		return;
	default: break;
	}
	if (at >= step_count(rubric, criterion)) {
		tell_line(telling, _("There is no level %zu. Choose 1 to %zu."), at + 1,
			step_count(rubric, criterion));
		return;
	}
	step = &rubric->criteria[criterion].steps[at];
	descriptor = words_say(rubric, &step->descriptor);
	if (descriptor[0] == '\0')
		tell_line(telling, "%zu: %s.", at + 1, words_say(rubric, &step->label));
	else
		tell_line(telling, "%zu, %s: %s", at + 1, words_say(rubric, &step->label),
			descriptor);
}

void scale_tell_all(struct telling *telling, const struct walk *walk, size_t criterion)
{
	for (size_t i = 0; i < step_count(walk_rubric(walk), criterion); i++)
		scale_tell_one(telling, walk, criterion, i);
}

void scale_tell_ask(struct telling *telling, const struct walk *walk, size_t criterion)
{
	const struct rubric *rubric = walk_rubric(walk);
	size_t steps = step_count(rubric, criterion);
	bool unknown = rubric->unknown_allowed, none = rubric->not_applicable_allowed;

	if (unknown && none)
		tell_line(telling, _("Choose 1 to %zu, u for %s, x for %s, or ? for help."), steps,
			words_unknown(rubric), words_not_applicable(rubric));
	else if (unknown)
		tell_line(telling, _("Choose 1 to %zu, u for %s, or ? for help."), steps,
			words_unknown(rubric));
	else if (none)
		tell_line(telling, _("Choose 1 to %zu, x for %s, or ? for help."), steps,
			words_not_applicable(rubric));
	else
		tell_line(telling, _("Choose 1 to %zu, or ? for help."), steps);
}
