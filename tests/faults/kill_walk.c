/* The real program, killed at random moments of a walk; what it said was saved must be there.
 *
 *   kill_walk KILLS SEED PEIL RUBRIC.ini FOLDER
 *
 * A third of the kills each: plain mode through a pipe (every line "Saved ..." is a promise), a
 * screen in a pseudo-terminal, and key files (every screen whose bottom line says "saved" promises
 * the marks on it). After each kill `peil score -o` is run on the same session, which is a restart,
 * and its table is compared with the promises. A session goes on over several kills.
 *
 * Prints `acknowledged A, found F, lost L`; exit 1 when something is lost. */
#include "config.h"

#include "kill_walk.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LIMIT_NS   10000000000LL /* a walk that takes longer hangs */
#define QUIET_MS   5
#define BURST	   1900 /* what a terminal takes in one piece; a longer frame may come in parts */
#define KILLS_EACH 5	/* of one session */

struct run {
	struct world *world;
	pid_t child;
	int in, out;   /* the terminal is both */
	long long end; /* when to kill */
	bool over, killed;
};

static const char *const mode_names[MODES] = {"plain", "screen", "keys"};

static long long now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* --- starting --------------------------------------------------------------------------------- */

static void exec_peil(const struct world *world, enum mode mode)
{
	char size[32];
	const char *argv[] = {world->peil, "score", world->rubric, "--session", world->session,
		"--target", "T", "--rater", "ann", "--lang", "en", "--ascii",
		mode == MODE_PLAIN  ? "--plain"
		: mode == MODE_KEYS ? "--keys"
				    : NULL,
		mode == MODE_KEYS ? world->keys : NULL, mode == MODE_KEYS ? "--size" : NULL,
		mode == MODE_KEYS ? size : NULL, NULL};

	snprintf(size, sizeof(size), "%dx44", world->columns);
	execv(argv[0], (char **)argv);
	_exit(127);
}

static bool start_piped(struct run *run, enum mode mode)
{
	int in[2], out[2];

	if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
		return false;
	run->child = fork();
	if (run->child == 0) {
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
		exec_peil(run->world, mode);
	}
	close(in[0]);
	close(out[1]);
	run->in = in[1];
	run->out = out[0];
	return run->child > 0;
}

static bool start_screen(struct run *run)
{
	struct winsize size = {.ws_row = 44, .ws_col = (unsigned short)run->world->columns};

	run->child = forkpty(&run->out, NULL, NULL, &size);
	if (run->child == 0)
		exec_peil(run->world, MODE_SCREEN);
	run->in = run->out;
	return run->child > 0;
}

/* --- running ---------------------------------------------------------------------------------- */

static void kill_now(struct run *run)
{
	if (!run->killed)
		kill(run->child, SIGKILL);
	run->killed = true;
}

/* Wait for output until the moment to kill; at that moment kill, and go on reading what was sent
 * before it. False when all is read. */
static bool take(struct run *run, char *bytes, size_t size, size_t *got)
{
	for (;;) {
		struct pollfd fd = {run->out, POLLIN, 0};
		long long left = run->end - now_ns();
		struct timespec limit = {left / 1000000000LL, left % 1000000000LL};
		ssize_t n;

		if (left <= 0 && !run->killed)
			kill_now(run);
		if (ppoll(&fd, 1, run->killed ? NULL : &limit, NULL) == 0)
			continue;
		n = read(run->out, bytes, size);
		if (n < 0 && errno == EINTR)
			continue;
		*got = n > 0 ? (size_t)n : 0;
		return n > 0;
	}
}

static void run_lines(struct run *run)
{
	char line[16384];
	size_t len = 0, got;

	while (len < sizeof(line) - 1 && take(run, line + len, sizeof(line) - 1 - len, &got)) {
		char *start = line, *end;

		len += got;
		while ((end = memchr(start, '\n', (size_t)(line + len - start))) != NULL) {
			*end = '\0';
			walk_line(run->world, start);
			start = end + 1;
		}
		len = (size_t)(line + len - start);
		memmove(line, start, len);
	}
}

static bool quiet(const struct run *run, size_t burst)
{
	struct pollfd fd = {run->out, POLLIN, 0};

	return poll(&fd, 1, burst < BURST ? QUIET_MS : 10 * QUIET_MS) == 0;
}

/* Step by step, as people do, or all keys at once. */
static void run_screen(struct run *run, bool storm)
{
	struct world *world = run->world;
	char bytes[4096];
	size_t got, burst = 0, sent = 0;
	bool begun = false;

	pty_screen_start(&world->screen, 44, world->columns);
	while (take(run, bytes, sizeof(bytes), &got)) {
		pty_screen_feed(&world->screen, bytes, got);
		burst += got;
		if (!run->killed && !quiet(run, burst))
			continue;
		/* Of a frame that the kill cut off, the bottom line is still that of the one
		 * before. */
		if (!run->killed && walk_screen(world))
			begun = true;
		else if (!begun)
			begun = pty_screen_has(&world->screen, "L language");
		burst = 0;
		while (begun && sent < world->step_count &&
			(storm || sent == 0 || world->all_saved)) {
			const char *keys = world->steps[sent++];

			world->all_saved = false;
			if (!run->killed && write(run->in, keys, strlen(keys)) < 0)
				break;
		}
	}
}

/* One run to its end or its kill; how long it took. */
static long long run_once(
	struct world *world, enum mode mode, long long limit, bool storm, bool *killed)
{
	struct run run = {.world = world, .in = -1, .out = -1};
	long long begin = now_ns();
	char all[STEPS * STEP_MAX];
	int status;

	walk_plan(world, mode);
	walk_join(world, all, sizeof(all));
	if (mode == MODE_KEYS && !walk_write_keys(world, all))
		return -1;
	run.end = begin + limit;
	if (!(mode == MODE_SCREEN ? start_screen(&run) : start_piped(&run, mode)))
		return -1;
	if (mode == MODE_PLAIN && write(run.in, all, strlen(all)) < 0)
		perror("write");
	if (mode == MODE_SCREEN) {
		run_screen(&run, storm);
	} else {
		close(run.in);
		run_lines(&run);
	}
	close(run.out);
	if (waitpid(run.child, &status, 0) != run.child)
		return -1;
	*killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
	if (!*killed && (!WIFEXITED(status) || WEXITSTATUS(status) == 127)) {
		fprintf(stderr, "kill_walk: %s: the program ended with %x\n", mode_names[mode],
			(unsigned)status);
		return -1;
	}
	return now_ns() - begin;
}

/* --- the restart ------------------------------------------------------------------------------ */

static int restart(const struct world *world)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		int null = open("/dev/null", O_RDWR | O_CLOEXEC);

		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		dup2(open(world->messages, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600),
			STDERR_FILENO);
		execl(world->peil, world->peil, "score", world->rubric, "--session", world->session,
			"--target", "T", "--rater", "ann", "--plain", "-o", world->table, "--force",
			(char *)NULL);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

/* A restart, and what stands there held against what was promised. False when it cannot be. */
static bool check(struct world *world)
{
	int status;

	unlink(world->table);
	status = restart(world);
	world->warned += status == 3;
	if (status != 0 && status != 3) {
		fprintf(stderr, "kill_walk: the restart ended with %d, see %s\n", status,
			world->messages);
		return false;
	}
	/* Nothing was answered: no table. */
	return walk_compare(world, access(world->table, F_OK) == 0 ? world->table : NULL);
}

/* --- all of it -------------------------------------------------------------------------------- */

static bool kill_some(struct world *world, enum mode mode, unsigned long kills)
{
	unsigned long done = 0, of_session = KILLS_EACH;
	long long length = 0;

	while (done < kills) {
		bool killed, storm = length > 0 && walk_random(world, 5) == 0;
		long long took, limit = LIMIT_NS;

		if (of_session++ == KILLS_EACH) {
			walk_new_session(world);
			of_session = 0;
		}
		/* The first walk, to its end, tells how long one takes; later ones tell better. */
		if (length > 0)
			limit = (long long)walk_random(world, (uint64_t)length);
		took = run_once(world, mode, limit, storm, &killed);
		if (took < 0)
			return false;
		if (killed && limit == LIMIT_NS) {
			fprintf(stderr, "kill_walk: %s: a walk hangs\n", mode_names[mode]);
			return false;
		}
		if (!killed && !storm)
			length = length == 0 ? took : (length + took) / 2;
		done += killed && limit != LIMIT_NS;
		if (!check(world))
			return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	struct world *world;
	unsigned long kills;
	bool good = true;

	if (argc != 6) {
		fprintf(stderr, "usage: kill_walk KILLS SEED PEIL RUBRIC.ini FOLDER\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	kills = strtoul(argv[1], NULL, 10);
	world = walk_new(argv[3], argv[4], argv[5], strtoull(argv[2], NULL, 10));
	if (world == NULL)
		return 2;
	for (enum mode mode = 0; mode < MODES && good; mode++) {
		struct tally before = world->tally;

		good = kill_some(world, mode, (kills + MODES - 1) / MODES);
		printf("%s, %s: %lu kills, acknowledged %lu, found %lu, lost %lu\n", world->id,
			mode_names[mode], (kills + MODES - 1) / MODES,
			world->tally.acked - before.acked, world->tally.found - before.found,
			world->tally.lost - before.lost);
		/* A walk in which nothing is ever promised proves nothing. */
		good = good && world->tally.acked - before.acked > kills / 6;
	}
	printf("%s: acknowledged %lu, found %lu, lost %lu (restarts with a warning: %lu)\n",
		world->id, world->tally.acked, world->tally.found, world->tally.lost,
		world->warned);
	if (!good)
		printf("%s: FAILED\n", world->id);
	good = good && world->tally.lost == 0;
	walk_free(world);
	return good ? 0 : 1;
}
