/* best_of TURNS SECONDS COMMAND...: milliseconds on the clock, milliseconds of the processors, and
 * MB of memory of the fastest run, between tabs. What the command prints is thrown away; its
 * messages are shown when it fails. Exit status 1 when it fails, 2 when it takes longer. */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct run {
	double clock, processors, memory;
};

static double now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static double milliseconds(struct timeval time)
{
	return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

/* The alarm outlives exec and ends it. */
static void start(char **command, unsigned seconds)
{
	int nothing = open("/dev/null", O_RDWR);

	if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 1) < 0)
		_exit(127);
	alarm(seconds);
	execvp(command[0], command);
	_exit(127);
}

static int once(char **command, unsigned seconds, struct run *run)
{
	double begin = now();
	struct rusage used;
	int status;
	pid_t pid = fork();

	if (pid == 0)
		start(command, seconds);
	if (pid < 0 || wait4(pid, &status, 0, &used) != pid)
		return 1;
	run->clock = now() - begin;
	run->processors = milliseconds(used.ru_utime) + milliseconds(used.ru_stime);
	run->memory = (double)used.ru_maxrss / 1024;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
		return 2;
	return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

int main(int argc, char **argv)
{
	struct run best = {0};
	int turns = argc > 3 ? atoi(argv[1]) : 0;

	if (turns < 1) {
		fprintf(stderr, "best_of TURNS SECONDS COMMAND...\n");
		return 1;
	}
	for (int turn = 0; turn < turns; turn++) {
		struct run run;
		int status = once(argv + 3, (unsigned)atoi(argv[2]), &run);

		if (status != 0)
			return status;
		if (turn == 0 || run.clock < best.clock)
			best = run;
	}
	printf("%.2f\t%.2f\t%.2f\n", best.clock, best.processors, best.memory);
	return 0;
}
