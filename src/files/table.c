#include "config.h"
#include "files/table.h"

#include "base/buf.h"
#include "base/mem.h"

#include <assert.h>
#include <csv.h>
#include <stdlib.h>
#include <string.h>

static bool needs_quotes(const char *text, char delimiter)
{
	size_t len = strlen(text);

	if (len == 0)
		return false;
	if (text[0] == ' ' || text[0] == '\t' || text[len - 1] == ' ' || text[len - 1] == '\t')
		return true;
	return strchr(text, delimiter) != NULL || strpbrk(text, "\"\r\n") != NULL;
}

/* libcsv does the doubling; it gives bytes without a NUL and returns the size it needs. */
static void add_quoted(struct buf *out, const char *text)
{
	size_t len = strlen(text), need = csv_write(NULL, 0, text, len);
	char *field = mem_new(need);

	csv_write(field, need, text, len);
	buf_add(out, field, need);
	free(field);
}

void table_field(struct buf *out, const char *text, char delimiter, bool quote)
{
	if (quote || needs_quotes(text, delimiter))
		add_quoted(out, text);
	else
		buf_text_add(out, text);
}

static bool runs_as_formula(const char *text)
{
	static const char *const wide[] = {
		"\xEF\xBC\x9D", /* U+FF1D = */
		"\xEF\xBC\x8B", /* U+FF0B + */
		"\xEF\xBC\x8D", /* U+FF0D - */
		"\xEF\xBC\xA0", /* U+FF20 @ */
		"\xEF\xBC\x87", /* U+FF07 ' */
	};

	if (text[0] == '\0')
		return false;
	if (strchr("=+-@\t\r'", text[0]) != NULL)
		return true;
	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++) {
		if (strncmp(text, wide[i], 3) == 0)
			return true;
	}
	return false;
}

void table_text_field(struct buf *out, const char *text, char delimiter)
{
	struct buf guarded = BUF_EMPTY;

	if (!runs_as_formula(text)) {
		table_field(out, text, delimiter, false);
		return;
	}
	buf_byte(&guarded, '\'');
	buf_text_add(&guarded, text);
	table_field(out, buf_text(&guarded), delimiter, false);
	buf_free(&guarded);
}

void table_unguard(char *text)
{
	if (text[0] == '\'' && runs_as_formula(text + 1))
		memmove(text, text + 1, strlen(text));
}

struct split {
	struct buf *store;
	size_t starts[TABLE_FIELDS_MAX];
	int count, max, rows;
	bool bad;
};

static void on_field(void *text, size_t len, void *context)
{
	struct split *split = context;

	if (split->count >= split->max || split->rows > 0) {
		split->bad = true;
		return;
	}
	split->starts[split->count++] = split->store->len;
	if (text != NULL)
		buf_add(split->store, text, len);
	buf_byte(split->store, '\0');
}

static void on_row(int end, void *context)
{
	struct split *split = context;

	(void)end;
	split->rows++;
}

/* libcsv drops blanks around unquoted fields unless told that there are none. */
static int no_space(unsigned char byte)
{
	(void)byte;
	return 0;
}

int table_split(const char *line, size_t len, struct buf *store, const char **fields, int max)
{
	struct split split = {.store = store, .max = max};
	struct csv_parser parser;
	bool good;

	assert(max <= TABLE_FIELDS_MAX);
	buf_cut(store, 0);
	if (len == 0)
		return 0;
	if (memchr(line, '\0', len) != NULL)
		return -1;
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_EMPTY_IS_NULL) !=
		0)
		abort();
	csv_set_space_func(&parser, no_space);
	good = csv_parse(&parser, line, len, on_field, on_row, &split) == len &&
	       csv_fini(&parser, on_field, on_row, &split) == 0;
	csv_free(&parser);
	if (!good || split.bad)
		return -1;
	for (int i = 0; i < split.count; i++)
		fields[i] = store->data + split.starts[i];
	return split.count;
}
