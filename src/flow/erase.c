#include "config.h"

#include "flow/erase.h"

#include "base/lang.h"
#include "files/publish.h"
#include "files/release_dir.h"
#include "files/results.h"
#include "flow/workshop_parts.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool erase_look(const char *path, const char *person, size_t *lines, struct err *err)
{
	struct session_data *data = session_read(path, err);
	bool good = data != NULL;

	if (good && data->session.kind != SESSION_SOLO &&
		roster_find(&data->roster, person) == ROSTER_NONE)
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
		there |= unlinkat(dir, name, 0) == 0;
	}
	if (dir >= 0)
		close(dir);
	return there;
}

/* What a workshop published of each round it showed. */
static bool publish_again(const char *path, struct err *err)
{
	struct workshop *workshop = workshop_open(path, err);
	bool done = workshop != NULL;

	for (int round = 1; done && round <= LEDGER_ROUNDS_MAX; round++)
		if (workshop->data->ledger->shown[round])
			done = workshop_publish(workshop, round, err);
	workshop_free(workshop);
	return done;
}

bool erase_person(const char *path, const char *person, struct erased *erased, struct err *err)
{
	struct session_data *data = session_read(path, err);
	bool done = data != NULL && session_whole(data, err) &&
		    session_erase(data, person, &erased->outcome, err);
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
