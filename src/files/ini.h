/* INI files, read strictly: our own pre-reader refuses every shape that iniparser 4.1 would read
 * as something else than it looks like, remembers lines, and hands the vetted bytes to iniparser
 * through a memfd. The only includer of iniparser.
 *
 * Limits: 256 KiB, 1000 bytes a line, 5000 keys. Only regular files are opened (O_NOFOLLOW,
 * O_NONBLOCK); a directory, FIFO, device or link is refused at once. */
#ifndef PEIL_FILES_INI_H
#define PEIL_FILES_INI_H

#include "base/err.h"

struct ini;

/* Read `path`. On any error faults gets it (all of them, where several can be told) and NULL is
 * returned. The caller frees. */
struct ini *ini_read(const char *path, struct faults *faults);
/* The same from bytes in memory; `faults->file` is the name used in messages. */
struct ini *ini_parse(const char *bytes, size_t len, struct faults *faults);
/* Only the bytes of `path`, appended to `out`, with the same care in opening and the same limits.
 */
struct buf;
bool ini_file_bytes(const char *path, struct buf *out, struct faults *faults);
/* The same for somebody who goes on checking: also given when some lines are wrong but all sections
 * and keys are known. faults->errors tells; ini_bad says which keys have a wrong line, and ini_get
 * gives NULL for them. */
struct ini *ini_read_partly(const char *path, struct faults *faults);
struct ini *ini_parse_partly(const char *bytes, size_t len, struct faults *faults);
bool ini_bad(const struct ini *ini, const char *section, const char *key);
void ini_free(struct ini *ini);

/* The bytes as they stand in the file (BOM included), borrowed. */
const char *ini_bytes(const struct ini *ini, size_t *len);
/* The value of `key` in `section` with &quot; and &amp; decoded, or NULL; borrowed. Marks the key
 * as used. */
const char *ini_get(struct ini *ini, const char *section, const char *key);
/* Line of the key, or of the section when `key` is NULL; 0 when there is none. */
unsigned ini_line(const struct ini *ini, const char *section, const char *key);
/* Whether the value stood in double quotes. */
bool ini_quoted(const struct ini *ini, const char *section, const char *key);
/* Sections in the order of the file, and the keys of one; names borrowed; NULL past the end. */
const char *ini_section(const struct ini *ini, size_t nth);
const char *ini_key(const struct ini *ini, const char *section, size_t nth);
/* Whether the key was asked for with ini_get; or, when `key` is NULL, the section is marked as
 * known. */
bool ini_used(const struct ini *ini, const char *section, const char *key);
/* Add an error for each section and key that was never asked for, with a hint that names the
 * nearest of `known` (names of keys and sections, without [lang]; NULL-terminated) where one is
 * near. Mark a section as known with ini_use_section. */
void ini_use_section(struct ini *ini, const char *section);
void ini_unused(struct ini *ini, struct faults *faults, const char *const *known);

/* Append `text` as a quoted INI value, with " and & written as &quot; and &amp;; what the reader
 * refuses is replaced as by text_safe (TEXT_LINE), a backslash by a slash. */
void ini_quote(struct buf *out, const char *text);

#endif
