/* One large table, several parsers: where they start, and what they took together. */
#include "config.h"
#include "files/table.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/table_parts.h"
#include "files/table_scan_part.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SCAN_PART  2097152 /* no parser for less */
#define SCAN_GUESS 131072  /* where a part may start is looked for in so many bytes */

static void *part_thread(void *context)
{
	scan_part_go(context);
	return NULL;
}

/* Where a row seems to start behind `middle`: a line that has as many fields as the header, and so
 * has the next. The first parser finds out whether it was one. */
static off_t guess_row(const struct scan_part *part, off_t middle)
{
	char *bytes = mem_new(SCAN_GUESS);
	ssize_t got = scan_part_read_at(part->fd, bytes, SCAN_GUESS, middle);
	struct buf store = BUF_EMPTY;
	const char *fields[TABLE_FIELDS_MAX];
	off_t found = 0;
	size_t alike = 0, start = 0;

	for (ssize_t i = 0; i < got && alike < 3; i++) {
		size_t len = (size_t)i - start;

		if (bytes[i] != '\n')
			continue;
		if (start > 0 && part->delimiter == ',') {
			len -= len > 0 && bytes[start + len - 1] == '\r';
			alike = table_split(bytes + start, len, &store, fields, TABLE_FIELDS_MAX) ==
						(int)part->columns
					? alike + 1
					: 0;
			if (alike == 1)
				found = middle + (off_t)start;
		} else if (start > 0) {
			found = middle + (off_t)start;
			alike = 3;
		}
		start = (size_t)i + 1;
	}
	buf_free(&store);
	free(bytes);
	return alike == 3 ? found : 0;
}

/* The first row; where the next one starts. */
struct scan_head {
	struct scan_part *part;
	bool done, good;
};

static void head_field(void *text, size_t len, void *context)
{
	struct scan_head *head = context;
	bool keep = head->part->count < TABLE_FIELDS_MAX;

	if (keep)
		head->part->wanted[head->part->count] = true;
	scan_part_field(text, len, head->part);
}

static void head_row(int end, void *context)
{
	struct scan_head *head = context;
	struct scan_part *part = head->part;
	struct table_row row = {.line = 1, .fields = part->fields, .delimiter = part->delimiter};

	(void)end;
	head->done = true;
	row.count = part->count < TABLE_FIELDS_MAX ? part->count : TABLE_FIELDS_MAX;
	part->columns = part->count;
	if (part->count > TABLE_FIELDS_MAX) {
		scan_part_fault(part, 1, NULL, _("more columns than can be read"));
		return;
	}
	memset(part->wanted, 0, sizeof(part->wanted));
	head->good = part->scan->header(part->context, &row, part->wanted, &part->faults);
	scan_part_want_nothing(part);
}

/* Bytes that hold at most one end of a row, at their end: a carriage return is one too. */
static size_t piece_len(const char *bytes, size_t len)
{
	size_t end = 0;

	while (end < len && bytes[end] != '\n' && bytes[end] != '\r')
		end++;
	return end < len ? end + 1 : len;
}

/* Read the header; false when there is none that can be used. Lines of it are behind us then. */
static bool read_head(struct scan_part *part)
{
	struct scan_head head = {part, false, false};
	ssize_t got = scan_part_read_at(part->fd, part->block, SCAN_BLOCK, 0);
	size_t at = got >= 3 && memcmp(part->block, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

	part->why = got < 0 ? errno : 0;
	if (got <= 0)
		return false;
	part->delimiter = table_find_delimiter(part->block + at, (size_t)got - at);
	scan_part_restart(part, true);
	while (at < (size_t)got && !head.done) {
		size_t len = piece_len(part->block + at, (size_t)got - at);

		if (csv_parse(&part->parser, part->block + at, len, head_field, head_row, &head) !=
			len) {
			scan_part_fault(part, part->counted_lines + 1, NULL,
				_("a quote where none can stand"));
			return false;
		}
		at += len;
		part->counted_lines += part->block[at - 1] == '\n';
	}
	if (!head.done)
		csv_fini(&part->parser, head_field, head_row, &head);
	part->start = part->at = part->rest = part->counted = (off_t)at;
	scan_part_restart(part, false);
	return head.done && head.good;
}

static void hand_over(struct faults *to, const struct scan_part *part, size_t lines_before)
{
	for (size_t i = 0; i < part->faults.count && to->errors < TABLE_FAULTS_MAX; i++) {
		const struct fault *fault = &part->faults.list[i];

		faults_add(to, fault->severity, fault->line + (unsigned)lines_before, 0,
			fault->hint, "%s", fault->message);
	}
}

/* Start a parser at each place where a row seems to start; how many there are then. */
static size_t divide(struct scan_part *parts, size_t most)
{
	off_t at = parts[0].at, end = parts[0].end, size = end - at;
	size_t count = 1;

	if (size / SCAN_PART < (off_t)most)
		most = (size_t)(size / SCAN_PART);
	for (size_t i = 1; i < most; i++) {
		struct scan_part *part = &parts[count];
		off_t start = guess_row(&parts[0], at + size / (off_t)most * (off_t)i);

		if (start <= parts[count - 1].start)
			continue;
		scan_part_init(part, parts[0].scan, parts[0].context, parts[0].fd);
		memcpy(part->wanted, parts[0].wanted, sizeof(part->wanted));
		scan_part_want_nothing(part);
		part->columns = parts[0].columns;
		part->delimiter = parts[0].delimiter;
		part->number = count;
		part->start = part->at = part->rest = part->counted = start;
		part->end = end;
		scan_part_restart(part, true);
		parts[count++ - 1].end = start;
	}
	return count;
}

/* Whether this part was read to its end, and that is between two rows. */
static bool is_whole(const struct scan_part *part)
{
	return !part->stopped && part->why == 0 && part->at == part->end &&
	       part->parser.pstate == ROW_AT_REST;
}

/* All parts at the same time; how many of them count. Behind a part that does not end where the
 * next one starts, that one's guess was wrong: it reads on to the end of the file. */
static size_t run_all(struct scan_part *parts, size_t count)
{
	off_t end = parts[count - 1].end;
	size_t used = 1;

	for (size_t i = 1; i < count; i++)
		parts[i].running =
			pthread_create(&parts[i].thread, NULL, part_thread, &parts[i]) == 0;
	scan_part_go(&parts[0]);
	for (size_t i = 1; i < count; i++)
		if (parts[i].running)
			pthread_join(parts[i].thread, NULL);
	while (used < count && parts[used].running && is_whole(&parts[used - 1]))
		used++;
	for (size_t i = used; i < count; i++)
		parts[0].scan->forget(parts[0].context, i);
	if (used < count) {
		parts[used - 1].end = end;
		scan_part_go(&parts[used - 1]);
	}
	scan_part_finish(&parts[used - 1]);
	return used;
}

static size_t parsers(const struct table_scan *scan)
{
	long count = scan->parsers > 0 ? (long)scan->parsers : sysconf(_SC_NPROCESSORS_ONLN);

	return count < 1 ? 1 : count < TABLE_PARTS_MAX ? (size_t)count : TABLE_PARTS_MAX;
}

/* Faults name lines of the whole file: those of the parts before count where there is one. */
static void hand_all_over(struct scan_part *parts, size_t used, struct faults *faults)
{
	size_t lines = 0, counted = 0;

	for (size_t i = 0; i < used; i++) {
		if (parts[i].faults.count == 0)
			continue;
		for (; counted < i; counted++)
			lines += scan_part_lines_to(&parts[counted], parts[counted].end);
		hand_over(faults, &parts[i], lines);
	}
}

bool table_scan(int fd, const struct table_scan *scan, void *context, struct faults *faults,
	struct err *err)
{
	struct scan_part *parts = mem_new(TABLE_PARTS_MAX * sizeof(*parts));
	size_t count = 1, used = 1;
	struct stat about;
	int why = 0;

	scan_part_init(&parts[0], scan, context, fd);
	if (fstat(fd, &about) == 0)
		parts[0].end = about.st_size;
	else
		why = errno;
	if (why == 0 && read_head(&parts[0])) {
		count = divide(parts, parsers(scan));
		used = run_all(parts, count);
	}
	hand_all_over(parts, used, faults);
	for (size_t i = 0; i < used && why == 0; i++)
		why = parts[i].why;
	for (size_t i = 0; i < count; i++)
		scan_part_free(&parts[i]);
	free(parts);
	return why == 0 || err_errno(err, ERR_INPUT, faults->file, why, "cannot read this file");
}

bool table_can_scan(int fd)
{
	struct stat about;

	return fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && lseek(fd, 0, SEEK_CUR) == 0;
}
