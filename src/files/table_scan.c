/* One large table, two parsers. Blocks go through libcsv as they are; where something is wrong the
 * file is read again from the last place between two rows, line by line, so that the line can be
 * named and the rest be used. */
#include "config.h"
#include "files/table.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/table_parts.h"

#include <csv.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SCAN_BLOCK   262144
#define SCAN_HALVES  4194304 /* a smaller file is read by one parser */
#define SCAN_GUESS   131072  /* where the second half may start is looked for in so many bytes */
#define SCAN_BAD_MAX 64
#define SCAN_LINE    8192 /* careful reading looks for a newline in so many bytes first */
#define ROW_AT_REST  0	  /* libcsv's state between two rows */

/* One parser and its half: [at, end). */
struct half {
	const struct table_scan *scan;
	void *context;
	size_t part;
	int fd;
	bool wanted[TABLE_FIELDS_MAX];
	size_t columns;
	char delimiter;
	struct csv_parser parser;
	struct buf store;
	size_t starts[TABLE_FIELDS_MAX], count;
	char *fields[TABLE_FIELDS_MAX];
	char *block;
	off_t at, end;
	/* the last place known to be between two rows, rows taken since, and which were bad */
	off_t rest;
	size_t rest_lines; /* lines before it, from the start of this half */
	size_t lines;	   /* since then */
	size_t rows, bad[SCAN_BAD_MAX], bad_count;
	/* careful reading: where the row at hand starts, and where its second line would; rows
	 * below `skip` were taken before */
	bool careful;
	off_t row_at, next_at;
	size_t row_line, skip;
	struct faults faults;
	int why; /* errno of a read that failed */
	bool stopped;
};

static void half_fault(struct half *half, size_t line, const char *hint, const char *message)
{
	faults_add(&half->faults, FAULT_ERROR, (unsigned)line, 0, hint, "%s", message);
	half->stopped = half->faults.errors >= TABLE_FAULTS_MAX;
}

static void half_field(void *text, size_t len, void *context)
{
	struct half *half = context;
	size_t nth = half->count++;

	if (nth >= TABLE_FIELDS_MAX || !half->wanted[nth])
		return;
	half->starts[nth] = half->store.len;
	if (half->store.room < half->store.len + len + 1) {
		buf_add(&half->store, text != NULL ? text : "", len);
		buf_byte(&half->store, '\0');
		return;
	}
	if (len > 0)
		memcpy(half->store.data + half->store.len, text, len);
	half->store.data[half->store.len + len] = '\0';
	half->store.len += len + 1;
}

static bool half_take(struct half *half, size_t line)
{
	char *nothing = (char[]){0};
	struct table_row row = {.line = (unsigned)line,
		.fields = half->fields,
		.count = half->count,
		.delimiter = half->delimiter};

	if (half->count != half->columns) {
		if (line > 0)
			half_fault(half, line,
				_("look for a delimiter or a quote too many or too few"),
				_("not as many columns as the header has"));
		return false;
	}
	for (size_t i = 0; i < half->count; i++)
		half->fields[i] = half->wanted[i] ? half->store.data + half->starts[i] : nothing;
	return half->scan->take(half->context, half->part, &row, line > 0 ? &half->faults : NULL);
}

static bool was_bad(const struct half *half, size_t row)
{
	for (size_t i = 0; i < half->bad_count; i++)
		if (half->bad[i] == row)
			return true;
	return false;
}

static void half_row(int end, void *context)
{
	struct half *half = context;
	size_t nth = half->rows++;

	(void)end;
	if (!half->careful) {
		if (!half_take(half, 0) && half->bad_count < SCAN_BAD_MAX)
			half->bad[half->bad_count++] = nth;
	} else if (nth >= half->skip || was_bad(half, nth)) {
		half_take(half, half->row_line);
		half->stopped |= half->faults.errors >= TABLE_FAULTS_MAX;
	}
	half->count = 0;
	half->store.len = 0;
}

static void half_restart(struct half *half, bool first)
{
	if (!first)
		csv_free(&half->parser);
	if (csv_init(&half->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0)
		abort();
	csv_set_space_func(&half->parser, table_no_space);
	csv_set_delim(&half->parser, (unsigned char)half->delimiter);
	half->count = 0;
	half->store.len = 0;
}

static ssize_t read_at(int fd, char *bytes, size_t most, off_t at)
{
	ssize_t got;

	do
		got = pread(fd, bytes, most, at);
	while (got < 0 && errno == EINTR);
	return got;
}

static size_t count_lines(const char *bytes, size_t len)
{
	const char *end = bytes + len;
	size_t lines = 0;

	while (bytes < end && (bytes = memchr(bytes, '\n', (size_t)(end - bytes))) != NULL) {
		lines++;
		bytes++;
	}
	return lines;
}

/* One line in careful reading; the line's end, which is where to go on. False when the row that it
 * is part of cannot be used. */
static bool careful_line(struct half *half, const char *line, size_t len, size_t number)
{
	if (memchr(line, '\0', len) != NULL) {
		half_fault(half, number,
			_("save the table as CSV in UTF-8, not as a spreadsheet or UTF-16"),
			_("a NUL byte"));
		return false;
	}
	if (csv_parse(&half->parser, line, len, half_field, half_row, half) != len) {
		half_fault(half, half->row_line,
			_("a quote inside a field is written twice, the field stands in quotes, "
			  "and the quote is closed"),
			_("a quote where none can stand"));
		return false;
	}
	if (half->parser.entry_pos > TABLE_FIELD_MAX) {
		half_fault(half, half->row_line,
			_("look for a quote that is not closed in this line"),
			_("a field of more than 65,536 bytes"));
		return false;
	}
	return true;
}

/* The next line, or as much of it as a block holds: its length; 0 at the end or with half->why. */
static size_t careful_read(struct half *half, off_t at, bool *whole)
{
	off_t left = half->end - at;

	*whole = false;
	for (size_t most = SCAN_LINE; most <= SCAN_BLOCK; most *= SCAN_BLOCK / SCAN_LINE) {
		ssize_t got = read_at(
			half->fd, half->block, left < (off_t)most ? (size_t)left : most, at);
		const char *newline;

		if (got < 0)
			half->why = errno;
		if (got <= 0)
			return 0;
		newline = memchr(half->block, '\n', (size_t)got);
		*whole = newline != NULL;
		if (newline != NULL)
			return (size_t)(newline - half->block) + 1;
		if ((off_t)got == left || most == SCAN_BLOCK)
			return (size_t)got;
	}
	return 0;
}

/* Read on line by line from the last rest until `until` is behind us: rows that were taken before
 * are not taken again, what is wrong is said with its line, and what follows it is used. */
static void half_carefully(struct half *half, off_t until)
{
	off_t at = half->rest;
	size_t line = half->rest_lines + 1;
	bool whole;

	half->skip = half->rows;
	half->rows = 0;
	half->careful = true;
	half_restart(half, false);
	while (!half->stopped && at < half->end &&
		(at < until || half->parser.pstate != ROW_AT_REST)) {
		size_t len = careful_read(half, at, &whole);

		if (len == 0)
			break;
		if (half->parser.pstate == ROW_AT_REST) {
			half->row_at = at;
			half->row_line = line;
			half->next_at = at + (off_t)len;
		}
		if (careful_line(half, half->block, len, line)) {
			at += (off_t)len;
			line += whole;
			continue;
		}
		/* On behind the first line of the row that went wrong: what came after it stood
		 * inside its quotes and was never taken. */
		half_restart(half, false);
		half->skip = half->bad_count = 0;
		at = half->next_at;
		line = half->row_line + 1;
	}
	half->careful = false;
	half->at = half->rest = at;
	half->rest_lines = line - 1;
	if (half->parser.pstate != ROW_AT_REST) {
		half->rest = half->row_at;
		half->rest_lines = half->row_line - 1;
	}
	half->lines = line - 1 - half->rest_lines;
	half->rows = half->bad_count = half->skip = 0;
}

/* A block, cut behind its last newline where it has one. */
static ssize_t half_block(struct half *half)
{
	off_t left = half->end - half->at;
	ssize_t got = read_at(
		half->fd, half->block, left < SCAN_BLOCK ? (size_t)left : SCAN_BLOCK, half->at);
	const char *newline;

	if (got <= 0 || (off_t)got == left)
		return got;
	newline = memrchr(half->block, '\n', (size_t)got);
	return newline != NULL ? newline - half->block + 1 : got;
}

static void half_go(struct half *half)
{
	while (!half->stopped && half->at < half->end && half->why == 0) {
		ssize_t len = half_block(half);

		if (len <= 0) {
			half->why = len < 0 ? errno : 0;
			break;
		}
		if (memchr(half->block, '\0', (size_t)len) != NULL ||
			csv_parse(&half->parser, half->block, (size_t)len, half_field, half_row,
				half) != (size_t)len ||
			half->bad_count > 0 || half->parser.entry_pos > TABLE_FIELD_MAX) {
			half_carefully(half, half->at + len);
			continue;
		}
		half->at += len;
		half->lines += count_lines(half->block, (size_t)len);
		if (half->parser.pstate == ROW_AT_REST) {
			half->rest = half->at;
			half->rest_lines += half->lines;
			half->lines = half->rows = 0;
		}
	}
}

/* The end of the file: a last line without a newline, or a quote that was left open. */
static void half_finish(struct half *half)
{
	while (!half->stopped && half->why == 0 && half->parser.pstate != ROW_AT_REST) {
		half_carefully(half, half->end);
		half->careful = true;
		if (half->stopped || half->parser.pstate == ROW_AT_REST ||
			csv_fini(&half->parser, half_field, half_row, half) == 0)
			return;
		half_fault(half, half->row_line, _("close the quote that opens here"),
			_("a quote is still open at the end of the file"));
		half_restart(half, false);
		half->careful = false;
		half->at = half->rest = half->next_at;
		half->rest_lines = half->row_line;
		half->lines = half->rows = half->bad_count = 0;
		half_go(half);
	}
}

static void *half_thread(void *context)
{
	half_go(context);
	return NULL;
}

/* Where a row seems to start behind `middle`: a line that has as many fields as the header, and so
 * has the next. The first parser finds out whether it was one. */
static off_t guess_row(const struct half *half, off_t middle)
{
	char *bytes = mem_new(SCAN_GUESS);
	ssize_t got = read_at(half->fd, bytes, SCAN_GUESS, middle);
	struct buf store = BUF_EMPTY;
	const char *fields[TABLE_FIELDS_MAX];
	off_t found = 0;
	size_t alike = 0, start = 0;

	for (ssize_t i = 0; i < got && alike < 3; i++) {
		size_t len = (size_t)i - start;

		if (bytes[i] != '\n')
			continue;
		if (start > 0 && half->delimiter == ',') {
			len -= len > 0 && bytes[start + len - 1] == '\r';
			alike = table_split(bytes + start, len, &store, fields, TABLE_FIELDS_MAX) ==
						(int)half->columns
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
	struct half *half;
	bool done, good;
};

static void head_field(void *text, size_t len, void *context)
{
	struct scan_head *head = context;
	bool keep = head->half->count < TABLE_FIELDS_MAX;

	if (keep)
		head->half->wanted[head->half->count] = true;
	half_field(text, len, head->half);
}

static void head_row(int end, void *context)
{
	struct scan_head *head = context;
	struct half *half = head->half;
	struct table_row row = {.line = 1, .fields = half->fields, .delimiter = half->delimiter};

	(void)end;
	if (head->done)
		return;
	head->done = true;
	row.count = half->count < TABLE_FIELDS_MAX ? half->count : TABLE_FIELDS_MAX;
	for (size_t i = 0; i < row.count; i++)
		half->fields[i] = half->store.data + half->starts[i];
	half->columns = half->count;
	if (half->count > TABLE_FIELDS_MAX) {
		half_fault(half, 1, NULL, _("more columns than can be read"));
		return;
	}
	memset(half->wanted, 0, sizeof(half->wanted));
	head->good = half->scan->header(half->context, &row, half->wanted, &half->faults);
}

/* Read the header; false when there is none that can be used. Lines of it are behind us then. */
static bool read_head(struct half *half)
{
	struct scan_head head = {half, false, false};
	ssize_t got = read_at(half->fd, half->block, SCAN_BLOCK, 0);
	size_t at = got >= 3 && memcmp(half->block, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

	half->why = got < 0 ? errno : 0;
	if (got <= 0)
		return false;
	half->delimiter = table_find_delimiter(half->block + at, (size_t)got - at);
	half_restart(half, true);
	while (at < (size_t)got && !head.done) {
		const char *newline = memchr(half->block + at, '\n', (size_t)got - at);
		size_t end = newline != NULL ? (size_t)(newline - half->block) + 1 : (size_t)got;

		if (csv_parse(&half->parser, half->block + at, end - at, head_field, head_row,
			    &head) != end - at) {
			half_fault(half, half->rest_lines + 1, NULL,
				_("a quote where none can stand"));
			return false;
		}
		half->rest_lines += newline != NULL;
		at = end;
	}
	if (!head.done)
		csv_fini(&half->parser, head_field, head_row, &head);
	half->at = half->rest = (off_t)at;
	half_restart(half, false);
	return head.done && head.good;
}

static void half_init(struct half *half, const struct table_scan *scan, void *context, int fd)
{
	*half = (struct half){.scan = scan, .context = context, .fd = fd, .delimiter = ','};
	half->block = mem_new(SCAN_BLOCK);
	faults_init(&half->faults, "");
}

static void half_free(struct half *half)
{
	csv_free(&half->parser);
	buf_free(&half->store);
	free(half->block);
	faults_free(&half->faults);
}

static void hand_over(struct faults *to, const struct half *half, size_t lines_before)
{
	for (size_t i = 0; i < half->faults.count && to->errors < TABLE_FAULTS_MAX; i++) {
		const struct fault *fault = &half->faults.list[i];

		faults_add(to, fault->severity, fault->line + (unsigned)lines_before, 0,
			fault->hint, "%s", fault->message);
	}
}

/* The second half at the same time; whether what it took counts. */
static bool run_both(struct half *first, struct half *second, off_t split)
{
	off_t end = first->end;
	pthread_t thread;
	bool both;

	memcpy(second->wanted, first->wanted, sizeof(first->wanted));
	second->columns = first->columns;
	second->delimiter = first->delimiter;
	second->part = 1;
	second->at = second->rest = split;
	second->end = end;
	half_restart(second, true);
	first->end = split;
	both = pthread_create(&thread, NULL, half_thread, second) == 0;
	half_go(first);
	if (both)
		pthread_join(thread, NULL);
	both = both && !first->stopped && first->why == 0 && first->at == split &&
	       first->parser.pstate == ROW_AT_REST;
	first->end = end;
	if (!both)
		first->scan->forget(first->context, 1);
	return both;
}

bool table_scan(int fd, const struct table_scan *scan, void *context, struct faults *faults,
	struct err *err)
{
	struct half first, second;
	struct stat about;
	bool two = false;
	int why;

	half_init(&first, scan, context, fd);
	half_init(&second, scan, context, fd);
	if (fstat(fd, &about) == 0)
		first.end = about.st_size;
	if (read_head(&first)) {
		off_t split = first.end - first.at > SCAN_HALVES
				      ? guess_row(&first, first.at + (first.end - first.at) / 2)
				      : 0;

		two = split > 0 && run_both(&first, &second, split);
		if (!two)
			half_go(&first);
		half_finish(two ? &second : &first);
	}
	why = first.why != 0 ? first.why : two ? second.why : 0;
	hand_over(faults, &first, 0);
	if (two)
		hand_over(faults, &second, first.rest_lines);
	half_free(&first);
	half_free(&second);
	return why == 0 || err_errno(err, ERR_INPUT, faults->file, why, "cannot read this file");
}

bool table_can_scan(int fd)
{
	struct stat about;

	return fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && lseek(fd, 0, SEEK_CUR) == 0;
}
