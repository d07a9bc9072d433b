/* A rubric as text to read: the whole matrix, or one sentence a line. */
#ifndef PEIL_REPORT_RUBRIC_TEXT_H
#define PEIL_REPORT_RUBRIC_TEXT_H

#include "base/sink.h"
#include "model/rubric.h"

/* Head and matrix in `width` columns (at least 20), texts in `lang` ("nl"); a list where the
 * matrix does not fit. */
void rubric_text_write(
	struct sink *sink, const struct rubric *rubric, const char *lang, int width, bool ascii);
/* One sentence a line, no tables, no wrapping. */
void rubric_plain_write(struct sink *sink, const struct rubric *rubric, const char *lang);

#endif
