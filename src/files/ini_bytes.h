/* Bytes that may not be in an INI file: other encodings, controls, what cannot be seen. */
#ifndef PEIL_FILES_INI_BYTES_H
#define PEIL_FILES_INI_BYTES_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes of a byte order mark at the start: 3 or 0. */
size_t ini_scan_bom(const char *bytes, size_t len);
/* What makes the whole file unreadable: an encoding that is not ours. One fault is enough; false
 * then. */
bool ini_check_encoding(const char *bytes, size_t len, struct faults *faults);
/* Each control, bidi or zero-width character of a line (without its line end) is a fault. False
 * when the line cannot be read at all. */
bool ini_check_points(const char *text, size_t len, unsigned number, struct faults *faults);

#endif
