/* load.sps for SPSS and PSPP, load.sql for sqlite3. */
#include "config.h"

#include "base/text.h"
#include "report/package_parts.h"

#include <string.h>

#define LABEL_BYTES 120 /* of a value's label; SPSS cuts longer ones */
#define TITLE_BYTES 255

/* --- SPSS --------------------------------------------------------------------------------------
 */

/* A text between single quotes, on one line, at most `most` bytes. */
static void spss_text(struct buf *out, const char *text, size_t most)
{
	size_t len = strlen(text), end = 0;

	while (end < len) {
		size_t next = text_next(text, len, end);

		if (next > most)
			break;
		end = next;
	}
	buf_byte(out, '\'');
	for (size_t i = 0; i < end; i++) {
		if (text[i] == '\'')
			buf_byte(out, '\'');
		buf_byte(out, (unsigned char)text[i] < ' ' ? ' ' : text[i]);
	}
	buf_byte(out, '\'');
}

static void spss_column(
	void *context, const struct package_column *column, const struct package_code *criterion)
{
	struct buf *out = context;
	const char *width = "A80";

	if (column->type == PACKAGE_NUMBER || column->type == PACKAGE_WHOLE)
		width = "F8.2";
	else if (strcmp(column->name, "target") == 0)
		width = "A255";
	else if (strcmp(column->name, "group") == 0)
		width = "A255";
	(void)criterion;
	buf_format(out, "\n  %s %s", column->name, width);
}

static void spss_labels(struct buf *out, const struct package_rubric *rubric, const char *lang)
{
	static const char *const entries[] = {"level", "missing"};
	const struct package_code *variable, *code;

	for (size_t i = 0; (variable = package_variable(rubric, i)) != NULL; i++) {
		size_t from = 0;
		const char *name = variable->variable;
		const struct package_code *title = package_next(rubric, name, "title", lang, &from);

		buf_format(out, "VARIABLE LABELS %s ", name);
		spss_text(out, title != NULL ? title->text : variable->text, TITLE_BYTES);
		buf_format(out, ".\nVALUE LABELS %s", name);
		for (size_t e = 0; e < 2; e++) {
			from = 0;
			while ((code = package_next(rubric, name, entries[e], lang, &from)) !=
				NULL) {
				buf_format(out, "\n  %s ", code->code);
				spss_text(out, code->text, LABEL_BYTES);
			}
		}
		buf_format(out, ".\nMISSING VALUES %s (", name);
		from = 0;
		for (size_t m = 0; (code = package_next(rubric, name, "missing", lang, &from)); m++)
			buf_format(out, "%s%s", m > 0 ? ", " : "", code->code);
		buf_text_add(out, ").\n");
	}
}

static void spss_table(
	struct buf *out, const struct package *package, const struct package_written *written)
{
	const struct package_rubric *rubric = &package->rubrics[written->rubric];

	buf_format(out,
		"\nFILE HANDLE file_%s /NAME='%s.csv'.\n"
		"GET DATA /TYPE=TXT /FILE=file_%s /ARRANGEMENT=DELIMITED /FIRSTCASE=2\n"
		"  /DELIMITERS=\"%s\" /QUALIFIER='\"' /VARIABLES=",
		written->name, written->name, written->name,
		package->delimiter == '\t' ? "\\t" : (char[]){package->delimiter, '\0'});
	package_each_column(package, written, spss_column, out);
	buf_text_add(out, ".\n");
	spss_labels(out, rubric, package_lang(package, rubric));
	buf_format(out, "DATASET NAME %s.\n", written->name);
}

void package_load_sps(
	struct buf *out, const struct package *package, const struct package_tables *tables)
{
	buf_text_add(out,
		"* Encoding: UTF-8.\n"
		"* The wide tables of this data package, one dataset for each rubric.\n"
		"* Edit the file handles where this is not run in the package's own folder.\n"
		"SET DECIMAL=DOT.\n");
	for (size_t i = 0; i < tables->count; i++)
		if (tables->list[i].rubric != RUBRIC_NONE)
			spss_table(out, package, &tables->list[i]);
}

/* --- SQL ---------------------------------------------------------------------------------------
 */

struct naming {
	struct buf *out;
	bool begun;
};

static void sql_column(
	void *context, const struct package_column *column, const struct package_code *criterion)
{
	struct naming *naming = context;

	(void)criterion;
	buf_format(naming->out, "%s\n\t\"%s\" %s", naming->begun ? "," : "", column->name,
		column->type == PACKAGE_NUMBER	? "REAL"
		: column->type == PACKAGE_WHOLE ? "INTEGER"
						: "TEXT");
	naming->begun = true;
}

struct clearing {
	struct buf *out;
	const char *table;
	const struct package_rubric *rubric;
};

/* Empty cells, and in the criteria of a wide table the missing codes, are NULL. */
static void sql_clear(
	void *context, const struct package_column *column, const struct package_code *criterion)
{
	struct clearing *clearing = context;
	const struct package_code *code;
	size_t from = 0;

	buf_format(clearing->out, "UPDATE \"%s\" SET \"%s\" = NULL WHERE \"%s\" IN (''",
		clearing->table, column->name, column->name);
	if (criterion != NULL)
		while ((code = package_next(clearing->rubric, criterion->variable, "missing",
				criterion->lang, &from)) != NULL)
			buf_format(clearing->out, ", %s", code->code);
	buf_text_add(clearing->out, ");\n");
}

void package_load_sql(
	struct buf *out, const struct package *package, const struct package_tables *tables)
{
	buf_format(out,
		"-- Run in the package's folder:  sqlite3 peil.db <load.sql\n"
		".mode csv\n.separator \"%s\" \"\\n\"\n",
		package->delimiter == '\t' ? "\\t" : (char[]){package->delimiter, '\0'});
	for (size_t i = 0; i < tables->count; i++) {
		const struct package_written *written = &tables->list[i];
		struct naming naming = {out, false};
		struct clearing clearing = {out, written->name,
			written->rubric != RUBRIC_NONE ? &package->rubrics[written->rubric] : NULL};

		buf_format(out, "CREATE TABLE \"%s\" (", written->name);
		package_each_column(package, written, sql_column, &naming);
		buf_format(out, "\n);\n.import --skip 1 %s.csv %s\n", written->name, written->name);
		package_each_column(package, written, sql_clear, &clearing);
	}
}
