/* The writer thread: the only one that touches the journal. */
#include "config.h"
#include "files/store_parts.h"

#include "base/clock.h"
#include "base/mem.h"
#include "files/journal_writer.h"
#include "files/save_why.h"
#include "files/session_folder.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* So many records share a sync at most: in a flood the marks must come too. */
#define BATCH_MAX 256

/* What a thread takes along when it works without the lock. */
struct job {
	const struct session *session;
	const struct rubric *rubric;
	const struct record_list *known; /* never changes */
	char *path;
	unsigned place;
	struct record *records; /* numbers base..count-1; they borrow their strings */
	size_t base, count;
	size_t saved; /* in: as the store has it; out: what is acknowledged now */
	bool exists, copy;
	struct err err;
};

/* One thread's. */
struct turn {
	struct store *store;
	unsigned number;
};

enum outcome {
	DONE,
	FAILED,
	AGAIN, /* a new journal may do it */
};

static enum outcome fail(struct job *job, int problem, enum outcome outcome)
{
	err_set(&job->err, ERR_SAVE, job->path, "%s", save_why(problem));
	return outcome;
}

/* What was in a journal that is gone is not saved. */
static enum outcome lose(struct journal_writer *writer, struct job *job)
{
	if (writer->first < job->saved)
		job->saved = writer->first;
	journal_writer_end(writer);
	return fail(job, ENOENT, FAILED);
}

/* Before and after each commit (the place for what state/ forbids, R8; in solo use nothing is).
 * A folder that was renamed away leaves the journal usable, but not where its user was told; one
 * that came back as another copy has not got all that was written. */
static enum outcome look(struct journal_writer *writer, struct job *job)
{
	if (journal_writer_lost(writer))
		return lose(writer, job);
	if (journal_writer_is_at(writer, job->path))
		return DONE;
	if (session_is_at(job->path, job->session, NULL))
		return lose(writer, job);
	return fail(job, ENOENT, FAILED);
}

static enum outcome open_place(struct journal_writer *writer, struct job *job)
{
	int problem;

	if (journal_writer_is_open(writer))
		return look(writer, job);
	if (!journal_writer_begin(
		    writer, job->path, job->session, job->rubric, job->exists, &job->err)) {
		journal_writer_end(writer);
		return FAILED;
	}
	if (job->copy && (problem = journal_writer_copy(writer, job->known)) != 0) {
		journal_writer_end(writer);
		return fail(job, problem, FAILED);
	}
	job->copy = false;
	job->exists = true;
	return DONE;
}

/* Each record is a write of its own; one sync for all that stand whole. */
static enum outcome write_records(struct journal_writer *writer, struct job *job)
{
	size_t done = job->saved;
	int problem = 0, unsynced;

	while (problem == 0 && done < job->count) {
		problem = journal_writer_add(writer, &job->records[done - job->base], done);
		done += problem == 0;
	}
	if (done > job->saved) {
		unsynced = journal_writer_sync(writer);
		if (unsynced != 0)
			return fail(job, unsynced, AGAIN);
		if (look(writer, job) != DONE)
			return FAILED;
		writer->acked = true;
		job->saved = done;
	}
	if (problem == 0)
		return DONE;
	return fail(job, problem, writer->spent ? AGAIN : FAILED);
}

static bool commit(struct journal_writer *writer, struct job *job)
{
	enum outcome outcome = AGAIN;

	for (int i = 0; i < 2 && outcome == AGAIN; i++) {
		outcome = open_place(writer, job);
		if (outcome == DONE)
			outcome = write_records(writer, job);
	}
	return outcome == DONE;
}

static void job_take(struct job *job, struct store *store, const struct journal_writer *writer)
{
	memset(job, 0, sizeof(*job));
	job->session = store->session;
	job->rubric = store->rubric;
	job->known = &store->known;
	job->path = mem_text(store->path);
	job->place = store->place;
	job->saved = job->base = store->saved;
	/* A journal that turns out to be gone is written again from its first record on. */
	if (writer->fd >= 0 && writer->first < job->base)
		job->base = writer->first;
	job->count = store->put.count;
	if (job->count - job->saved > BATCH_MAX)
		job->count = job->saved + BATCH_MAX;
	job->records = mem_new((job->count - job->base + 1) * sizeof(*job->records));
	if (job->count > job->base)
		memcpy(job->records, store->put.list + job->base,
			(job->count - job->base) * sizeof(*job->records));
	job->exists = store->exists;
	job->copy = store->copy;
}

static void job_free(struct job *job)
{
	free(job->path);
	free(job->records);
	err_free(&job->err);
}

static void report(struct store *store, const struct job *job, bool done)
{
	store->saved = job->saved;
	store->exists = job->exists;
	store->copy = job->copy;
	store->failed = !done;
	mem_replace(&store->why, done ? NULL : job->err.message);
	store->next_try = clock_monotonic_ms() + STORE_RETRY_MS;
}

/* One try; the lock is let go meanwhile. False when this thread's turn is over. */
static bool try_once(
	struct store *store, struct journal_writer *writer, unsigned *place, unsigned turn)
{
	struct job job;
	bool done;

	if (*place != store->place) {
		journal_writer_end(writer);
		*place = store->place;
	}
	job_take(&job, store, writer);
	store->trying = true;
	store->retry = false;
	store->tried = store->put.count;
	pthread_mutex_unlock(&store->lock);
	done = commit(writer, &job);
	pthread_mutex_lock(&store->lock);
	if (turn == store->turn) {
		store->trying = false;
		if (job.place == store->place)
			report(store, &job, done);
		store_notify(store);
	}
	job_free(&job);
	return turn == store->turn;
}

/* The end: on a network a failing close is a failed save, so what was in that journal is written
 * once more. */
static void finish(
	struct store *store, struct journal_writer *writer, unsigned place, unsigned turn)
{
	size_t first = writer->first;
	bool open = writer->fd >= 0;
	int problem;

	pthread_mutex_unlock(&store->lock);
	problem = journal_writer_end(writer);
	pthread_mutex_lock(&store->lock);
	if (problem == 0 || !open || turn != store->turn || place != store->place)
		return;
	if (first < store->saved)
		store->saved = first;
	if (!try_once(store, writer, &place, turn))
		return;
	pthread_mutex_unlock(&store->lock);
	problem = journal_writer_end(writer);
	pthread_mutex_lock(&store->lock);
	if (problem != 0 && first < store->saved)
		store->saved = first;
}

static void *run(void *context)
{
	struct turn turn = *(struct turn *)context;
	struct store *store = turn.store;
	struct journal_writer writer;
	unsigned place;
	bool current = true, last;

	free(context);
	journal_writer_init(&writer);
	pthread_mutex_lock(&store->lock);
	place = store->place;
	while (current) {
		while (turn.number == store->turn && !store->stop && !store_due(store)) {
			int64_t left = store->next_try - clock_monotonic_ms();

			store_sleep(store, &store->wake,
				store_pending(store) && store->failed ? (left > 0 ? left : 0) : -1);
		}
		current = turn.number == store->turn;
		last = store->stop;
		if (current && store_pending(store))
			current = try_once(store, &writer, &place, turn.number);
		if (last && (!store_pending(store) || store->failed))
			break;
	}
	finish(store, &writer, place, turn.number);
	store->threads--;
	last = store->orphan && store->threads == 0;
	store_notify(store);
	pthread_mutex_unlock(&store->lock);
	if (last)
		store_destroy(store);
	return NULL;
}

int store_start(struct store *store)
{
	struct turn *turn = MEM_NEW(struct turn);
	sigset_t all, before;
	int problem;

	turn->store = store;
	turn->number = store->turn;
	/* Signals are for the thread that has the screen. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	problem = pthread_create(&store->thread, NULL, run, turn);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (problem != 0) {
		free(turn);
		return problem;
	}
	store->started = true;
	store->threads++;
	return 0;
}
