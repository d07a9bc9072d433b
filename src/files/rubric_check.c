#include "config.h"

#include "files/rubric_build.h"

#include "base/text.h"

#include <string.h>

#define LABEL_COLUMNS	   13
#define TITLE_COLUMNS	   30
#define QUESTION_COLUMNS   76
#define DESCRIPTOR_COLUMNS 56
#define DESCRIPTOR_LINES   2

/* Whether the text takes two lines of `columns` when broken at spaces only. That is nearly always
 * so, and much cheaper to find than by all the rules of line breaking, which could only need fewer.
 */
static bool fits_two_lines(const char *text, int columns)
{
	size_t len = strlen(text), cut = 0;
	int width = 0, cut_width = 0;

	for (size_t at = 0; at < len;) {
		uint32_t point;

		if (text[at] == ' ' && width <= columns) {
			cut = at + 1;
			cut_width = width + 1;
		}
		at += text_decode(text + at, len - at, &point);
		width += text_point_width(point);
	}
	return width <= columns || (cut > 0 && width - cut_width <= columns);
}

void build_check_width(struct build *build, const char *section, const char *key, const char *text,
	enum build_limit limit)
{
	static const int columns[] = {
		0, LABEL_COLUMNS, TITLE_COLUMNS, QUESTION_COLUMNS, DESCRIPTOR_COLUMNS};
	struct text_lines lines;
	int width = limit == FITS_ALWAYS ? 0 : text_width(text);

	if (width <= columns[limit])
		return;
	if (limit != FITS_DESCRIPTOR) {
		faults_add(build->faults, FAULT_WARNING, ini_line(build->ini, section, key), 0,
			"make it shorter; a narrow screen cuts or wraps it",
			"%s is %d columns wide; %d fit", key, width, columns[limit]);
		return;
	}
	if (fits_two_lines(text, DESCRIPTOR_COLUMNS))
		return;
	lines = text_wrap(text, DESCRIPTOR_COLUMNS);
	if (lines.count > DESCRIPTOR_LINES)
		faults_add(build->faults, FAULT_WARNING, ini_line(build->ini, section, key), 0,
			"make it shorter", "%s takes %zu lines of %d columns; %d fit", key,
			lines.count, DESCRIPTOR_COLUMNS, DESCRIPTOR_LINES);
	text_lines_free(&lines);
}
