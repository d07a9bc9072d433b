/* What store.c and store_thread.c share; nobody else includes this.
 *
 * The lock guards every member. A writer thread works on a job: copies of what it needs, taken
 * under the lock. The strings of a record that was put never change and live as long as the
 * store, so a job borrows them. */
#ifndef PEIL_FILES_STORE_PARTS_H
#define PEIL_FILES_STORE_PARTS_H

#include "files/store.h"
#include <pthread.h>

#define STORE_RETRY_MS 5000

struct store {
	pthread_mutex_t lock;
	pthread_cond_t wake;	/* for the thread: there may be work */
	pthread_cond_t changed; /* for store_wait and store_free */
	int pipe[2];
	const struct session *session;
	const struct rubric *rubric;
	char *path;
	struct record_list known; /* on disk before this run */
	struct record_list put;
	size_t saved; /* of `put`, acknowledged */
	uint64_t next_seq;
	unsigned place; /* counts moves: a result for another place is old */
	bool exists;	/* the folder was there: when it is gone it is not made anew */
	bool copy;	/* the known records must still go to the new place */
	bool moved;	/* everything counts as put, also when only known records are there */
	bool failed;	/* the last try */
	char *why;
	bool retry;	  /* asked for */
	bool trying;	  /* the thread is at it */
	size_t tried;	  /* how many were put at the last try */
	int64_t next_try; /* monotonic; when failed */
	bool stop;	  /* one last try, then end */
	bool orphan;	  /* store_free has left: the last thread frees */
	pthread_t thread; /* the current one */
	bool started;
	unsigned turn;	  /* of the current thread: one of an older turn ends when it comes back */
	unsigned threads; /* how many run */
};

/* Under the lock. */
bool store_pending(const struct store *store);
/* Whether the thread should try now, under the lock. */
bool store_due(const struct store *store);
void store_notify(struct store *store);
/* Wait on a condition at most `ms` (-1: no limit); false after that time. */
bool store_sleep(struct store *store, pthread_cond_t *condition, int64_t ms);
/* Free everything; nobody else may know the store. */
void store_destroy(struct store *store);

/* Start the writer thread of the current turn, under the lock; 0 or an errno. */
int store_start(struct store *store);

#endif
