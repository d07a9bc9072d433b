/* Statements, open questions and the questions in a cell. */
#include "config.h"

#include "files/rubric_draft.h"

#include "base/buf.h"
#include "base/mem.h"
#include "files/rubric_draft_parts.h"

#include <stdlib.h>
#include <string.h>

static const char *item_prefix(const struct rubric_draft *draft)
{
	return draft->kind == RUBRIC_STATEMENTS ? "statement" : "question";
}

#define NUMBER_MOST 999

struct draft_ids rubric_draft_items(const struct rubric_draft *draft, const char *part)
{
	struct draft_ids ids = {NULL, 0};
	struct buf name = BUF_EMPTY;

	if (draft->kind != RUBRIC_STATEMENTS && draft->kind != RUBRIC_QUESTIONS)
		return ids;
	for (unsigned n = 1; n <= NUMBER_MOST; n++) {
		buf_cut(&name, 0);
		buf_format(&name, "%s.%s.%u", item_prefix(draft), part, n);
		if (ini_doc_has(&draft->doc, buf_text(&name)))
			draft_ids_add(&ids, mem_text(strchr(buf_text(&name), '.') + 1));
	}
	buf_free(&name);
	return ids;
}

char *rubric_draft_add_item(struct rubric_draft *draft, const char *part, const char *text)
{
	struct draft_ids ids = rubric_draft_items(draft, part);
	const char *list = draft->kind == RUBRIC_STATEMENTS ? "elements" : "sections";
	struct buf name = BUF_EMPTY, behind = BUF_EMPTY;
	const char *last = ids.count > 0 ? ids.list[ids.count - 1] : NULL;
	int number = last != NULL ? (int)draft_number(strrchr(last, '.') + 1) + 1 : 1;
	char *id;

	if (last != NULL)
		draft_section(&behind, item_prefix(draft), last);
	else
		draft_section(&behind, draft_prefix(list), part);
	buf_format(&name, "%s.%s.%d", item_prefix(draft), part, number);
	ini_doc_add(&draft->doc, buf_text(&name), buf_text(&behind));
	draft_set_all(draft, buf_text(&name), "text", text);
	id = mem_text(strchr(buf_text(&name), '.') + 1);
	draft_ids_free(&ids);
	buf_free(&name);
	buf_free(&behind);
	return id;
}

void rubric_draft_remove_item(struct rubric_draft *draft, const char *id)
{
	struct buf name = BUF_EMPTY;

	draft_section(&name, item_prefix(draft), id);
	ini_doc_remove(&draft->doc, buf_text(&name));
	buf_free(&name);
}

struct draft_ids rubric_draft_prompts(const struct rubric_draft *draft, const char *cell)
{
	struct draft_ids ids = {NULL, 0};
	struct buf name = BUF_EMPTY;
	char *key;

	draft_section(&name, "cell", cell);
	for (size_t i = 0; (key = ini_doc_key(&draft->doc, buf_text(&name), i)) != NULL; i++) {
		char *base = mem_text_n(key, strcspn(key, "["));

		if (key[strlen(base)] == '[' && draft_ids_find(&ids, base) == ids.count)
			draft_ids_add(&ids, base);
		else
			free(base);
		free(key);
	}
	buf_free(&name);
	return ids;
}

void rubric_draft_add_prompt(
	struct rubric_draft *draft, const char *cell, bool group, const char *text)
{
	struct draft_ids ids = rubric_draft_prompts(draft, cell);
	struct buf name = BUF_EMPTY, key = BUF_EMPTY;
	unsigned n = 0;

	do {
		buf_cut(&key, 0);
		buf_format(&key, "%s.%u", group ? "we" : "i", ++n);
	} while (draft_ids_find(&ids, buf_text(&key)) < ids.count);
	draft_section(&name, "cell", cell);
	draft_set_all(draft, buf_text(&name), buf_text(&key), text);
	draft_ids_free(&ids);
	buf_free(&name);
	buf_free(&key);
}

void rubric_draft_remove_prompt(struct rubric_draft *draft, const char *cell, const char *key)
{
	struct buf name = BUF_EMPTY, whole = BUF_EMPTY;

	draft_section(&name, "cell", cell);
	for (size_t i = 0; i < draft->lang_count; i++) {
		buf_cut(&whole, 0);
		buf_format(&whole, "%s[%s]", key, draft->langs[i]);
		ini_doc_set(&draft->doc, buf_text(&name), buf_text(&whole), NULL, true);
	}
	buf_free(&name);
	buf_free(&whole);
}
