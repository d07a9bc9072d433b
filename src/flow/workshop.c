/* The session as its owner sees it: opening, reading anew, saving. The steps are in
 * workshop_steps.c. */
#include "config.h"
#include "flow/workshop.h"

#include "base/lang.h"
#include "base/mem.h"
#include "files/results.h"
#include "flow/workshop_parts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SAVE_MS 30000

static void take_data(struct workshop *workshop, struct session_data *data)
{
	discussion_free(workshop->discussion);
	if (workshop->data != workshop->base)
		session_data_free(workshop->data);
	workshop->data = data;
	workshop->discussion = discussion_new(data->ledger);
	workshop->owner = !data->copied && (long)geteuid() == data->owner;
}

struct workshop *workshop_open(const char *path, struct err *err)
{
	struct session_data *data = session_read(path, err);
	struct workshop *workshop;

	if (data == NULL)
		return NULL;
	if (data->ledger == NULL) {
		err_set(err, ERR_INPUT, path, "%s",
			_("this session is one person's own; hint: peil score --session DIR"));
		session_data_free(data);
		return NULL;
	}
	workshop = MEM_NEW(struct workshop);
	take_data(workshop, data);
	return workshop;
}

void workshop_free(struct workshop *workshop)
{
	bool left_running;

	if (workshop == NULL)
		return;
	store_end(workshop->store, SAVE_MS, &left_running);
	if (left_running)
		return;
	discussion_free(workshop->discussion);
	if (workshop->data != workshop->base)
		session_data_free(workshop->data);
	session_data_free(workshop->base);
	free(workshop);
}

bool workshop_is_owner(const struct workshop *workshop)
{
	return workshop->owner;
}

const struct session *workshop_session(const struct workshop *workshop)
{
	return &workshop->data->session;
}

const struct rubric *workshop_rubric(const struct workshop *workshop)
{
	return workshop->data->rubric;
}

const struct roster *workshop_roster(const struct workshop *workshop)
{
	return &workshop->data->roster;
}

const struct ledger *workshop_ledger(const struct workshop *workshop)
{
	return workshop->data->ledger;
}

const struct discussion *workshop_discussion(const struct workshop *workshop)
{
	return workshop->discussion;
}

const struct journal_problems *workshop_problems(const struct workshop *workshop)
{
	return &workshop->data->problems;
}

const struct session_data *workshop_data(const struct workshop *workshop)
{
	return workshop->data;
}

bool workshop_refresh(struct workshop *workshop, struct err *err)
{
	struct session_data *data = session_read(workshop->data->path, err);

	if (data == NULL)
		return false;
	if (data->ledger == NULL) {
		session_data_free(data);
		return err_set(err, ERR_INPUT, workshop->data->path, "%s",
			_("this is no longer the session that it was"));
	}
	take_data(workshop, data);
	return true;
}

/* --- saving ----------------------------------------------------------------------------------- */

bool workshop_may_change(const struct workshop *workshop, struct err *err)
{
	if (!workshop->owner)
		return err_set(err, ERR_INPUT, workshop->data->path, "%s",
			_("only the owner of this session can do that"));
	if (workshop->data->own_unreadable)
		return err_set(err, ERR_INPUT, workshop->data->path, "%s",
			_("your own answers in this folder cannot be read to their end, so "
			  "nothing can be added; hint: peil verify DIR"));
	if (workshop->data->ledger->closed)
		return err_set(
			err, ERR_INPUT, workshop->data->path, "%s", _("this session is closed"));
	return true;
}

static struct store *open_store(struct workshop *workshop)
{
	uint64_t next = workshop->data->own_next_seq;

	if (workshop->store != NULL)
		return workshop->store;
	workshop->base = workshop->data;
	/* The folder is there; 2 tells the store that it must not be made anew. */
	workshop->store = store_new(workshop->data->path, &workshop->base->session,
		workshop->base->rubric, next > 2 ? next : 2, NULL);
	return workshop->store;
}

bool workshop_put(struct workshop *workshop, struct record *records, size_t count, struct err *err)
{
	struct store *store = open_store(workshop);
	char *why;

	/* a form filled in on this laptop meanwhile has its own store */
	store_seq_from(store, workshop->data->own_next_seq);
	for (size_t i = 0; i < count; i++)
		store_put(store, &records[i]);
	if (store_wait(store, SAVE_MS) != STORE_SAVED) {
		why = store_why(store);
		err_set(err, ERR_SAVE, workshop->data->path, "%s: %s", _("NOT SAVED"),
			why != NULL ? why : _("the disk does not answer"));
		free(why);
		return false;
	}
	return workshop_after_step(workshop, err);
}

bool workshop_after_step(struct workshop *workshop, struct err *err)
{
	if (!workshop_refresh(workshop, err))
		return false;
	/* Derived: when it cannot be made now, it can be later. */
	if (workshop->data->ledger->shown[1])
		results_rebuild(workshop->data, NULL);
	return true;
}
