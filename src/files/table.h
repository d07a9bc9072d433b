/* CSV: the only includer of libcsv. Writing into a buffer, and reading with caps. */
#ifndef PEIL_FILES_TABLE_H
#define PEIL_FILES_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

#define TABLE_FIELDS_MAX 64

/* Append one field, quoted where it has to be (delimiter, quote, CR, LF, leading or trailing
 * space; always when `quote`). */
void table_field(struct buf *out, const char *text, char delimiter, bool quote);
/* As table_field, but a text that a spreadsheet would run as a formula (first character = + - @
 * TAB CR ' or their full-width forms) gets one leading '. For columns that hold text, not
 * numbers. */
void table_text_field(struct buf *out, const char *text, char delimiter);
/* Take one leading ' away that table_text_field put there (in place). */
void table_unguard(char *text);

/* Split one physical line (no newline inside, none at its end) under libcsv's strict rules.
 * Fields are terminated strings inside `*store` (owned by the caller; overwritten). Returns the
 * number of fields, 0..max, or -1 when the line is not good CSV, has a NUL, or more fields. */
int table_split(const char *line, size_t len, struct buf *store, const char **fields, int max);

#endif
