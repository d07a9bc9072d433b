#include "config.h"
#include "files/people_file.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/atomic.h"
#include "files/fd.h"
#include "files/ini.h"
#include "files/save_why.h"
#include "files/session_parts.h"
#include "files/table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PEOPLE_FILE "people.csv"
#define HEADER	    "person,email,number\n"

static char *people_path(const char *path)
{
	char *private = session_join(path, SESSION_PRIVATE), *file;

	file = session_join(private, PEOPLE_FILE);
	free(private);
	return file;
}

static void take_line(const char *line, size_t len, const struct roster *roster,
	struct people *people, struct buf *store)
{
	const char *fields[TABLE_FIELDS_MAX];
	int count = table_split(line, len, store, fields, TABLE_FIELDS_MAX);
	size_t person;

	if (count < 3)
		return;
	person = roster_find(roster, fields[0]);
	if (person == ROSTER_NONE)
		return;
	mem_replace(&people->email[person], fields[1]);
	mem_replace(&people->number[person], fields[2]);
	table_unguard(people->email[person]);
	table_unguard(people->number[person]);
}

bool people_read(
	const char *path, const struct roster *roster, struct people *people, struct err *err)
{
	char *file = people_path(path);
	struct buf bytes = BUF_EMPTY, store = BUF_EMPTY;
	struct faults faults;
	bool good = true;

	people->count = roster->count;
	people->email = mem_new((roster->count + 1) * sizeof(*people->email));
	people->number = mem_new((roster->count + 1) * sizeof(*people->number));
	for (size_t i = 0; i < roster->count; i++) {
		people->email[i] = mem_text("");
		people->number[i] = mem_text("");
	}
	faults_init(&faults, file);
	if (access(file, F_OK) == 0 || errno != ENOENT)
		good = ini_file_bytes(file, &bytes, &faults) ||
		       err_set(err, ERR_INPUT, file, "%s",
			       faults.count > 0 ? faults.list[0].message
						: _("this cannot be read"));
	for (const char *at = buf_text(&bytes); good && *at != '\0';) {
		size_t len = strcspn(at, "\n");

		take_line(at, len, roster, people, &store);
		at += len + (at[len] == '\n');
	}
	faults_free(&faults);
	buf_free(&bytes);
	buf_free(&store);
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

/* Columns of the first line, so that the new one has as many. */
static size_t columns_of(const struct buf *bytes)
{
	const char *text = buf_text(bytes);
	const char *fields[TABLE_FIELDS_MAX];
	struct buf store = BUF_EMPTY;
	int count = table_split(text, strcspn(text, "\n"), &store, fields, TABLE_FIELDS_MAX);

	buf_free(&store);
	return count < 3 ? 3 : (size_t)count;
}

bool people_add(const char *path, const char *person, const char *email, const char *number,
	struct err *err)
{
	char *file = people_path(path), *private = session_join(path, SESSION_PRIVATE);
	struct buf bytes = BUF_EMPTY;
	struct faults faults;
	bool done;
	int dir;

	faults_init(&faults, file);
	if (!ini_file_bytes(file, &bytes, &faults)) {
		buf_cut(&bytes, 0);
		buf_text_add(&bytes, HEADER);
	}
	table_text_field(&bytes, person, ',');
	buf_byte(&bytes, ',');
	table_text_field(&bytes, email, ',');
	buf_byte(&bytes, ',');
	table_text_field(&bytes, number, ',');
	for (size_t i = columns_of(&bytes); i > 3; i--)
		buf_byte(&bytes, ',');
	buf_byte(&bytes, '\n');
	dir = fd_open(AT_FDCWD, private, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	done = dir >= 0 ? atomic_write_at(dir, PEOPLE_FILE, bytes.data, bytes.len, 0600, true, err)
			: err_set(err, ERR_SAVE, private, "%s", save_why(errno));
	if (dir >= 0)
		fd_close(dir);
	faults_free(&faults);
	buf_free(&bytes);
	free(file);
	free(private);
	return done;
}
