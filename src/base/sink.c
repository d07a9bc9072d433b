#include "config.h"

#include "base/sink.h"

#include "base/buf.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

void sink_add(struct sink *sink, const char *bytes, size_t len)
{
	if (sink->failed || len == 0)
		return;
	if (!sink->take(sink->context, bytes, len))
		sink->failed = true;
}

void sink_text(struct sink *sink, const char *text)
{
	sink_add(sink, text, strlen(text));
}

void sink_format(struct sink *sink, const char *format, ...)
{
	struct buf text = BUF_EMPTY;
	va_list args;
	va_start(args, format);
	buf_vformat(&text, format, args);
	va_end(args);
	sink_add(sink, buf_text(&text), text.len);
	buf_free(&text);
}

static bool take_to_buf(void *context, const char *bytes, size_t len)
{
	buf_add(context, bytes, len);
	return true;
}

struct sink sink_to_buf(struct buf *buf)
{
	return (struct sink){.take = take_to_buf, .context = buf};
}

/* Wait until a non-blocking descriptor takes more; false when it will not. */
static bool wait_for_room(int fd)
{
	struct pollfd entry = {.fd = fd, .events = POLLOUT};
	int ready;
	do
		ready = poll(&entry, 1, -1);
	while (ready < 0 && errno == EINTR);
	return ready > 0 && (entry.revents & POLLOUT);
}

static bool take_to_fd(void *context, const char *bytes, size_t len)
{
	int fd = *(const int *)context;
	while (len > 0) {
		ssize_t written = write(fd, bytes, len);
		if (written >= 0) {
			bytes += written;
			len -= (size_t)written;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			if (!wait_for_room(fd))
				return false;
		} else if (errno != EINTR) {
			return false;
		}
	}
	return true;
}

struct sink sink_to_fd(int *fd)
{
	return (struct sink){.take = take_to_fd, .context = fd};
}
