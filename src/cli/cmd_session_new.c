/* peil session new: make a session, and say what was made and who can read in it. */
#include "config.h"
#include "cli/cmd_session_new.h"

#include "base/lang.h"
#include "base/mem.h"
#include "cli/cmd_session.h"
#include "cli/output.h"
#include "files/before_file.h"
#include "files/people_file.h"
#include "files/roster_file.h"
#include "files/roster_import.h"
#include "files/rubric_file.h"
#include "files/session_new.h"
#include "files/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool read_like(struct making *making, const struct given *given, struct err *err)
{
	const char *path = given->of[OPT_LIKE];

	if (path == NULL)
		return true;
	making->like = session_read(path, err);
	if (making->like == NULL)
		return false;
	session_free(&making->session);
	session_copy(&making->session, &making->like->session);
	/* What belongs to that one moment. */
	making->session.moment = SESSION_NO_MOMENT;
	mem_replace(&making->session.closes, "");
	mem_replace(&making->session.rater, "");
	mem_replace(&making->session.role, "");
	return true;
}

static bool take_kind(struct making *making, const struct given *given, struct err *err)
{
	const char *kind = given->of[OPT_KIND];
	enum session_kind *slot = &making->session.kind;

	if (kind == NULL && making->like == NULL)
		*slot = SESSION_WORKSHOP;
	if (*slot == SESSION_SOLO)
		*slot = SESSION_WORKSHOP;
	return kind == NULL || (session_kind_from(kind, slot) && *slot != SESSION_SOLO) ||
	       err_set(err, ERR_USAGE, NULL, "--kind %s: hint: workshop or peer", kind);
}

static bool fits_kind(const struct making *making, struct err *err)
{
	enum rubric_kind kind = making->rubric->kind;

	return making->session.kind != SESSION_PEER || kind == RUBRIC_LEVELS ||
	       kind == RUBRIC_STATEMENTS ||
	       err_set(err, ERR_USAGE, NULL,
		       "people cannot be rated with %s, which has no levels for each criterion; "
		       "hint: --rubric teamwork, or --kind workshop",
		       making->rubric->id);
}

static bool read_rubric(struct making *making, const struct given *given, struct err *err)
{
	const char *name = given->of[OPT_RUBRIC];
	struct faults faults;
	struct buf own = BUF_EMPTY;
	char *path;

	if (name == NULL && making->like == NULL)
		return err_set(err, ERR_USAGE, NULL,
			"session new takes --rubric; hint: peil rubric list names them");
	if (name == NULL) {
		buf_format(&own, "%s/rubric.ini", making->like->path);
		path = buf_take(&own);
	} else {
		path = rubric_path(name, err);
	}
	if (path == NULL)
		return false;
	faults_init(&faults, path);
	making->rubric = rubric_file_read(path, &faults);
	options_print_faults(&faults);
	faults_free(&faults);
	free(path);
	if (making->rubric == NULL)
		err->code = ERR_INPUT;
	return making->rubric != NULL && fits_kind(making, err);
}

/* The people of an earlier session who did not leave, as they were grouped last. */
static bool people_of_like(struct making *making, struct err *err)
{
	const struct session_data *like = making->like;
	struct people people;
	bool good;

	if (like->session.kind == SESSION_SOLO)
		return err_set(err, ERR_USAGE, NULL,
			"that session has one person; hint: name the others with --people");
	good = people_read(like->path, &like->roster, &people, err);
	buf_text_add(&making->people, "person,email,number\n");
	for (size_t i = 0; good && i < like->roster.count; i++) {
		const struct person *from = &like->roster.list[i];
		struct person person = {.id = mem_text(from->id),
			.name = mem_text(from->name),
			.group = mem_text(from->group),
			.role = mem_text(from->role),
			.login = mem_text(from->login),
			.uid = from->uid};

		if (like->ledger->left[i]) {
			free(person.id);
			free(person.name);
			free(person.group);
			free(person.role);
			free(person.login);
			continue;
		}
		table_text_field(&making->people, from->id, ',');
		buf_byte(&making->people, ',');
		table_text_field(&making->people, people.email[i], ',');
		buf_byte(&making->people, ',');
		table_text_field(&making->people, people.number[i], ',');
		buf_byte(&making->people, '\n');
		roster_add(&making->roster, &person);
	}
	people_free(&people);
	return good;
}

static bool read_list(struct making *making, const struct given *given, struct err *err)
{
	const char *file = given->of[OPT_ROSTER];
	bool peer = making->session.kind == SESSION_PEER;
	const struct roster_import how = {.columns = given->columns,
		.column_count = given->column_count,
		.named_ids = peer,
		.role = peer ? "student" : "participant"};
	struct roster_imported list;
	struct faults faults;
	bool good;

	faults_init(&faults, file);
	good = roster_import_file(file, &how, &list, &faults);
	options_print_faults(&faults);
	faults_free(&faults);
	if (!good) {
		err->code = ERR_INPUT;
		return false;
	}
	making->roster = list.roster;
	making->lines = list.lines;
	making->windows_1252 = list.windows_1252;
	making->delimiter = list.delimiter;
	buf_text_add(&making->people, list.people);
	free(list.people);
	return true;
}

static bool read_people(struct making *making, const struct given *given, struct err *err)
{
	bool file = given->of[OPT_ROSTER] != NULL, seats = given->of[OPT_PEOPLE] != NULL;
	bool good;

	if (making->like != NULL && !file && !seats)
		good = people_of_like(making, err);
	else if (file == seats)
		return err_set(err, ERR_USAGE, NULL,
			"session new takes --people or --roster; hint: --people "
			"student:3,lecturer:2");
	else if (file)
		good = read_list(making, given, err);
	else
		good = roster_seats(&making->roster, given->of[OPT_PEOPLE], err);
	if (good)
		making->strangers = roster_find_uids(&making->roster);
	return good;
}

/* On a terminal somebody looks before it is made. */
static bool agreed(const struct making *making, const struct given *given, struct err *err)
{
	struct buf out = BUF_EMPTY;
	bool done,
		ask = given->of[OPT_YES] == NULL && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);

	if (making->session.kind != SESSION_PEER)
		return true;
	making_preview(&out, making);
	done = output_print(&out, err);
	buf_free(&out);
	return done && (!ask || options_yes(_("Make this session? y or n: ")) ||
			       err_set(err, ERR_INPUT, NULL, "%s", _("nothing was made")));
}

/* What was agreed goes along to the next moment of the same rubric. */
static bool take_agreements(const struct making *making, struct err *err)
{
	const struct session_data *like = making->like;
	struct before before;
	bool done;

	if (like == NULL || strcmp(like->rubric->fingerprint, making->rubric->fingerprint) != 0)
		return true;
	before_collect(like, &before);
	done = before_write(making->path, making->rubric, &before, err);
	if (done && before.count > 0)
		printf(_("Agreements to look back on: %zu\n"), before.count);
	before_free(&before);
	return done;
}

static bool make(struct making *making, const struct given *given, struct err *err)
{
	return read_like(making, given, err) && take_kind(making, given, err) &&
	       read_rubric(making, given, err) && read_people(making, given, err) &&
	       making_settings(making, given, err) && agreed(making, given, err) &&
	       session_make_group(making->path, &making->session, making->rubric, &making->roster,
		       making->people.len > 0 ? &making->people : NULL, err) &&
	       take_agreements(making, err) && making_report(making, err);
}

int session_new(const struct given *given, const struct options *options)
{
	struct making making = {.path = session_operand(given, 0)};
	struct err err = ERR_OK;
	int status;

	(void)options;
	session_init(&making.session);
	if (make(&making, given, &err))
		session_remember(making.path);
	status = options_fail(&err);
	rubric_free(making.rubric);
	session_free(&making.session);
	roster_free(&making.roster);
	session_data_free(making.like);
	buf_free(&making.people);
	free(making.lines);
	err_free(&err);
	return status;
}
