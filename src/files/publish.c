#include "config.h"
#include "files/publish.h"

#include "base/buf.h"
#include "base/id.h"
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
#include <string.h>
#include <sys/stat.h>

#define SIZE_MAX_OF_FILE ((off_t)64 << 20)

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

static const char *fixed_name(const char *field)
{
	return strcmp(field, PUBLISH_SESSION) == 0 ? SESSION_INI : SESSION_ROSTER;
}

static bool fingerprint(const char *path, const char *name, char out[ID_FINGERPRINT_LEN + 1])
{
	char *file = session_join(path, name);
	struct buf bytes = BUF_EMPTY;
	bool there = fd_load(AT_FDCWD, file, SIZE_MAX_OF_FILE, &bytes) == 0;

	if (there)
		id_fingerprint(out, buf_text(&bytes), bytes.len);
	buf_free(&bytes);
	free(file);
	return there;
}

void publish_fix(const char *path, struct state_step *step)
{
	static const char *const fields[] = {PUBLISH_SESSION, PUBLISH_ROSTER};
	char print[ID_FINGERPRINT_LEN + 1];

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (fingerprint(path, fixed_name(fields[i]), print))
			state_step_set(step, fields[i], print);
	}
}

bool publish_is_fixed(const char *path, const struct state_step *step, const char *field)
{
	const char *said = state_step_get(step, field);
	char print[ID_FINGERPRINT_LEN + 1];

	return said[0] == '\0' ||
	       (fingerprint(path, fixed_name(field), print) && strcmp(print, said) == 0);
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
	return problem == 0;
}
