#include "config.h"

#include "files/ini_doc.h"

#include "base/buf.h"
#include "base/mem.h"
#include "files/ini.h"

#include <stdlib.h>
#include <string.h>

#define NONE	  ((size_t)-1)
#define LINE_MOST 800 /* bytes of a text on one line, as it is quoted */

/* --- lines -------------------------------------------------------------------------------------
 */

static void insert_line(struct ini_doc *doc, size_t at, char *line)
{
	if (doc->count == doc->room) {
		size_t room = doc->room > 0 ? 2 * doc->room : 64;

		doc->lines = mem_grow(doc->lines, doc->room, room, sizeof(*doc->lines));
		doc->room = room;
	}
	memmove(&doc->lines[at + 1], &doc->lines[at], (doc->count - at) * sizeof(*doc->lines));
	doc->lines[at] = line;
	doc->count++;
}

static void remove_line(struct ini_doc *doc, size_t at)
{
	free(doc->lines[at]);
	doc->count--;
	memmove(&doc->lines[at], &doc->lines[at + 1], (doc->count - at) * sizeof(*doc->lines));
}

void ini_doc_read(struct ini_doc *doc, const char *bytes, size_t len)
{
	const char *end = bytes + len;

	*doc = (struct ini_doc){NULL, 0, 0};
	while (bytes < end) {
		const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));
		size_t line = newline ? (size_t)(newline - bytes) : (size_t)(end - bytes);
		size_t kept = line > 0 && bytes[line - 1] == '\r' ? line - 1 : line;

		insert_line(doc, doc->count, mem_text_n(bytes, kept));
		bytes += line + (newline != NULL);
	}
}

void ini_doc_write(const struct ini_doc *doc, struct buf *out)
{
	for (size_t i = 0; i < doc->count; i++)
		buf_format(out, "%s\n", doc->lines[i]);
}

void ini_doc_free(struct ini_doc *doc)
{
	for (size_t i = 0; i < doc->count; i++)
		free(doc->lines[i]);
	free(doc->lines);
	*doc = (struct ini_doc){NULL, 0, 0};
}

/* --- what a line is ----------------------------------------------------------------------------
 */

static const char *past_space(const char *text)
{
	return text + strspn(text, " \t");
}

/* Not asked of the first line, the only one that a byte order mark may stand before. */
static bool is_header(const char *line)
{
	return *past_space(line) == '[';
}

static bool is_header_of(const char *line, const char *section)
{
	size_t len = strlen(section);

	if (strncmp(line, "\xEF\xBB\xBF", 3) == 0)
		line += 3;
	line = past_space(line);
	return line[0] == '[' && strncmp(line + 1, section, len) == 0 && line[len + 1] == ']';
}

/* Bytes of the key's name at *start; 0 when the line, which is no header, has no key. */
static size_t key_len(const char *line, const char **start)
{
	const char *equals = strchr(line, '=');
	size_t len;

	*start = past_space(line);
	if (!equals || **start == ';' || **start == '#')
		return 0;
	len = equals > *start ? (size_t)(equals - *start) : 0;
	while (len > 0 && ((*start)[len - 1] == ' ' || (*start)[len - 1] == '\t'))
		len--;
	return len;
}

/* "title[nl].2" is a further line of "title[nl]"; so is the key itself. */
static bool is_line_of(const char *line, const char *key)
{
	const char *start;
	size_t len = key_len(line, &start), own = strlen(key);

	if (len < own || strncmp(start, key, own) != 0)
		return false;
	if (len == own)
		return true;
	return start[own] == '.' && strchr(key, ']') != NULL &&
	       strspn(start + own + 1, "0123456789") == len - own - 1;
}

static size_t find_section(const struct ini_doc *doc, const char *section)
{
	for (size_t i = 0; i < doc->count; i++)
		if (is_header_of(doc->lines[i], section))
			return i;
	return NONE;
}

/* The first line behind the section: the next header, or the end. */
static size_t section_end(const struct ini_doc *doc, size_t header)
{
	size_t end = header + 1;

	while (end < doc->count && !is_header(doc->lines[end]))
		end++;
	return end;
}

/* The line behind its last key: comments after that belong to what follows. */
static size_t body_end(const struct ini_doc *doc, size_t header)
{
	size_t end = section_end(doc, header);
	const char *start;

	while (end > header + 1 && key_len(doc->lines[end - 1], &start) == 0)
		end--;
	return end;
}

bool ini_doc_has(const struct ini_doc *doc, const char *section)
{
	return find_section(doc, section) != NONE;
}

/* --- values ------------------------------------------------------------------------------------
 */

static void add_decoded(struct buf *out, const char *line)
{
	const char *value = past_space(strchr(line, '=') + 1);
	size_t len = strlen(value);

	while (len > 0 && (value[len - 1] == ' ' || value[len - 1] == '\t'))
		len--;
	if (len >= 2 && value[0] == '"' && value[len - 1] == '"') {
		value++;
		len -= 2;
	}
	for (size_t i = 0; i < len; i++) {
		if (strncmp(value + i, "&quot;", 6) == 0) {
			buf_byte(out, '"');
			i += 5;
		} else if (strncmp(value + i, "&amp;", 5) == 0) {
			buf_byte(out, '&');
			i += 4;
		} else {
			buf_byte(out, value[i]);
		}
	}
}

char *ini_doc_get(const struct ini_doc *doc, const char *section, const char *key)
{
	size_t header = find_section(doc, section), end;
	struct buf out = BUF_EMPTY;
	bool found = false;

	if (header == NONE)
		return NULL;
	end = section_end(doc, header);
	for (size_t i = header + 1; i < end; i++) {
		if (!is_line_of(doc->lines[i], key))
			continue;
		if (found)
			buf_byte(&out, ' ');
		found = true;
		add_decoded(&out, doc->lines[i]);
	}
	return found ? buf_take(&out) : NULL;
}

char *ini_doc_key(const struct ini_doc *doc, const char *section, size_t nth)
{
	size_t header = find_section(doc, section), end;

	if (header == NONE)
		return NULL;
	end = section_end(doc, header);
	for (size_t i = header + 1; i < end; i++) {
		const char *start;
		size_t len = key_len(doc->lines[i], &start);

		if (len > 0 && nth-- == 0)
			return mem_text_n(start, len);
	}
	return NULL;
}

/* How much of a text goes on one line: up to a space, as quoted not too long. */
static size_t piece_len(const char *text)
{
	size_t quoted = 0, at = 0, space = 0;

	for (; text[at] != '\0' && quoted < LINE_MOST; at++) {
		quoted += text[at] == '"' ? 6 : text[at] == '&' ? 5 : 1;
		if (text[at] == ' ')
			space = at;
	}
	if (text[at] == '\0')
		return at;
	if (space > 0)
		return space;
	while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* The value's lines at `at`. `head`: what stood before the value of the line it replaces. */
static void put_lines(struct ini_doc *doc, size_t at, const char *key, const char *head,
	const char *value, bool quoted)
{
	for (unsigned nth = 1; nth == 1 || *value != '\0'; nth++) {
		size_t len = quoted ? piece_len(value) : strlen(value);
		char *piece = mem_text_n(value, len);
		struct buf line = BUF_EMPTY;

		if (nth == 1 && head != NULL)
			buf_text_add(&line, head);
		else if (nth == 1)
			buf_format(&line, "%s = ", key);
		else
			buf_format(&line, "%s.%u = ", key, nth);
		if (quoted)
			ini_quote(&line, piece);
		else
			buf_text_add(&line, piece);
		insert_line(doc, at++, buf_take(&line));
		free(piece);
		value += len;
		value += *value == ' ';
	}
}

/* Where a new key goes: behind the last one with the same name in another language. */
static size_t place_for(const struct ini_doc *doc, size_t header, const char *key)
{
	size_t base = strcspn(key, "["), end = section_end(doc, header), place = NONE;

	for (size_t i = header + 1; i < end; i++) {
		const char *start;
		size_t len = key_len(doc->lines[i], &start);

		if (len > base && strncmp(start, key, base) == 0 && start[base] == '[')
			place = i + 1;
	}
	return place != NONE ? place : body_end(doc, header);
}

void ini_doc_set(
	struct ini_doc *doc, const char *section, const char *key, const char *value, bool quoted)
{
	size_t header = find_section(doc, section), at = NONE;
	char *head = NULL;

	if (header == NONE)
		return;
	for (size_t i = header + 1; i < section_end(doc, header);) {
		if (!is_line_of(doc->lines[i], key)) {
			i++;
			continue;
		}
		if (at == NONE) {
			const char *equals = strchr(doc->lines[i], '=');

			at = i;
			head = mem_text_n(
				doc->lines[i], (size_t)(past_space(equals + 1) - doc->lines[i]));
		}
		remove_line(doc, i);
	}
	if (value != NULL)
		put_lines(doc, at != NONE ? at : place_for(doc, header, key), key, head, value,
			quoted);
	free(head);
}

/* --- sections ----------------------------------------------------------------------------------
 */

void ini_doc_add(struct ini_doc *doc, const char *section, const char *after)
{
	size_t header = after != NULL ? find_section(doc, after) : NONE;
	size_t at = header != NONE ? body_end(doc, header) : doc->count;
	struct buf line = BUF_EMPTY;

	if (ini_doc_has(doc, section))
		return;
	buf_format(&line, "[%s]", section);
	insert_line(doc, at, buf_take(&line));
	if (at > 0 && doc->lines[at - 1][0] != '\0')
		insert_line(doc, at, mem_text(""));
}

void ini_doc_remove(struct ini_doc *doc, const char *section)
{
	size_t header = find_section(doc, section), end;

	if (header == NONE)
		return;
	end = body_end(doc, header);
	while (end < doc->count && doc->lines[end][0] == '\0')
		end++;
	for (; end > header; end--)
		remove_line(doc, end - 1);
}
