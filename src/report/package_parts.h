/* What the package*.c files share; nobody else includes this. */
#ifndef PEIL_REPORT_PACKAGE_PARTS_H
#define PEIL_REPORT_PACKAGE_PARTS_H

#include "base/sink.h"
#include "report/package.h"

/* A table as it is written: its file, and where its columns come from. */
struct package_written {
	enum package_table table;
	size_t rubric; /* of a wide file; else RUBRIC_NONE */
	char name[80]; /* without .csv; a name in R, SPSS and SQL too */
	size_t rows;
};
struct package_tables {
	struct package_written *list;
	size_t count;
};

/* Criteria of a rubric, as columns: the nth title line in the language wanted, NULL past the end.
 */
const struct package_code *package_variable(const struct package_rubric *rubric, size_t nth);
/* The language of labels: the one asked for if the rubric has it, else "en", else its first. */
const char *package_lang(const struct package *package, const struct package_rubric *rubric);
/* Lines about a variable with this entry in the language: the nth after `from`; *from goes on. */
const struct package_code *package_next(const struct package_rubric *rubric, const char *variable,
	const char *entry, const char *lang, size_t *from);
/* Every column of a table, those of the criteria included. */
typedef void package_column_fn(
	void *context, const struct package_column *column, const struct package_code *criterion);
void package_each_column(const struct package *package, const struct package_written *written,
	package_column_fn *take, void *context);

/* The files beside the tables: what they are (frictionless data package), how R, Python, SPSS and
 * SQL load them, and what a reader must know. False when the JSON could not be made. */
bool package_json(
	struct buf *out, const struct package *package, const struct package_tables *tables);
void package_load_r(
	struct buf *out, const struct package *package, const struct package_tables *tables);
void package_load_py(
	struct buf *out, const struct package *package, const struct package_tables *tables);
void package_load_sps(
	struct buf *out, const struct package *package, const struct package_tables *tables);
void package_load_sql(
	struct buf *out, const struct package *package, const struct package_tables *tables);
void package_readme(
	struct buf *out, const struct package *package, const struct package_tables *tables);

#endif
