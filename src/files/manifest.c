#include "config.h"
#include "files/manifest.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/fd.h"
#include "files/session_parts.h"
#include "files/state_dir.h"
#include "files/table.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define HEADER		 "uid,person,journal,length,fingerprint"
#define COLUMNS		 5
#define SIZE_MAX_OF_FILE ((off_t)64 << 20)

/* The first `length` bytes (UINT64_MAX: all) of a file; 0 or an errno. */
static int load(const char *file, uint64_t length, struct buf *out)
{
	int problem = fd_load(AT_FDCWD, file, SIZE_MAX_OF_FILE, out);

	if (problem == 0 && out->len > length)
		buf_cut(out, (size_t)length);
	return problem;
}

static char *journal_path(const char *path, const char *journal)
{
	struct buf file = BUF_EMPTY;

	buf_format(&file, "%s/" SESSION_RATERS "/%s", path, journal);
	return buf_take(&file);
}

static struct manifest_line *add(struct manifest *manifest)
{
	size_t count = manifest->count;

	if ((count & (count - 1)) == 0)
		manifest->list = mem_grow(
			manifest->list, count, count > 0 ? 2 * count : 1, sizeof(*manifest->list));
	memset(&manifest->list[count], 0, sizeof(*manifest->list));
	return &manifest->list[manifest->count++];
}

static int line_order(const void *a, const void *b)
{
	return strcmp(((const struct manifest_line *)a)->journal,
		((const struct manifest_line *)b)->journal);
}

static void sort(struct manifest *manifest)
{
	if (manifest->count > 0)
		qsort(manifest->list, manifest->count, sizeof(*manifest->list), line_order);
}

static bool take_line(struct manifest *manifest, const char *text, size_t len, struct buf *store)
{
	const char *fields[COLUMNS];
	struct manifest_line *line;
	uint64_t uid, length;

	if (table_split(text, len, store, fields, COLUMNS) != COLUMNS ||
		!decimal_whole(fields[0], UINT32_MAX, &uid) || strstr(fields[2], "..") != NULL ||
		!decimal_whole(fields[3], UINT64_MAX / 2, &length) ||
		!id_is_hex(fields[4], ID_FINGERPRINT_LEN))
		return false;
	line = add(manifest);
	line->uid = (long)uid;
	line->person = mem_text(fields[1]);
	line->journal = mem_text(fields[2]);
	line->length = length;
	strcpy(line->fingerprint, fields[4]);
	return true;
}

/* 0, or the line that is wrong. */
static unsigned parse(struct manifest *manifest, const struct buf *text)
{
	const char *at = buf_text(text), *last = at + text->len;
	struct buf store = BUF_EMPTY;
	unsigned number = 1;
	bool good = true;

	while (good && (at < last || number == 1)) {
		const char *end = memchr(at, '\n', (size_t)(last - at));
		size_t len = end != NULL ? (size_t)(end - at) : 0;

		if (number == 1)
			good = len == strlen(HEADER) && memcmp(at, HEADER, len) == 0;
		else
			good = end != NULL && take_line(manifest, at, len, &store);
		at += len + 1;
		number++;
	}
	buf_free(&store);
	sort(manifest);
	return good ? 0 : number - 1;
}

bool manifest_read(const char *path, unsigned number, struct manifest *manifest, struct err *err)
{
	char *file = state_dir_file(path, number, STATE_MANIFEST);
	struct buf text = BUF_EMPTY, shown = BUF_EMPTY;
	int problem = load(file, UINT64_MAX, &text);
	unsigned wrong = 0;
	bool good = true;

	memset(manifest, 0, sizeof(*manifest));
	manifest->number = number;
	if (problem == 0)
		wrong = parse(manifest, &text);
	buf_text_add(&shown, file + strlen(path) + 1);
	if (wrong > 0)
		buf_format(&shown, ":%u", wrong);
	if (problem != 0)
		good = err_errno(err, ERR_PARTIAL, buf_text(&shown), problem, "%s",
			_("this cannot be read"));
	else if (wrong > 0)
		good = err_set(err, ERR_INPUT, buf_text(&shown), "%s",
			_("this list of journals is damaged"));
	if (!good)
		manifest_free(manifest);
	buf_free(&text);
	buf_free(&shown);
	free(file);
	return good;
}

void manifest_free(struct manifest *manifest)
{
	for (size_t i = 0; i < manifest->count; i++) {
		free(manifest->list[i].person);
		free(manifest->list[i].journal);
	}
	free(manifest->list);
	memset(manifest, 0, sizeof(*manifest));
}

const struct manifest_line *manifest_find(const struct manifest *manifest, const char *journal)
{
	struct manifest_line key = {.journal = (char *)journal};

	if (manifest->count == 0)
		return NULL;
	return bsearch(&key, manifest->list, manifest->count, sizeof(key), line_order);
}

bool manifest_take(struct manifest *manifest, const char *path, const char *journal, long uid,
	const char *person, uint64_t length, struct err *err)
{
	char *file = journal_path(path, journal);
	struct buf text = BUF_EMPTY;
	struct manifest_line *line;
	int problem = load(file, length, &text);

	if (problem == 0) {
		line = add(manifest);
		line->uid = uid;
		line->person = mem_text(person);
		line->journal = mem_text(journal);
		line->length = text.len;
		id_fingerprint(line->fingerprint, text.data, text.len);
	} else {
		err_errno(err, ERR_SAVE, file, problem, "%s", _("this cannot be read"));
	}
	buf_free(&text);
	free(file);
	return problem == 0;
}

bool manifest_write(struct manifest *manifest, const char *path, struct err *err)
{
	struct buf text = BUF_EMPTY;
	bool done;

	sort(manifest);
	buf_text_add(&text, HEADER "\n");
	for (size_t i = 0; i < manifest->count; i++) {
		const struct manifest_line *line = &manifest->list[i];

		buf_format(&text, "%ld,", line->uid);
		table_field(&text, line->person, ',', false);
		buf_byte(&text, ',');
		table_field(&text, line->journal, ',', false);
		buf_format(&text, ",%" PRIu64 ",%s\n", line->length, line->fingerprint);
	}
	done = state_dir_add_bytes(
		path, STATE_MANIFEST, text.data, text.len, &manifest->number, err);
	buf_free(&text);
	return done;
}

bool manifest_holds(const struct manifest_line *line, const char *path)
{
	char fingerprint[ID_FINGERPRINT_LEN + 1];
	char *file = journal_path(path, line->journal);
	struct buf text = BUF_EMPTY;
	bool good = load(file, line->length, &text) == 0 && text.len == line->length;

	if (good) {
		id_fingerprint(fingerprint, text.data, text.len);
		good = strcmp(fingerprint, line->fingerprint) == 0;
	}
	buf_free(&text);
	free(file);
	return good;
}
