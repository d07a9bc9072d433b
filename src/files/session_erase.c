#include "config.h"
#include "files/session_erase.h"

#include "base/buf.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/atomic.h"
#include "files/dir_names.h"
#include "files/fd.h"
#include "files/manifest.h"
#include "files/roster_file.h"
#include "files/save_why.h"
#include "files/session_parts.h"
#include "files/state_dir.h"
#include "files/table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define JOURNAL_MOST ((off_t)64 << 20)

#define ROUNDS (LEDGER_ROUNDS_MAX + 1)

struct erasing {
	const struct session_data *data;
	const char *person;
	int raters;
	struct manifest manifest; /* what the owner keeps of others */
	struct erase_outcome *outcome;
	struct err *err;
};

static bool is_about(const struct record *record, const char *person)
{
	return strcmp(record->rater, person) == 0 || strcmp(record->target, person) == 0;
}

size_t session_erase_count(const struct session_data *data, const char *person)
{
	size_t count = 0;

	for (size_t i = 0; i < data->records.count; i++)
		count += is_about(&data->records.list[i], person);
	return count;
}

static bool failed(struct erasing *erasing, const char *name, int problem)
{
	return err_set(erasing->err, ERR_SAVE, name, "%s", save_why(problem));
}

/* --- journals ----------------------------------------------------------------------------------
 */

/* One journal, with and without the person. */
struct rewriting {
	struct buf old, kept;
	size_t kept_lines, gone;
	size_t within[ROUNDS]; /* lengths in `kept` */
};

/* A line that cannot be read may be the person's: it goes when it has the id in it. */
static bool names_person(const char *line, size_t len, const char *person)
{
	struct buf cell = BUF_EMPTY;
	bool found;

	buf_format(&cell, ",%s,", person);
	found = memmem(line, len, cell.data, cell.len) != NULL;
	buf_free(&cell);
	return found;
}

static bool goes(const char *line, size_t len, const char *person, bool *is_record)
{
	struct record record;
	bool about;

	*is_record = false;
	switch (journal_parse(line, len, &record)) {
	case JOURNAL_GOOD:
		about = is_about(&record, person);
		record_free(&record);
		*is_record = true;
		return about;
	case JOURNAL_HEAD: return false;
	default: return names_person(line, len, person);
	}
}

static void rewrite(struct erasing *erasing, const char *name, struct rewriting *rewriting)
{
	const char *at = buf_text(&rewriting->old), *end = at + rewriting->old.len;

	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		size_t len = newline != NULL ? (size_t)(newline - at) : (size_t)(end - at);
		size_t whole = len + (newline != NULL);
		uint64_t position = (uint64_t)(at - rewriting->old.data) + whole;
		bool is_record;

		if (goes(at, len, erasing->person, &is_record)) {
			rewriting->gone++;
		} else {
			uint16_t within = session_within(erasing->data, name, position);

			buf_add(&rewriting->kept, at, whole);
			rewriting->kept_lines += is_record;
			for (size_t round = 0; is_record && round < ROUNDS; round++)
				if (within & (1u << round))
					rewriting->within[round] = rewriting->kept.len;
		}
		at += whole;
	}
}

static bool add_tombstone(struct erasing *erasing, const char *old_name, const char *new_name,
	const struct rewriting *rewriting)
{
	struct state_step step;
	char print[ID_FINGERPRINT_LEN + 1], key[24], number[24];
	bool done;

	state_step_init(&step, ERASED_STEP);
	state_step_set(&step, ERASED_OLD, old_name);
	id_fingerprint(print, rewriting->old.data, rewriting->old.len);
	state_step_set(&step, "old-fingerprint", print);
	if (new_name[0] != '\0') {
		state_step_set(&step, ERASED_NEW, new_name);
		id_fingerprint(print, rewriting->kept.data, rewriting->kept.len);
		state_step_set(&step, "new-fingerprint", print);
	}
	for (size_t round = 0; round < ROUNDS; round++) {
		if (new_name[0] == '\0' || rewriting->within[round] == 0)
			continue;
		snprintf(key, sizeof(key), ERASED_WITHIN "%zu", round);
		snprintf(number, sizeof(number), "%zu", rewriting->within[round]);
		state_step_set(&step, key, number);
	}
	done = state_dir_add(erasing->data->path, &step, erasing->err);
	state_step_free(&step);
	return done;
}

/* The new journal, in the old one's directory when that is ours, else where the owner keeps what
 * others wrote. Its name in `name`. */
static bool write_new(struct erasing *erasing, const struct session_file *file, int dir,
	const struct rewriting *rewriting, char *name, size_t room)
{
	const struct session_data *data = erasing->data;
	const char *slash = strchr(file->name, '/');
	char place[64], id[ID_WRITER_LEN + 1], journal[40];
	struct stat about;
	size_t person = roster_by_uid(&data->roster, file->uid);
	bool ours = fstat(dir, &about) == 0 && about.st_uid == geteuid(), done;
	int where = dir;

	snprintf(place, sizeof(place), "%.*s", (int)(slash - file->name), file->name);
	if (!ours)
		where = session_place_open(erasing->raters, file->uid, data, place, sizeof(place));
	if (where < 0)
		return failed(erasing, file->name, errno);
	id_random(id, ID_WRITER_LEN);
	snprintf(journal, sizeof(journal), "j-%s.csv", id);
	snprintf(name, room, "%s/%s", place, journal);
	done = atomic_write_at(where, journal, rewriting->kept.data, rewriting->kept.len, 0640,
		false, erasing->err);
	if (done && file->uid != data->owner && person != ROSTER_NONE)
		done = manifest_take(&erasing->manifest, data->path, name, file->uid,
			data->roster.list[person].id, UINT64_MAX, erasing->err);
	if (where != dir)
		fd_close(where);
	return done;
}

/* A receipt names who was rated. */
static bool remove_receipts(struct erasing *erasing, int dir)
{
	struct dir_names names;
	int problem = dir_names_read(dir, &names);

	for (size_t i = 0; i < names.count; i++) {
		const char *name = names.list[i];
		struct buf text = BUF_EMPTY;
		struct buf first = BUF_EMPTY;
		int one = 0;

		buf_format(&first, "\n%s,", erasing->person);
		if (strncmp(name, "submit-", 7) == 0 &&
			((one = fd_load(dir, name, JOURNAL_MOST, &text)) != 0 ||
				((names_person(buf_text(&text), text.len, erasing->person) ||
					 strstr(buf_text(&text), buf_text(&first)) != NULL) &&
					unlinkat(dir, name, 0) != 0)))
			problem = one != 0 ? one : errno;
		buf_free(&text);
		buf_free(&first);
	}
	dir_names_free(&names);
	return problem == 0 || failed(erasing, SESSION_RATERS, problem);
}

static bool erase_journal(struct erasing *erasing, const struct session_file *file)
{
	struct rewriting rewriting = {BUF_EMPTY, BUF_EMPTY, 0, 0, {0}};
	const char *slash = strchr(file->name, '/');
	char *place = mem_text_n(file->name, (size_t)(slash - file->name));
	int dir = fd_open(erasing->raters, place, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
	char name[128] = "";
	bool done = true;
	int problem;

	free(place);
	problem = dir < 0 ? errno : fd_load(dir, slash + 1, JOURNAL_MOST, &rewriting.old);
	if (problem != 0) {
		done = failed(erasing, file->name, problem);
	} else {
		rewrite(erasing, file->name, &rewriting);
		done = remove_receipts(erasing, dir);
	}
	if (done && rewriting.gone > 0) {
		if (rewriting.kept_lines > 0)
			done = write_new(erasing, file, dir, &rewriting, name, sizeof(name));
		done = done && add_tombstone(erasing, file->name, name, &rewriting);
		if (done && unlinkat(dir, slash + 1, 0) != 0)
			done = failed(erasing, file->name, errno);
		if (done && fd_sync_dir(dir) != 0)
			done = failed(erasing, file->name, EIO);
		erasing->outcome->lines += rewriting.gone;
		erasing->outcome->journals++;
	}
	if (dir >= 0)
		fd_close(dir);
	buf_free(&rewriting.old);
	buf_free(&rewriting.kept);
	return done;
}

/* --- lists and steps ---------------------------------------------------------------------------
 */

static bool erase_from_roster(struct erasing *erasing)
{
	char *file = session_join(erasing->data->path, SESSION_ROSTER);
	struct roster roster = {NULL, 0}, kept = {NULL, 0};
	struct buf text = BUF_EMPTY;
	struct faults faults;
	bool done = true;

	faults_init(&faults, file);
	if (!roster_file_read(file, &roster, NULL, &faults)) {
		done = err_set(erasing->err, ERR_SAVE, file, "%s",
			faults.count > 0 ? faults.list[0].message : _("this cannot be read"));
	} else if (roster_find(&roster, erasing->person) != ROSTER_NONE) {
		kept.list = mem_new((roster.count + 1) * sizeof(*kept.list));
		for (size_t i = 0; i < roster.count; i++)
			if (strcmp(roster.list[i].id, erasing->person) != 0)
				kept.list[kept.count++] = roster.list[i];
		roster_text(&text, &kept);
		done = atomic_write(file, text.data, text.len, 0644, true, erasing->err);
		free(kept.list);
	}
	roster_free(&roster);
	faults_free(&faults);
	buf_free(&text);
	free(file);
	return done;
}

struct listing {
	struct buf out;
	const struct person *person;
	bool head;
};

static bool take_line(void *context, const struct table_row *row)
{
	struct listing *listing = context;
	const char *const own[] = {
		listing->person->id, listing->person->login, listing->person->name};
	bool found = false;

	for (size_t i = 0; listing->head && i < row->count; i++)
		for (size_t k = 0; k < sizeof(own) / sizeof(own[0]); k++)
			found |= own[k][0] != '\0' && strcmp(row->fields[i], own[k]) == 0;
	listing->head = true;
	for (size_t i = 0; !found && i < row->count; i++) {
		if (i > 0)
			buf_byte(&listing->out, row->delimiter);
		table_field(&listing->out, row->fields[i], row->delimiter, false);
	}
	if (!found)
		buf_byte(&listing->out, '\n');
	return true;
}

/* private/people.csv, whose columns are as they came: lines with the id, login or name go. */
static bool erase_from_people(struct erasing *erasing, const struct person *person)
{
	struct listing listing = {.person = person};
	struct buf file = BUF_EMPTY;
	struct faults faults;
	bool done = true;
	int fd;

	buf_format(&file, "%s/" SESSION_PRIVATE "/people.csv", erasing->data->path);
	fd = fd_open(AT_FDCWD, buf_text(&file), O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);
	faults_init(&faults, buf_text(&file));
	if (fd < 0 && errno != ENOENT)
		done = failed(erasing, buf_text(&file), errno);
	if (fd >= 0) {
		done = table_stream(fd, take_line, &listing, &faults, erasing->err);
		fd_close(fd);
		if (done && faults.errors > 0)
			done = err_set(erasing->err, ERR_INPUT, buf_text(&file), "%s",
				_("this list has lines that cannot be read; hint: take the "
				  "person out of it by hand"));
		if (done)
			done = atomic_write(buf_text(&file), buf_text(&listing.out),
				listing.out.len, 0600, true, erasing->err);
	}
	faults_free(&faults);
	buf_free(&listing.out);
	buf_free(&file);
	return done;
}

/* Steps that name the person: what they say goes, that they were there stays. That comes first: a
 * run that is cut short in between is done again. */
static bool leave_numbers(struct erasing *erasing)
{
	const struct session_data *data = erasing->data;
	struct buf numbers = BUF_EMPTY;
	struct state_step step;
	bool done = true;

	for (size_t i = 0; i < data->steps.count; i++) {
		if (strcmp(state_step_get(&data->steps.list[i], "person"), erasing->person) == 0)
			buf_format(&numbers, "%s%u", numbers.len > 0 ? " " : "",
				data->steps.list[i].number);
	}
	if (numbers.len > 0) {
		state_step_init(&step, ERASED_STEP);
		state_step_set(&step, ERASED_STEPS, buf_text(&numbers));
		done = state_dir_add(data->path, &step, erasing->err);
		state_step_free(&step);
	}
	buf_free(&numbers);
	return done;
}

static bool erase_steps(struct erasing *erasing)
{
	const struct session_data *data = erasing->data;
	bool done = leave_numbers(erasing);

	for (size_t i = 0; done && i < data->steps.count; i++) {
		const struct state_step *step = &data->steps.list[i];
		char *file;

		if (strcmp(state_step_get(step, "person"), erasing->person) != 0)
			continue;
		file = state_dir_file(data->path, step->number, step->step);
		if (unlink(file) == 0)
			erasing->outcome->steps++;
		else if (errno != ENOENT)
			done = failed(erasing, file, errno);
		free(file);
	}
	return done;
}

bool session_erased(const struct session_data *data, const char *journal)
{
	return state_last(&data->steps, ERASED_STEP, ERASED_OLD, journal) != NULL;
}

/* --- all of it ---------------------------------------------------------------------------------
 */

static bool may_erase(const struct session_data *data, const char *person, struct err *err)
{
	bool open = data->session.kind != SESSION_SOLO && !data->ledger->closed;

	if (data->session.kind == SESSION_SOLO)
		return err_set(err, ERR_INPUT, data->path, "%s",
			_("this session is one person's own; hint: remove the folder"));
	if ((long)geteuid() != data->owner || data->copied || data->partly)
		return err_set(err, ERR_INPUT, data->path, "%s",
			_("only the owner of this session can do that"));
	/* What cannot be read now may hold what the person said. */
	if (!session_whole(data, err))
		return false;
	if (roster_find(&data->roster, person) == ROSTER_NONE)
		return err_set(err, ERR_INPUT, data->path,
			_("there is no participant %s; hint: ids are in roster.csv"), person);
	for (size_t i = 0; open && i < data->records.count; i++) {
		const struct record *record = &data->records.list[i];

		if ((long)record->uid != data->owner && is_about(record, person) &&
			strcmp(record->rater, person) != 0)
			return err_set(err, ERR_INPUT, data->path, "%s",
				_("others may still write about this person; hint: peil session "
				  "close first"));
	}
	return true;
}

bool session_erase(const struct session_data *data, const char *person,
	struct erase_outcome *outcome, struct err *err)
{
	struct erasing erasing = {
		.data = data, .person = person, .outcome = outcome, .err = err, .raters = -1};
	char *place = session_join(data->path, SESSION_RATERS);
	bool done = may_erase(data, person, err);
	size_t at = roster_find(&data->roster, person);

	memset(outcome, 0, sizeof(*outcome));
	if (done) {
		erasing.raters = fd_open(AT_FDCWD, place, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
		done = erasing.raters >= 0 || failed(&erasing, place, errno);
	}
	for (size_t i = 0; done && i < data->file_count; i++)
		done = erase_journal(&erasing, &data->files[i]);
	if (done && erasing.manifest.count > 0)
		done = manifest_write(&erasing.manifest, data->path, err);
	/* The list last: as long as the person is in it, all of it can be done again. */
	done = done && erase_from_people(&erasing, &data->roster.list[at]) &&
	       erase_steps(&erasing) && erase_from_roster(&erasing);
	if (erasing.raters >= 0)
		fd_close(erasing.raters);
	manifest_free(&erasing.manifest);
	free(place);
	return done;
}

bool session_erase_rest(const struct session_data *data, const char *person,
	struct erase_outcome *outcome, struct err *err)
{
	struct erasing erasing = {
		.data = data, .person = person, .outcome = outcome, .err = err, .raters = -1};

	memset(outcome, 0, sizeof(*outcome));
	return erase_steps(&erasing);
}
