/* What table.c and table_scan.c share; nobody else includes this. */
#ifndef PEIL_FILES_TABLE_PARTS_H
#define PEIL_FILES_TABLE_PARTS_H

#include <stddef.h>

/* libcsv drops blanks around unquoted fields unless told that there are none. */
int table_no_space(unsigned char byte);
/* The likeliest delimiter of a first line; commas when it has none. */
char table_find_delimiter(const char *bytes, size_t len);

#endif
