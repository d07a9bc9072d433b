#include "config.h"
#include "files/people_file.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
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
#define OWN_COLUMNS 3

enum column { PERSON, LOGIN, NAME, FORENAME, LASTNAME, EMAIL, NUMBER, COLUMNS };

/* What lists of participants call them, in small letters. */
static const struct alias {
	const char *head;
	enum column column;
} ALIASES[] = {
	{"person", PERSON},
	{"login", LOGIN},
	{"username", LOGIN},
	{"login_id", LOGIN},
	{"sis login id", LOGIN},
	{"name", NAME},
	{"student", NAME},
	{"forename", FORENAME},
	{"firstname", FORENAME},
	{"first name", FORENAME},
	{"lastname", LASTNAME},
	{"last name", LASTNAME},
	{"surname", LASTNAME},
	{"email", EMAIL},
	{"e-mail", EMAIL},
	{"email address", EMAIL},
	{"mail", EMAIL},
	{"number", NUMBER},
	{"student number", NUMBER},
	{"id_number", NUMBER},
	{"id number", NUMBER},
	{"orgdefinedid", NUMBER},
	{"sis user id", NUMBER},
	{"user_id", NUMBER},
};

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
	bool names = false;

	reading->columns = row->count;
	for (size_t f = 0; f < row->count; f++) {
		char *head = text_lower(row->fields[f]);

		for (size_t i = 0; i < sizeof(ALIASES) / sizeof(ALIASES[0]); i++)
			if (strcmp(ALIASES[i].head, head) == 0 &&
				reading->at[ALIASES[i].column] == 0)
				reading->at[ALIASES[i].column] = f + 1;
		free(head);
	}
	for (size_t c = PERSON; c <= LASTNAME; c++)
		names |= reading->at[c] > 0;
	if (!names)
		faults_add(reading->faults, FAULT_ERROR, row->line, 0, NULL,
			_("there is no column %s"), "person");
	return names;
}

static const char *field(
	const struct reading *reading, const struct table_row *row, enum column column)
{
	size_t at = reading->at[column];

	return at > 0 ? row->fields[at - 1] : "";
}

static size_t by_login(const struct roster *roster, const char *login)
{
	for (size_t i = 0; login[0] != '\0' && i < roster->count; i++)
		if (strcmp(roster->list[i].login, login) == 0)
			return i;
	return ROSTER_NONE;
}

/* ROSTER_NONE as well where two people are called so. */
static size_t by_name(const struct roster *roster, const char *name)
{
	size_t found = ROSTER_NONE;

	for (size_t i = 0; name[0] != '\0' && i < roster->count; i++) {
		if (strcmp(roster->list[i].name, name) != 0)
			continue;
		if (found != ROSTER_NONE)
			return ROSTER_NONE;
		found = i;
	}
	return found;
}

static size_t find_person(const struct reading *reading, const struct table_row *row)
{
	size_t person = roster_find(reading->roster, field(reading, row, PERSON));
	struct buf full = BUF_EMPTY;

	if (person == ROSTER_NONE)
		person = by_login(reading->roster, field(reading, row, LOGIN));
	if (person == ROSTER_NONE)
		person = by_name(reading->roster, field(reading, row, NAME));
	buf_format(&full, "%s %s", field(reading, row, FORENAME), field(reading, row, LASTNAME));
	if (person == ROSTER_NONE)
		person = by_name(reading->roster, buf_text(&full));
	buf_free(&full);
	return person;
}

static void take_cell(char **slot, const char *text)
{
	mem_replace(slot, text);
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
	person = find_person(reading, row);
	if (person != ROSTER_NONE) {
		take_cell(&reading->people->email[person], field(reading, row, EMAIL));
		take_cell(&reading->people->number[person], field(reading, row, NUMBER));
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
	return count < OWN_COLUMNS ? OWN_COLUMNS : (size_t)count;
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
	for (size_t i = columns_of(&bytes); i > OWN_COLUMNS; i--)
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
