/* Lists of participants as other programs write them: peil's own, TEAMMATES, WebPA, Buddycheck,
 * Canvas, Brightspace. One table of header names; comma, semicolon or tab; UTF-8 with or without
 * byte order mark, or Windows-1252. */
#ifndef PEIL_FILES_ROSTER_IMPORT_H
#define PEIL_FILES_ROSTER_IMPORT_H

#include "base/err.h"
#include "model/roster.h"

struct buf;

struct roster_import {
	/* what the list calls a column, "login=NAME": names in any case */
	const char *const *columns;
	size_t column_count;
	/* Ids from login or name ("ana-jansen"); false: from the role ("student-1"). */
	bool named_ids;
	const char *role; /* of who has none: "student" */
};

struct roster_imported {
	struct roster roster;
	/* person,email,number and every column that is not known, for private/people.csv; owned */
	char *people;
	char delimiter;
	bool windows_1252; /* it was converted */
	size_t others;	   /* columns that are not known, each a warning in the faults */
	unsigned *lines;   /* per person: the line in the file; owned */
};

/* False when there was an error: all are in `faults`, with their lines; *out is then empty. */
bool roster_import_parse(const char *bytes, size_t len, const struct roster_import *how,
	struct roster_imported *out, struct faults *faults);
bool roster_import_file(const char *path, const struct roster_import *how,
	struct roster_imported *out, struct faults *faults);
void roster_imported_free(struct roster_imported *imported);
/* An id that nobody in the roster has, from a text ("Ana Jansen": "ana-jansen"); caller frees. */
char *roster_new_id(const struct roster *roster, const char *text);

#endif
