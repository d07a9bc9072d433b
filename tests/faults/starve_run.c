/* See starve_run.h. */
#include "config.h"

#include "starve.h"
#include "starve_run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define TAKE 65536

static void give_up(const char *what)
{
	perror(what);
	_exit(99);
}

static void set_or_unset(const char *name, const char *value)
{
	if (value != NULL)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static void become(const struct run_how *how, int out, int err)
{
	char home[4096];
	char *words[RUN_WORDS_MAX + 2] = {(char *)how->program};
	const struct rlimit no_core = {0, 0};
	int in = open(how->input, O_RDONLY);

	if (how->full)
		out = open("/dev/full", O_WRONLY);
	if (in < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 ||
		chdir(how->dir) != 0)
		_exit(98);
	snprintf(home, sizeof(home), "%s/home", how->dir);
	setenv("HOME", home, 1);
	setenv("PWD", how->dir, 1);
	set_or_unset("LD_PRELOAD", how->library);
	set_or_unset(STARVE_REPORT, how->library != NULL ? how->report : NULL);
	set_or_unset(STARVE_FAULT, how->fault);
	setrlimit(RLIMIT_CORE, &no_core);
	for (size_t i = 0; how->words[i] != NULL; i++)
		words[i + 1] = (char *)how->words[i];
	execv(how->program, words);
	_exit(98);
}

static bool take(int fd, char **text, size_t *len)
{
	char *more = realloc(*text, *len + TAKE + 1);
	ssize_t got;

	if (more == NULL)
		abort();
	*text = more;
	got = read(fd, more + *len, TAKE);
	*len += got > 0 ? (size_t)got : 0;
	more[*len] = '\0';
	return got > 0 || (got < 0 && errno == EINTR);
}

/* Both texts until both have ended; false when that took too long. */
static bool listen_to(struct ran *ran, int out, int err)
{
	struct pollfd from[2] = {{.fd = out, .events = POLLIN}, {.fd = err, .events = POLLIN}};

	while (from[0].fd >= 0 || from[1].fd >= 0) {
		int ready = poll(from, 2, RUN_SECONDS * 1000);

		if (ready == 0)
			return false;
		if (from[0].revents != 0 && !take(out, &ran->out, &ran->out_len))
			from[0].fd = -1;
		if (from[1].revents != 0 && !take(err, &ran->err, &ran->err_len))
			from[1].fd = -1;
	}
	return true;
}

struct ran run_once(const struct run_how *how)
{
	struct ran ran = {.status = -1};
	int out[2], err[2], status = 0;
	pid_t child;

	if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0)
		give_up("pipe");
	child = fork();
	if (child < 0)
		give_up("fork");
	if (child == 0)
		become(how, out[1], err[1]);
	close(out[1]);
	close(err[1]);
	ran.hung = !listen_to(&ran, out[0], err[0]);
	if (ran.hung)
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	close(out[0]);
	close(err[0]);
	if (WIFEXITED(status))
		ran.status = WEXITSTATUS(status);
	else
		ran.signal = WTERMSIG(status);
	if (ran.status == 98)
		give_up(how->program);
	return ran;
}

void ran_free(struct ran *ran)
{
	free(ran->out);
	free(ran->err);
	*ran = (struct ran){0};
}
