/* peil: walk through a rubric in the terminal and keep every answer.
 *
 * This file makes the process safe to work in, and hands over to a command. */
#include "config.h"

#include "base/lang.h"
#include "cli/commands.h"
#include "report/tojson.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
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
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd)
			return false;
	}
	return true;
}

static void say(const char *text)
{
	if (write(STDERR_FILENO, text, strlen(text)) < 0) {
		/* Nobody hears it. */
	}
}

/* Without memory, or with a fault in the program itself, it aborts (base/mem.h). When there is a
 * screen it was put back just before. */
static void on_abort(int number)
{
	say("peil: ");
	say(_("error: out of memory, or a fault in the program: it stops here; what was called "
	      "saved "
	      "is on disk"));
	say("\n");
	raise(number);
}

static void settle_process(void)
{
	const struct sigaction last_words = {
		.sa_handler = on_abort, .sa_flags = SA_RESETHAND | SA_NODEFER};
	const struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none); /* answers of people do not belong in a core file */
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	sigaction(SIGABRT, &last_words, NULL);
	tojson_memory();
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

/* Whether nobody is at the other end of standard output any more. */
static bool output_gone(void)
{
	struct pollfd entry = {.fd = STDOUT_FILENO};

	return poll(&entry, 1, 0) == 1 && (entry.revents & (POLLERR | POLLHUP | POLLNVAL));
}

/* The exit status, with what was still to be written. A reader or a terminal that has gone wants
 * nothing any more; a full disk is a failure, also when it was full earlier on. */
static int finish_output(int status)
{
	struct err err = ERR_OK;
	int problem;

	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	problem = errno;
	if (status != 0 || problem == EPIPE || (problem == EIO && isatty(STDOUT_FILENO)) ||
		output_gone())
		return status;
	if (problem != 0)
		err_errno(&err, ERR_SAVE, NULL, problem, "%s",
			_("cannot write to the standard output"));
	else
		err_set(&err, ERR_SAVE, NULL, "%s", _("cannot write to the standard output"));
	return options_end(&err);
}

int main(int argc, char **argv)
{
	if (!open_standard_files()) {
		say("peil: error: /dev/null cannot be opened in place of a closed standard file\n");
		return ERR_INPUT;
	}
	if (has_borrowed_rights()) {
		fputs("peil: error: does not run with borrowed rights (setuid or setgid)\n",
			stderr);
		return ERR_USAGE;
	}
	settle_process();
	return finish_output(run(argc, argv));
}
