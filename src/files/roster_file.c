#include "config.h"
#include "files/roster_file.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/ini.h"
#include "files/table.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_ROLE "participant"
#define NAME_MAX_LEN 200
#define UID_LARGEST  4294967294u
#define BOM	     "\xEF\xBB\xBF"

enum column {
	COLUMN_PERSON,
	COLUMN_NAME,
	COLUMN_GROUP,
	COLUMN_ROLE,
	COLUMN_LOGIN,
	COLUMN_UID,
	COLUMN_EMAIL,
	COLUMNS
};

static const char *const column_names[COLUMNS] = {
	"person", "name", "group", "role", "login", "uid", "email"};

void roster_text(struct buf *out, const struct roster *roster)
{
	buf_text_add(out, "person,name,group,role,login,uid\n");
	for (size_t i = 0; i < roster->count; i++) {
		const struct person *person = &roster->list[i];
		const char *const cells[] = {
			person->id, person->name, person->group, person->role, person->login};

		for (size_t k = 0; k < sizeof(cells) / sizeof(cells[0]); k++) {
			table_text_field(out, cells[k], ',');
			buf_byte(out, ',');
		}
		if (person->uid != ROSTER_NO_UID)
			buf_format(out, "%ld", person->uid);
		buf_byte(out, '\n');
	}
}

/* --- reading ---------------------------------------------------------------------------------- */

struct reading {
	struct roster *roster;
	struct faults *faults;
	struct buf store;
	int place[COLUMNS]; /* of a column in the file; -1: not there */
	int columns;
	char delimiter;
	unsigned line;
	bool headed;
};

static void fault(struct reading *reading, const char *hint, const char *message, const char *what)
{
	faults_add(reading->faults, FAULT_ERROR, reading->line, 0, hint,
		what[0] != '\0' ? "%s: %s" : "%s%s", message, what);
}

/* libcsv is told of commas only: other files are turned into such first. */
static int split(struct reading *reading, const char *line, size_t len, const char **fields)
{
	struct buf commas = BUF_EMPTY;
	bool quoted = false;
	int count;

	if (reading->delimiter == ',')
		return table_split(line, len, &reading->store, fields, TABLE_FIELDS_MAX);
	buf_byte(&commas, '"');
	for (size_t i = 0; i < len; i++) {
		if (line[i] == '"') {
			quoted = !quoted;
			continue;
		}
		if (line[i] == reading->delimiter && !quoted)
			buf_text_add(&commas, "\",\"");
		else
			buf_byte(&commas, line[i]);
	}
	buf_byte(&commas, '"');
	count = quoted ? -1
		       : table_split(commas.data, commas.len, &reading->store, fields,
				 TABLE_FIELDS_MAX);
	buf_free(&commas);
	return count;
}

static int column_of(const char *name)
{
	char *lower = text_lower(name);
	int found = -1;

	for (int i = 0; i < COLUMNS; i++) {
		if (strcmp(lower, column_names[i]) == 0)
			found = i;
	}
	free(lower);
	return found;
}

static void take_header(struct reading *reading, const char **fields, int count)
{
	reading->headed = true;
	reading->columns = count;
	for (int i = 0; i < COLUMNS; i++)
		reading->place[i] = -1;
	for (int i = 0; i < count; i++) {
		int column = column_of(fields[i]);

		if (column < 0)
			fault(reading, "person, name, group, role, login, uid or email",
				_("there is no such column"), fields[i]);
		else if (reading->place[column] >= 0)
			fault(reading, NULL, _("this column is there twice"), fields[i]);
		else
			reading->place[column] = i;
	}
	if (reading->place[COLUMN_PERSON] < 0 && reading->place[COLUMN_NAME] < 0)
		fault(reading, "start with a line such as name,role,login",
			_("the first line names no column person or name"), "");
}

static char *cell(const struct reading *reading, const char **fields, enum column column)
{
	char *text;

	if (reading->place[column] < 0)
		return mem_text("");
	text = text_normal(fields[reading->place[column]]);
	table_unguard(text);
	return text;
}

static bool is_clean(const char *text)
{
	size_t len = strlen(text);

	return len <= NAME_MAX_LEN && text_clean(text, len);
}

static void default_id(const struct roster *roster, struct person *person)
{
	struct buf id = BUF_EMPTY;

	for (size_t number = roster_in_role(roster, person->role) + 1;; number++) {
		buf_cut(&id, 0);
		buf_format(&id, "%s-%zu", person->role, number);
		if (roster_find(roster, buf_text(&id)) == ROSTER_NONE)
			break;
	}
	mem_replace(&person->id, buf_text(&id));
	buf_free(&id);
}

static void check(struct reading *reading, struct person *person, const char *uid)
{
	const struct roster *roster = reading->roster;
	uint64_t number;

	if (person->role[0] == '\0')
		mem_replace(&person->role, DEFAULT_ROLE);
	if (!is_clean(person->name) || !is_clean(person->group) || !is_clean(person->login))
		fault(reading, NULL, _("a name has signs that cannot stand in it, or is too long"),
			person->name);
	if (!id_valid(person->role) || strlen(person->role) > 27)
		fault(reading, "one word of small letters, such as student", _("this is no role"),
			person->role);
	else if (person->id[0] == '\0')
		default_id(roster, person);
	if (person->id[0] != '\0' && !id_valid(person->id))
		fault(reading, "small letters, digits and hyphens, a letter first, 32 at most",
			_("this is no id of a person"), person->id);
	if (roster_find(roster, person->id) != ROSTER_NONE)
		fault(reading, NULL, _("this person is there twice"), person->id);
	person->uid = ROSTER_NO_UID;
	if (uid[0] == '\0')
		return;
	if (!decimal_whole(uid, UID_LARGEST, &number))
		fault(reading, NULL, _("this is no number of an account"), uid);
	else if (roster_by_uid(roster, (long)number) != ROSTER_NONE)
		fault(reading, NULL, _("two people have this account"), uid);
	else
		person->uid = (long)number;
}

static void take_row(struct reading *reading, const char **fields, int count)
{
	struct person person;
	char *uid;

	if (count != reading->columns) {
		fault(reading, "an empty cell still has its comma",
			_("this line has more or fewer cells than the first one"), "");
		return;
	}
	if (reading->roster->count == ROSTER_MAX) {
		fault(reading, NULL, _("too many people"), "");
		return;
	}
	person.id = cell(reading, fields, COLUMN_PERSON);
	person.name = cell(reading, fields, COLUMN_NAME);
	person.group = cell(reading, fields, COLUMN_GROUP);
	person.role = cell(reading, fields, COLUMN_ROLE);
	person.login = cell(reading, fields, COLUMN_LOGIN);
	uid = cell(reading, fields, COLUMN_UID);
	check(reading, &person, uid);
	free(uid);
	roster_add(reading->roster, &person);
}

static void take_line(struct reading *reading, const char *line, size_t len)
{
	const char *fields[TABLE_FIELDS_MAX];
	int count;

	reading->line++;
	if (len > 0 && line[len - 1] == '\r')
		len--;
	if (len == 0)
		return;
	if (text_valid(line, len) != len) {
		fault(reading, "iconv -f windows-1252 -t utf-8", _("this is not UTF-8"), "");
		return;
	}
	if (!reading->headed && memchr(line, ',', len) == NULL)
		reading->delimiter = memchr(line, ';', len) != NULL    ? ';'
				     : memchr(line, '\t', len) != NULL ? '\t'
								       : ',';
	count = split(reading, line, len, fields);
	if (count < 0)
		fault(reading, "put a text with a quote or a comma in double quotes",
			_("this line cannot be read as a table"), "");
	else if (!reading->headed)
		take_header(reading, fields, count);
	else if (reading->faults->errors == 0 || reading->columns > 0)
		take_row(reading, fields, count);
}

bool roster_parse(const char *bytes, size_t len, struct roster *roster, struct faults *faults)
{
	struct reading reading = {.roster = roster, .faults = faults, .delimiter = ','};
	size_t before = faults->errors;

	memset(roster, 0, sizeof(*roster));
	if (len >= 3 && memcmp(bytes, BOM, 3) == 0) {
		bytes += 3;
		len -= 3;
	}
	while (len > 0) {
		const char *end = memchr(bytes, '\n', len);
		size_t line = end != NULL ? (size_t)(end - bytes) : len;

		take_line(&reading, bytes, line);
		line += end != NULL;
		bytes += line;
		len -= line;
	}
	reading.line = 0;
	if (roster->count == 0 && faults->errors == before)
		fault(&reading, NULL, _("there is nobody in this list"), "");
	buf_free(&reading.store);
	if (faults->errors == before)
		return true;
	roster_free(roster);
	return false;
}

bool roster_file_read(
	const char *path, struct roster *roster, struct buf *bytes, struct faults *faults)
{
	struct buf own = BUF_EMPTY;
	struct buf *text = bytes != NULL ? bytes : &own;
	bool good;

	memset(roster, 0, sizeof(*roster));
	good = ini_file_bytes(path, text, faults) &&
	       roster_parse(buf_text(text), text->len, roster, faults);
	buf_free(&own);
	return good;
}

size_t roster_find_uids(struct roster *roster)
{
	size_t unknown = 0;

	for (size_t i = 0; i < roster->count; i++) {
		struct person *person = &roster->list[i];
		const struct passwd *user;

		if (person->login[0] == '\0' || person->uid != ROSTER_NO_UID)
			continue;
		user = getpwnam(person->login);
		if (user == NULL || roster_by_uid(roster, (long)user->pw_uid) != ROSTER_NONE)
			unknown++;
		else
			person->uid = (long)user->pw_uid;
	}
	return unknown;
}
