/* What `peil session new` says: before it makes something, and after. */
#include "config.h"
#include "cli/cmd_session_new.h"

#include "base/lang.h"
#include "base/mem.h"
#include "cli/cmd_session.h"
#include "cli/output.h"
#include "files/session_new.h"
#include "stats/say.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEAM_LARGE 12 /* more is no team that people rate each other in */
#define NAMES_MOST 12 /* named in one line */

/* --- saying what was made --------------------------------------------------------------------- */

/* Minutes as in a workshop of eight aspects and six people, to the nearest. */
static unsigned long minutes(double of_eight, size_t criteria)
{
	double value = of_eight * (double)criteria / 8.0;

	return value < 1.0 ? 1 : (unsigned long)(value + 0.5);
}

static void add_cost(struct buf *out, const struct making *making)
{
	size_t criteria = making->rubric->criterion_count, people = making->roster.count;
	unsigned long alone = minutes(13, criteria), typing = (unsigned long)(people + 1) / 2;

	buf_text_add(out, _("What answering takes, in minutes:\n"));
	buf_format(out, _("  cards, all at once, typed in by you: %lu\n"), minutes(10, criteria));
	buf_format(out, _("  everybody at their own terminal: %lu\n"), alone);
	buf_format(out, _("  on paper, typed in by you: %lu\n"), alone + typing);
	buf_format(out,
		_("  one laptop passed round: %lu (good before the meeting, or for up to "
		  "three people)\n"),
		minutes(6.8, criteria) * (unsigned long)people);
}

static void add_alone(struct buf *out, const struct making *making)
{
	const struct roster *roster = &making->roster;
	const char *role;

	for (size_t i = 0; (role = roster_role(roster, i)) != NULL; i++) {
		if (roster_in_role(roster, role) != 1)
			continue;
		if (making->session.roles_apart)
			buf_format(out,
				_("The role %s has one person: that answer can be recognised.\n"),
				role);
		else
			buf_format(out,
				_("The role %s has one person: that answer can be recognised, so "
				  "it is shown together with another role.\n"),
				role);
	}
}

static void add_who_reads(struct buf *out, const struct session_probe *probe)
{
	if (probe->acl)
		buf_text_add(out,
			_("Until you show the answers, only you and the participant can read what "
			  "that participant answers.\n"));
	else if (probe->group != NULL)
		buf_format(out,
			_("This disk has no access lists: what participants answer can be read by "
			  "the group %s.\n"),
			probe->group);
	if (probe->others != NULL)
		buf_format(out,
			_("WARNING: that group has other members, who can read answers before "
			  "they are shown: %s\n"),
			probe->others);
	if (probe->blocked != NULL) {
		buf_text_add(out, _("Other people cannot get into this folder: closed at "));
		session_add_safe(out, probe->blocked);
		buf_text_add(out, _(". Cards, paper and one laptop work; their own terminals do "
				    "not. hint: chmod o+x\n"));
	}
}

static void add_workshop_next(struct buf *out, const struct making *making)
{
	buf_text_add(out, _("Go on with: peil discuss "));
	session_add_safe(out, making->path);
	buf_text_add(out, _("\nParticipants with an account: peil rate "));
	session_add_safe(out, making->path);
	buf_byte(out, '\n');
}

static void add_workshop_made(struct buf *out, const struct making *making)
{
	const struct session *session = &making->session;

	buf_text_add(out, _("Made: "));
	session_add_safe(out, making->path);
	buf_format(out, "\n%s: ", _("Problem"));
	session_add_safe(out, session->title);
	buf_format(out, "\n%s: ", _("Participants"));
	for (size_t i = 0; roster_role(&making->roster, i) != NULL; i++) {
		const char *role = roster_role(&making->roster, i);

		buf_format(out, "%s%zu %s", i > 0 ? ", " : "",
			roster_in_role(&making->roster, role), role);
	}
	buf_format(out, _("\nRounds: %d; agreed from %d %%; minutes: %d; names %s.\n"),
		session->rounds, session->threshold, session->minutes,
		session->names_shown ? _("shown") : _("hidden"));
	if (making->strangers > 0)
		buf_format(out,
			_("Logins without an account here: %zu; you enter their answers, "
			  "or they use the laptop.\n"),
			making->strangers);
}

/* --- peers: before ---------------------------------------------------------------------------- */

static int group_order(const void *left, const void *right, void *context)
{
	const struct person *list = context;
	const struct person *a = &list[*(const size_t *)left], *b = &list[*(const size_t *)right];
	int order = strcmp(a->group, b->group);

	return order != 0 ? order : (a > b) - (a < b);
}

/* The people by group; the caller frees. */
static size_t *by_group(const struct roster *roster)
{
	size_t *order = mem_new((roster->count + 1) * sizeof(*order));

	for (size_t i = 0; i < roster->count; i++)
		order[i] = i;
	qsort_r(order, roster->count, sizeof(*order), group_order, roster->list);
	return order;
}

static void add_team(struct buf *out, const struct making *making, const size_t *who, size_t count)
{
	const struct roster *roster = &making->roster;
	const char *group = roster->list[who[0]].group;

	buf_text_add(out, "  ");
	session_add_safe(out, group[0] != '\0' ? group : _("without a group"));
	buf_format(out, " (%zu): ", count);
	for (size_t i = 0; i < count && i < NAMES_MOST; i++) {
		char *name = roster_shown(&roster->list[who[i]]);

		buf_text_add(out, i > 0 ? ", " : "");
		session_add_safe(out, name);
		free(name);
	}
	buf_text_add(out, count > NAMES_MOST ? ", ...\n" : "\n");
}

struct looked {
	size_t teams, pairs, singles, large, ungrouped;
};

static struct looked add_teams(struct buf *out, const struct making *making)
{
	const struct roster *roster = &making->roster;
	size_t *order = by_group(roster);
	struct looked looked = {0};

	for (size_t from = 0, to; from < roster->count; from = to) {
		const char *group = roster->list[order[from]].group;

		to = from;
		while (to < roster->count && strcmp(roster->list[order[to]].group, group) == 0)
			to++;
		add_team(out, making, order + from, to - from);
		if (group[0] == '\0' && to - from < roster->count) {
			looked.ungrouped = to - from;
			continue;
		}
		looked.teams++;
		looked.singles += to - from == 1;
		looked.pairs += to - from == 2;
		looked.large += to - from > TEAM_LARGE;
	}
	free(order);
	return looked;
}

static void add_look(struct buf *out, size_t count, const char *text)
{
	if (count > 0)
		buf_format(out, "%s: %zu\n", text, count);
}

/* Who has no account here, with the line of the list. */
static void add_strangers(struct buf *out, const struct making *making)
{
	const struct roster *roster = &making->roster;
	size_t count = 0;

	for (size_t i = 0; i < roster->count; i++)
		count += roster->list[i].uid == ROSTER_NO_UID;
	if (count == 0)
		return;
	buf_format(out,
		_("Without an account on this machine: %zu; only you can fill in for them\n"),
		count);
	for (size_t i = 0; i < roster->count; i++) {
		const struct person *person = &roster->list[i];
		char *name;

		if (person->uid != ROSTER_NO_UID)
			continue;
		name = roster_shown(person);
		buf_text_add(out, "  ");
		if (making->lines != NULL)
			buf_format(out, _("line %u: "), making->lines[i]);
		session_add_safe(out, name);
		if (person->login[0] != '\0') {
			buf_text_add(out, ", ");
			session_add_safe(out, person->login);
		}
		buf_byte(out, '\n');
		free(name);
	}
}

void making_preview(struct buf *out, const struct making *making)
{
	struct looked looked;

	if (making->windows_1252)
		buf_text_add(out, _("The list was in Windows-1252 and was converted.\n"));
	if (making->delimiter == ';' || making->delimiter == '\t')
		buf_format(out, _("Columns are separated by: %s\n"),
			making->delimiter == ';' ? ";" : _("tabs"));
	buf_text_add(out, _("Teams:\n"));
	looked = add_teams(out, making);
	buf_format(out,
		lang_plural("%zu people in %zu team\n", "%zu people in %zu teams\n", looked.teams),
		making->roster.count, looked.teams);
	add_look(out, looked.ungrouped, _("Without a group, so nobody to rate"));
	add_look(out, looked.singles, _("Teams of one, so nobody to rate"));
	add_look(out, looked.pairs,
		_("Teams of two: each knows what the other said, so pages show words only"));
	add_look(out, looked.large, _("Very large teams; is --column group=NAME right?"));
	add_strangers(out, making);
}

/* --- peers: after ----------------------------------------------------------------------------- */

static void add_factor(struct buf *out, const struct session *session)
{
	if (session->method == METHOD_NONE) {
		buf_text_add(out, _("No factor is computed.\n"));
		return;
	}
	buf_format(out, _("Factor: %s, weight %g"), session_method_word(session->method),
		session->weight);
	if (!isnan(session->cap))
		buf_format(out, _(", at most %g"), session->cap);
	if (session->penalty > 0 && session->penalty_points)
		buf_format(out,
			lang_plural(", penalty %g point", ", penalty %g points",
				session->penalty == 1 ? 1 : 2),
			session->penalty);
	else if (session->penalty > 0)
		buf_format(out, _(", penalty %g %%"), 100 * session->penalty);
	buf_format(out, _(", marks %g to %g, ratings of oneself %s.\n"), session->scale_low,
		session->scale_high, session->self_counted ? _("counted") : _("shown"));
	buf_text_add(out, _("It advises; it never becomes a mark by itself. Students read this "
			    "before they rate.\n"));
}

static void add_peer_made(struct buf *out, const struct making *making)
{
	const struct session *session = &making->session;

	buf_text_add(out, _("Made: "));
	session_add_safe(out, making->path);
	buf_byte(out, '\n');
	session_add_safe(out, session->title);
	buf_byte(out, '\n');
	if (session->closes[0] != '\0') {
		buf_text_add(out, _("Closes by itself: "));
		say_time(out, session->closes, session->timezone);
		buf_byte(out, '\n');
	} else {
		buf_text_add(out, _("Closes when you close it: peil session close\n"));
	}
	add_factor(out, session);
	if (session->purpose[0] == '\0')
		buf_text_add(out, _("There is no purpose line; students would like to know what "
				    "this is for. hint: --purpose TEXT\n"));
}

static void add_peer_reads(struct buf *out, const struct session_probe *probe)
{
	if (probe->acl)
		buf_text_add(out, _("Only you and the student who wrote it can read what a student "
				    "answers. Students read who is in the teams, the rubric and "
				    "the settings.\n"));
	else if (probe->group != NULL)
		buf_format(out,
			_("This disk has no access lists: what students answer can be read by the "
			  "group %s.\n"),
			probe->group);
	if (probe->others != NULL)
		buf_format(out,
			_("WARNING: that group has other members, who can read answers: %s\n"),
			probe->others);
	buf_text_add(out, _("Addresses and numbers: only you.\n"));
	if (probe->blocked != NULL) {
		buf_text_add(out, _("WARNING: students cannot get into this folder: closed at "));
		session_add_safe(out, probe->blocked);
		buf_text_add(out, _(". hint: chmod o+x, or make the session elsewhere\n"));
	}
}

static void add_peer_next(struct buf *out, const struct making *making)
{
	buf_text_add(out, _("The text for the mail: peil session invite "));
	session_add_safe(out, making->path);
	buf_text_add(out, _("\nStudents rate with: peil rate "));
	session_add_safe(out, making->path);
	buf_byte(out, '\n');
}

bool making_report(const struct making *making, struct err *err)
{
	struct session_probe probe;
	struct buf out = BUF_EMPTY;
	bool done;

	session_probe(making->path, &probe);
	if (making->session.kind == SESSION_PEER) {
		add_peer_made(&out, making);
		add_peer_reads(&out, &probe);
		add_peer_next(&out, making);
	} else {
		add_workshop_made(&out, making);
		add_cost(&out, making);
		add_alone(&out, making);
		add_who_reads(&out, &probe);
		add_workshop_next(&out, making);
	}
	session_probe_free(&probe);
	done = output_print(&out, err);
	buf_free(&out);
	return done;
}
