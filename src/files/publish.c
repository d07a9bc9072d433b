#include "config.h"
#include "files/publish.h"

#include "base/buf.h"
#include "base/mem.h"
#include "files/atomic.h"
#include "files/fd.h"
#include "files/manifest.h"
#include "files/save_why.h"
#include "files/session_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

bool publish_manifest(const struct session_data *data, unsigned *number, struct err *err)
{
	struct manifest manifest = {0, NULL, 0};
	bool done = true;

	for (size_t i = 0; done && i < data->file_count; i++) {
		const struct session_file *file = &data->files[i];
		size_t person = roster_by_uid(&data->roster, file->uid);

		done = manifest_take(&manifest, data->path, file->name, file->uid,
			person != ROSTER_NONE ? data->roster.list[person].id : "", file->length,
			err);
	}
	done = done && manifest_write(&manifest, data->path, err);
	*number = manifest.number;
	manifest_free(&manifest);
	return done;
}

void publish_name(char out[PUBLISH_NAME_LEN + 1], int round, bool reasons)
{
	snprintf(
		out, PUBLISH_NAME_LEN + 1, "round-%d%s.csv", round % 10, reasons ? "-reasons" : "");
}

static bool write_one(int dir, const char *name, const struct buf *text, struct err *err)
{
	if (!atomic_write_at(dir, name, buf_text(text), text->len, 0644, true, err))
		return false;
	/* For everybody, whatever the umask. */
	return fchmodat(dir, name, 0644, 0) == 0 ||
	       err_set(err, ERR_SAVE, name, "%s", save_why(errno));
}

bool publish_round(const char *path, int round, const struct buf *counts, const struct buf *reasons,
	struct err *err)
{
	char *place = session_join(path, SESSION_RELEASE), name[PUBLISH_NAME_LEN + 1];
	int dir = fd_open(AT_FDCWD, place, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	bool done;

	free(place);
	if (dir < 0)
		return err_set(err, ERR_SAVE, path, "%s", save_why(errno));
	publish_name(name, round, false);
	done = write_one(dir, name, counts, err);
	publish_name(name, round, true);
	done = done && write_one(dir, name, reasons, err);
	fd_close(dir);
	return done;
}

bool publish_read(const char *path, const char *name, struct buf *out)
{
	char *place = session_join(path, SESSION_RELEASE), *file = session_join(place, name);
	int fd = fd_open(AT_FDCWD, file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
	int problem;

	free(place);
	free(file);
	if (fd < 0)
		return false;
	problem = fd_read(fd, out, UINT64_MAX);
	fd_close(fd);
	return problem == 0;
}
