/* What kill_walk asks of the program and what the program promises: the scripted walk, reading
 * the promises off its lines and screens, and holding the table against them. */
#ifndef PEIL_TESTS_KILL_WALK_H
#define PEIL_TESTS_KILL_WALK_H

#include "../terminal/pty_screen.h"

#include <stdint.h>
#include <stdio.h>

#define CRITERIA   20
#define LEVELS	   4
#define STEPS	   64
#define STEP_MAX   400
#define FRAME_ROWS 64

enum mode { MODE_PLAIN, MODE_SCREEN, MODE_KEYS, MODES };
enum part { PART_NOTE, PART_QUESTION, PART_AGREEMENT, PARTS };

struct criterion {
	char id[64];
	char said[160];			    /* as in "Saved 1 of 8: SAID = high" */
	char row[80];			    /* what its row of the screen begins with */
	char column[80];		    /* in a grid: the head of its column */
	char promised;			    /* '1'-'4', 'u', or 0 */
	char sent;			    /* the last one sent, may be there or not */
	bool parts[PARTS];		    /* promised */
	bool new_promise, new_parts[PARTS]; /* in this run */
	char found;			    /* in the table */
	bool has[PARTS];
};

struct tally {
	unsigned long acked, found, lost;
};

struct world {
	const char *peil, *rubric, *folder;
	char id[64], session[512], keys[512], table[512], messages[512];
	bool grid;
	int columns; /* of the screen: where list and detail stand one above the other */
	enum mode mode;
	struct criterion criteria[CRITERIA];
	size_t count;
	char levels[LEVELS][64], labels[LEVELS][64];
	char steps[STEPS][STEP_MAX];
	size_t step_count;
	struct pty_screen screen;
	char frame[FRAME_ROWS][512]; /* of a key file's dump */
	size_t frame_rows;
	bool all_saved; /* the screen says so, and shows no answer fewer than were sent */
	unsigned long sessions, warned;
	uint64_t seed;
	struct tally tally;
};

/* Reads the rubric in English. NULL with a message when it cannot. */
struct world *walk_new(const char *peil, const char *rubric, const char *folder, uint64_t seed);
void walk_free(struct world *world);
uint64_t walk_random(struct world *world, uint64_t below);
void walk_new_session(struct world *world);

/* The text that goes with a criterion: one of its own, the same in all runs of a session. */
const char *walk_token(const struct world *world, size_t at, enum part part);
const char *walk_part_name(enum part part);
/* Make up the steps of one run. */
void walk_plan(struct world *world, enum mode mode);
void walk_join(const struct world *world, char *out, size_t size);
bool walk_write_keys(const struct world *world, const char *all);

/* A line of plain mode, or of the dumps. */
void walk_line(struct world *world, char *line);
/* The screen as it stands; false when it is not the walk's. */
bool walk_screen(struct world *world);

/* Count what was promised and is there. table: NULL when nothing is on disk. */
bool walk_compare(struct world *world, const char *table);

#endif
