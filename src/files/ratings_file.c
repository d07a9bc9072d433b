#include "config.h"

#include "files/ratings_file.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/table.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define NO_COLUMN ((size_t)-1)

static const char *const NAMES[RATINGS_COLUMNS] = {
	[RATINGS_GROUP] = "group",
	[RATINGS_RATER] = "rater",
	[RATINGS_TARGET] = "target",
	[RATINGS_CRITERION] = "criterion",
	[RATINGS_VALUE] = "value",
	[RATINGS_STATUS] = "status",
	[RATINGS_ROUND] = "round",
};

struct reader {
	struct ratings *ratings;
	const struct ratings_reading *reading;
	struct faults *faults;
	size_t column[RATINGS_COLUMNS]; /* NO_COLUMN where the table has none */
	size_t columns, first_row;	/* rows before this one came from other files */
	bool header, own;
};

const char *ratings_column_name(enum ratings_column column)
{
	return NAMES[column];
}

static char *trim(char *text)
{
	size_t len;

	while (*text == ' ' || *text == '\t')
		text++;
	len = strlen(text);
	while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
		text[--len] = '\0';
	return text;
}

static bool full(const struct faults *faults)
{
	return faults->errors >= TABLE_FAULTS_MAX;
}

static size_t find_column(const struct table_row *row, const char *name)
{
	for (size_t i = 0; i < row->count; i++)
		if (strcasecmp(trim(row->fields[i]), name) == 0)
			return i;
	return NO_COLUMN;
}

static void fault_missing_column(struct reader *reader, unsigned line, const char *name)
{
	struct buf hint = BUF_EMPTY;

	buf_format(&hint, _("add the column, or say what it is called: --column %s=NAME"), name);
	faults_add(reader->faults, FAULT_ERROR, line, 0, buf_text(&hint),
		_("there is no column %s"), name);
	buf_free(&hint);
}

/* Where the columns are. False when the table cannot be read at all. */
static bool read_header(struct reader *reader, const struct table_row *row)
{
	const struct ratings_reading *reading = reader->reading;
	size_t before = reader->faults->errors;

	reader->header = true;
	reader->columns = row->count;
	reader->own = find_column(row, "rubric_fingerprint") != NO_COLUMN &&
		      find_column(row, "round") != NO_COLUMN;
	for (size_t c = 0; c < RATINGS_COLUMNS; c++) {
		const char *name = reading->names[c] ? reading->names[c] : NAMES[c];
		bool needed = c == RATINGS_RATER || c == RATINGS_TARGET || c == RATINGS_VALUE ||
			      (c == RATINGS_ROUND && reading->round) || reading->names[c];
		reader->column[c] = find_column(row, name);
		if (reader->column[c] == NO_COLUMN && needed)
			fault_missing_column(
				reader, row->line, reading->names[c] ? name : NAMES[c]);
	}
	if (!reading->round && !reader->own)
		reader->column[RATINGS_ROUND] = NO_COLUMN;
	return reader->faults->errors == before;
}

/* One digit in no time; anything else through base/decimal. */
bool ratings_number(char *text, char delimiter, double *value)
{
	char *comma;

	if (text[0] >= '0' && text[0] <= '9' && text[1] == '\0') {
		*value = text[0] - '0';
		return true;
	}
	comma = delimiter != ',' && strchr(text, '.') == NULL ? strchr(text, ',') : NULL;
	if (comma != NULL)
		*comma = '.';
	return decimal_parse(text, value);
}

bool ratings_is_level(const struct ratings_reading *reading, double value)
{
	for (size_t i = 0; i < reading->level_count; i++)
		if (reading->levels[i] == value)
			return true;
	return reading->levels == NULL;
}

static bool read_value(
	struct reader *reader, const struct table_row *row, const char *status, double *value)
{
	char *text = trim(row->fields[reader->column[RATINGS_VALUE]]);

	*value = NAN;
	if (*text == '\0' || strcmp(text, "NA") == 0 || (status && strcmp(status, "scored") != 0))
		return true;
	if (!ratings_number(text, row->delimiter, value)) {
		const char *hint = strchr(text, ',') != NULL
					   ? _("write decimals with a point")
					   : _("a number such as 3 or 1.75; leave a missing value "
					       "empty or write NA");
		faults_add(reader->faults, FAULT_ERROR, row->line, 0, hint,
			_("the value \"%s\" is not a number"), text);
		return false;
	}
	if (!ratings_is_level(reader->reading, *value)) {
		faults_add(reader->faults, FAULT_ERROR, row->line, 0,
			_("declare all levels with --levels, or mend the value"),
			_("the value %s is not one of the declared levels"), text);
		return false;
	}
	return true;
}

/* A name as it is kept, or NULL with a fault. */
static const char *read_name(
	struct reader *reader, const struct table_row *row, enum ratings_column column)
{
	char *text = trim(row->fields[reader->column[column]]);

	if (text_valid(text, strlen(text)) != strlen(text)) {
		faults_add(reader->faults, FAULT_ERROR, row->line, 0, _("save the table in UTF-8"),
			_("the %s is not UTF-8"), NAMES[column]);
		return NULL;
	}
	table_unguard(text);
	if (*text == '\0' && column != RATINGS_GROUP) {
		faults_add(reader->faults, FAULT_ERROR, row->line, 0, NULL, _("the %s is empty"),
			NAMES[column]);
		return NULL;
	}
	return text;
}

static void fault_twice(struct reader *reader, const struct table_row *row, size_t earlier,
	const char *rater, const char *target)
{
	const char *hint = _("keep one of them; or give the column that tells them apart: --column "
			     "group=NAME");

	if (earlier >= reader->first_row)
		faults_add(reader->faults, FAULT_ERROR, row->line, 0, hint,
			_("%s rates %s a second time, first in line %u"), rater, target,
			reader->ratings->rows[earlier].line);
	else
		faults_add(reader->faults, FAULT_ERROR, row->line, 0, hint,
			_("%s rates %s a second time, first in another file"), rater, target);
}

static void add_row(struct reader *reader, const struct table_row *row)
{
	const size_t *at = reader->column;
	const char *status =
		at[RATINGS_STATUS] != NO_COLUMN ? trim(row->fields[at[RATINGS_STATUS]]) : NULL;
	const char *round = reader->reading->round ? reader->reading->round : "1";
	size_t earlier;
	double value;

	if (at[RATINGS_ROUND] != NO_COLUMN &&
		strcmp(trim(row->fields[at[RATINGS_ROUND]]), round) != 0)
		return;
	const char *group = at[RATINGS_GROUP] != NO_COLUMN ? read_name(reader, row, RATINGS_GROUP)
							   : RATINGS_NO_GROUP;
	const char *rater = read_name(reader, row, RATINGS_RATER);
	const char *target = read_name(reader, row, RATINGS_TARGET);
	const char *criterion = at[RATINGS_CRITERION] != NO_COLUMN
					? read_name(reader, row, RATINGS_CRITERION)
					: RATINGS_ONE;
	if (!read_value(reader, row, status, &value) || !group || !rater || !target || !criterion)
		return;
	if (!ratings_add(
		    reader->ratings, group, rater, target, criterion, value, row->line, &earlier))
		fault_twice(reader, row, earlier, rater, target);
}

static bool is_blank(const struct table_row *row)
{
	return row->count == 1 && *trim(row->fields[0]) == '\0';
}

static bool take_row(void *context, const struct table_row *row)
{
	struct reader *reader = context;

	if (is_blank(row))
		return true;
	if (!reader->header)
		return read_header(reader, row);
	if (row->count != reader->columns)
		faults_add(reader->faults, FAULT_ERROR, row->line, 0,
			_("look for a delimiter or a quote too many or too few"),
			_("%zu columns where the header has %zu"), row->count, reader->columns);
	else
		add_row(reader, row);
	return !full(reader->faults);
}

/* Read `path` row by row; "-" is standard input. */
static bool stream_file(
	const char *path, table_row_fn *take, void *context, struct faults *faults, struct err *err)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0)
		return err_errno(err, ERR_INPUT, path, errno, _("cannot open this file"));
	bool good = table_stream(fd, take, context, faults, err);
	if (!standard)
		close(fd);
	if (full(faults))
		faults_add(faults, FAULT_WARNING, 0, 0, NULL,
			_("too many faults: the rest was not read"));
	return good;
}

bool ratings_file_read(struct ratings *ratings, const char *path,
	const struct ratings_reading *reading, bool *own, struct faults *faults, struct err *err)
{
	struct reader reader = {.ratings = ratings,
		.reading = reading,
		.faults = faults,
		.first_row = ratings->row_count};

	if (!stream_file(path, take_row, &reader, faults, err))
		return false;
	if (!reader.header && faults->errors == 0)
		faults_add(faults, FAULT_ERROR, 1, 0,
			_("a table starts with a line such as rater,target,value"),
			_("there is no header"));
	*own = reader.own;
	return true;
}

/* --- marks per group -------------------------------------------------------------------------- */

struct marks {
	struct names *groups;
	struct faults *faults;
	double *list;
	size_t count, columns, group, mark;
	bool header;
};

static bool read_marks_header(struct marks *marks, const struct table_row *row)
{
	marks->header = true;
	marks->columns = row->count;
	marks->group = find_column(row, "group");
	marks->mark = find_column(row, "mark");
	if (marks->group != NO_COLUMN && marks->mark != NO_COLUMN)
		return true;
	faults_add(marks->faults, FAULT_ERROR, row->line, 0, _("the first line is group,mark"),
		_("there is no column %s"), marks->group == NO_COLUMN ? "group" : "mark");
	return false;
}

static bool take_mark(void *context, const struct table_row *row)
{
	struct marks *marks = context;
	double mark;

	if (is_blank(row))
		return true;
	if (!marks->header)
		return read_marks_header(marks, row);
	if (row->count != marks->columns) {
		faults_add(marks->faults, FAULT_ERROR, row->line, 0, NULL,
			_("%zu columns where the header has %zu"), row->count, marks->columns);
		return !full(marks->faults);
	}
	char *name = trim(row->fields[marks->group]), *text = trim(row->fields[marks->mark]);
	table_unguard(name);
	uint32_t group = names_find(marks->groups, name);
	if (group == NAMES_NONE)
		faults_add(marks->faults, FAULT_WARNING, row->line, 0, NULL,
			_("nobody in the ratings is in group %s"), name);
	else if (!ratings_number(text, row->delimiter, &mark))
		faults_add(marks->faults, FAULT_ERROR, row->line, 0, NULL,
			_("the mark \"%s\" is not a number"), text);
	else if (!isnan(marks->list[group]))
		faults_add(marks->faults, FAULT_ERROR, row->line, 0, NULL,
			_("group %s has a mark already"), name);
	else
		marks->list[group] = mark;
	return !full(marks->faults);
}

double *ratings_file_marks(
	const char *path, struct names *groups, struct faults *faults, struct err *err)
{
	struct marks marks = {.groups = groups, .faults = faults, .count = names_count(groups)};

	marks.list = mem_grow(NULL, 0, marks.count, sizeof(double));
	for (size_t i = 0; i < marks.count; i++)
		marks.list[i] = NAN;
	if (!stream_file(path, take_mark, &marks, faults, err)) {
		free(marks.list);
		return NULL;
	}
	return marks.list;
}
