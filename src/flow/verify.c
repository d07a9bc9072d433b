#include "config.h"
#include "flow/verify.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "files/manifest.h"
#include "files/results.h"
#include "files/session_erase.h"
#include "files/session_folder.h"
#include "files/state_dir.h"
#include "flow/workshop_parts.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* Whether a step says that the journal went, or was written anew, since it had somebody in it who
 * was erased. */
static bool is_erased(const struct session_data *data, const char *journal)
{
	return state_last(&data->steps, ERASED_STEP, ERASED_OLD, journal) != NULL;
}

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

static void check_manifest(
	struct verified *verified, const struct session_data *data, unsigned number)
{
	const char *path = data->path;
	struct manifest manifest;

	/* One that cannot be read was told of when the session was read. */
	if (!manifest_read(path, number, &manifest, NULL))
		return;
	for (size_t i = 0; i < manifest.count; i++) {
		struct buf file = BUF_EMPTY;

		verified->fingerprints++;
		buf_format(&file, "raters/%s", manifest.list[i].journal);
		if (!is_erased(data, manifest.list[i].journal) &&
			!manifest_holds(&manifest.list[i], path))
			journal_problem_add(&verified->faults, buf_text(&file), 0,
				_("this is not what it was at step %u"), number);
		buf_free(&file);
	}
	manifest_free(&manifest);
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
			check_manifest(verified, data, step->number);
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

static bool load(const char *path, struct buf *out, struct stat *about)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	char chunk[16384];
	ssize_t got = -1;

	if (fd < 0)
		return false;
	if (fstat(fd, about) == 0 && S_ISREG(about->st_mode)) {
		while ((got = read(fd, chunk, sizeof(chunk))) > 0)
			buf_add(out, chunk, (size_t)got);
	}
	close(fd);
	return got == 0;
}

static void check_table(struct verified *verified, const struct session_data *data,
	const char *name, const struct buf *wanted)
{
	struct buf file = BUF_EMPTY, there = BUF_EMPTY;
	struct timespec latest = newest(data);
	struct stat about;

	buf_format(&file, "%s/%s", data->path, name);
	if (load(buf_text(&file), &there, &about)) {
		verified->derived++;
		if (there.len == wanted->len &&
			memcmp(buf_text(&there), buf_text(wanted), there.len) == 0)
			;
		else if (is_older(&about, &latest))
			journal_problem_add(&verified->notes, name, 0, "%s",
				_("this is older than the newest answers; the next step makes it "
				  "anew"));
		else
			journal_problem_add(&verified->faults, name, 0, "%s",
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
