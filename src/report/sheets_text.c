#include "config.h"
#include "report/sheets.h"

#include "base/buf.h"
#include "base/lang.h"
#include "report/text_table.h"
#include "stats/say.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH 80

bool sheets_is_asked(const struct ledger *ledger, size_t criterion)
{
	return ledger
		->in_round[(size_t)ledger->round * ledger->rubric->criterion_count + criterion];
}

void sheets_promise(struct buf *out, const struct ledger *ledger)
{
	const struct roster *roster = ledger->roster;
	const char *role;

	buf_text_add(
		out, _("You first fill this in alone. Then the group sees how often each level "
		       "was chosen, per role, and the reasons, without names."));
	for (size_t i = 0; (role = roster_role(roster, i)) != NULL; i++) {
		if (roster_in_role(roster, role) != 1)
			continue;
		buf_byte(out, ' ');
		buf_format(
			out, _("The role %s has one person: that answer can be recognised."), role);
	}
}

static const char *say(const struct rubric *rubric, const struct rubric_text *text)
{
	return rubric_say(rubric, text, rubric_lang(rubric, lang_current()));
}

static void add_choice(struct sink *sink, const char *mark, const char *label, const char *text)
{
	struct buf head = BUF_EMPTY, line = BUF_EMPTY;

	buf_format(&head, "  [ ] %s ", mark);
	buf_format(&line, "%s%s%s", label, text[0] != '\0' ? ": " : "", text);
	text_hang(sink, buf_text(&head), buf_text(&line), WIDTH);
	buf_free(&head);
	buf_free(&line);
}

static void add_criterion(struct sink *sink, const struct rubric *rubric, size_t at)
{
	const struct rubric_criterion *criterion = &rubric->criteria[at];
	struct buf head = BUF_EMPTY;

	buf_format(&head, "%zu ", at + 1);
	text_hang(sink, buf_text(&head), say(rubric, &criterion->title), WIDTH);
	buf_free(&head);
	if (!rubric_text_empty(&criterion->question))
		text_hang(sink, "  ", say(rubric, &criterion->question), WIDTH);
	for (size_t i = 0; i < criterion->step_count; i++) {
		const char mark[2] = {(char)('1' + i), '\0'};

		add_choice(sink, mark, say(rubric, &criterion->steps[i].label),
			say(rubric, &criterion->steps[i].descriptor));
	}
	if (rubric->unknown_allowed)
		add_choice(sink, "u", say_unknown(rubric), "");
	if (rubric->not_applicable_allowed)
		add_choice(sink, "x", say_not_applicable(rubric), "");
	if (rubric->reason != RUBRIC_REASON_OFF)
		sink_format(sink, "  %s ______________________________________________________\n",
			_("Reason:"));
	sink_text(sink, "\n");
}

static void add_page(struct sink *sink, const struct ledger *ledger, size_t person)
{
	const struct session *session = ledger->session;
	char *name = roster_shown(&ledger->roster->list[person]);
	struct buf promise = BUF_EMPTY;

	text_hang(sink, "", session->title, WIDTH);
	if (session->description[0] != '\0')
		text_hang(sink, "", session->description, WIDTH);
	sink_format(sink, "%s: ", _("Seat"));
	text_hang(sink, "", name, WIDTH - 10);
	if (session->purpose[0] != '\0')
		text_hang(sink, "", session->purpose, WIDTH);
	sheets_promise(&promise, ledger);
	text_hang(sink, "", buf_text(&promise), WIDTH);
	sink_text(sink, "\n");
	for (size_t c = 0; c < ledger->rubric->criterion_count; c++) {
		if (sheets_is_asked(ledger, c))
			add_criterion(sink, ledger->rubric, c);
	}
	buf_free(&promise);
	free(name);
}

void sheets_text_write(struct sink *sink, const struct ledger *ledger)
{
	bool first = true;

	for (size_t i = 0; i < ledger->roster->count; i++) {
		if (!ledger_counts(ledger, i, ledger->round))
			continue;
		if (!first)
			sink_text(sink, "\f\n");
		first = false;
		add_page(sink, ledger, i);
	}
}
