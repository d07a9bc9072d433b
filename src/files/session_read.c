/* Reading a session folder: the union of all good lines in all accepted directories. */
#include "config.h"
#include "files/session_parts.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/dir_names.h"
#include "files/fd.h"
#include "files/rubric_file.h"
#include "files/state_dir.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A journal, or the copy that a sync tool made of one. */
static bool is_journal(const char *name)
{
	return name[0] != '.' &&
	       (strncmp(name, "j-", 2) == 0 || strstr(name, ".sync-conflict-") != NULL ||
		       strstr(name, "(conflicted copy") != NULL);
}

struct collecting {
	struct session_data *data;
	struct record_list own; /* from directories of the one who runs this program */
	uint64_t highest;
	size_t damaged;
	uid_t owner; /* of the session folder */
};

static void take_journals(struct collecting *all, int dir, const char *shown, uid_t owner)
{
	bool own = owner == geteuid();
	struct record_list *records = own ? &all->own : &all->data->records;
	struct dir_names names;
	int problem = dir_names_read(dir, &names);

	if (problem != 0) {
		journal_problem_disk(&all->data->problems, shown, problem);
		all->data->own_unreadable |= own;
	}
	for (size_t i = 0; i < names.count; i++) {
		struct journal_sum sum;
		size_t before;
		char *file;

		if (!is_journal(names.list[i]))
			continue;
		file = session_join(shown, names.list[i]);
		before = records->count;
		if (journal_read(
			    dir, names.list[i], file, owner, records, &all->data->problems, &sum) &&
			all->data->who != NULL)
			session_who_take(all->data, file + sizeof(SESSION_RATERS), owner,
				sum.length, records, before);
		free(file);
		if (!own)
			continue;
		all->data->own_unreadable |= sum.unreadable;
		all->damaged += sum.damaged;
		if (sum.highest > all->highest)
			all->highest = sum.highest;
	}
	dir_names_free(&names);
}

static void take_dir(struct collecting *all, int raters, const char *name)
{
	struct journal_problems *problems = &all->data->problems;
	char *shown = session_join(SESSION_RATERS, name);
	struct stat about;
	int dir;

	if (fstatat(raters, name, &about, AT_SYMLINK_NOFOLLOW) != 0) {
		/* It may be ours: whose it is cannot be seen. */
		all->data->own_unreadable |= errno != ENOENT;
		journal_problem_disk(problems, shown, errno);
	} else if (!S_ISDIR(about.st_mode)) {
		journal_problem_add(
			problems, shown, 0, "%s", _("this is not a folder and was not used"));
	} else if (all->data->session.kind == SESSION_SOLO && about.st_uid != all->owner) {
		journal_problem_add(problems, shown, 0, "%s",
			_("this folder belongs to someone else and was not used"));
	} else {
		dir = fd_open(raters, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
		if (dir < 0 && errno == EACCES && all->data->who != NULL &&
			about.st_uid != geteuid() && all->owner != geteuid()) {
			/* Just as it is meant: only the owner reads what others say. */
			all->data->partly = true;
		} else if (dir < 0) {
			journal_problem_disk(problems, shown, errno);
			all->data->own_unreadable |= about.st_uid == geteuid();
		} else {
			take_journals(all, dir, shown, about.st_uid);
			fd_close(dir);
		}
	}
	free(shown);
}

/* After a failed sync a run writes again, in a new journal, what was not acknowledged; where both
 * lines are found they are one record and no sign of a second terminal. */
static bool is_twin(const struct record *a, const struct record *b)
{
	return a->seq == b->seq && a->uid == b->uid && strcmp(a->at, b->at) == 0 &&
	       record_same(a, b);
}

static void drop_twins(struct record_list *list)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++) {
		bool twin = false;

		for (size_t back = kept; !twin && back > 0; back--) {
			struct record *other = &list->list[back - 1];

			if (other->seq != list->list[i].seq)
				break;
			/* The same writer twice is a conflict, and stays. */
			twin = is_twin(other, &list->list[i]) &&
			       strcmp(other->writer, list->list[i].writer) != 0;
			if (twin)
				other->within |= list->list[i].within;
		}
		if (twin)
			record_free(&list->list[i]);
		else
			list->list[kept++] = list->list[i];
	}
	list->count = kept;
}

static bool has_equal_seq(const struct record_list *list)
{
	for (size_t i = 1; i < list->count; i++) {
		if (list->list[i - 1].seq == list->list[i].seq &&
			strcmp(list->list[i - 1].writer, list->list[i].writer) != 0)
			return true;
	}
	return false;
}

static void finish(struct collecting *all)
{
	struct session_data *data = all->data;
	size_t conflicts;

	record_list_order(&all->own);
	drop_twins(&all->own);
	/* In a copied folder everybody's journals are ours. */
	data->own_equal_seq = !data->copied && has_equal_seq(&all->own);
	data->own_next_seq = all->highest + all->damaged + 1;
	for (size_t i = 0; i < all->own.count; i++)
		record_list_add(&data->records, &all->own.list[i]);
	all->own.count = 0;
	record_list_free(&all->own);
	conflicts = record_list_order(&data->records);
	if (conflicts > 0)
		journal_problem_add(&data->problems, SESSION_RATERS, 0, "%s: %zu",
			_("lines with one writer and number that say different things, all kept"),
			conflicts);
}

void session_records_read(int dir, struct session_data *data)
{
	struct collecting all = {.data = data};
	struct dir_names names = {NULL, 0};
	struct stat about;
	int raters, problem = 0;

	if (fstat(dir, &about) == 0)
		all.owner = about.st_uid;
	raters = fd_open(dir, SESSION_RATERS, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	if (raters < 0 || (problem = dir_names_read(raters, &names)) != 0) {
		journal_problem_disk(&data->problems, SESSION_RATERS, raters < 0 ? errno : problem);
		data->own_unreadable = true;
	}
	for (size_t i = 0; i < names.count; i++)
		if (names.list[i][0] != '.')
			take_dir(&all, raters, names.list[i]);
	dir_names_free(&names);
	if (raters >= 0)
		fd_close(raters);
	finish(&all);
}

static struct rubric *read_rubric(const char *path, const char *fingerprint, struct err *err)
{
	char *file = session_join(path, SESSION_RUBRIC);
	struct rubric *rubric;
	struct faults faults;

	faults_init(&faults, file);
	rubric = rubric_file_read(file, &faults);
	if (rubric == NULL) {
		struct buf where = BUF_EMPTY;

		buf_text_add(&where, file);
		if (faults.count > 0 && faults.list[0].line > 0)
			buf_format(&where, ":%u", faults.list[0].line);
		err_set(err, ERR_INPUT, buf_text(&where), "%s",
			faults.count > 0 ? faults.list[0].message : _("this cannot be read"));
		buf_free(&where);
	} else if (strcmp(rubric->fingerprint, fingerprint) != 0) {
		err_set(err, ERR_INPUT, file, "%s",
			_("this rubric was changed after the session was made; hint: put the "
			  "original file back"));
		rubric_free(rubric);
		rubric = NULL;
	}
	faults_free(&faults);
	free(file);
	return rubric;
}

/* Why it cannot be read, when that is so on purpose. */
static void say_wiped(const char *path, struct err *err)
{
	struct journal_problems problems = {NULL, 0};
	struct state_steps steps = {NULL, 0};
	const struct state_step *wiped;

	state_dir_read(path, &steps, &problems);
	wiped = state_last(&steps, STATE_WIPED, NULL, NULL);
	if (wiped != NULL)
		err_set(err, ERR_INPUT, path, _("this session was wiped on %.10s"), wiped->at);
	state_steps_free(&steps);
	journal_problems_free(&problems);
}

struct session_data *session_read(const char *path, struct err *err)
{
	struct session_data *data = MEM_NEW(struct session_data);
	char *ini = session_join(path, SESSION_INI);
	int dir = fd_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0);
	bool done;

	data->path = mem_text(path);
	if (dir < 0) {
		done = err_set(err, ERR_INPUT, path, "%s", strerror(errno));
	} else if (faccessat(dir, SESSION_INI, F_OK, AT_SYMLINK_NOFOLLOW) != 0) {
		done = err_set(err, ERR_INPUT, path, "%s", _("this folder holds no session"));
	} else {
		done = session_ini_read(ini, &data->session, NULL, err);
		if (done) {
			data->rubric = read_rubric(path, data->session.rubric_fingerprint, err);
			done = data->rubric != NULL;
		}
	}
	if (done && data->session.kind != SESSION_SOLO)
		done = session_who_read(dir, data, err);
	if (done)
		session_records_read(dir, data);
	if (done && data->who != NULL)
		session_who_compare(data);
	if (done && data->session.kind != SESSION_SOLO)
		data->ledger = ledger_new(&data->session, data->rubric, &data->roster,
			&data->records, &data->steps, data->owner);
	if (dir >= 0)
		fd_close(dir);
	free(ini);
	if (done)
		return data;
	say_wiped(path, err);
	session_data_free(data);
	return NULL;
}

bool session_whole(const struct session_data *data, struct err *err)
{
	return (!journal_problems_unread(&data->problems) && !data->own_unreadable) ||
	       err_set(err, ERR_SAVE, data->path, "%s",
		       _("not all of this folder can be read now, so nothing is made from it; "
			 "hint: peil verify DIR"));
}

void session_data_free(struct session_data *data)
{
	if (data == NULL)
		return;
	free(data->path);
	ledger_free(data->ledger);
	session_who_free(data);
	session_free(&data->session);
	rubric_free(data->rubric);
	record_list_free(&data->records);
	journal_problems_free(&data->problems);
	free(data);
}
