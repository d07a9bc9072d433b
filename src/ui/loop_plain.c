#include "config.h"

#include "ui/loop_private.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "ui/lineedit.h"
#include "ui/lines.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SETTLE_MS 500
#define WORD_MAX  64 /* bytes of a word; no command is longer */

struct plain {
	struct loop *loop;
	struct lines lines;
	struct lines_wake wake;
	struct buf out;
	char *said;	/* what was said last about saving; owned */
	enum tell next; /* to be told before the next question */
};

/* --- saying --------------------------------------------------------------------------------- */

static void flush(struct plain *plain)
{
	size_t at = 0;

	while (at < plain->out.len) {
		ssize_t put = write(STDOUT_FILENO, plain->out.data + at, plain->out.len - at);

		if (put > 0)
			at += (size_t)put;
		else if (put < 0 && errno != EINTR) {
			/* Nobody listens any more. */
			if (errno != EPIPE && errno != EIO)
				plain->loop->unheard = errno;
			plain->lines.left = true;
			break;
		}
	}
	buf_cut(&plain->out, 0);
}

static void tell(struct plain *plain, enum tell what, unsigned number)
{
	const struct screen *top = loop_top(plain->loop);
	struct telling telling = {&plain->out, what, number};

	if (top->ops->tell)
		top->ops->tell(top, &telling);
}

static void say(struct plain *plain, const char *text)
{
	struct telling telling = {&plain->out, TELL_NOTHING, 0};

	tell_line(&telling, "%s", text);
}

static void say_message(struct plain *plain)
{
	struct screen *top = loop_top(plain->loop);

	if (!top->message)
		return;
	say(plain, top->message);
	free(top->message);
	top->message = NULL;
}

/* The answer asked for, as the last line. */
static void ask(struct plain *plain)
{
	struct telling telling = {&plain->out, TELL_ASK, 0};
	struct asking asking;

	if (!loop_asking(plain->loop, &asking)) {
		tell(plain, TELL_ASK, 0);
		return;
	}
	if (asking.now[0])
		tell_line(&telling, _("Now it says: %s"), asking.now);
	if (asking.many_lines)
		say(plain, _("A line that holds only a full stop ends the text."));
	if (asking.many_lines && asking.now[0])
		say(plain, _("An empty line before it makes the text empty."));
	say(plain, asking.prompt);
}

/* Arriving, or moved, or neither; then the question. */
static void tell_and_ask(struct plain *plain)
{
	enum tell next = plain->next;

	plain->next = TELL_NOTHING;
	if (plain->loop->done || !loop_top(plain->loop))
		return;
	plain->loop->told = loop_top(plain->loop);
	say_message(plain);
	if (next != TELL_NOTHING)
		tell(plain, next, 0);
	if (next == TELL_ENTER)
		tell(plain, TELL_HERE, 0);
	ask(plain);
}

/* --- what is possible ----------------------------------------------------------------------- */

static size_t choices(const struct screen *top)
{
	return top->ops->choices ? top->ops->choices(top) : 0;
}

/* "1 to 4", "1? to 4?", "n"; false when the action has no word now. */
static bool word_of(struct buf *out, const struct plain *plain, enum action action)
{
	const struct action_info *info = action_info(action);
	const struct screen *top = loop_top(plain->loop);
	const char *mark = action == ACT_READ ? "?" : "";
	struct input input;
	size_t count;

	if (info->group == ACT_G_TEXT || !info->plain[0] || !loop_offers(plain->loop, action))
		return false;
	if (action != ACT_CHOOSE && action != ACT_READ) {
		/* Another action may have the word here. */
		if (!keymap_word(top, info->plain, &input) || input.action != action)
			return false;
		buf_text_add(out, info->plain);
		return true;
	}
	count = choices(top);
	if (count == 1)
		buf_format(out, "1%s", mark);
	else if (count > 1)
		buf_format(out, _("1%s to %zu%s"), mark, count, mark);
	else
		buf_format(out, _("a number%s"), mark);
	return true;
}

static void list_words(struct buf *out, const struct plain *plain)
{
	for (int action = ACT_NONE + 1; action < ACT_COUNT; action++) {
		size_t before = out->len;

		if (action == ACT_READ)
			continue;
		if (before > 0)
			buf_text_add(out, ", ");
		if (!word_of(out, plain, (enum action)action))
			buf_cut(out, before);
	}
}

static void help(struct plain *plain)
{
	struct telling telling = {&plain->out, TELL_NOTHING, 0};
	struct asking asking;

	if (loop_asking(plain->loop, &asking))
		say(plain, _("Type the text and then Enter; Enter alone leaves it as it is, a full "
			     "stop alone goes back, a hyphen alone makes it empty."));
	if (asking.prompt && !asking.commands_too)
		return;
	for (int action = ACT_NONE + 1; action < ACT_COUNT; action++) {
		struct buf word = BUF_EMPTY;
		/* Back from the first screen is out of the program. */
		bool out = action == ACT_BACK && plain->loop->count == 1;

		if (word_of(&word, plain, (enum action)action))
			tell_line(&telling, "%s: %s", buf_text(&word),
				_(action_info(out ? ACT_LEAVE : (enum action)action)->help));
		buf_free(&word);
	}
}

static void mistake(struct plain *plain, const char *word, const char *rest)
{
	struct telling telling = {&plain->out, TELL_NOTHING, 0};
	struct buf words = BUF_EMPTY;

	list_words(&words, plain);
	tell_line(&telling, _("Not possible here: %s. Possible: %s."), word, buf_text(&words));
	buf_free(&words);
	rest += strspn(rest, " ");
	if (*rest)
		tell_line(&telling, _("The rest of that line was not used: %s"), rest);
}

/* --- acting --------------------------------------------------------------------------------- */

static char *said_now(const struct plain *plain)
{
	const struct loop *loop = plain->loop;
	struct buf text = BUF_EMPTY;
	struct telling telling = {&text, TELL_NOTHING, 0};

	if (loop->host->said && loop_top(loop))
		loop->host->said(loop->host->flow, loop_top(loop), &telling);
	return buf_take(&text);
}

static void settle(struct plain *plain)
{
	const struct host *host = plain->loop->host;

	if (!host->settle)
		return;
	do
		host->settle(host->flow, SETTLE_MS);
	while (loop_save_state(plain->loop) == SAVE_WAITING && !lines_left(&plain->lines));
}

/* Say how saving went: after a change always, else when there is something new, since what the flow
 * did for a WANT or a POP may have been a change too. */
static void say_saved(struct plain *plain, bool always)
{
	char *now;

	settle(plain);
	now = said_now(plain);
	if (always || strcmp(now, plain->said ? plain->said : "") != 0)
		buf_text_add(&plain->out, now);
	free(plain->said);
	plain->said = now;
}

static void act(struct plain *plain, const struct input *input)
{
	struct loop *loop = plain->loop;
	struct screen *top;
	size_t depth = loop->count;
	bool always = input->action == ACT_RETRY;
	enum screen_result result = loop_act(loop, input);

	if (result != SCREEN_STAY)
		say_saved(plain, always || result == SCREEN_CHANGED);
	top = loop_top(loop);
	if (loop->done || !top)
		return;
	if (loop->count < depth)
		plain->next = TELL_HERE;
	else if (loop->count > depth || result == SCREEN_POP)
		plain->next = TELL_ENTER;
	else if (top->next != TELL_NOTHING && plain->next != TELL_ENTER)
		plain->next = top->next;
	top->next = TELL_NOTHING;
	say_message(plain);
}

static void switch_language(struct plain *plain, const struct input *input)
{
	loop_act(plain->loop, input);
	say(plain, _("The language is English now."));
	plain->next = TELL_HERE;
}

static void do_input(struct plain *plain, const struct input *input)
{
	switch (input->action) {
	case ACT_HELP: help(plain); break;
	case ACT_REPEAT: tell(plain, TELL_ALL, 0); break;
	case ACT_WHERE: tell(plain, TELL_WHERE, 0); break;
	case ACT_READ: tell(plain, TELL_LEVEL, input->number); break;
	case ACT_LANGUAGE: switch_language(plain, input); break;
	case ACT_PLAIN: plain->loop->plain = false; break;
	default: act(plain, input); break;
	}
}

static bool over(struct plain *plain)
{
	return plain->loop->done || !plain->loop->plain || !loop_top(plain->loop);
}

/* --- taking what was typed ------------------------------------------------------------------ */

/* The next word of *line, moved past; false at the end or when it is too long to be one. */
static bool next_word(const char **line, char word[WORD_MAX])
{
	size_t len;

	*line += strspn(*line, " ");
	len = strcspn(*line, " ");
	if (len == 0)
		return false;
	snprintf(word, WORD_MAX, "%.*s", len < WORD_MAX - 1 ? (int)len : WORD_MAX - 1, *line);
	word[text_valid(word, strlen(word))] = '\0';
	*line += len;
	return true;
}

/* "3" and "12?": a number of one or two digits. */
static bool is_number(const char *word)
{
	size_t digits = strspn(word, "0123456789");

	return digits >= 1 && digits <= 2 && (!word[digits] || !strcmp(word + digits, "?"));
}

/* "3", "2 4?", "n": nothing but numbers and commands of one character that are possible. A number
 * that is too high is a mistake, and no reason that somebody would give. */
static bool is_commands(const struct screen *top, const char *line)
{
	char word[WORD_MAX];
	struct input input;
	bool any = false;

	while (next_word(&line, word)) {
		if (!is_number(word) && (word[1] || !keymap_word(top, word, &input)))
			return false;
		any = true;
	}
	return any;
}

/* The lines up to a full stop of its own, or to the end of the input. */
static char *read_text(struct plain *plain, const char *first, const char *now)
{
	struct buf text = BUF_EMPTY;
	char *line = mem_text(first);
	bool any = false, cut = false;

	while (line && strcmp(line, ".") != 0) {
		if (any)
			buf_byte(&text, '\n');
		any = true;
		buf_text_add(&text, line);
		cut = cut || plain->lines.cut;
		free(line);
		line = lines_next(&plain->lines, &plain->wake);
	}
	free(line);
	if (!any)
		buf_text_add(&text, now);
	if (text.len > LINEEDIT_MAX) {
		size_t end = LINEEDIT_MAX;

		while (end > 0 && ((unsigned char)text.data[end] & 0xc0) == 0x80)
			end--;
		buf_cut(&text, end);
		cut = true;
	}
	if (cut)
		say(plain, _("That was too long; the end of it was left out."));
	plain->lines.cut = false;
	return buf_take(&text);
}

static void take_words(struct plain *plain, const char *line);

/* Commands while a reason is asked for that nobody has to give. What only says something leaves the
 * question open; the first that does something leaves the text as it was. */
static void take_commands(struct plain *plain, const char *line)
{
	struct input cancel = {.action = ACT_TYPE_CANCEL}, input;
	struct asking asking;
	char word[WORD_MAX];
	const char *from = line;

	while (next_word(&line, word) && keymap_word(loop_top(plain->loop), word, &input) &&
		(input.action == ACT_READ || action_info(input.action)->group == ACT_G_SAY) &&
		!over(plain)) {
		do_input(plain, &input);
		from = line;
	}
	if (over(plain) || !from[strspn(from, " ")])
		return;
	act(plain, &cancel);
	if (!over(plain) && !loop_asking(plain->loop, &asking))
		take_words(plain, from);
}

/* A line while a text is asked for. */
static void take_answer(struct plain *plain, const char *line)
{
	struct screen *top = loop_top(plain->loop);
	const struct input cancel = {.action = ACT_TYPE_CANCEL};
	struct asking asking;
	struct input input;
	char *text, *now;

	loop_asking(plain->loop, &asking);
	if (!asking.many_lines && strcmp(line, "?") == 0) {
		help(plain);
		return;
	}
	if (!asking.many_lines && strcmp(line, ".") == 0) {
		act(plain, &cancel);
		return;
	}
	if (asking.commands_too && is_commands(top, line)) {
		take_commands(plain, line);
		return;
	}
	now = mem_text(asking.now);
	if (asking.many_lines)
		text = read_text(plain, line, now);
	else if (now[0] && strcmp(line, "-") == 0)
		text = mem_text("");
	else
		text = mem_text(line[strspn(line, " ")] ? line : now);
	input = (struct input){.action = ACT_TYPE_DONE, .text = text};
	act(plain, &input);
	free(now);
	free(text);
}

static void take_words(struct plain *plain, const char *line)
{
	char word[WORD_MAX];
	struct asking asking;
	struct input input;

	while (!over(plain) && line[strspn(line, " ")]) {
		if (loop_asking(plain->loop, &asking)) {
			take_answer(plain, line + strspn(line, " "));
			return;
		}
		next_word(&line, word);
		if (!keymap_word(loop_top(plain->loop), word, &input)) {
			mistake(plain, word, line);
			return;
		}
		do_input(plain, &input);
	}
}

/* Enter alone opens or goes on where there is nothing to choose; else it only repeats the
 * question. */
static void take_blank(struct plain *plain)
{
	const struct screen *top = loop_top(plain->loop);
	struct input input = {.action = ACT_SELECT};

	if (screen_can(top, ACT_SELECT) && !screen_can(top, ACT_YES) &&
		(top->ops->blank_selects || !screen_can(top, ACT_CHOOSE)))
		act(plain, &input);
}

static void take_line(struct plain *plain, const char *line)
{
	struct asking asking;

	loop_asking(plain->loop, &asking);
	if (plain->lines.cut && !asking.many_lines)
		say(plain, _("That line was too long; the end of it was left out."));
	if (loop_asking(plain->loop, &asking))
		take_answer(plain, line);
	else if (!line[strspn(line, " ")])
		take_blank(plain);
	else
		take_words(plain, line);
}

static int wake_fd(void *context)
{
	const struct loop *loop = context;

	return loop->host->wake_fd ? loop->host->wake_fd(loop->host->flow) : -1;
}

static void drain(void *context)
{
	const struct loop *loop = context;

	if (loop->host->drain)
		loop->host->drain(loop->host->flow);
}

static void start(struct plain *plain)
{
	struct loop *loop = plain->loop;

	lines_start(&plain->lines, loop->options->tty.keyfile);
	settle(plain);
	plain->said = said_now(plain);
	/* Only back from a try to use the screen: the question is enough. */
	plain->next = loop->hint && loop->told == loop_top(loop) ? TELL_NOTHING : TELL_ENTER;
	if (loop->hint)
		say(plain, loop->hint);
	free(loop->hint);
	loop->hint = NULL;
	if (loop->message) /* it stood on the screen and may not have been read */
		say(plain, loop->message);
	free(loop->message);
	loop->message = NULL;
}

void loop_plain(struct loop *loop)
{
	struct plain plain = {.loop = loop, .wake = {wake_fd, drain, loop}};
	char *line;

	start(&plain);
	while (!over(&plain)) {
		tell_and_ask(&plain);
		flush(&plain);
		line = lines_next(&plain.lines, &plain.wake);
		if (line)
			take_line(&plain, line);
		if (!line || plain.lines.left) {
			loop_commit(loop);
			loop->done = true;
		}
		free(line);
	}
	flush(&plain);
	lines_stop(&plain.lines);
	buf_free(&plain.out);
	free(plain.said);
}
