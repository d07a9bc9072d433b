/* peil session person|extend|reopen|invite for a class whose students rate each other. */
#include "config.h"
#include "cli/cmd_session.h"
#include "cli/output.h"

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "cli/cmd_session_new.h"
#include "files/session_folder.h"
#include "flow/peer.h"
#include "flow/peer_people.h"
#include "stats/say.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int end(struct session_data *data, struct err *err)
{
	int status = options_fail(err);

	session_data_free(data);
	err_free(err);
	return status;
}

static const char *text(const struct given *given, enum option_id option, const char *otherwise)
{
	return given->of[option] != NULL ? given->of[option] : otherwise;
}

static size_t find_person(const struct session_data *data, const char *id, struct err *err)
{
	size_t person = id != NULL ? roster_find(&data->roster, id) : ROSTER_NONE;

	if (person == ROSTER_NONE)
		err_set(err, ERR_USAGE, NULL,
			_("there is no participant %s; hint: peil session status DIR"),
			id != NULL ? id : "");
	return person;
}

static struct session_data *open_peers(const struct given *given, struct err *err)
{
	struct session_data *data = session_read(session_operand(given, 0), err);

	if (data != NULL && !peer_is_kind(data, err)) {
		session_data_free(data);
		return NULL;
	}
	return data;
}

static bool is_word(const struct given *given, const char *word)
{
	const char *verb = session_operand(given, 1);

	return verb != NULL && strcmp(verb, word) == 0;
}

static bool add(const struct session_data *data, const struct given *given, struct err *err)
{
	const struct peer_person person = {.name = session_operand(given, 2),
		.group = text(given, OPT_GROUP, ""),
		.role = "student",
		.login = text(given, OPT_LOGIN, ""),
		.email = text(given, OPT_EMAIL, ""),
		.new_group = given->of[OPT_YES] != NULL};
	char *id = NULL;
	bool done;

	if (given->of[OPT_GROUP] == NULL)
		return err_set(err, ERR_USAGE, NULL, "session person add takes --group");
	done = peer_people_add(data, &person, &id, err);
	if (done)
		printf(_("Saved: %s\n"), id);
	free(id);
	return done;
}

static bool change(const struct session_data *data, const struct given *given, struct err *err)
{
	const char *id = session_operand(given, 2);
	size_t person = find_person(data, id, err);
	const char *group = text(given, OPT_GROUP, session_operand(given, 3));
	bool done;

	if (person == ROSTER_NONE)
		return false;
	if (is_word(given, "withdraw"))
		done = peer_people_withdraw(data, person, err);
	else if (group == NULL)
		return err_set(err, ERR_USAGE, NULL, "session person move takes --group");
	else
		done = peer_people_move(data, person, group, given->of[OPT_YES] != NULL, err);
	if (done)
		printf(_("Saved: %s\n"), id);
	return done;
}

int session_class_person(const struct given *given)
{
	struct err err = ERR_OK;
	struct session_data *data = open_peers(given, &err);

	if (data == NULL)
		return end(data, &err);
	if (is_word(given, "add"))
		add(data, given, &err);
	else if (is_word(given, "move") || is_word(given, "withdraw"))
		change(data, given, &err);
	else
		err_set(&err, ERR_USAGE, NULL,
			"session person takes add, move or withdraw; hint: session extend, session "
			"reopen");
	return end(data, &err);
}

/* --- closing times ---------------------------------------------------------------------------- */

static int give_time(const struct given *given, bool reopened)
{
	struct err err = ERR_OK;
	struct session_data *data = open_peers(given, &err);
	const char *id = session_operand(given, 1);
	size_t person = ROSTER_NONE;
	char closes[CLOCK_OFFSET_LEN + 1] = "";
	struct buf said = BUF_EMPTY;
	bool good = data != NULL;

	if (good && id != NULL)
		good = (person = find_person(data, id, &err)) != ROSTER_NONE;
	if (good && given->of[OPT_CLOSES] != NULL)
		good = making_closing_time(
			closes, data->session.timezone, given->of[OPT_CLOSES], &err);
	else if (good && !reopened)
		good = err_set(&err, ERR_USAGE, NULL, "session extend takes --closes WHEN");
	if (good && peer_people_extend(data, person, closes, reopened, &err)) {
		if (closes[0] != '\0')
			say_time(&said, closes, data->session.timezone);
		else
			buf_text_add(&said, _("until you close it"));
		printf(_("Saved: %s, open until: %s\n"), id != NULL ? id : _("everybody"),
			buf_text(&said));
	}
	buf_free(&said);
	return end(data, &err);
}

int session_extend(const struct given *given, const struct options *options)
{
	(void)options;
	return give_time(given, false);
}

int session_reopen(const struct given *given, const struct options *options)
{
	(void)options;
	return give_time(given, true);
}

/* --- the text for the mail -------------------------------------------------------------------- */

static void add_path(struct buf *out, const char *path)
{
	char *full = realpath(path, NULL);
	bool plain =
		full != NULL && strspn(full, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvw"
					     "xyz0123456789/._-+") == strlen(full);

	/* What a shell would take apart stands in quotes. */
	if (!plain)
		buf_byte(out, '\'');
	session_add_safe(out, full != NULL ? full : path);
	if (!plain)
		buf_byte(out, '\'');
	free(full);
}

static void add_invitation(struct buf *out, const struct session_data *data)
{
	const struct session *session = &data->session;
	char host[256] = "";
	struct buf when = BUF_EMPTY;

	if (gethostname(host, sizeof(host) - 1) != 0 || host[0] == '\0')
		strcpy(host, "HOST");
	buf_text_add(out, _("Subject: "));
	session_add_safe(out, session->title);
	buf_text_add(
		out, _("\n\nDear student,\n\nPlease rate the people in your team, and yourself. "
		       "It takes about ten minutes.\n"));
	if (session->purpose[0] != '\0') {
		session_add_safe(out, session->purpose);
		buf_byte(out, '\n');
	}
	buf_format(out, _("\n1. Log in:  ssh YOUR-LOGIN@%s\n2. Type:    peil rate "), host);
	add_path(out, data->path);
	buf_text_add(
		out, _("\n\nYour answers are saved as you go; you can stop and go on later.\n"));
	if (peer_people_closes(data, ROSTER_NONE)[0] != '\0') {
		say_time(&when, peer_people_closes(data, ROSTER_NONE), session->timezone);
		buf_format(out,
			_("It closes by itself: %s. Until then you can change everything.\n"),
			buf_text(&when));
	}
	buf_text_add(out, session->names_shown
				  ? _("Teammates never see who gave which level; your tip and top "
				      "carry your name.")
				  : _("Teammates never see who gave which level, and your tip and "
				      "top carry no name; they may recognise you by how you "
				      "write."));
	buf_text_add(out, _(" The lecturer sees everything and reads the remarks before they go "
			    "out. Remarks are personal data: the person they are about may ask "
			    "for them.\n"));
	buf_text_add(out, _("With a screen reader, or on a simple terminal, add --plain to the "
			    "command.\nCannot log in? Tell your lecturer, who can fill in with "
			    "you.\n"));
	buf_free(&when);
}

int session_invite(const struct given *given, const struct options *options)
{
	struct err err = ERR_OK;
	struct session_data *data = open_peers(given, &err);
	struct buf out = BUF_EMPTY;

	(void)options;
	if (data != NULL) {
		add_invitation(&out, data);
		output_print(&out, &err);
	}
	buf_free(&out);
	return end(data, &err);
}
