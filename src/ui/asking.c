#include "config.h"

#include "ui/asking.h"

#include "base/mem.h"
#include "base/text.h"
#include "ui/words.h"

#include <string.h>

#define INDENT 4

bool asking_line(struct asking *asking, const struct lineedit *edit, const char *prompt)
{
	asking->prompt = prompt;
	asking->now = lineedit_text(edit);
	asking->many_lines = asking->commands_too = false;
	return true;
}

int typing_rows(const struct lineedit *edit)
{
	struct text_lines lines = text_wrap(lineedit_text(edit), ASKING_COLUMNS);
	int rows = (int)lines.count, row, column;

	text_lines_free(&lines);
	lineedit_cursor(edit, ASKING_COLUMNS, &row, &column);
	if (row + 1 > rows)
		rows = row + 1;
	return 1 + (rows > ASKING_ROWS ? ASKING_ROWS : rows);
}

void typing_draw(const struct lineedit *edit, const char *prompt, struct pane *pane)
{
	const struct glyphs *glyphs = pane_glyphs(pane);
	/* One column more than is wrapped at: the cursor behind a full line. */
	struct pane field = pane_part(pane, 1, INDENT, pane->rows - 1, ASKING_COLUMNS);

	pane_text(pane, 0, 0, LOOK_CURRENT, glyphs->current);
	pane_text(pane, 0, 2, LOOK_TITLE, prompt);
	lineedit_draw(edit, &field);
}

int asking_rows(const struct lineedit *edit, const char *prompt, int columns)
{
	return typing_rows(edit) - 1 + words_rows(prompt, columns - INDENT);
}

void asking_draw(const struct lineedit *edit, const char *prompt, struct pane *pane)
{
	int columns = pane->columns - INDENT;
	int rows = pane_wrapped(pane, 0, 2, columns, pane->rows - 1, LOOK_TITLE, prompt);
	/* One column more than is wrapped at: the cursor behind a full line. */
	struct pane field = pane_part(pane, rows, INDENT, pane->rows - rows, ASKING_COLUMNS);

	pane_text(pane, 0, 0, LOOK_CURRENT, pane_glyphs(pane)->current);
	lineedit_draw(edit, &field);
}

char *asking_text(const struct lineedit *edit, const struct input *input)
{
	const char *text = input->text ? input->text : lineedit_text(edit);
	size_t len;

	text += strspn(text, " \t\r\n");
	len = strlen(text);
	while (len > 0 && strchr(" \t\r\n", text[len - 1]))
		len--;
	return mem_text_n(text, len);
}

struct pane asking_room(
	struct pane *body, const struct lineedit *edit, const char *prompt, int more)
{
	int rows = asking_rows(edit, prompt, body->columns) + 1 + more;
	struct pane field;

	rows = rows > body->rows ? body->rows : rows;
	field = pane_part(body, body->rows - rows, 0, rows, body->columns);
	body->rows -= rows;
	pane_rule(&field, 0);
	return pane_part(&field, 1, 0, rows - 1, field.columns);
}
