/* The bytes of a list of participants as UTF-8, in a file in memory that a table can be read from.
 */
#ifndef PEIL_FILES_ROSTER_BYTES_H
#define PEIL_FILES_ROSTER_BYTES_H

#include "base/err.h"

/* A descriptor at its start, which the caller closes; -1 with a fault when the bytes are neither
 * UTF-8 nor Windows-1252. */
int roster_bytes_utf8(const char *bytes, size_t len, bool *windows_1252, struct faults *faults);

#endif
