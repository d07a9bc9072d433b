/* Results: the tidy table of formats.md section 3, and texts.csv beside it. */
#ifndef PEIL_FILES_RESULTS_H
#define PEIL_FILES_RESULTS_H

#include "base/err.h"
#include "files/session_folder.h"

struct buf;

/* The columns of ratings.csv in their order: name, and what it holds (a sentence in English, for
 * the manual). NULL past the end. Constant. */
struct results_column {
	const char *name;
	const char *help;
};
const struct results_column *results_column(size_t nth);

struct results_options {
	bool wide;	    /* one row per sheet */
	char delimiter;	    /* ',' by default */
	bool bom;	    /* a UTF-8 byte order mark first */
	const char *labels; /* a language: levels as labels in it; NULL: ids */
	const char *target; /* only this target's sheet; NULL: all */
};

/* Append the table of all sheets in `data`: one row per criterion per sheet that has at least one
 * record, unanswered criteria included. */
void results_ratings(
	struct buf *out, const struct session_data *data, const struct results_options *options);
/* Append texts.csv: notes, own questions, agreements. */
void results_texts(
	struct buf *out, const struct session_data *data, const struct results_options *options);

/* One answer of a sheet that counts, as results_each gives it. */
struct results_answer {
	const struct sheet *sheet;
	const struct answer *answer;
	size_t criterion;
	const char *relation;  /* "self", "peer" or "outside" */
	const char *submitted; /* "yes", "no" or "late" */
	bool last;	       /* of this sheet, which is not there any more after results_each */
};
typedef void results_answer_fn(void *context, const struct results_answer *answer);
/* Every answer that results_ratings would write a row for, in that order, without what the group
 * agreed. */
void results_each(const struct session_data *data, results_answer_fn *take, void *context);
/* Every text that results_texts would write a row for, without what the group agreed. */
typedef void results_text_fn(void *context, const struct sheet *sheet, const struct record *record);
void results_each_text(const struct session_data *data, results_text_fn *take, void *context);
/* "note", "answer", ...: the kind of a text. Constant. */
const char *results_text_kind(const struct record *record);
/* "scored", "unanswered", ...: the status of an answer. Constant. */
const char *results_status(const struct answer *answer);
/* The column names of the criteria in a wide table, each with its `_status` beside it; names and
 * list are owned by the caller. */
char **results_wide_names(const struct rubric *rubric);
/* Rebuild results/ratings.csv and results/texts.csv in the folder (0700 directory, 0600 files). */
bool results_rebuild(const struct session_data *data, struct err *err);

#endif
