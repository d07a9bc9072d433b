/* Run a program again and again and kill -9 it each time at a random moment.
 *
 *   kill_loop TIMES MAX_US SEED OUTPUT PROGRAM ARGUMENT...
 *
 * Its standard output is appended to OUTPUT; an argument `@` becomes the number of the run, `@NAME`
 * NAME and the number. Prints how many runs were killed. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pid_t start(const char *output, char **argv, unsigned long number)
{
	pid_t child = fork();
	char text[64];
	int fd;

	if (child != 0)
		return child;
	fd = open(output, O_WRONLY | O_CREAT | O_APPEND, 0600);
	if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0)
		_exit(126);
	for (char **arg = argv; *arg != NULL; arg++) {
		if (**arg != '@')
			continue;
		snprintf(text, sizeof(text), "%.30sr%lu", *arg + 1, number);
		*arg = text;
	}
	execv(argv[0], argv);
	_exit(127);
}

int main(int argc, char **argv)
{
	unsigned long times, max_us, killed = 0;
	uint64_t seed;
	sigset_t child_ended;

	if (argc < 6) {
		fprintf(stderr, "usage: kill_loop TIMES MAX_US SEED OUTPUT PROGRAM ...\n");
		return 2;
	}
	times = strtoul(argv[1], NULL, 10);
	max_us = strtoul(argv[2], NULL, 10);
	seed = strtoull(argv[3], NULL, 10);
	sigemptyset(&child_ended);
	sigaddset(&child_ended, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child_ended, NULL);
	for (unsigned long i = 0; i < times; i++) {
		struct timespec limit = {0, 0};
		pid_t child;
		int status;

		seed = seed * 6364136223846793005U + 1442695040888963407U;
		limit.tv_nsec = (long)((seed >> 33) % max_us) * 1000;
		child = start(argv[4], argv + 5, i);
		if (child < 0)
			return 1;
		/* The child's end or the moment to kill, whichever comes first. */
		sigtimedwait(&child_ended, NULL, &limit);
		kill(child, SIGKILL);
		if (waitpid(child, &status, 0) != child)
			return 1;
		while (sigtimedwait(&child_ended, NULL, &(struct timespec){0, 0}) > 0)
			;
		killed += WIFSIGNALED(status);
		if (WIFEXITED(status) && WEXITSTATUS(status) >= 126)
			return 1;
	}
	printf("%lu\n", killed);
	return 0;
}
