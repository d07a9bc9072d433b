#include "config.h"
#include "files/roster_bytes.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "files/fd.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Windows-1252 from 80 to 9F; 0: not used. What follows is as in Latin-1. */
static const uint16_t HIGH[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6,
	0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

static unsigned line_at(const char *bytes, size_t at)
{
	unsigned line = 1;

	for (size_t i = 0; i < at; i++)
		line += bytes[i] == '\n';
	return line;
}

/* Whether there are characters of more than one byte before `len`: then it is UTF-8 with a mistake
 * in it. */
static bool has_long(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)bytes[i] >= 0x80)
			return true;
	}
	return false;
}

static void refuse(struct faults *faults, const char *bytes, size_t at, const char *message)
{
	faults_add(faults, FAULT_ERROR, line_at(bytes, at), 0,
		_("save it as CSV in UTF-8, or: iconv -f windows-1252 -t utf-8"), "%s", message);
}

static bool convert(struct buf *out, const char *bytes, size_t len, struct faults *faults)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		uint32_t point = byte >= 0x80 && byte < 0xA0 ? HIGH[byte - 0x80] : byte;
		char text[4];

		if (point == 0) {
			refuse(faults, bytes, i, _("this is neither UTF-8 nor Windows-1252"));
			return false;
		}
		buf_add(out, text, text_encode(point, text));
	}
	return true;
}

static int in_memory(const char *bytes, size_t len, struct faults *faults)
{
	int fd = memfd_create("roster", MFD_CLOEXEC);
	int problem = fd < 0 ? errno : fd_write(fd, bytes, len);

	if (problem == 0 && lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	faults_add(faults, FAULT_ERROR, 0, 0, NULL, "%s", strerror(problem));
	if (fd >= 0)
		fd_close(fd);
	return -1;
}

int roster_bytes_utf8(const char *bytes, size_t len, bool *windows_1252, struct faults *faults)
{
	size_t good = text_valid(bytes, len);
	const char *zero = memchr(bytes, '\0', len);
	struct buf text = BUF_EMPTY;
	int fd = -1;

	*windows_1252 = false;
	if (zero != NULL) {
		refuse(faults, bytes, (size_t)(zero - bytes),
			_("this is no table of text: a NUL byte"));
		return -1;
	}
	if (good == len)
		return in_memory(bytes, len, faults);
	if (has_long(bytes, good)) {
		refuse(faults, bytes, good, _("this is UTF-8 with a byte that cannot stand in it"));
		return -1;
	}
	*windows_1252 = convert(&text, bytes, len, faults);
	if (*windows_1252)
		fd = in_memory(text.data, text.len, faults);
	buf_free(&text);
	return fd;
}
