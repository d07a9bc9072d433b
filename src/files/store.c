#include "config.h"
#include "files/store_parts.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/dir_names.h"
#include "files/save_why.h"
#include "files/session_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Time to close the files when all is saved. */
#define CLOSE_MS 200

bool store_pending(const struct store *store)
{
	return store->saved < store->put.count || store->copy;
}

bool store_due(const struct store *store)
{
	if (!store_pending(store))
		return false;
	return !store->failed || store->retry || store->put.count > store->tried ||
	       clock_monotonic_ms() >= store->next_try;
}

void store_notify(struct store *store)
{
	pthread_cond_broadcast(&store->changed);
	/* A full pipe says it already; without one (no descriptors left) the screen only learns
	 * later. */
	if (store->pipe[1] >= 0 && write(store->pipe[1], "", 1) < 0)
		return;
}

bool store_sleep(struct store *store, pthread_cond_t *condition, int64_t ms)
{
	struct timespec until;

	if (ms < 0)
		return pthread_cond_wait(condition, &store->lock) == 0;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += (time_t)(ms / 1000);
	until.tv_nsec += (long)(ms % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	return pthread_cond_timedwait(condition, &store->lock, &until) == 0;
}

struct store *store_new(const char *path, const struct session *session,
	const struct rubric *rubric, uint64_t next_seq, const struct record_list *known)
{
	struct store *store = MEM_NEW(struct store);
	pthread_condattr_t monotonic;

	pthread_mutex_init(&store->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&store->wake, &monotonic);
	pthread_cond_init(&store->changed, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pipe2(store->pipe, O_NONBLOCK | O_CLOEXEC) != 0)
		store->pipe[0] = store->pipe[1] = -1;
	store->session = session;
	store->rubric = rubric;
	store->path = mem_text(path);
	store->next_seq = next_seq > 0 ? next_seq : 1;
	for (size_t i = 0; known != NULL && i < known->count; i++) {
		struct record copy;

		record_copy(&copy, &known->list[i]);
		record_list_add(&store->known, &copy);
	}
	store->exists = store->known.count > 0 || store->next_seq > 1;
	return store;
}

void store_destroy(struct store *store)
{
	if (store->pipe[0] >= 0)
		close(store->pipe[0]);
	if (store->pipe[1] >= 0)
		close(store->pipe[1]);
	pthread_cond_destroy(&store->wake);
	pthread_cond_destroy(&store->changed);
	pthread_mutex_destroy(&store->lock);
	record_list_free(&store->known);
	record_list_free(&store->put);
	free(store->path);
	free(store->why);
	free(store);
}

/* Wake the thread, or start it. Under the lock. */
static void kick(struct store *store)
{
	int problem;

	if (store->started) {
		pthread_cond_signal(&store->wake);
		return;
	}
	problem = store_start(store);
	if (problem == 0)
		return;
	store->failed = true;
	store->tried = store->put.count;
	mem_replace(&store->why, save_why(problem));
	store_notify(store);
}

void store_seq_from(struct store *store, uint64_t seq)
{
	pthread_mutex_lock(&store->lock);
	if (store->next_seq < seq)
		store->next_seq = seq;
	pthread_mutex_unlock(&store->lock);
}

void store_put(struct store *store, struct record *record)
{
	record->writer[0] = '\0'; /* the journal's id, when it is written */
	clock_text(record->at, clock_now());
	pthread_mutex_lock(&store->lock);
	record->seq = store->next_seq++;
	record_list_add(&store->put, record);
	kick(store);
	pthread_mutex_unlock(&store->lock);
}

static enum store_state state_now(const struct store *store)
{
	if (!store_pending(store))
		return store->put.count > 0 || store->moved ? STORE_SAVED : STORE_EMPTY;
	return store->failed ? STORE_FAILED : STORE_WAITING;
}

enum store_state store_state(struct store *store)
{
	enum store_state state;

	pthread_mutex_lock(&store->lock);
	state = state_now(store);
	pthread_mutex_unlock(&store->lock);
	return state;
}

char *store_why(struct store *store)
{
	struct buf why = BUF_EMPTY;
	char *path;

	pthread_mutex_lock(&store->lock);
	if (state_now(store) == STORE_FAILED) {
		path = text_safe_copy(store->path, TEXT_NAME);
		buf_format(&why, "%s (%s)",
			store->why != NULL ? store->why : _("the disk reports an error"), path);
		free(path);
	}
	pthread_mutex_unlock(&store->lock);
	return why.data == NULL ? NULL : buf_take(&why);
}

void store_counts(struct store *store, size_t *put, size_t *saved)
{
	pthread_mutex_lock(&store->lock);
	*put = store->put.count;
	*saved = store->saved;
	pthread_mutex_unlock(&store->lock);
}

int store_fd(const struct store *store)
{
	return store->pipe[0];
}

void store_drain(struct store *store)
{
	char bytes[256];

	while (store->pipe[0] >= 0 && read(store->pipe[0], bytes, sizeof(bytes)) > 0)
		;
}

/* Until nothing waits or the try that is due has failed. Under the lock. */
static void await(struct store *store, int ms)
{
	int64_t end = clock_monotonic_ms() + ms;

	while (store_pending(store) && (store->trying || store_due(store))) {
		int64_t left = ms < 0 ? -1 : end - clock_monotonic_ms();

		if (ms >= 0 && left <= 0)
			break;
		if (!store->started)
			break;
		store_sleep(store, &store->changed, left);
	}
}

enum store_state store_wait(struct store *store, int ms)
{
	enum store_state state;

	pthread_mutex_lock(&store->lock);
	await(store, ms);
	state = state_now(store);
	pthread_mutex_unlock(&store->lock);
	return state;
}

void store_retry(struct store *store)
{
	pthread_mutex_lock(&store->lock);
	if (store_pending(store)) {
		store->retry = true;
		kick(store);
	}
	pthread_mutex_unlock(&store->lock);
}

/* A folder to move to: not there yet, empty, or this very session. */
static bool is_usable(const char *path, const struct session *session, struct err *err)
{
	struct dir_names names;
	bool empty;
	int problem;

	if (path[0] == '\0')
		return err_set(err, ERR_INPUT, NULL, "%s", _("give the name of a folder"));
	problem = dir_names_at(path, &names);
	empty = names.count == 0;
	dir_names_free(&names);
	if (problem == ENOENT)
		return true;
	if (problem != 0)
		return err_set(err, ERR_INPUT, path, "%s",
			problem == ENOTDIR ? _("this is not a folder") : save_why(problem));
	if (empty || session_is_at(path, session, NULL))
		return true;
	return err_set(
		err, ERR_INPUT, path, "%s", _("this folder is not empty; hint: name a new one"));
}

bool store_move(struct store *store, const char *path, struct err *err)
{
	if (!is_usable(path, store->session, err))
		return false;
	pthread_mutex_lock(&store->lock);
	mem_replace(&store->path, path);
	store->place++;
	store->saved = 0;
	store->exists = false;
	store->copy = store->moved = store->known.count > 0;
	store->failed = false;
	mem_replace(&store->why, NULL);
	if (store->trying) {
		/* The thread may be stuck on a disk that does not answer: leave it behind. */
		pthread_detach(store->thread);
		store->turn++;
		store->trying = store->started = false;
	}
	if (store_pending(store))
		kick(store);
	store_notify(store);
	pthread_mutex_unlock(&store->lock);
	return true;
}

const char *store_path(const struct store *store)
{
	return store->path;
}

static void wait_for_end(struct store *store, int64_t end)
{
	while (store->threads > 0) {
		int64_t left = end - clock_monotonic_ms();

		if (left <= 0)
			break;
		store_sleep(store, &store->changed, left);
	}
}

size_t store_end(struct store *store, int ms, bool *left_running)
{
	int64_t end = clock_monotonic_ms() + ms;
	bool stuck, joinable;
	pthread_t thread;
	size_t left;

	*left_running = false;
	if (store == NULL)
		return 0;
	pthread_mutex_lock(&store->lock);
	if (store->started) {
		await(store, ms);
		store->stop = true;
		pthread_cond_broadcast(&store->wake);
		if (end < clock_monotonic_ms() + CLOSE_MS)
			end = clock_monotonic_ms() + CLOSE_MS;
		wait_for_end(store, end);
	}
	left = store->put.count - store->saved;
	if (left == 0 && store->copy)
		left = store->known.count;
	stuck = *left_running = store->orphan = store->threads > 0;
	joinable = store->started;
	thread = store->thread;
	pthread_mutex_unlock(&store->lock);
	if (joinable && stuck)
		pthread_detach(thread);
	else if (joinable)
		pthread_join(thread, NULL);
	if (!stuck)
		store_destroy(store);
	return left;
}

size_t store_free(struct store *store, int ms)
{
	bool left_running;

	return store_end(store, ms, &left_running);
}
