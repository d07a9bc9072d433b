/* What the tests of saving share: a directory of their own, a rubric, a session. */
#ifndef PEIL_TESTS_WORLD_H
#define PEIL_TESTS_WORLD_H

#include "base/buf.h"
#include "base/mem.h"
#include "files/rubric_file.h"
#include "files/session_folder.h"
#include "model/record.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct world {
	char dir[64];  /* a new directory */
	char path[80]; /* of a session in it; not made */
	struct rubric *rubric;
	struct session session;
};

static inline int world_remove_one(
	const char *path, const struct stat *about, int flag, struct FTW *walk)
{
	(void)about;
	(void)flag;
	(void)walk;
	return remove(path);
}

static inline void world_remove(const char *path)
{
	nftw(path, world_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static inline struct rubric *world_rubric(const char *id)
{
	const char *top = getenv("top_srcdir");
	char path[512];
	struct faults faults;
	struct rubric *rubric;

	snprintf(path, sizeof(path), "%s/rubrics/%s.ini", top != NULL ? top : ".", id);
	faults_init(&faults, path);
	rubric = rubric_file_read(path, &faults);
	faults_free(&faults);
	assert_non_null(rubric);
	return rubric;
}

static inline void world_open(struct world *world)
{
	memset(world, 0, sizeof(*world));
	strcpy(world->dir, "/tmp/peil-test-XXXXXX");
	assert_non_null(mkdtemp(world->dir));
	snprintf(world->path, sizeof(world->path), "%s/session", world->dir);
	world->rubric = world_rubric("complextool");
	session_init(&world->session);
	strcpy(world->session.id, "0123456789abcdef");
	world->session.kind = SESSION_SOLO;
	mem_replace(&world->session.rubric, world->rubric->id);
	mem_replace(&world->session.rubric_version, world->rubric->version);
	mem_replace(&world->session.rubric_fingerprint, world->rubric->fingerprint);
	mem_replace(&world->session.rater, "Anne");
	mem_replace(&world->session.made_at, "2026-03-01T09:00:00Z");
}

static inline void world_close(struct world *world)
{
	world_remove(world->dir);
	rubric_free(world->rubric);
	session_free(&world->session);
}

static inline struct record world_rate(const char *target, const char *criterion, const char *level)
{
	struct record record;

	record_init(&record);
	record.event = RECORD_RATE;
	record.status = level[0] != '\0' ? RECORD_SCORED : RECORD_UNANSWERED;
	mem_replace(&record.round, "1");
	mem_replace(&record.rater, "Anne");
	mem_replace(&record.target, target);
	mem_replace(&record.criterion, criterion);
	mem_replace(&record.level, level);
	return record;
}

/* A record that can be told from all others. */
static inline struct record world_note(unsigned number)
{
	struct record record = world_rate("Wijkenergie", "novelty", "");
	char text[32];

	record.event = RECORD_NOTE;
	record.status = RECORD_NONE;
	snprintf(text, sizeof(text), "note %u", number);
	mem_replace(&record.note, text);
	return record;
}

/* The names in a directory that start with `prefix`; how many, and the first one's name. */
static inline size_t world_names(const char *path, const char *prefix, char *first, size_t room)
{
	DIR *list = opendir(path);
	const struct dirent *entry;
	size_t count = 0;

	while (list != NULL && (entry = readdir(list)) != NULL) {
		if (strncmp(entry->d_name, prefix, strlen(prefix)) != 0)
			continue;
		if (count++ == 0 && first != NULL && strlen(entry->d_name) < room)
			strcpy(first, entry->d_name);
	}
	if (list != NULL)
		closedir(list);
	return count;
}

/* raters/u<uid> of the session. */
static inline void world_own_dir(const struct world *world, char *out, size_t room)
{
	snprintf(out, room, "%s/raters/u%lu", world->path, (unsigned long)geteuid());
}

static inline void world_write(const char *path, const void *bytes, size_t len)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static inline void world_load(const char *path, struct buf *out)
{
	FILE *file = fopen(path, "rb");
	char chunk[4096];
	size_t got;

	assert_non_null(file);
	while ((got = fread(chunk, 1, sizeof(chunk), file)) > 0)
		buf_add(out, chunk, got);
	fclose(file);
}

#endif
