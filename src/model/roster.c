#include "config.h"
#include "model/roster.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define SEATS_MAX 99 /* of one role */

void roster_add(struct roster *roster, struct person *person)
{
	if ((roster->count & (roster->count - 1)) == 0) {
		size_t room = roster->count > 0 ? 2 * roster->count : 1;

		roster->list = mem_grow(roster->list, roster->count, room, sizeof(*roster->list));
	}
	roster->list[roster->count++] = *person;
	memset(person, 0, sizeof(*person));
}

static void person_free(struct person *person)
{
	free(person->id);
	free(person->name);
	free(person->group);
	free(person->role);
	free(person->login);
}

void roster_free(struct roster *roster)
{
	for (size_t i = 0; i < roster->count; i++)
		person_free(&roster->list[i]);
	free(roster->list);
	memset(roster, 0, sizeof(*roster));
}

size_t roster_find(const struct roster *roster, const char *id)
{
	for (size_t i = 0; i < roster->count; i++) {
		if (strcmp(roster->list[i].id, id) == 0)
			return i;
	}
	return ROSTER_NONE;
}

size_t roster_by_uid(const struct roster *roster, long uid)
{
	for (size_t i = 0; uid != ROSTER_NO_UID && i < roster->count; i++) {
		if (roster->list[i].uid == uid)
			return i;
	}
	return ROSTER_NONE;
}

static bool is_first_of_role(const struct roster *roster, size_t at)
{
	for (size_t i = 0; i < at; i++) {
		if (strcmp(roster->list[i].role, roster->list[at].role) == 0)
			return false;
	}
	return true;
}

size_t roster_role_count(const struct roster *roster)
{
	size_t count = 0;

	for (size_t i = 0; i < roster->count; i++)
		count += is_first_of_role(roster, i);
	return count;
}

const char *roster_role(const struct roster *roster, size_t nth)
{
	for (size_t i = 0; i < roster->count; i++) {
		if (is_first_of_role(roster, i) && nth-- == 0)
			return roster->list[i].role;
	}
	return NULL;
}

size_t roster_in_role(const struct roster *roster, const char *role)
{
	size_t count = 0;

	for (size_t i = 0; i < roster->count; i++)
		count += strcmp(roster->list[i].role, role) == 0;
	return count;
}

/* --- seats ------------------------------------------------------------------------------------ */

static bool not_seats(struct err *err, const char *what, const char *text)
{
	return err_set(err, ERR_USAGE, NULL, "%s: %s; hint: student:3,lecturer:2", what, text);
}

/* A seat's id, the first number of its role that is free. */
static char *seat_id(const struct roster *roster, const char *role)
{
	struct buf id = BUF_EMPTY;

	for (size_t number = roster_in_role(roster, role) + 1;; number++) {
		buf_cut(&id, 0);
		buf_format(&id, "%s-%zu", role, number);
		if (roster_find(roster, buf_text(&id)) == ROSTER_NONE)
			return buf_take(&id);
	}
}

static bool add_seat(
	struct roster *roster, const char *role, const char *name, size_t len, struct err *err)
{
	struct person person;

	if (roster->count == ROSTER_MAX)
		return err_set(err, ERR_USAGE, NULL, _("more than %d people"), ROSTER_MAX);
	person.id = seat_id(roster, role);
	person.name = mem_text_n(name, len);
	person.group = mem_text("");
	person.role = mem_text(role);
	person.login = mem_text("");
	person.uid = ROSTER_NO_UID;
	roster_add(roster, &person);
	return true;
}

/* "Ana+Bo" */
static bool add_names(struct roster *roster, const char *role, const char *names, struct err *err)
{
	for (const char *at = names;; at++) {
		size_t len = strcspn(at, "+");

		if (len == 0 || !text_clean(at, len))
			return not_seats(err, _("this is no name"), names);
		if (!add_seat(roster, role, at, len, err))
			return false;
		at += len;
		if (*at == '\0')
			return true;
	}
}

static bool add_role(struct roster *roster, char *part, struct err *err)
{
	char *colon = strchr(part, ':');
	uint64_t seats;

	if (colon == NULL)
		return not_seats(err, _("a role and a number were expected"), part);
	*colon = '\0';
	/* Room for the number behind it: the whole is an id too. */
	if (!id_valid(part) || strlen(part) > 27)
		return not_seats(err, _("a role is one word of small letters"), part);
	if (strspn(colon + 1, "0123456789") != strlen(colon + 1))
		return add_names(roster, part, colon + 1, err);
	if (!decimal_whole(colon + 1, SEATS_MAX, &seats) || seats == 0)
		return not_seats(err, _("this is no number of people"), colon + 1);
	for (uint64_t i = 0; i < seats; i++) {
		if (!add_seat(roster, part, "", 0, err))
			return false;
	}
	return true;
}

bool roster_seats(struct roster *roster, const char *text, struct err *err)
{
	char *copy = mem_text(text), *rest = copy, *part;
	bool good = true;

	while (good && (part = strsep(&rest, ",")) != NULL) {
		while (*part == ' ')
			part++;
		good = add_role(roster, part, err);
	}
	free(copy);
	return good;
}

char *roster_shown(const struct person *person)
{
	char *shown, *dash;

	if (person->name[0] != '\0')
		return mem_text(person->name);
	shown = mem_text(person->id);
	dash = strrchr(shown, '-');
	if (dash != NULL)
		*dash = ' ';
	return shown;
}
