/* A key file: tokens that stand for keys, and `:` commands (formats.md section 5). Parsed whole
 * before anything starts, so that a mistake is one message with file and line. */
#ifndef PEIL_UI_KEYFILE_H
#define PEIL_UI_KEYFILE_H

#include "base/err.h"
#include "ui/key.h"

enum keyfile_kind {
	KEYFILE_KEY,   /* `key` */
	KEYFILE_PASTE, /* `text` */
	KEYFILE_BYTES, /* `text`, `len` raw bytes, through the same decoder as the keyboard */
	KEYFILE_TICK,  /* `number` milliseconds */
	KEYFILE_SAVED,
	KEYFILE_HANGUP,
	KEYFILE_SIZE, /* columns = number, rows = number2 */
	KEYFILE_DUMP, /* `text`: the name */
};

struct keyfile_step {
	enum keyfile_kind kind;
	struct key key;
	char *text;
	size_t len;
	int number, number2;
	unsigned line;
};

struct keyfile {
	struct keyfile_step *list;
	size_t count, at;
};

/* Read and parse; "-" is standard input. NULL with faults. The caller frees. */
struct keyfile *keyfile_read(const char *path, struct faults *faults);
struct keyfile *keyfile_parse(const char *text, size_t len, struct faults *faults);
void keyfile_free(struct keyfile *keyfile);

#endif
