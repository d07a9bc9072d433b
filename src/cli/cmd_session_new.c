/* peil session new: make a session, and say what was made and who can read in it. */
#include "config.h"
#include "cli/cmd_session.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/decimal.h"
#include "base/id.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/roster_file.h"
#include "files/rubric_file.h"
#include "files/session_new.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_MAX_LEN 900 /* a line of session.ini */

/* What is being made. */
struct making {
	const char *path;
	struct rubric *rubric;
	struct session session;
	struct roster roster;
	struct buf people; /* the list as it came in */
	size_t strangers;  /* logins that are not known here */
};

static bool read_rubric(struct making *making, const struct given *given, struct err *err)
{
	struct faults faults;
	char *path;

	if (given->of[OPT_RUBRIC] == NULL)
		return err_set(err, ERR_USAGE, NULL,
			"session new takes --rubric; hint: peil rubric list names them");
	path = rubric_path(given->of[OPT_RUBRIC], err);
	if (path == NULL)
		return false;
	faults_init(&faults, path);
	making->rubric = rubric_file_read(path, &faults);
	options_print_faults(&faults);
	faults_free(&faults);
	free(path);
	if (making->rubric == NULL)
		err->code = ERR_INPUT;
	return making->rubric != NULL;
}

static bool read_people(struct making *making, const struct given *given, struct err *err)
{
	const char *file = given->of[OPT_ROSTER];
	struct faults faults;
	bool good;

	if ((file == NULL) == (given->of[OPT_PEOPLE] == NULL))
		return err_set(err, ERR_USAGE, NULL,
			"session new takes --people or --roster; hint: --people "
			"student:3,lecturer:2");
	if (file == NULL)
		return roster_seats(&making->roster, given->of[OPT_PEOPLE], err);
	faults_init(&faults, file);
	good = roster_file_read(file, &making->roster, &making->people, &faults);
	options_print_faults(&faults);
	faults_free(&faults);
	if (good)
		making->strangers = roster_find_uids(&making->roster);
	else
		err->code = ERR_INPUT;
	return good;
}

static bool take_text(
	char **slot, const struct given *given, enum option_id option, struct err *err)
{
	const char *text = given->of[option];
	char *normal;

	if (text == NULL)
		return true;
	if (text_valid(text, strlen(text)) != strlen(text))
		return err_set(
			err, ERR_USAGE, NULL, "--%s: this is not UTF-8", option_info(option)->name);
	if (strlen(text) > TEXT_MAX_LEN)
		return err_set(err, ERR_USAGE, NULL, "--%s: longer than %d bytes",
			option_info(option)->name, TEXT_MAX_LEN);
	normal = text_normal(text);
	mem_replace(slot, normal);
	free(normal);
	return true;
}

static bool take_number(int *slot, const struct given *given, enum option_id option, int low,
	int high, struct err *err)
{
	uint64_t value;

	if (given->of[option] == NULL)
		return true;
	if (!decimal_whole(given->of[option], (uint64_t)high, &value) || value < (uint64_t)low)
		return err_set(err, ERR_USAGE, NULL, "--%s %s: hint: %d to %d",
			option_info(option)->name, given->of[option], low, high);
	*slot = (int)value;
	return true;
}

static bool take_choice(bool *slot, const struct given *given, enum option_id option,
	const char *no, const char *yes, struct err *err)
{
	const char *word = given->of[option];

	if (word == NULL)
		return true;
	*slot = strcmp(word, yes) == 0;
	return *slot || strcmp(word, no) == 0 ||
	       err_set(err, ERR_USAGE, NULL, "--%s %s: hint: %s or %s", option_info(option)->name,
		       word, no, yes);
}

static bool take_profile(struct making *making, const struct given *given, struct err *err)
{
	const struct rubric *rubric = making->rubric;
	const char *id = given->of[OPT_PROFILE];
	struct buf names = BUF_EMPTY;

	if (id == NULL)
		return true;
	mem_replace(&making->session.profile, id);
	for (size_t i = 0; i < rubric->profile_count; i++) {
		if (strcmp(rubric->profiles[i].id, id) == 0)
			return true;
	}
	for (size_t i = 0; i < rubric->profile_count; i++)
		buf_format(&names, "%s%s", i > 0 ? ", " : "", rubric->profiles[i].id);
	err_set(err, ERR_USAGE, NULL, "--profile %s: this rubric has %s", id,
		names.len > 0 ? buf_text(&names) : "none");
	buf_free(&names);
	return false;
}

static bool read_settings(struct making *making, const struct given *given, struct err *err)
{
	struct session *session = &making->session;
	const struct rubric *rubric = making->rubric;
	const char *kind = given->of[OPT_KIND];
	const char *moment = given->of[OPT_MOMENT];
	char made[CLOCK_TEXT_LEN + 1];

	if (kind != NULL && strcmp(kind, "workshop") != 0)
		return err_set(err, ERR_USAGE, NULL, "--kind %s: hint: workshop", kind);
	if (moment != NULL && (moment[0] == '\0' || !session_moment_from(moment, &session->moment)))
		return err_set(
			err, ERR_USAGE, NULL, "--moment %s: hint: start, mid or end", moment);
	session->kind = SESSION_WORKSHOP;
	id_random(session->id, ID_WRITER_LEN);
	clock_text(made, clock_now());
	mem_replace(&session->made_at, made);
	mem_replace(&session->rubric, rubric->id);
	mem_replace(&session->rubric_version, rubric->version);
	mem_replace(&session->rubric_fingerprint, rubric->fingerprint);
	mem_replace(&session->title,
		rubric_say(rubric, &rubric->title, rubric_lang(rubric, lang_current())));
	return take_text(&session->title, given, OPT_TITLE, err) &&
	       take_text(&session->description, given, OPT_DESCRIPTION, err) &&
	       take_text(&session->purpose, given, OPT_PURPOSE, err) &&
	       take_number(&session->rounds, given, OPT_ROUNDS, 1, SESSION_ROUNDS_MAX, err) &&
	       take_number(&session->threshold, given, OPT_THRESHOLD, SESSION_THRESHOLD_MIN, 100,
		       err) &&
	       take_number(&session->minutes, given, OPT_MINUTES, 0, SESSION_MINUTES_MAX, err) &&
	       take_choice(&session->names_shown, given, OPT_WITH_NAMES, "hidden", "shown", err) &&
	       take_choice(&session->roles_apart, given, OPT_ROLES, "merged", "apart", err) &&
	       take_profile(making, given, err);
}

/* --- saying what was made --------------------------------------------------------------------- */

/* Minutes as in a workshop of eight aspects and six people, to the nearest. */
static unsigned long minutes(double of_eight, size_t criteria)
{
	double value = of_eight * (double)criteria / 8.0;

	return value < 1.0 ? 1 : (unsigned long)(value + 0.5);
}

static void add_cost(struct buf *out, const struct making *making)
{
	size_t criteria = making->rubric->criterion_count, people = making->roster.count;
	unsigned long alone = minutes(13, criteria), typing = (unsigned long)(people + 1) / 2;

	buf_text_add(out, _("What answering takes, in minutes:\n"));
	buf_format(out, _("  cards, all at once, typed in by you: %lu\n"), minutes(10, criteria));
	buf_format(out, _("  everybody at their own terminal: %lu\n"), alone);
	buf_format(out, _("  on paper, typed in by you: %lu\n"), alone + typing);
	buf_format(out,
		_("  one laptop passed round: %lu (good before the meeting, or for up to "
		  "three people)\n"),
		minutes(6.8, criteria) * (unsigned long)people);
}

static void add_alone(struct buf *out, const struct making *making)
{
	const struct roster *roster = &making->roster;
	const char *role;

	for (size_t i = 0; (role = roster_role(roster, i)) != NULL; i++) {
		if (roster_in_role(roster, role) != 1)
			continue;
		if (making->session.roles_apart)
			buf_format(out,
				_("The role %s has one person: that answer can be recognised.\n"),
				role);
		else
			buf_format(out,
				_("The role %s has one person: that answer can be recognised, so "
				  "it is shown together with another role.\n"),
				role);
	}
}

static void add_who_reads(struct buf *out, const struct session_probe *probe)
{
	if (probe->acl)
		buf_text_add(out,
			_("Until you show the answers, only you and the participant can read what "
			  "that participant answers.\n"));
	else if (probe->group != NULL)
		buf_format(out,
			_("This disk has no access lists: what participants answer can be read by "
			  "the group %s.\n"),
			probe->group);
	if (probe->others != NULL)
		buf_format(out,
			_("WARNING: that group has other members, who can read answers before "
			  "they are shown: %s\n"),
			probe->others);
	if (probe->blocked != NULL) {
		buf_text_add(out, _("Other people cannot get into this folder: closed at "));
		session_add_safe(out, probe->blocked);
		buf_text_add(out, _(". Cards, paper and one laptop work; their own terminals do "
				    "not. hint: chmod o+x\n"));
	}
}

static void add_next(struct buf *out, const struct making *making)
{
	buf_text_add(out, _("Go on with: peil discuss "));
	session_add_safe(out, making->path);
	buf_text_add(out, _("\nParticipants with an account: peil rate "));
	session_add_safe(out, making->path);
	buf_byte(out, '\n');
}

static void add_made(struct buf *out, const struct making *making)
{
	const struct session *session = &making->session;

	buf_text_add(out, _("Made: "));
	session_add_safe(out, making->path);
	buf_format(out, "\n%s: ", _("Problem"));
	session_add_safe(out, session->title);
	buf_format(out, "\n%s: ", _("Participants"));
	for (size_t i = 0; roster_role(&making->roster, i) != NULL; i++) {
		const char *role = roster_role(&making->roster, i);

		buf_format(out, "%s%zu %s", i > 0 ? ", " : "",
			roster_in_role(&making->roster, role), role);
	}
	buf_format(out, _("\nRounds: %d; agreed from %d %%; minutes: %d; names %s.\n"),
		session->rounds, session->threshold, session->minutes,
		session->names_shown ? _("shown") : _("hidden"));
	if (making->strangers > 0)
		buf_format(out,
			_("Logins without an account here: %zu; you enter their answers, "
			  "or they use the laptop.\n"),
			making->strangers);
}

static bool report(const struct making *making, struct err *err)
{
	struct session_probe probe;
	struct buf out = BUF_EMPTY;
	bool done;

	session_probe(making->path, &probe);
	add_made(&out, making);
	add_cost(&out, making);
	add_alone(&out, making);
	add_who_reads(&out, &probe);
	add_next(&out, making);
	session_probe_free(&probe);
	done = session_print(&out, err);
	buf_free(&out);
	return done;
}

int session_new(const struct given *given, const struct options *options)
{
	struct making making = {.path = session_operand(given, 0)};
	struct err err = ERR_OK;
	bool done;
	int status;

	(void)options;
	session_init(&making.session);
	done = read_rubric(&making, given, &err) && read_people(&making, given, &err) &&
	       read_settings(&making, given, &err) &&
	       session_make_group(making.path, &making.session, making.rubric, &making.roster,
		       making.people.len > 0 ? &making.people : NULL, &err) &&
	       report(&making, &err);
	if (done)
		session_remember(making.path);
	status = options_fail(&err);
	rubric_free(making.rubric);
	session_free(&making.session);
	roster_free(&making.roster);
	buf_free(&making.people);
	err_free(&err);
	return status;
}
