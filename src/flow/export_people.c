/* People in a package: codes, consent, links. */
#include "config.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/table.h"
#include "flow/export_parts.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static bool is_solo(const struct session_data *data)
{
	return data->session.kind == SESSION_SOLO;
}

size_t *export_counter(struct names *names, size_t **counts, const char *text)
{
	size_t before = names_count(names);
	uint32_t at = names_add(names, text);

	if (at == before && (before & (before + 1)) == 0)
		*counts = mem_grow(*counts, before, 2 * before + 1, sizeof(**counts));
	return &(*counts)[at];
}

/* "p" and twelve digits of the keyed hash of two texts. */
static void make_code(char out[EXPORT_CODE_LEN + 1], const unsigned char *key, char letter,
	const char *first, const char *second)
{
	struct buf both = BUF_EMPTY;

	buf_text_add(&both, first);
	buf_byte(&both, '\0');
	buf_text_add(&both, second);
	out[0] = letter;
	id_keyed(out + 1, EXPORT_CODE_LEN - 1, key, both.data, both.len);
	buf_free(&both);
}

/* --- consent -----------------------------------------------------------------------------------
 */

static void find_consent(struct export_people *people, size_t at)
{
	const struct session_data *data = people->data;
	const struct ledger *ledger = data->ledger;

	people->consent[at] = is_solo(data) ? CONSENT_NOT_ASKED : ledger->consent[at];
	people->out[at] = people->consent[at] == CONSENT_NO ||
			  (data->session.research_ask && people->consent[at] != CONSENT_YES);
}

/* --- links -------------------------------------------------------------------------------------
 */

struct mailing {
	const struct roster *roster;
	char **mails; /* per person; owned */
	size_t columns, person, name, login, mail;
	bool header;
};

static size_t column_of(const struct table_row *row, const char *name)
{
	for (size_t i = 0; i < row->count; i++)
		if (strcasecmp(row->fields[i], name) == 0)
			return i;
	return RUBRIC_NONE;
}

static bool matches(const struct table_row *row, size_t column, const char *text)
{
	return column != RUBRIC_NONE && text[0] != '\0' && strcmp(row->fields[column], text) == 0;
}

static bool take_mail(void *context, const struct table_row *row)
{
	struct mailing *mailing = context;

	if (!mailing->header) {
		mailing->header = true;
		mailing->columns = row->count;
		mailing->person = column_of(row, "person");
		mailing->name = column_of(row, "name");
		mailing->login = column_of(row, "login");
		mailing->mail = column_of(row, "email");
		return mailing->mail != RUBRIC_NONE;
	}
	for (size_t i = 0; row->count == mailing->columns && i < mailing->roster->count; i++) {
		const struct person *person = &mailing->roster->list[i];

		if (mailing->mails[i] == NULL &&
			(matches(row, mailing->person, person->id) ||
				matches(row, mailing->login, person->login) ||
				matches(row, mailing->name, person->name))) {
			mailing->mails[i] = mem_text(row->fields[mailing->mail]);
			break;
		}
	}
	return true;
}

/* Mail addresses as they came in with the list of participants; none when it cannot be read. */
static char **read_mails(const struct session_data *data)
{
	struct mailing mailing = {.roster = &data->roster,
		.mails = mem_new((data->roster.count + 1) * sizeof(char *))};
	struct buf path = BUF_EMPTY;
	struct err err = ERR_OK;
	struct faults faults;
	int fd;

	buf_format(&path, "%s/private/people.csv", data->path);
	faults_init(&faults, buf_text(&path));
	fd = open(buf_text(&path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd >= 0) {
		table_stream(fd, take_mail, &mailing, &faults, &err);
		close(fd);
	}
	err_free(&err);
	faults_free(&faults);
	buf_free(&path);
	return mailing.mails;
}

static void add_links(struct export_people *people, struct exporting *exporting)
{
	const struct session_data *data = people->data;
	bool by_mail = strcmp(exporting->options->link, "email") == 0;
	char **mails = by_mail ? read_mails(data) : NULL;

	for (size_t i = 0; i < people->count; i++) {
		const char *text = is_solo(data) ? data->session.rater : data->roster.list[i].login;
		char *lower;

		if (by_mail)
			text = !is_solo(data) && mails[i] != NULL ? mails[i] : "";
		if (text[0] == '\0' || people->out[i])
			continue;
		lower = by_mail ? text_lower(text) : mem_text(text);
		make_code(people->links[i], exporting->key, 'l', exporting->options->link, lower);
		free(lower);
	}
	for (size_t i = 0; mails != NULL && i < people->count; i++)
		free(mails[i]);
	free(mails);
}

/* --- all of it ---------------------------------------------------------------------------------
 */

void export_people_make(
	struct export_people *people, struct exporting *exporting, const struct session_data *data)
{
	size_t count = is_solo(data) ? 1 : data->roster.count, room = count + 1;

	*people = (struct export_people){.data = data,
		.count = count,
		.codes = mem_new(room * sizeof(*people->codes)),
		.links = mem_new(room * sizeof(*people->links)),
		.consent = mem_new(room * sizeof(*people->consent)),
		.out = mem_new(room * sizeof(*people->out)),
		.sheets = mem_new(room * sizeof(*people->sheets))};
	for (size_t i = 0; i < count; i++) {
		make_code(people->codes[i], exporting->key, 'p', data->session.id,
			is_solo(data) ? data->session.rater : data->roster.list[i].id);
		find_consent(people, i);
	}
	if (exporting->options->link != NULL)
		add_links(people, exporting);
}

void export_people_free(struct export_people *people)
{
	free(people->codes);
	free(people->links);
	free(people->consent);
	free(people->out);
	free(people->sheets);
}

size_t export_people_find(const struct export_people *people, const char *id)
{
	return is_solo(people->data) ? 0 : roster_find(&people->data->roster, id);
}

const char *export_people_target(const struct export_people *people, const char *target)
{
	size_t at;

	if (people->data->session.kind != SESSION_PEER)
		return target;
	at = export_people_find(people, target);
	return at == ROSTER_NONE || people->out[at] ? NULL : people->codes[at];
}

const char *export_people_role(
	const struct export_people *people, const struct exporting *exporting, const char *role)
{
	const struct roster *roster = &people->data->roster;
	size_t same = 0;

	if (!exporting->options->shared || is_solo(people->data))
		return role;
	for (size_t i = 0; i < roster->count; i++)
		same += strcmp(roster->list[i].role, role) == 0 && !people->out[i];
	return same < EXPORT_FEW ? "" : role;
}

const char *export_people_group(
	const struct export_people *people, const struct exporting *exporting, const char *group)
{
	const struct roster *roster = &people->data->roster;
	size_t same = 0;

	if (!exporting->options->shared || is_solo(people->data))
		return group;
	for (size_t i = 0; i < roster->count; i++)
		same += strcmp(roster->list[i].group, group) == 0 && !people->out[i];
	return same < EXPORT_FEW ? "" : group;
}
