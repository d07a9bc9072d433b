#include "config.h"
#include "files/table.h"

#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/table_parts.h"

#include <assert.h>
#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* Most texts are, and need no second look. */
static bool is_plain(const char *text)
{
	while ((*text >= ' ' && *text <= '~') || *text == '\t' || *text == '\n' || *text == '\r')
		text++;
	return *text == '\0';
}

void table_text_field(struct buf *out, const char *text, char delimiter)
{
	struct buf guarded = BUF_EMPTY;
	bool plain = is_plain(text), formula = runs_as_formula(text);

	if (plain && !formula) {
		table_field(out, text, delimiter, false);
		return;
	}
	if (formula)
		buf_byte(&guarded, '\'');
	text_safe(&guarded, text, strlen(text), TEXT_TABLE);
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
int table_no_space(unsigned char byte)
{
	(void)byte;
	return 0;
}

static bool is_edge(char byte, char delimiter)
{
	return byte == delimiter || byte == '\n' || byte == '\r';
}

size_t table_edge_blanks(const char *bytes, size_t at, size_t len, char delimiter, size_t *run)
{
	const char *found;

	while (at < len && (found = memchr(bytes + at, ' ', len - at)) != NULL) {
		size_t start = (size_t)(found - bytes), end = start + 1;

		while (end < len && bytes[end] == ' ')
			end++;
		if (start == 0 || end == len || is_edge(bytes[start - 1], delimiter) ||
			is_edge(bytes[end], delimiter)) {
			*run = end - start;
			return start;
		}
		at = end;
	}
	*run = 0;
	return len;
}

/* Tabs are rare: where there is one it is asked about every byte. */
static void ask_about_blanks(
	struct csv_parser *parser, const char *bytes, size_t len, char delimiter)
{
	size_t run;
	bool ask = (delimiter != '\t' && memchr(bytes, '\t', len) != NULL) ||
		   table_edge_blanks(bytes, 0, len, delimiter, &run) < len;

	csv_set_space_func(parser, ask ? table_no_space : NULL);
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
	ask_about_blanks(&parser, line, len, ',');
	good = csv_parse(&parser, line, len, on_field, on_row, &split) == len &&
	       csv_fini(&parser, on_field, on_row, &split) == 0;
	csv_free(&parser);
	if (!good || split.bad)
		return -1;
	for (int i = 0; i < split.count; i++)
		fields[i] = store->data + split.starts[i];
	return split.count;
}

/* --- streaming --------------------------------------------------------------------------------
 */

#define BLOCK_BYTES 65536

struct stream {
	struct csv_parser parser;
	table_row_fn *take;
	void *context;
	struct faults *faults;
	struct buf store; /* the fields of the row at hand, each with a NUL */
	size_t starts[TABLE_FIELDS_MAX];
	size_t count;
	char *fields[TABLE_FIELDS_MAX];
	unsigned line, row_line; /* at hand; where the row started */
	size_t pending;		 /* bytes fed since the last field ended */
	char delimiter;
	bool in_row, stopped, too_many;
};

static void stream_fault(
	struct stream *stream, unsigned line, const char *hint, const char *message)
{
	if (stream->faults->errors >= TABLE_FAULTS_MAX) {
		stream->stopped = true;
		return;
	}
	faults_add(stream->faults, FAULT_ERROR, line, 0, hint, "%s", message);
}

static void stream_field(void *text, size_t len, void *context)
{
	struct stream *stream = context;

	stream->pending = 0;
	if (stream->count == TABLE_FIELDS_MAX) {
		stream->too_many = true;
		return;
	}
	stream->starts[stream->count++] = stream->store.len;
	if (text != NULL)
		buf_add(&stream->store, text, len);
	buf_byte(&stream->store, '\0');
}

static void stream_row(int end, void *context)
{
	struct stream *stream = context;
	struct table_row row = {.line = stream->row_line,
		.fields = stream->fields,
		.count = stream->count,
		.delimiter = stream->delimiter};

	(void)end;
	for (size_t i = 0; i < stream->count; i++)
		stream->fields[i] = stream->store.data + stream->starts[i];
	if (stream->too_many)
		stream_fault(stream, stream->row_line, NULL, _("more columns than can be read"));
	else if (!stream->stopped && !stream->take(stream->context, &row))
		stream->stopped = true;
	stream->count = 0;
	stream->too_many = stream->in_row = false;
	stream->pending = 0;
	buf_cut(&stream->store, 0);
}

/* A parser that knows nothing yet: at the start, and behind a line that is not CSV. */
static void stream_restart(struct stream *stream, bool first)
{
	if (!first)
		csv_free(&stream->parser);
	if (csv_init(&stream->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0)
		abort();
	csv_set_delim(&stream->parser, (unsigned char)stream->delimiter);
	stream->count = 0;
	stream->pending = 0;
	stream->in_row = stream->too_many = false;
	buf_cut(&stream->store, 0);
}

/* Feed bytes that hold at most one newline, at their end. */
static void stream_feed(struct stream *stream, const char *bytes, size_t len)
{
	if (!stream->in_row) {
		stream->row_line = stream->line;
		stream->in_row = true;
	}
	if (memchr(bytes, '\0', len) != NULL)
		stream_fault(stream, stream->line,
			_("save the table as CSV in UTF-8, not as a spreadsheet or UTF-16"),
			_("a NUL byte"));
	stream->pending += len;
	ask_about_blanks(&stream->parser, bytes, len, stream->delimiter);
	if (csv_parse(&stream->parser, bytes, len, stream_field, stream_row, stream) != len) {
		stream_fault(stream, stream->line,
			_("a quote inside a field is written twice, and the field in quotes"),
			_("a quote where none can stand"));
		stream_restart(stream, false);
	} else if (stream->pending > TABLE_FIELD_MAX) {
		stream_fault(stream, stream->row_line,
			_("look for a quote that is not closed in this line"),
			_("a field of more than 65,536 bytes"));
		stream->stopped = true;
	}
	if (len > 0 && bytes[len - 1] == '\n') {
		stream->line++;
		/* An empty line: libcsv saw it, no row came. */
		if (stream->parser.pstate == ROW_AT_REST)
			stream->in_row = false, stream->pending = 0;
	}
}

/* The likeliest delimiter of a first line; commas when it has none. */
char table_find_delimiter(const char *bytes, size_t len)
{
	static const char candidates[] = ",;\t";
	size_t counts[3] = {0};
	bool quoted = false;
	size_t best = 0;

	for (size_t i = 0; i < len && (quoted || bytes[i] != '\n'); i++) {
		const char *found =
			bytes[i] != '\0' && !quoted ? strchr(candidates, bytes[i]) : NULL;
		if (bytes[i] == '"')
			quoted = !quoted;
		if (found != NULL)
			counts[found - candidates]++;
	}
	for (size_t i = 1; i < 3; i++)
		if (counts[i] > counts[best])
			best = i;
	return candidates[best];
}

static void stream_block(struct stream *stream, const char *bytes, size_t len)
{
	while (len > 0 && !stream->stopped) {
		const char *newline = memchr(bytes, '\n', len);
		size_t part = newline != NULL ? (size_t)(newline - bytes) + 1 : len;
		stream_feed(stream, bytes, part);
		bytes += part;
		len -= part;
	}
}

/* A block as full as the file allows, so that the first line is whole where it can be. */
static ssize_t read_block(int fd, char *bytes)
{
	size_t len = 0;

	while (len < BLOCK_BYTES) {
		ssize_t got = read(fd, bytes + len, BLOCK_BYTES - len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		len += (size_t)got;
	}
	return (ssize_t)len;
}

static void stream_end(struct stream *stream)
{
	if (stream->stopped)
		return;
	if (csv_fini(&stream->parser, stream_field, stream_row, stream) != 0)
		stream_fault(stream, stream->row_line, _("close the quote that opens here"),
			_("a quote is still open at the end of the file"));
}

bool table_stream(int fd, table_row_fn *take, void *context, struct faults *faults, struct err *err)
{
	struct stream stream = {.take = take, .context = context, .faults = faults, .line = 1};
	char *bytes = mem_new(BLOCK_BYTES);
	bool first = true;
	ssize_t len;

	while (!stream.stopped && (len = read_block(fd, bytes)) > 0) {
		size_t skip = 0;
		if (first) {
			skip = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
			stream.delimiter = table_find_delimiter(bytes + skip, (size_t)len - skip);
			stream_restart(&stream, true);
			first = false;
		}
		stream_block(&stream, bytes + skip, (size_t)len - skip);
	}
	int why = errno;
	bool good = stream.stopped || len >= 0;
	if (!first) {
		if (good)
			stream_end(&stream);
		csv_free(&stream.parser);
	}
	buf_free(&stream.store);
	free(bytes);
	return good || err_errno(err, ERR_INPUT, faults->file, why, "cannot read this file");
}
