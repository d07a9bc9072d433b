/* The calls that the rest stands on when a file system cannot do them, or a signal never ends:
 * what is written whole or not at all, and said. */
#include "config.h"

#include "files/atomic.h"
#include "files/fd.h"
#include "files/whole_folder.h"
#include "scarce.h"

static void fail_all(const char *call, int errnum)
{
	scarce.only = call;
	scarce.errnum = errnum;
	scarce.lasting = true;
	scarce.fail = 1;
	scarce_on();
}

static void fail_none(void)
{
	scarce_off();
	scarce.only = NULL;
	scarce.lasting = false;
	scarce.fail = 0;
}

static void expect_bytes(const char *path, const char *want)
{
	struct buf bytes = BUF_EMPTY;

	world_load(path, &bytes);
	assert_string_equal(buf_text(&bytes), want);
	buf_free(&bytes);
}

/* A call that is always interrupted is given up, with that as the reason. */
static void signals_without_end(void **state)
{
	struct buf bytes = BUF_EMPTY;
	struct world world;
	char path[100];
	int fd;

	(void)state;
	world_open(&world);
	snprintf(path, sizeof(path), "%s/file", world.dir);
	fd = fd_open(AT_FDCWD, path, O_RDWR | O_CREAT, 0600);
	assert_true(fd >= 0);
	fail_all("write", EINTR);
	assert_int_equal(fd_write(fd, "abc", 3), EINTR);
	fail_all("read", EINTR);
	assert_int_equal(fd_read(fd, &bytes, SIZE_MAX), EINTR);
	fail_all("fsync", EINTR);
	assert_int_equal(fd_sync(fd), EINTR);
	fail_all("openat", EINTR);
	assert_int_equal(fd_open(AT_FDCWD, path, O_RDONLY, 0), -1);
	assert_int_equal(errno, EINTR);
	fail_all("close", EINTR);
	assert_int_equal(fd_close(fd), 0);
	fail_none();
	expect_bytes(path, "");
	world_close(&world);
}

/* A file system on which a directory cannot be synced is used without. */
static void directories_that_cannot_be_synced(void **state)
{
	static const struct {
		int errnum, problem;
	} cases[] = {{EINVAL, 0}, {EIO, EIO}, {ENOSPC, ENOSPC}};
	struct world world;
	int dir;

	(void)state;
	world_open(&world);
	dir = open(world.dir, O_RDONLY | O_DIRECTORY);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fail_all("fsync", cases[i].errnum);
		assert_int_equal(fd_sync_dir(dir), cases[i].problem);
	}
	fail_none();
	close(dir);
	world_close(&world);
}

/* Without renameat2 a new name is given by a link, and one that is taken stays as it is. */
static void names_without_renameat2(void **state)
{
	static const int errnums[] = {EINVAL, EOPNOTSUPP, ENOSYS};
	struct world world;
	char path[100];

	(void)state;
	world_open(&world);
	for (size_t i = 0; i < sizeof(errnums) / sizeof(errnums[0]); i++) {
		struct err err = ERR_OK;

		snprintf(path, sizeof(path), "%s/file-%zu", world.dir, i);
		fail_all("renameat2", errnums[i]);
		assert_true(atomic_write(path, "one", 3, 0600, false, &err));
		assert_false(atomic_write(path, "two", 3, 0600, false, &err));
		fail_none();
		assert_int_equal(err.code, ERR_INPUT);
		assert_string_equal(err.where, path);
		expect_bytes(path, "one");
		err_free(&err);
	}
	assert_int_equal(world_names(world.dir, ".", NULL, 0), 2);
	world_close(&world);
}

static void names_that_are_folders(void **state)
{
	static const char *const names[] = {"", ".", "..", "/", "a/", "a/.", "../.."};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct err err = ERR_OK;

		assert_false(atomic_write(names[i], "x", 1, 0600, true, &err));
		assert_int_equal(err.code, ERR_INPUT);
		assert_non_null(strstr(err.message, "this is a folder, not a file"));
		err_free(&err);
	}
}

static bool write_folder(const char *path, const char *text, bool replace, struct err *err)
{
	struct whole_file files[2] = {{"mark", BUF_EMPTY}, {"text", BUF_EMPTY}};
	bool done;

	buf_text_add(&files[0].bytes, "mark");
	buf_text_add(&files[1].bytes, text);
	done = whole_folder_write(path, files, 2, replace, "mark", err);
	buf_free(&files[0].bytes);
	buf_free(&files[1].bytes);
	return done;
}

/* A whole folder takes its place, new or instead of an old one, on any file system. */
static void folders_without_renameat2(void **state)
{
	static const int errnums[] = {0, EINVAL, ENOSYS};

	(void)state;
	for (size_t i = 0; i < sizeof(errnums) / sizeof(errnums[0]); i++) {
		struct err err = ERR_OK;
		struct world world;
		char path[100], slashes[110], text[120];

		world_open(&world);
		snprintf(path, sizeof(path), "%s/folder", world.dir);
		snprintf(slashes, sizeof(slashes), "%s//", path);
		snprintf(text, sizeof(text), "%s/text", path);
		if (errnums[i] != 0)
			fail_all("renameat2", errnums[i]);
		assert_true(write_folder(slashes, "one", false, &err));
		expect_bytes(text, "one");
		assert_false(write_folder(path, "two", false, &err));
		assert_non_null(strstr(err.message, "--force"));
		err_free(&err);
		err = (struct err)ERR_OK;
		expect_bytes(text, "one");
		assert_true(write_folder(path, "three", true, &err));
		expect_bytes(text, "three");
		fail_none();
		/* Nothing half-done is left beside it. */
		assert_int_equal(world_names(world.dir, ".peil-", NULL, 0), 0);
		world_close(&world);
	}
}

/* What has no ordinary file with the name of the mark is somebody's own and stays. */
static void folders_that_stay(void **state)
{
	struct err err = ERR_OK;
	struct world world;
	char path[100];

	(void)state;
	world_open(&world);
	for (int kind = 0; kind < 4; kind++) {
		snprintf(path, sizeof(path), "%s/folder", world.dir);
		if (kind == 0)
			world_write(path, "mine", 4);
		else
			assert_int_equal(mkdir(path, 0700), 0);
		strcat(path, "/mark");
		if (kind == 2)
			assert_int_equal(mkdir(path, 0700), 0);
		else if (kind == 3)
			assert_int_equal(symlink("text", path), 0);
		*strrchr(path, '/') = '\0';
		assert_false(write_folder(path, "x", true, &err));
		assert_non_null(strstr(err.message, "no data package"));
		err_free(&err);
		err = (struct err)ERR_OK;
		assert_int_equal(world_names(world.dir, ".peil-", NULL, 0), 0);
		if (kind == 0)
			expect_bytes(path, "mine");
		else
			assert_int_equal(world_names(path, "text", NULL, 0), 0);
		world_remove(path);
	}
	/* Any other failure is said, and nothing is left. */
	fail_all("renameat2", EIO);
	assert_false(write_folder(path, "x", false, &err));
	fail_none();
	assert_non_null(strstr(err.message, "the disk reports an error"));
	assert_int_equal(world_names(world.dir, "", NULL, 0), 2);
	err_free(&err);
	world_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(signals_without_end, scarce_end),
		cmocka_unit_test_teardown(directories_that_cannot_be_synced, scarce_end),
		cmocka_unit_test_teardown(names_without_renameat2, scarce_end),
		cmocka_unit_test_teardown(names_that_are_folders, scarce_end),
		cmocka_unit_test_teardown(folders_without_renameat2, scarce_end),
		cmocka_unit_test_teardown(folders_that_stay, scarce_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
