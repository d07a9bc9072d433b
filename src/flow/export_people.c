/* People in a package: codes, consent, links. */
#include "config.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/people_file.h"
#include "flow/export_parts.h"

#include <stdlib.h>
#include <string.h>

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

static void add_links(struct export_people *people, struct exporting *exporting)
{
	const struct session_data *data = people->data;
	bool by_mail = strcmp(exporting->options->link, "email") == 0;
	struct people private = {NULL, NULL, 0};

	if (by_mail && !is_solo(data))
		people_read(data->path, &data->roster, &private, &exporting->unread);
	for (size_t i = 0; i < people->count; i++) {
		const char *text = is_solo(data) ? data->session.rater : data->roster.list[i].login;
		char *lower;

		if (by_mail)
			text = is_solo(data) ? "" : private.email[i];
		if (text[0] == '\0' || people->out[i])
			continue;
		lower = by_mail ? text_lower(text) : mem_text(text);
		make_code(people->links[i], exporting->key, 'l', exporting->options->link, lower);
		free(lower);
	}
	people_free(&private);
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
