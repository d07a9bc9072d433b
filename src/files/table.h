/* CSV: the only place that uses libcsv. Writing into a buffer, and reading with caps. */
#ifndef PEIL_FILES_TABLE_H
#define PEIL_FILES_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct err;
struct faults;

#define TABLE_FIELDS_MAX 448 /* a wide table of the largest rubric, two columns a criterion */

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

#define TABLE_FIELD_MAX	 65536 /* bytes of one field in a stream */
#define TABLE_FAULTS_MAX 50    /* after so many the rest of a file is not read */

/* One row of a streamed table: terminated fields, borrowed until the callback returns. */
struct table_row {
	unsigned line; /* the physical line on which it starts, from 1 */
	char *const *fields;
	size_t count;
	char delimiter; /* of this file: , ; or tab */
};

/* Take one row; false to stop reading (not a fault). */
typedef bool table_row_fn(void *context, const struct table_row *row);

/* Read CSV from `fd` to its end in blocks, in memory that does not follow the file's size. Comma,
 * semicolon or tab, whichever the first line has most of; a byte order mark is skipped, empty lines
 * too. A bad quote, an open one, a NUL, a field over TABLE_FIELD_MAX and too many fields are
 * faults with their line; reading goes on at the next line where that is possible. False with *err
 * when the file cannot be read. */
bool table_stream(
	int fd, table_row_fn *take, void *context, struct faults *faults, struct err *err);

#define TABLE_PARTS_MAX 8

/* Reading one large table with several parsers, each a part of the file that starts with a row. */
struct table_scan {
	/* The header: say which columns are wanted. False (after adding a fault) to stop. */
	bool (*header)(void *context, const struct table_row *row, bool wanted[TABLE_FIELDS_MAX],
		struct faults *faults);
	/* Take one row into part `part` (below TABLE_PARTS_MAX; each is used by one thread). Fields
	 * of columns that are not wanted are "". False when it cannot be used; the row then comes
	 * again with its `line`, and `faults` to say what is wrong; without one `line` is 0,
	 * `faults` NULL. */
	bool (*take)(
		void *context, size_t part, const struct table_row *row, struct faults *faults);
	/* Forget what that part took: it did not start with a row after all. */
	void (*forget)(void *context, size_t part);
	size_t parsers; /* at most so many; 0: as many as there are processors */
};

/* Read the file from its start to its end. As table_stream, but where a line cannot be used the
 * next ones are (at most TABLE_FAULTS_MAX times), also when a quote was left open; faults are
 * sorted. The file must be one that can be read at any place (false with errno ESPIPE in *err
 * otherwise is avoided by asking table_can_scan). */
bool table_scan(int fd, const struct table_scan *scan, void *context, struct faults *faults,
	struct err *err);
/* Whether it is an ordinary file. */
bool table_can_scan(int fd);

#endif
