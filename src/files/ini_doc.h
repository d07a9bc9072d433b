/* An INI file as lines, for changing one thing and leaving the rest as somebody wrote it: comments,
 * order, alignment. What it writes is read by files/ini like any other file. */
#ifndef PEIL_FILES_INI_DOC_H
#define PEIL_FILES_INI_DOC_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

struct ini_doc {
	char **lines; /* owned, without their ends */
	size_t count, room;
};

/* The lines of a file into *doc (overwritten, not freed); and all of them as a file again. */
void ini_doc_read(struct ini_doc *doc, const char *bytes, size_t len);
void ini_doc_write(const struct ini_doc *doc, struct buf *out);
void ini_doc_free(struct ini_doc *doc); /* contents only */

/* Whether there is a section [section]. */
bool ini_doc_has(const struct ini_doc *doc, const char *section);
/* The value of `key` ("title[nl]") with its further lines and without quotes; NULL when there is no
 * such key. The caller frees. */
char *ini_doc_get(const struct ini_doc *doc, const char *section, const char *key);
/* The name of the nth key of a section, NULL past the end. The caller frees. */
char *ini_doc_key(const struct ini_doc *doc, const char *section, size_t nth);
/* Give the key another value, in its place; a new key comes behind those like it ("title[en]"
 * behind "title[nl]"), else at the end of the section. NULL takes it away. `quoted`: a text. */
void ini_doc_set(
	struct ini_doc *doc, const char *section, const char *key, const char *value, bool quoted);
/* A new section behind `after` (NULL, or not there: at the end); nothing when it is there. */
void ini_doc_add(struct ini_doc *doc, const char *section, const char *after);
/* Take a section and what stands in it away. Comments before it stay. */
void ini_doc_remove(struct ini_doc *doc, const char *section);

#endif
