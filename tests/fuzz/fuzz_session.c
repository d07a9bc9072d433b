/* Any bytes as the files of a session folder that others can copy about: session.ini, a step, a
 * manifest, the list of participants. Never a crash; a folder that is read can be read again and
 * says the same. A form feed parts the files. */
#include "config.h"

#include "base/mem.h"
#include "files/session_folder.h"
#include "fuzz_corpus.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const names[] = {"session.ini", "roster.csv", "state/0001-open",
	"state/0002-manifest", "state/0003-revealed"};
#define NAMES (sizeof(names) / sizeof(names[0]))

static const char rubric[] =
	"[rubric]\nid = a\nkind = levels\ntitle[en] = \"A\"\n"
	"[levels]\norder = low, high\n"
	"[level.low]\nvalue = 1\nlabel[en] = \"low\"\n"
	"[level.high]\nvalue = 2\nlabel[en] = \"high\"\n"
	"[criteria]\norder = one\n"
	"[criterion.one]\ntitle[en] = \"One\"\nlow[en] = \"l\"\nhigh[en] = \"h\"\n";

static char folder[] = "/tmp/peil-fuzz-XXXXXX";
static int dir = -1;

static void clean(void)
{
	for (size_t i = 0; i < NAMES; i++)
		unlinkat(dir, names[i], 0);
	unlinkat(dir, "rubric.ini", 0);
	unlinkat(dir, "state", AT_REMOVEDIR);
	unlinkat(dir, "raters", AT_REMOVEDIR);
	rmdir(folder);
}

static void put(const char *name, const void *bytes, size_t len)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);

	must(fd >= 0 && pwrite(fd, bytes, len, 0) == (ssize_t)len &&
		ftruncate(fd, (off_t)len) == 0);
	close(fd);
}

static void make(void)
{
	must(mkdtemp(folder) != NULL);
	dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	must(dir >= 0 && mkdirat(dir, "state", 0755) == 0 && mkdirat(dir, "raters", 0755) == 0);
	put("rubric.ini", rubric, sizeof(rubric) - 1);
	atexit(clean);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct session_data *once, *twice;
	struct err err = ERR_OK;

	if (dir < 0)
		make();
	for (size_t i = 0; i < NAMES; i++) {
		const uint8_t *end = size > 0 ? memchr(data, '\f', size) : NULL;
		size_t len = end != NULL ? (size_t)(end - data) : size;

		if (len > 0)
			put(names[i], data, len);
		else
			unlinkat(dir, names[i], 0);
		data += len + (end != NULL);
		size -= len + (end != NULL);
	}
	once = session_read(folder, &err);
	must((once == NULL) == (err.code != ERR_NONE));
	must(once != NULL || (err.message != NULL && err.message[0] != '\0'));
	if (once != NULL) {
		twice = session_read(folder, &err);
		must(twice != NULL && twice->problems.count == once->problems.count);
		must(strcmp(once->session.id, twice->session.id) == 0);
		session_data_free(twice);
	}
	session_data_free(once);
	err_free(&err);
	return 0;
}
