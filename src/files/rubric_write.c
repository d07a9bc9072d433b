#include "config.h"

#include "files/rubric_write.h"

#include "base/buf.h"
#include "base/decimal.h"

#include <string.h>

#define ORDER_LINE 90 /* bytes of a list of ids on one line */

/* --- texts -------------------------------------------------------------------------------------
 */

static void add_quoted(struct buf *out, const char *text, size_t len)
{
	buf_byte(out, '"');
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"')
			buf_text_add(out, "&quot;");
		else if (text[i] == '&')
			buf_text_add(out, "&amp;");
		else
			buf_byte(out, text[i]);
	}
	buf_text_add(out, "\"\n");
}

/* Bytes of `text` that go on one line, ending before a space, as they are written. */
static size_t line_len(const char *text)
{
	size_t written = 0, space = 0, at = 0;

	for (; text[at] != '\0'; at++) {
		if (text[at] == ' ' && at > 0)
			space = at;
		written += text[at] == '"' ? 6 : text[at] == '&' ? 5 : 1;
		if (written > RUBRIC_LINE_MAX && space > 0)
			return space;
	}
	return at;
}

static void add_lines(struct buf *out, const char *key, const char *text)
{
	for (unsigned nth = 1; *text != '\0'; nth++) {
		size_t len = line_len(text);

		buf_text_add(out, key);
		if (nth > 1)
			buf_format(out, ".%u", nth);
		buf_text_add(out, " = ");
		add_quoted(out, text, len);
		text += len;
		text += *text == ' ';
	}
}

void rubric_write_text(struct buf *out, const struct rubric *rubric, const char *key,
	const struct rubric_text *text)
{
	for (size_t i = 0; i < rubric->lang_count; i++) {
		struct buf full = BUF_EMPTY;

		buf_format(&full, "%s[%s]", key, rubric->langs[i]);
		if (text->by[i])
			add_lines(out, buf_text(&full), text->by[i]);
		buf_free(&full);
	}
}

void rubric_write_plain(struct buf *out, const char *key, const char *text)
{
	/* Such a text has one line only; the readers know no second. */
	if (text && text[0] != '\0') {
		buf_format(out, "%s = ", key);
		add_quoted(out, text, strlen(text));
	}
}

/* --- small parts -------------------------------------------------------------------------------
 */

static void add_value(struct buf *out, const char *key, double value)
{
	char number[64];

	decimal_text(number, sizeof(number), value);
	buf_format(out, "%s = %s\n", key, number);
}

static bool same_text(const struct rubric_text *a, const struct rubric_text *b)
{
	for (size_t i = 0; i < RUBRIC_LANGS_MAX; i++) {
		if (!a->by[i] != !b->by[i])
			return false;
		if (a->by[i] && strcmp(a->by[i], b->by[i]) != 0)
			return false;
	}
	return true;
}

/* "order = a, b, c", in as many lines as it takes. */
struct order {
	struct buf *out;
	const char *key;
	unsigned lines;
	size_t used;
};

static void order_add(struct order *order, const char *id)
{
	if (order->lines > 0 && order->used + strlen(id) < ORDER_LINE) {
		buf_format(order->out, ", %s", id);
		order->used += strlen(id) + 2;
		return;
	}
	if (order->lines > 0)
		buf_byte(order->out, '\n');
	order->lines++;
	buf_text_add(order->out, order->key);
	if (order->lines > 1)
		buf_format(order->out, ".%u", order->lines);
	buf_format(order->out, " = %s", id);
	order->used = strlen(id);
}

static void add_parts(struct buf *out, const struct rubric *rubric, const char *list,
	const char *prefix, const struct rubric_part *parts, size_t count)
{
	struct order order = {out, "order", 0, 0};

	buf_format(out, "\n[%s]\n", list);
	for (size_t i = 0; i < count; i++)
		order_add(&order, parts[i].id);
	buf_byte(out, '\n');
	for (size_t i = 0; i < count; i++) {
		buf_format(out, "[%s.%s]\n", prefix, parts[i].id);
		rubric_write_text(out, rubric, "title", &parts[i].title);
	}
}

/* --- the head ----------------------------------------------------------------------------------
 */

static void add_head(struct buf *out, const struct rubric *rubric)
{
	static const char *const scales[] = {"nominal", "ordinal", "interval"};

	buf_format(out, "[rubric]\nid = %s\nkind = %s\nversion = %s\nstatus = %s\n", rubric->id,
		rubric_kind_word(rubric->kind), rubric->version,
		rubric_status_word(rubric->status));
	rubric_write_text(out, rubric, "title", &rubric->title);
	rubric_write_text(out, rubric, "purpose", &rubric->purpose);
	rubric_write_plain(out, "authors", rubric->authors);
	rubric_write_plain(out, "source", rubric->source);
	rubric_write_plain(out, "licence", rubric->licence);
	if (rubric->direction == RUBRIC_HIGHER_IS_BETTER)
		buf_text_add(out, "direction = higher-is-better\n");
	if (rubric->scale != RUBRIC_ORDINAL)
		buf_format(out, "scale = %s\n", scales[rubric->scale]);
	if (rubric->reason != RUBRIC_REASON_OFFER)
		buf_format(
			out, "reason = %s\n", rubric->reason == RUBRIC_REASON_ASK ? "ask" : "off");
	rubric_write_text(out, rubric, "noun", &rubric->noun);
}

static void add_answers(struct buf *out, const struct rubric *rubric)
{
	buf_format(out, "\n[answers]\nunknown = %s\n", rubric->unknown_allowed ? "yes" : "no");
	rubric_write_text(out, rubric, "unknown", &rubric->unknown);
	buf_format(out, "not-applicable = %s\n", rubric->not_applicable_allowed ? "yes" : "no");
	rubric_write_text(out, rubric, "not-applicable", &rubric->not_applicable);
}

static void add_comments(struct buf *out, const struct rubric *rubric)
{
	bool any = false;

	for (size_t i = 0; i < RUBRIC_COMMENT_COUNT; i++)
		any = any || !rubric_text_empty(&rubric->comments[i]);
	if (!any)
		return;
	buf_text_add(out, "\n[comments]\n");
	for (size_t i = 0; i < RUBRIC_COMMENT_COUNT; i++)
		rubric_write_text(out, rubric, rubric_comment_word((enum rubric_comment)i),
			&rubric->comments[i]);
}

static void add_levels(struct buf *out, const struct rubric *rubric)
{
	struct order order = {out, "order", 0, 0};

	buf_text_add(out, "\n[levels]\n");
	for (size_t i = 0; i < rubric->level_count; i++)
		order_add(&order, rubric->levels[i].id);
	buf_byte(out, '\n');
	for (size_t i = 0; i < rubric->level_count; i++) {
		const struct rubric_level *level = &rubric->levels[i];

		buf_format(out, "[level.%s]\n", level->id);
		add_value(out, "value", level->value);
		rubric_write_text(out, rubric, "label", &level->label);
		rubric_write_text(out, rubric, "text", &level->text);
	}
}

/* --- what belongs to the kind ------------------------------------------------------------------
 */

/* Only what is the criterion's own. */
static void add_step(struct buf *out, const struct rubric *rubric, const struct rubric_step *step)
{
	const struct rubric_level *level = &rubric->levels[step->level];
	struct buf key = BUF_EMPTY;

	if (step->value < level->value || step->value > level->value) {
		buf_format(&key, "%s.value", level->id);
		add_value(out, buf_text(&key), step->value);
	}
	buf_cut(&key, 0);
	buf_format(&key, "%s.label", level->id);
	if (!same_text(&step->label, &level->label))
		rubric_write_text(out, rubric, buf_text(&key), &step->label);
	if (!same_text(&step->descriptor, &level->text))
		rubric_write_text(out, rubric, level->id, &step->descriptor);
	buf_free(&key);
}

static void add_criterion(
	struct buf *out, const struct rubric *rubric, const struct rubric_criterion *criterion)
{
	buf_format(out, "\n[criterion.%s]\n", criterion->id);
	rubric_write_text(out, rubric, "title", &criterion->title);
	rubric_write_text(out, rubric, "question", &criterion->question);
	rubric_write_text(out, rubric, "self", &criterion->self);
	if (criterion->weight < 1 || criterion->weight > 1)
		add_value(out, "weight", criterion->weight);
	if (criterion->step_count < rubric->level_count) {
		struct order order = {out, "levels", 0, 0};

		for (size_t i = 0; i < criterion->step_count; i++)
			order_add(&order, rubric->levels[criterion->steps[i].level].id);
		buf_byte(out, '\n');
	}
	for (size_t i = 0; i < criterion->step_count; i++)
		add_step(out, rubric, &criterion->steps[i]);
	rubric_write_text(out, rubric, "ask", &criterion->ask);
	rubric_write_text(out, rubric, "down", &criterion->down);
	rubric_write_text(out, rubric, "up", &criterion->up);
}

static void add_profile(
	struct buf *out, const struct rubric *rubric, const struct rubric_profile *profile)
{
	buf_format(out, "\n[profile.%s]\n", profile->id);
	rubric_write_text(out, rubric, "title", &profile->title);
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		const struct rubric_range *range = &profile->ranges[i];

		if (range->low == RUBRIC_NONE)
			continue;
		buf_format(out, "%s = %s", rubric->criteria[i].id, rubric->levels[range->low].id);
		if (range->high != range->low && range->high != RUBRIC_NONE)
			buf_format(out, "..%s", rubric->levels[range->high].id);
		buf_byte(out, '\n');
	}
}

static void add_criteria(struct buf *out, const struct rubric *rubric)
{
	struct order order = {out, "order", 0, 0};

	buf_text_add(out, "\n[criteria]\n");
	for (size_t i = 0; i < rubric->criterion_count; i++)
		order_add(&order, rubric->criteria[i].id);
	buf_byte(out, '\n');
	for (size_t i = 0; i < rubric->criterion_count; i++)
		add_criterion(out, rubric, &rubric->criteria[i]);
	for (size_t i = 0; i < rubric->profile_count; i++)
		add_profile(out, rubric, &rubric->profiles[i]);
}

static void add_cell(
	struct buf *out, const struct rubric *rubric, const struct rubric_criterion *cell)
{
	unsigned number[2] = {0, 0};

	buf_format(out, "\n[cell.%s]\n", cell->id);
	for (size_t i = 0; i < cell->prompt_count; i++) {
		const struct rubric_prompt *prompt = &cell->prompts[i];
		struct buf key = BUF_EMPTY;

		buf_format(&key, "%s.%u", prompt->group ? "we" : "i", ++number[prompt->group]);
		rubric_write_text(out, rubric, buf_text(&key), &prompt->text);
		buf_free(&key);
	}
}

static void add_items(struct buf *out, const struct rubric *rubric, const char *prefix)
{
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		const struct rubric_criterion *item = &rubric->criteria[i];

		buf_format(out, "\n[%s.%s]\n", prefix, item->id);
		rubric_write_text(out, rubric, "text", &item->question);
		if (item->reverse)
			buf_text_add(out, "reverse = yes\n");
	}
}

void rubric_write(struct buf *out, const struct rubric *rubric)
{
	add_head(out, rubric);
	add_answers(out, rubric);
	add_comments(out, rubric);
	if (rubric->level_count > 0)
		add_levels(out, rubric);
	switch (rubric->kind) {
	case RUBRIC_LEVELS: add_criteria(out, rubric); break;
	case RUBRIC_GRID:
		add_parts(out, rubric, "rows", "row", rubric->rows, rubric->row_count);
		add_parts(out, rubric, "columns", "column", rubric->columns, rubric->column_count);
		for (size_t i = 0; i < rubric->criterion_count; i++)
			add_cell(out, rubric, &rubric->criteria[i]);
		break;
	case RUBRIC_STATEMENTS:
		add_parts(out, rubric, "elements", "element", rubric->rows, rubric->row_count);
		add_items(out, rubric, "statement");
		break;
	case RUBRIC_QUESTIONS:
		add_parts(out, rubric, "sections", "section", rubric->rows, rubric->row_count);
		add_items(out, rubric, "question");
		break;
	}
}
