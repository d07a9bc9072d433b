#include "config.h"
#include "files/session_merge.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/lang.h"
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
#include <unistd.h>

struct merging {
	const struct session_data *here;
	int raters; /* of the folder that is here */
	struct manifest manifest;
	struct err *err;
};

/* As whose a record of a copy counts. */
static long writer_here(const struct session_data *here, const struct record *record)
{
	if (roster_by_uid(&here->roster, (long)record->uid) != ROSTER_NONE)
		return (long)record->uid;
	return here->owner;
}

/* Whether a record with this content and this writer's uid is here. */
static bool is_here(const struct session_data *here, const struct record *record, long uid)
{
	const struct record_list *list = &here->records;
	size_t low = 0, high = list->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (record_order(&list->list[middle], record) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < list->count && record_order(&list->list[low], record) == 0; low++) {
		const struct record *known = &list->list[low];

		if ((long)known->uid == uid && strcmp(known->at, record->at) == 0 &&
			record_same(known, record))
			return true;
	}
	return false;
}

/* New records of one writer's journal, as they will stand here. */
struct piece {
	const struct record *record;
	long uid;
};

static int piece_order(const void *left, const void *right)
{
	const struct piece *a = left, *b = right;
	int order = (a->uid > b->uid) - (a->uid < b->uid);

	if (order == 0)
		order = strcmp(a->record->writer, b->record->writer);
	return order != 0 ? order : record_order(a->record, b->record);
}

int session_place_open(
	int raters, long uid, const struct session_data *here, char *name, size_t room)
{
	struct stat about;
	int dir = -1, problem;

	for (int i = 0; i < 4; i++) {
		if (uid == here->owner)
			snprintf(name, room, "u%ld", uid);
		else
			snprintf(name, room, "u%ld-%.8s", uid, here->session.id);
		if (i > 0) {
			size_t len = strlen(name);

			snprintf(name + len, room - len, "-%d", i);
		}
		if (mkdirat(raters, name, 0770) != 0 && errno != EEXIST)
			return -1;
		dir = fd_open(raters, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
		problem = dir < 0 || fstat(dir, &about) != 0 ? errno : 0;
		if (problem == 0 && about.st_uid == geteuid())
			return dir;
		if (dir >= 0)
			fd_close(dir);
		errno = problem != 0 ? problem : EEXIST;
		/* Only what somebody else put there makes us look beside it. */
		if (problem != 0 && problem != ELOOP && problem != ENOTDIR && problem != EACCES)
			return -1;
	}
	return -1;
}

/* The journal's own name, or where that is taken one that follows from the contents. False when
 * just this is there already. */
static bool choose_name(
	int dir, const char *writer, const struct buf *text, char *name, size_t room)
{
	char fingerprint[ID_FINGERPRINT_LEN + 1];
	struct stat about;

	snprintf(name, room, "j-%s.csv", writer);
	if (fstatat(dir, name, &about, AT_SYMLINK_NOFOLLOW) != 0)
		return true;
	id_fingerprint(fingerprint, text->data, text->len);
	snprintf(name, room, "j-%s-%.8s.csv", writer, fingerprint);
	return fstatat(dir, name, &about, AT_SYMLINK_NOFOLLOW) != 0;
}

/* One file: the new records of one writer. */
static bool write_pieces(struct merging *merging, const struct piece *pieces, size_t count)
{
	const struct session_data *here = merging->here;
	char place[64], name[64], journal[160];
	struct buf text = BUF_EMPTY;
	bool done = true;
	int dir = session_place_open(merging->raters, pieces[0].uid, here, place, sizeof(place));
	size_t person;

	if (dir < 0)
		return err_set(merging->err, ERR_SAVE, here->path, "%s", save_why(errno));
	buf_text_add(&text, JOURNAL_HEADER "\n");
	for (size_t i = 0; i < count; i++)
		journal_line(&text, pieces[i].record);
	if (choose_name(dir, pieces[0].record->writer, &text, name, sizeof(name))) {
		done = atomic_write_at(dir, name, text.data, text.len, 0640, false, merging->err);
		snprintf(journal, sizeof(journal), "%s/%s", place, name);
		person = roster_by_uid(&here->roster, pieces[0].uid);
		if (done && pieces[0].uid != here->owner)
			done = manifest_take(&merging->manifest, here->path, journal, pieces[0].uid,
				here->roster.list[person].id, UINT64_MAX, merging->err);
	}
	fd_close(dir);
	buf_free(&text);
	return done;
}

static bool write_all(struct merging *merging, struct piece *pieces, size_t count)
{
	bool done = true;

	if (count > 0)
		qsort(pieces, count, sizeof(*pieces), piece_order);
	for (size_t i = 0, n; done && i < count; i += n) {
		for (n = 1; i + n < count; n++) {
			if (pieces[i + n].uid != pieces[i].uid ||
				strcmp(pieces[i + n].record->writer, pieces[i].record->writer) != 0)
				break;
		}
		done = write_pieces(merging, &pieces[i], n);
	}
	if (done && fd_sync_dir(merging->raters) != 0)
		done = err_set(merging->err, ERR_SAVE, merging->here->path, "%s", save_why(EIO));
	if (done && merging->manifest.count > 0)
		done = manifest_write(&merging->manifest, merging->here->path, merging->err);
	return done;
}

static bool is_copy(
	const struct session_data *here, const struct session_data *other, struct err *err)
{
	if (strcmp(here->session.id, other->session.id) != 0)
		return err_set(err, ERR_INPUT, other->path, "%s",
			_("this is another session, not a copy of this one"));
	if (strcmp(here->rubric->fingerprint, other->rubric->fingerprint) != 0)
		return err_set(err, ERR_INPUT, other->path, "%s",
			_("this session is about another rubric"));
	if (here->session.kind == SESSION_SOLO)
		return err_set(err, ERR_INPUT, here->path, "%s",
			_("this session is one person's own; there is nothing to merge"));
	if ((long)geteuid() != here->owner || here->copied)
		return err_set(err, ERR_INPUT, here->path, "%s",
			_("only the owner of this session can do that"));
	return true;
}

static bool merge(const struct session_data *here, const struct session_data *other,
	struct merge_outcome *outcome, struct err *err)
{
	struct merging merging = {.here = here, .err = err};
	struct piece *pieces = mem_new((other->records.count + 1) * sizeof(*pieces));
	char *place = session_join(here->path, SESSION_RATERS);
	bool done;

	memset(outcome, 0, sizeof(*outcome));
	for (size_t i = 0; i < other->records.count; i++) {
		const struct record *record = &other->records.list[i];
		long uid = writer_here(here, record);

		/* What a stranger wrote here does not become the owner's by way of a copy. */
		if (is_here(here, record, uid) || is_here(here, record, (long)record->uid))
			outcome->known++;
		else
			pieces[outcome->added++] = (struct piece){record, uid};
	}
	merging.raters = fd_open(AT_FDCWD, place, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	if (merging.raters < 0)
		done = err_set(err, ERR_SAVE, here->path, "%s", save_why(errno));
	else
		done = outcome->added == 0 || write_all(&merging, pieces, outcome->added);
	if (merging.raters >= 0)
		fd_close(merging.raters);
	manifest_free(&merging.manifest);
	free(place);
	free(pieces);
	return done;
}

static void take_problems(struct journal_problems *to, const struct session_data *from)
{
	for (size_t i = 0; i < from->problems.count; i++) {
		char *file = session_join(from->path, from->problems.list[i].file);

		journal_problem_add(to, file, from->problems.list[i].line, "%s",
			from->problems.list[i].message);
		free(file);
	}
}

bool session_merge(const char *path, const char *other, struct merge_outcome *outcome,
	struct journal_problems *problems, struct err *err)
{
	struct session_data *here = session_read(path, err);
	struct session_data *copy = here != NULL ? session_read(other, err) : NULL;
	/* What is not seen here would be taken from the copy a second time. */
	bool done = copy != NULL && is_copy(here, copy, err) && session_whole(here, err) &&
		    merge(here, copy, outcome, err);

	if (copy != NULL)
		take_problems(problems, copy);
	session_data_free(copy);
	session_data_free(here);
	return done;
}
