#include "config.h"

#include "flow/verify_package.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/table.h"
#include "model/names.h"
#include "report/package.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Places of columns that the tables about a sheet share, and of those behind them. */
enum { SESSION = 0, PRINT = 3, ROUND = 5, RATER = 7, TARGET = 9, BEHIND = 11 };
enum { RATING_CRITERION = 11, RATING_STATUS, RATING_LEVEL, RATING_VALUE };
enum { CODE_PRINT = 2, CODE_VARIABLE, CODE_CRITERION, CODE_ENTRY, CODE_CODE, CODE_LEVEL };
#define WIDE_BEFORE 14 /* columns before the criteria */
#define SEP	    "\x1f"

struct rating {
	unsigned line;
	char *status, *value;
	bool seen; /* in a wide table */
};

struct checking {
	const char *path;
	struct verified *verified;
	struct names *fields; /* "file SEP place" and the name behind it */
	struct names *files;
	size_t *columns;	/* per file */
	struct names *codes;	/* "print SEP variable SEP criterion", missing values, criteria */
	struct names *criteria; /* "print SEP variable" by number: its criterion in `of` */
	char **of;
	struct names *keys; /* of ratings */
	struct rating *ratings;
	char **wide; /* header of the wide table at hand */
	size_t wide_count;
	const char *file; /* at hand */
	size_t expected;
	bool header, has_ratings;
};

static void differ(struct checking *checking, unsigned line, const char *what, const char *column)
{
	journal_problem_add(
		&checking->verified->faults, checking->file, line, "%s: %s", column, what);
}

/* A key of texts; owned by the names it goes into. */
static const char *key_of(struct buf *out, const char *const *parts, size_t count)
{
	buf_free(out);
	for (size_t i = 0; i < count; i++)
		buf_format(out, "%s" SEP, parts[i]);
	return buf_text(out);
}

/* --- datapackage.json ------------------------------------------------------------------------- */

static void take_field(void *context, const char *file, const char *name)
{
	struct checking *checking = context;
	size_t before = names_count(checking->files);
	uint32_t at = names_add(checking->files, file);
	struct buf text = BUF_EMPTY;

	if (at == before) {
		checking->columns =
			mem_grow(checking->columns, at, (size_t)at + 1, sizeof(*checking->columns));
		checking->columns[at] = 0;
	}
	buf_format(&text, "%s" SEP "%zu" SEP "%s", file, checking->columns[at]++, name);
	names_add(checking->fields, buf_text(&text));
	buf_free(&text);
}

static void check_header(struct checking *checking, const struct table_row *row)
{
	struct buf text = BUF_EMPTY;

	checking->header = true;
	if (row->count != checking->expected)
		differ(checking, row->line, _("not as many columns as datapackage.json says"),
			checking->file);
	for (size_t i = 0; i < row->count && i < checking->expected; i++) {
		buf_free(&text);
		buf_format(&text, "%s" SEP "%zu" SEP "%s", checking->file, i, row->fields[i]);
		if (names_find(checking->fields, buf_text(&text)) == NAMES_NONE)
			differ(checking, row->line,
				_("datapackage.json has another column in this place"),
				row->fields[i]);
	}
	buf_free(&text);
}

/* --- codebook, ratings, wide ------------------------------------------------------------------ */

static void take_code(struct checking *checking, const struct table_row *row)
{
	char *const *cells = row->fields;
	struct buf key = BUF_EMPTY;
	size_t before = names_count(checking->criteria);
	uint32_t at = names_add(checking->criteria,
		key_of(&key, (const char *[]){cells[CODE_PRINT], cells[CODE_VARIABLE]}, 2));

	if (at == before) {
		checking->of = mem_grow(checking->of, at, (size_t)at + 1, sizeof(*checking->of));
		checking->of[at] = mem_text(cells[CODE_CRITERION]);
	}
	names_add(checking->codes,
		key_of(&key, (const char *[]){cells[CODE_PRINT], cells[CODE_CRITERION]}, 2));
	if (strcmp(cells[CODE_ENTRY], "missing") == 0)
		names_add(checking->codes,
			key_of(&key,
				(const char *[]){cells[CODE_PRINT], cells[CODE_CRITERION],
					cells[CODE_LEVEL], cells[CODE_CODE]},
				4));
	buf_free(&key);
}

static const char *rating_key(struct buf *out, char *const *cells, const char *criterion)
{
	return key_of(out,
		(const char *[]){
			cells[SESSION], cells[ROUND], cells[RATER], cells[TARGET], criterion},
		5);
}

static void take_rating(struct checking *checking, const struct table_row *row)
{
	char *const *cells = row->fields;
	struct buf key = BUF_EMPTY;
	size_t before;
	uint32_t at;

	if (names_find(checking->codes,
		    key_of(&key, (const char *[]){cells[PRINT], cells[RATING_CRITERION]}, 2)) ==
		NAMES_NONE)
		differ(checking, row->line, _("the codebook does not have this criterion"),
			cells[RATING_CRITERION]);
	before = names_count(checking->keys);
	at = names_add(checking->keys, rating_key(&key, cells, cells[RATING_CRITERION]));
	buf_free(&key);
	if (strcmp(cells[ROUND], "consensus") == 0 && at != before)
		return; /* a group's, without a rater */
	if (at != before) {
		differ(checking, row->line, _("this answer is there twice"),
			cells[RATING_CRITERION]);
		return;
	}
	checking->ratings =
		mem_grow(checking->ratings, at, (size_t)at + 1, sizeof(*checking->ratings));
	checking->ratings[at] = (struct rating){row->line, mem_text(cells[RATING_STATUS]),
		mem_text(cells[RATING_VALUE]), strcmp(cells[ROUND], "consensus") == 0};
}

static void check_cell(struct checking *checking, const struct table_row *row, size_t column)
{
	char *const *cells = row->fields;
	const char *name = checking->wide[column], *value = cells[column],
		   *status = cells[column + 1];
	bool none = strcmp(status, "not_asked") == 0 || strcmp(status, "withheld") == 0;
	struct rating *rating = NULL;
	struct buf key = BUF_EMPTY;
	uint32_t of = names_find(
		checking->criteria, key_of(&key, (const char *[]){cells[PRINT], name}, 2));
	uint32_t at;

	if (of == NAMES_NONE) {
		differ(checking, row->line, _("the codebook does not have this variable"), name);
		buf_free(&key);
		return;
	}
	at = names_find(checking->keys, rating_key(&key, cells, checking->of[of]));
	if (at != NAMES_NONE) {
		rating = &checking->ratings[at];
		rating->seen = true;
	}
	if (!none && (rating == NULL || strcmp(rating->status, status) != 0 ||
			     (strcmp(status, "scored") == 0 && strcmp(rating->value, value) != 0)))
		differ(checking, row->line, _("ratings.csv says something else"), name);
	else if (!none && strcmp(status, "scored") != 0 && value[0] != '\0' &&
		 names_find(checking->codes,
			 key_of(&key,
				 (const char *[]){cells[PRINT], checking->of[of], status, value},
				 4)) == NAMES_NONE)
		differ(checking, row->line, _("the codebook does not have this missing value"),
			name);
	buf_free(&key);
}

static void take_wide(struct checking *checking, const struct table_row *row)
{
	for (size_t i = WIDE_BEFORE; i + 1 < row->count && checking->has_ratings; i += 2)
		check_cell(checking, row, i);
}

static void keep_header(struct checking *checking, const struct table_row *row)
{
	for (size_t i = 0; i < checking->wide_count; i++)
		free(checking->wide[i]);
	free(checking->wide);
	checking->wide = mem_new((row->count + 1) * sizeof(*checking->wide));
	checking->wide_count = row->count;
	for (size_t i = 0; i < row->count; i++)
		checking->wide[i] = mem_text(row->fields[i]);
}

static bool take_row(void *context, const struct table_row *row)
{
	struct checking *checking = context;

	if (!checking->header) {
		check_header(checking, row);
		keep_header(checking, row);
		return true;
	}
	checking->verified->records++;
	if (row->count != checking->expected || row->count != checking->wide_count)
		differ(checking, row->line, _("not as many cells as there are columns"),
			checking->file);
	else if (strcmp(checking->file, "codebook.csv") == 0 && row->count > CODE_LEVEL)
		take_code(checking, row);
	else if (strcmp(checking->file, "ratings.csv") == 0 && row->count > RATING_VALUE)
		take_rating(checking, row);
	else if (strncmp(checking->file, "wide_", 5) == 0)
		take_wide(checking, row);
	return true;
}

/* --- the tables ------------------------------------------------------------------------------- */

static void check_table(struct checking *checking, size_t at)
{
	struct buf path = BUF_EMPTY;
	struct faults faults;
	struct err err = ERR_OK;
	int fd;

	checking->file = names_text(checking->files, (uint32_t)at);
	checking->expected = checking->columns[at];
	checking->header = false;
	buf_format(&path, "%s/%s", checking->path, checking->file);
	faults_init(&faults, checking->file);
	/* a name out of the file: nothing outside of the folder */
	fd = strchr(checking->file, '/') != NULL
		     ? -1
		     : open(buf_text(&path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 || !table_stream(fd, take_row, checking, &faults, &err))
		differ(checking, 0, _("this table of the package cannot be read"), checking->file);
	if (fd >= 0)
		close(fd);
	for (size_t i = 0; i < faults.count; i++)
		differ(checking, faults.list[i].line, faults.list[i].message, checking->file);
	checking->verified->derived++;
	err_free(&err);
	faults_free(&faults);
	buf_free(&path);
}

/* The codebook before the ratings, the ratings before the rest. */
static void check_tables(struct checking *checking)
{
	uint32_t first[] = {names_find(checking->files, "codebook.csv"),
		names_find(checking->files, "ratings.csv")};

	checking->has_ratings = first[1] != NAMES_NONE;
	for (size_t i = 0; i < 2; i++)
		if (first[i] != NAMES_NONE)
			check_table(checking, first[i]);
	for (size_t i = 0; i < names_count(checking->files); i++)
		if (i != first[0] && i != first[1])
			check_table(checking, i);
	checking->file = "ratings.csv";
	for (size_t i = 0; i < names_count(checking->keys); i++)
		if (!checking->ratings[i].seen)
			differ(checking, checking->ratings[i].line,
				_("no wide table has this answer"), checking->file);
}

static void checking_free(struct checking *checking)
{
	for (size_t i = 0; i < names_count(checking->keys); i++) {
		free(checking->ratings[i].status);
		free(checking->ratings[i].value);
	}
	for (size_t i = 0; i < names_count(checking->criteria); i++)
		free(checking->of[i]);
	for (size_t i = 0; i < checking->wide_count; i++)
		free(checking->wide[i]);
	free(checking->wide);
	free(checking->ratings);
	free(checking->of);
	free(checking->columns);
	names_free(checking->fields);
	names_free(checking->files);
	names_free(checking->codes);
	names_free(checking->criteria);
	names_free(checking->keys);
}

bool verify_package(const char *path, struct verified *verified, struct err *err)
{
	struct checking checking = {.path = path,
		.verified = verified,
		.fields = names_new(),
		.files = names_new(),
		.codes = names_new(),
		.criteria = names_new(),
		.keys = names_new()};
	struct buf file = BUF_EMPTY;
	bool good;

	memset(verified, 0, sizeof(*verified));
	buf_format(&file, "%s/datapackage.json", path);
	good = package_json_read(buf_text(&file), take_field, &checking, err);
	if (good)
		check_tables(&checking);
	checking_free(&checking);
	buf_free(&file);
	return good;
}
