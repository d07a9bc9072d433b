/* Ratings from any CSV table (formats.md section 4) into the neutral table. */
#ifndef PEIL_FILES_RATINGS_FILE_H
#define PEIL_FILES_RATINGS_FILE_H

#include "base/err.h"
#include "model/ratings.h"

enum ratings_column {
	RATINGS_GROUP,
	RATINGS_RATER,
	RATINGS_TARGET,
	RATINGS_CRITERION,
	RATINGS_VALUE,
	RATINGS_STATUS,
	RATINGS_ROUND,
	RATINGS_COLUMNS
};

struct ratings_reading {
	const char *names[RATINGS_COLUMNS]; /* what the table calls a column; NULL: our own name */
	const double *levels;		    /* the only values there may be, rising; NULL: any */
	size_t level_count;
	const char *round; /* only rows of this round; NULL: all, and round 1 in peil's own tables
			    */
};

/* The name of a column, constant: "rater", ... */
const char *ratings_column_name(enum ratings_column column);
/* Add the rows of `path`. Header names in any case. An empty value, `NA` and a status other than
 * `scored` are missing. Numbers with a point; with a comma as well where columns are separated by
 * semicolons or tabs. *own tells whether it is a table that peil wrote. All faults are listed;
 * false with *err when the file cannot be read. Rows are worth nothing when there are errors. */
bool ratings_file_read(struct ratings *ratings, const char *path,
	const struct ratings_reading *reading, bool *own, struct faults *faults, struct err *err);
/* A number as a cell has it: with a decimal comma too, where `delimiter` is another sign. False
 * when it is none. The text may be changed. */
bool ratings_number(char *text, char delimiter, double *value);
/* Whether it is one of the declared levels; anything is, where none are declared. */
bool ratings_is_level(const struct ratings_reading *reading, double value);
/* Marks per group, header `group,mark`: *groups (numbers as in `names`) get marks[number]; NaN
 * where none was given. The array is owned by the caller and has names_count(names) members. */
double *ratings_file_marks(
	const char *path, struct names *groups, struct faults *faults, struct err *err);

#endif
