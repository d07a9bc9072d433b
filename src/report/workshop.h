/* What came out of a session, in five forms: text, sentences, HTML, CSV, JSON. Only what was shown
 * is in them, and no names unless `names`. */
#ifndef PEIL_REPORT_WORKSHOP_H
#define PEIL_REPORT_WORKSHOP_H

#include "base/sink.h"
#include "stats/discussion.h"

/* One session, or one form of a solo session; all borrowed. */
struct workshop_report {
	const struct ledger *ledger;
	const struct discussion *discussion;
	const char *target; /* what it is about */
	bool solo;	    /* one person's form: no roles, no spread */
	bool published; /* read back from what was published: only counts and reasons are known */
	bool names;	    /* say who took part */
};

/* For reading on a terminal of `width` columns. */
void workshop_text_write(
	struct sink *sink, const struct workshop_report *report, int width, bool ascii);
/* One sentence or a few a line, for reading out. */
void workshop_plain_write(struct sink *sink, const struct workshop_report *report);
/* One self-contained page of all reports. False when the page came out ill-formed (a fault of
 * ours). */
bool workshop_html_write(
	struct sink *sink, const struct workshop_report *reports, size_t report_count);
/* The fixed columns of formats.md section 5; with `counts` one row per level. Of a session of peers
 * (`discussion` is NULL): what teammates say of each person; such a one is in no other form. */
void workshop_csv_write(
	struct sink *sink, const struct workshop_report *reports, size_t report_count, bool counts);
/* {"sessions": [...]}, keys sorted. False when out of memory or not UTF-8. */
bool workshop_json_write(
	struct sink *sink, const struct workshop_report *reports, size_t report_count);

/* The title to show: the session's, else the target, else the rubric's. Not empty. */
const char *workshop_title(const struct workshop_report *report);
/* How many people count, in the last round that was shown. */
size_t workshop_people(const struct workshop_report *report, const char *role);
/* The last round that was shown; 0: none. */
int workshop_shown(const struct workshop_report *report);
bool workshop_has_fit(const struct workshop_report *report);
/* Level aimed at by the last action about that criterion, or RUBRIC_NONE. */
size_t workshop_aim(const struct workshop_report *report, size_t criterion);

#endif
