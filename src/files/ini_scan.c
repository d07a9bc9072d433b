#include "config.h"

#include "files/ini_scan.h"

#include "base/mem.h"
#include "files/ini_bytes.h"

#include <stdlib.h>
#include <string.h>

#define HINT_QUOTE   "put the text in double quotes"
#define HINT_COMMENT "put the comment on a line of its own"
#define NO_SECTION   INI_NONE

/* One physical line, without its line end. */
struct line {
	const char *bytes; /* of the whole file */
	const char *text;
	size_t len;
	unsigned number;
};

struct reader {
	struct ini_scan *scan;
	struct faults *faults;
	size_t section; /* where keys go now; NO_SECTION before the first */
	bool section_bad;
	bool full; /* the limit was told */
	bool lost; /* some section or key is not known */
};

/* --- names ---------------------------------------------------------------------------------- */

static uint32_t hash_name(size_t owner, const char *name)
{
	uint32_t hash = 2166136261U ^ (uint32_t)(owner * 2654435761U);

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 16777619U;
	return hash;
}

/* Slots hold sections as 1 + index and keys as 1 + INI_KEYS_MAX + 1 + index. */
static bool slot_is(const struct ini_scan *scan, uint32_t slot, size_t owner, const char *name)
{
	size_t index = slot - 1;

	if (index <= INI_KEYS_MAX)
		return owner == NO_SECTION && strcmp(scan->sections[index].name, name) == 0;
	index -= INI_KEYS_MAX + 1;
	return scan->keys[index].section == owner && strcmp(scan->keys[index].name, name) == 0;
}

/* The slot where a name is or would come. */
static uint32_t *find_slot(const struct ini_scan *scan, size_t owner, const char *name)
{
	size_t at = hash_name(owner, name) & (scan->slot_count - 1);

	while (scan->slots[at] && !slot_is(scan, scan->slots[at], owner, name))
		at = (at + 1) & (scan->slot_count - 1);
	return &scan->slots[at];
}

size_t ini_scan_section(const struct ini_scan *scan, const char *name)
{
	uint32_t slot;

	if (*scan->last < scan->section_count &&
		strcmp(scan->sections[*scan->last].name, name) == 0)
		return *scan->last;
	slot = *find_slot(scan, NO_SECTION, name);
	if (slot)
		*scan->last = slot - 1;
	return slot ? slot - 1 : INI_NONE;
}

size_t ini_scan_key(const struct ini_scan *scan, size_t section, const char *name)
{
	uint32_t slot = *find_slot(scan, section, name);

	return slot ? slot - 1 - (INI_KEYS_MAX + 1) : INI_NONE;
}

static void make_slots(struct ini_scan *scan, const char *bytes, size_t len)
{
	const char *end = bytes + len;
	size_t lines = 1;

	for (const char *at = bytes; at < end && lines <= INI_KEYS_MAX; lines++) {
		at = memchr(at, '\n', (size_t)(end - at));
		if (!at)
			break;
		at++;
	}
	for (scan->slot_count = 16; scan->slot_count < lines * 2;)
		scan->slot_count *= 2;
	scan->slots = mem_grow(NULL, 0, scan->slot_count, sizeof(*scan->slots));
	scan->last = MEM_NEW(size_t);
}

void ini_scan_free(struct ini_scan *scan)
{
	for (size_t i = 0; i < scan->section_count; i++)
		free(scan->sections[i].name);
	for (size_t i = 0; i < scan->key_count; i++) {
		free(scan->keys[i].name);
		free(scan->keys[i].value);
	}
	free(scan->sections);
	free(scan->keys);
	free(scan->slots);
	free(scan->last);
	free(scan->bad);
	*scan = (struct ini_scan){0};
}

/* --- lines ---------------------------------------------------------------------------------- */

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static size_t trimmed(const char *text, size_t len)
{
	while (len > 0 && is_blank(text[len - 1]))
		len--;
	return len;
}

static bool name_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '.' ||
	       byte == '-' || byte == '_';
}

/* Letters as iniparser would fold them; true when one was folded. */
static bool fold(char *name)
{
	bool folded = false;

	for (; *name; name++)
		if (*name >= 'A' && *name <= 'Z') {
			*name = (char)(*name - 'A' + 'a');
			folded = true;
		}
	return folded;
}

static bool section_name_good(const char *name)
{
	if (!*name)
		return false;
	for (; *name; name++)
		if (!name_byte(*name))
			return false;
	return true;
}

/* name, name[lang], name[lang].2 */
static bool key_name_good(const char *name)
{
	const char *at = name;

	while (name_byte(*at))
		at++;
	if (at == name || *at == '\0')
		return at != name;
	if (*at++ != '[' || !name_byte(*at))
		return false;
	while (name_byte(*at))
		at++;
	if (*at++ != ']')
		return false;
	while (name_byte(*at))
		at++;
	return *at == '\0';
}

static bool room_left(struct reader *reader, const struct line *line)
{
	const struct ini_scan *scan = reader->scan;

	if (scan->section_count + scan->key_count < INI_KEYS_MAX)
		return true;
	reader->full = reader->lost = true;
	faults_add(reader->faults, FAULT_ERROR, line->number, 0, NULL,
		"more than %d sections and keys", INI_KEYS_MAX);
	return false;
}

static void add_section(struct reader *reader, const struct line *line, char *name)
{
	struct ini_scan *scan = reader->scan;
	uint32_t *slot = find_slot(scan, NO_SECTION, name);

	reader->section_bad = *slot != 0;
	if (*slot) {
		faults_add(reader->faults, FAULT_ERROR, line->number, 0,
			"keep one, with all its keys",
			"section [%s] is here twice; the first is in line %u", name,
			scan->sections[*slot - 1].line);
		/* Its keys still go to the first, so that double ones are found as well. */
		reader->section = *slot - 1;
		reader->lost = true;
		free(name);
		return;
	}
	if (scan->section_count == scan->section_room) {
		size_t room = scan->section_room ? scan->section_room * 2 : 32;

		scan->sections =
			mem_grow(scan->sections, scan->section_room, room, sizeof(*scan->sections));
		scan->section_room = room;
	}
	*slot = (uint32_t)scan->section_count + 1;
	reader->section = scan->section_count++;
	scan->sections[reader->section] =
		(struct ini_section){.name = name, .line = line->number, .first = scan->key_count};
}

static void read_section(struct reader *reader, const struct line *line)
{
	const char *close = memchr(line->text, ']', line->len);
	const char *hint = "a section is written as [name], alone on its line";
	char *name;

	/* Whatever is wrong with it, the keys below are not those of the section before. */
	reader->section = NO_SECTION;
	reader->section_bad = true;
	if (!close) {
		faults_add(reader->faults, FAULT_ERROR, line->number, 0, "write ] behind the name",
			"section without its ]");
		return;
	}
	if (close != line->text + line->len - 1) {
		faults_add(reader->faults, FAULT_ERROR, line->number, 0,
			close[1] == ';' ||
					memchr(close, ';',
						line->len - (size_t)(close - line->text)) ||
					memchr(close, '#', line->len - (size_t)(close - line->text))
				? HINT_COMMENT
				: hint,
			"something stands behind the section's ]");
		return;
	}
	name = mem_text_n(line->text + 1, line->len - 2);
	if (fold(name))
		faults_add(reader->faults, FAULT_ERROR, line->number, 0, "write small letters",
			"capital letter in the section name [%.*s]", (int)(line->len - 2),
			line->text + 1);
	if (line->len - 2 > INI_NAME_MAX || !section_name_good(name)) {
		faults_add(reader->faults, FAULT_ERROR, line->number, 0,
			"use small letters, digits, `.` and `-`", "%s",
			line->len == 2 ? "section without a name"
				       : "the section's name has a sign that cannot be there, or "
					 "is too long");
		free(name);
		return;
	}
	if (!room_left(reader, line)) {
		free(name);
		return;
	}
	add_section(reader, line, name);
}

/* Entities: only these two are decoded; any other is a typing error that would be shown as is. */
static void check_entities(
	struct reader *reader, const struct line *line, const char *text, size_t len)
{
	const char *end = text + len, *at = text;

	while ((at = memchr(at, '&', (size_t)(end - at)))) {
		const char *name = ++at;

		while (at < end && ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
					   (*at >= '0' && *at <= '9') || *at == '#'))
			at++;
		if (at == end || *at != ';' || at == name)
			continue;
		if ((at - name == 4 && memcmp(name, "quot", 4) == 0) ||
			(at - name == 3 && memcmp(name, "amp", 3) == 0))
			continue;
		faults_add(reader->faults, FAULT_ERROR, line->number, 0,
			"only &quot; and &amp; are known; write the character itself, or &amp; for "
			"a plain &",
			"unknown entity &%.*s;", (int)(at - name), name);
	}
}

static void after_quote(
	struct reader *reader, const struct line *line, const char *rest, size_t len)
{
	size_t column = (size_t)(rest - line->text) + 1;

	if (memchr(rest, '"', len))
		faults_add(reader->faults, FAULT_ERROR, line->number, 0,
			"write &quot; for a double quote inside the text",
			"double quote inside the text, before column %zu", column);
	else if (*rest == '\\')
		faults_add(reader->faults, FAULT_ERROR, line->number, 0, "take it out",
			"backslash behind the text, at column %zu", column);
	else if (*rest == ';' || *rest == '#')
		faults_add(reader->faults, FAULT_ERROR, line->number, 0, HINT_COMMENT,
			"comment behind a value, at column %zu", column);
	else
		faults_add(reader->faults, FAULT_ERROR, line->number, 0,
			"end the line at the quote, or write &quot; for a quote inside the text",
			"text behind the closing quote, at column %zu", column);
}

/* A value in double quotes; text[0] is the opening one. */
static void read_quoted(struct reader *reader, const struct line *line, const char *text,
	size_t len, struct ini_key *key)
{
	const char *close = memchr(text + 1, '"', len - 1);
	const char *backslash = memchr(text, '\\', len);
	const char *rest;

	if (!close) {
		faults_add(reader->faults, FAULT_ERROR, line->number, 0,
			"end the text with a double quote; a text that needs another line goes on "
			"in .2",
			"text without its closing quote");
		return;
	}
	for (rest = close + 1; rest < text + len && is_blank(*rest);)
		rest++;
	if (rest < text + len) {
		after_quote(reader, line, rest, (size_t)(text + len - rest));
		return;
	}
	if (backslash) {
		faults_add(reader->faults, FAULT_ERROR, line->number, 0, "write / or leave it out",
			"backslash in a text, at column %zu", (size_t)(backslash - line->text) + 1);
		return;
	}
	key->quoted = true;
	key->at = (size_t)(text + 1 - line->bytes);
	key->len = (size_t)(close - text) - 1;
	check_entities(reader, line, text + 1, key->len);
}

/* A value without quotes: words and numbers only. */
static void read_plain(struct reader *reader, const struct line *line, const char *text, size_t len,
	struct ini_key *key)
{
	if (len == 0) {
		faults_add(reader->faults, FAULT_ERROR, line->number, 0,
			"write a value, or leave the line out", "nothing stands behind the =");
		return;
	}
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];

		if (byte < 0x80 && !strchr("\"';#\\", byte))
			continue;
		if (byte < 0x80)
			faults_add(reader->faults, FAULT_ERROR, line->number, 0,
				byte == '"'    ? "put all of the text in double quotes, and write "
						 "&quot; for a quote inside it"
				: byte == '\\' ? "write / or leave it out"
					       : HINT_QUOTE,
				"%c in a value without double quotes, at column %zu", byte,
				(size_t)(text + i - line->text) + 1);
		else
			faults_add(reader->faults, FAULT_ERROR, line->number, 0, HINT_QUOTE,
				"text without double quotes, at column %zu",
				(size_t)(text + i - line->text) + 1);
		return;
	}
	key->at = (size_t)(text - line->bytes);
	key->len = len;
}

static void add_key(struct reader *reader, const struct line *line, struct ini_key *key)
{
	struct ini_scan *scan = reader->scan;
	uint32_t *slot = find_slot(scan, key->section, key->name);

	if (*slot) {
		faults_add(reader->faults, FAULT_ERROR, line->number, 0, "keep one",
			"key %s is here twice in [%s]; the first is in line %u", key->name,
			scan->sections[key->section].name,
			scan->keys[*slot - 1 - (INI_KEYS_MAX + 1)].line);
		free(key->name);
		return;
	}
	if (scan->key_count == scan->key_room) {
		size_t room = scan->key_room ? scan->key_room * 2 : 128;

		scan->keys = mem_grow(scan->keys, scan->key_room, room, sizeof(*scan->keys));
		scan->key_room = room;
	}
	*slot = (uint32_t)(1 + INI_KEYS_MAX + 1 + scan->key_count);
	scan->keys[scan->key_count++] = *key;
	scan->sections[key->section].count++;
}

static void no_key(struct reader *reader, const struct line *line)
{
	faults_add(reader->faults, FAULT_ERROR, line->number, 0,
		"write key = value; a text that needs another line goes on in key[en].2",
		"neither a section, a key with its value, nor a comment");
}

/* `errors`: how many there were before this line. */
static void read_key(struct reader *reader, const struct line *line, size_t errors)
{
	const char *equals = memchr(line->text, '=', line->len);
	const char *end = line->text + line->len, *value;
	struct ini_key key = {.section = reader->section, .line = line->number};
	size_t name_len;

	if (!equals) {
		no_key(reader, line);
		return;
	}
	name_len = trimmed(line->text, (size_t)(equals - line->text));
	key.name = mem_text_n(line->text, name_len);
	if (fold(key.name))
		faults_add(reader->faults, FAULT_ERROR, line->number, 0, "write small letters",
			"capital letter in the key %.*s", (int)name_len, line->text);
	if (name_len > INI_NAME_MAX || !key_name_good(key.name))
		faults_add(reader->faults, FAULT_ERROR, line->number, 0,
			"a key is a word like value, title[en] or text[en].2", "%s",
			name_len == 0 ? "no key stands before the ="
				      : "what stands before the = is no key");
	for (value = equals + 1; value < end && is_blank(*value);)
		value++;
	if (value < end && *value == '"')
		read_quoted(reader, line, value, (size_t)(end - value), &key);
	else
		read_plain(reader, line, value, (size_t)(end - value), &key);
	if (reader->section == NO_SECTION && !reader->section_bad) {
		faults_add(reader->faults, FAULT_ERROR, line->number, 0,
			"begin with a section, like [rubric]", "key before the first section");
	}
	/* A key with a bad value still counts as there: it is not missing, and may not come twice.
	 */
	key.bad = reader->faults->errors > errors;
	if (reader->section != NO_SECTION && name_len > 0 && room_left(reader, line))
		add_key(reader, line, &key);
	else
		free(key.name);
}

static void read_line(struct reader *reader, struct line *line)
{
	size_t errors = reader->faults->errors;

	if (line->len > INI_LINE_MAX)
		faults_add(reader->faults, FAULT_ERROR, line->number, 0,
			"let the text go on in another key: text[en].2",
			"line of %zu bytes, cut at column %d: %d bytes is the most", line->len,
			INI_LINE_MAX + 1, INI_LINE_MAX);
	if (!ini_check_points(line->text, line->len, line->number, reader->faults)) {
		reader->lost = true;
		return;
	}
	line->len = trimmed(line->text, line->len);
	while (line->len > 0 && is_blank(*line->text)) {
		line->text++;
		line->len--;
	}
	if (line->len == 0)
		return;
	if (*line->text == ';' || *line->text == '#') {
		if (line->text[line->len - 1] == '\\')
			faults_add(reader->faults, FAULT_ERROR, line->number, 0,
				"take the backslash out", "comment that ends in a backslash");
		return;
	}
	if (*line->text == '[') {
		read_section(reader, line);
		/* Keys below it would be those of another section. */
		reader->lost |= reader->faults->errors > errors;
	} else {
		read_key(reader, line, errors);
	}
}

static void keep_bad(struct ini_scan *scan, size_t at, size_t len)
{
	if ((scan->bad_count & (scan->bad_count - 1)) == 0)
		scan->bad = mem_grow(scan->bad, scan->bad_count,
			scan->bad_count ? scan->bad_count * 2 : 1, sizeof(*scan->bad));
	scan->bad[scan->bad_count++] = (struct ini_span){at, len};
}

enum ini_scanned ini_scan(
	struct ini_scan *scan, const char *bytes, size_t len, struct faults *faults)
{
	struct reader reader = {.scan = scan, .faults = faults, .section = NO_SECTION};
	size_t at = 0;
	unsigned number = 1;

	*scan = (struct ini_scan){0};
	make_slots(scan, bytes, len);
	if (len == 0)
		return INI_GOOD;
	if (!ini_check_encoding(bytes, len, faults))
		return INI_LOST;
	while (at < len && !reader.full && faults->errors < INI_FAULTS_MAX) {
		const char *newline = memchr(bytes + at, '\n', len - at);
		size_t end = newline ? (size_t)(newline - bytes) : len, errors = faults->errors;
		struct line line = {bytes, bytes + at, end - at, number};

		if (line.len > 0 && line.text[line.len - 1] == '\r')
			line.len--;
		read_line(&reader, &line);
		if (faults->errors > errors)
			keep_bad(scan, at, end - at);
		at = end + 1;
		number++;
	}
	if (faults->errors >= INI_FAULTS_MAX) {
		faults_add(faults, FAULT_ERROR, number, 0, NULL,
			"too many faults; what comes from here on was not read");
		return INI_LOST;
	}
	if (reader.lost)
		return INI_LOST;
	return scan->bad_count > 0 ? INI_BAD_VALUES : INI_GOOD;
}
