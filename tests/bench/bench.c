/* How fast peil is beside programs people know, all in one pseudo-terminal harness and one run:
 * time to the first full screen, key to repaint, key to saved, peak memory.
 *
 *   bench SIZE...    with a journal of so many answers, a text of so many lines; writes a line a
 *                    figure for run.sh: what, program, size, value, between tabs
 *   bench start SIZE WHAT COMMAND...    only the time to the first screen of one command
 *
 * A screen is taken as painted at the last byte before the program was quiet for a while, so a
 * program that paints in several goes is measured to the end of the last one. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define STARTS	    21
#define KEYS	    200
#define SAVES	    100
#define LARGE	    50000 /* from this size on a start is tried less often */
#define PAINT_QUIET 60	  /* milliseconds without output that end a first screen */
#define LOAD_QUIET  1500  /* the same where a program may be reading a large file meanwhile */
#define KEY_QUIET   12
#define SAVE_QUIET  60
#define PATIENCE    30000
#define LEAVING	    5000

struct program {
	const char *name, *package;
	const char *command[8]; /* an @ stands for the size */
	const char *prepare;	/* keys from the first screen to where `keys` do something */
	const char *keys[2];	/* sent in turn; each repaints */
	const char *quit;	/* "": killed, for a program that wants to talk about it */
	bool sized;		/* reads something of that size */
};

/* peil first: the others are compared with it. Run in a directory that run.sh prepared. */
static const struct program PROGRAMS[] = {
	{"peil", "", {"peil", "score", "complextool", "--session", "walk-@"}, "\rkkkkkkkk",
		{"j", "k"}, "qq", true},
	{"nano", "nano", {"nano", "--ignorercfiles", "text-@"}, "", {"\033[B", "\033[A"}, "\030",
		true},
	{"less", "less", {"less", "text-@"}, "", {"j", "k"}, "q", true},
	{"fzy", "fzy", {"sh", "-c", "exec fzy <text-@"}, "", {"\033[A", "\033[B"}, "\003", true},
	{"tig", "tig", {"tig"}, "", {"j", "k"}, "q", false},
	{"calcurse", "calcurse", {"calcurse", "-D", "calcurse"}, "", {"j", "k"}, "", false},
};

#define PROGRAM_COUNT (sizeof(PROGRAMS) / sizeof(PROGRAMS[0]))

struct running {
	pid_t pid;
	int fd;
};

static double now(void)
{
	struct timespec at;
	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static void die(const char *what)
{
	perror(what);
	exit(1);
}

/* In the child: the command with its size filled in. */
static void run(const char *const *command, const char *size)
{
	static char words[16][256];
	char *argv[17] = {NULL};

	for (size_t i = 0; i < 16 && command[i] != NULL; i++) {
		const char *at = strchr(command[i], '@');

		argv[i] = words[i];
		if (at == NULL)
			snprintf(words[i], sizeof(words[i]), "%s", command[i]);
		else
			snprintf(words[i], sizeof(words[i]), "%.*s%s%s", (int)(at - command[i]),
				command[i], size, at + 1);
	}
	execvp(argv[0], argv);
	_exit(127);
}

static struct running start(const char *const *command, const char *size_text)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	struct running child;

	child.pid = forkpty(&child.fd, NULL, NULL, &size);
	if (child.pid < 0)
		die("forkpty");
	if (child.pid == 0)
		run(command, size_text);
	return child;
}

/* Read until `quiet` ms pass without a byte; the time of the last one, or 0 when none came within
 * `patience`. */
static double until_quiet_within(struct running *child, int quiet, int patience)
{
	double last = 0;
	char bytes[8192];

	for (;;) {
		struct pollfd entry = {.fd = child->fd, .events = POLLIN};
		int ready = poll(&entry, 1, last > 0 ? quiet : patience);
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return last;
		ssize_t got = read(child->fd, bytes, sizeof(bytes));
		if (got <= 0)
			return last;
		last = now();
	}
}

static double until_quiet(struct running *child, int quiet)
{
	return until_quiet_within(child, quiet, PATIENCE);
}

static void send_keys(struct running *child, const char *keys)
{
	size_t len = strlen(keys);
	if (len > 0 && write(child->fd, keys, len) != (ssize_t)len)
		die("write");
}

/* VmHWM: the most memory it ever had, of this program alone (not of us before exec). */
static double peak_memory(pid_t pid)
{
	char path[64], line[256];
	double kilobytes = 0;
	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	FILE *file = fopen(path, "re");
	while (file && fgets(line, sizeof(line), file)) {
		if (strncmp(line, "VmHWM:", 6) == 0)
			kilobytes = strtod(line + 6, NULL);
	}
	if (file)
		fclose(file);
	return kilobytes / 1024;
}

static void stop(struct running *child, const char *quit)
{
	double end = now() + LEAVING;
	int status;

	send_keys(child, quit);
	if (!*quit)
		kill(child->pid, SIGKILL);
	while (waitpid(child->pid, &status, WNOHANG) == 0) {
		struct pollfd entry = {.fd = child->fd, .events = POLLIN};
		char bytes[4096];
		if (poll(&entry, 1, 20) > 0 && read(child->fd, bytes, sizeof(bytes)) < 0) {
			waitpid(child->pid, &status, 0);
			break;
		}
		if (now() > end) {
			kill(child->pid, SIGKILL);
			waitpid(child->pid, &status, 0);
			break;
		}
	}
	close(child->fd);
}

static int compare(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return a < b ? -1 : a > b;
}

static double percentile(double *values, size_t count, double share)
{
	if (count == 0)
		return 0;
	qsort(values, count, sizeof(*values), compare);
	size_t at = (size_t)(share * (double)count);
	return values[at < count ? at : count - 1];
}

static size_t starts(const char *size)
{
	return strtoul(size, NULL, 10) < LARGE ? STARTS : STARTS / 7;
}

static int quiet(const char *size)
{
	return strtoul(size, NULL, 10) < LARGE ? PAINT_QUIET : LOAD_QUIET;
}

/* Milliseconds from exec to the first full screen; below 0 when nothing came. */
static double first_paint(const char *const *command, const char *size, const char *quit)
{
	double begin = now();
	struct running child = start(command, size);
	double painted = until_quiet(&child, quiet(size));
	stop(&child, quit);
	return painted > 0 ? painted - begin : -1;
}

static void say(const char *what, const char *program, const char *size, double value)
{
	printf("%s\t%s\t%s\t%.4f\n", what, program, size, value);
}

static struct running begin_keys(const struct program *program, const char *size)
{
	struct running child = start(program->command, size);

	until_quiet(&child, quiet(size) > 300 ? quiet(size) : 300);
	for (const char *key = program->prepare; *key; key++) {
		send_keys(&child, (const char[]){*key, '\0'});
		until_quiet_within(&child, KEY_QUIET, 100);
	}
	return child;
}

static void measure_keys(const struct program *program, const char *size)
{
	static double times[KEYS];
	size_t count = 0;
	struct running child = begin_keys(program, size);

	for (size_t i = 0; i < KEYS; i++) {
		double sent = now();
		send_keys(&child, program->keys[i % 2]);
		double painted = until_quiet_within(&child, KEY_QUIET, 1000);
		if (painted > 0)
			times[count++] = painted - sent;
	}
	if (count < KEYS)
		fprintf(stderr, "%s: %zu of %d keys changed nothing\n", program->name, KEYS - count,
			KEYS);
	say("key to repaint p50, ms", program->name, size, percentile(times, count, 0.50));
	say("key to repaint p99, ms", program->name, size, percentile(times, count, 0.99));
	say("memory, MB", program->name, size, peak_memory(child.pid));
	stop(&child, program->quit);
}

/* Key to the saved mark, the last thing that a rating paints; then on with Enter and back up. */
static void measure_saves(const struct program *peil, const char *size)
{
	static const char *const DIGITS[] = {"1", "2", "3", "4"};
	static double times[SAVES];
	size_t count = 0;
	struct running child = begin_keys(peil, size);

	for (size_t i = 0; i < SAVES; i++) {
		double sent = now();
		send_keys(&child, DIGITS[i % 4]);
		double saved = until_quiet_within(&child, SAVE_QUIET, 1000);
		if (saved > 0)
			times[count++] = saved - sent;
		send_keys(&child, "\r");
		until_quiet_within(&child, KEY_QUIET, 100);
		send_keys(&child, "k");
		until_quiet_within(&child, KEY_QUIET, 100);
	}
	stop(&child, peil->quit);
	say("key to saved p50, ms", peil->name, size, percentile(times, count, 0.50));
	say("key to saved p99, ms", peil->name, size, percentile(times, count, 0.99));
}

/* What the disk alone takes for a line and its sync. */
static void measure_disk(const char *size)
{
	static double times[SAVES];
	char line[160];
	int fd = open("disk", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (fd < 0)
		die("disk");
	memset(line, 'x', sizeof(line));
	for (size_t i = 0; i < SAVES; i++) {
		double begin = now();
		if (write(fd, line, sizeof(line)) < 0 || fdatasync(fd) < 0)
			die("disk");
		times[i] = now() - begin;
	}
	close(fd);
	say("key to saved p50, ms", "write, sync", size, percentile(times, SAVES, 0.50));
	say("key to saved p99, ms", "write, sync", size, percentile(times, SAVES, 0.99));
}

static bool is_there(const char *name)
{
	char command[64];
	snprintf(command, sizeof(command), "command -v %s >/dev/null 2>&1", name);
	return system(command) == 0;
}

/* Programs in turns, so that a busy moment of the machine hits all of them. */
static void measure_size(const char *size, const bool *there, bool first_size)
{
	static double first[PROGRAM_COUNT][STARTS];

	for (size_t run = 0; run < starts(size); run++) {
		for (size_t i = 0; i < PROGRAM_COUNT; i++)
			if (there[i] && (PROGRAMS[i].sized || first_size))
				first[i][run] =
					first_paint(PROGRAMS[i].command, size, PROGRAMS[i].quit);
	}
	for (size_t i = 0; i < PROGRAM_COUNT; i++) {
		if (!there[i] || (!PROGRAMS[i].sized && !first_size))
			continue;
		say("first paint, ms", PROGRAMS[i].name, size,
			percentile(first[i], starts(size), 0.50));
		measure_keys(&PROGRAMS[i], size);
	}
	measure_saves(&PROGRAMS[0], size);
	if (first_size)
		measure_disk(size);
}

static int measure_start(const char *size, const char *what, const char *const *command)
{
	double times[STARTS];

	for (size_t run = 0; run < starts(size); run++)
		times[run] = first_paint(command, size, "qq");
	say(what, "peil", size, percentile(times, starts(size), 0.50));
	return 0;
}

int main(int argc, char **argv)
{
	bool there[PROGRAM_COUNT];

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc > 4 && strcmp(argv[1], "start") == 0)
		return measure_start(argv[2], argv[3], (const char *const *)(uintptr_t)(argv + 4));
	for (size_t i = 0; i < PROGRAM_COUNT; i++) {
		there[i] = is_there(PROGRAMS[i].name);
		if (!there[i])
			printf("missing\t%s\t%s\n", PROGRAMS[i].name, PROGRAMS[i].package);
	}
	if (!there[0]) {
		fprintf(stderr, "bench: peil is not in PATH; run this through make bench\n");
		return 1;
	}
	for (int i = 1; i < argc; i++)
		measure_size(argv[i], there, i == 1);
	return 0;
}
