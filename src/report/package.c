/* The tables of a package: their rows, sessions and rubrics in them, and the files. */
#include "config.h"

#include "report/package.h"

#include "base/mem.h"
#include "files/table.h"
#include "report/package_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BOM "\xEF\xBB\xBF"

/* --- rows --------------------------------------------------------------------------------------
 */

static void next_cell(struct package_row *row)
{
	if (row->begun)
		buf_byte(row->out, row->delimiter);
	row->begun = true;
}

void package_cell(struct package_row *row, const char *text)
{
	next_cell(row);
	table_text_field(row->out, text, row->delimiter);
}

void package_plain(struct package_row *row, const char *text)
{
	next_cell(row);
	table_field(row->out, text, row->delimiter, false);
}

void package_count(struct package_row *row, size_t number)
{
	next_cell(row);
	buf_format(row->out, "%zu", number);
}

void package_end(struct package_row *row)
{
	buf_byte(row->out, '\n');
	row->begun = false;
}

/* --- sessions and rubrics ----------------------------------------------------------------------
 */

struct package_session *package_find_session(struct package *package, const char *id)
{
	for (size_t i = package->session_count; i > 0; i--)
		if (strcmp(package->sessions[i - 1].id, id) == 0)
			return &package->sessions[i - 1];
	return NULL;
}

struct package_session *package_add_session(struct package *package, const char *id, size_t rubric)
{
	size_t at = package->session_count++;

	package->sessions = mem_grow(package->sessions, at, at + 1, sizeof(*package->sessions));
	package->sessions[at] =
		(struct package_session){.id = mem_text(id), .rubric = rubric, .attested = true};
	return &package->sessions[at];
}

size_t package_add_rubric(struct package *package, const char *id, const char *version,
	const char *fingerprint, bool *fresh)
{
	size_t at = package->rubric_count;

	*fresh = false;
	for (size_t i = 0; i < at; i++)
		if (strcmp(package->rubrics[i].fingerprint, fingerprint) == 0)
			return i;
	*fresh = true;
	package->rubrics = mem_grow(package->rubrics, at, at + 1, sizeof(*package->rubrics));
	package->rubrics[at] = (struct package_rubric){.id = mem_text(id),
		.version = mem_text(version),
		.fingerprint = mem_text(fingerprint)};
	package->rubric_count++;
	return at;
}

static void free_rubric(struct package_rubric *rubric)
{
	for (size_t i = 0; i < rubric->code_count; i++) {
		struct package_code *code = &rubric->codes[i];
		char *all[] = {code->variable, code->criterion, code->entry, code->code,
			code->level, code->lang, code->text, code->reverse};

		for (size_t t = 0; t < sizeof(all) / sizeof(all[0]); t++)
			free(all[t]);
	}
	free(rubric->codes);
	free(rubric->id);
	free(rubric->version);
	free(rubric->fingerprint);
}

void package_free(struct package *package)
{
	for (size_t i = 0; i < package->rubric_count; i++)
		free_rubric(&package->rubrics[i]);
	for (size_t i = 0; i < package->session_count; i++) {
		free(package->sessions[i].id);
		for (size_t t = 0; t < PACKAGE_TABLES; t++)
			buf_free(&package->sessions[i].rows[t]);
	}
	free(package->rubrics);
	free(package->sessions);
	package->rubrics = NULL;
	package->sessions = NULL;
}

/* --- files -------------------------------------------------------------------------------------
 */

static int session_order(const void *left, const void *right, void *context)
{
	const struct package *package = context;

	return strcmp(package->sessions[*(const size_t *)left].id,
		package->sessions[*(const size_t *)right].id);
}

static int rubric_order(const void *left, const void *right, void *context)
{
	const struct package *package = context;
	const struct package_rubric *a = &package->rubrics[*(const size_t *)left],
				    *b = &package->rubrics[*(const size_t *)right];
	int order = strcmp(a->id, b->id);

	if (order == 0)
		order = strcmp(a->version, b->version);
	return order != 0 ? order : strcmp(a->fingerprint, b->fingerprint);
}

typedef int order_fn(const void *left, const void *right, void *context);

static size_t *in_order(size_t count, order_fn *order, struct package *package)
{
	size_t *list = mem_new((count + 1) * sizeof(*list));

	for (size_t i = 0; i < count; i++)
		list[i] = i;
	qsort_r(list, count, sizeof(*list), order, package);
	return list;
}

static struct buf *add_file(struct package_files *files, const char *name, const char *ending)
{
	struct buf full = BUF_EMPTY;

	buf_format(&full, "%s%s", name, ending);
	files->list = mem_grow(files->list, files->count, files->count + 1, sizeof(*files->list));
	files->list[files->count].name = buf_take(&full);
	return &files->list[files->count++].bytes;
}

static void head_cell(
	void *context, const struct package_column *column, const struct package_code *criterion)
{
	(void)criterion;
	package_plain(context, column->name);
}

static void add_codebook(
	struct buf *out, const struct package *package, const size_t *rubrics, size_t *rows)
{
	for (size_t r = 0; r < package->rubric_count; r++) {
		const struct package_rubric *rubric = &package->rubrics[rubrics[r]];

		for (size_t i = 0; i < rubric->code_count; i++) {
			const struct package_code *code = &rubric->codes[i];
			struct package_row row = {out, package->delimiter, false};

			package_cell(&row, rubric->id);
			package_cell(&row, rubric->version);
			package_cell(&row, rubric->fingerprint);
			package_cell(&row, code->variable);
			package_cell(&row, code->criterion);
			package_cell(&row, code->entry);
			package_plain(&row, code->code);
			package_cell(&row, code->level);
			package_cell(&row, code->lang);
			package_cell(&row, code->text);
			package_cell(&row, code->reverse);
			package_end(&row);
		}
		*rows += rubric->code_count;
	}
}

/* A table of the package that is about to be written, with the rows of all sessions. */
static void add_table(struct package_files *files, struct package_tables *tables,
	const struct package *package, struct package_written written, const size_t *sessions,
	const size_t *rubrics)
{
	struct buf *out = add_file(files, written.name, ".csv");
	struct package_row head = {out, package->delimiter, false};

	if (package->bom)
		buf_text_add(out, BOM);
	package_each_column(package, &written, head_cell, &head);
	package_end(&head);
	if (written.table == PACKAGE_CODEBOOK)
		add_codebook(out, package, rubrics, &written.rows);
	for (size_t i = 0; i < package->session_count; i++) {
		const struct package_session *session = &package->sessions[sessions[i]];

		if (written.table == PACKAGE_CODEBOOK ||
			(written.rubric != RUBRIC_NONE && session->rubric != written.rubric))
			continue;
		buf_add(out, buf_text(&session->rows[written.table]),
			session->rows[written.table].len);
		written.rows += session->counts[written.table];
	}
	tables->list =
		mem_grow(tables->list, tables->count, tables->count + 1, sizeof(*tables->list));
	tables->list[tables->count++] = written;
}

/* "wide_complextool", with the version's first digits behind it where two rubrics share an id. */
static void name_wide(struct package_written *written, const struct package *package)
{
	const struct package_rubric *rubric = &package->rubrics[written->rubric];
	size_t same = 0;

	for (size_t i = 0; i < package->rubric_count; i++)
		same += strcmp(package->rubrics[i].id, rubric->id) == 0;
	snprintf(written->name, sizeof(written->name), "wide_%.32s%s%.8s", rubric->id,
		same > 1 ? "_" : "", same > 1 ? rubric->fingerprint : "");
	for (char *at = written->name; *at != '\0'; at++)
		if (*at == '-')
			*at = '_';
}

static bool is_wanted(const struct package *package, enum package_table table)
{
	switch (table) {
	case PACKAGE_RATINGS: return !package->no_tidy;
	case PACKAGE_TEXTS: return package->notes;
	case PACKAGE_HISTORY: return package->history;
	case PACKAGE_WIDE: return false;
	default: return true;
	}
}

bool package_write(struct package *package, struct package_files *files)
{
	size_t *sessions = in_order(package->session_count, session_order, package);
	size_t *rubrics = in_order(package->rubric_count, rubric_order, package);
	struct package_tables tables = {NULL, 0};
	bool good;

	for (enum package_table t = 0; t < PACKAGE_TABLES; t++) {
		struct package_written written = {.table = t, .rubric = RUBRIC_NONE};

		snprintf(written.name, sizeof(written.name), "%s", package_table_name(t));
		if (is_wanted(package, t))
			add_table(files, &tables, package, written, sessions, rubrics);
		for (size_t r = 0; t == PACKAGE_WIDE && r < package->rubric_count; r++) {
			written.rubric = rubrics[r];
			name_wide(&written, package);
			add_table(files, &tables, package, written, sessions, rubrics);
		}
	}
	good = package_json(add_file(files, "datapackage", ".json"), package, &tables);
	package_load_r(add_file(files, "load", ".R"), package, &tables);
	package_load_py(add_file(files, "load", ".py"), package, &tables);
	package_load_sps(add_file(files, "load", ".sps"), package, &tables);
	package_load_sql(add_file(files, "load", ".sql"), package, &tables);
	package_readme(add_file(files, "README", ""), package, &tables);
	free(tables.list);
	free(sessions);
	free(rubrics);
	return good;
}

void package_files_free(struct package_files *files)
{
	for (size_t i = 0; i < files->count; i++) {
		free(files->list[i].name);
		buf_free(&files->list[i].bytes);
	}
	free(files->list);
	*files = (struct package_files){NULL, 0};
}
