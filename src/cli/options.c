#include "config.h"

#include "cli/options.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "cli/commands.h"
#include "flow/settings.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LETTER_BASE 1000 /* getopt's value of an option without a letter: this + its id */

/* clang-format off */
static const struct option_info OPTIONS[OPT_COUNT] = {
	[OPT_HELP] = {"help", 'h', NULL, N_("Say what can be asked and stop.")},
	[OPT_VERSION] = {"version", 'V', NULL, N_("Say which version this is and stop.")},
	[OPT_LANG] = {"lang", 0, "nl|en", N_("The language of screens and messages; remembered.")},
	[OPT_PLAIN] = {"plain", 0, NULL, N_("Lines of text instead of a screen, for screen readers, simple terminals and pipes.")},
	[OPT_ASCII] = {"ascii", 0, NULL, N_("Draw with ASCII signs only.")},
	[OPT_KEYS] = {"keys", 0, "FILE", N_("Take the keys from a file and write the screens it asks for.")},
	[OPT_SIZE] = {"size", 0, "COLSxROWS", N_("The size of the screen with --keys (80x24).")},
	[OPT_TARGET] = {"target", 0, "NAME", N_("What or who the form is about.")},
	[OPT_RATER] = {"rater", 0, "NAME", N_("Who fills it in (your login name).")},
	[OPT_ROLE] = {"role", 0, "ROLE", N_("In which role, for example student or lecturer.")},
	[OPT_MOMENT] = {"moment", 0, "start|mid|end", N_("At which moment of the project.")},
	[OPT_SESSION] = {"session", 0, "DIR", N_("Keep the answers in this folder, or go on with the session in it.")},
	[OPT_NEW] = {"new", 0, NULL, N_("Start afresh instead of going on with an unfinished form.")},
	[OPT_OUTPUT] = {"output", 'o', "FILE", N_("Write the result to this file as well.")},
	[OPT_FORCE] = {"force", 0, NULL, N_("Write over an output file that is there already.")},
	[OPT_WIDE] = {"wide", 0, NULL, N_("One row a form and a column a criterion, instead of one row an answer.")},
	[OPT_DELIMITER] = {"delimiter", 0, "CHAR", N_("What stands between columns: a comma (default), ; or tab.")},
	[OPT_BOM] = {"bom", 0, NULL, N_("Start the file with a byte order mark, for Excel.")},
	[OPT_LABELS] = {"labels", 0, "LANG", N_("Write levels as their labels in this language, not as ids.")},
	[OPT_AS] = {"as", 0, "PERSON", N_("Fill in for this participant (the session's owner, or yourself).")},
	[OPT_MDOC] = {"mdoc", 0, "TABLE", N_("Write a table of the manual page: keys, options, commands or columns.")},
	[OPT_COMPLETION] = {"completion", 0, "bash|zsh|fish", N_("Write what this shell needs to complete commands and options.")},
	[OPT_FORMAT] = {"format", 0, "FORMAT", N_("text for people (default), or csv for programs; a report also as json or html.")},
	[OPT_COLUMN] = {"column", 0, "OURS=NAME", N_("What the table calls a column, for example rater=judge; more than once if need be.")},
	[OPT_LEVELS] = {"levels", 0, "MIN..MAX", N_("The levels there are, for example 1..4.")},
	[OPT_SELF] = {"self", 0, "include|exclude", N_("Whether what people say of themselves counts; in session new: shown or counted.")},
	[OPT_ROUND] = {"round", 0, "N", N_("Only the rows of this round.")},
	[OPT_BOOTSTRAP] = {"bootstrap", 0, "N", N_("Draws for the bootstrap intervals (1000); 0 for none.")},
	[OPT_SEED] = {"seed", 0, "S", N_("Where the draws start (1): the same seed gives the same intervals.")},
	[OPT_BY] = {"by", 0, "rater|target", N_("Severity and range use of each rater, or controversy of each target.")},
	[OPT_R] = {"r", 0, NULL, N_("Add the lines of R that recompute each figure.")},
	[OPT_GROUP_MARK] = {"group-mark", 0, "N", N_("The mark of every group, on the scale.")},
	[OPT_GROUP_MARKS] = {"group-marks", 0, "FILE", N_("The mark of each group: a table with the columns group and mark.")},
	[OPT_WEIGHT] = {"weight", 0, "W", N_("How much of the mark follows the WebPA score: 0..1 or 0%..100% (1).")},
	[OPT_PENALTY] = {"penalty", 0, "P", N_("Taken off for who submitted nothing: 10% of the grade, or 1p for one point (0).")},
	[OPT_CAP] = {"cap", 0, "C", N_("The highest WebPA score that counts.")},
	[OPT_SCALE] = {"scale", 0, "MIN..MAX", N_("The scale of the marks (0..100).")},
	[OPT_DECIMALS] = {"decimals", 0, "D", N_("Round grades to this many decimals.")},
	[OPT_CATME_DISPLAY] = {"catme-display", 0, NULL, N_("Show the CATME factor as CATME does: at most 1.05, and 0.95..1.05 as 1.")},
	[OPT_MARKS] = {"marks", 0, "canvas|brightspace|moodle", N_("Write the grades as this system imports them.")},
	[OPT_COUNTS] = {"counts", 0, NULL, N_("With csv: one row per level, with how many chose it.")},
	[OPT_NAMES] = {"names", 0, NULL, N_("Say who took part.")},
	[OPT_RUBRIC] = {"rubric", 0, "RUBRIC", N_("The rubric, by id or by file; a copy is kept in the session.")},
	[OPT_KIND] = {"kind", 0, "workshop|peer", N_("What kind of session it is (workshop).")},
	[OPT_PEOPLE] = {"people", 0, "SEATS", N_("Who takes part: student:3,lecturer:2, or with names student:Ana+Bo.")},
	[OPT_ROSTER] = {"roster", 0, "FILE", N_("A list of participants: a table with name, group, role, login, email; also as TEAMMATES, WebPA, Buddycheck, Canvas and Brightspace write it.")},
	[OPT_TITLE] = {"title", 0, "TEXT", N_("The problem in a few words.")},
	[OPT_DESCRIPTION] = {"description", 0, "TEXT", N_("The problem in a few sentences.")},
	[OPT_PURPOSE] = {"purpose", 0, "TEXT", N_("What the answers are used for; participants read it first.")},
	[OPT_WITH_NAMES] = {"names", 0, "hidden|shown", N_("Whether the report may say who chose what; peers: whether a top and a tip carry a name (hidden).")},
	[OPT_ROLES] = {"roles", 0, "merged|apart", N_("Whether a role with one person is shown with another role or by itself (merged).")},
	[OPT_ROUNDS] = {"rounds", 0, "N", N_("How many rounds there may be (2).")},
	[OPT_THRESHOLD] = {"threshold", 0, "PERCENT", N_("How many must choose the same level to call it agreed (75).")},
	[OPT_PROFILE] = {"profile", 0, "ID", N_("What fits this group, by its id in the rubric.")},
	[OPT_SCORES] = {"scores", 0, NULL, N_("Release a summary of the levels only.")},
	[OPT_WORDS] = {"words", 0, NULL, N_("Release the comments only.")},
	[OPT_BOTH] = {"both", 0, NULL, N_("Release the levels and the comments (as it does without).")},
	[OPT_PREVIEW] = {"preview", 0, "PERSON", N_("Show what this person would get; nothing is released.")},
	[OPT_REMINDERS] = {"reminders", 0, NULL, N_("A list to mail from: who is not done yet, with their e-mail.")},
	[OPT_MINUTES] = {"minutes", 0, "M", N_("How long the workshop takes (50); 0 for no clock.")},
	[OPT_REASON] = {"reason", 0, "TEXT", N_("Why: the reason of an agreed level, of a decision about a comment, of another weight.")},
	[OPT_CRITERION] = {"criterion", 0, "C", N_("What the action is about.")},
	[OPT_LEVEL] = {"level", 0, "L", N_("The level that the action aims at.")},
	[OPT_TEXT] = {"text", 0, "TEXT", N_("What is to be done (an empty text removes the action); of a comment, the passage to black out.")},
	[OPT_OWNER] = {"owner", 0, "NAME", N_("Who does it.")},
	[OPT_DUE] = {"due", 0, "DATE", N_("By when: 12-12, 12 dec, 2026-12-12 or +14.")},
	[OPT_YES] = {"yes", 0, NULL, N_("Do not ask.")},
	[OPT_TO] = {"to", 0, "OUT", N_("The new folder that the package is written to.")},
	[OPT_NOTES] = {"notes", 0, NULL, N_("Notes and other texts too; without it a package has none.")},
	[OPT_TIMES] = {"times", 0, NULL, N_("Times to the second, not to the day.")},
	[OPT_SHARED] = {"shared", 0, NULL, N_("Leave out what fewer than five people answered, and names of small roles and groups.")},
	[OPT_LINK] = {"link", 0, "email|login", N_("Give people one more code that is the same in all sessions.")},
	[OPT_HISTORY] = {"history", 0, NULL, N_("Every change of mind too, not only the last answer.")},
	[OPT_STRICT] = {"strict", 0, NULL, N_("Refuse a table with a line that cannot be used.")},
	[OPT_LIKE] = {"like", 0, "DIR", N_("Take settings, people and agreements of this earlier session.")},
	[OPT_METHOD] = {"method", 0, "METHOD", N_("Peers: the factor to look at: webpa, spa, catme, teammates or none (webpa).")},
	[OPT_CLOSES] = {"closes", 0, "WHEN", N_("Peers: when it closes by itself: \"2026-12-11 17:00\", \"11-12 17:00\" or +14; the end of the day without a time.")},
	[OPT_TIMEZONE] = {"timezone", 0, "ZONE", N_("The time zone that times are typed and shown in (that of this machine).")},
	[OPT_RESEARCH] = {"research", 0, "no|ask", N_("Whether to ask each participant if the answers may be used for research (no).")},
	[OPT_KEEP_UNTIL] = {"keep-until", 0, "DATE", N_("Until when the session is kept; you are reminded then.")},
	[OPT_SIGNALS] = {"signals", 0, "LIST", N_("Peers: thresholds of the signals that differ, such as low-peers=2.5,few=2, on a scale of 1 to 5.")},
	[OPT_GROUP] = {"group", 0, "NAME", N_("The team of the person.")},
	[OPT_LOGIN] = {"login", 0, "NAME", N_("The login of the person on this machine.")},
	[OPT_EMAIL] = {"email", 0, "ADDRESS", N_("The address of the person; only you can read it.")},
};

static const enum option_id SCORE_OPTIONS[] = {OPT_TARGET, OPT_RATER, OPT_ROLE, OPT_MOMENT,
	OPT_SESSION, OPT_NEW, OPT_OUTPUT, OPT_FORCE, OPT_WIDE, OPT_DELIMITER, OPT_BOM, OPT_LABELS,
	OPT_COUNT};
static const enum option_id HOME_OPTIONS[] = {OPT_RATER, OPT_ROLE, OPT_MOMENT, OPT_COUNT};
static const enum option_id RATE_OPTIONS[] = {OPT_AS, OPT_COUNT};
static const enum option_id FEEDBACK_OPTIONS[] = {OPT_AS, OPT_FORMAT, OPT_COUNT};
static const enum option_id HELP_OPTIONS[] = {OPT_COMPLETION, OPT_MDOC, OPT_COUNT};

static const enum option_id AGREE_OPTIONS[] = {OPT_FORMAT, OPT_COLUMN, OPT_LEVELS, OPT_SELF,
	OPT_ROUND, OPT_BOOTSTRAP, OPT_SEED, OPT_BY, OPT_R, OPT_COUNT};
static const enum option_id FACTORS_OPTIONS[] = {OPT_FORMAT, OPT_COLUMN, OPT_LEVELS, OPT_SELF,
	OPT_MARKS, OPT_OUTPUT, OPT_FORCE,
	OPT_ROUND, OPT_GROUP_MARK, OPT_GROUP_MARKS, OPT_WEIGHT, OPT_PENALTY, OPT_CAP, OPT_SCALE,
	OPT_DECIMALS, OPT_CATME_DISPLAY, OPT_COUNT};

static const enum option_id PASSPORT_OPTIONS[] = {
	OPT_FORMAT, OPT_OUTPUT, OPT_FORCE, OPT_COUNT};

static const enum option_id RUBRIC_OPTIONS[] = {
	OPT_FORMAT, OPT_OUTPUT, OPT_FORCE, OPT_COUNT};

static const enum option_id REPORT_OPTIONS[] = {
	OPT_FORMAT, OPT_COUNTS, OPT_NAMES, OPT_OUTPUT, OPT_FORCE, OPT_COLUMN, OPT_LEVELS, OPT_ROUND,
	OPT_STRICT, OPT_COUNT};

static const enum option_id ERASE_OPTIONS[] = {OPT_YES, OPT_COUNT};
static const enum option_id EXPORT_OPTIONS[] = {OPT_TO, OPT_NOTES, OPT_TIMES, OPT_SHARED, OPT_LINK,
	OPT_LABELS, OPT_HISTORY, OPT_WIDE, OPT_DELIMITER, OPT_BOM, OPT_FORCE, OPT_COUNT};

static const enum option_id SESSION_OPTIONS[] = {OPT_RUBRIC, OPT_KIND, OPT_PEOPLE, OPT_ROSTER,
	OPT_SCORES, OPT_WORDS, OPT_BOTH, OPT_PREVIEW, OPT_REMINDERS,
	OPT_TITLE, OPT_DESCRIPTION, OPT_PURPOSE, OPT_MOMENT, OPT_WITH_NAMES, OPT_ROLES, OPT_ROUNDS,
	OPT_THRESHOLD, OPT_PROFILE, OPT_MINUTES, OPT_FORMAT, OPT_REASON, OPT_CRITERION, OPT_LEVEL,
	OPT_TEXT, OPT_OWNER, OPT_DUE, OPT_YES,
	OPT_LIKE, OPT_METHOD, OPT_WEIGHT, OPT_CAP, OPT_PENALTY, OPT_SCALE, OPT_SELF, OPT_SIGNALS, OPT_CLOSES, OPT_TIMEZONE, OPT_RESEARCH, OPT_KEEP_UNTIL, OPT_COLUMN, OPT_GROUP, OPT_LOGIN, OPT_EMAIL, OPT_OUTPUT, OPT_FORCE, OPT_COUNT};

static const struct command COMMANDS[] = {
	{"home", "", N_("Pick a rubric, or go on where you stopped; this is what peil does without a command."), cmd_home, HOME_OPTIONS},
	{"score", "RUBRIC", N_("Fill in one form of a rubric, named by id or by file."), cmd_score, SCORE_OPTIONS},
	{"rate", "DIR", N_("Fill in your own form in a session of several people."), cmd_rate, RATE_OPTIONS},
	{"discuss", "DIR", N_("Lead a workshop: read aloud, let everybody answer, show, talk, agree, see whether it fits; of peers: follow who is done, look, read comments."), cmd_discuss, NULL},
	{"rubric", "list|show|check|new|edit|import|export [RUBRIC...]", N_("List the rubrics there are, show one, check files for faults, write or change one, or exchange them with Canvas and Moodle."), cmd_rubric, RUBRIC_OPTIONS},
	{"session", "STEP DIR ...", N_("Make a session of several people and take its steps: new, status, sheets, cards, reveal, ask, round, agree, range, action, person, merge, close; peers: invite, extend, reopen, follow, comments, comment, weigh, release, wipe."), cmd_session, SESSION_OPTIONS},
	{"verify", "DIR|PACKAGE...", N_("Check every file, line, fingerprint and derived number of a session, or a research package against itself."), cmd_verify, NULL},
	{"report", "DIR|FILE...", N_("Write what came out of sessions: text, page, table or JSON; or count a table of ratings, as CSV."), cmd_report, REPORT_OPTIONS},
	{"agree", "DIR|FILE...", N_("Say how far raters agree, in sessions or in any table of ratings."), cmd_agree, AGREE_OPTIONS},
	{"factors", "DIR|FILE...", N_("Compute peer factors of a session, or of any table of ratings."), cmd_factors, FACTORS_OPTIONS},
	{"export", "DIR|PACKAGE...", N_("Write a research package: tables, codebook, and files that load them in R, Python, SPSS and SQL."), cmd_export, EXPORT_OPTIONS},
	{"erase", "DIR PERSON", N_("Take out what one person said and what was said about that person."), cmd_erase, ERASE_OPTIONS},
	{"passport", "PERSON DIR...", N_("One person over time: what was answered, agreed and written at each moment, to look through or to keep as a page."), cmd_passport, PASSPORT_OPTIONS},
	{"demo", "[DIR]", N_("Make a finished example workshop and look at it."), cmd_demo, NULL},
	{"feedback", "DIR", N_("Read your own page of feedback, once it was released."), cmd_feedback, FEEDBACK_OPTIONS},
	{"help", "[COMMAND]", N_("Say what a command does."), cmd_help, HELP_OPTIONS},
};
/* clang-format on */

const struct option_info *option_info(enum option_id id)
{
	return &OPTIONS[id];
}

const struct command *command_nth(size_t nth)
{
	return nth < sizeof COMMANDS / sizeof COMMANDS[0] ? &COMMANDS[nth] : NULL;
}

const struct command *command_find(const char *name)
{
	const struct command *command;

	for (size_t i = 0; (command = command_nth(i)) != NULL; i++)
		if (strcmp(command->name, name) == 0)
			return command;
	return NULL;
}

/* --- parsing ---------------------------------------------------------------------------------- */

static void allow(struct option *list, size_t *count, struct buf *letters, enum option_id id)
{
	const struct option_info *info = &OPTIONS[id];

	list[*count].name = info->name;
	list[*count].has_arg = info->argument == NULL ? no_argument : required_argument;
	list[*count].flag = NULL;
	list[*count].val = info->letter != 0 ? info->letter : LETTER_BASE + (int)id;
	(*count)++;
	if (info->letter != 0)
		buf_format(letters, "%c%s", info->letter, info->argument == NULL ? "" : ":");
}

/* getopt only gives values that allow() has given it. */
static enum option_id id_of(int value)
{
	size_t id = OPT_COUNT - 1;

	if (value >= LETTER_BASE && value < LETTER_BASE + OPT_COUNT)
		return (enum option_id)(value - LETTER_BASE);
	while (id > 0 && OPTIONS[id].letter != value)
		id--;
	return (enum option_id)id;
}

static bool bad_option(const struct command *command, char **argv, int wrong, struct err *err)
{
	char letter[3] = {'-', (char)optopt, '\0'};
	bool by_letter = optopt != 0 && optopt < LETTER_BASE;

	if (wrong == ':')
		return err_set(err, ERR_USAGE, NULL,
			"option %s needs a value; hint: peil %s --help",
			by_letter ? letter : argv[optind - 1], command->name);
	return err_set(err, ERR_USAGE, NULL,
		"option %s is not one of this command; hint: peil %s --help",
		by_letter ? letter : argv[optind - 1], command->name);
}

/* Cards of a room in which the first seat is absent: "-34212", "--u4", "---". No option looks so.
 */
static bool is_cards(const char *word)
{
	size_t len = strlen(word);

	return word[0] == '-' && len > 1 && strspn(word, "-123456789ux") == len &&
	       (len > 2 || word[1] != '-');
}

/* Put such words at the end, where getopt is not told of them; how many. */
static int set_cards_apart(int argc, char **argv)
{
	int end = argc;

	for (int i = 1; i < end && strcmp(argv[i], "--") != 0;) {
		char *word = argv[i];

		if (!is_cards(word)) {
			i++;
			continue;
		}
		memmove(&argv[i], &argv[i + 1], (size_t)(argc - i - 1) * sizeof(*argv));
		argv[argc - 1] = word;
		end--;
	}
	return argc - end;
}

bool options_parse(
	const struct command *command, int argc, char **argv, struct given *given, struct err *err)
{
	int all = argc;
	struct option list[OPT_COUNT + 1] = {{0}};
	struct buf letters = BUF_EMPTY;
	size_t count = 0;
	int found;

	memset(given, 0, sizeof *given);
	buf_text_add(&letters, ":");
	for (size_t i = 0; i < OPT_COMMON; i++)
		allow(list, &count, &letters, (enum option_id)i);
	for (const enum option_id *own = command->own; own != NULL && *own != OPT_COUNT; own++)
		allow(list, &count, &letters, *own);
	opterr = 0;
	if (command->run == cmd_session)
		argc -= set_cards_apart(argc, argv);
	while ((found = getopt_long(argc, argv, buf_text(&letters), list, NULL)) != -1) {
		if (found == '?' || found == ':') {
			buf_free(&letters);
			return bad_option(command, argv, found, err);
		}
		given->of[id_of(found)] = optarg == NULL ? "" : optarg;
		if (id_of(found) == OPT_COLUMN && given->column_count < GIVEN_COLUMNS_MAX)
			given->columns[given->column_count++] = optarg;
	}
	buf_free(&letters);
	for (; optind < all; optind++) {
		if (given->operand_count == GIVEN_OPERANDS_MAX)
			return err_set(
				err, ERR_USAGE, NULL, "more than %d arguments", GIVEN_OPERANDS_MAX);
		given->operands[given->operand_count++] = argv[optind];
	}
	return true;
}

/* --- the common options ----------------------------------------------------------------------- */

static bool parse_size(const char *text, struct options *options, struct err *err)
{
	char columns[8] = "";
	const char *cross = strchr(text, 'x');
	uint64_t width, height;

	if (cross != NULL && (size_t)(cross - text) < sizeof columns) {
		memcpy(columns, text, (size_t)(cross - text));
		if (decimal_whole(columns, 1000, &width) &&
			decimal_whole(cross + 1, 1000, &height) && width > 0 && height > 0) {
			options->columns = (int)width;
			options->rows = (int)height;
			return true;
		}
	}
	return err_set(err, ERR_USAGE, NULL, "--size %s is not a size; hint: --size 80x24", text);
}

static bool terminal_is_simple(void)
{
	const char *term = getenv("TERM");

	return !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || term == NULL || term[0] == '\0' ||
	       strcmp(term, "dumb") == 0;
}

static bool choose_lang(const struct given *given, const struct settings *settings, struct err *err)
{
	const char *asked = given->of[OPT_LANG];

	if (asked != NULL) {
		if (!lang_set(asked))
			return err_set(err, ERR_USAGE, NULL,
				"there is no language %s; hint: --lang nl or --lang en", asked);
		if (given->of[OPT_KEYS] == NULL &&
			(settings->lang == NULL || strcmp(settings->lang, asked) != 0))
			settings_remember_lang(asked);
		return true;
	}
	lang_set(settings->lang != NULL ? settings->lang : lang_from_environment());
	return true;
}

bool options_settle(const struct given *given, struct options *options, struct err *err)
{
	struct settings settings;
	struct faults faults;
	const char *plain = getenv("PEIL_PLAIN");
	bool fine;

	memset(options, 0, sizeof *options);
	faults_init(&faults, "config.ini");
	settings_read(&settings, &faults);
	options_print_faults(&faults);
	faults_free(&faults);
	fine = choose_lang(given, &settings, err);
	options->lang = lang_current();
	options->keys = given->of[OPT_KEYS];
	options->ascii = settings.ascii || given->of[OPT_ASCII] != NULL;
	options->plain = given->of[OPT_PLAIN] != NULL ||
			 (plain != NULL && plain[0] != '\0' && strcmp(plain, "0") != 0) ||
			 settings.plain || (options->keys == NULL && terminal_is_simple());
	settings_free(&settings);
	if (fine && given->of[OPT_SIZE] != NULL)
		fine = parse_size(given->of[OPT_SIZE], options, err);
	if (fine && options->keys == NULL && options->columns > 0)
		fine = err_set(err, ERR_USAGE, NULL, "--size goes with --keys");
	if (options->keys != NULL && options->columns == 0) {
		options->columns = 80;
		options->rows = 24;
	}
	return fine;
}

bool options_yes(const char *question)
{
	char line[16] = "";

	fputs(question, stdout);
	fflush(stdout);
	return fgets(line, sizeof(line), stdin) != NULL && line[0] != '\0' &&
	       strchr("yYjJ", line[0]) != NULL;
}

int options_fail(const struct err *err)
{
	if (err->message != NULL && err->message[0] != '\0')
		fprintf(stderr, "%s: error: %s\n", err->where == NULL ? "peil" : err->where,
			err->message);
	return (int)err->code;
}

int options_end(struct err *err)
{
	int status = options_fail(err);

	err_free(err);
	return status;
}

int options_usage(const char *message)
{
	struct err err = ERR_OK;

	err_set(&err, ERR_USAGE, NULL, "%s", message);
	return options_end(&err);
}

bool options_format(const struct given *given, const char *const *words, const char *purpose,
	size_t *nth, struct err *err)
{
	const char *word = given->of[OPT_FORMAT];
	struct buf names = BUF_EMPTY;

	for (*nth = 0; word != NULL && words[*nth] != NULL; (*nth)++)
		if (strcmp(words[*nth], word) == 0)
			return true;
	if (word == NULL)
		return true;
	for (size_t i = 0; words[i] != NULL; i++)
		buf_format(&names, "%s%s", i == 0 ? "" : words[i + 1] ? ", " : " or ", words[i]);
	err_set(err, ERR_USAGE, NULL, "there is no format %s%s; hint: --format %s", word, purpose,
		buf_text(&names));
	buf_free(&names);
	return false;
}

void options_print_faults(const struct faults *faults)
{
	struct buf out = BUF_EMPTY;

	for (size_t i = 0; i < faults->count; i++)
		fault_write(&out, faults->file, &faults->list[i]);
	fputs(buf_text(&out), stderr);
	buf_free(&out);
}
