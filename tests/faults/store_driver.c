/* A program that only saves, for the tests that kill it, starve it and run many of it at once.
 *
 *   store_driver put DIR RUBRIC COUNT TOKEN [burst]    one record at a time (or all at once);
 *                                                      prints each token when it is acknowledged
 *   store_driver find DIR                              prints the token of each record found
 *   store_driver time DIR RUBRIC COUNT                 prints the time from put to saved
 *
 * Messages go to stderr. Exit status 4 when not all was saved, 3 when something could not be
 * used. */
#include "config.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/id.h"
#include "base/mem.h"
#include "files/rubric_file.h"
#include "files/session_folder.h"
#include "files/store.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define GIVE_UP_MS 60000

static struct record make_record(const char *rater, const char *token, unsigned long number)
{
	struct record record;
	struct buf note = BUF_EMPTY;

	record_init(&record);
	record.event = RECORD_NOTE;
	mem_replace(&record.round, "1");
	mem_replace(&record.rater, rater);
	mem_replace(&record.target, "Oost");
	mem_replace(&record.criterion, "novelty");
	buf_format(&note, "%s.%lu", token, number);
	mem_replace(&record.note, buf_text(&note));
	buf_free(&note);
	return record;
}

/* One write a line: a line that is out was acknowledged. */
static void say(const char *token, unsigned long number)
{
	char line[128];
	int len = snprintf(line, sizeof(line), "%s.%lu\n", token, number);

	if (write(STDOUT_FILENO, line, (size_t)len) != len)
		_exit(5);
}

struct run {
	struct rubric *rubric;
	struct session session;
	struct session_data *data; /* NULL in a new session */
	struct store *store;
};

static bool open_run(struct run *run, const char *dir, const char *rubric)
{
	struct faults faults;
	struct err err = ERR_OK;
	char *ini;

	memset(run, 0, sizeof(*run));
	faults_init(&faults, rubric);
	run->rubric = rubric_file_read(rubric, &faults);
	faults_free(&faults);
	if (run->rubric == NULL)
		return false;
	session_init(&run->session);
	/* Two that start at once in one new folder must mean one session. */
	strcpy(run->session.id, "00000000000000d1");
	mem_replace(&run->session.rubric, run->rubric->id);
	mem_replace(&run->session.rubric_version, run->rubric->version);
	mem_replace(&run->session.rubric_fingerprint, run->rubric->fingerprint);
	mem_replace(&run->session.rater, "Anne");
	mem_replace(&run->session.made_at, "2026-03-01T09:00:00Z");
	ini = mem_new(strlen(dir) + 16);
	sprintf(ini, "%s/session.ini", dir);
	if (access(ini, F_OK) == 0)
		run->data = session_read(dir, &err);
	free(ini);
	if (err.code != ERR_NONE) {
		fprintf(stderr, "store_driver: %s\n", err.message);
		return false;
	}
	run->store = store_new(dir, &run->session, run->rubric,
		run->data != NULL ? run->data->own_next_seq : 1,
		run->data != NULL ? &run->data->records : NULL);
	return true;
}

static int close_run(struct run *run)
{
	size_t left = store_free(run->store, 5000);

	if (left > 0)
		fprintf(stderr, "store_driver: %zu not saved\n", left);
	session_data_free(run->data);
	session_free(&run->session);
	rubric_free(run->rubric);
	return left > 0 ? 4 : 0;
}

/* Wait until more than `than` are acknowledged; how many are, or `than` when it failed. */
static size_t await(struct store *store, size_t than, size_t put_count)
{
	struct pollfd ready = {.fd = store_fd(store), .events = POLLIN};
	int64_t end = clock_monotonic_ms() + GIVE_UP_MS;
	size_t put, saved;
	bool told = false;

	for (;;) {
		store_drain(store);
		store_counts(store, &put, &saved);
		if (saved > than || saved == put_count)
			return saved;
		if (store_state(store) == STORE_FAILED && !told) {
			char *why = store_why(store);

			if (why != NULL)
				fprintf(stderr, "store_driver: NOT SAVED: %s\n", why);
			free(why);
			told = true;
			if (getenv("STORE_DRIVER_PATIENT") == NULL)
				return than;
		}
		if (clock_monotonic_ms() > end)
			return than;
		poll(&ready, 1, 1000);
	}
}

static int put_all(
	const char *dir, const char *rubric, unsigned long count, const char *token, bool burst)
{
	size_t said = 0, done = 0;
	struct run run;

	if (!open_run(&run, dir, rubric))
		return 1;
	while (said < count && done < count) {
		size_t saved;

		do {
			struct record record = make_record(run.session.rater, token, ++done);

			store_put(run.store, &record);
		} while (burst && done < count);
		do {
			saved = await(run.store, said, done);
			if (saved <= said)
				return close_run(&run);
			while (said < saved)
				say(token, (unsigned long)++said);
		} while (said < done);
	}
	return close_run(&run);
}

static int find(const char *dir)
{
	struct err err = ERR_OK;
	struct session_data *data;
	char *ini = mem_new(strlen(dir) + 16);
	int status;

	sprintf(ini, "%s/session.ini", dir);
	if (access(ini, F_OK) != 0) {
		free(ini);
		return 0;
	}
	free(ini);
	data = session_read(dir, &err);
	if (data == NULL) {
		fprintf(stderr, "store_driver: %s\n", err.message);
		return 1;
	}
	for (size_t i = 0; i < data->records.count; i++)
		printf("%s\n", data->records.list[i].note);
	for (size_t i = 0; i < data->problems.count; i++)
		fprintf(stderr, "%s:%u: %s\n", data->problems.list[i].file,
			data->problems.list[i].line, data->problems.list[i].message);
	if (data->own_equal_seq)
		fprintf(stderr, "two terminals used one number\n");
	status = data->problems.count > 0 ? 3 : 0;
	session_data_free(data);
	return status;
}

static int double_order(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

static int time_all(const char *dir, const char *rubric, unsigned long count)
{
	double *times = mem_new((count + 1) * sizeof(*times)), first;
	struct run run;

	if (!open_run(&run, dir, rubric))
		return 1;
	for (unsigned long i = 0; i < count; i++) {
		struct record record = make_record(run.session.rater, "time", i);
		struct timespec from, to;

		clock_gettime(CLOCK_MONOTONIC, &from);
		store_put(run.store, &record);
		if (store_wait(run.store, GIVE_UP_MS) != STORE_SAVED)
			break;
		clock_gettime(CLOCK_MONOTONIC, &to);
		times[i] = (double)(to.tv_sec - from.tv_sec) * 1000 +
			   (double)(to.tv_nsec - from.tv_nsec) / 1000000;
	}
	first = times[0];
	qsort(times, count, sizeof(*times), double_order);
	printf("put to saved: first %.2f ms, median %.2f ms, p99 %.2f ms, longest %.2f ms, n %lu\n",
		first, times[count / 2], times[count * 99 / 100], times[count - 1], count);
	free(times);
	return close_run(&run);
}

int main(int argc, char **argv)
{
	/* As the program does: failing writes are told by their errno. */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	if (argc >= 6 && strcmp(argv[1], "put") == 0)
		return put_all(argv[2], argv[3], strtoul(argv[4], NULL, 10), argv[5],
			argc > 6 && strcmp(argv[6], "burst") == 0);
	if (argc == 3 && strcmp(argv[1], "find") == 0)
		return find(argv[2]);
	if (argc == 5 && strcmp(argv[1], "time") == 0)
		return time_all(argv[2], argv[3], strtoul(argv[4], NULL, 10));
	fprintf(stderr, "usage: store_driver put|find|time DIR ...\n");
	return 2;
}
