/* The strict pre-reader of INI files: refuses, with line and hint, every shape that iniparser 4.1
 * would read as something else than it looks like, and keeps where everything stands. Knows
 * nothing of files or of iniparser. */
#ifndef PEIL_FILES_INI_SCAN_H
#define PEIL_FILES_INI_SCAN_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INI_SIZE_MAX   (256 * 1024)
#define INI_LINE_MAX   1000 /* bytes; iniparser gives up at 1023 */
#define INI_KEYS_MAX   5000 /* keys and sections together; iniparser takes O(n) for each */
#define INI_NAME_MAX   200  /* bytes of a section's or a key's name */
#define INI_FAULTS_MAX 5000 /* lines of them; more is no text file */
#define INI_NONE       ((size_t)-1)

struct ini_key {
	char *name;	/* owned */
	size_t section; /* index */
	unsigned line;
	bool quoted, used;
	bool bad;	/* its line has a fault; there is no value */
	size_t at, len; /* the value in the bytes, without its quotes */
	char *value;	/* owned; decoded, filled by ini.c from what iniparser read */
};

struct ini_section {
	char *name; /* owned */
	unsigned line;
	bool used;
	size_t first, count; /* its keys */
};

/* A line that iniparser must not see. */
struct ini_span {
	size_t at, len;
};

struct ini_scan {
	struct ini_section *sections;
	size_t section_count, section_room;
	struct ini_key *keys;
	size_t key_count, key_room;
	uint32_t *slots; /* hash of all names: 0 free, else 1 + number of a section or a key */
	size_t slot_count;
	size_t *last; /* the section that was looked up last: most look-ups repeat it */
	struct ini_span *bad; /* lines with a fault */
	size_t bad_count;
};

enum ini_scanned {
	INI_GOOD,
	INI_BAD_VALUES, /* some lines have faults, but all sections and keys are known */
	INI_LOST,	/* some section or key is not known */
};

/* Read `bytes` (without the mark) into *scan, which the caller frees whatever happens; faults gets
 * all that is wrong. */
enum ini_scanned ini_scan(
	struct ini_scan *scan, const char *bytes, size_t len, struct faults *faults);
void ini_scan_free(struct ini_scan *scan);
/* Index of a section, of a key in a section; INI_NONE when there is none. */
size_t ini_scan_section(const struct ini_scan *scan, const char *name);
size_t ini_scan_key(const struct ini_scan *scan, size_t section, const char *name);

#endif
