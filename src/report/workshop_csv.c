#include "config.h"

#include "report/workshop.h"

#include "base/buf.h"
#include "files/table.h"
#include "stats/tally.h"

#include <math.h>
#include <string.h>

static const char SPREAD_HEADER[] = "session,moment,group,round,role,target,criterion,n,unknown,"
				    "not_applicable,unanswered,min,median,max,mean,sd,unity,agreed";
static const char COUNTS_HEADER[] = "session,moment,group,round,role,target,criterion,level,count";

/* Where a row stands. */
struct row {
	const struct workshop_report *report;
	const char *group, *round, *role, *target;
	size_t criterion;
};

static void text(struct buf *out, const char *value)
{
	table_text_field(out, value, ',');
	buf_byte(out, ',');
}

static void number(struct buf *out, double value)
{
	if (isnan(value))
		buf_text_add(out, "NA,");
	else
		buf_format(out, "%.6f,", value);
}

static void head(struct buf *out, const struct row *row)
{
	const struct session *session = row->report->ledger->session;

	text(out, session->id);
	text(out, session_moment_word(session->moment));
	text(out, row->group);
	text(out, row->round);
	text(out, row->role);
	text(out, row->target);
	text(out, row->report->ledger->rubric->criteria[row->criterion].id);
}

static void spread_row(struct buf *out, const struct row *row, const struct tally *tally)
{
	const struct rubric *rubric = row->report->ledger->rubric;
	struct tally_numbers numbers = tally_numbers(tally, &rubric->criteria[row->criterion]);

	head(out, row);
	if (row->report->published)
		buf_format(out, "%zu,NA,NA,NA,", tally->scored);
	else
		buf_format(out, "%zu,%zu,%zu,%zu,", tally->scored, tally->unknown,
			tally->not_applicable, tally->unanswered);
	number(out, numbers.min);
	number(out, numbers.median);
	number(out, numbers.max);
	number(out, numbers.mean);
	number(out, numbers.sd);
	number(out, tally->unity);
	buf_text_add(out, tally->scored == 0 ? "NA\n" : tally->agreed ? "yes\n" : "no\n");
}

/* What the group as a whole agreed: the level's value is its middle; nobody is counted. */
static void consensus_row(
	struct buf *out, const struct row *row, const struct ledger_agreed *agreed)
{
	const struct rubric *rubric = row->report->ledger->rubric;
	double value = agreed->no_consensus
			       ? NAN
			       : rubric_value(&rubric->criteria[row->criterion], agreed->step);

	head(out, row);
	buf_text_add(out, "NA,NA,NA,NA,NA,");
	number(out, value);
	buf_format(out, "NA,NA,NA,NA,%s\n", agreed->no_consensus ? "no" : "yes");
}

static void count_rows(struct buf *out, const struct row *row, const struct tally *tally)
{
	const struct rubric *rubric = row->report->ledger->rubric;
	const struct rubric_criterion *criterion = &rubric->criteria[row->criterion];

	for (size_t step = 0; step < criterion->step_count; step++) {
		head(out, row);
		text(out, rubric->levels[criterion->steps[step].level].id);
		buf_format(out, "%zu\n", tally->counts[step]);
	}
}

static void put_tally(
	struct buf *out, const struct row *row, const struct tally *tally, bool counts)
{
	if (counts)
		count_rows(out, row, tally);
	else
		spread_row(out, row, tally);
}

/* The parts of "lecturer, workfield"; how many. They point into `store`. */
static size_t split_roles(struct buf *store, const char *joined, const char **parts, size_t most)
{
	size_t count = 0;
	char *at;

	buf_cut(store, 0);
	buf_text_add(store, joined);
	at = store->data;
	while (count < most) {
		char *comma = strstr(at, ", ");

		parts[count++] = at;
		if (!comma)
			break;
		*comma = '\0';
		at = comma + 2;
	}
	return count;
}

#define ROLES_MOST 32

/* The roles as shown, in a round in which the criterion was asked. */
static void role_rows(struct buf *out, struct row *row, int round, bool counts)
{
	const struct discussion *discussion = row->report->discussion;
	const struct discussed *about = &discussion->list[discussion->place[row->criterion]];
	struct buf store = BUF_EMPTY;

	for (size_t i = 0; i < about->role_count; i++) {
		const char *parts[ROLES_MOST];
		struct tally_scope scope = {.round = round, .roles = parts};
		struct tally tally;

		scope.role_count = split_roles(&store, about->roles[i].role, parts, ROLES_MOST);
		tally_make_scope(&tally, row->report->ledger, row->criterion, &scope);
		row->role = about->roles[i].role;
		put_tally(out, row, &tally, counts);
	}
	row->role = "*";
	buf_free(&store);
}

/* Groups of a session that has them; one person's group would give that person's answers. */
static void group_rows(struct buf *out, struct row *row, int round, bool counts)
{
	const struct roster *roster = row->report->ledger->roster;

	for (size_t i = 0; i < roster->count; i++) {
		const char *group = roster->list[i].group;
		struct tally_scope scope = {.round = round, .group = group};
		struct tally tally;
		size_t people = 0;
		bool seen = group[0] == '\0';

		for (size_t earlier = 0; earlier < i && !seen; earlier++)
			seen = strcmp(roster->list[earlier].group, group) == 0;
		for (size_t person = i; person < roster->count && !seen; person++)
			people += tally_in_scope(row->report->ledger, person, &scope);
		if (people < 2)
			continue;
		tally_make_scope(&tally, row->report->ledger, row->criterion, &scope);
		row->group = group;
		put_tally(out, row, &tally, counts);
	}
	row->group = "*";
}

static const char *target_of(const struct workshop_report *report)
{
	return report->target ? report->target : "";
}

static void round_rows(
	struct buf *out, const struct workshop_report *report, int round, bool counts)
{
	const struct ledger *ledger = report->ledger;
	size_t criteria = ledger->rubric->criterion_count;
	char word[12];
	struct row row = {report, "*", word, "*", target_of(report), 0};

	word[0] = (char)('0' + round);
	word[1] = '\0';
	for (row.criterion = 0; row.criterion < criteria; row.criterion++) {
		struct tally tally;

		if (!ledger->in_round[(size_t)round * criteria + row.criterion])
			continue;
		tally_make(&tally, ledger, row.criterion, round, NULL);
		put_tally(out, &row, &tally, counts);
		role_rows(out, &row, round, counts);
		group_rows(out, &row, round, counts);
	}
}

static void consensus_rows(struct buf *out, const struct workshop_report *report)
{
	const struct ledger *ledger = report->ledger;

	for (size_t i = 0; ledger->agreed && i < ledger->rubric->criterion_count; i++)
		if (ledger->agreed[i].given)
			consensus_row(out,
				&(struct row){report, "*", "consensus", "*", target_of(report), i},
				&ledger->agreed[i]);
}

/* Each person still there, by team, as the teammates see that person. */
static void peer_rows(struct buf *out, const struct workshop_report *report, bool counts)
{
	const struct ledger *ledger = report->ledger;

	for (size_t team = 0; team < ledger->team_count; team++)
		for (size_t i = 0; i < ledger->teams[team].count; i++) {
			size_t target = ledger->teams[team].members[i];
			struct row row = {report, ledger->teams[team].name, "1", "*",
				ledger->roster->list[target].id, 0};

			for (; !ledger->left[target] &&
				row.criterion < ledger->rubric->criterion_count;
				row.criterion++) {
				struct tally tally;

				tally_make_peers(&tally, ledger, row.criterion, target);
				put_tally(out, &row, &tally, counts);
			}
		}
}

void workshop_csv_write(
	struct sink *sink, const struct workshop_report *reports, size_t report_count, bool counts)
{
	struct buf out = BUF_EMPTY;

	buf_format(&out, "%s\n", counts ? COUNTS_HEADER : SPREAD_HEADER);
	for (size_t i = 0; i < report_count; i++) {
		if (reports[i].ledger->session->kind == SESSION_PEER) {
			peer_rows(&out, &reports[i], counts);
			continue;
		}
		for (int round = 1; round <= LEDGER_ROUNDS_MAX; round++)
			if (reports[i].ledger->shown[round])
				round_rows(&out, &reports[i], round, counts);
		if (!counts)
			consensus_rows(&out, &reports[i]);
	}
	sink_add(sink, buf_text(&out), out.len);
	buf_free(&out);
}
