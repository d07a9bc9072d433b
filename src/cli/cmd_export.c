#include "config.h"

#include "base/lang.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "flow/export.h"

#include <stdio.h>
#include <string.h>

static bool read_delimiter(const char *text, char *delimiter, struct err *err)
{
	*delimiter = ',';
	if (text == NULL)
		return true;
	if (strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0)
		*delimiter = '\t';
	else if (text[0] != '\0' && text[1] == '\0' && strchr(",;\t|", text[0]) != NULL)
		*delimiter = text[0];
	else
		return err_set(err, ERR_USAGE, NULL,
			_("--delimiter %s cannot be used; hint: a comma, ; or tab"), text);
	return true;
}

static bool read_options(struct export_options *options, const struct given *given, struct err *err)
{
	*options = (struct export_options){.notes = given->of[OPT_NOTES] != NULL,
		.times = given->of[OPT_TIMES] != NULL,
		.shared = given->of[OPT_SHARED] != NULL,
		.history = given->of[OPT_HISTORY] != NULL,
		.wide = given->of[OPT_WIDE] != NULL,
		.link = given->of[OPT_LINK],
		.labels = given->of[OPT_LABELS],
		.bom = given->of[OPT_BOM] != NULL,
		.force = given->of[OPT_FORCE] != NULL};
	if (given->operand_count == 0)
		return err_set(err, ERR_USAGE, NULL,
			_("export takes session folders and packages; hint: peil export DIR... "
			  "--to OUT"));
	if (given->of[OPT_TO] == NULL)
		return err_set(err, ERR_USAGE, NULL,
			_("where the package goes was not said; hint: peil export DIR... --to "
			  "OUT"));
	if (options->link != NULL && strcmp(options->link, "email") != 0 &&
		strcmp(options->link, "login") != 0)
		return err_set(err, ERR_USAGE, NULL,
			_("--link %s cannot be used; hint: --link email, --link login"),
			options->link);
	return read_delimiter(given->of[OPT_DELIMITER], &options->delimiter, err);
}

static void say(const struct exported *exported, const struct export_options *options)
{
	fprintf(stderr, _("Sessions: %zu; people: %zu.\n"), exported->sessions, exported->people);
	if (exported->refused + exported->not_asked > 0)
		fprintf(stderr,
			_("Left out: %zu who said no to research, %zu who were not asked.\n"),
			exported->refused, exported->not_asked);
	if (exported->unasked > 0)
		fprintf(stderr, _("Not asked for consent by their session, and included: %zu.\n"),
			exported->unasked);
	if (options->link != NULL)
		fprintf(stderr,
			lang_plural("Linked by %s: %zu person is in two sessions or more, of %zu "
				    "who could be linked.\n",
				"Linked by %s: %zu people are in two sessions or more, of %zu who "
				"could be linked.\n",
				exported->linked_people),
			options->link, exported->linked_people, exported->linked_codes);
	if (options->shared)
		fprintf(stderr, _("Answers left out since fewer than five people gave one: %zu.\n"),
			exported->withheld);
	if (exported->twice > 0)
		fprintf(stderr,
			_("Sessions in a package that were there already, taken once: %zu.\n"),
			exported->twice);
}

int cmd_export(const struct given *given, const struct options *options)
{
	struct export_options wanted;
	struct exported exported = {0};
	struct err err = ERR_OK;
	int status = 0;

	(void)options;
	if (read_options(&wanted, given, &err) &&
		export_package(given->operands, given->operand_count, given->of[OPT_TO], &wanted,
			&exported, &err)) {
		fputs(buf_text(&exported.notes), stderr);
		say(&exported, &wanted);
		output_written(given->of[OPT_TO]);
		status = exported.partial ? ERR_PARTIAL : 0;
	} else {
		fputs(buf_text(&exported.notes), stderr);
		status = options_fail(&err);
	}
	err_free(&err);
	exported_free(&exported);
	return status;
}
