/* A passport for programs: JSON, and its points as a table. */
#include "config.h"

#include "report/passport.h"

#include "base/buf.h"
#include "base/decimal.h"
#include "base/lang.h"
#include "files/table.h"
#include "report/tojson.h"

#include <math.h>

/* --- JSON --------------------------------------------------------------------------------------
 */

static const char *status_word(enum answer_status status)
{
	switch (status) {
	case ANSWER_SCORED: return record_status_word(RECORD_SCORED);
	case ANSWER_UNKNOWN: return record_status_word(RECORD_UNKNOWN);
	default: return record_status_word(RECORD_NOT_APPLICABLE);
	}
}

static struct tojson *session_of(const struct passport_session *session)
{
	struct tojson *out = tojson_object();

	tojson_put(out, "session", tojson_text(session->id));
	tojson_put(out, "kind", tojson_text(session_kind_word(session->kind)));
	tojson_put(out, "title", tojson_text(session->title));
	tojson_put(out, "moment", tojson_text(session_moment_word(session->moment)));
	tojson_put(out, "date", tojson_text(session->date));
	tojson_put(out, "rubric", tojson_text(session->rubric));
	tojson_put(out, "rubric_version", tojson_text(session->version));
	tojson_put(out, "rubric_fingerprint", tojson_text(session->fingerprint));
	tojson_put(out, "as", tojson_text(session->as));
	tojson_put(out, "few", tojson_bool(session->few));
	tojson_put(out, "held", tojson_bool(session->held));
	tojson_put(out, "released",
		session->kind == SESSION_PEER ? tojson_bool(!session->waiting) : tojson_null());
	return out;
}

static struct tojson *point_of(const struct passport *passport, const struct passport_point *point)
{
	struct tojson *out = tojson_object();

	tojson_put(out, "session", tojson_text(passport->sessions[point->session].id));
	tojson_put(out, "moment",
		tojson_text(session_moment_word(passport->sessions[point->session].moment)));
	tojson_put(out, "date", tojson_text(passport->sessions[point->session].date));
	tojson_put(out, "who", tojson_text(passport_who_word(point->who)));
	tojson_put(out, "about", tojson_text(point->about));
	tojson_put(out, "role", tojson_text(point->role));
	tojson_put(out, "raters", tojson_whole((long long)point->raters));
	tojson_put(out, "status", tojson_text(status_word(point->status)));
	tojson_put(out, "level", point->id[0] != '\0' ? tojson_text(point->id) : tojson_null());
	tojson_put(out, "label", tojson_text(point->level));
	tojson_put(out, "step", tojson_number(point->step));
	tojson_put(out, "value", tojson_number(point->value));
	return out;
}

static struct tojson *remarks_of(
	const struct passport *passport, const struct passport_remark *remarks, size_t count)
{
	struct tojson *out = tojson_array();

	for (size_t i = 0; i < count; i++) {
		struct tojson *one = tojson_object();

		tojson_put(one, "session", tojson_text(passport->sessions[remarks[i].session].id));
		tojson_put(one, "kind", tojson_text(passport_text_word(remarks[i].kind)));
		tojson_put(one, "own", tojson_bool(remarks[i].own));
		tojson_put(one, "from", tojson_text(remarks[i].from));
		tojson_put(one, "due", tojson_text(remarks[i].due));
		tojson_put(one, "text", tojson_text(remarks[i].text));
		tojson_add(out, one);
	}
	return out;
}

/* Levels gained between the first and the last moment; null where there are no two. */
static struct tojson *change_of(const struct passport_criterion *criterion, enum passport_who who)
{
	const struct passport_point *first, *last;

	if (!passport_course(criterion, who, &first, &last))
		return tojson_null();
	return tojson_number(last->step - first->step);
}

static struct tojson *criterion_of(
	const struct passport *passport, const struct passport_criterion *criterion)
{
	struct tojson *out = tojson_object(), *points = tojson_array();

	for (size_t i = 0; i < criterion->point_count; i++)
		tojson_add(points, point_of(passport, &criterion->points[i]));
	tojson_put(out, "criterion", tojson_text(criterion->id));
	tojson_put(out, "title", tojson_text(criterion->title));
	tojson_put(out, "moments", tojson_whole((long long)passport_moments(criterion)));
	tojson_put(out, "others", tojson_whole((long long)passport_others(criterion)));
	tojson_put(out, "change_self", change_of(criterion, PASSPORT_SELF));
	tojson_put(out, "change_others", change_of(criterion, PASSPORT_OTHERS));
	tojson_put(out, "points", points);
	tojson_put(out, "texts", remarks_of(passport, criterion->remarks, criterion->remark_count));
	return out;
}

static struct tojson *rubric_of(
	const struct passport *passport, const struct passport_rubric *rubric)
{
	struct tojson *out = tojson_object(), *criteria = tojson_array();

	for (size_t i = 0; i < rubric->criterion_count; i++)
		tojson_add(criteria, criterion_of(passport, &rubric->criteria[i]));
	tojson_put(out, "rubric", tojson_text(rubric->id));
	tojson_put(out, "title", tojson_text(rubric->title));
	tojson_put(out, "changed", tojson_bool(rubric->changed));
	tojson_put(out, "criteria", criteria);
	tojson_put(out, "texts", remarks_of(passport, rubric->remarks, rubric->remark_count));
	return out;
}

bool passport_json_write(struct sink *sink, const struct passport *passport)
{
	struct tojson *out = tojson_object(), *sessions = tojson_array(), *rubrics = tojson_array();

	for (size_t i = 0; i < passport->session_count; i++)
		tojson_add(sessions, session_of(&passport->sessions[i]));
	for (size_t i = 0; i < passport->rubric_count; i++)
		tojson_add(rubrics, rubric_of(passport, &passport->rubrics[i]));
	tojson_put(out, "person", tojson_text(passport->person));
	tojson_put(out, "made", tojson_text(passport->made));
	tojson_put(out, "language", tojson_text(lang_current()));
	tojson_put(out, "sessions", sessions);
	tojson_put(out, "rubrics", rubrics);
	return tojson_write(sink, out);
}

/* --- CSV ---------------------------------------------------------------------------------------
 */

static void add_cell(struct buf *out, const char *text)
{
	table_text_field(out, text, ',');
	buf_byte(out, ',');
}

static void add_number(struct buf *out, double value)
{
	char text[64] = "NA";

	if (!isnan(value))
		decimal_text(text, sizeof(text), value);
	table_field(out, text, ',', false);
}

static void add_point(struct buf *out, const struct passport *passport,
	const struct passport_rubric *rubric, const struct passport_criterion *criterion,
	const struct passport_point *point)
{
	const struct passport_session *session = &passport->sessions[point->session];

	add_cell(out, session->id);
	add_cell(out, rubric->id);
	add_cell(out, session_moment_word(session->moment));
	add_cell(out, session->date);
	add_cell(out, criterion->id);
	add_cell(out, passport_who_word(point->who));
	add_cell(out, point->about);
	add_cell(out, point->role);
	buf_format(out, "%zu,%s,", point->raters, status_word(point->status));
	add_cell(out, point->id);
	add_number(out, point->step);
	buf_byte(out, ',');
	add_number(out, point->value);
	buf_byte(out, '\n');
}

void passport_csv_write(struct sink *sink, const struct passport *passport)
{
	struct buf out = BUF_EMPTY;

	buf_text_add(&out,
		"session,rubric,moment,date,criterion,who,about,role,raters,status,level,"
		"step,value\n");
	for (size_t r = 0; r < passport->rubric_count; r++) {
		const struct passport_rubric *rubric = &passport->rubrics[r];

		for (size_t c = 0; c < rubric->criterion_count; c++)
			for (size_t p = 0; p < rubric->criteria[c].point_count; p++)
				add_point(&out, passport, rubric, &rubric->criteria[c],
					&rubric->criteria[c].points[p]);
	}
	sink_add(sink, buf_text(&out), out.len);
	buf_free(&out);
}
