/* What must hold after a run of the program with a fault. */
#ifndef PEIL_TESTS_STARVE_CHECK_H
#define PEIL_TESTS_STARVE_CHECK_H

#include "starve.h"
#include "starve_run.h"
#include "starve_tree.h"

#define LINE_MAX_HERE 4096

struct tally {
	unsigned runs, said, alike, wrong;
};

struct sweep {
	struct run_how how;
	const char *trees, *work;
	char dir[LINE_MAX_HERE], line[LINE_MAX_HERE];
	const char *name, *tree;
	bool full;
	bool typed;  /* it is typed something */
	bool advice; /* what it says without being asked follows from what it can look at */
	struct starve_report *report;
	struct tree before, after; /* before the command, and after it without a fault */
	struct ran good;
	size_t told;  /* lines that call something saved, in the good run */
	bool removes; /* it takes files away for ever */
	bool again;   /* a folder was made by half */
	struct tally tallies[STARVE_KINDS + 1]; /* the last: a full disk behind standard output */
	unsigned long acknowledged, found, lost;
	uint32_t *seen; /* a set of places that had their turn */
};

/* One run: with which fault, what it said, what stands in its folder now. */
struct outcome {
	struct sweep *sweep;
	const char *fault;
	const struct ran *ran;
	const struct tree *now;
	bool fine; /* until something is wrong, which is printed */
};

void wrong(struct outcome *outcome, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What it said and gave back: as if nothing was wrong, with the same outcome, or what is wrong. */
void check_end(struct outcome *outcome, bool done);
/* Its folder: nothing is half made, every session holds together. */
void check_folder(struct outcome *outcome, bool done);
/* Lines that call an answer saved. */
size_t count_told(const struct ran *ran);
bool same_text(const char *one, size_t one_len, const char *other, size_t other_len);
/* Where two texts begin to differ, on standard output. */
void show_difference(const char *wanted, const char *got);

#endif
