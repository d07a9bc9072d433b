#include "config.h"

#include "ui/keymap.h"

#include <string.h>

#define NUMBER_DIGITS 4 /* a longer number is no choice */

/* The tokens of a key list, one after the other. */
struct tokens {
	const char *at;
	size_t len;
};

static bool next_token(struct tokens *tokens)
{
	tokens->at += tokens->len;
	tokens->at += strspn(tokens->at, " ");
	tokens->len = strcspn(tokens->at, " ");
	return tokens->len > 0;
}

static bool same_key(const struct key *one, const struct key *other)
{
	if (one->kind != other->kind)
		return false;
	return one->kind == KEY_NAMED ? one->name == other->name : one->point == other->point;
}

static bool has_key(const struct action_info *info, const struct key *key)
{
	struct tokens tokens = {info->keys, 0};
	struct key own;

	while (next_token(&tokens)) {
		if (key_from_token(tokens.at, tokens.len, &own) && same_key(&own, key))
			return true;
	}
	return false;
}

static bool key_while_typing(const struct key *key, struct input *input)
{
	if (key->kind == KEY_PASTED) {
		*input = (struct input){.action = ACT_TYPE, .text = key->text};
		return true;
	}
	for (int action = ACT_NONE + 1; action < ACT_COUNT; action++) {
		const struct action_info *info = action_info((enum action)action);

		if (info->group == ACT_G_TEXT && has_key(info, key)) {
			*input = (struct input){.action = info->id};
			return true;
		}
	}
	if (key->kind == KEY_NAMED && key->name == KEY_N_SPACE)
		*input = (struct input){.action = ACT_TYPE, .point = ' '};
	else if (key->kind == KEY_POINT && key->point > ' ')
		*input = (struct input){.action = ACT_TYPE, .point = key->point};
	else
		return false;
	return true;
}

static size_t choices(const struct screen *screen)
{
	return screen->ops->choices ? screen->ops->choices(screen) : 0;
}

/* Whether number `number` may be chosen or read now. */
static bool can_number(const struct screen *screen, enum action action, unsigned number)
{
	size_t count = choices(screen);

	return number > 0 && (count == 0 || number <= count) && screen_can(screen, action);
}

bool keymap_key(
	const struct screen *screen, bool typing, const struct key *key, struct input *input)
{
	unsigned number = 0;

	if (typing)
		return key_while_typing(key, input);
	if (screen->ops->any_key) {
		*input = (struct input){.action = ACT_SELECT};
		return true;
	}
	if (key->kind == KEY_POINT && key->point >= '1' && key->point <= '9')
		number = key->point - '0';
	for (int action = ACT_NONE + 1; action < ACT_COUNT; action++) {
		const struct action_info *info = action_info((enum action)action);

		if (info->group == ACT_G_TEXT || !has_key(info, key))
			continue;
		if (info->id == ACT_CHOOSE ? can_number(screen, info->id, number)
					   : screen_can(screen, info->id)) {
			*input = (struct input){.action = info->id, .number = number};
			return true;
		}
	}
	return false;
}

/* "3" and "3?": the number, with the action; 0 when the word is neither. */
static unsigned number_of(const char *word, enum action *action)
{
	size_t digits = strspn(word, "0123456789");
	unsigned number = 0;

	if (digits == 0 || digits > NUMBER_DIGITS)
		return 0;
	for (size_t i = 0; i < digits; i++)
		number = number * 10 + (unsigned)(word[i] - '0');
	if (strcmp(word + digits, "?") == 0)
		*action = ACT_READ;
	else if (word[digits] == '\0')
		*action = ACT_CHOOSE;
	else
		return 0;
	return number;
}

/* Where actions that are both possible share a key, the words still tell them apart, so words go
 * before keys. Yes takes "j" as well as "y", also where one can move. */
static bool is_plain_of(const struct action_info *info, const char *word)
{
	return strcmp(info->plain, word) == 0 || (info->id == ACT_YES && strcmp(word, "j") == 0);
}

/* A key that is a character is understood as a word too. */
static bool is_key_of(const struct action_info *info, const char *word)
{
	struct tokens tokens = {info->keys, 0};
	size_t len = strlen(word);

	while (next_token(&tokens)) {
		if (tokens.len == len && (len == 1 || word[0] != '<') &&
			memcmp(tokens.at, word, len) == 0)
			return true;
	}
	return false;
}

/* True when the table has the word at all; *input is filled when it is possible. */
static bool look_up(
	const struct screen *screen, const char *word, struct input *input, bool *possible)
{
	bool known = false;

	for (int round = 0; round < 2; round++) {
		for (int action = ACT_NONE + 1; action < ACT_COUNT; action++) {
			const struct action_info *info = action_info((enum action)action);

			if (info->group == ACT_G_TEXT || info->id == ACT_CHOOSE ||
				info->id == ACT_READ ||
				!(round ? is_key_of : is_plain_of)(info, word))
				continue;
			known = true;
			if (screen_can(screen, info->id)) {
				*input = (struct input){.action = info->id};
				*possible = true;
				return true;
			}
		}
	}
	return known;
}

bool keymap_word(const struct screen *screen, const char *word, struct input *input)
{
	enum action action = ACT_NONE;
	unsigned number = number_of(word, &action);
	bool possible = false;
	char lower[16];
	size_t len = strlen(word);

	if (screen->ops->any_key) {
		*input = (struct input){.action = ACT_SELECT};
		return true;
	}
	if (number > 0) {
		if (!can_number(screen, action, number))
			return false;
		*input = (struct input){.action = action, .number = number};
		return true;
	}
	/* "Q" is meant as "q"; but "R" where it is not possible is never "r". */
	if (look_up(screen, word, input, &possible) || len >= sizeof(lower))
		return possible;
	for (size_t i = 0; i <= len; i++)
		lower[i] = (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] - 'A' + 'a' : word[i]);
	look_up(screen, lower, input, &possible);
	return possible;
}

/* Every printable ASCII character as a string of its own. */
static const char singles[][2] = {"!", "\"", "#", "$", "%", "&", "'", "(", ")", "*", "+", ",", "-",
	".", "/", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ":", ";", "<", "=", ">", "?",
	"@", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q",
	"R", "S", "T", "U", "V", "W", "X", "Y", "Z", "[", "\\", "]", "^", "_", "`", "a", "b", "c",
	"d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u",
	"v", "w", "x", "y", "z", "{", "|", "}", "~"};

static const char controls[][7] = {"Ctrl-A", "Ctrl-B", "Ctrl-C", "Ctrl-D", "Ctrl-E", "Ctrl-F",
	"Ctrl-G", "Ctrl-H", "Ctrl-I", "Ctrl-J", "Ctrl-K", "Ctrl-L", "Ctrl-M", "Ctrl-N", "Ctrl-O",
	"Ctrl-P", "Ctrl-Q", "Ctrl-R", "Ctrl-S", "Ctrl-T", "Ctrl-U", "Ctrl-V", "Ctrl-W", "Ctrl-X",
	"Ctrl-Y", "Ctrl-Z"};

static const char *const spoken[KEY_N_COUNT] = {
	[KEY_N_NONE] = "",
	[KEY_N_ENTER] = "Enter",
	[KEY_N_ESC] = "Esc",
	[KEY_N_SPACE] = "Space",
	[KEY_N_TAB] = "Tab",
	[KEY_N_BACKTAB] = "Shift-Tab",
	[KEY_N_UP] = "Up",
	[KEY_N_DOWN] = "Down",
	[KEY_N_LEFT] = "Left",
	[KEY_N_RIGHT] = "Right",
	[KEY_N_HOME] = "Home",
	[KEY_N_END] = "End",
	[KEY_N_PAGEUP] = "PageUp",
	[KEY_N_PAGEDOWN] = "PageDown",
	[KEY_N_BACKSPACE] = "BackSpace",
	[KEY_N_DELETE] = "Delete",
};

const char *keymap_first_key(enum action action)
{
	struct tokens tokens = {action_info(action)->keys, 0};
	struct key key;

	if (!next_token(&tokens) || !key_from_token(tokens.at, tokens.len, &key))
		return "";
	if (key.kind == KEY_NAMED)
		return spoken[key.name];
	if (key.point >= 1 && key.point <= 26)
		return controls[key.point - 1];
	return key.point > ' ' && key.point < 0x7f ? singles[key.point - '!'] : "";
}
