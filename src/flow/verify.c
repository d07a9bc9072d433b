#include "config.h"
#include "flow/verify.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/fd.h"
#include "files/manifest.h"
#include "files/publish.h"
#include "files/results.h"
#include "files/session_erase.h"
#include "files/session_folder.h"
#include "files/state_dir.h"
#include "flow/verify_folder.h"
#include "flow/workshop_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A table that is longer than it should be is read too, to say where; one that is much longer is
 * not. */
#define ROOM 1048576

static void take_problems(struct journal_problems *to, const struct journal_problems *from)
{
	for (size_t i = 0; i < from->count; i++)
		journal_problem_add(
			to, from->list[i].file, from->list[i].line, "%s", from->list[i].message);
}

/* --- who said it ------------------------------------------------------------------------------ */

static void check_doubts(struct verified *verified, const struct session_data *data)
{
	static const char *const texts[] = {
		[DOUBT_LATE] = N_("came after the answers were shown or the session was closed; "
				  "kept, not counted"),
		[DOUBT_FORGED] = N_("was not written by the participant whose name it has; not "
				    "counted"),
		[DOUBT_STRANGER] = N_("is from somebody who is no participant; not counted"),
		[DOUBT_DIFFERS] = N_("was entered by the owner, and the participant said "
				     "something else; the participant's counts"),
		[DOUBT_CONTENT] = N_("is about something that this session or its rubric does not "
				     "have; not counted"),
		[DOUBT_NOT_OWNER] = N_("is a step that only the owner may take; not counted"),
		[DOUBT_ELSEWHERE] =
			N_("is about somebody who is not in the same team now; kept, not "
			   "counted"),
	};

	for (size_t i = 0; i < data->ledger->doubt_count; i++) {
		const struct ledger_doubt *doubt = &data->ledger->doubts[i];
		const struct record *record = &data->records.list[doubt->record];
		bool note = doubt->kind == DOUBT_LATE || doubt->kind == DOUBT_DIFFERS ||
			    doubt->kind == DOUBT_ELSEWHERE;
		struct buf file = BUF_EMPTY;

		buf_format(&file, "raters/%s",
			record->file > 0 ? data->files[record->file - 1].name : "");
		journal_problem_add(note ? &verified->notes : &verified->faults, buf_text(&file), 0,
			_("record %llu (%s, %s, %s) %s"), (unsigned long long)record->seq,
			record_event_word(record->event), record->rater, record->criterion,
			_(texts[doubt->kind]));
		buf_free(&file);
	}
}

/* --- fingerprints ----------------------------------------------------------------------------- */

/* Whether the step is one that named somebody who was erased. */
static bool is_erased_step(const struct session_data *data, unsigned number)
{
	char word[16];

	snprintf(word, sizeof(word), "%u", number);
	for (size_t i = 0; i < data->steps.count; i++) {
		const char *at = state_step_get(&data->steps.list[i], ERASED_STEPS);
		bool tombstone = strcmp(data->steps.list[i].step, ERASED_STEP) == 0;

		while (tombstone && *at != '\0') {
			size_t len = strcspn(at, " ");

			if (strlen(word) == len && strncmp(at, word, len) == 0)
				return true;
			at += len + (at[len] == ' ');
		}
	}
	return false;
}

/* How many journals the list names. Reading the session compared them, and said what is wrong. */
static size_t listed(const struct session_data *data, unsigned number)
{
	struct manifest manifest;
	struct err err = ERR_OK;
	size_t count = 0;

	if (manifest_read(data->path, number, &manifest, &err)) {
		count = manifest.count;
		manifest_free(&manifest);
	}
	err_free(&err);
	return count;
}

static bool is_there(
	const struct session_data *data, const char *word, size_t from, const char *number)
{
	for (size_t i = from; i < data->steps.count; i++) {
		const struct state_step *step = &data->steps.list[i];
		char text[16];

		snprintf(text, sizeof(text), "%u", step->number);
		if (strcmp(step->step, word) == 0 && (number == NULL || strcmp(text, number) == 0))
			return true;
	}
	return false;
}

/* A showing or closing names the list of journals made for it, and says what session.ini and
 * roster.csv were. */
static void check_closing(struct verified *verified, const struct session_data *data, size_t at)
{
	const struct state_step *step = &data->steps.list[at];
	char name[64];

	if (strcmp(step->step, "revealed") != 0 && strcmp(step->step, "closed") != 0)
		return;
	snprintf(name, sizeof(name), "state/%04u-%s", step->number, step->step);
	if (!is_there(data, STATE_MANIFEST, 0, state_step_get(step, "manifest")))
		journal_problem_add(&verified->faults, name, 0, "%s",
			_("the list of journals that this step names is not there"));
	if (!publish_is_fixed(data->path, step, PUBLISH_SESSION))
		journal_problem_add(&verified->faults, "session.ini", 0,
			_("this is not what it was at step %u"), step->number);
	/* Erasing somebody takes a line out of the list. */
	if (!publish_is_fixed(data->path, step, PUBLISH_ROSTER) &&
		!is_there(data, ERASED_STEP, at, NULL))
		journal_problem_add(&verified->faults, "roster.csv", 0,
			_("this is not what it was at step %u"), step->number);
}

/* What was written anew without somebody who was erased: it is never added to. */
static void check_rewritten(
	struct verified *verified, const struct session_data *data, const struct state_step *step)
{
	const char *name = state_step_get(step, ERASED_NEW);
	struct manifest_line line = {.journal = (char *)name};
	struct buf file = BUF_EMPTY;

	if (strcmp(step->step, ERASED_STEP) != 0 || name[0] == '\0' || session_erased(data, name))
		return;
	buf_format(&file, "raters/%s", name);
	verified->fingerprints++;
	snprintf(line.fingerprint, sizeof(line.fingerprint), "%s",
		state_step_get(step, "new-fingerprint"));
	for (size_t i = 0; i < data->file_count; i++) {
		if (strcmp(data->files[i].name, name) == 0)
			line.length = data->files[i].length;
	}
	if (strstr(name, "..") != NULL || !manifest_holds(&line, data->path))
		journal_problem_add(&verified->faults, buf_text(&file), 0,
			_("this is not what it was at step %u"), step->number);
	buf_free(&file);
}

/* Numbers of steps follow each other: a missing one was taken away. */
static void check_steps(struct verified *verified, const struct session_data *data)
{
	unsigned next = 1;

	for (size_t i = 0; i < data->steps.count; i++) {
		const struct state_step *step = &data->steps.list[i];

		while (next < step->number && is_erased_step(data, next))
			next++;
		if (step->number > next)
			journal_problem_add(
				&verified->faults, "state", 0, _("step %u is missing"), next);
		else if (step->number < next)
			journal_problem_add(&verified->faults, "state", 0,
				_("step %u is there twice"), step->number);
		next = step->number + 1;
		if (strcmp(step->step, STATE_MANIFEST) == 0)
			verified->fingerprints += listed(data, step->number);
		check_closing(verified, data, i);
		check_rewritten(verified, data, step);
	}
	verified->steps = data->steps.count;
}

/* --- derived files ---------------------------------------------------------------------------- */

/* When the newest of what the results are made from was changed; 0 when not known. */
static struct timespec newest(const struct session_data *data)
{
	struct timespec latest = {0, 0};

	for (size_t i = 0; i < data->file_count; i++) {
		struct buf file = BUF_EMPTY;
		struct stat about;

		buf_format(&file, "%s/raters/%s", data->path, data->files[i].name);
		if (stat(buf_text(&file), &about) == 0 &&
			(about.st_mtim.tv_sec > latest.tv_sec ||
				(about.st_mtim.tv_sec == latest.tv_sec &&
					about.st_mtim.tv_nsec > latest.tv_nsec)))
			latest = about.st_mtim;
		buf_free(&file);
	}
	return latest;
}

static bool is_older(const struct stat *about, const struct timespec *than)
{
	return about->st_mtim.tv_sec < than->tv_sec ||
	       (about->st_mtim.tv_sec == than->tv_sec && about->st_mtim.tv_nsec < than->tv_nsec);
}

/* The line in which two tables begin to differ. */
static unsigned first_difference(const struct buf *there, const struct buf *wanted)
{
	const char *a = buf_text(there), *b = buf_text(wanted);
	unsigned line = 1;

	for (size_t i = 0; i < there->len && i < wanted->len && a[i] == b[i]; i++)
		line += a[i] == '\n';
	return line;
}

static void check_table(struct verified *verified, const struct session_data *data,
	const char *name, const struct buf *wanted)
{
	struct buf file = BUF_EMPTY, there = BUF_EMPTY;
	struct timespec latest = newest(data);
	struct stat about = {0};
	unsigned line = 0;
	int problem;

	buf_format(&file, "%s/%s", data->path, name);
	problem = lstat(buf_text(&file), &about) != 0 ? errno : 0;
	if (problem == 0)
		problem =
			fd_load(AT_FDCWD, buf_text(&file), (off_t)(2 * wanted->len + ROOM), &there);
	if (problem == 0 && (there.len != wanted->len ||
				    memcmp(buf_text(&there), buf_text(wanted), there.len) != 0))
		line = first_difference(&there, wanted);
	if (problem != ENOENT && problem != EACCES) {
		verified->derived++;
		if (problem == 0 && line == 0)
			;
		else if (S_ISREG(about.st_mode) && is_older(&about, &latest))
			journal_problem_add(&verified->notes, name, 0, "%s",
				_("this is older than the newest answers; the next step makes it "
				  "anew"));
		else
			journal_problem_add(&verified->faults, name, line, "%s",
				_("this is not what follows from the journals; hint: remove it, "
				  "it is made anew"));
	}
	buf_free(&file);
	buf_free(&there);
}

static void check_results(struct verified *verified, const struct session_data *data)
{
	const struct results_options plain = {.delimiter = ','};
	struct buf table = BUF_EMPTY;

	results_ratings(&table, data, &plain);
	check_table(verified, data, "results/ratings.csv", &table);
	buf_cut(&table, 0);
	results_texts(&table, data, &plain);
	check_table(verified, data, "results/texts.csv", &table);
	buf_free(&table);
}

static void check_release(struct verified *verified, const struct workshop *workshop)
{
	const struct ledger *ledger = workshop->data->ledger;

	for (int round = 1; round <= LEDGER_ROUNDS_MAX; round++) {
		for (int reasons = 0; ledger->shown[round] && reasons < 2; reasons++) {
			char name[40];

			verified->derived++;
			if (workshop_release_holds(workshop, round, reasons > 0))
				continue;
			snprintf(name, sizeof(name), "release/round-%d%s.csv", round,
				reasons > 0 ? "-reasons" : "");
			journal_problem_add(&verified->faults, name, 0, "%s",
				_("this is not what was shown; hint: remove it, peil session "
				  "reveal makes it anew"));
		}
	}
}

static void check_group(struct verified *verified, const char *path, struct err *err)
{
	struct workshop *workshop = workshop_open(path, err);

	if (workshop == NULL)
		return;
	check_doubts(verified, workshop->data);
	check_steps(verified, workshop->data);
	if (!workshop->data->partly)
		check_release(verified, workshop);
	verified->people = workshop->data->roster.count;
	workshop_free(workshop);
}

bool verify_session(const char *path, struct verified *verified, struct err *err)
{
	struct session_data *data = session_read(path, err);

	memset(verified, 0, sizeof(*verified));
	if (data == NULL)
		return false;
	verified->records = data->records.count;
	take_problems(&verified->faults, &data->problems);
	verify_folder(path, &verified->faults);
	if (!data->partly)
		check_results(verified, data);
	if (data->ledger != NULL)
		check_group(verified, path, err);
	session_data_free(data);
	return err->code == ERR_NONE;
}

void verified_free(struct verified *verified)
{
	journal_problems_free(&verified->faults);
	journal_problems_free(&verified->notes);
}
