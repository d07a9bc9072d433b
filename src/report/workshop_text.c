/* The report for a terminal: one table of all aspects, then what there is to say about each. */
#include "config.h"

#include "report/workshop.h"

#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "report/elements.h"
#include "report/text_table.h"
#include "stats/say.h"
#include "stats/tally.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS_MAX (RUBRIC_LEVELS_MAX + 4)
#define TITLE_MOST  34
#define TITLE_LEAST 20
#define INDENT	    "    "

struct page {
	struct sink *sink;
	const struct workshop_report *report;
	int width;
	bool ascii;
};

/* --- a table whose columns are as wide as what is in them --------------------------------------
 */

struct grid {
	char *(*rows)[COLUMNS_MAX];
	size_t row_count, columns;
	int title; /* the first column gets no more than this */
};

static char **grid_row(struct grid *grid)
{
	grid->rows =
		mem_grow(grid->rows, grid->row_count, grid->row_count + 1, sizeof(*grid->rows));
	return grid->rows[grid->row_count++];
}

static void grid_free(struct grid *grid)
{
	for (size_t r = 0; r < grid->row_count; r++)
		for (size_t c = 0; c < COLUMNS_MAX; c++)
			free(grid->rows[r][c]);
	free(grid->rows);
}

static int column_width(const struct grid *grid, size_t column)
{
	int widest = 0;

	for (size_t r = 0; r < grid->row_count; r++) {
		const char *cell = grid->rows[r][column];

		if (cell)
			widest = text_widest(widest, cell);
	}
	return column == 0 && widest > grid->title ? grid->title : widest;
}

static int grid_width(const struct grid *grid)
{
	int width = 0;

	for (size_t c = 0; c < grid->columns; c++)
		width += column_width(grid, c) + (c > 0 ? 2 : 0);
	return width;
}

static void grid_write(const struct page *page, const struct grid *grid)
{
	for (size_t r = 0; r < grid->row_count; r++) {
		struct buf line = BUF_EMPTY;

		for (size_t c = 0; c < grid->columns; c++) {
			const char *cell = grid->rows[r][c] ? grid->rows[r][c] : "";

			if (c > 0)
				buf_text_add(&line, "  ");
			text_pad(&line, cell, column_width(grid, c), page->ascii);
		}
		while (line.len > 0 && line.data[line.len - 1] == ' ')
			buf_cut(&line, line.len - 1);
		sink_add(page->sink, buf_text(&line), line.len);
		sink_text(page->sink, "\n");
		buf_free(&line);
	}
}

/* --- the overview ------------------------------------------------------------------------------
 */

static char *count_text(size_t count)
{
	char text[24];

	snprintf(text, sizeof(text), "%zu", count);
	return mem_text(count > 0 ? text : ".");
}

static bool any_unknown(const struct workshop_report *report)
{
	for (size_t i = 0; i < report->discussion->count; i++)
		if (report->discussion->list[i].all.unknown > 0)
			return true;
	return false;
}

static bool any_agreed(const struct workshop_report *report)
{
	for (size_t i = 0; i < report->discussion->count; i++)
		if (report->discussion->list[i].agreed && report->discussion->list[i].agreed->given)
			return true;
	return false;
}

static void grid_head(struct grid *grid, const struct workshop_report *report)
{
	const struct rubric *rubric = report->ledger->rubric;
	size_t lang = rubric_lang(rubric, lang_current()), column = 1;
	char **row = grid_row(grid);

	row[0] = mem_text(rubric_say(rubric, &rubric->noun, lang));
	for (size_t level = 0; level < rubric->level_count; level++)
		row[column++] = mem_text(rubric_say(rubric, &rubric->levels[level].label, lang));
	if (any_unknown(report))
		row[column++] = mem_text("?");
	row[column++] = mem_text("");
	if (any_agreed(report))
		row[column++] = mem_text(_("agreed level"));
	grid->columns = column;
}

static char *agreed_text(const struct rubric *rubric, const struct discussed *about)
{
	if (!about->agreed || !about->agreed->given)
		return mem_text("");
	return mem_text(about->agreed->no_consensus
				? _("no agreed level")
				: say_label(rubric, about->criterion, about->agreed->step));
}

static void grid_line(
	struct grid *grid, const struct workshop_report *report, const struct discussed *about)
{
	const struct rubric *rubric = report->ledger->rubric;
	const struct rubric_criterion *criterion = &rubric->criteria[about->criterion];
	struct buf place = BUF_EMPTY;
	size_t column = 1;
	char **row = grid_row(grid);

	say_place(&place, rubric, about->criterion);
	row[0] = text_safe_copy(buf_text(&place), TEXT_LINE);
	buf_free(&place);
	for (size_t level = 0; level < rubric->level_count; level++) {
		size_t step = rubric_find_step(criterion, level);

		row[column++] =
			step == RUBRIC_NONE ? mem_text("") : count_text(about->all.counts[step]);
	}
	if (any_unknown(report))
		row[column++] = count_text(about->all.unknown);
	row[column++] = mem_text(say_unity(&about->all));
	if (any_agreed(report))
		row[column++] = agreed_text(rubric, about);
}

static void write_overview(const struct page *page)
{
	const struct discussion *discussion = page->report->discussion;
	struct grid grid = {NULL, 0, 0, TITLE_MOST};

	grid_head(&grid, page->report);
	for (size_t i = 0; i < discussion->count; i++)
		grid_line(&grid, page->report, &discussion->list[discussion->place[i]]);
	/* The agreed levels stand below as well; then titles may be cut. */
	if (grid_width(&grid) > page->width && any_agreed(page->report))
		grid.columns--;
	if (grid_width(&grid) > page->width)
		grid.title = TITLE_LEAST;
	if (grid_width(&grid) <= page->width) {
		grid_write(page, &grid);
		sink_text(page->sink, "\n");
	}
	grid_free(&grid);
}

/* --- each aspect -------------------------------------------------------------------------------
 */

static void put_hung(const struct page *page, const char *head, const char *text)
{
	char *safe = text_safe_copy(text, TEXT_LINE);

	text_hang(page->sink, head, safe, page->width);
	free(safe);
}

static void write_roles(const struct page *page, const struct discussed *about)
{
	const struct rubric *rubric = page->report->ledger->rubric;
	int widest = 0;

	for (size_t i = 0; i < about->role_count; i++) {
		struct buf role = BUF_EMPTY;

		say_role(&role, about->roles[i].role);
		widest = text_widest(widest, buf_text(&role));
		buf_free(&role);
	}
	for (size_t i = 0; i < about->role_count; i++) {
		struct buf role = BUF_EMPTY, head = BUF_EMPTY, figures = BUF_EMPTY;

		say_role(&role, about->roles[i].role);
		buf_text_add(&head, INDENT);
		text_pad(&head, buf_text(&role), widest < TITLE_MOST ? widest : TITLE_MOST,
			page->ascii);
		buf_text_add(&head, "  ");
		say_figures(&figures, rubric, about->criterion, &about->roles[i].tally);
		if (about->roles[i].tally.unknown > 0)
			buf_format(&figures, "%s%zu ?", figures.len > 0 ? ", " : "",
				about->roles[i].tally.unknown);
		text_hang(page->sink, buf_text(&head), buf_text(&figures), page->width);
		buf_free(&role);
		buf_free(&head);
		buf_free(&figures);
	}
}

static void write_rounds(const struct page *page, const struct discussed *about)
{
	struct buf line = BUF_EMPTY;

	if (about->round < 2)
		return;
	say_figures(&line, page->report->ledger->rubric, about->criterion, &about->first);
	buf_format(&line, _("; round %d: "), about->round);
	say_figures(&line, page->report->ledger->rubric, about->criterion, &about->all);
	if (!isnan(about->stability))
		buf_format(&line, _(" (%.0f %% kept their level)"), 100 * about->stability);
	put_hung(page, _("    round 1: "), buf_text(&line));
	buf_free(&line);
}

static void write_agreed(const struct page *page, const struct discussed *about)
{
	char *agreed;
	struct buf line = BUF_EMPTY;

	if (!about->agreed || !about->agreed->given)
		return;
	agreed = agreed_text(page->report->ledger->rubric, about);
	buf_text_add(&line, agreed);
	if (about->agreed->reason[0] != '\0')
		buf_format(&line, ": %s", about->agreed->reason);
	put_hung(page, about->agreed->no_consensus ? INDENT "= " : _("    = agreed level "),
		buf_text(&line));
	free(agreed);
	buf_free(&line);
}

static void write_fit(const struct page *page, const struct discussed *about)
{
	const struct rubric *rubric = page->report->ledger->rubric;
	const struct rubric_criterion *criterion = &rubric->criteria[about->criterion];
	const struct rubric_text *hint = about->gap > 0 ? &criterion->down : &criterion->up;
	struct buf line = BUF_EMPTY, range = BUF_EMPTY, gap = BUF_EMPTY;

	if (!about->fit_known)
		return;
	say_range(&range, rubric, about->criterion, &about->wanted);
	say_gap(&gap, about->gap);
	buf_format(&line, _("%s (wanted: %s)"), buf_text(&gap), buf_text(&range));
	if (about->gap != 0 && !rubric_text_empty(hint))
		buf_format(&line, ". %s",
			rubric_say(rubric, hint, rubric_lang(rubric, lang_current())));
	put_hung(page, about->gap == 0 ? INDENT "+ " : INDENT "! ", buf_text(&line));
	buf_free(&line);
	buf_free(&range);
	buf_free(&gap);
}

static void write_one(const struct page *page, const struct discussed *about)
{
	const struct rubric *rubric = page->report->ledger->rubric;
	struct buf title = BUF_EMPTY, figures = BUF_EMPTY;

	buf_text_add(&title, "  ");
	say_place(&title, rubric, about->criterion);
	buf_text_add(&title, "  ");
	say_figures(&figures, rubric, about->criterion, &about->all);
	if (page->report->solo && about->all.unknown > 0)
		buf_text_add(&figures, say_unknown(rubric));
	else if (page->report->solo && about->all.not_applicable > 0)
		buf_text_add(&figures, say_not_applicable(rubric));
	else if (!page->report->solo)
		buf_format(&figures, "%s%s", figures.len > 0 ? "; " : "", say_unity(&about->all));
	put_hung(page, buf_text(&title), buf_text(&figures));
	write_roles(page, about);
	write_rounds(page, about);
	for (size_t i = 0; i < about->reason_count; i++)
		put_hung(page, INDENT "- ", about->reasons[i]);
	write_agreed(page, about);
	write_fit(page, about);
	buf_free(&title);
	buf_free(&figures);
}

static const char *block_text(enum talk_block block)
{
	switch (block) {
	case TALK_FIRST: return _("Talk first");
	case TALK_IF_TIME: return _("If there is time");
	case TALK_AGREED: return _("Talked about or agreed");
	}
	return "";
}

static bool is_empty(const struct discussed *about)
{
	return about->all.scored + about->all.unknown + about->all.not_applicable +
		       about->reason_count ==
	       0;
}

static void write_list(const struct page *page)
{
	const struct discussion *discussion = page->report->discussion;
	const struct discussed *last = NULL;

	for (size_t i = 0; i < discussion->count; i++) {
		const struct discussed *about =
			&discussion->list[page->report->solo ? discussion->place[i] : i];

		if (is_empty(about))
			continue;
		if (!page->report->solo && (!last || about->block != last->block))
			sink_format(
				page->sink, "%s%s\n", last ? "\n" : "", block_text(about->block));
		write_one(page, about);
		last = about;
	}
}

/* --- the rest ----------------------------------------------------------------------------------
 */

static void write_people(const struct page *page)
{
	const struct roster *roster = page->report->ledger->roster;
	struct buf line = BUF_EMPTY;
	const char *role;

	say_people(&line, "", workshop_people(page->report, NULL));
	say_capital(&line, 0);
	for (size_t nth = 0, given = 0; (role = roster_role(roster, nth)) != NULL; nth++) {
		size_t people = workshop_people(page->report, role);

		if (people == 0 || role[0] == '\0')
			continue;
		buf_text_add(&line, given++ == 0 ? ": " : ", ");
		say_people(&line, role, people);
	}
	put_hung(page, "", buf_text(&line));
	buf_cut(&line, 0);
	for (size_t i = 0; page->report->names && i < roster->count; i++) {
		char *name = roster_shown(&roster->list[i]);

		buf_format(&line, "%s%s", i > 0 ? ", " : "", name);
		free(name);
	}
	if (line.len > 0)
		put_hung(page, _("Who took part: "), buf_text(&line));
	buf_free(&line);
}

static void write_action(const struct page *page, const struct ledger_action *action)
{
	const struct rubric *rubric = page->report->ledger->rubric;
	struct buf line = BUF_EMPTY;

	buf_text_add(&line, action->text);
	if (action->criterion != RUBRIC_NONE) {
		buf_text_add(&line, " (");
		say_place(&line, rubric, action->criterion);
		if (action->step != RUBRIC_NONE)
			buf_format(
				&line, ": %s", say_label(rubric, action->criterion, action->step));
		buf_text_add(&line, ")");
	}
	if (action->owner[0] != '\0')
		buf_format(&line, ", %s", action->owner);
	if (action->due[0] != '\0')
		buf_format(&line, ", %s", action->due);
	put_hung(page, "  - ", buf_text(&line));
	buf_free(&line);
}

static void write_items(const struct page *page, enum record_event kind, const char *heading)
{
	const struct ledger *ledger = page->report->ledger;
	bool first = true;

	for (size_t s = 0; s < ledger->sheet_count; s++) {
		const struct sheet *sheet = ledger->sheets[s].sheet;

		for (size_t i = 0; ledger->shown[ledger->sheets[s].round] && i < sheet->item_count;
			i++) {
			const struct sheet_item *item = &sheet->items[i];
			struct buf line = BUF_EMPTY;

			if (!sheet_item_is(item, kind))
				continue;
			if (first)
				sink_format(page->sink, "\n%s\n", heading);
			first = false;
			say_place(&line, ledger->rubric, item->criterion);
			buf_format(&line, ": %s", item->text);
			if (item->owner[0] != '\0')
				buf_format(&line, ", %s", item->owner);
			if (item->due[0] != '\0')
				buf_format(&line, ", %s", item->due);
			put_hung(page, "  - ", buf_text(&line));
			buf_free(&line);
		}
	}
}

static void write_head(const struct page *page)
{
	const struct rubric *rubric = page->report->ledger->rubric;
	struct buf line = BUF_EMPTY;

	buf_format(&line, "%s: %s",
		rubric_say(rubric, &rubric->title, rubric_lang(rubric, lang_current())),
		workshop_title(page->report));
	put_hung(page, "", buf_text(&line));
	buf_free(&line);
	if (page->report->ledger->session->description[0] != '\0')
		put_hung(page, "", page->report->ledger->session->description);
	if (rubric->status == RUBRIC_RECONSTRUCTION)
		put_hung(page, "", _("This rubric is a reconstruction, not the original text."));
}

void workshop_text_write(
	struct sink *sink, const struct workshop_report *report, int width, bool ascii)
{
	struct page page = {sink, report, width < 40 ? 40 : width, ascii};

	write_head(&page);
	if (workshop_shown(report) == 0) {
		sink_format(sink, "%s\n", _("The answers were not shown yet."));
	} else {
		if (!report->solo && !report->published)
			write_people(&page);
		sink_text(sink, "\n");
		if (!report->solo)
			write_overview(&page);
		write_list(&page);
		elements_text(sink, report, page.width, ascii);
		write_items(&page, RECORD_QUESTION, _("Own questions"));
		write_items(&page, RECORD_AGREEMENT, _("Agreements"));
	}
	if (report->ledger->action_count > 0)
		sink_format(sink, "\n%s\n", _("Actions"));
	for (size_t i = 0; i < report->ledger->action_count; i++)
		write_action(&page, &report->ledger->actions[i]);
}
