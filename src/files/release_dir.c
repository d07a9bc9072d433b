#include "config.h"

#include "files/release_dir.h"

#include "base/buf.h"
#include "files/acl.h"
#include "files/atomic.h"
#include "files/fd.h"
#include "files/publish.h"
#include "files/save_why.h"
#include "files/session_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

void release_page_name(char out[RELEASE_NAME_MAX], const char *person, const char *ending)
{
	snprintf(out, RELEASE_NAME_MAX, "page-%s.%s", person, ending);
}

void release_team_name(char out[RELEASE_NAME_MAX], size_t team)
{
	snprintf(out, RELEASE_NAME_MAX, "team-%02zu.txt", team + 1);
}

int release_dir_open(const char *path, struct err *err)
{
	char *place = session_join(path, SESSION_RELEASE);
	int dir = -1, problem = mkdir(place, 0711) == 0 || errno == EEXIST ? 0 : errno;

	if (problem == 0) {
		dir = fd_open(AT_FDCWD, place, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
		/* Entered by everybody, listed by nobody, whatever the umask was. */
		problem = dir < 0 || fchmod(dir, 0711) != 0 ? errno : 0;
	}
	if (problem != 0) {
		err_set(err, ERR_SAVE, place, "%s", save_why(problem));
		if (dir >= 0)
			fd_close(dir);
		dir = -1;
	}
	free(place);
	return dir;
}

bool release_dir_put(int dir, const char *name, const struct buf *text, const uid_t *readers,
	size_t count, bool *shared, struct err *err)
{
	int file;

	if (!atomic_write_at(dir, name, buf_text(text), text->len, 0600, true, err))
		return false;
	file = fd_open(dir, name, O_RDONLY | O_NOFOLLOW, 0);
	if (file < 0)
		return err_set(err, ERR_SAVE, name, "%s", save_why(errno));
	if (count > 0 && !acl_let_read(file, readers, count))
		*shared = false;
	fd_close(file);
	return true;
}

bool release_dir_read(const char *path, const char *name, struct buf *out)
{
	return publish_read(path, name, out);
}
