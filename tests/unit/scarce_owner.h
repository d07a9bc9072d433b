/* What an owner makes known and takes away, and what must then be so: for test_scarce_session.c. */
#ifndef PEIL_TESTS_SCARCE_OWNER_H
#define PEIL_TESTS_SCARCE_OWNER_H

#include "scarce_scenes.h"

static inline bool do_publish(struct scene *scene, struct err *err)
{
	struct buf counts = BUF_EMPTY, reasons = BUF_EMPTY;
	bool done;

	buf_text_add(&counts, "criterion,low\nnovelty,2\n");
	buf_text_add(&reasons, "criterion,text\n");
	done = publish_round(scene->world.path, 1, &counts, &reasons, err);
	buf_free(&counts);
	buf_free(&reasons);
	return done;
}

static inline void is_published(struct scene *scene)
{
	struct buf counts = BUF_EMPTY, reasons = BUF_EMPTY;

	assert_true(publish_read(scene->world.path, "round-1.csv", &counts));
	assert_true(publish_read(scene->world.path, "round-1-reasons.csv", &reasons));
	assert_string_equal(buf_text(&counts), "criterion,low\nnovelty,2\n");
	assert_string_equal(buf_text(&reasons), "criterion,text\n");
	buf_free(&counts);
	buf_free(&reasons);
}

static inline bool do_publish_read(struct scene *scene, struct err *err)
{
	struct buf counts = BUF_EMPTY;
	bool done = publish_read(scene->world.path, "round-1.csv", &counts);

	if (done)
		assert_string_equal(buf_text(&counts), "criterion,low\nnovelty,2\n");
	else
		err_set(err, ERR_INPUT, scene->world.path, "not there");
	buf_free(&counts);
	return done;
}

static inline void make_published(struct scene *scene)
{
	struct err err = ERR_OK;

	make_group(scene);
	assert_true(do_publish(scene, &err));
}

static inline bool do_release(struct scene *scene, struct err *err)
{
	const uid_t readers[] = {OTHER_UID};
	struct buf page = BUF_EMPTY;
	int dir = release_dir_open(scene->world.path, err);
	bool shared = true, done;

	buf_text_add(&page, "for you\n");
	done = dir >= 0 &&
	       release_dir_put(dir, "page-student-1.txt", &page, readers, 1, &shared, err);
	scene->told = !shared;
	if (dir >= 0)
		close(dir);
	buf_free(&page);
	return done;
}

/* Nobody but those it is for, whether that could be said or not. */
static inline void is_released(struct scene *scene)
{
	struct buf page = BUF_EMPTY;
	char path[140];
	struct stat about;

	assert_true(release_dir_read(scene->world.path, "page-student-1.txt", &page));
	assert_string_equal(buf_text(&page), "for you\n");
	snprintf(path, sizeof(path), "%s/release/page-student-1.txt", scene->world.path);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0007, 0);
	snprintf(path, sizeof(path), "%s/release", scene->world.path);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0711);
	buf_free(&page);
}

static inline bool do_erase(struct scene *scene, struct err *err)
{
	struct erase_outcome outcome;
	bool done;

	/* As it is now: a run before this may have done a part. */
	session_data_free(scene->data);
	scene->data = session_read(scene->world.path, err);
	done = scene->data != NULL && session_erase(scene->data, "student-1", &outcome, err);
	/* The list of participants was the last. */
	return done || (!scarce.on && strstr(err->message, "no participant") != NULL);
}

static const char *searched;

static inline int search_one(const char *path, const struct stat *about, int flag, struct FTW *walk)
{
	struct buf bytes = BUF_EMPTY;
	bool found;

	(void)walk;
	(void)about;
	if (flag != FTW_F)
		return 0;
	world_load(path, &bytes);
	found = memmem(buf_text(&bytes), bytes.len, searched, strlen(searched)) != NULL;
	buf_free(&bytes);
	if (found)
		fail_msg("%s still has %s", path, searched);
	return 0;
}

static inline void search_all(const char *path, const char *text)
{
	searched = text;
	nftw(path, search_one, 16, FTW_PHYS);
}

static inline void is_erased(struct scene *scene)
{
	struct session_data *data;

	search_all(scene->world.path, "student-1");
	search_all(scene->world.path, "ann@example.org");
	data = load(scene->world.path);
	assert_int_equal(data->roster.count, 1);
	/* What was written anew stays attested by its tombstone. */
	assert_non_null(state_last(&data->steps, ERASED_STEP, NULL, NULL));
	if (session_erase_count(data, "student-2") != (geteuid() == 0 ? 4 : 3))
		fail_msg("%u, %s: %zu lines of another", scarce.fail,
			scarce.which != NULL ? scarce.which : "none",
			session_erase_count(data, "student-2"));
	session_data_free(data);
}

#endif
