/* What the rubric_draft*.c files share; nobody else includes this. */
#ifndef PEIL_FILES_RUBRIC_DRAFT_PARTS_H
#define PEIL_FILES_RUBRIC_DRAFT_PARTS_H

#include "files/rubric_draft.h"

#include <stdint.h>

struct buf;

/* The whole number that a text begins with; 0 when it does not. */
uint64_t draft_number(const char *text);
void draft_ids_add(struct draft_ids *ids, char *id);
/* The place of an id; the count when it is not there, or NULL. */
size_t draft_ids_find(const struct draft_ids *ids, const char *id);
/* "criteria" -> "criterion": what the sections of a list begin with. */
const char *draft_prefix(const char *list);
/* "PREFIX.ID", in place of what was in *out. */
void draft_section(struct buf *out, const char *prefix, const char *id);
/* A key in all languages, `first` in the first of them, empty in the others. */
void draft_set_all(
	struct rubric_draft *draft, const char *section, const char *key, const char *first);

#endif
