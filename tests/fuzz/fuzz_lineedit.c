/* The line editor over any keys and texts: always valid text, never too long, the cursor always
 * between whole characters and inside the box it is shown in. */
#include "config.h"

#include "fuzz_ui.h"

#include "base/text.h"
#include "ui/lineedit.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_LONG 40

const char *const fuzz_pieces[] = {"\001", "\002", "\003", "\004", "\005", "\006", "\007", "\010",
	"\011", "\012", "\013", "\014", "\015text ", "\015e\314\201",
	"\015\360\237\221\251\342\200\215\360\237\221\247", "\015\346\227\245\n", "\015\033[m",
	NULL};

static void check(bool holds)
{
	if (!holds)
		abort();
}

static void check_edit(const struct lineedit *edit, int columns)
{
	const char *text = lineedit_text(edit);
	size_t at = 0;
	int row, column;

	check(edit->text.len <= LINEEDIT_MAX && strlen(text) == edit->text.len);
	check(text_valid(text, edit->text.len) == edit->text.len);
	while (at < edit->at)
		at = text_next(text, edit->text.len, at);
	check(at == edit->at);
	lineedit_cursor(edit, columns, &row, &column);
	check(row >= 0 && column >= 0 && column < columns);
}

/* One byte chooses the action; a text is what follows it. */
static size_t step(struct lineedit *edit, const uint8_t *data, size_t size, int columns)
{
	struct input input = {.action = (enum action)(ACT_TYPE_LEFT + data[0] % 16)};
	size_t used = 1;
	char *text = NULL;

	if (input.action > ACT_TYPE_ALL) {
		size_t len = size - 1 < TEXT_LONG ? size - 1 : TEXT_LONG;

		text = strndup((const char *)data + 1, len);
		used += strlen(text);
		input = (struct input){.action = ACT_TYPE, .text = text};
		if (data[0] & 0x80)
			input = (struct input){.action = ACT_TYPE,
				.point = size > 2 ? data[1] * 256U + data[2] : 0};
	}
	lineedit_act(edit, &input, columns);
	free(text);
	return used;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct lineedit edit;
	int columns = size > 0 ? 2 + data[0] % 30 : 10;

	lineedit_start(&edit, NULL, size > 1 && data[1] % 2);
	for (size_t at = 2; at < size;) {
		at += step(&edit, data + at, size - at, columns);
		check_edit(&edit, columns);
	}
	lineedit_free(&edit);
	return 0;
}
