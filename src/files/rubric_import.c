#include "config.h"

#include "files/rubric_import.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/canvas.h"
#include "files/fd.h"
#include "files/moodle.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MOST (8 << 20)

/* --- the file ----------------------------------------------------------------------------------
 */

static bool read_all(int fd, struct buf *out, const char *path, struct err *err)
{
	int problem = fd_read(fd, out, FILE_MOST + 1);

	if (problem != 0)
		return err_errno(err, ERR_INPUT, path, problem, "cannot read this file");
	return out->len <= FILE_MOST ||
	       err_set(err, ERR_INPUT, path, "more than 8 MiB: this is no rubric file");
}

static bool read_file(const char *path, struct buf *out, struct err *err)
{
	int fd = fd_open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
	struct stat is;
	bool good;

	if (fd < 0)
		return err_errno(err, ERR_INPUT, path, errno, "cannot open this file");
	if (fstat(fd, &is) != 0 || !S_ISREG(is.st_mode))
		good = err_set(err, ERR_INPUT, path, "this is not a file");
	else
		good = read_all(fd, out, path, err);
	fd_close(fd);
	return good;
}

/* --- what is in it -----------------------------------------------------------------------------
 */

static enum import_format guess(const char *bytes, size_t len)
{
	size_t at = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

	while (at < len && strchr(" \t\r\n", bytes[at]) && bytes[at] != '\0')
		at++;
	return at < len && bytes[at] == '<' ? IMPORT_MOODLE : IMPORT_CANVAS;
}

/* One message about another encoding, not one a field. */
static bool check_encoding(const char *bytes, size_t len, struct faults *faults)
{
	size_t wrong = text_valid(bytes, len);
	unsigned line = 1;

	if (wrong == len)
		return true;
	for (size_t i = 0; i < wrong; i++)
		line += bytes[i] == '\n';
	faults_add(faults, FAULT_ERROR, line, 0,
		"save it as CSV UTF-8, or: iconv -f WINDOWS-1252 -t UTF-8 FILE >NEW",
		"not UTF-8 at byte %zu", wrong + 1);
	return false;
}

static void read_canvas(
	const char *bytes, size_t len, struct foreign_list *list, struct faults *faults)
{
	int fd = memfd_create("canvas", MFD_CLOEXEC);
	struct err err = ERR_OK;

	if (!check_encoding(bytes, len, faults)) {
		if (fd >= 0)
			fd_close(fd);
		return;
	}
	if (fd < 0 || fd_write(fd, bytes, len) != 0 || lseek(fd, 0, SEEK_SET) != 0 ||
		!canvas_read(fd, list, faults, &err))
		faults_add(faults, FAULT_ERROR, 0, 0, NULL, "cannot be read: %s",
			err.message ? err.message : strerror(errno));
	err_free(&err);
	if (fd >= 0)
		fd_close(fd);
}

static void make_all(struct foreign_list *list, const char *lang, const char *source,
	struct imported *out, struct faults *faults)
{
	const char **taken = mem_grow(NULL, 0, list->count + 1, sizeof(*taken));

	out->list = mem_grow(NULL, 0, list->count + 1, sizeof(struct rubric *));
	for (size_t i = 0; i < list->count; i++) {
		struct rubric *rubric =
			foreign_make(&list->list[i], lang, source, taken, out->count, faults);

		if (!rubric)
			continue;
		taken[out->count] = rubric->id;
		out->list[out->count++] = rubric;
	}
	free(taken);
}

void rubric_import_bytes(const char *bytes, size_t len, enum import_format format, const char *lang,
	struct imported *out, struct faults *faults)
{
	struct foreign_list list = {NULL, 0};
	bool moodle;

	if (format == IMPORT_GUESS)
		format = guess(bytes, len);
	moodle = format == IMPORT_MOODLE;
	if (moodle)
		moodle_read(bytes, len, &list, faults);
	else
		read_canvas(bytes, len, &list, faults);
	make_all(&list, lang, moodle ? "Moodle" : "Canvas", out, faults);
	faults_sort(faults);
	foreign_free(&list);
}

bool rubric_import(const char *path, enum import_format format, const char *lang,
	struct imported *out, struct faults *faults, struct err *err)
{
	struct buf bytes = BUF_EMPTY;
	bool good = read_file(path, &bytes, err);

	*out = (struct imported){NULL, 0};
	if (good)
		rubric_import_bytes(buf_text(&bytes), bytes.len, format, lang, out, faults);
	buf_free(&bytes);
	return good;
}

void imported_free(struct imported *imported)
{
	for (size_t i = 0; i < imported->count; i++)
		rubric_free(imported->list[i]);
	free(imported->list);
	*imported = (struct imported){NULL, 0};
}
