/* A large table of ratings counted per target and criterion, without keeping its rows. */
#ifndef PEIL_FILES_RATINGS_SCAN_H
#define PEIL_FILES_RATINGS_SCAN_H

#include "base/err.h"
#include "files/ratings_file.h"
#include "model/tallies.h"

/* Count the rows of `path`, an ordinary file, into `tallies`. Columns target and value are needed,
 * criterion, status and round are used where they are there, as ratings_file_read does; of who
 * rated nothing is asked. Lines that cannot be used are faults, the rest is counted. False with
 * *err when the file cannot be read. */
bool ratings_scan(struct tallies *tallies, const char *path, const struct ratings_reading *reading,
	struct faults *faults, struct err *err);

#endif
