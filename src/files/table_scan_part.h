/* One parser on its part of a large table; what table_scan.c and table_scan_part.c share. Blocks go
 * through libcsv as they are; where something is wrong the part is read again from the last place
 * between two rows, line by line, so that the line can be named and the rest be used. */
#ifndef PEIL_FILES_TABLE_SCAN_PART_H
#define PEIL_FILES_TABLE_SCAN_PART_H

#include "base/err.h"
#include "files/table.h"

#include <csv.h>
#include <pthread.h>
#include <sys/types.h>

#define SCAN_BLOCK   262144
#define SCAN_BAD_MAX 64

/* One parser and its part of the file: [start, end), read up to `at`. */
struct scan_part {
	const struct table_scan *scan;
	void *context;
	size_t number;
	int fd;
	bool wanted[TABLE_FIELDS_MAX];
	size_t columns;
	char delimiter;
	struct csv_parser parser;
	/* the row at hand; columns that are not wanted are `nothing` */
	char *store;
	size_t used, room, count;
	char *fields[TABLE_FIELDS_MAX], nothing[1];
	char *block;
	off_t start, at, end;
	/* the last place known to be between two rows, rows taken since, and which were bad */
	off_t rest;
	size_t rows, bad[SCAN_BAD_MAX], bad_count;
	/* lines are counted only where one is to be named: so many before `counted` */
	off_t counted;
	size_t counted_lines;
	/* careful reading: where the row at hand starts, and where its second line would; rows
	 * below `skip` were taken before */
	bool careful;
	off_t row_at, next_at;
	size_t row_line, skip;
	struct faults faults;
	int why; /* errno of a read that failed */
	bool stopped;
	pthread_t thread;
	bool running;
};

/* A part without a place in the file yet. */
void scan_part_init(struct scan_part *part, const struct table_scan *scan, void *context, int fd);
void scan_part_free(struct scan_part *part); /* contents only */
/* A parser that knows nothing yet. */
void scan_part_restart(struct scan_part *part, bool first);
/* After `wanted` was filled in: the other columns are "". */
void scan_part_want_nothing(struct scan_part *part);
/* libcsv's callback for a field. */
void scan_part_field(void *text, size_t len, void *context);
void scan_part_fault(struct scan_part *part, size_t line, const char *hint, const char *message);
/* Read to the end of the part, or until `stopped` or `why`. */
void scan_part_go(struct scan_part *part);
/* The end of the file: a last line without a newline, or a quote that was left open. */
void scan_part_finish(struct scan_part *part);
/* How many lines of this part end before `at`, which is not before `counted`. Reads them. */
size_t scan_part_lines_to(struct scan_part *part, off_t at);
/* pread, also after a signal. */
ssize_t scan_part_read_at(int fd, char *bytes, size_t most, off_t at);

#endif
