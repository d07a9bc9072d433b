/* The session folders that test_scarce_session.c works in. Include it once in a program. */
#ifndef PEIL_TESTS_SCARCE_SCENES_H
#define PEIL_TESTS_SCARCE_SCENES_H

#include "base/id.h"
#include "files/before_file.h"
#include "files/manifest.h"
#include "files/people_file.h"
#include "files/publish.h"
#include "files/receipt.h"
#include "files/release_dir.h"
#include "files/session_erase.h"
#include "files/session_merge.h"
#include "files/session_new.h"
#include "files/session_parts.h"
#include "files/session_wipe.h"
#include "files/state_dir.h"
#include "scarce.h"

#define OTHER_UID 4711
#define PEOPLE	  "person,email,number\nstudent-1,ann@example.org,11\nstudent-2,bob@example.org,12\n"

struct scene {
	struct world world;
	struct roster roster;
	struct session_data *data; /* as read before the calls fail; NULL: not read */
	char other[100];	   /* a copy of the folder */
	size_t told;		   /* problems that the action told of */
};

static inline void scene_open(struct scene *scene, enum session_kind kind)
{
	struct err err = ERR_OK;

	memset(scene, 0, sizeof(*scene));
	world_open(&scene->world);
	setenv("XDG_DATA_HOME", scene->world.dir, 1);
	scene->world.session.kind = kind;
	mem_replace(&scene->world.session.title, "Oost");
	assert_true(roster_seats(&scene->roster, "student:2", &err));
}

static inline void scene_close(struct scene *scene)
{
	session_data_free(scene->data);
	roster_free(&scene->roster);
	world_close(&scene->world);
}

/* --- what there is -----------------------------------------------------------------------------
 */

static inline struct session_data *load(const char *path)
{
	struct err err = ERR_OK;
	struct session_data *data = session_read(path, &err);

	if (data == NULL)
		fail_msg("session_read: %s: %s", err.where, err.message);
	return data;
}

static inline void make_group(struct scene *scene)
{
	struct buf people = BUF_EMPTY;
	struct err err = ERR_OK;

	buf_text_add(&people, PEOPLE);
	if (!session_make_group(scene->world.path, &scene->world.session, scene->world.rubric,
		    &scene->roster, &people, &err))
		fail_msg("session_make_group: %s", err.message);
	buf_free(&people);
}

/* A journal of records by two people; with root's rights in another account's directory. */
static inline void add_journal(
	const char *path, const char *writer, uid_t uid, unsigned from, unsigned to)
{
	char name[160];
	struct buf bytes = BUF_EMPTY;

	snprintf(name, sizeof(name), "%s/raters/u%lu", path, (unsigned long)uid);
	mkdir(name, 0770);
	if (uid != geteuid())
		assert_int_equal(chown(name, uid, (gid_t)-1), 0);
	snprintf(name + strlen(name), sizeof(name) - strlen(name), "/j-%s.csv", writer);
	buf_text_add(&bytes, JOURNAL_HEADER "\n");
	for (unsigned seq = from; seq <= to; seq++) {
		struct record record = world_rate("Oost", "novelty", seq % 2 ? "low" : "high");

		mem_replace(&record.rater, seq % 2 ? "student-1" : "student-2");
		strcpy(record.writer, writer);
		strcpy(record.at, "2026-03-01T10:00:00Z");
		record.seq = seq;
		journal_line(&bytes, &record);
		record_free(&record);
	}
	world_write(name, bytes.data, bytes.len);
	if (uid != geteuid())
		assert_int_equal(chown(name, uid, (gid_t)-1), 0);
	buf_free(&bytes);
}

static inline void make_solo(struct scene *scene)
{
	scene->world.session.kind = SESSION_SOLO;
}

static inline void make_filled(struct scene *scene)
{
	make_group(scene);
	add_journal(scene->world.path, "00000000000000aa", geteuid(), 1, 6);
	if (geteuid() == 0)
		add_journal(scene->world.path, "00000000000000bb", OTHER_UID, 7, 9);
	scene->data = load(scene->world.path);
}

static inline void make_closed(struct scene *scene)
{
	struct state_step step;
	struct err err = ERR_OK;

	make_filled(scene);
	state_step_init(&step, "person-moved");
	state_step_set(&step, "person", "student-1");
	state_step_set(&step, "group", "a");
	assert_true(state_dir_add(scene->world.path, &step, &err));
	state_step_free(&step);
	state_step_init(&step, "closed");
	assert_true(state_dir_add(scene->world.path, &step, &err));
	state_step_free(&step);
	session_data_free(scene->data);
	scene->data = load(scene->world.path);
}

static inline void make_copies(struct scene *scene)
{
	char command[300];

	make_filled(scene);
	snprintf(scene->other, sizeof(scene->other), "%s/copy", scene->world.dir);
	snprintf(command, sizeof(command), "cp -pR %s %s", scene->world.path, scene->other);
	assert_int_equal(system(command), 0);
	add_journal(scene->other, "00000000000000cc", geteuid(), 10, 13);
}

#endif
