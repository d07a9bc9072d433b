#include "config.h"

#include "ui/tty_signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array)   (sizeof(array) / sizeof((array)[0]))
#define RESTORE_MAX    256
#define OWN_STACK_SIZE 16384 /* a stack of its own, for when the stack is what ran out */

static const struct caught {
	int number;
	enum tty_signal means;
	bool screen;
} caught[] = {
	{SIGHUP, TTY_SIGNAL_LEAVE, false},
	{SIGTERM, TTY_SIGNAL_LEAVE, false},
	{SIGINT, TTY_SIGNAL_LEAVE, false},
	{SIGWINCH, TTY_SIGNAL_RESIZE, true},
	{SIGTSTP, TTY_SIGNAL_STOP, true},
	{SIGCONT, TTY_SIGNAL_AGAIN, true},
};

static const int fatal[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGQUIT};

/* What handlers reach; a handler has no other way to get at anything. */
static volatile sig_atomic_t flags;
static volatile sig_atomic_t pipe_end = -1;
static int pipe_fds[2] = {-1, -1};
static bool with_screen;
static struct sigaction before[COUNT(caught)], before_pipe, before_fatal[COUNT(fatal)];
static char restore[RESTORE_MAX];
static size_t restore_len;
static struct termios restore_modes;
static bool guarded;
static char own_stack[OWN_STACK_SIZE];

static void on_signal(int number)
{
	int saved = errno;
	int fd = pipe_end;

	for (size_t i = 0; i < COUNT(caught); i++) {
		if (caught[i].number == number)
			flags |= (sig_atomic_t)caught[i].means;
	}
	if (fd >= 0 && write(fd, "", 1) < 0) {
		/* Full: it is readable already. */
	}
	errno = saved;
}

static void on_fall(int number, siginfo_t *info, void *context)
{
	(void)context;
	if (restore_len > 0 && write(STDOUT_FILENO, restore, restore_len) < 0) {
		/* Nothing else can be done. */
	}
	tcsetattr(STDIN_FILENO, TCSANOW, &restore_modes);
	for (size_t i = 0; i < COUNT(fatal); i++)
		sigaction(fatal[i], &before_fatal[i], NULL);
	/* A fault of the machine happens again when this returns, with its address. */
	if (number == SIGABRT || number == SIGQUIT || info->si_code <= 0)
		raise(number);
}

int tty_signals_start(bool screen)
{
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	if (pipe_fds[0] < 0 && pipe2(pipe_fds, O_CLOEXEC | O_NONBLOCK) != 0)
		pipe_fds[0] = pipe_fds[1] = -1;
	pipe_end = pipe_fds[1];
	flags = 0;
	with_screen = screen;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < COUNT(caught); i++) {
		if (!caught[i].screen || screen)
			sigaction(caught[i].number, &action, &before[i]);
	}
	sigaction(SIGPIPE, &ignore, &before_pipe);
	return pipe_fds[0];
}

void tty_signals_stop(void)
{
	for (size_t i = 0; i < COUNT(caught); i++) {
		if (!caught[i].screen || with_screen)
			sigaction(caught[i].number, &before[i], NULL);
	}
	sigaction(SIGPIPE, &before_pipe, NULL);
	pipe_end = -1;
	for (int i = 0; i < 2; i++) {
		if (pipe_fds[i] >= 0)
			close(pipe_fds[i]);
		pipe_fds[i] = -1;
	}
}

unsigned tty_signals_take(void)
{
	sigset_t all, old;
	char bytes[64];
	unsigned came;

	if (flags == 0)
		return 0;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	came = (unsigned)flags;
	flags = 0;
	while (pipe_fds[0] >= 0 && read(pipe_fds[0], bytes, sizeof(bytes)) > 0)
		;
	sigprocmask(SIG_SETMASK, &old, NULL);
	return came;
}

void tty_signals_suspend(void)
{
	struct sigaction standard = {.sa_handler = SIG_DFL}, own;

	sigaction(SIGTSTP, &standard, &own);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &own, NULL);
}

void tty_signals_guard(const char *bytes, size_t len, const struct termios *modes)
{
	struct sigaction action = {
		.sa_sigaction = on_fall, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
	stack_t stack = {.ss_sp = own_stack, .ss_size = sizeof(own_stack)}, old;

	restore_len = len < sizeof(restore) ? len : 0;
	memcpy(restore, bytes, restore_len);
	restore_modes = *modes;
	if (sigaltstack(NULL, &old) == 0 && (old.ss_flags & SS_DISABLE))
		sigaltstack(&stack, NULL);
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < COUNT(fatal) && !guarded; i++)
		sigaction(fatal[i], &action, &before_fatal[i]);
	guarded = true;
}

void tty_signals_unguard(void)
{
	for (size_t i = 0; i < COUNT(fatal) && guarded; i++)
		sigaction(fatal[i], &before_fatal[i], NULL);
	guarded = false;
}

int tty_signals_fd(void)
{
	return pipe_fds[0];
}
