#include "config.h"

#include "ui/key.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[KEY_N_COUNT] = {
	[KEY_N_NONE] = "",
	[KEY_N_ENTER] = "<Enter>",
	[KEY_N_ESC] = "<Esc>",
	[KEY_N_SPACE] = "<Space>",
	[KEY_N_TAB] = "<Tab>",
	[KEY_N_BACKTAB] = "<BackTab>",
	[KEY_N_UP] = "<Up>",
	[KEY_N_DOWN] = "<Down>",
	[KEY_N_LEFT] = "<Left>",
	[KEY_N_RIGHT] = "<Right>",
	[KEY_N_HOME] = "<Home>",
	[KEY_N_END] = "<End>",
	[KEY_N_PAGEUP] = "<PageUp>",
	[KEY_N_PAGEDOWN] = "<PageDown>",
	[KEY_N_BACKSPACE] = "<BackSpace>",
	[KEY_N_DELETE] = "<Delete>",
};

#define CONTROL_LAST 26 /* <C-z> */

void key_free(struct key *key)
{
	free(key->text);
	key->text = NULL;
}

void key_text(char *out, const struct key *key)
{
	size_t len;

	out[0] = '\0';
	if (key->kind == KEY_NAMED && key->name < KEY_N_COUNT) {
		strcpy(out, names[key->name]);
	} else if (key->kind == KEY_POINT && key->point >= 1 && key->point <= CONTROL_LAST) {
		sprintf(out, "<C-%c>", (int)('a' + key->point - 1));
	} else if (key->kind == KEY_POINT && key->point == '#') {
		strcpy(out, "<Hash>");
	} else if (key->kind == KEY_POINT && key->point == '"') {
		strcpy(out, "<Quote>");
	} else if (key->kind == KEY_POINT) {
		len = text_encode(key->point, out);
		out[len] = '\0';
	}
}

static bool is_token(const char *token, size_t len, const char *name)
{
	return strlen(name) == len && memcmp(token, name, len) == 0;
}

static bool from_name(const char *token, size_t len, struct key *out)
{
	if (is_token(token, len, "<Hash>") || is_token(token, len, "<Quote>")) {
		out->kind = KEY_POINT;
		out->point = token[1] == 'H' ? '#' : '"';
		return true;
	}
	if (len == 5 && memcmp(token, "<C-", 3) == 0 && token[4] == '>' && token[3] >= 'a' &&
		token[3] <= 'z') {
		out->kind = KEY_POINT;
		out->point = (uint32_t)(token[3] - 'a' + 1);
		return true;
	}
	for (int name = KEY_N_NONE + 1; name < KEY_N_COUNT; name++) {
		if (is_token(token, len, names[name])) {
			out->kind = KEY_NAMED;
			out->name = (enum key_name)name;
			return true;
		}
	}
	return false;
}

bool key_from_token(const char *token, size_t len, struct key *out)
{
	uint32_t point;

	*out = (struct key){0};
	if (len == 0)
		return false;
	if (len > 1 && token[0] == '<')
		return from_name(token, len, out);
	if (text_valid(token, len) < len || text_decode(token, len, &point) != len)
		return false;
	if (point <= ' ' || (point >= 0x7f && point < 0xa0))
		return false;
	out->kind = KEY_POINT;
	out->point = point;
	return true;
}
