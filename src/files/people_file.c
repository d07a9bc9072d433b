#include "config.h"
#include "files/people_file.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/atomic.h"
#include "files/fd.h"
#include "files/save_why.h"
#include "files/session_parts.h"
#include "files/table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#define PEOPLE_FILE "people.csv"
#define HEADER	    "person,email,number\n"

enum column { PERSON, EMAIL, NUMBER, COLUMNS };

static char *people_path(const char *path)
{
	char *private = session_join(path, SESSION_PRIVATE), *file;

	file = session_join(private, PEOPLE_FILE);
	free(private);
	return file;
}

struct reading {
	const struct roster *roster;
	struct people *people;
	struct faults *faults;
	size_t columns;	    /* of the first line; 0: not read yet */
	size_t at[COLUMNS]; /* place + 1; 0: not there */
};

static bool take_head(struct reading *reading, const struct table_row *row)
{
	static const char *const names[COLUMNS] = {"person", "email", "number"};

	reading->columns = row->count;
	for (size_t i = 0; i < row->count; i++)
		for (size_t c = 0; c < COLUMNS; c++)
			if (strcmp(row->fields[i], names[c]) == 0)
				reading->at[c] = i + 1;
	if (reading->at[PERSON] == 0)
		faults_add(reading->faults, FAULT_ERROR, row->line, 0, NULL,
			_("there is no column %s"), names[PERSON]);
	return reading->at[PERSON] > 0;
}

static void take_cell(
	char **slot, const struct reading *reading, const struct table_row *row, enum column column)
{
	if (reading->at[column] == 0)
		return;
	mem_replace(slot, row->fields[reading->at[column] - 1]);
	table_unguard(*slot);
}

static bool take_row(void *context, const struct table_row *row)
{
	struct reading *reading = context;
	size_t person;

	if (reading->columns == 0)
		return take_head(reading, row);
	if (row->count != reading->columns) {
		faults_add(reading->faults, FAULT_ERROR, row->line, 0, NULL, "%s",
			_("not as many columns as the header has"));
		return true;
	}
	person = roster_find(reading->roster, row->fields[reading->at[PERSON] - 1]);
	if (person != ROSTER_NONE) {
		take_cell(&reading->people->email[person], reading, row, EMAIL);
		take_cell(&reading->people->number[person], reading, row, NUMBER);
	}
	return true;
}

bool people_read(
	const char *path, const struct roster *roster, struct people *people, struct err *err)
{
	char *file = people_path(path);
	int fd = fd_open(AT_FDCWD, file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
	struct faults faults;
	struct reading reading = {.roster = roster, .people = people, .faults = &faults};
	bool good = true;

	faults_init(&faults, file);
	if (fd < 0 && errno != ENOENT)
		good = err_errno(err, ERR_INPUT, file, errno, "%s", _("this cannot be read"));
	people->count = roster->count;
	people->email = mem_new((roster->count + 1) * sizeof(*people->email));
	people->number = mem_new((roster->count + 1) * sizeof(*people->number));
	for (size_t i = 0; i < roster->count; i++) {
		people->email[i] = mem_text("");
		people->number[i] = mem_text("");
	}
	if (fd >= 0) {
		good = table_stream(fd, take_row, &reading, &faults, err);
		fd_close(fd);
	}
	if (good && faults.errors > 0)
		good = err_fault(err, ERR_INPUT, &faults);
	faults_free(&faults);
	free(file);
	return good;
}

void people_free(struct people *people)
{
	for (size_t i = 0; i < people->count; i++) {
		free(people->email[i]);
		free(people->number[i]);
	}
	free(people->email);
	free(people->number);
	memset(people, 0, sizeof(*people));
}

/* The file as it is, or the first line of a new one; 0 or an errno. */
static int load(int dir, struct buf *out)
{
	int fd = fd_open(dir, PEOPLE_FILE, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0), problem;

	if (fd < 0 && errno != ENOENT)
		return errno;
	if (fd < 0) {
		buf_text_add(out, HEADER);
		return 0;
	}
	problem = fd_read(fd, out, UINT64_MAX);
	fd_close(fd);
	if (out->len > 0 && out->data[out->len - 1] != '\n')
		buf_byte(out, '\n');
	return problem;
}

/* Columns of the first line, so that the new one has as many. */
static size_t columns_of(const struct buf *bytes)
{
	const char *text = buf_text(bytes);
	const char *fields[TABLE_FIELDS_MAX];
	struct buf store = BUF_EMPTY;
	int count = table_split(text, strcspn(text, "\n"), &store, fields, TABLE_FIELDS_MAX);

	buf_free(&store);
	return count < COLUMNS ? COLUMNS : (size_t)count;
}

bool people_add(const char *path, const char *person, const char *email, const char *number,
	struct err *err)
{
	char *private = session_join(path, SESSION_PRIVATE);
	int dir = fd_open(AT_FDCWD, private, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0), problem;
	struct buf bytes = BUF_EMPTY;
	bool done;

	problem = dir < 0 ? errno : load(dir, &bytes);
	table_text_field(&bytes, person, ',');
	buf_byte(&bytes, ',');
	table_text_field(&bytes, email, ',');
	buf_byte(&bytes, ',');
	table_text_field(&bytes, number, ',');
	for (size_t i = columns_of(&bytes); i > COLUMNS; i--)
		buf_byte(&bytes, ',');
	buf_byte(&bytes, '\n');
	done = problem == 0
		       ? atomic_write_at(dir, PEOPLE_FILE, bytes.data, bytes.len, 0600, true, err)
		       : err_set(err, ERR_SAVE, private, "%s", save_why(problem));
	if (dir >= 0)
		fd_close(dir);
	buf_free(&bytes);
	free(private);
	return done;
}
