/* journal_bytes JOURNAL: that journal cut off at each of its bytes, and with each byte changed in
 * several ways. Each line that was not touched must be read, and each line that was must be named.
 *
 * Prints `acknowledged A, found F, lost L, not named N`, counted over all the changed copies. */
#include "config.h"

#include "base/buf.h"
#include "files/journal.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINES_MAX 256

struct work {
	char folder[32];
	int dir, file;
	char *bytes; /* of the journal; its lines end in newlines */
	size_t len;
	struct record_list records; /* as they are in the whole journal */
	unsigned long copies, acked, found, lost, unnamed;
};

static void fail(const char *what)
{
	fprintf(stderr, "journal_bytes: %s\n", what);
	exit(2);
}

static unsigned line_at(const struct work *work, size_t at)
{
	unsigned line = 1;

	for (size_t i = 0; i < at; i++)
		line += work->bytes[i] == '\n';
	return line;
}

static bool reads(struct work *work, const char *bytes, size_t len, struct record_list *records,
	struct journal_problems *problems)
{
	struct journal_sum sum;

	if (pwrite(work->file, bytes, len, 0) != (ssize_t)len ||
		ftruncate(work->file, (off_t)len) != 0)
		fail("cannot write a copy");
	return journal_read(
		work->dir, "j-copy.csv", "j-copy.csv", geteuid(), records, problems, &sum);
}

/* Lines `first`..`last` were touched (0: none); lines from `gone` on are not there. */
static void try_copy(struct work *work, const char *bytes, size_t len, unsigned first,
	unsigned last, unsigned gone)
{
	struct record_list records = {NULL, 0, 0};
	struct journal_problems problems = {NULL, 0};
	bool named = first == 0;

	work->copies++;
	reads(work, bytes, len, &records, &problems);
	for (size_t i = 0; i < work->records.count; i++) {
		unsigned line = (unsigned)i + 2;
		bool there = false;

		if ((line >= first && line <= last) || line >= gone)
			continue;
		for (size_t j = 0; j < records.count && !there; j++)
			there = record_same(&work->records.list[i], &records.list[j]);
		work->acked++;
		work->found += there;
		work->lost += !there;
	}
	for (size_t i = 0; i < problems.count; i++) {
		const struct journal_problem *problem = &problems.list[i];

		named = named || (problem->line >= first && problem->line <= last + 1) ||
			(first == 1 && problem->line == 0);
	}
	work->unnamed += !named;
	record_list_free(&records);
	journal_problems_free(&problems);
}

static void try_cut(struct work *work, size_t at)
{
	unsigned line = line_at(work, at);
	bool between = at == 0 || work->bytes[at - 1] == '\n';

	try_copy(work, work->bytes, at, between ? 0 : line, between ? 0 : line, line);
}

static void try_change(struct work *work, size_t at, char byte)
{
	char *copy;
	unsigned first = line_at(work, at), last = first;

	if (work->bytes[at] == byte)
		return;
	if (work->bytes[at] == '\n')
		last++; /* two lines become one */
	copy = malloc(work->len);
	if (copy == NULL)
		fail("no memory");
	memcpy(copy, work->bytes, work->len);
	copy[at] = byte;
	/* Where one line becomes two, those after it move down, and are read all the same. */
	try_copy(work, copy, work->len, first, last, LINES_MAX);
	free(copy);
}

static void start(struct work *work, const char *path)
{
	struct journal_problems problems = {NULL, 0};
	struct buf bytes = BUF_EMPTY;
	char block[4096];
	ssize_t got;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		fail("cannot open the journal");
	while ((got = read(fd, block, sizeof(block))) > 0)
		buf_add(&bytes, block, (size_t)got);
	close(fd);
	work->len = bytes.len;
	work->bytes = buf_take(&bytes);
	strcpy(work->folder, "/tmp/peil-bytes-XXXXXX");
	if (mkdtemp(work->folder) == NULL)
		fail("cannot make a folder");
	work->dir = open(work->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	work->file = openat(work->dir, "j-copy.csv", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (work->file < 0)
		fail("cannot make a copy");
	if (!reads(work, work->bytes, work->len, &work->records, &problems) || problems.count > 0 ||
		work->records.count == 0 || work->records.count + 2 > LINES_MAX)
		fail("the journal itself is not good");
	journal_problems_free(&problems);
}

int main(int argc, char **argv)
{
	static struct work work;

	if (argc != 2) {
		fprintf(stderr, "usage: journal_bytes JOURNAL\n");
		return 2;
	}
	start(&work, argv[1]);
	for (size_t at = 0; at < work.len; at++) {
		try_cut(&work, at);
		for (unsigned bit = 0; bit < 8; bit++)
			try_change(&work, at, (char)(work.bytes[at] ^ (1 << bit)));
		try_change(&work, at, '\0');
		try_change(&work, at, '\n');
		try_change(&work, at, '\xff');
	}
	printf("%lu copies of a journal of %zu bytes, %zu lines: acknowledged %lu, found %lu, lost "
	       "%lu, "
	       "not named %lu\n",
		work.copies, work.len, work.records.count, work.acked, work.found, work.lost,
		work.unnamed);
	unlinkat(work.dir, "j-copy.csv", 0);
	rmdir(work.folder);
	record_list_free(&work.records);
	free(work.bytes);
	return work.lost + work.unnamed > 0 ? 1 : 0;
}
