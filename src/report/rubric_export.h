/* A rubric for other programs and for paper. */
#ifndef PEIL_REPORT_RUBRIC_EXPORT_H
#define PEIL_REPORT_RUBRIC_EXPORT_H

#include "base/sink.h"
#include "model/rubric.h"

/* 1EdTech CASE 1.1: one CFRubric, as its REST binding gives it. Identifiers follow from the
 * rubric's fingerprint, so that the same file gives the same ones. `at` is RFC 3339. */
bool rubric_case_write(
	struct sink *sink, const struct rubric *rubric, const char *lang, const char *at);
/* Tables and lists in Markdown. */
void rubric_markdown_write(struct sink *sink, const struct rubric *rubric, const char *lang);
/* A self-contained page that prints on one A4. False when it came out ill-formed. */
bool rubric_page_write(struct sink *sink, const struct rubric *rubric, const char *lang);

#endif
