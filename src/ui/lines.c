#include "config.h"

#include "ui/lines.h"

#include "base/text.h"
#include "ui/tty.h"
#include "ui/tty_signals.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

void lines_start(struct lines *lines, struct keyfile *keyfile)
{
	*lines = (struct lines){.keyfile = keyfile, .pending = BUF_EMPTY};
	tty_signals_start(false);
}

void lines_stop(struct lines *lines)
{
	tty_signals_stop();
	buf_free(&lines->pending);
}

bool lines_left(struct lines *lines)
{
	if (tty_signals_take() & TTY_SIGNAL_LEAVE)
		lines->left = true;
	return lines->left;
}

/* Keep what a line may hold; where it is cut, whole characters stay. */
static void keep(struct lines *lines, const char *bytes, size_t len)
{
	size_t have = lines->pending.len, room = have < LINES_MAX ? LINES_MAX - have : 0;

	if (len > room) {
		lines->cut = true;
		for (len = room; len > 0 && ((unsigned char)bytes[len] & 0xc0) == 0x80;)
			len--;
	}
	buf_add(&lines->pending, bytes, len);
}

static char *safe_line(const char *bytes, size_t len)
{
	struct buf safe = BUF_EMPTY;

	while (len > 0 && bytes[len - 1] == '\r')
		len--;
	text_safe(&safe, bytes, len, TEXT_NOTE);
	return buf_take(&safe);
}

/* Take one whole line out of the pending bytes; NULL when there is none yet. */
static char *take_line(struct lines *lines)
{
	struct buf *pending = &lines->pending;
	char *end = pending->len > 0 ? memchr(pending->data, '\n', pending->len) : NULL;
	size_t len, used;
	char *line;

	if (!end && !(lines->ended && pending->len > 0))
		return NULL;
	len = end ? (size_t)(end - pending->data) : pending->len;
	used = end ? len + 1 : len;
	if (len > LINES_MAX) {
		lines->cut = true;
		for (len = LINES_MAX;
			len > 0 && ((unsigned char)pending->data[len] & 0xc0) == 0x80;)
			len--;
	}
	line = safe_line(pending->data, len);
	memmove(pending->data, pending->data + used, pending->len - used);
	buf_cut(pending, pending->len - used);
	return line;
}

static void read_some(struct lines *lines)
{
	char block[4096];
	ssize_t got = read(STDIN_FILENO, block, sizeof(block));
	char *end;

	if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) {
		lines->ended = true;
		return;
	}
	if (got < 0)
		return;
	/* A line without an end must not grow for ever. */
	end = memchr(block, '\n', (size_t)got);
	keep(lines, block, end ? (size_t)(end - block) : (size_t)got);
	if (end)
		buf_add(&lines->pending, end, (size_t)(block + got - end));
}

static void wait_for_input(struct lines *lines, const struct lines_wake *wake, int signals)
{
	int wake_fd = wake->fd ? wake->fd(wake->context) : -1;
	struct pollfd fds[] = {
		{STDIN_FILENO, POLLIN, 0}, {signals, POLLIN, 0}, {wake_fd, POLLIN, 0}};

	if (poll(fds, 3, -1) < 0)
		return;
	if (fds[2].revents != 0 && wake->drain)
		wake->drain(wake->context);
	if (fds[0].revents & POLLIN)
		read_some(lines);
	else if (fds[0].revents != 0)
		lines->ended = true;
}

/* What was typed before the signal came may not have been read yet. */
static char *last_line(struct lines *lines)
{
	struct pollfd fd = {STDIN_FILENO, POLLIN, 0};

	while (!lines->keyfile && !lines->ended && poll(&fd, 1, 0) == 1 && (fd.revents & POLLIN))
		read_some(lines);
	return take_line(lines);
}

char *lines_next(struct lines *lines, const struct lines_wake *wake)
{
	char *line;

	lines->cut = false;
	if (lines_left(lines))
		return last_line(lines);
	if (lines->keyfile) {
		line = tty_keyfile_line(lines->keyfile);
		lines->ended = line == NULL;
		return line;
	}
	while ((line = take_line(lines)) == NULL && !lines->ended && !lines_left(lines))
		wait_for_input(lines, wake, tty_signals_fd());
	return line || !lines->left ? line : last_line(lines);
}

/* One step of a key file as a part of a typed line; true when it ends the line. */
static bool add_step(struct buf *line, const struct keyfile_step *step)
{
	const struct key *key = &step->key;
	char bytes[4];

	if (step->kind == KEYFILE_PASTE || step->kind == KEYFILE_BYTES) {
		buf_add(line, step->text, step->len);
		return step->len > 0 && step->text[step->len - 1] == '\n';
	}
	if (step->kind != KEYFILE_KEY)
		return false;
	if (key->kind == KEY_POINT && key->point >= ' ')
		buf_add(line, bytes, text_encode(key->point, bytes));
	else if (key->kind == KEY_NAMED && key->name == KEY_N_SPACE)
		buf_byte(line, ' ');
	else if (key->kind == KEY_NAMED && key->name == KEY_N_BACKSPACE && line->len > 0)
		buf_cut(line, text_previous(line->data, line->len, line->len));
	return key->kind == KEY_NAMED && key->name == KEY_N_ENTER;
}

/* A pasted text of several lines comes as several lines: the step is given again from behind the
 * newline. */
static bool split_paste(struct buf *line, struct keyfile_step *step)
{
	char *newline = step->text ? memchr(step->text, '\n', step->len) : NULL;
	size_t len;

	if (step->kind != KEYFILE_PASTE || !newline || newline + 1 == step->text + step->len)
		return false;
	len = (size_t)(newline - step->text);
	buf_add(line, step->text, len);
	step->len -= len + 1;
	memmove(step->text, newline + 1, step->len + 1);
	return true;
}

char *tty_keyfile_line(struct keyfile *keyfile)
{
	struct buf line = BUF_EMPTY;
	bool whole = false; /* an empty line is a line too */
	char *safe;

	while (keyfile->at < keyfile->count) {
		struct keyfile_step *step = &keyfile->list[keyfile->at];

		if (step->kind == KEYFILE_HANGUP) {
			keyfile->at = keyfile->count;
			break;
		}
		if (split_paste(&line, step)) {
			whole = true;
			break;
		}
		keyfile->at++;
		if (add_step(&line, step)) {
			whole = true;
			break;
		}
	}
	if (line.len == 0 && !whole) {
		buf_free(&line);
		return NULL;
	}
	while (line.len > 0 && line.data[line.len - 1] == '\n')
		buf_cut(&line, line.len - 1);
	safe = safe_line(buf_text(&line), line.len);
	buf_free(&line);
	return safe;
}
