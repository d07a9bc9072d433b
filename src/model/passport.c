#include "config.h"

#include "model/passport.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void passport_init(struct passport *passport, const char *person, const char *made)
{
	*passport = (struct passport){.person = mem_text(person)};
	strncpy(passport->made, made, sizeof(passport->made) - 1);
}

static void free_remarks(struct passport_remark *remarks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(remarks[i].text);
		free(remarks[i].from);
		free(remarks[i].due);
	}
	free(remarks);
}

static void free_criterion(struct passport_criterion *criterion)
{
	for (size_t i = 0; i < criterion->point_count; i++) {
		free(criterion->points[i].about);
		free(criterion->points[i].role);
		free(criterion->points[i].rater);
		free(criterion->points[i].level);
		free(criterion->points[i].id);
	}
	free(criterion->points);
	free_remarks(criterion->remarks, criterion->remark_count);
	free(criterion->id);
	free(criterion->title);
}

static void free_rubric(struct passport_rubric *rubric)
{
	for (size_t i = 0; i < rubric->criterion_count; i++)
		free_criterion(&rubric->criteria[i]);
	for (size_t i = 0; i < rubric->level_count; i++)
		free(rubric->levels[i]);
	free(rubric->criteria);
	free(rubric->levels);
	free_remarks(rubric->remarks, rubric->remark_count);
	free(rubric->id);
	free(rubric->title);
	free(rubric->fingerprint);
}

void passport_free(struct passport *passport)
{
	for (size_t i = 0; i < passport->session_count; i++) {
		struct passport_session *session = &passport->sessions[i];
		char *const texts[] = {session->id, session->title, session->rubric,
			session->rubric_title, session->version, session->fingerprint, session->as};

		for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++)
			free(texts[t]);
	}
	for (size_t i = 0; i < passport->rubric_count; i++)
		free_rubric(&passport->rubrics[i]);
	free(passport->sessions);
	free(passport->rubrics);
	free(passport->person);
	*passport = (struct passport){0};
}

/* --- adding ------------------------------------------------------------------------------------
 */

struct passport_session *passport_add_session(struct passport *passport)
{
	struct passport_session *session;

	passport->sessions = mem_grow(passport->sessions, passport->session_count,
		passport->session_count + 1, sizeof(*passport->sessions));
	session = &passport->sessions[passport->session_count++];
	session->id = mem_text("");
	session->title = mem_text("");
	session->rubric = mem_text("");
	session->rubric_title = mem_text("");
	session->version = mem_text("");
	session->fingerprint = mem_text("");
	session->as = mem_text("");
	return session;
}

static void take_levels(struct passport_rubric *out, const struct rubric *rubric, size_t lang)
{
	for (size_t i = 0; i < out->level_count; i++)
		free(out->levels[i]);
	free(out->levels);
	out->level_count = rubric->level_count;
	out->levels = mem_grow(NULL, 0, rubric->level_count + 1, sizeof(*out->levels));
	for (size_t i = 0; i < rubric->level_count; i++)
		out->levels[i] = mem_text(rubric_say(rubric, &rubric->levels[i].label, lang));
}

struct passport_rubric *passport_rubric(
	struct passport *passport, const struct rubric *rubric, size_t lang)
{
	struct passport_rubric *found = NULL;

	for (size_t i = 0; i < passport->rubric_count && !found; i++)
		if (strcmp(passport->rubrics[i].id, rubric->id) == 0)
			found = &passport->rubrics[i];
	if (!found) {
		passport->rubrics = mem_grow(passport->rubrics, passport->rubric_count,
			passport->rubric_count + 1, sizeof(*passport->rubrics));
		found = &passport->rubrics[passport->rubric_count++];
		found->id = mem_text(rubric->id);
	}
	found->changed =
		found->changed ||
		(found->fingerprint && strcmp(found->fingerprint, rubric->fingerprint) != 0);
	mem_replace(&found->fingerprint, rubric->fingerprint);
	mem_replace(&found->title, rubric_say(rubric, &rubric->title, lang));
	take_levels(found, rubric, lang);
	for (size_t i = 0; i < rubric->criterion_count; i++)
		passport_criterion(found, rubric, i, lang);
	return found;
}

struct passport_criterion *passport_criterion(
	struct passport_rubric *in, const struct rubric *rubric, size_t criterion, size_t lang)
{
	const struct rubric_criterion *from = &rubric->criteria[criterion];
	struct passport_criterion *made;
	bool titled = !rubric_text_empty(&from->title);

	for (size_t i = 0; i < in->criterion_count; i++)
		if (strcmp(in->criteria[i].id, from->id) == 0)
			return &in->criteria[i];
	in->criteria = mem_grow(
		in->criteria, in->criterion_count, in->criterion_count + 1, sizeof(*in->criteria));
	made = &in->criteria[in->criterion_count++];
	made->id = mem_text(from->id);
	made->title = mem_text(rubric_say(rubric, titled ? &from->title : &from->question, lang));
	return made;
}

struct passport_point *passport_add_point(struct passport_criterion *criterion, size_t session)
{
	struct passport_point *point;

	criterion->points = mem_grow(criterion->points, criterion->point_count,
		criterion->point_count + 1, sizeof(*criterion->points));
	point = &criterion->points[criterion->point_count++];
	point->session = session;
	point->about = mem_text("");
	point->role = mem_text("");
	point->rater = mem_text("");
	point->level = mem_text("");
	point->id = mem_text("");
	point->step = point->value = NAN;
	return point;
}

struct passport_remark *passport_add_remark(struct passport_rubric *rubric,
	struct passport_criterion *criterion, size_t session, enum passport_text kind,
	const char *text)
{
	struct passport_remark **list = criterion ? &criterion->remarks : &rubric->remarks;
	size_t *count = criterion ? &criterion->remark_count : &rubric->remark_count;
	struct passport_remark *remark;

	*list = mem_grow(*list, *count, *count + 1, sizeof(**list));
	remark = &(*list)[(*count)++];
	*remark = (struct passport_remark){.session = session,
		.kind = kind,
		.text = mem_text(text),
		.from = mem_text(""),
		.due = mem_text("")};
	return remark;
}

/* --- order -------------------------------------------------------------------------------------
 */

struct place {
	const struct passport_session *session;
	size_t at; /* before */
};

static int compare_sessions(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	int day = strcmp(a->session->date, b->session->date);

	if (day != 0)
		return day;
	if (a->session->moment != b->session->moment)
		return a->session->moment < b->session->moment ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

static int compare_points(const void *left, const void *right)
{
	const struct passport_point *a = left, *b = right;

	if (a->session != b->session)
		return a->session < b->session ? -1 : 1;
	if (a->who != b->who)
		return a->who < b->who ? -1 : 1;
	return strcmp(a->rater, b->rater);
}

static int compare_remarks(const void *left, const void *right)
{
	const struct passport_remark *a = left, *b = right;

	if (a->session != b->session)
		return a->session < b->session ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return strcmp(a->text, b->text);
}

static void order_remarks(struct passport_remark *remarks, size_t count, const size_t *now)
{
	for (size_t i = 0; i < count; i++)
		remarks[i].session = now[remarks[i].session];
	if (count > 1)
		qsort(remarks, count, sizeof(*remarks), compare_remarks);
}

static void order_rubric(
	struct passport_rubric *rubric, const size_t *now, const struct passport_session *sessions)
{
	size_t kept = 0;

	order_remarks(rubric->remarks, rubric->remark_count, now);
	for (size_t i = 0; i < rubric->criterion_count; i++) {
		struct passport_criterion *criterion = &rubric->criteria[i];

		for (size_t p = 0; p < criterion->point_count; p++) {
			struct passport_point *point = &criterion->points[p];

			point->session = now[point->session];
			point->when = sessions[point->session].when;
		}
		if (criterion->point_count > 1)
			qsort(criterion->points, criterion->point_count, sizeof(*criterion->points),
				compare_points);
		order_remarks(criterion->remarks, criterion->remark_count, now);
		if (criterion->point_count + criterion->remark_count == 0)
			free_criterion(criterion);
		else
			rubric->criteria[kept++] = *criterion;
	}
	rubric->criterion_count = kept;
}

static bool one_moment(const struct passport_session *a, const struct passport_session *b)
{
	return a->moment == b->moment &&
	       (a->moment != SESSION_NO_MOMENT || strcmp(a->date, b->date) == 0);
}

void passport_order(struct passport *passport)
{
	size_t count = passport->session_count;
	struct place *places = mem_grow(NULL, 0, count + 1, sizeof(*places));
	size_t *now = mem_grow(NULL, 0, count + 1, sizeof(*now));
	struct passport_session *sessions = mem_grow(NULL, 0, count + 1, sizeof(*sessions));

	for (size_t i = 0; i < count; i++)
		places[i] = (struct place){&passport->sessions[i], i};
	if (count > 1)
		qsort(places, count, sizeof(*places), compare_sessions);
	for (size_t i = 0; i < count; i++) {
		now[places[i].at] = i;
		sessions[i] = *places[i].session;
		if (i > 0)
			sessions[i].when =
				sessions[i - 1].when + !one_moment(&sessions[i - 1], &sessions[i]);
	}
	free(passport->sessions);
	passport->sessions = sessions;
	for (size_t i = 0; i < passport->rubric_count; i++)
		order_rubric(&passport->rubrics[i], now, sessions);
	free(places);
	free(now);
}

/* --- what it comes from ------------------------------------------------------------------------
 */

size_t passport_moments(const struct passport_criterion *criterion)
{
	size_t count = 0;

	for (size_t i = 0; i < criterion->point_count; i++)
		count += i == 0 || criterion->points[i].when != criterion->points[i - 1].when;
	return count;
}

/* Of a peer session only how many is known: the most at one moment, since they may be the same. */
size_t passport_others(const struct passport_criterion *criterion)
{
	size_t named = 0, most = 0;

	for (size_t i = 0; i < criterion->point_count; i++) {
		const struct passport_point *point = &criterion->points[i];
		bool seen = point->who != PASSPORT_OTHERS;

		if (!seen && point->rater[0] == '\0')
			most = point->raters > most ? point->raters : most;
		seen = seen || point->rater[0] == '\0';
		for (size_t j = 0; j < i && !seen; j++)
			seen = criterion->points[j].who == PASSPORT_OTHERS &&
			       strcmp(criterion->points[j].rater, point->rater) == 0;
		named += !seen;
	}
	return named + most;
}

bool passport_course(const struct passport_criterion *criterion, enum passport_who who,
	const struct passport_point **first, const struct passport_point **last)
{
	*first = *last = NULL;
	for (size_t i = 0; i < criterion->point_count; i++) {
		const struct passport_point *point = &criterion->points[i];

		if (point->who != who || point->status != ANSWER_SCORED || isnan(point->step))
			continue;
		if (!*first)
			*first = point;
		else if (strcmp(point->about, (*first)->about) == 0 &&
			 strcmp(point->rater, (*first)->rater) == 0 &&
			 point->when != (*first)->when)
			*last = point;
	}
	return *last != NULL;
}

const char *passport_who_word(enum passport_who who)
{
	static const char *const words[] = {"self", "others", "agreed"};

	return words[who];
}

const char *passport_text_word(enum passport_text kind)
{
	static const char *const words[] = {
		"note", "reason", "top", "tip", "agreement", "action", "answer"};

	return words[kind];
}
