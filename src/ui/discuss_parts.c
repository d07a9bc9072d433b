#include "config.h"

#include "ui/discuss_parts.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "stats/say.h"
#include "stats/tally.h"
#include "ui/noting.h"
#include "ui/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HEAD_ROWS 2
#define GAP	  2
#define LEAST	  3

/* --- counts as a table --------------------------------------------------------------------------
 */

/* As narrow as it can be on two lines. */
static int head_width(const char *head)
{
	int width = words_longest(head);

	while (words_rows(head, width) > HEAD_ROWS)
		width++;
	return width < LEAST ? LEAST : width;
}

static void add_column(struct tally_columns *columns, const char *head)
{
	size_t i = columns->count++;
	int rows;

	columns->heads[i] = head;
	columns->widths[i] = head_width(head);
	columns->at[i] = i == 0 ? 0 : columns->at[i - 1] + columns->widths[i - 1] + GAP;
	columns->width = columns->at[i] + columns->widths[i];
	rows = words_rows(head, columns->widths[i]);
	columns->rows = rows > columns->rows ? rows : columns->rows;
}

void tally_columns_make(
	struct tally_columns *columns, const struct rubric *rubric, size_t criterion)
{
	const struct rubric_criterion *about =
		criterion == RUBRIC_NONE ? NULL : &rubric->criteria[criterion];

	*columns = (struct tally_columns){.rubric = rubric, .criterion = criterion};
	columns->levels = about ? about->step_count : rubric->level_count;
	if (columns->levels > RUBRIC_LEVELS_MAX)
		columns->levels = RUBRIC_LEVELS_MAX;
	for (size_t i = 0; i < columns->levels; i++)
		add_column(columns, words_say(rubric, about ? &about->steps[i].label
							    : &rubric->levels[i].label));
	columns->unknown = rubric->unknown_allowed;
	columns->not_applicable = rubric->not_applicable_allowed;
	if (columns->unknown)
		add_column(columns, words_unknown(rubric));
	if (columns->not_applicable)
		add_column(columns, words_not_applicable(rubric));
}

void tally_columns_head(
	struct page *page, int line, int column, const struct tally_columns *columns)
{
	for (size_t i = 0; i < columns->count; i++) {
		char *head = text_safe_copy(columns->heads[i], TEXT_LINE);
		struct text_lines lines = text_wrap(head, columns->widths[i]);

		for (size_t n = 0; n < lines.count; n++) {
			char *part = mem_text_n(head + lines.list[n].start, lines.list[n].len);
			int width = text_width(part);

			/* The last line of each head stands above the counts. */
			page_wrapped_at(page, line + columns->rows - (int)lines.count + (int)n,
				column + columns->at[i] + columns->widths[i] - width, width,
				LOOK_QUIET, part);
			free(part);
		}
		text_lines_free(&lines);
		free(head);
	}
}

static void put_count(struct page *page, int line, int column, const struct tally_columns *columns,
	size_t i, size_t count, enum look look, const struct glyphs *glyphs)
{
	struct buf text = BUF_EMPTY;
	int width;

	if (count > 0)
		buf_format(&text, "%zu", count);
	else
		buf_text_add(&text, glyphs->dot);
	width = text_width(buf_text(&text));
	page_wrapped_at(page, line, column + columns->at[i] + columns->widths[i] - width, width,
		count > 0 || look == LOOK_CURRENT ? look : LOOK_QUIET, buf_text(&text));
	buf_free(&text);
}

void tally_columns_row(struct page *page, int line, int column, const struct tally_columns *columns,
	size_t criterion, const struct tally *tally, enum look look, const struct glyphs *glyphs)
{
	const struct rubric_criterion *about = &columns->rubric->criteria[criterion];
	bool own = columns->criterion != RUBRIC_NONE;
	size_t i = columns->levels;

	for (size_t level = 0; level < columns->levels; level++) {
		size_t step = own ? level : rubric_find_step(about, level);

		/* A criterion with levels of its own may not have this one. */
		if (step != RUBRIC_NONE)
			put_count(page, line, column, columns, level, tally->counts[step], look,
				glyphs);
	}
	if (columns->unknown)
		put_count(page, line, column, columns, i++, tally->unknown, look, glyphs);
	if (columns->not_applicable)
		put_count(page, line, column, columns, i, tally->not_applicable, look, glyphs);
}

/* --- counts as text -----------------------------------------------------------------------------
 */

static void add_figure(
	struct buf *out, const char *label, size_t count, const struct glyphs *glyphs)
{
	if (out->len > 0)
		buf_text_add(out, "  ");
	if (count > 0)
		buf_format(out, "%s %zu", label, count);
	else
		buf_format(out, "%s %s", label, glyphs->dot);
}

void tally_text(struct buf *out, const struct rubric *rubric, size_t criterion,
	const struct tally *tally, const struct glyphs *glyphs)
{
	struct buf line = BUF_EMPTY;

	for (size_t step = 0; step < rubric->criteria[criterion].step_count; step++)
		add_figure(&line, say_label(rubric, criterion, step), tally->counts[step], glyphs);
	if (rubric->unknown_allowed)
		add_figure(&line, words_unknown(rubric), tally->unknown, glyphs);
	if (rubric->not_applicable_allowed)
		add_figure(&line, words_not_applicable(rubric), tally->not_applicable, glyphs);
	buf_text_add(out, buf_text(&line));
	buf_free(&line);
}

int tally_label_width(const struct rubric *rubric, size_t criterion)
{
	int widest = 0;

	for (size_t i = 0; i < rubric->criteria[criterion].step_count; i++)
		widest = text_widest(widest, say_label(rubric, criterion, i));
	return widest;
}

void tally_bar(struct buf *out, size_t count, size_t people, int width)
{
	size_t most = width > 0 ? (size_t)width : 0, length = count;

	if (people > most && people > 0)
		length = (count * most + people - 1) / people;
	for (size_t i = 0; i < length; i++)
		buf_byte(out, '#');
}

void tally_sentence(
	struct buf *out, const struct rubric *rubric, size_t criterion, const struct tally *tally)
{
	struct buf others = BUF_EMPTY;
	size_t from;

	if (tally->texts > 0) {
		from = out->len;
		say_texts(out, tally->texts);
		say_capital(out, from);
		buf_byte(out, '.');
		return;
	}
	if (tally->scored == 0 && tally->unknown == 0 && tally->not_applicable == 0) {
		buf_format(out, "%s.", _("no answers"));
		return;
	}
	say_counts(out, rubric, criterion, tally);
	say_others(&others, tally);
	/* Each of the others has a space before it. */
	if (tally->scored > 0)
		buf_format(out, ".%s", buf_text(&others));
	else
		buf_text_add(out, buf_text(&others) + strspn(buf_text(&others), " "));
	buf_free(&others);
	buf_byte(out, ' ');
	from = out->len;
	buf_text_add(out, say_unity(tally));
	say_capital(out, from);
	if (out->len > from)
		buf_byte(out, '.');
}

void tally_word(struct buf *out, const struct rubric *rubric, const struct discussed *about)
{
	const struct ledger_agreed *agreed = about->agreed;

	if (agreed && agreed->given && agreed->no_consensus)
		buf_text_add(out, _("no agreed level"));
	else if (agreed && agreed->given)
		buf_format(out, _("agreed: %s"), say_label(rubric, about->criterion, agreed->step));
	else if (about->all.scored + about->all.unknown + about->all.texts > 0)
		buf_text_add(out, say_unity(&about->all));
	else
		buf_text_add(out, _("no answers"));
}

void tally_stability(struct buf *out, const struct discussed *about)
{
	if (isnan(about->stability))
		return;
	if (about->stability >= 1)
		buf_text_add(out, _("Everybody kept their level."));
	else if (about->stability <= 0)
		buf_text_add(out, _("Everybody changed their level."));
	else
		buf_format(out, _("%.0f %% kept their level."), 100 * about->stability);
}

/* --- the view -----------------------------------------------------------------------------------
 */

const struct discussed *discuss_at(const struct discuss_view *view, size_t criterion)
{
	return &view->discussion->list[view->discussion->place[criterion]];
}

bool discuss_empty(const struct discuss_view *view, const struct discussed *about)
{
	return view->rubric->kind == RUBRIC_GRID && about->all.scored == 0 &&
	       about->all.unknown == 0 && about->reason_count == 0 &&
	       !(about->agreed && about->agreed->given);
}

bool discuss_marked(const struct discuss_view *view, size_t criterion)
{
	return view->vote && view->vote[criterion];
}

struct pane discuss_bar(struct pane *pane, const struct discuss_view *view, const char *right)
{
	return words_bar(
		pane, words_say(view->rubric, &view->rubric->title), view->session->title, right);
}
