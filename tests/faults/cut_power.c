/* Run a program and cut the power of the file system that it saves on, at a random moment.
 *
 *   cut_power MOUNT MAX_US SEED OUTPUT PROGRAM ARGUMENT...
 *
 * With an even SEED that moment comes once the program has said something new, with an odd one also
 * before.
 *
 * The file system (ext4, XFS or F2FS, root's) is shut down without writing out its log,
 * as if the plug was pulled: what was not synced is gone. Then the program is killed. Its standard
 * output is appended to OUTPUT, which lies elsewhere; what it says after the cut it could not have
 * said, and is taken away (a sync that is under way when ext4 is shut down may return as if it had
 * worked). Exit 77 when the file system cannot do this. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SHUTDOWN    _IOR('X', 125, uint32_t)
#define WITHOUT_LOG 2
#define EXIT_CANNOT 77
#define WORD_LOOKS  20000 /* of a millisecond */

static void exec_program(const char *output, char **argv)
{
	int fd = open(output, O_WRONLY | O_CREAT | O_APPEND, 0600);
	int silent = open("/dev/null", O_WRONLY);

	if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0 || silent < 0 || dup2(silent, STDERR_FILENO) < 0)
		_exit(126);
	execv(argv[0], argv);
	_exit(127);
}

static off_t size_of(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 ? about.st_size : 0;
}

/* Until OUTPUT has grown or the program has ended. */
static void await_word(const char *output, off_t before, const sigset_t *child_ended)
{
	const struct timespec look_again = {0, 1000000};

	for (int i = 0; i < WORD_LOOKS && size_of(output) == before; i++)
		if (sigtimedwait(child_ended, NULL, &look_again) > 0)
			return;
}

int main(int argc, char **argv)
{
	struct timespec limit = {0, 0};
	off_t before, said;
	uint32_t how = WITHOUT_LOG;
	unsigned long max_us;
	sigset_t child_ended;
	uint64_t seed;
	pid_t child;
	int mount, status;

	if (argc < 6) {
		fprintf(stderr, "usage: cut_power MOUNT MAX_US SEED OUTPUT PROGRAM ...\n");
		return 2;
	}
	mount = open(argv[1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	max_us = strtoul(argv[2], NULL, 10);
	seed = strtoull(argv[3], NULL, 10) * 6364136223846793005U + 1442695040888963407U;
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	limit.tv_nsec = (long)((seed >> 33) % max_us) * 1000;
	if (mount < 0) {
		perror(argv[1]);
		return 1;
	}
	sigemptyset(&child_ended);
	sigaddset(&child_ended, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child_ended, NULL);
	before = size_of(argv[4]);
	child = fork();
	if (child < 0)
		return 1;
	if (child == 0)
		exec_program(argv[4], argv + 5);
	if (strtoull(argv[3], NULL, 10) % 2 == 0)
		await_word(argv[4], before, &child_ended);
	sigtimedwait(&child_ended, NULL, &limit);
	said = size_of(argv[4]);
	if (ioctl(mount, SHUTDOWN, &how) != 0) {
		perror("shutting the file system down");
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		return EXIT_CANNOT;
	}
	kill(child, SIGKILL);
	if (waitpid(child, &status, 0) != child)
		return 1;
	if (truncate(argv[4], said) != 0 && errno != ENOENT)
		return 1;
	return WIFEXITED(status) && WEXITSTATUS(status) >= 126 ? 1 : 0;
}
