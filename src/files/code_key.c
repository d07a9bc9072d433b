#include "config.h"
#include "files/code_key.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/atomic.h"
#include "files/fd.h"
#include "files/session_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEYS	   "keys"
#define KEY_FILE   "research.key"
#define KEY_DIGITS (2 * ID_KEY_BYTES)

static int digit(char hex)
{
	return hex <= '9' ? hex - '0' : hex - 'a' + 10;
}

static bool parse(const char *text, unsigned char key[ID_KEY_BYTES])
{
	if (!id_is_hex(text, KEY_DIGITS))
		return false;
	for (size_t i = 0; i < ID_KEY_BYTES; i++)
		key[i] = (unsigned char)(16 * digit(text[2 * i]) + digit(text[2 * i + 1]));
	return true;
}

/* 1 read, 0 not there, -1 with *err. */
static int read_key(int dir, const char *shown, unsigned char key[ID_KEY_BYTES], struct err *err)
{
	int fd = fd_open(dir, KEY_FILE, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0), problem;
	struct buf bytes = BUF_EMPTY;
	struct stat about;
	bool done = false;

	if (fd < 0 && errno == ENOENT)
		return 0;
	problem = fd < 0 || fstat(fd, &about) != 0 ? errno : fd_read(fd, &bytes, KEY_DIGITS);
	if (fd >= 0)
		fd_close(fd);
	/* A key that cannot be read now must not be thrown away. */
	if (problem != 0)
		err_errno(err, ERR_INPUT, shown, problem, "%s", _("the key cannot be read"));
	else if (!S_ISREG(about.st_mode) || (about.st_mode & 077) != 0 || about.st_uid != geteuid())
		err_set(err, ERR_INPUT, shown, "%s",
			_("others could read the key of person codes; hint: chmod 600, or remove "
			  "it: a new one gives new codes"));
	else if (!parse(buf_text(&bytes), key))
		err_set(err, ERR_INPUT, shown, "%s",
			_("this is no key; hint: remove it: a new one gives new codes"));
	else
		done = true;
	buf_free(&bytes);
	return done ? 1 : -1;
}

static bool make_key(int dir, struct err *err)
{
	char text[KEY_DIGITS + 2];

	id_random(text, KEY_DIGITS);
	text[KEY_DIGITS] = '\n';
	return atomic_write_at(dir, KEY_FILE, text, KEY_DIGITS + 1, 0600, false, err);
}

bool code_key_get(unsigned char key[ID_KEY_BYTES], struct err *err)
{
	char *home = session_data_home(err), *place, *shown;
	int dir, found = -1;

	if (home == NULL)
		return false;
	place = session_join(home, KEYS);
	shown = session_join(place, KEY_FILE);
	if (session_make_path(place, 0700, err)) {
		dir = fd_open(AT_FDCWD, place, O_RDONLY | O_DIRECTORY, 0);
		if (dir < 0) {
			err_errno(err, ERR_INPUT, place, errno, "%s", _("the key cannot be read"));
		} else {
			found = read_key(dir, shown, key, err);
			/* Another run may make one at the same time: its key is as good. */
			if (found == 0) {
				make_key(dir, err);
				found = read_key(dir, shown, key, err);
				if (found > 0)
					err_free(err);
			}
			fd_close(dir);
		}
	}
	free(home);
	free(place);
	free(shown);
	return found > 0;
}
