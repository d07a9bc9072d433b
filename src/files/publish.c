#include "config.h"
#include "files/publish.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/id.h"
#include "files/atomic.h"
#include "files/fd.h"
#include "files/manifest.h"
#include "files/save_why.h"
#include "files/session_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SIZE_MAX_OF_FILE ((off_t)64 << 20)

bool publish_manifest(const struct session_data *data, unsigned *number, struct err *err)
{
	struct manifest manifest = {0, NULL, 0};
	bool done = session_whole(data, err);

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

static const char *fixed_name(const char *field)
{
	return strcmp(field, PUBLISH_SESSION) == 0 ? SESSION_INI : SESSION_ROSTER;
}

/* 0 or an errno. */
static int fingerprint(const char *path, const char *name, char out[ID_FINGERPRINT_LEN + 1])
{
	char *file = session_join(path, name);
	struct buf bytes = BUF_EMPTY;
	int problem = fd_load(AT_FDCWD, file, SIZE_MAX_OF_FILE, &bytes);

	if (problem == 0)
		id_fingerprint(out, buf_text(&bytes), bytes.len);
	buf_free(&bytes);
	free(file);
	return problem;
}

bool publish_fix(const char *path, struct state_step *step, struct err *err)
{
	static const char *const fields[] = {PUBLISH_SESSION, PUBLISH_ROSTER};
	char print[ID_FINGERPRINT_LEN + 1];

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		int problem = fingerprint(path, fixed_name(fields[i]), print);

		if (problem == 0)
			state_step_set(step, fields[i], print);
		else if (problem != ENOENT)
			return err_errno(err, ERR_SAVE, fixed_name(fields[i]), problem, "%s",
				_("this cannot be read"));
	}
	return true;
}

bool publish_is_fixed(const char *path, const struct state_step *step, const char *field)
{
	const char *said = state_step_get(step, field);
	char print[ID_FINGERPRINT_LEN + 1];

	return said[0] == '\0' ||
	       (fingerprint(path, fixed_name(field), print) == 0 && strcmp(print, said) == 0);
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
	int problem = fd_load(AT_FDCWD, file, SIZE_MAX_OF_FILE, out);

	free(place);
	free(file);
	errno = problem;
	return problem == 0;
}
