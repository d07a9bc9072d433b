/* Any bytes as a text: what is safe is valid and holds nothing unsafe, and what is wrapped or
 * fitted keeps its width. The first byte chooses policy and width. */
#include "config.h"

#include "base/buf.h"
#include "base/text.h"
#include "fuzz_corpus.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static int width_of(const char *text, size_t len)
{
	struct buf copy = BUF_EMPTY;
	int width;

	buf_add(&copy, text, len);
	width = text_width(buf_text(&copy));
	buf_free(&copy);
	return width;
}

static void check_points(const struct buf *safe, enum text_policy policy)
{
	int marks = 0;

	must(text_valid(buf_text(safe), safe->len) == safe->len);
	for (size_t at = 0; at < safe->len;) {
		uint32_t point;

		at += text_decode(safe->data + at, safe->len - at, &point);
		if (policy == TEXT_NOTE && (point == '\n' || point == 0x200C || point == 0x200D))
			must(true);
		else
			must(!text_unsafe(point));
		marks = point != '\n' && text_point_width(point) == 0 ? marks + 1 : 0;
		must(marks <= 4);
	}
}

static void check_wrap(const char *text, int columns)
{
	struct text_lines lines = text_wrap(text, columns);
	size_t end = 0;

	must(lines.count > 0);
	for (size_t i = 0; i < lines.count; i++) {
		size_t start = lines.list[i].start, len = lines.list[i].len;

		must(start >= end);
		/* Nothing but spaces and line ends is left out. */
		for (; end < start; end++)
			must(text[end] == ' ' || text[end] == '\n');
		must(width_of(text + start, len) <= columns ||
			text_next(text, start + len, start) == start + len);
		end = start + len;
	}
	for (; text[end]; end++)
		must(text[end] == ' ' || text[end] == '\n');
	text_lines_free(&lines);
}

static void check_fit(const char *text, int columns)
{
	size_t fits = text_fit(text, columns), len = strlen(text);
	struct buf pad = BUF_EMPTY;

	must(fits <= len && width_of(text, fits) <= columns);
	must(fits == len || width_of(text, text_next(text, len, fits)) > columns);
	text_pad(&pad, text, columns, columns % 2 == 0);
	must(width_of(buf_text(&pad), pad.len) == columns);
	buf_free(&pad);
	for (size_t at = 0; at < len;) {
		size_t next = text_next(text, len, at);

		must(next > at && text_previous(text, len, next) == at);
		at = next;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf safe = BUF_EMPTY;
	enum text_policy policy;
	char *form, *raw;
	int columns;

	if (size < 1 || size > 4096)
		return 0;
	setlocale(LC_ALL, "C.UTF-8");
	policy = data[0] % 3;
	columns = 1 + data[0] / 3;
	text_safe(&safe, (const char *)data + 1, size - 1, policy);
	check_points(&safe, policy);
	check_wrap(buf_text(&safe), columns);
	check_fit(buf_text(&safe), columns);
	form = text_normal(buf_text(&safe));
	must(text_valid(form, strlen(form)) == strlen(form));
	free(form);
	/* Text that is not safe must not break anything either. */
	raw = malloc(size);
	memcpy(raw, data + 1, size - 1);
	raw[size - 1] = '\0';
	check_wrap(raw, columns);
	form = text_lower(raw);
	free(form);
	free(raw);
	buf_free(&safe);
	return 0;
}
