#include "config.h"

#include "flow/erase.h"

#include "base/buf.h"
#include "base/lang.h"
#include "files/publish.h"
#include "files/release_dir.h"
#include "files/results.h"
#include "files/state_dir.h"
#include "flow/verify.h"
#include "flow/workshop_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool has_page(const char *path, const char *person)
{
	struct buf page = BUF_EMPTY;
	char name[RELEASE_NAME_MAX];
	bool there;

	release_page_name(name, person, "txt");
	there = release_dir_read(path, name, &page);
	buf_free(&page);
	return there;
}

/* Whether taking this person out was cut short: nobody is called so any more, and what is derived
 * still has to be made anew. */
static bool is_left(const struct session_data *data, const char *person)
{
	struct verified verified = {0};
	struct err err = ERR_OK;
	bool erased = false, left = false;

	for (size_t i = 0; i < data->steps.count; i++) {
		const struct state_step *step = &data->steps.list[i];

		/* A list of journals is made behind it. */
		if (strcmp(step->step, ERASED_STEP) == 0)
			erased = left = true;
		else if (strcmp(step->step, STATE_MANIFEST) == 0)
			left = false;
	}
	if (!erased || left || has_page(data->path, person))
		return erased;
	left = !verify_session(data->path, &verified, &err) || verified.faults.count > 0 ||
	       verified.notes.count > 0;
	verified_free(&verified);
	err_free(&err);
	return left;
}

bool erase_look(const char *path, const char *person, size_t *lines, struct err *err)
{
	struct session_data *data = session_read(path, err);
	bool good = data != NULL;

	if (good && data->session.kind != SESSION_SOLO &&
		roster_find(&data->roster, person) == ROSTER_NONE && !is_left(data, person))
		good = err_set(err, ERR_INPUT, path,
			_("there is no participant %s; hint: ids are in roster.csv"), person);
	if (good)
		*lines = session_erase_count(data, person);
	session_data_free(data);
	return good;
}

/* Pages for each student: the person's goes, and whether there were any. */
static bool remove_page(const char *path, const char *person, struct err *err)
{
	static const char *const endings[] = {"txt", "html"};
	int dir = release_dir_open(path, err);
	bool there = false;

	for (size_t i = 0; dir >= 0 && i < sizeof(endings) / sizeof(endings[0]); i++) {
		char name[RELEASE_NAME_MAX];

		release_page_name(name, person, endings[i]);
		if (unlinkat(dir, name, 0) == 0)
			there = true;
		else if (errno != ENOENT)
			err_errno(
				err, ERR_SAVE, name, errno, "%s", _("this page cannot be removed"));
	}
	if (dir >= 0)
		close(dir);
	return there;
}

/* What a workshop published of each round it showed. */
static bool publish_again(const char *path, struct err *err)
{
	struct workshop *workshop = workshop_open(path, err);
	bool done = workshop != NULL && session_whole(workshop->data, err);

	for (int round = 1; done && round <= LEDGER_ROUNDS_MAX; round++)
		if (workshop->data->ledger->shown[round])
			done = workshop_publish(workshop, round, err);
	workshop_free(workshop);
	return done;
}

static bool take_out(const struct session_data *data, const char *person,
	struct erase_outcome *outcome, struct err *err)
{
	if (data->session.kind != SESSION_SOLO && (long)geteuid() == data->owner && !data->copied &&
		roster_find(&data->roster, person) == ROSTER_NONE && is_left(data, person))
		return session_erase_rest(data, person, outcome, err);
	return session_erase(data, person, outcome, err);
}

bool erase_person(const char *path, const char *person, struct erased *erased, struct err *err)
{
	struct session_data *data = session_read(path, err);
	bool done = data != NULL && session_whole(data, err) &&
		    take_out(data, person, &erased->outcome, err);
	bool workshop = data != NULL && data->session.kind == SESSION_WORKSHOP;
	unsigned number;

	session_data_free(data);
	if (!done)
		return false;
	data = session_read(path, err);
	done = data != NULL && publish_manifest(data, &number, err) && results_rebuild(data, err);
	session_data_free(data);
	if (done && workshop)
		done = publish_again(path, err);
	else if (done)
		erased->pages = remove_page(path, person, err);
	return done && err->code == ERR_NONE;
}
