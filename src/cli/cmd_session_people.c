/* peil session status|person|merge: who takes part, who is done, and what comes from copies. */
#include "config.h"
#include "cli/cmd_session.h"
#include "cli/output.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "files/session_folder.h"
#include "files/session_merge.h"
#include "files/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* For programs and for people. */
static const char *const state_words[] = {
	[LEDGER_NOT_STARTED] = "not_started",
	[LEDGER_STARTED] = "started",
	[LEDGER_DONE] = "done",
	[LEDGER_LEFT] = "left",
};
static const char *const state_texts[] = {
	[LEDGER_NOT_STARTED] = N_("not started yet"),
	[LEDGER_STARTED] = N_("started"),
	[LEDGER_DONE] = N_("done"),
	[LEDGER_LEFT] = N_("has left"),
};

/* When each person's newest record that counts in the open round was saved; "" for none. */
static const char **last_saved(const struct ledger *ledger)
{
	const struct roster *roster = ledger->roster;
	const char **last = calloc(roster->count + 1, sizeof(*last));

	if (last == NULL)
		abort();
	for (size_t i = 0; i < roster->count; i++)
		last[i] = "";
	for (size_t i = 0; i < ledger->records->count; i++) {
		const struct record *record = &ledger->records->list[i];
		size_t person = ledger->rater[i];

		if (!ledger->used[i] || record->round[0] != '0' + ledger->round)
			continue;
		if (person != ROSTER_NONE && strcmp(record->at, last[person]) > 0)
			last[person] = record->at;
	}
	return last;
}

/* Someone who has left is that, also where their answers still count. */
static enum ledger_state state_of(const struct ledger *ledger, size_t person)
{
	return ledger->left[person] ? LEDGER_LEFT : ledger_state(ledger, person, ledger->round);
}

static void add_csv(struct buf *out, const struct ledger *ledger, const char *const *last)
{
	buf_text_add(out, "group,person,state,last_saved\n");
	for (size_t i = 0; i < ledger->roster->count; i++) {
		const struct person *person = &ledger->roster->list[i];

		table_text_field(out, person->group, ',');
		buf_byte(out, ',');
		table_text_field(out, person->id, ',');
		buf_format(out, ",%s,%s\n", state_words[state_of(ledger, i)], last[i]);
	}
}

static void add_text(struct buf *out, const struct ledger *ledger, const char *const *last)
{
	size_t done = 0, counting = 0;

	for (size_t i = 0; i < ledger->roster->count; i++) {
		const struct person *person = &ledger->roster->list[i];
		enum ledger_state state = ledger_state(ledger, i, ledger->round);
		char *name = roster_shown(person);

		if (ledger_counts(ledger, i, ledger->round)) {
			counting++;
			done += state == LEDGER_DONE;
		}
		session_add_safe(out, name);
		if (strcmp(name, person->id) != 0 && person->name[0] != '\0')
			buf_format(out, " (%s)", person->id);
		buf_format(out, ": %s", _(state_texts[state_of(ledger, i)]));
		if (last[i][0] != '\0')
			buf_format(out, ", %s", last[i]);
		buf_byte(out, '\n');
		free(name);
	}
	buf_format(out, _("Round %d: %zu of %zu done."), ledger->round, done, counting);
	buf_text_add(out, ledger->closed		 ? _(" The session is closed.\n")
			  : ledger->shown[ledger->round] ? _(" The answers were shown.\n")
							 : "\n");
}

/* A reminder that what is kept is kept too long. */
static void add_keep(struct buf *out, const struct session *session)
{
	char today[CLOCK_DATE_LEN + 1];

	clock_date(today, clock_now());
	if (session->keep_until[0] != '\0' && strcmp(session->keep_until, today) < 0)
		buf_format(out,
			_("These answers were to be kept until %s; hint: peil session wipe DIR\n"),
			session->keep_until);
}

int session_status(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	struct workshop *workshop = session_open(given, &err);
	const char *format = given->of[OPT_FORMAT];
	struct buf out = BUF_EMPTY;

	if (given->of[OPT_REMINDERS] != NULL) {
		workshop_free(workshop);
		err_free(&err);
		return session_reminders(given, options);
	}
	(void)options;
	if (workshop != NULL && format != NULL && strcmp(format, "csv") != 0 &&
		strcmp(format, "text") != 0)
		err_set(&err, ERR_USAGE, NULL, "--format %s: hint: text or csv", format);
	else if (workshop != NULL && workshop_data(workshop)->partly)
		err_set(&err, ERR_INPUT, NULL, "%s",
			_("only the owner of this session can see who is done"));
	if (workshop != NULL && err.code == ERR_NONE) {
		const struct ledger *ledger = workshop_ledger(workshop);
		const char **last = last_saved(ledger);

		if (format != NULL && strcmp(format, "csv") == 0)
			add_csv(&out, ledger, last);
		else
			add_text(&out, ledger, last);
		if (format == NULL || strcmp(format, "csv") != 0)
			add_keep(&out, ledger->session);
		output_print(&out, &err);
		free(last);
	}
	buf_free(&out);
	return session_end(workshop, &err);
}

static bool withdraw(struct workshop *workshop, const char *id, struct err *err)
{
	size_t person = roster_find(workshop_roster(workshop), id);

	if (person == ROSTER_NONE)
		return err_set(err, ERR_USAGE, NULL,
			_("there is no participant %s; hint: peil session status DIR"), id);
	return workshop_person_left(workshop, person, err);
}

static bool is_peer(const char *path)
{
	struct session session;
	struct err ignored = ERR_OK;
	bool peer = session_look(path, &session, &ignored);

	err_free(&ignored);
	if (!peer)
		return false;
	peer = session.kind == SESSION_PEER;
	session_free(&session);
	return peer;
}

static int workshop_person(const struct given *given)
{
	struct err err = ERR_OK;
	struct workshop *workshop = session_open(given, &err);
	const char *verb = session_operand(given, 1), *who = session_operand(given, 2);
	const char *name = session_operand(given, 3) != NULL ? session_operand(given, 3) : "";
	const struct roster *roster;

	if (workshop == NULL)
		return session_end(workshop, &err);
	if (strcmp(verb, "add") == 0) {
		if (workshop_person_add(workshop, who, name, &err)) {
			roster = workshop_roster(workshop);
			printf(_("Saved: %s\n"), roster->list[roster->count - 1].id);
		}
	} else if (strcmp(verb, "withdraw") == 0) {
		if (withdraw(workshop, who, &err))
			printf(_("Saved: %s\n"), who);
	} else {
		err_set(&err, ERR_USAGE, NULL, "session person takes add or withdraw");
	}
	return session_end(workshop, &err);
}

int session_person(const struct given *given, const struct options *options)
{
	(void)options;
	return is_peer(session_operand(given, 0)) ? session_class_person(given)
						  : workshop_person(given);
}

int session_merge_copies(const struct given *given, const struct options *options)
{
	struct journal_problems problems = {NULL, 0};
	struct err err = ERR_OK;
	int status;

	(void)options;
	for (size_t i = 1; err.code == ERR_NONE && i < session_operands(given); i++) {
		struct merge_outcome outcome;

		if (session_merge(session_operand(given, 0), session_operand(given, i), &outcome,
			    &problems, &err))
			printf(_("Merged: %zu new, %zu known already.\n"), outcome.added,
				outcome.known);
	}
	session_print_problems(&problems);
	status = err.code != ERR_NONE ? options_fail(&err)
		 : problems.count > 0 ? (int)ERR_PARTIAL
				      : 0;
	journal_problems_free(&problems);
	err_free(&err);
	return status;
}
