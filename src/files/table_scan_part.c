#include "config.h"
#include "files/table_scan_part.h"

#include "base/lang.h"
#include "base/mem.h"
#include "files/table_parts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SCAN_LINE 8192 /* careful reading looks for a newline in so many bytes first */

void scan_part_fault(struct scan_part *part, size_t line, const char *hint, const char *message)
{
	faults_add(&part->faults, FAULT_ERROR, (unsigned)line, 0, hint, "%s", message);
	part->stopped = part->faults.errors >= TABLE_FAULTS_MAX;
}

/* Room for a field more; those of this row move along. */
static __attribute__((noinline)) void part_widen(struct scan_part *part, size_t nth, size_t len)
{
	size_t room = 2 * (part->room + len + 1);
	char *store = mem_new(room);

	if (part->used > 0)
		memcpy(store, part->store, part->used);
	for (size_t i = 0; i < nth; i++)
		if (part->wanted[i])
			part->fields[i] = store + (part->fields[i] - part->store);
	free(part->store);
	part->store = store;
	part->room = room;
}

void scan_part_field(void *text, size_t len, void *context)
{
	struct scan_part *part = context;
	size_t nth = part->count++;
	char *to;

	if (nth >= TABLE_FIELDS_MAX || !part->wanted[nth])
		return;
	if (part->room - part->used <= len)
		part_widen(part, nth, len);
	to = part->fields[nth] = part->store + part->used;
	if (len > 0)
		memcpy(to, text, len);
	to[len] = '\0';
	part->used += len + 1;
}

static bool part_take(struct scan_part *part, size_t line)
{
	struct table_row row = {.line = (unsigned)line,
		.fields = part->fields,
		.count = part->count,
		.delimiter = part->delimiter};

	if (part->count != part->columns) {
		if (line > 0)
			scan_part_fault(part, line,
				_("look for a delimiter or a quote too many or too few"),
				_("not as many columns as the header has"));
		return false;
	}
	return part->scan->take(part->context, part->number, &row, line > 0 ? &part->faults : NULL);
}

static bool was_bad(const struct scan_part *part, size_t row)
{
	for (size_t i = 0; i < part->bad_count; i++)
		if (part->bad[i] == row)
			return true;
	return false;
}

static void part_row(int end, void *context)
{
	struct scan_part *part = context;
	size_t nth = part->rows++;

	(void)end;
	if (!part->careful) {
		if (!part_take(part, 0) && part->bad_count < SCAN_BAD_MAX)
			part->bad[part->bad_count++] = nth;
	} else if (nth >= part->skip || was_bad(part, nth)) {
		part_take(part, part->row_line);
		part->stopped |= part->faults.errors >= TABLE_FAULTS_MAX;
	}
	part->count = 0;
	part->used = 0;
}

void scan_part_restart(struct scan_part *part, bool first)
{
	if (!first)
		csv_free(&part->parser);
	if (csv_init(&part->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0)
		abort();
	csv_set_space_func(&part->parser, table_no_space);
	csv_set_delim(&part->parser, (unsigned char)part->delimiter);
	part->count = 0;
	part->used = 0;
}

ssize_t scan_part_read_at(int fd, char *bytes, size_t most, off_t at)
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

/* How many lines of this part end before `at`, which is not before `counted`. */
size_t scan_part_lines_to(struct scan_part *part, off_t at)
{
	while (part->counted < at) {
		off_t left = at - part->counted;
		ssize_t got = scan_part_read_at(part->fd, part->block,
			left < SCAN_BLOCK ? (size_t)left : SCAN_BLOCK, part->counted);

		if (got <= 0)
			break;
		part->counted_lines += count_lines(part->block, (size_t)got);
		part->counted += got;
	}
	return part->counted_lines;
}

/* --- blanks ------------------------------------------------------------------------------------
 * Left to itself libcsv drops blanks around a field; asked for each byte whether it is one it takes
 * a third longer. So it is asked about blanks at the edge of a field, and only about those. */

static bool is_edge(char byte, char delimiter)
{
	return byte == delimiter || byte == '\n' || byte == '\r';
}

/* The first run of blanks at [at, len) with a field's edge before or behind it, or the edge of
 * these bytes; its length in *run. Where there is none: len, and 0. */
static size_t find_edge_blanks(
	const char *bytes, size_t at, size_t len, char delimiter, size_t *run)
{
	const char *found;

	while (at < len && (found = memchr(bytes + at, ' ', len - at)) != NULL) {
		size_t start = (size_t)(found - bytes), end = start + 1;

		while (end < len && bytes[end] == ' ')
			end++;
		if (start == 0 || end == len || is_edge(bytes[start - 1], delimiter) ||
			is_edge(bytes[end], delimiter)) {
			*run = end - start;
			return start;
		}
		at = end;
	}
	*run = 0;
	return len;
}

static bool parse(struct scan_part *part, const char *bytes, size_t len)
{
	return csv_parse(&part->parser, bytes, len, scan_part_field, part_row, part) == len;
}

static bool parse_block(struct scan_part *part, const char *bytes, size_t len)
{
	bool good = true;

	if (memchr(bytes, '\t', len) != NULL && part->delimiter != '\t')
		return parse(part, bytes, len);
	for (size_t at = 0, run; good && at < len; at += run) {
		size_t to = find_edge_blanks(bytes, at, len, part->delimiter, &run);

		csv_set_space_func(&part->parser, NULL);
		good = parse(part, bytes + at, to - at);
		csv_set_space_func(&part->parser, table_no_space);
		good = good && parse(part, bytes + to, run);
		at = to;
	}
	return good;
}

/* --- where something is wrong ------------------------------------------------------------------
 */

/* One line in careful reading; the line's end, which is where to go on. False when the row that it
 * is part of cannot be used. */
static bool careful_line(struct scan_part *part, const char *line, size_t len, size_t number)
{
	if (memchr(line, '\0', len) != NULL) {
		scan_part_fault(part, number,
			_("save the table as CSV in UTF-8, not as a spreadsheet or UTF-16"),
			_("a NUL byte"));
		return false;
	}
	if (csv_parse(&part->parser, line, len, scan_part_field, part_row, part) != len) {
		scan_part_fault(part, part->row_line,
			_("a quote inside a field is written twice, the field stands in quotes, "
			  "and the quote is closed"),
			_("a quote where none can stand"));
		return false;
	}
	if (part->parser.entry_pos > TABLE_FIELD_MAX) {
		scan_part_fault(part, part->row_line,
			_("look for a quote that is not closed in this line"),
			_("a field of more than 65,536 bytes"));
		return false;
	}
	return true;
}

/* The next line, or as much of it as a block holds: its length; 0 at the end or with part->why. */
static size_t careful_read(struct scan_part *part, off_t at, bool *whole)
{
	off_t left = part->end - at;

	*whole = false;
	for (size_t most = SCAN_LINE; most <= SCAN_BLOCK; most *= SCAN_BLOCK / SCAN_LINE) {
		ssize_t got = scan_part_read_at(
			part->fd, part->block, left < (off_t)most ? (size_t)left : most, at);
		const char *newline;

		if (got < 0)
			part->why = errno;
		if (got <= 0)
			return 0;
		newline = memchr(part->block, '\n', (size_t)got);
		*whole = newline != NULL;
		if (newline != NULL)
			return (size_t)(newline - part->block) + 1;
		if ((off_t)got == left || most == SCAN_BLOCK)
			return (size_t)got;
	}
	return 0;
}

/* Read on line by line from the last rest until `until` is behind us: rows that were taken before
 * are not taken again, what is wrong is said with its line, and what follows it is used. */
static void part_carefully(struct scan_part *part, off_t until)
{
	off_t at = part->rest;
	size_t line = scan_part_lines_to(part, at) + 1;
	bool whole;

	part->skip = part->rows;
	part->rows = 0;
	part->careful = true;
	scan_part_restart(part, false);
	while (!part->stopped && at < part->end &&
		(at < until || part->parser.pstate != ROW_AT_REST)) {
		size_t len = careful_read(part, at, &whole);

		if (len == 0)
			break;
		if (part->parser.pstate == ROW_AT_REST) {
			part->row_at = at;
			part->row_line = line;
			part->next_at = at + (off_t)len;
		}
		if (careful_line(part, part->block, len, line)) {
			at += (off_t)len;
			line += whole;
			continue;
		}
		/* On behind the first line of the row that went wrong: what came after it stood
		 * inside its quotes and was never taken. */
		scan_part_restart(part, false);
		part->skip = part->bad_count = 0;
		at = part->next_at;
		line = part->row_line + 1;
	}
	part->careful = false;
	part->at = part->rest = at;
	part->counted_lines = line - 1;
	if (part->parser.pstate != ROW_AT_REST) {
		part->rest = part->row_at;
		part->counted_lines = part->row_line - 1;
	}
	part->counted = part->rest;
	part->rows = part->bad_count = part->skip = 0;
}

/* A block, cut behind its last newline where it has one. */
static ssize_t part_block(struct scan_part *part)
{
	off_t left = part->end - part->at;
	ssize_t got = scan_part_read_at(
		part->fd, part->block, left < SCAN_BLOCK ? (size_t)left : SCAN_BLOCK, part->at);
	const char *newline;

	if (got <= 0 || (off_t)got == left)
		return got;
	newline = memrchr(part->block, '\n', (size_t)got);
	return newline != NULL ? newline - part->block + 1 : got;
}

void scan_part_go(struct scan_part *part)
{
	while (!part->stopped && part->at < part->end && part->why == 0) {
		ssize_t len = part_block(part);

		if (len <= 0) {
			part->why = len < 0 ? errno : 0;
			break;
		}
		if (memchr(part->block, '\0', (size_t)len) != NULL ||
			!parse_block(part, part->block, (size_t)len) || part->bad_count > 0 ||
			part->parser.entry_pos > TABLE_FIELD_MAX) {
			part_carefully(part, part->at + len);
			continue;
		}
		part->at += len;
		if (part->parser.pstate == ROW_AT_REST) {
			part->rest = part->at;
			part->rows = 0;
		}
	}
}

/* The end of the file: a last line without a newline, or a quote that was left open. */
void scan_part_finish(struct scan_part *part)
{
	while (!part->stopped && part->why == 0 && part->parser.pstate != ROW_AT_REST) {
		part_carefully(part, part->end);
		part->careful = true;
		if (part->stopped || part->parser.pstate == ROW_AT_REST ||
			csv_fini(&part->parser, scan_part_field, part_row, part) == 0)
			return;
		scan_part_fault(part, part->row_line, _("close the quote that opens here"),
			_("a quote is still open at the end of the file"));
		scan_part_restart(part, false);
		part->careful = false;
		part->at = part->rest = part->counted = part->next_at;
		part->counted_lines = part->row_line;
		part->rows = part->bad_count = 0;
		scan_part_go(part);
	}
}

void scan_part_init(struct scan_part *part, const struct table_scan *scan, void *context, int fd)
{
	*part = (struct scan_part){.scan = scan, .context = context, .fd = fd, .delimiter = ','};
	part->block = mem_new(SCAN_BLOCK);
	faults_init(&part->faults, "");
}

void scan_part_free(struct scan_part *part)
{
	csv_free(&part->parser);
	free(part->store);
	free(part->block);
	faults_free(&part->faults);
}

void scan_part_want_nothing(struct scan_part *part)
{
	for (size_t i = 0; i < TABLE_FIELDS_MAX; i++)
		if (!part->wanted[i])
			part->fields[i] = part->nothing;
}
