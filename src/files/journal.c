#include "config.h"
#include "files/journal.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/fd.h"
#include "files/table.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define JOURNAL_VERSION_WORD "1"
#define JOURNAL_SIZE_MAX     ((off_t)64 << 20)
#define CHUNK		     65536

enum column {
	COLUMN_V,
	COLUMN_WRITER,
	COLUMN_SEQ,
	COLUMN_AT,
	COLUMN_EVENT,
	COLUMN_ROUND,
	COLUMN_RATER,
	COLUMN_TARGET,
	COLUMN_CRITERION,
	COLUMN_PART,
	COLUMN_STATUS,
	COLUMN_LEVEL,
	COLUMN_NOTE,
	COLUMN_OWNER,
	COLUMN_DUE,
	COLUMN_CHECK,
	COLUMNS
};

static void add_field(struct buf *out, const char *text)
{
	table_field(out, text, ',', false);
	buf_byte(out, ',');
}

/* A record is one line: what would break it is written as \n, and so a backslash as \\. */
static void add_escaped(struct buf *out, const char *text)
{
	struct buf escaped = BUF_EMPTY;

	for (const char *at = text; *at != '\0'; at++) {
		if (*at == '\n')
			buf_text_add(&escaped, "\\n");
		else if (*at == '\\')
			buf_text_add(&escaped, "\\\\");
		else
			buf_byte(&escaped, *at);
	}
	add_field(out, buf_text(&escaped));
	buf_free(&escaped);
}

/* Names and the like hold no newline; should one get here, the line still stays one line. */
static void add_plain(struct buf *out, const char *text)
{
	size_t start = out->len;

	add_field(out, text);
	for (size_t i = start; i < out->len; i++) {
		if (out->data[i] == '\n')
			out->data[i] = ' ';
	}
}

void journal_line(struct buf *out, const struct record *record)
{
	char check[ID_CHECK_LEN + 1];
	size_t start = out->len;

	buf_format(out, JOURNAL_VERSION_WORD ",%s,%" PRIu64 ",%s,%s,", record->writer, record->seq,
		record->at, record_event_word(record->event));
	add_plain(out, record->round);
	add_plain(out, record->rater);
	add_plain(out, record->target);
	add_plain(out, record->criterion);
	add_plain(out, record->part);
	buf_format(out, "%s,", record_status_word(record->status));
	add_plain(out, record->level);
	add_escaped(out, record->note);
	add_plain(out, record->owner);
	add_plain(out, record->due);
	id_check(check, out->data + start, out->len - 1 - start);
	buf_format(out, "%s\n", check);
}

static char *unescaped(const char *text)
{
	struct buf out = BUF_EMPTY;

	for (const char *at = text; *at != '\0'; at++) {
		if (at[0] == '\\' && at[1] == 'n') {
			buf_byte(&out, '\n');
			at++;
		} else if (at[0] == '\\' && at[1] == '\\') {
			buf_byte(&out, '\\');
			at++;
		} else {
			buf_byte(&out, *at);
		}
	}
	return buf_take(&out);
}

static bool check_holds(const char *line, size_t len)
{
	char check[ID_CHECK_LEN + 1];
	size_t body;

	if (len <= ID_CHECK_LEN + 1)
		return false;
	body = len - ID_CHECK_LEN - 1;
	if (line[body] != ',')
		return false;
	id_check(check, line, body);
	return memcmp(check, line + body + 1, ID_CHECK_LEN) == 0;
}

static bool fill(struct record *record, const char *const *fields)
{
	enum record_event event;
	enum record_status status;
	uint64_t seq;

	if (!id_is_hex(fields[COLUMN_WRITER], ID_WRITER_LEN) ||
		strlen(fields[COLUMN_AT]) >= sizeof(record->at) ||
		!decimal_whole(fields[COLUMN_SEQ], UINT64_MAX / 2, &seq) || seq == 0 ||
		!record_event_from(fields[COLUMN_EVENT], &event) ||
		!record_status_from(fields[COLUMN_STATUS], &status))
		return false;
	memset(record, 0, sizeof(*record));
	strcpy(record->writer, fields[COLUMN_WRITER]);
	strcpy(record->at, fields[COLUMN_AT]);
	record->seq = seq;
	record->event = event;
	record->status = status;
	record->round = mem_text(fields[COLUMN_ROUND]);
	record->rater = mem_text(fields[COLUMN_RATER]);
	record->target = mem_text(fields[COLUMN_TARGET]);
	record->criterion = mem_text(fields[COLUMN_CRITERION]);
	record->part = mem_text(fields[COLUMN_PART]);
	record->level = mem_text(fields[COLUMN_LEVEL]);
	record->note = unescaped(fields[COLUMN_NOTE]);
	record->owner = mem_text(fields[COLUMN_OWNER]);
	record->due = mem_text(fields[COLUMN_DUE]);
	return true;
}

static enum journal_verdict parse(
	const char *line, size_t len, struct record *out, struct buf *store)
{
	const char *fields[COLUMNS];
	const size_t version = strlen(JOURNAL_VERSION_WORD);

	if (len == strlen(JOURNAL_HEADER) && memcmp(line, JOURNAL_HEADER, len) == 0)
		return JOURNAL_HEAD;
	/* The check comes first: a flipped bit in the version is damage, not another version. */
	if (!check_holds(line, len))
		return JOURNAL_DAMAGED;
	if (len <= version || memcmp(line, JOURNAL_VERSION_WORD ",", version + 1) != 0)
		return JOURNAL_VERSION;
	if (table_split(line, len, store, fields, COLUMNS) != COLUMNS || !fill(out, fields))
		return JOURNAL_DAMAGED;
	return JOURNAL_GOOD;
}

enum journal_verdict journal_parse(const char *line, size_t len, struct record *out)
{
	struct buf store = BUF_EMPTY;
	enum journal_verdict verdict = parse(line, len, out, &store);

	buf_free(&store);
	return verdict;
}

void journal_problem_add(
	struct journal_problems *problems, const char *file, unsigned line, const char *format, ...)
{
	struct journal_problem *problem;
	struct buf message = BUF_EMPTY;
	va_list args;

	problems->list = mem_grow(
		problems->list, problems->count, problems->count + 1, sizeof(*problems->list));
	problem = &problems->list[problems->count++];
	va_start(args, format);
	buf_vformat(&message, format, args);
	va_end(args);
	problem->file = text_safe_copy(file, TEXT_NAME);
	problem->line = line;
	problem->unread = false;
	problem->message = text_safe_copy(buf_text(&message), TEXT_NAME);
	buf_free(&message);
}

/* What a rater can bring about with the own files hinders nobody else: that is only said. */
void journal_problem_disk(struct journal_problems *problems, const char *file, int errnum)
{
	char reason[128];

	journal_problem_add(problems, file, 0, "%s", strerror_r(errnum, reason, sizeof(reason)));
	if (errnum != EACCES && errnum != EPERM && errnum != ENOENT && errnum != ENXIO &&
		errnum != ENOTDIR && errnum != ELOOP)
		journal_problem_unread(problems);
}

void journal_problem_unread(struct journal_problems *problems)
{
	problems->list[problems->count - 1].unread = true;
}

bool journal_problems_unread(const struct journal_problems *problems)
{
	bool unread = false;

	for (size_t i = 0; i < problems->count; i++)
		unread |= problems->list[i].unread;
	return unread;
}

void journal_problems_free(struct journal_problems *problems)
{
	for (size_t i = 0; i < problems->count; i++) {
		free(problems->list[i].file);
		free(problems->list[i].message);
	}
	free(problems->list);
	memset(problems, 0, sizeof(*problems));
}

/* One journal being read. */
struct reading {
	const char *shown;
	struct record_list *records;
	struct journal_problems *problems;
	struct journal_sum *sum;
	struct buf store; /* the fields of a line */
	struct buf rest;  /* bytes that are not yet a whole line */
	unsigned line;
	uint64_t end; /* of the line in hand, in bytes */
	uid_t owner;
	bool refused; /* another format version */
};

static void take_line(struct reading *reading, const char *line, size_t len)
{
	struct record record;

	reading->line++;
	reading->end += len + 1;
	switch (parse(line, len, &record, &reading->store)) {
	case JOURNAL_GOOD:
		record.uid = reading->owner;
		record.end = reading->end;
		if (record.seq > reading->sum->highest)
			reading->sum->highest = record.seq;
		reading->sum->good++;
		record_list_add(reading->records, &record);
		break;
	case JOURNAL_HEAD: break;
	case JOURNAL_DAMAGED:
		reading->sum->damaged++;
		journal_problem_add(reading->problems, reading->shown, reading->line, "%s",
			_("this line is damaged and was not used"));
		break;
	case JOURNAL_VERSION:
		reading->refused = true;
		journal_problem_add(reading->problems, reading->shown, reading->line, "%s",
			_("this file has a newer format and was not used; hint: use a newer peil"));
		break;
	}
}

static void take_lines(struct reading *reading)
{
	const char *at = reading->rest.data;
	size_t left = reading->rest.len;

	while (left > 0 && !reading->refused) {
		const char *end = memchr(at, '\n', left);

		if (end == NULL)
			break;
		take_line(reading, at, (size_t)(end - at));
		left -= (size_t)(end - at) + 1;
		at = end + 1;
	}
	if (left > 0)
		memmove(reading->rest.data, at, left);
	buf_cut(&reading->rest, left);
}

/* Up to the length at fstat: what another program adds meanwhile is for the next time. */
static int take_file(struct reading *reading, int fd, off_t size)
{
	char chunk[CHUNK];
	int interrupts = 0;

	while (size > 0 && !reading->refused) {
		size_t want = size < CHUNK ? (size_t)size : CHUNK;
		ssize_t got = read(fd, chunk, want);

		if (got < 0 && errno == EINTR && ++interrupts < CHUNK)
			continue;
		if (got < 0)
			return errno;
		if (got == 0)
			break;
		size -= got;
		buf_add(&reading->rest, chunk, (size_t)got);
		take_lines(reading);
	}
	return 0;
}

static void take_tail(struct reading *reading)
{
	const struct buf *rest = &reading->rest;

	if (rest->len == 0)
		return;
	reading->line++;
	if (memchr(rest->data, '\0', rest->len) != NULL) {
		reading->sum->damaged++;
		journal_problem_add(reading->problems, reading->shown, reading->line, "%s",
			_("the end of this file is damaged and was not used"));
		return;
	}
	reading->sum->torn = true;
	journal_problem_add(reading->problems, reading->shown, reading->line, "%s",
		_("the last line is not finished; it was never marked as saved"));
}

/* NULL when it is a file that we may read; else why not. */
static const char *refuse(const struct stat *about, uid_t owner)
{
	if (!S_ISREG(about->st_mode))
		return _("this is not an ordinary file and was not used");
	if (about->st_nlink > 1)
		return _("this file has a second name elsewhere and was not used");
	if (about->st_uid != owner)
		return _("this file belongs to someone else and was not used");
	if (about->st_size > JOURNAL_SIZE_MAX)
		return _("this file is too large and was not used");
	return NULL;
}

static void cut_records(struct record_list *records, size_t count)
{
	while (records->count > count)
		record_free(&records->list[--records->count]);
}

static bool read_open(struct reading *reading, int fd, off_t size)
{
	size_t before = reading->records->count;
	int problem = take_file(reading, fd, size);

	if (reading->refused) {
		cut_records(reading->records, before);
		reading->sum->unreadable = true;
		return false;
	}
	if (problem != 0) {
		reading->sum->unreadable = true;
		journal_problem_add(reading->problems, reading->shown, 0, "%s: %s",
			_("this file could not be read to its end"), strerror(problem));
		journal_problem_unread(reading->problems);
		return false;
	}
	if (size == 0)
		journal_problem_add(
			reading->problems, reading->shown, 0, "%s", _("this file is empty"));
	take_tail(reading);
	return true;
}

bool journal_read(int dir, const char *name, const char *shown, uid_t owner,
	struct record_list *records, struct journal_problems *problems, struct journal_sum *sum)
{
	struct reading reading = {.shown = shown,
		.records = records,
		.problems = problems,
		.sum = sum,
		.owner = owner};
	struct stat about;
	const char *why;
	bool done;
	int fd;

	memset(sum, 0, sizeof(*sum));
	/* O_NONBLOCK: opening a pipe must not wait for its other end. */
	fd = fd_open(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
	if (fd < 0 || fstat(fd, &about) != 0) {
		sum->unreadable = errno != ELOOP && errno != ENOENT && errno != ENXIO;
		if (errno == ELOOP)
			journal_problem_add(
				problems, shown, 0, "%s", _("this is a link and was not used"));
		else
			journal_problem_disk(problems, shown, errno);
		if (fd >= 0)
			fd_close(fd);
		return false;
	}
	why = refuse(&about, owner);
	if (why != NULL) {
		/* A backup made of hard links must not make a person's own answers vanish unseen.
		 */
		sum->unreadable = S_ISREG(about.st_mode) && about.st_uid == owner;
		journal_problem_add(problems, shown, 0, "%s", why);
		fd_close(fd);
		return false;
	}
	sum->length = (uint64_t)about.st_size;
	done = read_open(&reading, fd, about.st_size);
	fd_close(fd);
	buf_free(&reading.store);
	buf_free(&reading.rest);
	return done;
}
