#include "config.h"
#include "files/roster_import.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/ini.h"
#include "files/roster_bytes.h"
#include "files/table.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CELL_MAX 200 /* bytes of a name, a group, a login */
#define ID_MAX	 32

enum column {
	COLUMN_PERSON,
	COLUMN_NAME,
	COLUMN_FORENAME,
	COLUMN_LASTNAME,
	COLUMN_GROUP,
	COLUMN_ROLE,
	COLUMN_LOGIN,
	COLUMN_EMAIL,
	COLUMN_NUMBER,
	COLUMN_UID,
	COLUMNS,
	COLUMN_OTHER = COLUMNS, /* kept in private/people.csv */
	COLUMN_EMPTY		/* no header: nothing may stand in it */
};

static const char *const column_names[COLUMNS] = {"person", "name", "forename", "lastname", "group",
	"role", "login", "email", "number", "uid"};

/* What each family calls them, in small letters. */
static const struct alias {
	const char *header;
	enum column column;
} ALIASES[] = {
	{"full name", COLUMN_NAME},
	{"naam", COLUMN_NAME},
	{"first name", COLUMN_FORENAME},
	{"firstname", COLUMN_FORENAME},
	{"voornaam", COLUMN_FORENAME},
	{"last name", COLUMN_LASTNAME},
	{"surname", COLUMN_LASTNAME},
	{"achternaam", COLUMN_LASTNAME},
	{"team", COLUMN_GROUP},	      /* TEAMMATES */
	{"group name", COLUMN_GROUP}, /* Buddycheck */
	{"group_name", COLUMN_GROUP}, /* Canvas */
	{"groupname", COLUMN_GROUP},  /* Brightspace */
	{"groep", COLUMN_GROUP},
	{"rol", COLUMN_ROLE},
	{"login_id", COLUMN_LOGIN}, /* Canvas */
	{"username", COLUMN_LOGIN}, /* Brightspace, WebPA */
	{"user name", COLUMN_LOGIN},
	{"e-mail", COLUMN_EMAIL},
	{"email address", COLUMN_EMAIL},
	{"id_number", COLUMN_NUMBER},	 /* WebPA */
	{"user_id", COLUMN_NUMBER},	 /* Canvas */
	{"orgdefinedid", COLUMN_NUMBER}, /* Brightspace */
	{"student number", COLUMN_NUMBER},
	{"studentnummer", COLUMN_NUMBER},
};

#define ALIAS_COUNT (sizeof(ALIASES) / sizeof(ALIASES[0]))

struct reading {
	const struct roster_import *how;
	struct roster_imported *out;
	struct faults *faults;
	struct buf people;
	char **emails;	    /* per person, in small letters; owned */
	int place[COLUMNS]; /* of a column in the file; -1: not there */
	enum column *of;    /* per field */
	size_t columns;
	unsigned line;
	bool headed;
};

static void fault(struct reading *reading, const char *hint, const char *message, const char *what)
{
	faults_add(reading->faults, FAULT_ERROR, reading->line, 0, hint,
		what[0] != '\0' ? "%s: %s" : "%s%s", message, what);
}

/* "this login is there twice, also in line 3: ana" */
static void twice(struct reading *reading, const char *message, size_t other, const char *what)
{
	faults_add(reading->faults, FAULT_ERROR, reading->line, 0, NULL, _("%s (line %u): %s"),
		message, reading->out->lines[other], what);
}

/* --- the header ------------------------------------------------------------------------------- */

static enum column known(const char *lower)
{
	for (int i = 0; i < COLUMNS; i++) {
		if (strcmp(lower, column_names[i]) == 0)
			return (enum column)i;
	}
	for (size_t i = 0; i < ALIAS_COUNT; i++) {
		if (strcmp(lower, ALIASES[i].header) == 0)
			return ALIASES[i].column;
	}
	return lower[0] == '\0' ? COLUMN_EMPTY : COLUMN_OTHER;
}

static bool same_word(const char *a, const char *b)
{
	char *low = text_lower(a), *other = text_lower(b);
	bool same = strcmp(low, other) == 0;

	free(low);
	free(other);
	return same;
}

/* What the user said a column is called goes before the names we know. */
static enum column column_of(struct reading *reading, const char *header)
{
	const struct roster_import *how = reading->how;
	enum column column;
	char *lower;

	for (size_t i = 0; i < how->column_count; i++) {
		const char *equals = strchr(how->columns[i], '=');
		size_t len = equals != NULL ? (size_t)(equals - how->columns[i]) : 0;

		if (equals == NULL || !same_word(equals + 1, header))
			continue;
		for (int c = 0; c < COLUMNS; c++) {
			if (strlen(column_names[c]) == len &&
				strncmp(column_names[c], how->columns[i], len) == 0)
				return (enum column)c;
		}
	}
	lower = text_lower(header);
	column = known(lower);
	free(lower);
	/* A name that was given to another column is not taken a second time. */
	for (size_t i = 0; column < COLUMNS && i < how->column_count; i++) {
		const char *equals = strchr(how->columns[i], '=');
		size_t len = strlen(column_names[column]);

		if (equals == how->columns[i] + len &&
			strncmp(how->columns[i], column_names[column], len) == 0)
			return COLUMN_OTHER;
	}
	return column;
}

/* White space around a cell is nobody's name; returns a new string in NFC. */
static char *cell_text(const char *field)
{
	const char *end;
	char *cut, *text;

	if (field == NULL)
		return mem_text("");
	field += strspn(field, " \t\r\n");
	end = field + strlen(field);
	while (end > field && strchr(" \t\r\n", end[-1]) != NULL)
		end--;
	cut = mem_text_n(field, (size_t)(end - field));
	text = text_normal(cut);
	free(cut);
	table_unguard(text);
	return text;
}

static void take_header_field(struct reading *reading, size_t i, const char *field)
{
	char *header = cell_text(field);
	enum column column = column_of(reading, header);

	reading->of[i] = column;
	if (column == COLUMN_OTHER) {
		reading->out->others++;
		faults_add(reading->faults, FAULT_WARNING, reading->line, 0, NULL,
			_("this column is not used, it is kept with what only you read: %s"),
			header);
		buf_byte(&reading->people, ',');
		table_text_field(&reading->people, header, ',');
	} else if (column < COLUMNS) {
		if (reading->place[column] >= 0)
			fault(reading, NULL, _("this column is there twice"), header);
		reading->place[column] = (int)i;
	}
	free(header);
}

static bool has(const struct reading *reading, enum column column)
{
	return reading->place[column] >= 0;
}

/* A --column whose name does not occur is a slip that would go unseen. */
static void check_columns(struct reading *reading, const struct table_row *row)
{
	const struct roster_import *how = reading->how;

	for (size_t i = 0; i < how->column_count; i++) {
		const char *equals = strchr(how->columns[i], '=');
		bool found = false, ours = false;

		for (int c = 0; equals != NULL && c < COLUMNS; c++)
			ours |= strlen(column_names[c]) == (size_t)(equals - how->columns[i]) &&
				strncmp(column_names[c], how->columns[i],
					strlen(column_names[c])) == 0;
		for (size_t f = 0; equals != NULL && f < row->count; f++)
			found |= row->fields[f] != NULL && same_word(equals + 1, row->fields[f]);
		if (!ours)
			fault(reading, "person, name, group, role, login, email, number",
				_("--column gives a column that a list does not have"),
				how->columns[i]);
		else if (!found)
			fault(reading, NULL, _("there is no such column"), how->columns[i]);
	}
}

static void take_header(struct reading *reading, const struct table_row *row)
{
	reading->headed = true;
	reading->columns = row->count;
	reading->out->delimiter = row->delimiter;
	reading->of = mem_new((row->count + 1) * sizeof(*reading->of));
	buf_text_add(&reading->people, "person,email,number");
	for (int i = 0; i < COLUMNS; i++)
		reading->place[i] = -1;
	for (size_t i = 0; i < row->count; i++)
		take_header_field(reading, i, row->fields[i]);
	buf_byte(&reading->people, '\n');
	check_columns(reading, row);
	if (!has(reading, COLUMN_PERSON) && !has(reading, COLUMN_NAME) &&
		!has(reading, COLUMN_FORENAME) && !has(reading, COLUMN_LASTNAME) &&
		!has(reading, COLUMN_LOGIN))
		fault(reading,
			"start with a line such as name,group,login,email; or --column name=...",
			_("the first line names no column with a name or a login"), "");
}

/* --- a row ------------------------------------------------------------------------------------ */

static char *cell(const struct reading *reading, const struct table_row *row, enum column column)
{
	return cell_text(has(reading, column) ? row->fields[reading->place[column]] : NULL);
}

/* Brightspace puts a # before names and numbers, so that a spreadsheet leaves them alone. */
static char *cell_plain(
	const struct reading *reading, const struct table_row *row, enum column column)
{
	char *text = cell(reading, row, column);

	if (text[0] == '#')
		memmove(text, text + 1, strlen(text));
	return text;
}

static char *full_name(const struct reading *reading, const struct table_row *row)
{
	char *name = cell(reading, row, COLUMN_NAME), *first, *last;
	struct buf whole = BUF_EMPTY;

	if (name[0] != '\0')
		return name;
	free(name);
	first = cell(reading, row, COLUMN_FORENAME);
	last = cell(reading, row, COLUMN_LASTNAME);
	buf_format(&whole, "%s%s%s", first, first[0] != '\0' && last[0] != '\0' ? " " : "", last);
	free(first);
	free(last);
	return buf_take(&whole);
}

static bool is_clean(const char *text)
{
	size_t len = strlen(text);

	return len <= CELL_MAX && text_clean(text, len);
}

char *roster_new_id(const struct roster *roster, const char *text)
{
	char *plain = text_ascii(text);
	struct buf id = BUF_EMPTY;
	size_t base;

	if (plain[0] < 'a' || plain[0] > 'z')
		buf_text_add(&id, plain[0] == '\0' ? "person" : "p-");
	buf_text_add(&id, plain);
	free(plain);
	/* Room for a number behind it. */
	buf_cut(&id, ID_MAX - 5);
	while (id.len > 0 && id.data[id.len - 1] == '-')
		buf_cut(&id, id.len - 1);
	base = id.len;
	for (unsigned number = 2; roster_find(roster, buf_text(&id)) != ROSTER_NONE; number++) {
		buf_cut(&id, base);
		buf_format(&id, "-%u", number);
	}
	return buf_take(&id);
}

static char *role_id(const struct roster *roster, const char *role)
{
	struct buf id = BUF_EMPTY;

	for (size_t number = roster_in_role(roster, role) + 1;; number++) {
		buf_cut(&id, 0);
		buf_format(&id, "%s-%zu", role, number);
		if (roster_find(roster, buf_text(&id)) == ROSTER_NONE)
			return buf_take(&id);
	}
}

static void check_id(struct reading *reading, struct person *person)
{
	const struct roster *roster = &reading->out->roster;
	size_t other;

	if (!id_valid(person->role) || strlen(person->role) > 27) {
		fault(reading, "one word of small letters, such as student", _("this is no role"),
			person->role);
		return;
	}
	if (person->id[0] == '\0') {
		free(person->id);
		person->id = !reading->how->named_ids	? role_id(roster, person->role)
			     : person->login[0] != '\0' ? roster_new_id(roster, person->login)
							: roster_new_id(roster, person->name);
		return;
	}
	if (!id_valid(person->id))
		fault(reading, "small letters, digits and hyphens, a letter first, 32 at most",
			_("this is no id of a person"), person->id);
	other = roster_find(roster, person->id);
	if (other != ROSTER_NONE)
		twice(reading, _("this person is there already"), other, person->id);
}

static void check_uid(struct reading *reading, struct person *person, const char *uid)
{
	size_t other;
	uint64_t number;

	person->uid = ROSTER_NO_UID;
	if (uid[0] == '\0')
		return;
	if (!decimal_whole(uid, 4294967294u, &number)) {
		fault(reading, NULL, _("this is no number of an account"), uid);
		return;
	}
	other = roster_by_uid(&reading->out->roster, (long)number);
	if (other != ROSTER_NONE)
		twice(reading, _("two people have this account"), other, uid);
	person->uid = (long)number;
}

/* The same person in two rows: by login, else by all that is said. The same name alone is no
 * reason. */
static void check_twice(struct reading *reading, const struct person *person, bool named)
{
	const struct roster *roster = &reading->out->roster;

	for (size_t i = 0; i < roster->count; i++) {
		const struct person *other = &roster->list[i];

		if (person->login[0] != '\0' && strcmp(person->login, other->login) == 0) {
			twice(reading, _("this login is there already"), i, person->login);
			return;
		}
		if (!named && person->login[0] == '\0' && other->login[0] == '\0' &&
			!has(reading, COLUMN_EMAIL) && !has(reading, COLUMN_NUMBER) &&
			strcmp(person->name, other->name) == 0 &&
			strcmp(person->group, other->group) == 0) {
			faults_add(reading->faults, FAULT_WARNING, reading->line, 0,
				"the same name twice in one group is fine when these are two "
				"people",
				_("the same as line %u: %s"), reading->out->lines[i], person->name);
			return;
		}
	}
}

static void add_private(struct reading *reading, const struct table_row *row, const char *id,
	const char *email, const char *number)
{
	table_text_field(&reading->people, id, ',');
	buf_byte(&reading->people, ',');
	table_text_field(&reading->people, email, ',');
	buf_byte(&reading->people, ',');
	table_text_field(&reading->people, number, ',');
	for (size_t i = 0; i < row->count; i++) {
		struct buf line = BUF_EMPTY;
		char *text;

		if (reading->of[i] != COLUMN_OTHER)
			continue;
		text = cell_text(row->fields[i]);
		/* Our own tables have a row a line. */
		text_safe(&line, text, strlen(text), TEXT_LINE);
		buf_byte(&reading->people, ',');
		table_text_field(&reading->people, buf_text(&line), ',');
		buf_free(&line);
		free(text);
	}
	buf_byte(&reading->people, '\n');
}

static bool is_empty_row(const struct table_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		if (row->fields[i] != NULL && row->fields[i][strspn(row->fields[i], " \t")] != '\0')
			return false;
	}
	return true;
}

static void check_same_mail(struct reading *reading, const char *lower)
{
	for (size_t i = 0; lower[0] != '\0' && i < reading->out->roster.count; i++) {
		if (strcmp(reading->emails[i], lower) == 0) {
			twice(reading, _("this address is there already"), i, lower);
			return;
		}
	}
}

static void check_mail(struct reading *reading, const char *email, const char *number)
{
	const char *at = strchr(email, '@');

	if (email[0] != '\0' && (at == NULL || at == email || at[1] == '\0' ||
					strpbrk(email, " ,;\"<>") != NULL || !is_clean(email)))
		fault(reading, NULL, _("this is no address"), email);
	if (!is_clean(number))
		fault(reading, NULL,
			_("a number has signs that cannot stand in it, or is too long"), number);
}

/* Takes `lower`, the address, over. */
static void keep(struct reading *reading, struct person *person, char *lower)
{
	struct roster_imported *out = reading->out;
	size_t count = out->roster.count;

	if ((count & (count - 1)) == 0) {
		size_t room = count > 0 ? 2 * count : 1;

		out->lines = mem_grow(out->lines, count, room, sizeof(*out->lines));
		reading->emails = mem_grow(reading->emails, count, room, sizeof(*reading->emails));
	}
	out->lines[count] = reading->line;
	reading->emails[count] = lower;
	roster_add(&out->roster, person);
}

static void take_person(struct reading *reading, const struct table_row *row)
{
	struct person person = {.id = cell(reading, row, COLUMN_PERSON),
		.name = full_name(reading, row),
		.group = cell(reading, row, COLUMN_GROUP),
		.role = cell(reading, row, COLUMN_ROLE),
		.login = cell_plain(reading, row, COLUMN_LOGIN)};
	char *email = cell(reading, row, COLUMN_EMAIL), *uid = cell(reading, row, COLUMN_UID);
	char *number = cell_plain(reading, row, COLUMN_NUMBER), *lower = text_lower(email);

	if (person.role[0] == '\0')
		mem_replace(&person.role, reading->how->role);
	if (person.id[0] == '\0' && person.name[0] == '\0' && person.login[0] == '\0')
		fault(reading, "fill in a name or a login, or leave the line out",
			_("this line names nobody"), "");
	else if (!is_clean(person.name) || !is_clean(person.group) || !is_clean(person.login))
		fault(reading, NULL, _("a name has signs that cannot stand in it, or is too long"),
			person.name);
	check_mail(reading, email, number);
	check_same_mail(reading, lower);
	check_uid(reading, &person, uid);
	check_twice(reading, &person, person.id[0] != '\0');
	check_id(reading, &person);
	add_private(reading, row, person.id, email, number);
	keep(reading, &person, lower);
	free(email);
	free(number);
	free(uid);
}

static bool take_row(void *context, const struct table_row *row)
{
	struct reading *reading = context;

	reading->line = row->line;
	if (!reading->headed) {
		/* What some spreadsheets put first. */
		if (row->line == 1 && row->fields[0] != NULL &&
			strncmp(row->fields[0], "sep=", 4) == 0)
			return true;
		take_header(reading, row);
		return reading->faults->errors == 0;
	}
	if (is_empty_row(row))
		return true;
	if (row->count != reading->columns) {
		faults_add(reading->faults, FAULT_ERROR, row->line, 0,
			"an empty cell still has its delimiter; a text with one stands in double "
			"quotes",
			_("this line has %zu cells, the first one has %zu"), row->count,
			reading->columns);
		return true;
	}
	if (reading->out->roster.count == ROSTER_MAX) {
		fault(reading, NULL, _("too many people"), "");
		return false;
	}
	take_person(reading, row);
	return true;
}

bool roster_import_parse(const char *bytes, size_t len, const struct roster_import *how,
	struct roster_imported *out, struct faults *faults)
{
	struct reading reading = {.how = how, .out = out, .faults = faults};
	size_t before = faults->errors;
	struct err err = ERR_OK;
	int fd;

	memset(out, 0, sizeof(*out));
	fd = roster_bytes_utf8(bytes, len, &out->windows_1252, faults);
	if (fd >= 0) {
		if (!table_stream(fd, take_row, &reading, faults, &err))
			fault(&reading, NULL, err.message, "");
		close(fd);
		reading.line = 1;
		if (out->roster.count == 0 && faults->errors == before)
			fault(&reading, NULL, _("there is nobody in this list"), "");
	}
	err_free(&err);
	free(reading.of);
	for (size_t i = 0; i < out->roster.count; i++)
		free(reading.emails[i]);
	free(reading.emails);
	out->people = buf_take(&reading.people);
	faults_sort(faults);
	if (faults->errors == before)
		return true;
	roster_imported_free(out);
	return false;
}

bool roster_import_file(const char *path, const struct roster_import *how,
	struct roster_imported *out, struct faults *faults)
{
	struct buf bytes = BUF_EMPTY;
	bool good;

	memset(out, 0, sizeof(*out));
	good = ini_file_bytes(path, &bytes, faults) &&
	       roster_import_parse(buf_text(&bytes), bytes.len, how, out, faults);
	buf_free(&bytes);
	return good;
}

void roster_imported_free(struct roster_imported *imported)
{
	roster_free(&imported->roster);
	free(imported->people);
	free(imported->lines);
	memset(imported, 0, sizeof(*imported));
}
