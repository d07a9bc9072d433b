#include "config.h"

#include "files/rubric_draft.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "base/slug.h"
#include "files/rubric_draft_parts.h"
#include "files/rubric_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- making and reading ------------------------------------------------------------------------
 */

static const char *const kind_words[] = {"levels", "grid", "statements", "questions"};

static void add_head(struct buf *out, const struct rubric_draft *draft)
{
	buf_text_add(out,
		"; A rubric for peil. peil rubric edit FILE changes it, peil rubric check "
		"FILE looks for faults.\n"
		"; Texts stand in double quotes; a double quote inside is &quot; and & is "
		"&amp;\n[rubric]\nid      = new-rubric\n");
	buf_format(out, "kind    = %s\nversion = 1.0\nstatus  = own\n", kind_words[draft->kind]);
	for (size_t i = 0; i < draft->lang_count; i++)
		buf_format(out, "title[%s] = \"\"\n", draft->langs[i]);
	for (size_t i = 0; i < draft->lang_count; i++)
		buf_format(out, "purpose[%s] = \"\"\n", draft->langs[i]);
	if (draft->kind == RUBRIC_LEVELS || draft->kind == RUBRIC_STATEMENTS)
		buf_text_add(out, "\n[answers]\nunknown        = yes\nnot-applicable = no\n");
}

void rubric_draft_begin(struct rubric_draft *draft, enum rubric_kind kind, const char *const *langs,
	size_t lang_count)
{
	static const char *const lists[] = {
		"\n; The criteria, in the order in which they are asked. A title names what goes "
		"up.\n[criteria]\norder =\n",
		"\n; The rows.\n[rows]\norder =\n\n; The columns.\n[columns]\norder =\n",
		"\n; The elements; their statements follow each. One that says the opposite has "
		"reverse = yes.\n[elements]\norder =\n",
		"\n; The sections; their questions follow each.\n[sections]\norder =\n"};
	struct buf out = BUF_EMPTY;

	*draft = (struct rubric_draft){.kind = kind, .lang_count = lang_count};
	for (size_t i = 0; i < lang_count; i++)
		draft->langs[i] = mem_text(langs[i]);
	add_head(&out, draft);
	if (kind != RUBRIC_QUESTIONS)
		buf_text_add(&out, "\n; The levels, from low to high.\n[levels]\norder =\n");
	buf_text_add(&out, lists[kind]);
	ini_doc_read(&draft->doc, buf_text(&out), out.len);
	buf_free(&out);
}

static void read_langs(struct rubric_draft *draft)
{
	char *key;

	for (size_t i = 0; (key = ini_doc_key(&draft->doc, "rubric", i)) != NULL; i++) {
		size_t len = strncmp(key, "title[", 6) == 0 ? strcspn(key + 6, "]") : 0;

		if (len > 0 && key[6 + len] == ']' && key[7 + len] == '\0' &&
			draft->lang_count < RUBRIC_LANGS_MAX)
			draft->langs[draft->lang_count++] = mem_text_n(key + 6, len);
		free(key);
	}
}

bool rubric_draft_read(struct rubric_draft *draft, const char *bytes, size_t len)
{
	char *kind;
	bool known = false;

	*draft = (struct rubric_draft){.lang_count = 0};
	ini_doc_read(&draft->doc, bytes, len);
	kind = ini_doc_get(&draft->doc, "rubric", "kind");
	for (int i = 0; kind != NULL && i < 4; i++) {
		if (strcmp(kind, kind_words[i]) == 0) {
			draft->kind = (enum rubric_kind)i;
			known = true;
		}
	}
	free(kind);
	read_langs(draft);
	return known && draft->lang_count > 0;
}

void rubric_draft_free(struct rubric_draft *draft)
{
	ini_doc_free(&draft->doc);
	for (size_t i = 0; i < draft->lang_count; i++)
		free(draft->langs[i]);
	*draft = (struct rubric_draft){.lang_count = 0};
}

char *rubric_draft_text(const struct rubric_draft *draft)
{
	struct buf out = BUF_EMPTY;

	ini_doc_write(&draft->doc, &out);
	return buf_take(&out);
}

/* --- lists -------------------------------------------------------------------------------------
 */

void draft_ids_add(struct draft_ids *ids, char *id)
{
	ids->list = mem_grow(ids->list, ids->count, ids->count + 1, sizeof(*ids->list));
	ids->list[ids->count++] = id;
}

void draft_ids_free(struct draft_ids *ids)
{
	for (size_t i = 0; i < ids->count; i++)
		free(ids->list[i]);
	free(ids->list);
	*ids = (struct draft_ids){NULL, 0};
}

struct draft_ids rubric_draft_order(const struct rubric_draft *draft, const char *list)
{
	struct draft_ids ids = {NULL, 0};
	char *order = ini_doc_get(&draft->doc, list, "order"), *rest = order, *id;

	while (rest != NULL && (id = strsep(&rest, ", \t")) != NULL)
		if (id[0] != '\0')
			draft_ids_add(&ids, mem_text(id));
	free(order);
	return ids;
}

static void write_order(struct rubric_draft *draft, const char *list, const struct draft_ids *ids)
{
	struct buf out = BUF_EMPTY;

	for (size_t i = 0; i < ids->count; i++)
		buf_format(&out, "%s%s", i > 0 ? ", " : "", ids->list[i]);
	ini_doc_set(&draft->doc, list, "order", buf_text(&out), false);
	buf_free(&out);
}

size_t draft_ids_find(const struct draft_ids *ids, const char *id)
{
	size_t at = 0;

	while (at < ids->count && (id == NULL || strcmp(ids->list[at], id) != 0))
		at++;
	return at;
}

static bool ids_taken(const void *context, const char *id)
{
	static const char *const reserved[] = {
		"title", "question", "self", "weight", "ask", "down", "up", "levels"};
	const struct draft_ids *ids = context;

	for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++)
		if (strcmp(reserved[i], id) == 0)
			return true;
	return draft_ids_find(ids, id) < ids->count;
}

/* The whole number that a text begins with; 0 when it does not. */
uint64_t draft_number(const char *text)
{
	char *digits = mem_text_n(text, strspn(text, "0123456789"));
	uint64_t number = 0;

	if (!decimal_whole(digits, 1000000, &number))
		number = 0;
	free(digits);
	return number;
}

/* "criteria" -> "criterion", the prefix of their sections, and what they are called by. */
const char *draft_prefix(const char *list)
{
	static const char *const pairs[][2] = {{"levels", "level"}, {"criteria", "criterion"},
		{"rows", "row"}, {"columns", "column"}, {"elements", "element"},
		{"sections", "section"}};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (strcmp(pairs[i][0], list) == 0)
			return pairs[i][1];
	return list;
}

void draft_section(struct buf *out, const char *prefix, const char *id)
{
	buf_cut(out, 0);
	buf_format(out, "%s.%s", prefix, id);
}

void draft_set_all(
	struct rubric_draft *draft, const char *section, const char *key, const char *first)
{
	for (size_t i = 0; i < draft->lang_count; i++) {
		struct buf name = BUF_EMPTY;

		buf_format(&name, "%s[%s]", key, draft->langs[i]);
		ini_doc_set(&draft->doc, section, buf_text(&name), i == 0 ? first : "", true);
		buf_free(&name);
	}
}

static void add_cell(struct rubric_draft *draft, const char *row, const char *column)
{
	struct buf name = BUF_EMPTY;

	buf_format(&name, "cell.%s.%s", row, column);
	ini_doc_add(&draft->doc, buf_text(&name), NULL);
	draft_set_all(draft, buf_text(&name), "we.1", "");
	buf_free(&name);
}

/* What comes with a new one: cells of a row or column, descriptors of a level or criterion. */
static void add_belongings(struct rubric_draft *draft, const char *list, const char *id)
{
	bool row = strcmp(list, "rows") == 0, level = strcmp(list, "levels") == 0;
	const char *other = row ? "columns" : strcmp(list, "columns") == 0 ? "rows" : NULL;
	struct draft_ids ids = {NULL, 0};
	struct buf name = BUF_EMPTY;

	if (draft->kind == RUBRIC_LEVELS)
		other = level ? "criteria" : "levels";
	if (other == NULL || (draft->kind == RUBRIC_GRID && level))
		return;
	ids = rubric_draft_order(draft, other);
	for (size_t i = 0; i < ids.count; i++) {
		if (draft->kind == RUBRIC_GRID) {
			add_cell(draft, row ? id : ids.list[i], row ? ids.list[i] : id);
		} else {
			draft_section(&name, "criterion", level ? ids.list[i] : id);
			draft_set_all(draft, buf_text(&name), level ? id : ids.list[i], "");
		}
	}
	draft_ids_free(&ids);
	buf_free(&name);
}

/* A level behind levels that say their values gets one too. */
static void add_value(struct rubric_draft *draft, const struct draft_ids *ids, const char *section)
{
	struct buf name = BUF_EMPTY, number = BUF_EMPTY;
	char *last;

	if (ids->count == 0)
		return;
	draft_section(&name, "level", ids->list[ids->count - 1]);
	last = ini_doc_get(&draft->doc, buf_text(&name), "value");
	if (last != NULL) {
		buf_format(&number, "%llu", (unsigned long long)draft_number(last) + 1);
		ini_doc_set(&draft->doc, section, "value", buf_text(&number), false);
	}
	free(last);
	buf_free(&name);
	buf_free(&number);
}

char *rubric_draft_add(
	struct rubric_draft *draft, const char *list, const char *after, const char *text)
{
	struct draft_ids ids = rubric_draft_order(draft, list);
	size_t at = draft_ids_find(&ids, after);
	bool level = strcmp(list, "levels") == 0;
	struct buf name = BUF_EMPTY, behind = BUF_EMPTY;
	char id[SLUG_MAX + 1];

	if (ids.count >= (level ? RUBRIC_LEVELS_MAX : RUBRIC_CRITERIA_MAX / 4)) {
		draft_ids_free(&ids);
		return NULL;
	}
	slug_make(id, text);
	if (id[0] == '\0')
		snprintf(id, sizeof(id), "%s-%zu", draft_prefix(list), ids.count + 1);
	slug_unique(id, ids_taken, &ids);
	draft_section(&name, draft_prefix(list), id);
	draft_section(&behind, draft_prefix(list),
		ids.count > 0 ? ids.list[at < ids.count ? at : ids.count - 1] : "");
	ini_doc_add(&draft->doc, buf_text(&name), ids.count > 0 ? buf_text(&behind) : list);
	if (level)
		add_value(draft, &ids, buf_text(&name));
	draft_set_all(draft, buf_text(&name), level ? "label" : "title", text);
	add_belongings(draft, list, id);
	draft_ids_add(&ids, mem_text(id));
	for (size_t i = ids.count - 1; at < ids.count - 1 && i > at + 1; i--) {
		char *moved = ids.list[i];

		ids.list[i] = ids.list[i - 1];
		ids.list[i - 1] = moved;
	}
	write_order(draft, list, &ids);
	draft_ids_free(&ids);
	buf_free(&name);
	buf_free(&behind);
	return mem_text(id);
}

/* Values rise along the order: levels that change places change values. */
static void swap_values(struct rubric_draft *draft, const char *one, const char *other)
{
	struct buf a = BUF_EMPTY, b = BUF_EMPTY;
	char *first, *second;

	draft_section(&a, "level", one);
	draft_section(&b, "level", other);
	first = ini_doc_get(&draft->doc, buf_text(&a), "value");
	second = ini_doc_get(&draft->doc, buf_text(&b), "value");
	if (first != NULL && second != NULL) {
		ini_doc_set(&draft->doc, buf_text(&a), "value", second, false);
		ini_doc_set(&draft->doc, buf_text(&b), "value", first, false);
	}
	free(first);
	free(second);
	buf_free(&a);
	buf_free(&b);
}

bool rubric_draft_move(struct rubric_draft *draft, const char *list, const char *id, int by)
{
	struct draft_ids ids = rubric_draft_order(draft, list);
	size_t at = draft_ids_find(&ids, id), to = at + (size_t)by;
	bool moves = at < ids.count && to < ids.count;

	if (moves) {
		char *moved = ids.list[at];

		ids.list[at] = ids.list[to];
		ids.list[to] = moved;
		write_order(draft, list, &ids);
		if (strcmp(list, "levels") == 0)
			swap_values(draft, ids.list[at], ids.list[to]);
	}
	draft_ids_free(&ids);
	return moves;
}

/* Keys of a level in all criteria: "low[nl]", "low.label[nl]", "low.value". */
static void remove_level_keys(struct rubric_draft *draft, const char *level)
{
	struct draft_ids criteria = rubric_draft_order(draft, "criteria");
	struct buf name = BUF_EMPTY;
	size_t len = strlen(level);

	for (size_t i = 0; i < criteria.count; i++) {
		char *key;

		draft_section(&name, "criterion", criteria.list[i]);
		for (size_t nth = 0;
			(key = ini_doc_key(&draft->doc, buf_text(&name), nth)) != NULL;) {
			if (strncmp(key, level, len) == 0 && (key[len] == '[' || key[len] == '.'))
				ini_doc_set(&draft->doc, buf_text(&name), key, NULL, false);
			else
				nth++;
			free(key);
		}
	}
	draft_ids_free(&criteria);
	buf_free(&name);
}

static void remove_cells(struct rubric_draft *draft, const char *list, const char *id)
{
	bool row = strcmp(list, "rows") == 0;
	struct draft_ids others = rubric_draft_order(draft, row ? "columns" : "rows");
	struct buf name = BUF_EMPTY;

	for (size_t i = 0; i < others.count; i++) {
		buf_cut(&name, 0);
		buf_format(
			&name, "cell.%s.%s", row ? id : others.list[i], row ? others.list[i] : id);
		ini_doc_remove(&draft->doc, buf_text(&name));
	}
	draft_ids_free(&others);
	buf_free(&name);
}

void rubric_draft_remove(struct rubric_draft *draft, const char *list, const char *id)
{
	struct draft_ids ids = rubric_draft_order(draft, list), items;
	size_t at = draft_ids_find(&ids, id);
	struct buf name = BUF_EMPTY;

	if (at < ids.count) {
		draft_section(&name, draft_prefix(list), id);
		ini_doc_remove(&draft->doc, buf_text(&name));
		if (draft->kind == RUBRIC_LEVELS && strcmp(list, "levels") == 0)
			remove_level_keys(draft, id);
		if (strcmp(list, "rows") == 0 || strcmp(list, "columns") == 0)
			remove_cells(draft, list, id);
		items = rubric_draft_items(draft, id);
		for (size_t i = 0; i < items.count; i++)
			rubric_draft_remove_item(draft, items.list[i]);
		draft_ids_free(&items);
		free(ids.list[at]);
		ids.count--;
		memmove(&ids.list[at], &ids.list[at + 1], (ids.count - at) * sizeof(*ids.list));
		write_order(draft, list, &ids);
	}
	draft_ids_free(&ids);
	buf_free(&name);
}

/* --- texts -------------------------------------------------------------------------------------
 */

char *rubric_draft_get(
	const struct rubric_draft *draft, const char *section, const char *key, const char *lang)
{
	struct buf name = BUF_EMPTY;
	char *text;

	buf_text_add(&name, key);
	if (lang != NULL)
		buf_format(&name, "[%s]", lang);
	text = ini_doc_get(&draft->doc, section, buf_text(&name));
	buf_free(&name);
	return text != NULL ? text : mem_text("");
}

bool rubric_draft_optional(const char *section, const char *key)
{
	static const char *const keys[] = {"question", "self", "ask", "down", "up", "purpose",
		"noun", "authors", "source", "licence"};

	/* Of a level: the same for all criteria, where there is one. */
	if (strncmp(section, "level.", 6) == 0 && strcmp(key, "text") == 0)
		return true;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strcmp(keys[i], key) == 0)
			return true;
	return false;
}

void rubric_draft_set(struct rubric_draft *draft, const char *section, const char *key,
	const char *lang, const char *text)
{
	struct buf name = BUF_EMPTY;
	bool gone = text[0] == '\0' && rubric_draft_optional(section, key);

	buf_text_add(&name, key);
	if (lang != NULL)
		buf_format(&name, "[%s]", lang);
	ini_doc_set(&draft->doc, section, buf_text(&name), gone ? NULL : text, true);
	buf_free(&name);
}

/* --- checking ----------------------------------------------------------------------------------
 */

/* Lines of the head that say nothing yet are left out; a purpose nobody wrote is none. */
static void drop_empty(struct ini_doc *doc, const char *section)
{
	char *key;

	for (size_t i = 0; (key = ini_doc_key(doc, section, i)) != NULL;) {
		char *value = ini_doc_get(doc, section, key);
		char *base = mem_text_n(key, strcspn(key, "["));

		if (value != NULL && value[0] == '\0' && rubric_draft_optional(section, base))
			ini_doc_set(doc, section, key, NULL, true);
		else
			i++;
		free(base);
		free(value);
		free(key);
	}
}

static struct rubric *parse(const struct rubric_draft *draft, bool fill, struct faults *faults)
{
	char *text = rubric_draft_text(draft);
	struct ini_doc doc;
	struct buf out = BUF_EMPTY;
	struct rubric *rubric;

	ini_doc_read(&doc, text, strlen(text));
	drop_empty(&doc, "rubric");
	for (size_t i = 0; fill && i < doc.count; i++) {
		size_t len = strlen(doc.lines[i]);

		if (len > 2 && strcmp(doc.lines[i] + len - 2, "\"\"") == 0 &&
			strchr(doc.lines[i], '=') != NULL) {
			struct buf line = BUF_EMPTY;

			buf_add(&line, doc.lines[i], len - 1);
			buf_text_add(&line, "...\"");
			free(doc.lines[i]);
			doc.lines[i] = buf_take(&line);
		}
	}
	ini_doc_write(&doc, &out);
	rubric = rubric_file_parse(buf_text(&out), out.len, faults);
	buf_free(&out);
	ini_doc_free(&doc);
	free(text);
	return rubric;
}

void rubric_draft_tidy(struct rubric_draft *draft)
{
	drop_empty(&draft->doc, "rubric");
}

struct rubric *rubric_draft_check(const struct rubric_draft *draft, struct faults *faults)
{
	return parse(draft, false, faults);
}

struct rubric *rubric_draft_sample(const struct rubric_draft *draft, struct faults *faults)
{
	return parse(draft, true, faults);
}

void rubric_draft_bump(struct rubric_draft *draft)
{
	char *version = ini_doc_get(&draft->doc, "rubric", "version");
	const char *dot = version != NULL ? strrchr(version, '.') : NULL;
	struct buf out = BUF_EMPTY;

	if (dot != NULL && dot[1] != '\0' && strspn(dot + 1, "0123456789") == strlen(dot + 1))
		buf_format(&out, "%.*s.%d", (int)(dot - version), version,
			(int)draft_number(dot + 1) + 1);
	else
		buf_format(&out, "%s.1", version != NULL && version[0] != '\0' ? version : "1");
	ini_doc_set(&draft->doc, "rubric", "version", buf_text(&out), false);
	free(version);
	buf_free(&out);
}
