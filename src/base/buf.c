#include "config.h"

#include "base/buf.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 64

/* Room for `more` bytes and the NUL behind them. */
static void make_room(struct buf *buf, size_t more)
{
	size_t need;
	if (__builtin_add_overflow(buf->len, more, &need) ||
		__builtin_add_overflow(need, (size_t)1, &need))
		abort();
	if (need <= buf->room)
		return;

	size_t room = buf->room > 0 ? buf->room : FIRST_ROOM;
	while (room < need) {
		if (__builtin_mul_overflow(room, (size_t)2, &room)) {
			room = need;
			break;
		}
	}
	char *data = realloc(buf->data, room);
	if (!data)
		abort();
	buf->data = data;
	buf->room = room;
}

/* True when `bytes` lies inside the buffer's own memory, which make_room may move. */
static bool is_inside(const struct buf *buf, const char *bytes)
{
	return buf->data && bytes >= buf->data && bytes < buf->data + buf->room;
}

void buf_add(struct buf *buf, const void *bytes, size_t len)
{
	const char *from = bytes;

	/* Where there is room nothing moves. */
	if (len < buf->room - buf->len) {
		if (len > 0)
			memmove(buf->data + buf->len, from, len);
		buf->len += len;
		buf->data[buf->len] = '\0';
		return;
	}
	bool own = len > 0 && is_inside(buf, from);
	size_t offset = own ? (size_t)(from - buf->data) : 0;

	make_room(buf, len);
	if (own)
		from = buf->data + offset;
	if (len > 0)
		memmove(buf->data + buf->len, from, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void buf_text_add(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void buf_byte(struct buf *buf, char byte)
{
	make_room(buf, 1);
	buf->data[buf->len++] = byte;
	buf->data[buf->len] = '\0';
}

void buf_format(struct buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	buf_vformat(buf, format, args);
	va_end(args);
}

void buf_vformat(struct buf *buf, const char *format, va_list args)
{
	/* vasprintf and not in place: an argument may be the buffer's own contents. */
	char *text;
	int len = vasprintf(&text, format, args);
	if (len < 0)
		abort();
	buf_add(buf, text, (size_t)len);
	free(text);
}

void buf_cut(struct buf *buf, size_t len)
{
	if (len >= buf->len)
		return;
	buf->len = len;
	buf->data[len] = '\0';
}

const char *buf_text(const struct buf *buf)
{
	return buf->data ? buf->data : "";
}

char *buf_take(struct buf *buf)
{
	char *text = buf->data ? buf->data : mem_text("");
	*buf = (struct buf)BUF_EMPTY;
	return text;
}

void buf_free(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf)BUF_EMPTY;
}
