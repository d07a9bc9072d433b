/* Runs each command of a table with each of its calls failing in turn, and looks whether the
 * program told: a run ends well with the same outcome, or it says what is wrong
 * and leaves nothing half done.
 *
 *   starve_sweep PEIL LIBRARY TREES WORK < TABLE
 *
 * A line of the table: NAME|TREE|INPUT|ARGUMENTS; the command runs in a copy of TREES/TREE, INPUT
 * (with \n) is what it is typed; a ~ behind NAME says that its output is partly advice, a + that
 * it is for PEIL_STARVE_FULL only.
 * PEIL_STARVE_FULL=1 tries every call of each kind with two errors, else one call from each place
 * in the program, once in all. */
#include "config.h"

#include "starve_check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SEEN_MAX   (1u << 20)
#define ERRORS_MAX 4

static const char *const kind_names[] = STARVE_KIND_NAMES;

/* The errors that a call of a kind gives in turn. */
static const int errors_of[STARVE_KINDS][ERRORS_MAX] = {
	[STARVE_MEMORY] = {ENOMEM},
	[STARVE_LIBRARY] = {ENOMEM},
	[STARVE_OPEN] = {EMFILE, EIO, EACCES, ENOSPC},
	[STARVE_READ] = {EIO, ESTALE},
	[STARVE_WRITE] = {ENOSPC, EIO, EROFS, EDQUOT},
	[STARVE_SYNC] = {EIO, ENOSPC},
	[STARVE_CLOSE] = {EIO, ENOSPC},
	[STARVE_STAT] = {EIO, EACCES, ESTALE},
	[STARVE_NAME] = {EIO, EACCES, ENOSPC, EROFS},
	[STARVE_LOCK] = {ENOLCK, EIO},
	[STARVE_ACL] = {EOPNOTSUPP, EIO, ENOSPC},
	[STARVE_ACCOUNT] = {EIO, ENOENT},
	[STARVE_THREAD] = {EAGAIN},
	[STARVE_CHOP] = {EINTR},
};

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Whether a place in the program, for a kind, comes for the first time. */
static bool is_new(struct sweep *sweep, enum starve_kind kind, uint32_t from)
{
	uint32_t key = (from * 31 + (uint32_t)kind) | 1, at = key % SEEN_MAX;

	while (sweep->seen[at] != 0) {
		if (sweep->seen[at] == key)
			return false;
		at = (at + 1) % SEEN_MAX;
	}
	sweep->seen[at] = key;
	return true;
}

static void must_run(const char *const words[])
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		execvp(words[0], (char *const *)words);
		_exit(98);
	}
	if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
		fprintf(stderr, "%s does not work here\n", words[0]);
		exit(99);
	}
}

/* A fresh copy of the folder that the command starts from. */
static void copy_tree(struct sweep *sweep)
{
	char from[2 * LINE_MAX_HERE];

	snprintf(from, sizeof(from), "%s/%s", sweep->trees, sweep->tree);
	must_run((const char *const[]){"rm", "-rf", sweep->dir, NULL});
	must_run((const char *const[]){"cp", "-a", from, sweep->dir, NULL});
}

static void put_back(struct sweep *sweep, const struct tree *now)
{
	if (!tree_same(now, &sweep->before) && !tree_put_back(sweep->dir, now, &sweep->before))
		copy_tree(sweep);
}

/* One run with a fault, and all that must hold then; `slot` is where it is counted. */
static void try_fault(struct sweep *sweep, const char *fault, size_t slot)
{
	size_t told, records, had = tree_records(&sweep->before);
	struct tally *tally = &sweep->tallies[slot];
	struct run_how how = sweep->how;
	struct outcome outcome = {.sweep = sweep, .fault = fault, .fine = true};
	struct tree now;
	struct ran ran;
	bool done;

	how.full = slot == STARVE_KINDS;
	how.fault = how.full ? NULL : fault;
	ran = run_once(&how);
	now = tree_look(sweep->dir);
	outcome.ran = &ran;
	outcome.now = &now;
	done = ran.status == sweep->good.status && !how.full &&
	       same_text(ran.err, ran.err_len, sweep->good.err, sweep->good.err_len);
	sweep->again = false;
	check_end(&outcome, done);
	check_folder(&outcome, done);
	told = count_told(&ran);
	records = tree_records(&now) - had;
	sweep->acknowledged += told;
	sweep->found += told < records ? told : records;
	if (told > records && sweep->told <= tree_records(&sweep->after) - had) {
		sweep->lost += told - records;
		wrong(&outcome, "%zu called saved, %zu found", told, records);
	}
	if (slot == STARVE_CHOP && !done)
		wrong(&outcome, "short or interrupted calls are seen");
	tally->runs++;
	tally->said += !done && ran.status != 0;
	tally->alike += done || ran.status == 0;
	tally->wrong += !outcome.fine;
	if (!outcome.fine && ran.err != NULL)
		printf("  it said: %s\n", ran.err);
	if (sweep->again)
		copy_tree(sweep);
	else
		put_back(sweep, &now);
	tree_free(&now);
	ran_free(&ran);
}

/* --- each call in turn ---------------------------------------------------------------------------
 */

static void sweep_kind(struct sweep *sweep, enum starve_kind kind, const struct starve_report *good)
{
	const int *errors = errors_of[kind];
	unsigned turns = 0;
	char fault[64];

	while (turns < ERRORS_MAX && errors[turns] != 0)
		turns++;
	for (uint32_t n = 1; n <= good->calls[kind] && n <= STARVE_CALLS_MAX; n++) {
		bool first = is_new(sweep, kind, good->from[kind][n - 1]);
		bool all = sweep->full && kind != STARVE_MEMORY && kind != STARVE_LIBRARY;

		if (!first && !all)
			continue;
		snprintf(fault, sizeof(fault), "%s:%u:%d", kind_names[kind], n, errors[n % turns]);
		try_fault(sweep, fault, kind);
		if (!all || turns < 2)
			continue;
		snprintf(fault, sizeof(fault), "%s:%u:%d%s", kind_names[kind], n,
			errors[(n + 1) % turns], n % 8 == 1 ? "+" : "");
		try_fault(sweep, fault, kind);
	}
}

/* From the first one on: nothing of that kind works. */
static void sweep_always(struct sweep *sweep, const struct starve_report *good)
{
	static const enum starve_kind kinds[] = {STARVE_OPEN, STARVE_READ, STARVE_WRITE,
		STARVE_SYNC, STARVE_STAT, STARVE_NAME, STARVE_ACL, STARVE_ACCOUNT};
	char fault[64];

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (good->calls[kinds[i]] == 0)
			continue;
		snprintf(fault, sizeof(fault), "%s:1:%d+", kind_names[kinds[i]],
			errors_of[kinds[i]][0]);
		try_fault(sweep, fault, kinds[i]);
	}
	snprintf(fault, sizeof(fault), "chop:1:%d+", EINTR);
	try_fault(sweep, fault, STARVE_CHOP);
	if (sweep->good.out_len > 0)
		try_fault(sweep, "full output", STARVE_KINDS);
}

/* The run without a fault, twice: it must be the same, or nothing can be compared. */
static bool run_good(struct sweep *sweep, struct starve_report *good)
{
	struct tree now;
	struct ran ran;
	bool same;

	copy_tree(sweep);
	sweep->before = tree_look(sweep->dir);
	memset(sweep->report->calls, 0, sizeof(sweep->report->calls));
	sweep->good = run_once(&sweep->how);
	memcpy(good, sweep->report, sizeof(*good));
	sweep->after = tree_look(sweep->dir);
	sweep->told = count_told(&sweep->good);
	put_back(sweep, &sweep->after);
	ran = run_once(&sweep->how);
	now = tree_look(sweep->dir);
	same = ran.status == sweep->good.status && ran.signal == 0 &&
	       same_text(ran.out, ran.out_len, sweep->good.out, sweep->good.out_len) &&
	       tree_same_records(&now, &sweep->after);
	if (!same) {
		printf("FAILED: %s: not the same twice (exit %d, %d)\n", sweep->name,
			sweep->good.status, ran.status);
		show_difference(sweep->good.out, ran.out);
	}
	put_back(sweep, &now);
	tree_free(&now);
	ran_free(&ran);
	return same;
}

/* Words of a command; "..." keeps spaces in one. */
static void split(struct run_how *how, char *text)
{
	size_t count = 0;

	while (count < RUN_WORDS_MAX - 1) {
		char stop = ' ';

		text += strspn(text, " ");
		if (*text == '\0')
			break;
		if (*text == '"') {
			stop = '"';
			text++;
		}
		how->words[count++] = text;
		text = strchrnul(text, stop);
		if (*text != '\0')
			*text++ = '\0';
	}
	how->words[count] = NULL;
}

static void write_input(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	if (file == NULL) {
		perror(path);
		exit(99);
	}
	for (; *text != '\0'; text++) {
		if (text[0] == '\\' && text[1] == 'n') {
			putc('\n', file);
			text++;
		} else {
			putc(*text, file);
		}
	}
	fclose(file);
}

static bool take_line(struct sweep *sweep, char *line)
{
	char *rest = line, *name, *tree, *input, *command;

	line[strcspn(line, "\n")] = '\0';
	if (line[0] == '\0' || line[0] == '#')
		return false;
	name = strsep(&rest, "|");
	tree = strsep(&rest, "|");
	input = strsep(&rest, "|");
	command = rest;
	if (command == NULL) {
		fprintf(stderr, "the table: %s\n", line);
		exit(99);
	}
	sweep->name = name;
	sweep->tree = tree;
	write_input(sweep->how.input, input);
	sweep->typed = input[0] != '\0';
	sweep->advice = name[strlen(name) - 1] == '~';
	sweep->removes = name[strlen(name) - 1] == '!';
	split(&sweep->how, command);
	return true;
}

static bool sweep_line(struct sweep *sweep, struct starve_report *good)
{
	double from = seconds();
	bool same;

	same = run_good(sweep, good);
	if (same) {
		for (size_t kind = 0; kind < STARVE_CHOP; kind++)
			sweep_kind(sweep, (enum starve_kind)kind, good);
		sweep_always(sweep, good);
	}
	if (getenv("PEIL_STARVE_TIMES") != NULL)
		printf("%s: exit %d, %.1f s\n", sweep->name, sweep->good.status, seconds() - from);
	tree_free(&sweep->before);
	tree_free(&sweep->after);
	ran_free(&sweep->good);
	fflush(stdout);
	return same;
}

static struct starve_report *map_report(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	void *map;

	if (fd < 0 || ftruncate(fd, sizeof(struct starve_report)) != 0)
		return NULL;
	map = mmap(NULL, sizeof(struct starve_report), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	return map == MAP_FAILED ? NULL : map;
}

/* The sums; whether all was well. */
static bool show(const struct sweep *sweep, unsigned lines)
{
	unsigned runs = 0, failed = 0;

	for (size_t i = 0; i <= STARVE_KINDS; i++) {
		const struct tally *tally = &sweep->tallies[i];

		runs += tally->runs;
		failed += tally->wrong;
		if (tally->runs > 0)
			printf("%-8s %6u runs, %6u told, %6u made no difference, %u wrong\n",
				i == STARVE_KINDS ? "output" : kind_names[i], tally->runs,
				tally->said, tally->alike, tally->wrong);
	}
	printf("%u commands, %u runs: %u wrong; acknowledged %lu, found %lu, lost %lu\n", lines,
		runs, failed, sweep->acknowledged, sweep->found, sweep->lost);
	/* In a program that takes nothing from shared libraries no call can be made to fail. */
	return failed == 0 && sweep->tallies[STARVE_OPEN].runs > 0;
}

int main(int argc, char **argv)
{
	static char report[LINE_MAX_HERE], input[LINE_MAX_HERE];
	static struct sweep sweep;
	struct starve_report *good = malloc(sizeof(*good));
	bool fine = true;
	unsigned lines = 0;

	if (argc != 5 || good == NULL) {
		fputs("usage: starve_sweep PEIL LIBRARY TREES WORK\n", stderr);
		return 99;
	}
	snprintf(report, sizeof(report), "%s/report", argv[4]);
	snprintf(input, sizeof(input), "%s/input", argv[4]);
	snprintf(sweep.dir, sizeof(sweep.dir), "%s/run", argv[4]);
	sweep.how = (struct run_how){.program = argv[1],
		.library = argv[2],
		.report = report,
		.dir = sweep.dir,
		.input = input};
	sweep.trees = argv[3];
	sweep.work = argv[4];
	sweep.full = getenv("PEIL_STARVE_FULL") != NULL && *getenv("PEIL_STARVE_FULL") != '\0';
	/* All memory comes through base/mem.c, and ends in the same way. */
	setenv(STARVE_DEPTH, sweep.full ? "12" : "5", 1);
	setenv(STARVE_DEPTH_MEMORY, sweep.full ? "3" : "2", 1);
	sweep.seen = calloc(SEEN_MAX, sizeof(*sweep.seen));
	sweep.report = map_report(report);
	if (sweep.report == NULL || sweep.seen == NULL)
		return 99;
	while (fgets(sweep.line, sizeof(sweep.line), stdin) != NULL) {
		if (!take_line(&sweep, sweep.line) ||
			(!sweep.full && sweep.name[strlen(sweep.name) - 1] == '+'))
			continue;
		fine = sweep_line(&sweep, good) && fine;
		lines++;
	}
	free(sweep.seen);
	free(good);
	return show(&sweep, lines) && fine && lines > 0 ? 0 : 1;
}
