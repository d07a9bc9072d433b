/* How fast peil is beside programs people know, all in one pseudo-terminal harness and one run:
 * time to the first full screen, key to repaint, key to saved, peak memory. Prints one table.
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
#define KEYS	    400
#define SAVES	    200
#define PAINT_QUIET 60 /* milliseconds without output that end a first screen */
#define KEY_QUIET   12
#define SAVE_QUIET  60
#define PATIENCE    5000

struct program {
	const char *name;
	const char *command[6];
	const char *prepare; /* keys from the first screen to where `keys` do something */
	const char *keys[2]; /* sent in turn; each repaints */
	const char *quit;    /* "": killed, for a program that wants to talk about it */
};

/* peil first: the others are compared with it. Run in a directory that run.sh prepared. */
static const struct program PROGRAMS[] = {
	{"peil", {"peil", "score", "complextool"}, "\r", {"j", "k"}, "qq"},
	{"nano", {"nano", "--ignorercfiles", "text"}, "", {"\033[B", "\033[A"}, "\030"},
	{"tig", {"tig"}, "", {"j", "k"}, "q"},
	{"calcurse", {"calcurse", "-D", "calcurse"}, "", {"j", "k"}, ""},
};

#define PROGRAM_COUNT (sizeof(PROGRAMS) / sizeof(PROGRAMS[0]))

struct measure {
	bool there;
	double first, key_50, key_99; /* milliseconds */
	double memory;		      /* MB */
};

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

static struct running start(const struct program *program)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	struct running child;

	child.pid = forkpty(&child.fd, NULL, NULL, &size);
	if (child.pid < 0)
		die("forkpty");
	if (child.pid == 0) {
		execvp(program->command[0], (char *const *)(uintptr_t)program->command);
		_exit(127);
	}
	return child;
}

/* Read until `quiet` ms pass without a byte; the time of the last one, or 0 when none came. */
static double until_quiet(struct running *child, int quiet)
{
	double last = 0;
	char bytes[8192];

	for (;;) {
		struct pollfd entry = {.fd = child->fd, .events = POLLIN};
		int ready = poll(&entry, 1, last > 0 ? quiet : PATIENCE);
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
	double end = now() + PATIENCE;
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

/* Milliseconds from exec to the first full screen; below 0 when nothing came. */
static double first_paint(const struct program *program)
{
	double begin = now();
	struct running child = start(program);
	double painted = until_quiet(&child, PAINT_QUIET);
	stop(&child, program->quit);
	return painted > 0 ? painted - begin : -1;
}

static void measure_keys(const struct program *program, struct measure *measure)
{
	static double times[KEYS];
	size_t count = 0;
	struct running child = start(program);

	until_quiet(&child, 300);
	send_keys(&child, program->prepare);
	if (*program->prepare)
		until_quiet(&child, 300);
	for (size_t i = 0; i < KEYS; i++) {
		double sent = now();
		send_keys(&child, program->keys[i % 2]);
		double painted = until_quiet(&child, KEY_QUIET);
		if (painted > 0)
			times[count++] = painted - sent;
	}
	if (count < KEYS)
		printf("%s: %zu of %d keys changed nothing\n", program->name, KEYS - count, KEYS);
	measure->key_50 = percentile(times, count, 0.50);
	measure->key_99 = percentile(times, count, 0.99);
	measure->memory = peak_memory(child.pid);
	stop(&child, program->quit);
}

/* Key to the saved mark, the last thing that a rating paints; then on with Enter and back up. */
static size_t measure_saves(const struct program *peil, double *times)
{
	static const char *const DIGITS[] = {"1", "2", "3", "4"};
	size_t count = 0;
	struct running child = start(peil);

	until_quiet(&child, 300);
	send_keys(&child, peil->prepare);
	until_quiet(&child, 300);
	for (size_t i = 0; i < SAVES; i++) {
		double sent = now();
		send_keys(&child, DIGITS[i % 4]);
		double saved = until_quiet(&child, SAVE_QUIET);
		if (saved > 0)
			times[count++] = saved - sent;
		send_keys(&child, "\r");
		until_quiet(&child, KEY_QUIET);
		send_keys(&child, "k");
		until_quiet(&child, KEY_QUIET);
	}
	stop(&child, peil->quit);
	return count;
}

/* What the disk alone takes for a line and its sync. */
static double disk_99(void)
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
	return percentile(times, SAVES, 0.99);
}

static void measure_first(struct measure *measures)
{
	static double first[PROGRAM_COUNT][STARTS];

	/* In turns, so that a busy moment of the machine hits all of them. */
	for (size_t run = 0; run < STARTS; run++) {
		for (size_t i = 0; i < PROGRAM_COUNT; i++) {
			if (measures[i].there)
				first[i][run] = first_paint(&PROGRAMS[i]);
		}
	}
	for (size_t i = 0; i < PROGRAM_COUNT; i++)
		measures[i].first = percentile(first[i], STARTS, 0.50);
}

static bool is_there(const char *name)
{
	char command[64];
	snprintf(command, sizeof(command), "command -v %s >/dev/null 2>&1", name);
	return system(command) == 0;
}

static void print_ratio(double mine, double other)
{
	if (other > 0)
		printf(" %5.2f", mine / other);
	else
		printf("     -");
}

static void print_table(const struct measure *measures)
{
	const struct measure *peil = &measures[0];

	printf("%-9s %11s %5s %12s %12s %5s %9s %5s\n", "", "first paint", "x", "key p50",
		"key p99", "x", "memory", "x");
	for (size_t i = 0; i < PROGRAM_COUNT; i++) {
		const struct measure *m = &measures[i];
		if (!m->there) {
			printf("%-9s is not installed\n", PROGRAMS[i].name);
			continue;
		}
		printf("%-9s %8.2f ms", PROGRAMS[i].name, m->first);
		print_ratio(peil->first, m->first);
		printf(" %9.3f ms %9.3f ms", m->key_50, m->key_99);
		print_ratio(peil->key_99, m->key_99);
		printf(" %6.1f MB", m->memory);
		print_ratio(peil->memory, m->memory);
		printf("\n");
	}
	printf("x: peil's figure divided by that program's\n\n");
}

static void print_aim(const char *what, double value, double most, const char *unit)
{
	printf("%-32s %8.2f %s  (aim: at most %g)%s\n", what, value, unit, most,
		value <= most ? "" : "  MISSED");
}

int main(void)
{
	static double saves[SAVES];
	struct measure measures[PROGRAM_COUNT] = {{0}};

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (size_t i = 0; i < PROGRAM_COUNT; i++)
		measures[i].there = is_there(PROGRAMS[i].name);
	if (!measures[0].there) {
		fprintf(stderr, "bench: peil is not in PATH; run this through make bench\n");
		return 1;
	}
	measure_first(measures);
	for (size_t i = 0; i < PROGRAM_COUNT; i++) {
		if (measures[i].there)
			measure_keys(&PROGRAMS[i], &measures[i]);
	}
	size_t count = measure_saves(&PROGRAMS[0], saves);

	print_table(measures);
	if (measures[1].there)
		print_aim("first paint beside nano", measures[0].first / measures[1].first, 1.3,
			"x ");
	print_aim("key to repaint, p99", measures[0].key_99, 1, "ms");
	print_aim("key to saved, p99", percentile(saves, count, 0.99), 50, "ms");
	printf("%-32s %8.2f ms\n", "key to saved, p50", percentile(saves, count, 0.50));
	printf("%-32s %8.2f ms\n", "one write and sync alone, p99", disk_99());
	print_aim("peak memory", measures[0].memory, 12, "MB");
	return 0;
}
