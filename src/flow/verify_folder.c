#include "config.h"
#include "flow/verify_folder.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/lang.h"
#include "files/dir_names.h"
#include "files/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#define RECEIPT "submit-"
/* Far more than a session has. */
#define FILE_MOST ((off_t)128 << 20)

struct looking {
	struct journal_problems *faults;
	uid_t owner; /* of the session folder */
};

static void fault(struct looking *looking, const char *folder, const char *name, const char *why)
{
	struct buf shown = BUF_EMPTY;

	buf_format(&shown, "%s%s%s", folder, folder[0] != '\0' ? "/" : "", name);
	journal_problem_add(looking->faults, buf_text(&shown), 0, "%s", why);
	buf_free(&shown);
}

/* An ordinary file or a folder, as `name` has to be; `folder` is what it stands in. */
static void look_at(
	struct looking *looking, int dir, const char *folder, const char *name, bool is_folder)
{
	struct stat about;

	if (fstatat(dir, name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
		if (errno != ENOENT)
			fault(looking, folder, name, strerror(errno));
	} else if (is_folder ? !S_ISDIR(about.st_mode) : !S_ISREG(about.st_mode)) {
		fault(looking, folder, name,
			is_folder ? _("this is not a folder") : _("this is not an ordinary file"));
	} else if (!is_folder && about.st_nlink > 1) {
		fault(looking, folder, name, _("this file has a second name elsewhere"));
	} else if (!is_folder && about.st_size > FILE_MOST) {
		fault(looking, folder, name, _("this file is too large"));
	} else if (about.st_uid != looking->owner) {
		fault(looking, folder, name, _("this is not from the owner of the session"));
	}
}

typedef void entry_fn(struct looking *looking, int dir, const char *folder, const char *name);

/* Call `each` for what is in a folder; one that is not there or not for us is left out. */
static void each_entry(
	struct looking *looking, int above, const char *name, const char *shown, entry_fn *each)
{
	struct dir_names names;
	int dir;

	dir_names_open(above, name, &dir, &names);
	for (size_t i = 0; i < names.count; i++)
		if (names.list[i][0] != '.')
			each(looking, dir, shown, names.list[i]);
	dir_names_free(&names);
	if (dir >= 0)
		fd_close(dir);
}

static void take_file(struct looking *looking, int dir, const char *folder, const char *name)
{
	look_at(looking, dir, folder, name, false);
}

/* A receipt has the start of its own fingerprint as its name. */
static void take_receipt(struct looking *looking, int dir, const char *folder, const char *name)
{
	char print[ID_FINGERPRINT_LEN + 1];
	size_t digits = strcspn(name + strlen(RECEIPT), ".");
	struct buf bytes = BUF_EMPTY;

	if (strncmp(name, RECEIPT, strlen(RECEIPT)) != 0)
		return;
	if (fd_load(dir, name, FILE_MOST, &bytes) != 0) {
		fault(looking, folder, name, _("this is not an ordinary file"));
	} else {
		id_fingerprint(print, buf_text(&bytes), bytes.len);
		if (digits > ID_FINGERPRINT_LEN ||
			strncmp(name + strlen(RECEIPT), print, digits) != 0)
			fault(looking, folder, name,
				_("this receipt is not what it was when the form was handed in"));
	}
	buf_free(&bytes);
}

static void take_rater(struct looking *looking, int dir, const char *folder, const char *name)
{
	struct buf shown = BUF_EMPTY;

	buf_format(&shown, "%s/%s", folder, name);
	each_entry(looking, dir, name, buf_text(&shown), take_receipt);
	buf_free(&shown);
}

void verify_folder(const char *path, struct journal_problems *faults)
{
	static const char *const files[] = {"session.ini", "rubric.ini", "roster.csv"};
	static const char *const folders[] = {"private", "results", "release", "state"};
	int dir = fd_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
	struct looking looking = {.faults = faults};
	struct stat about;

	if (dir < 0)
		return;
	if (fstat(dir, &about) == 0)
		looking.owner = about.st_uid;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		look_at(&looking, dir, "", files[i], false);
	look_at(&looking, dir, "", "raters", true);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		look_at(&looking, dir, "", folders[i], true);
		each_entry(&looking, dir, folders[i], folders[i], take_file);
	}
	each_entry(&looking, dir, "raters", "raters", take_rater);
	fd_close(dir);
}
