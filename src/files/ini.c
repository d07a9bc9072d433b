#include "config.h"

#include "files/ini.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/fd.h"
#include "files/ini_bytes.h"
#include "files/ini_scan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#if __has_include(<iniparser/iniparser.h>)
#include <iniparser/iniparser.h>
#else
#include <iniparser.h>
#endif

#define NEAR_LEN_MAX 64

struct ini {
	struct ini_scan scan;
	char *bytes;
	size_t len;
};

/* --- the file ------------------------------------------------------------------------------- */

static void whole_file(struct faults *faults, const char *hint, const char *message)
{
	faults_add(faults, FAULT_ERROR, 0, 0, hint, "%s", message);
}

static void system_fault(struct faults *faults, const char *what, int errnum)
{
	char reason[128];

	faults_add(faults, FAULT_ERROR, 0, 0, NULL, "%s: %s", what,
		strerror_r(errnum, reason, sizeof(reason)));
}

static bool check_type(const struct stat *info, struct faults *faults)
{
	if (S_ISREG(info->st_mode))
		return true;
	if (S_ISDIR(info->st_mode))
		whole_file(faults, "name a file in it", "this is a directory");
	else if (S_ISFIFO(info->st_mode))
		whole_file(faults, "save it in a file first", "this is a pipe, not a file");
	else
		whole_file(faults, NULL, "this is a device, not a file");
	return false;
}

static void too_big(struct faults *faults, long long size)
{
	faults_add(faults, FAULT_ERROR, 0, 0, NULL, "%lld bytes; %d bytes is the most", size,
		INI_SIZE_MAX);
}

static bool read_all(int fd, struct buf *out, struct faults *faults)
{
	size_t before = out->len;
	int problem = fd_read(fd, out, INI_SIZE_MAX + 1);

	if (problem != 0)
		system_fault(faults, "cannot read this file to its end", problem);
	else if (out->len - before > INI_SIZE_MAX)
		too_big(faults, (long long)(out->len - before));
	else
		return true;
	return false;
}

/* Open and read; a directory, pipe, device or link is refused without waiting for anything. */
bool ini_file_bytes(const char *path, struct buf *out, struct faults *faults)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct stat info;
	bool good = false;

	if (fd < 0) {
		struct stat link;

		if (errno == ELOOP && lstat(path, &link) == 0 && S_ISLNK(link.st_mode))
			whole_file(faults, "name the file it points to", "this is a symbolic link");
		else
			system_fault(faults, "cannot open this file", errno);
		return false;
	}
	if (fstat(fd, &info) != 0)
		system_fault(faults, "cannot examine this file", errno);
	else if (!check_type(&info, faults))
		;
	else if (info.st_size > INI_SIZE_MAX)
		too_big(faults, (long long)info.st_size);
	else
		good = read_all(fd, out, faults);
	close(fd);
	return good;
}

/* --- through iniparser ---------------------------------------------------------------------- */

/* iniparser's own callback prints to stderr, with raw text of the file. */
static int stay_silent(const char *format, ...)
{
	(void)format;
	return 0;
}

/* Let iniparser read exactly these bytes: they are handed over in memory, so that nobody can
 * change them in between. */
static dictionary *parse(const char *bytes, size_t len)
{
	int fd = memfd_create("ini", MFD_CLOEXEC);
	dictionary *found = NULL;
	char path[64];

	if (fd < 0)
		return NULL;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	/* The last line counts whether it ends in a newline or not; iniparser drops some. */
	if (fd_write(fd, bytes, len) == 0 && fd_write(fd, "\n", 1) == 0) {
		iniparser_set_error_callback(stay_silent);
		found = iniparser_load(path);
	}
	close(fd);
	return found;
}

static char *decode(const char *raw, bool quoted)
{
	char *value = mem_text(raw), *to = value;

	for (const char *from = raw; quoted && *from;) {
		if (*from != '&') {
			*to++ = *from == '\t' ? ' ' : *from;
			from++;
		} else if (strncmp(from, "&quot;", 6) == 0) {
			*to++ = '"';
			from += 6;
		} else if (strncmp(from, "&amp;", 5) == 0) {
			*to++ = '&';
			from += 5;
		} else {
			*to++ = *from++;
		}
	}
	if (quoted)
		*to = '\0';
	return value;
}

/* Take every value from iniparser, and hold it against what stands in the file: should the two
 * ever differ, the file is refused. */
static bool take_values(
	struct ini_scan *scan, const dictionary *found, const char *bytes, struct faults *faults)
{
	struct buf name = BUF_EMPTY;
	bool good = true;

	for (size_t i = 0; i < scan->key_count; i++) {
		struct ini_key *key = &scan->keys[i];
		const char *value;

		if (key->bad)
			continue;
		buf_cut(&name, 0);
		buf_text_add(&name, scan->sections[key->section].name);
		buf_byte(&name, ':');
		buf_text_add(&name, key->name);
		value = iniparser_getstring(found, buf_text(&name), NULL);
		if (!value || strlen(value) != key->len ||
			memcmp(value, bytes + key->at, key->len) != 0) {
			faults_add(faults, FAULT_ERROR, key->line, 0, "write it more simply",
				"the INI library reads %s otherwise than it is written", key->name);
			good = false;
			continue;
		}
		key->value = decode(value, key->quoted);
	}
	buf_free(&name);
	return good;
}

/* A copy without the lines that have a fault. */
static char *without_bad(const struct ini_scan *scan, const char *text, size_t len)
{
	char *copy = mem_text_n(text, len);

	for (size_t i = 0; i < scan->bad_count; i++)
		memset(copy + scan->bad[i].at, ' ', scan->bad[i].len);
	return copy;
}

static bool load(struct ini *ini, bool partly, struct faults *faults)
{
	size_t bom = ini_scan_bom(ini->bytes, ini->len), len = ini->len - bom;
	const char *text = ini->bytes + bom;
	enum ini_scanned scanned = ini_scan(&ini->scan, text, len, faults);
	char *clean = NULL;
	dictionary *found;
	bool good;

	if (scanned == INI_LOST || (scanned == INI_BAD_VALUES && !partly))
		return false;
	if (scanned == INI_BAD_VALUES)
		clean = without_bad(&ini->scan, text, len);
	found = parse(clean ? clean : text, len);
	free(clean);
	if (!found) {
		whole_file(faults, NULL, "the INI library cannot read this file");
		return false;
	}
	good = take_values(&ini->scan, found, text, faults);
	iniparser_freedict(found);
	return good;
}

static struct ini *make(struct buf *bytes, bool partly, struct faults *faults)
{
	struct ini *ini = MEM_NEW(struct ini);

	ini->len = bytes->len;
	ini->bytes = buf_take(bytes);
	if (load(ini, partly, faults))
		return ini;
	ini_free(ini);
	return NULL;
}

static struct ini *read_path(const char *path, bool partly, struct faults *faults)
{
	struct buf bytes = BUF_EMPTY;

	if (ini_file_bytes(path, &bytes, faults))
		return make(&bytes, partly, faults);
	buf_free(&bytes);
	return NULL;
}

static struct ini *read_bytes(const char *bytes, size_t len, bool partly, struct faults *faults)
{
	struct buf copy = BUF_EMPTY;

	if (len > INI_SIZE_MAX) {
		too_big(faults, (long long)len);
		return NULL;
	}
	buf_add(&copy, bytes, len);
	return make(&copy, partly, faults);
}

struct ini *ini_read(const char *path, struct faults *faults)
{
	return read_path(path, false, faults);
}

struct ini *ini_read_partly(const char *path, struct faults *faults)
{
	return read_path(path, true, faults);
}

struct ini *ini_parse(const char *bytes, size_t len, struct faults *faults)
{
	return read_bytes(bytes, len, false, faults);
}

struct ini *ini_parse_partly(const char *bytes, size_t len, struct faults *faults)
{
	return read_bytes(bytes, len, true, faults);
}

void ini_free(struct ini *ini)
{
	if (!ini)
		return;
	ini_scan_free(&ini->scan);
	free(ini->bytes);
	free(ini);
}

/* --- asking --------------------------------------------------------------------------------- */

static struct ini_key *find(const struct ini *ini, const char *section, const char *key)
{
	size_t at = ini_scan_section(&ini->scan, section);

	if (at == INI_NONE)
		return NULL;
	at = ini_scan_key(&ini->scan, at, key);
	return at == INI_NONE ? NULL : &ini->scan.keys[at];
}

const char *ini_bytes(const struct ini *ini, size_t *len)
{
	*len = ini->len;
	return ini->bytes;
}

const char *ini_get(struct ini *ini, const char *section, const char *key)
{
	struct ini_key *found = find(ini, section, key);

	if (!found)
		return NULL;
	found->used = true;
	return found->value;
}

bool ini_bad(const struct ini *ini, const char *section, const char *key)
{
	const struct ini_key *found = find(ini, section, key);

	return found && found->bad;
}

bool ini_used(const struct ini *ini, const char *section, const char *key)
{
	const struct ini_key *found;
	size_t at;

	if (!key) {
		at = ini_scan_section(&ini->scan, section);
		return at != INI_NONE && ini->scan.sections[at].used;
	}
	found = find(ini, section, key);
	return found && found->used;
}

unsigned ini_line(const struct ini *ini, const char *section, const char *key)
{
	const struct ini_key *found;
	size_t at;

	if (!key) {
		at = ini_scan_section(&ini->scan, section);
		return at == INI_NONE ? 0 : ini->scan.sections[at].line;
	}
	found = find(ini, section, key);
	return found ? found->line : 0;
}

bool ini_quoted(const struct ini *ini, const char *section, const char *key)
{
	const struct ini_key *found = find(ini, section, key);

	return found && found->quoted;
}

const char *ini_section(const struct ini *ini, size_t nth)
{
	return nth < ini->scan.section_count ? ini->scan.sections[nth].name : NULL;
}

const char *ini_key(const struct ini *ini, const char *section, size_t nth)
{
	size_t at = ini_scan_section(&ini->scan, section);

	if (at == INI_NONE || nth >= ini->scan.sections[at].count)
		return NULL;
	return ini->scan.keys[ini->scan.sections[at].first + nth].name;
}

void ini_use_section(struct ini *ini, const char *section)
{
	size_t at = ini_scan_section(&ini->scan, section);

	if (at != INI_NONE)
		ini->scan.sections[at].used = true;
}

/* --- what nobody asked for ------------------------------------------------------------------ */

/* How many letters to change, add, drop or swap with a neighbour to turn one into the other. */
static size_t distance(const char *one, size_t one_len, const char *two)
{
	size_t two_len = strlen(two);
	size_t row[3][NEAR_LEN_MAX + 1];
	size_t *before = row[0], *above = row[1], *now = row[2];

	if (one_len > NEAR_LEN_MAX || two_len > NEAR_LEN_MAX)
		return NEAR_LEN_MAX;
	for (size_t j = 0; j <= two_len; j++)
		above[j] = before[j] = j;
	for (size_t i = 1; i <= one_len; i++) {
		size_t *spare = before;

		now[0] = i;
		for (size_t j = 1; j <= two_len; j++) {
			size_t best = above[j - 1] + (one[i - 1] != two[j - 1]);

			best = best < above[j] + 1 ? best : above[j] + 1;
			best = best < now[j - 1] + 1 ? best : now[j - 1] + 1;
			if (i > 1 && j > 1 && one[i - 1] == two[j - 2] &&
				one[i - 2] == two[j - 1] && best > before[j - 2] + 1)
				best = before[j - 2] + 1;
			now[j] = best;
		}
		before = above;
		above = now;
		now = spare;
	}
	return above[two_len];
}

/* The nearest of `known` to `name`, compared without what follows a "["; NULL when none is near.
 * A name that is known, but in another place, is not near: *elsewhere tells so. */
static const char *nearest(const char *name, const char *const *known, bool *elsewhere)
{
	size_t len = strcspn(name, "["), limit = len < 4 ? 1 : len < 9 ? 2 : 3;
	const char *best = NULL;

	*elsewhere = false;
	for (; *known; known++) {
		size_t far = distance(name, len, *known);

		if (far == 0)
			*elsewhere = true;
		else if (far <= limit) {
			best = *known;
			limit = far - 1;
		}
	}
	return *elsewhere ? NULL : best;
}

static void unknown(struct faults *faults, unsigned line, const char *name, const char *section,
	const char *const *known)
{
	struct buf hint = BUF_EMPTY;
	bool elsewhere;
	const char *near = nearest(name, known, &elsewhere);

	if (near && section)
		buf_format(&hint, "did you mean %s%s?", near, name + strcspn(name, "["));
	else if (near)
		buf_format(&hint, "did you mean [%s]?", near);
	else if (elsewhere && section)
		buf_format(&hint, "%.*s does not belong in this section", (int)strcspn(name, "["),
			name);
	if (section)
		faults_add(faults, FAULT_ERROR, line, 0, buf_text(&hint), "unknown key %s in [%s]",
			name, section);
	else
		faults_add(faults, FAULT_ERROR, line, 0, buf_text(&hint), "unknown section [%s]",
			name);
	buf_free(&hint);
}

void ini_unused(struct ini *ini, struct faults *faults, const char *const *known)
{
	for (size_t i = 0; i < ini->scan.section_count; i++) {
		const struct ini_section *section = &ini->scan.sections[i];

		if (!section->used) {
			unknown(faults, section->line, section->name, NULL, known);
			continue;
		}
		for (size_t j = section->first; j < section->first + section->count; j++)
			if (!ini->scan.keys[j].used && !ini->scan.keys[j].bad)
				unknown(faults, ini->scan.keys[j].line, ini->scan.keys[j].name,
					section->name, known);
	}
}

/* --- writing -------------------------------------------------------------------------------- */

void ini_quote(struct buf *out, const char *text)
{
	char *safe = text_safe_copy(text, TEXT_LINE);

	buf_byte(out, '"');
	for (const char *at = safe; *at; at++) {
		if (*at == '"')
			buf_text_add(out, "&quot;");
		else if (*at == '&')
			buf_text_add(out, "&amp;");
		else
			buf_byte(out, *at == '\\' ? '/' : *at);
	}
	buf_byte(out, '"');
	free(safe);
}
