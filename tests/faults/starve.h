/* What the library that makes calls fail (starve.c) and the program that runs peil under it
 * (starve_sweep.c) share: the kinds of call, and a file in which a run leaves what it did. */
#ifndef PEIL_TESTS_STARVE_H
#define PEIL_TESTS_STARVE_H

#include <stdint.h>

/* PEIL_STARVE=KIND:N:ERRNO makes the Nth call of that kind fail with that number; a + behind it
 * lets all later ones fail too. Nothing happens when it is not set. */
#define STARVE_FAULT "PEIL_STARVE"
/* PEIL_STARVE_REPORT=FILE: the file of a struct starve_report, made by who reads it. The ids that
 * this run makes up are the same in each run. */
#define STARVE_REPORT "PEIL_STARVE_REPORT"

/* How many callers tell one place from another, of memory and of other calls. */
#define STARVE_DEPTH	    "PEIL_STARVE_DEPTH"
#define STARVE_DEPTH_MEMORY "PEIL_STARVE_DEPTH_MEMORY"

#define STARVE_CALLS_MAX 400000

enum starve_kind {
	STARVE_MEMORY,	/* malloc, calloc, realloc, vasprintf */
	STARVE_LIBRARY, /* the same, by the libraries that read and write tables, JSON and XML */
	STARVE_OPEN,	/* open and its like, mkdir, opendir, memfd_create, pipe */
	STARVE_READ,	/* read, pread, readdir, lseek, fgets */
	STARVE_WRITE,	/* write, ftruncate */
	STARVE_SYNC,	/* fsync, fdatasync */
	STARVE_CLOSE,	/* close, fclose: closed, and said to have failed */
	STARVE_STAT,	/* stat and its like, access, readlink, realpath, getcwd */
	STARVE_NAME,	/* rename, link, unlink, rmdir, chmod */
	STARVE_LOCK,	/* flock */
	STARVE_ACL,	/* access lists */
	STARVE_ACCOUNT, /* names of users, groups and of the machine */
	STARVE_THREAD,	/* pthread_create */
	STARVE_CHOP,	/* not a failure: reads and writes do little, and are interrupted */
	STARVE_KINDS
};

#define STARVE_KIND_NAMES                                                                          \
	{                                                                                          \
		"memory", "library", "open", "read", "write", "sync", "close", "stat", "name",     \
			"lock", "acl", "account", "thread", "chop"                                 \
	}

struct starve_report {
	uint32_t calls[STARVE_KINDS];
	uint32_t failed; /* how many were made to fail */
	/* Of each call: a number that is the same when it comes from the same place, by way of the
	 * same callers. Only in a run without a fault. */
	uint32_t from[STARVE_KINDS][STARVE_CALLS_MAX];
};

#endif
