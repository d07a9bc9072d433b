#include "config.h"

#include "files/private_people.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/fd.h"
#include "files/session_parts.h"
#include "files/table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

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

struct reading {
	struct private_people *people;
	const struct roster *roster;
	size_t at[COLUMNS]; /* field number + 1; 0: not there */
	bool head;
};

static void take_head(struct reading *reading, const struct table_row *row)
{
	for (size_t f = 0; f < row->count; f++) {
		char *head = text_lower(row->fields[f]);

		for (size_t i = 0; i < sizeof(ALIASES) / sizeof(ALIASES[0]); i++)
			if (strcmp(ALIASES[i].head, head) == 0 &&
				reading->at[ALIASES[i].column] == 0)
				reading->at[ALIASES[i].column] = f + 1;
		free(head);
	}
	reading->head = true;
}

static const char *field(
	const struct reading *reading, const struct table_row *row, enum column column)
{
	size_t at = reading->at[column];

	return at > 0 && at <= row->count ? row->fields[at - 1] : "";
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

static bool take_row(void *context, const struct table_row *row)
{
	struct reading *reading = context;
	struct buf full = BUF_EMPTY;
	size_t person;

	if (!reading->head) {
		take_head(reading, row);
		return true;
	}
	person = roster_find(reading->roster, field(reading, row, PERSON));
	if (person == ROSTER_NONE)
		person = by_login(reading->roster, field(reading, row, LOGIN));
	if (person == ROSTER_NONE)
		person = by_name(reading->roster, field(reading, row, NAME));
	buf_format(&full, "%s %s", field(reading, row, FORENAME), field(reading, row, LASTNAME));
	if (person == ROSTER_NONE)
		person = by_name(reading->roster, buf_text(&full));
	buf_free(&full);
	if (person == ROSTER_NONE)
		return true;
	mem_replace(&reading->people->email[person], field(reading, row, EMAIL));
	mem_replace(&reading->people->number[person], field(reading, row, NUMBER));
	table_unguard(reading->people->email[person]);
	table_unguard(reading->people->number[person]);
	return true;
}

bool private_people_read(struct private_people *people, const char *path,
	const struct roster *roster, struct err *err)
{
	struct reading reading = {.people = people, .roster = roster};
	char *place = session_join(path, SESSION_PRIVATE),
	     *file = session_join(place, "people.csv");
	int fd = fd_open(AT_FDCWD, file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
	bool done = fd >= 0 || errno == ENOENT ||
		    err_errno(err, ERR_INPUT, file, errno, "%s", _("this cannot be read"));
	struct faults faults;

	people->count = roster->count;
	people->email = mem_grow(NULL, 0, roster->count + 1, sizeof(char *));
	people->number = mem_grow(NULL, 0, roster->count + 1, sizeof(char *));
	for (size_t i = 0; i < roster->count; i++) {
		people->email[i] = mem_text("");
		people->number[i] = mem_text("");
	}
	faults_init(&faults, file);
	if (fd >= 0) {
		done = table_stream(fd, take_row, &reading, &faults, err);
		fd_close(fd);
	}
	faults_free(&faults);
	free(place);
	free(file);
	return done;
}

void private_people_free(struct private_people *people)
{
	for (size_t i = 0; i < people->count; i++) {
		free(people->email[i]);
		free(people->number[i]);
	}
	free(people->email);
	free(people->number);
	memset(people, 0, sizeof(*people));
}
