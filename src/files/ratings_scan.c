#include "config.h"
#include "files/ratings_scan.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define NO_COLUMN ((size_t)-1)

/* Where a part counts; the criterion of the row before is likely the next one's neighbour. */
struct part {
	struct cells *cells;
	uint32_t target, criterion;
	char *target_text; /* of the row before; owned */
	size_t target_room;
};

struct counting {
	const struct ratings_reading *reading;
	size_t column[RATINGS_COLUMNS];
	bool own;
	struct part parts[TABLE_PARTS_MAX];
};

static size_t find_column(const struct table_row *row, const char *name)
{
	for (size_t i = 0; i < row->count; i++)
		if (strcasecmp(row->fields[i], name) == 0)
			return i;
	return NO_COLUMN;
}

static bool take_header(void *context, const struct table_row *row, bool wanted[TABLE_FIELDS_MAX],
	struct faults *faults)
{
	struct counting *counting = context;
	const struct ratings_reading *reading = counting->reading;
	bool good = true;

	counting->own = find_column(row, "rubric_fingerprint") != NO_COLUMN;
	for (enum ratings_column c = 0; c < RATINGS_COLUMNS; c++) {
		const char *ours = ratings_column_name(c);
		const char *name = reading->names[c] != NULL ? reading->names[c] : ours;
		bool needed = c == RATINGS_TARGET || c == RATINGS_VALUE ||
			      reading->names[c] != NULL || (c == RATINGS_ROUND && reading->round);

		counting->column[c] = find_column(row, name);
		if (counting->column[c] == NO_COLUMN && needed) {
			struct buf hint = BUF_EMPTY;

			buf_format(&hint,
				_("add the column, or say what it is called: --column %s=NAME"),
				ours);
			faults_add(faults, FAULT_ERROR, 1, 0, buf_text(&hint),
				_("there is no column %s"), name);
			buf_free(&hint);
			good = false;
		}
	}
	if (reading->round == NULL && !counting->own)
		counting->column[RATINGS_ROUND] = NO_COLUMN;
	counting->column[RATINGS_RATER] = counting->column[RATINGS_GROUP] = NO_COLUMN;
	for (size_t c = 0; c < RATINGS_COLUMNS; c++)
		if (counting->column[c] != NO_COLUMN)
			wanted[counting->column[c]] = true;
	return good;
}

static char *field(
	const struct counting *counting, const struct table_row *row, enum ratings_column column)
{
	return counting->column[column] != NO_COLUMN ? row->fields[counting->column[column]] : NULL;
}

static bool refuse(
	struct faults *faults, const struct table_row *row, const char *hint, const char *message)
{
	if (faults != NULL)
		faults_add(faults, FAULT_ERROR, row->line, 0, hint, "%s", message);
	return false;
}

/* The same name as in the row before is not looked up. */
static uint32_t target_of(struct part *part, const char *text)
{
	size_t len;

	if (part->target_text != NULL && strcmp(part->target_text, text) == 0)
		return part->target;
	len = strlen(text) + 1;
	if (part->target_room < len) {
		part->target_room = 2 * len;
		free(part->target_text);
		part->target_text = mem_new(part->target_room);
	}
	memcpy(part->target_text, text, len);
	part->target = names_add(part->cells->targets, text);
	return part->target;
}

static uint32_t criterion_of(struct part *part, const char *text)
{
	uint32_t count = (uint32_t)names_count(part->cells->criteria);

	if (count > 0) {
		uint32_t next = part->criterion + 1 < count ? part->criterion + 1 : 0;

		if (strcmp(names_text(part->cells->criteria, next), text) == 0)
			return part->criterion = next;
	}
	return part->criterion = names_add(part->cells->criteria, text);
}

static enum cells_none none_of(const char *status)
{
	if (strcmp(status, "unknown") == 0)
		return CELLS_UNKNOWN;
	return strcmp(status, "not_applicable") == 0 ? CELLS_NOT_APPLICABLE : CELLS_UNANSWERED;
}

static bool take(void *context, size_t nth, const struct table_row *row, struct faults *faults)
{
	struct counting *counting = context;
	struct part *part = &counting->parts[nth];
	char *target = field(counting, row, RATINGS_TARGET);
	char *value = field(counting, row, RATINGS_VALUE);
	char *criterion = field(counting, row, RATINGS_CRITERION);
	const char *status = field(counting, row, RATINGS_STATUS);
	const char *round = field(counting, row, RATINGS_ROUND);
	bool scored = status == NULL || strcmp(status, "scored") == 0;
	double number_given = 0;
	uint32_t at;

	if (round != NULL &&
		strcmp(round, counting->reading->round != NULL ? counting->reading->round : "1") !=
			0)
		return true;
	table_unguard(target);
	if (target[0] == '\0' || (criterion != NULL && criterion[0] == '\0'))
		return refuse(faults, row, NULL, _("the target or the criterion is empty"));
	if (scored && value[0] != '\0' && strcmp(value, "NA") != 0) {
		if (!ratings_number(value, row->delimiter, &number_given))
			return refuse(faults, row,
				_("a number such as 3 or 1.75; leave a missing value empty or "
				  "write NA"),
				_("the value is not a number"));
		if (!ratings_is_level(counting->reading, number_given))
			return refuse(faults, row,
				_("declare all levels with --levels, or mend the value"),
				_("the value is not one of the declared levels"));
	} else {
		scored = false;
	}
	at = target_of(part, target);
	if (scored)
		cells_add(part->cells, at, criterion_of(part, criterion ? criterion : RATINGS_ONE),
			number_given);
	else
		cells_add_none(part->cells, at,
			criterion_of(part, criterion ? criterion : RATINGS_ONE),
			none_of(status != NULL ? status : ""));
	return true;
}

static void forget(void *context, size_t nth)
{
	struct part *part = &((struct counting *)context)->parts[nth];

	cells_free(part->cells);
	part->cells = cells_new();
	if (part->target_text != NULL)
		part->target_text[0] = '\0';
}

bool ratings_scan(struct cells *cells, const char *path, const struct ratings_reading *reading,
	struct faults *faults, struct err *err)
{
	static const struct table_scan scan = {take_header, take, forget, 0};
	struct counting counting = {.reading = reading};
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	bool good;

	for (size_t i = 0; i < TABLE_PARTS_MAX; i++)
		counting.parts[i].cells = i == 0 ? cells : cells_new();
	if (fd < 0)
		good = err_errno(err, ERR_INPUT, path, errno, _("cannot open this file"));
	else if (!table_can_scan(fd))
		good = err_set(err, ERR_INPUT, path, _("this is not an ordinary file"));
	else
		good = table_scan(fd, &scan, &counting, faults, err);
	if (fd >= 0)
		close(fd);
	for (size_t i = 0; i < TABLE_PARTS_MAX; i++) {
		free(counting.parts[i].target_text);
		if (i == 0)
			continue;
		cells_merge(cells, counting.parts[i].cells);
		cells_free(counting.parts[i].cells);
	}
	return good;
}
