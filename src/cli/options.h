/* What is said on the command line: one table of options and one of commands, from which parsing,
 * --help and the manual page are made. */
#ifndef PEIL_CLI_OPTIONS_H
#define PEIL_CLI_OPTIONS_H

#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>

/* What every command understands, from arguments, environment and settings file. */
struct options {
	const char *lang; /* "en" or "nl"; never NULL; base/lang is set to it already */
	bool plain;	  /* asked for, or the terminal can do no more */
	bool ascii;
	const char *keys;  /* --keys FILE or NULL */
	int columns, rows; /* --size, 0 when not given */
};

enum option_id {
	OPT_HELP,
	OPT_VERSION,
	OPT_LANG,
	OPT_PLAIN,
	OPT_ASCII,
	OPT_KEYS,
	OPT_SIZE,
	OPT_COMMON, /* those above go with every command */
	OPT_TARGET = OPT_COMMON,
	OPT_RATER,
	OPT_ROLE,
	OPT_MOMENT,
	OPT_SESSION,
	OPT_NEW,
	OPT_OUTPUT,
	OPT_FORCE,
	OPT_WIDE,
	OPT_DELIMITER,
	OPT_BOM,
	OPT_LABELS,
	OPT_AS,
	OPT_MDOC,
	OPT_COMPLETION,
	OPT_FORMAT,
	OPT_COLUMN,
	OPT_LEVELS,
	OPT_SELF,
	OPT_ROUND,
	OPT_BOOTSTRAP,
	OPT_SEED,
	OPT_BY,
	OPT_R,
	OPT_GROUP_MARK,
	OPT_GROUP_MARKS,
	OPT_WEIGHT,
	OPT_PENALTY,
	OPT_CAP,
	OPT_SCALE,
	OPT_DECIMALS,
	OPT_CATME_DISPLAY,
	OPT_MARKS,
	OPT_COUNTS,
	OPT_NAMES,
	OPT_RUBRIC,
	OPT_KIND,
	OPT_PEOPLE,
	OPT_ROSTER,
	OPT_TITLE,
	OPT_DESCRIPTION,
	OPT_PURPOSE,
	OPT_WITH_NAMES, /* --names hidden|shown; OPT_NAMES takes no argument */
	OPT_ROLES,
	OPT_ROUNDS,
	OPT_THRESHOLD,
	OPT_PROFILE,
	OPT_SCORES,
	OPT_WORDS,
	OPT_BOTH,
	OPT_PREVIEW,
	OPT_REMINDERS,
	OPT_MINUTES,
	OPT_REASON,
	OPT_CRITERION,
	OPT_LEVEL,
	OPT_TEXT,
	OPT_OWNER,
	OPT_DUE,
	OPT_YES,
	OPT_TO,
	OPT_NOTES,
	OPT_TIMES,
	OPT_SHARED,
	OPT_LINK,
	OPT_HISTORY,
	OPT_STRICT,
	/* peer sessions */
	OPT_LIKE,
	OPT_METHOD,
	OPT_CLOSES,
	OPT_TIMEZONE,
	OPT_RESEARCH,
	OPT_KEEP_UNTIL,
	OPT_SIGNALS,
	OPT_GROUP,
	OPT_LOGIN,
	OPT_EMAIL,
	OPT_COUNT
};

struct option_info {
	const char *name;     /* "target": --target */
	char letter;	      /* 'o', or 0 when there is none */
	const char *argument; /* "NAME", or NULL when it takes none */
	const char *help;     /* msgid, a sentence */
};
const struct option_info *option_info(enum option_id id);

/* What was given to a command: by option_id; "" for one without an argument, NULL when it was not
 * given. */
#define GIVEN_OPERANDS_MAX 64
#define GIVEN_COLUMNS_MAX  16
struct given {
	const char *of[OPT_COUNT];
	const char *operands[GIVEN_OPERANDS_MAX]; /* the other words */
	size_t operand_count;
	const char *columns[GIVEN_COLUMNS_MAX]; /* every --column */
	size_t column_count;
};

struct command {
	const char *name;
	const char *arguments; /* "RUBRIC", or "" */
	const char *help;      /* msgid, a sentence */
	int (*run)(const struct given *given, const struct options *options);
	const enum option_id *own; /* its options, ending with OPT_COUNT; NULL: none */
};
/* The table of commands: nth, NULL past the end; and by name, NULL when there is none. */
const struct command *command_nth(size_t nth);
const struct command *command_find(const char *name);

/* Parse argv[1..] with the common options and those of `command`. False with *err (ERR_USAGE). */
bool options_parse(
	const struct command *command, int argc, char **argv, struct given *given, struct err *err);
/* The common ones from what was given, environment and settings; chooses the language and
 * remembers one that was given (not with --keys). */
bool options_settle(const struct given *given, struct options *options, struct err *err);

/* Ask on the standard output: true when the answer begins with the yes of either language. The end
 * of the input is a no. */
bool options_yes(const char *question);
/* "where: error: message" on stderr (nothing when there is no message); the exit status. */
int options_fail(const struct err *err);
/* The same for a command that ends with it: *err is freed. */
int options_end(struct err *err);
/* A wrong use of a command, in a constant message; the exit status. */
int options_usage(const char *message);
/* --format: which of `words` (ended by NULL) it is, the first when it was not given. False with
 * *err (ERR_USAGE) that names them; `purpose` is "" or what they are for: " to export". */
bool options_format(const struct given *given, const char *const *words, const char *purpose,
	size_t *nth, struct err *err);
/* All faults on stderr. */
void options_print_faults(const struct faults *faults);

#endif
