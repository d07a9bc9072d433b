#include "config.h"

#include "flow/form_parts.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/atomic.h"
#include "files/rubric_file.h"
#include "flow/past.h"
#include "flow/said.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CLOSE_WAIT_MS 10000 /* how long leaving waits for a slow disk */

/* The login name, made safe; "u<uid>" where there is none. */
static char *login_name(void)
{
	struct passwd *entry = getpwuid(geteuid());
	char number[32];

	if (entry != NULL && entry->pw_name != NULL && entry->pw_name[0] != '\0')
		return text_safe_copy(entry->pw_name, TEXT_LINE);
	snprintf(number, sizeof number, "u%lu", (unsigned long)geteuid());
	return mem_text(number);
}

static bool folder_there(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* The sheet that a set of records tells most lately of: its target, or NULL. */
static const char *latest_target(const struct record_list *records, const char *rater)
{
	for (size_t i = records->count; i > 0; i--)
		if (strcmp(records->list[i - 1].rater, rater) == 0)
			return records->list[i - 1].target;
	return NULL;
}

struct record_list form_own_records(const struct record_list *all, const struct sheet *sheet)
{
	struct record_list own = {NULL, 0, all->count};

	own.list = mem_grow(NULL, 0, all->count + 1, sizeof(struct record));
	for (size_t i = 0; i < all->count; i++)
		if (sheet_owns(sheet, &all->list[i]))
			own.list[own.count++] = all->list[i];
	return own;
}

static bool handed_in(const struct session_data *data, const char *rater, const char *target)
{
	bool submitted = false;

	for (size_t i = 0; i < data->records.count; i++) {
		const struct record *record = &data->records.list[i];
		if (strcmp(record->rater, rater) != 0 || strcmp(record->target, target) != 0)
			continue;
		if (record->event == RECORD_SUBMIT)
			submitted = true;
		else if (record->event == RECORD_REOPEN)
			submitted = false;
	}
	return submitted;
}

static void session_begin(struct session *session, const struct rubric *rubric,
	const struct form_request *request, const char *rater)
{
	char at[CLOCK_TEXT_LEN + 1];

	session_init(session);
	id_random(session->id, ID_WRITER_LEN);
	session->kind = SESSION_SOLO;
	session->moment = request->moment;
	mem_replace(&session->rubric, rubric->id);
	mem_replace(&session->rubric_version, rubric->version);
	mem_replace(&session->rubric_fingerprint, rubric->fingerprint);
	mem_replace(&session->rater, rater);
	mem_replace(&session->role, request->role == NULL ? "" : request->role);
	clock_text(at, clock_now());
	mem_replace(&session->made_at, at);
}

/* Take up a session on disk. False with *err. */
static bool take_up(struct form *form, const char *path, struct err *err)
{
	form->data = session_read(path, err);
	if (form->data == NULL)
		return false;
	if (form->data->own_unreadable)
		return err_set(err, ERR_INPUT, path,
			"one of your own journals cannot be read to its end, so new answers could "
			"not be put in order; hint: look at the file permissions or the disk, or "
			"start with --new");
	mem_replace(&form->path, path);
	form->rubric = form->data->rubric;
	return true;
}

static bool read_rubric(struct form *form, const char *name, struct faults *faults, struct err *err)
{
	char *path = rubric_path(name, err);

	if (path == NULL)
		return false;
	mem_replace(&faults->file, path);
	form->rubric = rubric_file_read(path, faults);
	free(path);
	if (form->rubric == NULL)
		return err_set(err, ERR_INPUT, NULL, "%s", "");
	return true;
}

/* Whether the session that was just taken up has the form that is asked for, unfinished; or, being
 * the newest, has none of that target yet and can take it in. */
static bool is_wanted(const struct form *form, const char *target, const char *rater, bool newest)
{
	const struct record_list *records = &form->data->records;

	if (target == NULL)
		target = latest_target(records, rater);
	if (target == NULL)
		return newest;
	for (size_t i = 0; i < records->count; i++)
		if (strcmp(records->list[i].target, target) == 0)
			return !handed_in(form->data, rater, target);
	return newest;
}

/* The user's own session for this rubric in which the form is unfinished, newest first; else a new
 * one: what was handed in stays where it is. False only on an error. */
static bool find_own(
	struct form *form, const struct form_request *request, const char *rater, struct err *err)
{
	const char *role = request->role == NULL ? "" : request->role;
	struct rubric *read = form->rubric;
	char *path;

	for (size_t nth = 0; !request->fresh; nth++) {
		bool fine;

		path = session_find_solo(read, rater, role, request->moment, nth);
		if (path == NULL)
			break;
		fine = take_up(form, path, err);
		free(path);
		if (!fine)
			return false;
		if (is_wanted(form, request->target, rater, nth == 0)) {
			rubric_free(read);
			return true;
		}
		session_data_free(form->data);
		form->data = NULL;
		form->rubric = read;
		if (request->target == NULL)
			break; /* the one that was changed last is finished */
	}
	free(form->path);
	form->path = session_new_path(form->rubric, err);
	return form->path != NULL;
}

static bool find_session(struct form *form, const struct form_request *request, const char *rater,
	struct faults *faults, struct err *err)
{
	if (request->folder != NULL && folder_there(request->folder)) {
		char *ini = NULL;
		bool there;
		struct buf name = BUF_EMPTY;
		buf_format(&name, "%s/session.ini", request->folder);
		ini = buf_take(&name);
		there = access(ini, F_OK) == 0;
		free(ini);
		if (there)
			return take_up(form, request->folder, err);
	}
	if (request->folder != NULL && !folder_there(request->folder) &&
		access(request->folder, F_OK) == 0)
		return err_set(err, ERR_INPUT, request->folder, "%s", _("this is not a folder"));
	if (request->rubric == NULL)
		return err_set(err, ERR_USAGE, request->folder, "there is no session here");
	if (!read_rubric(form, request->rubric, faults, err))
		return false;
	if (request->folder == NULL)
		return find_own(form, request, rater, err);
	form->path = mem_text(request->folder);
	return true;
}

/* Whether the rubric asked for is the one that the session has frozen. */
static bool same_rubric(const struct form *form, const struct form_request *request,
	struct faults *faults, struct err *err)
{
	struct form other = {0};
	bool same;

	if (form->data == NULL || request->rubric == NULL || request->folder == NULL)
		return true;
	if (!read_rubric(&other, request->rubric, faults, err))
		return false;
	same = strcmp(other.rubric->fingerprint, form->rubric->fingerprint) == 0;
	rubric_free(other.rubric);
	if (!same)
		return err_set(err, ERR_INPUT, request->folder,
			"this session was made with another text of the rubric; hint: leave the "
			"rubric out to go on with the session's own, or name another folder");
	return true;
}

static void start_walk(struct form *form, const char *target, const char *rater)
{
	static const struct record_list NOTHING = {NULL, 0, 0};
	const struct record_list *all = form->data == NULL ? &NOTHING : &form->data->records;
	struct record_list own;
	struct sheet *sheet;

	if (target == NULL)
		target = latest_target(all, rater);
	sheet = sheet_new(
		form->rubric, "1", rater, form->session.role, target == NULL ? "" : target);
	own = form_own_records(all, sheet);
	form->walk = walk_new(sheet, &own);
	free(own.list); /* the records in it are data's */
	form->store = store_new(form->path, &form->session, form->rubric,
		form->data == NULL ? 1 : form->data->own_next_seq, all);
}

static void form_free(struct form *form)
{
	walk_free(form->walk);
	before_free(&form->before);
	rubric_subset_free(form->asked);
	record_list_free(&form->forget);
	session_free(&form->session);
	if (form->data != NULL)
		session_data_free(form->data);
	else
		rubric_free(form->rubric);
	free(form->path);
	free(form);
}

struct form *form_open(const struct form_request *request, struct faults *faults, struct err *err)
{
	struct form *form = MEM_NEW(struct form);
	char *rater = request->rater != NULL ? mem_text(request->rater) : login_name();

	session_init(&form->session);
	if (!find_session(form, request, rater, faults, err) ||
		!same_rubric(form, request, faults, err) ||
		!said_labels(form->rubric, request->labels, NULL, err)) {
		form_free(form);
		free(rater);
		return NULL;
	}
	session_free(&form->session);
	if (form->data == NULL) {
		session_begin(&form->session, form->rubric, request, rater);
	} else {
		session_copy(&form->session, &form->data->session);
		if (request->rater == NULL && form->session.rater[0] != '\0')
			mem_replace(&rater, form->session.rater);
	}
	if (form->session.kind == SESSION_SOLO) {
		start_walk(form, request->target, rater);
		walk_set_past(form->walk, past_any(form));
	} else if (!form_begin_people(form, request, err)) {
		form_free(form);
		form = NULL;
	}
	free(rater);
	return form;
}

struct walk *form_walk(const struct form *form)
{
	return form->walk;
}

struct store *form_store(const struct form *form)
{
	return form->store;
}

const struct journal_problems *form_problems(const struct form *form)
{
	if (form->data == NULL || form->data->problems.count == 0)
		return NULL;
	return &form->data->problems;
}

bool form_two_terminals(const struct form *form)
{
	return form->data != NULL && form->data->own_equal_seq;
}

bool form_rename(struct form *form, const char *target)
{
	return walk_rename(form->walk, target);
}

void form_changed(struct form *form)
{
	struct record record;

	while (walk_take(form->walk, &record)) {
		for (size_t i = 0; i < form->forget.count; i++)
			store_put(form->store, &form->forget.list[i]);
		form->forget.count = 0;
		store_put(form->store, &record);
	}
}

bool form_move(struct form *form, const char *path, struct err *err)
{
	if (!store_move(form->store, path, err))
		return false;
	mem_replace(&form->path, path);
	return true;
}

/* Whether the session is on disk at all. */
static bool on_disk(const struct form *form, size_t saved)
{
	return form->data != NULL || saved > 0;
}

static bool write_output(const struct session_data *data, const char *output, bool force,
	const struct results_options *options, struct err *err)
{
	struct buf table = BUF_EMPTY;
	bool fine;

	results_ratings(&table, data, options);
	fine = atomic_write(output, table.data, table.len, 0666, force, err);
	buf_free(&table);
	return fine;
}

/* Results from what is on disk now, read back: what is shown is what is kept. */
static bool write_results(const char *path, const char *output, bool force,
	const struct results_options *options, struct form_outcome *outcome, struct err *err)
{
	struct err ignored = ERR_OK;
	struct session_data *data = session_read(path, err);
	bool fine = true;

	if (data == NULL)
		return false;
	if (results_rebuild(data, &ignored)) {
		struct buf name = BUF_EMPTY;
		buf_format(&name, "%s/results/ratings.csv", path);
		outcome->results = buf_take(&name);
	} else {
		outcome->results_fail = true;
	}
	err_free(&ignored);
	if (output != NULL)
		fine = outcome->output_written = write_output(data, output, force, options, err);
	session_data_free(data);
	return fine;
}

bool form_close(struct form *form, const char *output, bool force,
	const struct results_options *options, struct form_outcome *outcome, struct err *err)
{
	size_t put, saved;
	bool fine = true, left_running;
	char *path, *why;

	memset(outcome, 0, sizeof *outcome);
	form_changed(form);
	store_wait(form->store, CLOSE_WAIT_MS);
	store_counts(form->store, &put, &saved);
	why = store_why(form->store);
	path = mem_text(store_path(form->store));
	outcome->unsaved = store_end(form->store, 0, &left_running);
	if (on_disk(form, saved)) {
		outcome->folder = mem_text(path);
		if (!form->people)
			fine = write_results(path, output, force, options, outcome, err);
	}
	if (outcome->unsaved > 0)
		fine = err_set(err, ERR_SAVE, path,
			"NOT SAVED: %zu of your answers are not on disk%s%s", outcome->unsaved,
			why == NULL ? "" : ": ", why == NULL ? "" : why);
	free(why);
	free(path);
	if (!left_running)
		form_free(form);
	return fine;
}

void form_outcome_free(struct form_outcome *outcome)
{
	free(outcome->folder);
	free(outcome->results);
	memset(outcome, 0, sizeof *outcome);
}
