/* A draft as rows to write in: which there are, in which order, and what they are called. */
#include "config.h"

#include "flow/author_parts.h"

#include "base/lang.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static struct author_row *add(struct author_rows *rows, enum author_what what, char *label)
{
	struct author_row *row;

	rows->list = mem_grow(rows->list, rows->count, rows->count + 1, sizeof(*rows->list));
	row = &rows->list[rows->count++];
	row->what = what;
	row->heading = mem_text(rows->heading != NULL ? rows->heading : "");
	row->label = label;
	row->text = mem_text("");
	rows->heading = NULL;
	return row;
}

void author_rows_free(struct author_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		struct author_row *row = &rows->list[i];

		free(row->section);
		free(row->key);
		free(row->lang);
		free(row->list);
		free(row->id);
		free(row->heading);
		free(row->label);
		free(row->text);
	}
	free(rows->list);
	*rows = (struct author_rows){NULL, 0, NULL};
}

static char *label_of(const struct rubric_draft *draft, const char *name, const char *lang)
{
	struct buf out = BUF_EMPTY;

	buf_text_add(&out, name);
	if (lang != NULL && draft->lang_count > 1)
		buf_format(&out, " (%s)", lang);
	return buf_take(&out);
}

static struct author_row *text_row(struct author_rows *rows, const struct rubric_draft *draft,
	const char *section, const char *key, const char *name, const char *lang)
{
	struct author_row *row = add(rows, ROW_TEXT, label_of(draft, name, lang));

	row->section = mem_text(section);
	row->key = mem_text(key);
	row->lang = mem_text(lang);
	free(row->text);
	row->text = rubric_draft_get(draft, section, key, lang);
	row->missing = row->text[0] == '\0' && !rubric_draft_optional(section, key);
	return row;
}

static void text_rows(struct author_rows *rows, const struct rubric_draft *draft,
	const char *section, const char *key, const char *name)
{
	for (size_t i = 0; i < draft->lang_count; i++)
		text_row(rows, draft, section, key, name, draft->langs[i]);
}

static void listed(struct author_row *row, const char *list, const char *id, bool item)
{
	row->list = mem_text(list);
	row->id = mem_text(id);
	row->item = item;
}

static void add_row(struct author_rows *rows, enum author_what what, const char *list,
	const char *id, const char *text)
{
	struct author_row *row = add(rows, what, mem_text("+"));

	mem_replace(&row->list, list);
	mem_replace(&row->id, id);
	mem_replace(&row->text, text);
}

size_t author_missing(const struct rubric_draft *draft, const char *section)
{
	size_t count = 0;
	char *key;

	for (size_t i = 0; (key = ini_doc_key(&draft->doc, section, i)) != NULL; i++) {
		char *value = ini_doc_get(&draft->doc, section, key);
		char *base = mem_text_n(key, strcspn(key, "["));

		count += value != NULL && value[0] == '\0' && !rubric_draft_optional(section, base);
		free(base);
		free(value);
		free(key);
	}
	return count;
}

/* A row that opens others: what it says, and how much is not written yet. */
static struct author_row *open_row(struct author_rows *rows, const struct rubric_draft *draft,
	const char *section, char *label, char *text)
{
	struct author_row *row = add(rows, ROW_OPEN, label);
	size_t missing = author_missing(draft, section);
	struct buf out = BUF_EMPTY;

	row->section = mem_text(section);
	buf_text_add(&out, text);
	if (missing > 0)
		buf_format(&out,
			lang_plural(" (%zu text not written yet)", " (%zu texts not written yet)",
				missing),
			missing);
	free(row->text);
	row->text = buf_take(&out);
	free(text);
	return row;
}

static char *number_label(size_t number)
{
	struct buf out = BUF_EMPTY;

	buf_format(&out, "%zu", number);
	return buf_take(&out);
}

/* Everything in a list as one text a language: levels, rows, columns, elements. */
static void named_rows(struct author_rows *rows, const struct rubric_draft *draft, const char *list,
	const char *prefix, const char *id, const char *name)
{
	struct buf section = BUF_EMPTY;
	size_t from = rows->count;

	buf_format(&section, "%s.%s", prefix, id);
	text_rows(rows, draft, buf_text(&section), strcmp(list, "levels") == 0 ? "label" : "title",
		name);
	for (size_t i = from; i < rows->count; i++)
		listed(&rows->list[i], list, id, false);
	buf_free(&section);
}

static void list_rows(struct author_rows *rows, const struct rubric_draft *draft, const char *list,
	const char *prefix, const char *heading, const char *add_text)
{
	struct draft_ids ids = rubric_draft_order(draft, list);

	rows->heading = heading;
	for (size_t i = 0; i < ids.count; i++) {
		char *name = number_label(i + 1);

		named_rows(rows, draft, list, prefix, ids.list[i], name);
		free(name);
	}
	add_row(rows, ROW_ADD, list, NULL, add_text);
	draft_ids_free(&ids);
}

static void criterion_rows(struct author_rows *rows, const struct rubric_draft *draft)
{
	struct draft_ids ids = rubric_draft_order(draft, "criteria");

	rows->heading = _("Criteria");
	for (size_t i = 0; i < ids.count; i++) {
		struct buf section = BUF_EMPTY;
		char *title;

		buf_format(&section, "criterion.%s", ids.list[i]);
		title = rubric_draft_get(draft, buf_text(&section), "title", draft->langs[0]);
		listed(open_row(rows, draft, buf_text(&section), number_label(i + 1), title),
			"criteria", ids.list[i], false);
		buf_free(&section);
	}
	add_row(rows, ROW_ADD, "criteria", NULL, _("New criterion"));
	draft_ids_free(&ids);
}

static void cell_rows(struct author_rows *rows, const struct rubric_draft *draft)
{
	struct draft_ids r = rubric_draft_order(draft, "rows");
	struct draft_ids c = rubric_draft_order(draft, "columns");
	const char *lang = draft->langs[0];

	rows->heading = _("Cells");
	for (size_t i = 0; i < r.count * c.count; i++) {
		const char *row = r.list[i / c.count], *column = c.list[i % c.count];
		struct buf section = BUF_EMPTY, one = BUF_EMPTY, other = BUF_EMPTY,
			   text = BUF_EMPTY;
		char *first, *second;

		buf_format(&section, "cell.%s.%s", row, column);
		buf_format(&one, "row.%s", row);
		buf_format(&other, "column.%s", column);
		first = rubric_draft_get(draft, buf_text(&one), "title", lang);
		second = rubric_draft_get(draft, buf_text(&other), "title", lang);
		buf_format(&text, "%s / %s", first, second);
		open_row(rows, draft, buf_text(&section), number_label(i + 1), buf_take(&text));
		free(first);
		free(second);
		buf_free(&section);
		buf_free(&one);
		buf_free(&other);
	}
	draft_ids_free(&r);
	draft_ids_free(&c);
}

static void item_rows(struct author_rows *rows, const struct rubric_draft *draft, const char *part)
{
	bool statements = draft->kind == RUBRIC_STATEMENTS;
	struct draft_ids items = rubric_draft_items(draft, part);

	for (size_t i = 0; i < items.count; i++) {
		struct buf section = BUF_EMPTY;

		buf_format(&section, "%s.%s", statements ? "statement" : "question", items.list[i]);
		listed(open_row(rows, draft, buf_text(&section),
			       label_of(draft, strrchr(items.list[i], '.') + 1, NULL),
			       rubric_draft_get(
				       draft, buf_text(&section), "text", draft->langs[0])),
			part, items.list[i], true);
		buf_free(&section);
	}
	add_row(rows, ROW_ADD_ITEM, NULL, part,
		statements ? _("New statement") : _("New question"));
	draft_ids_free(&items);
}

static void part_rows(struct author_rows *rows, const struct rubric_draft *draft)
{
	bool statements = draft->kind == RUBRIC_STATEMENTS;
	const char *list = statements ? "elements" : "sections";
	struct draft_ids parts = rubric_draft_order(draft, list);

	for (size_t i = 0; i < parts.count; i++) {
		struct buf name = BUF_EMPTY;

		buf_format(&name, statements ? _("Element %zu") : _("Section %zu"), i + 1);
		rows->heading = buf_text(&name);
		named_rows(rows, draft, list, statements ? "element" : "section", parts.list[i],
			_("Title"));
		item_rows(rows, draft, parts.list[i]);
		buf_free(&name);
	}
	rows->heading = statements ? _("Elements") : _("Sections");
	add_row(rows, ROW_ADD, list, NULL, statements ? _("New element") : _("New section"));
	draft_ids_free(&parts);
}

void author_rows_all(struct author_rows *rows, const struct rubric_draft *draft)
{
	rows->heading = _("The rubric");
	text_rows(rows, draft, "rubric", "title", _("Title"));
	text_rows(rows, draft, "rubric", "purpose", _("What it is for"));
	text_row(rows, draft, "rubric", "authors", _("Authors"), NULL);
	text_row(rows, draft, "rubric", "source", _("Source"), NULL);
	text_row(rows, draft, "rubric", "licence", _("Licence"), NULL);
	if (draft->kind != RUBRIC_QUESTIONS)
		list_rows(rows, draft, "levels", "level", _("Levels, from low to high"),
			_("New level"));
	switch (draft->kind) {
	case RUBRIC_LEVELS: criterion_rows(rows, draft); break;
	case RUBRIC_GRID:
		list_rows(rows, draft, "rows", "row", _("Rows"), _("New row"));
		list_rows(rows, draft, "columns", "column", _("Columns"), _("New column"));
		cell_rows(rows, draft);
		break;
	case RUBRIC_STATEMENTS:
	case RUBRIC_QUESTIONS: part_rows(rows, draft); break;
	}
}

/* --- one section -------------------------------------------------------------------------------
 */

/* Whether an id stands in "low, high". */
static bool in_list(const char *list, const char *id)
{
	size_t len = strlen(id);

	for (const char *at = list; (at = strstr(at, id)) != NULL; at += len)
		if ((at == list || strchr(", ", at[-1]) != NULL) &&
			(at[len] == '\0' || strchr(", ", at[len]) != NULL))
			return true;
	return false;
}

/* The descriptions of one language below each other, so that the level before and the one after
 * are in view while one is written. */
static void descriptor_rows(struct author_rows *rows, const struct rubric_draft *draft,
	const char *section, const char *lang)
{
	struct draft_ids levels = rubric_draft_order(draft, "levels");
	char *picked = ini_doc_get(&draft->doc, section, "levels");

	for (size_t i = 0; i < levels.count; i++) {
		struct buf level = BUF_EMPTY, name = BUF_EMPTY;
		struct author_row *row;
		char *label, *common;

		if (picked != NULL && !in_list(picked, levels.list[i]))
			continue;

		buf_format(&level, "level.%s", levels.list[i]);
		label = rubric_draft_get(draft, buf_text(&level), "label", lang);
		buf_format(&name, "%zu %s", i + 1, label);
		if (i == 0)
			rows->heading = _("Descriptions");
		row = text_row(rows, draft, section, levels.list[i], buf_text(&name), lang);
		/* What all criteria share stands where nothing of its own does. */
		common = rubric_draft_get(draft, buf_text(&level), "text", lang);
		row->missing = row->missing && common[0] == '\0';
		free(common);
		free(label);
		buf_free(&level);
		buf_free(&name);
	}
	free(picked);
	draft_ids_free(&levels);
}

static void criterion_section(
	struct author_rows *rows, const struct rubric_draft *draft, const char *section)
{
	text_rows(rows, draft, section, "title", _("Title: what goes up"));
	text_rows(rows, draft, section, "question", _("Question"));
	for (size_t i = 0; i < draft->lang_count; i++)
		descriptor_rows(rows, draft, section, draft->langs[i]);
	rows->heading = _("For the talk");
	text_rows(rows, draft, section, "ask", _("To ask"));
	text_rows(rows, draft, section, "down", _("To make it easier"));
	text_rows(rows, draft, section, "up", _("More demanding"));
}

static void cell_section(
	struct author_rows *rows, const struct rubric_draft *draft, const char *section)
{
	struct draft_ids prompts = rubric_draft_prompts(draft, section + strlen("cell."));

	for (size_t i = 0; i < prompts.count; i++) {
		bool group = strncmp(prompts.list[i], "we.", 3) == 0;
		size_t from = rows->count;

		text_rows(rows, draft, section, prompts.list[i],
			group ? _("Together") : _("For yourself"));
		for (; from < rows->count; from++)
			listed(&rows->list[from], "prompts", prompts.list[i], true);
	}
	add_row(rows, ROW_ADD_I, NULL, NULL, _("New question for yourself"));
	add_row(rows, ROW_ADD_WE, NULL, NULL, _("New question to talk about together"));
	draft_ids_free(&prompts);
}

void author_rows_of(struct author_rows *rows, const struct rubric_draft *draft, const char *section)
{
	if (strncmp(section, "criterion.", 10) == 0) {
		criterion_section(rows, draft, section);
	} else if (strncmp(section, "cell.", 5) == 0) {
		cell_section(rows, draft, section);
	} else {
		text_rows(rows, draft, section, "text",
			draft->kind == RUBRIC_STATEMENTS ? _("Statement") : _("Question"));
		if (draft->kind == RUBRIC_STATEMENTS) {
			struct author_row *row = add(rows, ROW_REVERSE, mem_text(_("Reversed")));
			char *now = ini_doc_get(&draft->doc, section, "reverse");

			row->section = mem_text(section);
			mem_replace(&row->text, now != NULL && strcmp(now, "yes") == 0
							? _("yes: agreeing counts low")
							: _("no"));
			free(now);
		}
	}
}
