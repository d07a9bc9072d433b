#include "config.h"

#include "files/foreign.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "base/text.h"
#include "files/rubric_write.h"

#include <stdlib.h>
#include <string.h>

#define POINTS_LEN 40

/* --- the list ----------------------------------------------------------------------------------
 */

struct foreign_rubric *foreign_add(struct foreign_list *list, unsigned line)
{
	struct foreign_rubric *rubric;

	list->list = mem_grow(list->list, list->count, list->count + 1, sizeof(*list->list));
	rubric = &list->list[list->count++];
	rubric->title = mem_text("");
	rubric->purpose = mem_text("");
	rubric->line = line;
	return rubric;
}

struct foreign_criterion *foreign_add_criterion(struct foreign_rubric *rubric, unsigned line)
{
	struct foreign_criterion *criterion;

	rubric->criteria = mem_grow(rubric->criteria, rubric->criterion_count,
		rubric->criterion_count + 1, sizeof(*rubric->criteria));
	criterion = &rubric->criteria[rubric->criterion_count++];
	criterion->title = mem_text("");
	criterion->question = mem_text("");
	criterion->where = mem_text("");
	criterion->line = line;
	return criterion;
}

struct foreign_rating *foreign_add_rating(struct foreign_criterion *criterion)
{
	struct foreign_rating *rating;

	criterion->ratings = mem_grow(criterion->ratings, criterion->rating_count,
		criterion->rating_count + 1, sizeof(*criterion->ratings));
	rating = &criterion->ratings[criterion->rating_count++];
	rating->label = mem_text("");
	rating->text = mem_text("");
	return rating;
}

static void free_criterion(struct foreign_criterion *criterion)
{
	for (size_t i = 0; i < criterion->rating_count; i++) {
		free(criterion->ratings[i].label);
		free(criterion->ratings[i].text);
	}
	free(criterion->ratings);
	free(criterion->title);
	free(criterion->question);
	free(criterion->where);
}

void foreign_free(struct foreign_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct foreign_rubric *rubric = &list->list[i];

		for (size_t c = 0; c < rubric->criterion_count; c++)
			free_criterion(&rubric->criteria[c]);
		free(rubric->criteria);
		free(rubric->title);
		free(rubric->purpose);
	}
	free(list->list);
	*list = (struct foreign_list){NULL, 0};
}

/* --- texts and numbers -------------------------------------------------------------------------
 */

/* Nobody sees these, and word processors leave them behind. */
static bool is_invisible(uint32_t point)
{
	return (point >= 0x200B && point <= 0x200D) || point == 0x2060 || point == 0xFEFF ||
	       point == 0xAD;
}

static bool is_space(uint32_t point)
{
	return point == ' ' || point == '\t' || point == '\n' || point == '\r' || point == 0xA0 ||
	       point == 0x2028 || point == 0x2029 || point == 0x202F;
}

static void refuse(const struct foreign_place *place, bool *bad, const char *hint, uint32_t point)
{
	faults_add(place->faults, FAULT_ERROR, place->line, 0, hint,
		"%s: character U+%04X cannot be in a text", place->where, (unsigned)point);
	*bad = true;
}

static void check_words(const struct foreign_place *place, const char *text, bool *bad)
{
	for (size_t at = 0; text[at] != '\0';) {
		size_t len = strcspn(text + at, " ");

		/* &quot; is the longest way in which one byte is written */
		if (len * 6 > RUBRIC_LINE_MAX) {
			faults_add(place->faults, FAULT_ERROR, place->line, 0, NULL,
				"%s: a word of %zu bytes", place->where, len);
			*bad = true;
			return;
		}
		at += len + (text[at + len] != '\0');
	}
}

char *foreign_text(const char *raw, const struct foreign_place *place, bool *bad)
{
	size_t len = strlen(raw);
	struct buf out = BUF_EMPTY;
	bool gap = false, slash = false;

	for (size_t at = 0; at < len;) {
		size_t from = at;
		uint32_t point;

		at += text_decode(raw + at, len - at, &point);
		if (is_space(point)) {
			gap = out.len > 0;
			continue;
		}
		if (is_invisible(point))
			continue;
		if (text_unsafe(point) || point == 0xFFFD) {
			refuse(place, bad, "take it out", point);
			break;
		}
		if (gap)
			buf_byte(&out, ' ');
		gap = false;
		slash = slash || point == '\\';
		if (point == '\\')
			buf_byte(&out, '/');
		else
			buf_add(&out, raw + from, at - from);
	}
	if (slash)
		faults_add(place->faults, FAULT_WARNING, place->line, 0, NULL,
			"%s: a backslash became a slash", place->where);
	buf_add(&out, "", 0);
	check_words(place, buf_text(&out), bad);
	return buf_take(&out);
}

bool foreign_points(const char *text, double *out)
{
	char plain[POINTS_LEN + 1];
	size_t len, end;
	char *comma;

	text += strspn(text, " \t\r\n");
	len = strlen(text);
	while (len > 0 && strchr(" \t\r\n", text[len - 1]))
		len--;
	if (len == 0 || len > POINTS_LEN)
		return false;
	memcpy(plain, text, len);
	plain[len] = '\0';
	comma = strchr(plain, ',');
	if (comma)
		*comma = '.';
	/* Moodle writes five decimals; so many zeros are more digits than a number may have. */
	end = len;
	if (strchr(plain, '.')) {
		while (plain[end - 1] == '0')
			end--;
		if (plain[end - 1] == '.')
			end--;
		plain[end] = '\0';
	}
	return decimal_parse(plain, out);
}
