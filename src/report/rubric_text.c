#include "config.h"

#include "report/rubric_text.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "report/text_table.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH_LEAST  20
#define COLUMN_LEAST 11

struct view {
	struct sink *sink;
	const struct rubric *rubric;
	size_t lang;
	int width;
	bool ascii;
};

/* The text in the view's language, added safely. */
static void say(struct buf *out, const struct view *view, const struct rubric_text *text)
{
	const char *words = rubric_say(view->rubric, text, view->lang);

	text_safe(out, words, strlen(words), TEXT_LINE);
}

static const char *status_sentence(enum rubric_status status)
{
	switch (status) {
	case RUBRIC_RECONSTRUCTION: return _("This is a reconstruction, not the original text.");
	case RUBRIC_ADAPTED: return _("This is an adaptation, not the original text.");
	case RUBRIC_OWN: return _("This is an instrument of its authors' own.");
	case RUBRIC_ORIGINAL: break;
	}
	return _("This is the original text.");
}

/* --- head ----------------------------------------------------------------------------------- */

struct fact {
	const char *name;
	const char *value;
};
#define FACTS_MAX 4

static size_t find_facts(const struct rubric *rubric, struct fact facts[FACTS_MAX])
{
	const struct fact all[FACTS_MAX] = {{_("Source"), rubric->source},
		{_("Authors"), rubric->authors}, {_("Licence"), rubric->licence},
		{_("Version"), rubric->version}};
	size_t count = 0;

	for (size_t i = 0; i < FACTS_MAX; i++)
		if (all[i].value[0])
			facts[count++] = all[i];
	return count;
}

static void write_facts(const struct view *view)
{
	struct fact facts[FACTS_MAX];
	size_t count = find_facts(view->rubric, facts);
	int widest = 0;

	for (size_t i = 0; i < count; i++)
		widest = text_widest(widest, facts[i].name);
	for (size_t i = 0; i < count; i++) {
		struct buf head = BUF_EMPTY, value = BUF_EMPTY;

		text_pad(&head, facts[i].name, widest + 2, view->ascii);
		text_safe(&value, facts[i].value, strlen(facts[i].value), TEXT_LINE);
		text_hang(view->sink, buf_text(&head), buf_text(&value), view->width);
		buf_free(&head);
		buf_free(&value);
	}
}

/* A text on lines of its own behind `head`; nothing when it is empty. */
static void write_text(const struct view *view, const char *head, const struct rubric_text *text)
{
	struct buf words = BUF_EMPTY;

	if (rubric_text_empty(text))
		return;
	say(&words, view, text);
	text_hang(view->sink, head, buf_text(&words), view->width);
	buf_free(&words);
}

static void write_head(const struct view *view)
{
	write_text(view, "", &view->rubric->title);
	write_text(view, "", &view->rubric->purpose);
	text_hang(view->sink, "", status_sentence(view->rubric->status), view->width);
	sink_text(view->sink, "\n");
	write_facts(view);
	sink_text(view->sink, "\n");
}

/* --- levels --------------------------------------------------------------------------------- */

/* The descriptor, behind the step's label where that is the criterion's own. */
static void add_step(struct buf *out, const struct view *view, const struct rubric_step *step)
{
	const struct rubric_level *level = &view->rubric->levels[step->level];

	if (strcmp(rubric_say(view->rubric, &step->label, view->lang),
		    rubric_say(view->rubric, &level->label, view->lang)) != 0) {
		say(out, view, &step->label);
		buf_text_add(out, ": ");
	}
	say(out, view, &step->descriptor);
}

static void write_row(struct text_table *table, struct buf *cells)
{
	const char *texts[TEXT_TABLE_COLUMNS_MAX];

	for (size_t i = 0; i < table->count; i++)
		texts[i] = buf_text(&cells[i]);
	text_table_row(table, texts);
	for (size_t i = 0; i < table->count; i++)
		buf_cut(&cells[i], 0);
}

static void free_cells(struct buf *cells)
{
	for (size_t i = 0; i < TEXT_TABLE_COLUMNS_MAX; i++)
		buf_free(&cells[i]);
}

static void write_levels_table(const struct view *view, struct text_table *table)
{
	const struct rubric *rubric = view->rubric;
	struct buf cells[TEXT_TABLE_COLUMNS_MAX] = {BUF_EMPTY};

	for (size_t i = 0; i < rubric->level_count; i++) {
		buf_format(&cells[i + 1], "%zu ", i + 1);
		say(&cells[i + 1], view, &rubric->levels[i].label);
	}
	write_row(table, cells);
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		const struct rubric_criterion *criterion = &rubric->criteria[i];

		text_table_rule(table);
		buf_format(&cells[0], "%zu ", i + 1);
		say(&cells[0], view, &criterion->title);
		if (!rubric_text_empty(&criterion->question)) {
			buf_byte(&cells[0], '\n');
			say(&cells[0], view, &criterion->question);
		}
		for (size_t j = 0; j < criterion->step_count; j++)
			add_step(&cells[criterion->steps[j].level + 1], view, &criterion->steps[j]);
		write_row(table, cells);
	}
	free_cells(cells);
}

/* "2 moderate: There is ..." */
static void write_choice(const struct view *view, size_t number, const struct rubric_text *label,
	const struct rubric_text *text)
{
	struct buf head = BUF_EMPTY, words = BUF_EMPTY;

	buf_format(&head, "%s%zu ", view->width > 0 ? "  " : "", number);
	say(&words, view, label);
	if (!rubric_text_empty(text)) {
		buf_text_add(&words, ": ");
		say(&words, view, text);
	}
	if (view->width > 0)
		text_hang(view->sink, buf_text(&head), buf_text(&words), view->width);
	else
		sink_format(view->sink, "%s%s\n", buf_text(&head), buf_text(&words));
	buf_free(&head);
	buf_free(&words);
}

static void write_levels_list(const struct view *view)
{
	for (size_t i = 0; i < view->rubric->criterion_count; i++) {
		const struct rubric_criterion *criterion = &view->rubric->criteria[i];
		struct buf head = BUF_EMPTY;

		if (i > 0)
			sink_text(view->sink, "\n");
		buf_format(&head, "%zu ", i + 1);
		write_text(view, buf_text(&head), &criterion->title);
		write_text(view, "  ", &criterion->question);
		for (size_t j = 0; j < criterion->step_count; j++)
			write_choice(view, j + 1, &criterion->steps[j].label,
				&criterion->steps[j].descriptor);
		buf_free(&head);
	}
}

/* The scale that all criteria share. */
static void write_scale(const struct view *view)
{
	const struct rubric *rubric = view->rubric;

	for (size_t i = 0; i < rubric->level_count; i++)
		write_choice(view, i + 1, &rubric->levels[i].label, &rubric->levels[i].text);
	if (rubric->level_count > 0 && view->width > 0)
		sink_text(view->sink, "\n");
}

/* --- grid ----------------------------------------------------------------------------------- */

static const char *prompt_word(const struct rubric_prompt *prompt)
{
	/* Who a question of the matrix is for: one person, or the group. */
	return prompt->group ? C_("question for", "We") : C_("question for", "I");
}

static void add_prompts(
	struct buf *out, const struct view *view, const struct rubric_criterion *cell)
{
	for (size_t i = 0; i < cell->prompt_count; i++) {
		if (i > 0)
			buf_byte(out, '\n');
		buf_format(out, "%s: ", prompt_word(&cell->prompts[i]));
		say(out, view, &cell->prompts[i].text);
	}
}

static void write_grid_table(const struct view *view, struct text_table *table)
{
	const struct rubric *rubric = view->rubric;
	struct buf cells[TEXT_TABLE_COLUMNS_MAX] = {BUF_EMPTY};

	for (size_t i = 0; i < rubric->column_count; i++)
		say(&cells[i + 1], view, &rubric->columns[i].title);
	write_row(table, cells);
	for (size_t row = 0; row < rubric->row_count; row++) {
		text_table_rule(table);
		say(&cells[0], view, &rubric->rows[row].title);
		for (size_t column = 0; column < rubric->column_count; column++) {
			size_t at = rubric_at(rubric, row, column);

			if (at != RUBRIC_NONE)
				add_prompts(&cells[column + 1], view, &rubric->criteria[at]);
		}
		write_row(table, cells);
	}
	free_cells(cells);
}

static void write_prompts(const struct view *view, const struct rubric_criterion *criterion)
{
	for (size_t i = 0; i < criterion->prompt_count; i++) {
		struct buf head = BUF_EMPTY, words = BUF_EMPTY;

		buf_format(&head, "%s%s: ", view->width > 0 ? "  " : "",
			prompt_word(&criterion->prompts[i]));
		say(&words, view, &criterion->prompts[i].text);
		if (view->width > 0)
			text_hang(view->sink, buf_text(&head), buf_text(&words), view->width);
		else
			sink_format(view->sink, "%s%s\n", buf_text(&head), buf_text(&words));
		buf_free(&head);
		buf_free(&words);
	}
}

static void write_grid_list(const struct view *view)
{
	for (size_t i = 0; i < view->rubric->criterion_count; i++) {
		if (i > 0)
			sink_text(view->sink, "\n");
		write_text(view, "", &view->rubric->criteria[i].title);
		write_prompts(view, &view->rubric->criteria[i]);
	}
}

/* --- statements and questions --------------------------------------------------------------- */

static void write_items(const struct view *view)
{
	const struct rubric *rubric = view->rubric;

	for (size_t i = 0; i < rubric->criterion_count; i++) {
		struct buf head = BUF_EMPTY;

		if (i == 0 || rubric->criteria[i].row != rubric->criteria[i - 1].row) {
			if (i > 0)
				sink_text(view->sink, "\n");
			write_text(view, "", &rubric->rows[rubric->criteria[i].row].title);
		}
		buf_format(&head, "%3zu ", i + 1);
		write_text(view, buf_text(&head), &rubric->criteria[i].question);
		buf_free(&head);
	}
}

/* --- the whole ------------------------------------------------------------------------------ */

static void write_body(const struct view *view)
{
	const struct rubric *rubric = view->rubric;
	struct text_table table = {.sink = view->sink, .ascii = view->ascii};
	int first = view->width / 5;

	switch (rubric->kind) {
	case RUBRIC_LEVELS:
		if (text_table_fit(
			    &table, rubric->level_count + 1, view->width, first, COLUMN_LEAST))
			write_levels_table(view, &table);
		else
			write_levels_list(view);
		break;
	case RUBRIC_GRID:
		write_scale(view);
		if (text_table_fit(&table, rubric->column_count + 1, view->width, first * 3 / 4,
			    COLUMN_LEAST))
			write_grid_table(view, &table);
		else
			write_grid_list(view);
		break;
	case RUBRIC_STATEMENTS:
	case RUBRIC_QUESTIONS:
		write_scale(view);
		write_items(view);
		break;
	}
}

void rubric_text_write(
	struct sink *sink, const struct rubric *rubric, const char *lang, int width, bool ascii)
{
	struct view view = {
		.sink = sink,
		.rubric = rubric,
		.lang = rubric_lang(rubric, lang),
		.width = width < WIDTH_LEAST ? WIDTH_LEAST : width,
		.ascii = ascii,
	};

	write_head(&view);
	write_body(&view);
}

/* A line of its own, ended as a sentence. */
static void plain_line(const struct view *view, const char *head, const struct rubric_text *text)
{
	struct buf words = BUF_EMPTY;

	if (rubric_text_empty(text))
		return;
	say(&words, view, text);
	sink_format(view->sink, "%s%s%s\n", head, buf_text(&words),
		words.len > 0 && strchr(".?!", words.data[words.len - 1]) ? "" : ".");
	buf_free(&words);
}

static void plain_head(const struct view *view)
{
	struct fact facts[FACTS_MAX];
	size_t count = find_facts(view->rubric, facts);

	plain_line(view, "", &view->rubric->title);
	plain_line(view, "", &view->rubric->purpose);
	sink_format(view->sink, "%s\n", status_sentence(view->rubric->status));
	for (size_t i = 0; i < count; i++) {
		struct buf value = BUF_EMPTY;

		text_safe(&value, facts[i].value, strlen(facts[i].value), TEXT_LINE);
		sink_format(view->sink, "%s: %s.\n", facts[i].name, buf_text(&value));
		buf_free(&value);
	}
}

static void plain_criterion(const struct view *view, size_t nth)
{
	const struct rubric *rubric = view->rubric;
	const struct rubric_criterion *criterion = &rubric->criteria[nth];
	struct buf head = BUF_EMPTY;

	buf_format(&head, _("%zu of %zu: "), nth + 1, rubric->criterion_count);
	if (rubric_text_empty(&criterion->title)) {
		plain_line(view, buf_text(&head), &criterion->question);
	} else {
		plain_line(view, buf_text(&head), &criterion->title);
		plain_line(view, "", &criterion->question);
	}
	write_prompts(view, criterion);
	if (rubric->kind == RUBRIC_LEVELS)
		for (size_t i = 0; i < criterion->step_count; i++)
			write_choice(view, i + 1, &criterion->steps[i].label,
				&criterion->steps[i].descriptor);
	buf_free(&head);
}

void rubric_plain_write(struct sink *sink, const struct rubric *rubric, const char *lang)
{
	/* Width 0: no wrapping, no indent. */
	struct view view = {.sink = sink, .rubric = rubric, .lang = rubric_lang(rubric, lang)};

	plain_head(&view);
	if (rubric->kind != RUBRIC_LEVELS)
		write_scale(&view);
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		bool first = i == 0 || rubric->criteria[i].row != rubric->criteria[i - 1].row;

		if (first && rubric->row_count > 0 && rubric->kind != RUBRIC_GRID)
			plain_line(&view, "", &rubric->rows[rubric->criteria[i].row].title);
		plain_criterion(&view, i);
	}
}
