/* Journals: one CSV file per program run, append only (formats.md section 2; robustness.md). */
#ifndef PEIL_FILES_JOURNAL_H
#define PEIL_FILES_JOURNAL_H

#include "base/err.h"
#include "model/record.h"
#include <sys/types.h>

struct buf;

#define JOURNAL_HEADER                                                                             \
	"v,writer,seq,at,event,round,rater,target,criterion,part,status,level,note,owner,due,"     \
	"check"

/* Append the record as one line with its check and a newline. */
void journal_line(struct buf *out, const struct record *record);
enum journal_verdict {
	JOURNAL_GOOD,
	JOURNAL_HEAD,	 /* the header line */
	JOURNAL_DAMAGED, /* check or shape is wrong */
	JOURNAL_VERSION, /* another format version: the file is refused */
};
/* Read one line (without its newline) into *out, which is initialised by this call when the
 * verdict is JOURNAL_GOOD and then owned by the caller. */
enum journal_verdict journal_parse(const char *line, size_t len, struct record *out);

/* What could not be used: one line for problems and exit status 3. */
struct journal_problem {
	char *file;    /* owned, relative to the session folder */
	unsigned line; /* 0: the file as a whole */
	char *message; /* owned, safe */
	bool unread;   /* the disk gave an error: there may be more than was read */
};
struct journal_problems {
	struct journal_problem *list;
	size_t count;
};
void journal_problem_add(struct journal_problems *problems, const char *file, unsigned line,
	const char *format, ...) __attribute__((format(printf, 4, 5)));
/* A file or folder could not be opened or read (errnum): what the system says, and that not all was
 * read, unless its owner has it so. */
void journal_problem_disk(struct journal_problems *problems, const char *file, int errnum);
/* The one added last is there because the disk gave an error. */
void journal_problem_unread(struct journal_problems *problems);
/* Whether any is. */
bool journal_problems_unread(const struct journal_problems *problems);
void journal_problems_free(struct journal_problems *problems);

/* What is in one journal file. */
struct journal_sum {
	uint64_t highest; /* highest good seq */
	uint64_t length;  /* in bytes, as it was read */
	size_t good, damaged;
	bool torn;	 /* the last line has no newline: harmless, never acknowledged */
	bool unreadable; /* a journal that could not be opened or read to its end, or is refused:
			  * when it is one's own, the order of records is lost (R7) */
};

/* Read the journal `name` under directory descriptor `dir` (O_NOFOLLOW; regular, one link, owned
 * by `owner`, at most 64 MiB, length as at fstat); good records are added to `records` (with
 * `owner` as their uid, and where their lines end), everything else is reported. `shown` is the
 * file's name in reports. False when it cannot be opened or read to its end, or is refused as a
 * whole (reported too). */
bool journal_read(int dir, const char *name, const char *shown, uid_t owner,
	struct record_list *records, struct journal_problems *problems, struct journal_sum *sum);

#endif
