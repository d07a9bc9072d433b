/* The one table of everything a user can do: id, screen keys, plain word, a word for the bottom
 * line, a sentence for the help. Keymap, bottom line, help screen, plain mode's `?` and the manual
 * page are made from it.
 *
 * Keys are tokens as in a key file, separated by spaces. A key may stand at several actions: the
 * first one in the table that the screen on top can do is meant (screen_can), so order matters. A
 * plain word is one letter or word, the same in every language. */
#ifndef PEIL_UI_ACTION_H
#define PEIL_UI_ACTION_H

#include "base/lang.h"
#include <stddef.h>

/* clang-format off */
/*     id               group   keys                   plain     bottom line        help */
#define ACTION_TABLE(A) \
	A(CHOOSE,         ANSWER, "1 2 3 4 5 6 7 8 9",   "1",      N_("choose"),      N_("Choose that level, or that line of a list, and go on.")) \
	A(READ,           ANSWER, "",                    "1?",     N_("read"),        N_("Read that level without choosing it.")) \
	A(UNKNOWN,        ANSWER, "u",                   "u",      N_("don't know"),  N_("Answer that you don't know.")) \
	A(NOT_APPLICABLE, ANSWER, "x",                   "x",      N_("not applicable"), N_("Answer that it does not apply.")) \
	A(YES,            ANSWER, "y j",                 "y",      N_("yes"),         N_("Yes.")) \
	A(NO,             ANSWER, "n <Esc>",             "n",      N_("no"),          N_("No.")) \
	A(NOTE,           ANSWER, "n",                   "n",      N_("note"),        N_("Write a note or reason with the answer.")) \
	A(QUESTION,       ANSWER, "a",                   "a",      N_("own question"), N_("Add a question of your own.")) \
	A(AGREEMENT,      ANSWER, "g",                   "g",      N_("agreement"),   N_("Write down an agreement: what, who, by when; at an open question, agree on the answer.")) \
	A(EDIT,           ANSWER, "E",                   "E",      N_("change"),      N_("Change what you are at.")) \
	A(REMOVE,         ANSWER, "d",                   "d",      N_("remove"),      N_("Take away what you are at.")) \
	A(ADD,            ANSWER, "a +",                 "a",      N_("add"),         N_("Add one behind the one you are at.")) \
	A(EARLIER,        ANSWER, "[",                   "[",      N_("earlier"),     N_("Move the one you are at one place earlier.")) \
	A(LATER,          ANSWER, "]",                   "]",      N_("later"),       N_("Move the one you are at one place later.")) \
	A(CLEAR,          ANSWER, "<Delete> <BackSpace>", "c",     N_("clear"),       N_("Take the answer away.")) \
	A(NO_LEVEL,       ANSWER, "0",                   "0",      N_("no agreed level"), N_("Agree that there is no agreed level.")) \
	A(UNDO,           ANSWER, "z",                   "z",      N_("undo"),        N_("Undo the last change.")) \
	A(SELECT,         MOVE,   "<Enter> <Space>",     "enter",  N_("open"),        N_("Open, choose or go on with what you are at.")) \
	A(PREVIOUS,       MOVE,   "k <Up>",              "p",      N_("up"),          N_("Go to the previous one.")) \
	A(NEXT,           MOVE,   "j <Down>",            "j",      N_("down"),        N_("Go to the next one.")) \
	A(LEFT,           MOVE,   "h <Left>",            "h",      N_("left"),        N_("Go left: the level or column before.")) \
	A(RIGHT,          MOVE,   "l <Right>",           "l",      N_("right"),       N_("Go right: the level or column after.")) \
	A(NEXT_OPEN,      MOVE,   "<Tab>",               "next",   N_("next open"),   N_("Go to the next one without an answer.")) \
	A(FIRST,          MOVE,   "<Home>",              "first",  N_("first"),       N_("Go to the first one.")) \
	A(LAST,           MOVE,   "<End>",               "last",   N_("last"),        N_("Go to the last one.")) \
	A(PAGE_UP,        MOVE,   "<PageUp>",            "back",   N_("page up"),     N_("Go a page back.")) \
	A(PAGE_DOWN,      MOVE,   "<PageDown>",          "more",   N_("page down"),   N_("Go a page on.")) \
	A(REVIEW,         FORM,   "o",                   "o",      N_("what is open"), N_("List what has no answer yet.")) \
	A(MATRIX,         FORM,   "m",                   "m",      N_("matrix"),      N_("Show the whole matrix.")) \
	A(SUBMIT,         FORM,   "s",                   "s",      N_("hand in"),     N_("Hand in the form.")) \
	A(REOPEN,         FORM,   "R",                   "R",      N_("reopen"),      N_("Reopen a form that was handed in.")) \
	A(TARGET,         FORM,   "t",                   "t",      N_("name it"),     N_("Say what or who this form is about.")) \
	A(WORDS,          FORM,   "c",                   "words",  N_("top and tip"), N_("Write a top and a tip for each person, and a note for the lecturer only.")) \
	A(CONSENT,        FORM,   "C",                   "consent", N_("consent"),   N_("Say whether your answers may be used for research.")) \
	A(WRITE,          FORM,   "s",                   "s",      N_("save"),        N_("Save the rubric in its file, once nothing is wrong with it.")) \
	A(VIEW,           FORM,   "v",                   "v",      N_("as raters see it"), N_("See the rubric as raters will; nothing you choose there is kept.")) \
	A(PAST,           FORM,   "v",                   "v",      N_("your earlier answer"), N_("Show what you answered at an earlier moment, once you have answered now.")) \
	A(CARDS,          GROUP,  "c",                   "cards",  N_("cards"),       N_("Type the cards that people hold up, one sign a seat.")) \
	A(VOTE,           GROUP,  "v",                   "v",      N_("second vote"), N_("Let everybody answer this once more, each alone.")) \
	A(ACTION,         GROUP,  "a",                   "action", N_("action"),      N_("Write down an action: what, to which level, who, by when.")) \
	A(WANTED,         GROUP,  "f",                   "f",      N_("what fits"),   N_("Change which levels fit this group.")) \
	A(NUMBERS,        GROUP,  "i",                   "numbers", N_("numbers"),    N_("Show or hide the numbers.")) \
	A(COMMENTS,       GROUP,  "c",                   "comments", N_("comments"), N_("Read the comments of this team one by one.")) \
	A(WHAT_IF,        GROUP,  "f",                   "what-if", N_("what if"),   N_("Try another weight or cap; nothing is kept.")) \
	A(KEEP,           GROUP,  "K",                   "keep",    N_("keep"),      N_("Keep the weight and cap that you tried, with a reason.")) \
	A(WORKSHOP,       GROUP,  "w",                   "workshop", N_("workshop"),  N_("Prepare a workshop with this rubric.")) \
	A(BLANK,          GROUP,  "b",                   "b",      N_("black screen"), N_("Make the screen black; any key brings it back.")) \
	A(ABOUT,          FORM,   "i",                   "i",      N_("about"),       N_("Say what this rubric is for and where it comes from.")) \
	A(RETRY,          SAVE,   "T",                   "T",      N_("try again"),   N_("Try again to save.")) \
	A(ELSEWHERE,      SAVE,   "e",                   "e",      N_("save elsewhere"), N_("Save in a folder that you name, which then is the session.")) \
	A(REPEAT,         SAY,    "",                    "r",      N_("repeat"),      N_("Say it all again.")) \
	A(WHERE,          SAY,    "",                    "w",      N_("where"),       N_("Say where you are and what is answered.")) \
	A(LANGUAGE,       SAY,    "L",                   "L",      N_("language"),    N_("Switch the language.")) \
	A(PLAIN,          SAY,    "P",                   "P",      N_("plain"),       N_("Switch between the screen and plain lines of text.")) \
	A(HELP,           SAY,    "?",                   "?",      N_("help"),        N_("List what you can do here.")) \
	A(BACK,           LEAVE,  "<Esc> q",             "q",      N_("back"),        N_("Go back.")) \
	A(LEAVE,          LEAVE,  "q",                   "q",      N_("leave"),       N_("Leave; everything that was saved stays.")) \
	A(TYPE,           TEXT,   "",                    "",       N_("type"),        N_("Type a text; in plain mode it ends with a line that holds only a full stop.")) \
	A(TYPE_DONE,      TEXT,   "<Enter>",             "",       N_("keep"),        N_("Keep the text and go on.")) \
	A(TYPE_CANCEL,    TEXT,   "<Esc>",               "",       N_("as it was"),   N_("Leave the text as it was.")) \
	A(TYPE_LEFT,      TEXT,   "<Left> <C-b>",        "",       N_("left"),        N_("Go one character left.")) \
	A(TYPE_RIGHT,     TEXT,   "<Right> <C-f>",       "",       N_("right"),       N_("Go one character right.")) \
	A(TYPE_UP,        TEXT,   "<Up> <C-p>",          "",       N_("up"),          N_("Go one line up.")) \
	A(TYPE_DOWN,      TEXT,   "<Down> <C-n>",        "",       N_("down"),        N_("Go one line down.")) \
	A(TYPE_HOME,      TEXT,   "<Home> <C-a>",        "",       N_("start"),       N_("Go to the start of the line.")) \
	A(TYPE_END,       TEXT,   "<End> <C-e>",         "",       N_("end"),         N_("Go to the end of the line.")) \
	A(TYPE_BACKSPACE, TEXT,   "<BackSpace>",         "",       N_("delete back"), N_("Delete the character before the cursor.")) \
	A(TYPE_DELETE,    TEXT,   "<Delete> <C-d>",      "",       N_("delete"),      N_("Delete the character at the cursor.")) \
	A(TYPE_WORD,      TEXT,   "<C-w>",               "",       N_("delete word"), N_("Delete the word before the cursor.")) \
	A(TYPE_REST,      TEXT,   "<C-k>",               "",       N_("delete rest"), N_("Delete to the end of the line.")) \
	A(TYPE_ALL,       TEXT,   "<C-u>",               "",       N_("delete all"),  N_("Delete the whole text."))
/* clang-format on */

enum action {
	ACT_NONE,
#define A(id, group, keys, plain, brief, help) ACT_##id,
	ACTION_TABLE(A)
#undef A
		ACT_COUNT
};

enum action_group {
	ACT_G_ANSWER,
	ACT_G_MOVE,
	ACT_G_FORM,
	ACT_G_GROUP,
	ACT_G_SAVE,
	ACT_G_SAY,
	ACT_G_LEAVE,
	ACT_G_TEXT
};

struct action_info {
	enum action id;
	enum action_group group;
	const char *name;  /* "CHOOSE" */
	const char *keys;  /* tokens, separated by spaces; "" when there is no key */
	const char *plain; /* "" when there is none */
	const char *brief; /* msgid */
	const char *help;  /* msgid */
};

/* The line of the table; never NULL for ACT_NONE < action < ACT_COUNT. Constant. */
const struct action_info *action_info(enum action action);

#endif
