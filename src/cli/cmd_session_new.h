/* What the files of `peil session new` share. */
#ifndef PEIL_CLI_CMD_SESSION_NEW_H
#define PEIL_CLI_CMD_SESSION_NEW_H

#include "base/buf.h"
#include "base/clock.h"
#include "cli/options.h"
#include "files/session_folder.h"

/* What is being made. */
struct making {
	const char *path;
	struct rubric *rubric;
	struct session session;
	struct roster roster;
	struct buf people;	   /* what goes to private/people.csv */
	struct session_data *like; /* an earlier session; NULL: none */
	/* of a list that was read from a file */
	unsigned *lines;  /* per person, the line; NULL: no file */
	size_t strangers; /* logins that are not known here */
	bool windows_1252;
	char delimiter;
};

/* Everything that options say about the session; kind and rubric are known. */
bool making_settings(struct making *making, const struct given *given, struct err *err);
/* A closing time as people type it ("11-12 17:00", "+14"), in a time zone; in the future. */
bool making_closing_time(
	char out[CLOCK_OFFSET_LEN + 1], const char *zone, const char *text, struct err *err);
/* Before: who is in which team, and what deserves a look. After: what was made, who can read. */
void making_preview(struct buf *out, const struct making *making);
bool making_report(const struct making *making, struct err *err);

#endif
