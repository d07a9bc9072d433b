/* What libFuzzer calls; replay_corpus.c calls it with the files of a folder. And what every target
 * that is run over them holds. */
#ifndef PEIL_TESTS_FUZZ_CORPUS_H
#define PEIL_TESTS_FUZZ_CORPUS_H

#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void must(bool holds)
{
	if (!holds)
		abort();
}

/* UTF-8 without a character that a terminal would obey. */
static inline void must_be_safe(const struct buf *text)
{
	must(text_valid(buf_text(text), text->len) == text->len);
	for (size_t at = 0; at < text->len;) {
		uint32_t point;

		at += text_decode(text->data + at, text->len - at, &point);
		must(point == '\n' || !text_unsafe(point));
	}
}

/* Every message can be printed. */
static inline void check_messages(const struct faults *faults)
{
	struct buf out = BUF_EMPTY;

	for (size_t i = 0; i < faults->count; i++)
		fault_write(&out, faults->file, &faults->list[i]);
	must_be_safe(&out);
	buf_free(&out);
}

#endif
