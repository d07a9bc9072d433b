#include "config.h"
#include "files/before_file.h"

#include "base/buf.h"
#include "base/mem.h"
#include "files/atomic.h"
#include "files/ini.h"
#include "files/session_parts.h"
#include "files/table.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define BEFORE_FILE "before.csv"
#define HEADER	    "moment,criterion,text,owner,due"
#define COLUMNS	    5

static void add(struct before *before, enum session_moment moment, size_t criterion,
	const char *text, const char *owner, const char *due)
{
	before->list =
		mem_grow(before->list, before->count, before->count + 1, sizeof(*before->list));
	before->list[before->count++] = (struct walk_before){.criterion = criterion,
		.moment = moment,
		.text = mem_text(text),
		.owner = mem_text(owner),
		.due = mem_text(due)};
}

void before_free(struct before *before)
{
	for (size_t i = 0; i < before->count; i++) {
		free(before->list[i].text);
		free(before->list[i].owner);
		free(before->list[i].due);
	}
	free(before->list);
	memset(before, 0, sizeof(*before));
}

/* The last record of the same agreement stands; records come in their order. */
static bool stands(const struct session_data *data, size_t at)
{
	const struct record *record = &data->records.list[at];

	if (record->event != RECORD_AGREEMENT || record->status == RECORD_REMOVED ||
		record->note[0] == '\0')
		return false;
	if (data->ledger != NULL)
		return data->ledger->used[at];
	for (size_t i = at + 1; i < data->records.count; i++) {
		if (record_key_order(&data->records.list[i], record) == 0)
			return false;
	}
	return true;
}

void before_collect(const struct session_data *data, struct before *before)
{
	before_read(data->path, data->rubric, before);
	for (size_t i = 0; i < data->records.count; i++) {
		const struct record *record = &data->records.list[i];
		size_t criterion = rubric_find_criterion(data->rubric, record->criterion);

		if (criterion != RUBRIC_NONE && stands(data, i))
			add(before, data->session.moment, criterion, record->note, record->owner,
				record->due);
	}
}

bool before_write(
	const char *path, const struct rubric *rubric, const struct before *before, struct err *err)
{
	char *file = session_join(path, BEFORE_FILE);
	struct buf text = BUF_EMPTY;
	mode_t mask = umask(022);
	bool done = true;

	buf_text_add(&text, HEADER "\n");
	for (size_t i = 0; i < before->count; i++) {
		const struct walk_before *one = &before->list[i];
		struct buf line = BUF_EMPTY;
		const char *const cells[COLUMNS] = {session_moment_word(one->moment),
			rubric->criteria[one->criterion].id, one->text, one->owner, one->due};

		for (size_t k = 0; k < COLUMNS; k++) {
			if (k > 0)
				buf_byte(&line, ',');
			table_text_field(&line, cells[k], ',');
		}
		/* A row a line. */
		for (size_t k = 0; k < line.len; k++) {
			if (line.data[k] == '\n' || line.data[k] == '\r')
				line.data[k] = ' ';
		}
		buf_add(&text, line.data, line.len);
		buf_byte(&text, '\n');
		buf_free(&line);
	}
	if (before->count > 0)
		done = atomic_write(file, text.data, text.len, 0644, true, err);
	umask(mask);
	buf_free(&text);
	free(file);
	return done;
}

static void take_line(
	const char *line, size_t len, const struct rubric *rubric, struct before *before)
{
	const char *fields[TABLE_FIELDS_MAX];
	char *cells[COLUMNS];
	struct buf store = BUF_EMPTY;
	enum session_moment moment;
	size_t criterion;

	if (table_split(line, len, &store, fields, TABLE_FIELDS_MAX) != COLUMNS) {
		buf_free(&store);
		return;
	}
	for (size_t k = 0; k < COLUMNS; k++) {
		cells[k] = mem_text(fields[k]);
		table_unguard(cells[k]);
	}
	criterion = rubric_find_criterion(rubric, cells[1]);
	if (criterion != RUBRIC_NONE && session_moment_from(cells[0], &moment))
		add(before, moment, criterion, cells[2], cells[3], cells[4]);
	for (size_t k = 0; k < COLUMNS; k++)
		free(cells[k]);
	buf_free(&store);
}

void before_read(const char *path, const struct rubric *rubric, struct before *before)
{
	char *file = session_join(path, BEFORE_FILE);
	struct buf bytes = BUF_EMPTY;
	struct faults faults;

	memset(before, 0, sizeof(*before));
	faults_init(&faults, file);
	if (ini_file_bytes(file, &bytes, &faults)) {
		for (const char *at = buf_text(&bytes); *at != '\0';) {
			size_t len = strcspn(at, "\n");

			take_line(at, len, rubric, before);
			at += len + (at[len] == '\n');
		}
	}
	faults_free(&faults);
	buf_free(&bytes);
	free(file);
}
