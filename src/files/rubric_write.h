/* A rubric as the text of a rubric file: what rubric_file_parse reads back as the same rubric. */
#ifndef PEIL_FILES_RUBRIC_WRITE_H
#define PEIL_FILES_RUBRIC_WRITE_H

#include "model/rubric.h"

#define RUBRIC_LINE_MAX 900 /* bytes of a text on one line; a longer one goes on in .2, .3, ... */

struct buf;

/* Append the whole file. What has its standard value is left out. The texts must be ones that a
 * rubric file can hold: no line ends, controls or backslashes, no word over RUBRIC_LINE_MAX. */
void rubric_write(struct buf *out, const struct rubric *rubric);
/* Append "KEY[lang] = "..."" for every language that the text has; nothing when it is empty. */
void rubric_write_text(struct buf *out, const struct rubric *rubric, const char *key,
	const struct rubric_text *text);
/* Append "KEY = "..."" for a text without a language; nothing when it is empty. */
void rubric_write_plain(struct buf *out, const char *key, const char *text);

#endif
