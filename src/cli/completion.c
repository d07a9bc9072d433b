#include "config.h"

#include "cli/completion.h"

#include "base/buf.h"
#include "base/lang.h"
#include "cli/commands.h"

#include <ctype.h>
#include <string.h>

/* What can stand in a place. */
enum place {
	PLACE_NOTHING, /* a name, a number, a text: nobody can guess it */
	PLACE_FILE,
	PLACE_FOLDER,
	PLACE_RUBRIC, /* an id or a file */
	PLACE_WORDS   /* one of the words that the tables name */
};

static const char HEAD[] = "# Written by peil help --completion from its own tables.\n";

/* The ids of `peil rubric list`, as a command of any shell. */
#define LIST_RUBRICS "peil rubric list 2>/dev/null | sed -n \"s/^\\([a-z][a-z0-9-]*\\): .*/\\1/p\""

/* --- what the tables say ------------------------------------------------------------------------
 */

/* The words of "start|mid|end" parted by spaces; nothing when it is no such list. */
static bool add_choices(struct buf *out, const char *argument)
{
	size_t len = strcspn(argument, " [");

	if (memchr(argument, '|', len) == NULL)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (argument[i] != '|' && !islower((unsigned char)argument[i]) &&
			argument[i] != '-')
			return false;
	}
	for (size_t i = 0; i < len; i++)
		buf_byte(out, argument[i] == '|' ? ' ' : argument[i]);
	return true;
}

static enum place place_of(const char *argument, struct buf *words)
{
	if (add_choices(words, argument))
		return PLACE_WORDS;
	if (strncmp(argument, "STEP", 4) == 0) {
		for (size_t i = 0; session_step_name(i) != NULL; i++)
			buf_format(words, "%s%s", i > 0 ? " " : "", session_step_name(i));
		return PLACE_WORDS;
	}
	if (strcmp(argument, "[COMMAND]") == 0) {
		for (size_t i = 0; command_nth(i) != NULL; i++)
			buf_format(words, "%s%s", i > 0 ? " " : "", command_nth(i)->name);
		return PLACE_WORDS;
	}
	if (strncmp(argument, "RUBRIC", 6) == 0)
		return PLACE_RUBRIC;
	if (strcmp(argument, "DIR|PACKAGE...") == 0) /* both are folders */
		return PLACE_FOLDER;
	if (strstr(argument, "FILE") != NULL || strstr(argument, "PACKAGE") != NULL)
		return PLACE_FILE;
	if (strstr(argument, "DIR") != NULL || strcmp(argument, "OUT") == 0)
		return PLACE_FOLDER;
	return PLACE_NOTHING;
}

/* The nth option of a command, its own first; OPT_COUNT past the end. */
static enum option_id option_of(const struct command *command, size_t nth)
{
	size_t own = 0;

	while (command->own != NULL && command->own[own] != OPT_COUNT) {
		if (own == nth)
			return command->own[own];
		own++;
	}
	nth -= own;
	return nth < OPT_COMMON ? (enum option_id)nth : OPT_COUNT;
}

/* A text inside single quotes of a POSIX shell or of fish. */
static void quoted(struct buf *out, const char *text, const char *escape, const char *as)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			buf_text_add(out, as);
		else if (strchr(escape, *text) != NULL)
			buf_format(out, "\\%c", *text);
		else
			buf_byte(out, *text);
	}
}

/* --- bash
 * -----------------------------------------------------------------------------------------
 */

static void bash_place(struct buf *out, enum place place, const char *words)
{
	switch (place) {
	case PLACE_NOTHING: buf_text_add(out, ":"); break;
	case PLACE_FILE: buf_text_add(out, "_peil_from -f"); break;
	case PLACE_FOLDER: buf_text_add(out, "_peil_from -d"); break;
	case PLACE_RUBRIC: buf_text_add(out, "_peil_from -f -W \"$(_peil_rubrics)\""); break;
	case PLACE_WORDS: buf_format(out, "_peil_from -W '%s'", words); break;
	}
	buf_text_add(out, " ;;\n");
}

static void bash_command(struct buf *out, const struct command *command)
{
	struct buf words = BUF_EMPTY;
	enum option_id id;
	enum place place;

	for (size_t i = 0; (id = option_of(command, i)) != OPT_COUNT; i++) {
		const struct option_info *info = option_info(id);

		if (info->argument == NULL)
			continue;
		buf_format(out, "\t'%s --%s'", command->name, info->name);
		if (info->letter != 0)
			buf_format(out, " | '%s -%c'", command->name, info->letter);
		buf_text_add(out, ") ");
		buf_cut(&words, 0);
		place = place_of(info->argument, &words);
		bash_place(out, place, buf_text(&words));
	}
	buf_format(out, "\t'%s '*)\n\t\tcase $word in\n\t\t-*) _peil_from -W '", command->name);
	for (size_t i = 0; (id = option_of(command, i)) != OPT_COUNT; i++) {
		const struct option_info *info = option_info(id);

		buf_format(out, "%s--%s", i > 0 ? " " : "", info->name);
		if (info->letter != 0)
			buf_format(out, " -%c", info->letter);
	}
	buf_text_add(out, "' ;;\n\t\t*) ");
	buf_cut(&words, 0);
	place = place_of(command->arguments, &words);
	if (place == PLACE_WORDS) /* for the first operand; then come folders and files */
		buf_text_add(out, "[ $COMP_CWORD -gt 2 ] && _peil_from -f || ");
	bash_place(out, place, buf_text(&words));
	buf_text_add(out, "\t\tesac ;;\n");
	buf_free(&words);
}

static void write_bash(struct buf *out)
{
	buf_format(out, "%s", HEAD);
	buf_text_add(out, "_peil_rubrics()\n{\n\t" LIST_RUBRICS "\n}\n\n"
			  "_peil_from()\n{\n\tlocal found\n"
			  "\twhile IFS= read -r found; do\n\t\tCOMPREPLY+=(\"$found\")\n"
			  "\tdone < <(compgen \"$@\" -- \"$word\")\n"
			  "\t[[ $1 == -W ]] || compopt -o filenames 2>/dev/null\n}\n\n"
			  "_peil()\n{\n\tlocal word=${COMP_WORDS[COMP_CWORD]} "
			  "before=${COMP_WORDS[COMP_CWORD - 1]} command=home\n\tCOMPREPLY=()\n"
			  "\tif [ \"$COMP_CWORD\" -eq 1 ] && [[ $word != -* ]]; then\n\t\t"
			  "_peil_from -W '");
	for (size_t i = 0; command_nth(i) != NULL; i++)
		buf_format(out, "%s%s", i > 0 ? " " : "", command_nth(i)->name);
	buf_text_add(out, "'\n\t\treturn\n\tfi\n"
			  "\t[[ ${COMP_WORDS[1]} == -* ]] || command=${COMP_WORDS[1]}\n"
			  "\tcase \"$command $before\" in\n");
	for (size_t i = 0; command_nth(i) != NULL; i++)
		bash_command(out, command_nth(i));
	buf_text_add(out, "\tesac\n}\n\ncomplete -F _peil peil\n");
}

/* --- zsh
 * ------------------------------------------------------------------------------------------
 */

static void zsh_place(struct buf *out, enum place place, const char *words)
{
	switch (place) {
	case PLACE_NOTHING: buf_text_add(out, " "); break;
	case PLACE_FILE: buf_text_add(out, "_files"); break;
	case PLACE_FOLDER: buf_text_add(out, "_files -/"); break;
	case PLACE_RUBRIC: buf_text_add(out, "_peil_rubrics"); break;
	case PLACE_WORDS: buf_format(out, "(%s)", words); break;
	}
}

static void zsh_option(struct buf *out, const struct option_info *info)
{
	struct buf words = BUF_EMPTY;
	enum place place;

	if (info->letter != 0)
		buf_format(out, "\t\t\t'(-%c --%s)'{-%c,--%s}'[", info->letter, info->name,
			info->letter, info->name);
	else
		buf_format(out, "\t\t\t'--%s[", info->name);
	quoted(out, _(info->help), "[]:\\", "'\\''");
	buf_byte(out, ']');
	if (info->argument != NULL) {
		place = place_of(info->argument, &words);
		buf_byte(out, ':');
		quoted(out, info->argument, "[]:\\", "'\\''");
		buf_byte(out, ':');
		zsh_place(out, place, buf_text(&words));
	}
	buf_text_add(out, "' \\\n");
	buf_free(&words);
}

static void zsh_command(struct buf *out, const struct command *command)
{
	struct buf words = BUF_EMPTY;
	enum option_id id;
	enum place place = place_of(command->arguments, &words);

	buf_format(out, "\t%s)\n\t\t_arguments -s -S \\\n", command->name);
	for (size_t i = 0; (id = option_of(command, i)) != OPT_COUNT; i++)
		zsh_option(out, option_info(id));
	if (place == PLACE_WORDS) {
		buf_text_add(out, "\t\t\t'1: :");
		zsh_place(out, place, buf_text(&words));
		buf_text_add(out, "' \\\n\t\t\t'*: :_files' ;;\n");
	} else {
		buf_text_add(out, "\t\t\t'*: :");
		zsh_place(out, place, "");
		buf_text_add(out, "' ;;\n");
	}
	buf_free(&words);
}

static void write_zsh(struct buf *out)
{
	buf_format(out, "#compdef peil\n%s\n", HEAD);
	buf_text_add(out, "_peil_rubrics()\n{\n\tlocal -a ids\n\tids=(${(f)\"$(" LIST_RUBRICS
			  ")\"})\n\tcompadd -a ids\n\t_files\n}\n\n"
			  "_peil()\n{\n\tlocal command=home\n\tlocal -a commands\n"
			  "\tif (( CURRENT == 2 )) && [[ $PREFIX != -* ]]; then\n\t\tcommands=(\n");
	for (size_t i = 0; command_nth(i) != NULL; i++) {
		buf_format(out, "\t\t\t'%s:", command_nth(i)->name);
		quoted(out, _(command_nth(i)->help), "\\", "'\\''");
		buf_text_add(out, "'\n");
	}
	buf_text_add(out, "\t\t)\n\t\t_describe command commands\n\t\treturn\n\tfi\n"
			  "\tif [[ $words[2] != -* ]]; then\n\t\tcommand=$words[2]\n"
			  "\t\tshift words\n\t\t(( CURRENT-- ))\n\tfi\n\tcase $command in\n");
	for (size_t i = 0; command_nth(i) != NULL; i++)
		zsh_command(out, command_nth(i));
	buf_text_add(out, "\tesac\n}\n\n_peil \"$@\"\n");
}

/* --- fish
 * -----------------------------------------------------------------------------------------
 */

static void fish_place(struct buf *out, enum place place, const char *words)
{
	switch (place) {
	case PLACE_NOTHING: buf_text_add(out, " -x"); break;
	case PLACE_FILE: buf_text_add(out, " -r -F"); break;
	case PLACE_FOLDER: buf_text_add(out, " -x -a '(__fish_complete_directories)'"); break;
	case PLACE_RUBRIC: buf_text_add(out, " -r -F -a '(" LIST_RUBRICS ")'"); break;
	case PLACE_WORDS: buf_format(out, " -x -a '%s'", words); break;
	}
}

static void fish_command(struct buf *out, const struct command *command)
{
	struct buf words = BUF_EMPTY;
	enum option_id id;
	enum place place = place_of(command->arguments, &words);

	buf_format(out, "complete -c peil -n '__peil_is %s'", command->name);
	fish_place(out, place == PLACE_NOTHING ? PLACE_FILE : place, buf_text(&words));
	buf_byte(out, '\n');
	for (size_t i = 0; (id = option_of(command, i)) != OPT_COUNT; i++) {
		const struct option_info *info = option_info(id);

		buf_format(
			out, "complete -c peil -n '__peil_is %s' -l %s", command->name, info->name);
		if (info->letter != 0)
			buf_format(out, " -s %c", info->letter);
		if (info->argument != NULL) {
			buf_cut(&words, 0);
			place = place_of(info->argument, &words);
			fish_place(out, place, buf_text(&words));
		}
		buf_text_add(out, " -d '");
		quoted(out, _(info->help), "\\", "\\'");
		buf_text_add(out, "'\n");
	}
	buf_free(&words);
}

static void write_fish(struct buf *out)
{
	buf_format(out, "%s", HEAD);
	buf_text_add(out, "function __peil_is\n\tset -l words (commandline -opc)\n"
			  "\tset -l command home\n"
			  "\tif set -q words[2]; and not string match -q -- '-*' $words[2]\n"
			  "\t\tset command $words[2]\n\tend\n"
			  "\ttest \"$command\" = \"$argv[1]\"\nend\n\n"
			  "complete -c peil -f\n");
	for (size_t i = 0; command_nth(i) != NULL; i++) {
		buf_format(out, "complete -c peil -n __fish_use_subcommand -a %s -d '",
			command_nth(i)->name);
		quoted(out, _(command_nth(i)->help), "\\", "\\'");
		buf_text_add(out, "'\n");
	}
	for (size_t i = 0; command_nth(i) != NULL; i++)
		fish_command(out, command_nth(i));
}

bool completion_write(struct buf *out, const char *shell)
{
	if (strcmp(shell, "bash") == 0)
		write_bash(out);
	else if (strcmp(shell, "zsh") == 0)
		write_zsh(out);
	else if (strcmp(shell, "fish") == 0)
		write_fish(out);
	else
		return false;
	return true;
}
