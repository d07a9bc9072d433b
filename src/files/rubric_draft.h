/* A rubric file being written: changed line by line, so that an author's comments and order stay.
 * While it is a draft texts may be empty; rubric_draft_check says what it still lacks. */
#ifndef PEIL_FILES_RUBRIC_DRAFT_H
#define PEIL_FILES_RUBRIC_DRAFT_H

#include "base/err.h"
#include "files/ini_doc.h"
#include "model/rubric.h"

struct rubric_draft {
	struct ini_doc doc;
	enum rubric_kind kind;
	char *langs[RUBRIC_LANGS_MAX];
	size_t lang_count;
};

/* Ids in the order of a list; owned by the caller. */
struct draft_ids {
	char **list;
	size_t count;
};

/* A new one: everything that is the same for all, no criteria yet. */
void rubric_draft_begin(struct rubric_draft *draft, enum rubric_kind kind, const char *const *langs,
	size_t lang_count);
/* From the bytes of a file or of an earlier draft; false when it has no kind or no title. */
bool rubric_draft_read(struct rubric_draft *draft, const char *bytes, size_t len);
void rubric_draft_free(struct rubric_draft *draft); /* contents only */
/* The whole text. The caller frees. */
char *rubric_draft_text(const struct rubric_draft *draft);

/* The ids in [list] order: "levels", "criteria", "rows", "columns", "elements", "sections". */
struct draft_ids rubric_draft_order(const struct rubric_draft *draft, const char *list);
/* The statements or questions of a part, as ids ("culture.1"), by number. */
struct draft_ids rubric_draft_items(const struct rubric_draft *draft, const char *part);
/* The prompts of a cell as keys: "i.1", "we.1", ... */
struct draft_ids rubric_draft_prompts(const struct rubric_draft *draft, const char *cell);
void draft_ids_free(struct draft_ids *ids);

/* The text of a key in a language; "" when there is none. The caller frees. */
char *rubric_draft_get(
	const struct rubric_draft *draft, const char *section, const char *key, const char *lang);
/* Change it. An empty text that may be left out is taken away; others stay, empty. */
void rubric_draft_set(struct rubric_draft *draft, const char *section, const char *key,
	const char *lang, const char *text);
/* Whether the text may be left out: a question, a prompt for the talk, ... */
bool rubric_draft_optional(const char *section, const char *key);

/* One more in a list, behind `after` (NULL: at the end), called `text` in language number 0; its id
 * is made from that. NULL when there is no room. The caller frees the id. */
char *rubric_draft_add(
	struct rubric_draft *draft, const char *list, const char *after, const char *text);
/* Another place in the list. False at its end. */
bool rubric_draft_move(struct rubric_draft *draft, const char *list, const char *id, int by);
/* Take one away, with what belongs to it. */
void rubric_draft_remove(struct rubric_draft *draft, const char *list, const char *id);
/* A statement or question of a part; numbers are never used again. The caller frees the id. */
char *rubric_draft_add_item(struct rubric_draft *draft, const char *part, const char *text);
void rubric_draft_remove_item(struct rubric_draft *draft, const char *id);
/* Another question in a cell. */
void rubric_draft_add_prompt(
	struct rubric_draft *draft, const char *cell, bool group, const char *text);
void rubric_draft_remove_prompt(struct rubric_draft *draft, const char *cell, const char *key);

/* The rubric when nothing is wrong with it, else NULL and what is. */
struct rubric *rubric_draft_check(const struct rubric_draft *draft, struct faults *faults);
/* The same with "..." for what was not written yet, to look at. */
struct rubric *rubric_draft_sample(const struct rubric_draft *draft, struct faults *faults);
/* Leave out what may be left out and says nothing: before it is written to its file. */
void rubric_draft_tidy(struct rubric_draft *draft);
/* The version one minor step higher: 1.0 becomes 1.1. */
void rubric_draft_bump(struct rubric_draft *draft);

#endif
