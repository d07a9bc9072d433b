/* What fuzz_canvas and fuzz_moodle hold of every import. */
#ifndef PEIL_TESTS_FUZZ_EXCHANGE_H
#define PEIL_TESTS_FUZZ_EXCHANGE_H

#include "base/buf.h"
#include "base/text.h"
#include "files/canvas.h"
#include "files/rubric_file.h"
#include "files/rubric_import.h"
#include "fuzz_corpus.h"
#include "report/rubric_export.h"

#include <stdlib.h>
#include <string.h>

/* What came in goes out to Canvas and comes in the same; and every other way out works. */
static inline void check_imported(struct imported *imported)
{
	struct buf table = BUF_EMPTY, other = BUF_EMPTY;
	struct sink sink = sink_to_buf(&other);
	struct imported again = {NULL, 0};
	struct faults faults;
	struct err err = ERR_OK;

	must(canvas_write(
		&table, (const struct rubric *const *)imported->list, imported->count, "en", &err));
	faults_init(&faults, "x");
	rubric_import_bytes(buf_text(&table), table.len, IMPORT_CANVAS, "en", &again, &faults);
	/* Rubrics with one title become one in a table, which only Moodle's can have. */
	must(again.count <= imported->count);
	for (size_t i = 0; i < imported->count; i++) {
		must(rubric_case_write(&sink, imported->list[i], "en", "2026-01-01T00:00:00Z"));
		must(rubric_page_write(&sink, imported->list[i], "en"));
		rubric_markdown_write(&sink, imported->list[i], "en");
	}
	must(text_valid(buf_text(&other), other.len) == other.len);
	imported_free(&again);
	faults_free(&faults);
	buf_free(&table);
	buf_free(&other);
}

static inline void check_bytes(const uint8_t *data, size_t size, enum import_format format)
{
	struct imported imported = {NULL, 0};
	struct faults faults;

	faults_init(&faults, "x");
	rubric_import_bytes((const char *)data, size, format, "en", &imported, &faults);
	must(imported.count > 0 || faults.count > 0);
	check_messages(&faults);
	if (imported.count > 0)
		check_imported(&imported);
	imported_free(&imported);
	faults_free(&faults);
}

#endif
