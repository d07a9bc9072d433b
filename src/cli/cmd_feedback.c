/* peil feedback: one's own released page. */
#include "config.h"

#include "base/buf.h"
#include "base/lang.h"
#include "cli/cmd_session.h"
#include "cli/output.h"
#include "files/release_dir.h"
#include "files/session_folder.h"
#include "flow/peer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct person *find_person(
	const struct session_data *data, const struct given *given, struct err *err)
{
	const char *id = given->of[OPT_AS];
	size_t person = id != NULL ? roster_find(&data->roster, id)
				   : roster_by_uid(&data->roster, (long)geteuid());

	if (person != ROSTER_NONE)
		return &data->roster.list[person];
	if (id != NULL)
		err_set(err, ERR_USAGE, NULL, _("there is no participant %s in this session"), id);
	else
		err_set(err, ERR_INPUT, data->path, "%s",
			_("you are not in the list of participants; hint: --as PERSON for the "
			  "session's owner"));
	return NULL;
}

static bool print_page(
	const struct session_data *data, const struct person *person, bool path, struct err *err)
{
	struct buf text = BUF_EMPTY, shown = BUF_EMPTY;
	char name[RELEASE_NAME_MAX];
	bool done;

	release_page_name(name, person->id, path ? "html" : "txt");
	if (!release_dir_read(data->path, name, &text)) {
		buf_free(&text);
		return err_set(err, ERR_INPUT, data->path, "%s",
			_("there is no page for you to read; your lecturer did not release it "
			  "yet"));
	}
	if (path)
		buf_format(&shown, "%s/release/%s\n", data->path, name);
	done = output_print(path ? &shown : &text, err);
	buf_free(&text);
	buf_free(&shown);
	return done;
}

int cmd_feedback(const struct given *given, const struct options *options)
{
	const char *format = given->of[OPT_FORMAT];
	struct session_data *data = NULL;
	const struct person *person;
	struct err err = ERR_OK;

	(void)options;
	if (given->operand_count != 1)
		err_set(&err, ERR_USAGE, NULL, "feedback takes one session folder");
	else if (format != NULL && strcmp(format, "text") != 0 && strcmp(format, "html") != 0)
		err_set(&err, ERR_USAGE, NULL, "--format %s: hint: text or html", format);
	else
		data = session_read(given->operands[0], &err);
	if (data != NULL && peer_is_kind(data, &err) &&
		(person = find_person(data, given, &err)) != NULL)
		print_page(data, person, format != NULL && strcmp(format, "html") == 0, &err);
	session_data_free(data);
	return options_end(&err);
}
