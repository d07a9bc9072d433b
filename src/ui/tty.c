#include "config.h"

#include "ui/tty.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/tty_private.h"
#include "ui/tty_signals.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define PASTES_ON     "\033[?2004h"
#define PASTES_OFF    "\033[?2004l"
#define READ_BLOCK    4096
#define ROWS_USUAL    24
#define COLUMNS_USUAL 80

/* --- starting and stopping ------------------------------------------------------------------ */

/* A string capability, or NULL when the terminal has none. */
static const char *capability(const char *name)
{
	const char *text = tigetstr(name);

	return text == (const char *)-1 ? NULL : text;
}

/* Without the padding that tputs would take out. */
static void add_capability(struct buf *out, const char *name)
{
	const char *text = capability(name), *end;

	while (text && *text) {
		if (text[0] == '$' && text[1] == '<' && (end = strchr(text, '>')) != NULL)
			text = end + 1;
		else
			buf_byte(out, *text++);
	}
}

static void guard(struct tty *tty)
{
	struct buf bytes = BUF_EMPTY;

	if (tty->pastes)
		buf_text_add(&bytes, PASTES_OFF);
	add_capability(&bytes, "sgr0");
	add_capability(&bytes, "op");
	add_capability(&bytes, "rmkx");
	add_capability(&bytes, "cnorm");
	add_capability(&bytes, "rmcup");
	buf_text_add(&bytes, "\r\n");
	tty_signals_guard(buf_text(&bytes), bytes.len, &tty->modes);
	buf_free(&bytes);
}

static void learn_keys(struct tty *tty)
{
	static const struct {
		const char *capability;
		enum key_name name;
	} keys[] = {
		{"kcuu1", KEY_N_UP},
		{"kcud1", KEY_N_DOWN},
		{"kcub1", KEY_N_LEFT},
		{"kcuf1", KEY_N_RIGHT},
		{"khome", KEY_N_HOME},
		{"kend", KEY_N_END},
		{"kpp", KEY_N_PAGEUP},
		{"knp", KEY_N_PAGEDOWN},
		{"kdch1", KEY_N_DELETE},
		{"kcbt", KEY_N_BACKTAB},
		{"kent", KEY_N_ENTER},
		{"kbs", KEY_N_BACKSPACE},
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const char *text = capability(keys[i].capability);

		if (text)
			decoder_learn(tty->decoder, text, keys[i].name);
	}
}

static void set_looks(struct tty *tty, bool colour)
{
	bool coloured = colour && has_colors() && start_color() == OK;
	short background = coloured && use_default_colors() == OK ? -1 : COLOR_BLACK;

	tty->looks[LOOK_NORMAL] = A_NORMAL;
	tty->looks[LOOK_TITLE] = A_BOLD;
	tty->looks[LOOK_CURRENT] = A_BOLD;
	tty->looks[LOOK_CHOSEN] = A_BOLD;
	tty->looks[LOOK_QUIET] = A_DIM;
	tty->looks[LOOK_WARN] = A_BOLD | A_REVERSE;
	if (coloured && init_pair(1, COLOR_CYAN, background) == OK)
		tty->looks[LOOK_CHOSEN] = A_BOLD | COLOR_PAIR(1);
	if (coloured && init_pair(2, COLOR_WHITE, COLOR_RED) == OK)
		tty->looks[LOOK_WARN] = A_BOLD | COLOR_PAIR(2);
}

/* Keys that a line of text needs (C-v) reach us, and C-s does not freeze the screen. */
static void set_modes(void)
{
	struct termios modes;

	cbreak();
	noecho();
	nonl();
	typeahead(-1);
	leaveok(stdscr, FALSE);
	if (tcgetattr(STDIN_FILENO, &modes) == 0) {
		modes.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
		modes.c_lflag &= ~(tcflag_t)IEXTEN;
		tcsetattr(STDIN_FILENO, TCSANOW, &modes);
		def_prog_mode();
	}
}

static void set_pastes(struct tty *tty, bool on)
{
	if (!tty->pastes)
		return;
	putp(on ? PASTES_ON : PASTES_OFF);
}

static bool knows_pastes(const char *term)
{
	static const char *const not_these[] = {"linux", "vt", "ansi", "cons", "hurd", "mach"};
	const char *move = capability("cup");

	for (size_t i = 0; i < sizeof(not_these) / sizeof(not_these[0]); i++) {
		if (strncmp(term, not_these[i], strlen(not_these[i])) == 0)
			return false;
	}
	return move && strncmp(move, "\033[", 2) == 0;
}

static bool start_real(struct tty *tty, struct err *err)
{
	const char *term = getenv("TERM");

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_NONE, NULL, "there is no terminal");
	if (!term || !*term)
		return err_set(err, ERR_NONE, NULL, "TERM is not set");
	tcgetattr(STDIN_FILENO, &tty->modes);
	tty->terminal = newterm(term, stdout, stdin);
	if (!tty->terminal)
		return err_set(
			err, ERR_NONE, NULL, "no terminal of the type \"%s\" is known", term);
	if (!capability("cup")) {
		endwin();
		return err_set(err, ERR_NONE, NULL,
			"a terminal of the type \"%s\" cannot show a screen", term);
	}
	tty->real = true;
	set_modes();
	keypad(stdscr, TRUE);
	learn_keys(tty);
	tty->pastes = knows_pastes(term);
	guard(tty);
	set_pastes(tty, true);
	return true;
}

/* Without a terminal: the cells are all that is wanted. */
static bool start_cells(struct tty *tty, const struct tty_options *options, struct err *err)
{
	static const char *const types[] = {"xterm", "vt100", "ansi", "linux"};

	tty->in = fopen("/dev/null", "re");
	tty->out = fopen("/dev/null", "we");
	if (!tty->in || !tty->out)
		return err_errno(err, ERR_NONE, "/dev/null", errno, "cannot open");
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]) && !tty->terminal; i++)
		tty->terminal = newterm(types[i], tty->out, tty->in);
	if (!tty->terminal)
		return err_set(err, ERR_NONE, NULL, "no description of any terminal was found");
	resizeterm(options->rows > 0 ? options->rows : ROWS_USUAL,
		options->columns > 0 ? options->columns : COLUMNS_USUAL);
	return true;
}

struct tty *tty_new(const struct tty_options *options, struct err *err)
{
	struct tty *tty = MEM_NEW(struct tty);
	bool started;

	tty->ascii = options->ascii;
	tty->keyfile = options->keyfile;
	tty->decoder = decoder_new();
	tty->half_since = -1;
	tty->cursor_row = -1;
	/* Before curses, which leaves handlers alone that are there. */
	tty->signals = tty_signals_start(true);
	use_env(FALSE); /* the real size, whatever LINES and COLUMNS say */
	use_tioctl(TRUE);
	started = tty->keyfile ? start_cells(tty, options, err) : start_real(tty, err);
	if (!started) {
		tty_free(tty);
		return NULL;
	}
	set_escdelay(DECODE_ESCAPE_MS);
	set_looks(tty, options->colour);
	return tty;
}

void tty_free(struct tty *tty)
{
	if (!tty)
		return;
	if (tty->terminal && (tty->real || tty->keyfile)) {
		set_pastes(tty, false);
		endwin();
	}
	tty_signals_unguard();
	if (tty->terminal)
		delscreen(tty->terminal);
	if (tty->in)
		fclose(tty->in);
	if (tty->out)
		fclose(tty->out);
	tty_signals_stop();
	decoder_free(tty->decoder);
	free(tty);
}

/* --- keys from a terminal ------------------------------------------------------------------- */

static struct key key_of(enum key_kind kind)
{
	return (struct key){.kind = kind};
}

static struct key left_off(struct tty *tty)
{
	tty->left = true;
	return key_of(KEY_LEFT_OFF);
}

static struct key resized(void)
{
	struct winsize size = {0};

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
	return key_of(KEY_RESIZED);
}

/* Back on the screen after anything may have been written over it. */
static struct key shown_again(struct tty *tty)
{
	reset_prog_mode();
	keypad(stdscr, TRUE);
	set_pastes(tty, true);
	clearok(curscr, TRUE);
	resized();
	return key_of(KEY_SUSPENDED);
}

static struct key suspend(struct tty *tty)
{
	set_pastes(tty, false);
	endwin();
	tty_signals_suspend();
	tty_signals_take(); /* the SIGCONT that brought us back */
	refresh();
	return shown_again(tty);
}

static bool take_signal(struct tty *tty, struct key *out)
{
	unsigned came = tty_signals_take();

	if (came & TTY_SIGNAL_LEAVE)
		*out = left_off(tty);
	else if (!tty->real)
		return false;
	else if (came & TTY_SIGNAL_STOP)
		*out = suspend(tty);
	else if (came & TTY_SIGNAL_AGAIN)
		*out = shown_again(tty);
	else if (came & TTY_SIGNAL_RESIZE)
		*out = resized();
	else
		return false;
	return true;
}

/* Read what is there. False when the keyboard is gone. */
static bool read_keyboard(struct tty *tty)
{
	char bytes[READ_BLOCK];
	ssize_t got = read(STDIN_FILENO, bytes, sizeof(bytes));

	if (got > 0) {
		decoder_feed(tty->decoder, bytes, (size_t)got);
		tty->half_since = clock_monotonic_ms();
		return true;
	}
	return got < 0 && (errno == EINTR || errno == EAGAIN);
}

/* How long poll may wait: until `until` (-1: for ever) or until half a sequence is too old. */
static int wait_ms(const struct tty *tty, int64_t until, int64_t now)
{
	int half = decoder_wait(tty->decoder);
	int64_t left = until < 0 ? -1 : until - now;

	if (half >= 0) {
		int64_t rest = tty->half_since + half - now;

		if (left < 0 || rest < left)
			left = rest;
		if (left < 0)
			left = 0;
	}
	return until >= 0 && left < 0 ? 0 : (int)left;
}

static struct key terminal_key(struct tty *tty, int wake_fd, int timeout_ms)
{
	int64_t now = clock_monotonic_ms(), until = timeout_ms < 0 ? -1 : now + timeout_ms;
	struct key key;
	int ready;

	for (;; now = clock_monotonic_ms()) {
		struct pollfd fds[] = {
			{STDIN_FILENO, POLLIN, 0}, {tty->signals, POLLIN, 0}, {wake_fd, POLLIN, 0}};

		if (take_signal(tty, &key) || decoder_take(tty->decoder, &key))
			return key;
		ready = poll(fds, 3, wait_ms(tty, until, now));
		if (ready < 0 && errno != EINTR)
			return left_off(tty);
		if (ready < 0)
			continue;
		if (fds[0].revents & POLLIN ? !read_keyboard(tty) : fds[0].revents != 0)
			return left_off(tty);
		if (fds[0].revents == 0 && fds[2].revents != 0)
			return key_of(KEY_WOKEN);
		now = clock_monotonic_ms();
		if (ready == 0 && decoder_wait(tty->decoder) >= 0 &&
			now >= tty->half_since + decoder_wait(tty->decoder))
			decoder_timeout(tty->decoder);
		else if (ready == 0 && until >= 0 && now >= until)
			return key_of(KEY_NONE_YET);
	}
}

/* --- keys from a file ----------------------------------------------------------------------- */

static void dump_row(struct buf *out, int row)
{
	size_t start = out->len;
	int width;

	for (int column = 0; column < COLS; column += width) {
		wchar_t wide[CCHARW_MAX + 1] = {0};
		cchar_t cell;
		attr_t attributes;
		short pair;
		char bytes[4];

		width = 1;
		if (mvwin_wch(newscr, row, column, &cell) == ERR ||
			getcchar(&cell, wide, &attributes, &pair, NULL) == ERR)
			continue;
		for (int i = 0; wide[i]; i++)
			buf_add(out, bytes, text_encode((uint32_t)wide[i], bytes));
		if (wide[0] == 0)
			buf_byte(out, ' ');
		else if (text_point_width((uint32_t)wide[0]) == 2)
			width = 2;
	}
	while (out->len > start && out->data[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
	buf_byte(out, '\n');
}

static void dump(struct tty *tty, const char *name)
{
	struct buf out = BUF_EMPTY;

	buf_format(&out, "== %s\n", name);
	for (int row = 0; row < LINES; row++)
		dump_row(&out, row);
	if (tty->cursor_row < 0)
		buf_text_add(&out, "-- cursor hidden\n");
	else
		buf_format(&out, "-- cursor %d,%d\n", tty->cursor_row, tty->cursor_column);
	fwrite(buf_text(&out), 1, out.len, stdout);
	fflush(stdout);
	buf_free(&out);
}

/* Do one step; true when it is an event for the caller. */
static bool do_step(struct tty *tty, const struct keyfile_step *step, struct key *out)
{
	switch (step->kind) {
	case KEYFILE_KEY: *out = step->key; return true;
	case KEYFILE_PASTE:
		*out = (struct key){.kind = KEY_PASTED, .text = mem_text(step->text)};
		return true;
	case KEYFILE_BYTES: decoder_feed(tty->decoder, step->text, step->len); return false;
	case KEYFILE_TICK:
		tty->clock += step->number;
		*out = key_of(KEY_NONE_YET);
		return true;
	case KEYFILE_SAVED:
		if (tty->settle)
			tty->settle(tty->settle_context);
		*out = key_of(KEY_WOKEN);
		return true;
	case KEYFILE_SIZE:
		resizeterm(step->number2, step->number);
		*out = key_of(KEY_RESIZED);
		return true;
	case KEYFILE_DUMP: dump(tty, step->text); return false;
	case KEYFILE_HANGUP: break;
	}
	*out = left_off(tty);
	return true;
}

static struct key keyfile_key(struct tty *tty, int wake_fd)
{
	struct keyfile *keyfile = tty->keyfile;
	struct pollfd wake = {wake_fd, POLLIN, 0};
	struct key key;

	for (;;) {
		if (take_signal(tty, &key) || decoder_take(tty->decoder, &key))
			return key;
		/* Bytes that were sent with nothing behind them: the time for a rest is over. */
		if (decoder_wait(tty->decoder) >= 0 &&
			(keyfile->at == keyfile->count ||
				keyfile->list[keyfile->at].kind != KEYFILE_BYTES)) {
			decoder_timeout(tty->decoder);
			if (decoder_take(tty->decoder, &key))
				return key;
		}
		if (wake_fd >= 0 && poll(&wake, 1, 0) > 0)
			return key_of(KEY_WOKEN);
		if (keyfile->at == keyfile->count)
			return left_off(tty);
		if (do_step(tty, &keyfile->list[keyfile->at++], &key))
			return key;
	}
}

/* --- what the rest of the program calls ----------------------------------------------------- */

struct key tty_key(struct tty *tty, int wake_fd, int timeout_ms)
{
	if (tty->left)
		return key_of(KEY_LEFT_OFF);
	if (tty->keyfile)
		return keyfile_key(tty, wake_fd);
	return terminal_key(tty, wake_fd, timeout_ms);
}

int64_t tty_now(struct tty *tty)
{
	return tty->keyfile ? tty->clock : clock_monotonic_ms();
}

struct pane tty_pane(struct tty *tty)
{
	erase();
	tty->cursor_row = tty->cursor_column = -1;
	return (struct pane){.tty = tty, .rows = LINES, .columns = COLS};
}

void tty_show(struct tty *tty)
{
	curs_set(tty->cursor_row < 0 ? 0 : 1);
	if (tty->cursor_row >= 0)
		move(tty->cursor_row, tty->cursor_column);
	else
		move(0, 0);
	wnoutrefresh(stdscr);
	doupdate();
}

void tty_on_saved(struct tty *tty, void (*settle)(void *context), void *context)
{
	tty->settle = settle;
	tty->settle_context = context;
}
