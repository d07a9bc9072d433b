/* A growing byte buffer; always followed by a NUL that is not counted. */
#ifndef PEIL_BASE_BUF_H
#define PEIL_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct buf {
	char *data; /* NULL while nothing was ever added; use buf_text() for a C string */
	size_t len; /* bytes, without the NUL */
	size_t room;
};

#define BUF_EMPTY {NULL, 0, 0}

/* Append bytes, a C string, one byte, or what a format gives. Never fails: out of memory ends the
 * program (base/mem.h). */
void buf_add(struct buf *buf, const void *bytes, size_t len);
void buf_text_add(struct buf *buf, const char *text);
void buf_byte(struct buf *buf, char byte);
void buf_format(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vformat(struct buf *buf, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
/* Cut to `len` bytes (no effect when already shorter); memory is kept. */
void buf_cut(struct buf *buf, size_t len);
/* The contents as a C string, "" when empty; borrowed until the next change. */
const char *buf_text(const struct buf *buf);
/* Hand the contents over as an owned C string and leave the buffer empty. */
char *buf_take(struct buf *buf);
/* Free the contents; the struct itself stays and is empty. */
void buf_free(struct buf *buf);

#endif
