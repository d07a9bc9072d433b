/* state/: the steps of a session, one file each, NNNN-<step>, never changed (formats.md section
 * 2). A step is INI, [state]; what is too long for a line goes on in key.2, key.3, ... A manifest
 * is a table (files/manifest.h): it is in the list without fields. */
#ifndef PEIL_FILES_STATE_DIR_H
#define PEIL_FILES_STATE_DIR_H

#include "base/err.h"
#include "files/journal.h"
#include "model/state.h"

#define STATE_MANIFEST "manifest"
#define STATE_WIPED    "wiped" /* the step after which nothing of what people said is there */

/* Read all steps of the session folder `path`, by number. What cannot be used is reported, and
 * the rest is read. False when the directory cannot be read. */
bool state_dir_read(const char *path, struct state_steps *steps, struct journal_problems *problems);
/* Write a step under the next free number: a temporary file, synced, linked to its name. Fills in
 * number and time. False with *err (ERR_SAVE). */
bool state_dir_add(const char *path, struct state_step *step, struct err *err);
/* The same for the bytes of a manifest; its number in *number. */
bool state_dir_add_bytes(const char *path, const char *word, const void *bytes, size_t len,
	unsigned *number, struct err *err);
/* The path of a step's file in the folder; the caller frees. */
char *state_dir_file(const char *path, unsigned number, const char *word);

#endif
