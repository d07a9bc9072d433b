/* load.R and load.py: the tables in one line. */
#include "config.h"

#include "report/package_parts.h"

#include <string.h>

/* A text as a string between double quotes; R and Python take the same escapes. */
static void quoted(struct buf *out, const char *text)
{
	buf_byte(out, '"');
	for (; *text != '\0'; text++) {
		unsigned char byte = (unsigned char)*text;

		if (byte == '"' || byte == '\\')
			buf_byte(out, '\\');
		buf_byte(out, byte < ' ' || byte == 127 ? ' ' : *text);
	}
	buf_byte(out, '"');
}

struct listing {
	struct buf *out;
	bool begun;
	enum package_type only;
};

/* name = "character", ... */
static void take_class(
	void *context, const struct package_column *column, const struct package_code *criterion)
{
	struct listing *list = context;

	(void)criterion;
	buf_text_add(list->out, list->begun ? ", " : "");
	quoted(list->out, column->name);
	buf_format(list->out, " = \"%s\"",
		column->type == PACKAGE_NUMBER	? "numeric"
		: column->type == PACKAGE_WHOLE ? "integer"
						: "character");
	list->begun = true;
}

static void take_name(
	void *context, const struct package_column *column, const struct package_code *criterion)
{
	struct listing *list = context;

	(void)criterion;
	if (column->type != list->only)
		return;
	buf_text_add(list->out, list->begun ? ", " : "");
	quoted(list->out, column->name);
	list->begun = true;
}

/* --- R -----------------------------------------------------------------------------------------
 */

static const char R_HEAD[] =
	"# Reads this data package:  source(\"load.R\")\n"
	"# From elsewhere:  peil_dir <- \"path/to/package\"; source(file.path(peil_dir, "
	"\"load.R\"))\n"
	"# Afterwards there is a data frame for each table: ratings (one row an answer), "
	"wide_<rubric> (one\n"
	"# row a form, missing codes turned into NA, the reason in <criterion>_status), sheets, "
	"people,\n"
	"# sessions and codebook. attr(x, \"label\") and attr(x, \"labels\") say what a column "
	"means.\n"
	"if (!exists(\"peil_dir\")) peil_dir <- \".\"\n"
	"peil_read <- function(name, types) {\n";

static const char R_TAIL[] =
	"\t# A text that a spreadsheet would run as a formula has one ' before it.\n"
	"\tfor (column in names(x)) if (is.character(x[[column]])) {\n"
	"\t\tEncoding(x[[column]]) <- \"UTF-8\"\n"
	"\t\tx[[column]] <- sub(\"^'(?=[-=+@\\t\\r']|\\uff1d|\\uff0b|\\uff0d|\\uff20|\\uff07)\", "
	"\"\", x[[column]], perl = TRUE)\n"
	"\t}\n"
	"\tx\n"
	"}\n"
	"peil_variable <- function(x, missing, label, labels) {\n"
	"\tx[x %in% missing] <- NA\n"
	"\tattr(x, \"label\") <- label\n"
	"\tattr(x, \"labels\") <- labels\n"
	"\tx\n"
	"}\n";

static void r_numbers(struct buf *out, const struct package_rubric *rubric, const char *variable,
	const char *entry, const char *lang, bool names)
{
	const struct package_code *code;
	size_t from = 0;
	bool begun = false;

	buf_text_add(out, "c(");
	while ((code = package_next(rubric, variable, entry, lang, &from)) != NULL) {
		buf_text_add(out, begun ? ", " : "");
		if (names) {
			quoted(out, code->text);
			buf_text_add(out, " = ");
		}
		buf_text_add(out, code->code);
		begun = true;
	}
	buf_byte(out, ')');
}

static void r_variables(
	struct buf *out, const struct package *package, const struct package_written *written)
{
	const struct package_rubric *rubric = &package->rubrics[written->rubric];
	const char *lang = package_lang(package, rubric);
	const struct package_code *variable;

	for (size_t i = 0; (variable = package_variable(rubric, i)) != NULL; i++) {
		size_t from = 0;
		const struct package_code *title =
			package_next(rubric, variable->variable, "title", lang, &from);

		buf_format(out, "%s$%s <- peil_variable(%s$%s, ", written->name, variable->variable,
			written->name, variable->variable);
		r_numbers(out, rubric, variable->variable, "missing", lang, false);
		buf_text_add(out, ", ");
		quoted(out, title != NULL ? title->text : variable->text);
		buf_text_add(out, ", ");
		r_numbers(out, rubric, variable->variable, "level", lang, true);
		buf_text_add(out, ")\n");
	}
}

void package_load_r(
	struct buf *out, const struct package *package, const struct package_tables *tables)
{
	buf_text_add(out, R_HEAD);
	buf_format(out,
		"\tx <- read.table(file.path(peil_dir, name), header = TRUE, sep = \"%s\", quote = "
		"\"\\\"\", dec = \".\",\n\t\tcolClasses = types, na.strings = \"\", comment.char = "
		"\"\", check.names = FALSE,\n\t\tstringsAsFactors = FALSE, %s = \"UTF-8%s\")\n",
		package->delimiter == '\t' ? "\\t" : (char[]){package->delimiter, '\0'},
		package->bom ? "fileEncoding" : "encoding", package->bom ? "-BOM" : "");
	buf_text_add(out, R_TAIL);
	for (size_t i = 0; i < tables->count; i++) {
		struct listing list = {out, false, PACKAGE_TEXT};

		buf_format(out, "%s <- peil_read(\"%s.csv\", c(", tables->list[i].name,
			tables->list[i].name);
		package_each_column(package, &tables->list[i], take_class, &list);
		buf_text_add(out, "))\n");
		if (tables->list[i].rubric != RUBRIC_NONE)
			r_variables(out, package, &tables->list[i]);
	}
}

/* --- Python ------------------------------------------------------------------------------------
 */

static const char PY_HEAD[] =
	"\"\"\"Reads this data package.\n\n"
	"    from load import load\n"
	"    tables = load()\n"
	"    tables[\"ratings\"]\n\n"
	"A table is a pandas DataFrame where pandas is installed, else a list of dictionaries. "
	"Missing values\n"
	"are None (NaN in pandas); in the wide tables the reason stands in <criterion>_status.\n"
	"\"\"\"\n"
	"import csv\nimport os\n\n";

static const char PY_TAIL[] =
	"\n\ndef _text(cell):\n"
	"    # A text that a spreadsheet would run as a formula has one ' before it.\n"
	"    guarded = len(cell) > 1 and cell[0] == \"'\" and cell[1] in "
	"\"=+-@\\t\\r'\\uff1d\\uff0b\\uff0d\\uff20\\uff07\"\n"
	"    return cell[1:] if guarded else cell\n"
	"\n\ndef read(folder, name):\n"
	"    table = TABLES[name]\n"
	"    rows = []\n"
	"    with open(os.path.join(folder, name + \".csv\"), encoding=\"utf-8-sig\", "
	"newline=\"\") "
	"as file:\n"
	"        for row in csv.DictReader(file, delimiter=DELIMITER):\n"
	"            for column, cell in row.items():\n"
	"                if cell == \"\" or (column in table[\"criteria\"] and cell in "
	"table[\"missing\"]):\n"
	"                    row[column] = None\n"
	"                elif column in table[\"number\"]:\n"
	"                    row[column] = float(cell)\n"
	"                elif column in table[\"whole\"]:\n"
	"                    row[column] = int(cell)\n"
	"                else:\n"
	"                    row[column] = _text(cell)\n"
	"            rows.append(row)\n"
	"    return rows\n"
	"\n\ndef load(folder=None, frames=True):\n"
	"    folder = folder or os.path.dirname(os.path.abspath(__file__))\n"
	"    tables = {name: read(folder, name) for name in TABLES}\n"
	"    if frames:\n"
	"        try:\n"
	"            import pandas\n"
	"        except ImportError:\n"
	"            return tables\n"
	"        tables = {name: pandas.DataFrame(rows) for name, rows in tables.items()}\n"
	"    return tables\n"
	"\n\nif __name__ == \"__main__\":\n"
	"    for name, rows in load(frames=False).items():\n"
	"        print(name, len(rows))\n";

static void py_names(struct buf *out, const struct package *package,
	const struct package_written *written, enum package_type type)
{
	struct listing list = {out, false, type};

	package_each_column(package, written, take_name, &list);
}

static void py_table(
	struct buf *out, const struct package *package, const struct package_written *written)
{
	const struct package_rubric *rubric =
		written->rubric != RUBRIC_NONE ? &package->rubrics[written->rubric] : NULL;
	const struct package_code *code;
	size_t from = 0;

	buf_format(out, "    \"%s\": {\n        \"number\": [", written->name);
	py_names(out, package, written, PACKAGE_NUMBER);
	buf_text_add(out, "],\n        \"whole\": [");
	py_names(out, package, written, PACKAGE_WHOLE);
	buf_text_add(out, "],\n        \"criteria\": [");
	if (rubric != NULL)
		py_names(out, package, written, PACKAGE_NUMBER);
	buf_text_add(out, "],\n        \"missing\": [");
	if (rubric != NULL && rubric->code_count > 0)
		while ((code = package_next(rubric, rubric->codes[0].variable, "missing",
				rubric->codes[0].lang, &from)) != NULL)
			buf_format(out, "\"%s\", ", code->code);
	buf_text_add(out, "],\n    },\n");
}

void package_load_py(
	struct buf *out, const struct package *package, const struct package_tables *tables)
{
	buf_text_add(out, PY_HEAD);
	buf_format(out, "DELIMITER = \"%s\"\nTABLES = {\n",
		package->delimiter == '\t' ? "\\t" : (char[]){package->delimiter, '\0'});
	for (size_t i = 0; i < tables->count; i++)
		py_table(out, package, &tables->list[i]);
	buf_text_add(out, "}\n");
	buf_text_add(out, PY_TAIL);
}
