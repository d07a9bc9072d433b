#include "config.h"

#include "stats/say.h"

#include "base/decimal.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "stats/tally.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wctype.h>

static size_t lang_of(const struct rubric *rubric)
{
	return rubric_lang(rubric, lang_current());
}

const char *say_label(const struct rubric *rubric, size_t criterion, size_t step)
{
	return rubric_say(rubric, &rubric->criteria[criterion].steps[step].label, lang_of(rubric));
}

const char *say_title(const struct rubric *rubric, size_t criterion)
{
	const struct rubric_criterion *at = &rubric->criteria[criterion];

	/* A statement and an open question have no title: they are what they ask. */
	return rubric_say(rubric, rubric_text_empty(&at->title) ? &at->question : &at->title,
		lang_of(rubric));
}

void say_place(struct buf *out, const struct rubric *rubric, size_t criterion)
{
	const struct rubric_criterion *at = &rubric->criteria[criterion];

	if (rubric->kind != RUBRIC_GRID) {
		buf_text_add(out, say_title(rubric, criterion));
		return;
	}
	buf_format(out, "%s / %s",
		rubric_say(rubric, &rubric->rows[at->row].title, lang_of(rubric)),
		rubric_say(rubric, &rubric->columns[at->column].title, lang_of(rubric)));
}

void say_number(struct buf *out, size_t n)
{
	static const char *const words[] = {NC_("number", "no"), NC_("number", "one"),
		NC_("number", "two"), NC_("number", "three"), NC_("number", "four"),
		NC_("number", "five"), NC_("number", "six"), NC_("number", "seven"),
		NC_("number", "eight"), NC_("number", "nine"), NC_("number", "ten"),
		NC_("number", "eleven"), NC_("number", "twelve")};

	if (n < sizeof(words) / sizeof(words[0]))
		buf_text_add(out, C_("number", words[n]));
	else
		buf_format(out, "%zu", n);
}

void say_times(struct buf *out, size_t n)
{
	struct buf number = BUF_EMPTY;

	if (n == 1 || n == 2) {
		buf_text_add(out, n == 1 ? _("once") : _("twice"));
		return;
	}
	say_number(&number, n);
	buf_format(out, _("%s times"), buf_text(&number));
	buf_free(&number);
}

static void role_people(struct buf *out, const char *role, size_t n)
{
	if (strcmp(role, "student") == 0)
		buf_text_add(out, lang_plural("student", "students", n));
	else if (strcmp(role, "lecturer") == 0)
		buf_text_add(out, lang_plural("lecturer", "lecturers", n));
	else if (strcmp(role, "workfield") == 0)
		buf_text_add(out,
			lang_plural("person from the work field", "people from the work field", n));
	else if (role[0] == '\0')
		buf_text_add(out, lang_plural("person", "people", n));
	else
		buf_format(out, lang_plural("participant (%s)", "participants (%s)", n), role);
}

void say_people(struct buf *out, const char *role, size_t n)
{
	say_number(out, n);
	buf_byte(out, ' ');
	role_people(out, role, n);
}

static void one_role(struct buf *out, const char *role)
{
	if (strcmp(role, "workfield") == 0)
		buf_text_add(out, C_("who chose", "work field"));
	else
		role_people(out, role, 2);
}

void say_role(struct buf *out, const char *role)
{
	const char *at = role;

	for (;;) {
		const char *comma = strstr(at, ", ");
		struct buf one = BUF_EMPTY;

		buf_add(&one, at, comma ? (size_t)(comma - at) : strlen(at));
		one_role(out, buf_text(&one));
		buf_free(&one);
		if (!comma)
			return;
		at = comma + 2;
		buf_text_add(out, strstr(at, ", ") ? ", " : _(" and "));
	}
}

static void add_counts(struct buf *out, const struct rubric *rubric, size_t criterion,
	const struct tally *tally, bool figures)
{
	bool first = true;

	for (size_t step = 0; step < rubric->criteria[criterion].step_count; step++) {
		if (tally->counts[step] == 0)
			continue;
		if (!first)
			buf_text_add(out, ", ");
		first = false;
		if (figures)
			buf_format(out, "%zu", tally->counts[step]);
		else
			say_times(out, tally->counts[step]);
		buf_format(out, " %s", say_label(rubric, criterion, step));
	}
}

void say_counts(
	struct buf *out, const struct rubric *rubric, size_t criterion, const struct tally *tally)
{
	add_counts(out, rubric, criterion, tally, false);
}

void say_figures(
	struct buf *out, const struct rubric *rubric, size_t criterion, const struct tally *tally)
{
	add_counts(out, rubric, criterion, tally, true);
}

/* The number as a word, at the start of a sentence; borrowed until the next one. */
static const char *own_words(
	const struct rubric *rubric, const struct rubric_text *own, const char *otherwise)
{
	return rubric_text_empty(own)
		       ? otherwise
		       : rubric_say(rubric, own, rubric_lang(rubric, lang_current()));
}

const char *say_unknown(const struct rubric *rubric)
{
	return own_words(rubric, &rubric->unknown, _("I don't know"));
}

const char *say_not_applicable(const struct rubric *rubric)
{
	return own_words(rubric, &rubric->not_applicable, _("not applicable"));
}

static const char *count_word(struct buf *word, size_t n)
{
	buf_cut(word, 0);
	say_number(word, n);
	say_capital(word, 0);
	return buf_text(word);
}

void say_others(struct buf *out, const struct tally *tally)
{
	struct buf word = BUF_EMPTY;

	if (tally->unknown > 0)
		buf_format(out,
			lang_plural(" %s does not know.", " %s do not know.", tally->unknown),
			count_word(&word, tally->unknown));
	if (tally->not_applicable > 0)
		buf_format(out,
			lang_plural(" %s says: not applicable.", " %s say: not applicable.",
				tally->not_applicable),
			count_word(&word, tally->not_applicable));
	if (tally->unanswered > 0)
		buf_format(out,
			lang_plural(
				" %s did not answer.", " %s have not answered.", tally->unanswered),
			count_word(&word, tally->unanswered));
	buf_free(&word);
}

void say_texts(struct buf *out, size_t texts)
{
	struct buf word = BUF_EMPTY;

	buf_format(out, lang_plural("%s answer in words", "%s answers in words", texts),
		count_word(&word, texts));
	buf_free(&word);
}

void say_steps(
	struct buf *out, const struct rubric *rubric, size_t criterion, size_t low, size_t high)
{
	if (low == high)
		buf_text_add(out, say_label(rubric, criterion, low));
	else
		buf_format(out, _("%s to %s"), say_label(rubric, criterion, low),
			say_label(rubric, criterion, high));
}

void say_range(struct buf *out, const struct rubric *rubric, size_t criterion,
	const struct rubric_range *range)
{
	const struct rubric_criterion *at = &rubric->criteria[criterion];
	size_t low = rubric_find_step(at, range->low), high = rubric_find_step(at, range->high);

	if (range->low == RUBRIC_NONE || range->high == RUBRIC_NONE)
		return;
	if (low != RUBRIC_NONE && high != RUBRIC_NONE) {
		say_steps(out, rubric, criterion, low, high);
		return;
	}
	/* The criterion has levels of its own, without one of these. */
	buf_format(out, _("%s to %s"),
		rubric_say(rubric, &rubric->levels[range->low].label, lang_of(rubric)),
		rubric_say(rubric, &rubric->levels[range->high].label, lang_of(rubric)));
}

void say_gap(struct buf *out, int gap)
{
	struct buf number = BUF_EMPTY;
	unsigned long n = (unsigned long)abs(gap);

	if (gap == 0) {
		buf_text_add(out, _("fits"));
		return;
	}
	say_number(&number, n);
	buf_format(out,
		gap > 0 ? lang_plural("%s level higher", "%s levels higher", n)
			: lang_plural("%s level lower", "%s levels lower", n),
		buf_text(&number));
	buf_free(&number);
}

const char *say_unity(const struct tally *tally)
{
	if (tally->texts > 0 && tally->scored == 0)
		return _("in words");
	return tally_not_known(tally) ? _("not known yet") : lang_text(unity_text(tally->word));
}

void say_capital(struct buf *buf, size_t from)
{
	uint32_t point;
	size_t len;
	char *rest, encoded[4];

	if (from >= buf->len)
		return;
	len = text_decode(buf->data + from, buf->len - from, &point);
	rest = mem_text(buf->data + from + len);
	buf_cut(buf, from);
	/* Dutch writes "Eén", not "Één". */
	if (strncmp(rest, "\xC3\xA9", 2) == 0 && point == 0xE9)
		point = (uint32_t)'E';
	buf_add(buf, encoded, text_encode((uint32_t)towupper((wint_t)point), encoded));
	buf_text_add(buf, rest);
	free(rest);
}

void say_date(struct buf *out, const char *iso, bool weekday)
{
	static const char *const months[] = {N_("January"), N_("February"), N_("March"),
		N_("April"), N_("May"), N_("June"), N_("July"), N_("August"), N_("September"),
		N_("October"), N_("November"), N_("December")};
	static const char *const days[] = {N_("Sunday"), N_("Monday"), N_("Tuesday"),
		N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday")};
	char part[3][5] = {"", "", ""};
	uint64_t year, month, day;
	struct tm when = {0};

	if (strlen(iso) >= 10 && iso[4] == '-' && iso[7] == '-') {
		memcpy(part[0], iso, 4);
		memcpy(part[1], iso + 5, 2);
		memcpy(part[2], iso + 8, 2);
	}
	if (!decimal_whole(part[0], 9999, &year) || !decimal_whole(part[1], 12, &month) ||
		!decimal_whole(part[2], 31, &day) || month == 0) {
		buf_text_add(out, iso);
		return;
	}
	when.tm_year = (int)year - 1900;
	when.tm_mon = (int)month - 1;
	when.tm_mday = (int)day;
	timegm(&when); /* fills in the weekday */
	if (weekday)
		buf_format(out, "%s ", lang_text(days[when.tm_wday]));
	buf_format(out, "%d %s %d", (int)day, lang_text(months[month - 1]), (int)year);
}

void say_time(struct buf *out, const char *at, const char *zone)
{
	say_date(out, at, true);
	if (strlen(at) >= 16 && at[10] == 'T')
		buf_format(out, ", %.5s", at + 11);
	if (zone[0] != '\0')
		buf_format(out, " (%s)", zone);
}
