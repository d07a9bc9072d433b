/* Who is not done yet, to be mailed. */
#include "config.h"

#include "files/people_file.h"
#include "files/table.h"
#include "flow/peer.h"

static const char *state_word(enum ledger_state state)
{
	return state == LEDGER_STARTED ? "started" : "not_started";
}

bool peer_reminders(struct buf *out, const struct peer *peer, struct err *err)
{
	const struct roster *roster = &peer->data->roster;
	struct people people;

	if (!people_read(peer->data->path, roster, &people, err)) {
		people_free(&people);
		return false;
	}
	buf_text_add(out, "name,email,group,state,last_saved\n");
	for (size_t t = 0; t < peer->team_count; t++)
		for (size_t m = 0; m < peer->teams[t].count; m++) {
			const struct peer_member *member = &peer->teams[t].members[m];
			const struct person *person = &roster->list[member->person];

			if (member->state == LEDGER_DONE)
				continue;
			table_text_field(
				out, person->name[0] != '\0' ? person->name : person->id, ',');
			buf_byte(out, ',');
			table_text_field(out, people.email[member->person], ',');
			buf_byte(out, ',');
			table_text_field(out, person->group, ',');
			buf_format(out, ",%s,%s\n", state_word(member->state), member->last);
		}
	people_free(&people);
	return true;
}
