/* peil: walk through a rubric in the terminal and keep every answer.
 *
 * This file makes the process safe to work in, and hands over to a command. */
#include "config.h"

#include "base/lang.h"
#include "cli/commands.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <unistd.h>

/* The terminal's description is trusted input: with another user's rights that is a hole. */
static bool has_borrowed_rights(void)
{
	return getauxval(AT_SECURE) != 0 || getuid() != geteuid() || getgid() != getegid();
}

/* A file opened later must never become standard output. */
static bool open_standard_files(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void settle_process(void)
{
	const struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none); /* answers of people do not belong in a core file */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	/* Only characters follow the locale: numbers and messages are our own, and every further
	 * category is a file to open at each start. */
	if (setlocale(LC_CTYPE, "") == NULL || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
}

static bool looks_like_command(int argc, char **argv)
{
	return argc > 1 && argv[1][0] != '-';
}

/* --help and --version work whatever else stands on the line. */
static bool answered_at_once(const struct command *command, const struct given *given, bool named)
{
	if (given->of[OPT_VERSION] != NULL)
		printf("peil %s\n", PACKAGE_VERSION);
	else if (given->of[OPT_HELP] != NULL)
		help_print(named ? command : NULL);
	else
		return false;
	return true;
}

static int run(int argc, char **argv)
{
	bool named = looks_like_command(argc, argv);
	const struct command *command = command_find(named ? argv[1] : "home");
	struct err err = ERR_OK;
	struct options options;
	struct given given;

	if (command == NULL) {
		err_set(&err, ERR_USAGE, NULL, "there is no command %s; hint: peil --help",
			argv[1]);
		return options_end(&err);
	}
	if (!options_parse(command, argc - named, argv + named, &given, &err) ||
		!options_settle(&given, &options, &err))
		return options_end(&err);
	if (answered_at_once(command, &given, named))
		return 0;
	return command->run(&given, &options);
}

int main(int argc, char **argv)
{
	int status;

	if (!open_standard_files())
		return ERR_INPUT;
	if (has_borrowed_rights()) {
		fputs("peil: error: does not run with borrowed rights (setuid or setgid)\n",
			stderr);
		return ERR_USAGE;
	}
	settle_process();
	status = run(argc, argv);
	/* a reader or a terminal that has gone wants nothing any more; a full disk is a failure */
	if (fflush(stdout) != 0 && errno != EPIPE && errno != EIO && status == 0)
		status = ERR_SAVE;
	return status;
}
