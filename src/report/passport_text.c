#include "config.h"

#include "report/passport.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "stats/passport_say.h"

#include <stdlib.h>
#include <string.h>

#define INDENT 2
#define HANG   10 /* where a row's text begins */

struct writing {
	struct sink *sink;
	const struct passport *passport;
	int width;
	bool plain;
};

static void put_spaces(struct sink *sink, int count)
{
	for (int i = 0; i < count; i++)
		sink_text(sink, " ");
}

/* A text from `column` on, its lines under one another; the first follows what stands there. */
static void put_wrapped(const struct writing *writing, int column, const char *text)
{
	char *safe = text_safe_copy(text, TEXT_NOTE);
	struct text_lines lines =
		text_wrap(safe, writing->width - column > 20 ? writing->width - column : 20);

	for (size_t i = 0; i < lines.count; i++) {
		if (i > 0)
			put_spaces(writing->sink, column);
		sink_add(writing->sink, safe + lines.list[i].start, lines.list[i].len);
		sink_text(writing->sink, "\n");
	}
	text_lines_free(&lines);
	free(safe);
}

/* "Name: text" as a line of its own, or with the name in a column. */
static void put_row(const struct writing *writing, const char *name, const char *text)
{
	struct buf head = BUF_EMPTY;
	char *safe;

	if (text[0] == '\0')
		return;
	if (writing->plain) {
		safe = text_safe_copy(text, TEXT_LINE);
		sink_format(writing->sink, name[0] != '\0' ? "%s: %s.\n" : "%s%s\n", name, safe);
		free(safe);
		return;
	}
	put_spaces(writing->sink, INDENT);
	if (name[0] != '\0') {
		text_pad(&head, name, HANG - INDENT - 1, true);
		sink_format(writing->sink, "%s ", buf_text(&head));
		put_wrapped(writing, HANG, text);
	} else {
		put_wrapped(writing, INDENT, text);
	}
	buf_free(&head);
}

static void put_remarks(
	const struct writing *writing, const struct passport_remark *remarks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct buf line = BUF_EMPTY;

		passport_say_remark(&line, writing->passport, &remarks[i]);
		buf_format(&line, ": %s", remarks[i].text);
		put_row(writing, "", buf_text(&line));
		buf_free(&line);
	}
}

static void put_criterion(const struct writing *writing, const struct passport_criterion *criterion)
{
	struct buf line = BUF_EMPTY;

	if (!writing->plain)
		sink_text(writing->sink, "\n");
	put_wrapped(writing, 0, criterion->title);
	for (int who = 0; who < PASSPORT_WHOS; who++) {
		buf_cut(&line, 0);
		passport_say_row(&line, writing->passport, criterion, (enum passport_who)who);
		put_row(writing, passport_say_who((enum passport_who)who), buf_text(&line));
	}
	buf_cut(&line, 0);
	passport_say_ground(&line, writing->passport, criterion);
	put_row(writing, "", buf_text(&line));
	put_remarks(writing, criterion->remarks, criterion->remark_count);
	buf_free(&line);
}

static void put_rule(const struct writing *writing, const char *text)
{
	int width = text_width(text);

	if (writing->plain)
		return;
	for (int i = 0; i < width; i++)
		sink_text(writing->sink, "-");
	sink_text(writing->sink, "\n");
}

static void put_title(const struct writing *writing, const char *text)
{
	char *safe = text_safe_copy(text, TEXT_LINE);

	sink_format(writing->sink, writing->plain ? "%s.\n" : "%s\n", safe);
	put_rule(writing, safe);
	free(safe);
}

static void put_rubric(const struct writing *writing, const struct passport_rubric *rubric)
{
	if (rubric->criterion_count + rubric->remark_count == 0)
		return;
	if (!writing->plain)
		sink_text(writing->sink, "\n");
	put_title(writing, rubric->title);
	if (rubric->changed)
		put_row(writing, "",
			_("The rubric was changed between these moments: compare with care."));
	put_remarks(writing, rubric->remarks, rubric->remark_count);
	for (size_t i = 0; i < rubric->criterion_count; i++)
		put_criterion(writing, &rubric->criteria[i]);
}

void passport_text_write(struct sink *sink, const struct passport *passport, int width, bool plain)
{
	/* A plain line is never wrapped by us. */
	const struct writing writing = {sink, passport, plain ? 1 << 20 : width, plain};
	struct buf line = BUF_EMPTY;

	buf_format(&line, _("Passport of %s"), passport->person);
	put_title(&writing, buf_text(&line));
	buf_cut(&line, 0);
	passport_say_all(&line, passport);
	put_wrapped(&writing, 0, buf_text(&line));
	for (size_t i = 0; i < passport->session_count; i++) {
		buf_cut(&line, 0);
		passport_say_session(&line, &passport->sessions[i]);
		put_row(&writing, "", buf_text(&line));
	}
	for (size_t i = 0; i < passport->rubric_count; i++)
		put_rubric(&writing, &passport->rubrics[i]);
	buf_free(&line);
}
