#include "config.h"

#include "ui/lineedit.h"

#include "base/text.h"
#include "ui/pane.h"

int lineedit_draw(const struct lineedit *edit, struct pane *pane)
{
	const char *text = lineedit_text(edit);
	struct text_lines lines = text_wrap(text, pane->columns);
	int row, column, top, used = 0;

	lineedit_cursor(edit, pane->columns, &row, &column);
	top = row >= pane->rows ? row - pane->rows + 1 : 0;
	for (int i = top; i < (int)lines.count && used < pane->rows; i++, used++)
		pane_slice(pane, used, 0, LOOK_NORMAL, text + lines.list[i].start,
			(int)lines.list[i].len);
	text_lines_free(&lines);
	pane_cursor(pane, row - top, column);
	return row - top + 1 > used ? row - top + 1 : used;
}
