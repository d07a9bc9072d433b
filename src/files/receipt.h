/* A receipt: what somebody handed in, as a table that the rater can keep, named by its own
 * fingerprint. */
#ifndef PEIL_FILES_RECEIPT_H
#define PEIL_FILES_RECEIPT_H

#include "base/err.h"
#include "model/peers.h"
#include "model/session.h"

struct receipt {
	char code[10]; /* "3f9c 2b7a" */
	char *path;    /* owned */
};

/* Write raters/u<uid>/submit-<16 hex>.csv of the session at `path`: 16 digits of the fingerprint of
 * what is in it. The same forms handed in again give the same receipt. */
bool receipt_write(const char *path, const struct session *session, const struct peers *peers,
	struct receipt *receipt, struct err *err);
void receipt_free(struct receipt *receipt);

#endif
