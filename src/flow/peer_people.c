#include "config.h"

#include "flow/peer_people.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/people_file.h"
#include "files/roster_file.h"
#include "files/roster_import.h"
#include "files/state_dir.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT_MOST 200

const char *peer_people_closes(const struct session_data *data, size_t person)
{
	const char *id = person != ROSTER_NONE ? data->roster.list[person].id : "";
	const char *closes = data->session.closes;

	for (size_t i = 0; i < data->steps.count; i++) {
		const struct state_step *step = &data->steps.list[i];
		const char *who = state_step_get(step, "person");

		if ((strcmp(step->step, "extended") == 0 || strcmp(step->step, "reopened") == 0) &&
			(who[0] == '\0' || strcmp(who, id) == 0))
			closes = state_step_get(step, "closes");
	}
	return closes;
}

bool peer_people_owner(const struct session_data *data, struct err *err)
{
	return data->owner == (long)geteuid() ||
	       err_set(err, ERR_INPUT, data->path, "%s",
		       _("only the owner of this session can do this"));
}

/* A name as it may stand in the list of participants. */
static bool fits(const char *text, struct err *err)
{
	size_t len = strlen(text);

	return (len <= TEXT_MOST && text_clean(text, len)) ||
	       err_set(err, ERR_USAGE, NULL, "%s",
		       _("a name has signs that cannot stand in it, or is too long"));
}

/* A slip in a group's name would make a team of one. */
static bool group_there(
	const struct session_data *data, const char *group, bool new_group, struct err *err)
{
	struct buf names = BUF_EMPTY;
	bool there = new_group || group[0] == '\0';

	for (size_t t = 0; !there && t < data->ledger->team_count; t++) {
		const char *name = data->ledger->teams[t].name;

		there = strcmp(name, group) == 0;
		if (t < 8)
			buf_format(&names, "%s%s", t > 0 ? ", " : "", name);
	}
	if (!there)
		err_set(err, ERR_USAGE, NULL,
			_("there is no group %s (there are: %s%s); hint: --yes makes a new one"),
			group, buf_text(&names), data->ledger->team_count > 8 ? ", ..." : "");
	buf_free(&names);
	return there;
}

static bool add_step(const struct session_data *data, struct state_step *step, struct err *err)
{
	bool done = state_dir_add(data->path, step, err);

	state_step_free(step);
	return done;
}

/* The account of a login here; ROSTER_NO_UID. */
static long uid_of(const char *login)
{
	struct person person = {.id = mem_text("x"),
		.name = mem_text(""),
		.group = mem_text(""),
		.role = mem_text(""),
		.login = mem_text(login),
		.uid = ROSTER_NO_UID};
	struct roster one = {NULL, 0};
	long uid;

	roster_add(&one, &person);
	roster_find_uids(&one);
	uid = one.list[0].uid;
	roster_free(&one);
	return uid;
}

static bool check_new(
	const struct session_data *data, const struct peer_person *person, struct err *err)
{
	if (person->name[0] == '\0' && person->login[0] == '\0')
		return err_set(err, ERR_USAGE, NULL, "%s", _("a name or a login is needed"));
	if (!fits(person->name, err) || !fits(person->group, err) || !fits(person->login, err) ||
		!fits(person->email, err))
		return false;
	for (size_t i = 0; person->login[0] != '\0' && i < data->roster.count; i++) {
		if (strcmp(data->roster.list[i].login, person->login) == 0)
			return err_set(err, ERR_USAGE, NULL, _("this login is there already: %s"),
				data->roster.list[i].id);
	}
	if (data->roster.count >= ROSTER_MAX)
		return err_set(err, ERR_USAGE, NULL, _("more than %d people"), ROSTER_MAX);
	return group_there(data, person->group, person->new_group, err);
}

bool peer_people_add(const struct session_data *data, const struct peer_person *person, char **id,
	struct err *err)
{
	struct state_step step;
	char number[24];
	long uid;

	if (!peer_people_owner(data, err) || !check_new(data, person, err))
		return false;
	*id = roster_new_id(&data->roster, person->login[0] != '\0' ? person->login : person->name);
	uid = person->login[0] != '\0' ? uid_of(person->login) : ROSTER_NO_UID;
	if (uid != ROSTER_NO_UID && roster_by_uid(&data->roster, uid) != ROSTER_NONE)
		uid = ROSTER_NO_UID;
	snprintf(number, sizeof(number), "%ld", uid);
	state_step_init(&step, "person-added");
	state_step_set(&step, "person", *id);
	state_step_set(&step, "role", person->role);
	state_step_set(&step, "name", person->name);
	state_step_set(&step, "group", person->group);
	state_step_set(&step, "login", person->login);
	if (uid != ROSTER_NO_UID)
		state_step_set(&step, "uid", number);
	if (person->email[0] != '\0' && !people_add(data->path, *id, person->email, "", err)) {
		state_step_free(&step);
		return false;
	}
	return add_step(data, &step, err);
}

static bool is_here(const struct session_data *data, size_t person, struct err *err)
{
	return !data->ledger->left[person] || err_set(err, ERR_INPUT, data->path, "%s",
						      _("this participant has left the session"));
}

bool peer_people_move(const struct session_data *data, size_t person, const char *group,
	bool new_group, struct err *err)
{
	struct state_step step;

	if (!peer_people_owner(data, err) || !fits(group, err) ||
		!group_there(data, group, new_group, err) || !is_here(data, person, err))
		return false;
	state_step_init(&step, "person-moved");
	state_step_set(&step, "person", data->roster.list[person].id);
	state_step_set(&step, "group", group);
	return add_step(data, &step, err);
}

bool peer_people_withdraw(const struct session_data *data, size_t person, struct err *err)
{
	struct state_step step;

	if (!peer_people_owner(data, err) || !is_here(data, person, err))
		return false;
	state_step_init(&step, "person-withdrawn");
	state_step_set(&step, "person", data->roster.list[person].id);
	return add_step(data, &step, err);
}

bool peer_people_extend(const struct session_data *data, size_t person, const char *closes,
	bool reopened, struct err *err)
{
	struct state_step step;

	if (!peer_people_owner(data, err))
		return false;
	state_step_init(&step, reopened ? "reopened" : "extended");
	if (person != ROSTER_NONE)
		state_step_set(&step, "person", data->roster.list[person].id);
	state_step_set(&step, "closes", closes);
	return add_step(data, &step, err);
}
