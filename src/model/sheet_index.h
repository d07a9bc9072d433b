/* Which sheet a record is about, found at once however many there are: sheets are numbered 0, 1,
 * 2, ... in the order in which they were added. */
#ifndef PEIL_MODEL_SHEET_INDEX_H
#define PEIL_MODEL_SHEET_INDEX_H

#include "model/record.h"

#include <stddef.h>

struct sheet_index;

/* An empty one; the caller frees it. */
struct sheet_index *sheet_index_new(void);
void sheet_index_free(struct sheet_index *index); /* NULL is fine */
/* The number of the sheet with the record's round, rater and target: new or known. */
size_t sheet_index_add(struct sheet_index *index, const struct record *record);
/* The same, or RUBRIC_NONE when it was never added. */
size_t sheet_index_find(struct sheet_index *index, const struct record *record);

#endif
