/* What results.c and results_wide.c share; nobody else includes this. */
#ifndef PEIL_FILES_RESULTS_PARTS_H
#define PEIL_FILES_RESULTS_PARTS_H

#include "files/results.h"
#include "model/sheet.h"

struct buf;
struct sheet_index;

/* The sheets of a session, in the order in which they were begun; of several people by round and
 * person. */
struct results_sheets {
	struct sheet **list;
	size_t count;
	const struct ledger *ledger; /* owns the sheets; NULL in solo use */
	size_t *places;		     /* with a ledger: by round, rater */
	struct sheet_index *index;   /* without */
};
struct results_sheets results_sheets_make(const struct session_data *data, const char *target);
void results_sheets_free(struct results_sheets *sheets);
/* The place of the sheet that a record is about; RUBRIC_NONE when it is about none of them. */
size_t results_sheet_of(const struct results_sheets *sheets, const struct record *record);

/* "yes", "no" or "late". */
const char *results_submitted(const struct results_sheets *sheets, size_t at);
/* Whether the criterion is asked in the sheet's round. */
bool results_is_asked(const struct results_sheets *sheets, size_t at, size_t criterion);
const char *results_relation(const struct session *session, const struct sheet *sheet);
const char *results_answer_word(enum answer_status status);
/* A text cell with the delimiter before it, unless it is the first of its row. */
void results_cell(
	struct buf *out, const char *text, const struct results_options *options, bool first);
/* A number as `1.75`, in every locale. */
void results_number(struct buf *out, double value, const struct results_options *options);
/* The level of an answer as id, or as label in the language asked for. */
const char *results_level(const struct rubric *rubric, size_t criterion, size_t step,
	const struct results_options *options);

/* Rows of what the group agreed; texts of the same. */
void results_agreed(
	struct buf *out, const struct session_data *data, const struct results_options *options);
void results_agreed_texts(
	struct buf *out, const struct session_data *data, const struct results_options *options);

/* One row per sheet. */
void results_wide(struct buf *out, const struct session_data *data,
	const struct results_sheets *sheets, const struct results_options *options);

#endif
