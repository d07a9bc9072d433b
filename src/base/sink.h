/* Where text goes that a report makes: a function and its context. */
#ifndef PEIL_BASE_SINK_H
#define PEIL_BASE_SINK_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

struct sink {
	/* Take `len` bytes; false when it could not (the sink then stays failed). */
	bool (*take)(void *context, const char *bytes, size_t len);
	void *context; /* borrowed */
	bool failed;
};

/* Give it bytes, a C string, or what a format gives; nothing once it failed. */
void sink_add(struct sink *sink, const char *bytes, size_t len);
void sink_text(struct sink *sink, const char *text);
void sink_format(struct sink *sink, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A sink that appends to `buf` (borrowed). */
struct sink sink_to_buf(struct buf *buf);
/* A sink that writes to the file descriptor `*fd` (borrowed; not closed; EINTR and short writes
 * are handled). */
struct sink sink_to_fd(int *fd);

#endif
