/* The words that screens and reports share: numbers, people, levels. All append to a buffer, in the
 * language of base/lang. */
#ifndef PEIL_STATS_SAY_H
#define PEIL_STATS_SAY_H

#include "base/buf.h"
#include "model/rubric.h"
#include "stats/discussion.h"

/* "one" .. "twelve"; digits from 13 on, and for 0 "no". */
void say_number(struct buf *out, size_t n);
/* "once", "twice", "three times". */
void say_times(struct buf *out, size_t n);
/* "three students", "one lecturer", "two people from the work field". */
void say_people(struct buf *out, const char *role, size_t n);
/* "students"; for joined roles "lecturers and work field". */
void say_role(struct buf *out, const char *role);
/* "three low, three very high" with `times`: "three times low, ...". "" when nobody scored. */
void say_counts(
	struct buf *out, const struct rubric *rubric, size_t criterion, const struct tally *tally);
/* The same in figures for a table: "3 low, 3 very high". */
void say_figures(
	struct buf *out, const struct rubric *rubric, size_t criterion, const struct tally *tally);
/* "two people don't know", ...: nothing when there are none; each with a full stop and a space
 * before it. */
void say_others(struct buf *out, const struct tally *tally);
/* "three answers in words": of an open question. */
void say_texts(struct buf *out, size_t texts);
/* "low", or "low to moderate". */
void say_steps(
	struct buf *out, const struct rubric *rubric, size_t criterion, size_t low, size_t high);
/* The wanted range, in the criterion's own labels. */
void say_range(struct buf *out, const struct rubric *rubric, size_t criterion,
	const struct rubric_range *range);
/* "fits", "one level higher", "two levels lower". */
void say_gap(struct buf *out, int gap);
/* "far apart", or "not known yet" where that is so; in the current language. */
const char *say_unity(const struct tally *tally);
/* A capital at the start of what was appended from `from` on. */
void say_capital(struct buf *buf, size_t from);

/* "12 December 2026", from an ISO date or time; with the weekday before it. Anything else as it is.
 */
void say_date(struct buf *out, const char *iso, bool weekday);
/* "Friday 11 December 2026, 23:59 (Europe/Amsterdam)", from a time with its own offset. */
void say_time(struct buf *out, const char *at, const char *zone);

/* A step's label, a criterion's title, in the current language; borrowed from the rubric. */
const char *say_label(const struct rubric *rubric, size_t criterion, size_t step);
const char *say_title(const struct rubric *rubric, size_t criterion);
/* What a form calls these answers: in the rubric's own words where it has them. */
const char *say_unknown(const struct rubric *rubric);
const char *say_not_applicable(const struct rubric *rubric);
/* Grid: "Task: create overview"; else the title. */
void say_place(struct buf *out, const struct rubric *rubric, size_t criterion);

#endif
