/* Any bytes as a journal: nothing crashes, and what is read comes back as it was written.
 *
 * The first byte says whether each line gets a right check first, so that what lies behind the
 * check is tried as well. For libFuzzer: clang -fsanitize=fuzzer,address,undefined with
 * libpeil.a; with replay_sample.c it is a test. */
#include "config.h"

#include "fuzz_sample.h"

#include "base/buf.h"
#include "base/id.h"
#include "files/journal.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char sample[] =
	"1" JOURNAL_HEADER "\n"
	"1,3f9c2b7a51d08e64,17,2026-03-01T10:00:00Z,rate,1,Anne,\"Wijk, "
	"Oost\",novelty,,scored,high,,,,0123456789abcdef\n"
	"1,3f9c2b7a51d08e64,18,2026-03-01T10:00:01Z,note,1,Anne,Oost,novelty,,,,"
	"\"a \"\"b\"\"\\nc\\\\d\",,,0123456789abcdef\n"
	"1,3f9c2b7a51d08e64,19,2026-03-01T10:00:02Z,agreement,1,Anne,Oost,novelty,00aa,agreed,,"
	"text,Bo,2026-04-01,0123456789abcdef\n";

const char *fuzz_sample(size_t *len)
{
	*len = sizeof(sample) - 1;
	return sample;
}

static void expect(bool holds, const char *what)
{
	if (!holds) {
		fprintf(stderr, "fuzz_journal: %s\n", what);
		abort();
	}
}

static void repair(struct buf *line)
{
	char check[ID_CHECK_LEN + 1];

	if (line->len <= ID_CHECK_LEN + 1)
		return;
	id_check(check, line->data, line->len - ID_CHECK_LEN - 1);
	line->data[line->len - ID_CHECK_LEN - 1] = ',';
	memcpy(line->data + line->len - ID_CHECK_LEN, check, ID_CHECK_LEN);
}

static void try_line(const struct buf *line)
{
	struct record record, back;
	struct buf again = BUF_EMPTY;

	if (journal_parse(buf_text(line), line->len, &record) != JOURNAL_GOOD)
		return;
	journal_line(&again, &record);
	expect(memchr(again.data, '\n', again.len) == again.data + again.len - 1, "one line");
	expect(journal_parse(again.data, again.len - 1, &back) == JOURNAL_GOOD, "good again");
	expect(record_same(&record, &back) && record_order(&record, &back) == 0, "the same");
	record_free(&record);
	record_free(&back);
	buf_free(&again);
}

static char scratch[] = "/tmp/peil-fuzz-XXXXXX";
static int scratch_dir = -1, scratch_file;

static void scratch_remove(void)
{
	unlinkat(scratch_dir, "j-fuzz.csv", 0);
	rmdir(scratch);
}

static void scratch_make(void)
{
	expect(mkdtemp(scratch) != NULL, "a directory");
	scratch_dir = open(scratch, O_RDONLY | O_DIRECTORY);
	scratch_file = openat(scratch_dir, "j-fuzz.csv", O_WRONLY | O_CREAT | O_EXCL, 0600);
	expect(scratch_file >= 0, "a file");
	atexit(scratch_remove);
}

/* Through the reader of files. */
static void try_file(const struct buf *bytes, size_t lines)
{
	struct record_list records = {NULL, 0, 0};
	struct journal_problems problems = {NULL, 0};
	struct journal_sum sum;

	if (scratch_dir < 0)
		scratch_make();
	/* In this order: ext4 writes a file out at once that was cut to nothing. */
	expect(pwrite(scratch_file, buf_text(bytes), bytes->len, 0) == (ssize_t)bytes->len &&
			ftruncate(scratch_file, (off_t)bytes->len) == 0,
		"a journal");
	if (journal_read(
		    scratch_dir, "j-fuzz.csv", "j-fuzz.csv", geteuid(), &records, &problems, &sum))
		expect(sum.good == records.count && sum.good + sum.damaged <= lines + 1, "a sum");
	else
		expect(records.count == 0 && problems.count > 0, "a reason");
	record_list_order(&records);
	record_list_free(&records);
	journal_problems_free(&problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf bytes = BUF_EMPTY, line = BUF_EMPTY;
	bool repairing = size > 0 && data[0] % 2 == 1;
	size_t lines = 0;

	for (size_t i = 1; i < size; i++) {
		if (data[i] != '\n') {
			buf_byte(&line, (char)data[i]);
			continue;
		}
		if (repairing)
			repair(&line);
		try_line(&line);
		buf_add(&bytes, buf_text(&line), line.len);
		buf_byte(&bytes, '\n');
		buf_cut(&line, 0);
		lines++;
	}
	buf_add(&bytes, buf_text(&line), line.len);
	try_file(&bytes, lines);
	buf_free(&bytes);
	buf_free(&line);
	return 0;
}
