#include "config.h"
#include "files/journal_writer.h"

#include "base/buf.h"
#include "base/mem.h"
#include "files/fd.h"
#include "files/journal.h"
#include "files/session_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEW_FILE (O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_APPEND)

void journal_writer_init(struct journal_writer *writer)
{
	memset(writer, 0, sizeof(*writer));
	writer->folder = writer->dir = writer->fd = -1;
}

bool journal_writer_is_open(const struct journal_writer *writer)
{
	return writer->dir >= 0;
}

bool journal_writer_begin(struct journal_writer *writer, const char *path,
	const struct session *session, const struct rubric *rubric, bool must_exist,
	struct err *err)
{
	bool there = must_exist ? session_is_at(path, session, err)
				: session_make(path, session, rubric, err);

	if (!there)
		return false;
	writer->dir = session_rater_dir(path, session, err);
	if (writer->dir < 0)
		return false;
	writer->folder = fd_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
	return true;
}

static int start(struct journal_writer *writer, size_t number)
{
	id_random(writer->id, ID_WRITER_LEN);
	snprintf(writer->name, sizeof(writer->name), "j-%s.csv", writer->id);
	writer->fd = fd_open(writer->dir, writer->name, NEW_FILE, 0640);
	if (writer->fd < 0)
		return errno;
	writer->good = 0;
	writer->first = number;
	writer->durable = writer->acked = writer->spent = false;
	return 0;
}

/* Back to the last whole line. Where a new file may go on when this one cannot, or where the torn
 * line cannot be taken away, this one is done with. */
static void recover(struct journal_writer *writer, int problem)
{
	if (ftruncate(writer->fd, writer->good) != 0 || problem == EIO || problem == EFBIG)
		writer->spent = true;
}

int journal_writer_add(struct journal_writer *writer, const struct record *record, size_t number)
{
	struct buf line = BUF_EMPTY;
	struct record own = *record; /* borrows the strings */
	int problem;

	if (writer->fd >= 0 && writer->spent)
		journal_writer_drop(writer);
	if (writer->fd < 0 && (problem = start(writer, number)) != 0)
		return problem;
	memcpy(own.writer, writer->id, sizeof(own.writer));
	if (writer->good == 0)
		buf_text_add(&line, JOURNAL_HEADER "\n");
	journal_line(&line, &own);
	problem = fd_write(writer->fd, line.data, line.len);
	if (problem == 0)
		writer->good += (off_t)line.len;
	else
		recover(writer, problem);
	buf_free(&line);
	return problem;
}

int journal_writer_sync(struct journal_writer *writer)
{
	int problem = fd_sync_data(writer->fd);

	if (problem == 0 && !writer->durable)
		problem = fd_sync_dir(writer->dir);
	if (problem != 0)
		journal_writer_drop(writer);
	else
		writer->durable = true;
	return problem;
}

/* A disk that fails every few seconds must not fill up with journals that hold nothing
 * acknowledged: the last of them stays, in case the program ends before the next try. */
void journal_writer_drop(struct journal_writer *writer)
{
	if (writer->fd < 0)
		return;
	fd_close(writer->fd);
	writer->fd = -1;
	if (writer->acked)
		return;
	if (writer->good == 0) {
		unlinkat(writer->dir, writer->name, 0);
		return;
	}
	if (writer->suspect[0] != '\0')
		unlinkat(writer->dir, writer->suspect, 0);
	memcpy(writer->suspect, writer->name, sizeof(writer->suspect));
}

bool journal_writer_lost(const struct journal_writer *writer)
{
	struct stat about;

	return writer->fd >= 0 && (fstat(writer->fd, &about) != 0 || about.st_nlink == 0);
}

bool journal_writer_is_at(const struct journal_writer *writer, const char *path)
{
	struct stat open, there;

	return writer->folder >= 0 && fstat(writer->folder, &open) == 0 &&
	       stat(path, &there) == 0 && open.st_dev == there.st_dev &&
	       open.st_ino == there.st_ino;
}

int journal_writer_end(struct journal_writer *writer)
{
	int problem = 0;

	if (writer->fd >= 0) {
		problem = fd_close(writer->fd);
		if (writer->good == 0)
			unlinkat(writer->dir, writer->name, 0);
	}
	if (writer->dir >= 0)
		fd_close(writer->dir);
	if (writer->folder >= 0)
		fd_close(writer->folder);
	journal_writer_init(writer);
	return problem;
}

static int copy_whole(int dir, const char *name, const struct buf *text)
{
	int fd = fd_open(dir, name, NEW_FILE, 0640), problem, closed;

	if (fd < 0)
		return errno;
	problem = fd_write(fd, text->data, text->len);
	if (problem == 0)
		problem = fd_sync_data(fd);
	closed = fd_close(fd);
	if (problem == 0)
		problem = closed;
	if (problem != 0)
		unlinkat(dir, name, 0);
	return problem;
}

/* Where the folder has a journal of that name already, ours goes beside it: readers make one of
 * equal lines. */
static int copy_one(int dir, const char *writer, const struct buf *text)
{
	char name[JOURNAL_NAME_LEN + 16], beside[9];
	int problem;

	snprintf(name, sizeof(name), "j-%s.csv", writer);
	problem = copy_whole(dir, name, text);
	if (problem != EEXIST)
		return problem;
	id_random(beside, 8);
	snprintf(name, sizeof(name), "j-%s-%s.csv", writer, beside);
	return copy_whole(dir, name, text);
}

int journal_writer_copy(struct journal_writer *writer, const struct record_list *records)
{
	bool *done = mem_new(records->count + 1);
	int problem = 0;

	for (size_t i = 0; problem == 0 && i < records->count; i++) {
		const char *id = records->list[i].writer;
		struct buf text = BUF_EMPTY;

		if (done[i])
			continue;
		buf_text_add(&text, JOURNAL_HEADER "\n");
		for (size_t k = i; k < records->count; k++) {
			if (strcmp(records->list[k].writer, id) != 0)
				continue;
			done[k] = true;
			journal_line(&text, &records->list[k]);
		}
		problem = copy_one(writer->dir, id, &text);
		buf_free(&text);
	}
	free(done);
	return problem != 0 ? problem : fd_sync_dir(writer->dir);
}
