/* Checking a session: every file, line, fingerprint and derived number. */
#ifndef PEIL_FLOW_VERIFY_H
#define PEIL_FLOW_VERIFY_H

#include "base/err.h"
#include "files/journal.h"

struct verified {
	size_t records, people, steps; /* that were read */
	size_t fingerprints, derived;  /* that were compared */
	struct journal_problems faults;
	struct journal_problems notes; /* late answers and the like: no faults, but worth to know */
};

/* Check the folder. False with *err when it cannot be read at all. */
bool verify_session(const char *path, struct verified *verified, struct err *err);
void verified_free(struct verified *verified);

#endif
