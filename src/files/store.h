/* The store: where records go. One writer thread makes the folder, opens this run's journal,
 * appends and syncs; the program puts records in and learns through a descriptor that something
 * changed. Nothing is on disk before the first record.
 *
 * When saving fails the record stays in memory, everything not yet acknowledged is written again
 * into a new journal on the next try (store_retry, and by itself every few seconds and with each
 * new record). */
#ifndef PEIL_FILES_STORE_H
#define PEIL_FILES_STORE_H

#include "base/err.h"
#include "model/record.h"
#include "model/rubric.h"
#include "model/session.h"

struct store;

/* A store on folder `path` for `session` and its `rubric` (both borrowed, must outlive the store).
 * `next_seq` is the first seq to use (1 in a new session); `known` are the records already on
 * disk, needed when the session moves elsewhere (borrowed by copy). */
struct store *store_new(const char *path, const struct session *session,
	const struct rubric *rubric, uint64_t next_seq, const struct record_list *known);
/* Write out what waits (at most `ms` milliseconds), stop the thread, free. Returns how many
 * records are NOT saved. */
size_t store_free(struct store *store, int ms);
/* The same. *left_running: the disk holds the thread, which goes on with what it borrowed: session
 * and rubric must stay until the program ends. */
size_t store_end(struct store *store, int ms, bool *left_running);

/* The next record gets `seq` or more: another store of this program wrote in the same session. */
void store_seq_from(struct store *store, uint64_t seq);
/* Put a record: its contents move in; writer, seq and at are filled in. */
void store_put(struct store *store, struct record *record);

enum store_state {
	STORE_EMPTY,   /* nothing was put yet: nothing on disk */
	STORE_SAVED,   /* everything put is on disk, synced */
	STORE_WAITING, /* a record is under way */
	STORE_FAILED,  /* the last try failed; see store_why */
};
enum store_state store_state(struct store *store);
/* Why it failed, in plain words for the screen ("the disk is full"), and the folder; an owned copy
 * for the caller to free; NULL unless STORE_FAILED. */
char *store_why(struct store *store);
/* How many records were put, and how many of them are acknowledged. */
void store_counts(struct store *store, size_t *put, size_t *saved);
/* Readable when the state may have changed; store_drain empties it. */
int store_fd(const struct store *store);
void store_drain(struct store *store);
/* Block until nothing is pending or the store has failed (for :saved in key files and plain mode),
 * at most `ms` (-1: no limit). */
enum store_state store_wait(struct store *store, int ms);
/* Try again now. */
void store_retry(struct store *store);
/* From now on save in a new folder at `path`, which gets the whole session (all known and put
 * records); acknowledged ones count again only when they are there. False with *err when the path
 * is unusable at first sight (exists and is not empty, no absolute or relative path at all). */
bool store_move(struct store *store, const char *path, struct err *err);
/* The folder now in use; borrowed until store_move. */
const char *store_path(const struct store *store);

#endif
