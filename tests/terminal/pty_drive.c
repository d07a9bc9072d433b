/* pty_drive [-s COLUMNSxROWS] [-r FILE] COMMAND [ARGUMENT...] <SCRIPT
 *
 * Runs the command in a pseudo-terminal, as a shell would: in a process group of its own, so that
 * it can be stopped. The script has one step a line; nothing ever sleeps, each step waits for what
 * it names, with a limit that makes it a failure:
 *
 *   see TEXT       wait until TEXT stands in one row of the screen
 *   gone TEXT      wait until it does not
 *   same FILE      wait until all of it is as a key file dumped it, cursor and all
 *   send KEYS      \e \r \n \t \\ and \xHH are known
 *   size CxR       resize (SIGWINCH)
 *   storm N        N resizes at once, ending with the size there was
 *   run COMMAND    a shell command, which must succeed
 *   signal NAME    HUP TERM INT TSTP CONT ABRT KILL WINCH
 *   stopped        wait until the command is stopped
 *   hangup         close the terminal
 *   exit STATUS    wait until it ends with that status (any: whatever), within a second
 *   killed NAME    wait until that signal ends it
 *   restored       the terminal's modes are as before the start, the screen put back
 *
 * -r keeps every byte that was sent to the terminal in FILE.
 * A `#` begins a comment line. Exit 1 says which step failed and what stood on the screen. */
#include "config.h"

#include "pty_screen.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_MS 20000
#define LEAVE_MS    1000
#define ANY_STATUS  -1

struct drive {
	int master, status; /* status: what the shell in the terminal reports */
	int control;	    /* its end tells that shell to go */
	pid_t shell, command;
	struct pty_screen screen;
	FILE *record;
	struct termios before;
	bool stopped, ended;
	int end; /* as of waitpid */
	unsigned line;
};

static const struct {
	const char *name;
	int number;
} signals[] = {{"HUP", SIGHUP}, {"TERM", SIGTERM}, {"INT", SIGINT}, {"TSTP", SIGTSTP},
	{"CONT", SIGCONT}, {"ABRT", SIGABRT}, {"KILL", SIGKILL}, {"WINCH", SIGWINCH},
	{"SEGV", SIGSEGV}};

static int signal_number(const char *name)
{
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		if (strcmp(signals[i].name, name) == 0)
			return signals[i].number;
	}
	fprintf(stderr, "pty_drive: no signal %s\n", name);
	exit(2);
}

static long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- inside the terminal -------------------------------------------------------------------- */

struct report {
	pid_t command;
	int status;
	struct termios modes; /* of the terminal, before the command ran */
};

static void shell(char **command, int status, int control)
{
	struct report report = {0};
	char byte;

	signal(SIGHUP, SIG_IGN);
	signal(SIGTTOU, SIG_IGN);
	tcgetattr(STDIN_FILENO, &report.modes);
	report.command = fork();
	if (report.command == 0) {
		setpgid(0, 0);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGHUP, SIG_DFL);
		signal(SIGTTOU, SIG_DFL);
		close(status);
		close(control);
		execvp(command[0], command);
		perror(command[0]);
		_exit(127);
	}
	setpgid(report.command, report.command);
	report.status = -1;
	if (write(status, &report, sizeof(report)) < 0)
		_exit(2);
	while (waitpid(report.command, &report.status, WUNTRACED) > 0) {
		if (write(status, &report, sizeof(report)) < 0)
			_exit(2);
		if (!WIFSTOPPED(report.status))
			break;
	}
	/* Keeps the terminal open until its modes were looked at. */
	while (read(control, &byte, 1) < 0 && errno == EINTR)
		;
	_exit(0);
}

static void start(struct drive *drive, char **command, int columns, int rows)
{
	struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
	int status[2], control[2];

	if (pipe(status) != 0 || pipe(control) != 0) {
		perror("pipe");
		exit(2);
	}
	drive->shell = forkpty(&drive->master, NULL, NULL, &size);
	if (drive->shell < 0) {
		perror("forkpty");
		exit(77);
	}
	if (drive->shell == 0) {
		close(status[0]);
		close(control[1]);
		shell(command, status[1], control[0]);
	}
	close(status[1]);
	close(control[0]);
	drive->status = status[0];
	drive->control = control[1];
	pty_screen_start(&drive->screen, rows, columns);
}

/* --- waiting -------------------------------------------------------------------------------- */

static void take_report(struct drive *drive)
{
	struct report report;

	if (read(drive->status, &report, sizeof(report)) != sizeof(report))
		return;
	drive->command = report.command;
	drive->before = report.modes;
	if (report.status == -1)
		return;
	drive->stopped = WIFSTOPPED(report.status);
	if (!drive->stopped) {
		drive->ended = true;
		drive->end = report.status;
	}
}

/* Let something happen; false when nothing did until the limit. */
static bool happen(struct drive *drive, long until)
{
	struct pollfd fds[] = {{drive->master, POLLIN, 0}, {drive->status, POLLIN, 0}};
	long left = until - now_ms();
	char bytes[4096];
	ssize_t got;

	if (left <= 0 || poll(fds, 2, (int)left) <= 0)
		return false;
	if (fds[0].revents & POLLIN) {
		got = read(drive->master, bytes, sizeof(bytes));
		if (got > 0)
			pty_screen_feed(&drive->screen, bytes, (size_t)got);
		if (got > 0 && drive->record)
			fwrite(bytes, 1, (size_t)got, drive->record);
	} else if (fds[1].revents & POLLIN) {
		take_report(drive);
	} else {
		return false;
	}
	return true;
}

static bool wait_screen(struct drive *drive, const char *text, bool there)
{
	long until = now_ms() + PATIENCE_MS;

	while (pty_screen_has(&drive->screen, text) != there) {
		if (!happen(drive, until))
			return false;
	}
	return true;
}

static bool wait_same(struct drive *drive, const char *path)
{
	long until = now_ms() + PATIENCE_MS;
	static char want[SCREEN_ROWS * (SCREEN_COLUMNS * 3 + 1) + 64];
	FILE *file = fopen(path, "re");

	if (!file) {
		perror(path);
		return false;
	}
	want[fread(want, 1, sizeof(want) - 1, file)] = '\0';
	fclose(file);
	while (!pty_screen_same(&drive->screen, want)) {
		if (!happen(drive, until)) {
			fprintf(stderr, "the cursor is at %d,%d; expected was:\n%s",
				drive->screen.row, drive->screen.column, want);
			return false;
		}
	}
	return true;
}

static bool wait_stopped(struct drive *drive)
{
	long until = now_ms() + PATIENCE_MS;

	while (!drive->stopped) {
		if (!happen(drive, until))
			return false;
	}
	return true;
}

static bool wait_end(struct drive *drive, int signal_wanted, int status)
{
	long from = now_ms(), took;

	while (!drive->ended) {
		if (!happen(drive, from + PATIENCE_MS))
			return false;
	}
	took = now_ms() - from;
	if (signal_wanted)
		return WIFSIGNALED(drive->end) && WTERMSIG(drive->end) == signal_wanted;
	if (took > LEAVE_MS)
		fprintf(stderr, "took %ld ms to leave\n", took);
	if (WIFSIGNALED(drive->end))
		fprintf(stderr, "ended by signal %d\n", WTERMSIG(drive->end));
	else if (status == ANY_STATUS)
		status = WEXITSTATUS(drive->end);
	else if (WEXITSTATUS(drive->end) != status)
		fprintf(stderr, "exit status %d\n", WEXITSTATUS(drive->end));
	return WIFEXITED(drive->end) && WEXITSTATUS(drive->end) == status && took <= LEAVE_MS;
}

/* --- steps ---------------------------------------------------------------------------------- */

static bool send_keys(struct drive *drive, const char *keys)
{
	char bytes[1024];
	size_t len = 0;

	for (; *keys && len < sizeof(bytes); keys++) {
		if (*keys != '\\') {
			bytes[len++] = *keys;
			continue;
		}
		keys++;
		switch (*keys) {
		case 'e': bytes[len++] = '\033'; break;
		case 'r': bytes[len++] = '\r'; break;
		case 'n': bytes[len++] = '\n'; break;
		case 't': bytes[len++] = '\t'; break;
		case 'x': {
			char hex[3] = {keys[1], keys[1] ? keys[2] : 0, 0};

			bytes[len++] = (char)strtol(hex, NULL, 16);
			keys += strlen(hex);
			break;
		}
		default: bytes[len++] = *keys; break;
		}
	}
	return write(drive->master, bytes, len) == (ssize_t)len;
}

static bool resize(struct drive *drive, int columns, int rows)
{
	struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};

	drive->screen.rows = rows;
	drive->screen.columns = columns;
	drive->screen.top = 0;
	drive->screen.bottom = rows - 1;
	if (drive->screen.row >= rows)
		drive->screen.row = rows - 1;
	if (drive->screen.column >= columns)
		drive->screen.column = columns - 1;
	return ioctl(drive->master, TIOCSWINSZ, &size) == 0;
}

static bool storm(struct drive *drive, int times)
{
	int rows = drive->screen.rows, columns = drive->screen.columns;

	for (int i = 0; i < times; i++) {
		if (!resize(drive, columns - i % 7, rows - i % 5))
			return false;
	}
	return resize(drive, columns, rows);
}

static bool restored(struct drive *drive)
{
	struct termios after;
	long until = now_ms() + 200; /* for what was sent before the end and not read yet */

	while (happen(drive, until) && (drive->screen.other || drive->screen.pastes))
		;
	memset(&after, 0, sizeof(after));
	if (tcgetattr(drive->master, &after) != 0)
		return false;
	if (memcmp(&after, &drive->before, sizeof(after)) != 0)
		fprintf(stderr, "modes differ: i %x %x o %x %x l %x %x\n", drive->before.c_iflag,
			after.c_iflag, drive->before.c_oflag, after.c_oflag, drive->before.c_lflag,
			after.c_lflag);
	if (drive->screen.hidden || drive->screen.other || drive->screen.pastes)
		fprintf(stderr, "cursor hidden %d, second screen %d, pastes %d\n",
			drive->screen.hidden, drive->screen.other, drive->screen.pastes);
	return memcmp(&after, &drive->before, sizeof(after)) == 0 && !drive->screen.hidden &&
	       !drive->screen.other && !drive->screen.pastes;
}

static bool step(struct drive *drive, const char *verb, const char *rest)
{
	int one, two;

	if (strcmp(verb, "see") == 0)
		return wait_screen(drive, rest, true);
	if (strcmp(verb, "gone") == 0)
		return wait_screen(drive, rest, false);
	if (strcmp(verb, "same") == 0)
		return wait_same(drive, rest);
	if (strcmp(verb, "send") == 0)
		return send_keys(drive, rest);
	if (strcmp(verb, "size") == 0)
		return sscanf(rest, "%dx%d", &one, &two) == 2 && resize(drive, one, two);
	if (strcmp(verb, "storm") == 0)
		return storm(drive, atoi(rest));
	if (strcmp(verb, "signal") == 0)
		return kill(drive->command, signal_number(rest)) == 0;
	if (strcmp(verb, "continue") == 0) {
		drive->stopped = false;
		return kill(drive->command, SIGCONT) == 0;
	}
	if (strcmp(verb, "stopped") == 0)
		return wait_stopped(drive);
	if (strcmp(verb, "run") == 0)
		return system(rest) == 0;
	if (strcmp(verb, "hangup") == 0) {
		close(drive->master);
		drive->master = -1;
		return true;
	}
	if (strcmp(verb, "exit") == 0)
		return wait_end(drive, 0, strcmp(rest, "any") == 0 ? ANY_STATUS : atoi(rest));
	if (strcmp(verb, "killed") == 0)
		return wait_end(drive, signal_number(rest), 0);
	if (strcmp(verb, "restored") == 0)
		return restored(drive);
	fprintf(stderr, "pty_drive: no step %s\n", verb);
	return false;
}

static bool run(struct drive *drive)
{
	char line[1024], *rest;
	long until = now_ms() + PATIENCE_MS;

	while (drive->command == 0 && happen(drive, until))
		;
	while (fgets(line, sizeof(line), stdin)) {
		drive->line++;
		line[strcspn(line, "\n")] = '\0';
		if (!line[0] || line[0] == '#')
			continue;
		rest = line + strcspn(line, " ");
		if (*rest)
			*rest++ = '\0';
		if (!step(drive, line, rest)) {
			fprintf(stderr, "step %u failed: %s %s\n", drive->line, line, rest);
			pty_screen_print(&drive->screen);
			return false;
		}
	}
	return true;
}

int main(int argc, char **argv)
{
	static struct drive drive;
	int columns = 80, rows = 24, at = 1;
	bool good;

	if (argc > 2 && strcmp(argv[1], "-s") == 0) {
		if (sscanf(argv[2], "%dx%d", &columns, &rows) != 2)
			return 2;
		at = 3;
	}
	if (argc > at + 1 && strcmp(argv[at], "-r") == 0) {
		drive.record = fopen(argv[at + 1], "w");
		if (!drive.record)
			return 2;
		at += 2;
	}
	if (at >= argc)
		return 2;
	signal(SIGPIPE, SIG_IGN);
	start(&drive, argv + at, columns, rows);
	good = run(&drive);
	if (!drive.ended && drive.command > 0)
		kill(drive.command, SIGKILL);
	close(drive.control);
	if (drive.master >= 0)
		close(drive.master);
	waitpid(drive.shell, NULL, 0);
	if (drive.record)
		fclose(drive.record);
	return good ? 0 : 1;
}
