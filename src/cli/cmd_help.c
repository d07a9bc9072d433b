/* The help on the command line and the tables of the manual page, both from the same tables. */
#include "config.h"

#include "base/buf.h"
#include "base/lang.h"
#include "cli/commands.h"
#include "cli/completion.h"
#include "files/results.h"
#include "ui/action.h"

#include <stdio.h>
#include <string.h>

#define COLUMN 28 /* where explanations start */

static void option_head(struct buf *out, const struct option_info *info)
{
	if (info->letter != 0)
		buf_format(out, "-%c, ", info->letter);
	buf_format(out, "--%s", info->name);
	if (info->argument != NULL)
		buf_format(out, " %s", info->argument);
}

static void line(const char *head, const char *help)
{
	printf("  %-*s  %s\n", COLUMN, head, help);
}

static void print_option(enum option_id id)
{
	struct buf head = BUF_EMPTY;

	option_head(&head, option_info(id));
	line(buf_text(&head), _(option_info(id)->help));
	buf_free(&head);
}

static void print_common(void)
{
	printf("\n%s\n", _("Everywhere:"));
	for (size_t i = 0; i < OPT_COMMON; i++)
		print_option((enum option_id)i);
}

static void print_command(const struct command *command)
{
	printf(_("Usage: peil %s %s [options]\n"), command->name, command->arguments);
	printf("\n%s\n", _(command->help));
	if (command->own != NULL) {
		printf("\n%s\n", _("Options:"));
		for (const enum option_id *own = command->own; *own != OPT_COUNT; own++)
			print_option(*own);
	}
	print_common();
}

static void print_keys(void)
{
	printf("\n%s\n", _("Keys (? lists them at any moment), and the word in plain mode:"));
	for (int i = ACT_NONE + 1; i < ACT_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);
		struct buf head = BUF_EMPTY;
		if (info->group == ACT_G_TEXT)
			continue;
		buf_format(
			&head, "%-20s %s", info->keys[0] == '\0' ? "-" : info->keys, info->plain);
		line(buf_text(&head), _(info->help));
		buf_free(&head);
	}
}

void help_print(const struct command *command)
{
	struct buf head = BUF_EMPTY;

	if (command != NULL) {
		print_command(command);
		return;
	}
	printf("%s\n\n", _("Usage: peil [COMMAND] [options]"));
	printf("%s\n\n", _("peil walks people through rubrics and keeps every answer."));
	printf("%s\n", _("Commands:"));
	for (size_t i = 0; command_nth(i) != NULL; i++) {
		buf_cut(&head, 0);
		buf_format(&head, "%s %s", command_nth(i)->name, command_nth(i)->arguments);
		line(buf_text(&head), _(command_nth(i)->help));
	}
	buf_free(&head);
	print_common();
	print_keys();
	printf("\n%s\n",
		_("Exit status: 0 done, 1 the input is wrong, 2 wrong usage, 3 done but something "
		  "could not be used, 4 could not save."));
}

/* --- the manual page ---------------------------------------------------------------------------
 */

/* The text with mdoc's own signs taken out of their meaning. */
static void mdoc_text(const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", stdout);
	for (; *text != '\0'; text++) {
		if (*text == '\\')
			fputs("\\e", stdout);
		else if (*text == '-')
			fputs("\\-", stdout);
		else
			putchar(*text);
	}
}

static void mdoc_item(const char *head, const char *help)
{
	fputs(".It ", stdout);
	mdoc_text(head);
	putchar('\n');
	mdoc_text(help);
	putchar('\n');
}

static void mdoc_keys(void)
{
	puts(".Bl -column \"<Delete> <BackSpace>\" \"word\" \"explanation\"");
	puts(".It Sy key Ta Sy word Ta Sy what it does");
	for (int i = ACT_NONE + 1; i < ACT_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);
		fputs(".It ", stdout);
		mdoc_text(info->keys[0] == '\0' ? "-" : info->keys);
		fputs(" Ta ", stdout);
		mdoc_text(info->plain[0] == '\0' ? "-" : info->plain);
		fputs(" Ta ", stdout);
		mdoc_text(info->help);
		putchar('\n');
	}
	puts(".El");
}

static void mdoc_options(void)
{
	puts(".Bl -tag -width Ds");
	for (size_t i = 0; i < OPT_COUNT; i++) {
		const struct option_info *info = option_info((enum option_id)i);
		fputs(".It", stdout);
		if (info->letter != 0)
			printf(" Fl %c ,", info->letter);
		printf(" Fl \\-%s", info->name);
		if (info->argument != NULL)
			printf(" Ar %s", info->argument);
		putchar('\n');
		mdoc_text(info->help);
		putchar('\n');
	}
	puts(".El");
}

static void mdoc_commands(void)
{
	puts(".Bl -tag -width Ds");
	for (size_t i = 0; command_nth(i) != NULL; i++) {
		const struct command *command = command_nth(i);
		printf(".It Nm peil Cm %s", command->name);
		if (command->arguments[0] != '\0')
			printf(" Ar %s", command->arguments);
		putchar('\n');
		mdoc_text(command->help);
		putchar('\n');
		if (command->own == NULL)
			continue;
		puts("Options:");
		for (const enum option_id *own = command->own; *own != OPT_COUNT; own++)
			printf(".Fl \\-%s%s\n", option_info(*own)->name,
				own[1] == OPT_COUNT ? " ." : " ,");
	}
	puts(".El");
}

static void mdoc_columns(void)
{
	puts(".Bl -tag -width rubric_fingerprint");
	for (size_t i = 0; results_column(i) != NULL; i++)
		mdoc_item(results_column(i)->name, results_column(i)->help);
	puts(".El");
}

static bool mdoc(const char *table)
{
	if (strcmp(table, "keys") == 0)
		mdoc_keys();
	else if (strcmp(table, "options") == 0)
		mdoc_options();
	else if (strcmp(table, "commands") == 0)
		mdoc_commands();
	else if (strcmp(table, "columns") == 0)
		mdoc_columns();
	else
		return false;
	return true;
}

static int refuse(const char *what, const char *word, const char *hint)
{
	struct err err = ERR_OK;

	err_set(&err, ERR_USAGE, NULL, "%s %s; hint: %s", what, word, hint);
	return options_end(&err);
}

static int print_completion(const char *shell)
{
	struct buf out = BUF_EMPTY;

	lang_set("en");
	if (!completion_write(&out, shell))
		return refuse("--completion", shell, "bash, zsh or fish");
	fputs(buf_text(&out), stdout);
	buf_free(&out);
	return 0;
}

int cmd_help(const struct given *given, const struct options *options)
{
	const struct command *command;

	(void)options;
	if (given->of[OPT_COMPLETION] != NULL)
		return print_completion(given->of[OPT_COMPLETION]);
	if (given->of[OPT_MDOC] != NULL) {
		lang_set("en");
		if (!mdoc(given->of[OPT_MDOC]))
			return refuse("--mdoc", given->of[OPT_MDOC],
				"keys, options, commands or columns");
		return 0;
	}
	if (given->operand_count == 0) {
		help_print(NULL);
		return 0;
	}
	command = command_find(given->operands[0]);
	if (command == NULL)
		return refuse("there is no command", given->operands[0], "peil --help");
	help_print(command);
	return 0;
}
