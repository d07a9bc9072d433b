/* What table.c and table_scan.c share; nobody else includes this. */
#ifndef PEIL_FILES_TABLE_PARTS_H
#define PEIL_FILES_TABLE_PARTS_H

#include <stddef.h>

#define ROW_AT_REST 0 /* libcsv's state between two rows */

/* Left to itself libcsv drops blanks around an unquoted field; told by this function that there are
 * none it keeps them, but calls it for each byte and takes a third longer. So it is told only about
 * blanks at the edge of a field. */
int table_no_space(unsigned char byte);
/* The first run of blanks at [at, len) with a field's edge before or behind it, or the edge of
 * these bytes: where it is, and its length in *run. Where there is none: len, and 0. */
size_t table_edge_blanks(const char *bytes, size_t at, size_t len, char delimiter, size_t *run);
/* The likeliest delimiter of a first line; commas when it has none. */
char table_find_delimiter(const char *bytes, size_t len);

#endif
