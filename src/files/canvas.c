#include "config.h"

#include "files/canvas.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD_HINT                                                                                  \
	"Canvas begins with the columns Rubric Name, Criteria Name, Criteria Description, "        \
	"Criteria Enable Range, Rating Name, Rating Description, Rating Points"

enum { NAME, CRITERION, DESCRIPTION, RANGE, RATINGS };

struct reading {
	struct foreign_list *out;
	struct faults *faults;
	unsigned row;	/* as a spreadsheet counts them: the header is 1 */
	unsigned line;	/* of this row in the file */
	size_t ratings; /* column of the first rating; 0: no header yet */
	bool ranges;	/* a criterion had them; said once */
	bool bad;	/* something in this row is wrong */
};

/* --- places ------------------------------------------------------------------------------------
 */

/* A, B, ... Z, AA: as the spreadsheet calls the column. */
static void column_letters(char out[4], size_t column)
{
	size_t used = 0;

	if (column >= 26)
		out[used++] = (char)('A' + column / 26 - 1);
	out[used++] = (char)('A' + column % 26);
	out[used] = '\0';
}

static void place_words(struct buf *out, const struct reading *reading, size_t column)
{
	static const char *const heads[] = {
		"Rubric Name", "Criteria Name", "Criteria Description", "Criteria Enable Range"};
	static const char *const parts[] = {"Rating Name", "Rating Description", "Rating Points"};
	char letters[4];

	column_letters(letters, column);
	buf_format(out, "row %u, column %s (", reading->row, letters);
	if (column < reading->ratings)
		buf_format(out, "%s)", heads[column]);
	else
		buf_format(out, "%s %zu)", parts[(column - reading->ratings) % 3],
			(column - reading->ratings) / 3 + 1);
}

static void fault(struct reading *reading, size_t column, const char *hint, const char *what,
	const char *which)
{
	struct buf where = BUF_EMPTY;

	place_words(&where, reading, column);
	faults_add(reading->faults, FAULT_ERROR, reading->line, 0, hint, "%s: %s%s",
		buf_text(&where), what, which);
	buf_free(&where);
	reading->bad = true;
}

/* --- reading -----------------------------------------------------------------------------------
 */

static char *text_at(struct reading *reading, const struct table_row *row, size_t column)
{
	struct buf where = BUF_EMPTY;
	struct foreign_place place = {reading->faults, reading->line, NULL};
	char *raw, *text;

	if (column >= row->count)
		return mem_text("");
	raw = mem_text(row->fields[column]);
	table_unguard(raw);
	place_words(&where, reading, column);
	place.where = buf_text(&where);
	text = foreign_text(raw, &place, &reading->bad);
	buf_free(&where);
	free(raw);
	return text;
}

static bool is_blank(const struct table_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->fields[i][strspn(row->fields[i], " \t\r\n")] != '\0')
			return false;
	return true;
}

static bool starts(const struct table_row *row, size_t column, const char *name)
{
	char *lower = column < row->count ? text_lower(row->fields[column]) : mem_text("");
	bool yes = strncmp(lower + strspn(lower, " "), name, strlen(name)) == 0;

	free(lower);
	return yes;
}

static bool take_header(struct reading *reading, const struct table_row *row)
{
	bool range = starts(row, RANGE, "criteria enable range");

	if (starts(row, NAME, "rubric name") && starts(row, CRITERION, "criteria name") &&
		starts(row, DESCRIPTION, "criteria description") &&
		starts(row, RANGE + range, "rating name")) {
		reading->ratings = RANGE + range;
		return true;
	}
	faults_add(reading->faults, FAULT_ERROR, row->line, 0, HEAD_HINT,
		"this is not a rubric table of Canvas");
	return false;
}

static void take_rating(struct reading *reading, const struct table_row *row, size_t column,
	struct foreign_criterion *criterion)
{
	char *label = text_at(reading, row, column), *text = text_at(reading, row, column + 1);
	char *points = text_at(reading, row, column + 2);
	double value = 0;

	if (label[0] == '\0' && text[0] == '\0' && points[0] == '\0') {
		free(label);
		free(text);
	} else {
		struct foreign_rating *rating = foreign_add_rating(criterion);

		if (points[0] == '\0')
			fault(reading, column + 2, "write how many points this rating gives",
				"no points", "");
		else if (!foreign_points(points, &value))
			fault(reading, column + 2, "write digits, like 3 or 1.75",
				"this is no number: ", points);
		if (label[0] == '\0')
			fault(reading, column, "give the rating a name", "no name", "");
		free(rating->label);
		free(rating->text);
		*rating = (struct foreign_rating){label, text, value};
	}
	free(points);
}

static struct foreign_rubric *rubric_named(struct reading *reading, char *title)
{
	struct foreign_rubric *rubric;

	for (size_t i = 0; i < reading->out->count; i++) {
		if (strcmp(reading->out->list[i].title, title) != 0)
			continue;
		free(title);
		return &reading->out->list[i];
	}
	rubric = foreign_add(reading->out, reading->line);
	free(rubric->title);
	rubric->title = title;
	return rubric;
}

static void take_range(struct reading *reading, const struct table_row *row)
{
	if (reading->ratings != RATINGS || reading->ranges || !starts(row, RANGE, "true"))
		return;
	reading->ranges = true;
	faults_add(reading->faults, FAULT_WARNING, reading->line, 0, NULL,
		"row %u: ranges of points are not kept; each rating has the points it names",
		reading->row);
}

static void take_criterion(
	struct reading *reading, const struct table_row *row, struct foreign_rubric *rubric)
{
	struct foreign_criterion *criterion = foreign_add_criterion(rubric, reading->line);
	struct buf where = BUF_EMPTY;

	buf_format(&where, "row %u", reading->row);
	free(criterion->where);
	free(criterion->title);
	free(criterion->question);
	criterion->where = buf_take(&where);
	criterion->title = text_at(reading, row, CRITERION);
	criterion->question = text_at(reading, row, DESCRIPTION);
	if (criterion->title[0] == '\0')
		fault(reading, CRITERION, "give the criterion a name", "no name", "");
	take_range(reading, row);
	for (size_t column = reading->ratings; column < row->count; column += 3)
		take_rating(reading, row, column, criterion);
}

static bool take_row(void *context, const struct table_row *row)
{
	struct reading *reading = context;
	struct foreign_rubric *rubric;
	char *title;

	reading->row++;
	reading->line = row->line;
	reading->bad = false;
	if (reading->row == 1)
		return take_header(reading, row);
	if (is_blank(row))
		return true;
	title = text_at(reading, row, NAME);
	if (title[0] == '\0') {
		if (!reading->bad)
			fault(reading, NAME, "each row says which rubric it belongs to", "no name",
				"");
		free(title);
		return true;
	}
	rubric = rubric_named(reading, title);
	take_criterion(reading, row, rubric);
	rubric->bad = rubric->bad || reading->bad;
	if (reading->out->count <= FOREIGN_RUBRICS_MAX &&
		rubric->criterion_count <= RUBRIC_CRITERIA_MAX)
		return true;
	fault(reading, NAME, "split the file", "more rubrics or criteria than can be read", "");
	rubric->bad = true;
	return false;
}

bool canvas_read(int fd, struct foreign_list *out, struct faults *faults, struct err *err)
{
	struct reading reading = {.out = out, .faults = faults};
	size_t errors = faults->errors;

	if (!table_stream(fd, take_row, &reading, faults, err))
		return false;
	if (reading.row == 0 && faults->errors == errors)
		faults_add(faults, FAULT_ERROR, 1, 0, HEAD_HINT, "an empty file");
	else if (out->count == 0 && faults->errors == errors)
		faults_add(faults, FAULT_ERROR, reading.row, 0, NULL, "there is no rubric in it");
	return true;
}

/* --- writing -----------------------------------------------------------------------------------
 */

static const char *said(
	const struct rubric *rubric, const struct rubric_text *text, const char *lang)
{
	return rubric_say(rubric, text, rubric_lang(rubric, lang));
}

static void add_text(struct buf *out, const char *text)
{
	table_text_field(out, text, ',');
}

/* What a criterion is called, and what is written behind it. */
static void add_names(struct buf *out, const struct rubric *rubric,
	const struct rubric_criterion *criterion, const char *lang)
{
	struct buf more = BUF_EMPTY;

	if (rubric_text_empty(&criterion->title)) {
		add_text(out, said(rubric, &criterion->question, lang));
		if (criterion->row < rubric->row_count)
			buf_text_add(
				&more, said(rubric, &rubric->rows[criterion->row].title, lang));
	} else {
		add_text(out, said(rubric, &criterion->title, lang));
		buf_text_add(&more, said(rubric, &criterion->question, lang));
		for (size_t i = 0; i < criterion->prompt_count; i++)
			buf_format(&more, "%s%s", more.len > 0 ? " " : "",
				said(rubric, &criterion->prompts[i].text, lang));
	}
	buf_byte(out, ',');
	add_text(out, buf_text(&more));
	buf_free(&more);
}

/* The highest first, as Canvas shows them. */
static void add_ratings(struct buf *out, const struct rubric *rubric,
	const struct rubric_criterion *criterion, const char *lang)
{
	for (size_t i = 0; i < criterion->step_count; i++) {
		size_t at = criterion->reverse ? i : criterion->step_count - 1 - i;
		const struct rubric_step *step = &criterion->steps[at];
		const char *label = said(rubric, &step->label, lang);
		const char *text = said(rubric, &step->descriptor, lang);
		char points[64];

		decimal_text(points, sizeof(points), rubric_value(criterion, at));
		buf_byte(out, ',');
		add_text(out, label);
		buf_byte(out, ',');
		add_text(out, strcmp(text, label) == 0 ? "" : text);
		buf_byte(out, ',');
		table_field(out, points, ',', false);
	}
}

static size_t most_ratings(const struct rubric *const *rubrics, size_t count)
{
	size_t most = 0;

	for (size_t r = 0; r < count; r++)
		for (size_t i = 0; i < rubrics[r]->criterion_count; i++)
			if (rubrics[r]->criteria[i].step_count > most)
				most = rubrics[r]->criteria[i].step_count;
	return most;
}

bool canvas_write(struct buf *out, const struct rubric *const *rubrics, size_t count,
	const char *lang, struct err *err)
{
	size_t most = most_ratings(rubrics, count);

	for (size_t r = 0; r < count; r++)
		if (rubrics[r]->kind == RUBRIC_QUESTIONS)
			return err_set(err, ERR_INPUT, rubrics[r]->id,
				"open questions have no levels, and Canvas wants ratings; "
				"hint: --format markdown or html");
	buf_text_add(out, "Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range");
	for (size_t i = 0; i < most; i++)
		buf_text_add(out, ",Rating Name,Rating Description,Rating Points");
	buf_byte(out, '\n');
	for (size_t r = 0; r < count; r++) {
		for (size_t i = 0; i < rubrics[r]->criterion_count; i++) {
			add_text(out, said(rubrics[r], &rubrics[r]->title, lang));
			buf_byte(out, ',');
			add_names(out, rubrics[r], &rubrics[r]->criteria[i], lang);
			buf_text_add(out, ",false");
			add_ratings(out, rubrics[r], &rubrics[r]->criteria[i], lang);
			buf_byte(out, '\n');
		}
	}
	return true;
}
