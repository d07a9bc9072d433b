#include "config.h"

#include "report/marks_csv.h"

#include "base/decimal.h"
#include "files/table.h"

#include <math.h>
#include <string.h>

bool marks_csv_from(const char *word, enum marks_system *system)
{
	static const char *const words[MARKS_SYSTEMS] = {"canvas", "brightspace", "moodle"};

	for (int i = 0; i < MARKS_SYSTEMS; i++) {
		if (strcmp(word, words[i]) != 0)
			continue;
		*system = (enum marks_system)i;
		return true;
	}
	return false;
}

static void add_field(struct buf *out, const char *text)
{
	table_text_field(out, text, ',');
	buf_byte(out, ',');
}

static void add_grade(struct buf *out, double grade)
{
	char text[32];

	if (isnan(grade))
		return;
	decimal_text(text, sizeof(text), grade);
	buf_text_add(out, text);
}

static void canvas(struct buf *out, const struct marks_csv *marks, const char *title)
{
	buf_text_add(out, "Student,ID,SIS User ID,SIS Login ID,Section,");
	table_text_field(out, title, ',');
	buf_text_add(out, "\nPoints Possible,,,,,");
	add_grade(out, marks->most);
	buf_byte(out, '\n');
	for (size_t i = 0; i < marks->count; i++) {
		const struct marks_row *row = &marks->rows[i];

		add_field(out, row->name);
		buf_byte(out, ',');
		add_field(out, row->number);
		add_field(out, row->login[0] != '\0' ? row->login : row->email);
		buf_byte(out, ',');
		add_grade(out, row->grade);
		buf_byte(out, '\n');
	}
}

static void brightspace(struct buf *out, const struct marks_csv *marks, const char *title)
{
	struct buf head = BUF_EMPTY;

	buf_format(&head, "%s Points Grade", title);
	buf_text_add(out, "OrgDefinedId,Username,");
	table_text_field(out, buf_text(&head), ',');
	buf_text_add(out, ",End-of-Line Indicator\n");
	buf_free(&head);
	for (size_t i = 0; i < marks->count; i++) {
		const struct marks_row *row = &marks->rows[i];

		/* The # keeps spreadsheets from making numbers of them. */
		buf_byte(out, '#');
		add_field(out, row->number);
		buf_byte(out, '#');
		add_field(out, row->login);
		add_grade(out, row->grade);
		buf_text_add(out, ",#\n");
	}
}

static void moodle(struct buf *out, const struct marks_csv *marks, const char *title)
{
	buf_text_add(out, "ID number,Username,Email address,Full name,");
	table_text_field(out, title, ',');
	buf_byte(out, '\n');
	for (size_t i = 0; i < marks->count; i++) {
		const struct marks_row *row = &marks->rows[i];

		add_field(out, row->number);
		add_field(out, row->login);
		add_field(out, row->email);
		add_field(out, row->name);
		add_grade(out, row->grade);
		buf_byte(out, '\n');
	}
}

void marks_csv_write(struct buf *out, const struct marks_csv *marks)
{
	const char *title = marks->title[0] != '\0' ? marks->title : "Peer feedback";

	switch (marks->system) {
	case MARKS_CANVAS: canvas(out, marks, title); break;
	case MARKS_BRIGHTSPACE: brightspace(out, marks, title); break;
	default: moodle(out, marks, title); break;
	}
}
