/* Runs each command of a table with each of its calls failing in turn, and looks whether the
 * program told: a run ends well with the same outcome, or it says what is wrong
 * and leaves nothing half done.
 *
 *   starve_sweep PEIL LIBRARY TREES WORK < TABLE
 *
 * A line of the table: NAME|TREE|INPUT|ARGUMENTS; the command runs in a copy of TREES/TREE, INPUT
 * (with \n) is what it is typed; a ~ behind NAME says that its output is partly advice.
 * PEIL_STARVE_FULL=1 tries every call of each kind with two errors, else one call from each place
 * in the program, once in all. */
#include "config.h"

#include "starve.h"
#include "starve_run.h"
#include "starve_tree.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LINE_MAX_HERE 4096
#define SEEN_MAX      (1u << 20)
#define ERRORS_MAX    4
#define PARTIAL	      3 /* exit status: done, but something could not be used, and that was said */

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
	size_t told; /* lines that call something saved, in the good run */
	bool again;  /* a folder was made by half */
	struct tally tallies[STARVE_KINDS + 1]; /* the last: a full disk behind standard output */
	unsigned long acknowledged, found, lost;
	uint32_t *seen; /* a set of places that had their turn */
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

/* --- what is looked for --------------------------------------------------------------------------
 */

static void wrong(struct sweep *sweep, const char *fault, bool *fine, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

static void wrong(struct sweep *sweep, const char *fault, bool *fine, const char *format, ...)
{
	va_list args;

	*fine = false;
	printf("FAILED: %s, %s: ", sweep->name, fault);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

/* Plain text that says something: letters, and no control signs. */
static bool says_something(const char *text, size_t len)
{
	size_t letters = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];

		if ((byte < ' ' && byte != '\n' && byte != '\t') || byte == 0x7f)
			return false;
		letters += (byte | 32) >= 'a' && (byte | 32) <= 'z';
	}
	return letters > 10;
}

/* Lines that call an answer saved. */
static size_t count_told(const struct ran *ran)
{
	size_t count = 0;

	for (const char *at = ran->out; at != NULL && (at = strstr(at, "Saved ")) != NULL; at++)
		count += at == ran->out || at[-1] == '\n';
	return count;
}

static bool is_below(const char *path, const char *folder, size_t len)
{
	return len == 0 || (strncmp(path, folder, len) == 0 && path[len] == '/');
}

/* The session that a path belongs to: the length of its folder's name, or -1. */
static long session_of(const struct tree *tree, const char *path)
{
	char ini[LINE_MAX_HERE];

	for (size_t len = strlen(path); len > 0; len--) {
		if (path[len] != '/' && path[len] != '\0')
			continue;
		snprintf(ini, sizeof(ini), "%.*s/session.ini", (int)len, path);
		if (tree_find(tree, ini) != NULL)
			return (long)len;
	}
	return -1;
}

static int verify(struct sweep *sweep, const char *folder, char **said)
{
	struct run_how how = sweep->how;
	struct ran ran;
	int status;

	how.library = how.fault = NULL;
	how.full = false;
	memset(how.words, 0, sizeof(how.words));
	how.words[0] = "verify";
	how.words[1] = folder;
	how.input = "/dev/null";
	ran = run_once(&how);
	status = ran.status;
	*said = ran.out;
	ran.out = NULL;
	ran_free(&ran);
	return status;
}

/* Whether nothing is wrong but that tables were not made anew yet. */
static bool only_lags(const char *said)
{
	for (const char *at = said; at != NULL && *at != '\0'; at = strchrnul(at, '\n')) {
		at += *at == '\n';
		if (strstr(at, ": fault: ") == NULL)
			return true;
		if (strncmp(at, "results/", 8) != 0 && strstr(at, "/results/") == NULL)
			return false;
	}
	return true;
}

/* Each session that is not as it was and not as it should be still holds together. */
static void check_sessions(
	struct sweep *sweep, const char *fault, const struct tree *now, bool may_lag, bool *fine)
{
	for (size_t i = 0; i < now->count; i++) {
		char folder[LINE_MAX_HERE], *slash, *said;
		bool same = true;
		int status;

		snprintf(folder, sizeof(folder), "%s", now->list[i].path);
		slash = strrchr(folder, '/');
		if (slash == NULL || strcmp(slash, "/session.ini") != 0)
			continue;
		*slash = '\0';
		for (size_t k = 0; same && k < now->count; k++)
			same = !is_below(now->list[k].path, folder, strlen(folder)) ||
			       node_same(
				       &now->list[k], tree_find(&sweep->before, now->list[k].path));
		if (same)
			continue;
		status = verify(sweep, folder, &said);
		if (status != 0 && !(may_lag && only_lags(said)))
			wrong(sweep, fault, fine, "verify %s ends with %d:\n%s", folder, status,
				said != NULL ? said : "");
		free(said);
	}
}

/* A file that is neither as it was nor as it should become. */
static void check_other(struct sweep *sweep, const char *fault, const struct tree *now,
	const struct node *node, bool partial, bool *fine)
{
	const struct node *was = tree_find(&sweep->before, node->path);
	/* What cannot be taken away stays. */
	if (strstr(node->path, ".peil-") != NULL && was == NULL) {
		if (strncmp(fault, "name", 4) != 0)
			wrong(sweep, fault, fine, "%s is left", node->path);
	} else if (is_journal(node->path)) {
		if (was != NULL &&
			(was->len > node->len || memcmp(was->bytes, node->bytes, was->len) != 0))
			wrong(sweep, fault, fine, "%s lost what it had", node->path);
	} else if (S_ISREG(node->mode) && session_of(now, node->path) < 0 && !partial) {
		wrong(sweep, fault, fine, "%s is neither old nor complete (%zu bytes)", node->path,
			node->len);
	}
}

/* A new folder that is not all there is a session that holds together, or is wrong. */
static void check_new_folder(struct sweep *sweep, const char *fault, const struct tree *now,
	const struct node *folder, bool *fine)
{
	size_t len = strlen(folder->path), files = 0, missing = 0;

	if (tree_find(&sweep->before, folder->path) != NULL || session_of(now, folder->path) >= 0)
		return;
	for (size_t i = 0; i < now->count; i++)
		files += is_below(now->list[i].path, folder->path, len) &&
			 !S_ISDIR(now->list[i].mode);
	for (size_t i = 0; i < sweep->after.count; i++) {
		const struct node *node = &sweep->after.list[i];

		missing += is_below(node->path, folder->path, len) && !S_ISDIR(node->mode) &&
			   tree_find(now, node->path) == NULL;
	}
	if (files == 0 || missing == 0 || strncmp(folder->path, "home", 4) == 0)
		return;
	/* Without its session.ini a folder is no session yet, and is made when it is asked for
	 * again. */
	if (session_of(&sweep->after, folder->path) >= 0)
		sweep->again = true;
	else
		wrong(sweep, fault, fine, "%s is made by half: %zu files, %zu are missing",
			folder->path, files, missing);
}

/* What a failed run made of a folder does not stand in the way of the next. */
static void check_again(struct sweep *sweep, const char *fault, bool *fine)
{
	struct run_how how = sweep->how;
	struct ran ran;

	how.library = how.fault = NULL;
	how.full = false;
	ran = run_once(&how);
	if (ran.status != sweep->good.status)
		wrong(sweep, fault, fine, "done again it ends with %d: %s", ran.status, ran.err);
	ran_free(&ran);
}

static void check_files(
	struct sweep *sweep, const char *fault, const struct tree *now, bool partial, bool *fine)
{
	for (size_t i = 0; i < now->count; i++) {
		const struct node *node = &now->list[i];

		if (S_ISDIR(node->mode))
			check_new_folder(sweep, fault, now, node, fine);
		else if (!node_same(node, tree_find(&sweep->before, node->path)) &&
			 !node_same(node, tree_find(&sweep->after, node->path)))
			check_other(sweep, fault, now, node, partial, fine);
	}
	for (size_t i = 0; i < sweep->before.count; i++) {
		const struct node *node = &sweep->before.list[i];

		if (tree_find(now, node->path) == NULL &&
			tree_find(&sweep->after, node->path) != NULL)
			wrong(sweep, fault, fine, "%s is gone", node->path);
	}
}

static void show_difference(const char *wanted, const char *got)
{
	size_t at = 0, line = 0;

	wanted = wanted != NULL ? wanted : "";
	got = got != NULL ? got : "";
	while (wanted[at] != '\0' && wanted[at] == got[at]) {
		if (wanted[at++] == '\n')
			line = at;
	}
	printf("  wanted: %.*s\n  got:    %.*s\n", (int)strcspn(wanted + line, "\n"), wanted + line,
		(int)strcspn(got + line, "\n"), got + line);
}

static bool same_text(const char *one, size_t one_len, const char *other, size_t other_len)
{
	return one_len == other_len && (one_len == 0 || memcmp(one, other, one_len) == 0);
}

/* Runs that are not as others are and tell: no screen, so lines; no names of accounts; no access
 * lists, so modes; an end of the terminal. */
static bool may_differ(const struct sweep *sweep, const char *fault, const struct ran *ran)
{
	const char *number = strrchr(fault, ':');

	if (strncmp(fault, "account", 7) == 0 || strncmp(fault, "acl", 3) == 0)
		return true;
	if (ran->err != NULL && strstr(ran->err, "plain lines are used instead") != NULL)
		return true;
	/* An error of the terminal is its end, and what was typed before it is kept. */
	if (strncmp(fault, "read", 4) == 0 && sweep->typed && ran->out_len < sweep->good.out_len)
		return true;
	return strncmp(fault, "write", 5) == 0 && number != NULL && atoi(number + 1) == EIO &&
	       ran->out_len < sweep->good.out_len &&
	       memcmp(ran->out, sweep->good.out, ran->out_len) == 0;
}

/* It ended as if nothing was wrong: then nothing may be. */
static void check_done(struct sweep *sweep, const char *fault, const struct ran *ran,
	const struct tree *now, bool *fine)
{
	if (may_differ(sweep, fault, ran))
		return;
	/* What could not be saved at once was said so, and is looked for below. */
	if (strstr(ran->out, "NOT SAVED") == NULL &&
		strstr(ran->out, "without a receipt") == NULL && !sweep->advice &&
		!same_text(ran->out, ran->out_len, sweep->good.out, sweep->good.out_len)) {
		wrong(sweep, fault, fine, "exit %d, but it writes something else", ran->status);
		show_difference(sweep->good.out, ran->out);
	}
	if (tree_same(now, &sweep->after) || tree_same_records(now, &sweep->after))
		return;
	wrong(sweep, fault, fine, "exit %d, but not all was done", ran->status);
	for (size_t i = 0; i < now->count; i++) {
		if (!node_same(&now->list[i], tree_find(&sweep->after, now->list[i].path)))
			printf("  other: %s\n", now->list[i].path);
	}
	for (size_t i = 0; i < sweep->after.count; i++) {
		if (tree_find(now, sweep->after.list[i].path) == NULL)
			printf("  missing: %s\n", sweep->after.list[i].path);
	}
}

/* It said that something is wrong. Out of memory it aborts, with a message. */
static void check_said(struct sweep *sweep, const char *fault, const struct ran *ran, bool *fine)
{
	bool aborted = ran->signal == SIGABRT &&
		       (strncmp(fault, "memory", 6) == 0 || strncmp(fault, "library", 7) == 0);

	if (ran->hung)
		wrong(sweep, fault, fine, "it hung");
	else if (ran->signal != 0 && !aborted)
		wrong(sweep, fault, fine, "signal %d", ran->signal);
	else if (!aborted && (ran->status < 1 || ran->status > 4))
		wrong(sweep, fault, fine, "exit %d", ran->status);
	else if (!says_something(ran->err, ran->err_len))
		wrong(sweep, fault, fine, "exit %d, without a word: '%s'", ran->status,
			ran->err != NULL ? ran->err : "");
}

/* One run with a fault, and all that must hold then; `slot` is where it is counted. */
static void try_fault(struct sweep *sweep, const char *fault, size_t slot)
{
	size_t told, records, had = tree_records(&sweep->before);
	struct tally *tally = &sweep->tallies[slot];
	struct run_how how = sweep->how;
	bool fine = true, done, again = false;
	struct tree now;
	struct ran ran;

	how.full = slot == STARVE_KINDS;
	how.fault = how.full ? NULL : fault;
	ran = run_once(&how);
	now = tree_look(sweep->dir);
	done = ran.status == sweep->good.status && !how.full &&
	       same_text(ran.err, ran.err_len, sweep->good.err, sweep->good.err_len);
	if (done)
		check_done(sweep, fault, &ran, &now, &fine);
	else if (ran.status == 0)
		check_done(sweep, fault, &ran, &now, &fine);
	else
		check_said(sweep, fault, &ran, &fine);
	if (!tree_same(&now, &sweep->before) && !tree_same(&now, &sweep->after)) {
		sweep->again = false;
		check_files(sweep, fault, &now, ran.status == PARTIAL, &fine);
		check_sessions(sweep, fault, &now, !done && ran.status != 0, &fine);
		again = sweep->again;
		if (again)
			check_again(sweep, fault, &fine);
	}
	told = count_told(&ran);
	records = tree_records(&now) - had;
	sweep->acknowledged += told;
	sweep->found += told < records ? told : records;
	if (told > records && sweep->told <= tree_records(&sweep->after) - had) {
		sweep->lost += told - records;
		wrong(sweep, fault, &fine, "%zu called saved, %zu found", told, records);
	}
	if (slot == STARVE_CHOP && !done)
		wrong(sweep, fault, &fine, "short or interrupted calls are seen");
	tally->runs++;
	tally->said += !done && ran.status != 0;
	tally->alike += done || ran.status == 0;
	tally->wrong += !fine;
	if (!fine && ran.err != NULL)
		printf("  it said: %s\n", ran.err);
	if (again)
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
	return failed == 0;
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
	sweep.seen = calloc(SEEN_MAX, sizeof(*sweep.seen));
	sweep.report = map_report(report);
	if (sweep.report == NULL || sweep.seen == NULL)
		return 99;
	while (fgets(sweep.line, sizeof(sweep.line), stdin) != NULL) {
		if (!take_line(&sweep, sweep.line))
			continue;
		fine = sweep_line(&sweep, good) && fine;
		lines++;
	}
	free(sweep.seen);
	free(good);
	return show(&sweep, lines) && fine && lines > 0 ? 0 : 1;
}
