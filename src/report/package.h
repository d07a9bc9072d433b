/* A research package: tables of several sessions, a codebook, and files that load them elsewhere.
 * Pure: sessions and rubrics are put in, bytes come out. Sessions come out by id and rubrics by id,
 * version and fingerprint, so that the order in which they were put in changes nothing. */
#ifndef PEIL_REPORT_PACKAGE_H
#define PEIL_REPORT_PACKAGE_H

#include "base/buf.h"
#include "base/err.h"
#include "model/rubric.h"

#include <stdbool.h>
#include <stddef.h>

enum package_table {
	PACKAGE_RATINGS,
	PACKAGE_SHEETS,
	PACKAGE_PEOPLE,
	PACKAGE_SESSIONS,
	PACKAGE_TEXTS,
	PACKAGE_HISTORY,
	PACKAGE_WIDE, /* one file per rubric; these are the columns before the criteria */
	PACKAGE_CODEBOOK,
	PACKAGE_TABLES
};

enum package_type { PACKAGE_TEXT, PACKAGE_NUMBER, PACKAGE_WHOLE, PACKAGE_TIME };

struct package_column {
	const char *name;
	enum package_type type;
	const char *help;   /* in English, for the data package */
	const char *values; /* "a|b|c": the only ones there are; NULL: any */
};
/* Column `nth` of a table, NULL past the end. Constant. */
const struct package_column *package_column(enum package_table table, size_t nth);
size_t package_columns(enum package_table table);
/* "ratings", ... */
const char *package_table_name(enum package_table table);

/* One line of the codebook. */
struct package_code {
	char *variable;	 /* the column in the wide file */
	char *criterion; /* the rubric's id of it */
	char *entry;	 /* "title", "question", "level", "description" or "missing" */
	char *code;	 /* of a level or a missing value, else "" */
	char *level;	 /* the level's id, or the status */
	char *lang;
	char *text;
	char *reverse; /* "yes": the value is turned */
};
struct package_rubric {
	char *id, *version, *fingerprint, *kind, *status;
	struct package_code *codes;
	size_t code_count, room;
};

struct package_session {
	char *id;
	size_t rubric; /* place in the package's rubrics */
	struct buf rows[PACKAGE_TABLES];
	size_t counts[PACKAGE_TABLES];
	/* people: of whom something is there; refused and not asked: left out; unasked: included,
	 * the session does not ask for consent; withheld: answers left out by --shared */
	size_t included, refused, not_asked, unasked, withheld;
	bool attested;
};

struct package {
	char delimiter;
	bool bom, notes, times, shared, history, no_tidy;
	const char *labels; /* language of levels and labels; NULL: ids, and English labels */
	const char *link;   /* "email", "login" or NULL */
	const char *program_version;
	size_t linked_people, linked_codes; /* people found in two sessions or more; their codes */
	struct package_rubric *rubrics;
	size_t rubric_count;
	struct package_session *sessions;
	size_t session_count;
};

void package_free(struct package *package); /* contents only */

/* The session with that id, or NULL; a new one. Borrowed until the next is added. */
struct package_session *package_find_session(struct package *package, const char *id);
struct package_session *package_add_session(struct package *package, const char *id, size_t rubric);
/* The rubric with that fingerprint, made when it is new; *fresh tells. Its place. */
size_t package_add_rubric(struct package *package, const char *id, const char *version,
	const char *fingerprint, bool *fresh);
/* All that the rubric says, under these column names (one per criterion). */
void package_describe(struct package_rubric *into, const struct rubric *rubric, char *const *names);
/* A line of the codebook; cells in the order of its columns behind the fingerprint. */
#define PACKAGE_CODE_CELLS 8
void package_add_code(struct package_rubric *into, const char *const cells[PACKAGE_CODE_CELLS]);
/* The number that stands for "unknown", "not_applicable" or "unanswered" in a wide file: -7, -8,
 * -9, or 90 lower when the rubric has levels there. 0 for another status. */
int package_missing(const struct rubric *rubric, const char *status);

/* A row: cells one by one, then its end. */
struct package_row {
	struct buf *out;
	char delimiter;
	bool begun;
};
void package_cell(struct package_row *row, const char *text);  /* guarded against formulas */
void package_plain(struct package_row *row, const char *text); /* numbers; guarded already */
void package_count(struct package_row *row, size_t number);
void package_end(struct package_row *row);

/* Every column that datapackage.json says there is, table by table: its file, its name. */
typedef void package_json_field_fn(void *context, const char *file, const char *name);
/* False with *err when the file is not one. */
bool package_json_read(
	const char *path, package_json_field_fn *take, void *context, struct err *err);

/* What is written: name and bytes of each file. */
struct package_file {
	char *name;
	struct buf bytes;
};
struct package_files {
	struct package_file *list;
	size_t count;
};
/* False when it came out wrong (a fault of ours). */
bool package_write(struct package *package, struct package_files *files);
void package_files_free(struct package_files *files);

#endif
