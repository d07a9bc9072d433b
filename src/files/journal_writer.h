/* One program run's journal, as the writer thread sees it: plain calls that block. */
#ifndef PEIL_FILES_JOURNAL_WRITER_H
#define PEIL_FILES_JOURNAL_WRITER_H

#include "base/err.h"
#include "base/id.h"
#include "model/record.h"
#include "model/rubric.h"
#include "model/session.h"
#include <sys/types.h>

#define JOURNAL_NAME_LEN (2 + ID_WRITER_LEN + 4) /* "j-<16 hex>.csv" */

struct journal_writer {
	int folder; /* the session folder; -1 when none is open */
	int dir;    /* our own directory in it */
	int fd;	    /* the journal; -1 before the first record */
	char id[ID_WRITER_LEN + 1];
	char name[JOURNAL_NAME_LEN + 1];
	char suspect[JOURNAL_NAME_LEN + 1]; /* a journal given up that holds nothing acknowledged */
	off_t good;   /* length up to the last whole line */
	size_t first; /* number of the first record in this journal, as its user counts */
	bool durable; /* its name was synced into the directory */
	bool acked;   /* something in it was acknowledged */
	bool spent;   /* may not be written any more */
};

/* Nothing open yet. */
void journal_writer_init(struct journal_writer *writer);
/* Open (or, unless `must_exist`, make) the folder and our directory in it. */
bool journal_writer_begin(struct journal_writer *writer, const char *path,
	const struct session *session, const struct rubric *rubric, bool must_exist,
	struct err *err);
bool journal_writer_is_open(const struct journal_writer *writer);
/* Append record number `number`; makes the file first, under a new id. 0 or an errno; after an
 * error the file ends with the last whole line, or is spent. */
int journal_writer_add(struct journal_writer *writer, const struct record *record, size_t number);
/* Sync the file and, the first time, its name. After an error the file was given up. */
int journal_writer_sync(struct journal_writer *writer);
/* Give the journal up (the folder stays open): the next record starts a new one. */
void journal_writer_drop(struct journal_writer *writer);
/* True when the journal was removed: what is in it is lost. */
bool journal_writer_lost(const struct journal_writer *writer);
/* True when `path` leads to the open folder. */
bool journal_writer_is_at(const struct journal_writer *writer, const char *path);
/* Close everything; 0 or the errno with which closing the journal failed. */
int journal_writer_end(struct journal_writer *writer);

/* Write records that are known from elsewhere into our directory, one synced journal for each of
 * their writers. 0 or an errno. */
int journal_writer_copy(struct journal_writer *writer, const struct record_list *records);

#endif
