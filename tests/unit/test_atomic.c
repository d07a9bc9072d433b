#include "config.h"

#include "files/atomic.h"
#include "world.h"

#include <errno.h>
#include <sys/syscall.h>

/* The errno that the next calls shall fail with; 0: none. */
static int fail_fsync, fail_write, fail_new, fail_rename, fail_unlink;

int fsync(int fd)
{
	if (fail_fsync != 0) {
		errno = fail_fsync;
		return -1;
	}
	return (int)syscall(SYS_fsync, fd);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
	if (fail_write != 0 && fd > 2) {
		errno = fail_write;
		return -1;
	}
	return syscall(SYS_write, fd, bytes, len);
}

int renameat2(int from, const char *name, int to, const char *new_name, unsigned how)
{
	if (fail_new != 0) {
		errno = fail_new;
		return -1;
	}
	return (int)syscall(SYS_renameat2, from, name, to, new_name, how);
}

int unlinkat(int dir, const char *name, int flags)
{
	if (fail_unlink > 0) {
		fail_unlink--;
		errno = EIO;
		return -1;
	}
	return (int)syscall(SYS_unlinkat, dir, name, flags);
}

int renameat(int from, const char *name, int to, const char *new_name)
{
	if (fail_rename != 0) {
		errno = fail_rename;
		return -1;
	}
	return (int)syscall(SYS_renameat2, from, name, to, new_name, 0);
}

static void expect_file(const char *path, const char *want)
{
	struct buf got = BUF_EMPTY;

	world_load(path, &got);
	assert_string_equal(buf_text(&got), want);
	buf_free(&got);
}

static void writes_whole_and_never_over(void **state)
{
	struct err err = ERR_OK;
	struct stat about;
	struct world world;
	char path[100];

	(void)state;
	world_open(&world);
	snprintf(path, sizeof(path), "%s/out.csv", world.dir);
	umask(022);
	assert_true(atomic_write(path, "one", 3, 0666, false, &err));
	expect_file(path, "one");
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0644);
	assert_int_equal(about.st_nlink, 1);
	assert_false(atomic_write(path, "two", 3, 0666, false, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_non_null(strstr(err.message, "--force"));
	expect_file(path, "one");
	assert_true(atomic_write(path, "two", 3, 0600, true, &err));
	expect_file(path, "two");
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	assert_int_equal(world_names(world.dir, ".", NULL, 0), 2);
	err_free(&err);
	world_close(&world);
}

static void replaces_nothing_but_files(void **state)
{
	struct err err = ERR_OK;
	struct world world;
	char path[100];

	(void)state;
	world_open(&world);
	snprintf(path, sizeof(path), "%s/pipe", world.dir);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_false(atomic_write(path, "x", 1, 0600, true, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_false(atomic_write(world.dir, "x", 1, 0600, true, &err));
	assert_int_equal(err.code, ERR_INPUT);
	snprintf(path, sizeof(path), "%s/none/out", world.dir);
	assert_false(atomic_write(path, "x", 1, 0600, true, &err));
	assert_int_equal(err.code, ERR_SAVE);
	assert_string_equal(err.message, "the folder is gone");
	assert_false(atomic_write("/", "x", 1, 0600, true, &err));
	err_free(&err);
	world_close(&world);
}

/* After any failure the old file stands and nothing else is there. */
static void failing_leaves_the_old_file(void **state)
{
	int *const switches[] = {&fail_write, &fail_fsync, &fail_rename};
	static const int errnos[] = {ENOSPC, EIO, EDQUOT, EROFS, EACCES};
	struct err err = ERR_OK;
	struct world world;
	char path[100];

	(void)state;
	world_open(&world);
	snprintf(path, sizeof(path), "%s/out.csv", world.dir);
	assert_true(atomic_write(path, "old", 3, 0600, false, &err));
	for (size_t s = 0; s < sizeof(switches) / sizeof(switches[0]); s++) {
		for (size_t e = 0; e < sizeof(errnos) / sizeof(errnos[0]); e++) {
			bool done;

			*switches[s] = errnos[e];
			done = atomic_write(path, "new", 3, 0600, true, &err);
			*switches[s] = 0;
			assert_false(done);
			assert_int_equal(err.code, ERR_SAVE);
			expect_file(path, "old");
			assert_int_equal(world_names(world.dir, ".peil", NULL, 0), 0);
		}
	}
	err_free(&err);
	world_close(&world);
}

/* Some file systems over a network have no rename that never writes over a file: the name is given
 * in another way. A file with two names is never left. */
static void does_without_that_rename(void **state)
{
	static const int errnos[] = {EINVAL, ENOSYS};
	struct err err = ERR_OK;
	struct stat about;
	struct world world;
	char path[100];

	(void)state;
	world_open(&world);
	for (size_t e = 0; e < sizeof(errnos) / sizeof(errnos[0]); e++) {
		snprintf(path, sizeof(path), "%s/out-%zu.csv", world.dir, e);
		fail_new = errnos[e];
		fail_unlink = 1;
		assert_false(atomic_write(path, "one", 3, 0600, false, &err));
		assert_int_equal(err.code, ERR_SAVE);
		assert_int_not_equal(stat(path, &about), 0);
		assert_true(atomic_write(path, "one", 3, 0600, false, &err));
		assert_false(atomic_write(path, "two", 3, 0600, false, &err));
		assert_int_equal(err.code, ERR_INPUT);
		fail_new = 0;
		expect_file(path, "one");
		assert_int_equal(stat(path, &about), 0);
		assert_int_equal(about.st_nlink, 1);
		assert_int_equal(world_names(world.dir, ".peil", NULL, 0), 0);
	}
	err_free(&err);
	world_close(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_whole_and_never_over),
		cmocka_unit_test(replaces_nothing_but_files),
		cmocka_unit_test(failing_leaves_the_old_file),
		cmocka_unit_test(does_without_that_rename),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
